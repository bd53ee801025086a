using System.Diagnostics;
using System.Text.Json;
using LifelongLinks.Seed;
using LifelongLinks.Storage;
using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Publishing;

/// <summary>The publish command on a real Neo4j: what is in it, what it writes again, what it refuses.</summary>
[Collection(Neo4jCollection.Name)]
public sealed class PublishingTests(Neo4jServer neo4j) : IAsyncLifetime
{
    private static readonly Pseudonyms _pseudonyms = PublishedStories.Pseudonyms;

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;

    private string StorePath => Path.Combine(_folder, "stories.db");

    private string KeyPath => Path.Combine(_folder, "publication.key");

    public Task InitializeAsync() => neo4j.Empty();

    public async Task DisposeAsync()
    {
        await neo4j.Empty();
        Directory.Delete(_folder, recursive: true);
    }

    [Neo4jFact]
    public async Task The_command_publishes_the_stories_and_nothing_of_the_source_is_anywhere_in_the_database()
    {
        var (code, output, errors) = await Command();
        Assert.Equal("", errors);
        Assert.Equal(0, code);
        Assert.Contains("9 children as of the end of 2026-06: 9 written, 0 taken back", output, StringComparison.Ordinal);
        Assert.Contains("single out 9 of 9 children; 9 are among fewer than 5", output, StringComparison.Ordinal);
        Assert.Contains("personal data still", output, StringComparison.Ordinal);

        var published = await AllTexts();
        Assert.True(published.Count > 1000);
        var stories = Stories.All(PublishedStories.Today);
        SourceTexts source = new(stories.SelectMany(s => s.Changes.Nodes), stories.SelectMany(s => s.Changes.Edges));
        Assert.Empty(source.In(published));

        // And the search sees what is put into the database.
        await neo4j.Run($"MATCH (c:Child) WITH c LIMIT 1 SET c.note = ['told to {Stories.Amara} on 30/06/2026']");
        Assert.Contains(Stories.Amara, source.In(await AllTexts()));
    }

    [Neo4jFact]
    public async Task Publishing_again_writes_nothing_at_all()
    {
        await Command();
        string before = await LastTransaction();
        var (_, output, _) = await Command();
        Assert.Contains("0 written, 0 taken back", output, StringComparison.Ordinal);
        Assert.Equal(before, await LastTransaction());
    }

    [Neo4jFact]
    public async Task The_database_holds_what_was_worked_out()
    {
        await using var store = await Open();
        await Publish(store);
        var loaded = await store.Expand(new() { Today = PublishedStories.Today, Authority = true }, [.. Stories.All(PublishedStories.Today).Select(s => s.ChildId)],
            Surroundings.Pattern, default);
        var cases = PublishedStories.Publish(loaded, [.. loaded.Nodes.Values.OfType<Child>().Select(c => c.Id)]);
        var expected = cases.SelectMany(c => c.Nodes).GroupBy(n => n.Id).Select(g => g.First()).ToList();
        Assert.Equal(expected.Count + 1, await Count("MATCH (n) RETURN count(n)"));
        Assert.Equal(cases.Sum(c => c.Relationships.Count), await Count("MATCH ()-[r]->() RETURN count(r)"));
        foreach (var gap in expected.Where(n => n.Label == "Gap"))
        {
            var properties = (await neo4j.Run($"MATCH (g:Gap {{id: '{gap.Id}'}}) RETURN properties(g)"))[0][0];
            Assert.All(gap.Properties, p => Assert.Equal(p.Value.ToString(), properties.GetProperty(p.Key).ToString()));
        }
        Assert.Equal("COMPLETE", (await neo4j.Run("MATCH (p:Publication) RETURN p.state"))[0][0].GetString());
    }

    [Neo4jFact]
    public async Task When_one_case_changes_only_what_is_published_of_it_is_written()
    {
        await using var store = await Open();
        await Publish(store);
        var before = await Elements();
        await Save(store, Stories.Marcus, new Measure
        {
            Id = new('a', 32),
            ChildId = Stories.Marcus,
            Kind = MeasureKind.Belonging,
            Value = 5,
            MeasuredOn = PublishedStories.Today.AddDays(-3),
            Source = "Marcus",
        });
        var published = await Publish(store);
        Assert.Equal((9, 1, 0), (published.Children, published.Written, published.Removed));
        Assert.Equal(1, await Count($"MATCH (:Child {{id: '{_pseudonyms.Of(Stories.Marcus)}'}})-[:HAS_MEASURE]->(m {{kind: 'BELONGING', value: 5, month: '2026-06'}}) RETURN count(m)"));
        // Nodes of the other cases are the very same, untouched.
        var after = await Elements();
        string marcus = _pseudonyms.Of(Stories.Marcus);
        Assert.True(before.Count(e => e.Case != marcus) > 500);
        Assert.Equal(before.Where(e => e.Case != marcus).Order(), after.Where(e => e.Case != marcus).Order());
    }

