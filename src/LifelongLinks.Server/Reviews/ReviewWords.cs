using System.Globalization;

namespace LifelongLinks.Server;

/// <summary>The words of a review pack: to whoever meets about the child, and to the child.</summary>
internal sealed class ReviewWords(ReviewPackView pack, bool toChild)
{
    private readonly Sight _sight = pack.View.Sight;

    /// <summary>Whether it speaks to the child.</summary>
    internal bool ToChild => toChild;

    /// <summary>The name that the child is called by.</summary>
    internal string Child { get; } = Clean(pack.View.Case.Child.KnownAs ?? pack.View.Case.Child.Name);

    /// <summary>"Amara", or "you".</summary>
    internal string Who => toChild ? "you" : Child;

    /// <summary>"Amara's", or "your".</summary>
    internal string Whose => toChild ? "your" : Child + "'s";

    /// <summary>The name that somebody is called by.</summary>
    internal string Name(string id) => id == pack.View.Case.Child.Id ? Who
        : pack.View.Reading.Named(id) is var person ? Clean(person.KnownAs ?? person.Name) : "";

    /// <summary>Some people's names, in a row.</summary>
    internal string Names(IEnumerable<string> ids) => string.Join(", ", ids.Select(Name));

    /// <summary>The child's own word for somebody; empty where there is none.</summary>
    internal string OwnWord(string id) => Clean(Tie(id)?.ChildsWord ?? "");

    /// <summary>What somebody is to the child; empty where nothing says.</summary>
    internal string Is(string id) => Tie(id) is not { Kind: not RelationshipKind.Other } tie ? "" : tie.Kind switch
    {
        RelationshipKind.AuntUncle => "aunt or uncle",
        RelationshipKind.NieceNephew => "niece or nephew",
        var kind => Words.Plain(kind),
    };

    /// <summary>A promise of the case; also one that is in the suggestions alone.</summary>
    internal Commitment? Commitment(string id) => _sight.See(_sight.Case.Commitments).FirstOrDefault(c => c.Id == id);

    /// <summary>A day, as people write it.</summary>
    internal static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day, or what stands where there is none.</summary>
    internal static string Day(DateOnly? day, string otherwise) => day is { } on ? Day(on) : otherwise;

    /// <summary>A day in a table, which does not break.</summary>
    internal static string Short(DateOnly day) => day.ToString("d\u00a0MMM\u00a0yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day in a table, or what stands where there is none.</summary>
    internal static string Short(DateOnly? day, string otherwise) => day is { } on ? Short(on) : otherwise;

    /// <summary>A month.</summary>
    internal static string Month(DateOnly day) => day.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>How often something is promised.</summary>
    internal static string HowOften(Cadence cadence)
    {
        if (cadence.On is { } once)
        {
            return $"once, on {Day(once)}";
        }
        if (cadence is { Month: { } month, Day: { } day })
        {
            return $"every year on {day} {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month)}";
        }
        string unit = Words.Plain(cadence.Unit!.Value);
        string period = cadence.Every == 1 ? $"every {unit}" : cadence.Every == 2 ? $"every other {unit}" : $"every {cadence.Every} {unit}s";
        return cadence.Times switch { 1 => period, 2 => $"twice {period}", var times => $"{times} times {period}" };
    }

    /// <summary>How the child felt, 1 to 5, with what it means.</summary>
    internal static string Feeling(int? feeling) => feeling switch
    {
        1 => "1: bad",
        2 => "2: not so good",
        3 => "3: so-so",
        4 => "4: good",
        5 => "5: very good",
        _ => "",
    };

    /// <summary>A decision about a promise.</summary>
    internal static string Decided(CommitmentDecision decision) => decision switch
    {
        CommitmentDecision.Continue => "Go on",
        CommitmentDecision.Change => "Change",
        CommitmentDecision.Pause => "Pause",
        _ => "End",
    };

    /// <summary>What happened, with whom.</summary>
    internal string Happened(TimelineEntry entry)
    {
        string what = Clean(entry.Summary).Replace("aunt uncle", "aunt or uncle", StringComparison.Ordinal);
        return entry.PersonIds.Count == 0 ? what : $"{what} ({Names(entry.PersonIds)})";
    }

    /// <summary>A text as a page may hold it.</summary>
    internal static string Clean(string text) => Paper.Clean(text);

    // The tie that holds, else the last one that did.
    private Relationship? Tie(string id) => _sight.Relationships.Where(r => r.OfChild(_sight.Case.Child.Id) == id)
        .MaxBy(r => (r.Holds(pack.Pack.AsOf), r.ChildsWord is not null, r.Since, r.Id));
}
