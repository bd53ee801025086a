using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Core;

/// <summary>The metrics against a plain recomputation from the raw facts, of the stories and of children of the volume.</summary>
public class PlanReviewMetricsTests
{
    private static readonly DateOnly _today = new(2026, 11, 24);
    private static readonly Lazy<IReadOnlyList<CaseloadCase>> _volume = new(() => Volume(70));

    public static TheoryData<string, string, string> Asked => new()
    {
        { "2025-11-01", "2026-10-31", "" },
        { "2025-11-01", "2026-10-31", "AgeBand" },
        { "2025-05-01", "2025-10-31", "Team" },
        { "2024-11-01", "2025-04-30", "PlacementKind TimeInCare" },
        { "2026-07-01", "2026-09-30", "ContactMode SupportKind RelationshipKind" },
        { "2026-02-01", "2026-02-28", "RelationshipKind" },
    };

    [Theory, MemberData(nameof(Asked))]
    [Trait("Rule", "42")]
    public void Every_figure_is_that_of_counting_the_raw_facts(string from, string to, string by)
    {
        MetricPeriod period = new(Cases.Day(from), Cases.Day(to));
        MetricDimension[] groupBy = [.. by.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<MetricDimension>)];
        var metrics = Of(_volume.Value, period, groupBy, MetricParts.All & ~MetricParts.Gaps);
        Assert.True(Compare(metrics, new PlainMetrics(_volume.Value, period, gaps: false), new PlainMetrics(_volume.Value, period.Before, gaps: false)) > (by.Contains(' ') ? 3 : 20));
    }

    [Fact]
    [Trait("Rule", "45")]
    public void Gaps_open_and_close_on_the_days_on_which_they_do_one_day_at_a_time()
    {
        IReadOnlyList<CaseloadCase> some = [.. _volume.Value.Take(40), .. Stories()];
        MetricPeriod period = new(new(2025, 9, 1), new(2025, 9, 30));
        var metrics = Of(some, period, [], MetricParts.All);
        Assert.True(metrics.Total.Now.Gaps.Count(g => g.Opened is not null || g.Closed is not null) > 3);
        Compare(metrics, new PlainMetrics(some, period, gaps: true), new PlainMetrics(some, period.Before, gaps: true));
    }

    [Fact]
    public void The_order_of_cases_and_how_many_count_them_changes_nothing()
    {
        MetricPeriod period = new(new(2025, 11, 1), new(2026, 10, 31));
        var request = MetricRequest.Of(period, [MetricDimension.Team], []).Value!;
        PlanReviewTable one = new(request, MetricParts.All, GapThresholds.Default), first = one.Another(), second = one.Another();
        foreach (var of in _volume.Value.Take(30).Reverse())
        {
            (of.Own.Child.Id[^1] % 2 == 0 ? first : second).Add(of);
        }
        one.Add(second);
        one.Add(first);
        Snapshot(Of([.. _volume.Value.Take(30)], period, [MetricDimension.Team], MetricParts.All), one.Metrics());

        static void Snapshot(PlanReviewMetrics expected, PlanReviewMetrics actual) =>
            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(expected), System.Text.Json.JsonSerializer.Serialize(actual));
    }

    [Fact]
    public void A_filter_tells_what_the_group_of_its_value_does()
    {
        MetricPeriod period = new(new(2025, 11, 1), new(2026, 10, 31));
        var groups = Of(_volume.Value, period, [MetricDimension.AgeBand], MetricParts.Process).Groups;
        Assert.NotEmpty(groups);
        foreach (var group in groups)
        {
            var request = MetricRequest.Of(period, [], group.Values).Value!;
            PlanReviewTable table = new(request, MetricParts.Process, GapThresholds.Default);
            foreach (var of in _volume.Value)
            {
                table.Add(of);
            }
            var total = table.Metrics().Total;
            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(group.Now), System.Text.Json.JsonSerializer.Serialize(total.Now));
        }
    }

    [Fact]
    public void Of_no_cases_nothing_is_told()
    {
        var metrics = Of([], new(new(2026, 1, 1), new(2026, 1, 31)), [MetricDimension.Team], MetricParts.All);
        Assert.Empty(metrics.Groups);
        Assert.All(new PlainMetrics([], new(new(2026, 1, 1), new(2026, 1, 31)), true).Figures(metrics.Total.Now, _ => true), f => Assert.Null(f.Told));
    }

    public static TheoryData<string, string, MetricProblem> Wrong => new()
    {
        { "2026-03-01", "2026-02-28", MetricProblem.PeriodReversed },
        { "2026-03-02", "2026-03-31", MetricProblem.PeriodNotWholeMonths },
        { "2026-03-01", "2026-03-30", MetricProblem.PeriodNotWholeMonths },
        { "2026-11-01", "2026-11-30", MetricProblem.PeriodNotOver },
        { "2027-01-01", "2027-01-31", MetricProblem.PeriodNotOver },
        { "2016-10-01", "2026-10-31", MetricProblem.PeriodTooLong },
        { "1980-01-01", "1980-01-31", MetricProblem.PeriodTooEarly },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void Periods_that_may_not_be_asked_for_are_refused(string from, string to, MetricProblem problem) =>
        Assert.Equal(problem, Assert.IsType<MetricRefusal>(MetricPeriod.Of(Cases.Day(from), Cases.Day(to), _today).Refusal).Problem);

    [Fact]
    public void Ten_years_to_the_last_whole_month_are_given_and_a_leap_month_ends_on_the_29th()
    {
        Assert.Equal(120, MetricPeriod.Of(new(2016, 11, 1), new(2026, 10, 31), _today).Value!.Months);
        Assert.Equal(new(new(2028, 2, 1), new(2028, 2, 29)), MetricPeriod.Of(new(2028, 3, 1), new(2028, 3, 31), new(2028, 4, 1)).Value!.Before);
    }

    [Fact]
    public void Four_dimensions_a_dimension_twice_and_values_that_there_are_not_are_refused()
    {
        MetricPeriod period = new(new(2026, 1, 1), new(2026, 1, 31));
        MetricProblem? Of(MetricDimension[] by, params MetricValue[] where) => (MetricRequest.Of(period, by, where).Refusal as MetricRefusal)?.Problem;
        Assert.Equal(MetricProblem.TooManyDimensions, Of([MetricDimension.Team, MetricDimension.AgeBand, MetricDimension.TimeInCare], new MetricValue(MetricDimension.PlacementKind, "FOSTER_CARE")));
        Assert.Equal(MetricProblem.DimensionTwice, Of([MetricDimension.Team], new MetricValue(MetricDimension.Team, "North")));
        Assert.Equal(MetricProblem.UnknownValue, Of([], new MetricValue(MetricDimension.AgeBand, "AGED_3")));
        Assert.Null(Of([MetricDimension.Team], new MetricValue(MetricDimension.AgeBand, "UNDER_5")));
    }

    internal static PlanReviewMetrics Of(IReadOnlyList<CaseloadCase> cases, MetricPeriod period, MetricDimension[] groupBy, MetricParts parts)
    {
        PlanReviewTable table = new(MetricRequest.Of(period, groupBy, []).Value!, parts, GapThresholds.Default);
        foreach (var of in cases)
        {
            table.Add(of);
        }
        return table.Metrics();
    }

    /// <summary>Holds what is told to what is true; how many figures were told.</summary>
    private static int Compare(PlanReviewMetrics metrics, PlainMetrics now, PlainMetrics before)
    {
        int told = 0;
        foreach (var group in metrics.Groups.Append(metrics.Total))
        {
            bool IsIn(PlainMetrics.Event e) => group.Values.All(v => e.Groups.TryGetValue(v.Dimension, out string[]? values) && values.Contains(v.Value));
            foreach (var figure in now.Figures(group.Now, IsIn).Concat(before.Figures(group.Before, IsIn)))
            {
                string where = $"{figure.Name} of {string.Join(", ", group.Values.Select(v => v.Value))}";
                if (figure.Told is { } value)
                {
                    Assert.True(figure.Children >= 5, $"{where} rests on {figure.Children}");
                    Assert.True(figure.True is { } expected && Math.Abs(expected - value) < 1e-9, $"{where}: told {value}, and it is {figure.True}");
                    told++;
                }
                else if (group.Values.Count == 0 && !figure.IsPart)
                {
                    Assert.True(figure.Children < 5, $"{where} is hidden, and rests on {figure.Children}");
                }
            }
        }
        return told;
    }

    private static IReadOnlyList<CaseloadCase> Volume(int children)
    {
        Volume volume = new(7, _today);
        return All(Enumerable.Range(0, children).Select(volume.Child));
    }

    private static IReadOnlyList<CaseloadCase> Stories() => All(LifelongLinks.Seed.Stories.All(_today));

    private static IReadOnlyList<CaseloadCase> All(IEnumerable<Story> stories)
    {
        Dictionary<string, Node> nodes = [];
        List<Edge> edges = [];
        foreach (var changes in stories.Select(s => s.Changes))
        {
            foreach (var node in changes.Nodes)
            {
                nodes[node.Id] = node;
            }
            edges.AddRange(changes.Edges);
        }
        var cases = Case.All(new(nodes, edges, new HashSet<string>()), [.. nodes.Values.OfType<Child>().Select(c => c.Id)]);
        return [.. cases.Values.Select(c => new CaseloadCase(c, [.. Relationship.Siblings(c).Select(cases.GetValueOrDefault).OfType<Case>()]))];
    }
}
