using GraphQL;
using GraphQL.DataLoader;

namespace LifelongLinks.Server;

/// <summary>What the conference agreed: who stays in touch, how and how often.</summary>
[Name("Plan")]
[Implements(typeof(INode))]
public sealed class PlanView(CaseView view, Plan plan) : INode
{
    /// <summary>Opaque, global id.</summary>
    public string Id => plan.Id;

    /// <summary>Version of the record, from 1.</summary>
    public int Version => plan.Version;

    /// <summary>The child.</summary>
    [Needs]
    public ChildView Child => new(view.Reading, view.Case.Child);

    /// <summary>The plan's status today.</summary>
    public PlanStatus Status => plan.Status(view.Sight.Today);

    /// <summary>The day it was drafted.</summary>
    public DateOnly DraftedOn => plan.DraftedOn;

    /// <summary>The day the social worker agreed it.</summary>
    public DateOnly? AgreedOn => plan.AgreedOn;

    /// <summary>The social worker who agreed it.</summary>
    [Needs]
    public WorkerView? AgreedBy => view.Worker(plan.AgreedById);

    /// <summary>The day it was declined, if it was not agreed.</summary>
    public DateOnly? DeclinedOn => plan.DeclinedOn;

    /// <summary>Why it is safe, in the social worker's words; for professionals.</summary>
    public string? SafetyStatement => plan.SafetyStatement;

    /// <summary>The statutory plans it is part of.</summary>
    public IEnumerable<PlanIntegration> IntegratedInto => plan.IntegratedInto;

    /// <summary>The first day it no longer held.</summary>
    public DateOnly? EndedOn => plan.EndedOn;

    /// <summary>Why it was declined, or ended before a review replaced it; for professionals.</summary>
    public string? EndReason => plan.EndReason;

    /// <summary>The version before, which agreeing this one ends.</summary>
    public PlanView? Replaces => view.Plan(plan.ReplacesId);

    /// <summary>The conference that made it.</summary>
    [Needs(typeof(Conference))]
    public Conference? Conference => view.Sight.See(view.Case.Conferences).FirstOrDefault(c => c.Id == plan.ConferenceId);

    /// <summary>What is promised.</summary>
    [Needs(typeof(Commitment))]
    public IEnumerable<CommitmentView> Commitments([Where<CommitmentFilterInput>] Filter? where = null) =>
        InMemory.Select(view.Sight.See(view.Case.Commitments).Where(c => c.PlanId == plan.Id), where).Select(c => new CommitmentView(view, c));

    /// <summary>
    /// How far the plan is kept: occasions due from a day (the earliest start by default) to a day (asOf by default), as it stood on asOf
    /// (today by default). For professionals; to others it counts nothing.
    /// </summary>
    [Cost(50)]
    public Adherence Adherence(DateOnly? from = null, DateOnly? to = null, TimeBucket? bucket = TimeBucket.Month, DateOnly? asOf = null) =>
        view.Adherence(view.Case.Commitments.Where(c => c.PlanId == plan.Id), from, to, bucket, asOf);

    /// <summary>Its reviews, newest due first.</summary>
    [Needs(typeof(Review))]
    public IEnumerable<ReviewView> Reviews =>
        view.Sight.See(view.Case.Reviews).Where(r => r.PlanId == plan.Id).OrderByDescending(r => r.DueOn).Select(r => new ReviewView(view, r));
}

/// <summary>One promise in a plan.</summary>
[Name("Commitment")]
[Implements(typeof(INode))]
public sealed class CommitmentView(CaseView view, Commitment commitment) : INode
{
    /// <summary>Opaque, global id.</summary>
    public string Id => commitment.Id;

    /// <summary>Version of the record, from 1.</summary>
    public int Version => commitment.Version;

    /// <summary>The plan.</summary>
    [Needs(typeof(Plan))]
    public PlanView Plan => view.Plan(commitment.PlanId)!;

    /// <summary>The people who promise it.</summary>
    [Needs]
    public IEnumerable<PersonView> People => view.People(commitment.PersonIds);

