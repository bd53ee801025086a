namespace LifelongLinks.Core;

/// <summary>Schedules a review, or another day or chair for one that was not held.</summary>
public sealed record ScheduleReview : CaseCommand
{
    /// <summary>Id of a review that was not held, to be changed; left out for a new one.</summary>
    [Ids]
    public string? ReviewId { get; init; }

    /// <summary>Which meeting; needed for a new one.</summary>
    public ReviewKind? Kind { get; init; }

    /// <summary>The day it is due; for a new one left out: as the regulations and the reviews held so far have it.</summary>
    [Day(When.Any)]
    public DateOnly? DueOn { get; init; }

    /// <summary>Id of the worker who chairs it.</summary>
    [Ids]
    public string? ChairId { get; init; }

    internal override string? AboutId => ReviewId;

    internal override IEnumerable<string?> NamedIds => [ChairId];

    internal override Outcome<Changes> Decide(Deciding on)
    {
        var stored = on.Fact(on.Case.Reviews, ReviewId);
        if (ReviewId is not null && stored is null)
        {
            return Deciding.NotFound("review");
        }
        if ((stored?.Kind ?? Kind) is not { } kind)
        {
            return Deciding.Wrong(nameof(Kind), "is needed for a new review.");
        }
        if ((DueOn ?? stored?.DueOn ?? ReviewDates.Next(on.Case, kind)) is not { } due)
        {
            return Deciding.Wrong(nameof(DueOn), "is needed: nothing recorded tells when it falls due.");
        }
        var review = (stored ?? new() { Id = on.NewId(), ChildId = ChildId, Kind = kind, DueOn = due }) with
        {
            DueOn = due,
            ChairId = Or(nameof(ChairId), ChairId, stored?.ChairId),
        };
        return Deciding.First(
            on.Open(),
            Reviews.NotHeld(review),
            Kind is not null && stored is not null && Kind != stored.Kind ? Deciding.Wrong(nameof(Kind), "of a review stays as it is.") : null,
            stored is null && on.Case.Reviews.Any(r => r.Kind == kind && r.HeldOn is null)
                ? Deciding.Gate(Gate.NotDoneAlready, "A review of that kind is scheduled already. Give it another day, by its reviewId.") : null,
            ChairId is not null && on.AnyWorker(ChairId) is null ? Deciding.Wrong(nameof(ChairId), "is no worker of this authority.") : null) ?? Deciding.Saves(review);
    }
}

/// <summary>
/// Records that a review was held: the metrics as of the meeting are frozen into it, every commitment of the plan is decided on, and the
/// next review is scheduled. Where promises change or end, a new version of the plan is drafted, for the social worker to agree; pauses
/// and ends hold at once.
/// </summary>
public sealed record RecordReview : CaseCommand
{
    /// <summary>Id of the review, where it was scheduled; left out for one that was not.</summary>
    [Ids]
    public string? ReviewId { get; init; }

    /// <summary>Which meeting; needed for one that was not scheduled.</summary>
    public ReviewKind? Kind { get; init; }

    /// <summary>The day it was held; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? HeldOn { get; init; }

    /// <summary>Id of the worker who chaired it; whoever records it by default.</summary>
    [Ids]
    public string? ChairId { get; init; }

    /// <summary>What was decided, in words.</summary>
    [Text(8000, Lines = true)]
    public required string Decisions { get; init; }

    /// <summary>What the child said about it.</summary>
    [Text(8000, Lines = true)]
    public string? ChildsView { get; init; }

    /// <summary>What was decided about each commitment of the plan: about every one.</summary>
    [AtMost(200)]
    public IReadOnlyList<CommitmentReviewed> Commitments { get; init; } = [];

    internal override string? AboutId => ReviewId;

    internal override DateOnly? Day => HeldOn;

    internal override IEnumerable<string?> NamedIds => [ChairId, .. Commitments.SelectMany(c => c.HelperIds ?? [])];

