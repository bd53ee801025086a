using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace LifelongLinks.Server;

/// <summary>
/// The proxies in front, by the setting <c>Proxy:Known</c>: addresses, or networks such as 10.0.0.0/8. What they say of the client (its address,
/// and whether it came by https) is believed, and of nobody else: whoever could say so would be limited as anybody they like.
/// </summary>
public static class Proxies
{
    /// <summary>The networks of a setting.</summary>
    internal static IReadOnlyList<IPNetwork> Read(IConfiguration configuration) => [.. configuration.List("Proxy:Known", "").Select(text =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new CannotStartException($"Proxy:Known has \"{text}\", but must be addresses or networks such as 10.0.0.1 or 10.0.0.0/8."))];

    /// <summary>Takes from them who the client is.</summary>
    public static void UseProxies(this WebApplication app, Settings settings)
    {
        if (settings.Proxies.Count == 0)
        {
            return;
        }
        ForwardedHeadersOptions options = new()
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null, // as far as they are known
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in settings.Proxies)
        {
            options.KnownIPNetworks.Add(network);
        }
        app.UseForwardedHeaders(options);
    }
}
