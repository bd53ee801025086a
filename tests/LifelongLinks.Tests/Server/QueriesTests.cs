using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using LifelongLinks.Seed;
using Snapshooter.Xunit;

namespace LifelongLinks.Tests.Server;

/// <summary>The example queries, as the coordinator asks them over HTTP: what they answer, and how many store calls that takes.</summary>
public sealed class QueriesTests(QueriesServer served) : IClassFixture<QueriesServer>
{
    internal static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A missing snapshot fails. To make one: SNAPSHOOTER_STRICT_MODE=off dotnet test; then read it.</summary>
    [ModuleInitializer]
    internal static void Strict()
    {
        if (Environment.GetEnvironmentVariable("SNAPSHOOTER_STRICT_MODE") is null)
        {
            Environment.SetEnvironmentVariable("SNAPSHOOTER_STRICT_MODE", "on");
        }
    }

    [Theory]
    [InlineData("reconnection-paths", 1)]
    [InlineData("network-gaps", 1)] // the case with those of siblings
    [InlineData("plan-adherence", 1)]
    [InlineData("child-page", 1)]
    [InlineData("children-page", 2)] // the page, and the cases on it
    [InlineData("reviews-due", 2)]
    [InlineData("person-page", 2)] // the person, and the cases that name them
    [InlineData("what-if", 1)]
    [InlineData("timeline", 1)]
    [InlineData("service-and-viewer", 0)]
    [InlineData("review-pack", 3)] // the review, its case, and the case with those of siblings
    [InlineData("nodes", 2)] // the nodes, the children's cases
    public async Task An_example_is_answered(string name, int calls)
    {
        var (answer, counted) = await served.Count(QueriesServer.Example(name));
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        Snapshot.Match(JsonSerializer.Serialize(answer, Readable).ReplaceLineEndings("\n"), $"Queries.{name}");
        Assert.Equal(calls, counted);
    }

