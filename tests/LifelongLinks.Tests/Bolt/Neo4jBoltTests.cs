using CsCheck;
using LifelongLinks.Bolt;
using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Bolt;

/// <summary>The client and a real Neo4j.</summary>
[Collection(Neo4jCollection.Name)]
public sealed class Neo4jBoltTests(Neo4jServer neo4j) : IAsyncLifetime
{
    private IDriver _driver = null!;

    public async Task InitializeAsync()
    {
        await neo4j.Empty();
        _driver = Driver();
    }

    public async Task DisposeAsync() => await _driver.DisposeAsync();

    [Neo4jFact]
    public async Task The_newest_version_that_both_speak_is_spoken()
    {
        var info = await _driver.GetServerInfoAsync();
        Assert.StartsWith("Neo4j/5.", info.Agent, StringComparison.Ordinal);
        Assert.Equal("5.8", info.ProtocolVersion);
    }

    public static TheoryData<object?> Values =>
    [
        null, true, false, 0L, -17L, 127L, -129L, 32768L, -2147483649L, long.MaxValue, long.MinValue, 0.1, -0.0, double.MaxValue, double.PositiveInfinity, "",
        "Grüße 👩‍👧", new string('x', 70_000), new byte[] { 0, 1, 255 }, new byte[100_000],
        new LocalDate(2024, 2, 29), new LocalDate(-999_999_999, 1, 1), new LocalDate(999_999_999, 12, 31), new LocalTime(23, 59, 59, 999_999_999),
        new OffsetTime(1, 2, 3, 4, -3600), new OffsetTime(1, 2, 3, 64_800), new LocalDateTime(1, 1, 1, 0, 0, 0), new LocalDateTime(2024, 2, 29, 12, 30, 1, 7),
        new ZonedDateTime(1_719_835_200, 5, Zone.Of(5_400)), new ZonedDateTime(1_719_835_200, 5, Zone.Of("Europe/London")), new ZonedDateTime(-1, 999_999_999, Zone.Of(0)),
        new List<object?> { 1L, "a", null, new List<object?> { true } }, new List<object?>(),
        new Dictionary<string, object?> { ["a"] = 1L, ["b"] = new List<object?> { new Dictionary<string, object?>() } }, new Dictionary<string, object?>(),
    ];

