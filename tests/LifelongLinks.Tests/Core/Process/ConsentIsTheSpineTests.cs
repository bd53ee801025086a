using static LifelongLinks.Core.ConsentPurpose;

namespace LifelongLinks.Tests.Core;

/// <summary>Withdrawn, everything that rests on a consent pauses at once; given again, it goes on where it stood. A no is taken at any time.</summary>
public class ConsentIsTheSpineTests
{
    private const ConsentSubject TheChild = ConsentSubject.Child, Holder = ConsentSubject.ParentalResponsibility;

    [Theory]
    [InlineData(TheChild)]
    [InlineData(Holder)]
    public void A_withdrawal_pauses_links_at_once_and_given_again_they_go_on_where_they_stood(ConsentSubject whose)
    {
        var of = ProcessSteps.Started();
        string located = of.Located(), approached = of.Approached(of.Person("Dad")), joined = of.Joined(of.Person("Jo"));
        of.Days(3);
        foreach (var purpose in new[] { Search, ConsentPurpose.Approach, ConsentPurpose.Contact })
        {
            of.Withdraws(whose, purpose);
        }

        Assert.All([located, approached, joined], link => Assert.Equal(LinkStage.Paused, of.Stage(link)));
        Assert.Equal(LinkStage.Located, of.Stage(located, of.Today.AddDays(-1)));
        of.Refused(whose, Search, Role.Coordinator, new RecordLocated { ChildId = of.ChildId, LinkId = located });
        of.Refused(whose, ConsentPurpose.Approach, Role.Coordinator, of.PersonSays(approached));
        of.Refused(whose, ConsentPurpose.Contact, Role.Coordinator, new RecordVisit { ChildId = of.ChildId, LinkId = joined });
        of.Days(2);
        foreach (var purpose in new[] { Search, ConsentPurpose.Approach, ConsentPurpose.Contact })
        {
            of.Consents(whose, purpose);
        }
        Assert.Equal([LinkStage.Located, LinkStage.Approached, LinkStage.Joined], new[] { located, approached, joined }.Select(l => of.Stage(l)));
        Assert.Equal(LinkStage.Paused, of.Stage(located, of.Today.AddDays(-1)));
        of.Done(Role.Coordinator, of.PersonSays(approached));
    }

    [Fact]
    public void A_withdrawal_cancels_the_open_occasion_and_stops_the_plan_from_being_agreed()
    {
        var of = ProcessSteps.Started();
        var (_, commitmentId, _) = of.PlanAgreed();
        Assert.Equal(OccasionStatus.Open, First().Status);
        of.Days(2).Withdraws(TheChild, ConsentPurpose.Contact);

        Assert.Equal(OccasionStatus.Cancelled, First().Status);

        Occasion First() => Occasions.Of(of.Case, of.Case.Commitments.Single(c => c.Id == commitmentId), of.Today)[0];
    }

    [Fact]
    public void With_the_consent_to_the_referral_withdrawn_nothing_is_done_but_recording_and_closing()
    {
        var of = ProcessSteps.Started();
        string link = of.Agreed(), joined = of.Joined(of.Person("Dad")), dad = of.PersonOf(joined), conference = of.ConferencePlanned();
        of.Withdraws(TheChild, ConsentPurpose.Referral);

        Assert.Equal(CaseStage.Paused, Stages.Of(of.Case, of.Today));
        Command[] doing =
        [
            new MakeFindingPlan { ChildId = of.ChildId, Risks = "None." }, new IdentifyLink { ChildId = of.ChildId, PersonId = of.Person("Jo") },
            new RecordLocated { ChildId = of.ChildId, LinkId = link }, of.ChildSays(link), of.Approach(link), of.PersonSays(joined),
            new RecordVisit { ChildId = of.ChildId, LinkId = joined }, new RecordSupportOffer { ChildId = of.ChildId, PersonId = dad, Support = SupportKind.Practical },
            new PlanConference { ChildId = of.ChildId, ConferenceId = conference }, of.Invite(conference, dad),
            new RecordConference { ChildId = of.ChildId, ConferenceId = conference }, new DraftPlan { ChildId = of.ChildId },
            new RecordActivity { ChildId = of.ChildId, Kind = ActivityKind.SafetyCircles }, new RecordWish { ChildId = of.ChildId, Kind = WishKind.See, Words = "Dad." },
        ];
        Assert.All(doing, command => of.Refused(TheChild, ConsentPurpose.Referral, Role.Coordinator, command));
        of.Done(Role.FosterCarer, of.InTouch(dad));
        of.Done(Role.SocialWorker, of.Check(link, DecisionOutcome.NotSafe));
        of.Done(Role.YoungPerson, of.ChildSays(joined, DecisionOutcome.Refused));
        of.Done(Role.Coordinator, of.Restrict(dad));
        of.Done(Role.Coordinator, new CloseCase { ChildId = of.ChildId });
    }

