using System.Globalization;

namespace LifelongLinks.Bolt;

/// <summary>Where a server listens.</summary>
public sealed record ServerAddress
{
    internal const int DefaultPort = 7687;

    private ServerAddress(string host, int port) => (Host, Port) = (host, port);

    /// <summary>The name or address of the machine.</summary>
    public string Host { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>An address by its parts.</summary>
    public static ServerAddress From(string host, int port) => new(host, port);

    /// <summary>The address in a URI.</summary>
    public static ServerAddress From(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return new(uri.IdnHost, uri.Port > 0 ? uri.Port : DefaultPort);
    }

    /// <summary>An address as routing tables have it: <c>host:port</c>, an IPv6 address in brackets.</summary>
    internal static ServerAddress? Parse(string text) =>
        Uri.TryCreate("bolt://" + text, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? From(uri) : null;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");
}
