using BenchmarkDotNet.Attributes;

namespace LifelongLinks.Benchmarks;

/// <summary>Adherence of a plan of ten weekly commitments over five years: 2,600 occasions and nearly as many contacts.</summary>
[MemoryDiagnoser]
public class AdherenceBenchmark
{
    private static readonly DateOnly _start = new(2021, 1, 4);
    private static readonly DateOnly _asOf = _start.AddYears(5);

    private Case _case = null!;

    [GlobalSetup]
    public void Setup()
    {
        Child child = new() { Id = Id(0, 0), Name = "Sam Hill", Reference = "R-1", DateOfBirth = new(2012, 5, 1) };
        var people = Enumerable.Range(0, 10).Select(i => new Person { Id = Id(1, i), Name = $"Person {i}" }).ToList();
        List<Commitment> commitments = [];
        List<Contact> contacts = [];
        List<Excuse> excuses = [];
        for (int i = 0; i < people.Count; i++)
        {
            Commitment commitment = new()
            {
                Id = Id(2, i),
                ChildId = child.Id,
                PlanId = Id(3, 0),
                PersonIds = [people[i].Id, people[(i + 1) % people.Count].Id],
                Support = [(SupportKind)(i % 5), (SupportKind)((i + 1) % 5)],
                Mode = (ContactMode)(i % 3),
                Cadence = Cadence.Periodic(1, 1, CadenceUnit.Week),
                StartsOn = _start,
                Pauses = [new(_start.AddDays(400), _start.AddDays(430))],
            };
            commitments.Add(commitment);
            for (int week = 0; week < 261; week++)
            {
                int n = (i * 261) + week;
                if (n % 40 == 0)
                {
                    excuses.Add(new()
                    {
                        Id = Id(4, n),
                        ChildId = child.Id,
                        CommitmentId = commitment.Id,
                        Due = _start.AddDays((7 * week) + 6),
                        RecordedOn = _start.AddDays(7 * week),
                        Reason = ExcuseReason.Illness,
                    });
                }
                else if (n % 9 != 0)
                {
                    contacts.Add(new()
                    {
                        Id = Id(5, n),
                        ChildId = child.Id,
                        PersonIds = [people[i].Id],
                        CommitmentIds = [commitment.Id],
                        On = _start.AddDays((7 * week) + (n % 8)),
                        Mode = commitment.Mode,
                    });
                }
            }
        }
        _case = new()
        {
            Child = child,
            People = people.Append(child).ToDictionary(p => p.Id),
            Plans = [new() { Id = Id(3, 0), ChildId = child.Id, DraftedOn = _start, AgreedOn = _start }],
            Commitments = commitments,
            Contacts = contacts,
            Excuses = excuses,
            Consents =
            [
                new()
                {
                    Id = Id(6, 0), ChildId = child.Id, Subject = ConsentSubject.Child, Purpose = ConsentPurpose.Contact,
                    State = ConsentState.Given, AnsweredOn = _start, WithdrawnOn = _start.AddDays(900),
                },
                new()
                {
                    Id = Id(6, 1), ChildId = child.Id, Subject = ConsentSubject.Child, Purpose = ConsentPurpose.Contact,
                    State = ConsentState.Given, AnsweredOn = _start.AddDays(920),
                },
            ],
        };
    }

    /// <summary>Everything there is to say of the plan, week by week.</summary>
    [Benchmark]
    public Adherence Plan() => Adherences.Of(_case, _case.Plans[0], _asOf, bucket: TimeBucket.Week);

    /// <summary>The occasions of one commitment of the plan.</summary>
    [Benchmark]
    public IReadOnlyList<Occasion> OccasionsOfOne() => Occasions.Of(_case, _case.Commitments[3], _asOf);

    /// <summary>The next occasion of each commitment.</summary>
    [Benchmark]
    public int NextOfEach() => _case.Commitments.Count(c => Occasions.Next(_case, c, _asOf) is not null);

    private static string Id(int kind, int n) => $"{kind:x8}{n:x24}";
}
