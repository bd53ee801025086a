namespace LifelongLinks.Server;

/// <summary>What an orchestrator asks: is it running, and can it answer.</summary>
public static class Health
{
    /// <summary>Live while the process answers; ready while the store does too.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", async (IStore store, Clock clock, ILogger<IStore> log, CancellationToken cancel) =>
        {
            try
            {
                // An empty scope has no case: this asks the store and shows nothing.
                await store.Find(new Scope { Today = clock.Today }, new Core.Query("Team") { Take = 0 }, cancel);
                return Results.Text("ready");
            }
            catch (StoreUnavailableException e)
            {
                log.StoreUnavailable(e);
                return Results.Text("the store cannot answer", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
