using System.Net.Http.Json;
using System.Text.Json;
using LifelongLinks.Seed;
using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Server;

/// <summary>Commands as a client sends them: tried again, at once, and stale.</summary>
public abstract class CommandsOverHttp
{
    /// <summary>A server with the stories in a store of its own.</summary>
    protected abstract Task<TestServer> Open();

    /// <summary>Sends a command; gives its payload.</summary>
    protected internal static async Task<JsonElement> Do(TestServer server, string account, string mutation, object input, string fields)
    {
        using var client = server.Client(server.Token(account));
        string type = char.ToUpperInvariant(mutation[0]) + mutation[1..];
        string query = $"mutation ($input: {type}Input!) {{ {mutation}(input: $input) {{ {fields} errors {{ __typename ... on Error {{ code message }} ... on ValidationFailedError {{ field }} }} }} }}";
        using var response = await client.PostAsJsonAsync("/graphql", new { query, variables = new { input } });
        var answer = await TestServer.Json(response);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data").GetProperty(mutation);
    }

    private static string? CodeOf(JsonElement payload) =>
        payload.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors ? errors[0].GetProperty("code").GetString() : null;

    private static Task<JsonElement> Wish(TestServer server, string words, string? key = null, int? expectedVersion = null) =>
        Do(server, "coordinator", "recordWish", new { childId = Stories.Amara, kind = "SEE", words, idempotencyKey = key, expectedVersion }, "wish { id words } child { version }");

    [StoreFact]
    public async Task The_same_key_and_input_gives_the_first_answer_again_and_does_nothing_twice()
    {
        using var server = await Open();
        var first = await Wish(server, "I want to see the sea.", "key 1");
        var between = await Wish(server, "And a seal.");
        var again = await Wish(server, "I want to see the sea.", "key 1");
        Assert.Null(CodeOf(again));
        Assert.Equal(first.GetProperty("wish").GetRawText(), again.GetProperty("wish").GetRawText());
        Assert.Equal(between.GetProperty("child").GetRawText(), again.GetProperty("child").GetRawText());
    }

    [StoreFact]
    public async Task The_same_key_with_another_input_or_for_another_command_is_refused()
    {
        using var server = await Open();
        await Wish(server, "I want to see the sea.", "key 1");
        var other = await Wish(server, "I want to see the hills.", "key 1");
        Assert.Equal("VALIDATION_FAILED", CodeOf(other));
        Assert.Equal("idempotencyKey", other.GetProperty("errors")[0].GetProperty("field").GetString());
        var elsewhere = await Do(server, "coordinator", "recordActivity", new { childId = Stories.Amara, kind = "TIMELINE", words = "x", idempotencyKey = "key 1" }, "activity { id }");
        Assert.Equal("VALIDATION_FAILED", CodeOf(elsewhere));
        // Another worker's keys are their own.
        var another = await Do(server, "young-person", "recordWish", new { childId = Stories.Amara, kind = "SEE", words = "I want to see the hills.", idempotencyKey = "key 1" }, "wish { id }");
        Assert.Null(CodeOf(another));
    }

    [StoreFact]
    public async Task A_referral_whose_answer_was_lost_is_answered_again()
    {
        using var server = await Open();
        Task<JsonElement> Refer() => Do(server, "social-worker", "referChild", new
        {
            reference = "T-1",
            name = "Ivy Ash",
            dateOfBirth = "2012-03-04",
            enteredCareOn = "2023-05-02",
            why = "She asks for her Nan.",
            idempotencyKey = "key 1",
        }, "child { id }");
        var first = await Refer();
        Assert.Null(CodeOf(first));
        Assert.Equal(first.GetRawText(), (await Refer()).GetRawText());
    }

    [StoreFact]
    public async Task What_was_added_is_in_the_payload_whatever_else_is_asked()
    {
        using var server = await Open();
        var added = await Do(server, "coordinator", "addContactDetail",
            new { childId = Stories.Amara, personId = Stories.AmarasNan, kind = "EMAIL", value = "nan@example.org" }, "contactDetail { id value } child { links { totalCount } }");
        Assert.Equal("nan@example.org", added.GetProperty("contactDetail").GetProperty("value").GetString());
        var ended = await Do(server, "coordinator", "endContactDetail",
            new { childId = Stories.Amara, contactDetailId = added.GetProperty("contactDetail").GetProperty("id").GetString() }, "contactDetail { until } child { relationships { id } }");
        Assert.Equal("2026-06-30", ended.GetProperty("contactDetail").GetProperty("until").GetString());
    }

