namespace LifelongLinks.Core;

/// <summary>Begins the plan that the conference makes: a draft, to which commitments are added until the social worker agrees it.</summary>
public sealed record DraftPlan : CaseCommand
{
    /// <summary>Id of the conference that makes it.</summary>
    [Ids]
    public string? ConferenceId { get; init; }

    /// <summary>The day it was drafted; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? DraftedOn { get; init; }

    internal override DateOnly? Day => DraftedOn;

    internal override Outcome<Changes> Decide(Deciding on) => ConferenceId is not null && on.Conference(ConferenceId) is null ? Deciding.NotFound("conference")
        : Deciding.First(
            on.GoesOn(),
            on.ChildConsents(ConsentPurpose.Contact),
            ConferenceId is not null && !(on.Conference(ConferenceId)!.HeldOn <= on.Day) ? Deciding.Wrong(nameof(ConferenceId), "is a conference that had not been held by then.") : null,
            on.Case.Plans.Any(p => p.Status(on.Today) == PlanStatus.Draft) ? Deciding.Gate(Gate.NotDoneAlready, "There is a draft already. Change that one, or decline it.") : null,
            on.Case.Plans.Any(p => p.InForce(on.Today)) ? Deciding.Gate(Gate.NotDoneAlready, "A plan is agreed. It changes through a review only.") : null)
            ?? Deciding.Saves(new Plan { Id = on.NewId(), ChildId = ChildId, ConferenceId = ConferenceId, DraftedOn = on.Day });
}

/// <summary>Adds a promise to a draft, from what somebody offered where that is said: who stays in touch, how and how often.</summary>
public sealed record AddCommitment : CaseCommand
{
    /// <summary>Id of the plan, a draft.</summary>
    [Ids]
    public required string PlanId { get; init; }

    /// <summary>Id of the offer of support that it comes from: its person, support, mode and words stand where none are given.</summary>
    [Ids]
    public string? OfferId { get; init; }

    /// <summary>Ids of the people who promise it; each has joined.</summary>
    [Ids(20)]
    public IReadOnlyList<string> PersonIds { get; init; } = [];

    /// <summary>Ids of the workers who make it possible.</summary>
    [Ids(20)]
    public IReadOnlyList<string> HelperIds { get; init; } = [];

    /// <summary>What kinds of support it gives.</summary>
    [AtMost(5)]
    public IReadOnlyList<SupportKind> Support { get; init; } = [];

    /// <summary>How; needed without an offer that says so.</summary>
    public ContactMode? Mode { get; init; }

    /// <summary>Whether somebody else is there.</summary>
    public Supervision Supervision { get; init; } = Supervision.Unsupervised;

    /// <summary>How often.</summary>
    [Falls]
    public required Cadence Cadence { get; init; }

    /// <summary>Days of grace after due; left out: as the cadence has it.</summary>
    [Between(0, 366)]
    public int? Grace { get; init; }

    /// <summary>The first day; periods count from it.</summary>
    [Day(When.Any)]
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day, itself included.</summary>
    [Day(When.Any)]
    public DateOnly? EndsOn { get; init; }

    /// <summary>The promise in the person's own words.</summary>
    [Text(2000, Lines = true)]
    public string? Words { get; init; }

    internal override IEnumerable<string?> NamedIds => HelperIds;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        var offer = OfferId is null ? null : on.Fact(on.Case.Offers, OfferId);
        if (on.Plan(PlanId) is not { } plan || (OfferId is not null && offer is null))
        {
            return Deciding.NotFound(OfferId is not null && offer is null ? "offer" : "plan");
        }
        if ((Mode ?? offer?.Mode) is not { } mode)
        {
            return Deciding.Wrong(nameof(Mode), "is needed: how will they be in touch?");
        }
        Commitment commitment = new()
        {
            Id = on.NewId(),
            ChildId = ChildId,
            PlanId = PlanId,
            PersonIds = PersonIds.Count > 0 || offer is null ? PersonIds : [offer.PersonId],
            HelperIds = HelperIds,
            Support = Support.Count > 0 || offer is null ? Support : [offer.Support],
            Mode = mode,
            Supervision = Supervision,
            Cadence = Cadence,
            Grace = Grace,
            StartsOn = StartsOn,
            EndsOn = EndsOn,
            Words = Words ?? offer?.Words,
        };
        return Deciding.First(on.GoesOn(), Commitments.InDraft(on, plan), Commitments.Wrong(on, commitment)) ?? Deciding.Saves(commitment);
    }
}

