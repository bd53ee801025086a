using System.Net;
using LifelongLinks.Server;

namespace LifelongLinks.Tests.Server;

public sealed class TurnsTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task So_many_are_worked_on_at_once_and_the_others_wait()
    {
        using Turns turns = new(Settings(atOnce: 2, seconds: 30));
        TaskCompletionSource free = new();
        int atWork = 0, most = 0;
        var all = Enumerable.Range(0, 10).Select(n => turns.Take(async () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atWork));
            await free.Task;
            Interlocked.Decrement(ref atWork);
            return n;
        }, default)).ToList();
        Assert.Equal(2, atWork);
        free.SetResult();
        Assert.Equal(Enumerable.Range(0, 10), await Task.WhenAll(all));
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task Whoever_waits_too_long_is_told_to_try_again_and_whoever_leaves_takes_no_turn()
    {
        using Turns turns = new(Settings(atOnce: 1, seconds: 1));
        TaskCompletionSource<int> free = new();
        var first = turns.Take(() => free.Task, default);
        using CancellationTokenSource leaves = new();
        var second = turns.Take(() => Task.FromResult(2), leaves.Token);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        var late = await Assert.ThrowsAsync<BadRequestException>(() => turns.Take(() => Task.FromResult(3), default));
        Assert.Equal((503, "OVERLOADED"), (late.Status, late.Code));
        free.SetResult(1);
        Assert.Equal(1, await first);
        Assert.Equal(4, await turns.Take(() => Task.FromResult(4), default));
    }

    [Fact]
    public async Task Work_that_fails_gives_its_turn_back()
    {
        using Turns turns = new(Settings(atOnce: 1, seconds: 1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => turns.Take<int>(() => throw new InvalidOperationException(), default));
        Assert.Equal(1, await turns.Take(() => Task.FromResult(1), default));
    }

    [Fact]
    public async Task Many_more_than_have_turns_are_all_answered()
    {
        using var client = server.Client(server.Token());
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => client.GetAsync(new Uri("/graphql?query={children{totalCount}}", UriKind.Relative))));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
    }

    private Settings Settings(int atOnce, int seconds)
    {
        var settings = (Settings)server.Services.GetService(typeof(Settings))!;
        return settings with { Limits = settings.Limits with { MaxConcurrentRequests = atOnce, MaxWaitSeconds = seconds } };
    }
}
