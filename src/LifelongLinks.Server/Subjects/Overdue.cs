using System.Runtime.CompilerServices;

namespace LifelongLinks.Server;

/// <summary>What is past its time: a case, or a person in a case that stays.</summary>
/// <param name="ChildId">Whose case.</param>
/// <param name="Person">The person; null: the whole case.</param>
/// <param name="Term">Until when it was kept, and why.</param>
public sealed record PastDue(string ChildId, PersonTerm? Person, Term Term)
{
    /// <summary>Id of the child or the person.</summary>
    public string Id => Person?.PersonIds[0] ?? ChildId;
}

/// <summary>
/// What in a store is past its time on a day. Each case is looked at on its own; what is kept in memory of all of them is ids and days, so
/// that it is known who else names somebody.
/// </summary>
public sealed class Overdue
{
    private const int CasesTogether = 10, ChildrenTogether = 1000, MostTries = 10;

    private readonly IStore _store;
    private readonly DateOnly _on;
    private readonly Dictionary<string, CaseTerms> _terms = [];
    private readonly Dictionary<string, HashSet<string>> _naming = [];

    private Overdue(IStore store, DateOnly on) => (_store, _on) = (store, on);

    /// <summary>How many cases there are.</summary>
    public int Cases => _terms.Count;

    /// <summary>How many of them nobody can say of how long they are kept: no date of birth is known.</summary>
    public int Undated => _terms.Values.Count(t => t.Term.Until is null);

    /// <summary>Looks at every case.</summary>
    public static async Task<Overdue> Read(IStore store, DateOnly on, CancellationToken cancel)
    {
        Overdue overdue = new(store, on);
        Core.Query query = new("Child") { Take = ChildrenTogether };
        Page page;
        do
        {
            page = await store.Find(Scope.Everything(on), query, cancel);
            foreach (string[] some in page.Nodes.Select(n => n.Id).Chunk(CasesTogether))
            {
                await overdue.Look(some, cancel);
            }
            query = query with { After = page.Positions is [.., var last] ? last : null };
        }
        while (page.HasNext);
        return overdue;
    }

    /// <summary>What is past its time: cases first, then people; each by id.</summary>
    public async IAsyncEnumerable<PastDue> All([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var terms in _terms.Values.Where(t => t.Term.IsPast(_on)).OrderBy(t => t.ChildId, StringComparer.Ordinal).ToList())
        {
            yield return new(terms.ChildId, null, terms.Term);
        }
        foreach (var terms in _terms.Values.Where(t => !t.Term.IsPast(_on)).OrderBy(t => t.ChildId, StringComparer.Ordinal).ToList())
        {
            foreach (var person in terms.People.Where(p => p.Term.IsPast(_on)))
            {
                PastDue due = new(terms.ChildId, person, person.Term);
                if (await Plan(due, cancel) is { Changes: { } changes } && changes.Nodes.Count + changes.Edges.Count + changes.Erased.Count > 0)
                {
                    yield return due;
                }
            }
        }
    }

    /// <summary>
    /// Erases it in one transaction with its audit event, which says what, when, under which rule and by whom, and nothing else. It is decided
    /// on the case as it is read here, and made only while that is so: else it is read and decided anew. Null when it is past its time no longer.
    /// </summary>
    public async Task<ChangeResult?> Erase(PastDue due, AuditStreams streams, Clock clock, string by, CancellationToken cancel)
    {
        for (int tries = 0; tries < MostTries; tries++)
        {
            if (await Plan(due, cancel) is not { } plan)
            {
                await Look([due.ChildId], cancel);
                return null;
            }
            CaseChange change = new(Ids.From(Guid.CreateVersion7(clock.Now)), due.ChildId,
                loaded => loaded.Case?.Child.Version == plan.Version ? plan.Changes with { ResultId = due.Id }
                    : new Refusal(RefusalCode.Conflict, "The case was changed meanwhile."),
                new()
                {
                    Id = Ids.From(Guid.CreateVersion7(clock.Now)),
                    At = clock.Now,
                    Subject = by,
                    Action = $"retention erase {(due.Person is null ? "case" : "person")}: {Words.Of(due.Term.Rule)}",
                })
            { Today = clock.Today };
            var result = await streams.Change(change, cancel);
            await Look([due.ChildId], cancel);
            if (result.Status == ChangeStatus.Applied)
            {
                return result;
            }
            // Another case may have begun to name somebody.
            foreach (string[] some in _terms.Keys.Chunk(CasesTogether).ToList())
            {
                await Look(some, cancel);
            }
        }
        throw new CannotStartException($"the case {due.ChildId} is changed all the time: nothing of it was erased. Erase again.");
    }

    /// <summary>Exactly what is to go, of the case as it is now; null when it is past its time no longer.</summary>
    private async Task<(int Version, Changes Changes)?> Plan(PastDue due, CancellationToken cancel)
    {
        var stored = await _store.Expand(Scope.Everything(_on), [due.ChildId], Case.Pattern, cancel);
        if (Case.From(stored, due.ChildId) is not { } of)
        {
            return null;
        }
        var now = Retention.Of(of, _on);
        if (due.Person is null)
        {
            return now.Term.IsPast(_on) ? (now.Version, Erasure.OfCase(due.ChildId, stored, id => [.. Naming(id).Where(c => c != due.ChildId)])) : null;
        }
        if (now.People.FirstOrDefault(p => p.PersonIds[0] == due.Id) is not { } person || !person.Term.IsPast(_on))
        {
            return null;
        }
        List<string> cases = [.. person.PersonIds.SelectMany(Naming).Append(due.ChildId).Distinct()];
        bool isKept = cases.Where(c => c != due.ChildId).Any(c => person.PersonIds.Any(p => _terms[c].Keeps(p, _on)));
        return (now.Version, Erasure.OfPerson(of, person.PersonIds, isKept ? null : cases, _on));
    }

    private IEnumerable<string> Naming(string id) => _naming.GetValueOrDefault(id, []);

    private async Task Look(IReadOnlyCollection<string> childIds, CancellationToken cancel)
    {
        var cases = Case.All(await _store.Expand(Scope.Everything(_on), childIds, Case.Pattern, cancel), childIds);
        foreach (string childId in childIds)
        {
            if (_terms.Remove(childId, out var before))
            {
                foreach (string id in before.NamedIds)
                {
                    _naming[id].Remove(childId);
                }
            }
            if (cases.GetValueOrDefault(childId) is { } of)
            {
                var terms = _terms[childId] = Retention.Of(of, _on);
                foreach (string id in terms.NamedIds)
                {
                    (_naming.TryGetValue(id, out var naming) ? naming : _naming[id] = []).Add(childId);
                }
            }
        }
    }
}
