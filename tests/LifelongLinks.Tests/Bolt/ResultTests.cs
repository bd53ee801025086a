using LifelongLinks.Bolt;

namespace LifelongLinks.Tests.Bolt;

/// <summary>Queries of a session, and their results as they come in batches.</summary>
public sealed class ResultTests
{
    private const string OneRow = """
        C: RUN "RETURN 1 AS n" {} {}
        C: PULL {"n":1000}
        S: SUCCESS {"fields": ["n"], "t_first": 3}
        S: RECORD [1]
        S: SUCCESS {"type": "r", "t_last": 4, "db": "neo4j", "bookmark": "B1"}
        """;

    public static TheoryData<int> Splits => [.. Enumerable.Range(1, 90)];

    [Fact]
    public async Task A_query_and_the_request_for_its_rows_are_one_message_to_the_server()
    {
        await using var server = FakeServer.Play(OneRow);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var cursor = await session.RunAsync("RETURN 1 AS n");
        Assert.Equal(["n"], await cursor.KeysAsync());
        var row = await cursor.SingleAsync();
        Assert.Equal((1L, 1L, 1), (row[0], row["n"], row.Count));
        var summary = await cursor.ConsumeAsync();
        Assert.Equal((QueryType.ReadOnly, "neo4j", "RETURN 1 AS n"), (summary.QueryType, summary.Database.Name, summary.Query.Text));
        Assert.Equal((3, 4), (summary.ResultAvailableAfter.Milliseconds, summary.ResultConsumedAfter.Milliseconds));
        Assert.False(summary.Counters.ContainsUpdates);
        Assert.Equal(["B1"], session.LastBookmarks.Values);
    }

    [Theory]
    [MemberData(nameof(Splits))]
    [InlineData(-1)]
    public async Task Replies_may_arrive_in_any_pieces(int split)
    {
        await using FakeServer server = new([OneRow.Replace("S: RECORD", "S: NOOP\nS: NOOP\nS: RECORD", StringComparison.Ordinal)]) { Split = split };
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var cursor = await session.RunAsync("RETURN 1 AS n");
        Assert.Equal(1L, (await cursor.SingleAsync())["n"]);
    }

    [Fact]
    public async Task Rows_come_in_batches_of_the_fetch_size_and_the_next_is_asked_for_when_one_is_used_up()
    {
        await using var server = FakeServer.Play("""
            C: RUN "UNWIND"
            C: PULL {"n":2}
            S: SUCCESS {"fields": ["i"]}
            S: RECORD [1]
            S: RECORD [2]
            S: SUCCESS {"has_more": true}
            C: PULL {"n":2}
            S: RECORD [3]
            S: RECORD [4]
            S: SUCCESS {"has_more": true}
            C: PULL {"n":2}
            S: SUCCESS {"has_more": false}
            """);
        await using var driver = server.Driver(o => o.WithFetchSize(2));
        await using var session = driver.AsyncSession();
        var cursor = await session.RunAsync("UNWIND");
        Assert.True(await cursor.FetchAsync());
        Assert.True(await cursor.FetchAsync());
        Assert.Single(server.Heard, m => m.StartsWith("PULL", StringComparison.Ordinal));
        Assert.Equal([3L, 4L], await cursor.ToListAsync(r => r[0].As<long>()));
        Assert.False(await cursor.FetchAsync());
        Assert.Throws<InvalidOperationException>(() => cursor.Current);
    }

