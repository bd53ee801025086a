using static LifelongLinks.Core.ConsentPurpose;

namespace LifelongLinks.Tests.Core;

/// <summary>What each step needs, by domain.md section 2: with one thing missing at a time it is refused for that; with all there it is done.</summary>
public class GatesTests
{
    private const ConsentSubject TheChild = ConsentSubject.Child, Holder = ConsentSubject.ParentalResponsibility;

    [Fact]
    public void Nothing_but_recording_is_done_before_the_referral_is_accepted()
    {
        ProcessCase of = new();
        of.Consents(TheChild, ConsentPurpose.Referral);
        string personId = of.Person();

        of.Refused(Gate.ReferralAccepted, Role.Coordinator, new MakeFindingPlan { ChildId = of.ChildId, Risks = "None." });
        of.Refused(Gate.ReferralAccepted, Role.YoungPerson, new RecordActivity { ChildId = of.ChildId, Kind = ActivityKind.TreeOfLife });
        of.Refused(Gate.ReferralAccepted, Role.Coordinator, new PlanConference { ChildId = of.ChildId });
        of.Refused(Gate.ReferralAccepted, Role.Coordinator, new DraftPlan { ChildId = of.ChildId });
        of.Done(Role.Coordinator, new IdentifyLink { ChildId = of.ChildId, PersonId = personId });
        of.Done(Role.Coordinator, new AcceptReferral { ChildId = of.ChildId });
        of.Refused(Gate.ReferralWaiting, Role.TeamManager, new AcceptReferral { ChildId = of.ChildId });
    }

    [Fact]
    public void What_protects_somebody_today_is_not_got_round_by_an_earlier_day_nor_a_withdrawal_by_an_earlier_answer()
    {
        var of = ProcessSteps.Started();
        string joined = of.Joined(), personId = of.PersonOf(joined), conference = of.ConferencePlanned(), link = of.Agreed(of.Person("Dad"));
        of.Days(5);
        of.Done(Role.SocialWorker, new AddRestriction { ChildId = of.ChildId, Kind = RestrictionKind.NoContactOrder, Effect = RestrictionEffect.Block, AgainstId = personId, From = of.Today, Basis = "Order." });
        of.Refused(RefusalCode.Restricted, Role.Coordinator, of.Invite(conference, personId, on: of.Today.AddDays(-1)));
        of.Done(Role.SocialWorker, of.Check(link, DecisionOutcome.NotSafe));
        of.Refused(RefusalCode.Restricted, Role.Coordinator, of.Approach(link, of.Today.AddDays(-1)));

        of.Withdraws(TheChild, ConsentPurpose.Search);
        of.Wrong("answeredOn", Role.Coordinator, new RecordConsent
        {
            ChildId = of.ChildId,
            Subject = TheChild,
            Purpose = ConsentPurpose.Search,
            State = ConsentState.Given,
            Informed = true,
            Explained = "At home.",
            AnsweredOn = of.Today.AddDays(-1),
        });
    }

    [Fact]
    public void To_whom_a_case_is_open_in_an_emergency_may_raise_a_concern_and_restrict_and_no_more()
    {
        var of = ProcessSteps.Started();
        string worker = of.NextId();
        of.Save(new Worker { Id = worker, Name = "On duty", Subject = "duty", Roles = [Role.SocialWorker] });
        of.Save(new Oversight { Id = of.NextId(), WorkerId = worker, ChildId = of.ChildId, Role = Role.SocialWorker, Since = of.Today, Until = of.Today.AddDays(2), Emergency = "Missing" });
        Refusal? By(Command command) => Commands.Decide(command, new(of.Case, new Dictionary<string, Node>()), new("duty", [Role.SocialWorker], [], of.Today), new HashSet<string>(), new(DateTimeOffset.UnixEpoch)).Refusal;
        Assert.IsType<NotYourRole>(By(new EndRestriction { ChildId = of.ChildId, RestrictionId = of.NextId(), Basis = "x" }));
        Assert.IsType<NotYourRole>(By(new AddPerson { ChildId = of.ChildId, Name = "x", Kind = RelationshipKind.Friend }));
        Assert.Null(By(new RaiseConcern { ChildId = of.ChildId, Words = "She may have gone to Leeds." }));
    }

