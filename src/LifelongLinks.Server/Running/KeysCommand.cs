using System.Globalization;

namespace LifelongLinks.Server;

/// <summary>
/// <c>keys new --file FILE</c> makes a key outside the store, or adds a newer one to those in a file. <c>keys rewrap</c> encrypts the store's data
/// keys with the newest outside. <c>keys rotate</c> makes a new data key and encrypts everything with it. Servers may run meanwhile, and what was
/// broken off goes on when it is run again. No key and no value is ever printed.
/// </summary>
public static class KeysCommand
{
    private const long Between = 10_000;

    /// <summary>Runs one of them; the exit code.</summary>
    public static async Task<int> Run(string which, IConfiguration configuration, Settings settings, TextWriter output)
    {
        if (which == "new")
        {
            return await New(configuration, output);
        }
        using Interruption stop = new();
        try
        {
            if (settings.Neo4j is null && !File.Exists(settings.StorePath))
            {
                throw new CannotStartException($"there is no store {settings.StorePath}.");
            }
            await using var store = await Opening.OpenStore(settings, stop.Token);
            await (which == "rotate" ? Rotate(store, output, stop.Token) : Rewrap(store, output, stop.Token));
            return 0;
        }
        catch (OperationCanceledException)
        {
            throw new CannotStartException($"it was stopped. Run keys {which} again: it goes on from here.");
        }
    }

    private static async Task<int> New(IConfiguration configuration, TextWriter output)
    {
        if (configuration["file"] is not { Length: > 0 } file)
        {
            throw new CannotStartException("keys new needs --file: a file to be made, or one with keys to which a newer one is added.");
        }
        var (id, count) = KeyEncryptionKeys.Add(file);
        await output.WriteLineAsync(count == 1
            ? $"Key {id} is in {file}, readable by you only. Keep a copy apart from the store and its backups: without it nobody can be reached any more."
            : $"Key {id} was added to {file}, which has {count}. Copy it to where the others are, then run keys rewrap.");
        return 0;
    }

    private static async Task Rotate(IWholeStore store, TextWriter output, CancellationToken cancel)
    {
        long told = 0;
        var rotated = await store.RotateKeys(count =>
        {
            if (count >= told + Between)
            {
                told = count;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} values."));
            }
        }, cancel);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Data key {rotated.Current} is the only one now: {rotated.Encrypted} values were encrypted with it, and {rotated.Removed} older removed."));
    }

    private static async Task Rewrap(IWholeStore store, TextWriter output, CancellationToken cancel)
    {
        var (anew, all) = await store.RewrapKeys(cancel);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{anew} of {all} data keys were encrypted anew: all are under the newest key outside the store, and the older ones are needed for older backups only."));
    }
}
