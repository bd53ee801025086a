namespace LifelongLinks.Tests.Core;

/// <summary>Holding a review: the metrics are frozen, every promise is decided on, and a new version of the plan follows where they change.</summary>
public class ReviewingTests
{
    private static RecordReview Review(ProcessCase of, params CommitmentReviewed[] decided) =>
        new() { ChildId = of.ChildId, Kind = ReviewKind.LifelongLinksReview, Decisions = "As said.", Commitments = decided };

    private static CommitmentReviewed Decide(string commitmentId, CommitmentDecision decision) => new() { CommitmentId = commitmentId, Decision = decision };

    private static CommitmentReviewed Fortnightly(string commitmentId) => Decide(commitmentId, CommitmentDecision.Change) with { Cadence = Cadence.Periodic(1, 2, CadenceUnit.Week) };

    [Fact]
    public void A_review_needs_a_plan_in_force_on_its_day_and_decides_on_every_promise_once()
    {
        var of = ProcessSteps.Started();
        of.Refused(Gate.PlanAgreed, Role.Coordinator, Review(of));
        of.Days(1);
        var (_, commitmentId, _) = of.PlanAgreed();
        var goesOn = Decide(commitmentId, CommitmentDecision.Continue);

        of.Wrong("kind", Role.Coordinator, Review(of, goesOn) with { Kind = null });
        of.Wrong("commitments", Role.Coordinator, Review(of));
        of.Wrong("commitments", Role.Coordinator, Review(of, goesOn, goesOn));
        of.Wrong("commitments[0].commitmentId", Role.Coordinator, Review(of, Decide(of.ChildId, CommitmentDecision.Continue)));
        of.Wrong("commitments[0].decision", Role.Coordinator, Review(of, Decide(commitmentId, CommitmentDecision.Change)));
        of.Wrong("commitments[0].decision", Role.Coordinator, Review(of, goesOn with { Mode = ContactMode.Card }));
        of.Wrong("commitments[0].pausedUntil", Role.Coordinator, Review(of, goesOn with { PausedUntil = of.Today.AddDays(9) }));
        of.Wrong("heldOn", Role.Coordinator, Review(of, goesOn) with { HeldOn = of.Today.AddDays(1) });
        of.Refused(Gate.PlanAgreed, Role.Coordinator, Review(of, goesOn) with { HeldOn = of.Today.AddDays(-1) });
        of.Refused(RefusalCode.NotYourRole, Role.SocialWorker, Review(of, goesOn));
        of.Done(Role.IndependentReviewingOfficer, Review(of, goesOn));
        // Nothing changes: no new version. The next review is a year away.
        Assert.Single(of.Case.Plans);
        Assert.Equal(of.Today.AddYears(1), of.Case.Reviews.Single(r => r.HeldOn is null).DueOn);
    }

    [Fact]
    public void A_review_that_ends_every_promise_ends_the_plan_and_drafts_none()
    {
        var of = ProcessSteps.Started();
        var (planId, commitmentId, _) = of.PlanAgreed();
        of.Days(9).Done(Role.Coordinator, Review(of, Decide(commitmentId, CommitmentDecision.End)));
        Assert.Equal((planId, of.Today), (of.Case.Plans.Single().Id, of.Case.Plans.Single().EndedOn));
        of.Done(Role.Coordinator, new DraftPlan { ChildId = of.ChildId });
    }

    [Fact]
    public void The_metrics_are_frozen_as_of_the_meeting()
    {
        var of = ProcessSteps.Started();
        var (_, commitmentId, personId) = of.PlanAgreed();
        of.Done(Role.FosterCarer, of.InTouch(personId, commitmentId));
        of.Days(21);
        string reviewId = of.Done(Role.Coordinator, Review(of, Decide(commitmentId, CommitmentDecision.Continue)));
        var frozen = of.Case.Reviews.Single(r => r.Id == reviewId).Metrics!;
        var (kept, missed) = (frozen.Kept, frozen.Missed);
        Assert.Equal((1, of.Today), (kept, frozen.AsOf));
        Assert.True(missed > 0);

        of.Done(Role.FosterCarer, of.InTouch(personId, commitmentId, of.Today.AddDays(-10)));
        Assert.Equal((kept, missed), (of.Case.Reviews.Single(r => r.Id == reviewId).Metrics!.Kept, of.Case.Reviews.Single(r => r.Id == reviewId).Metrics!.Missed));
        Assert.Equal(2, Adherences.Of(of.Case, of.Today).Kept + Adherences.Of(of.Case, of.Today).Late);
    }

    [Fact]
    public void A_change_drafts_a_new_version_and_agreed_it_ends_the_old_one()
    {
        var of = ProcessSteps.Started();
        var (planId, commitmentId, personId) = of.PlanAgreed();
        of.Done(Role.SocialWorker, new IntegratePlan { ChildId = of.ChildId, PlanId = planId, Into = [PlanIntegration.CarePlan] });
        of.Days(30).Done(Role.Coordinator, Review(of, Fortnightly(commitmentId)));
        var draft = of.Case.Plans.Single(p => p.ReplacesId == planId);
        Assert.Equal((PlanStatus.Draft, PlanStatus.Agreed), (draft.Status(of.Today), of.Case.Plans.Single(p => p.Id == planId).Status(of.Today)));
        of.Refused(Gate.NotDoneAlready, Role.Coordinator, Review(of, Fortnightly(commitmentId)));

        of.Days(2).Done(Role.SocialWorker, of.Agree(draft.Id));
        Assert.Equal((PlanStatus.Agreed, PlanStatus.Ended), (of.Case.Plans.Single(p => p.Id == draft.Id).Status(of.Today), of.Case.Plans.Single(p => p.Id == planId).Status(of.Today)));
        Assert.Equal(PlanStatus.Agreed, of.Case.Plans.Single(p => p.Id == planId).Status(of.Today.AddDays(-1)));
        Assert.Equal([PlanIntegration.CarePlan], of.Case.Plans.Single(p => p.Id == draft.Id).IntegratedInto);
        var promise = of.Case.Commitments.Single(c => c.PlanId == draft.Id);
        Assert.Equal((commitmentId, 14, of.Today.AddDays(-2)), (promise.ContinuesId, promise.Cadence.PeriodDays, promise.StartsOn));
        Assert.Equal([personId], promise.PersonIds);
    }

