using static LifelongLinks.Core.ConsentPurpose;

namespace LifelongLinks.Tests.Core;

/// <summary>
/// The gates of domain.md section 2, told anew from plain dated facts: who may take a step on a day, and for whom. Nothing of the rules
/// under test is used; of two facts of one day the one recorded later counts.
/// </summary>
internal sealed class PlainGates(DateOnly born)
{
    public sealed record Referral(DateOnly On) { public DateOnly? Accepted, Declined, Closed; }
    public sealed record Answer(string Id, bool Child, string Giver, ConsentPurpose Purpose, DateOnly On, bool Yes, DateOnly? Expires) { public DateOnly? Withdrawn; }
    public sealed record Member(string Id, Role Role, DateOnly Since) { public DateOnly? Until; }
    public sealed record Tie(string Id, string Person, DateOnly Since) { public DateOnly? Ended; }
    public sealed record Step(string Link, string Person, DecisionKind Kind, DecisionOutcome? Outcome, DateOnly On);
    public sealed record Ban(string Id, string Person, DateOnly From) { public DateOnly? Until; }
    public sealed record Meeting(string Id, DateOnly Planned) { public DateOnly? Held; public HashSet<string> Invited = []; }
    public sealed record Paper(string Id, DateOnly Drafted, string? Replaces) { public DateOnly? Agreed, Declined, Ended; }

    public readonly List<Referral> Referrals = [];
    public readonly List<Answer> Answers = [];
    public readonly List<Member> Members = [];
    public readonly List<Tie> Links = [];
    public readonly List<Step> Steps = [];
    public readonly List<Ban> Bans = [];
    public readonly List<Meeting> Meetings = [];
    public readonly List<Paper> Plans = [];
    public readonly Dictionary<string, (string Plan, IReadOnlyList<string> People)> Promises = [];
    public readonly Dictionary<string, DateOnly> Died = [];

    private static bool By(DateOnly? end, DateOnly day) => end is { } on && on <= day;

    public Referral? LatestReferral(DateOnly day) => Referrals.Where(r => r.On <= day).Aggregate((Referral?)null, (last, r) => last is null || r.On >= last.On ? r : last);

    public bool Open(DateOnly day) => LatestReferral(day) is not { } r || (!By(r.Declined, day) && !By(r.Closed, day));

    /// <summary>Something may be done for the case: open, accepted, and nobody has said no to it as a whole.</summary>
    public bool GoesOn(DateOnly day) => Open(day) && By(LatestReferral(day)?.Accepted, day) && !SomebodyStopped(ConsentPurpose.Referral, day);

    /// <summary>Somebody may be identified: in an open case, accepted or not, to which nobody has said no as a whole.</summary>
    public bool MayIdentify(DateOnly day) => Open(day) && !SomebodyStopped(ConsentPurpose.Referral, day);

    // Born on 29 February: on 1 March of a common year (rule 9).
    public bool IsAdult(DateOnly day) => day.AddYears(-18) >= born;

    /// <summary>What a side says on a day: yes, no, or nothing yet. One of several holders who says yes suffices.</summary>
    public bool? Says(bool child, ConsentPurpose purpose, DateOnly day)
    {
        bool? says = null;
        foreach (var giver in Answers.Where(a => a.Child == child && a.Purpose == purpose && a.On <= day).GroupBy(a => a.Giver))
        {
            var last = giver.Aggregate((one, other) => other.On >= one.On ? other : one);
            says = says == true || (last.Yes && !By(last.Withdrawn, day) && !By(last.Expires, day));
        }
        return says;
    }

    public bool EverybodyConsents(ConsentPurpose purpose, DateOnly day) => Says(true, purpose, day) == true && (IsAdult(day) || Says(false, purpose, day) == true);

    public bool SomebodyStopped(ConsentPurpose purpose, DateOnly day) => Says(true, purpose, day) == false || (!IsAdult(day) && Says(false, purpose, day) == false);

    public bool GroupIsComplete(DateOnly day)
    {
        bool There(Role role) => Members.Any(m => m.Role == role && m.Since <= day && !By(m.Until, day));
        return There(Role.Coordinator) && There(Role.TeamManager) && (There(Role.SocialWorker) || (IsAdult(day) && There(Role.PersonalAdviser)));
    }

    public DecisionOutcome? Last(string person, DecisionKind kind, DateOnly day) => Steps.Where(s => s.Person == person && s.Kind == kind && s.On <= day)
        .Aggregate((Step?)null, (last, s) => last is null || s.On >= last.On ? s : last)?.Outcome;

    public bool Was(string person, DecisionKind kind, DateOnly day) => Steps.Any(s => s.Person == person && s.Kind == kind && s.On <= day);

    public bool SaidNo(string person, DateOnly day) => Last(person, DecisionKind.PersonAnswer, day) == DecisionOutcome.Declined;

    public bool ChildSaidNo(string person, DateOnly day) => Last(person, DecisionKind.ChildAnswer, day) == DecisionOutcome.Refused;

    public bool IsUnsafe(string person, DateOnly day) => Last(person, DecisionKind.OversightCheck, day) == DecisionOutcome.NotSafe
        || Bans.Any(b => b.Person == person && b.From <= day && !By(b.Until, day));

    public bool IsDead(string person, DateOnly day) => Died.TryGetValue(person, out var died) && died <= day;

    /// <summary>Nothing keeps the person out: what every stop of a path is held to.</summary>
    public bool IsOpen(string person, DateOnly day) => !SaidNo(person, day) && !ChildSaidNo(person, day) && !IsUnsafe(person, day) && !IsDead(person, day);

    public Tie? LinkOf(string person, DateOnly day) => Links.FirstOrDefault(l => l.Person == person && l.Since <= day && !By(l.Ended, day));

    /// <summary>Everything that has to stand on the day on which somebody is approached.</summary>
    public bool MayBeApproached(string person, DateOnly day) => GoesOn(day) && LinkOf(person, day) is not null && IsOpen(person, day) && GroupIsComplete(day)
        && Last(person, DecisionKind.OversightCheck, day) is DecisionOutcome.Cleared or DecisionOutcome.Caution
        && Last(person, DecisionKind.ChildAnswer, day) is DecisionOutcome.Agreed or DecisionOutcome.AgreedWithLimits
        && EverybodyConsents(Search, day) && EverybodyConsents(ConsentPurpose.Approach, day);

    /// <summary>Everything that has to stand for somebody to take part: to be visited, to offer, to be invited, to promise.</summary>
    public bool MayTakePart(string person, DateOnly day) => GoesOn(day) && LinkOf(person, day) is not null && IsOpen(person, day)
        && Last(person, DecisionKind.PersonAnswer, day) == DecisionOutcome.Joined && !SomebodyStopped(ConsentPurpose.Contact, day);

    public bool MayBeInvited(string person, DateOnly day) => MayTakePart(person, day) && EverybodyConsents(AttendConference, day);

    public bool MayPromise(string person, DateOnly day) => MayTakePart(person, day) && EverybodyConsents(ConsentPurpose.Contact, day);

    /// <summary>Somebody may be named in a path.</summary>
    public bool MayBeNamed(string person, DateOnly day) => Says(true, Search, day) == true && IsOpen(person, day);

    public bool HasDraft(DateOnly day) => Plans.Any(p => IsDraft(p, day));

    public static bool IsDraft(Paper plan, DateOnly day) => !By(plan.Agreed, day) && !By(plan.Declined, day) && !By(plan.Ended, day);

    public static bool InForce(Paper plan, DateOnly day) => By(plan.Agreed, day) && !By(plan.Ended, day);
}