    [Fact]
    public void Who_is_not_in_care_and_has_not_left_it_is_not_referred()
    {
        ProcessCase of = new();
        ReferChild Another(DateOnly? entered = null, DateOnly? left = null) => new()
        {
            Reference = "C-2",
            Name = "Bo",
            DateOfBirth = new(2010, 1, 1),
            EnteredCareOn = entered,
            LeftCareOn = left,
            Why = "Alone.",
        };

        of.Refused(Gate.InCare, Role.SocialWorker, Another());
        of.Wrong("leftCareOn", Role.SocialWorker, Another(new(2020, 1, 2), new(2020, 1, 1)));
        of.Wrong("enteredCareOn", Role.SocialWorker, Another(new(2009, 1, 1)));
        of.Wrong("name", Role.SocialWorker, Another(new(2020, 1, 2)) with { Name = null });
        of.Refused(Gate.NoOpenReferral, Role.SocialWorker, Another(new(2020, 1, 2)) with { HasCase = true });
        Assert.Null(of.Give(Role.SocialWorker, Another(new(2020, 1, 2))));
        Assert.Null(of.Give(Role.SocialWorker, Another(left: new(2025, 1, 2)) with { Reference = "C-3" }));
    }

    [Fact]
    public void There_is_one_referral_at_a_time_and_a_closed_case_is_referred_anew()
    {
        var of = ProcessSteps.Started().Days(10);
        ReferChild Again(DateOnly? on = null) => new() { ChildId = of.ChildId, Why = "Asked again.", ReferredOn = on };

        of.Refused(Gate.NoOpenReferral, Role.Administrator, Again());
        of.Done(Role.FgcManager, new CloseCase { ChildId = of.ChildId });
        of.Refused(Gate.OpenCase, Role.Coordinator, new CloseCase { ChildId = of.ChildId });
        of.Refused(Gate.OpenCase, Role.Coordinator, of.Consent(TheChild, Search));
        of.Days(5).Refused(Gate.NoOpenReferral, Role.Administrator, Again(of.Today.AddDays(-6)));
        of.Done(Role.Administrator, Again(of.Today.AddDays(-2)));

        Assert.Equal(CaseStage.Closed, Stages.Of(of.Case, of.Today.AddDays(-3)));
        Assert.Equal(CaseStage.Consented, Stages.Of(of.Case, of.Today.AddDays(-2)));
        Assert.Equal(CaseStage.Consented, Stages.Of(of.Case, ProcessCase.Begins));
        of.Done(Role.TeamManager, new DeclineReferral { ChildId = of.ChildId, Reason = "Not now." });
        Assert.Equal(CaseStage.Closed, Stages.Of(of.Case, of.Today));
    }

    [Fact]
    public void The_finding_plan_needs_the_risks_and_the_childs_support_written_down()
    {
        ProcessCase of = new();
        of.Save(of.Case.Referrals[0] with { Support = null });
        of.Done(Role.Coordinator, new AcceptReferral { ChildId = of.ChildId });
        MakeFindingPlan plan = new() { ChildId = of.ChildId, Risks = "None." };

        of.Refused(Gate.RisksAndSupport, Role.Coordinator, plan);
        of.Save(of.Case.Referrals[0] with { Support = "Time." });
        of.Done(Role.Coordinator, plan);
    }

