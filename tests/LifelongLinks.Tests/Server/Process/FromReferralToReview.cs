using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LifelongLinks.Tests.Server;

/// <summary>
/// The page docs/from-referral-to-review.md, as a client would follow it: every request is sent as whoever it says, and every answer is held
/// to the one that stands there. What is written &lt;so&gt; is an id, kept for the variable of that name.
/// </summary>
internal sealed partial class FromReferralToReview(TestServer server)
{
    private readonly Dictionary<string, string> _ids = [];

    /// <summary>Follows the page; gives the number of requests.</summary>
    internal async Task<int> Follow()
    {
        string page = await File.ReadAllTextAsync(Page());
        var steps = Steps().Matches(page);
        foreach (var step in steps.Cast<Match>())
        {
            string query = step.Groups["query"].Value;
            var expected = JsonNode.Parse(step.Groups["answer"].Value);
            var actual = await Ask(step.Groups["who"].Value.Replace(' ', '-'), query);
            Keep(expected, actual);
            Assert.Equal(Readable(WithIds(expected)!), Readable(actual!));
        }
        return steps.Count;
    }

    private async Task<JsonNode?> Ask(string account, string query)
    {
        using var client = server.Client(server.Token(account));
        var variables = Variables().Matches(query).ToDictionary(v => v.Groups[1].Value, v => _ids[v.Groups[1].Value]);
        using var response = await client.PostAsJsonAsync("/graphql", new { query, variables });
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.True(answer["errors"] is null, $"{query}\n{answer}");
        return answer["data"];
    }

    // The first time that an id is told, it is kept by its name.
    private void Keep(JsonNode? expected, JsonNode? actual)
    {
        switch (expected, actual)
        {
            case (JsonObject names, JsonObject values):
                foreach (var (name, value) in names)
                {
                    Keep(value, values[name]);
                }
                break;
            case (JsonArray names, JsonArray values):
                foreach (var (name, value) in names.Zip(values))
                {
                    Keep(name, value);
                }
                break;
            case (JsonValue name, JsonValue value) when NameOf(name) is { } kept:
                _ids.TryAdd(kept, value.GetValue<string>());
                break;
        }
    }

    private JsonNode? WithIds(JsonNode? expected) => expected switch
    {
        JsonObject names => new JsonObject(names.Select(n => KeyValuePair.Create(n.Key, WithIds(n.Value)))),
        JsonArray items => new JsonArray([.. items.Select(WithIds)]),
        JsonValue value when NameOf(value) is { } name => _ids.GetValueOrDefault(name),
        _ => expected?.DeepClone(),
    };

    private static string? NameOf(JsonValue value) =>
        value.TryGetValue(out string? text) && text is ['<', .., '>'] ? text[1..^1] : null;

    private static string Readable(JsonNode node) => node.ToJsonString(QueriesTests.Readable);

    private static string Page([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "docs", "from-referral-to-review.md");

    [GeneratedRegex(@"As the (?<who>[a-z ]+):\n\n```graphql\n(?<query>.*?)```\n\n```json\n(?<answer>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Steps();

    [GeneratedRegex(@"\$(\w+): ID!")]
    private static partial Regex Variables();
}

/// <summary>The page on the embedded store.</summary>
public sealed class FromReferralToReviewTests
{
    [Fact]
    public async Task The_page_can_be_followed_from_referral_to_review()
    {
        using TestServer server = new();
        Assert.True(await new FromReferralToReview(server).Follow() > 60);
    }
}
