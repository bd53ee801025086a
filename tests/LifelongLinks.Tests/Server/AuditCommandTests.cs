using LifelongLinks.Server;
using LifelongLinks.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;

namespace LifelongLinks.Tests.Server;

/// <summary>The command <c>audit verify</c>: what it says of a store that is whole, and of one that somebody has been at.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private const string One = "018a5f00000070008000000000000001", Other = "018a5f00000070008000000000000002";

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string StorePath => Path.Combine(_folder, "store.db");

    private string Heads => Path.Combine(_folder, "heads.txt");

    [Fact]
    public async Task A_store_that_is_whole_is_said_to_be_and_where_its_streams_stand_is_kept()
    {
        await Append(One, 0, 2, Other, 0, 1);
        Assert.Equal((0, "3 audit events in 2 streams; 1 in none.\n", ""), await Verify());
        Assert.Equal((0, $"3 audit events in 2 streams; 1 in none.\nWhere each stream stands is kept in {Heads}.\n", ""), await Verify("--heads", Heads));
        string[] kept = await File.ReadAllLinesAsync(Heads);
        Assert.Equal([$"{One} 2", $"{Other} 1", "- 1"], kept.Select(l => string.Join(' ', l.Split(' ').Take(2))));
        await Append(One, 2, 1, Other, 1, 0);
        Assert.Equal(0, (await Verify("--heads", Heads)).Code);
        Assert.StartsWith($"{One} 3 ", (await File.ReadAllLinesAsync(Heads))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE audit SET body = json_set(body, '$.subject', 'nobody') WHERE sequence = 2", 2, "it does not say what it said when it was written")]
    [InlineData("UPDATE audit SET body = json_set(body, '$.childIds', json('[\"x\"]')) WHERE sequence = 3", 3, "it does not say what it said when it was written")]
    [InlineData("DELETE FROM audit WHERE sequence = 2", 3, "there is no event 2")]
    [InlineData($"DELETE FROM audit WHERE sequence = 1 AND stream = '{One}'", 2, "there is no event 1")]
    [InlineData("UPDATE audit SET body = json_remove(body, '$.stream') WHERE sequence = 2", 3, "there is no event 2")]
    [InlineData("UPDATE audit SET body = json_set(body, '$.sequence', 9) WHERE sequence = 2", 3, "there is no event 2")]
    public async Task A_stream_that_was_changed_is_named_with_the_place(string sql, int sequence, string fault)
    {
        await Append(One, 0, 4, Other, 0, 1);
        Tamper(sql);
        var (code, output, errors) = await Verify();
        Assert.Equal(1, code);
        Assert.Equal($"Stream {One} is broken at {sequence}: {fault}.\n", errors);
        Assert.StartsWith($"{(sql.StartsWith("UPDATE audit SET body = json_set", StringComparison.Ordinal) ? 5 : 4)} audit events in 2 streams", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"DELETE FROM audit WHERE stream = '{One}' AND sequence > 2", $"Stream {One} is broken at 3: it had 4 events before, and has 2.")]
    [InlineData($"DELETE FROM audit WHERE stream = '{Other}'", $"Stream {Other} is broken at 1: it had 1 events before, and has 0.")]
    [InlineData("DELETE FROM audit WHERE stream IS NULL", "There were 1 events in no stream before.")]
    public async Task What_was_cut_off_the_end_is_found_by_what_was_kept_and_that_stays_as_it_was(string sql, string fault)
    {
        await Append(One, 0, 4, Other, 0, 1);
        await Verify("--heads", Heads);
        string kept = await File.ReadAllTextAsync(Heads);
        Tamper(sql);
        Assert.Equal(0, (await Verify()).Code);
        var (code, _, errors) = await Verify("--heads", Heads);
        Assert.Equal(1, code);
        Assert.Equal($"{fault}\n{Heads} is left as it was.\n", errors);
        Assert.Equal(kept, await File.ReadAllTextAsync(Heads));
    }

    [Fact]
    public async Task A_stream_written_anew_from_its_first_event_on_is_found_by_what_was_kept()
    {
        await Append(One, 0, 3, Other, 0, 1);
        await Verify("--heads", Heads);
        Tamper($"DELETE FROM audit WHERE stream = '{One}'");
        await Append(One, 0, 5, Other, 1, 0, subject: "nobody");
        Assert.Equal(0, (await Verify()).Code);
        Assert.Equal($"Stream {One} is broken at 3: it is another event than the one that stood there before.\n{Heads} is left as it was.\n", (await Verify("--heads", Heads)).Errors);
    }

    [Theory, InlineData("nonsense\n"), InlineData(""), InlineData($"{One} 1 abc\n- 0\n")]
    public async Task A_file_that_keeps_no_heads_is_refused(string content)
    {
        await Append(One, 0, 1, Other, 0, 1);
        await File.WriteAllTextAsync(Heads, content);
        Assert.Contains(Heads, (await Assert.ThrowsAsync<CannotStartException>(() => Verify("--heads", Heads))).Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(Heads));
    }

    // So many events after so many in each of two streams; at the first time one in none too.
    private async Task Append(string one, int after, int count, string other, int otherAfter, int otherCount, string subject = "wendy")
    {
        await using var store = SqliteStore.Open(StorePath, KeyEncryptionKeys.Beside(StorePath));
        AuditEvent Event() => new() { Id = Ids.From(Guid.CreateVersion7()), At = DateTimeOffset.UtcNow, Subject = subject, Action = "query" };
        foreach (var (stream, from, many) in new[] { (one, after, count), (other, otherAfter, otherCount) })
        {
            var head = (await store.Chained(null, 1000, default)).LastOrDefault(a => a.Stream == stream) is { } last ? AuditHead.At(last) : AuditHead.New(stream);
            Assert.Equal(from, head.Sequence);
            for (int i = 0; i < many; i++)
            {
                var next = AuditChain.Link(Event(), head);
                await store.Append([next], default);
                head = AuditHead.At(next);
            }
        }
        if (await store.Unchained(default) == 0)
        {
            await store.Append([Event()], default);
        }
    }

    // As somebody does who has the file in their hands.
    private void Tamper(string sql)
    {
        using SqliteConnection connection = new($"Data Source={StorePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand above.
        command.CommandText = $"PRAGMA foreign_keys = OFF; DROP TRIGGER audit_stays; DROP TRIGGER audit_remains; {sql}";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private async Task<(int Code, string Output, string Errors)> Verify(params string[] args)
    {
        var builder = WebApplication.CreateBuilder([.. args, "--Store:Path", StorePath, "--Store:Keys:File", Path.Combine(_folder, "store.key")]);
        using StringWriter output = new() { NewLine = "\n" }, errors = new() { NewLine = "\n" };
        int code = await AuditCommand.Run(builder.Configuration, Settings.Read(builder.Configuration, builder.Environment), output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
