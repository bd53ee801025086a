namespace LifelongLinks.Core;

/// <summary>
/// The store: a typed property graph. Every read takes a scope and answers from one snapshot; what is out of scope, and everybody
/// under a SEALED_ADOPTION in force on the scope's day in any case, is absent as if it had never existed: no node, edge, id or count.
/// A fact is in scope with its case, an edge with the case it was recorded in. A person is in scope when an edge in scope names them
/// that is no restriction's (<see cref="Graph.RestrictionEdges"/>), or as the worker who asks; a team when an edge in scope names it.
/// A child whose case is out of scope but whom a case in scope names is given as a plain <see cref="Person"/> of version 1
/// (<see cref="Subgraph.OtherChildren"/> tells the rules who they are).
/// A sealed person is absent with every edge at them, and a sealed tie is absent, save that a child whose own case is in scope stays in
/// that case: with the edges recorded in it, and in no other (<see cref="Subgraph.Sealed"/> tells who is there for their own case only).
/// Facts that name somebody absent are given with the bare id; <see cref="Case.All"/> leaves them out.
/// Contact details are in scope with their person, and absent when the person's address is confidential on the scope's day, in any case.
/// Concurrent reads never wait for each other nor for a write.
/// Any verb may throw <see cref="StoreUnavailableException"/>; then nothing was written, or the change's id tells whether it was.
/// An <see cref="ArgumentException"/> (a bound passed, a label, relationship or property that is not declared) is a bug of the caller.
/// </summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>
    /// Nodes and edges with properties by id, of any kind; an edge without its ends, unless they are asked for too. Absent ids are
    /// simply not in the answer; an id asked for twice is answered once. At most 10,000 ids.
    /// </summary>
    Task<Subgraph> Get(Scope scope, IReadOnlyCollection<string> ids, CancellationToken cancel);

    /// <summary>
    /// What lies along a pattern from many nodes, the roots included: all nodes and edges on the way, each once, in one call. A slice
    /// keeps so many for each parent. Roots that are absent have nothing along the pattern. A node is given only as a root or along an
    /// edge of a type asked for; an edge of a restriction only when the person at its end is in scope otherwise. At most 10,000 roots.
    /// </summary>
    Task<Subgraph> Expand(Scope scope, IReadOnlyCollection<string> roots, Pattern pattern, CancellationToken cancel);

    /// <summary>
    /// Nodes of a kind by filter, in order (ties by id, ordinal), one page at a time with the total count of what the filter holds for.
    /// Missing values come last in ascending and first in descending order. Text is ordered by code point, enums by their written form.
    /// </summary>
    /// <exception cref="FormatException">A position is none, or one of another label or order.</exception>
    Task<Page> Find(Scope scope, Query query, CancellationToken cancel);

    /// <summary>
    /// The people within some hops of a person along RELATED_TO, in either direction, nearest first (then by id), the person itself at
    /// distance 0 first; with the ties among them, by id. Stops after <paramref name="limit"/> people, the person itself included, and
    /// says so. An absent person has no neighbourhood: no people. At most 10 hops and 10,000 people.
    /// </summary>
    Task<Neighbourhood> Neighbourhood(Scope scope, string personId, int hops, int limit, CancellationToken cancel);

    /// <summary>
    /// Changes one case in one transaction: loads it whole, lets the function decide, and saves what it decided with the audit event
    /// and the change's id, or nothing. A concurrent change of the case, or of a person it changes, makes it load and decide anew; after
    /// ten conflicts in a row the answer is <see cref="ChangeStatus.Conflict"/>. The function must be pure: it may run more than once.
    /// An id that was applied before is answered <see cref="ChangeStatus.AlreadyApplied"/> with what was kept of it, and nothing is written
    /// twice. The case is given as it is, but for who is under a seal on the day in any case: they are absent from it. When the answer
    /// is given, the change survives a crash of the process and of the machine. Every change that changes something adds one to the
    /// child's version. What is saved as it was already is passed over; a change of nothing still leaves its id and audit event.
    /// A case may bring what no case owns: people, workers, teams, contact details. Such a record replaces the stored one only when it
    /// has its version; else it is a conflict. A person may become a child or worker; a child may become a person again where nothing of their
    /// case is left, as other cases may go on to name them; and nothing else.
    /// </summary>
    /// <exception cref="ArgumentException">A bug of the caller, and nothing is written: something of another child's case, a reference to
    /// nothing or to another case's fact, an edge between the wrong kinds, facts left over of a child who is erased.</exception>
    Task<ChangeResult> Change(CaseChange change, CancellationToken cancel);

    /// <summary>
    /// Changes applied at or after an instant, oldest first (by their instant, then id); at most 1,000. One may appear later than others with
    /// later instants, as long as its transaction took: ask again with an overlap of some seconds, and know them by their ids.
    /// </summary>
    Task<IReadOnlyList<AppliedChange>> Changes(DateTimeOffset since, int take, CancellationToken cancel);

    /// <summary>
    /// Every case of the authority with the parts of <see cref="Core.Caseload.Parts"/>, for figures: in lots, by the child's id. What is seen is what
    /// <see cref="Expand"/> gives in the same scope along their pattern, the cases of siblings included, without texts. A lot is of one moment, and
    /// protected by the seals and confidential addresses of that moment; another lot may be of another, so that a case which is changed meanwhile is
    /// given as it was or as it is, and a child who comes meanwhile is given or not. Lots are read when they are asked for: what is held is one of them.
    /// The first time, and of cases that were changed since the last, it takes as long as reading them fact by fact; what was made for it is then kept,
    /// and where it cannot be kept (no room, read-only) it is made all the same.
    /// </summary>
    /// <param name="scope">That of the authority (<see cref="Scope.Authority"/>); another is an <see cref="ArgumentException"/>.</param>
    /// <param name="cancel">Stops it.</param>
    IAsyncEnumerable<CaseloadLot> Caseload(Scope scope, CancellationToken cancel);

    /// <summary>
    /// What tells one state of the caseload from another, at the cost of one read: it is another after every change of a case or of somebody whom cases
    /// share. What is seen depends on the scope's day besides.
    /// </summary>
    Task<CaseloadStamp> Stamp(CancellationToken cancel);

    /// <summary>
    /// Adds audit events in one transaction, as they are: all or none. Those whose id is there already are passed over, so that a group may be
    /// tried again when it is not known whether it was written. When the answer is given they survive a crash of the process and of the
    /// machine. At most 1,000 events. A place in a stream that another event holds is a bug of the caller, and nothing is written.
    /// </summary>
    Task Append(IReadOnlyList<AuditEvent> events, CancellationToken cancel);

    /// <summary>Audit events by filter, newest first, one page of at most 100 at a time.</summary>
    Task<AuditPage> Audit(AuditQuery query, CancellationToken cancel);
}