    [Neo4jFact]
    public async Task An_erased_child_is_gone_with_everybody_whom_no_other_case_names()
    {
        await using var store = await Open();
        await Publish(store);
        string marcus = _pseudonyms.Of(Stories.Marcus);
        var his = (await neo4j.Run($"MATCH (c:Child {{id: '{marcus}'}})-[*1..2]-(n) WHERE NOT n:Worker AND NOT n:Team RETURN DISTINCT n.id")).Select(r => r[0].GetString()!).ToList();
        Assert.True(his.Count > 10);
        var loaded = await store.Expand(Scope.Everything(PublishedStories.Today), [Stories.Marcus], Case.Pattern, default);
        string[] erased = [Stories.Marcus, .. loaded.Nodes.Values.OfType<CaseNode>().Where(f => f.ChildId == Stories.Marcus).Select(f => f.Id),
            .. loaded.Edges.Where(e => Graph.KindOf(e).Owner(e) == Stories.Marcus).Select(e => e.Id)];
        await Save(store, Stories.Marcus, new Changes { Erased = erased });

        var published = await Publish(store);
        Assert.Equal((8, 0, 1), (published.Children, published.Written, published.Removed));
        var left = (await neo4j.Run("MATCH (n) RETURN n.id")).Select(r => r[0].ToString()).ToHashSet();
        Assert.DoesNotContain(his, left.Contains);
        Assert.DoesNotContain(marcus, await AllTexts());
    }

    [Neo4jFact]
    public async Task A_publication_that_was_broken_off_is_finished_by_the_next_and_is_then_as_one_in_one_go()
    {
        await using var store = await Open();
        await Publish(store);
        var whole = await AllProperties();
        await neo4j.Empty();

        string[] children = [.. Stories.All(PublishedStories.Today).Select(s => s.ChildId)];
        var loaded = await store.Expand(new() { Today = PublishedStories.Today, Authority = true }, children, Surroundings.Pattern, default);
        await using (var target = await PublishedDatabase.Open(Target()))
        {
            await target.Replace([.. PublishedStories.Publish(loaded, children).Take(3)], [], _pseudonyms.KeyCheck, default);
        }
        Assert.Equal("UNFINISHED", (await neo4j.Run("MATCH (p:Publication) RETURN p.state"))[0][0].GetString());
        Assert.Equal((9, 6), ((await Publish(store)) is var rest ? (rest.Children, rest.Written) : default));
        Assert.Equal(whole, await AllProperties());
    }

    [Neo4jTheory]
    [InlineData("CREATE (:Record:Person {id: '0'})", "holds the operational store")]
    [InlineData("CREATE (:Schema {name: 'lifelong-links', version: 1}), (:Publication {name: 'lifelong-links', version: 1})", "holds the operational store")]
    [InlineData("CREATE (:Movie {title: 'Something else'})", "holds something else than a publication")]
    [InlineData("CREATE (:Publication {name: 'lifelong-links', version: 99})", "another version")]
    public async Task A_database_that_holds_anything_else_is_refused_and_left_alone(string theirs, string why)
    {
        await neo4j.Run(theirs);
        var (code, _, errors) = await Command();
        Assert.Equal(1, code);
        Assert.Contains(why, Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(0, await Count("MATCH (n:Child) RETURN count(n)"));
        Assert.False(File.Exists(KeyPath));
    }

    [Neo4jFact]
    public async Task The_store_that_the_server_runs_on_is_refused()
    {
        await using (var operational = await Neo4jStore.Open(Target(), TestKeys.Keys))
        {
            Assert.Null(await StoryStore.Load(operational, PublishedStories.Today, DateTimeOffset.UnixEpoch));
        }
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => PublishedDatabase.Open(Target()));
        Assert.Contains("Publish into one of its own", refused.Message, StringComparison.Ordinal);
    }

