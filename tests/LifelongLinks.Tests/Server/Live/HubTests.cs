using LifelongLinks.Seed;
using LifelongLinks.Server;

namespace LifelongLinks.Tests.Server.Live;

/// <summary>Nobody waits for a subscriber, and nobody's waiting grows without end.</summary>
public sealed class HubTests
{
    private static readonly Topic _amara = new("caseChanged", Stories.Amara);

    [Fact]
    public async Task Who_lets_too_much_wait_loses_the_place_after_what_waited_and_others_go_on()
    {
        using LiveServer server = new(null, ("Live:MaxWaitingEvents", "3"));
        using var slow = await server.Hub.Join(_amara, default);
        using var quick = await server.Hub.Join(_amara, default);
        await using var quicks = quick.Read(default).GetAsyncEnumerator();
        for (int i = 0; i < 5; i++)
        {
            await server.ChangeLink();
            Assert.True(await quicks.MoveNextAsync());
        }
        Assert.Equal(1, server.Hub.Subscribers);
        int told = 0;
        var lost = await Assert.ThrowsAsync<RequestError>(async () =>
        {
            await foreach (var _ in slow.Read(default))
            {
                told++;
            }
        });
        Assert.Equal((3, Place.TooSlow), (told, lost.Code));
    }

    [Fact]
    public async Task A_client_that_reads_nothing_is_told_what_it_lost_when_it_reads_again_and_others_are_told_meanwhile()
    {
        using LiveServer server = new(null, ("Live:MaxWaitingEvents", "3"));
        using var slow = await server.Connect();
        using var quick = await server.Connect();
        await slow.Subscribe("a", $"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ child {{ contacts(first: 100) {{ nodes {{ id on people {{ id name knownAs }} commitments {{ id words people {{ id name }} }} }} }} }} }} }}");
        await quick.Subscribe("b", $"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ at }} }}");
        await server.Listening(2);
        int changes = 0;
        while (server.Hub.Subscribers == 2)
        {
            Assert.True(changes++ < 3_000, "The connection took everything without being read.");
            await server.ChangeLink();
            await quick.Next("b");
        }
        await server.ChangeLink();
        await quick.Next("b");

        string? type = "next";
        for (int i = 0; i <= changes && type == "next"; i++)
        {
            var message = await slow.Receive();
            type = LiveClient.Type(message);
            if (type == "error")
            {
                Assert.Equal(Place.TooSlow, message!.Value.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
            }
        }
        Assert.Equal("error", type);
        // The connection itself is as good as before.
        await slow.Subscribe("a", "{ __typename }");
        await slow.Next("a");
    }

    [Fact]
    public async Task With_nobody_there_the_store_is_not_asked_and_what_happened_meanwhile_is_no_news()
    {
        using LiveServer server = new(Breaking.Store(out var store));
        await server.ChangeUntold(Stories.Amara, LiveServer.OtherImportance);
        await Task.Delay(600);
        Assert.Equal(0, store().Asked);
        using (var place = await server.Hub.Join(_amara, default))
        {
            await LiveServer.Until(() => store().Asked > 2);
            await using var told = place.Read(default).GetAsyncEnumerator();
            var next = told.MoveNextAsync();
            Assert.False(next.IsCompleted);
            await server.ChangeUntold(Stories.Amara, LiveServer.OtherImportance);
            Assert.True(await next);
        }
        await Task.Delay(300); // what was being asked is answered
        int asked = store().Asked;
        await Task.Delay(600);
        Assert.Equal(asked, store().Asked);
    }

    [Fact]
    public async Task After_a_fault_of_the_store_it_goes_on_where_it_was()
    {
        using LiveServer server = new(Breaking.Store(out var store));
        using var client = await server.Connect();
        await client.Subscribe("a", $"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ child {{ name }} }} }}");
        await server.Listening(1);
        await LiveServer.Until(() => store().Asked > 1); // it follows the store by then
        store().IsBroken = true;
        int asked = store().Asked;
        await LiveServer.Until(() => store().Asked > asked + 2);
        for (int i = 0; i < 3; i++)
        {
            await server.ChangeUntold(Stories.Amara, LiveServer.OtherImportance);
        }
        // An event that this server knows of itself is told as what it is now: something that cannot be read.
        server.Hub.Publish(await server.ChangeUntold(Stories.Amara, LiveServer.OtherImportance));
        var unread = await client.Receive("next", "a");
        Assert.Equal("UNAVAILABLE", TestServer.Code(unread));

        store().IsBroken = false;
        for (int i = 0; i < 3; i++)
        {
            await client.Next("a");
        }
        await server.ChangeLink();
        await client.Next("a");
        await client.Subscribe("b", "{ __typename }");
        await client.Next("b"); // nothing twice
    }

    [Fact]
    public async Task Where_it_cannot_be_written_down_who_is_told_nobody_is_told()
    {
        using LiveServer server = new(Breaking.Store(out var store));
        using var client = await server.Connect();
        await client.Subscribe("a", $"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ child {{ name }} }} }}");
        await server.Listening(1);
        store().IsFull = true;
        await server.ChangeLink();
        var untold = await client.Receive("next", "a");
        Assert.Equal("UNAVAILABLE", TestServer.Code(untold));
        Assert.DoesNotContain("Amara", untold.GetRawText(), StringComparison.Ordinal);
        await client.Subscribe("b", $"{{ childById(id: \"{Stories.Amara}\") {{ name }} }}");
        Assert.Equal("UNAVAILABLE", (await client.Receive("error", "b"))[0].GetProperty("extensions").GetProperty("code").GetString());
        store().IsFull = false;
        await server.ChangeLink();
        await client.Next("a");
    }

    [Fact]
    public async Task While_the_store_cannot_answer_nobody_begins_to_listen()
    {
        using LiveServer server = new(Breaking.Store(out var store));
        using var client = await server.Connect();
        store().IsBroken = true;
        await client.Subscribe("a", "subscription { contactRecorded { child { id } } }");
        Assert.Equal("UNAVAILABLE", (await client.Receive("error", "a"))[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(0, server.Hub.Subscribers);
        store().IsBroken = false;
        await client.Subscribe("a", "subscription { contactRecorded { child { id } } }");
        await server.Listening(1);
    }
}
