using System.Diagnostics;

namespace LifelongLinks.Bolt;

/// <summary>Which members of a cluster do what for one database, and until when that is to be believed.</summary>
internal sealed record RoutingTable(ServerAddress[] Routers, ServerAddress[] Readers, ServerAddress[] Writers, TimeSpan TimeToLive)
{
    private readonly long _since = Stopwatch.GetTimestamp();

    /// <summary>The table before any server was asked.</summary>
    internal static RoutingTable None { get; } = new([], [], [], TimeSpan.Zero);

    /// <summary>Those that may do this.</summary>
    internal ServerAddress[] For(AccessMode mode) => mode == AccessMode.Read ? Readers : Writers;

    /// <summary>Whether it can still be used for this.</summary>
    internal bool Serves(AccessMode mode) => Stopwatch.GetElapsedTime(_since) < TimeToLive && Routers.Length > 0 && For(mode).Length > 0;

    /// <summary>The table without a member.</summary>
    internal RoutingTable Without(ServerAddress member) => this with
    {
        Routers = Less(Routers, member),
        Readers = Less(Readers, member),
        Writers = Less(Writers, member),
    };

    /// <summary>The table with a member that does not write.</summary>
    internal RoutingTable WithoutWriter(ServerAddress member) => this with { Writers = Less(Writers, member) };

    /// <summary>SUCCESS of ROUTE (Bolt 4.4): rt, with ttl in seconds and servers, each of a role (ROUTE, READ, WRITE) and addresses.</summary>
    internal static RoutingTable Read(ref PackStreamReader reader)
    {
        const double LongestSeconds = 24 * 3600;
        if (!reader.Map().TryGetValue("rt", out object? found) || found is not PropertyMap table
            || !table.TryGetValue("ttl", out object? time) || time is not long seconds
            || !table.TryGetValue("servers", out object? listed) || listed is not List<object?> servers)
        {
            throw new ProtocolException("The server sent no routing table, where one was asked for.");
        }
        ServerAddress[] Of(string role) =>
        [
            .. servers.OfType<PropertyMap>()
                .Where(s => s.TryGetValue("role", out object? its) && its as string == role && s.ContainsKey("addresses"))
                .SelectMany(s => (s["addresses"] as List<object?>)?.OfType<string>() ?? [])
                .Select(ServerAddress.Parse).OfType<ServerAddress>().Distinct(),
        ];
        return new(Of("ROUTE"), Of("READ"), Of("WRITE"), TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestSeconds)));
    }

    private static ServerAddress[] Less(ServerAddress[] members, ServerAddress member) => [.. members.Where(m => m != member)];
}
