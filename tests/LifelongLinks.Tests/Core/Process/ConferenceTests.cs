using static LifelongLinks.Core.ConsentPurpose;

namespace LifelongLinks.Tests.Core;

/// <summary>Planning and holding the conference, and inviting to it.</summary>
public class ConferenceTests
{
    private const ConsentSubject TheChild = ConsentSubject.Child, Holder = ConsentSubject.ParentalResponsibility;

    [Fact]
    public void A_conference_is_planned_and_held_with_the_childs_consent_and_one_at_a_time()
    {
        var of = ProcessSteps.Started(less: (TheChild, AttendConference));

        of.Refused(TheChild, AttendConference, Role.Coordinator, new PlanConference { ChildId = of.ChildId });
        of.Consents(TheChild, AttendConference);
        of.Days(2).Wrong("plannedFor", Role.FgcManager, new PlanConference { ChildId = of.ChildId, PlannedFor = of.Today.AddDays(-1) });
        string conference = of.ConferencePlanned();
        of.Refused(Gate.NotDoneAlready, Role.Coordinator, new PlanConference { ChildId = of.ChildId });
        of.Done(Role.Coordinator, new PlanConference { ChildId = of.ChildId, ConferenceId = conference, Place = "The youth club", Given = new HashSet<string> { "Place" } });
        RecordConference held = new() { ChildId = of.ChildId, ConferenceId = conference };
        of.Wrong("heldOn", Role.Coordinator, held with { HeldOn = of.Today.AddDays(-1) });
        of.Withdraws(TheChild, AttendConference);
        of.Refused(TheChild, AttendConference, Role.FgcManager, held);
        of.Consents(TheChild, AttendConference);
        of.Done(Role.FgcManager, held);
        of.Refused(Gate.ConferenceNotHeld, Role.FgcManager, held);
        Assert.Equal("The youth club", of.Case.Conferences.Single().Place);
        of.ConferencePlanned();
    }

    [Theory]
    [InlineData(TheChild)]
    [InlineData(Holder)]
    public void Nobody_is_invited_without_both_consents_and_the_childs_word_about_this_invitation(ConsentSubject whose)
    {
        var of = ProcessSteps.Started();
        string personId = of.PersonOf(of.Joined()), conference = of.ConferencePlanned();
        of.Withdraws(whose, AttendConference);

        of.Refused(whose, AttendConference, Role.Coordinator, of.Invite(conference, personId));
        of.Consents(whose, AttendConference);
        of.Refused(Gate.ChildAgreedToInvitation, Role.Coordinator, of.Invite(conference, personId, childAgreed: false));
        string invitation = of.Done(Role.Coordinator, of.Invite(conference, personId));
        of.Refused(Gate.NotDoneAlready, Role.Coordinator, of.Invite(conference, personId));
        of.Done(Role.FgcManager, new RecordInvitationAnswer { ChildId = of.ChildId, InvitationId = invitation, Answer = InvitationAnswer.FromAfar });
        of.Done(Role.Coordinator, new RecordConference { ChildId = of.ChildId, ConferenceId = conference, AttendedIds = [personId] });
        Assert.True(of.Case.Invitations.Single() is { Answer: InvitationAnswer.FromAfar, Attended: true });
        of.Refused(Gate.ConferenceNotHeld, Role.Coordinator, of.Invite(conference, personId));
        of.Refused(Gate.ConferenceNotHeld, Role.FgcManager, new RecordInvitationAnswer { ChildId = of.ChildId, InvitationId = invitation, Answer = InvitationAnswer.Declined });
    }

    [Fact]
    public void Only_the_invited_came_and_the_first_review_is_due_six_months_later()
    {
        var of = ProcessSteps.Started();
        string personId = of.PersonOf(of.Joined()), conference = of.ConferencePlanned();
        RecordConference held = new() { ChildId = of.ChildId, ConferenceId = conference, AttendedIds = [personId] };

        of.Wrong("attendedIds", Role.Coordinator, held);
        of.Done(Role.Coordinator, held with { AttendedIds = [] });
        Assert.Equal((ReviewKind.LifelongLinksReview, of.Today.AddMonths(6)), of.Case.Reviews.Select(r => (r.Kind, r.DueOn)).Single());
    }

    [Fact]
    public void An_invitation_told_late_needs_a_link_that_went_on_that_day()
    {
        var of = ProcessSteps.Started();
        string conference = of.ConferencePlanned(), link = of.Joined(), personId = of.PersonOf(link);
        of.Days(10).Done(Role.Coordinator, new EndLink { ChildId = of.ChildId, LinkId = link });
        of.Days(10);
        string anew = of.Identified(personId);
        of.Days(1);

        of.Refused(Gate.Joined, Role.Coordinator, of.Invite(conference, personId, on: of.Today.AddDays(-5)));
        of.Done(Role.Coordinator, of.Invite(conference, personId, on: of.Today.AddDays(-15)));
        Assert.Equal(link, of.Case.Decisions.Single(d => d.Kind == DecisionKind.Invitation).LinkId);
        Assert.NotEqual(link, anew);
    }
}