    [Theory]
    [InlineData(true, Search)]
    [InlineData(false, Search)]
    public void Nobody_is_looked_for_or_located_without_both_consents_to_search(bool child, ConsentPurpose purpose)
    {
        var whose = child ? TheChild : Holder;
        var of = ProcessSteps.Started(less: (whose, purpose));
        string link = of.Identified();
        of.Done(Role.Coordinator, new MakeFindingPlan { ChildId = of.ChildId, Risks = "None." });
        RecordFindingStep step = new() { ChildId = of.ChildId, Source = FindingSource.Records, Status = FindingStatus.UnderWay };
        RecordLocated located = new() { ChildId = of.ChildId, LinkId = link };

        of.Refused(whose, purpose, Role.SocialWorker, step);
        of.Refused(whose, purpose, Role.Coordinator, located);
        of.Refused(whose, purpose, Role.Coordinator, located with { Found = false });
        of.Done(Role.Coordinator, new RecordFindingStep { ChildId = of.ChildId, Source = FindingSource.Records, Words = "Ask the school." });
        of.Consents(whose, purpose);
        of.Done(Role.SocialWorker, step);
        of.Done(Role.Coordinator, located);
        Assert.Equal(LinkStage.Located, of.Stage(link));
    }

    [Theory]
    [InlineData(Role.SocialWorker)]
    [InlineData(Role.TeamManager)]
    public void Nobody_is_looked_for_before_the_oversight_group_is_complete(Role missing)
    {
        var of = ProcessSteps.Started();
        string link = of.Identified(), agreed = of.Agreed(of.Person("Dad"));
        of.Done(Role.FgcManager, new EndOversightMember { ChildId = of.ChildId, OversightMemberId = of.Case.Oversight.Single(o => o.Role == missing).Id });

        of.Refused(Gate.OversightGroup, Role.Coordinator, new RecordLocated { ChildId = of.ChildId, LinkId = link });
        of.Refused(Gate.OversightGroup, Role.Coordinator, of.Approach(agreed));
        of.Days(1).Done(Role.Coordinator, new SetOversightMember { ChildId = of.ChildId, WorkerId = of.WorkerId(missing), Role = missing });
        of.Refused(Gate.OversightGroup, Role.Coordinator, new RecordLocated { ChildId = of.ChildId, LinkId = link, DecidedOn = of.Today.AddDays(-1) });
        of.Done(Role.Coordinator, new RecordLocated { ChildId = of.ChildId, LinkId = link });
    }

    [Fact]
    public void From_18_a_personal_adviser_takes_the_social_workers_place_in_the_oversight_group()
    {
        var of = ProcessSteps.Started(ProcessCase.Begins.AddYears(-18).AddDays(10));
        string link = of.Identified();
        of.Done(Role.FgcManager, new EndOversightMember { ChildId = of.ChildId, OversightMemberId = of.Case.Oversight.Single(o => o.Role == Role.SocialWorker).Id });
        RecordLocated located = new() { ChildId = of.ChildId, LinkId = link };

        of.Days(9).Refused(Gate.OversightGroup, Role.Coordinator, located);
        of.Days(1).Done(Role.Coordinator, located);
        of.Done(Role.FgcManager, new EndOversightMember { ChildId = of.ChildId, OversightMemberId = of.Case.Oversight.Single(o => o.Role == Role.PersonalAdviser).Id });
        of.Refused(Gate.OversightGroup, Role.Coordinator, located);
    }

    [Fact]
    public void Who_sees_the_case_in_an_emergency_is_no_member_of_the_oversight_group()
    {
        var of = ProcessSteps.Started();
        string link = of.Identified();
        var manager = of.Case.Oversight.Single(o => o.Role == Role.TeamManager);
        of.Save(manager with { Emergency = "A threat." });

        of.Refused(Gate.OversightGroup, Role.Coordinator, new RecordLocated { ChildId = of.ChildId, LinkId = link });
        of.Save(manager with { Emergency = null });
        of.Done(Role.Coordinator, new RecordLocated { ChildId = of.ChildId, LinkId = link });
    }

