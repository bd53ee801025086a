using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Activity = System.Diagnostics.Activity;

namespace LifelongLinks.Server;

/// <summary>Sends traces, metrics and logs to a collector by OTLP, where the settings name one; what cannot be sent is let go.</summary>
public static class Exporting
{
    private static readonly string[] _methods = ["GET", "POST", "OPTIONS", "HEAD"];

    /// <summary>Adds what logs, and where there is a collector, what it is sent.</summary>
    public static void AddTelemetry(this IServiceCollection services, Settings settings)
    {
        services.AddCarefulLogging();
        services.AddSingleton<DistributedContextPropagator, OwnTraces>();
        services.AddSingleton<Gauges>();
        if (settings.Telemetry.OtlpEndpoint is not { } endpoint)
        {
            return;
        }
        services.AddHostedService<FigureGauges>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("lifelong-links", serviceVersion: typeof(Exporting).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(traces => traces.AddSource(Telemetry.Name, "Microsoft.AspNetCore").AddProcessor<OnlyKnownTags>())
            .WithMetrics(metrics => metrics.AddMeter(Telemetry.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime")
                .AddView("http.server.*", new MetricStreamConfiguration { TagKeys = OnlyKnownTags.OfRequests }))
            .WithLogging(configureBuilder: null, configureOptions: logs => logs.IncludeFormattedMessage = true)
            .UseOtlpExporter(settings.Telemetry.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf, endpoint);
    }

    /// <summary>Says of each request's span what it was: method, route and status, and nothing that the client wrote. Health is asked too often to be told.</summary>
    public static void UseRequestSpans(this WebApplication app, Settings settings)
    {
        if (settings.Telemetry.OtlpEndpoint is null)
        {
            return;
        }
        app.Services.GetRequiredService<Gauges>();
        app.Use(async (http, next) =>
        {
            if (Activity.Current is not { IsAllDataRequested: true } span)
            {
                await next(http);
                return;
            }
            if (http.Request.Path.StartsWithSegments("/health"))
            {
                span.IsAllDataRequested = false;
                span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
                await next(http);
                return;
            }
            try
            {
                await next(http);
            }
            finally
            {
                Describe(span, http);
            }
        });
    }

    private static void Describe(Activity span, HttpContext http)
    {
        string method = _methods.FirstOrDefault(m => m == http.Request.Method) ?? "_OTHER";
        string? route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        int status = http.Response.StatusCode;
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetTag("error.type", status.ToString(System.Globalization.CultureInfo.InvariantCulture)).SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>
    /// Every trace begins here: the audit trail keeps its id as the request's, and a client that chose it could make two requests look like one, or
    /// write an id of somebody into both.
    /// </summary>
    private sealed class OwnTraces : DistributedContextPropagator
    {
        public override IReadOnlyCollection<string> Fields => [];

        public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) { }

        public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
            (traceId, traceState) = (null, null);

        public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
    }

    /// <summary>Takes from a span whatever the framework, of this version or the next, may have written on it besides what is known to be safe.</summary>
    private sealed class OnlyKnownTags : BaseProcessor<Activity>
    {
        internal static readonly string[] OfRequests = ["http.request.method", "http.route", "http.response.status_code", "error.type"];

        private static readonly HashSet<string> _known =
        [
            .. OfRequests, "graphql.operation.type", "graphql.operation.name", "db.system.name", "db.operation.name", "lifelong_links.cost", "lifelong_links.store.calls",
        ];

        public override void OnEnd(Activity data)
        {
            List<string>? unknown = null;
            foreach (var (name, _) in data.EnumerateTagObjects())
            {
                if (!_known.Contains(name))
                {
                    (unknown ??= []).Add(name);
                }
            }
            unknown?.ForEach(name => data.SetTag(name, null));
        }
    }
}
