namespace LifelongLinks.Tests.Core;

/// <summary>Drafting, promising, agreeing, integrating and ending a plan.</summary>
public class PlanningTests
{
    private const ConsentSubject TheChild = ConsentSubject.Child, Holder = ConsentSubject.ParentalResponsibility;

    [Fact]
    public void A_draft_needs_the_childs_consent_and_a_conference_that_was_held()
    {
        var of = ProcessSteps.Started(less: (TheChild, ConsentPurpose.Contact));
        string conference = of.ConferencePlanned();
        DraftPlan draft = new() { ChildId = of.ChildId, ConferenceId = conference };

        of.Refused(TheChild, ConsentPurpose.Contact, Role.Coordinator, draft);
        of.Consents(TheChild, ConsentPurpose.Contact);
        of.Wrong("conferenceId", Role.Coordinator, draft);
        of.Days(1).Done(Role.Coordinator, new RecordConference { ChildId = of.ChildId, ConferenceId = conference });
        of.Wrong("conferenceId", Role.Coordinator, draft with { DraftedOn = of.Today.AddDays(-1) });
        of.Done(Role.FgcManager, draft);
        of.Refused(Gate.NotDoneAlready, Role.FgcManager, draft);
    }

    [Fact]
    public void A_promise_says_who_what_how_and_how_often_and_falls_due()
    {
        var of = ProcessSteps.Started();
        string personId = of.PersonOf(of.Joined()), planId = of.Drafted();
        var promise = of.Promise(planId, personId);

        of.Wrong("personIds", Role.Coordinator, promise with { PersonIds = [] });
        of.Wrong("personIds", Role.Coordinator, promise with { PersonIds = [of.ChildId] });
        of.Wrong("support", Role.Coordinator, promise with { Support = [] });
        of.Wrong("mode", Role.Coordinator, promise with { Mode = null });
        of.Wrong("endsOn", Role.Coordinator, promise with { EndsOn = of.Today.AddDays(-1) });
        of.Wrong("cadence", Role.Coordinator, promise with { Cadence = Cadence.Once(of.Today.AddDays(-1)) });
        of.Wrong("cadence", Role.Coordinator, promise with { EndsOn = of.Today.AddDays(2) });
        of.Wrong("cadence", Role.Coordinator, promise with { Cadence = new() });
        string offer = of.Done(Role.Coordinator, new RecordSupportOffer { ChildId = of.ChildId, PersonId = personId, Support = SupportKind.Identity, Mode = ContactMode.Letter, Words = "I have photos." });
        string commitmentId = of.Done(Role.Coordinator, promise with { OfferId = offer, PersonIds = [], Support = [], Mode = null });
        var commitment = of.Case.Commitments.Single(c => c.Id == commitmentId);
        Assert.Equal((personId, SupportKind.Identity, ContactMode.Letter, "I have photos."), (commitment.PersonIds[0], commitment.Support[0], commitment.Mode, commitment.Words));
    }

    [Fact]
    public void Only_a_social_worker_agrees_a_plan_with_promises_and_both_consents()
    {
        var of = ProcessSteps.Started();
        string personId = of.PersonOf(of.Joined()), planId = of.Drafted();

        of.Refused(Gate.PlanHasCommitments, Role.SocialWorker, of.Agree(planId));
        of.Done(Role.Coordinator, of.Promise(planId, personId));
        of.Refused(RefusalCode.NotYourRole, Role.Coordinator, of.Agree(planId));
        of.Wrong("safetyStatement", Role.SocialWorker, of.Agree(planId) with { SafetyStatement = " " });
        foreach (var whose in new[] { TheChild, Holder })
        {
            of.Withdraws(whose, ConsentPurpose.Contact);
            of.Refused(whose, ConsentPurpose.Contact, Role.SocialWorker, of.Agree(planId));
            of.Consents(whose, ConsentPurpose.Contact);
        }
        string restriction = of.Done(Role.Coordinator, of.Restrict(personId));
        of.Refused(RefusalCode.Restricted, Role.SocialWorker, of.Agree(planId));
        of.Days(1).Done(Role.TeamManager, new EndRestriction { ChildId = of.ChildId, RestrictionId = restriction, Basis = "Lifted." });
        of.Refused(RefusalCode.Restricted, Role.SocialWorker, of.Agree(planId, of.Today.AddDays(-1)));
        of.Refused(Gate.PlanAgreed, Role.SocialWorker, new IntegratePlan { ChildId = of.ChildId, PlanId = planId, Into = [PlanIntegration.CarePlan] });
        of.Done(Role.SocialWorker, of.Agree(planId));
        of.Refused(Gate.PlanDraft, Role.SocialWorker, of.Agree(planId));
        Assert.Equal(of.WorkerId(Role.SocialWorker), of.Case.Plans.Single().AgreedById);
    }