    [Fact]
    public void The_steps_with_a_person_are_taken_in_their_order()
    {
        var of = ProcessSteps.Started();
        string link = of.Identified(), personId = of.PersonOf(link), conference = of.ConferencePlanned(), plan = of.Drafted();

        of.Refused(Gate.Located, Role.SocialWorker, of.Check(link));
        of.Refused(Gate.OversightChecked, Role.YoungPerson, of.ChildSays(link));
        of.Refused(Gate.OversightChecked, Role.Coordinator, of.Approach(link));
        of.Done(Role.Coordinator, new RecordLocated { ChildId = of.ChildId, LinkId = link });
        of.Refused(Gate.OversightChecked, Role.YoungPerson, of.ChildSays(link));
        of.Done(Role.TeamManager, of.Check(link, DecisionOutcome.Caution));
        of.Refused(Gate.ChildAgreed, Role.Coordinator, of.Approach(link));
        of.Done(Role.YoungPerson, of.ChildSays(link, DecisionOutcome.AgreedWithLimits));
        of.Refused(Gate.Approached, Role.Coordinator, of.PersonSays(link));
        of.Done(Role.Coordinator, of.Approach(link));
        of.Done(Role.Coordinator, of.PersonSays(link, DecisionOutcome.Undecided));
        of.Refused(Gate.Joined, Role.Coordinator, new RecordVisit { ChildId = of.ChildId, LinkId = link });
        of.Refused(Gate.Joined, Role.Coordinator, new RecordSupportOffer { ChildId = of.ChildId, PersonId = personId, Support = SupportKind.Practical });
        of.Refused(Gate.Joined, Role.Coordinator, of.Invite(conference, personId));
        of.Refused(Gate.Joined, Role.Coordinator, of.Promise(plan, personId));
        of.Done(Role.Coordinator, of.PersonSays(link));
        of.Done(Role.Coordinator, new RecordVisit { ChildId = of.ChildId, LinkId = link });
        of.Done(Role.Coordinator, new RecordSupportOffer { ChildId = of.ChildId, PersonId = personId, Support = SupportKind.Practical });
        of.Done(Role.Coordinator, of.Invite(conference, personId));
        of.Done(Role.Coordinator, of.Promise(plan, personId));
        Assert.Equal(LinkStage.Invited, of.Stage(link));
    }

    [Theory]
    [InlineData(true, Search)]
    [InlineData(false, Search)]
    [InlineData(true, ConsentPurpose.Approach)]
    [InlineData(false, ConsentPurpose.Approach)]
    public void Nobody_is_approached_without_both_consents_to_search_and_to_approach(bool child, ConsentPurpose purpose)
    {
        var whose = child ? TheChild : Holder;
        var of = ProcessSteps.Started();
        string link = of.Agreed();
        of.Withdraws(whose, purpose);

        of.Refused(whose, purpose, Role.Coordinator, of.Approach(link));
        of.Consents(whose, purpose, ConsentState.GivenWithLimits);
        of.Done(Role.Coordinator, of.Approach(link));
    }

    [Fact]
    public void A_blocked_person_is_not_approached_nor_is_one_who_has_died_or_whose_link_has_ended()
    {
        var of = ProcessSteps.Started();
        string link = of.Agreed(), personId = of.PersonOf(link);

        string restriction = of.Done(Role.Coordinator, of.Restrict(personId, until: of.Today.AddDays(10)));
        of.Refused(RefusalCode.Restricted, Role.Coordinator, of.Approach(link));
        of.Done(Role.SocialWorker, new EndRestriction { ChildId = of.ChildId, RestrictionId = restriction, Basis = "Lifted.", Until = of.Today });
        of.Done(Role.Coordinator, of.Restrict(personId, RestrictionEffect.Caution));
        of.Done(Role.Coordinator, of.Restrict(personId, from: of.Today.AddDays(1), until: of.Today.AddDays(2)));
        of.Done(Role.Coordinator, of.Approach(link));

        of.Days(1).Refused(RefusalCode.Restricted, Role.Coordinator, of.PersonSays(link));
        of.Days(1).Done(Role.Coordinator, new EndLink { ChildId = of.ChildId, LinkId = link });
        of.Refused(Gate.LinkGoesOn, Role.Coordinator, of.PersonSays(link));
        string anew = of.Identified(personId);
        of.Done(Role.SocialWorker, new UpdatePerson { ChildId = of.ChildId, PersonId = personId, Died = of.Today, Given = new HashSet<string> { nameof(UpdatePerson.Died) } });
        of.Refused(RefusalCode.Restricted, Role.Coordinator, of.Approach(anew));
    }
}
