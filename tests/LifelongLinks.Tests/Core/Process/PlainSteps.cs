using static LifelongLinks.Core.ConsentPurpose;

namespace LifelongLinks.Tests.Core;

/// <summary>Which command the plain gates let through, by the table of domain.md section 2; and what a command that was done adds to their facts.</summary>
internal static class PlainSteps
{
    private static readonly Role[] _coordinator = [Role.Coordinator];
    private static readonly Role[] _planners = [Role.Coordinator, Role.FgcManager];
    private static readonly Role[] _professionals =
    [
        Role.Coordinator, Role.SocialWorker, Role.TeamManager, Role.FgcManager, Role.IndependentReviewingOfficer, Role.PersonalAdviser, Role.Administrator,
    ];
    private static readonly Role[] _asked = [Role.Coordinator, Role.YoungPerson];

    /// <summary>Whether a command may be done; null where the gates say nothing about it.</summary>
    public static bool? Allows(this PlainGates g, Command command, Role role, DateOnly today) => command switch
    {
        ReferChild c => g.Sees(role, today) && _professionals.Contains(role) && !g.Open(today) && (g.Referrals[^1].Closed ?? g.Referrals[^1].Declined) <= (c.ReferredOn ?? today),
        IdentifyLink c => g.May(role, today, Role.Coordinator, Role.SocialWorker) && g.MayIdentify(c.IdentifiedOn ?? today) && g.LinkOf(c.PersonId, today) is null,
        RecordFindingStep => g.May(role, today, Role.Coordinator, Role.SocialWorker) && g.GoesOn(today) && g.GroupIsComplete(today) && g.EverybodyConsents(Search, today),
        RecordActivity c => g.May(role, today, _asked) && g.GoesOn(c.HeldOn ?? today) && g.Says(true, ConsentPurpose.Referral, c.HeldOn ?? today) == true,
        RecordWish c => g.May(role, today, _asked) && g.GoesOn(c.MadeOn ?? today) && g.Says(true, ConsentPurpose.Referral, c.MadeOn ?? today) == true,
        LinkCommand c => g.Links.First(l => l.Id == c.LinkId) is var link && g.Allows(c, link, role, c.DecidedOn ?? today, today),
        RecordSupportOffer c => g.May(role, today, _coordinator) && g.MayTakePart(c.PersonId, c.OfferedOn ?? today) && g.IsOpen(c.PersonId, today),
        PlanConference => g.May(role, today, _planners) && g.GoesOn(today) && g.Says(true, AttendConference, today) == true && g.Meetings.All(m => m.Held is not null),
        InviteToConference c => g.Meetings.First(m => m.Id == c.ConferenceId) is var meeting && (c.InvitedOn ?? today) is var day
            && g.May(role, today, _coordinator) && meeting.Held is null && meeting.Planned <= day && !meeting.Invited.Contains(c.PersonId)
            && c.ChildAgreed && g.MayBeInvited(c.PersonId, day) && g.IsOpen(c.PersonId, today),
        RecordConference c => g.Meetings.First(m => m.Id == c.ConferenceId) is var meeting && (c.HeldOn ?? today) is var day
            && g.May(role, today, _planners) && meeting.Held is null && meeting.Planned <= day && g.GoesOn(day) && g.Says(true, AttendConference, day) == true,
        DraftPlan c => g.May(role, today, _planners) && g.GoesOn(c.DraftedOn ?? today) && g.Says(true, ConsentPurpose.Contact, c.DraftedOn ?? today) == true
            && !g.HasDraft(today) && !g.Plans.Any(p => PlainGates.InForce(p, today)),
        AddCommitment c => g.May(role, today, _planners) && PlainGates.IsDraft(g.Plans.First(p => p.Id == c.PlanId), today) && c.PersonIds.All(p => g.MayTakePart(p, today)),
        AgreePlan c => g.Allows(c, g.Plans.First(p => p.Id == c.PlanId), role, c.AgreedOn ?? today, today),
        _ => null,
    };

