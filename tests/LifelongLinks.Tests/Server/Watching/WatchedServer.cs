using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using GraphQL.DI;
using LifelongLinks.Tests.Server.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LifelongLinks.Tests.Server.Watching;

/// <summary>Spans and counters are a process's, not a server's: whoever looks at all of them runs while no other test does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>
/// The real server with the stories, on a port of its own, that tells a collector of itself, with every log it would write kept besides. An operation
/// named <c>Fails</c> ends in an exception of somebody else's, with a text of the test's.
/// </summary>
internal sealed class WatchedServer : IAsyncDisposable
{
    private readonly Func<Breaking> _breaking;
    private readonly ForeignFault _fault = new();

    private WatchedServer(Collector collector, (string Key, string Value)[] settings)
    {
        Collector = collector;
        var breaking = Breaking.Store(out _breaking);
        Server = new(services =>
        {
            breaking(services);
            services.AddSingleton<ILoggerProvider>(Log);
            services.AddSingleton<IConfigureExecution>(_fault);
        }, settings:
        [
            // However busy the machine, nothing is given up.
            ("OTEL_EXPORTER_OTLP_TIMEOUT", "120000"), ("OTEL_BSP_EXPORT_TIMEOUT", "120000"), ("OTEL_BLRP_EXPORT_TIMEOUT", "120000"), ("OTEL_METRIC_EXPORT_TIMEOUT", "120000"),
            ("Telemetry:OtlpEndpoint", collector.Address), ("Telemetry:SlowMilliseconds", "1"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
            ("Logging:LogLevel:Default", "Trace"), .. settings,
        ]);
        Server.UseKestrel(0);
        Server.StartServer();
        Address = Server.ClientOptions.BaseAddress;
    }

    internal Collector Collector { get; }

    internal TestServer Server { get; }

    internal Uri Address { get; }

    internal EngineTests.LogBook Log { get; } = new();

    internal Breaking Store => _breaking();

    /// <summary>What an operation named <c>Fails</c> ends in.</summary>
    internal Exception Fault { set => _fault.Exception = value; }

    internal static async Task<WatchedServer> Start(params (string Key, string Value)[] settings) => new(await Collector.Start(), settings);

    internal HttpClient Client(string? account = "coordinator")
    {
        HttpClient client = new() { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = account is null ? null : new AuthenticationHeaderValue("Bearer", Server.Token(account));
        return client;
    }

    internal async Task<JsonElement> Ask(string query, string account = "coordinator")
    {
        using var client = Client(account);
        using var response = await client.PostAsJsonAsync("/graphql", new { query });
        return await TestServer.Json(response);
    }

    /// <summary>Sends what has not been sent yet, until all of some texts are among it: the span of a request ends when its answer has left.</summary>
    internal Task Told(params IEnumerable<string?> texts) => LiveServer.Until(() =>
    {
        Flush();
        var told = Collector.Texts().ToHashSet();
        return texts.All(t => told.Contains(t!));
    });

    private void Flush()
    {
        Server.Services.GetRequiredService<TracerProvider>().ForceFlush();
        Server.Services.GetRequiredService<MeterProvider>().ForceFlush();
        Server.Services.GetRequiredService<LoggerProvider>().ForceFlush();
    }

    public async ValueTask DisposeAsync()
    {
        await Task.Run(Server.Dispose);
        await Collector.DisposeAsync();
    }

    private sealed class ForeignFault : IConfigureExecution
    {
        internal Exception Exception { get; set; } = new InvalidOperationException();

        public float SortOrder => 300;

        public Task<GraphQL.ExecutionResult> ExecuteAsync(GraphQL.ExecutionOptions options, ExecutionDelegate next) =>
            options.OperationName == "Fails" ? throw Exception : next(options);
    }
}
