using CsCheck;

namespace LifelongLinks.Tests.Core;

/// <summary>One turn of a random course of a case: what is tried, about whom, on which day and by whom. It stands for numbers, so that it can be made smaller.</summary>
internal readonly record struct Turn(int Step, int Person, int Choice, int Days, int Back, int Role);

/// <summary>A case that random commands are given in, with the plain gates beside it.</summary>
internal sealed class ProcessTurns
{

    private static readonly ConsentPurpose[] _purposes =
        [ConsentPurpose.Referral, ConsentPurpose.Search, ConsentPurpose.Approach, ConsentPurpose.Contact, ConsentPurpose.AttendConference];

    private static readonly string[] _names = ["Nan", "Dad", "Jo", "Mr Bell"];

    private static readonly Role[] _roles = Enum.GetValues<Role>();

    /// <summary>Courses of a case: most turns go one step on with somebody, some undo what was reached, and the day moves on.</summary>
    public static readonly Gen<(int Born, int Missing, Turn[] Turns)> Courses = Gen.Select(
        Gen.Int[5, 500], Gen.OneOf(Gen.Const(0), Gen.Int[0, 1023]),
        Gen.Select(Gen.Int[0, 64], Gen.Int[0, 3], Gen.Int[0, 99], Gen.OneOf(0, 0, 0, 1, 1, 3, 14), Gen.OneOf(0, 0, 0, 0, 0, 1, 6, 30), Gen.Int[0, 119],
            (step, person, choice, days, back, role) => new Turn(step, person, choice, days, back, role)).Array[1, 500]);

    private readonly string[] _people;
    private readonly string _holder;

    public ProcessTurns(int born, int missing)
    {
        var birthday = ProcessCase.Begins.AddYears(-18).AddDays(born);
        Of = new(birthday);
        Gates = new(birthday);
        Gates.Referrals.Add(new(ProcessCase.Begins));
        Gates.Members.AddRange(Of.Case.Oversight.Select(o => new PlainGates.Member(o.Id, o.Role, o.Since!.Value)));
        Give(Role.Coordinator, new AcceptReferral { ChildId = Of.ChildId });
        _people = [.. _names.Select(name => Of.Person(name, RelationshipKind.FamilyFriend))];
        for (int i = 1; i < _people.Length; i++)
        {
            Of.Done(Role.Coordinator, new AddRelationship { ChildId = Of.ChildId, FromId = _people[i], ToId = _people[i - 1], Kind = RelationshipKind.Friend });
        }
        _holder = Of.Person("Mum", RelationshipKind.Parent);
        Give(Role.Coordinator, new MakeFindingPlan { ChildId = Of.ChildId, Risks = "None." });
        for (int i = 0; i < 2 * _purposes.Length; i++)
        {
            if ((missing & (1 << i)) == 0)
            {
                Give(Role.Coordinator, Of.Consent(i % 2 == 0 ? ConsentSubject.Child : ConsentSubject.ParentalResponsibility, _purposes[i / 2]));
            }
        }
    }

    public ProcessCase Of { get; }

    public PlainGates Gates { get; }

    /// <summary>Everybody who could be named, the holder of parental responsibility too.</summary>
    public IReadOnlyList<string> Everybody => [.. _people, _holder];

    /// <summary>Gives a command; takes it into the plain facts when it is done.</summary>
    public Refusal? Give(Role role, Command command)
    {
        var refusal = Of.Give(role, command);
        if (refusal is null)
        {
            Gates.Take(command, Of);
        }
        return refusal;
    }

    /// <summary>The command of a turn and whose it is; null when there is nothing yet that it could be about.</summary>
    public (Role Role, Command Command)? Command(Turn turn)
    {
        var command = Told(turn);
        if (command is null)
        {
            return null;
        }
        var mayBy = Commands.KindOf(command).MayBy;
        // Most are given by somebody who may: else hardly any would be done.
        return (turn.Role < _roles.Length ? _roles[turn.Role] : mayBy[turn.Role % mayBy.Count], command);
    }

