using System.Diagnostics;
using LifelongLinks.Seed;
using LifelongLinks.Storage;

namespace LifelongLinks.Tests.Seed;

public sealed class VolumeFileTests : IDisposable
{
    private const string Day = "2026-11-24";
    private static readonly DateOnly _today = DateOnly.Parse(Day, null);

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;

    [Fact]
    public async Task The_same_seed_and_day_write_the_same()
    {
        await VolumeFile.Write(In("one.db"), 9, 7, _today, _ => { }, default);
        await VolumeFile.Write(In("two.db"), 9, 7, _today, _ => { }, default);
        await Same("one.db", "two.db", 9);
        Assert.Equal(["one.db", "store.key", "two.db"], Left());
    }

    [Fact]
    public async Task A_coordinator_sees_the_children_and_no_demo_account_of_a_worker_does()
    {
        await VolumeFile.Write(In("store.db"), 5, 7, _today, _ => { }, default);
        await using var store = SqliteStore.Open(In("store.db"), KeyEncryptionKeys.Beside(In("store.db")));
        Assert.Equal(5, await Children(store, VolumeAccounts.Find("volume-coordinator-001")!));
        Assert.Equal(5, await Children(store, VolumeAccounts.Find("volume-team-manager-001")!));
        foreach (var account in DemoAccounts.All.Where(a => !Viewer.AuthorityRoles.Contains(a.Role)))
        {
            Assert.Equal(0, await Children(store, account));
        }
        var audit = (await store.Audit(new(Volume.ChildId(4), Take: 10), default)).Events;
        Assert.Equal("loadVolume", Assert.Single(audit).Action);
    }

    [Fact]
    public async Task The_stories_can_be_told_in_the_same_store()
    {
        await VolumeFile.Write(In("store.db"), 5, 7, _today, _ => { }, default);
        await using var store = SqliteStore.Open(In("store.db"), KeyEncryptionKeys.Beside(In("store.db")));
        await using var alone = SqliteStore.Open(In("alone.db"), KeyEncryptionKeys.Beside(In("alone.db")));
        Assert.Null(await StoryStore.Load(store, _today, DateTimeOffset.UnixEpoch));
        Assert.Null(await StoryStore.Load(alone, _today, DateTimeOffset.UnixEpoch));
        foreach (string child in Stories.All(_today).Select(s => s.ChildId))
        {
            Assert.Equal(await Written(alone, child), await Written(store, child));
        }
        Assert.Equal(8, await Children(store, DemoAccounts.All[0]));
    }

    [Fact]
    public async Task Stopped_on_the_way_it_leaves_nothing()
    {
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            VolumeFile.Write(In("store.db"), 50, 7, _today, n => { if (n == 2) { stop.Cancel(); } }, stop.Token));
        Assert.Equal(["store.key"], Left());
    }

    [Theory]
    [InlineData("--children abc")]
    [InlineData("--children 0")]
    [InlineData("--children -5")]
    [InlineData("--children 99999999999")]
    [InlineData("--seed x")]
    [InlineData("--store neo4j")]
    [InlineData("--today 24.11.2026")]
    [InlineData("--today 2026-02-30")]
    [InlineData("--colour blue")]
    [InlineData("--path .")]
    [InlineData("--path there.db")]
    [InlineData("--path beside.db")]
    [InlineData("--path half.db")]
    public async Task What_cannot_be_done_is_one_line_and_exit_code_1(string arguments)
    {
        await File.WriteAllTextAsync(In("there.db"), "somebody's");
        await File.WriteAllTextAsync(In("beside.db-wal"), "somebody's");
        await File.WriteAllTextAsync(In("half.db.unfinished"), "somebody's");
        Dictionary<string, string> options = new() { ["--children"] = "1", ["--path"] = "new.db", [arguments.Split(' ')[0]] = arguments.Split(' ')[1] };
        var (code, _, errors) = await Run([.. options.SelectMany(o => new[] { o.Key, o.Value })]);
        Assert.Equal(1, code);
        Assert.StartsWith("Nothing was written: ", Assert.Single(errors.TrimEnd().Split('\n')));
        Assert.Equal(["beside.db-wal", "half.db.unfinished", "there.db"], Left());
        Assert.Equal("somebody's", await File.ReadAllTextAsync(In("there.db")));
    }

    [Fact]
    public async Task The_command_writes_a_file_and_says_how_long_it_took_in_plain_lines()
    {
        await File.WriteAllTextAsync(In("new.db"), "");
        var (code, output, errors) = await Run(["--children", "2", "--path", "new.db", "--seed", "7", "--today", Day]);
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("2 children in ", output);
        Assert.DoesNotContain('\u001b', output);
        await VolumeFile.Write(In("same.db"), 2, 7, _today, _ => { }, default);
        await Same("same.db", "new.db", 2);
    }

    [Fact]
    public async Task Help_is_no_error()
    {
        var (code, output, _) = await Run(["--help"]);
        Assert.Equal(0, code);
        Assert.Contains("--children", output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(string file) => Path.Combine(_folder, file);

    private List<string> Left() => [.. Directory.EnumerateFileSystemEntries(_folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    // Not the bytes: what is encrypted looks different each time.
    private async Task Same(string expected, string actual, int children)
    {
        await using var one = SqliteStore.Open(In(expected), KeyEncryptionKeys.Beside(In(expected)));
        await using var two = SqliteStore.Open(In(actual), KeyEncryptionKeys.Beside(In(actual)));
        Assert.Equal((await one.Count(default)).OrderBy(c => c.Key), (await two.Count(default)).OrderBy(c => c.Key));
        for (int n = 0; n < children; n++)
        {
            string told = await Written(one, Volume.ChildId(n));
            Assert.Contains("ContactDetail { ", told, StringComparison.Ordinal);
            Assert.Equal(told, await Written(two, Volume.ChildId(n)));
        }
        Assert.Equal((await one.Audit(new(), default)).Events.Select(e => e.Id), (await two.Audit(new(), default)).Events.Select(e => e.Id));
    }

    private static async Task<int> Children(SqliteStore store, DemoAccount account)
    {
        Viewer viewer = new(account.Subject, [account.Role], account.Teams, _today);
        return (await store.Find(viewer.Scope, new("Child"), default)).Total;
    }

    private static async Task<string> Written(SqliteStore store, string child)
    {
        var loaded = await store.Expand(Scope.Everything(_today), [child], Case.Pattern, default);
        return string.Join('\n', loaded.Nodes.Values.Select(n => n.ToString()!).Concat(loaded.Edges.Select(e => e.ToString()!)).Order(StringComparer.Ordinal));
    }

    private async Task<(int Code, string Output, string Errors)> Run(string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "LifelongLinks.Seed.dll"), .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using CancellationTokenSource tooLong = new(TimeSpan.FromMinutes(1));
        var output = process.StandardOutput.ReadToEndAsync(tooLong.Token);
        var errors = process.StandardError.ReadToEndAsync(tooLong.Token);
        await process.WaitForExitAsync(tooLong.Token);
        return (process.ExitCode, await output, await errors);
    }
}