    [Neo4jTheory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public async Task Every_type_goes_there_and_back(object? value)
    {
        object? back = await Value("RETURN $value", new { value });
        Assert.Equal(value, value is Dictionary<string, object?> ? back.As<Dictionary<string, object?>>() : back);
    }

    [Neo4jTheory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public async Task What_goes_there_is_to_the_server_what_it_is_here(object? value)
    {
        if (value is TemporalValue)
        {
            // The server's own text of it, read by the server: were it another moment, the two would differ.
            string type = value switch
            {
                LocalDate => "date",
                LocalTime => "localtime",
                OffsetTime => "time",
                LocalDateTime => "localdatetime",
                _ => "datetime",
            };
            Assert.True((await Value($"RETURN {type}($text) = $value", new { value, text = value.ToString() })).As<bool>());
        }
        else if (value is string text)
        {
            Assert.Equal(new System.Globalization.StringInfo(text).LengthInTextElements == 0, (await Value("RETURN size($value) = 0", new { value })).As<bool>());
        }
        else
        {
            Assert.True((await Value("RETURN valueType($value) IS NOT NULL", new { value })).As<bool>());
        }
    }

    [Neo4jFact]
    public async Task Nodes_relationships_and_paths_come_as_what_they_are()
    {
        await using var session = _driver.AsyncSession();
        var (row, summary) = await session.ExecuteWriteAsync(async tx =>
        {
            var cursor = await tx.RunAsync("""
                CREATE (a:Person:Child {name: 'Amara', born: date('2012-03-04')})<-[r:RELATED_TO {kind: 'GRANDPARENT'}]-(b:Person {name: 'Nan'})
                RETURN a, r, b, [(a)<-[:RELATED_TO]-(x) | x.name] AS names, {one: 1, none: null} AS map
                """);
            return (await cursor.SingleAsync(), await cursor.ConsumeAsync());
        });
        var (a, r, b) = (row["a"].As<INode>(), row["r"].As<IRelationship>(), row["b"].As<INode>());
        Assert.Equal(["Child", "Person"], a.Labels.Order());
        Assert.Equal(("Amara", new DateOnly(2012, 3, 4)), (a.Get<string>("name"), a.Get<DateOnly>("born")));
        Assert.True(b.TryGet("name", out string name));
        Assert.Equal("Nan", name);
        Assert.False(b.TryGet<string>("born", out _));
        Assert.Equal(("RELATED_TO", "GRANDPARENT", b.ElementId, a.ElementId), (r.Type, r["kind"], r.StartNodeElementId, r.EndNodeElementId));
        Assert.Equal(["Nan"], row["names"].As<List<string>>());
        Assert.Equal((1L, null), (row["map"].As<IReadOnlyDictionary<string, object>>()["one"], row["map"].As<IReadOnlyDictionary<string, object>>()["none"]));
        Assert.Equal((2, 1, 4, 3, true), (summary.Counters.NodesCreated, summary.Counters.RelationshipsCreated, summary.Counters.PropertiesSet,
            summary.Counters.LabelsAdded, summary.Counters.ContainsUpdates));
        Assert.Equal((QueryType.ReadWrite, "neo4j"), (summary.QueryType, summary.Database.Name));

        var path = (await Value("MATCH p = (:Child)<-[:RELATED_TO]-(:Person)-[:RELATED_TO]->(:Child) RETURN p UNION MATCH p = (:Child)<-[:RELATED_TO]-(:Person) RETURN p")).As<IPath>();
        Assert.Equal([a, b], path.Nodes);
        Assert.Equal((r, b.ElementId, a.ElementId),
            (Assert.Single(path.Relationships), path.Relationships[0].StartNodeElementId, path.Relationships[0].EndNodeElementId));
    }

    [Neo4jFact]
    public async Task Properties_are_stored_as_what_they_are() => await Gen.Select(Gen.Long, Gen.Double, Gen.Bool, Gen.Int[1, 3_000_000]).SampleAsync(async given =>
    {
        var (number, real, truth, day) = given;
        LocalDate date = new(DateOnly.FromDayNumber(day));
        var node = (await Value("CREATE (n:Kept {number: $number, real: $real, truth: $truth, date: $date}) RETURN n", new { number, real, truth, date })).As<INode>();
        Assert.Equal((number, real, truth, date), (node["number"], node["real"], node["truth"], node["date"]));
    }, iter: 50);

    [Neo4jFact]
    public async Task A_hundred_thousand_rows_come_in_batches_and_in_order()
    {
        await using var session = _driver.AsyncSession();
        var cursor = await session.RunAsync("UNWIND range(1, 100000) AS i RETURN i, 'person ' + i AS name");
        long last = 0;
        while (await cursor.FetchAsync())
        {
            Assert.Equal(++last, cursor.Current["i"]);
        }
        Assert.Equal(100_000, last);
    }

    [Neo4jFact]
    public async Task A_large_result_is_left_in_the_middle_and_the_connection_goes_on()
    {
        await using var driver = Driver(o => o.WithMaxConnectionPoolSize(1).WithConnectionAcquisitionTimeout(TimeSpan.FromSeconds(20)));
        for (int i = 0; i < 5; i++)
        {
            await using var session = driver.AsyncSession(o => o.WithFetchSize(10));
            var cursor = await session.RunAsync("UNWIND range(1, 1000000) AS i RETURN i");
            Assert.True(await cursor.FetchAsync());
        }
        await using var next = driver.AsyncSession();
        Assert.Equal(1L, (await (await next.RunAsync("RETURN 1")).SingleAsync())[0]);
    }

    [Neo4jFact]
    public async Task Ten_thousand_small_queries_at_once_are_answered_on_twenty_connections()
    {
        await using var driver = Driver(o => o.WithMaxConnectionPoolSize(20).WithUserAgent("ten thousand"));
        long[] answers = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(async i =>
        {
            await using var session = driver.AsyncSession();
            return await session.ExecuteReadAsync(async tx => (await (await tx.RunAsync("RETURN $i AS i", new { i })).SingleAsync())["i"].As<long>());
        }));
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => (long)i), answers);
        Assert.InRange((await Value("CALL dbms.listConnections() YIELD userAgent WHERE userAgent = 'ten thousand' RETURN count(*)")).As<long>(), 1, 20);
    }

    [Neo4jFact]
    public async Task A_write_is_seen_by_whoever_begins_after_its_bookmark()
    {
        await using var writes = _driver.AsyncSession();
        await using var other = Driver();
        for (int i = 0; i < 20; i++)
        {
            await writes.ExecuteWriteAsync(async tx => await (await tx.RunAsync("CREATE (:Kept {i: $i})", new { i })).ConsumeAsync());
            await using var reads = other.AsyncSession(o => o.WithBookmarks(writes.LastBookmarks).WithDefaultAccessMode(AccessMode.Read));
            Assert.Equal(i + 1L, await reads.ExecuteReadAsync(async tx => (await (await tx.RunAsync("MATCH (k:Kept) RETURN count(k)")).SingleAsync())[0]));
        }
    }

    [Neo4jFact]
    public async Task What_two_transactions_hold_against_each_other_is_run_again_until_both_are_done()
    {
        await Value("CREATE (:Held {id: 1, n: 0}), (:Held {id: 2, n: 0}) RETURN 1");
        using Barrier both = new(2);
        async Task Both(int first, int second)
        {
            await using var session = _driver.AsyncSession();
            int runs = 0;
            await session.ExecuteWriteAsync(async tx =>
            {
                await (await tx.RunAsync("MATCH (h:Held {id: $first}) SET h.n = h.n + 1", new { first })).ConsumeAsync();
                if (runs++ == 0)
                {
                    await Task.Run(() => both.SignalAndWait(TimeSpan.FromSeconds(10)));
                }
                await (await tx.RunAsync("MATCH (h:Held {id: $second}) SET h.n = h.n + 1", new { second })).ConsumeAsync();
            });
        }
        await Task.WhenAll(Both(1, 2), Both(2, 1));
        Assert.Equal([2L, 2L], (await Value("MATCH (h:Held) RETURN collect(h.n)")).As<List<long>>());
    }

    [Neo4jFact]
    public async Task Errors_of_the_server_are_what_they_are()
    {
        var syntax = await Assert.ThrowsAsync<ClientException>(() => Value("RETURN nothing_there"));
        Assert.Equal("Neo.ClientError.Statement.SyntaxError", syntax.Code);
        Assert.NotNull(syntax.GqlStatus);
        await Assert.ThrowsAsync<FatalDiscoveryException>(async () =>
        {
            await using var session = _driver.AsyncSession(o => o.WithDatabase("nosuchdatabase"));
            await (await session.RunAsync("RETURN 1")).ConsumeAsync();
        });
        var timeout = await Assert.ThrowsAnyAsync<Neo4jException>(async () =>
        {
            await using var session = _driver.AsyncSession();
            await (await session.RunAsync("UNWIND range(1, 100000000) AS i WITH i WHERE i % 2 = 3 RETURN count(i)", o => o.WithTimeout(TimeSpan.FromMilliseconds(50)))).ConsumeAsync();
        });
        Assert.StartsWith("Neo.ClientError.Transaction.", timeout.Code, StringComparison.Ordinal);
        var read = await Assert.ThrowsAsync<ClientException>(async () =>
        {
            await using var session = _driver.AsyncSession(o => o.WithDefaultAccessMode(AccessMode.Read));
            await (await session.RunAsync("CREATE (:Kept)")).ConsumeAsync();
        });
        Assert.Equal("Neo.ClientError.Statement.AccessMode", read.Code);
    }

    [Neo4jFact]
    public async Task What_is_cancelled_ends_on_the_server_too()
    {
        await using var driver = Driver(o => o.WithMaxConnectionPoolSize(1));
        await using (var session = driver.AsyncSession())
        {
            using CancellationTokenSource impatient = new(TimeSpan.FromMilliseconds(300));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.ExecuteReadAsync(
                async tx => await (await tx.RunAsync("UNWIND range(1, 10000000000) AS i WITH i WHERE i % 2 = 3 RETURN count(i) AS forever")).ConsumeAsync(),
                cancellationToken: impatient.Token));
        }
        for (int i = 0; i < 100 && await Running() > 0; i++)
        {
            await Task.Delay(100);
        }
        Assert.Equal(0, await Running());

        async Task<long> Running() => (await Value("SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'forever' AND NOT currentQuery CONTAINS 'SHOW' RETURN count(*)")).As<long>();
    }

    [Neo4jFact]
    public async Task A_wrong_password_is_an_authentication_error()
    {
        await using var driver = GraphDatabase.Driver(neo4j.Uri, AuthTokens.Basic(neo4j.User, "wrong-password"));
        await Assert.ThrowsAsync<AuthenticationException>(driver.VerifyConnectivityAsync);
        Assert.True(await _driver.VerifyAuthenticationAsync(AuthTokens.Basic(neo4j.User, neo4j.Password)));
    }

    [Neo4jFact]
    public async Task The_server_tells_where_its_database_is()
    {
        // A single server's table has itself alone, as it advertises itself.
        await using var driver = GraphDatabase.Driver(new UriBuilder(neo4j.Uri) { Scheme = "neo4j" }.Uri, AuthTokens.Basic(neo4j.User, neo4j.Password));
        await using var session = driver.AsyncSession();
        Assert.Equal(1L, await session.ExecuteWriteAsync(async tx => (await (await tx.RunAsync("RETURN 1")).SingleAsync())[0]));
        Assert.Equal(1L, await session.ExecuteReadAsync(async tx => (await (await tx.RunAsync("RETURN 1")).SingleAsync())[0]));
    }

    private IDriver Driver(Action<ConfigBuilder>? configure = null) =>
        GraphDatabase.Driver(neo4j.Uri, AuthTokens.Basic(neo4j.User, neo4j.Password), configure ?? (_ => { }));

    private async Task<object?> Value(string query, object? parameters = null)
    {
        await using var session = _driver.AsyncSession();
        return (await (await session.RunAsync(query, parameters ?? new Dictionary<string, object?>())).SingleAsync())[0];
    }
}

