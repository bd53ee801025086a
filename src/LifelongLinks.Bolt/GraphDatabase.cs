namespace LifelongLinks.Bolt;

/// <summary>Drivers.</summary>
public static class GraphDatabase
{
    /// <summary>A driver without signing in.</summary>
    public static IDriver Driver(string uri) => Driver(new Uri(uri), AuthTokens.None, static _ => { });

    /// <summary>A driver that signs in.</summary>
    public static IDriver Driver(string uri, IAuthToken authToken) => Driver(new Uri(uri), authToken, static _ => { });

    /// <inheritdoc cref="Driver(Uri, IAuthToken, Action{ConfigBuilder})"/>
    public static IDriver Driver(string uri, IAuthToken authToken, Action<ConfigBuilder> action) => Driver(new Uri(uri), authToken, action);

    /// <inheritdoc cref="Driver(string, IAuthToken)"/>
    public static IDriver Driver(Uri uri, IAuthToken authToken) => Driver(uri, authToken, static _ => { });

    /// <summary>
    /// A driver that signs in. The scheme of the URI is <c>bolt</c> for one server or <c>neo4j</c> for a cluster, with <c>+s</c> for connections
    /// that are encrypted to a server with a certificate that this machine trusts, or <c>+ssc</c> with any certificate. Nothing is connected yet.
    /// </summary>
    public static IDriver Driver(Uri uri, IAuthToken authToken, Action<ConfigBuilder> action)
    {
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentNullException.ThrowIfNull(authToken);
        ArgumentNullException.ThrowIfNull(action);
        ConfigBuilder builder = new();
        action(builder);
        var config = builder.Config;
        string[] scheme = uri.Scheme.Split('+', 2);
        var trust = scheme.Length == 1
            ? config.EncryptionLevel == EncryptionLevel.Encrypted ? config.TrustManager ?? TrustManager.CreateChainTrust() : null
            : config.EncryptionLevel == EncryptionLevel.Encrypted || config.TrustManager is not null
                ? throw new ArgumentException($"{uri.Scheme} says already how connections are encrypted.", nameof(action))
                : scheme[1] switch
                {
                    "s" => TrustManager.CreateChainTrust(),
                    "ssc" => TrustManager.CreateInsecure(),
                    _ => throw Unknown(uri),
                };
        var address = ServerAddress.From(uri);
        switch (scheme[0])
        {
            case "bolt" when uri.Query.Length <= 1:
                DriverSettings settings = new(config, authToken, trust, Routing: null);
                return new Driver(address, settings, new DirectSource(address, settings));
            case "bolt":
                throw new ArgumentException("What is behind the question mark is for a cluster: use the scheme neo4j.", nameof(uri));
            case "neo4j":
                settings = new(config, authToken, trust, RoutingContext(uri, address));
                return new Driver(address, settings, new RoutedSource(address, settings));
            default:
                throw Unknown(uri);
        }
    }

    // What is behind the question mark is for the servers' own policies of routing; the address tells them by which of theirs they were reached.
    private static Dictionary<string, object?> RoutingContext(Uri uri, ServerAddress address)
    {
        Dictionary<string, object?> context = new() { ["address"] = address.ToString() };
        foreach (string pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            if (parts.Length < 2 || parts[1].Length == 0 || !context.TryAdd(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1])))
            {
                throw new ArgumentException($"{pair} behind the question mark is no name=value, or its name is given already.", nameof(uri));
            }
        }
        return context;
    }

    private static ArgumentException Unknown(Uri uri) =>
        new($"{uri.Scheme} is none of bolt, bolt+s, bolt+ssc, neo4j, neo4j+s and neo4j+ssc.", nameof(uri));
}