    [Fact]
    public void A_consent_is_withdrawn_by_whoever_was_told_and_only_while_it_is_active()
    {
        var of = ProcessSteps.Started();
        string consentId = of.Case.Consents.Single(c => c.Subject == TheChild && c.Purpose == Search).Id, parents = of.Case.Consents.Single(c => c.Subject == Holder && c.Purpose == Search).Id;
        WithdrawConsent withdraw = new() { ChildId = of.ChildId, ConsentId = consentId };

        of.Wrong("withdrawnOn", Role.FosterCarer, withdraw with { WithdrawnOn = of.Today.AddDays(-1) });
        of.Refused(RefusalCode.NotFound, Role.FosterCarer, withdraw with { ConsentId = parents });
        of.Done(Role.FosterCarer, withdraw);
        Assert.Equal(of.WorkerId(Role.FosterCarer), of.Case.Consents.Single(c => c.Id == consentId).ToldToId);
        of.Refused(Gate.NotDoneAlready, Role.YoungPerson, withdraw);
    }

    [Fact]
    public void Consent_counts_only_informed_and_explained_and_from_18_a_parents_is_not_taken()
    {
        var of = ProcessSteps.Started(ProcessCase.Begins.AddYears(-18).AddDays(5), (TheChild, Search));
        var consent = of.Consent(TheChild, Search);

        of.Wrong("informed", Role.Coordinator, consent with { Informed = false });
        of.Wrong("explained", Role.Coordinator, consent with { Explained = null });
        of.Wrong("limits", Role.Coordinator, consent with { State = ConsentState.GivenWithLimits });
        of.Wrong("state", Role.Coordinator, consent with { State = ConsentState.Withdrawn });
        of.Wrong("answeredOn", Role.Coordinator, consent with { AnsweredOn = of.Today.AddDays(1) });
        of.Wrong("expiresOn", Role.Coordinator, consent with { ExpiresOn = of.Today });
        of.Wrong("personId", Role.Coordinator, of.Consent(Holder, Search, personId: of.ChildId));
        of.Done(Role.SocialWorker, consent with { State = ConsentState.Pending, Informed = false, Explained = null });
        of.Done(Role.Coordinator, of.Consent(Holder, Search));
        of.Days(5).Wrong("subject", Role.Coordinator, of.Consent(Holder, Search));
        of.Done(Role.Coordinator, of.Consent(Holder, Search, on: of.Today.AddDays(-1)));
        of.Done(Role.Coordinator, consent);
    }

    [Fact]
    public void From_18_no_parents_consent_is_needed_or_counts()
    {
        var of = ProcessSteps.Started(ProcessCase.Begins.AddYears(-18).AddDays(5));
        string link = of.Agreed();
        of.Withdraws(Holder, ConsentPurpose.Approach);
        of.Consents(Holder, ConsentPurpose.Referral, ConsentState.Refused);

        of.Days(4).Refused(Holder, ConsentPurpose.Referral, Role.Coordinator, of.Approach(link));
        of.Days(1).Done(Role.Coordinator, of.Approach(link));
        of.Refused(Holder, ConsentPurpose.Referral, Role.Coordinator, new RecordActivity { ChildId = of.ChildId, Kind = ActivityKind.Timeline, HeldOn = of.Today.AddDays(-1) });
    }

    [Fact]
    public void One_holders_consent_suffices_and_an_expired_one_does_not()
    {
        var of = ProcessSteps.Started(less: (Holder, Search));
        string mum = of.Person("Mum", RelationshipKind.Parent, parentalResponsibility: true), link = of.Identified();
        RecordLocated located = new() { ChildId = of.ChildId, LinkId = link };
        of.Consents(Holder, Search, ConsentState.Refused);

        of.Refused(Holder, Search, Role.Coordinator, located);
        of.Consents(Holder, Search, expires: of.Today.AddDays(3), personId: mum);
        of.Days(3).Refused(Holder, Search, Role.Coordinator, located);
        of.Done(Role.Coordinator, located with { DecidedOn = of.Today.AddDays(-1) });
    }

    [Fact]
    public void Only_who_holds_parental_responsibility_consents_for_the_child()
    {
        var of = ProcessSteps.Started(less: (Holder, Search));
        string aunt = of.Person("Auntie", RelationshipKind.AuntUncle), mum = of.Person("Mum", RelationshipKind.Parent, parentalResponsibility: true);
        RecordConsent By(string personId) => new()
        {
            ChildId = of.ChildId,
            Subject = Holder,
            PersonId = personId,
            Purpose = Search,
            State = ConsentState.Given,
            Informed = true,
            Explained = "At home.",
        };
        of.Wrong("personId", Role.Coordinator, By(aunt));
        of.Done(Role.Coordinator, By(mum));
    }

