using System.Globalization;
using System.Net;

namespace LifelongLinks.Server;

/// <summary>Something in the settings keeps the server from starting; the message says what to do.</summary>
public sealed class CannotStartException(string message) : Exception(message);

/// <summary>A kind of store.</summary>
public enum StoreKind
{
    /// <summary>The embedded store: one file.</summary>
    Sqlite,
    /// <summary>A Neo4j server, cluster or Aura.</summary>
    Neo4j,
}

/// <summary>What the server is told from outside: settings file, environment, command line; read and checked once, at the start.</summary>
public sealed record Settings
{
    /// <summary>Whether this is a developer's own machine: stories to play with, tokens of one's own, introspection.</summary>
    public required bool Development { get; init; }

    /// <summary>Which store.</summary>
    public required StoreKind StoreKind { get; init; }

    /// <summary>File of the embedded store.</summary>
    public required string StorePath { get; init; }

    /// <summary>How to reach Neo4j, where that is the store.</summary>
    public Neo4jSettings? Neo4j { get; init; }

    /// <summary>Where the keys are that the store's are encrypted with.</summary>
    public required KeySettings Keys { get; init; }

    /// <summary>Where the store is, as people are told.</summary>
    public string StorePlace => Neo4j?.Uri ?? StorePath;

    /// <summary>Who issues the tokens, for whom, and what their claims mean here.</summary>
    public required Authentication Authentication { get; init; }

    /// <summary>A fixed day, for tests and demonstrations; Development only.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>What one request may cost.</summary>
    public required Limits Limits { get; init; }

    /// <summary>How many may listen to what happens, and how.</summary>
    public required LiveLimits Live { get; init; }

    /// <summary>What reports need to know.</summary>
    public required ReportSettings Reports { get; init; }

    /// <summary>Where the server tells of itself.</summary>
    public required TelemetrySettings Telemetry { get; init; }

    /// <summary>How much one client may ask for.</summary>
    public required RateLimits Rates { get; init; }

    /// <summary>How long a client may take, and how many may be connected.</summary>
    public required HttpLimits Http { get; init; }

    /// <summary>Proxies in front that are believed.</summary>
    public required IReadOnlyList<IPNetwork> Proxies { get; init; }

    /// <summary>Origins besides this server's own whose pages may ask.</summary>
    public required IReadOnlyList<string> Origins { get; init; }

    /// <summary>Roles that may read the schema out of the server outside Development.</summary>
    public required IReadOnlyList<string> IntrospectionRoles { get; init; }

    /// <summary>Folder of the documents that clients may ask for by id; null when there are none.</summary>
    public string? TrustedDocumentsPath { get; init; }

    /// <summary>Whether those documents alone are run.</summary>
    public bool OnlyTrustedDocuments { get; init; }

    /// <summary>Origins of Neo4j Browser, whose pages may ask for the guides.</summary>
    public required IReadOnlyList<string> GuideOrigins { get; init; }

    /// <summary>The figures on which activity and gaps are judged.</summary>
    public required GapThresholds Gaps { get; init; }

    /// <summary>The service itself, as its authority describes it.</summary>
    public required Service Service { get; init; }

    /// <summary>The command that makes a token for this store, in Development.</summary>
    public string TokenCommand => "dotnet run -v q --project src/LifelongLinks.Server -- token coordinator"
        + (StorePath == DefaultStorePath ? "" : $" --Store:Path={StorePath}");

    private static string DefaultStorePath => Path.Combine("data", "lifelong-links.db");

