using System.Threading.Channels;

namespace LifelongLinks.Server;

/// <summary>The metrics for reviewing plans, over every case of the authority.</summary>
public sealed class AuthorityMetrics(IStore store, Clock clock, Settings settings)
{
    // One reads, two count: unpacking a case and counting it take longer than reading it.
    private const int Counting = 2;

    /// <summary>The roles that may read them.</summary>
    public static readonly IReadOnlyList<Role> MayRead = [.. AccessTable.Roles.Where(r => r.Value.HasFlag(Audience.Figures)).Select(r => r.Key)];

    /// <summary>The metrics that are asked for.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="parts">Which figures.</param>
    /// <param name="cancel">Whether whoever asked has gone.</param>
    public async Task<PlanReviewMetrics> Of(MetricRequest request, MetricParts parts, CancellationToken cancel) => (await Of([request], parts, cancel))[0];

    /// <summary>The metrics of several requests, in one pass over the cases.</summary>
    public async Task<IReadOnlyList<PlanReviewMetrics>> Of(IReadOnlyList<MetricRequest> requests, MetricParts parts, CancellationToken cancel)
    {
        PlanReviewTable[] all = [.. requests.Select(request => new PlanReviewTable(request, parts, settings.Gaps))];
        var lots = Channel.CreateBounded<CaseloadLot>(Counting);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task<PlanReviewTable[]>[] counting = [.. Enumerable.Range(0, Counting).Select(_ => Task.Run(() => Count(all, lots.Reader, stop), stop.Token))];
        try
        {
            await foreach (var lot in store.Caseload(new() { Today = clock.Today, Authority = true }, stop.Token))
            {
                await lots.Writer.WriteAsync(lot, stop.Token);
            }
            lots.Writer.Complete();
        }
        catch (Exception e)
        {
            lots.Writer.Complete(e);
        }
        foreach (var tables in await Task.WhenAll(counting))
        {
            for (int i = 0; i < all.Length; i++)
            {
                all[i].Add(tables[i]);
            }
        }
        return [.. all.Select(table => table.Metrics())];
    }

    private static async Task<PlanReviewTable[]> Count(PlanReviewTable[] like, ChannelReader<CaseloadLot> lots, CancellationTokenSource stop)
    {
        PlanReviewTable[] tables = [.. like.Select(table => table.Another())];
        try
        {
            await foreach (var lot in lots.ReadAllAsync(stop.Token))
            {
                foreach (var of in lot.Unpack())
                {
                    foreach (var table in tables)
                    {
                        table.Add(of);
                    }
                }
            }
            return tables;
        }
        catch
        {
            await stop.CancelAsync(); // nobody need read on
            throw;
        }
    }
}