    [Neo4jFact]
    public async Task Another_key_than_that_of_the_publication_is_refused_and_none_is_made()
    {
        await Command();
        File.Move(KeyPath, KeyPath + ".kept");
        Assert.Contains("needs the key it was published with", (await Command()).Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(KeyPath));
        await File.WriteAllTextAsync(KeyPath, new string('0', 64));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            Assert.Contains("chmod 600", (await Command()).Errors, StringComparison.Ordinal);
            File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath + ".kept"));
        }
        var (code, _, errors) = await Command();
        Assert.Equal(1, code);
        Assert.Contains("published with another key", errors, StringComparison.Ordinal);
    }

    [Neo4jFact]
    public async Task Of_two_publications_at_once_the_later_one_goes_on_alone()
    {
        await using var one = await PublishedDatabase.Open(Target());
        await using var other = await PublishedDatabase.Open(Target());
        await one.Replace([], [], _pseudonyms.KeyCheck, default);
        await other.Replace([], [], _pseudonyms.KeyCheck, default);
        var stopped = await Assert.ThrowsAsync<StoreUnavailableException>(() => one.Replace([], [], _pseudonyms.KeyCheck, default));
        Assert.Contains("Another publication", stopped.Message, StringComparison.Ordinal);
        await other.Finish("2026-06", _pseudonyms.KeyCheck, default);
    }

    [Neo4jFact]
    public async Task A_wrong_password_is_told_with_where_to_set_it()
    {
        var (code, _, errors) = await Command(password: "not it");
        Assert.Equal(1, code);
        Assert.Contains("Publish:Password", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("not it", errors, StringComparison.Ordinal);
    }

    private Neo4jSettings Target() => new(neo4j.Uri.ToString()) { User = neo4j.User, Password = neo4j.Password };

    private async Task<SqliteStore> Open()
    {
        var store = SqliteStore.Open(StorePath, KeyEncryptionKeys.Beside(StorePath));
        Assert.Null(await StoryStore.Load(store, PublishedStories.Today, DateTimeOffset.UnixEpoch));
        return store;
    }

    private async Task<Published> Publish(IStore store)
    {
        await using var target = await PublishedDatabase.Open(Target());
        return await Publisher.Publish(store, target, _pseudonyms, GapThresholds.Default, PublishedStories.Today, (_, _) => { }, default);
    }

    private static Task Save(IStore store, string childId, Node node) => Save(store, childId, new Changes { Nodes = [node] });

    private static async Task Save(IStore store, string childId, Changes changes)
    {
        AuditEvent audit = new() { Id = Guid.CreateVersion7().ToString("N"), At = DateTimeOffset.UnixEpoch, Subject = "test", Action = "test" };
        Assert.Equal(ChangeStatus.Applied, (await store.Change(new(audit.Id, childId, _ => changes, audit), default)).Status);
    }

    private async Task<(int Code, string Output, string Errors)> Command(string? password = null)
    {
        ProcessStartInfo start = new("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "LifelongLinks.Server.dll"), "publish", "--to", neo4j.Uri.ToString(), "--user", neo4j.User, "--key", KeyPath,
            "--Store:Path", StorePath, "--Clock:Today", "2026-06-30",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Publish__Password"] = password ?? neo4j.Password;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, errors);
    }

    private async Task<int> Count(string statement) => (await neo4j.Run(statement))[0][0].GetInt32();

    private async Task<string> LastTransaction() =>
        (await neo4j.Run("SHOW DATABASES YIELD name, lastCommittedTxn WHERE name = 'neo4j' RETURN lastCommittedTxn"))[0][0].ToString();

    // Every label, type, name of a property and value there is, and the names of the schema.
    private async Task<HashSet<string>> AllTexts()
    {
        HashSet<string> texts = [];
        foreach (string statement in new[]
        {
            "MATCH (n) RETURN labels(n), properties(n)", "MATCH ()-[r]->() RETURN type(r), properties(r)", "SHOW CONSTRAINTS YIELD *", "SHOW INDEXES YIELD name, labelsOrTypes, properties",
        })
        {
            foreach (var row in await neo4j.Run(statement))
            {
                Gather(row);
            }
        }
        return texts;

        void Gather(JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Array:
                    foreach (var one in value.EnumerateArray())
                    {
                        Gather(one);
                    }
                    break;
                case JsonValueKind.Object:
                    foreach (var property in value.EnumerateObject())
                    {
                        texts.Add(property.Name);
                        Gather(property.Value);
                    }
                    break;
                default:
                    texts.Add(value.ToString());
                    break;
            }
        }
    }

    private async Task<List<string>> AllProperties() =>
    [
        .. (await neo4j.Run("MATCH (n) WHERE NOT n:Publication RETURN labels(n), properties(n)")).Select(Sorted)
            .Concat((await neo4j.Run("MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, properties(r)")).Select(Sorted)).Order(StringComparer.Ordinal),
    ];

    private static string Sorted(JsonElement row) => string.Join(' ', row.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Object
        ? string.Join(',', v.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => p.ToString()))
        : string.Join(',', v.ValueKind == JsonValueKind.Array ? v.EnumerateArray().Select(e => e.ToString()).Order(StringComparer.Ordinal) : new[] { v.ToString() }.AsEnumerable())));

    // The nodes that cases own, by the database's own ids: a node written anew has another one.
    private async Task<List<(string Case, string Element)>> Elements() =>
        [.. (await neo4j.Run("MATCH (c:Child)-[*1..3]->(n) WHERE NOT n:Person AND NOT n:Team RETURN DISTINCT c.id, elementId(n)"))
            .Select(r => (r[0].GetString()!, r[1].GetString()!))];
}
