using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace LifelongLinks.Tests.Neo4j;

/// <summary>
/// A Neo4j for tests. The common one is started with the first test of <see cref="Neo4jCollection"/> and gone after the last; those tests run
/// one after another, and each empties it first, because Community Edition has one database.
/// </summary>
public sealed class Neo4jServer : IAsyncLifetime, IAsyncDisposable
{
    // A constraint says whose database it is, since it survives when the nodes go and is no node itself.
    private const string Marker = "lifelong_links_tests_may_empty_this_database";

    private readonly HttpClient _http = new();
    private readonly bool _ofItsOwn;
    private Neo4jProcess? _process;
    private bool _claimed;

    /// <summary>The common server, for xunit.</summary>
    public Neo4jServer() { }

    private Neo4jServer(bool ofItsOwn) => _ofItsOwn = ofItsOwn;

    /// <summary>Where Bolt is spoken.</summary>
    public Uri Uri { get; private set; } = null!;

    /// <summary>Where the Query API and Neo4j Browser are.</summary>
    public Uri Http { get; private set; } = null!;

    public string User { get; private set; } = "neo4j";

    public string Password { get; private set; } = Neo4jProcess.Password;

    /// <summary>A server for one test to stop, kill and start again, for tests that are an <see cref="OwnNeo4jFactAttribute"/>.</summary>
    public static async Task<Neo4jServer> StartOwn()
    {
        Neo4jServer server = new(ofItsOwn: true);
        await server.InitializeAsync();
        return server;
    }

    public async Task InitializeAsync()
    {
        if (!_ofItsOwn && Neo4jFound.Here.Uri is { } uri)
        {
            Uri = new(uri);
            Http = new(Neo4jFound.Here.Http ?? $"http://{Uri.Host}:7474");
            User = Neo4jFound.Here.User;
            Password = Neo4jFound.Here.Password ?? throw new InvalidOperationException("NEO4J_URI is set, but NEO4J_PASSWORD is not.");
        }
        else
        {
            _process = await Neo4jProcess.StartNew(Neo4jFound.Here.RequiredHome());
            Uri = new($"bolt://127.0.0.1:{_process.Port}");
            Http = new($"http://127.0.0.1:{_process.HttpPort}");
        }
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));
        await Claim();
    }

    /// <summary>Stops it in good order; only a server of the test's own.</summary>
    public Task Stop() => Own().Stop();

    /// <summary>Kills it (SIGKILL); only a server of the test's own.</summary>
    public Task Kill() => Own().Kill();

    /// <summary>Starts it again, at the same place with the same data; only a server of the test's own.</summary>
    public Task Start() => Own().Start();

    /// <summary>Deletes every node and relationship.</summary>
    public async Task Empty()
    {
        if (!_claimed)
        {
            throw new InvalidOperationException($"The database at {Uri} is not the tests' own: nothing is deleted.");
        }
        await Run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS");
    }

    /// <summary>Deletes every node and relationship, and what constraints and indexes were made.</summary>
    public async Task EmptyWithSchema()
    {
        await Empty();
        foreach (string name in await Names("CONSTRAINTS", $"name <> '{Marker}'"))
        {
            await Run($"DROP CONSTRAINT `{name}`");
        }
        foreach (string name in await Names("INDEXES", "owningConstraint IS NULL AND type <> 'LOOKUP'"))
        {
            await Run($"DROP INDEX `{name}`");
        }
    }

    /// <summary>Makes an empty database the tests' own. One with anything in it that is not theirs is refused.</summary>
    internal async Task Claim()
    {
        if ((await Names("CONSTRAINTS", $"name = '{Marker}'")).Count == 0)
        {
            if ((await Run("MATCH (n) RETURN 1 LIMIT 1")).Count > 0 || (await Names("INDEXES", "type <> 'LOOKUP'")).Count > 0)
            {
                throw new InvalidOperationException($"The database at {Uri} is not empty and not the tests' own, which would delete everything in it. "
                    + "Give them an empty one.");
            }
            await Run($"CREATE CONSTRAINT {Marker} FOR (n:LifelongLinksTests) REQUIRE n.id IS UNIQUE");
        }
        _claimed = true;
    }

    /// <summary>Makes it nobody's.</summary>
    internal async Task Unclaim()
    {
        _claimed = false;
        await Run($"DROP CONSTRAINT {Marker} IF EXISTS");
    }

    /// <summary>The rows of a statement, by the Query API.</summary>
    internal async Task<List<JsonElement>> Run(string statement)
    {
        using var response = await _http.PostAsJsonAsync(new Uri(Http, "/db/neo4j/query/v2"), new { statement });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.TryGetProperty("errors", out var errors)
            ? throw new InvalidOperationException($"{statement}: {errors}")
            : [.. answer.GetProperty("data").GetProperty("values").EnumerateArray()];
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
        else if (_claimed)
        {
            await EmptyWithSchema();
            await Unclaim();
        }
        _http.Dispose();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private async Task<List<string>> Names(string what, string where) =>
        [.. (await Run($"SHOW {what} YIELD * WHERE {where} RETURN name")).Select(row => row[0].GetString()!)];

    private Neo4jProcess Own() => _ofItsOwn ? _process! : throw new InvalidOperationException("Only a server of the test's own may be stopped.");
}