/// <summary>Nodes and edges out of the store.</summary>
/// <param name="Nodes">Nodes by id.</param>
/// <param name="Edges">Edges that carry properties.</param>
/// <param name="Confidential">Ids of people among the nodes whose address is confidential on the scope's day, in any case.</param>
public sealed record Subgraph(IReadOnlyDictionary<string, Node> Nodes, IReadOnlyList<Edge> Edges, IReadOnlySet<string> Confidential)
{
    /// <summary>Ids of people among the nodes who are under a seal: they are there for their own case, and in no other.</summary>
    public IReadOnlySet<string> Sealed { get; init; } = new HashSet<string>();

    /// <summary>
    /// Ids of people among the nodes who are children with a case out of scope: for rules that treat a child otherwise than an adult.
    /// Never to be shown.
    /// </summary>
    public IReadOnlySet<string> OtherChildren { get; init; } = new HashSet<string>();

    /// <summary>The node with an id, if it is there and of the type.</summary>
    public T? Node<T>(string id) where T : Node => Nodes.GetValueOrDefault(id) as T;
}

/// <summary>What to load from some nodes: steps along edges, then the steps from where each led.</summary>
/// <param name="Steps">The first steps.</param>
public sealed record Pattern(IReadOnlyList<Step> Steps)
{
    /// <summary>A last step from every person found on the way.</summary>
    public Step? People { get; init; }
}