    /// <summary>Where the development key lies: beside the store, never in git.</summary>
    public string DevelopmentKeyPath => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(StorePath))!, "development-key.pem");

    /// <summary>Reads and checks everything but what only a server needs.</summary>
    public static Settings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        bool development = environment.IsDevelopment();
        if (Exposed(configuration) is { } url && development)
        {
            throw new CannotStartException(
                $"in Development it listens on this machine only, but was told {url}. Use http://localhost:5080, or another environment.");
        }
        string? day = configuration["Clock:Today"];
        if (day is not null && !development)
        {
            throw new CannotStartException("Clock:Today is for Development only. Remove it.");
        }
        var kind = Kind(configuration["Store:Kind"]);
        var limits = Limits.Read(configuration, kind);
        return new()
        {
            Development = development,
            StoreKind = kind,
            Neo4j = kind == StoreKind.Neo4j ? ReadNeo4j(configuration, Uri(configuration)) : null,
            StorePath = configuration["Store:Path"] is { Length: > 0 } path ? path : DefaultStorePath,
            Keys = KeySettings.Read(configuration, development),
            Authentication = development ? Authentication.OfDevelopment : Authentication.Read(configuration),
            Today = day is null ? null : Day(day),
            Limits = limits,
            Live = LiveLimits.Read(configuration),
            Reports = ReportSettings.Read(configuration),
            Telemetry = TelemetrySettings.Read(configuration),
            Rates = RateLimits.Read(configuration, limits),
            Http = HttpLimits.Read(configuration),
            Proxies = LifelongLinks.Server.Proxies.Read(configuration),
            Origins = LifelongLinks.Server.Origins.Read(configuration),
            IntrospectionRoles = Roles(configuration.List("GraphQL:IntrospectionRoles", "")),
            TrustedDocumentsPath = configuration["GraphQL:TrustedDocuments:Path"] is { Length: > 0 } documents ? documents : null,
            OnlyTrustedDocuments = configuration.Flag("GraphQL:TrustedDocuments:Only"),
            GuideOrigins = configuration.List("Guides:Origins", "http://localhost:7474,http://127.0.0.1:7474"),
            Gaps = configuration.GetSection("Gaps").Get<GapThresholds>() ?? GapThresholds.Default,
            Service = configuration.GetSection("Service").Get<Service>() ?? new(),
        };
    }

    /// <summary>Outside Development somebody else issues the tokens, and the server must know who.</summary>
    public void RequireSigningIn()
    {
        if (!Development)
        {
            Authentication.Require();
        }
    }

    /// <summary>How to reach a Neo4j: at an address, with what the settings under <c>Store</c> say besides.</summary>
    public static Neo4jSettings ReadNeo4j(IConfiguration configuration, string uri) => new(uri)
    {
        User = configuration["Store:User"] is { Length: > 0 } user ? user : null,
        Password = configuration["Store:Password"],
        Database = configuration["Store:Database"] is { Length: > 0 } database ? database : "neo4j",
    };

    private static string Uri(IConfiguration configuration) => configuration["Store:Uri"] is { Length: > 0 } uri ? uri
        : throw new CannotStartException("Store:Kind is Neo4j, and Store:Uri is missing: give it the server's, such as bolt://localhost:7687.");

    private static StoreKind Kind(string? text) =>
        string.IsNullOrEmpty(text) ? StoreKind.Sqlite
        : Enum.TryParse(text, ignoreCase: true, out StoreKind kind) && Enum.IsDefined(kind) ? kind
        : throw new CannotStartException($"Store:Kind is \"{text}\", but must be {string.Join(" or ", Enum.GetNames<StoreKind>())}.");

    private static string[] Roles(string[] names) => names.FirstOrDefault(n => Granted.RoleOf(n) is null) is { } unknown
        ? throw new CannotStartException($"GraphQL:IntrospectionRoles has \"{unknown}\", but must be roles such as {Words.Of(Role.Administrator)}.") : names;

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new CannotStartException($"Clock:Today is \"{text}\", but must be a day such as 2026-06-30.");

    /// <summary>The first address that others could reach, from every setting that Kestrel listens to.</summary>
    private static string? Exposed(IConfiguration configuration)
    {
        string[] ports = [.. Parts("http_ports"), .. Parts("https_ports")];
        string[] urls = [.. Parts("urls"), .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>()];
        // Ports alone mean every address; Kestrel ignores them where urls are given.
        return urls.Where(url => !IsLoopback(url)).ToList().FirstOrDefault() ?? (urls.Length == 0 && ports.Length > 0 ? $"port {ports[0]} on every address" : null);

        string[] Parts(string key) => configuration[key]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
    }

    private static bool IsLoopback(string url)
    {
        if (Parsed(url) is not { Port: >= 0 and <= ushort.MaxValue } address)
        {
            throw new CannotStartException($"\"{url}\" is no address to listen on. Write one such as http://localhost:5080.");
        }
        return address.IsUnixPipe || address.IsNamedPipe || address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    private static BindingAddress? Parsed(string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
