using System.Text;
using System.Text.Json;
using LifelongLinks.Seed;
using LifelongLinks.Server;
using LifelongLinks.Storage;
using LifelongLinks.Tests.Core;
using LifelongLinks.Tests.Server.Live;
using LifelongLinks.Tests.Storage;
using Microsoft.AspNetCore.Builder;

namespace LifelongLinks.Tests.Server;

/// <summary>The commands <c>retention report</c> and <c>retention erase</c>, on stores of their own.</summary>
public sealed class RetentionCommandTests : IDisposable
{
    private static readonly DateOnly _today = new(2026, 6, 30);

    private static readonly string[] _secret = ["N-1041", "She smells the same."];

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string StorePath => Path.Combine(_folder, "store.db");

    private string Export => Path.Combine(_folder, "export");

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public async Task Whatever_is_recorded_what_is_past_its_time_goes_and_nothing_else(int seed)
    {
        AnyWorld world = new(seed, children: 3, most: 3);
        foreach (var (child, i) in world.Nodes.OfType<Child>().ToList().Select((c, i) => (c, i)))
        {
            // Some are kept whatever the day: nobody knows how old they are.
            world.Nodes[world.Nodes.IndexOf(child)] = child with { DateOfBirth = i == seed % 4 ? AnyWorld.Today : null, ClosedOn = seed % 3 == 0 ? child.ClosedOn : AnyWorld.Today };
        }
        await using (var filled = SqliteStore.Open(StorePath, KeyEncryptionKeys.Beside(StorePath)))
        {
            await world.Save(filled);
        }
        DateOnly on = seed % 2 == 0 ? new(2101, 6, 20) : AnyWorld.Today.AddMonths(6);
        PlainRetention plain = new(world, on);
        var cases = plain.Cases();
        var named = plain.NamedIn(c => !cases.Contains(c));
        var gone = plain.NamedIn(cases.Contains).Where(p => !named.Contains(p)).Where(p => world.Nodes.First(n => n.Id == p) is not (Child or Worker)).Concat(cases.Where(c => !named.Contains(c))).ToHashSet();
        var people = plain.People(cases);
        bool Keeps(string child, string person) => person == child || (plain.NamedIn(c => c == child).Contains(person) && !people.Any(p => p.Child == child && p.Group.Contains(person)));
        var erased = people.Where(p => !world.ChildIds.Any(c => c != p.Child && !cases.Contains(c) && p.Group.Any(x => Keeps(c, x)))).SelectMany(p => p.Group).ToHashSet();

        await Run(on, "retention", "erase", "--export", Export);
        await using var store = SqliteStore.Open(StorePath, KeyEncryptionKeys.Beside(StorePath));
        var left = await store.Get(Scope.Everything(on), [.. world.Nodes.Select(n => n.Id), .. world.Edges.Select(e => e.Id)], default);
        foreach (var node in world.Nodes)
        {
            bool goes = node switch
            {
                CaseNode fact => cases.Contains(fact.ChildId),
                ContactDetail d => gone.Contains(d.PersonId) || erased.Contains(d.PersonId) || cases.Contains(d.PersonId),
                Person p => gone.Contains(p.Id),
                _ => false,
            };
            bool mayGo = node is Offer or Concern or Correction && people.Any(p => p.Child == ((CaseNode)node).ChildId);
            Assert.True(goes ? !left.Nodes.ContainsKey(node.Id) : mayGo || left.Nodes.ContainsKey(node.Id), $"{node.GetType().Name} {node.Id} {(goes ? "is still there" : "is gone")}.");
            if (left.Nodes.GetValueOrDefault(node.Id) is Person person)
            {
                Assert.Equal(erased.Contains(person.Id) ? Person.NoName : ((Person)node).Name, person.Name);
                Assert.Equal(node is Child && !cases.Contains(node.Id), person is Child);
            }
        }
        Assert.All(world.Edges, e => Assert.Equal(!cases.Contains(Graph.KindOf(e).Owner(e)), left.Edges.Any(l => l.Id == e.Id)));
        // Somebody may be past their time only once others have gone: the next time nobody is left.
        await Run(on, "retention", "erase", "--export", Export);
        Assert.StartsWith("0 cases and 0 people were exported and erased", await Run(on, "retention", "erase", "--export", Export), StringComparison.Ordinal);
        Assert.StartsWith("0 cases and 0 people are past", await Run(on, "retention", "report"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_past_its_time_is_gone_from_every_answer_and_from_the_file_and_a_stub_is_left()
    {
        await Told();
        DateOnly on = new(2087, 3, 22);
        string report = await Run(on, "retention", "report");
        Assert.Contains($"case {Stories.Amara} AGE_75 2087-03-22", report, StringComparison.Ordinal);
        Assert.DoesNotContain(Stories.Amara, await Run(on.AddDays(-1), "retention", "report"), StringComparison.Ordinal);
        Assert.All(_secret, text => Assert.Contains(text, Bytes(), StringComparison.Ordinal));
        string said = await Run(on, "retention", "erase", "--export", Export, "--by", "dpo");
        Assert.Contains($"case {Stories.Amara} AGE_75 2087-03-22: erased, 303 records", said, StringComparison.Ordinal);
        Assert.All(_secret, text => Assert.DoesNotContain(text, Bytes(), StringComparison.Ordinal));
        await using var store = SqliteStore.Open(StorePath, KeyEncryptionKeys.Beside(StorePath));
        var stub = (await store.Audit(new(Stories.Amara) { Action = "retention erase case: AGE_75" }, default)).Events.Single();
        Assert.Equal(("dpo", 303), (stub.Subject, stub.ChangedIds.Count));
        Assert.Equal([Stories.Amara], stub.ChildIds);
        Assert.Null(AuditChain.Fault(AuditHead.New(stub.Stream!) with { Sequence = stub.Sequence!.Value - 1, Hash = stub.Previous! }, stub));
        var none = await store.Get(Scope.Everything(on), [.. stub.ChangedIds.Where(id => id != Stories.Amara)], default);
        Assert.Empty(none.Nodes);
        Assert.Empty(none.Edges);
        // Kofi is her brother, and that she was his sister is his own record.
        var kofi = Case.From(await store.Expand(Scope.Everything(on), [Stories.Kofi], Case.Pattern, default), Stories.Kofi)!;
        var sister = Assert.IsType<Person>(kofi.People[Stories.Amara], exactMatch: true);
        Assert.Equal("Amara Osei", sister.Name);
        Assert.Contains(kofi.Relationships, r => r.Kind == RelationshipKind.Sibling && r.OfChild(Stories.Kofi) == Stories.Amara);
        if (!OperatingSystem.IsWindows())
        {
            foreach (string file in Directory.GetFiles(Export))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
        Assert.True(File.Exists(Path.Combine(Export, Stories.Amara + ".html")));
    }

    [Fact]
    public async Task Who_declined_is_nobody_any_more_6_months_after_the_case_was_closed_and_their_no_stays()
    {
        await Told();
        await using (var store = SqliteStore.Open(StorePath, KeyEncryptionKeys.Beside(StorePath)))
        {
            await Change(store, Stories.Amara, c => new Changes { Nodes = [c.Child with { ClosedOn = _today }] });
        }
        DateOnly on = new(2026, 12, 30);
        Assert.StartsWith("0 cases and 0 people", await Run(on.AddDays(-1), "retention", "report"), StringComparison.Ordinal);
        string report = await Run(on, "retention", "report");
        Assert.Contains($"person {Stories.AmarasUncleYaw} in case {Stories.Amara} DECLINED 2026-12-30", report, StringComparison.Ordinal);
        Assert.Contains("Yaw Darko", Bytes(), StringComparison.Ordinal);
        await Run(on, "retention", "erase", "--export", Export);
        Assert.DoesNotContain("Yaw Darko", Bytes(), StringComparison.Ordinal);
        await using var after = SqliteStore.Open(StorePath, KeyEncryptionKeys.Beside(StorePath));
        var of = Case.From(await after.Expand(Scope.Everything(on), [Stories.Amara], Case.Pattern, default), Stories.Amara)!;
        var yaw = of.People[Stories.AmarasUncleYaw];
        Assert.Equal((Person.NoName, (DateOnly?)on), (yaw.Name, yaw.ErasedOn));
        Assert.Equal(LinkStage.Declined, Stages.Of(of, of.Links.Single(l => l.PersonId == yaw.Id), on));
        Assert.DoesNotContain(of.ContactDetails, d => d.PersonId == yaw.Id);
        Assert.Equal("Beatrice Mensah", of.People[Stories.AmarasNan].Name);
        var stub = (await after.Audit(new(Stories.Amara) { Action = "retention erase person: DECLINED" }, default)).Events;
        Assert.Contains(stub, e => e.ChangedIds.Contains(yaw.Id));
    }

    [Fact]
    public async Task Broken_off_at_any_moment_it_goes_on_when_it_is_run_again()
    {
        await Told();
        DateOnly on = new(2090, 1, 1);
        // The folder cannot be written: the first is exported to nowhere, and so not erased.
        await File.WriteAllTextAsync(Export, "no folder");
        await Assert.ThrowsAnyAsync<IOException>(() => Run(on, "retention", "erase", "--export", Export));
        File.Delete(Export);
        Assert.Contains("6 cases and 0 people are past", await Run(on, "retention", "report"), StringComparison.Ordinal);
        await using (var store = SqliteStore.Open(StorePath, KeyEncryptionKeys.Beside(StorePath)))
        {
            var overdue = await Overdue.Read(store, on, default);
            var first = await overdue.All(default).FirstAsync();
            Assert.Equal(ChangeStatus.Applied, (await overdue.Erase(first, new(store), new(TimeProvider.System, on), "test", default))!.Status);
            Assert.Null(await overdue.Erase(first, new(store), new(TimeProvider.System, on), "test", default));
        }
        Assert.Contains("5 cases and 0 people were exported and erased", await Run(on, "retention", "erase", "--export", Export), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_began_to_be_named_by_another_case_meanwhile_is_not_erased()
    {
        await Told();
        DateOnly on = new(2087, 3, 22);
        await using var store = SqliteStore.Open(StorePath, KeyEncryptionKeys.Beside(StorePath));
        var overdue = await Overdue.Read(store, on, default);
        var due = await overdue.All(default).FirstAsync(d => d.ChildId == Stories.Amara);
        await Change(store, Stories.Sofia, _ => new Changes { Nodes = [new Link { Id = Ids.From(Guid.CreateVersion7()), ChildId = Stories.Sofia, PersonId = Stories.AmarasFriend, IdentifiedOn = _today }] });
        await overdue.Erase(due, new(store), new(TimeProvider.System, on), "test", default);
        var left = await store.Get(Scope.Everything(on), [Stories.AmarasFriend, Stories.AmarasMentor], default);
        Assert.Equal([Stories.AmarasFriend], left.Nodes.Keys);
    }

    [Fact]
    public async Task A_server_that_runs_tells_its_subscribers_no_more_of_a_case_that_is_gone()
    {
        using LiveServer server = new();
        using var client = await server.Connect();
        await client.Subscribe("1", $"subscription {{ caseChanged(childId: \"{Stories.Jayden}\") {{ child {{ name }} }} }}");
        await server.Listening(1);
        var store = server.Store;
        DateOnly on = new(2090, 1, 1);
        var overdue = await Overdue.Read(store, on, default);
        var due = await overdue.All(default).FirstAsync(d => d.ChildId == Stories.Jayden);
        await overdue.Erase(due, new(store), new(TimeProvider.System, on), "test", default);
        await client.Receive("complete", "1");
        using var http = server.Http(server.Token());
        Task<string> Node(string id) => Ask(http, $"{{ node(id: \"{id}\") {{ id }} child: node(id: \"{id}\") {{ ... on Child {{ name }} }} }}");
        Assert.Equal(await Node(Ids.From(Guid.CreateVersion7())), await Node(Stories.Jayden));
    }

    [Theory]
    [InlineData("--export", "retention")]
    [InlineData("retention report, or", "retention", "destroy")]
    [InlineData("--export", "retention", "erase")]
    [InlineData("--on is 2026-07-01, which is after today", "retention", "erase", "--export", "x", "--on", "2026-07-01")]
    [InlineData("must be a day", "retention", "report", "--on", "tomorrow")]
    [InlineData("--by is who", "retention", "report", "--by", "a\nb")]
    public async Task What_it_cannot_do_is_said(string said, params string[] args)
    {
        await Told();
        Assert.Contains(said, (await Assert.ThrowsAsync<CannotStartException>(() => Run(_today, args))).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists("x"));
    }

    private static async Task<string> Ask(HttpClient http, string query)
    {
        using StringContent content = new(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/graphql", content);
        return await answer.Content.ReadAsStringAsync();
    }

    private string Bytes() => Encoding.UTF8.GetString(Directory.GetFiles(_folder, "store.db*").SelectMany(File.ReadAllBytes).ToArray());

    private async Task Told()
    {
        await using var store = SqliteStore.Open(StorePath, KeyEncryptionKeys.Beside(StorePath));
        Assert.Null(await StoryStore.Load(store, _today, DateTimeOffset.UnixEpoch));
    }

    private static async Task Change(SqliteStore store, string childId, Func<Case, Outcome<Changes>> decide) => Assert.Equal(ChangeStatus.Applied, (await store.Change(new(
        Ids.From(Guid.CreateVersion7()), childId, c => decide(c.Case!), new() { Id = Ids.From(Guid.CreateVersion7()), At = DateTimeOffset.UtcNow, Subject = "test", Action = "test" }), default)).Status);

    private async Task<string> Run(DateOnly today, params string[] args)
    {
        var builder = WebApplication.CreateBuilder([.. args, "--Store:Path", StorePath, "--Store:Keys:File", Path.Combine(_folder, "store.key")]);
        using StringWriter output = new() { NewLine = "\n" };
        Assert.Equal(0, await RetentionCommand.Run(args, builder.Configuration, Settings.Read(builder.Configuration, builder.Environment), new(TimeProvider.System, today), output));
        return output.ToString();
    }
}
