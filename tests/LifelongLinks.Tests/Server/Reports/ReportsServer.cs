using System.Net.Http.Headers;
using System.Text;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LifelongLinks.Tests.Server.Reports;

/// <summary>The real server with the probe among its reports, and a file of report keys.</summary>
internal sealed class ReportsServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-reports-").FullName;

    internal ReportsServer(Action<IServiceCollection>? services, params (string Key, string Value)[] settings)
    {
        Key = NewKey("Power BI").GetAwaiter().GetResult();
        Server = new(s =>
        {
            s.AddSingleton<Report>(Probe);
            s.AddSingleton<ILoggerProvider>(Log);
            services?.Invoke(s);
        }, "Development", [("Reports:Keys:File", KeysFile), .. settings]);
    }

    internal ReportsServer(params (string Key, string Value)[] settings) : this(null, settings) { }

    internal TestServer Server { get; }

    internal ProbeReport Probe { get; } = new();

    internal EngineTests.LogBook Log { get; } = new();

    internal string KeysFile => Path.Combine(_folder, "keys", "report-keys.json");

    /// <summary>The key named Power BI.</summary>
    internal string Key { get; }

    /// <summary>Makes a key by the command; the key itself.</summary>
    internal async Task<string> NewKey(string name, string? expires = null)
    {
        string output = await Run("new", ["--name", name, "--file", KeysFile, .. expires is null ? Array.Empty<string>() : ["--expires", expires]]);
        return output.Trim().Split('\n')[^1].Trim();
    }

    /// <summary>Runs a command about keys, on the server's day; what it says.</summary>
    internal static async Task<string> Run(string which, params IEnumerable<string> args)
    {
        using StringWriter output = new();
        var configuration = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder([.. args]).Configuration;
        Assert.Equal(0, await ReportKeysCommand.Run(which, configuration, new(2026, 6, 30), output));
        return output.ToString();
    }

    internal HttpClient As(string account) => Server.Client(Server.Token(account));

    internal HttpClient WithKey(string name, string key)
    {
        var client = Server.CreateClient();
        client.DefaultRequestHeaders.Authorization = Basic(name, key);
        return client;
    }

    internal static AuthenticationHeaderValue Basic(string name, string key) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{key}")));

    /// <summary>What was written down, newest first.</summary>
    internal async Task<IReadOnlyList<AuditEvent>> Trail() =>
        (await Server.Services.GetRequiredService<IStore>().Audit(new(), default)).Events.Where(e => e.Stream is not null).ToList();

    public void Dispose()
    {
        Server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
