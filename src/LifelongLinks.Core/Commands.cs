using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LifelongLinks.Core;

/// <summary>A kind of command: who may give it, what it answers with, and what it may be refused for.</summary>
/// <param name="Type">Its record.</param>
/// <param name="Gives">The record it is about, which it answers with.</param>
/// <param name="MayBy">The roles in which somebody may give it.</param>
/// <param name="Refusals">What it may be refused for, besides what any command may.</param>
public sealed record CommandKind(Type Type, Type Gives, IReadOnlyList<Role> MayBy, IReadOnlyList<RefusalCode> Refusals)
{
    /// <summary>What any command may be refused for.</summary>
    public static readonly IReadOnlyList<RefusalCode> Always = [RefusalCode.NotFound, RefusalCode.NotYourRole, RefusalCode.ValidationFailed, RefusalCode.Conflict];

    /// <summary>Whether it may be given by somebody to whom the case is open in an emergency only.</summary>
    public bool InEmergency { get; init; }

    /// <summary>The contract's name of the mutation.</summary>
    public string Name => InputLimits.NameOf(Type.Name);
}

/// <summary>Every command there is: the table of steps of domain.md section 2, as code.</summary>
public static class Commands
{
    private const RefusalCode Gate = RefusalCode.GateNotMet, Consent = RefusalCode.ConsentMissing, Safety = RefusalCode.Restricted;

