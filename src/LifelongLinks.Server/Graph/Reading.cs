using System.Collections.Concurrent;
using GraphQL.DataLoader;

namespace LifelongLinks.Server;

/// <summary>
/// What one request reads: cases in the viewer's sight, each loaded once and many at a time, so that the number of store calls does
/// not grow with the answer.
/// </summary>
public sealed class Reading(IStore store, Viewer viewer, Batches batches, Settings settings)
{
    private const int MostYears = 30;

    private static readonly DateOnly _earliest = new(1900, 1, 1);

    private readonly ConcurrentDictionary<string, CaseView> _seen = [];

    public IStore Store => store;

    public Viewer Viewer => viewer;

    public DateOnly Today => Viewer.Today;

    /// <summary>What the request reads of each case; to whom only the child's own people are shown, that takes the whole case.</summary>
    public CaseParts Parts
    {
        get => viewer.SeesOnlyOwnPeople ? CaseParts.Whole : field;
        set;
    } = CaseParts.Whole;

    /// <summary>Of whom the answer tells.</summary>
    public Told Told { get; } = new();

    public GapThresholds Thresholds => settings.Gaps;

    /// <summary>A case in the viewer's sight; null when it is not.</summary>
    public IDataLoaderResult<CaseView?> Case(string childId) =>
        _seen.TryGetValue(childId, out var seen) ? Later.Of<CaseView?>(Tell(seen))
            : batches.Load<string, CaseView>("case", childId, LoadCases).Then(view => view is null ? null : Tell(view));

    /// <summary>Anything by id, as the viewer may see it; null when they may not.</summary>
    public IDataLoaderResult<object?> Node(string id) => batches.Load<string, object>("node", id, LoadNodes);

    /// <summary>A child by id; null when they are none, or not in the viewer's sight.</summary>
    public IDataLoaderResult<ChildView?> Child(string id) => batches.Load<string, Person>("person", id, LoadPeople)
        .Then(person => person is Child child ? new ChildView(this, child) : null);

    /// <summary>A person by id, whoever else they are; null when the viewer does not see them.</summary>
    public IDataLoaderResult<PersonView?> Person(string id) => batches.Load<string, Person>("person", id, LoadPeople)
        .Then(person => person is null ? null : new PersonView(this, person));

    /// <summary>A case that this request has loaded before: every fact in an answer comes from one.</summary>
    public CaseView Loaded(string childId) => Tell(_seen[childId]);

    /// <summary>Somebody named in a case that this request has loaded, as the viewer may see them.</summary>
    public IParty Named(string personId)
    {
        var sights = _seen.Values.Where(v => v.Sight.Sees(personId)).Select(v => v.Sight).ToList();
        if (sights.Count == 0)
        {
            throw new InvalidOperationException("An answer names somebody whom no case in sight names.");
        }
        // Somebody whom only siblings' cases name is told of out of theirs.
        if (!sights.Any(s => Told.Has(s.Case.Child.Id)))
        {
            sights.ForEach(s => Told.OfChild(s.Case.Child.Id));
        }
        return Party(sights[0].Case.People[personId]);
    }

    /// <summary>A case with the cases of siblings that the viewer may see; null when it is not in sight.</summary>
    public IDataLoaderResult<SurroundingsView?> Surroundings(string childId) => batches.Load<string, SurroundingsView>("surroundings", childId, LoadSurroundings)
        .Then(view =>
        {
            if (view is not null)
            {
                Tell(view.Own);
            }
            return view;
        });

    /// <summary>The cases through which the viewer sees a person: with what was decided about the person, no more.</summary>
    public IDataLoaderResult<IReadOnlyList<Sight>?> Through(string personId) => batches.Load<string, IReadOnlyList<Sight>>("through", personId, LoadThrough);

    /// <summary>The day asked for, today by default; a day after today is an error, and one before all records.</summary>
    public DateOnly Day(DateOnly? asOf) =>
        asOf is not { } day ? Today
        : day < _earliest ? throw new RequestError(RequestError.BadInput, $"asOf is before {_earliest:yyyy-MM-dd}: nothing was recorded then.")
        : day <= Today ? day
        : throw new RequestError(RequestError.BadInput, $"asOf is after today ({Today:yyyy-MM-dd}): ask for today or a day before it.");

    /// <summary>A window of days; from after to is an error.</summary>
    public static void CheckWindow(DateOnly? from, DateOnly? to)
    {
        if (from > to)
        {
            throw new RequestError(RequestError.BadInput, $"from ({from:yyyy-MM-dd}) is after to ({to:yyyy-MM-dd}): swap them, or leave one out.");
        }
    }

