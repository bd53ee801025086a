namespace LifelongLinks.Core;

/// <summary>What a command is decided on: the case as its viewer sees it, who they are to it, and the day. Nothing in it waits or is changed.</summary>
internal sealed class Deciding
{
    private readonly NewIds _newIds;
    private readonly IReadOnlyDictionary<string, Node> _besides;
    private readonly IReadOnlySet<string> _seen;
    private int _made;

    internal Deciding(Case? of, IReadOnlyDictionary<string, Node> besides, Viewer viewer, DateOnly? day, IReadOnlySet<string> seen, NewIds newIds)
    {
        Day = day ?? viewer.Today;
        (_besides, _seen, _newIds, Viewer) = (besides, seen, newIds, viewer);
        if (Sight.Of(viewer, of) is { } sight)
        {
            (Sight, Case) = (sight, sight.Case);
        }
        else
        {
            // Not in sight is not there. A command that needs a case is refused before it looks at this one.
            Case = new() { Child = new() { Id = "", Name = "", Reference = "" } };
        }
    }

    /// <summary>Whether there is a case, and the viewer sees it.</summary>
    internal bool HasCase => Sight is not null;

    internal Sight? Sight { get; }

    internal Case Case { get; }

    internal Child Child => Case.Child;

    internal Viewer Viewer { get; }

    internal DateOnly Today => Viewer.Today;

    /// <summary>The day of what the command tells of, on which its gates are judged; today where it tells of none.</summary>
    internal DateOnly Day { get; }

    /// <summary>The roles in which the viewer sees the case; of no case, those of the token.</summary>
    internal IReadOnlyList<Role> Roles => HasCase ? Viewer.RolesIn(Case) : Viewer.Roles;

    /// <summary>Whether the viewer sees the case in an emergency only.</summary>
    internal bool IsEmergency => HasCase && Viewer.RolesIn(Case with { Oversight = [.. Case.Oversight.Where(o => o.Emergency is null)] }).Count == 0;

    /// <summary>Whether the viewer acts as the young person whose case it is.</summary>
    internal bool IsOwn => Sight?.IsOwn == true;

    /// <summary>The viewer as a worker, where the case or the command names them.</summary>
    internal Worker? Worker => field ??= Case.People.Values.Concat(_besides.Values).OfType<Worker>().FirstOrDefault(w => w.Subject == Viewer.Subject);

    /// <summary>An id for a new record: the same when the decision is made anew.</summary>
    internal string NewId() => _newIds[_made++];

    /// <summary>
    /// Somebody the viewer sees: named in the case, or in another that they see; null when they do not. Who was merged into another is that
    /// other now: nothing more is recorded of them by their own id. Nor is it of who was erased (domain, section 6).
    /// </summary>
    internal Person? Person(string? id) =>
        id is null || Case.Merges.Any(m => m.MergedId == id && m.UndoneOn is null) ? null
        : (Sight?.Sees(id) == true ? Case.Person(id) : _seen.Contains(id) ? _besides.GetValueOrDefault(id) as Person : null) is { ErasedOn: null } person ? person
        : null;

    /// <summary>
    /// A worker of the authority; null when there is none. To professionals it is no secret that somebody works here; others name those whom
    /// they see, or else they could bring anybody into their sight.
    /// </summary>
    internal Worker? AnyWorker(string? id) =>
        id is null ? null
        : Sight is { IsProfessional: false } ? (Sight.Sees(id) ? Case.Worker(id) : null)
        : Case.Worker(id) ?? _besides.GetValueOrDefault(id) as Worker;

    /// <summary>A team; null when there is none.</summary>
    internal Team? Team(string? id) => id is null ? null : _besides.GetValueOrDefault(id) as Team;

    /// <summary>A fact of the case that the viewer sees, as it was recorded; null when there is none or they do not.</summary>
    internal T? Fact<T>(IReadOnlyList<T> facts, string? id) where T : CaseNode =>
        facts.FirstOrDefault(f => f.Id == id) is { } fact && Sight?.See(fact) is not null ? fact : null;

    internal Link? Link(string? id) => Fact(Case.Links, id);

    internal Plan? Plan(string? id) => Fact(Case.Plans, id);

    internal Commitment? Commitment(string? id) => Fact(Case.Commitments, id);

    internal Conference? Conference(string? id) => Fact(Case.Conferences, id);

    /// <summary>Something is not there, or not in the viewer's sight: the same to them.</summary>
    internal static Refusal NotFound(string what) => new(RefusalCode.NotFound, $"There is no such {what} in this case, or it is not in your sight.");

    /// <summary>A gate is not met.</summary>
    internal static Refusal Gate(Gate step, string message) => new GateNotMet(step, message);

    /// <summary>A value cannot be used.</summary>
    internal static Refusal Wrong(string property, string wrong) => new ValidationFailed(InputLimits.NameOf(property), $"{InputLimits.NameOf(property)} {wrong}");

    /// <summary>It is not allowed for this person; no more is said than the viewer may know.</summary>
    internal Refusal Restricted(string toProfessionals) =>
        new(RefusalCode.Restricted, Sight?.IsProfessional == true ? toProfessionals : "This is not possible for this person at the moment. Ask the coordinator.");

    /// <summary>The first refusal there is, as an outcome; null when there is none.</summary>
    internal static Outcome<Changes>? First(params ReadOnlySpan<Refusal?> refusals)
    {
        foreach (var refusal in refusals)
        {
            if (refusal is not null)
            {
                return refusal;
            }
        }
        return null;
    }

    /// <summary>Saves a record, which the command is about, and others with it.</summary>
    internal static Outcome<Changes> Saves(Node about, params IEnumerable<object> others) => new Changes
    {
        Nodes = [about, .. others.OfType<Node>()],
        Edges = [.. others.OfType<Edge>()],
        ResultId = about.Id,
    };

    /// <summary>Saves an edge, which the command is about, and others with it.</summary>
    internal static Outcome<Changes> Saves(Edge about, params IEnumerable<object> others) => new Changes
    {
        Nodes = [.. others.OfType<Node>()],
        Edges = [about, .. others.OfType<Edge>()],
        ResultId = about.Id,
    };

    /// <summary>The version of a record of the case, or of somebody, that the viewer sees; null when there is none.</summary>
    internal int? VersionOf(string id) =>
        id == Child.Id ? Sight?.Version ?? Child.Version
        : Sight is null ? null
        : Case.Facts.FirstOrDefault(f => f.Id == id) is { } fact ? Sight.See(fact)?.Version
        : Sight.Sees(id) && Case.Person(id) is { } person ? person is Child ? null : person.Version
        : Case.ContactDetails.FirstOrDefault(d => d.Id == id) is { } detail ? Sight.ContactDetails(detail.PersonId, Today).FirstOrDefault(d => d.Id == id)?.Version
        : Sight.Relationships.FirstOrDefault(r => r.Id == id)?.Version
            ?? Case.Invitations.FirstOrDefault(i => i.Id == id && Sight.Sees(i.PersonId))?.Version ?? Case.Oversight.FirstOrDefault(o => o.Id == id)?.Version;
}

/// <summary>Ids for new records, each made once, in order: a decision that is made anew gets the same.</summary>
/// <param name="now">The instant that they tell.</param>
public sealed class NewIds(DateTimeOffset now)
{
    private readonly List<string> _made = [];

    /// <summary>The first, second, ... of them.</summary>
    public string this[int number]
    {
        get
        {
            while (_made.Count <= number)
            {
                _made.Add(Ids.From(Guid.CreateVersion7(now)));
            }
            return _made[number];
        }
    }
}