    /// <summary>The workers who make it possible.</summary>
    [Needs]
    public IEnumerable<WorkerView> Helpers => view.Workers(commitment.HelperIds);

    /// <summary>What kinds of support it gives.</summary>
    public IEnumerable<SupportKind> Support => commitment.Support;

    /// <summary>How.</summary>
    public ContactMode Mode => commitment.Mode;

    /// <summary>Whether somebody else is there.</summary>
    public Supervision Supervision => commitment.Supervision;

    /// <summary>How often.</summary>
    [Needs]
    public Cadence Cadence => commitment.Cadence;

    /// <summary>Days of grace after due.</summary>
    public int Grace => commitment.Grace ?? commitment.Cadence.DefaultGrace;

    /// <summary>The first day; periods count from it.</summary>
    public DateOnly StartsOn => commitment.StartsOn;

    /// <summary>The last day, itself included.</summary>
    public DateOnly? EndsOn => commitment.EndsOn;

    /// <summary>When it is paused.</summary>
    [Needs]
    public IEnumerable<PauseView> Pauses => commitment.Pauses.Select(p => new PauseView(view, p));

    /// <summary>The promise in the version of the plan before that this goes on from.</summary>
    [Needs]
    public CommitmentView? Continues => view.Commitment(commitment.ContinuesId);

    /// <summary>The promise in the person's own words.</summary>
    public string? Words => commitment.Words;

    /// <summary>
    /// Its occasions due from a day (the first by default) to a day (by default every one that has opened by asOf), at most ten years
    /// ahead, as they stood on asOf (today by default); in order of due.
    /// </summary>
    [Cost(20)]
    public IEnumerable<OccasionView> Occasions(DateOnly? from = null, DateOnly? to = null, DateOnly? asOf = null)
    {
        var day = view.Day(asOf);
        Reading.CheckWindow(from, to);
        Reading.CheckSpan(from, to ?? day);
        if (to > view.Sight.Today.AddYears(10))
        {
            throw new RequestError(RequestError.BadInput, "to is more than ten years ahead: ask for less.");
        }
        return Core.Occasions.Of(view.Case, commitment, day, from, to).Select(o => new OccasionView(view, this, o));
    }

    /// <summary>The next occasion still to happen, as it stood on a day (today by default): open, or upcoming.</summary>
    [Cost(20)]
    public OccasionView? NextOccasion(DateOnly? asOf = null) =>
        Core.Occasions.Next(view.Case, commitment, view.Day(asOf)) is { } next ? new(view, this, next) : null;

    /// <summary>Contacts that fulfil it, newest first.</summary>
    [Needs(typeof(Contact))]
    public Connection<Contact> Contacts(PageArguments page) => Connection.Of(
        [.. view.Sight.See(view.Case.Contacts).Where(c => c.CommitmentIds.Contains(commitment.Id)).OrderByDescending(c => c.On)], page, c => c.Id);

    /// <summary>
    /// How far it is kept: occasions due from a day (its start by default) to a day (asOf by default), as it stood on asOf (today by
    /// default). For professionals; to others it counts nothing.
    /// </summary>
    [Cost(50)]
    public Adherence Adherence(DateOnly? from = null, DateOnly? to = null, TimeBucket? bucket = TimeBucket.Month, DateOnly? asOf = null) =>
        view.Adherence([commitment], from, to, bucket, asOf);
}

/// <summary>A pause of a commitment, decided by a review.</summary>
[Name("Pause")]
public sealed class PauseView(CaseView view, Pause pause)
{
    /// <summary>The first day of the pause.</summary>
    public DateOnly From => pause.From;

    /// <summary>The first day after it; null while it lasts.</summary>
    public DateOnly? Until => pause.Until;

    /// <summary>The review that decided it.</summary>
    [Needs(typeof(Review))]
    public ReviewView? Review => view.Review(pause.ReviewId);
}

/// <summary>One time that a promise is expected to be kept, as it stands on a day.</summary>
[Name("Occasion")]
public sealed class OccasionView(CaseView view, CommitmentView commitment, Occasion occasion)
{
    /// <summary>Opaque id, the same on every day; not one that node takes.</summary>
    public string Id => occasion.Id;