    private static readonly Role[] _coordinator = [Role.Coordinator];
    private static readonly Role[] _coordinatorOrManagers = [Role.Coordinator, Role.TeamManager, Role.FgcManager];
    private static readonly Role[] _workers = [Role.Coordinator, Role.SocialWorker];
    private static readonly Role[] _workersOrManagers = [Role.Coordinator, Role.SocialWorker, Role.TeamManager, Role.FgcManager];
    private static readonly Role[] _withYoungPerson = [Role.Coordinator, Role.YoungPerson];
    private static readonly Role[] _workersOrYoungPerson = [Role.Coordinator, Role.SocialWorker, Role.YoungPerson];
    private static readonly Role[] _around = [Role.Coordinator, Role.SocialWorker, Role.PersonalAdviser, Role.FosterCarer, Role.YoungPerson];
    private static readonly Role[] _caring = [Role.Coordinator, Role.SocialWorker, Role.PersonalAdviser];
    private static readonly Role[] _planners = [Role.Coordinator, Role.FgcManager];
    private static readonly Role[] _chairs = [Role.Coordinator, Role.IndependentReviewingOfficer];
    private static readonly Role[] _overseers = [.. Viewer.OverseeingRoles.Where(Sight.Professionals.Contains)];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<CommandKind> All =
    [
        Kind<ReferChild, Referral>(Sight.Professionals, Gate),
        Kind<AcceptReferral, Referral>(_coordinatorOrManagers, Gate),
        Kind<DeclineReferral, Referral>(_coordinatorOrManagers, Gate),
        Kind<MakeFindingPlan, FindingPlan>(_coordinator, Gate, Consent),
        Kind<RecordFindingStep, FindingStep>(_workers, Gate, Consent),
        Kind<CloseCase, Child>(_coordinatorOrManagers, Gate),

        Kind<RecordConsent, Consent>(_workers, Gate),
        Kind<WithdrawConsent, Consent>(_around, Gate),
        Kind<CorrectRecord, Correction>(_workers, Gate, Safety),
        Kind<BreakGlass, Oversight>(_overseers, Gate),

        Kind<SetOversightMember, Oversight>(_coordinatorOrManagers, Gate),
        Kind<EndOversightMember, Oversight>(_coordinatorOrManagers, Gate),

        Kind<RecordActivity, Activity>(_withYoungPerson, Gate, Consent, Safety),
        Kind<RecordWish, Wish>(_withYoungPerson, Gate, Consent, Safety),
        Kind<MarkWishMet, Wish>(_withYoungPerson, Gate),
        Kind<RecordAffirmation, Affirmation>(_withYoungPerson, Gate),

        Kind<AddPerson, Person>(_workers, Gate),
        Kind<UpdatePerson, Person>(_workers, Gate),
        Kind<AddContactDetail, ContactDetail>(_workers, Gate),
        Kind<EndContactDetail, ContactDetail>(_workers),
        Kind<AddRelationship, Relationship>(_workers, Gate),
        Kind<UpdateRelationship, Relationship>(_workers, Gate),
        Kind<EndRelationship, Relationship>(_workers, Gate),
        Kind<MergePeople, Merge>(_workers, Gate, Safety),
        Kind<UnmergePeople, Merge>(_workers, Gate),

        Kind<IdentifyLink, Link>(_workers, Gate, Consent),
        Kind<RecordLocated, Link>(_coordinator, Gate, Consent, Safety),
        Kind<RecordOversightCheck, Link>([Role.SocialWorker, Role.TeamManager], Gate, Consent),
        Kind<RecordChildAnswer, Link>(_withYoungPerson, Gate, Consent, Safety),
        Kind<RecordApproach, Link>(_coordinator, Gate, Consent, Safety),
        Kind<RecordPersonAnswer, Link>(_coordinator, Gate, Consent, Safety),
        Kind<RecordVisit, Link>(_coordinator, Gate, Consent, Safety),
        Kind<RecordSupportOffer, Offer>(_coordinator, Gate, Consent, Safety),
        Kind<EndLink, Link>(_workers, Gate),
        Kind<RaiseConcern, Concern>(Sight.Professionals, Gate) with { InEmergency = true },
        Kind<AnswerConcern, Concern>(_workersOrManagers, Gate),

        Kind<AddRestriction, Restriction>([Role.SocialWorker, Role.TeamManager, Role.Coordinator]) with { InEmergency = true },
        Kind<EndRestriction, Restriction>([Role.SocialWorker, Role.TeamManager], Gate),

        Kind<PlanConference, Conference>(_planners, Gate, Consent),
        Kind<InviteToConference, Invitation>(_coordinator, Gate, Consent, Safety),
        Kind<RecordInvitationAnswer, Invitation>(_planners, Gate),
        Kind<RecordConference, Conference>(_planners, Gate, Consent),

        Kind<DraftPlan, Plan>(_planners, Gate, Consent),
        Kind<AddCommitment, Commitment>(_planners, Gate, Consent, Safety),
        Kind<UpdateCommitment, Commitment>(_planners, Gate, Consent, Safety),
        Kind<RemoveCommitment, Plan>(_planners, Gate),
        Kind<AgreePlan, Plan>([Role.SocialWorker], Gate, Consent, Safety),
        Kind<DeclinePlan, Plan>([Role.SocialWorker], Gate),
        Kind<IntegratePlan, Plan>([Role.SocialWorker, Role.PersonalAdviser], Gate),
        Kind<EndPlan, Plan>(_workers, Gate),

        Kind<RecordContact, Contact>(_around, Gate),
        Kind<CorrectContact, Correction>(_caring, Gate),
        Kind<ExcuseOccasion, Excuse>(_around, Gate),
        Kind<WithdrawExcuse, Commitment>(_caring),
        Kind<RecordChildFeeling, Contact>(_around, Gate),

        Kind<CreateCalendarAddress, CalendarAddress>(_workersOrYoungPerson, Gate, Consent, Safety),
        Kind<RevokeCalendarAddress, CalendarAddress>([.. _workersOrManagers, Role.YoungPerson], Gate),
        Kind<CreateReviewCalendarAddress, Worker>(_overseers, Gate),
        Kind<RevokeReviewCalendarAddress, Worker>(_overseers, Gate),

        Kind<ScheduleReview, Review>([Role.Coordinator, Role.IndependentReviewingOfficer, Role.SocialWorker, Role.PersonalAdviser], Gate),
        Kind<RecordReview, Review>(_chairs, Gate, Consent, Safety),

        Kind<RecordPlacement, Placement>(_workersOrManagers, Gate),
        Kind<EndPlacement, Placement>(_workersOrManagers, Gate),
        Kind<RecordMeasure, Measure>(_workersOrYoungPerson, Gate),
    ];

    // What was given, and nothing that is worked out from it.
    private static readonly JsonSerializerOptions _asGiven = new() { IgnoreReadOnlyProperties = true };

    private static readonly Dictionary<Type, CommandKind> _byType = All.ToDictionary(k => k.Type);

    /// <summary>The roles in which somebody takes a step on a link.</summary>
    internal static IReadOnlyList<Role> MayDecide(DecisionKind step) => _byType[step switch
    {
        DecisionKind.Search or DecisionKind.Locate => typeof(RecordLocated),
        DecisionKind.OversightCheck => typeof(RecordOversightCheck),
        DecisionKind.ChildAnswer => typeof(RecordChildAnswer),
        DecisionKind.Approach => typeof(RecordApproach),
        DecisionKind.PersonAnswer => typeof(RecordPersonAnswer),
        DecisionKind.Visit => typeof(RecordVisit),
        _ => typeof(InviteToConference),
    }].MayBy;

    /// <summary>The kind of a command.</summary>
    public static CommandKind KindOf(Command command) => _byType[command.GetType()];

