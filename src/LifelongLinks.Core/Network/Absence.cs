namespace LifelongLinks.Core;

/// <summary>A case as it would be with some people gone (rule 31).</summary>
internal static class Absence
{
    /// <summary>
    /// The surroundings as if those people had no tie and no promise: contacts that needed them do not exist, and whoever had such a
    /// contact loses what a tie says of being last in touch, for that may have been the same occasion.
    /// </summary>
    internal static Surroundings Without(Surroundings s, IReadOnlyCollection<string> ids)
    {
        var gone = ids.Where(id => id != s.Own.Child.Id).ToHashSet();
        return gone.Count == 0 ? s : s with
        {
            Own = Without(s.Own, gone, s.AsOf),
            Siblings = [.. s.Siblings.Select(sibling => Without(sibling, gone, s.AsOf))],
        };
    }

    private static Case Without(Case of, HashSet<string> gone, DateOnly asOf)
    {
        bool Needed(Contact contact) => contact.NeededIds.Any(gone.Contains);
        var lost = of.Contacts.Where(c => c.On <= asOf && Needed(c)).SelectMany(c => c.PersonIds).ToHashSet();
        return of with
        {
            Relationships = [.. of.Relationships
                .Where(r => !gone.Contains(r.FromId) && !gone.Contains(r.ToId))
                .Select(r => r.OfChild(of.Child.Id) is { } id && lost.Contains(id) ? r with { LastContactOn = null } : r)],
            Links = [.. of.Links.Where(l => !gone.Contains(l.PersonId))],
            Contacts = [.. of.Contacts.Where(c => !Needed(c))],
            Commitments = [.. of.Commitments
                .Select(c => c.PersonIds.Any(gone.Contains) ? c with { PersonIds = [.. c.PersonIds.Where(id => !gone.Contains(id))] } : c)
                .Where(c => c.PersonIds.Count > 0)],
        };
    }
}
