using System.Net;
using LifelongLinks.Server;
using LifelongLinks.Tests.Server.Live;

namespace LifelongLinks.Tests.Server.Watching;

/// <summary>Ready is a server that can answer: what it tells of a case it must be able to write down.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task A_server_that_cannot_write_down_who_reads_is_not_ready_and_is_again_by_itself_when_it_can()
    {
        using TestServer server = new(Breaking.Store(out var store));
        using var client = server.Client(server.Token());
        async Task<(HttpStatusCode, string)> Ready()
        {
            using var answer = await client.GetAsync("/health/ready");
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        Assert.Equal((HttpStatusCode.OK, "ready"), await Ready());
        store().IsFull = true;
        Assert.Equal("UNAVAILABLE", TestServer.Code(await server.Ask("{ children { nodes { name } } }")));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "the audit trail cannot be written"), await Ready());
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "the audit trail cannot be written"), await Ready());
        store().IsFull = false;
        // Nobody is sent to it: it finds out by being asked whether it is ready, and says so in the trail, once.
        Assert.Equal((HttpStatusCode.OK, "ready"), await Ready());
        Assert.Equal((HttpStatusCode.OK, "ready"), await Ready());
        var resumed = Assert.Single((await store().Audit(new(), default)).Events, a => a.Action == Auditing.Resumed);
        Assert.Equal(("lifelong-links", 0), (resumed.Subject, resumed.ChildIds.Count));
    }

    [Fact]
    public async Task It_is_ready_again_as_well_when_a_request_was_written_down()
    {
        using TestServer server = new(Breaking.Store(out var store));
        await server.Ask("{ viewer { subject } }");
        store().IsFull = true;
        await server.Ask("{ children { nodes { name } } }");
        store().IsFull = false;
        await server.Ask("{ children { nodes { name } } }");
        Assert.Equal(HttpStatusCode.OK, (await server.Client(null).GetAsync("/health/ready")).StatusCode);
        Assert.DoesNotContain((await store().Audit(new(), default)).Events, a => a.Action == Auditing.Resumed);
    }
}
