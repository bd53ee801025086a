using LifelongLinks.Bolt;
using LifelongLinks.Storage;

namespace LifelongLinks.Tests.Storage;

/// <summary>Of those who ask something new of the database, one goes first.</summary>
public sealed class PlannedOnceTests
{
    private readonly PlannedOnce _planned = new();
    private readonly List<TaskCompletionSource<string>> _asked = [];

    [Fact]
    public async Task The_others_ask_once_the_first_is_answered()
    {
        var (first, second, third) = (Ask("a"), Ask("a"), Ask("a"));
        Assert.Single(_asked);
        _asked[0].SetResult("first");
        Assert.Equal("first", await first);
        await Asked(3);
        _asked[1].SetResult("x");
        _asked[2].SetResult("x");
        Assert.Equal(["x", "x"], await Task.WhenAll(second, third));
        _ = Ask("a");
        Assert.Equal(4, _asked.Count);
    }

    [Fact]
    public void Another_statement_waits_for_nobody()
    {
        _ = Ask("a");
        _ = Ask("b");
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task Where_the_database_is_gone_the_others_are_told_without_asking_and_the_next_who_comes_asks()
    {
        var (first, second) = (Ask("a"), Ask("a"));
        _asked[0].SetException(new ServiceUnavailableException("gone"));
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => first);
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => second);
        Assert.Single(_asked);
        _ = Ask("a");
        _ = Ask("a");
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task Where_the_first_asked_wrongly_the_others_ask_for_themselves()
    {
        var (first, second) = (Ask("a"), Ask("a"));
        _asked[0].SetException(new ClientException("no such thing"));
        await Assert.ThrowsAsync<ClientException>(() => first);
        await Asked(2);
        _asked[1].SetResult("x");
        Assert.Equal("x", await second);
    }

    [Fact]
    public async Task The_first_who_leaves_is_let_go_and_the_others_still_wait_for_the_answer()
    {
        using CancellationTokenSource leaves = new();
        var (first, second) = (Ask("a", leaves.Token), Ask("a"));
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Single(_asked);
        _asked[0].SetResult("nobody's");
        await Asked(2);
        _asked[1].SetResult("x");
        Assert.Equal("x", await second);
    }

    [Fact]
    public async Task One_of_the_others_who_leaves_does_not_wait()
    {
        using CancellationTokenSource leaves = new();
        _ = Ask("a");
        var second = Ask("a", leaves.Token);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [Fact]
    public void What_was_forgotten_is_new_again()
    {
        _ = Ask("a");
        _asked[0].SetResult("x");
        _planned.Forget();
        _ = Ask("a");
        _ = Ask("a");
        Assert.Equal(2, _asked.Count);
    }

    private Task<string> Ask(string statement, CancellationToken cancel = default) => _planned.Ask(statement, goesOn =>
    {
        TaskCompletionSource<string> asked = new();
        goesOn.Register(() => asked.TrySetCanceled(goesOn));
        lock (_asked)
        {
            _asked.Add(asked);
        }
        return asked.Task;
    }, cancel);

    // Those who waited go on in their own time.
    private async Task Asked(int times)
    {
        using CancellationTokenSource inVain = new(TimeSpan.FromMinutes(1));
        while (_asked.Count < times)
        {
            await Task.Delay(5, inVain.Token);
        }
    }
}
