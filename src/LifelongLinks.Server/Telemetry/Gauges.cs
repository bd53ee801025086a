using System.Diagnostics.Metrics;

namespace LifelongLinks.Server;

/// <summary>How full the server is: asked when metrics are collected, and at no other time.</summary>
public sealed class Gauges
{
    /// <summary>Makes them; they go with the services.</summary>
    public Gauges(IMeterFactory meters, Turns turns, Auditing auditing, Hub hub, Connections connections, Settings settings)
    {
        var meter = meters.Create(Telemetry.Name);
        Gauge("lifelong_links.turns.used", "{request}", "Requests that are worked on", () => turns.Used);
        Gauge("lifelong_links.turns.waiting", "{request}", "Requests that wait for their turn", () => turns.Waiting);
        Gauge("lifelong_links.turns.limit", "{request}", "Requests that may be worked on at once", () => settings.Limits.MaxConcurrentRequests);
        Gauge("lifelong_links.audit.waiting", "{event}", "Audit events handed in and not yet taken to be written", () => auditing.InQueue);
        Gauge("lifelong_links.audit.broken", "1", "1 while the audit trail cannot be written", () => auditing.IsBroken ? 1 : 0);
        Gauge("lifelong_links.subscribers", "{subscriber}", "Subscriptions that are told of what happens", () => hub.Subscribers);
        Gauge("lifelong_links.connections", "{connection}", "WebSockets and event streams that are open", () => connections.Open);
        Gauge("lifelong_links.connections.limit", "{connection}", "WebSockets and event streams that may be open", () => settings.Live.MaxConnections);
        if (settings.Neo4j is { } neo4j)
        {
            Gauge("db.client.connection.max", "{connection}", "Connections to Neo4j there may be", () => neo4j.MaxConnections);
        }

        void Gauge(string name, string unit, string description, Func<int> value) => meter.CreateObservableGauge(name, value, unit, description);
    }
}
