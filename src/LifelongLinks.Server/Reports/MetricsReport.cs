namespace LifelongLinks.Server;

/// <summary>A report of figures of the whole authority that name nobody: the same for everybody who may have it.</summary>
public abstract class MetricsReport(IStore store, AuthorityMetrics metrics) : Report
{
    /// <inheritdoc/>
    public override IReadOnlyList<Column> Columns => Table.All;

    /// <inheritdoc/>
    public override IReadOnlyList<ReportParameter> Parameters => MetricsQuery.Parameters;

    /// <inheritdoc/>
    public override IReadOnlyList<Role> Roles => AuthorityMetrics.MayRead;

    /// <inheritdoc/>
    public override int Cost => 2_000; // as planReviewMetrics does

    /// <summary>What counts.</summary>
    protected AuthorityMetrics Metrics => metrics;

    /// <summary>The columns.</summary>
    protected abstract Columns<MetricsRow> Table { get; }

    /// <summary>Which figures they tell.</summary>
    protected abstract MetricParts Parts { get; }

    /// <inheritdoc/>
    public override async Task<ReportAsked> Ask(ReportQuery query, Viewer viewer, CancellationToken cancel)
    {
        var request = MetricsQuery.Read(query, viewer.Today);
        var stamp = await store.Stamp(cancel);
        return new(stamp, MetricsQuery.FileName(Name, request.Period), async stop => Table.Rows(await Rows(request, stop)));
    }

    /// <summary>The rows of a request: of each group in both periods, unless a report says otherwise.</summary>
    protected virtual async Task<IEnumerable<MetricsRow>> Rows(MetricRequest request, CancellationToken cancel) =>
        MetricsRow.Of(request, await metrics.Of(request, Parts, cancel));
}