/// <summary>A step along edges of some types.</summary>
/// <param name="Types">Types of the edges.</param>
/// <param name="Way">Which way they are followed.</param>
public sealed record Step(IReadOnlyList<string> Types, Way Way)
{
    /// <summary>The steps that follow, from the nodes this one reached.</summary>
    public IReadOnlyList<Step> Then { get; init; } = [];

    /// <summary>How many to keep for each parent; none: all.</summary>
    public Slice? Slice { get; init; }

    /// <summary>A step from the tail of an edge to its head.</summary>
    public static Step Out(params string[] types) => new(types, Way.Out);

    /// <summary>A step from the head of an edge to its tail.</summary>
    public static Step In(params string[] types) => new(types, Way.In);

    /// <summary>A step from a child to both ends of the edges of some types recorded in their case.</summary>
    public static Step Owned(params string[] types) => new(types, Way.Owned);

    /// <summary>A step from somebody to the children whose cases name them.</summary>
    public static Step Cases() => new([], Way.Cases);
}

/// <summary>Which way a step follows edges.</summary>
public enum Way
{
    /// <summary>From tail to head.</summary>
    Out,
    /// <summary>From head to tail.</summary>
    In,
    /// <summary>From the child to both ends of the edges recorded in their case.</summary>
    Owned,
    /// <summary>From somebody to the children whose cases name them.</summary>
    Cases,
}

/// <summary>
/// The first so many nodes of each parent, by one property (ties by id in the same direction; missing values as in an order). Not of a
/// step <see cref="Way.Owned"/>, which leads to two ends.
/// </summary>
/// <param name="Property">Property of the nodes reached, as the record names it.</param>
/// <param name="Take">How many for each parent.</param>
/// <param name="Descending">Highest first.</param>
public sealed record Slice(string Property, int Take, bool Descending);

/// <summary>A search among the nodes of one kind.</summary>
/// <param name="Label">Label of the kind; Person finds children and workers too.</param>
public sealed record Query(string Label)
{
    /// <summary>What must hold; none: everything of the kind.</summary>
    public Filter? Where { get; init; }

    /// <summary>The order; ties are broken by id, ascending.</summary>
    public IReadOnlyList<Order> OrderBy { get; init; } = [];

    /// <summary>How many to give, 0 to 1,000; 0 asks for the count only.</summary>
    public int Take { get; init; } = 20;

    /// <summary>Give what comes after the node with this position (from a page before).</summary>
    public string? After { get; init; }

    /// <summary>Give what comes before the node with this position.</summary>
    public string? Before { get; init; }

    /// <summary>Give the last ones rather than the first, still in order.</summary>
    public bool FromEnd { get; init; }
}

/// <summary>One term of an order.</summary>
/// <param name="Property">Property of the node, as the record names it.</param>
/// <param name="Descending">Highest first.</param>
public sealed record Order(string Property, bool Descending = false);

/// <summary>What must hold for a node: on its own properties, or across one edge.</summary>
public abstract record Filter
{
    private Filter() { }

    /// <summary>All of them hold; an empty list always does.</summary>
    public sealed record And(IReadOnlyList<Filter> All) : Filter;

    /// <summary>One of them holds; an empty list never does.</summary>
    public sealed record Or(IReadOnlyList<Filter> Any) : Filter;

    /// <summary>It does not hold.</summary>
    public sealed record Not(Filter Inner) : Filter;

    /// <summary>
    /// A property compares with a value: text, number, bool, date or enum (the value, or as <see cref="Words"/> writes it). A missing
    /// property equals null only, and no comparison with it holds but <see cref="Comparison.Neq"/> and <see cref="Comparison.Nin"/>; being
    /// in order with null never holds. Text compares by code point, for contains and startsWith without regard to (ASCII) case.
    /// The name is as the record has it, in either case of its first letter, and must hold a single value: no list, no record.
    /// </summary>
    public sealed record Property(string Name, Comparison Is, object? Value) : Filter;

