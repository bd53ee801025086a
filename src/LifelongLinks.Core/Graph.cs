namespace LifelongLinks.Core;

/// <summary>
/// The graph, declared once: every kind of node and relationship, as data. Both stores read and write from this; a new kind of fact
/// costs a record and a line.
/// </summary>
public static class Graph
{
    /// <summary>The kinds of nodes. A reference from a node to another is a relationship without properties.</summary>
    public static readonly IReadOnlyList<NodeKind> Nodes =
    [
        Node<Person>("Person"),
        Node<Child>("Child") with { Also = "Person" },
        Node<Worker>("Worker") with { Also = "Person" },
        Node<Team>("Team"),
        Node<ContactDetail>("ContactDetail", In<ContactDetail>("HAS_CONTACT_DETAIL", d => d.PersonId)),

        Fact<Referral>("Referral", "HAS_REFERRAL", Out<Referral>("REFERRED_BY", r => r.ReferredById)),
        Fact<FindingPlan>("FindingPlan", "HAS_FINDING_PLAN"),
        Fact<FindingStep>("FindingStep", "HAS_FINDING_STEP", In<FindingStep>("HAS_STEP", s => s.FindingPlanId),
            Out<FindingStep>("LOOKS_FOR", s => s.PersonId), Out<FindingStep>("DONE_BY", s => s.WorkerId)),
        Fact<Consent>("Consent", "HAS_CONSENT", Out<Consent>("GIVEN_BY", c => c.PersonId), Out<Consent>("TOLD_TO", c => c.ToldToId)),
        Fact<Activity>("Activity", "HAS_ACTIVITY"),
        Fact<Wish>("Wish", "HAS_WISH", Out<Wish>("WISHES_FOR", w => w.PersonId)),
        Fact<Affirmation>("Affirmation", "HAS_AFFIRMATION", Out<Affirmation>("ABOUT", a => a.PersonId)),
        Fact<Measure>("Measure", "HAS_MEASURE"),
        Fact<Link>("Link", "HAS_LINK", Out<Link>("WITH", l => l.PersonId)),
        Fact<Decision>("Decision", "HAS_DECISION", Out<Decision>("ON", d => d.LinkId), Out<Decision>("TAKEN_BY", d => d.WorkerId)),
        Fact<Concern>("Concern", "HAS_CONCERN", Out<Concern>("CONCERNS", c => c.LinkId), Out<Concern>("RAISED_BY", c => c.WorkerId)),
        Fact<Offer>("Offer", "HAS_OFFER", Out<Offer>("OFFERED_BY", o => o.PersonId)),
        Fact<Restriction>("Restriction", "HAS_RESTRICTION", Out<Restriction>("AGAINST", r => r.AgainstId),
            Out<Restriction>("PROTECTS", r => r.ProtectsId), Out<Restriction>("FROM", r => r.KeptFromId)),
        Fact<Conference>("Conference", "HAS_CONFERENCE"),
        Fact<Placement>("Placement", "HAS_PLACEMENT", Out<Placement>("CARED_FOR_BY", p => p.CarerId)),
        Fact<Plan>("Plan", "HAS_PLAN", Out<Plan>("MADE_AT", p => p.ConferenceId), Out<Plan>("AGREED_BY", p => p.AgreedById),
            Out<Plan>("REPLACES", p => p.ReplacesId)),
        Fact<Commitment>("Commitment", "HAS_COMMITMENT", In<Commitment>("COMMITS", c => c.PlanId),
            In<Commitment>("PROMISED", c => c.PersonIds), In<Commitment>("HELPS", c => c.HelperIds), Out<Commitment>("CONTINUES", c => c.ContinuesId)),
        Fact<Contact>("Contact", "HAS_CONTACT", Out<Contact>("FULFILS", c => c.CommitmentIds),
            Out<Contact>("BY", c => c.PersonIds), Out<Contact>("NEEDED", c => c.NeededIds)),
        Fact<Excuse>("Excuse", "HAS_EXCUSE", Out<Excuse>("EXCUSES", e => e.CommitmentId)),
        Fact<Merge>("Merge", "HAS_MERGE", Out<Merge>("KEPT", m => m.KeptId), Out<Merge>("MERGED", m => m.MergedId)),
        Fact<Correction>("Correction", "HAS_CORRECTION", Out<Correction>("CORRECTED_BY", c => c.WorkerId)),
        Fact<CalendarAddress>("CalendarAddress", "HAS_CALENDAR_ADDRESS", Out<CalendarAddress>("CALENDAR_OF", a => a.PersonId)),
        Fact<Review>("Review", "HAS_REVIEW", Out<Review>("REVIEWS", r => r.PlanId), Out<Review>("CHAIRED_BY", r => r.ChairId)),
    ];

