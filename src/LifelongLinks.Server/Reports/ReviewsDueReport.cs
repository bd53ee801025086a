using System.Globalization;

namespace LifelongLinks.Server;

/// <summary>How many reviews are due and overdue, and by how long: counts of the whole authority that name nobody.</summary>
public sealed class ReviewsDueReport(IStore store) : Report
{
    private const int ReviewsTogether = 1000, CasesTogether = 500;

    private static readonly CaseParts _parts = CaseParts.Of(typeof(Review), typeof(Referral), typeof(Placement));

    private static readonly Columns<ReviewsDueRow> _columns = new Columns<ReviewsDueRow>()
        .Day("on", "The day on which they are due or overdue: the last of a month.", row => row.On)
        .Text("review_kind", $"{string.Join(", ", Enum.GetValues<ReviewKind>().Select(k => Words.Of(k)))}.", row => Words.Of(row.Counts.Kind), required: true)
        .Each(ReviewsDueRequest.Dimensions, (columns, dimension) => columns.Text(Words.Of(dimension).ToLowerInvariant(), MetricsRow.About(dimension),
            row => row.Counts.Value is { } value && value.Dimension == dimension ? value.Value : null))
        .Whole("overdue", "reviews", "Due before the day and not held: a count, rounded to 5.", row => row.Counts.Overdue)
        .Whole("overdue_under_28_days", "reviews", "Of them, those overdue by fewer than 28 days: a count, rounded to 5.", row => row.Counts.Under28)
        .Whole("overdue_28_to_91_days", "reviews", "Of them, those overdue by 28 to 91 days: a count, rounded to 5.", row => row.Counts.From28To91)
        .Whole("overdue_over_91_days", "reviews", "Of them, those overdue by more than 91 days: a count, rounded to 5.", row => row.Counts.Over91)
        .Whole("due_within_28_days", "reviews", "Due on the day or in the 28 days after it, and not held: a count, rounded to 5.", row => row.Counts.DueIn28)
        .Whole("due_in_29_to_91_days", "reviews", "Due in the 29 to 91 days after it, and not held: a count, rounded to 5.", row => row.Counts.DueIn91);

    /// <inheritdoc/>
    public override string Name => "reviews-due";

    /// <inheritdoc/>
    public override string Title => "Reviews due";

    /// <inheritdoc/>
    public override string Description => "Reviews due and overdue on the last day of a month, by how long. One row for each kind of review and group.";

    /// <inheritdoc/>
    public override IReadOnlyList<Column> Columns => _columns.All;

    /// <inheritdoc/>
    public override IReadOnlyList<ReportParameter> Parameters { get; } =
    [
        new("on", "The day, the last of a month that is over, or that month. By default the last one that is over.") { Pattern = MetricsQuery.DayOrMonth, Example = "2026-05" },
        new(MetricsQuery.GroupBy, "By what they are grouped besides: one dimension at most, a filter counted in. By default by none.")
        {
            Many = true, Values = [.. ReviewsDueRequest.Dimensions.Select(d => Words.Of(d))], Example = Words.Of(MetricDimension.Team),
        },
        .. ReviewsDueRequest.Dimensions.Select(MetricsQuery.Filter),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Role> Roles => AuthorityMetrics.MayRead;

    /// <inheritdoc/>
    public override int Cost => 1_000;

    /// <inheritdoc/>
    public override async Task<ReportAsked> Ask(ReportQuery query, Viewer viewer, CancellationToken cancel)
    {
        var on = query.Day("on", last: true) ?? MetricPeriod.Last(1, viewer.Today).To;
        var request = MetricsQuery.Unless(ReviewsDueRequest.Of(on, [.. query.All(MetricsQuery.GroupBy).Select(MetricsQuery.Dimension)], MetricsQuery.Values(query), viewer.Today));
        Scope scope = new() { Today = viewer.Today, Authority = true };
        return new(await store.Stamp(cancel), string.Create(CultureInfo.InvariantCulture, $"{Name}-{on:yyyy-MM-dd}"), async stop =>
            _columns.Rows((await Table(scope, request, stop)).Counts().Select(counts => new ReviewsDueRow(request.On, counts))));
    }

    private async Task<ReviewsDueTable> Table(Scope scope, ReviewsDueRequest request, CancellationToken cancel)
    {
        ReviewsDueTable table = new(request);
        foreach (string[] childIds in (await Children(scope, request.On, cancel)).Chunk(CasesTogether))
        {
            foreach (var of in Case.All(await store.Expand(scope, childIds, _parts.Pattern, cancel), childIds, _parts).Values)
            {
                table.Add(of);
            }
        }
        return table;
    }

    /// <summary>Ids of the children who have such a review: each of their cases is to be counted once.</summary>
    private async Task<HashSet<string>> Children(Scope scope, DateOnly on, CancellationToken cancel)
    {
        Core.Query query = new("Review") { Where = new Filter.And([Due(ReviewsDueTable.LastDue(on)), NotHeld(on)]), Take = ReviewsTogether };
        HashSet<string> children = [];
        Page page;
        do
        {
            page = await store.Find(scope, query, cancel);
            children.UnionWith(page.Nodes.Cast<Review>().Select(r => r.ChildId));
            query = query with { After = page.Positions is [.., var last] ? last : null };
        }
        while (page.HasNext);
        return children;
    }

    internal static Filter Due(DateOnly last) => new Filter.Property("DueOn", Comparison.Lte, last);

    internal static Filter NotHeld(DateOnly on) => new Filter.Or([new Filter.Property("HeldOn", Comparison.Eq, null), new Filter.Property("HeldOn", Comparison.Gt, on)]);

    private sealed record ReviewsDueRow(DateOnly On, ReviewsDueCounts Counts);
}
