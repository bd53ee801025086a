using System.Net.Http.Json;
using System.Text.Json;
using LifelongLinks.Seed;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

/// <summary>Who may see who has looked: auditors everything, a young person what concerns their own case, others nothing.</summary>
public sealed class AuditTrailTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] _forAuditors = ["subject", "requestId", "stream", "sequence", "hash"];

    private const string Everything = "id at subject name roles action childIds changedIds requestId stream sequence hash";

    private readonly TestServer _server = new();

    // Amara and Kofi are looked at together, then Amara alone, then Kofi alone; by whom the case knows and by whom it does not.
    public async Task InitializeAsync()
    {
        await Ask("social-worker", $"query Both {{ nodes(ids: [\"{Stories.Amara}\", \"{Stories.Kofi}\"]) {{ id }} }}");
        await Ask("coordinator", $"query Page {{ childById(id: \"{Stories.Amara}\") {{ name }} }}");
        await Ask("fgc-manager", $"query Other {{ childById(id: \"{Stories.Kofi}\") {{ name }} }}");
        await Task.Delay(2);
        await _server.Services.GetRequiredService<AuditStreams>().Change(new(Ids.From(Guid.CreateVersion7()), Stories.Amara, of => new Changes
        {
            Nodes = [of.Case!.Child with { KnownAs = "Ama" }],
        }, new() { Id = Ids.From(Guid.CreateVersion7()), At = DateTimeOffset.UtcNow, Subject = "somebody", Roles = [Role.Administrator], Action = "updateChild" }), default);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task An_auditor_is_told_everything_newest_first_and_leaves_no_event()
    {
        var trail = await Trail("auditor", $"auditTrail(first: 4) {{ totalCount pageInfo {{ hasNextPage }} nodes {{ {Everything} }} }}");
        Assert.Equal(["updateChild", "query Other", "query Page", "query Both"], Texts(trail, "action"));
        Assert.Equal(["somebody", "demo-fgc-manager", "demo-coordinator", "demo-social-worker"], Texts(trail, "subject"));
        Assert.Equal(new HashSet<string> { Stories.Amara, Stories.Kofi }, Nodes(trail)[3].GetProperty("childIds").EnumerateArray().Select(i => i.GetString()!).ToHashSet());
        Assert.Equal([Stories.Amara], Nodes(trail)[0].GetProperty("changedIds").EnumerateArray().Select(i => i.GetString()!));
        Assert.Equal([1, 3, 2, 1], Nodes(trail).Select(n => n.GetProperty("sequence").GetInt32()));
        Assert.All(Nodes(trail), n => Assert.Equal(64, n.GetProperty("hash").GetString()!.Length));
        Assert.All(Nodes(trail), n => Assert.Equal(JsonValueKind.Null, n.GetProperty("name").ValueKind));
        // The stories came with the store.
        Assert.Equal(4 + 9, trail.GetProperty("totalCount").GetInt32());
        Assert.True(trail.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
        Assert.Equal(4 + 9, (await Trail("auditor", "auditTrail { totalCount }")).GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task An_auditor_finds_by_child_subject_action_and_instant_and_goes_on_from_cursors()
    {
        async Task<string> Found(string arguments) => string.Join(", ", Texts(await Trail("auditor", $"auditTrail({arguments}) {{ nodes {{ action }} }}"), "action"));
        Assert.Equal("updateChild, query Page, query Both", await Found($"childId: \"{Stories.Amara}\", first: 3"));
        Assert.Equal("query Other, query Both", await Found($"childId: \"{Stories.Kofi}\", first: 2"));
        Assert.Equal("query Page", await Found("where: { subject: \"demo-coordinator\" }"));
        Assert.Equal("query Both", await Found("where: { action: \"query Both\" }"));
        var all = await Trail("auditor", "auditTrail(first: 4) { edges { cursor node { at } } }");
        var (cursors, at) = (Edges(all, e => e.GetProperty("cursor").GetString()!), Edges(all, e => e.GetProperty("node").GetProperty("at").GetString()!));
        Assert.Equal("query Other, query Page", await Found($"where: {{ from: \"{at[2]}\", to: \"{at[0]}\" }}"));
        Assert.Equal("query Page, query Both", await Found($"first: 2, after: \"{cursors[1]}\""));
        Assert.Equal("updateChild, query Other", await Found($"last: 2, before: \"{cursors[2]}\""));
    }

    [Theory]
    [InlineData("after: \"nonsense\"")]
    [InlineData("childId: \"nonsense\"")]
    [InlineData("where: { from: \"2026-06-30T00:00:00Z\", to: \"2026-06-29T00:00:00Z\" }")]
    [InlineData("first: 101")]
    [InlineData("where: { subject: \"\" }")]
    [InlineData("where: { action: \"a\\u0000\" }")]
    public async Task What_cannot_be_asked_is_told(string arguments) =>
        Assert.Equal("BAD_USER_INPUT", TestServer.Code(await Ask("auditor", $"{{ auditTrail({arguments}) {{ nodes {{ id }} }} }}")));

    [Theory, InlineData("auditTrail(childId: \"AMARA\", first: 4)"), InlineData("childById(id: \"AMARA\") { whoLooked(first: 4)")]
    public async Task A_young_person_is_told_who_looked_at_their_own_record_and_no_more(string field)
    {
        string closing = field.Contains('{', StringComparison.Ordinal) ? "}" : "";
        var trail = await Trail("young-person", $"{field.Replace("AMARA", Stories.Amara, StringComparison.Ordinal)} {{ totalCount nodes {{ {Everything} }} }} {closing}");
        var nodes = Nodes(trail);
        Assert.Equal(["updateChild", "query Page", "query Both", "loadStory"], Texts(trail, "action"));
        Assert.Equal([null, "Grace Adeyemi", "Daniel Whitfield", null], nodes.Select(n => n.GetProperty("name").GetString()));
        Assert.Equal(["ADMINISTRATOR"], nodes[0].GetProperty("roles").EnumerateArray().Select(r => r.GetString()!));
        Assert.All(nodes, n => Assert.Equal([Stories.Amara], n.GetProperty("childIds").EnumerateArray().Select(i => i.GetString()!)));
        Assert.All(nodes, n => Assert.Equal(0, n.GetProperty("changedIds").GetArrayLength()));
        Assert.All(_forAuditors, hidden => Assert.All(nodes, n => Assert.Equal(JsonValueKind.Null, n.GetProperty(hidden).ValueKind)));
        Assert.Equal(4, trail.GetProperty("totalCount").GetInt32());
        // That they have looked themselves is there the next time.
        trail = await Trail("young-person", $"auditTrail(childId: \"{Stories.Amara}\", first: 1) {{ nodes {{ name action }} }}");
        Assert.Equal("Amara Osei", Nodes(trail)[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("young-person", "auditTrail")]
    [InlineData("young-person", "auditTrail(childId: \"KOFI\")")]
    [InlineData("young-person", "auditTrail(childId: \"AMARA\", where: { subject: \"demo-coordinator\" })")]
    [InlineData("coordinator", "auditTrail(childId: \"AMARA\")")]
    [InlineData("social-worker", "auditTrail")]
    [InlineData("administrator", "auditTrail(childId: \"AMARA\")")]
    [InlineData("foster-carer", "auditTrail(childId: \"AMARA\")")]
    [InlineData("analyst", "auditTrail")]
    public async Task To_others_and_about_others_it_is_empty(string account, string field)
    {
        var trail = await Trail(account, $"{field.Replace("AMARA", Stories.Amara, StringComparison.Ordinal).Replace("KOFI", Stories.Kofi, StringComparison.Ordinal)} {{ totalCount nodes {{ id }} }}");
        Assert.Equal("""{"totalCount":0,"nodes":[]}""", trail.GetRawText());
    }

    [Theory, InlineData("coordinator"), InlineData("foster-carer"), InlineData("administrator")]
    public async Task Who_looked_is_for_the_young_person_alone(string account)
    {
        var trail = await Trail(account, $"childById(id: \"{Stories.Amara}\") {{ whoLooked {{ totalCount nodes {{ id }} }} }}");
        Assert.Equal("""{"totalCount":0,"nodes":[]}""", trail.GetRawText());
    }

    private static List<JsonElement> Nodes(JsonElement trail) => [.. trail.GetProperty("nodes").EnumerateArray()];

    private static IEnumerable<string> Texts(JsonElement trail, string field) => Nodes(trail).Select(n => n.GetProperty(field).GetString()!);

    private static List<string> Edges(JsonElement trail, Func<JsonElement, string> read) => [.. trail.GetProperty("edges").EnumerateArray().Select(read)];

    private async Task<JsonElement> Trail(string account, string field)
    {
        var answer = await Ask(account, $"{{ {field} }}");
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        var data = answer.GetProperty("data");
        return data.TryGetProperty("auditTrail", out var trail) ? trail : data.GetProperty("childById").GetProperty("whoLooked");
    }

    private async Task<JsonElement> Ask(string account, string query)
    {
        await Task.Delay(2); // ids of one millisecond are in no order
        using var client = _server.Client(_server.Token(account));
        using var response = await client.PostAsJsonAsync("/graphql", new { query });
        return await TestServer.Json(response);
    }
}
