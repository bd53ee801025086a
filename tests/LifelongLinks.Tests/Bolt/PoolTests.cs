using LifelongLinks.Bolt;

namespace LifelongLinks.Tests.Bolt;

/// <summary>Connections that are used again, by as many at once as configured.</summary>
public sealed class PoolTests
{
    private const string Good = """
        C: RUN
        C: PULL
        S: SUCCESS {"fields": ["n"]}
        S: RECORD [1]
        S: SUCCESS {}
        """;

    [Fact]
    public async Task One_after_another_use_one_connection()
    {
        await using var server = FakeServer.Play($"{Good}\n{Good}\n{Good}");
        await using var driver = server.Driver();
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(1L, await One(driver));
        }
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Many_at_once_share_as_many_connections_as_there_may_be_and_wait_for_their_turn()
    {
        string always = string.Join('\n', Enumerable.Repeat(Good, 100));
        await using FakeServer server = new(Enumerable.Repeat(always, 3)) { MayEndEarly = true };
        await using (var driver = server.Driver(o => o.WithMaxConnectionPoolSize(3)))
        {
            object?[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => One(driver)));
            Assert.All(answers, a => Assert.Equal(1L, a));
        }
        Assert.InRange(server.Connections, 1, 3);
    }

    [Fact]
    public async Task Whoever_waits_too_long_for_a_connection_is_told_that_all_are_in_use()
    {
        await using var server = FakeServer.Play(Good);
        await using var driver = server.Driver(o => o.WithMaxConnectionPoolSize(1).WithConnectionAcquisitionTimeout(TimeSpan.FromSeconds(2)));
        await using var holds = driver.AsyncSession();
        var cursor = await holds.RunAsync("RETURN 1");
        await Assert.ThrowsAsync<ClientException>(() => One(driver));
        Assert.True(await cursor.FetchAsync());
        Assert.False(await cursor.FetchAsync());
    }

    [Fact]
    public async Task Waiting_for_a_connection_can_be_cancelled()
    {
        await using var server = FakeServer.Play($"{Good}\n{Good}");
        await using var driver = server.Driver(o => o.WithMaxConnectionPoolSize(1));
        await using (var holds = driver.AsyncSession())
        {
            await holds.RunAsync("RETURN 1");
            await using var waits = driver.AsyncSession();
            using CancellationTokenSource impatient = new(TimeSpan.FromMilliseconds(50));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits.RunAsync("RETURN 1", cancellationToken: impatient.Token));
        }
        Assert.Equal(1L, await One(driver));
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_while_nobody_used_it_is_replaced_without_an_error()
    {
        await using var server = FakeServer.Play($"{Good}\nS: CLOSE", Good);
        await using var driver = server.Driver(o => o.WithMaxTransactionRetryTime(TimeSpan.Zero));
        Assert.Equal(1L, await One(driver));
        await Task.Delay(200); // Until the closing has arrived.
        Assert.Equal(1L, await One(driver));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_is_too_old_is_said_goodbye_to_and_replaced(bool idle)
    {
        await using var server = FakeServer.Play($"{Good}\nC: GOODBYE", Good);
        await using var driver = server.Driver(o => _ = idle
            ? o.WithConnectionIdleTimeout(TimeSpan.Zero) : o.WithMaxConnectionLifetime(TimeSpan.FromTicks(1)));
        Assert.Equal(1L, await One(driver));
        await Task.Delay(20);
        Assert.Equal(1L, await One(driver));
    }

    [Fact]
    public async Task A_connection_that_nobody_used_for_long_is_asked_whether_it_works()
    {
        await using var server = FakeServer.Play($"{Good}\nC: RESET\nS: SUCCESS {{}}\n{Good}\nC: RESET\nS: CLOSE", Good);
        await using var driver = server.Driver(o => o.WithConnectionLivenessCheckTimeout(TimeSpan.Zero));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(1L, await One(driver));
        }
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_connection_that_answers_no_reset_is_closed_in_the_time_for_connecting()
    {
        await using var server = FakeServer.Play("""
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Statement.SyntaxError", "message": "no"}
            S: IGNORED
            C: RESET
            S: WAIT
            """, Good);
        await using var driver = server.Driver(o => o.WithConnectionTimeout(TimeSpan.FromSeconds(2)));
        await using (var session = driver.AsyncSession())
        {
            await Assert.ThrowsAsync<ClientException>(async () => await (await session.RunAsync("WRONG")).ConsumeAsync());
        }
        Assert.Equal(1L, await One(driver));
    }

    [Fact]
    public async Task Before_there_was_signing_in_again_a_connection_whose_rights_are_stale_is_closed()
    {
        const string Greeting = "C: HELLO\nS: SUCCESS {}\n";
        await using FakeServer server = new([$$"""
            {{Greeting}}C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Security.AuthorizationExpired", "message": "stale"}
            S: IGNORED
            """, Greeting + Good]) { Version = "5.0" };
        await using var driver = server.Driver();
        await using (var session = driver.AsyncSession())
        {
            await Assert.ThrowsAsync<AuthorizationException>(async () => await (await session.RunAsync("MATCH")).ConsumeAsync());
        }
        Assert.Equal(1L, await One(driver));
    }

    [Fact]
    public async Task A_place_is_free_again_after_connecting_has_failed()
    {
        await using var server = FakeServer.Play("C: HELLO\nS: CLOSE", "C: HELLO\nS: CLOSE", Good);
        await using var driver = server.Driver(o => o.WithMaxConnectionPoolSize(1).WithConnectionAcquisitionTimeout(TimeSpan.FromSeconds(10)));
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => One(driver));
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => One(driver));
        Assert.Equal(1L, await One(driver));
    }

    [Fact]
    public async Task Closing_the_driver_says_goodbye_on_every_connection()
    {
        await using var server = FakeServer.Play($"{Good}\nC: GOODBYE");
        var driver = server.Driver();
        await One(driver);
        await driver.CloseAsync();
        await driver.DisposeAsync();
    }

    private static async Task<object?> One(IDriver driver)
    {
        await using var session = driver.AsyncSession();
        return (await (await session.RunAsync("RETURN 1")).SingleAsync())[0];
    }
}