    [Fact]
    public void Who_takes_back_their_own_consent_promises_nothing_and_is_not_invited()
    {
        var of = ProcessSteps.Started();
        string personId = of.PersonOf(of.Joined()), conference = of.ConferencePlanned(), plan = of.Drafted();
        string consent = of.Done(Role.Coordinator, new RecordConsent
        {
            ChildId = of.ChildId,
            Subject = ConsentSubject.ConnectedPerson,
            PersonId = personId,
            Purpose = ConsentPurpose.Contact,
            State = ConsentState.Given,
            Informed = true,
            Explained = "At home.",
        });
        of.Done(Role.Coordinator, of.Promise(plan, personId));
        of.Done(Role.SocialWorker, new WithdrawConsent { ChildId = of.ChildId, ConsentId = consent });
        of.Refused(ConsentSubject.ConnectedPerson, ConsentPurpose.Contact, Role.Coordinator, of.Promise(plan, personId));
        of.Refused(ConsentSubject.ConnectedPerson, ConsentPurpose.Contact, Role.Coordinator, of.Invite(conference, personId));
        of.Refused(ConsentSubject.ConnectedPerson, ConsentPurpose.Contact, Role.SocialWorker, of.Agree(plan));
    }

    [Fact]
    public void A_step_is_judged_on_its_day_whenever_it_is_told()
    {
        var of = ProcessSteps.Started();
        string link = of.Agreed();
        of.Days(2).Withdraws(TheChild, ConsentPurpose.Approach);
        of.Days(2).Consents(TheChild, ConsentPurpose.Approach);
        of.Days(2);

        of.Refused(TheChild, ConsentPurpose.Approach, Role.Coordinator, of.Approach(link, of.Today.AddDays(-3)));
        of.Wrong("decidedOn", Role.Coordinator, of.Approach(link, of.Today.AddDays(1)));
        of.Done(Role.Coordinator, of.Approach(link, of.Today.AddDays(-5)));
        of.Wrong("decidedOn", Role.SocialWorker, of.Check(link, on: of.Today.AddDays(-6)));
    }

    [Fact]
    public void A_persons_no_is_final_until_they_come_back_themselves()
    {
        var of = ProcessSteps.Started();
        string link = of.Approached(), personId = of.PersonOf(link);
        of.Wrong("cameBack", Role.Coordinator, of.PersonSays(link, cameBack: true));
        of.Done(Role.Coordinator, of.PersonSays(link, DecisionOutcome.Declined));

        Assert.Equal(LinkStage.Declined, of.Stage(link));
        of.Refused(Gate.NotDeclined, Role.Coordinator, of.PersonSays(link));
        of.Refused(Gate.NotDeclined, Role.Coordinator, of.Approach(link));
        of.Refused(Gate.NotDeclined, Role.Coordinator, new AddContactDetail { ChildId = of.ChildId, PersonId = personId, Kind = ContactDetailKind.Phone, Value = "0161 496 0000" });
        of.Days(400).Refused(Gate.NotDeclined, Role.Coordinator, of.PersonSays(link));
        of.Done(Role.YoungPerson, of.ChildSays(link, DecisionOutcome.Refused));
        of.Refused(Gate.ChildAgreed, Role.Coordinator, of.PersonSays(link, cameBack: true));
        of.Done(Role.YoungPerson, of.ChildSays(link));
        of.Done(Role.Coordinator, of.PersonSays(link, cameBack: true));
        Assert.Equal(LinkStage.Joined, of.Stage(link));
    }

    [Fact]
    public void A_person_who_was_identified_anew_may_say_no_as_before()
    {
        var of = ProcessSteps.Started();
        string link = of.Joined(), personId = of.PersonOf(link);
        of.Days(1).Done(Role.Coordinator, new EndLink { ChildId = of.ChildId, LinkId = link });
        string anew = of.Identified(personId);

        of.Done(Role.Coordinator, of.PersonSays(anew, DecisionOutcome.Declined));
        of.Refused(Gate.NotDeclined, Role.Coordinator, of.Invite(of.ConferencePlanned(), personId));
    }

    [Fact]
    public void That_somebody_is_not_safe_and_the_childs_no_are_taken_at_any_time_and_stop_everything()
    {
        var of = ProcessSteps.Started();
        string link = of.Joined(), personId = of.PersonOf(link), conference = of.ConferencePlanned(), planId = of.Drafted();
        of.Done(Role.Coordinator, of.Promise(planId, personId));
        of.Days(1).Done(Role.YoungPerson, of.ChildSays(link, DecisionOutcome.Refused));

        of.Refused(Gate.ChildAgreed, Role.Coordinator, of.Invite(conference, personId));
        of.Refused(Gate.ChildAgreed, Role.SocialWorker, of.Agree(planId));
        of.Done(Role.YoungPerson, of.ChildSays(link));
        of.Done(Role.TeamManager, of.Check(link, DecisionOutcome.NotSafe));
        of.Refused(RefusalCode.Restricted, Role.Coordinator, of.Invite(conference, personId));
        of.Refused(RefusalCode.Restricted, Role.SocialWorker, of.Agree(planId));
        // The young person is not told why.
        Assert.DoesNotContain("safe", of.Give(Role.YoungPerson, of.ChildSays(link))!.Message, StringComparison.OrdinalIgnoreCase);
        of.Done(Role.SocialWorker, of.Check(link));
        of.Done(Role.Coordinator, of.Invite(conference, personId));
    }
}
