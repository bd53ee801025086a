namespace LifelongLinks.Server;

/// <summary>What an orchestrator asks: is it running, and can it answer.</summary>
public static class Health
{
    // A store that is silent for so long cannot answer either.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(4);

    /// <summary>Live while the process answers; ready while the store does too, and the audit trail can be written: else nothing of a case is told.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", async (IStore store, Auditing auditing, Clock clock, ILogger<IStore> log, CancellationToken cancel) =>
        {
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            soon.CancelAfter(_patience);
            string what = "the store cannot answer";
            try
            {
                // An empty scope has no case: this asks the store and shows nothing.
                await store.Find(new Scope { Today = clock.Today }, new Core.Query("Team") { Take = 0 }, soon.Token);
                what = "the audit trail cannot be written";
                if (auditing.IsBroken)
                {
                    await auditing.Mend(soon.Token);
                }
                return Results.Text("ready");
            }
            catch (Exception e) when (e is StoreUnavailableException || e is OperationCanceledException && !cancel.IsCancellationRequested)
            {
                log.StoreUnavailable(e);
                return Results.Text(what, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }

    /// <summary>
    /// The command <c>health</c>: asks the server that listens by the same settings whether it is ready. A container without a shell has nothing
    /// else to ask with.
    /// </summary>
    public static async Task<int> Ask(IConfiguration configuration, TextWriter output, TextWriter errors)
    {
        var url = Ready(configuration);
        using HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var response = await client.GetAsync(url);
            await (response.IsSuccessStatusCode ? output : errors).WriteLineAsync(await response.Content.ReadAsStringAsync());
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await errors.WriteLineAsync($"nothing answers at {url}");
            return 1;
        }
    }

    /// <summary>The first address that Kestrel is told to listen to, as it is reached from here.</summary>
    private static Uri Ready(IConfiguration configuration)
    {
        string url = First("urls") ?? $"http://localhost:{First("http_ports") ?? "5000"}";
        var address = BindingAddress.Parse(url);
        return new($"{address.Scheme}://localhost:{address.Port}/health/ready");

        string? First(string key) => configuration[key]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
    }
}