    internal override Outcome<Changes> Decide(Deciding on)
    {
        var scheduled = on.Fact(on.Case.Reviews, ReviewId);
        if (ReviewId is not null && scheduled is null)
        {
            return Deciding.NotFound("review");
        }
        if ((scheduled?.Kind ?? Kind) is not { } kind)
        {
            return Deciding.Wrong(nameof(Kind), "is needed for a review that was not scheduled.");
        }
        if (on.Case.Plans.Where(p => p.InForce(on.Day)).MaxBy(p => (p.AgreedOn, p.Id)) is not { } plan)
        {
            return Deciding.Gate(Gate.PlanAgreed, "No plan was agreed and in force on that day: there is nothing to review.");
        }
        var review = (scheduled ?? new() { Id = on.NewId(), ChildId = ChildId, Kind = kind, DueOn = ReviewDates.Next(on.Case, kind) ?? on.Day }) with
        {
            PlanId = plan.Id,
            HeldOn = on.Day,
            ChairId = ChairId ?? scheduled?.ChairId ?? on.Worker?.Id,
            Decisions = Decisions,
            ChildsView = ChildsView,
            Metrics = Adherences.Frozen(Adherences.Of(on.Case, plan, on.Day)),
            Decided = [.. Commitments.Select(c => new CommitmentDecided(c.CommitmentId, c.Decision, c.Reason))],
        };
        PlanReviewed reviewed = new(on, plan, review, Commitments);
        return Deciding.First(
            on.Open(),
            scheduled is null ? null : Reviews.NotHeld(scheduled),
            on.Case.Reviews.Any(r => r.PlanId == plan.Id && r.HeldOn > on.Day) ? Deciding.Wrong(nameof(HeldOn), "is before a review of the plan that was held since.") : null,
            ChairId is not null && on.AnyWorker(ChairId) is null ? Deciding.Wrong(nameof(ChairId), "is no worker of this authority.") : null,
            reviewed.Wrong())
            ?? Deciding.Saves(review, [.. reviewed.Saved(), .. Reviews.NextOf(on, review)]);
    }
}

/// <summary>What a review decided about one commitment.</summary>
public sealed record CommitmentReviewed
{
    /// <summary>Id of the commitment.</summary>
    [Ids]
    public required string CommitmentId { get; init; }

    /// <summary>What was decided.</summary>
    public required CommitmentDecision Decision { get; init; }

    /// <summary>Why.</summary>
    [Text(2000, Lines = true)]
    public string? Reason { get; init; }

    /// <summary>PAUSE: the first day after the pause; left out: until a review continues it.</summary>
    [Day(When.Any)]
    public DateOnly? PausedUntil { get; init; }

    /// <summary>CHANGE: ids of the people who promise it.</summary>
    [Ids(20)]
    public IReadOnlyList<string>? PersonIds { get; init; }

    /// <summary>CHANGE: ids of the workers who make it possible.</summary>
    [Ids(20)]
    public IReadOnlyList<string>? HelperIds { get; init; }

    /// <summary>CHANGE: what kinds of support it gives.</summary>
    [AtMost(5)]
    public IReadOnlyList<SupportKind>? Support { get; init; }

    /// <summary>CHANGE: how.</summary>
    public ContactMode? Mode { get; init; }

    /// <summary>CHANGE: whether somebody else is there.</summary>
    public Supervision? Supervision { get; init; }

    /// <summary>CHANGE: how often; it counts from startsOn, by default the day of the review.</summary>
    [Falls]
    public Cadence? Cadence { get; init; }

    /// <summary>CHANGE: the first day.</summary>
    [Day(When.Any)]
    public DateOnly? StartsOn { get; init; }

    /// <summary>CHANGE: the last day, itself included.</summary>
    [Day(When.Any)]
    public DateOnly? EndsOn { get; init; }

    /// <summary>CHANGE: the promise in the person's own words.</summary>
    [Text(2000, Lines = true)]
    public string? Words { get; init; }

    /// <summary>Whether it says what is to be otherwise.</summary>
    internal bool SaysWhat => PersonIds is not null || HelperIds is not null || Support is not null || Mode is not null || Supervision is not null
        || Cadence is not null || StartsOn is not null || EndsOn is not null || Words is not null;

    /// <summary>The commitment as it is to be in the new version of the plan.</summary>
    internal Commitment Changed(Commitment stored, string id, string planId, DateOnly reviewedOn) => stored with
    {
        Id = id,
        PlanId = planId,
        ContinuesId = stored.Id,
        PersonIds = PersonIds ?? stored.PersonIds,
        HelperIds = HelperIds ?? stored.HelperIds,
        Support = Support ?? stored.Support,
        Mode = Mode ?? stored.Mode,
        Supervision = Supervision ?? stored.Supervision,
        Cadence = Cadence ?? stored.Cadence,
        Grace = Cadence is null ? stored.Grace : null,
        StartsOn = StartsOn ?? (Cadence is null ? stored.StartsOn : reviewedOn),
        EndsOn = EndsOn ?? stored.EndsOn,
        Words = Words ?? stored.Words,
    };
}

/// <summary>A plan as a review leaves it.</summary>
internal sealed class PlanReviewed
{
    private readonly Deciding _on;
    private readonly Plan _plan;
    private readonly Review _review;
    private readonly IReadOnlyList<Commitment> _promised;
    private readonly IReadOnlyList<CommitmentReviewed> _decided;
    private readonly List<Commitment> _kept = [];
    private readonly List<Commitment> _drafted = [];
    private readonly Plan? _draft;

