using System.Text;
using LifelongLinks.Storage;
using Microsoft.Data.Sqlite;

namespace LifelongLinks.Tests.Storage;

public sealed class SqliteStoreTests : StoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;
    private int _stores;

    private string Last => Path.Combine(_folder, $"{_stores}.db");

    private protected override Task<IStore> Open()
    {
        _stores++;
        return Task.FromResult<IStore>(SqliteStore.Open(Last, TestKeys.Keys));
    }

    // What it throws is the task's, as with any other store.
    private protected override async Task<IWholeStore> OpenAgain(KeyEncryptionKeys keys) => await Task.Run(() => SqliteStore.Open(Last, keys));

    // The bytes of the file, its journal with old pages, and whatever else lies there.
    private protected override async Task<string> Everything() => string.Concat(
        await Task.WhenAll(Directory.GetFiles(_folder, $"{_stores}.db*").Select(async f => Encoding.UTF8.GetString(await Bytes(f)))));

    private protected override Task<string> Stored(string id, string property) =>
        Task.FromResult((string)Raw($"SELECT json_extract(body, '$.{property}') FROM node WHERE id = '{id}'")!);

    private protected override Task Overwrite(string id, string property, string value)
    {
        Raw($"UPDATE node SET body = json_set(body, '$.{property}', '{value}') WHERE id = '{id}'");
        return Task.CompletedTask;
    }

    private protected override Task MakeOld(WrappedKey? key)
    {
        Raw(key is null
            ? "DROP TABLE data_key; DROP TABLE sheet; DROP TABLE caseload; DROP INDEX node_calendar; ALTER TABLE node DROP COLUMN \"calendarDigest\"; PRAGMA user_version = 3"
            : $"UPDATE data_key SET with_plain = 1, wrapped = '{key.Wrapped}'");
        return Task.CompletedTask;
    }

    private protected override Task SayPlain()
    {
        Raw("UPDATE data_key SET with_plain = 1");
        return Task.CompletedTask;
    }

    private object? Raw(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Last};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    private static async Task<byte[]> Bytes(string file)
    {
        await using FileStream open = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[open.Length];
        await open.ReadExactlyAsync(bytes);
        return bytes;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
