using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

/// <summary>The server as a process of its own: what it refuses to start with, and its commands.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Production", "Authentication:Authority", "--urls", "http://127.0.0.1:0")]
    [InlineData("Development", "has no option --onn", "retention", "report", "--onn", "2026-01-01")]
    [InlineData("Production", "Authentication:Audience", "--urls", "http://127.0.0.1:0", "--Authentication:Authority", "https://login.example.org")]
    [InlineData("Production", "must begin with https://", "--Authentication:Authority", "http://login.example.org")]
    [InlineData("Production", "plain address", "--Authentication:Authority", "login.example.org")]
    [InlineData("Production", "plain address", "--Authentication:Authority", "https://user:password@login.example.org")]
    [InlineData("Production", "plain address", "--Authentication:Authority", "https://login.example.org/?tenant=1")]
    [InlineData("Production", "plain address", "--Authentication:Authority", "lifelong-links-development")]
    [InlineData("Production", "Authentication:Issuer", "--Authentication:Issuer", "lifelong-links-development")]
    [InlineData("Production", "Authentication:Issuer", "--Authentication:Issuer", "https://login.microsoftonline.com/{tenantid}/v2.0")]
    [InlineData("Production", "Authentication:Audience", "--Authentication:Audience", "lifelong-links-development")]
    [InlineData("Production", "Authentication:RoleMap:0f3c", "--Authentication:RoleMap:0f3c", "Coordinator")]
    [InlineData("Production", "Authentication:RoleMap:0f3c", "--Authentication:RoleMap:0f3c", "")]
    [InlineData("Production", "Clock:Today", "--Clock:Today", "2026-06-30")]
    [InlineData("Production", "Development", "token", "coordinator")]
    [InlineData("Development", "http://0.0.0.0:5080", "--urls", "http://0.0.0.0:5080")]
    [InlineData("Development", "http://*:5080", "--urls", "http://localhost:0;http://*:5080")]
    [InlineData("Development", "8080", "--http_ports", "8080")]
    [InlineData("Development", "http://[::]:5081", "--Kestrel:Endpoints:Other:Url", "http://[::]:5081")]
    [InlineData("Development", "nonsense", "--urls", "nonsense")]
    [InlineData("Development", "99999", "--urls", "http://localhost:99999")]
    [InlineData("Development", "2026-06-31", "--Clock:Today", "2026-06-31")]
    [InlineData("Development", "GraphQL:MaxDepth", "--GraphQL:MaxDepth", "deep")]
    [InlineData("Development", "Telemetry:OtlpEndpoint", "--Telemetry:OtlpEndpoint", "localhost:4318")]
    [InlineData("Development", "OTEL_EXPORTER_OTLP_ENDPOINT", "--OTEL_EXPORTER_OTLP_ENDPOINT", "somewhere")]
    [InlineData("Development", "OTEL_EXPORTER_OTLP_PROTOCOL", "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [InlineData("Development", "Telemetry:SlowMilliseconds", "--Telemetry:SlowMilliseconds", "0")]
    [InlineData("Development", "GraphQL:TrustedDocuments:Only", "--GraphQL:TrustedDocuments:Only", "perhaps")]
    [InlineData("Development", "GraphQL:TrustedDocuments:Path", "--GraphQL:TrustedDocuments:Only", "true", "--urls", "http://127.0.0.1:0")]
    [InlineData("Development", "no such folder", "--GraphQL:TrustedDocuments:Path", "nowhere", "--urls", "http://127.0.0.1:0")]
    [InlineData("Development", "Store:Kind", "--Store:Kind", "Paper", "--urls", "http://127.0.0.1:0")]
    [InlineData("Development", "Store:Uri", "--Store:Kind", "Neo4j", "--urls", "http://127.0.0.1:0")]
    [InlineData("Development", "bolt://localhost:7687", "--Store:Kind", "Neo4j", "--Store:Uri", "http://localhost:7474", "--urls", "http://127.0.0.1:0")]
    [InlineData("Development", "bolt://127.0.0.1:1", "--Store:Kind", "Neo4j", "--Store:Uri", "bolt://127.0.0.1:1", "--urls", "http://127.0.0.1:0")]
    [InlineData("Development", "--from", "copy", "--to", "there.db")]
    [InlineData("Development", "--to", "copy", "--from", "here.db")]
    [InlineData("Development", "here.db", "copy", "--from", "here.db", "--to", "there.db")]
    [InlineData("Production", "keys new --file FILE", "--urls", "http://127.0.0.1:0", "--Authentication:Authority", "https://login.example.org", "--Authentication:Audience", "us")]
    [InlineData("Development", "keys new --file nowhere.key", "--Store:Keys:File", "nowhere.key", "--urls", "http://127.0.0.1:0")]
    [InlineData("Development", "base64 of 32 bytes", "--Store:Keys:Key", "short", "--urls", "http://127.0.0.1:0")]
    [InlineData("Development", "both given", "--Store:Keys:Key", "short", "--Store:Keys:File", "nowhere.key", "--urls", "http://127.0.0.1:0")]
    [InlineData("Development", "--file", "keys", "new")]
    [InlineData("Development", "here.db", "keys", "rotate", "--Store:Path", "here.db")]
    [InlineData("Production", "here.db", "audit", "verify", "--Store:Path", "here.db")]
    public async Task It_says_in_one_line_why_it_does_not_start(string environment, string expected, params string[] args)
    {
        var (code, output, errors) = await Run(environment, args);
        Assert.Equal(1, code);
        string line = Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("Lifelong Links cannot start: ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (code, _, errors) = await Run("Development", "--urls", $"http://127.0.0.1:{port}");
        Assert.Equal(1, code);
        Assert.Contains($"{port}", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_is_told_in_one_line()
    {
        string path = Path.Combine(_folder, "store");
        Directory.CreateDirectory(path); // a folder is no store
        var (code, output, errors) = await Run("Development", "--Store:Path", path, "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, code);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trusted_document_that_no_longer_fits_the_schema_is_told_in_one_line()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "app.json"), """{ "4711": "{ childById(id: 1) { shoeSize } }" }""");
        var (code, _, errors) = await Run("Development", "--GraphQL:TrustedDocuments:Path", _folder, "--urls", "http://127.0.0.1:0");
        Assert.Equal(1, code);
        Assert.Equal("Lifelong Links cannot start: trusted document \"4711\" of app.json cannot be used: " +
            "Cannot query field 'shoeSize' on type 'Child'.", errors.TrimEnd());
    }

    [Fact]
    public async Task The_token_command_prints_a_token_that_the_server_accepts_made_before_it_first_ran()
    {
        using TestServer server = new();
        string folder = Path.GetDirectoryName(server.KeyPath)!;
        var (code, output, _) = await Run("Development", "token", "coordinator", "--Store:Path", Path.Combine(folder, "test.db"));
        Assert.Equal(0, code);
        string token = output.TrimEnd().Split('\n')[^1];
        using var client = server.Client(token);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/graphql?query={__typename}")).StatusCode);

        (_, output, _) = await Run("Development", "token", "social-worker", "--Store:Path", Path.Combine(folder, "test.db"));
        using var second = server.Client(output.TrimEnd().Split('\n')[^1]);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/graphql?query={__typename}")).StatusCode);
    }

    [Fact]
    public async Task An_unknown_account_is_answered_with_the_known_ones()
    {
        var (code, output, errors) = await Run("Development", "token", "nobody");
        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.All(LifelongLinks.Seed.DemoAccounts.All, account => Assert.Contains(account.Name, errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_schema_command_prints_the_contract()
    {
        var (code, output, _) = await Run("Development", "schema");
        Assert.Equal(0, code);
        Assert.Contains("type Query {", output, StringComparison.Ordinal);
        Assert.Contains("\"Who is signed in, with which roles, and what they may do.\"", output, StringComparison.Ordinal); // Server's doc comments
        Assert.Contains("\"Lifelong Links coordinator.\"", output, StringComparison.Ordinal); // and Core's
    }

    [Fact]
    public async Task It_is_ready_while_the_store_answers_and_live_in_any_case()
    {
        using TestServer well = new();
        Assert.Equal(HttpStatusCode.OK, (await well.CreateClient().GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await well.CreateClient().GetAsync("/health/live")).StatusCode);

        StoreThatFails store = new();
        using TestServer ill = new(services => services.AddSingleton<IStore>(store));
        using var client = ill.CreateClient();
        store.Fails = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        store.Fails = false;
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        store.IsSilent = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task The_health_command_tells_whether_the_server_that_listens_by_the_same_settings_is_ready()
    {
        StoreThatFails store = new();
        using TestServer server = new(services => services.AddSingleton<IStore>(store));
        server.UseKestrel(0);
        server.StartServer();
        string port = $"{server.ClientOptions.BaseAddress.Port}";
        Assert.Equal((0, "ready\n", ""), await Run("Production", "health", "--urls", $"http://+:{port}"));
        Assert.Equal((0, "ready\n", ""), await Run("Production", "health", "--http_ports", port));
        store.Fails = true;
        Assert.Equal((1, "", "the store cannot answer\n"), await Run("Production", "health", "--urls", $"http://127.0.0.1:{port}"));
        server.Dispose();
        Assert.Equal((1, "", $"nothing answers at http://localhost:{port}/health/ready\n"), await Run("Production", "health", "--http_ports", port));
    }

    [Theory]
    [InlineData("2026-03-28T23:59:00Z", "2026-03-28")]
    [InlineData("2026-06-30T22:59:59Z", "2026-06-30")]
    [InlineData("2026-06-30T23:00:00Z", "2026-07-01")] // already tomorrow: British Summer Time
    [InlineData("2026-12-31T23:59:59Z", "2026-12-31")]
    public void Today_is_the_day_it_is_in_London(string now, string today) =>
        Assert.Equal(today, $"{new Clock(new At(DateTimeOffset.Parse(now, null)), null).Today:yyyy-MM-dd}");

    private async Task<(int Code, string Output, string Errors)> Run(string environment, params string[] args)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "LifelongLinks.Server.dll"), .. args])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        using var process = Process.Start(start)!;
        using CancellationTokenSource tooLong = new(TimeSpan.FromMinutes(1));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(tooLong.Token);
            var errors = process.StandardError.ReadToEndAsync(tooLong.Token);
            await process.WaitForExitAsync(tooLong.Token);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class StoreThatFails : IStore
    {
        internal bool Fails { get; set; }

        internal bool IsSilent { get; set; }

        public async Task<Page> Find(Scope scope, LifelongLinks.Core.Query query, CancellationToken cancel)
        {
            await (IsSilent ? Task.Delay(Timeout.Infinite, cancel) : Task.CompletedTask);
            return Fails ? throw new StoreUnavailableException("gone") : new Page([], [], 1, false, false);
        }

        public Task<Subgraph> Get(Scope scope, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
            Task.FromResult(new Subgraph(new Dictionary<string, Node>(), [], new HashSet<string>()));

        public Task<Subgraph> Expand(Scope scope, IReadOnlyCollection<string> roots, Pattern pattern, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Neighbourhood> Neighbourhood(Scope scope, string personId, int hops, int limit, CancellationToken cancel) => throw new NotSupportedException();

        public Task<ChangeResult> Change(CaseChange change, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IReadOnlyList<AppliedChange>> Changes(DateTimeOffset since, int take, CancellationToken cancel) => throw new NotSupportedException();

        public IAsyncEnumerable<CaseloadLot> Caseload(Scope scope, CancellationToken cancel) => throw new NotSupportedException();

        public Task<CaseloadStamp> Stamp(CancellationToken cancel) => throw new NotSupportedException();

        public Task Append(IReadOnlyList<AuditEvent> events, CancellationToken cancel) => throw new NotSupportedException();

        public Task<AuditPage> Audit(AuditQuery query, CancellationToken cancel) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => default;
    }
}
