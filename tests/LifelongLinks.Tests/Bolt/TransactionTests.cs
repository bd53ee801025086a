using LifelongLinks.Bolt;

namespace LifelongLinks.Tests.Bolt;

/// <summary>Transactions, and functions that are run in them again and again until they succeed.</summary>
public sealed class TransactionTests
{
    private const string Unreachable = "S: CLOSE";

    private const string Work = """
        C: BEGIN {}
        C: RUN "W" {} {}
        C: PULL {"n":1000}
        S: SUCCESS {}
        S: SUCCESS {"fields": ["n"], "qid": 0}
        S: RECORD [1]
        S: SUCCESS {"has_more": false}
        C: COMMIT
        S: SUCCESS {"bookmark": "B1"}
        """;

    private static readonly Func<IAsyncQueryRunner, Task<long>> _work = async tx => (await (await tx.RunAsync("W")).SingleAsync())["n"].As<long>();

    [Fact]
    public async Task Begin_query_and_rows_are_asked_for_together_and_commit_takes_one_more_turn()
    {
        await using var server = FakeServer.Play(Work);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        Assert.Equal(1, await session.ExecuteWriteAsync(_work));
        Assert.Equal(["B1"], session.LastBookmarks.Values);
    }

    [Fact]
    public async Task Reading_says_that_it_reads_and_begins_after_its_bookmarks()
    {
        await using var server = FakeServer.Play(Work.Replace("BEGIN {}",
            """BEGIN {"mode":"r","db":"care","bookmarks":["A","B"],"tx_timeout":1,"tx_metadata":{"why":"test"}}""", StringComparison.Ordinal));
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession(o => o.WithDatabase("care").WithBookmarks(Bookmarks.From("A"), Bookmarks.From("B", "A")));
        Assert.Equal(1, await session.ExecuteReadAsync(_work,
            o => o.WithTimeout(TimeSpan.FromTicks(1)).WithMetadata(new Dictionary<string, object?> { ["why"] = "test" })));
    }

    [Fact]
    public async Task What_is_done_by_hand_is_committed_by_hand()
    {
        await using var server = FakeServer.Play(Work);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var transaction = await session.BeginTransactionAsync();
        await Assert.ThrowsAsync<TransactionNestingException>(() => session.RunAsync("W"));
        await Assert.ThrowsAsync<TransactionNestingException>(() => session.BeginTransactionAsync());
        Assert.Equal(1, await _work(transaction));
        Assert.True(transaction.IsOpen);
        await transaction.CommitAsync();
        Assert.False(transaction.IsOpen);
        await Assert.ThrowsAsync<TransactionClosedException>(transaction.CommitAsync);
        await Assert.ThrowsAsync<TransactionClosedException>(() => transaction.RunAsync("W"));
    }

    [Fact]
    public async Task A_transaction_in_which_nothing_was_run_costs_no_message()
    {
        await using var server = FakeServer.Play("");
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        await (await session.BeginTransactionAsync()).CommitAsync();
        await (await session.BeginTransactionAsync()).RollbackAsync();
        Assert.Equal(2, server.Heard.Length); // HELLO and LOGON.
    }

