using LifelongLinks.Bolt;

namespace LifelongLinks.Tests.Bolt;

/// <summary>A cluster of three: whom work goes to, and what happens when a member fails or no longer leads.</summary>
public sealed class RoutingTests
{
    private const string Read = """
        C: BEGIN {"mode":"r"}
        C: RUN
        C: PULL
        S: SUCCESS {}
        S: SUCCESS {"fields": ["n"], "qid": 0}
        S: RECORD [1]
        S: SUCCESS {}
        C: COMMIT
        S: SUCCESS {}
        """;

    private static readonly string _write = Read.Replace(" {\"mode\":\"r\"}", " {}", StringComparison.Ordinal);

    [Fact]
    public async Task Reads_go_to_readers_and_writes_to_the_writer()
    {
        Script router = new(), reader = new(), writer = new();
        await using Cluster cluster = new(router, reader, writer);
        router.Plays(cluster.Greeting, cluster.Table(300, [0], [1], [2]));
        reader.Plays(cluster.Greeting, Read, Read);
        writer.Plays(cluster.Greeting, _write);
        await using var driver = cluster.Driver();
        Assert.Equal(1L, await Run(driver, AccessMode.Read));
        Assert.Equal(1L, await Run(driver, AccessMode.Write));
        Assert.Equal(1L, await Run(driver, AccessMode.Read));
    }

