using System.Globalization;
using BenchmarkDotNet.Attributes;
using LifelongLinks.Storage;

namespace LifelongLinks.Benchmarks;

/// <summary>The verbs of a store: one case of 40 people and 150 contacts among 200 cases, as the child's social worker sees it.</summary>
public class StorageBenchmarks : StoreBenchmarks
{
    private const int Children = 200;
    private const int People = 40;
    private const int Contacts = 150;

    private static readonly Scope _worker = new() { Today = Today, Subject = "worker 0", Overseeing = [Role.SocialWorker] };
    private static readonly Scope _authority = new() { Today = Today, Authority = true };

    private readonly string _childId = Id(0, 1);
    private readonly string _personId = Id(0, 100);
    private int _changes;

    [Benchmark]
    public async Task<Subgraph> Load_a_whole_case() => await Store.Expand(_worker, [_childId], Case.Pattern, default);

    [Benchmark]
    public async Task<Subgraph> Load_a_whole_case_unprotected() => await Store.Expand(Scope.Everything(Today), [_childId], Case.Pattern, default);

    [Benchmark]
    public async Task<Subgraph> Get_a_person_by_id() => await Store.Get(_worker, [_personId], default);

    [Benchmark]
    public async Task<Page> Find_20_people_of_a_workers_10_cases_by_name() =>
        await Store.Find(_worker, new("Person") { OrderBy = [new("Name")] }, default);

    [Benchmark]
    public async Task<Page> Find_20_people_of_8000_by_name() => await Store.Find(_authority, new("Person") { OrderBy = [new("Name")] }, default);

    [Benchmark]
    public async Task<Page> Find_20_children_by_reference() => await Store.Find(_authority, new("Child") { OrderBy = [new("Reference")] }, default);

    [Benchmark]
    public async Task<Page> Find_reviews_due() => await Store.Find(_authority, new("Review")
    {
        Where = new Filter.And([new Filter.Property("DueOn", Comparison.Lte, Today), new Filter.Property("HeldOn", Comparison.Eq, null)]),
        OrderBy = [new("DueOn")],
    }, default);

    [Benchmark]
    public async Task<Neighbourhood> Neighbourhood_of_2_hops() => await Store.Neighbourhood(_worker, _childId, 2, 100, default);

    [Benchmark]
    public async Task<ChangeResult> Change_one_contact()
    {
        // Ids are new in every process: a store may be one that another has written to.
        string id = Guid.CreateVersion7().ToString("N");
        Contact contact = new()
        {
            Id = Id(0, 400),
            ChildId = _childId,
            PersonIds = [_personId],
            On = Today.AddDays(-(++_changes % 100)),
            Mode = ContactMode.PhoneCall,
        };
        AuditEvent audit = new() { Id = id, At = DateTimeOffset.UnixEpoch, Subject = "worker", Action = "benchmark" };
        return await Store.Change(new(id, _childId, _ => new Changes { Nodes = [contact] }, audit), default);
    }

    private protected override string WorldName => "200 cases";

    private protected override IEnumerable<Lot> World() => Enumerable.Range(0, Children).Select(CaseOf);

    private static Lot CaseOf(int n)
    {
        string childId = Id(n, 1), workerId = Id(10_000 + n / 10, 1), planId = Id(n, 2), conferenceId = Id(n, 3);
        string[] people = [.. Enumerable.Range(100, People).Select(i => Id(n, i))];
        List<Node> nodes =
        [
            new Child { Id = childId, Name = $"Child {n}", Reference = $"R-{n}", DateOfBirth = new(2012, 1, 1 + n % 28) },
            .. people.Select((id, i) => new Person { Id = id, Name = $"Person {i * 7 % 41} of {n}", DateOfBirth = new(1970, 1, 1) }),
            .. people.Select((id, i) => new ContactDetail { Id = Id(n, 200 + i), PersonId = id, Kind = ContactDetailKind.Phone, Value = "0113 496 0000" }),
            .. people.Select((id, i) => new Link { Id = Id(n, 250 + i), ChildId = childId, PersonId = id, IdentifiedOn = Today, Importance = i % 5 }),
            .. people.SelectMany((_, i) => Enumerable.Range(0, 3).Select(k => new Decision
            {
                Id = Id(n, 1000 + i * 3 + k), ChildId = childId, LinkId = Id(n, 250 + i), Kind = (DecisionKind)k, DecidedOn = Today, WorkerId = workerId,
            })),
            new Conference { Id = conferenceId, ChildId = childId, PlannedOn = Today },
            new Plan { Id = planId, ChildId = childId, ConferenceId = conferenceId, DraftedOn = Today, AgreedOn = Today, AgreedById = workerId },
            .. people.Take(12).Select((id, i) => new Commitment
            {
                Id = Id(n, 300 + i), ChildId = childId, PlanId = planId, PersonIds = [id], Support = [SupportKind.Emotional], Mode = ContactMode.InPerson,
                Cadence = Cadence.Periodic(1, 2, CadenceUnit.Week), StartsOn = Today, Words = "I will come on Sundays and we will bake.",
            }),
            .. Enumerable.Range(0, Contacts).Select(i => new Contact
            {
                Id = Id(n, 400 + i), ChildId = childId, CommitmentIds = [Id(n, 300 + i % 12)], PersonIds = [people[i % 12]], On = Today.AddDays(-i),
                RecordedOn = Today, Mode = ContactMode.InPerson, Feeling = 1 + i % 5, Words = "We made a cake and it was nice.",
            }),
            new Review { Id = Id(n, 4), ChildId = childId, PlanId = planId, Kind = ReviewKind.LifelongLinksReview, DueOn = Today.AddDays(n - 100), ChairId = workerId },
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
