using System.Net;
using System.Net.Http.Json;
using LifelongLinks.Server;
using LifelongLinks.Tests.Server.Live;

namespace LifelongLinks.Tests.Server.Hardening;

/// <summary>When more ask than can be answered, some are told so at once, and the others are answered.</summary>
public sealed class OverloadTests(FilterTests.Served served) : IClassFixture<FilterTests.Served>
{
    [Fact]
    public async Task Who_would_be_one_too_many_to_wait_is_sent_away_and_let_in_again_when_there_is_room()
    {
        var settings = (Settings)served.Server.Services.GetService(typeof(Settings))!;
        using Turns turns = new(settings with { Limits = settings.Limits with { MaxConcurrentRequests = 1, MaxWaitingRequests = 2 } });
        TaskCompletionSource<int> free = new();
        var first = turns.Take(() => free.Task, default);
        Task<int>[] waiting = [turns.Take(() => Task.FromResult(2), default), turns.Take(() => Task.FromResult(3), default)];
        Assert.True(turns.IsFull);
        var refused = await Assert.ThrowsAsync<BadRequestException>(() => turns.Take(() => Task.FromResult(4), default));
        Assert.Equal((503, "OVERLOADED", 2), (refused.Status, refused.Code, refused.RetryAfter));
        var ofAnEvent = turns.TakeForEvent(() => Task.FromResult(5), default); // who listens was let in before
        free.SetResult(1);
        Task<int>[] all = [first, .. waiting, ofAnEvent];
        int[] expected = [1, 2, 3, 5];
        Assert.Equal(expected, await Task.WhenAll(all));
        Assert.False(turns.IsFull);
        Assert.Equal(6, await turns.Take(() => Task.FromResult(6), default));
    }

    [Fact]
    public async Task Over_HTTP_it_is_503_with_when_to_try_again_and_health_is_told_meanwhile()
    {
        using TestServer server = new(Probe.Serve, "Development", ("GraphQL:MaxConcurrentRequests", "1"), ("GraphQL:MaxWaitingRequests", "1"));
        using HttpClient client = server.Client(server.Token()), unsigned = server.Client(null);
        var turns = (Turns)server.Services.GetService(typeof(Turns))!;
        using CancellationTokenSource leaving = new();
        var slow = client.PostAsJsonAsync("/graphql", new { query = "{ slow }" }, leaving.Token);
        await Probe.Query.SlowBegan.WaitAsync(TimeSpan.FromSeconds(30));
        var waiting = client.PostAsJsonAsync("/graphql", new { query = "{ __typename }" });
        await LiveServer.Until(() => turns.IsFull);

        foreach (string accept in (string[])["application/json", "application/graphql-response+json", "text/event-stream"])
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ __typename }" }) };
            request.Headers.Accept.ParseAdd(accept);
            var refused = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("OVERLOADED", TestServer.Code(await TestServer.Json(refused)));
            Assert.Equal(2, refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        }
        Assert.Equal(HttpStatusCode.OK, (await unsigned.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await unsigned.GetAsync("/health/ready")).StatusCode);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
        Assert.Equal(HttpStatusCode.OK, (await waiting).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/graphql", new { query = "{ __typename }" })).StatusCode);
    }
}