    /// <summary>The kinds of relationships that carry properties.</summary>
    public static readonly IReadOnlyList<EdgeKind> Edges =
    [
        Edge<Relationship>("RELATED_TO", "Person", "Person", e => e.FromId, e => e.ToId, e => e.RecordedForId),
        Edge<Oversight>("OVERSEES", "Worker", "Child", e => e.WorkerId, e => e.ChildId, e => e.ChildId),
        Edge<InTeam>("IN_TEAM", "Child", "Team", e => e.ChildId, e => e.TeamId, e => e.ChildId),
        Edge<Invitation>("INVITES", "Conference", "Person", e => e.ConferenceId, e => e.PersonId, e => e.ChildId),
    ];

    /// <summary>The relationships from a child to each kind of fact of their case.</summary>
    public static readonly IReadOnlyList<string> CaseFacts =
        [.. Nodes.SelectMany(n => n.References).Where(r => r.IsCase).Select(r => r.Type)];

    /// <summary>Relationships of a restriction: being named by one alone makes nobody visible.</summary>
    public static readonly IReadOnlyList<string> RestrictionEdges = ["AGAINST", "PROTECTS", "FROM"];

    private static readonly Dictionary<Type, NodeKind> _nodesByType = Nodes.ToDictionary(n => n.Type);
    private static readonly Dictionary<string, NodeKind> _nodesByLabel = Nodes.ToDictionary(n => n.Label);
    private static readonly Dictionary<Type, EdgeKind> _edgesByType = Edges.ToDictionary(e => e.Record);
    private static readonly Dictionary<string, EdgeKind> _edgesByName = Edges.ToDictionary(e => e.Type);

    /// <summary>The kind of a node.</summary>
    public static NodeKind KindOf(Node node) => _nodesByType[node.GetType()];

    /// <summary>The kind of nodes of a record type.</summary>
    public static NodeKind KindOf<T>() where T : Node => _nodesByType[typeof(T)];

    /// <summary>The kind with a label.</summary>
    public static NodeKind NodeKind(string label) => _nodesByLabel[label];

    /// <summary>The kind of an edge.</summary>
    public static EdgeKind KindOf(Edge edge) => _edgesByType[edge.GetType()];

    /// <summary>The kind of edges of a type; null for a relationship without properties.</summary>
    public static EdgeKind? EdgeKind(string type) => _edgesByName.GetValueOrDefault(type);

    private static NodeKind Node<T>(string label, params Reference[] references) where T : Node => new(label, typeof(T), references);

    private static NodeKind Fact<T>(string label, string has, params Reference[] references) where T : CaseNode =>
        new(label, typeof(T), [In<T>(has, n => n.ChildId) with { IsCase = true }, .. references]);

    private static Reference Out<T>(string type, Func<T, string?> id) where T : Node => new(type, true, n => One(id((T)n)));

    private static Reference Out<T>(string type, Func<T, IReadOnlyList<string>> ids) where T : Node => new(type, true, n => ids((T)n));

    private static Reference In<T>(string type, Func<T, string?> id) where T : Node => new(type, false, n => One(id((T)n)));

    private static Reference In<T>(string type, Func<T, IReadOnlyList<string>> ids) where T : Node => new(type, false, n => ids((T)n));

    private static IReadOnlyList<string> One(string? id) => id is null ? [] : [id];

    private static EdgeKind Edge<T>(string type, string from, string to, Func<T, string> fromId, Func<T, string> toId, Func<T, string> owner)
        where T : Edge =>
        new(type, typeof(T), from, to, e => fromId((T)e), e => toId((T)e), e => owner((T)e));
}

/// <summary>A kind of node.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Type">Its record.</param>
/// <param name="References">The relationships without properties that it holds by id.</param>
public sealed record NodeKind(string Label, Type Type, IReadOnlyList<Reference> References)
{
    /// <summary>A second label, where it has one.</summary>
    public string? Also { get; init; }

    /// <summary>The relationships without properties that a node of the kind holds, each once.</summary>
    public HashSet<(string From, string Type, string To)> ReferencesOf(Node node) =>
        [.. References.SelectMany(r => r.Ids(node).Select(id => r.Outgoing ? (node.Id, r.Type, id) : (id, r.Type, node.Id)))];
}

/// <summary>A relationship without properties, held as ids on the node at one end of it.</summary>
/// <param name="Type">Type of the relationship.</param>
/// <param name="Outgoing">Whether it leads away from the node that holds the ids.</param>
/// <param name="Ids">Ids of the nodes at the other end.</param>
public sealed record Reference(string Type, bool Outgoing, Func<Node, IReadOnlyList<string>> Ids)
{
    /// <summary>Whether it is the relationship from the child to a fact of their case.</summary>
    public bool IsCase { get; init; }
}

/// <summary>A kind of relationship with properties.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Record">Its record.</param>
/// <param name="FromLabel">Label of the node it leads from.</param>
/// <param name="ToLabel">Label of the node it leads to.</param>
/// <param name="From">Id of the node it leads from.</param>
/// <param name="To">Id of the node it leads to.</param>
/// <param name="Owner">Id of the child in whose case it was recorded.</param>
public sealed record EdgeKind(
    string Type, Type Record, string FromLabel, string ToLabel, Func<Edge, string> From, Func<Edge, string> To, Func<Edge, string> Owner);