    /// <summary>Some node across an edge in scope, out or in, satisfies the filter.</summary>
    public sealed record Some(string EdgeType, Way Way, Filter Inner) : Filter;
}

/// <summary>A comparison.</summary>
public enum Comparison
{
    /// <summary>Equals.</summary>
    Eq,
    /// <summary>Does not equal.</summary>
    Neq,
    /// <summary>Is one of a list.</summary>
    In,
    /// <summary>Is none of a list.</summary>
    Nin,
    /// <summary>Is greater than.</summary>
    Gt,
    /// <summary>Is greater than or equals.</summary>
    Gte,
    /// <summary>Is less than.</summary>
    Lt,
    /// <summary>Is less than or equals.</summary>
    Lte,
    /// <summary>Text contains.</summary>
    Contains,
    /// <summary>Text starts with.</summary>
    StartsWith,
}

/// <summary>A page of nodes.</summary>
/// <param name="Nodes">In order.</param>
/// <param name="Positions">For each node, the position that <see cref="Query.After"/> and <see cref="Query.Before"/> take.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="HasNext">Whether there are more after these; not when there are none.</param>
/// <param name="HasPrevious">Whether there are more before these; not when there are none.</param>
public sealed record Page(IReadOnlyList<Node> Nodes, IReadOnlyList<string> Positions, int Total, bool HasNext, bool HasPrevious);

/// <summary>The people around somebody.</summary>
/// <param name="People">Nearest first.</param>
/// <param name="Ties">The ties among them.</param>
/// <param name="Truncated">Whether there were more than the limit.</param>
public sealed record Neighbourhood(IReadOnlyList<Neighbour> People, IReadOnlyList<Relationship> Ties, bool Truncated);

/// <summary>A person at a distance.</summary>
/// <param name="Person">The person.</param>
/// <param name="Hops">How many ties away.</param>
public sealed record Neighbour(Person Person, int Hops);

/// <summary>A change of one case.</summary>
/// <param name="Id">Id of the change: what makes it safe to try again.</param>
/// <param name="ChildId">Whose case.</param>
/// <param name="Decide">From the case as it stands to what to save, or a refusal.</param>
/// <param name="Audit">Who does what; the store adds what was changed.</param>
public sealed record CaseChange(string Id, string ChildId, Func<CaseToChange, Outcome<Changes>> Decide, AuditEvent Audit)
{
    /// <summary>The day on which seals are judged; by default that of the audit event.</summary>
    public DateOnly Today { get; init; } = DateOnly.FromDateTime(Audit.At.UtcDateTime);

    /// <summary>Ids of people and teams to load besides, who may be in no fact of the case yet: <see cref="CaseToChange.Besides"/>.</summary>
    public IReadOnlyList<string> AlsoIds { get; init; } = [];

    /// <summary>What tells the same command from another with the same id, kept with the change.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Where the stream stands that its audit event goes on; none: the event is in no stream.</summary>
    public AuditHead? Head { get; init; }

    /// <summary>The audit event as it is written, once it is known what was changed.</summary>
    public AuditEvent Audited(IReadOnlyList<string> changedIds)
    {
        var audit = Audit with
        {
            ChildIds = Audit.ChildIds.Contains(ChildId) ? Audit.ChildIds : [ChildId, .. Audit.ChildIds],
            ChangedIds = changedIds,
            RequestId = Audit.RequestId ?? Id,
        };
        return Head is null ? audit : AuditChain.Link(audit, Head);
    }
}

/// <summary>What to save: whole records, new or changed. Versions are the store's to count.</summary>
public sealed record Changes
{
    /// <summary>Nodes to add or replace.</summary>
    public IReadOnlyList<Node> Nodes { get; init; } = [];

    /// <summary>Edges to add or replace.</summary>
    public IReadOnlyList<Edge> Edges { get; init; } = [];

