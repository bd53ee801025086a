namespace LifelongLinks.Tests.Core;

/// <summary>A worker's calendar of reviews: of the cases that they oversee today by name, and nothing that a token would have to say.</summary>
public class ReviewCalendarTests
{
    [Fact]
    public void Reviews_due_within_twelve_weeks_and_overdue_ones_are_on_it_by_reference_and_nobody_is_named()
    {
        var of = WithReviews(-20, 0, 84, 85);
        var shown = Shown(of, Role.SocialWorker);
        Assert.Equal(
        [
            ("Overdue: Child in care review: C-1", of.Today, of.Today, 20, "It was due on 13 February 2026."),
            ("Child in care review: C-1", of.Today, of.Today, 0, null),
            ("Child in care review: C-1", of.Today.AddDays(84), of.Today.AddDays(84), 0, null),
        ], shown.Select(e => (e.Summary, e.First, e.Last, e.Revision, e.Description)));
        Assert.Equal(3, shown.Select(e => e.Key).Distinct().Count());
    }

    [Fact]
    public void One_that_was_held_is_not()
    {
        var of = WithReviews(0);
        of.Save(of.Case.Reviews.Single() with { HeldOn = of.Today });
        Assert.Empty(Shown(of, Role.SocialWorker));
    }

    // What a manager sees by a token, or by their team, nobody can say who only has the address.
    [Theory]
    [InlineData(Role.Coordinator, true), InlineData(Role.SocialWorker, true), InlineData(Role.TeamManager, true), InlineData(Role.IndependentReviewingOfficer, true), InlineData(Role.PersonalAdviser, true)]
    [InlineData(Role.FgcManager, false), InlineData(Role.Administrator, false), InlineData(Role.FosterCarer, false), InlineData(Role.Auditor, false)]
    public void It_is_for_professionals_who_oversee_the_case_by_name(Role role, bool shown)
    {
        var of = WithReviews(0);
        Assert.Equal(shown, Shown(of, role).Count == 1);
        var refusal = of.Give(role, new CreateReviewCalendarAddress { ChildId = of.ChildId, CalendarDigest = "digest" });
        Assert.Equal(shown, refusal is null);
    }

    [Fact]
    public void A_manager_of_the_team_who_does_not_oversee_it_by_name_has_nothing_on_it_and_no_address()
    {
        var of = WithReviews(0);
        of.Save(of.Case.Oversight.Single(o => o.Role == Role.TeamManager) with { Until = of.Today });
        Assert.Empty(Shown(of, Role.TeamManager));
        of.Refused(Gate.OversightGroup, Role.TeamManager, new CreateReviewCalendarAddress { ChildId = of.ChildId, CalendarDigest = "digest" });
    }

    [Fact]
    public void Whoever_has_left_has_nothing_on_it()
    {
        var of = WithReviews(0);
        var oversight = of.Case.Oversight.Single(o => o.Role == Role.SocialWorker);
        of.Save(oversight with { Until = of.Today });
        Assert.Empty(Shown(of, Role.SocialWorker));
        of.Save(oversight);
        Assert.Single(Shown(of, Role.SocialWorker));
        // The role is the authority's to take away.
        of.Save(of.Case.Worker(of.WorkerId(Role.SocialWorker))! with { Roles = [] });
        Assert.Empty(Shown(of, Role.SocialWorker));
        Assert.True(ReviewCalendar.ViewerOf(of.Case.Worker(of.WorkerId(Role.SocialWorker))!, of.Today).Scope.IsEmpty);
    }

    [Fact]
    public void A_case_that_was_opened_in_an_emergency_is_not_on_it_nor_one_that_is_closed_nor_that_of_a_child_who_died()
    {
        var of = WithReviews(0);
        var oversight = of.Case.Oversight.Single(o => o.Role == Role.SocialWorker);
        of.Save(oversight with { Emergency = "A call at night." });
        Assert.Empty(Shown(of, Role.SocialWorker));
        of.Save(oversight);
        of.Save(of.Case.Child with { ClosedOn = of.Today });
        Assert.Empty(Shown(of, Role.SocialWorker));
        of.Save(of.Case.Child with { ClosedOn = null, Died = of.Today });
        Assert.Empty(Shown(of, Role.SocialWorker));
    }

    [Fact]
    public void Each_worker_has_one_and_another_takes_its_place_until_it_is_revoked()
    {
        var of = WithReviews(0);
        of.Done(Role.SocialWorker, new CreateReviewCalendarAddress { ChildId = of.ChildId, CalendarDigest = "one" });
        Assert.Equal(("one", of.Today), (Worker(of).CalendarDigest, Worker(of).CalendarSince));
        of.Done(Role.SocialWorker, new CreateReviewCalendarAddress { ChildId = of.ChildId, CalendarDigest = "other" });
        Assert.Equal("other", Worker(of).CalendarDigest);
        of.Refused(Gate.NotDoneAlready, Role.Coordinator, new RevokeReviewCalendarAddress { ChildId = of.ChildId });
        of.Done(Role.SocialWorker, new RevokeReviewCalendarAddress { ChildId = of.ChildId });
        Assert.Equal((null, null), (Worker(of).CalendarDigest, Worker(of).CalendarSince));
        of.Refused(Gate.NotDoneAlready, Role.SocialWorker, new RevokeReviewCalendarAddress { ChildId = of.ChildId });
    }

    private static Worker Worker(ProcessCase of) => of.Case.Worker(of.WorkerId(Role.SocialWorker))!;

    private static ProcessCase WithReviews(params int[] dueIn)
    {
        var of = ProcessSteps.Started().Days(59);
        foreach (int days in dueIn)
        {
            of.Save(new Review { Id = of.NextId(), ChildId = of.ChildId, Kind = ReviewKind.ChildInCareReview, DueOn = of.Today.AddDays(days) });
        }
        return of;
    }

    private static IReadOnlyList<CalendarEntry> Shown(ProcessCase of, Role role) =>
        of.Case.Worker(of.WorkerId(role)) is { } worker ? ReviewCalendar.Of(of.Case, worker, of.Today) : [];
}