    /// <summary>A window that may be asked for: more than thirty years is an error, as every bucket of it is answered.</summary>
    public static void CheckSpan(DateOnly? from, DateOnly last)
    {
        if (last.Year > MostYears && from < last.AddYears(-MostYears))
        {
            throw new RequestError(RequestError.BadInput,
                $"from ({from:yyyy-MM-dd}) is more than {MostYears} years before the last day ({last:yyyy-MM-dd}): ask for less, or leave it out.");
        }
    }

    /// <summary>An id that could be one; anything else is an error.</summary>
    public static string CheckId(string id) => Ids.IsWellFormed(id) ? id
        : throw MalformedId();

    /// <summary>The error of what cannot be an id.</summary>
    public static RequestError MalformedId() => new(RequestError.BadInput, "An id is 32 lower-case hexadecimal digits, as the server gave it.");

    /// <summary>Somebody as the contract has them.</summary>
    public IParty Party(Person person) => person switch
    {
        Child child => new ChildView(this, child),
        Worker worker => new WorkerView(Told.Of(worker)),
        _ => new PersonView(this, person),
    };

    /// <summary>A page of nodes from the store, in the viewer's scope; cursors that are none of its are an error.</summary>
    public async Task<Page> Find(PageArguments page, Core.Query query, CancellationToken cancel)
    {
        Told.OfSomebody();
        try
        {
            return await store.Find(viewer.Scope, page.On(query), cancel);
        }
        catch (FormatException)
        {
            throw new RequestError(RequestError.BadInput, "That cursor is none of this list's: take cursors from a page before, or start without one.");
        }
    }

    /// <summary>A page of facts, each out of its case; a fact whose case leaves it out is left out.</summary>
    public async Task<Connection<T>> InCases<T>(Page page, Func<CaseView, CaseNode, T?> seen, CancellationToken cancel) where T : class
    {
        var cases = await LoadCases([.. page.Nodes.Cast<CaseNode>().Select(f => f.ChildId).Distinct()], cancel);
        return Connection.Of(page, node => (CaseNode)node)
            .SelectSeen(fact => cases.GetValueOrDefault(fact.ChildId) is { } view && seen(view, fact) is { } one ? new InCase<T>(view, one) : null)
            .Select(one =>
            {
                Tell(one.View);
                return one.Fact;
            });
    }

    /// <summary>Cases by the ids of their children, those in the viewer's sight.</summary>
    public async Task<IReadOnlyDictionary<string, CaseView>> LoadCases(IReadOnlyList<string> childIds, CancellationToken cancel)
    {
        var loaded = await Store.Expand(Viewer.Scope, childIds, Parts.Pattern, cancel);
        return Seen(Core.Case.All(loaded, childIds, Parts)).ToDictionary(s => s.Case.Child.Id, Keep);
    }

    /// <summary>What somebody promises on a day in the cases in the viewer's sight, by what comes next.</summary>
    public async Task<IEnumerable<CommitmentView>> PromisesOf(string personId, DateOnly day, CancellationToken cancel)
    {
        var promised = await Store.Expand(Viewer.Scope, [personId], _promises, cancel);
        var cases = await LoadCases([.. promised.Nodes.Values.OfType<Commitment>().Select(c => c.ChildId).Distinct()], cancel);
        return cases.Values.SelectMany(view => view.Sight.See(view.Case.Commitments)
                .Where(c => c.PersonIds.Contains(personId) && view.Sight.Sees(personId) && view.Case.Plans.Any(p => p.Id == c.PlanId && p.InForce(day)))
                .Select(c => (Next: Occasions.Next(view.Case, c, day)?.DueOn ?? DateOnly.MaxValue, c.Id, View: new CommitmentView(Tell(view), c))))
            .OrderBy(p => p.Next).ThenBy(p => p.Id, StringComparer.Ordinal).Select(p => p.View);
    }

    /// <summary>A case out of which something is told, which is noted; loading one tells nothing yet.</summary>
    public CaseView Tell(CaseView view)
    {
        Told.OfChild(view.Case.Child.Id);
        return view;
    }