    /// <summary>Takes into the facts what a command that was done recorded.</summary>
    public static void Take(this PlainGates g, Command command, ProcessCase of)
    {
        var today = of.Today;
        string id = of.Saved.ResultId!;
        switch (command)
        {
            case ReferChild c:
                g.Referrals.Add(new(c.ReferredOn ?? today));
                // Whoever refers oversees the case from then on.
                g.Members.AddRange(of.Saved.Edges.OfType<Oversight>().Select(o => new PlainGates.Member(o.Id, o.Role, today)));
                break;
            case AcceptReferral c: g.Referrals[^1].Accepted = c.DecidedOn ?? today; break;
            case DeclineReferral c: g.Referrals[^1].Declined = c.DecidedOn ?? today; break;
            case CloseCase c: g.Referrals[^1].Closed = c.ClosedOn ?? today; break;
            case RecordConsent { State: ConsentState.Given or ConsentState.GivenWithLimits or ConsentState.Refused } c:
                g.Answers.Add(new(id, c.Subject == ConsentSubject.Child, c.PersonId ?? "", c.Purpose, c.AnsweredOn ?? today, c.State != ConsentState.Refused, c.ExpiresOn));
                break;
            case WithdrawConsent c: g.Answers.First(a => a.Id == c.ConsentId).Withdrawn = c.WithdrawnOn ?? today; break;
            case SetOversightMember c:
                g.Members.Where(m => m.Role == c.Role && m.Until is null).ToList().ForEach(m => m.Until = c.Since ?? today);
                g.Members.Add(new(id, c.Role, c.Since ?? today));
                break;
            case EndOversightMember c: g.Members.First(m => m.Id == c.OversightMemberId).Until = c.Until ?? today; break;
            case IdentifyLink c: g.Links.Add(new(id, c.PersonId, c.IdentifiedOn ?? today)); break;
            case EndLink c: g.Links.First(l => l.Id == c.LinkId).Ended = c.DecidedOn ?? today; break;
            case LinkCommand c: g.Steps.Add(new(c.LinkId, g.Links.First(l => l.Id == c.LinkId).Person, KindOf(c), OutcomeOf(c), c.DecidedOn ?? today)); break;
            case AddRestriction { Effect: RestrictionEffect.Block } c: g.Bans.Add(new(id, c.AgainstId!, c.From!.Value) { Until = c.Until }); break;
            case EndRestriction c: g.Bans.Where(b => b.Id == c.RestrictionId).ToList().ForEach(b => b.Until = c.Until ?? today); break;
            case UpdatePerson { Died: { } died } c: g.Died[c.PersonId] = died; break;
            case PlanConference: g.Meetings.Add(new(id, today)); break;
            case InviteToConference c:
                g.Meetings.First(m => m.Id == c.ConferenceId).Invited.Add(c.PersonId);
                g.Steps.Add(new(g.LinkOf(c.PersonId, c.InvitedOn ?? today)!.Id, c.PersonId, DecisionKind.Invitation, null, c.InvitedOn ?? today));
                break;
            case RecordConference c: g.Meetings.First(m => m.Id == c.ConferenceId).Held = c.HeldOn ?? today; break;
            case DraftPlan c: g.Plans.Add(new(id, c.DraftedOn ?? today, null)); break;
            case AddCommitment c: g.Promises[id] = (c.PlanId, c.PersonIds); break;
            case RecordReview c: g.TakeReview(c, of, c.HeldOn ?? today); break;
            case AgreePlan c: g.TakeAgreed(g.Plans.First(p => p.Id == c.PlanId), c.AgreedOn ?? today); break;
            case DeclinePlan c: g.Plans.First(p => p.Id == c.PlanId).Declined = c.DeclinedOn ?? today; break;
            case EndPlan c: g.Plans.First(p => p.Id == c.PlanId).Ended = c.EndedOn ?? today; break;
        }
    }

    /// <summary>Whoever sees the case today in a role that takes the step.</summary>
    private static bool May(this PlainGates g, Role role, DateOnly today, params Role[] roles) => roles.Contains(role) && g.Sees(role, today);

    private static bool Sees(this PlainGates g, Role role, DateOnly today) => role is not (Role.Analyst or Role.Reporting or Role.Auditor)
        && (role is Role.FgcManager or Role.Administrator or Role.YoungPerson or Role.TeamManager || g.Members.Any(m => m.Role == role && m.Since <= today && !(m.Until <= today)));