    internal PlanReviewed(Deciding on, Plan plan, Review review, IReadOnlyList<CommitmentReviewed> decided)
    {
        (_on, _plan, _review, _decided) = (on, plan, review, decided);
        _promised = [.. on.Case.Commitments.Where(c => c.PlanId == plan.Id)];
        // Without a promise there is nothing to agree: then the plan ends.
        if (!AllEnd && decided.Any(d => d.Decision is CommitmentDecision.Change or CommitmentDecision.End))
        {
            _draft = new() { Id = on.NewId(), ChildId = plan.ChildId, ConferenceId = plan.ConferenceId, DraftedOn = review.HeldOn!.Value, ReplacesId = plan.Id, IntegratedInto = plan.IntegratedInto };
        }
        foreach (var decision in decided)
        {
            if (_promised.FirstOrDefault(c => c.Id == decision.CommitmentId) is { } commitment)
            {
                Take(commitment, decision);
            }
        }
    }

    private DateOnly Day => _review.HeldOn!.Value;

    private bool AllEnd => _decided.Count > 0 && _decided.All(d => d.Decision == CommitmentDecision.End);

    /// <summary>What is wrong with the decisions; null when nothing is.</summary>
    internal Refusal? Wrong()
    {
        for (int i = 0; i < _decided.Count; i++)
        {
            var decision = _decided[i];
            Refusal Field(string property, string wrong) => new ValidationFailed($"commitments[{i}].{InputLimits.NameOf(property)}", $"commitments[{i}].{InputLimits.NameOf(property)} {wrong}");
            if (_promised.All(c => c.Id != decision.CommitmentId))
            {
                return Field(nameof(decision.CommitmentId), "is no commitment of the plan that is reviewed.");
            }
            if (decision.SaysWhat != (decision.Decision == CommitmentDecision.Change))
            {
                return Field(nameof(decision.Decision), decision.SaysWhat ? "must be CHANGE where something is to be otherwise." : "is CHANGE: say what is to be otherwise.");
            }
            if (decision.PausedUntil is { } until && (decision.Decision != CommitmentDecision.Pause || until <= Day))
            {
                return Field(nameof(decision.PausedUntil), "goes with PAUSE, and is after the day of the review.");
            }
            if (decision.Decision == CommitmentDecision.Change && Commitments.Wrong(_on, _drafted.First(c => c.ContinuesId == decision.CommitmentId), $"commitments[{i}].") is { } wrong)
            {
                return wrong;
            }
        }
        return _decided.DistinctBy(d => d.CommitmentId).Count() < _decided.Count ? Deciding.Wrong("Commitments", "decides on one commitment twice.")
            : _promised.Count > _decided.Count ? Deciding.Wrong("Commitments", $"must decide on every commitment of the plan: {_promised.Count - _decided.Count} are missing.")
            : _draft is not null && _on.Case.Plans.Any(p => p.Status(_on.Today) == PlanStatus.Draft)
                ? Deciding.Gate(Gate.NotDoneAlready, "There is a draft already. Agree or decline it before a review changes the plan again.")
            : null;
    }

    /// <summary>What to save of it besides the review.</summary>
    internal IEnumerable<object> Saved() => _draft is not null ? [_draft, .. _kept, .. _drafted]
        : AllEnd ? [_plan with { EndedOn = Day, EndReason = "A review ended every promise" }, .. _kept] : _kept;

    private void Take(Commitment commitment, CommitmentReviewed decision)
    {
        // A pause that lasts ends where the review lets the promise go on.
        var goesOn = commitment with { Pauses = [.. commitment.Pauses.Select(p => p.From <= Day && !(p.Until <= Day) ? p with { Until = Day } : p)] };
        var kept = decision.Decision switch
        {
            CommitmentDecision.Continue or CommitmentDecision.Change => goesOn,
            CommitmentDecision.Pause => goesOn with { Pauses = [.. goesOn.Pauses, new(Day, decision.PausedUntil, _review.Id)] },
            // Nothing more is expected of it, while the social worker has not agreed the version without it.
            _ => goesOn with { Pauses = [.. goesOn.Pauses, new(Day, null, _review.Id)] },
        };
        if (!kept.Pauses.SequenceEqual(commitment.Pauses))
        {
            _kept.Add(kept);
        }
        if (_draft is not null && decision.Decision != CommitmentDecision.End)
        {
            _drafted.Add(decision.Changed(kept, _on.NewId(), _draft.Id, Day));
        }
    }
}

/// <summary>What reviews need, and what follows from them.</summary>
internal static class Reviews
{
    internal static Refusal? NotHeld(Review review) => review.HeldOn is null ? null : Deciding.Gate(Gate.ReviewNotHeld, "The review has been held. Schedule another.");

    /// <summary>The next review of the kind, where none is scheduled.</summary>
    internal static IEnumerable<Review> NextOf(Deciding on, Review held)
    {
        var then = on.Case with { Reviews = [.. on.Case.Reviews.Where(r => r.Id != held.Id), held] };
        return then.Reviews.Any(r => r.Kind == held.Kind && r.HeldOn is null) || ReviewDates.Next(then, held.Kind) is not { } due ? []
            : [new Review { Id = on.NewId(), ChildId = held.ChildId, Kind = held.Kind, DueOn = due, ChairId = held.ChairId }];
    }
}
