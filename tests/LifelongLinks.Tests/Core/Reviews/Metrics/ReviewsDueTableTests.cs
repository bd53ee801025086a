using CsCheck;

namespace LifelongLinks.Tests.Core.Reviews.Metrics;

/// <summary>Counts of reviews that are due: by how long, of whom, and what is not told.</summary>
public sealed class ReviewsDueTableTests
{
    private static readonly DateOnly _on = new(2026, 5, 31);

    [Theory]
    [InlineData(1, "under 28")]
    [InlineData(27, "under 28")]
    [InlineData(28, "28 to 91")]
    [InlineData(91, "28 to 91")]
    [InlineData(92, "over 91")]
    [InlineData(4000, "over 91")]
    [InlineData(0, "in 28")]
    [InlineData(-28, "in 28")]
    [InlineData(-29, "in 91")]
    [InlineData(-91, "in 91")]
    [InlineData(-92, "")]
    public void A_review_counts_by_how_long_it_is_overdue_or_will_be_due(int late, string where)
    {
        ReviewsDueTable table = new(new(_on, null, null));
        for (int child = 0; child < 7; child++)
        {
            table.Add(Child(child, Review(late)));
        }
        var counts = table.Counts();
        if (where.Length == 0)
        {
            Assert.Empty(counts);
            return;
        }
        var one = Assert.Single(counts);
        Assert.Equal((ReviewKind.ChildInCareReview, null), (one.Kind, one.Value));
        Assert.Equal(where.StartsWith("in", StringComparison.Ordinal) ? null : 5, one.Overdue);
        Assert.Equal([where], new (string Where, int? Count)[] { ("under 28", one.Under28), ("28 to 91", one.From28To91), ("over 91", one.Over91), ("in 28", one.DueIn28), ("in 91", one.DueIn91) }
            .Where(b => b.Count is not null).Select(b => b.Where));
    }

    [Fact]
    public void One_that_was_held_by_the_day_counts_nowhere_and_one_held_later_counts_then()
    {
        ReviewsDueTable table = new(new(_on, null, null));
        for (int child = 0; child < 5; child++)
        {
            table.Add(Child(child, Review(10) with { HeldOn = _on }, Review(40) with { HeldOn = _on.AddDays(1) }));
        }
        var one = Assert.Single(table.Counts());
        Assert.Equal((5, null, 5), (one.Overdue, one.Under28, one.From28To91));
    }

    [Fact]
    public void Many_reviews_of_few_children_are_not_told()
    {
        ReviewsDueTable table = new(new(_on, null, null));
        for (int child = 0; child < 4; child++)
        {
            table.Add(Child(child, Review(1), Review(2), Review(3), Review(40)));
        }
        Assert.Empty(table.Counts());
    }

    [Theory]
    [InlineData("2026-05-31", null)]
    [InlineData("2025-12-31", null)]
    [InlineData("2026-05-30", MetricProblem.PeriodNotWholeMonths)]
    [InlineData("2026-06-30", MetricProblem.PeriodNotOver)]
    [InlineData("2026-06-15", MetricProblem.PeriodNotWholeMonths)]
    [InlineData("2030-01-31", MetricProblem.PeriodNotOver)]
    [InlineData("1980-01-31", MetricProblem.PeriodTooEarly)]
    public void The_day_is_the_last_of_a_month_that_is_over(string on, MetricProblem? problem) =>
        Assert.Equal(problem, (ReviewsDueRequest.Of(Cases.Day(on), [], [], new(2026, 6, 30)).Refusal as MetricRefusal)?.Problem);

    [Fact]
    public void By_one_dimension_at_most_a_filter_counted_in()
    {
        Assert.Equal(MetricProblem.TooManyDimensions, ((MetricRefusal)ReviewsDueRequest.Of(_on, [MetricDimension.Team, MetricDimension.AgeBand], [], new(2026, 6, 30)).Refusal!).Problem);
        Assert.NotNull(ReviewsDueRequest.Of(_on, [MetricDimension.Team], [new(MetricDimension.AgeBand, "UNDER5")], new(2026, 6, 30)).Refusal);
        Assert.Equal(new(_on, MetricDimension.AgeBand, "UNDER5"), ReviewsDueRequest.Of(_on, [], [new(MetricDimension.AgeBand, "UNDER5")], new(2026, 6, 30)).Value);
    }

