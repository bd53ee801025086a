using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Server.Live;

/// <summary>Who is told of what.</summary>
public sealed class ListeningTests(LiveServer server) : IClassFixture<LiveServer>, IAsyncLifetime
{
    public Task InitializeAsync() => server.Listening(0);

    public Task DisposeAsync() => Task.CompletedTask;

    private const string Told = "{ at child { id name } changed { __typename id ... on Link { importance } } }";

    [Fact]
    public async Task A_change_is_told_with_what_was_changed_as_it_stands_now()
    {
        using var client = await Subscribed($"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {Told} }}");
        string link = "";
        int importance = 0;
        await server.Change(Stories.Amara, c =>
        {
            var changed = c.Links[0] with { Importance = c.Links[0].Importance == 1 ? 2 : 1 };
            (link, importance) = (changed.Id, changed.Importance!.Value);
            return new Changes { Nodes = [changed] };
        });
        var told = (await client.Next("a")).GetProperty("caseChanged");
        Assert.Equal(Stories.Amara, told.GetProperty("child").GetProperty("id").GetString());
        var all = told.GetProperty("changed").EnumerateArray().ToList();
        var changedLink = Assert.Single(all, n => n.GetProperty("__typename").GetString() == "Link");
        Assert.Equal((link, importance), (changedLink.GetProperty("id").GetString(), changedLink.GetProperty("importance").GetInt32()));
        Assert.InRange(told.GetProperty("at").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task A_change_of_another_case_and_one_that_was_refused_are_not_told()
    {
        using var client = await Subscribed($"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ child {{ name }} }} }}");
        await server.ChangeLink(Stories.Jayden);
        var refused = await server.Change(Stories.Amara, _ => new Refusal(RefusalCode.Conflict, "no"));
        Assert.Equal(ChangeStatus.Refused, refused.Status);
        await Assert.ThrowsAsync<ArgumentException>(() => server.Change(Stories.Amara, c => new Changes { Nodes = [c.Links[0] with { ChildId = Stories.Kofi }] }));
        await IsNext(client);
    }

    [Fact]
    public async Task A_change_that_was_applied_before_is_not_told_again()
    {
        using var client = await Subscribed($"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ child {{ name }} }} }}");
        AuditEvent audit = new() { Id = LiveServer.NewId(), At = DateTimeOffset.UtcNow, Subject = "test", Action = "test" };
        CaseChange change = new(LiveServer.NewId(), Stories.Amara, c => LiveServer.OtherImportance(c.Case!), audit);
        server.Hub.Publish(await server.Store.Change(change, default));
        server.Hub.Publish(await server.Store.Change(change, default));
        await client.Next("a");
        await IsNext(client);
    }

    [Fact]
    public async Task Changes_of_ones_own_server_are_not_told_again_when_the_store_is_asked()
    {
        using var client = await Subscribed($"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ child {{ name }} }} }}");
        for (int i = 0; i < 5; i++)
        {
            await server.ChangeLink();
            await client.Next("a");
        }
        await Task.Delay(1_000); // the store is asked several times meanwhile
        await IsNext(client);
    }

    [Fact]
    public async Task What_a_viewer_may_not_see_of_a_change_is_left_out()
    {
        using var carer = await Subscribed($"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ changed {{ __typename id }} }} }}", "foster-carer");
        string wish = LiveServer.NewId();
        await server.Change(Stories.Amara, c => new Changes
        {
            Nodes = [new Wish { Id = wish, ChildId = Stories.Amara, Kind = WishKind.LearnAbout, MadeOn = new(2026, 6, 29), Words = "where Grandad lived" }, LiveServer.Contact(c)],
        });
        var told = (await carer.Next("a")).GetProperty("caseChanged").GetProperty("changed").EnumerateArray().ToList();
        Assert.Contains(told, n => n.GetProperty("__typename").GetString() == "Contact");
        Assert.DoesNotContain(told, n => n.GetProperty("id").GetString() == wish);
    }

    [Theory]
    [InlineData("subscription { caseChanged(childId: \"MARCUS\") { at } }", "coordinator")] // another team's
    [InlineData("subscription { contactRecorded(childId: \"MARCUS\") { child { id } } }", "coordinator")]
    [InlineData("subscription { caseChanged(childId: \"ffffffffffffffffffffffffffffffff\") { at } }", "coordinator")] // nobody
    [InlineData("subscription { caseChanged(childId: \"NAN\") { at } }", "coordinator")] // no child
    [InlineData("subscription { caseChanged(childId: \"AMARA\") { at } }", "analyst")] // sees no case
    public async Task Whose_case_is_not_in_sight_cannot_be_listened_to_and_all_are_refused_alike(string query, string account)
    {
        using var client = await server.Connect(account);
        await client.Subscribe("a", query.Replace("MARCUS", Stories.Marcus, StringComparison.Ordinal)
            .Replace("NAN", Stories.AmarasNan, StringComparison.Ordinal).Replace("AMARA", Stories.Amara, StringComparison.Ordinal));
        Assert.Equal("""[{"message":"There is no such child, or not for you.","extensions":{"code":"NOT_FOUND"}}]""", (await client.Receive("error", "a")).GetRawText());
    }

    [Theory]
    [InlineData("caseChanged(childId: \"KOFI\") { at }")]
    [InlineData("contactRecorded(childId: \"KOFI\") { contact { id } }")]
    public async Task When_oversight_ends_so_does_the_stream_and_what_comes_after_is_not_told(string field)
    {
        string query = $"subscription {{ {field.Replace("KOFI", Stories.Kofi, StringComparison.Ordinal)} }}";
        string subject = $"officer-{LiveServer.NewId()}", worker = LiveServer.NewId(), oversight = LiveServer.NewId();
        Oversight oversees = new() { Id = oversight, WorkerId = worker, ChildId = Stories.Kofi, Role = Role.IndependentReviewingOfficer, Since = new(2026, 6, 1) };
        await server.Change(Stories.Kofi, _ => new Changes
        {
            Nodes = [new Worker { Id = worker, Name = "Officer", Subject = subject, Roles = [Role.IndependentReviewingOfficer] }],
            Edges = [oversees],
        });
        using var client = await LiveClient.Open(server.Address);
        await client.Initialise(server.TokenFor(subject, Role.IndependentReviewingOfficer));
        await client.Subscribe("a", query);
        await server.Listening(1);
        await server.Change(Stories.Kofi, c => new Changes { Nodes = [LiveServer.Contact(c)] });
        await client.Next("a");

        await server.Change(Stories.Kofi, c => new Changes { Edges = [c.Oversight.Single(o => o.Id == oversight) with { Until = new(2026, 6, 30) }] });
        await server.Change(Stories.Kofi, c => new Changes { Nodes = [LiveServer.Contact(c)] });
        await client.Receive("complete", "a");
        await server.Listening(0);
    }

    [Fact]
    public async Task Contacts_are_told_of_every_case_in_sight_and_of_no_other()
    {
        using var client = await Subscribed("subscription { contactRecorded { contact { id mode people { name } } child { name } } }");
        await server.Change(Stories.Marcus, c => new Changes { Nodes = [LiveServer.Contact(c)] }); // another team's
        await server.ChangeLink(); // no contact
        List<string> recorded = [];
        foreach (string child in (string[])[Stories.Amara, Stories.Jayden])
        {
            await server.Change(child, c =>
            {
                var contacts = (Contact[])[LiveServer.Contact(c), LiveServer.Contact(c)];
                recorded.AddRange(contacts.Select(r => r.Id));
                return new Changes { Nodes = contacts };
            });
        }
        List<(string? Child, string? Contact)> told = [];
        for (int i = 0; i < 4; i++)
        {
            var event_ = (await client.Next("a")).GetProperty("contactRecorded");
            told.Add((event_.GetProperty("child").GetProperty("name").GetString(), event_.GetProperty("contact").GetProperty("id").GetString()));
            Assert.NotEqual(0, event_.GetProperty("contact").GetProperty("people").GetArrayLength());
        }
        Assert.Equal(recorded.Order(), told.Select(t => t.Contact!).Order());
        Assert.Equal(2, told.Count(t => t.Child == "Amara Osei"));
    }

    [Fact]
    public async Task A_review_recorded_with_a_day_that_has_come_is_due_at_once()
    {
        using var client = await Subscribed("subscription { reviewBecameDue { review { id dueOn } child { id } } }");
        string due = LiveServer.NewId();
        Review review = new() { Id = LiveServer.NewId(), ChildId = Stories.Amara, Kind = ReviewKind.LifelongLinksReview, DueOn = new(2026, 7, 1) };
        await server.Change(Stories.Amara, _ => new Changes { Nodes = [review] });
        await server.Change(Stories.Amara, _ => new Changes { Nodes = [review with { Id = LiveServer.NewId(), DueOn = new(2026, 6, 20), HeldOn = new(2026, 6, 20) }] });
        await server.Change(Stories.Marcus, _ => new Changes { Nodes = [review with { Id = LiveServer.NewId(), ChildId = Stories.Marcus, DueOn = new(2026, 6, 30) }] });
        await server.Change(Stories.Amara, _ => new Changes { Nodes = [review with { Id = due, DueOn = new(2026, 6, 30) }] });
        Assert.Equal(due, (await client.Next("a")).GetProperty("reviewBecameDue").GetProperty("review").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Each_event_told_is_written_down_for_each_who_was_told()
    {
        string[] subjects = [$"manager-{LiveServer.NewId()}", $"manager-{LiveServer.NewId()}"];
        List<LiveClient> clients = [];
        foreach (string subject in subjects)
        {
            clients.Add(await LiveClient.Open(server.Address));
            await clients[^1].Initialise(server.TokenFor(subject, Role.FgcManager));
            await clients[^1].Subscribe("a", $"subscription Watch {{ caseChanged(childId: \"{Stories.Amara}\") {{ child {{ name }} }} }}");
        }
        await server.Listening(2);
        await server.ChangeLink();
        foreach (var client in clients)
        {
            await client.Next("a");
        }
        foreach (string subject in subjects)
        {
            var noted = Assert.Single((await server.Store.Audit(new() { Subject = subject }, default)).Events);
            Assert.Equal("subscription Watch", noted.Action);
            Assert.Equal([Stories.Amara], noted.ChildIds);
            Assert.NotNull(noted.RequestId);
        }
        clients.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task An_answer_tells_what_it_was_counted_to_cost()
    {
        using var client = await Subscribed($"subscription {{ caseChanged(childId: \"{Stories.Amara}\") {{ at }} }}");
        await server.ChangeLink();
        Assert.Equal(2, (await client.Receive("next", "a")).GetProperty("extensions").GetProperty("cost").GetProperty("requested").GetInt32());
    }

    private async Task<LiveClient> Subscribed(string query, string account = "coordinator")
    {
        var client = await server.Connect(account);
        await client.Subscribe("a", query);
        await server.Listening(1);
        return client;
    }

    /// <summary>The next thing told is a change that is made now: nothing was told in between.</summary>
    private async Task IsNext(LiveClient client)
    {
        await server.ChangeLink();
        await client.Next("a");
        await client.Subscribe("b", "{ __typename }");
        await client.Next("b");
    }
}
