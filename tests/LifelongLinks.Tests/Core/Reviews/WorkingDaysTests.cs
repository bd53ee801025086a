namespace LifelongLinks.Tests.Core;

/// <summary>England's bank holidays, as gov.uk/bank-holidays published them, and the days on which reviews fall due by them.</summary>
public class WorkingDaysTests
{
    [Theory]
    [InlineData(2019, "1 Jan, 19 Apr, 22 Apr, 6 May, 27 May, 26 Aug, 25 Dec, 26 Dec")]
    [InlineData(2020, "1 Jan, 10 Apr, 13 Apr, 8 May, 25 May, 31 Aug, 25 Dec, 28 Dec")]
    [InlineData(2021, "1 Jan, 2 Apr, 5 Apr, 3 May, 31 May, 30 Aug, 27 Dec, 28 Dec")]
    [InlineData(2022, "3 Jan, 15 Apr, 18 Apr, 2 May, 2 Jun, 3 Jun, 29 Aug, 19 Sep, 26 Dec, 27 Dec")]
    [InlineData(2023, "2 Jan, 7 Apr, 10 Apr, 1 May, 8 May, 29 May, 28 Aug, 25 Dec, 26 Dec")]
    [InlineData(2024, "1 Jan, 29 Mar, 1 Apr, 6 May, 27 May, 26 Aug, 25 Dec, 26 Dec")]
    [InlineData(2025, "1 Jan, 18 Apr, 21 Apr, 5 May, 26 May, 25 Aug, 25 Dec, 26 Dec")]
    [InlineData(2026, "1 Jan, 3 Apr, 6 Apr, 4 May, 25 May, 31 Aug, 25 Dec, 28 Dec")]
    [InlineData(2027, "1 Jan, 26 Mar, 29 Mar, 3 May, 31 May, 30 Aug, 27 Dec, 28 Dec")]
    public void Bank_holidays_are_those_that_were_published(int year, string published)
    {
        var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays).Where(WorkingDays.IsBankHoliday);

        Assert.Equal(published, string.Join(", ", days.Select(d => d.ToString("d MMM", System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("2026-01-05", 1, "2026-01-06")]
    [InlineData("2026-01-02", 1, "2026-01-05")] // over a weekend
    [InlineData("2026-03-30", 4, "2026-04-07")] // over Easter
    [InlineData("2025-12-24", 2, "2025-12-30")] // over Christmas and a weekend
    [InlineData("2026-01-05", 20, "2026-02-02")]
    [InlineData("2026-03-27", 20, "2026-04-28")] // without Good Friday and Easter Monday
    public void The_first_working_day_is_the_one_after(string from, int days, string then) =>
        Assert.Equal(DateOnly.Parse(then, System.Globalization.CultureInfo.InvariantCulture), WorkingDays.After(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), days));

    [Fact]
    public void Child_in_care_reviews_fall_due_after_20_working_days_then_3_months_then_every_6()
    {
        Case of = new() { Child = PathCase.AChild("child") with { EnteredCareOn = new(2026, 1, 5) } };
        Assert.Equal(new(2026, 2, 2), ReviewDates.Next(of, ReviewKind.ChildInCareReview));
        of = Held(of, ReviewKind.ChildInCareReview, new(2026, 1, 30));
        Assert.Equal(new(2026, 4, 30), ReviewDates.Next(of, ReviewKind.ChildInCareReview));
        of = Held(of, ReviewKind.ChildInCareReview, new(2026, 5, 31));
        Assert.Equal(new(2026, 11, 30), ReviewDates.Next(of, ReviewKind.ChildInCareReview));
        of = Held(of, ReviewKind.ChildInCareReview, new(2026, 11, 2));
        Assert.Equal(new(2027, 5, 2), ReviewDates.Next(of, ReviewKind.ChildInCareReview));
        Assert.Null(ReviewDates.Next(of with { Child = PathCase.AChild("child"), Reviews = [] }, ReviewKind.ChildInCareReview));
    }

    [Fact]
    public void Pathway_plan_reviews_are_6_months_apart_and_lifelong_links_reviews_6_months_after_the_conference_then_yearly()
    {
        Case of = new()
        {
            Child = PathCase.AChild("child") with { LeftCareOn = new(2026, 8, 31) },
            Conferences = [new() { Id = "c", ChildId = "child", PlannedOn = new(2026, 1, 1), HeldOn = new(2026, 3, 31) }],
        };
        Assert.Equal(new(2027, 2, 28), ReviewDates.Next(of, ReviewKind.PathwayPlanReview));
        Assert.Equal(new(2027, 7, 1), ReviewDates.Next(Held(of, ReviewKind.PathwayPlanReview, new(2027, 1, 1)), ReviewKind.PathwayPlanReview));
        Assert.Equal(new(2026, 9, 30), ReviewDates.Next(of, ReviewKind.LifelongLinksReview));
        Assert.Equal(new(2027, 10, 1), ReviewDates.Next(Held(of, ReviewKind.LifelongLinksReview, new(2026, 10, 1)), ReviewKind.LifelongLinksReview));
        Assert.Null(ReviewDates.Next(of with { Conferences = [] }, ReviewKind.LifelongLinksReview));
    }

    private static Case Held(Case of, ReviewKind kind, DateOnly on) => of with
    {
        Reviews = [.. of.Reviews, new() { Id = $"r{of.Reviews.Count}", ChildId = "child", Kind = kind, DueOn = on, HeldOn = on }],
    };
}