    [StoreFact]
    public async Task A_version_tells_nothing_of_what_the_viewer_does_not_see()
    {
        using var server = await Open();
        string concern = (await Do(server, "coordinator", "raiseConcern", new { childId = Stories.Amara, words = "x" }, "concern { id }")).GetProperty("concern").GetProperty("id").GetString()!;
        async Task<string> Told(string id) => (await Do(server, "foster-carer", "withdrawConsent",
            new { childId = Stories.Amara, consentId = id, expectedVersion = 999 }, "consent { id }")).GetProperty("errors").GetRawText();
        Assert.Equal(await Told(Guid.CreateVersion7().ToString("N")), await Told(concern));
    }

    [StoreFact]
    public async Task A_stale_edit_is_refused()
    {
        using var server = await Open();
        int version = (await Wish(server, "One.")).GetProperty("child").GetProperty("version").GetInt32();
        Assert.Null(CodeOf(await Wish(server, "Two.", expectedVersion: version)));
        Assert.Equal("CONFLICT", CodeOf(await Wish(server, "Three.", expectedVersion: version)));
    }

    [StoreFact]
    public async Task Many_at_once_on_one_case_lose_nothing_and_of_those_who_saw_the_same_version_one_wins()
    {
        using var server = await Open();
        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Wish(server, $"Wish {i}.")));
        Assert.All(all, one => Assert.Null(CodeOf(one)));
        var wishes = (await server.Ask($"{{ childById(id: \"{Stories.Amara}\") {{ version wishes {{ words }} }} }}")).GetProperty("data").GetProperty("childById");
        Assert.Equal(16, wishes.GetProperty("wishes").EnumerateArray().Count(w => w.GetProperty("words").GetString()!.StartsWith("Wish ", StringComparison.Ordinal)));
        int version = wishes.GetProperty("version").GetInt32();
        var edits = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Wish(server, $"Edit {i}.", expectedVersion: version)));
        Assert.Equal(1, edits.Count(e => CodeOf(e) is null));
        Assert.Equal(7, edits.Count(e => CodeOf(e) == "CONFLICT"));
    }

    [StoreFact]
    public async Task What_the_viewer_does_not_see_is_refused_as_what_was_never_there()
    {
        using var server = await Open();
        string never = Guid.CreateVersion7().ToString("N");
        async Task<string> Told(string childId) => (await Do(server, "social-worker", "recordMeasure", new { childId, kind = "BELONGING", value = 3 }, "measure { id }")).GetProperty("errors").GetRawText();
        Assert.Equal(await Told(never), await Told(Stories.Marcus));
        async Task<string> Identified(string personId) => (await Do(server, "social-worker", "identifyLink", new { childId = Stories.Amara, personId }, "link { id }")).GetProperty("errors").GetRawText();
        Assert.Equal(await Identified(never), await Identified(Stories.TomsSister));
        Assert.Equal(await Identified(never), await Identified(Stories.Marcus));
    }

    [StoreFact]
    public async Task An_emergency_opens_a_case_to_a_professional_until_the_end_of_tomorrow()
    {
        using var server = await Open();
        string reference = await ReferenceOfMarcus(server);
        string ask = $"{{ childById(id: \"{Stories.Marcus}\") {{ reference oversightGroup {{ emergency until worker {{ name }} }} }} }}";
        Assert.Equal(JsonValueKind.Null, (await server.Ask(ask)).GetProperty("data").GetProperty("childById").ValueKind);
        Assert.Equal("NOT_FOUND", CodeOf(await Do(server, "coordinator", "breakGlass", new { reference = "no such", reason = "Marcus is missing" }, "child { id }")));
        Assert.Equal("NOT_YOUR_ROLE", CodeOf(await Do(server, "foster-carer", "breakGlass", new { reference, reason = "Marcus is missing" }, "child { id }")));
        Assert.Null(CodeOf(await Do(server, "coordinator", "breakGlass", new { reference, reason = "Marcus is missing" }, "child { id }")));
        var seen = (await server.Ask(ask)).GetProperty("data").GetProperty("childById");
        Assert.Equal(reference, seen.GetProperty("reference").GetString());
        Assert.Contains(seen.GetProperty("oversightGroup").EnumerateArray(), m => m.GetProperty("emergency").GetString() == "Marcus is missing" && m.GetProperty("until").GetString() == "2026-07-02");
    }

    private static async Task<string> ReferenceOfMarcus(TestServer server)
    {
        using var client = server.Client(server.Token("administrator"));
        using var response = await client.PostAsJsonAsync("/graphql", new { query = $"{{ childById(id: \"{Stories.Marcus}\") {{ reference }} }}" });
        return (await TestServer.Json(response)).GetProperty("data").GetProperty("childById").GetProperty("reference").GetString()!;
    }
}

/// <summary>Commands over HTTP on the embedded store.</summary>
public sealed class SqliteCommandsOverHttpTests : CommandsOverHttp
{
    /// <inheritdoc/>
    protected override Task<TestServer> Open() => Task.FromResult(new TestServer());
}
