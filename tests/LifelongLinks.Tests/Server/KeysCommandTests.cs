using System.Reflection;
using GraphQL.Types;
using LifelongLinks.Seed;
using LifelongLinks.Server;
using LifelongLinks.Storage;
using Microsoft.AspNetCore.Builder;

namespace LifelongLinks.Tests.Server;

/// <summary>The commands about keys, on a file with the stories; and that no question can be asked of what is encrypted.</summary>
public sealed class KeysCommandTests : IDisposable
{
    private static readonly DateOnly _today = new(2026, 6, 30);

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;

    private string Store => Path.Combine(_folder, "store.db");

    private string Keys => Path.Combine(_folder, "elsewhere", "keys");

    [Fact]
    public async Task Keys_are_made_and_changed_and_no_key_and_no_value_is_told()
    {
        string output = await Run("new", "--file", Keys);
        await using (var store = SqliteStore.Open(Store, KeyEncryptionKeys.OfFile(Keys)))
        {
            Assert.Null(await StoryStore.Load(store, _today, DateTimeOffset.UnixEpoch));
        }
        int values = Stories.All(_today).SelectMany(s => s.Changes.Nodes).Sum(n => n.GetType().GetProperties().Count(p => p.IsDefined(typeof(EncryptedAttribute)) && p.GetValue(n) is not null));
        output += await Run("rotate");
        Assert.Contains($"Data key 2 is the only one now: {values} values were encrypted with it, and 1 older removed.", output, StringComparison.Ordinal);
        output += await Run("new", "--file", Keys);
        output += await Run("rewrap");
        Assert.Contains("1 of 1 data keys were encrypted anew", output, StringComparison.Ordinal);
        output += await Run("rewrap");
        Assert.Contains("0 of 1 data keys were encrypted anew", output, StringComparison.Ordinal);
        string[] lines = await File.ReadAllLinesAsync(Keys);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.DoesNotContain(line[..20], output, StringComparison.Ordinal));
        // The older is not needed any more.
        await File.WriteAllTextAsync(Keys, lines[1]);
        await using (var store = SqliteStore.Open(Store, KeyEncryptionKeys.OfFile(Keys)))
        {
            var details = (await store.Find(Scope.Everything(_today), new("ContactDetail") { Take = 500 }, default)).Nodes.OfType<ContactDetail>().ToList();
            Assert.NotEmpty(details);
            Assert.All(details, detail => Assert.DoesNotContain(detail.Value, output, StringComparison.Ordinal));
        }
        await File.WriteAllTextAsync(Keys, lines[0]);
        Assert.Equal(StoreFault.WrongKey, (await Assert.ThrowsAsync<StoreUnavailableException>(() => Run("rotate"))).Fault);
    }

    [Fact]
    public async Task Without_a_store_or_a_file_there_is_nothing_to_do()
    {
        Assert.Contains("--file", (await Assert.ThrowsAsync<CannotStartException>(() => Run("new"))).Message, StringComparison.Ordinal);
        await Run("new", "--file", Keys);
        Assert.Contains(Store, (await Assert.ThrowsAsync<CannotStartException>(() => Run("rotate"))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Store));
        File.Delete(Keys);
        await File.WriteAllTextAsync(Store, "");
        Assert.Contains("keys new --file", (await Assert.ThrowsAsync<CannotStartException>(() => Run("rewrap"))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Keys)); // a key that is missing is never made by itself outside Development
    }

    [Fact]
    public void No_filter_and_no_order_that_is_declared_asks_for_what_is_encrypted()
    {
        var inputs = typeof(Settings).Assembly.GetTypes().Where(t => !t.IsAbstract && Of(t) is not null).ToList();
        Assert.InRange(inputs.Count, 8, 100);
        foreach (var input in inputs)
        {
            var fields = ((IComplexGraphType)Activator.CreateInstance(input)!).Fields.Select(f => f.Name).ToList();
            Assert.NotEmpty(fields);
            var encrypted = Of(input)!.GetProperties().Where(p => p.IsDefined(typeof(EncryptedAttribute))).Select(p => p.Name);
            Assert.Empty(fields.Intersect(encrypted, StringComparer.OrdinalIgnoreCase));
        }

        static Type? Of(Type type) => type.BaseType is { IsGenericType: true } generic && (generic.GetGenericTypeDefinition() == typeof(FilterInput<>)
            || generic.GetGenericTypeDefinition() == typeof(SortInput<>)) ? generic.GetGenericArguments()[0] : null;
    }

    private async Task<string> Run(string which, params string[] args)
    {
        var builder = WebApplication.CreateBuilder([.. args, "--Store:Path", Store, "--Store:Keys:File", Keys, "--environment", "Production"]);
        using StringWriter output = new();
        Assert.Equal(0, await KeysCommand.Run(which, builder.Configuration, Settings.Read(builder.Configuration, builder.Environment), output));
        return output.ToString();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