    private Command? Told(Turn turn)
    {
        string child = Of.ChildId, person = _people[turn.Person];
        DateOnly? on = turn.Back == 0 ? null : Of.Today.AddDays(-turn.Back);
        var link = Gates.Links.LastOrDefault(l => l.Person == person);
        bool first = turn.Choice % 2 == 0;
        T? About<T>(IReadOnlyList<T> all) where T : class => all.Count == 0 ? null : all[turn.Choice % all.Count];
        switch (turn.Step)
        {
            case < 26: return Next(turn, person, link, on);
            case < 31:
                return Of.Consent(first ? ConsentSubject.Child : ConsentSubject.ParentalResponsibility, _purposes[turn.Choice / 4 % 5],
                    (turn.Choice % 13) switch { 0 => ConsentState.Refused, 1 => ConsentState.Pending, 2 => ConsentState.GivenWithLimits, _ => ConsentState.Given },
                    turn.Choice % 13 == 1 ? null : on, turn.Choice % 11 == 0 ? Of.Today.AddDays(1 + turn.Choice) : null, !first && turn.Choice % 3 == 0 ? _holder : null);
            case < 33: return About(Gates.Answers) is { } answer ? new WithdrawConsent { ChildId = child, ConsentId = answer.Id, WithdrawnOn = on } : null;
            case 33: return link is null ? null : Of.Check(link.Id, first ? DecisionOutcome.NotSafe : DecisionOutcome.Caution, on);
            case 34: return link is null ? null : Of.Check(link.Id, DecisionOutcome.Cleared, on);
            case 35: return link is null ? null : Of.ChildSays(link.Id, first ? DecisionOutcome.Refused : DecisionOutcome.AgreedWithLimits, on);
            case 36: return link is null ? null : Of.ChildSays(link.Id, DecisionOutcome.Agreed, on);
            case 37: return link is null ? null : Of.PersonSays(link.Id, first ? DecisionOutcome.Declined : DecisionOutcome.Undecided, on: on);
            case 38: return link is null ? null : Of.PersonSays(link.Id, DecisionOutcome.Joined, cameBack: turn.Choice % 3 > 0, on: on);
            case 39: return link is null ? null : Of.Approach(link.Id, on);
            case 40: return link is null ? null : first ? new RecordVisit { ChildId = child, LinkId = link.Id, DecidedOn = on } : new RecordLocated { ChildId = child, LinkId = link.Id, DecidedOn = on, Found = turn.Choice % 4 == 1 };
            case 41: return link is null || turn.Choice % 3 > 0 ? null : new EndLink { ChildId = child, LinkId = link.Id, DecidedOn = on, Reason = "It is over." };
            case 42: return new IdentifyLink { ChildId = child, PersonId = person, IdentifiedOn = on };
            case 43: return Of.Restrict(person, turn.Choice % 4 == 0 ? RestrictionEffect.Caution : RestrictionEffect.Block, from: Of.Today.AddDays(turn.Back - 6), until: first ? Of.Today.AddDays(turn.Choice + 30) : null);
            case 44 or 45: return About(Of.Case.Restrictions) is { } restriction ? new EndRestriction { ChildId = child, RestrictionId = restriction.Id, Basis = "Lifted.", Until = on } : null;
            case 46: return turn.Choice > 8 || Gates.Died.ContainsKey(person) ? null : new UpdatePerson { ChildId = child, PersonId = person, Died = Of.Today.AddDays(-turn.Back), Given = new HashSet<string> { nameof(UpdatePerson.Died) } };
            case 47 when Gates.Open(Of.Today): return turn.Choice > 9 ? null : new CloseCase { ChildId = child, ClosedOn = on };
            case 47 or 48: return new ReferChild { ChildId = child, Why = "Asked again.", Risks = "None.", Support = "Time.", ReferredOn = on, ReferredById = Of.WorkerId(Role.SocialWorker) };
            case 49: return turn.Choice % 9 == 0 ? new DeclineReferral { ChildId = child, Reason = "Not now.", DecidedOn = on } : new AcceptReferral { ChildId = child, DecidedOn = on };
            case 50: return About(Gates.Members.Where(m => m.Until is null && turn.Choice % 4 == 0).ToList()) is { } member ? new EndOversightMember { ChildId = child, OversightMemberId = member.Id, Until = on } : null;
            case 51 or 52:
                var role = Viewer.OverseeingRoles.FirstOrDefault(r => Gates.Members.All(m => m.Role != r || m.Until is not null), Role.Coordinator);
                return new SetOversightMember { ChildId = child, WorkerId = Of.WorkerId(role), Role = role, Since = on };
            case 53: return new PlanConference { ChildId = child };
            case 54: return About(Gates.Meetings) is { } meeting ? new RecordConference { ChildId = child, ConferenceId = meeting.Id, HeldOn = on } : null;
            case 55: return Gates.Plans.LastOrDefault() is { } paper ? Of.Agree(paper.Id, on) : null;
            case 56: return Gates.Plans.LastOrDefault() is { } old && turn.Choice % 3 == 0 ? first ? new DeclinePlan { ChildId = child, PlanId = old.Id, Reason = "Not yet." } : new EndPlan { ChildId = child, PlanId = old.Id, Reason = "It is over.", EndedOn = on } : null;
            case 57: return Review(person, first, on);
            case 58: return first ? new RecordActivity { ChildId = child, Kind = ActivityKind.TreeOfLife, HeldOn = on } : new RecordWish { ChildId = child, Kind = WishKind.Find, Words = "See them.", PersonId = person, MadeOn = on };
            case 59 or 60 or 61:
                var promises = Of.Case.Commitments.Where(c => c.PersonIds.Contains(person) && Of.Case.Plans.Any(p => p.Id == c.PlanId && p.AgreedOn is not null)).ToList();
                return new RecordContact { ChildId = child, PersonIds = [person], CommitmentIds = promises.Count > 0 ? [promises[^1].Id] : [], On = on, Mode = first ? ContactMode.OvernightStay : ContactMode.Card };
            case 62:
                return About(Of.Case.Commitments) is { } promise && Occasions.Of(Of.Case, promise, Of.Today) is [.., var last]
                    ? new ExcuseOccasion { ChildId = child, CommitmentId = promise.Id, DueOn = last.DueOn, Reason = ExcuseReason.Transport } : null;
            case 63: return new RecordAffirmation { ChildId = child, PersonId = person, Loving = first, SaidOn = on };
            default: return new RecordFindingStep { ChildId = child, Source = FindingSource.Family, Status = FindingStatus.UnderWay, PersonId = person };
        }
    }