    [Fact]
    public void Every_example_is_tested_and_says_in_a_comment_what_it_asks()
    {
        var tested = typeof(QueriesTests).GetMethod(nameof(An_example_is_answered))!.GetCustomAttributesData()
            .Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a => ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[0].Value);
        var examples = Directory.GetFiles(QueriesServer.Examples(), "*.graphql");
        Assert.Equal(examples.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal), tested.Cast<string>().Order(StringComparer.Ordinal));
        Assert.All(examples, e => Assert.StartsWith("# ", File.ReadLines(e).First(), StringComparison.Ordinal));
    }

    private static readonly string _loadQuestions =
        Path.Combine(QueriesServer.Examples(), "..", "..", "tests", "LifelongLinks.Benchmarks", "Load", "Questions");

    public static TheoryData<string> LoadQuestions => [.. Directory.GetFiles(_loadQuestions, "*.graphql").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(LoadQuestions))]
    public async Task What_the_load_benchmark_asks_is_answered(string file)
    {
        string document = File.ReadAllText(Path.Combine(_loadQuestions, file));
        var answer = await served.Server.Ask(document, new { child = Stories.Amara, to = Stories.AmarasDad, person = Stories.AmarasNan });
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        Assert.NotEqual(JsonValueKind.Null, answer.GetProperty("data").EnumerateObject().Single().Value.ValueKind);
    }

    // domain.md 3's example.
    [Fact]
    public async Task Amaras_Nan_is_asked_first_for_her_dad()
    {
        var child = (await served.Count(QueriesServer.Example("reconnection-paths"))).Answer.GetProperty("data").GetProperty("childById");
        var best = child.GetProperty("reconnectionPaths").EnumerateArray()
            .Select(p => (p.GetProperty("askFirst").GetProperty("id").GetString(), Math.Round(p.GetProperty("strength").GetDouble(), 3))).Take(2);
        Assert.Equal([(Stories.AmarasNan, .184), (Stories.AmarasFormerCarer, .045)], best);
    }

    [Theory]
    [InlineData("children(first: {0}) {{ nodes {{ id }} }}", 1)]
    [InlineData("children(first: {0}) {{ nodes {{ stage links {{ totalCount nodes {{ person {{ name }} commitments {{ words contacts(first: 2) {{ nodes {{ id }} }} }} }} }} }} }}", 2)]
    [InlineData("children(first: {0}) {{ nodes {{ stage plan {{ child {{ plan {{ child {{ wishes {{ words person {{ name }} }} }} }} }} }} }} }}", 2)]
    [InlineData("children(first: {0}) {{ nodes {{ networkGaps {{ kind since people {{ name }} candidates {{ person {{ name }} }} }} reconnectionPaths {{ target {{ name }} }} }} }}", 2)]
    [InlineData("people(first: {0}) {{ nodes {{ name }} }}", 1)]
    [InlineData("people(first: {0}) {{ nodes {{ name dateOfBirth formerNames contactDetails {{ value }} }} }}", 2)]
    [InlineData("reviewsDue(first: {0}, within: 366) {{ nodes {{ child {{ name stage plan {{ agreedOn }} }} plan {{ adherence {{ rate }} }} chair {{ name }} }} }}", 2)]
    [InlineData("plans(first: {0}) {{ nodes {{ child {{ name network {{ size }} }} commitments {{ people {{ name dateOfBirth }} occasions {{ contact {{ people {{ name }} }} }} }} }} }}", 3)] // birthdays: what was said in every case that names them
    public async Task How_many_are_asked_for_costs_no_more_calls(string field, int calls)
    {
        foreach (int first in (int[])[1, 2, 8])
        {
            var (answer, counted) = await served.Count($"{{ {string.Format(null, field, first)} }}");
            Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
            Assert.Equal(calls, counted);
        }
    }

    [Theory]
    [InlineData("childById(id: \"{0}\") {{ name }}", 1)]
    [InlineData("childById(id: \"{0}\") {{ name stage plan {{ id }} }}", 1)]
    [InlineData("node(id: \"{0}\") {{ id ... on Child {{ name }} }}", 1)]
    [InlineData("node(id: \"{0}\") {{ id ... on Child {{ stage plan {{ id }} }} }}", 2)]
    [InlineData("childById(id: \"{0}\") {{ networkGaps {{ kind }} network {{ size }} }}", 1)]
    public async Task Neither_do_aliases(string field, int calls)
    {
        string[] children = [Stories.Amara, Stories.Kofi, Stories.Leah, Stories.Tom, Stories.Jayden, Stories.Sofia];
        foreach (int several in (int[])[1, 2, 6])
        {
            var (answer, counted) = await served.Count($"{{ {string.Concat(children.Take(several).Select((c, i) => $" a{i}: {string.Format(null, field, c)}"))} }}");
            Assert.All(answer.GetProperty("data").EnumerateObject(), alias => Assert.Equal(JsonValueKind.Object, alias.Value.ValueKind));
            Assert.Equal(calls, counted);
        }
    }

    // However deep a selection of links, commitments and contacts goes and however many it takes: the page and the cases on it.
    [Fact]
    public async Task Neither_does_any_selection()
    {
        Gen<string> Many(string field, Gen<string> of) => Gen.Select(Gen.Int[1, 8], of, (first, inner) => $"{field}(first: {first}) {{ totalCount nodes {{ {inner} }} }}");
        Gen<string> Some(params Gen<string>[] of) => Gen.OneOf(of).Array[1, 3].Select(fields =>
            string.Join(' ', fields.Select((f, i) => f.Contains('(', StringComparison.Ordinal) ? $"a{i}: {f}" : f)));
        var leaf = Gen.OneOf(Gen.Const("id"), Gen.Const("__typename"));
        var party = Gen.Const("person { name knownAs ... on Person { dateOfBirth formerNames } ... on Child { stage } }");
        var contact = Some(leaf, Gen.Const("on"), Gen.Const("people { name ... on Person { dateOfBirth } }"), Gen.Const("needed { name }"), Gen.Const("commitments { words }"));
        var commitment = Some(leaf, Many("contacts", contact), Gen.Const("people { name dateOfBirth }"), Gen.Const("nextOccasion { dueOn }"), Gen.Const("plan { agreedOn }"));
        var link = Some(leaf, party, Gen.Const("relationships { from { name } to { name } }"), commitment.Select(c => $"commitments {{ {c} }}"), Gen.Const("child { stage }"));
        var child = Some(leaf, Many("links", link), Many("contacts", contact), commitment.Select(c => $"plan {{ commitments {{ {c} }} }}"), Gen.Const("stage"));
        await Gen.Select(Gen.Int[1, 8], child).SampleAsync(async (first, inner) =>
        {
            var (answer, calls) = await served.Count($"{{ children(first: {first}) {{ nodes {{ {inner} stage }} }} }}");
            Assert.False(answer.TryGetProperty("errors", out var errors) && TestServer.Code(answer) != "TOO_COMPLEX", errors.ToString());
            Assert.True(calls <= 4, $"{calls} calls"); // the third: siblings in sight whose own page is not this one; the fourth: the cases that name those whose birthdays are asked
        }, iter: 60, threads: 1);
    }
}
