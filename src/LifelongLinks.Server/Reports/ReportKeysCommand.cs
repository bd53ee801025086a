using System.Globalization;

namespace LifelongLinks.Server;

/// <summary>
/// <c>report-keys new --name NAME</c> makes a key for a reporting tool and tells it once, <c>report-keys list</c> lists those that there are, and
/// <c>report-keys revoke --name NAME</c> makes one good for nothing, also in servers that run. The file is <c>--file</c>, else <c>Reports:Keys:File</c>.
/// </summary>
public static class ReportKeysCommand
{
    /// <summary>Runs one of them; the exit code.</summary>
    public static async Task<int> Run(string which, IConfiguration configuration, DateOnly today, TextWriter output)
    {
        string file = configuration.Text("file") ?? configuration.Text("Reports:Keys:File")
            ?? throw new CannotStartException($"report-keys {which} needs --file, the file that keys are kept in, or the setting Reports:Keys:File.");
        if (which == "list")
        {
            await List(file, today, output);
        }
        else if (configuration["name"] is not { Length: > 0 } name)
        {
            throw new CannotStartException($"report-keys {which} needs --name, such as --name \"Power BI\".");
        }
        else if (which == "new")
        {
            await New(file, name, Expires(configuration, today), today, output);
        }
        else
        {
            await Revoke(file, name, today, output);
        }
        return 0;
    }

    private static async Task New(string file, string name, DateOnly? expires, DateOnly today, TextWriter output)
    {
        if (!ReportKeyFile.IsName(name))
        {
            throw new CannotStartException("a key's name has letters of ASCII, digits, spaces, -, _ and ., 64 at most: it is the user name that the tool is given.");
        }
        var (kept, key) = ReportKey.New(name, today, expires);
        ReportKeyFile.Change(file, keys => keys.Any(k => k.Name == name)
            ? throw new CannotStartException($"there is, or was, a key named \"{name}\". Choose another name: the audit trail tells keys by theirs.")
            : [.. keys, kept]);
        await output.WriteLineAsync($"Key \"{name}\" opens reports {(expires is { } day ? $"up to and including {Day(day)}" : "until it is revoked")}. It is told this once:");
        await output.WriteLineAsync(key);
    }

    private static async Task List(string file, DateOnly today, TextWriter output)
    {
        var keys = File.Exists(file) ? ReportKeyFile.Read(file) : throw new CannotStartException($"there is no file of report keys {file}.");
        foreach (var key in keys)
        {
            await output.WriteLineAsync($"{key.Name}: made {Day(key.MadeOn)}, " + (key.RevokedOn is { } revoked ? $"revoked {Day(revoked)}"
                : key.ExpiresOn is not { } expires ? "good until it is revoked"
                : expires < today ? $"expired after {Day(expires)}" : $"good up to and including {Day(expires)}"));
        }
        await output.WriteLineAsync(keys.Count == 1 ? "1 key." : $"{keys.Count} keys.");
    }

    private static async Task Revoke(string file, string name, DateOnly today, TextWriter output)
    {
        if (!File.Exists(file))
        {
            throw new CannotStartException($"there is no file of report keys {file}.");
        }
        ReportKeyFile.Change(file, keys => keys.FirstOrDefault(k => k.Name == name) is not { } found
            ? throw new CannotStartException($"there is no key named \"{name}\" in {file}: see report-keys list.")
            : [.. keys.Select(k => k == found ? k with { RevokedOn = k.RevokedOn ?? today } : k)]);
        await output.WriteLineAsync($"Key \"{name}\" opens nothing any more; servers that run know it within two seconds.");
    }

    private static DateOnly? Expires(IConfiguration configuration, DateOnly today) =>
        configuration["expires"] is not { Length: > 0 } text ? null
        : !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? throw new CannotStartException($"--expires is \"{text}\", but must be a day such as 2027-03-31.")
        : day < today ? throw new CannotStartException($"--expires is {text}, which is over: the key would open nothing.")
        : day;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