/// <summary>Changes a promise in a draft. An agreed plan changes through a review only.</summary>
public sealed record UpdateCommitment : CaseCommand
{
    /// <summary>Id of the commitment.</summary>
    [Ids]
    public required string CommitmentId { get; init; }

    /// <summary>Ids of the people who promise it; each has joined.</summary>
    [Ids(20)]
    public IReadOnlyList<string>? PersonIds { get; init; }

    /// <summary>Ids of the workers who make it possible.</summary>
    [Ids(20)]
    public IReadOnlyList<string>? HelperIds { get; init; }

    /// <summary>What kinds of support it gives.</summary>
    [AtMost(5)]
    public IReadOnlyList<SupportKind>? Support { get; init; }

    /// <summary>How.</summary>
    public ContactMode? Mode { get; init; }

    /// <summary>Whether somebody else is there.</summary>
    public Supervision? Supervision { get; init; }

    /// <summary>How often.</summary>
    [Falls]
    public Cadence? Cadence { get; init; }

    /// <summary>Days of grace after due; null: as the cadence has it.</summary>
    [Between(0, 366)]
    public int? Grace { get; init; }

    /// <summary>The first day; periods count from it.</summary>
    [Day(When.Any)]
    public DateOnly? StartsOn { get; init; }

    /// <summary>The last day, itself included.</summary>
    [Day(When.Any)]
    public DateOnly? EndsOn { get; init; }

    /// <summary>The promise in the person's own words.</summary>
    [Text(2000, Lines = true)]
    public string? Words { get; init; }

    internal override string AboutId => CommitmentId;

    internal override IEnumerable<string?> NamedIds => HelperIds ?? [];

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Commitment(CommitmentId) is not { } stored || on.Plan(stored.PlanId) is not { } plan)
        {
            return Deciding.NotFound("commitment");
        }
        var commitment = stored with
        {
            PersonIds = PersonIds ?? stored.PersonIds,
            HelperIds = HelperIds ?? stored.HelperIds,
            Support = Support ?? stored.Support,
            Mode = Mode ?? stored.Mode,
            Supervision = Supervision ?? stored.Supervision,
            Cadence = Cadence ?? stored.Cadence,
            Grace = Or(nameof(Grace), Grace, stored.Grace),
            StartsOn = StartsOn ?? stored.StartsOn,
            EndsOn = Or(nameof(EndsOn), EndsOn, stored.EndsOn),
            Words = Or(nameof(Words), Words, stored.Words),
        };
        return Deciding.First(on.GoesOn(), Commitments.InDraft(on, plan), Commitments.Wrong(on, commitment)) ?? Deciding.Saves(commitment);
    }
}

/// <summary>Takes a promise out of a draft again.</summary>
public sealed record RemoveCommitment : CaseCommand
{
    /// <summary>Id of the commitment.</summary>
    [Ids]
    public required string CommitmentId { get; init; }

    internal override string AboutId => CommitmentId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Commitment(CommitmentId) is not { } commitment || on.Plan(commitment.PlanId) is not { } plan)
        {
            return Deciding.NotFound("commitment");
        }
        return Deciding.First(on.Open(), Commitments.InDraft(on, plan)) ?? new Changes { Erased = [CommitmentId], ResultId = plan.Id };
    }
}

/// <summary>Agrees a draft, as the social worker alone may: with the statement why it is safe. A new version ends the one it replaces.</summary>
public sealed record AgreePlan : CaseCommand
{
    /// <summary>Id of the plan.</summary>
    [Ids]
    public required string PlanId { get; init; }

    /// <summary>Why it is safe, in the social worker's words.</summary>
    [Text(4000, Lines = true)]
    public required string SafetyStatement { get; init; }

    /// <summary>The day it is agreed; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? AgreedOn { get; init; }

    internal override string AboutId => PlanId;