    /// <summary>
    /// Against counting by hand: what is told is right, rests on five children or more, and is no difference of others: of a count that is told and its
    /// parts, where any is, none is hidden, or more than one.
    /// </summary>
    [Fact]
    public void Whatever_children_there_are_what_is_told_is_right_and_nothing_else_can_be_worked_out() => Gen.Select(
        Gen.Int[0, 14], Gen.Enum<ReviewKind>(), Gen.Int[-100, 150], static (band, kind, late) => (Age: band, Kind: kind, Late: late)).Array[0, 60].Sample(reviews =>
    {
        // Each age is of a child or two.
        Case[] cases = [.. reviews.Index().GroupBy(r => r.Index / 2).Select(g => Child(g.Key, g.First().Item.Age, [.. g.Select(r => Review(r.Item.Late, r.Item.Kind))]))];
        ReviewsDueTable table = new(new(_on, MetricDimension.AgeBand, null));
        Array.ForEach(cases, table.Add);
        var told = table.Counts().ToDictionary(c => (c.Value!.Value, c.Kind));
        (int Least, int Most)[] bands = [(1, 27), (28, 91), (92, 10_000)];
        foreach (string age in MetricDimensions.Values(MetricDimension.AgeBand)!)
        {
            var ofAge = cases.Where(c => AgeOf(c) == age).ToList();
            foreach (var kind in Enum.GetValues<ReviewKind>())
            {
                var counts = told.GetValueOrDefault((age, kind));
                int? expected(int least, int most) => ofAge.Count(c => Matching(c, kind, least, most) > 0) >= 5 ? Rounded(ofAge.Sum(c => Matching(c, kind, least, most))) : null;
                Check(counts?.Overdue, expected(1, 10_000));
                Check(counts?.Under28, expected(1, 27));
                Check(counts?.From28To91, expected(28, 91));
                Check(counts?.Over91, expected(92, 10_000));
                Check(counts?.DueIn28, expected(-28, 0));
                Check(counts?.DueIn91, expected(-91, -29));
                int?[] parts = [counts?.Under28, counts?.From28To91, counts?.Over91];
                if (counts?.Overdue is not null && parts.Any(p => p is not null))
                {
                    int hidden = bands.Zip(parts).Count(b => b.Second is null && ofAge.Any(c => Matching(c, kind, b.First.Least, b.First.Most) > 0));
                    Assert.NotEqual(1, hidden);
                }
            }
        }
    }, iter: 300);

    // More may be hidden than the few alone; what is told is as it is.
    private static void Check(int? told, int? expected)
    {
        if (told is not null)
        {
            Assert.Equal(expected, told);
        }
    }

    private static int Rounded(int count) => (int)Math.Round(count / 5.0) * 5;

    private static string AgeOf(Case of) => MetricDimensions.AgeBandOf(of.Child.DateOfBirth, _on) is { } band ? Words.Of(band) : MetricValue.None;

    private static int Matching(Case of, ReviewKind kind, int least, int most) =>
        of.Reviews.Count(r => r.Kind == kind && _on.DayNumber - r.DueOn.DayNumber is var late && late >= least && late <= most);

    private static Case Child(int number, params Review[] reviews) => Child(number, 7, reviews);

    private static Case Child(int number, int age, Review[] reviews)
    {
        var of = Cases.Empty(_on.AddYears(-age));
        var child = of.Child with { Id = $"child-{number}" };
        Referral referral = new() { Id = $"{child.Id}-referral", ChildId = child.Id, ReferredOn = _on.AddYears(-1) };
        return of with { Child = child, Referrals = [referral], People = new Dictionary<string, Person> { [child.Id] = child }, Reviews = [.. reviews.Select((r, i) => r with { Id = $"{child.Id}-{i}", ChildId = child.Id })] };
    }

    private static Review Review(int late, ReviewKind kind = ReviewKind.ChildInCareReview) => new() { Id = "r", ChildId = Cases.ChildId, Kind = kind, DueOn = _on.AddDays(-late) };
}
