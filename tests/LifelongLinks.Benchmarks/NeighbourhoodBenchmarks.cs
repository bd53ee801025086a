using System.Globalization;
using BenchmarkDotNet.Attributes;
using LifelongLinks.Storage;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// The people around somebody with 10,000 ties, two to each of 5,000 people, every one of whom is tied to one more: recorded in one case, or in
/// 200, of which a worker sees 10.
/// </summary>
public class NeighbourhoodBenchmarks : StoreBenchmarks
{
    private const int People = 5000;
    private const int Cases = 200;
    private const int Together = 500;

    private static readonly Scope _authority = new() { Today = Today, Authority = true };

    [Params(1, 2)]
    public int Hops { get; set; }

    [Params(200, 10_000)]
    public int Limit { get; set; }

    [Benchmark]
    public Task<Neighbourhood> Of_ties_in_one_case() => Around(1, Worker("one 0"));

    [Benchmark]
    public Task<Neighbourhood> Of_ties_in_200_cases_all_seen() => Around(Cases, _authority);

    [Benchmark]
    public Task<Neighbourhood> Of_ties_in_200_cases_10_seen() => Around(Cases, Worker("many 0"));

    private Task<Neighbourhood> Around(int cases, Scope scope) => Store.Neighbourhood(scope, Id(cases, 'h', 0), Hops, Limit, default);

    private protected override string WorldName => "somebody with 10000 ties";

    private protected override IEnumerable<Lot> World() => [.. Hub(1, "one"), .. Hub(Cases, "many")];

    private static IEnumerable<Lot> Hub(int cases, string workers)
    {
        yield return new()
        {
            Nodes =
            [
                new Person { Id = Id(cases, 'h', 0), Name = "Hub" },
                .. Enumerable.Range(0, (cases + 9) / 10).Select(w => new Worker { Id = Id(cases, 'w', w), Name = $"Worker {w}", Subject = $"{workers} {w}" }),
                .. Enumerable.Range(0, cases).Select(c => new Child { Id = Id(cases, 'c', c), Name = $"Child {c}", Reference = $"R-{cases}-{c}", DateOfBirth = new(2012, 1, 1) }),
            ],
            Edges = [.. Enumerable.Range(0, cases).Select(c => new Oversight
            {
                Id = Id(cases, 'o', c), WorkerId = Id(cases, 'w', c / 10), ChildId = Id(cases, 'c', c), Role = Role.SocialWorker,
            })],
        };
        foreach (int[] some in Enumerable.Range(0, People).Chunk(Together))
        {
            yield return new()
            {
                Nodes = [.. some.Select(i => Somebody(cases, 'p', i)), .. some.Select(i => Somebody(cases, 'q', i))],
                Edges = [.. some.SelectMany(i => new[]
                {
                    Tie(cases, 's', i, from: Id(cases, 'h', 0), to: Id(cases, 'p', i)),
                    Tie(cases, 't', i, from: Id(cases, 'h', 0), to: Id(cases, 'p', i)),
                    Tie(cases, 'u', i, from: Id(cases, 'p', i), to: Id(cases, 'q', i)),
                })],
            };
        }
    }

    private static Person Somebody(int cases, char letter, int i) => new() { Id = Id(cases, letter, i), Name = $"Person {i}" };

    private static Relationship Tie(int cases, char letter, int i, string from, string to) => new()
    {
        Id = Id(cases, letter, i),
        RecordedForId = Id(cases, 'c', i % cases),
        FromId = from,
        ToId = to,
        Kind = RelationshipKind.Teacher,
    };

    private static Scope Worker(string subject) => new() { Today = Today, Subject = subject, Overseeing = [Role.SocialWorker] };

    private static string Id(int cases, char letter, int n) =>
        string.Create(CultureInfo.InvariantCulture, $"{cases:x8}{(int)letter:x8}{n:x16}");
}