    [Fact]
    public void An_agreed_plan_changes_through_a_review_only()
    {
        var of = ProcessSteps.Started();
        var (planId, commitmentId, personId) = of.PlanAgreed();

        of.Refused(Gate.PlanDraft, Role.Coordinator, of.Promise(planId, personId));
        of.Refused(Gate.PlanDraft, Role.Coordinator, new UpdateCommitment { ChildId = of.ChildId, CommitmentId = commitmentId, Mode = ContactMode.Card });
        of.Refused(Gate.PlanDraft, Role.FgcManager, new RemoveCommitment { ChildId = of.ChildId, CommitmentId = commitmentId });
        of.Refused(Gate.PlanDraft, Role.SocialWorker, new DeclinePlan { ChildId = of.ChildId, PlanId = planId, Reason = "Not yet." });
        of.Refused(Gate.NotDoneAlready, Role.Coordinator, new DraftPlan { ChildId = of.ChildId });
        of.Done(Role.PersonalAdviser, new IntegratePlan { ChildId = of.ChildId, PlanId = planId, Into = [PlanIntegration.PathwayPlan] });
        of.Done(Role.SocialWorker, new IntegratePlan { ChildId = of.ChildId, PlanId = planId, Into = [PlanIntegration.CarePlan] });
        Assert.Equal([PlanIntegration.CarePlan, PlanIntegration.PathwayPlan], of.Case.Plans.Single().IntegratedInto);
    }

    [Fact]
    public void A_draft_may_change_and_a_declined_one_makes_room_for_another()
    {
        var of = ProcessSteps.Started();
        string personId = of.PersonOf(of.Joined()), planId = of.Drafted(), commitmentId = of.Done(Role.Coordinator, of.Promise(planId, personId));

        of.Done(Role.FgcManager, new UpdateCommitment { ChildId = of.ChildId, CommitmentId = commitmentId, Mode = ContactMode.Card });
        Assert.Equal(ContactMode.Card, of.Case.Commitments.Single().Mode);
        of.Done(Role.Coordinator, new RemoveCommitment { ChildId = of.ChildId, CommitmentId = commitmentId });
        Assert.Empty(of.Case.Commitments);
        of.Done(Role.SocialWorker, new DeclinePlan { ChildId = of.ChildId, PlanId = planId, Reason = "Too soon." });
        of.Drafted();
    }

    [Fact]
    public void Of_two_plans_one_is_in_force_at_a_time()
    {
        var of = ProcessSteps.Started();
        var (planId, _, personId) = of.PlanAgreed();
        of.Days(10).Done(Role.Coordinator, new EndPlan { ChildId = of.ChildId, PlanId = planId, Reason = "It is over." });
        of.Days(5);
        string another = of.Done(Role.Coordinator, new DraftPlan { ChildId = of.ChildId, DraftedOn = of.Today.AddDays(-10) });
        of.Done(Role.Coordinator, of.Promise(another, personId));

        of.Refused(Gate.NotDoneAlready, Role.SocialWorker, of.Agree(another, of.Today.AddDays(-6)));
        of.Done(Role.SocialWorker, of.Agree(another, of.Today.AddDays(-5)));
        Assert.Equal(CaseStage.PlanAgreed, Stages.Of(of.Case, of.Today));
    }

    [Fact]
    public void A_contact_fulfils_a_promise_of_those_it_was_with_in_an_agreed_plan_and_lies_not_in_the_future()
    {
        var of = ProcessSteps.Started();
        string personId = of.PersonOf(of.Joined()), planId = of.Drafted(), commitmentId = of.Done(Role.Coordinator, of.Promise(planId, personId)), other = of.Person("Dad");

        of.Done(Role.FosterCarer, of.InTouch(personId));
        of.Refused(Gate.PlanAgreed, Role.FosterCarer, of.InTouch(personId, commitmentId));
        of.Done(Role.SocialWorker, of.Agree(planId));
        of.Wrong("commitmentIds", Role.YoungPerson, of.InTouch(other, commitmentId));
        of.Wrong("on", Role.FosterCarer, of.InTouch(personId, commitmentId, of.Today.AddDays(1)));
        of.Wrong("personIds", Role.FosterCarer, of.InTouch(personId) with { PersonIds = [] });
        string contact = of.Done(Role.YoungPerson, of.InTouch(personId, commitmentId));
        of.Done(Role.YoungPerson, new RecordChildFeeling { ChildId = of.ChildId, ContactId = contact, Feeling = 5, Words = "Great!", Given = new HashSet<string> { "Words" } });
        Assert.Equal("Great!", of.Case.Contacts.Single(c => c.Id == contact).Words);
        Assert.Equal(OccasionStatus.Kept, Occasions.Of(of.Case, of.Case.Commitments.Single(), of.Today.AddDays(7))[0].Status);
    }

    [Fact]
    public void An_excuse_is_for_an_occasion_that_is_due_and_once_each()
    {
        var of = ProcessSteps.Started();
        var (_, commitmentId, _) = of.PlanAgreed();
        ExcuseOccasion excuse = new() { ChildId = of.ChildId, CommitmentId = commitmentId, DueOn = of.Case.Commitments.Single().Cadence.Periods(of.Today).First().Due, Reason = ExcuseReason.Illness };

        of.Refused(Gate.OccasionDue, Role.FosterCarer, excuse with { DueOn = excuse.DueOn.AddDays(1) });
        of.Done(Role.FosterCarer, excuse);
        of.Refused(Gate.NotDoneAlready, Role.FosterCarer, excuse);
        of.Done(Role.SocialWorker, new WithdrawExcuse { ChildId = of.ChildId, ExcuseId = of.Case.Excuses.Single().Id, Reason = "Wrong week." });
        Assert.Empty(of.Case.Excuses);
        of.Done(Role.FosterCarer, excuse);
    }
}
