using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using LifelongLinks.Seed;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

/// <summary>
/// The stories on 30 June 2026, and what each account is told that asks for everything: by every list and by the id of everything there
/// is. Besides the demo accounts there are a carer and a young person in cases where more is hidden, and tokens that grant nothing.
/// </summary>
public class RolesAnswers : IAsyncLifetime
{
    public static readonly DateOnly Day = new(2026, 6, 30);

    /// <summary>An id that was never given, of the shape of those that were.</summary>
    public const string Never = "018a5f00000070008000000000000000";

    public static readonly IReadOnlyList<DemoAccount> Accounts =
    [
        .. DemoAccounts.All,
        new("carer of Leah, Tom and Jayden", "test-carer", Role.FosterCarer, [], "Test Carer"),
        new("Leah herself", "test-leah", Role.YoungPerson, [], "Leah"),
        new("coordinator nobody knows", "test-unknown", Role.Coordinator, [], "Nobody"),
        new("team manager of no team", "test-unknown", Role.TeamManager, ["Nowhere Team"], "Nobody"),
        new("young person without a case", "test-unknown", Role.YoungPerson, [], "Nobody"),
    ];

    private readonly ConcurrentDictionary<string, Lazy<Task<RolesAnswer>>> _answers = [];

    public TestServer Server { get; } = new(null, "Development", ("GraphQL:MaxComplexity", "1000000000"), ("GraphQL:MaxDepth", "60"), ("GraphQL:MaxTokens", "20000"), ("GraphQL:MaxAliases", "1000"), ("GraphQL:MaxArguments", "1000"),
        ("GraphQL:MaxRepeats", "1000"), ("GraphQL:MaxRootFields", "100"), ("GraphQL:TimeoutSeconds", "300"));

    /// <summary>Everything that is stored.</summary>
    public Subgraph Stored { get; } = Seed.StoriesTests.Everything(Stories.All(Day));

    internal RolesQuestions Questions { get; private set; } = null!;

    public IEnumerable<T> All<T>() where T : Node => Stored.Nodes.Values.OfType<T>();

    /// <summary>Ids of everything, of what <see cref="HiddenWorld"/> has besides, and one that was never given, each with a type of the schema to ask for.</summary>
    public IEnumerable<(string Type, IReadOnlyList<string> Ids)> EveryId =>
    [
        .. Stored.Nodes.Values.GroupBy(n => n is Team or ContactDetail ? "Person" : n.GetType().Name).Select(g => (g.Key, (IReadOnlyList<string>)[.. g.Select(n => n.Id)])),
        ("Relationship", [.. Stored.Edges.OfType<Relationship>().Select(r => r.Id)]),
        ("Person", [.. Stored.Edges.OfType<Oversight>().Select(o => o.Id), .. Stored.Edges.OfType<Invitation>().Select(i => i.Id), Never]),
        .. HiddenWorld.HiddenIds.GroupBy(h => h.Type).Select(g => (g.Key, (IReadOnlyList<string>)[.. g.Select(h => h.Id)])),
    ];

    public async Task InitializeAsync()
    {
        Questions = await RolesQuestions.Of(Server);
        var store = Server.Services.GetRequiredService<IStore>();
        Worker carer = new() { Id = "018a5f00000070008000000000000001", Name = "Test Carer", Subject = "test-carer", Roles = [Role.FosterCarer] };
        foreach (string child in new[] { Stories.Leah, Stories.Tom, Stories.Jayden })
        {
            await Change(store, child, of => new()
            {
                Nodes = child == Stories.Leah ? [carer, of!.Child with { Subject = "test-leah" }] : [],
                Edges = [new Oversight { Id = $"018a5f000000700080000000000001{child[^2..]}", WorkerId = carer.Id, ChildId = child, Role = Role.FosterCarer, Since = Day.AddDays(-9) }],
            });
        }
        await Add(store);
        // The auditor is told of a page: while both what was changed and what was read is on it.
        await Ask("coordinator", $"query Before {{ childById(id: \"{Stories.Amara}\") {{ name }} }}");
        await Everything("auditor");
    }

