using System.Threading.Channels;

namespace LifelongLinks.Server;

/// <summary>The metrics for reviewing plans, over every case of the authority.</summary>
public sealed class AuthorityMetrics(IStore store, Clock clock, Settings settings)
{
    // Children whose cases, and those of their siblings, are held in memory at once by each of two who count.
    private const int Together = 50;
    private const int Counting = 2;
    private const int ChildrenOfAPage = 1000;

    /// <summary>The roles that may read them.</summary>
    public static readonly IReadOnlyList<Role> MayRead = [.. AccessTable.Roles.Where(r => r.Value.HasFlag(Audience.Figures)).Select(r => r.Key)];

    /// <summary>The metrics that are asked for.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="gaps">Whether gaps are asked for: they take longest.</param>
    /// <param name="cancel">Whether whoever asked has gone.</param>
    public async Task<PlanReviewMetrics> Of(MetricRequest request, bool gaps, CancellationToken cancel)
    {
        PlanReviewTable all = new(request, gaps ? settings.Gaps : null);
        Scope scope = new() { Today = clock.Today, Authority = true };
        var lots = Channel.CreateBounded<string[]>(Counting);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var counting = Enumerable.Range(0, Counting).Select(_ => Task.Run(() => Count(all.Another(), lots.Reader, scope, stop.Token), stop.Token)).ToList();
        try
        {
            await Children(lots.Writer, scope, stop.Token);
            lots.Writer.Complete();
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
        foreach (var table in await Task.WhenAll(counting))
        {
            all.Add(table);
        }
        return all.Metrics();
    }

    private async Task<PlanReviewTable> Count(PlanReviewTable table, ChannelReader<string[]> lots, Scope scope, CancellationToken cancel)
    {
        await foreach (string[] some in lots.ReadAllAsync(cancel))
        {
            var loaded = await store.Expand(scope, some, Surroundings.Pattern, cancel);
            var cases = Case.All(loaded, [.. loaded.Nodes.Values.OfType<Child>().Select(c => c.Id)]);
            foreach (var of in some.Select(cases.GetValueOrDefault).OfType<Case>())
            {
                table.Add(of, [.. Relationship.Siblings(of).Select(cases.GetValueOrDefault).OfType<Case>()]);
            }
        }
        return table;
    }

    private async Task Children(ChannelWriter<string[]> lots, Scope scope, CancellationToken cancel)
    {
        Core.Query query = new("Child") { Take = ChildrenOfAPage };
        Page page;
        do
        {
            page = await store.Find(scope, query, cancel);
            foreach (string[] some in page.Nodes.Select(n => n.Id).Chunk(Together))
            {
                await lots.WriteAsync(some, cancel);
            }
            query = query with { After = page.Positions is [.., var last] ? last : null };
        }
        while (page.HasNext);
    }
}