    [Fact]
    public void A_new_version_asks_the_promiser_and_the_consents_anew()
    {
        var of = ProcessSteps.Started();
        var (planId, commitmentId, _) = of.PlanAgreed();
        string dad = of.Person("Dad");
        of.Refused(Gate.Joined, Role.Coordinator, Review(of, Decide(commitmentId, CommitmentDecision.Change) with { PersonIds = [dad] }));
        string link = of.Joined(dad);
        of.Done(Role.Coordinator, Review(of, Decide(commitmentId, CommitmentDecision.Change) with { PersonIds = [dad] }));
        string draftId = of.Case.Plans.Single(p => p.ReplacesId == planId).Id;
        of.Done(Role.SocialWorker, of.Check(link, DecisionOutcome.NotSafe));

        of.Refused(RefusalCode.Restricted, Role.SocialWorker, of.Agree(draftId));
    }

    [Fact]
    public void A_pause_and_an_end_hold_at_once_and_the_next_review_that_continues_ends_the_pause()
    {
        var of = ProcessSteps.Started();
        var (planId, commitmentId, personId) = of.PlanAgreed();
        of.Days(7).Done(Role.Coordinator, Review(of, Decide(commitmentId, CommitmentDecision.Pause)));
        var from = of.Today;
        of.Days(21);
        Assert.All(Occasions.Of(of.Case, Promise(), of.Today, from.AddDays(1), of.Today), o => Assert.Equal(OccasionStatus.Cancelled, o.Status));
        of.Done(Role.Coordinator, Review(of, Decide(commitmentId, CommitmentDecision.Continue)));
        Assert.Equal((from, of.Today), (Promise().Pauses.Single().From, Promise().Pauses.Single().Until));
        of.Days(1).Done(Role.Coordinator, Review(of, Decide(commitmentId, CommitmentDecision.Pause) with { PausedUntil = of.Today.AddDays(7) }));
        Assert.Equal(of.Today.AddDays(7), Promise().Pauses[^1].Until);
        of.Days(10).Done(Role.Coordinator, Review(of, Decide(commitmentId, CommitmentDecision.End)));
        Assert.Null(Promise().Pauses[^1].Until);
        Assert.DoesNotContain(of.Case.Commitments, c => c.PlanId != planId);

        Commitment Promise() => of.Case.Commitments.Single(c => c.Id == commitmentId);
    }

    [Fact]
    public void A_contact_that_kept_an_occasion_due_after_the_new_version_began_keeps_it_there_and_counts_once()
    {
        var of = ProcessSteps.Started();
        var (planId, commitmentId, personId) = of.PlanAgreed(Cadence.Periodic(1, 1, CadenceUnit.Month));
        string dad = of.PersonOf(of.Joined(of.Person("Dad")));
        of.Days(5);
        string early = of.Done(Role.FosterCarer, of.InTouch(personId, commitmentId));
        of.Days(5).Done(Role.Coordinator, Review(of, Decide(commitmentId, CommitmentDecision.Change) with { PersonIds = [personId, dad] }));
        string draftId = of.Case.Plans.Single(p => p.ReplacesId == planId).Id;
        of.Done(Role.SocialWorker, of.Agree(draftId));

        var promise = of.Case.Commitments.Single(c => c.PlanId == draftId);
        Assert.Equal([commitmentId, promise.Id], of.Case.Contacts.Single(c => c.Id == early).CommitmentIds);
        of.Days(40);
        var adherence = Adherences.Of(of.Case, of.Today);
        Assert.Equal((1, 0, 0), (adherence.Kept, adherence.Late, adherence.Missed));
    }

    [Fact]
    public void A_review_is_scheduled_by_the_regulations_and_held_once()
    {
        var of = ProcessSteps.Started();
        var (_, commitmentId, _) = of.PlanAgreed();
        ScheduleReview schedule = new() { ChildId = of.ChildId, Kind = ReviewKind.ChildInCareReview };
        string reviewId = of.Done(Role.SocialWorker, schedule);
        // 20 working days after 2 June 2025.
        Assert.Equal(new(2025, 6, 30), of.Case.Reviews.Single().DueOn);
        of.Refused(Gate.NotDoneAlready, Role.SocialWorker, schedule);
        of.Wrong("dueOn", Role.SocialWorker, schedule with { Kind = ReviewKind.PathwayPlanReview });
        of.Done(Role.IndependentReviewingOfficer, schedule with { ReviewId = reviewId, Kind = null, DueOn = of.Today.AddDays(3) });
        var held = Review(of, Decide(commitmentId, CommitmentDecision.Continue)) with { ReviewId = reviewId, Kind = null };
        of.Done(Role.IndependentReviewingOfficer, held);
        of.Refused(Gate.ReviewNotHeld, Role.Coordinator, held);
        of.Refused(Gate.ReviewNotHeld, Role.SocialWorker, schedule with { ReviewId = reviewId, Kind = null, DueOn = of.Today.AddDays(9) });
        // The next within three months.
        Assert.Equal(of.Today.AddMonths(3), of.Case.Reviews.Single(r => r.HeldOn is null).DueOn);
    }
}