    [Fact]
    public async Task It_is_rolled_back_by_hand()
    {
        await using var server = FakeServer.Play("""
            C: BEGIN
            C: RUN
            C: PULL
            S: SUCCESS {}
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            C: ROLLBACK
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var transaction = await session.BeginTransactionAsync();
        await (await transaction.RunAsync("CREATE")).ConsumeAsync();
        await transaction.RollbackAsync();
        Assert.Empty(session.LastBookmarks.Values);
    }

    [Fact]
    public async Task One_that_is_left_open_is_rolled_back_by_a_reset_when_its_session_is_closed()
    {
        await using var server = FakeServer.Play("""
            C: BEGIN
            C: RUN
            C: PULL {"n":1}
            S: SUCCESS {}
            S: SUCCESS {"fields": ["n"], "qid": 0}
            S: RECORD [1]
            S: SUCCESS {"has_more": true}
            C: RESET
            S: SUCCESS {}
            """);
        await using var driver = server.Driver(o => o.WithFetchSize(1));
        IResultCursor cursor;
        await using (var session = driver.AsyncSession())
        {
            cursor = await (await session.BeginTransactionAsync()).RunAsync("CREATE");
            Assert.True(await cursor.FetchAsync());
        }
        await Assert.ThrowsAsync<ResultConsumedException>(cursor.FetchAsync);
    }

    [Fact]
    public async Task Results_that_are_read_in_turns_keep_their_rows_apart()
    {
        await using var server = FakeServer.Play("""
            C: BEGIN
            C: RUN "A"
            C: PULL {"n":2}
            S: SUCCESS {}
            S: SUCCESS {"fields": ["a"], "qid": 0}
            S: RECORD [1]
            S: RECORD [2]
            S: SUCCESS {"has_more": true}
            C: RUN "B"
            C: PULL {"n":2}
            S: SUCCESS {"fields": ["b"], "qid": 1}
            S: RECORD [10]
            S: RECORD [20]
            S: SUCCESS {"has_more": true}
            C: PULL {"n":2,"qid":0}
            S: RECORD [3]
            S: RECORD [4]
            S: SUCCESS {"has_more": true}
            C: PULL {"n":2,"qid":1}
            S: RECORD [30]
            S: SUCCESS {}
            C: DISCARD {"n":-1,"qid":0}
            S: SUCCESS {}
            C: COMMIT
            S: SUCCESS {}
            """);
        await using var driver = server.Driver(o => o.WithFetchSize(2));
        await using var session = driver.AsyncSession();
        var transaction = await session.BeginTransactionAsync();
        var a = await transaction.RunAsync("A");
        Assert.Equal(1L, (await a.PeekAsync())![0]);
        var b = await transaction.RunAsync("B");
        Assert.Equal((1L, 2L, 3L), (await Next(a), await Next(a), await Next(a)));
        Assert.Equal([10L, 20L, 30L], await b.ToListAsync(r => r[0].As<long>()));
        await transaction.CommitAsync(); // With a row of A put aside, and others on the server.

        static async Task<long> Next(IResultCursor cursor) => await cursor.FetchAsync() ? cursor.Current[0].As<long>() : -1;
    }

    [Fact]
    public async Task The_rows_of_an_earlier_result_are_put_aside_while_a_later_one_is_read()
    {
        await using var server = FakeServer.Play("""
            C: BEGIN
            C: RUN "A"
            C: PULL
            S: SUCCESS {}
            S: SUCCESS {"fields": ["a"], "qid": 0}
            S: RECORD [1]
            S: SUCCESS {}
            C: RUN "B"
            C: PULL
            S: SUCCESS {"fields": ["b"], "qid": 1}
            S: RECORD [10]
            S: SUCCESS {}
            C: COMMIT
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        await session.ExecuteReadAsync(async tx =>
        {
            var a = await tx.RunAsync("A");
            Assert.Equal(10L, (await (await tx.RunAsync("B")).SingleAsync())["b"]);
            Assert.Equal(1L, (await a.SingleAsync())["a"]);
        });
    }

    [Fact]
    public async Task After_a_failed_query_nothing_more_is_done_in_a_transaction()
    {
        await using var server = FakeServer.Play("""
            C: BEGIN
            C: RUN
            C: PULL
            S: SUCCESS {}
            S: FAILURE {"code": "Neo.ClientError.Statement.SyntaxError", "message": "no"}
            S: IGNORED
            C: RESET
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var transaction = await session.BeginTransactionAsync();
        await Assert.ThrowsAsync<ClientException>(async () => await (await transaction.RunAsync("WRONG")).ConsumeAsync());
        await Assert.ThrowsAsync<TransactionTerminatedException>(() => transaction.RunAsync("RIGHT"));
        await Assert.ThrowsAsync<TransactionTerminatedException>(transaction.CommitAsync);
        Assert.False(transaction.IsOpen);
    }

    [Fact]
    public async Task What_cannot_begin_shows_with_the_first_query()
    {
        await using var server = FakeServer.Play("""
            C: BEGIN
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Database.DatabaseNotFound", "message": "no"}
            S: IGNORED
            S: IGNORED
            C: RESET
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        await Assert.ThrowsAsync<FatalDiscoveryException>(() => session.ExecuteReadAsync(_work));
    }

    [Fact]
    public async Task An_error_that_may_pass_runs_the_function_again_on_the_same_connection()
    {
        await using var server = FakeServer.Play($$"""
            C: BEGIN
            C: RUN
            C: PULL
            S: SUCCESS {}
            S: FAILURE {"code": "Neo.TransientError.Transaction.DeadlockDetected", "message": "deadlock"}
            S: IGNORED
            C: RESET
            S: SUCCESS {}
            {{Work}}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        int runs = 0;
        Assert.Equal(1, await session.ExecuteWriteAsync(async tx =>
        {
            runs++;
            return await _work(tx);
        }));
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task An_error_that_will_not_pass_is_thrown_as_it_is()
    {
        await using var server = FakeServer.Play("""
            C: BEGIN
            C: RUN
            C: PULL
            S: SUCCESS {}
            S: SUCCESS {"fields": [], "qid": 0}
            S: FAILURE {"code": "Neo.ClientError.Schema.ConstraintValidationFailed", "message": "twice"}
            C: RESET
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var error = await Assert.ThrowsAsync<ClientException>(() => session.ExecuteWriteAsync(_work));
        Assert.Equal("Neo.ClientError.Schema.ConstraintValidationFailed", error.Code);
    }

    [Fact]
    public async Task An_exception_of_the_functions_own_rolls_back_and_is_thrown_as_it_is()
    {
        await using var server = FakeServer.Play("""
            C: BEGIN
            C: RUN
            C: PULL
            S: SUCCESS {}
            S: SUCCESS {"fields": ["n"], "qid": 0}
            S: RECORD [1]
            S: SUCCESS {}
            C: RESET
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        await Assert.ThrowsAsync<InvalidDataException>(() => session.ExecuteWriteAsync(async tx =>
        {
            await _work(tx);
            throw new InvalidDataException();
        }));
        Assert.DoesNotContain("COMMIT", server.Heard);
    }

    [Fact]
    public async Task A_reply_to_commit_that_never_came_runs_the_function_again_on_another_connection()
    {
        await using var server = FakeServer.Play(
            $"{Work[..Work.IndexOf("S: SUCCESS {\"bookmark\"", StringComparison.Ordinal)]}{Unreachable}", Work.Replace("[1]", "[2]", StringComparison.Ordinal));
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        Assert.Equal(2, await session.ExecuteWriteAsync(_work));
        Assert.Equal(2, server.Heard.Count(m => m == "COMMIT"));
    }

    [Fact]
    public async Task By_hand_a_reply_to_commit_that_never_came_is_a_service_that_is_unavailable()
    {
        await using var server = FakeServer.Play($"{Work[..Work.IndexOf("S: SUCCESS {\"bookmark\"", StringComparison.Ordinal)]}{Unreachable}");
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var transaction = await session.BeginTransactionAsync();
        await _work(transaction);
        await Assert.ThrowsAsync<ServiceUnavailableException>(transaction.CommitAsync);
    }

    [Fact]
    public async Task When_the_time_for_running_again_is_over_all_that_went_wrong_is_told()
    {
        await using FakeServer server = new([Unreachable]) { Forever = true };
        await using var driver = server.Driver(o => o.WithMaxTransactionRetryTime(TimeSpan.FromSeconds(1)));
        await using var session = driver.AsyncSession();
        var error = await Assert.ThrowsAsync<ServiceUnavailableException>(() => session.ExecuteReadAsync(_work));
        var inner = Assert.IsType<AggregateException>(error.InnerException);
        Assert.Equal(server.Connections, inner.InnerExceptions.Count);
        Assert.InRange(inner.InnerExceptions.Count, 2, 9); // The waits double from 5 ms on, so a second has room for no more.
        Assert.All(inner.InnerExceptions, e => Assert.IsType<ServiceUnavailableException>(e));
    }

    [Fact]
    public async Task Without_time_for_running_again_it_is_run_once()
    {
        await using FakeServer server = new([Unreachable]) { Forever = true };
        await using var driver = server.Driver(o => o.WithMaxTransactionRetryTime(TimeSpan.Zero));
        await using var session = driver.AsyncSession();
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => session.ExecuteReadAsync(_work));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_query_without_a_session_is_run_again_too_and_sees_what_such_queries_wrote_before()
    {
        await using var server = FakeServer.Play("""
            C: BEGIN {}
            C: RUN "CREATE" {"x":1} {}
            C: PULL
            S: SUCCESS {}
            S: SUCCESS {"fields": ["n"], "qid": 0}
            S: RECORD [1]
            S: RECORD [2]
            S: SUCCESS {}
            C: COMMIT
            S: SUCCESS {"bookmark": "B1"}
            C: RUN "MATCH" {} {"mode":"r","db":"care","bookmarks":["B1"]}
            C: PULL
            S: FAILURE {"code": "Neo.TransientError.General.OutOfMemoryError", "message": "later"}
            S: IGNORED
            C: RESET
            S: SUCCESS {}
            C: RUN "MATCH" {} {"mode":"r","db":"care","bookmarks":["B1"]}
            C: PULL
            S: SUCCESS {"fields": ["n"]}
            S: RECORD [3]
            S: SUCCESS {}
            C: RUN "MATCH" {} {"mode":"r"}
            C: PULL
            S: SUCCESS {"fields": ["n"]}
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        var (odd, _, keys) = await driver.ExecutableQuery("CREATE").WithParameters(new { x = 1 })
            .WithMap(r => r[0].As<int>()).WithFilter(n => n % 2 == 1).ExecuteAsync();
        Assert.Equal([1], odd);
        Assert.Equal(["n"], keys);
        var read = await driver.ExecutableQuery("MATCH").WithConfig(new(RoutingControl.Readers, "care")).ExecuteAsync();
        Assert.Equal(3L, Assert.Single(read.Result)["n"]);
        await driver.ExecutableQuery("MATCH").WithConfig(new(RoutingControl.Readers, enableBookmarkManager: false)).ExecuteAsync();
        Assert.Equal(["B1"], await driver.GetExecutableQueryBookmarkManager().GetBookmarksAsync());
    }
}