    /// <summary>The commitment.</summary>
    public CommitmentView Commitment => commitment;

    /// <summary>The first day on which a contact keeps it.</summary>
    public DateOnly OpensOn => occasion.OpensOn;

    /// <summary>The day it is due.</summary>
    public DateOnly DueOn => occasion.DueOn;

    /// <summary>The last day on which a contact keeps it, late.</summary>
    public DateOnly GraceUntil => occasion.GraceUntil;

    /// <summary>How it stands.</summary>
    public OccasionStatus Status => occasion.Status;

    /// <summary>The contact that kept it, in time or late.</summary>
    public Contact? Contact => occasion.Contact is { } contact ? (Contact?)view.Sight.See(contact) : null;

    /// <summary>Why it does not count, when it is excused.</summary>
    public Excuse? Excuse => occasion.Excuse is { } excuse ? (Excuse?)view.Sight.See(excuse) : null;
}

/// <summary>A meeting that reviews the plan.</summary>
[Name("Review")]
[Implements(typeof(INode))]
public sealed class ReviewView(CaseView view, Review review) : INode
{
    internal bool IsDue => review.IsDue(view.Sight.Today);

    /// <summary>Opaque, global id.</summary>
    public string Id => review.Id;

    /// <summary>Version of the record, from 1.</summary>
    public int Version => review.Version;

    /// <summary>The child.</summary>
    [Needs]
    public ChildView Child => new(view.Reading, view.Case.Child);

    /// <summary>The plan reviewed, where there is one.</summary>
    [Needs(typeof(Plan))]
    public PlanView? Plan => view.Plan(review.PlanId);

    /// <summary>Which meeting.</summary>
    public ReviewKind Kind => review.Kind;

    /// <summary>The day it is due.</summary>
    public DateOnly DueOn => review.DueOn;

    /// <summary>The day it was held.</summary>
    public DateOnly? HeldOn => review.HeldOn;

    /// <summary>Days overdue on a day (today by default): not held by then and due before it; 0 when it is not overdue.</summary>
    [Needs]
    public int DaysOverdue(DateOnly? asOf = null) =>
        view.Day(asOf) is var day && review.Status(day) == ReviewStatus.Overdue ? Days.Between(review.DueOn, day) : 0;

    /// <summary>The worker who chairs it.</summary>
    [Needs]
    public WorkerView? Chair => view.Worker(review.ChairId);

    /// <summary>What was decided, in words.</summary>
    public string? Decisions => review.Decisions;

    /// <summary>What the child said about it; for professionals and the child.</summary>
    public string? ChildsView => review.ChildsView;

    /// <summary>What was decided about each commitment of the plan that is in the viewer's sight.</summary>
    [Needs(typeof(Commitment))]
    public IEnumerable<CommitmentDecidedView> Decided => review.Decided
        .Select(d => view.Commitment(d.CommitmentId) is { } commitment ? new CommitmentDecidedView(commitment, view.Sight.Reads("CommitmentDecided.reason") ? d : d with { Reason = null }) : null).OfType<CommitmentDecidedView>();

    /// <summary>The metrics as they stood on the day of the meeting; for professionals.</summary>
    [Needs]
    public FrozenMetrics? Metrics => review.Metrics;

    /// <summary>What those who meet need, on one page; for professionals and, with less, the child.</summary>
    [Cost(400)]
    public IDataLoaderResult<ReviewPackView?> Pack() => view.Reading.Surroundings(review.ChildId).Then(around => around?.Pack(review));
}

/// <summary>What a review decided about a commitment.</summary>
[Name("CommitmentDecided")]
public sealed class CommitmentDecidedView(CommitmentView commitment, CommitmentDecided decided)
{
    /// <summary>The commitment, of the plan that was reviewed.</summary>
    [Needs]
    public CommitmentView Commitment => commitment;

    /// <summary>What was decided.</summary>
    [Needs]
    public CommitmentDecision Decision => decided.Decision;

    /// <summary>Why; for professionals.</summary>
    [Needs]
    public string? Reason => decided.Reason;
}