    private async Task<IReadOnlyDictionary<string, SurroundingsView>> LoadSurroundings(
        IReadOnlyList<string> childIds, CancellationToken cancel)
    {
        var loaded = await Store.Expand(Viewer.Scope, childIds, Core.Surroundings.Pattern, cancel);
        var children = loaded.Nodes.Values.OfType<Child>().Select(c => c.Id).ToList();
        var seen = Seen(Core.Case.All(loaded, children)).ToDictionary(s => s.Case.Child.Id);
        return childIds.Where(seen.ContainsKey).ToDictionary(id => id, id => new SurroundingsView(
            Keep(seen[id]),
            // A sibling's ties lead on only for the professionals of that case too.
            [.. Relationship.Siblings(seen[id].Case).Where(s => seen.GetValueOrDefault(s) is { IsProfessional: true }).Select(s => Keep(seen[s]))]));
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<Sight>>> LoadThrough(
        IReadOnlyList<string> personIds, CancellationToken cancel)
    {
        var loaded = await Store.Expand(Viewer.Scope, personIds, Viewer.SeesOnlyOwnPeople ? _wholeNamingCases : _namingCases, cancel);
        var children = loaded.Nodes.Values.OfType<Child>().Select(c => c.Id).ToList();
        var sights = Seen(Core.Case.All(loaded, children)).ToList();
        return personIds.ToDictionary(id => id, id => (IReadOnlyList<Sight>)[.. sights.Where(s => s.Sees(id))]);
    }

    private async Task<IReadOnlyDictionary<string, object>> LoadNodes(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var loaded = await Store.Get(Viewer.Scope, ids, cancel);
        var cases = loaded.Nodes.Values.OfType<CaseNode>().Select(f => f.ChildId)
            .Concat(loaded.Edges.OfType<Relationship>().Select(r => r.RecordedForId)).Distinct().ToList();
        var views = cases.Count == 0 ? new Dictionary<string, CaseView>() : await LoadCases(cases, cancel);
        var people = (await Seen(loaded.Nodes.Values.OfType<Person>(), cancel)).ToHashSet();
        Dictionary<string, object> found = [];
        foreach (var node in loaded.Nodes.Values)
        {
            object? seen = node switch
            {
                Person person when people.Contains(person) => Party(person),
                CaseNode fact => views.GetValueOrDefault(fact.ChildId)?.Fact(fact.Id),
                _ => null,
            };
            if (seen is not null)
            {
                found[node.Id] = seen;
                if (node is CaseNode { ChildId: var childId })
                {
                    Told.OfChild(childId);
                }
            }
        }
        foreach (var tie in loaded.Edges.OfType<Relationship>())
        {
            if (views.GetValueOrDefault(tie.RecordedForId) is { } view && view.Sight.Relationships.Any(r => r.Id == tie.Id))
            {
                found[tie.Id] = Tell(view).Relationship(tie);
            }
        }
        return found;
    }

    private async Task<IReadOnlyDictionary<string, Person>> LoadPeople(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var loaded = await Store.Get(Viewer.Scope, ids, cancel);
        return (await Seen(loaded.Nodes.Values.OfType<Person>(), cancel)).ToDictionary(p => p.Id);
    }

    // Professionals see whomever the store finds, as some case in scope names them; for others it matters what a case says of them.
    private async Task<IEnumerable<Person>> Seen(IEnumerable<Person> found, CancellationToken cancel)
    {
        var asked = Viewer.SeesOnlyOwnPeople ? found.Where(p => p is not Core.Child && (p as Worker)?.Subject != Viewer.Subject).Select(p => p.Id).ToList() : [];
        var through = asked.Count == 0 ? new Dictionary<string, IReadOnlyList<Sight>>() : await LoadThrough(asked, cancel);
        return found.Where(p => !through.TryGetValue(p.Id, out var sights) || sights.Count > 0);
    }

    private CaseView Keep(Sight sight) => _seen.GetOrAdd(sight.Case.Child.Id, _ => new(this, sight));

    private IEnumerable<Sight> Seen(IReadOnlyDictionary<string, Case> cases) => cases.Values.Select(c => Sight.Of(Viewer, c)).OfType<Sight>();

    private sealed record InCase<T>(CaseView View, T Fact);

    // Whatever may name somebody who is no worker: a case knows only whom its facts name.
    private static readonly Pattern _namingCases = new([
        Step.In("WITH") with { Then = [Step.In("ON")] },
        Step.In("BY", "ABOUT", "WISHES_FOR", "OFFERED_BY", "GIVEN_BY", "REFERRED_BY", "LOOKS_FOR", "CARED_FOR_BY", "CALENDAR_OF", "INVITES", "RELATED_TO"),
        Step.Out("PROMISED", "RELATED_TO"),
        // Who was merged into another has said what that other said.
        Step.In("KEPT"),
        Step.In("MERGED") with { Then = [Step.Out("KEPT") with { Then = [Step.In("WITH") with { Then = [Step.In("ON")] }] }] },
        Step.Cases() with { Then = [Step.In("OVERSEES"), Step.Out("IN_TEAM")] },
    ])
    { People = Step.Out("HAS_CONTACT_DETAIL") };

    private static readonly Pattern _promises = new([Step.Out("PROMISED")]);

    private static readonly Pattern _wholeNamingCases = Core.Case.Pattern with { Steps = [Step.Cases() with { Then = Core.Case.Pattern.Steps }] };
}