    public Task DisposeAsync()
    {
        Server.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Adds what is there besides the stories.</summary>
    private protected virtual Task Add(IStore store) => Task.CompletedTask;

    /// <summary>Changes a case, as the service itself.</summary>
    private protected static async Task Change(IStore store, string childId, Func<Case?, Changes> changes)
    {
        CaseChange change = new(Ids.From(Guid.CreateVersion7()), childId, of => Outcome.Of(changes(of.Case)),
            new() { Id = Ids.From(Guid.CreateVersion7()), At = DateTimeOffset.UnixEpoch, Subject = "test", Action = "test" });
        Assert.Equal(ChangeStatus.Applied, (await store.Change(change, default)).Status);
    }

    public HttpClient Client(string account) => Server.Client(
        DevelopmentTokens.Make(Accounts.Single(a => a.Name == account), DevelopmentKey.Open(Server.KeyPath), DateTimeOffset.UtcNow));

    /// <summary>Asks as an account; what came back, as it was sent.</summary>
    public async Task<string> Ask(string account, string query, object? variables = null)
    {
        using var client = Client(account);
        using var response = await client.PostAsJsonAsync("/graphql", new { query, variables });
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Everything an account is told; asked for once.</summary>
    public Task<RolesAnswer> Everything(string account) => _answers.GetOrAdd(account, _ => new(() => AskEverything(account))).Value;

    private async Task<RolesAnswer> AskEverything(string account)
    {
        RolesAnswer all = new();
        async Task<JsonElement> Add(string query, object? variables = null)
        {
            string answered = await Ask(account, query, variables);
            all.Sent.Add(answered);
            var answer = JsonDocument.Parse(answered).RootElement;
            Assert.True(answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object, answered);
            all.Add(answer);
            return data;
        }
        foreach (string root in Questions.Under("Query"))
        {
            await Add($"{{ {root} }}");
        }
        foreach (var child in All<Child>())
        {
            foreach (string field in Questions.Under("Child"))
            {
                if ((await Add($"{{ childById(id: \"{child.Id}\") {{ {field} }} }}")).GetProperty("childById").ValueKind == JsonValueKind.Object)
                {
                    all.Children.Add(child.Id);
                }
            }
        }
        foreach (var plan in All<Plan>())
        {
            foreach (string field in Questions.Under("Plan"))
            {
                await Add($"{{ planById(id: \"{plan.Id}\") {{ {field} }} }}");
            }
        }
        foreach (var (type, every) in EveryId)
        {
            foreach (string part in Questions.Parts(type))
            {
                foreach (string[] ids in every.Chunk(100))
                {
                    string ask = $"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ __typename ... on {type} {part} }} }}";
                    var nodes = (await Add(ask, new { ids })).GetProperty("nodes").EnumerateArray();
                    all.Nodes.UnionWith(nodes.Zip(ids).Where(n => n.First.ValueKind == JsonValueKind.Object).Select(n => n.Second));
                }
            }
        }
        string person = $"query ($id: ID!) {{ personById(id: $id) {Questions.All("Person", records: 1)} }}";
        foreach (string id in All<Person>().Select(p => p.Id))
        {
            if ((await Add(person, new { id })).GetProperty("personById").ValueKind == JsonValueKind.Object)
            {
                all.People.Add(id);
            }
        }
        return all;
    }
}

/// <summary>The tests that share what each account is told: it is asked for once.</summary>
[CollectionDefinition(nameof(RolesAnswers))]
public sealed class RolesShared : ICollectionFixture<RolesAnswers>;

/// <summary>Everything one account was told.</summary>
public sealed class RolesAnswer
{
    // What the audit trail is made of, ids and no names: AuditTrailTests hold who is told which.
    private static readonly string[] _ids = ["AuditEvent_childIds", "AuditEvent_changedIds", "AuditEvent_requestId"];

    private readonly Dictionary<string, List<JsonElement>> _values = [];
    private readonly Dictionary<string, HashSet<string>> _ofRecords = [];
    private readonly HashSet<string> _texts = [];

    /// <summary>Ids that childById knew.</summary>
    public HashSet<string> Children { get; } = [];

    /// <summary>Ids that personById knew.</summary>
    public HashSet<string> People { get; } = [];

    /// <summary>Ids that nodes knew.</summary>
    public HashSet<string> Nodes { get; } = [];

    /// <summary>Every answer, as it was sent.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>Of each field of each record ("Link_stage 018a…") every value it had; lists and other records left out.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> OfRecords => _ofRecords;

    /// <summary>Errors, as they were sent.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Every text there was: names, words, ids, days; save the ids in the audit trail.</summary>
    public IReadOnlySet<string> Texts => _texts;

    /// <summary>What stood in a field of a type, wherever; nulls and empty lists left out.</summary>
    public IReadOnlyList<JsonElement> Of(string type, string field) => _values.GetValueOrDefault($"{type}_{field}") ?? [];

    internal void Add(JsonElement answer)
    {
        if (answer.TryGetProperty("errors", out var errors))
        {
            Errors.Add(errors.GetRawText());
        }
        if (answer.TryGetProperty("data", out var data))
        {
            Walk(data);
        }
    }

    private void Walk(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _texts.Add(value.GetString()!);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Walk(item);
                }
                break;
            case JsonValueKind.Object:
                string? id = value.EnumerateObject().FirstOrDefault(p => p.Name.EndsWith("_id", StringComparison.Ordinal) && p.Value.ValueKind == JsonValueKind.String).Value is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;
                foreach (var property in value.EnumerateObject())
                {
                    if (id is not null && property.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
                    {
                        string record = $"{property.Name} {id}";
                        (_ofRecords.TryGetValue(record, out var values) ? values : _ofRecords[record] = []).Add(property.Value.GetRawText());
                    }
                    if (property.Value is not { ValueKind: JsonValueKind.Null } && !(property.Value.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() == 0))
                    {
                        if (!_values.TryGetValue(property.Name, out var known))
                        {
                            _values[property.Name] = known = [];
                        }
                        known.Add(property.Value);
                        if (!_ids.Contains(property.Name))
                        {
                            Walk(property.Value);
                        }
                    }
                }
                break;
        }
    }
}