    /// <summary>
    /// Ids of nodes and edges to erase, with every edge at them, before anything is saved. One that is not there is passed over; a fact
    /// that still names an erased node keeps the bare id.
    /// </summary>
    public IReadOnlyList<string> Erased { get; init; } = [];

    /// <summary>
    /// By the id of somebody: ids of the cases that may name them. Where another one does, the change is a conflict: whoever erases somebody
    /// has to know of every case that names them, also of one that began to meanwhile.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> NamedOnlyIn { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Id of what the change is about, kept with it.</summary>
    public string? ResultId { get; init; }
}

/// <summary>How a change came out.</summary>
/// <param name="Status">Whether it was applied.</param>
/// <param name="Refusal">Why not, when it was refused.</param>
/// <param name="Applied">What is kept of it, also when it was applied before; null when it was not applied.</param>
public sealed record ChangeResult(ChangeStatus Status, Refusal? Refusal, AppliedChange? Applied)
{
    /// <summary>Ids of what was changed; none when it was not applied.</summary>
    public IReadOnlyList<string> ChangedIds => Applied?.ChangedIds ?? [];

    /// <summary>
    /// The audit event, when this call has written it. Applied without: it was written by a try whose answer was lost, and whether that was
    /// this call's is not known.
    /// </summary>
    public AuditEvent? Audited { get; init; }
}

/// <summary>A change that was applied, as the store keeps it. Of those from before this was kept there are the ids alone.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ChangedIds">Ids of what it changed.</param>
public sealed record AppliedChange(string Id, IReadOnlyList<string> ChangedIds)
{
    /// <summary>Id of the child whose case it changed.</summary>
    public string? ChildId { get; init; }

    /// <summary>When, as its audit event has it.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What was done, as its audit event has it.</summary>
    public string? Action { get; init; }

    /// <summary>
    /// What tells the same command from another with the same id; null where that is not known any more. It is stored encrypted, since a phone
    /// number could be found by trying all of them on it, and lasts as long as the data key it was encrypted with.
    /// </summary>
    public string? Fingerprint { get; init; }

    /// <summary>Id of what it is about.</summary>
    public string? ResultId { get; init; }

    /// <summary>What is kept of a change that changed something.</summary>
    public static AppliedChange Of(CaseChange change, Changes changes, IReadOnlyList<string> changedIds) => new(change.Id, changedIds)
    {
        ChildId = change.ChildId,
        At = change.Audit.At,
        Action = change.Audit.Action,
        Fingerprint = change.Fingerprint,
        ResultId = changes.ResultId,
    };
}

/// <summary>Status of a change.</summary>
public enum ChangeStatus
{
    /// <summary>Saved, for good.</summary>
    Applied,
    /// <summary>Saved by an earlier try with the same id.</summary>
    AlreadyApplied,
    /// <summary>Refused by the decision; nothing was written.</summary>
    Refused,
    /// <summary>Too many others changed the same things; nothing was written.</summary>
    Conflict,
}

/// <summary>The store cannot answer now: gone, locked, full or read-only. Nothing acknowledged is lost.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>The store cannot answer now, because of this; the message is one line that says what to do.</summary>
    public StoreUnavailableException(string message, Exception? inner = null) : base(message, inner) { }

    /// <summary>What is the matter.</summary>
    public StoreFault Fault { get; init; }
}

/// <summary>Why a store cannot answer.</summary>
public enum StoreFault
{
    /// <summary>It cannot be reached, opened or read.</summary>
    Gone,
    /// <summary>Somebody else keeps it locked.</summary>
    Locked,
    /// <summary>There is no room left.</summary>
    Full,
    /// <summary>It may not be written.</summary>
    ReadOnly,
    /// <summary>What is there is no store of ours, or is damaged.</summary>
    NotAStore,
    /// <summary>It was written by a newer version.</summary>
    Newer,
    /// <summary>The keys that were given are no keys, or others than those it was encrypted with.</summary>
    WrongKey,
    /// <summary>It holds something that was not written there by its keys.</summary>
    TamperedWith,
}
