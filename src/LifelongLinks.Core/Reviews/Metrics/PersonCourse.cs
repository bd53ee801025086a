namespace LifelongLinks.Core;

/// <summary>When each step was first taken with a person in a case.</summary>
/// <param name="Identified">Identified.</param>
/// <param name="Located">Located.</param>
/// <param name="Joined">Joined.</param>
/// <param name="Declined">Declined.</param>
/// <param name="Reconnected">In touch both ways on or after the day they joined, where they were lost: not in touch in the 90 days before they were identified.</param>
internal readonly record struct PersonCourse(DateOnly Identified, DateOnly? Located, DateOnly? Joined, DateOnly? Declined, DateOnly? Reconnected)
{
    private const int LostDays = 90;

    /// <summary>The course with somebody who has a link.</summary>
    internal static PersonCourse Of(PersonFacts person)
    {
        var identified = person.Links.Min(l => l.IdentifiedOn);
        var joined = First(person, DecisionKind.PersonAnswer, DecisionOutcome.Joined);
        bool wasLost = person.BothWays.Last(Days.Plus(identified, -1)) is not { } last || Days.Between(last, identified) > LostDays;
        DateOnly? again = wasLost && joined is { } since && person.BothWays.KnownSince(since) is { } known ? known > since ? known : since : null;
        return new(identified, First(person, DecisionKind.Locate), joined, First(person, DecisionKind.PersonAnswer, DecisionOutcome.Declined), again);
    }

    private static DateOnly? First(PersonFacts person, DecisionKind kind, DecisionOutcome? outcome = null) =>
        person.Decisions.Where(d => d.Kind == kind && (outcome is null || d.Outcome == outcome)).Min(d => (DateOnly?)d.DecidedOn);
}
