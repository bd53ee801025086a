using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using LifelongLinks.Seed;
using LifelongLinks.Tests.Server.Live;

namespace LifelongLinks.Tests.Server.Hardening;

/// <summary>How many connections one client may keep open.</summary>
public sealed class SocketsOfOneClientTests
{
    [Fact]
    public async Task One_subject_has_so_many_and_others_have_theirs_and_each_is_given_back()
    {
        using LiveServer server = new(null, ("Live:MaxConnectionsOfSubject", "2"));
        using var first = await server.Connect();
        using var second = await server.Connect();
        using (var third = await LiveClient.Open(server.Address))
        {
            await third.Send(new { type = "connection_init", payload = new { authorization = $"Bearer {server.Token()}" } });
            Assert.Equal(4429, await third.UntilClosed());
            Assert.Contains("close one", third.Closed.Reason, StringComparison.Ordinal);
        }
        using var others = await server.Connect("team-manager");
        await first.Close();
        await LiveServer.Until(async () =>
        {
            using var again = await LiveClient.Open(server.Address);
            await again.Send(new { type = "connection_init", payload = new { authorization = $"Bearer {server.Token()}" } });
            return await again.Receive() is not null;
        });
    }

    [Fact]
    public async Task Event_streams_are_counted_with_them()
    {
        using LiveServer server = new(null, ("Live:MaxConnectionsOfSubject", "1"));
        using var socket = await server.Connect();
        using var client = server.Http(server.Token());
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        string query = Uri.EscapeDataString($"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ at }} }}");
        var refused = await client.GetAsync(new Uri($"/graphql?query={query}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("TOO_MANY_CONNECTIONS", TestServer.Code(await TestServer.Json(refused)));
    }

    [Fact]
    public async Task An_address_has_so_many_that_have_not_said_who_they_are()
    {
        using LiveServer server = new(null, ("Live:MaxUnsignedOfAddress", "2"));
        using var signedIn = await server.Connect();
        using var first = await LiveClient.Open(server.Address);
        using var second = await LiveClient.Open(server.Address);
        await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.Open(server.Address));
        await first.Initialise(server.Token()); // and so makes room for another
        await LiveServer.Until(async () =>
        {
            try
            {
                using var third = await LiveClient.Open(server.Address);
                return true;
            }
            catch (WebSocketException)
            {
                return false;
            }
        });
    }
}