    /// <summary>The change that a command asks for.</summary>
    /// <param name="command">The command.</param>
    /// <param name="viewer">Who gives it.</param>
    /// <param name="now">When.</param>
    /// <param name="seenElsewhere">Ids of people the command names whom the viewer sees in other cases.</param>
    /// <param name="requestId">Id of the request, for the audit trail.</param>
    public static CaseChange ChangeOf(Command command, Viewer viewer, DateTimeOffset now, IReadOnlySet<string> seenElsewhere, string? requestId)
    {
        NewIds newIds = new(now);
        string auditId = Ids.From(Guid.CreateVersion7(now));
        // A new child has the first of the new ids: see Decide.
        return new(ChangeIdOf(command, viewer, now), command.CaseId ?? newIds[0], loaded => Decide(command, loaded, viewer, seenElsewhere, newIds), new()
        {
            Id = auditId,
            At = now,
            Subject = viewer.Subject,
            Roles = viewer.Roles,
            Action = KindOf(command).Name,
            RequestId = requestId,
        })
        {
            Today = viewer.Today,
            AlsoIds = [.. command.NamedIds.OfType<string>().Where(Ids.IsWellFormed).Distinct()],
            Fingerprint = FingerprintOf(command),
        };
    }

    /// <summary>What to save for a command, or why not.</summary>
    public static Outcome<Changes> Decide(Command command, CaseToChange loaded, Viewer viewer, IReadOnlySet<string> seenElsewhere, NewIds newIds)
    {
        var kind = KindOf(command);
        Deciding on = new(loaded.Case, loaded.Besides, viewer, command.Day, seenElsewhere, newIds);
        if (InputLimits.Broken(command, viewer.Today, on.HasCase ? on.Child.DateOfBirth : null) is { } broken)
        {
            return broken;
        }
        if (command.NeedsSight && !on.HasCase)
        {
            return new Refusal(RefusalCode.NotFound, "There is no such child, or none in your sight.");
        }
        if (!kind.InEmergency && on.IsEmergency)
        {
            return new NotYourRole(kind.MayBy, "The case is open to you in an emergency: to look, to raise a concern and to add a restriction. Whatever else is to be done is for those who oversee it.");
        }
        if (!on.Roles.Intersect(kind.MayBy).Any())
        {
            return new NotYourRole(kind.MayBy, $"This is for the {string.Join(", ", kind.MayBy.Select(r => Words.Plain(r)))} of the case.");
        }
        if (command.ExpectedVersion is { } expected && on.VersionOf(command.AboutId ?? on.Child.Id) is { } version && version != expected)
        {
            return new Refusal(RefusalCode.Conflict, $"It was changed since you saw it: version {version} now, not {expected}. Load it anew.");
        }
        var decided = command.Decide(on);
        return decided.Value is { } changes ? changes with { Nodes = [.. changes.Nodes.Select(n => Whole(n, on.Case))] } : decided;
    }

    // Of the people that a fact names some may be hidden from whoever changes it: they stay.
    private static Node Whole(Node node, Case of) => node switch
    {
        Commitment c when of.Whole.GetValueOrDefault(c.Id) is Commitment whole && of.Commitments.FirstOrDefault(s => s.Id == c.Id) is { } seen => c with
        {
            PersonIds = [.. c.PersonIds, .. whole.PersonIds.Except(seen.PersonIds)],
            HelperIds = [.. c.HelperIds, .. whole.HelperIds.Except(seen.HelperIds)],
        },
        Contact c when of.Whole.GetValueOrDefault(c.Id) is Contact whole && of.Contacts.FirstOrDefault(s => s.Id == c.Id) is { } seen => c with
        {
            PersonIds = [.. c.PersonIds, .. whole.PersonIds.Except(seen.PersonIds)],
            NeededIds = [.. c.NeededIds, .. whole.NeededIds.Except(seen.NeededIds)],
            CommitmentIds = [.. c.CommitmentIds, .. whole.CommitmentIds.Except(seen.CommitmentIds)],
        },
        _ => node,
    };

    // With a key, the same for the same worker's same key.
    private static string ChangeIdOf(Command command, Viewer viewer, DateTimeOffset now) => command.IdempotencyKey is { } key
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{viewer.Subject}\n{key}")))[..Ids.Length]
        : Ids.From(Guid.CreateVersion7(now));

    private static string FingerprintOf(Command command) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<object>(command, _asGiven)));

    private static CommandKind Kind<TCommand, TGives>(IReadOnlyList<Role> mayBy, params IReadOnlyList<RefusalCode> refusals) where TCommand : Command =>
        new(typeof(TCommand), typeof(TGives), mayBy, [.. CommandKind.Always, .. refusals]);
}
