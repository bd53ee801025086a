using System.Diagnostics;
using System.Globalization;
using System.Text;
using LifelongLinks.Storage;
using Microsoft.Data.Sqlite;

namespace LifelongLinks.Tests.Storage;

/// <summary>What can be wrong with a file, its disk and its neighbours: said in one line, lost in no case.</summary>
public sealed class SqliteFaults : IDisposable
{
    private static readonly SqliteSettings _hasty = new() { BusyTimeout = TimeSpan.FromMilliseconds(20) };
    private static readonly Scope _everything = Scope.Everything(new(2026, 6, 15));

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;

    private string File => Path.Combine(_folder, "store.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_that_is_no_database_is_left_as_it_is()
    {
        string text = string.Concat(Enumerable.Repeat("Dear diary. ", 200));
        System.IO.File.WriteAllText(File, text);
        OpenFails(StoreFault.NotAStore, "not a database");
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Another_programs_database_is_left_as_it_is()
    {
        Raw("CREATE TABLE recipe (name TEXT)");
        byte[] before = System.IO.File.ReadAllBytes(File);
        OpenFails(StoreFault.NotAStore, "another program's");
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_not_touched()
    {
        await SqliteStore.Open(File, TestKeys.Keys).DisposeAsync();
        Raw("PRAGMA user_version = 999");
        OpenFails(StoreFault.Newer, "newer version");
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said()
    {
        System.IO.File.WriteAllText(File, "");
        var fault = Assert.Throws<StoreUnavailableException>(() => SqliteStore.Open(Path.Combine(File, "below", "store.db"), TestKeys.Keys));
        Assert.Equal(StoreFault.Gone, fault.Fault);
        Assert.Contains("cannot be made", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_made() => await SqliteStore.Open(Path.Combine(_folder, "a", "b", "store.db"), TestKeys.Keys).DisposeAsync();

    [Fact]
    public void A_folder_in_place_of_the_file_is_said()
    {
        Directory.CreateDirectory(File);
        OpenFails(StoreFault.Gone, "cannot be opened");
    }

    [Fact]
    public async Task A_file_that_somebody_keeps_locked_is_said_and_opens_once_they_let_go()
    {
        using (SqliteConnection other = new($"Data Source={File};Pooling=False"))
        {
            Execute(other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
            OpenFails(StoreFault.Locked, "locked by another process");
        }
        await SqliteStore.Open(File, TestKeys.Keys, _hasty).DisposeAsync();
    }

    [Fact]
    public async Task A_lock_while_running_fails_the_write_and_neither_reads_nor_the_next_write()
    {
        await using var store = SqliteStore.Open(File, TestKeys.Keys, _hasty);
        await store.Change(Writer.Change(0), default);
        using (SqliteConnection other = new($"Data Source={File};Pooling=False"))
        {
            Execute(other, "BEGIN IMMEDIATE");
            var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Change(Writer.Change(1), default));
            Assert.Equal(StoreFault.Locked, fault.Fault);
            Assert.Single((await store.Get(_everything, [Writer.Id(2, 0), Writer.Id(2, 1)], default)).Nodes);
        }
        Assert.Equal(ChangeStatus.Applied, (await store.Change(Writer.Change(1), default)).Status);
    }

    [Fact]
    public async Task A_full_disk_loses_nothing_and_writes_again_once_there_is_room()
    {
        await using var store = SqliteStore.Open(File, TestKeys.Keys, new() { MostPages = 100 });
        int written = 0;
        StoreUnavailableException? fault = null;
        while (fault is null)
        {
            fault = await Record.ExceptionAsync(() => store.Change(Large(written), default)) as StoreUnavailableException;
            written += fault is null ? 1 : 0;
        }
        Assert.Equal(StoreFault.Full, fault.Fault);
        Assert.InRange(written, 1, 100);
        async Task<int> People() => (await store.Find(_everything, new("Person") { Take = 0, Where = new Filter.Property("Name", Comparison.StartsWith, "x") }, default)).Total;
        Assert.Equal(written, await People());
        await store.Change(Writer.Change(900) with { Decide = _ => new Changes { Erased = [Writer.Id(2, 0), Writer.Id(2, 1), Writer.Id(5, 0), Writer.Id(5, 1)] } }, default);
        Assert.Equal(ChangeStatus.Applied, (await store.Change(Large(written), default)).Status);
        Assert.Equal(written - 1, await People());
    }

    [Fact]
    public async Task A_file_that_may_not_be_written_is_said()
    {
        // Rights do not bind root, so the one who opens is nobody.
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        await SqliteStore.Open(File, TestKeys.Keys).DisposeAsync();
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        System.IO.File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        string[] nobody = Environment.UserName == "root" ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
        using var process = Start(nobody, 0, 1);
        string said = await process.StandardOutput.ReadToEndAsync();
        System.IO.File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        Assert.StartsWith("ReadOnly: ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_acknowledged_survives_a_kill_whole_and_what_was_not_is_whole_or_not_there()
    {
        int next = 0;
        List<int> acknowledged = [];
        for (int round = 0; round < 4; round++)
        {
            using var process = Start([], next, 1_000_000);
            for (int enough = 5 + 17 * round; enough > 0; enough--)
            {
                acknowledged.Add(int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
            }
            process.Kill();
            string rest = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            // A last line without its end may be cut off: then it says less than was acknowledged, never more.
            string[] lines = rest.Split('\n');
            acknowledged.AddRange(lines[..^1].Select(l => int.Parse(l, CultureInfo.InvariantCulture)));
            next = acknowledged[^1] + 10;
            await CheckWhole(acknowledged, next);
            await CheckStreams(acknowledged.Count, starts: round + 1);
        }
    }

    // Each start has begun two streams; a group is there whole or not at all.
    private async Task CheckStreams(int acknowledged, int starts)
    {
        await using var store = SqliteStore.Open(File, TestKeys.Keys);
        var walked = await AuditWalk.Walk(store, new Dictionary<string, AuditHead>(), default);
        Assert.Empty(walked.Broken);
        Assert.Equal(2 * starts, walked.Heads.Count);
        Assert.InRange(walked.Events, 3 * acknowledged, 3 * (acknowledged + starts));
        Assert.All(walked.Heads.Where(h => h.Stream.StartsWith("09", StringComparison.Ordinal)), h => Assert.Equal(0, h.Sequence % 2));
    }

    private async Task CheckWhole(List<int> acknowledged, int most)
    {
        await using (var store = SqliteStore.Open(File, TestKeys.Keys))
        {
            HashSet<string> there = [.. (await store.Expand(_everything, [Writer.ChildId], new([Step.Owned("RELATED_TO", "WITH")]) { People = Step.Out("HAS_CONTACT_DETAIL") }, default))
                is var found ? found.Nodes.Keys.Concat(found.Edges.Select(e => e.Id)) : []];
            HashSet<string> audited = [];
            for (string? after = null; ;)
            {
                var page = (await store.Audit(new(Writer.ChildId, after), default)).Events;
                audited.UnionWith(page.Select(a => a.Id));
                if (page.Count == 0)
                {
                    break;
                }
                after = page[^1].Id;
            }
            Assert.All(acknowledged, n => Assert.Contains(Writer.Id(2, n), there));
            for (int n = 0; n < most; n++)
            {
                bool whole = there.Contains(Writer.Id(2, n));
                Assert.All([3, 4, 5], part => Assert.Equal(whole, there.Contains(Writer.Id(part, n))));
                Assert.Equal(whole, audited.Contains(Writer.Id(7, n)));
            }
            Assert.Equal(ChangeStatus.AlreadyApplied, (await store.Change(Writer.Change(acknowledged[^1]), default)).Status);
        }
        Assert.Equal("ok", Raw("PRAGMA integrity_check"));
        Assert.Null(Raw("PRAGMA foreign_key_check"));
    }

    [Fact]
    public async Task Two_servers_may_share_a_file_and_lose_no_update()
    {
        await using var one = SqliteStore.Open(File, TestKeys.Keys);
        await using var two = SqliteStore.Open(File, TestKeys.Keys);
        await one.Change(Writer.Change(0), default);
        await Task.WhenAll(new[] { one, two }.Select((store, s) => Task.Run(async () =>
        {
            for (int i = 0; i < 15; i++)
            {
                var change = Writer.Change(0) with
                {
                    Id = $"{s} {i}",
                    Decide = c => new Changes { Nodes = [c.Case!.Links[0] with { Importance = (c.Case.Links[0].Importance ?? 0) + 1 }] },
                };
                change = change with { Audit = change.Audit with { Id = change.Id } };
                Assert.Equal(ChangeStatus.Applied, (await store.Change(change, default)).Status);
            }
        })));
        Assert.Equal(30, (await two.Get(_everything, [Writer.Id(3, 0)], default)).Node<Link>(Writer.Id(3, 0))!.Importance);
    }

    [Fact]
    public async Task Closing_leaves_everything_in_the_one_file_and_nothing_of_what_was_erased()
    {
        await using (var store = SqliteStore.Open(File, TestKeys.Keys))
        {
            await store.Change(Large(0), default);
            await store.Change(Writer.Change(1), default);
            await store.Change(Writer.Change(2) with { Decide = _ => new Changes { Erased = [Writer.Id(2, 0)] } }, default);
        }
        Assert.Equal([File], Directory.GetFiles(_folder));
        string bytes = Encoding.Latin1.GetString(System.IO.File.ReadAllBytes(File));
        Assert.Contains("Person 1", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("xxxxxxxx", bytes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE audit SET body = '{}'")]
    [InlineData("DELETE FROM audit")]
    [InlineData("UPDATE audit_child SET child_id = 'x'")]
    [InlineData("DELETE FROM audit_child")]
    [InlineData("UPDATE change SET changed = '[]'")]
    [InlineData("DELETE FROM change")]
    public async Task The_audit_trail_may_only_grow(string sql)
    {
        await using (var store = SqliteStore.Open(File, TestKeys.Keys))
        {
            await store.Change(Writer.Change(0), default);
        }
        Assert.Contains("never", Assert.Throws<SqliteException>(() => Raw(sql)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_properties_read_from_columns_are_the_columns_of_the_table()
    {
        await SqliteStore.Open(File, TestKeys.Keys).DisposeAsync();
        string columns = (string)Raw("SELECT group_concat(name) FROM pragma_table_xinfo('node') WHERE hidden = 2")!;
        Assert.Equal(columns.Split(',').Order(), PropertySql.Columns.Order());
    }

    private static CaseChange Large(int n)
    {
        var change = Writer.Change(n);
        return change with
        {
            Decide = c => change.Decide(c).Value! is var changes
                ? changes with { Nodes = [.. changes.Nodes.Select(x => x is Person p and not Child ? p with { Name = new string('x', 20_000) } : x)] } : null!,
        };
    }

    private void OpenFails(StoreFault fault, string says)
    {
        var thrown = Assert.Throws<StoreUnavailableException>(() => SqliteStore.Open(File, TestKeys.Keys, _hasty));
        Assert.Equal(fault, thrown.Fault);
        Assert.Contains(says, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', thrown.Message);
    }

    private Process Start(string[] before, int from, int most)
    {
        string writer = Path.Combine(AppContext.BaseDirectory, "LifelongLinks.Tests.Writer.dll");
        string[] command = [.. before, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", writer, File, $"{from}", $"{most}"];
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
    }

    private object? Raw(string sql)
    {
        using SqliteConnection connection = new($"Data Source={File};Pooling=False");
        return Execute(connection, sql);
    }

    private static object? Execute(SqliteConnection connection, string sql)
    {
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
