using System.Globalization;
using System.Text;

namespace LifelongLinks.Core;

/// <summary>Somebody who is likely the same as another.</summary>
/// <param name="PersonId">Id of the person.</param>
/// <param name="Reasons">Why it is likely, the strongest first.</param>
/// <param name="Score">How strongly the reasons speak: the higher, the likelier.</param>
public sealed record LikelyDuplicate(string PersonId, IReadOnlyList<DuplicateReason> Reasons, int Score);

/// <summary>Why two people are likely one.</summary>
public enum DuplicateReason
{
    /// <summary>The same name, but for case and accents.</summary>
    SameName,
    /// <summary>One's name is a former name, or the name in use, of the other.</summary>
    FormerName,
    /// <summary>All parts of the one's name are in the other's, in any order.</summary>
    NameWithin,
    /// <summary>Both are the same to the same person.</summary>
    SharedRelationship,
    /// <summary>Born in the same year.</summary>
    SameYearOfBirth,
}

/// <summary>Who is likely the same as somebody: by names, former names, year of birth and shared relationships.</summary>
public static class Duplicates
{
    // A name that fits speaks for itself; a year of birth or a shared tie only besides one.
    private const int Enough = 4;

    /// <summary>The people among some who are likely the same as a person, most likely first, then by id.</summary>
    /// <param name="person">The person.</param>
    /// <param name="others">People who might be the same, in the viewer's sight.</param>
    /// <param name="ties">Ties in the viewer's sight.</param>
    public static IReadOnlyList<LikelyDuplicate> Of(Person person, IEnumerable<Person> others, IReadOnlyList<Relationship> ties)
    {
        var own = Around(person.Id, ties);
        return
        [
            .. others.Where(o => o.Id != person.Id && o is not Worker && !ties.Any(t => t.FromId == person.Id && t.ToId == o.Id || t.FromId == o.Id && t.ToId == person.Id))
                .Select(o => Compared(person, o, own, Around(o.Id, ties)))
                .Where(d => d.Score >= Enough)
                .OrderByDescending(d => d.Score).ThenBy(d => d.PersonId, StringComparer.Ordinal),
        ];
    }

    private static LikelyDuplicate Compared(Person person, Person other, HashSet<(string, RelationshipKind, bool)> own, HashSet<(string, RelationshipKind, bool)> others)
    {
        // Born in years that are known and differ, they are two; so are two who share nothing but a part of a name.
        if (person.DateOfBirth is { } born && other.DateOfBirth is { } otherBorn && born.Year != otherBorn.Year)
        {
            return new(other.Id, [], 0);
        }
        List<(DuplicateReason Reason, int Speaks)> reasons = [];
        if (Plain(person.Name) == Plain(other.Name))
        {
            reasons.Add((DuplicateReason.SameName, 5));
        }
        else if (Names(person).Intersect(Names(other)).Any())
        {
            reasons.Add((DuplicateReason.FormerName, 5));
        }
        else if (IsWithin(person.Name, other.Name) || IsWithin(other.Name, person.Name))
        {
            reasons.Add((DuplicateReason.NameWithin, 2));
        }
        if (own.Overlaps(others))
        {
            reasons.Add((DuplicateReason.SharedRelationship, 2));
        }
        if (person.DateOfBirth is not null && other.DateOfBirth is not null)
        {
            reasons.Add((DuplicateReason.SameYearOfBirth, 2));
        }
        bool named = reasons.Any(r => r.Reason is DuplicateReason.SameName or DuplicateReason.FormerName or DuplicateReason.NameWithin);
        return new(other.Id, [.. reasons.OrderByDescending(r => r.Speaks).ThenBy(r => r.Reason).Select(r => r.Reason)], named ? reasons.Sum(r => r.Speaks) : 0);
    }

    private static HashSet<(string, RelationshipKind, bool)> Around(string id, IReadOnlyList<Relationship> ties) =>
        [.. ties.Where(t => t.FromId == id || t.ToId == id).Select(t => (t.Other(id), t.Kind, t.FromId == id))];

    private static IEnumerable<string> Names(Person person) => person.FormerNames.Append(person.Name).Append(person.KnownAs ?? "").Select(Plain).Where(n => n.Length > 0);

    private static bool IsWithin(string name, string other)
    {
        var parts = Plain(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 && parts.All(Plain(other).Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains);
    }

    /// <summary>A name without case, accents and doubled spaces: what is compared, never what is kept.</summary>
    public static string Plain(string name)
    {
        StringBuilder plain = new(name.Length);
        foreach (char c in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(char.IsWhiteSpace(c) || c is '-' or '\'' or '’' ? ' ' : char.ToLowerInvariant(c));
            }
        }
        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
