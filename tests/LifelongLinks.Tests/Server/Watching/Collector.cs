using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LifelongLinks.Tests.Server.Watching;

/// <summary>Takes what is sent by OTLP over HTTP, as any collector would, and keeps the bytes.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Collector(WebApplication app) => _app = app;

    internal ConcurrentQueue<(string Path, byte[] Bytes)> Received { get; } = [];

    internal string Address => _app.Urls.Single();

    internal static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        Collector collector = new(app);
        app.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using MemoryStream body = new();
            await request.Body.CopyToAsync(body);
            collector.Received.Enqueue((request.Path, body.ToArray()));
            return Results.Bytes([], "application/x-protobuf");
        });
        await app.StartAsync();
        return collector;
    }

    /// <summary>Every text and id that was sent: of traces, metrics or logs, or of all.</summary>
    internal IReadOnlyList<string> Texts(string? signal = null) =>
        [.. Received.Where(r => signal is null || r.Path == $"/v1/{signal}").SelectMany(r => WireTexts.Of(r.Bytes))];

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