    internal override DateOnly? Day => AgreedOn;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Plan(PlanId) is not { } plan)
        {
            return Deciding.NotFound("plan");
        }
        var commitments = on.Case.Commitments.Where(c => c.PlanId == PlanId).ToList();
        var replaced = on.Case.Plans.FirstOrDefault(p => p.Id == plan.ReplacesId && !(p.EndedOn <= on.Day));
        var agreed = plan with { AgreedOn = on.Day, AgreedById = on.Worker?.Id, SafetyStatement = SafetyStatement, IntegratedInto = replaced?.IntegratedInto ?? plan.IntegratedInto };
        return Deciding.First(
            on.GoesOn(),
            Commitments.InDraft(on, plan),
            commitments.Count == 0 ? Deciding.Gate(Gate.PlanHasCommitments, "Nobody promises anything in this plan yet. Add commitments first.") : null,
            on.Day < plan.DraftedOn ? Deciding.Wrong(nameof(AgreedOn), "is before the plan was drafted.") : null,
            on.Case.Plans.Any(p => p.AgreedOn is not null && p.Id != PlanId && p.Id != plan.ReplacesId && !(p.EndedOn <= on.Day))
                ? Deciding.Gate(Gate.NotDoneAlready, "Another plan was agreed, and had not ended by that day. There is one at a time.") : null,
            on.Day < replaced?.AgreedOn ? Deciding.Wrong(nameof(AgreedOn), "is before the version that it replaces was agreed.") : null,
            commitments.SelectMany(c => c.PersonIds).Distinct().Select(on.MayTakePart).FirstOrDefault(r => r is not null),
            on.Consented(ConsentPurpose.Contact))
            ?? Deciding.Saves(agreed, replaced is null ? [] : [replaced with { EndedOn = on.Day }, .. Commitments.Carried(on.Case, commitments, on.Day)]);
    }
}

/// <summary>Declines a draft, with the reason. Another can be drafted.</summary>
public sealed record DeclinePlan : CaseCommand
{
    /// <summary>Id of the plan.</summary>
    [Ids]
    public required string PlanId { get; init; }

    /// <summary>Why, in words the family can read.</summary>
    [Text(4000, Lines = true)]
    public required string Reason { get; init; }

    /// <summary>The day it is declined; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? DeclinedOn { get; init; }

    internal override string AboutId => PlanId;

    internal override Outcome<Changes> Decide(Deciding on) => on.Plan(PlanId) is not { } plan ? Deciding.NotFound("plan")
        : Deciding.First(on.Open(), Commitments.InDraft(on, plan), DeclinedOn < plan.DraftedOn ? Deciding.Wrong(nameof(DeclinedOn), "is before it was drafted.") : null)
        ?? Deciding.Saves(plan with { DeclinedOn = DeclinedOn ?? on.Today, EndReason = Reason });
}

/// <summary>Makes the agreed plan part of the child's care plan, pathway plan or both.</summary>
public sealed record IntegratePlan : CaseCommand
{
    /// <summary>Id of the plan.</summary>
    [Ids]
    public required string PlanId { get; init; }

    /// <summary>The statutory plans it becomes part of.</summary>
    [AtMost(2, Least = 1)]
    public required IReadOnlyList<PlanIntegration> Into { get; init; }

    internal override string AboutId => PlanId;

    internal override Outcome<Changes> Decide(Deciding on) => on.Plan(PlanId) is not { } plan ? Deciding.NotFound("plan")
        : Deciding.First(on.Open(), Commitments.InForce(on, plan))
        ?? Deciding.Saves(plan with { IntegratedInto = [.. plan.IntegratedInto.Union(Into).Order()] });
}

/// <summary>Ends an agreed plan: from that day nothing more is expected of anybody.</summary>
public sealed record EndPlan : CaseCommand
{
    /// <summary>Id of the plan.</summary>
    [Ids]
    public required string PlanId { get; init; }

    /// <summary>The first day it no longer holds; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? EndedOn { get; init; }

    /// <summary>Why.</summary>
    [Text(4000, Lines = true)]
    public required string Reason { get; init; }

    internal override string AboutId => PlanId;

