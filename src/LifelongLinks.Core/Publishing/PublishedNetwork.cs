namespace LifelongLinks.Core;

/// <summary>The people around a child as analysts see them: members, links and ties, with weights, stages and measures.</summary>
internal static class PublishedNetwork
{
    // Read the same from either end.
    private static readonly RelationshipKind[] _mutual =
    [
        RelationshipKind.Sibling, RelationshipKind.HalfSibling, RelationshipKind.StepSibling, RelationshipKind.FosterSibling,
        RelationshipKind.Cousin, RelationshipKind.Partner, RelationshipKind.Friend, RelationshipKind.Neighbour,
    ];

    /// <summary>Adds the network and answers the measures of it, for the child.</summary>
    internal static IEnumerable<(string Name, object? Value)> Add(CaseDraft draft)
    {
        var (of, asOf) = (draft.Of, draft.AsOf);
        var network = Networks.Of(of, asOf, draft.Thresholds);
        var contacts = InTouch.Recorded(of, asOf);
        double Weight(Relationship tie) =>
            TieWeight.Of(tie, tie.OfChild(of.Child.Id) is { } other && contacts.TryGetValue(other, out var on) ? on : null, asOf);

        foreach (var member in network.People)
        {
            AddMember(draft, member, Weight);
        }
        var everybody = PersonFacts.Everybody(of);
        foreach (var link in of.Links.Where(l => l.IdentifiedOn <= asOf))
        {
            AddLink(draft, link, PersonCourse.Of(everybody.GetValueOrDefault(link.PersonId) ?? PersonFacts.About(of, link.PersonId)));
        }
        // Since when two are tied is left out: a parent's tie begins with the child's birth, a sibling's with the younger one's.
        foreach (var tie in of.Relationships.Where(r => !(r.Since > asOf)))
        {
            draft.Relate(draft.Person(tie.FromId), "RELATED_TO", draft.Person(tie.ToId),
                ("kind", tie.Kind), ("side", tie.Side), ("closeness", tie.Closeness), ("evidence", tie.Evidence), ("paid", tie.Paid),
                ("current", tie.Holds(asOf)), ("weight", Coarse.OneDigit(Weight(tie))), ("case", draft.Child.Id));
        }
        foreach (var oversight in of.Oversight.Where(o => o.Emergency is null && !(o.Since > asOf)))
        {
            draft.Relate(draft.Person(oversight.WorkerId), "OVERSEES", draft.Child, ("role", oversight.Role), ("current", oversight.Holds(asOf)));
        }
        foreach (var team in of.Teams.Where(t => !(t.Since > asOf)))
        {
            draft.Relate(draft.Child, "IN_TEAM", draft.Team(team.TeamId), ("current", team.Holds(asOf)));
        }
        return Measures(network.Measures);
    }

    private static void AddMember(CaseDraft draft, NetworkMember member, Func<Relationship, double> weight)
    {
        string child = draft.Of.Child.Id;
        var kind = draft.Of.Relationships
            .Where(r => r.Holds(draft.AsOf) && r.OfChild(child) == member.PersonId && (r.ToId == child || _mutual.Contains(r.Kind)))
            .OrderByDescending(weight).ThenBy(r => r.Id, StringComparer.Ordinal)
            .Select(r => (RelationshipKind?)r.Kind).FirstOrDefault();
        draft.Relate(draft.Person(member.PersonId), "IN_NETWORK", draft.Child,
            ("kind", kind), ("active", member.Active), ("loving", member.Loving), ("paid", member.Paid), ("kin", member.Kin),
            ("adult", member.Adult), ("sides", member.Sides), ("circle", member.Circle), ("stage", member.Stage),
            ("lastInTouch", Coarse.LastInTouch(member.LastInTouchOn, draft.AsOf)), ("supports", member.Supports));
    }

    private static void AddLink(CaseDraft draft, Link link, PersonCourse course)
    {
        string? Month(DateOnly? on) => on <= draft.AsOf ? Coarse.Month(on) : null;
        var stage = Stages.Of(draft.Of, link, draft.AsOf);
        var published = draft.Add("Link", link,
            ("stage", stage), ("caption", Words.Plain(stage)), ("importance", link.Importance), ("circle", link.Circle),
            ("namedByChild", link.NamedByChild), ("identifiedMonth", Coarse.Month(link.IdentifiedOn)),
            // When each step was first taken with the person, by whichever link.
            ("locatedMonth", Month(course.Located)), ("joinedMonth", Month(course.Joined)), ("declinedMonth", Month(course.Declined)), ("reconnectedMonth", Month(course.Reconnected)));
        draft.Relate(draft.Child, "HAS_LINK", published);
        draft.Relate(published, "WITH", draft.Person(link.PersonId));
    }

    private static IEnumerable<(string Name, object? Value)> Measures(NetworkMeasures of) =>
    [
        ("size", of.Size), ("active", of.Active), ("identified", of.Identified), ("kin", of.Kin), ("nonKin", of.NonKin),
        ("paid", of.Paid), ("unpaid", of.Unpaid), ("density", of.Density), ("components", of.Components),
        ("medianTieYears", Coarse.Years(of.MedianTieAge)),
        .. of.ByCircle.Select(c => (c.Circle is { } circle ? "circle" + circle : "circleNone", (object?)c.People)),
        .. of.BySide.SelectMany(s => new (string, object?)[] { ("side" + s.Side, s.People), ("active" + s.Side, s.Active) }),
        .. of.Cover.Select(c => ("unpaid" + c.Support, (object?)c.Unpaid)),
    ];
}
