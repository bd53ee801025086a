using System.Text.Json;
using System.Text.RegularExpressions;
using LifelongLinks.Seed;
using LifelongLinks.Storage;

namespace LifelongLinks.Tests.Storage;

/// <summary>What rules work out from the caseload is what they work out from whole cases.</summary>
public sealed partial class CaseloadRulesTests : IDisposable
{
    private static readonly DateOnly _today = new(2026, 6, 30);
    private static readonly Scope _authority = new() { Today = _today, Authority = true };

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;

    [Fact]
    public async Task Gaps_networks_adherence_and_stages_of_the_stories_are_the_same()
    {
        await using var store = SqliteStore.Open(In("stories.db"), TestKeys.Keys);
        Assert.Null(await StoryStore.Load(store, _today, DateTimeOffset.UnixEpoch));
        await Check(store, 9);
    }

    [Fact]
    public async Task So_are_those_of_the_volume_whose_sheets_were_written_with_it()
    {
        await VolumeFile.Write(In("volume.db"), 12, 7, _today, _ => { }, default);
        await using var store = SqliteStore.Open(In("volume.db"), KeyEncryptionKeys.Beside(In("volume.db")));
        await Check(store, 12);
        // They are as they would be made from the cases.
        var written = await Sheets("volume.db");
        Assert.Equal(12, written.Count);
        await store.Change(new(new('9', 32), Volume.ChildId(0), _ => new Changes
        {
            Nodes = [new Measure { Id = new('8', 32), ChildId = Volume.ChildId(0), Kind = MeasureKind.Safety, Value = 3, MeasuredOn = _today }],
        }, new() { Id = new('7', 32), At = DateTimeOffset.UnixEpoch, Subject = "test", Action = "test" }), default);
        Assert.Equal(11, (await Sheets("volume.db")).Count);
        await store.Change(new(new('a', 32), Volume.ChildId(0), _ => new Changes { Erased = [new('8', 32)] },
            new() { Id = new('b', 32), At = DateTimeOffset.UnixEpoch, Subject = "test", Action = "test" }), default);
        await StoreContract.CheckCaseload(store, [.. Enumerable.Range(0, 12).Select(Volume.ChildId)], _today);
        Assert.Equal(written[Volume.ChildId(0)].Length, (await Sheets("volume.db"))[Volume.ChildId(0)].Length);
    }

    [Fact]
    public async Task A_case_that_is_there_is_not_filled_again()
    {
        await using var store = SqliteStore.Open(In("filled.db"), TestKeys.Keys);
        var story = new Volume(7, _today).Child(0);
        CaseChange Change(char id) => new(new(id, 32), story.ChildId, _ => story.Changes, new() { Id = new(id, 32), At = DateTimeOffset.UnixEpoch, Subject = "test", Action = "test" });
        await store.Fill([Change('a')], default);
        await Assert.ThrowsAsync<ArgumentException>(() => store.Fill([Change('b')], default));
        Assert.Equal(1, (await store.Stamp(default)).Changes);
    }

    [Fact]
    public async Task Where_there_is_no_room_to_keep_sheets_the_caseload_is_read_all_the_same()
    {
        await using (var store = SqliteStore.Open(In("full.db"), TestKeys.Keys))
        {
            Assert.Null(await StoryStore.Load(store, _today, DateTimeOffset.UnixEpoch));
        }
        int pages = (int)(new FileInfo(In("full.db")).Length / 4096);
        await using var full = SqliteStore.Open(In("full.db"), TestKeys.Keys, new() { MostPages = pages });
        await Check(full, 9);
        Assert.InRange((await Sheets("full.db")).Count, 0, 8);
    }

    [Fact]
    public async Task A_store_from_before_there_was_a_caseload_has_one()
    {
        await using (var store = SqliteStore.Open(In("old.db"), TestKeys.Keys))
        {
            Assert.Null(await StoryStore.Load(store, _today, DateTimeOffset.UnixEpoch));
            await Check(store, 9);
        }
        CaseloadStamp before;
        using (Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={In("old.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM change";
            before = new((long)command.ExecuteScalar()!, DateTimeOffset.UnixEpoch);
            command.CommandText = "DROP TABLE sheet; DROP TABLE caseload; DROP INDEX node_calendar; ALTER TABLE node DROP COLUMN \"calendarDigest\"; PRAGMA user_version = 4";
            command.ExecuteNonQuery();
        }
        await using var opened = SqliteStore.Open(In("old.db"), TestKeys.Keys);
        Assert.Equal(before, await opened.Stamp(default) with { At = before.At });
        await Check(opened, 9);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(string file) => Path.Combine(_folder, file);

    private async Task<Dictionary<string, byte[]>> Sheets(string file)
    {
        await using Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={In(file)};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT child, body FROM sheet WHERE body IS NOT NULL";
        await using var rows = await command.ExecuteReaderAsync();
        Dictionary<string, byte[]> sheets = [];
        while (await rows.ReadAsync())
        {
            sheets[rows.GetString(0)] = (byte[])rows[1];
        }
        return sheets;
    }

    private static async Task Check(SqliteStore store, int children)
    {
        var read = await StoreContract.ReadCaseload(store, _today);
        Assert.Equal(children, read.Count);
        foreach (var (id, found) in read)
        {
            var loaded = await store.Expand(_authority, [id], Surroundings.Pattern, default);
            var cases = Case.All(loaded, [.. loaded.Nodes.Values.OfType<Child>().Select(c => c.Id)]);
            var own = cases[id];
            CaseloadCase whole = new(own, [.. Relationship.Siblings(own).Select(s => cases[s])]);
            foreach (var asOf in new[] { _today, _today.AddDays(-200) })
            {
                Assert.Equal(WorkedOut(whole, asOf), WorkedOut(found, asOf));
            }
        }
    }

    // Without the child's word for somebody, which comes along with a tie and which nothing is worked out from, and without versions.
    private static string WorkedOut(CaseloadCase of, DateOnly asOf) => WordOrVersion().Replace(JsonSerializer.Serialize(new object[]
    {
        NetworkGaps.Spells(of.On(asOf, _today), new()),
        Networks.Of(of.Own, asOf),
        Adherences.Of(of.Own, asOf),
        Stages.Of(of.Own, asOf),
        of.Own.Links.Select(l => Stages.Of(of.Own, l, asOf)),
        NetworkGaps.Of(of.On(asOf, _today), new()).Value!.Select(g => new { g.Kind, g.Severity, g.Support, g.Side, g.AboutId, g.PeopleIds }),
    }), "");

    [GeneratedRegex("\"(ChildsWord|Version)\":(null|[0-9]+|\"(?:[^\"\\\\]|\\\\.)*\"),?")]
    private static partial Regex WordOrVersion();
}
