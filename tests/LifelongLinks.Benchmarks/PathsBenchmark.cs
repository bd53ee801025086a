using BenchmarkDotNet.Attributes;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// Paths over 2,000 people and 8,000 ties, from the case as it is loaded to the answer: arranging the graph is part of what is measured.
/// A target four hops away; of the people half are checked, a third answered for, some restricted, declined or refused.
/// </summary>
[MemoryDiagnoser]
public class PathsBenchmark
{
    private const int People = 2000;
    private const int Ties = 8000;
    private static readonly DateOnly _today = new(2026, 7, 15);
    private Surroundings _around = null!;
    private string _target = null!;
    private string[] _thirty = null!;

    [GlobalSetup]
    public void Arrange()
    {
        Random random = new(7);
        string[] ids = [.. Enumerable.Range(0, People).Select(_ => Id(random))];
        Child child = new() { Id = ids[0], Name = "Sam", Reference = "1", DateOfBirth = new(2012, 3, 4) };
        List<Link> links = [];
        List<Decision> decisions = [];
        List<Restriction> restrictions = [];
        foreach (string id in ids.Skip(1).Where(_ => random.Next(2) == 0))
        {
            Link link = new() { Id = Id(random), ChildId = child.Id, PersonId = id, IdentifiedOn = _today.AddDays(-500) };
            links.Add(link);
            Decide(DecisionKind.OversightCheck, Pick(DecisionOutcome.Cleared, DecisionOutcome.Cleared, DecisionOutcome.Caution, DecisionOutcome.NotSafe));
            if (random.Next(3) > 0)
            {
                Decide(DecisionKind.ChildAnswer, Pick(DecisionOutcome.Agreed, DecisionOutcome.AgreedWithLimits, DecisionOutcome.Agreed, DecisionOutcome.Refused));
            }
            if (random.Next(40) == 0)
            {
                restrictions.Add(new()
                {
                    Id = Id(random),
                    ChildId = child.Id,
                    AgainstId = id,
                    Kind = RestrictionKind.BailCondition,
                    Effect = random.Next(2) == 0 ? RestrictionEffect.Block : RestrictionEffect.Caution,
                });
            }
            void Decide(DecisionKind kind, DecisionOutcome outcome) => decisions.Add(new()
            {
                Id = Id(random),
                ChildId = child.Id,
                LinkId = link.Id,
                Kind = kind,
                Outcome = outcome,
                DecidedOn = _today.AddDays(-random.Next(400)),
            });
        }
        DecisionOutcome Pick(params DecisionOutcome[] of) => of[random.Next(of.Length)];
        List<Relationship> ties = [.. Enumerable.Range(0, Ties).Select(i => new Relationship
        {
            Id = Id(random),
            FromId = ids[i < 12 ? 0 : random.Next(1, People)],
            ToId = ids[random.Next(1, People)],
            RecordedForId = child.Id,
            Kind = RelationshipKind.Other,
            Closeness = (Closeness)random.Next(5),
            Evidence = (Evidence)random.Next(3),
            LastContactOn = random.Next(4) == 0 ? null : _today.AddDays(-random.Next(1500)),
        })];
        _around = new(
            new()
            {
                Child = child,
                People = ids.Skip(1).Select(id => new Person { Id = id, Name = id }).Append(child).ToDictionary(p => p.Id),
                Relationships = ties,
                Links = links,
                Decisions = decisions,
                Restrictions = restrictions,
                Consents = [new()
                {
                    Id = Id(random), ChildId = child.Id, Subject = ConsentSubject.Child, Purpose = ConsentPurpose.Search,
                    State = ConsentState.Given, AnsweredOn = _today.AddDays(-600),
                }],
            },
            [], _today, _today);
        _target = ids.First(id => ReconnectionPaths.To(_around, id, 3).Value is [] && ReconnectionPaths.To(_around, id).Value!.Count == 5);
        _thirty = ids[1..31];
    }

    [Benchmark(Baseline = true)]
    public int Five_paths_to_one() => ReconnectionPaths.To(_around, _target).Value!.Count;

    [Benchmark]
    public int Five_paths_to_one_of_six_hops() => ReconnectionPaths.To(_around, _target, 6).Value!.Count;

    [Benchmark]
    public int Five_paths_as_of_a_month_before() =>
        ReconnectionPaths.To(_around with { AsOf = _today.AddDays(-30) }, _target).Value!.Count;

    [Benchmark]
    public int Arranging_alone() => ReconnectionPaths.To(_around, "nobody").Value!.Count;

    [Benchmark]
    public int The_best_to_each_of_thirty() => ReconnectionPaths.Best(_around, _thirty).Value!.Count;

    [Benchmark]
    public int To_everybody_identified() => ReconnectionPaths.ToEverybody(_around).Value!.Count;

    private static string Id(Random random)
    {
        byte[] bytes = new byte[16];
        random.NextBytes(bytes);
        return Ids.From(new(bytes));
    }
}