    [Fact]
    public async Task Without_a_fetch_size_all_rows_are_asked_for_at_once()
    {
        await using var server = FakeServer.Play("""
            C: RUN
            C: PULL {"n":-1}
            S: SUCCESS {"fields": ["i"]}
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession(o => o.WithFetchSize(Config.Infinite));
        Assert.Empty(await (await session.RunAsync("UNWIND")).ToListAsync());
    }

    [Fact]
    public async Task What_is_not_read_of_a_result_is_discarded_when_it_is_consumed()
    {
        await using var server = FakeServer.Play("""
            C: RUN
            C: PULL {"n":1}
            S: SUCCESS {"fields": ["i"]}
            S: RECORD [1]
            S: SUCCESS {"has_more": true}
            C: DISCARD {"n":-1}
            S: SUCCESS {"type": "w", "stats": {"nodes-created": 2, "contains-updates": true}}
            """);
        await using var driver = server.Driver(o => o.WithFetchSize(1));
        await using var session = driver.AsyncSession();
        var cursor = await session.RunAsync("CREATE");
        Assert.True(cursor.IsOpen);
        var summary = await cursor.ConsumeAsync();
        Assert.Equal((2, true, QueryType.WriteOnly), (summary.Counters.NodesCreated, summary.Counters.ContainsUpdates, summary.QueryType));
        Assert.False(cursor.IsOpen);
        await Assert.ThrowsAsync<ResultConsumedException>(cursor.FetchAsync);
        await Assert.ThrowsAsync<ResultConsumedException>(cursor.PeekAsync);
        Assert.Equal(2, (await cursor.ConsumeAsync()).Counters.NodesCreated);
    }

    [Fact]
    public async Task A_session_closed_in_the_middle_of_a_result_discards_the_rest_and_its_connection_is_used_again()
    {
        await using var server = FakeServer.Play($$"""
            C: RUN
            C: PULL {"n":1}
            S: SUCCESS {"fields": ["i"]}
            S: RECORD [1]
            S: SUCCESS {"has_more": true}
            C: DISCARD {"n":-1}
            S: SUCCESS {"bookmark": "B0"}
            {{OneRow.Replace("1000", "1", StringComparison.Ordinal)}}
            """);
        await using var driver = server.Driver(o => o.WithFetchSize(1).WithMaxConnectionPoolSize(1));
        await using (var session = driver.AsyncSession())
        {
            Assert.True(await (await session.RunAsync("MATCH")).FetchAsync());
        }
        await using var next = driver.AsyncSession();
        Assert.Equal(1L, (await (await next.RunAsync("RETURN 1 AS n")).SingleAsync())["n"]);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task The_next_query_of_a_session_begins_where_the_one_before_was_left_and_after_its_bookmark()
    {
        await using var server = FakeServer.Play("""
            C: RUN "FIRST"
            C: PULL
            S: SUCCESS {"fields": ["i"]}
            S: RECORD [1]
            S: SUCCESS {"bookmark": "B1"}
            C: RUN "SECOND" {} {"mode":"r","db":"care","bookmarks":["B1"]}
            C: PULL
            S: SUCCESS {"fields": ["i"]}
            S: SUCCESS {"bookmark": "B2"}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession(o => o.WithDatabase("care").WithDefaultAccessMode(AccessMode.Read));
        var first = await session.RunAsync("FIRST");
        await (await session.RunAsync("SECOND")).ConsumeAsync();
        await Assert.ThrowsAsync<ResultConsumedException>(first.FetchAsync);
        Assert.Equal(["B2"], session.LastBookmarks.Values);
    }

    [Fact]
    public async Task A_row_can_be_looked_at_before_it_is_fetched()
    {
        await using var server = FakeServer.Play(OneRow);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var cursor = await session.RunAsync("RETURN 1 AS n");
        Assert.Throws<InvalidOperationException>(() => cursor.Current);
        Assert.Equal(1L, (await cursor.PeekAsync())!["n"]);
        Assert.Equal(1L, (await cursor.PeekAsync())!["n"]);
        Assert.True(await cursor.FetchAsync());
        Assert.Equal(1L, cursor.Current["n"]);
        Assert.Null(await cursor.PeekAsync());
        Assert.False(await cursor.FetchAsync());
    }

    [Fact]
    public async Task Rows_can_be_enumerated()
    {
        await using var server = FakeServer.Play(OneRow);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        List<object?> values = [];
        await foreach (var row in await session.RunAsync("RETURN 1 AS n"))
        {
            values.AddRange(row.Values.Values);
        }
        Assert.Equal([1L], values);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("S: RECORD [1]\nS: RECORD [2]", "more than one")]
    public async Task One_row_is_one_row(string records, string says)
    {
        await using var server = FakeServer.Play($$"""
            C: RUN
            C: PULL
            S: SUCCESS {"fields": ["n"]}
            {{records}}
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var cursor = await session.RunAsync("MATCH");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => cursor.SingleAsync());
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"code\": \"Neo.ClientError.Statement.SyntaxError\", \"message\": \"no\"}", typeof(ClientException), false)]
    [InlineData("{\"neo4j_code\": \"Neo.ClientError.Schema.ConstraintValidationFailed\", \"message\": \"no\", \"gql_status\": \"22N65\", \"description\": \"d\", \"diagnostic_record\": {\"x\": [1]}}", typeof(ClientException), false)]
    [InlineData("{\"code\": \"Neo.TransientError.Transaction.DeadlockDetected\", \"message\": \"no\"}", typeof(TransientException), true)]
    [InlineData("{\"code\": \"Neo.TransientError.Transaction.Terminated\", \"message\": \"no\"}", typeof(ClientException), false)]
    [InlineData("{\"code\": \"Neo.DatabaseError.General.UnknownError\", \"message\": \"no\"}", typeof(DatabaseException), false)]
    [InlineData("{\"code\": \"Neo.ClientError.Security.Forbidden\", \"message\": \"no\"}", typeof(ForbiddenException), false)]
    [InlineData("{\"code\": \"Neo.ClientError.Security.TokenExpired\", \"message\": \"no\"}", typeof(TokenExpiredException), false)]
    [InlineData("{\"code\": \"Neo.ClientError.Security.AuthorizationExpired\", \"message\": \"no\"}", typeof(AuthorizationException), true)]
    [InlineData("{\"code\": \"Neo.ClientError.Security.CredentialsExpired\", \"message\": \"no\"}", typeof(SecurityException), false)]
    [InlineData("{\"code\": \"Neo.ClientError.Database.DatabaseNotFound\", \"message\": \"no\"}", typeof(FatalDiscoveryException), false)]
    [InlineData("{}", typeof(DatabaseException), false)]
    public async Task A_failure_is_the_exception_of_its_code(string failure, Type type, bool retriable)
    {
        await using FakeServer server = new([$$"""
            C: RUN
            C: PULL
            S: FAILURE {{failure}}
            S: IGNORED
            C: RESET
            S: SUCCESS {}
            """]);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var cursor = await session.RunAsync("WRONG");
        var error = (Neo4jException)await Assert.ThrowsAsync(type, cursor.FetchAsync);
        Assert.Equal(retriable, error.IsRetriable);
        Assert.Same(error, await Assert.ThrowsAsync(type, cursor.ConsumeAsync));
        Assert.Same(error, await Assert.ThrowsAsync(type, cursor.KeysAsync));
    }

    [Fact]
    public async Task The_causes_of_a_failure_are_inside_it()
    {
        await using var server = FakeServer.Play("""
            C: RUN
            C: PULL
            S: FAILURE {"neo4j_code": "Neo.ClientError.Statement.ArgumentError", "message": "outer", "gql_status": "22000", "description": "data exception",
                "diagnostic_record": {}, "cause": {"message": "inner", "gql_status": "22N01", "description": "type", "cause": {"message": "innermost", "gql_status": "22N02"}}}
            S: IGNORED
            """.Replace(",\n    ", ",", StringComparison.Ordinal));
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var error = await Assert.ThrowsAsync<ClientException>(async () => await (await session.RunAsync("WRONG")).ConsumeAsync());
        Assert.Equal(("outer", "22000", "data exception"), (error.Message, error.GqlStatus, error.GqlStatusDescription));
        var inner = Assert.IsAssignableFrom<Neo4jException>(error.InnerException);
        Assert.Equal(("inner", "22N01"), (inner.Message, inner.GqlStatus));
        Assert.Equal("22N02", Assert.IsAssignableFrom<Neo4jException>(inner.InnerException).GqlStatus);
    }

    [Fact]
    public async Task After_a_failure_the_connection_is_reset_and_used_again()
    {
        await using var server = FakeServer.Play($$"""
            C: RUN
            C: PULL
            S: SUCCESS {"fields": ["n"]}
            S: RECORD [1]
            S: FAILURE {"code": "Neo.ClientError.Statement.ArithmeticError", "message": "/ by zero"}
            C: RESET
            S: SUCCESS {}
            {{OneRow}}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var cursor = await session.RunAsync("UNWIND [1, 0] AS x RETURN 1 / x");
        Assert.True(await cursor.FetchAsync());
        await Assert.ThrowsAsync<ClientException>(cursor.FetchAsync);
        Assert.Equal(1L, (await (await session.RunAsync("RETURN 1 AS n")).SingleAsync())["n"]);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_failure_that_nobody_has_read_is_thrown_when_the_session_is_closed()
    {
        await using var server = FakeServer.Play("""
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Statement.SyntaxError", "message": "no"}
            S: IGNORED
            """);
        await using var driver = server.Driver();
        var session = driver.AsyncSession();
        await session.RunAsync("CREATE");
        await Assert.ThrowsAsync<ClientException>(session.CloseAsync);
    }

    [Fact]
    public async Task Where_the_server_asks_for_it_the_client_signs_in_again_on_the_same_connection()
    {
        await using var server = FakeServer.Play($$"""
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Security.AuthorizationExpired", "message": "stale"}
            S: IGNORED
            C: RESET
            S: SUCCESS {}
            C: LOGOFF
            S: SUCCESS {}
            C: LOGON {"scheme":"basic","principal":"neo4j","credentials":"secret"}
            S: SUCCESS {}
            {{OneRow}}
            """);
        await using var driver = server.Driver();
        await using (var session = driver.AsyncSession())
        {
            await Assert.ThrowsAsync<AuthorizationException>(async () => await (await session.RunAsync("MATCH")).ConsumeAsync());
        }
        await using var next = driver.AsyncSession();
        Assert.Equal(1L, (await (await next.RunAsync("RETURN 1 AS n")).SingleAsync())["n"]);
    }

    [Fact]
    public async Task A_value_that_is_not_supported_fails_its_query_and_not_the_connection()
    {
        await using var server = FakeServer.Play($$"""
            C: RUN
            C: PULL
            S: SUCCESS {"fields": ["p"]}
            S: RECORD [{"$58": [7203, 1.5, 2.5]}]
            S: SUCCESS {}
            C: RESET
            S: SUCCESS {}
            {{OneRow}}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var error = await Assert.ThrowsAsync<ClientException>(async () => await (await session.RunAsync("RETURN point()")).ToListAsync());
        Assert.Contains("point", error.Message, StringComparison.Ordinal);
        Assert.Equal(1L, (await (await session.RunAsync("RETURN 1 AS n")).SingleAsync())["n"]);
    }

    [Fact]
    public async Task Parameters_and_settings_of_the_transaction_go_with_the_query()
    {
        await using var server = FakeServer.Play("""
            C: RUN "Q" {"x":1,"when":{"$44":[19782]}} {"mode":"r","tx_timeout":1500,"tx_metadata":{"app":"tests"}}
            C: PULL
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession(o => o.WithDefaultAccessMode(AccessMode.Read));
        var cursor = await session.RunAsync("Q", new Dictionary<string, object?> { ["x"] = 1, ["when"] = new DateOnly(2024, 2, 29) },
            o => o.WithTimeout(TimeSpan.FromSeconds(1.5)).WithMetadata(new Dictionary<string, object?> { ["app"] = "tests" }));
        await cursor.ConsumeAsync();
    }

    [Fact]
    public async Task A_parameter_that_cannot_be_sent_costs_nothing_but_the_query()
    {
        await using var server = FakeServer.Play(OneRow);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        await Assert.ThrowsAsync<ClientException>(() => session.RunAsync("RETURN $x", new { x = 1.5m }));
        Assert.Equal(1L, (await (await session.RunAsync("RETURN 1 AS n")).SingleAsync())["n"]);
    }

    [Fact]
    public async Task A_query_longer_than_a_chunk_arrives_whole()
    {
        string text = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i},"));
        await using var server = FakeServer.Play($$"""
            C: RUN "{{text}}" {} {}
            C: PULL
            S: SUCCESS {"fields": ["{{text}}"]}
            S: RECORD ["{{text}}"]
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var row = await (await session.RunAsync(text)).SingleAsync();
        Assert.Equal((text, text), (row.Keys[0], row[0]));
    }

    [Fact]
    public async Task A_driver_that_is_closed_says_so()
    {
        await using var server = FakeServer.Play();
        var driver = server.Driver();
        await driver.DisposeAsync();
        await using var session = driver.AsyncSession();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => session.RunAsync("RETURN 1"));
        await session.CloseAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => session.RunAsync("RETURN 1"));
    }
}
