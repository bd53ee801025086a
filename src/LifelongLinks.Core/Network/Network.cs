namespace LifelongLinks.Core;

/// <summary>The people around a child on a day, with measures.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="People">People with a link or a current tie to the child, by id.</param>
/// <param name="Relationships">The ties that hold on the day, between the child and these people and among them.</param>
/// <param name="Measures">The measures of the network.</param>
public sealed record Network(
    DateOnly AsOf, IReadOnlyList<NetworkMember> People, IReadOnlyList<Relationship> Relationships, NetworkMeasures Measures)
{
    /// <summary>How many people there are.</summary>
    public int Size => People.Count;

    /// <summary>How many of them have an active tie.</summary>
    public int Active => Measures.Active;
}

/// <summary>One person of a child's network on a day.</summary>
/// <param name="PersonId">Id of the person.</param>
/// <param name="Active">
/// Whether the tie is active: in touch both ways within 90 days, or half as long again as promised, and nothing against it.
/// </param>
/// <param name="Loving">Whether the child called it loving within 183 days.</param>
/// <param name="Paid">Whether the person is paid to be there: every current tie to the child is. For professionals; null to others.</param>
/// <param name="Kin">Whether a current tie makes them family: blood, step, adoptive, kinship carer or special guardian.</param>
/// <param name="Adult">Whether the person is 18 or over; an unknown date of birth counts as adult, save a child's. For professionals; null to others.</param>
/// <param name="Sides">The sides of the family the person is on: MATERNAL, PATERNAL, both or none.</param>
/// <param name="Circle">Where the child places the person on their map, where they do.</param>
/// <param name="Stage">How far the process has come with the person; null: not identified.</param>
/// <param name="LastInTouchOn">The last day in touch both ways; null: never, as far as is known.</param>
/// <param name="Supports">The kinds of support the person gives: promised, and the tie is active.</param>
/// <param name="LinkId">Id of the link; none: not identified.</param>
public sealed record NetworkMember(
    string PersonId, bool Active, bool Loving, bool? Paid, bool Kin, bool? Adult, IReadOnlyList<Side> Sides, Circle? Circle,
    LinkStage? Stage, DateOnly? LastInTouchOn, IReadOnlyList<SupportKind> Supports, string? LinkId);

/// <summary>A child's network on a day.</summary>
public static class Networks
{
    /// <summary>The people around a child on a day, with measures (rules 26 and 41).</summary>
    public static Network Of(Case of, DateOnly asOf, GapThresholds? thresholds = null)
    {
        Ties ties = new(of, [], thresholds ?? GapThresholds.Default);
        List<NetworkMember> people = [];
        foreach (var (id, facts) in ties.Everybody)
        {
            if (ties.On(facts, asOf) is { Member: true } tie)
            {
                var link = facts.Link(asOf);
                people.Add(new(
                    id, tie.Active, tie.Loving, tie.Paid, tie.Kin, tie.Adult,
                    [.. GapFigures.Sides.Where(side => tie.IsOn(side))],
                    link?.Circle,
                    link is null ? null : Stages.Of(of, facts, link, asOf),
                    facts.BothWays.Last(asOf),
                    [.. Enum.GetValues<SupportKind>().Where(kind => tie.Gives(kind))],
                    link?.Id));
            }
        }
        HashSet<string> around = [of.Child.Id, .. people.Select(p => p.PersonId)];
        List<Relationship> current = [.. of.Relationships.Where(r => r.Holds(asOf) && around.Contains(r.FromId) && around.Contains(r.ToId))];
        return new(asOf, people, current, NetworkMeasures.Of(of.Child.Id, asOf, people, current));
    }
}