/// <summary>A real Neo4j that stops, is killed and comes back.</summary>
public sealed class Neo4jBoltRestartTests
{
    [OwnNeo4jFact]
    public async Task A_server_that_is_killed_in_the_middle_of_writes_has_every_write_it_confirmed_once_when_it_is_back()
    {
        await using var neo4j = await Neo4jServer.StartOwn();
        await using var driver = GraphDatabase.Driver(neo4j.Uri, AuthTokens.Basic(neo4j.User, neo4j.Password),
            o => o.WithMaxTransactionRetryTime(TimeSpan.FromMinutes(2)).WithConnectionTimeout(TimeSpan.FromSeconds(5)));
        await driver.ExecutableQuery("CREATE CONSTRAINT changes FOR (c:Change) REQUIRE c.id IS UNIQUE").ExecuteAsync();
        int confirmed = 0;
        using CancellationTokenSource enough = new();
        var writers = Enumerable.Range(0, 4).Select(async writer =>
        {
            int i = 0;
            for (; !enough.IsCancellationRequested; i++)
            {
                await using var session = driver.AsyncSession();
                // A reply to COMMIT that never came runs this again: MERGE finds the change that was made already.
                await session.ExecuteWriteAsync(async tx => await (await tx.RunAsync(
                    "MERGE (c:Change {id: $id}) ON CREATE SET c.made = 1 ON MATCH SET c.again = true", new { id = $"{writer}-{i}" })).ConsumeAsync());
                Interlocked.Increment(ref confirmed);
            }
            return i;
        }).ToArray();
        await More(100);
        await neo4j.Kill();
        await neo4j.Start();
        await More(100);
        await neo4j.Stop();
        Assert.False(await driver.TryVerifyConnectivityAsync());
        await neo4j.Start();
        await More(100);
        await enough.CancelAsync();
        int[] counts = await Task.WhenAll(writers);

        var rows = (await driver.ExecutableQuery("MATCH (c:Change) RETURN c.id, count(*)").ExecuteAsync()).Result;
        Assert.Equal(counts.Select((n, w) => Enumerable.Range(0, n).Select(i => $"{w}-{i}")).SelectMany(ids => ids).Order(), rows.Select(r => r[0].As<string>()).Order());
        Assert.All(rows, r => Assert.Equal(1L, r[1]));

        async Task More(int writes)
        {
            int until = Volatile.Read(ref confirmed) + writes;
            while (Volatile.Read(ref confirmed) < until && !writers.Any(w => w.IsCompleted))
            {
                await Task.Delay(20);
            }
        }
    }
}
