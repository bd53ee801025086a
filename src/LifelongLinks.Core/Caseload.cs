namespace LifelongLinks.Core;

/// <summary>
/// Every case of the authority with the facts that figures are made of: days, words of the declared kinds, numbers and ids. Nobody's name is in it
/// and nothing that somebody wrote: such texts are empty, or null where they may be. Versions are 1.
/// </summary>
public static class Caseload
{
    /// <summary>
    /// The parts of a case that are there. <see cref="Placement.Home"/> is only good for telling whether two placements are at the same home, in one
    /// case or two: it is made up from the home and says nothing of where that is.
    /// </summary>
    public static readonly CaseParts Parts = CaseParts.Of(
        typeof(Relationship), typeof(Referral), typeof(Consent), typeof(Activity), typeof(Wish), typeof(Affirmation), typeof(Measure), typeof(Link),
        typeof(Decision), typeof(Restriction), typeof(Conference), typeof(Placement), typeof(Plan), typeof(Commitment), typeof(Contact), typeof(Excuse),
        typeof(Review), typeof(Merge));
}

/// <summary>A child's case among the caseload.</summary>
/// <param name="Own">The case.</param>
/// <param name="Siblings">The cases of the child's siblings (<see cref="Relationship.Siblings"/>).</param>
public sealed record CaseloadCase(Case Own, IReadOnlyList<Case> Siblings)
{
    /// <summary>The facts about everybody around the child, gathered once for whatever is counted.</summary>
    internal SortedDictionary<string, PersonFacts> Everybody => field ??= PersonFacts.Everybody(Own);

    /// <summary>What rules about the child's network look at, on a day.</summary>
    public Surroundings On(DateOnly asOf, DateOnly today) => new(Own, Siblings, asOf, today);
}

/// <summary>Some cases of the caseload, packed: they are unpacked where they are needed, so that several threads can share that work.</summary>
/// <param name="childIds">Whose.</param>
/// <param name="unpack">What unpacks them.</param>
public sealed class CaseloadLot(IReadOnlyList<string> childIds, Func<IReadOnlyList<CaseloadCase>> unpack)
{
    /// <summary>Whose cases they are, by id.</summary>
    public IReadOnlyList<string> ChildIds { get; } = childIds;

    /// <summary>The cases, in the order of the ids; made anew at each call, without the store.</summary>
    public IReadOnlyList<CaseloadCase> Unpack() => unpack();
}

/// <summary>What tells one state of the caseload from another.</summary>
/// <param name="Changes">How many changes were applied: another number after each.</param>
/// <param name="At">When the latest of them was, as its audit event has it; null where there is none.</param>
public sealed record CaseloadStamp(long Changes, DateTimeOffset? At);