    internal override Outcome<Changes> Decide(Deciding on) => on.Plan(PlanId) is not { } plan ? Deciding.NotFound("plan")
        : Deciding.First(Commitments.InForce(on, plan), EndedOn < plan.AgreedOn ? Deciding.Wrong(nameof(EndedOn), "is before it was agreed.") : null)
        ?? Deciding.Saves(plan with { EndedOn = EndedOn ?? on.Today, EndReason = Reason });
}

/// <summary>A cadence of exactly one of the three forms, with values that make sense.</summary>
public sealed class FallsAttribute : LimitAttribute
{
    /// <inheritdoc/>
    public override string Told => "one form of cadence: times, every and unit; month and day; or on";

    /// <inheritdoc/>
    public override string? Wrong(object value, DateOnly today, DateOnly? born) => ((Cadence)value).IsValid ? null
        : "must be exactly one of: times, every and unit (1 to 100 times in 1 to 1000 units); month and day that the calendar has; or on.";
}

/// <summary>What promises need.</summary>
internal static class Commitments
{
    /// <summary>The plan is a draft.</summary>
    internal static Refusal? InDraft(Deciding on, Plan plan) => plan.Status(on.Today) == PlanStatus.Draft ? null
        : Deciding.Gate(Gate.PlanDraft, "The plan is no draft. An agreed plan changes through a review only.");

    /// <summary>The plan is agreed and has not ended.</summary>
    internal static Refusal? InForce(Deciding on, Plan plan) => plan.InForce(on.Today) ? null
        : Deciding.Gate(Gate.PlanAgreed, "The plan is not agreed, or has ended.");

    /// <summary>What is wrong with a promise to be saved; null when nothing is.</summary>
    internal static Refusal? Wrong(Deciding on, Commitment commitment, string within = "")
    {
        Refusal? Field(string property, string wrong) => new ValidationFailed(within + InputLimits.NameOf(property), $"{within}{InputLimits.NameOf(property)} {wrong}");
        bool falls = commitment.Cadence.Periods(commitment.StartsOn).FirstOrDefault() is { Due: var due } && due != default && !(due > commitment.EndsOn);
        return commitment.PersonIds.Count == 0 ? Field(nameof(commitment.PersonIds), "is needed: who promises it?")
            : commitment.PersonIds.Any(id => on.Person(id) is null || id == on.Child.Id) ? Field(nameof(commitment.PersonIds), "names somebody who is not in this case.")
            : commitment.HelperIds.Any(id => on.AnyWorker(id) is null) ? Field(nameof(commitment.HelperIds), "names somebody who is no worker of this authority.")
            : commitment.Support.Count == 0 ? Field(nameof(commitment.Support), "is needed: what does it give?")
            : commitment.Support.Distinct().Count() < commitment.Support.Count ? Field(nameof(commitment.Support), "names one kind twice.")
            : commitment.EndsOn < commitment.StartsOn ? Field(nameof(commitment.EndsOn), "is before the first day.")
            : !falls ? Field(nameof(commitment.Cadence), "never falls due between the first and the last day.")
            : commitment.PersonIds.Select(on.MayTakePart).FirstOrDefault(r => r is not null);
    }

    /// <summary>
    /// Contacts that kept an occasion due on or after the day on which a new version of the plan begins: they keep it in that version too,
    /// where the promise goes on as it was.
    /// </summary>
    internal static IEnumerable<Contact> Carried(Case of, IReadOnlyList<Commitment> commitments, DateOnly day)
    {
        Dictionary<string, Contact> carried = [];
        foreach (var commitment in commitments)
        {
            var before = of.Commitments.FirstOrDefault(c => c.Id == commitment.ContinuesId);
            if (before is null || before.Cadence != commitment.Cadence || before.StartsOn != commitment.StartsOn)
            {
                continue;
            }
            foreach (var occasion in Occasions.Of(of, before, day, from: day))
            {
                if (occasion.Contact is { } kept)
                {
                    var contact = carried.GetValueOrDefault(kept.Id, kept);
                    carried[kept.Id] = contact with { CommitmentIds = [.. contact.CommitmentIds, commitment.Id] };
                }
            }
        }
        return carried.Values;
    }
}