    [Fact]
    public async Task Where_there_are_several_readers_each_has_its_turn()
    {
        Script router = new(), one = new(), other = new();
        await using Cluster cluster = new(router, one, other);
        router.Plays(cluster.Greeting, cluster.Table(300, [0], [1, 2], [0]));
        one.Plays(cluster.Greeting, Read, Read);
        other.Plays(cluster.Greeting, Read, Read);
        await using var driver = cluster.Driver();
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(1L, await Run(driver, AccessMode.Read));
        }
    }

    [Fact]
    public async Task A_table_is_asked_for_again_when_its_time_is_over_and_for_each_database()
    {
        Script router = new(), reader = new(), idle = new();
        await using Cluster cluster = new(router, reader, idle);
        string other = cluster.Table(300, [0], [1], [1]).Replace("C: ROUTE",
            $$"""C: ROUTE {"address":"127.0.0.1:{{cluster.Ports[0]}}"} ["B"] {"db":"care"}""", StringComparison.Ordinal);
        router.Plays(cluster.Greeting, cluster.Table(0, [0], [1], [1]), cluster.Table(300, [0], [1], [1]), other);
        reader.Plays(cluster.Greeting, Read, Read, Read.Replace("\"r\"", "\"r\",\"db\":\"care\",\"bookmarks\":[\"B\"]", StringComparison.Ordinal));
        await using var driver = cluster.Driver();
        await Run(driver, AccessMode.Read);
        await Run(driver, AccessMode.Read);
        await Run(driver, AccessMode.Read, o => o.WithDatabase("care").WithBookmarks(Bookmarks.From("B")));
    }

    [Fact]
    public async Task A_member_that_no_longer_leads_is_not_written_to_again_and_the_function_is_run_on_the_next_leader()
    {
        Script router = new(), old = new(), next = new();
        await using Cluster cluster = new(router, old, next);
        router.Plays(cluster.Greeting, cluster.Table(300, [0], [1, 2], [1]), cluster.Table(300, [0], [1, 2], [2]));
        old.Plays(cluster.Greeting, """
            C: BEGIN
            C: RUN
            C: PULL
            S: SUCCESS {}
            S: FAILURE {"code": "Neo.ClientError.Cluster.NotALeader", "message": "no longer"}
            S: IGNORED
            """);
        next.Plays(cluster.Greeting, _write);
        await using var driver = cluster.Driver();
        Assert.Equal(1L, await Run(driver, AccessMode.Write));
    }

    [Fact]
    public async Task A_member_that_is_lost_is_forgotten_and_the_function_run_on_another()
    {
        Script router = new(), lost = new(), other = new();
        await using Cluster cluster = new(router, lost, other);
        router.Plays(cluster.Greeting, cluster.Table(300, [0], [1], [1]), cluster.Table(300, [0], [2], [2]));
        lost.Plays(cluster.Greeting, "C: BEGIN", "S: CLOSE");
        other.Plays(cluster.Greeting, Read);
        await using var driver = cluster.Driver();
        Assert.Equal(1L, await Run(driver, AccessMode.Read));
    }

    [Fact]
    public async Task A_member_that_cannot_be_connected_to_is_passed_over()
    {
        Script router = new(), gone = new(), other = new();
        await using Cluster cluster = new(router, gone, other);
        router.Plays(cluster.Greeting, cluster.Table(300, [0], [1, 2], [1]));
        gone.Plays("C: HELLO\nS: CLOSE");
        other.Plays(cluster.Greeting, Read, Read, Read);
        await using var driver = cluster.Driver(o => o.WithMaxTransactionRetryTime(TimeSpan.Zero));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(1L, await Run(driver, AccessMode.Read));
        }
    }

    [Fact]
    public async Task Where_no_member_can_be_connected_to_each_is_tried_once_and_not_for_ever()
    {
        Script router = new(), gone = new(), idle = new();
        await using Cluster cluster = new(router, gone, idle);
        string table = cluster.Table(300, [0], [1], [1]);
        router.Plays(cluster.Greeting, table, table);
        gone.Plays("C: HELLO\nS: CLOSE");
        await using var driver = cluster.Driver(o => o.WithMaxTransactionRetryTime(TimeSpan.Zero));
        var error = await Assert.ThrowsAsync<ServiceUnavailableException>(() => Run(driver, AccessMode.Read));
        Assert.IsType<SessionExpiredException>(Assert.IsType<AggregateException>(error.InnerException).InnerException);
    }

    [Fact]
    public async Task A_database_that_is_unavailable_on_one_member_is_looked_for_on_another()
    {
        Script router = new(), without = new(), with = new();
        await using Cluster cluster = new(router, without, with);
        router.Plays(cluster.Greeting, cluster.Table(300, [0], [1], [1]), cluster.Table(300, [0], [2], [2]));
        without.Plays(cluster.Greeting, """
            C: BEGIN
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.TransientError.General.DatabaseUnavailable", "message": "not here"}
            S: IGNORED
            S: IGNORED
            """);
        with.Plays(cluster.Greeting, Read);
        await using var driver = cluster.Driver();
        Assert.Equal(1L, await Run(driver, AccessMode.Read));
    }

    [Fact]
    public async Task When_the_router_is_gone_another_that_the_table_named_is_asked()
    {
        Script first = new(), second = new(), reader = new();
        await using Cluster cluster = new(first, second, reader);
        first.Plays(cluster.Greeting, cluster.Table(0, [1], [2], [2]));
        second.Plays(cluster.Greeting, cluster.Table(300, [1], [2], [2]));
        reader.Plays(cluster.Greeting, Read, Read);
        await using var driver = cluster.Driver();
        await Run(driver, AccessMode.Read);
        await Run(driver, AccessMode.Read);
    }

    [Fact]
    public async Task A_cluster_without_a_leader_is_waited_for_as_long_as_the_function_may_be_run_again()
    {
        Script router = new(), writer = new(), idle = new();
        await using Cluster cluster = new(router, writer, idle);
        router.Plays(cluster.Greeting, cluster.Table(300, [0], [1], []), cluster.Table(300, [0], [1], []), cluster.Table(300, [0], [1], [1]));
        writer.Plays(cluster.Greeting, _write);
        await using var driver = cluster.Driver();
        Assert.Equal(1L, await Run(driver, AccessMode.Write));
    }

    [Theory]
    [InlineData("S: FAILURE {\"code\": \"Neo.ClientError.Database.DatabaseNotFound\", \"message\": \"no\"}", typeof(FatalDiscoveryException))]
    [InlineData("S: FAILURE {\"code\": \"Neo.ClientError.Transaction.InvalidBookmark\", \"message\": \"no\"}", typeof(ClientException))]
    [InlineData("S: FAILURE {\"code\": \"Neo.ClientError.Procedure.ProcedureNotFound\", \"message\": \"no\"}", typeof(ServiceUnavailableException))]
    [InlineData("S: SUCCESS {}", typeof(ProtocolException))]
    [InlineData("S: SUCCESS {\"rt\": {\"ttl\": \"x\", \"servers\": []}}", typeof(ProtocolException))]
    [InlineData("S: SUCCESS {\"rt\": {\"ttl\": 9223372036854775807, \"servers\": [1, {}, {\"role\": \"READ\", \"addresses\": [1, \"::::\", \"\"]}]}}", typeof(ServiceUnavailableException))]
    [InlineData("S: CLOSE", typeof(ServiceUnavailableException))]
    public async Task Where_no_table_is_to_be_had_the_error_says_why(string reply, Type type)
    {
        Script router = new(), idle = new(), other = new();
        await using Cluster cluster = new(router, idle, other);
        router.Plays(cluster.Greeting, $"C: ROUTE\n{reply}");
        await using var driver = cluster.Driver(o => o.WithMaxTransactionRetryTime(TimeSpan.Zero));
        await Assert.ThrowsAsync(type, () => Run(driver, AccessMode.Read));
    }

    [Fact]
    public async Task What_is_behind_the_question_mark_goes_with_the_greeting_and_the_question()
    {
        Script router = new(), reader = new(), idle = new();
        await using Cluster cluster = new(router, reader, idle);
        string context = $$"""{"address":"127.0.0.1:{{cluster.Ports[0]}}","policy":"eu 1"}""";
        router.Plays(cluster.Greeting.Replace("C: HELLO", $$"""C: HELLO {"user_agent":"lifelong-links-bolt/0.1","routing":{{context}}""", StringComparison.Ordinal),
            cluster.Table(300, [0], [1], [1]).Replace("C: ROUTE", $"C: ROUTE {context} [] {{}}", StringComparison.Ordinal));
        reader.Plays(cluster.Greeting, Read);
        await using var driver = cluster.Driver(query: "?policy=eu%201");
        await Run(driver, AccessMode.Read);
    }

    private static async Task<object?> Run(IDriver driver, AccessMode mode, Action<SessionConfigBuilder>? configure = null)
    {
        await using var session = driver.AsyncSession(configure ?? (_ => { }));
        Func<IAsyncQueryRunner, Task<object?>> work = async tx => (await (await tx.RunAsync("Q")).SingleAsync())[0];
        return mode == AccessMode.Read ? await session.ExecuteReadAsync(work) : await session.ExecuteWriteAsync(work);
    }

    /// <summary>What a member plays on its connection, told when all ports are known; a member that plays nothing is never connected to.</summary>
    private sealed class Script
    {
        internal string? Text { get; private set; }

        internal void Plays(params string[] parts) => Text = string.Join('\n', parts);
    }

    private sealed class Cluster(params Script[] scripts) : IAsyncDisposable
    {
        private readonly FakeServer[] _members = [.. scripts.Select(s => new FakeServer([""]) { Tell = () => s.Text })];

        internal string Greeting { get; } = FakeServer.Greeting;

        internal int[] Ports => [.. _members.Select(m => m.Port)];

        internal IDriver Driver(Action<ConfigBuilder>? configure = null, string query = "") => _members[0].Driver(configure, "neo4j", query: query);

        internal string Table(int seconds, int[] routers, int[] readers, int[] writers)
        {
            string Of(string role, int[] members) => $$"""{"role": "{{role}}", "addresses": [{{string.Join(", ", members.Select(m => $"\"127.0.0.1:{Ports[m]}\""))}}]}""";
            return $$$"""
                C: ROUTE
                S: SUCCESS {"rt": {"ttl": {{{seconds}}}, "db": "neo4j", "servers": [{{{Of("ROUTE", routers)}}}, {{{Of("READ", readers)}}}, {{{Of("WRITE", writers)}}}]}}
                """;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var member in _members)
            {
                await member.DisposeAsync();
            }
        }
    }
}
