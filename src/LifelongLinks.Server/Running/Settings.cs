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

    /// <summary>Where the store is, as people are told.</summary>
    public string StorePlace => Neo4j?.Uri ?? StorePath;

    /// <summary>Who issues tokens (OpenID Connect), outside Development.</summary>
    public string? Authority { get; init; }

    /// <summary>For whom tokens must be issued, outside Development.</summary>
    public string? Audience { get; init; }

    /// <summary>A fixed day, for tests and demonstrations; Development only.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>What one request may cost.</summary>
    public required Limits Limits { get; init; }

    /// <summary>How many may listen to what happens, and how.</summary>
    public required LiveLimits Live { get; init; }

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

    // Requests that wait for another server's answer use no processor meanwhile.
    private const int WaitingRequests = 32;

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
        return new()
        {
            Development = development,
            StoreKind = kind,
            Neo4j = kind == StoreKind.Neo4j ? ReadNeo4j(configuration, Uri(configuration)) : null,
            StorePath = configuration["Store:Path"] is { Length: > 0 } path ? path : DefaultStorePath,
            Authority = configuration["Authentication:Authority"],
            Audience = configuration["Authentication:Audience"],
            Today = day is null ? null : Day(day),
            Limits = new()
            {
                MaxDepth = Number(configuration, "GraphQL:MaxDepth", 15),
                MaxComplexity = Number(configuration, "GraphQL:MaxComplexity", 20_000),
                CachedDocuments = Number(configuration, "GraphQL:CachedDocuments", 500),
                TimeoutSeconds = Number(configuration, "GraphQL:TimeoutSeconds", 30),
                MaxConcurrentRequests = Number(configuration, "GraphQL:MaxConcurrentRequests", kind == StoreKind.Neo4j ? WaitingRequests : Environment.ProcessorCount + 1),
            },
            Live = new()
            {
                MaxConnections = Number(configuration, "Live:MaxConnections", 2_000),
                MaxOperations = Number(configuration, "Live:MaxOperations", 100),
                MaxWaitingEvents = Number(configuration, "Live:MaxWaitingEvents", 100),
                MaxMessageBytes = Number(configuration, "Live:MaxMessageBytes", 1 << 20),
                InitSeconds = Number(configuration, "Live:InitSeconds", 10),
                IdleSeconds = Number(configuration, "Live:IdleSeconds", 600),
                SendSeconds = Number(configuration, "Live:SendSeconds", 10),
                KeepAliveSeconds = Number(configuration, "Live:KeepAliveSeconds", 15),
                PollMilliseconds = Number(configuration, "Live:PollMilliseconds", 250),
                Origins = List(configuration, "Live:Origins", ""),
            },
            TrustedDocumentsPath = configuration["GraphQL:TrustedDocuments:Path"] is { Length: > 0 } documents ? documents : null,
            OnlyTrustedDocuments = Flag(configuration, "GraphQL:TrustedDocuments:Only"),
            GuideOrigins = List(configuration, "Guides:Origins", "http://localhost:7474,http://127.0.0.1:7474"),
            Gaps = configuration.GetSection("Gaps").Get<GapThresholds>() ?? GapThresholds.Default,
            Service = configuration.GetSection("Service").Get<Service>() ?? new(),
        };
    }

    /// <summary>Outside Development somebody else issues the tokens, and the server must know who.</summary>
    public void RequireSigningIn()
    {
        if (!Development && (string.IsNullOrWhiteSpace(Authority) || string.IsNullOrWhiteSpace(Audience)))
        {
            throw new CannotStartException("outside Development it needs Authentication:Authority and Authentication:Audience " +
                "(who issues the tokens, and for whom). For a try on your own machine set ASPNETCORE_ENVIRONMENT=Development.");
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

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new CannotStartException($"Clock:Today is \"{text}\", but must be a day such as 2026-06-30.");

    private static int Number(IConfiguration configuration, string key, int otherwise) =>
        configuration[key] is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out int number) && number > 0 ? number
        : throw new CannotStartException($"{key} is \"{text}\", but must be a whole number above 0.");

    private static string[] List(IConfiguration configuration, string key, string otherwise) =>
        (configuration[key] is { Length: > 0 } list ? list : otherwise).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool Flag(IConfiguration configuration, string key) =>
        configuration[key] is not { Length: > 0 } text ? false
        : bool.TryParse(text, out bool flag) ? flag
        : throw new CannotStartException($"{key} is \"{text}\", but must be true or false.");

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

/// <summary>What one request may cost.</summary>
public sealed record Limits
{
    /// <summary>How deep fields may be nested.</summary>
    public required int MaxDepth { get; init; }

    /// <summary>How much a request may cost: about one for each field of each thing asked for.</summary>
    public required int MaxComplexity { get; init; }

    /// <summary>How many parsed and validated documents are kept.</summary>
    public required int CachedDocuments { get; init; }

    /// <summary>How long a request may take, in seconds.</summary>
    public required int TimeoutSeconds { get; init; }

    /// <summary>How many requests are worked on at once; the others wait for their turn.</summary>
    public required int MaxConcurrentRequests { get; init; }
}

/// <summary>How many may listen to what happens, and how.</summary>
public sealed record LiveLimits
{
    /// <summary>How many connections the server keeps open at once: WebSockets and event streams.</summary>
    public required int MaxConnections { get; init; }

    /// <summary>How many operations one WebSocket may have open at once.</summary>
    public required int MaxOperations { get; init; }

    /// <summary>How many events may wait for one subscriber; whoever lets more wait is no longer told.</summary>
    public required int MaxWaitingEvents { get; init; }

    /// <summary>How long a message of a client may be.</summary>
    public required int MaxMessageBytes { get; init; }

    /// <summary>How long a WebSocket may wait before it says who it is, in seconds.</summary>
    public required int InitSeconds { get; init; }

    /// <summary>How long a WebSocket may stay without an operation, in seconds.</summary>
    public required int IdleSeconds { get; init; }

    /// <summary>How long one message may take to be sent, in seconds; whoever does not take it by then is gone.</summary>
    public required int SendSeconds { get; init; }

    /// <summary>How often a sign of life is sent where nothing else is, in seconds.</summary>
    public required int KeepAliveSeconds { get; init; }

    /// <summary>How often the store is asked what other servers changed, in milliseconds: only while somebody listens.</summary>
    public required int PollMilliseconds { get; init; }

    /// <summary>Origins besides this server's own whose pages may open WebSockets.</summary>
    public required IReadOnlyList<string> Origins { get; init; }
}