    private static bool Allows(this PlainGates g, LinkCommand command, PlainGates.Tie link, Role role, DateOnly day, DateOnly today)
    {
        string who = link.Person;
        bool inOrder = link.Since <= day && g.Steps.Where(s => s.Link == link.Id).All(s => s.On <= day) && g.Open(day);
        // What protects somebody today is not got round by an earlier day.
        bool possible = g.GoesOn(day) && !(link.Ended <= day) && g.IsOpen(who, day) && g.IsOpen(who, today);
        return inOrder && command switch
        {
            RecordLocated => g.May(role, today, _coordinator) && possible && g.GroupIsComplete(day) && g.EverybodyConsents(Search, day),
            RecordOversightCheck c => g.May(role, today, Role.SocialWorker, Role.TeamManager)
                && g.Steps.Any(s => s.Link == link.Id && s.Kind == DecisionKind.Locate && s.On <= day) && (c.Outcome == DecisionOutcome.NotSafe || (g.GoesOn(day) && !(link.Ended <= day))),
            RecordChildAnswer c => g.May(role, today, _asked)
                && (c.Answer == DecisionOutcome.Refused || (g.GoesOn(day) && !(link.Ended <= day) && g.Was(who, DecisionKind.OversightCheck, day) && !g.IsUnsafe(who, day))),
            RecordApproach => g.May(role, today, _coordinator) && !(link.Ended <= day) && g.MayBeApproached(who, day) && g.IsOpen(who, today),
            RecordPersonAnswer c => g.May(role, today, _coordinator) && g.Was(who, DecisionKind.Approach, day) && (c.Answer == DecisionOutcome.Declined
                || (c.CameBack == g.SaidNo(who, day) && g.GoesOn(day) && !(link.Ended <= day) && !g.ChildSaidNo(who, day) && !g.IsUnsafe(who, day) && !g.IsDead(who, day)
                    && (c.CameBack || !g.SaidNo(who, today)) && !g.ChildSaidNo(who, today) && !g.IsUnsafe(who, today) && !g.IsDead(who, today)
                    && g.EverybodyConsents(ConsentPurpose.Approach, day))),
            RecordVisit => g.May(role, today, _coordinator) && !(link.Ended <= day) && g.MayTakePart(who, day) && g.IsOpen(who, today),
            EndLink => g.May(role, today, Role.Coordinator, Role.SocialWorker) && !(link.Ended <= today),
            _ => throw new InvalidOperationException($"No gate is told for {command.GetType().Name}."),
        };
    }

    private static bool Allows(this PlainGates g, AgreePlan command, PlainGates.Paper plan, Role role, DateOnly day, DateOnly today)
    {
        var people = g.Promises.Values.Where(p => p.Plan == command.PlanId).SelectMany(p => p.People).ToList();
        bool alone = g.Plans.All(p => p == plan || p.Agreed is null || p.Ended <= day || (p.Id == plan.Replaces && p.Agreed <= day));
        return g.May(role, today, Role.SocialWorker) && PlainGates.IsDraft(plan, today) && plan.Drafted <= day && alone
            && people.Count > 0 && people.All(p => g.MayPromise(p, day) && g.IsOpen(p, today));
    }

    private static void TakeAgreed(this PlainGates g, PlainGates.Paper plan, DateOnly day)
    {
        plan.Agreed = day;
        g.Plans.Where(p => p.Id == plan.Replaces && !(p.Ended <= day)).ToList().ForEach(p => p.Ended = day);
    }

    // A review that changes or ends promises drafts a new version: its promises go on, but for those that ended.
    private static void TakeReview(this PlainGates g, RecordReview review, ProcessCase of, DateOnly day)
    {
        if (of.Saved.Nodes.OfType<Plan>().FirstOrDefault() is not { } draft)
        {
            return;
        }
        g.Plans.Add(new(draft.Id, day, draft.ReplacesId));
        foreach (var promise in of.Saved.Nodes.OfType<Commitment>().Where(c => c.PlanId == draft.Id))
        {
            var before = g.Promises[promise.ContinuesId!];
            g.Promises[promise.Id] = (draft.Id, review.Commitments.First(c => c.CommitmentId == promise.ContinuesId).PersonIds ?? before.People);
        }
    }

    private static DecisionKind KindOf(LinkCommand command) => command switch
    {
        RecordLocated c => c.Found ? DecisionKind.Locate : DecisionKind.Search,
        RecordOversightCheck => DecisionKind.OversightCheck,
        RecordChildAnswer => DecisionKind.ChildAnswer,
        RecordApproach => DecisionKind.Approach,
        RecordPersonAnswer => DecisionKind.PersonAnswer,
        _ => DecisionKind.Visit,
    };

    private static DecisionOutcome? OutcomeOf(LinkCommand command) => command switch
    {
        RecordOversightCheck c => c.Outcome,
        RecordChildAnswer c => c.Answer,
        RecordPersonAnswer c => c.Answer,
        _ => null,
    };
}
