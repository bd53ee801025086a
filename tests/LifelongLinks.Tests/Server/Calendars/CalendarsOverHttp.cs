using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LifelongLinks.Seed;
using LifelongLinks.Server;
using LifelongLinks.Tests.Neo4j;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server.Calendars;

/// <summary>Calendars as a program reads them, that has an address and nothing else; what happens in the cases is done by mutations.</summary>
public abstract class CalendarsOverHttp
{
    /// <summary>A server with the stories in a store of its own.</summary>
    protected abstract Task<TestServer> Open();

    /// <summary>Everything in its store, as text.</summary>
    protected abstract Task<string> Stored(TestServer server);

    [StoreFact]
    public async Task Somebody_who_promised_reads_when_and_of_the_child_the_chosen_name_alone()
    {
        using var server = await Open();
        var (text, answer) = await Read(server, await Nan(server));
        CalendarTextTests.Check(text);
        Assert.Equal("text/calendar; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(13, Events(text).Count);
        Assert.All(Events(text), e => Assert.Equal("Ring Amara", e));
        Assert.All(Events((await Read(server, await Nan(server, "A."))).Text), e => Assert.Equal("Ring A.", e));
        foreach (string hidden in (string[])["Osei", "N-1041", "Mensah", Stories.Amara, Stories.AmarasNan, "Kofi"])
        {
            Assert.DoesNotContain(hidden, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [StoreFact]
    public async Task The_child_reads_their_whole_plan_in_their_own_words()
    {
        using var server = await Open();
        var (text, _) = await Read(server, await Own(server));
        CalendarTextTests.Check(text);
        foreach (string summary in (string[])["Phone call with Nan", "Video call with Auntie Efua", "Seeing Auntie Mags", "Seeing Mum"])
        {
            Assert.Contains(summary, Events(text));
        }
        Assert.DoesNotContain("Amara", text, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task After_a_withdrawal_of_consent_every_calendar_is_empty_in_the_next_request_and_tells_nothing()
    {
        using var server = await Open();
        string nan = await Nan(server), own = await Own(server);
        Assert.NotEmpty(Events((await Read(server, nan)).Text));
        Assert.NotEmpty(Events((await Read(server, own)).Text));
        Assert.Equal("null", (await Do(server, "young-person", "withdrawConsent", new { childId = Stories.Amara, consentId = await Consent(server) }, "consent { id }")).GetProperty("errors").GetRawText());
        var (empty, answer) = await Read(server, nan);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        // To a byte what somebody reads who has nothing to do.
        Assert.Equal(Encoding.UTF8.GetString(CalendarText.Of("Staying in touch", [], new(2026, 6, 30))), empty);
        Assert.Empty(Events((await Read(server, own)).Text));
        Assert.Equal("CONSENT_MISSING", (await Do(server, "coordinator", "createCalendarAddress", new { childId = Stories.Amara, personId = Stories.AmarasNan }, "path")).GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [StoreFact]
    public async Task After_a_block_that_person_s_is_empty_and_on_the_child_s_they_are_not_named()
    {
        foreach (string kind in (string[])["NO_CONTACT_ORDER", "SEALED_ADOPTION"])
        {
            using var server = await Open();
            string nan = await Nan(server), own = await Own(server);
            Assert.Contains("Phone call with Nan", Events((await Read(server, own)).Text));
            var input = new { childId = Stories.Amara, kind, effect = "BLOCK", againstId = Stories.AmarasNan, basis = "An order." };
            Assert.Equal("null", (await Do(server, "social-worker", "addRestriction", input, "restriction { id }")).GetProperty("errors").GetRawText());
            Assert.Equal(Encoding.UTF8.GetString(CalendarText.Of("Staying in touch", [], new(2026, 6, 30))), (await Read(server, nan)).Text);
            var (text, _) = await Read(server, own);
            Assert.DoesNotContain("Nan", text, StringComparison.Ordinal);
            Assert.Contains("Seeing Auntie Mags", Events(text));
        }
    }

    [StoreFact]
    public async Task An_address_that_was_revoked_or_replaced_or_never_was_or_is_none_is_answered_the_same()
    {
        using var server = await Open();
        string revoked = await Nan(server), replaced = await Reviews(server);
        Assert.NotEqual(replaced, await Reviews(server));
        string id = (await Ask(server, "coordinator", $"{{ childById(id: \"{Stories.Amara}\") {{ calendarAddresses {{ id }} }} }}")).GetProperty("childById").GetProperty("calendarAddresses")[0].GetProperty("id").GetString()!;
        await Do(server, "coordinator", "revokeCalendarAddress", new { childId = Stories.Amara, calendarAddressId = id }, "calendarAddress { revokedOn }");
        string never = $"/calendar/{CalendarSecret.New()}.ics", live = await Nan(server);
        async Task<string> Answer(string path)
        {
            var (text, answer) = await Read(server, path);
            return $"{(int)answer.StatusCode} {answer.Headers}{answer.Content.Headers}{text}";
        }
        string expected = await Answer(never);
        Assert.StartsWith("404 ", expected, StringComparison.Ordinal);
        foreach (string path in (string[])[revoked, replaced, "/calendar", "/calendar/", "/calendar/x.ics", "/calendar/.ics", "/calendar/a/b.ics", live[..^4], live[..^4] + ".ICS", live + "/", live.ToLowerInvariant(),
            $"/calendar/{new string('a', 5_000)}.ics", $"/calendar/{id}.ics", $"/calendar/{CalendarSecret.DigestOf(live)}.ics"])
        {
            Assert.Equal(expected, await Answer(path));
        }
    }

    [StoreFact]
    public async Task The_secret_is_told_once_and_is_nowhere_in_the_store_or_the_audit_trail()
    {
        using var server = await Open();
        object input = new { childId = Stories.Amara, personId = Stories.AmarasNan, idempotencyKey = "key 1" };
        var first = await Do(server, "coordinator", "createCalendarAddress", input, "path calendarAddress { id }");
        var again = await Do(server, "coordinator", "createCalendarAddress", input, "path calendarAddress { id }");
        Assert.Equal(JsonValueKind.Null, again.GetProperty("path").ValueKind);
        Assert.Equal(JsonValueKind.Null, again.GetProperty("errors").ValueKind);
        Assert.Equal(first.GetProperty("calendarAddress").GetRawText(), again.GetProperty("calendarAddress").GetRawText());
        string path = first.GetProperty("path").GetString()!, reviews = await Reviews(server);
        Assert.NotEmpty(Events((await Read(server, path)).Text)); // which the second try has not changed
        await Read(server, reviews);
        string stored = await Stored(server);
        Assert.Contains(CalendarSecret.DigestOf(SecretOf(path)), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(SecretOf(path), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(SecretOf(reviews), stored, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Each_reading_is_noted_once_a_day_and_whenever_it_tells_something_else()
    {
        using var server = await Open();
        var made = await Do(server, "coordinator", "createCalendarAddress", new { childId = Stories.Amara, personId = Stories.AmarasNan }, "path calendarAddress { id }");
        string path = made.GetProperty("path").GetString()!, id = made.GetProperty("calendarAddress").GetProperty("id").GetString()!;
        var store = server.Services.GetRequiredService<IStore>();
        async Task<IReadOnlyList<AuditEvent>> Noted() => (await store.Audit(new() { Subject = id }, default)).Events;
        Assert.Empty(await Noted());
        await Read(server, path);
        var noted = Assert.Single(await Noted());
        Assert.Equal(("calendar promises", Stories.Amara), (noted.Action, Assert.Single(noted.ChildIds)));
        Assert.NotNull(noted.Hash);
        await Read(server, path);
        Assert.Single(await Noted());
        await Do(server, "young-person", "withdrawConsent", new { childId = Stories.Amara, consentId = await Consent(server) }, "consent { id }");
        await Read(server, path);
        await Read(server, path);
        Assert.Equal(2, (await Noted()).Count);
    }

    [StoreFact]
    public async Task A_worker_reads_the_reviews_of_every_case_they_oversee_by_reference_until_they_no_longer_do()
    {
        using var server = await Open();
        string path = await Reviews(server);
        var (text, _) = await Read(server, path);
        CalendarTextTests.Check(text);
        Assert.Contains("Child in care review: N-1041", Events(text));
        Assert.Contains(Events(text), e => e.StartsWith("Overdue: ", StringComparison.Ordinal));
        Assert.True(Events(text).Count > 4);
        Assert.DoesNotContain("Amara", text, StringComparison.Ordinal);
        var members = (await Ask(server, "coordinator", $"{{ childById(id: \"{Stories.Amara}\") {{ oversightGroup {{ id role }} }} }}")).GetProperty("childById").GetProperty("oversightGroup");
        string member = members.EnumerateArray().Single(m => m.GetProperty("role").GetString() == "SOCIAL_WORKER").GetProperty("id").GetString()!;
        await Do(server, "coordinator", "endOversightMember", new { childId = Stories.Amara, oversightMemberId = member }, "oversightMember { until }");
        var left = Events((await Read(server, path)).Text);
        Assert.DoesNotContain(left, e => e.Contains("N-1041", StringComparison.Ordinal));
        Assert.Equal(Events(text).Count - 1, left.Count);
        // Through any other case it can be revoked.
        await Do(server, "social-worker", "revokeReviewCalendarAddress", new { childId = Stories.Jayden }, "worker { id }");
        Assert.Equal(HttpStatusCode.NotFound, (await Read(server, path)).Answer.StatusCode);
    }

    internal static Task<string> Nan(TestServer server, string? displayName = null) =>
        Made(server, "coordinator", "createCalendarAddress", new { childId = Stories.Amara, personId = Stories.AmarasNan, displayName });

    internal static Task<string> Own(TestServer server) => Made(server, "young-person", "createCalendarAddress", new { childId = Stories.Amara });

    internal static Task<string> Reviews(TestServer server) => Made(server, "social-worker", "createReviewCalendarAddress", new { childId = Stories.Amara });

    internal static string SecretOf(string path) => path["/calendar/".Length..^".ics".Length];

    internal static async Task<(string Text, HttpResponseMessage Answer)> Read(TestServer server, string path)
    {
        using var client = server.Client(null);
        var answer = await client.GetAsync(path);
        return (await answer.Content.ReadAsStringAsync(), answer);
    }

    /// <summary>The summaries of a calendar's events.</summary>
    internal static IReadOnlyList<string> Events(string text) => [.. text.Split("\r\n").Where(l => l.StartsWith("SUMMARY:", StringComparison.Ordinal)).Select(l => l["SUMMARY:".Length..])];

    private static async Task<string> Made(TestServer server, string account, string mutation, object input)
    {
        var payload = await Do(server, account, mutation, input, "path");
        return payload.GetProperty("path").GetString() ?? throw new InvalidOperationException(payload.GetRawText());
    }

    private static Task<JsonElement> Do(TestServer server, string account, string mutation, object input, string fields) => CommandsOverHttp.Do(server, account, mutation, input, fields);

    private static async Task<JsonElement> Ask(TestServer server, string account, string query)
    {
        using var client = server.Client(server.Token(account));
        using var response = await client.PostAsJsonAsync("/graphql", new { query });
        return (await TestServer.Json(response)).GetProperty("data");
    }

    // The child's own, to be in touch.
    private static async Task<string> Consent(TestServer server) =>
        (await Ask(server, "young-person", $"{{ childById(id: \"{Stories.Amara}\") {{ consents {{ id purpose state }} }} }}")).GetProperty("childById").GetProperty("consents").EnumerateArray()
            .Last(c => c.GetProperty("purpose").GetString() == "CONTACT").GetProperty("id").GetString()!;
}

/// <summary>Calendars out of the embedded store.</summary>
public sealed class SqliteCalendarsTests : CalendarsOverHttp
{
    /// <inheritdoc/>
    protected override Task<TestServer> Open() => Task.FromResult(new TestServer());

    /// <inheritdoc/>
    protected override async Task<string> Stored(TestServer server)
    {
        StringBuilder all = new();
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(server.KeyPath)!, "test.db*"))
        {
            await using FileStream bytes = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using StreamReader reader = new(bytes, Encoding.Latin1);
            all.Append(await reader.ReadToEndAsync());
        }
        return all.ToString();
    }
}

/// <summary>Calendars out of Neo4j.</summary>
[Collection(Neo4jCollection.Name)]
public sealed class Neo4jCalendarsTests(Neo4jServer neo4j) : CalendarsOverHttp
{
    /// <inheritdoc/>
    protected override async Task<TestServer> Open()
    {
        await neo4j.Empty();
        return new(null, settings: [("Store:Kind", "Neo4j"), ("Store:Uri", neo4j.Uri.ToString()), ("Store:User", neo4j.User), ("Store:Password", neo4j.Password)]);
    }

    /// <inheritdoc/>
    protected override async Task<string> Stored(TestServer server) => string.Join('\n', await neo4j.Run("MATCH (n) RETURN properties(n)"));

    [Neo4jFact]
    public async Task Addresses_are_found_by_an_index()
    {
        using var server = await Open();
        await Nan(server);
        Assert.Equal(2, (await neo4j.Run("SHOW INDEXES YIELD labelsOrTypes, properties, state WHERE properties = ['calendarDigest'] AND state = 'ONLINE' RETURN labelsOrTypes")).Count);
    }
}
