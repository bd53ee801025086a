namespace LifelongLinks.Core;

/// <summary>Makes the finding plan with the referrer: whom to look for, where, and who does it.</summary>
public sealed record MakeFindingPlan : CaseCommand
{
    /// <summary>The day it was made; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? MadeOn { get; init; }

    /// <summary>Risks to weigh while looking.</summary>
    [Text(4000, Lines = true)]
    public required string Risks { get; init; }

    /// <summary>What is to be done. Each can be told of and added to later.</summary>
    [AtMost(50)]
    public IReadOnlyList<FindingStepToTake> Steps { get; init; } = [];

    internal override DateOnly? Day => MadeOn;

    internal override IEnumerable<string?> NamedIds => Steps.Select(s => s.WorkerId);

    internal override Outcome<Changes> Decide(Deciding on)
    {
        var referral = Referrals.Latest(on.Case, on.Day);
        var refused = on.GoesOn() ?? (referral?.Risks is null || referral.Support is null
            ? Deciding.Gate(Gate.RisksAndSupport, "The risks and the child's support are not written down in the referral. Write them there first.") : null);
        FindingPlan plan = new() { Id = on.NewId(), ChildId = ChildId, MadeOn = MadeOn ?? on.Today, Risks = Risks };
        List<FindingStep> steps = [];
        for (int i = 0; i < Steps.Count && refused is null; i++)
        {
            var step = Steps[i];
            refused = FindingSteps.Named(on, step.PersonId, step.WorkerId, $"steps[{i}].");
            steps.Add(new()
            {
                Id = on.NewId(),
                ChildId = ChildId,
                FindingPlanId = plan.Id,
                Source = step.Source,
                Words = step.Words,
                PersonId = step.PersonId,
                WorkerId = step.WorkerId ?? on.Worker?.Id,
            });
        }
        return refused is not null ? refused : Deciding.Saves(plan, steps);
    }
}

/// <summary>One step that a finding plan begins with.</summary>
public sealed record FindingStepToTake
{
    /// <summary>Where to look.</summary>
    public required FindingSource Source { get; init; }

    /// <summary>What is to be done, in words.</summary>
    [Text(2000, Lines = true)]
    public required string Words { get; init; }

    /// <summary>Id of the person to look for, where they are known by name.</summary>
    [Ids]
    public string? PersonId { get; init; }

    /// <summary>Id of the worker who does it; whoever makes the plan by default.</summary>
    [Ids]
    public string? WorkerId { get; init; }
}

/// <summary>Records how a step of the finding plan goes on, or adds one. Nobody is looked for before the oversight group and the consents stand.</summary>
public sealed record RecordFindingStep : CaseCommand
{
    /// <summary>Id of the step; left out to add one to the latest finding plan.</summary>
    [Ids]
    public string? FindingStepId { get; init; }

    /// <summary>Where to look; needed for a new step.</summary>
    public FindingSource? Source { get; init; }

    /// <summary>What is to be done, in words.</summary>
    [Text(2000, Lines = true)]
    public string? Words { get; init; }

    /// <summary>Id of the person to look for.</summary>
    [Ids]
    public string? PersonId { get; init; }

    /// <summary>Id of the worker who does it.</summary>
    [Ids]
    public string? WorkerId { get; init; }

    /// <summary>How far the step has come; as it was by default.</summary>
    public FindingStatus? Status { get; init; }

    /// <summary>The day it was done or given up; today by default, once it is.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? DoneOn { get; init; }

    /// <summary>What was found, in words.</summary>
    [Text(4000, Lines = true)]
    public string? Found { get; init; }

    internal override DateOnly? Day => DoneOn;

    internal override string? AboutId => FindingStepId;

    internal override IEnumerable<string?> NamedIds => [WorkerId];

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Case.FindingPlans.MaxBy(p => (p.MadeOn, p.Id)) is not { } plan)
        {
            return Deciding.NotFound("finding plan");
        }
        var step = FindingStepId is null ? null : on.Fact(on.Case.FindingSteps, FindingStepId);
        if (FindingStepId is not null && step is null)
        {
            return Deciding.NotFound("finding step");
        }
        if (step is null && Source is null)
        {
            return Deciding.Wrong(nameof(Source), "is needed for a new step.");
        }
        var status = Status ?? step?.Status ?? FindingStatus.Planned;
        bool ended = status is FindingStatus.Done or FindingStatus.GivenUp;
        FindingStep written = (step ?? new() { Id = on.NewId(), ChildId = ChildId, FindingPlanId = plan.Id, Source = Source!.Value, WorkerId = on.Worker?.Id }) is var before ? before with
        {
            Source = Source ?? before.Source,
            Words = Or(nameof(Words), Words, before.Words),
            PersonId = Or(nameof(PersonId), PersonId, before.PersonId),
            WorkerId = Or(nameof(WorkerId), WorkerId, before.WorkerId),
            Found = Or(nameof(Found), Found, before.Found),
            Status = status,
            DoneOn = ended ? DoneOn ?? before.DoneOn ?? on.Today : null,
        } : null!;
        bool looks = status is FindingStatus.UnderWay or FindingStatus.Done && status != step?.Status;
        return Deciding.First(
            on.GoesOn(),
            FindingSteps.Named(on, PersonId, WorkerId, ""),
            !ended && DoneOn is not null ? Deciding.Wrong(nameof(DoneOn), "is for a step that is done or given up.") : null,
            written.DoneOn < plan.MadeOn ? Deciding.Wrong(nameof(DoneOn), "is before the finding plan was made.") : null,
            looks ? on.OversightGroup() ?? on.Consented(ConsentPurpose.Search) : null) ?? Deciding.Saves(written);
    }
}

/// <summary>Whom the steps of a finding plan name.</summary>
internal static class FindingSteps
{
    internal static Refusal? Named(Deciding on, string? personId, string? workerId, string within) =>
        personId is not null && on.Person(personId) is null ? new ValidationFailed(within + "personId", $"{within}personId is nobody in this case. Add the person first.")
        : workerId is not null && on.AnyWorker(workerId) is null ? new ValidationFailed(within + "workerId", $"{within}workerId is no worker of this authority.")
        : null;
}
