using System.Globalization;
using BenchmarkDotNet.Attributes;
using LifelongLinks.Storage;

namespace LifelongLinks.Benchmarks;

/// <summary>The embedded store: one case of 40 people and 150 contacts among 200 cases, as the child's social worker sees it.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class StorageBenchmarks
{
    private const int Children = 200;
    private const int People = 40;
    private const int Contacts = 150;

    private static readonly DateOnly _today = new(2026, 6, 15);
    private static readonly Scope _worker = new() { Today = _today, Subject = "worker 0", Overseeing = [Role.SocialWorker] };
    private static readonly Scope _authority = new() { Today = _today, Authority = true };

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;
    private readonly string _childId = Id(0, 1);
    private readonly string _personId = Id(0, 100);
    private SqliteStore _store = null!;
    private int _changes;

    [GlobalSetup]
    public async Task Fill()
    {
        _store = SqliteStore.Open(Path.Combine(_folder, "store.db"));
        for (int n = 0; n < Children; n++)
        {
            await Save(n, CaseOf(n));
        }
    }

    [GlobalCleanup]
    public async Task Close()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark]
    public async Task<Subgraph> Load_a_whole_case() => await _store.Expand(_worker, [_childId], Case.Pattern, default);

    [Benchmark]
    public async Task<Subgraph> Load_a_whole_case_unprotected() => await _store.Expand(Scope.Everything(_today), [_childId], Case.Pattern, default);

    [Benchmark]
    public async Task<Subgraph> Get_a_person_by_id() => await _store.Get(_worker, [_personId], default);

    [Benchmark]
    public async Task<Page> Find_20_people_of_a_workers_10_cases_by_name() =>
        await _store.Find(_worker, new("Person") { OrderBy = [new("Name")] }, default);

    [Benchmark]
    public async Task<Page> Find_20_people_of_8000_by_name() => await _store.Find(_authority, new("Person") { OrderBy = [new("Name")] }, default);

    [Benchmark]
    public async Task<Page> Find_20_children_by_reference() => await _store.Find(_authority, new("Child") { OrderBy = [new("Reference")] }, default);

    [Benchmark]
    public async Task<Page> Find_reviews_due() => await _store.Find(_authority, new("Review")
    {
        Where = new Filter.And([new Filter.Property("DueOn", Comparison.Lte, _today), new Filter.Property("HeldOn", Comparison.Eq, null)]),
        OrderBy = [new("DueOn")],
    }, default);

    [Benchmark]
    public async Task<Neighbourhood> Neighbourhood_of_2_hops() => await _store.Neighbourhood(_worker, _childId, 2, 100, default);

    [Benchmark]
    public async Task<ChangeResult> Change_one_contact() => await Save(0, new()
    {
        Nodes = [new Contact { Id = Id(0, 400), ChildId = _childId, PersonIds = [_personId], On = _today.AddDays(-(_changes % 100)), Mode = ContactMode.PhoneCall }],
    });

    private async Task<ChangeResult> Save(int n, Changes changes)
    {
        string id = Id(1000, _changes++);
        AuditEvent audit = new() { Id = id, At = DateTimeOffset.UnixEpoch, Subject = "worker", Action = "benchmark" };
        return await _store.Change(new(id, Id(n, 1), _ => changes, audit), default);
    }

    private static Changes CaseOf(int n)
    {
        string childId = Id(n, 1), workerId = Id(10_000 + n / 10, 1), planId = Id(n, 2), conferenceId = Id(n, 3);
        string[] people = [.. Enumerable.Range(100, People).Select(i => Id(n, i))];
        List<Node> nodes =
        [
            new Child { Id = childId, Name = $"Child {n}", Reference = $"R-{n}", DateOfBirth = new(2012, 1, 1 + n % 28) },
            .. people.Select((id, i) => new Person { Id = id, Name = $"Person {i * 7 % 41} of {n}", DateOfBirth = new(1970, 1, 1) }),
            .. people.Select((id, i) => new ContactDetail { Id = Id(n, 200 + i), PersonId = id, Kind = ContactDetailKind.Phone, Value = "0113 496 0000" }),
            .. people.Select((id, i) => new Link { Id = Id(n, 250 + i), ChildId = childId, PersonId = id, IdentifiedOn = _today, Importance = i % 5 }),
            .. people.SelectMany((_, i) => Enumerable.Range(0, 3).Select(k => new Decision
            {
                Id = Id(n, 1000 + i * 3 + k), ChildId = childId, LinkId = Id(n, 250 + i), Kind = (DecisionKind)k, DecidedOn = _today, WorkerId = workerId,
            })),
            new Conference { Id = conferenceId, ChildId = childId, PlannedOn = _today },
            new Plan { Id = planId, ChildId = childId, ConferenceId = conferenceId, DraftedOn = _today, AgreedOn = _today, AgreedById = workerId },
            .. people.Take(12).Select((id, i) => new Commitment
            {
                Id = Id(n, 300 + i), ChildId = childId, PlanId = planId, PersonIds = [id], Support = [SupportKind.Emotional], Mode = ContactMode.InPerson,
                Cadence = Cadence.Periodic(1, 2, CadenceUnit.Week), StartsOn = _today, Words = "I will come on Sundays and we will bake.",
            }),
            .. Enumerable.Range(0, Contacts).Select(i => new Contact
            {
                Id = Id(n, 400 + i), ChildId = childId, CommitmentIds = [Id(n, 300 + i % 12)], PersonIds = [people[i % 12]], On = _today.AddDays(-i),
                RecordedOn = _today, Mode = ContactMode.InPerson, Feeling = 1 + i % 5, Words = "We made a cake and it was nice.",
            }),
            new Review { Id = Id(n, 4), ChildId = childId, PlanId = planId, Kind = ReviewKind.LifelongLinksReview, DueOn = _today.AddDays(n - 100), ChairId = workerId },
        ];
        if (n % 10 == 0)
        {
            nodes.Add(new Worker { Id = workerId, Name = $"Worker {n}", Subject = $"worker {n / 10}" });
        }
        return new()
        {
            Nodes = nodes,
            Edges =
            [
                .. people.Select((id, i) => new Relationship { Id = Id(n, 600 + i), RecordedForId = childId, FromId = id, ToId = i < 30 ? childId : people[i - 30], Kind = RelationshipKind.Other }),
                new Oversight { Id = Id(n, 700), WorkerId = workerId, ChildId = childId, Role = Role.SocialWorker },
            ],
        };
    }

    private static string Id(int @case, int n) => @case.ToString("x16", CultureInfo.InvariantCulture) + n.ToString("x16", CultureInfo.InvariantCulture);
}
