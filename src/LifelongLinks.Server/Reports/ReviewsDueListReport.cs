using System.Globalization;

namespace LifelongLinks.Server;

/// <summary>The reviews due or overdue in the cases in somebody's sight, one by one: for the professionals of these cases, and nobody else.</summary>
public sealed class ReviewsDueListReport(IStore store) : Report
{
    private const int ReviewsTogether = 1000;
    private const int DefaultDays = 28, MostDays = 366;

    private static readonly DateOnly _earliest = new(1900, 1, 1);
    private static readonly CaseParts _parts = CaseParts.Of(typeof(Review), typeof(Referral));

    private static readonly Columns<ReviewRow> _columns = new Columns<ReviewRow>()
        .Text("child_reference", "The child's reference in this service.", row => row.Reference, required: true)
        .Text("review_kind", $"{string.Join(", ", Enum.GetValues<ReviewKind>().Select(k => Words.Of(k)))}.", row => Words.Of(row.Review.Kind), required: true)
        .Day("due_on", "The day it is due.", row => row.Review.DueOn)
        .Text("status", $"On the day asked about: {Words.Of(ReviewStatus.Due)} or {Words.Of(ReviewStatus.Overdue)}.", row => Words.Of(row.Review.Status(row.On)), required: true)
        .Whole("days_overdue", "days", "Days since it was due; 0 where it is due on or after the day asked about.", row => Math.Max(0, row.On.DayNumber - row.Review.DueOn.DayNumber));

    /// <inheritdoc/>
    public override string Name => "reviews-due-list";

    /// <inheritdoc/>
    public override string Title => "Reviews due, one by one";

    /// <inheritdoc/>
    public override string Description => "Reviews due or overdue on a day in the cases that whoever asks may see, most overdue first. One row for each review.";

    /// <inheritdoc/>
    public override IReadOnlyList<Column> Columns => _columns.All;

    /// <inheritdoc/>
    public override IReadOnlyList<ReportParameter> Parameters { get; } =
    [
        new("on", "The day on which they are due or overdue: today, or before. Today by default.") { Pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", Example = "2026-06-30" },
        new("within", $"How many days ahead of it a review counts as due, 0 to {MostDays}. By default {DefaultDays}.") { Pattern = "^[0-9]{1,3}$", Example = "28" },
        new("kind", "Only meetings of this kind.") { Values = [.. Enum.GetValues<ReviewKind>().Select(k => Words.Of(k))] },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Role> Roles => Sight.Professionals;

    /// <inheritdoc/>
    public override int Cost => 500;

    /// <inheritdoc/>
    public override bool IsOfCases => true;

    /// <inheritdoc/>
    public override async Task<ReportAsked> Ask(ReportQuery query, Viewer viewer, CancellationToken cancel)
    {
        var on = query.Day("on", last: true) ?? viewer.Today;
        if (on > viewer.Today || on < _earliest)
        {
            throw new ProblemException(on < _earliest ? Problem.PeriodTooEarly : Problem.PeriodNotOver, $"Ask for today ({viewer.Today:yyyy-MM-dd}) or a day before it.", "on");
        }
        int within = query.Number("within", 0, MostDays, DefaultDays);
        var stamp = await store.Stamp(cancel);
        return new(stamp, string.Create(CultureInfo.InvariantCulture, $"{Name}-{on:yyyy-MM-dd}"), stop => Make(viewer, on, within, query.One("kind"), stop));
    }

    private async Task<ReportRows> Make(Viewer viewer, DateOnly on, int within, string? kind, CancellationToken cancel)
    {
        List<Filter> all = [ReviewsDueReport.Due(on.AddDays(within)), ReviewsDueReport.NotHeld(on)];
        if (kind is not null)
        {
            all.Add(new Filter.Property("Kind", Comparison.Eq, kind));
        }
        Core.Query query = new("Review") { Where = new Filter.And(all), OrderBy = [new("DueOn")], Take = ReviewsTogether };
        List<ReviewRow> rows = [];
        Page page;
        do
        {
            page = await store.Find(viewer.Scope, query, cancel);
            var reviews = page.Nodes.Cast<Review>().ToList();
            string[] childIds = [.. reviews.Select(r => r.ChildId).Distinct()];
            var cases = Case.All(await store.Expand(viewer.Scope, childIds, _parts.Pattern, cancel), childIds, _parts);
            // Somebody who is a professional elsewhere may be a carer here.
            rows.AddRange(reviews.Select(r => Sight.Of(viewer, cases.GetValueOrDefault(r.ChildId)) is { IsProfessional: true } sight
                && !Stages.IsClosed(sight.Case, on) && sight.See(r) is Review seen
                ? new ReviewRow(sight.Case.Child.Id, sight.Case.Child.Reference, seen, on) : null).OfType<ReviewRow>());
            query = query with { After = page.Positions is [.., var last] ? last : null };
        }
        while (page.HasNext);
        return _columns.Rows(rows) with { ChildIds = [.. rows.Select(r => r.ChildId).Distinct().Order(StringComparer.Ordinal)] };
    }

    private sealed record ReviewRow(string ChildId, string Reference, Review Review, DateOnly On);
}
