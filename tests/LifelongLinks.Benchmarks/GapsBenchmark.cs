using BenchmarkDotNet.Attributes;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// The gaps in a network of 60 people with three years of facts: a promise each and monthly contacts, half of them arranged by a worker,
/// the child's word twice a year, decisions, and some wishes. Aims: a day under 1 ms, since when under 20 ms.
/// </summary>
[MemoryDiagnoser]
public class GapsBenchmark
{
    private const int People = 60;
    private static readonly DateOnly _today = new(2026, 7, 15);
    private Surroundings _around = null!;

    /// <summary>Days between two contacts with one person.</summary>
    [Params(30, 7)]
    public int Every { get; set; }

    [GlobalSetup]
    public void Tell()
    {
        int made = 0;
        string Id() => $"{++made:x32}";
        DateOnly Ago(int days) => _today.AddDays(-days);
        Child child = new() { Id = "child", Name = "Child", Reference = "1", DateOfBirth = new(2010, 2, 3) };
        Dictionary<string, Person> people = new() { [child.Id] = child };
        List<Relationship> ties = [];
        List<Link> links = [];
        List<Decision> decisions = [];
        List<Commitment> commitments = [];
        List<Contact> contacts = [];
        List<Affirmation> affirmations = [];
        List<Wish> wishes = [];
        Cadence[] cadences = [Cadence.Periodic(1, 1, CadenceUnit.Month), Cadence.Periodic(1, 3, CadenceUnit.Month), Cadence.Yearly(2, 3)];
        for (int i = 0; i < People; i++)
        {
            string person = $"person{i:000}", link = Id();
            people[person] = new() { Id = person, Name = person, DateOfBirth = new(1960 + i, 5, 6) };
            ties.Add(new()
            {
                Id = Id(),
                FromId = person,
                ToId = child.Id,
                RecordedForId = child.Id,
                Since = Ago(3000),
                Paid = i % 3 == 0,
                Kind = i % 10 == 0 ? RelationshipKind.Sibling : RelationshipKind.AuntUncle,
                Side = (Side)(i % 5),
                Closeness = Closeness.Good,
            });
            if (i > 0)
            {
                ties.Add(new()
                {
                    Id = Id(),
                    FromId = person,
                    ToId = $"person{i / 2:000}",
                    RecordedForId = child.Id,
                    Kind = RelationshipKind.Cousin,
                });
            }
            links.Add(new() { Id = link, ChildId = child.Id, PersonId = person, IdentifiedOn = Ago(1095 - i) });
            (DecisionKind Kind, DecisionOutcome? Outcome)[] steps =
            [
                (DecisionKind.Locate, null), (DecisionKind.OversightCheck, DecisionOutcome.Cleared),
                (DecisionKind.ChildAnswer, DecisionOutcome.Agreed),
                (DecisionKind.Approach, null), (DecisionKind.PersonAnswer, DecisionOutcome.Joined),
            ];
            for (int step = 0; step < steps.Length; step++)
            {
                decisions.Add(new()
                {
                    Id = Id(),
                    ChildId = child.Id,
                    LinkId = link,
                    Kind = steps[step].Kind,
                    Outcome = steps[step].Outcome,
                    DecidedOn = Ago(1000 - (20 * step)),
                });
            }
            commitments.Add(new()
            {
                Id = Id(),
                ChildId = child.Id,
                PlanId = "plan",
                PersonIds = [person],
                Support = [(SupportKind)(i % 5)],
                Mode = ContactMode.InPerson,
                Cadence = cadences[i % 3],
                StartsOn = Ago(800),
            });
            for (int day = 1095 - i; day > i * 3; day -= Every)
            {
                contacts.Add(new()
                {
                    Id = Id(),
                    ChildId = child.Id,
                    PersonIds = [person],
                    On = Ago(day),
                    Mode = ContactMode.PhoneCall,
                    NeededIds = (day + i) % 4 < 2 ? ["worker"] : [],
                });
            }
            for (int day = 1000 - i; day > 0; day -= 180)
            {
                affirmations.Add(new() { Id = Id(), ChildId = child.Id, PersonId = person, SaidOn = Ago(day), Loving = i % 4 != 0 });
            }
            if (i % 12 == 0)
            {
                wishes.Add(new()
                {
                    Id = Id(),
                    ChildId = child.Id,
                    Kind = WishKind.See,
                    PersonId = person,
                    MadeOn = Ago(900),
                    Words = "see them"
                });
            }
        }
        Case told = new()
        {
            Child = child,
            People = people,
            Relationships = ties,
            Links = links,
            Decisions = decisions,
            Commitments = commitments,
            Contacts = contacts,
            Affirmations = affirmations,
            Wishes = wishes,
            Plans = [new() { Id = "plan", ChildId = child.Id, DraftedOn = Ago(820), AgreedOn = Ago(810) }],
            Referrals = [new() { Id = Id(), ChildId = child.Id, ReferredOn = Ago(1095) }],
            Consents =
            [
                new() { Id = Id(), ChildId = child.Id, Subject = ConsentSubject.Child, Purpose = ConsentPurpose.Search,
                    State = ConsentState.Given, AnsweredOn = Ago(1090) },
                new() { Id = Id(), ChildId = child.Id, Subject = ConsentSubject.Child, Purpose = ConsentPurpose.Contact,
                    State = ConsentState.Given, AnsweredOn = Ago(1090) },
            ],
        };
        _around = new(told, [], _today, _today);
    }

    [Benchmark]
    public Network Network() => Networks.Of(_around.Own, _today);

    [Benchmark(Baseline = true)]
    public object Gaps() => NetworkGaps.Of(_around, GapThresholds.Default);

    [Benchmark]
    public object GapsWithoutAWorker() => NetworkGaps.Of(_around, GapThresholds.Default, ["worker"]);

    [Benchmark]
    public object GapsWithSince() => NetworkGaps.Of(_around, GapThresholds.Default, withSince: true);

    [Benchmark]
    public object GapsWithCandidates() => NetworkGaps.Of(_around, GapThresholds.Default, withCandidates: true);
}