    /// <summary>The step that comes next for somebody, ready or not.</summary>
    private Command Next(Turn turn, string person, PlainGates.Tie? link, DateOnly? on)
    {
        string child = Of.ChildId;
        var today = Of.Today;
        if (link is null || link.Ended is not null)
        {
            return new IdentifyLink { ChildId = child, PersonId = person, IdentifiedOn = on };
        }
        bool Done(DecisionKind kind) => Gates.Steps.Any(s => s.Link == link.Id && s.Kind == kind);
        var meeting = Gates.Meetings.LastOrDefault(m => m.Held is null && !m.Invited.Contains(person));
        var draft = Gates.Plans.LastOrDefault(p => PlainGates.IsDraft(p, today));
        // What was undone is asked for anew now and then.
        return Gates.IsUnsafe(person, today) && turn.Choice % 5 == 0 ? Of.Check(link.Id, on: on)
            : Gates.ChildSaidNo(person, today) && turn.Choice % 2 == 0 ? Of.ChildSays(link.Id, on: on)
            : Gates.SaidNo(person, today) && turn.Choice % 2 == 0 ? Of.PersonSays(link.Id, cameBack: true, on: on)
            : !Done(DecisionKind.Locate) ? new RecordLocated { ChildId = child, LinkId = link.Id, DecidedOn = on }
            : !Done(DecisionKind.OversightCheck) ? Of.Check(link.Id, on: on)
            : !Done(DecisionKind.ChildAnswer) ? Of.ChildSays(link.Id, on: on)
            : !Done(DecisionKind.Approach) ? Of.Approach(link.Id, on)
            : !Done(DecisionKind.PersonAnswer) ? Of.PersonSays(link.Id, on: on)
            : meeting is not null ? Of.Invite(meeting.Id, person, childAgreed: today.Day % 7 > 0, on: on)
            : draft is null ? new DraftPlan { ChildId = child, DraftedOn = on }
            : Gates.Promises.Values.Any(p => p.Plan == draft.Id && p.People.Contains(person)) ? new RecordSupportOffer { ChildId = child, PersonId = person, Support = SupportKind.Practical, OfferedOn = on }
            : Of.Promise(draft.Id, person);
    }

    // A review that has another person promise, or ends a promise.
    private RecordReview? Review(string person, bool changes, DateOnly? on)
    {
        var day = on ?? Of.Today;
        var plan = Of.Case.Plans.Where(p => p.InForce(day)).MaxBy(p => (p.AgreedOn, p.Id));
        return plan is null ? null : new()
        {
            ChildId = Of.ChildId,
            Kind = ReviewKind.LifelongLinksReview,
            Decisions = "As said.",
            HeldOn = on,
            Commitments = [.. Of.Case.Commitments.Where(c => c.PlanId == plan.Id).Select((c, i) => new CommitmentReviewed
            {
                CommitmentId = c.Id,
                Decision = i > 0 ? CommitmentDecision.Continue : changes ? CommitmentDecision.Change : CommitmentDecision.Pause,
                PersonIds = i == 0 && changes ? [person] : null,
            })],
        };
    }
}
