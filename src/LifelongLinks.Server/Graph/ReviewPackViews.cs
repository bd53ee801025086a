using GraphQL;

namespace LifelongLinks.Server;

/// <summary>
/// What those who review a plan need, of one child and one review: facts as they stood on its day, protection as it is today. Whoever must not
/// be named on a page that lies on a table is not in it: the suggestions alone name everybody who promised.
/// </summary>
[Name("ReviewPack")]
public sealed class ReviewPackView(CaseView view, ReviewPack pack)
{
    internal CaseView View => view;

    internal ReviewPack Pack => pack;

    /// <summary>The day on which facts are taken: that of the review, or today while it has not been held.</summary>
    public DateOnly AsOf => pack.AsOf;

    /// <summary>
    /// The day it is compared with: the last review of the same kind before it, else the plan's agreement, else the referral; null: nothing
    /// recorded comes before.
    /// </summary>
    public DateOnly? Since => pack.Since;

    /// <summary>What happened on the day that it is compared with.</summary>
    public PackStart? SinceKind => pack.SinceKind;

    /// <summary>The review that it is compared with.</summary>
    public ReviewView? Previous => pack.SinceKind != PackStart.ReviewBefore ? null
        : view.Sight.See(view.Case.Reviews).FirstOrDefault(r => r.Kind == pack.Review.Kind && r.HeldOn == pack.Since) is { } before ? new(view, before) : null;

    /// <summary>The plan that is reviewed; null: there is none.</summary>
    public PlanView? Plan => pack.Plan is { } plan ? new(view, plan) : null;

    /// <summary>Everybody around the child then or now, the inner circle first; nobody whom protection or somebody's no keeps out today.</summary>
    public IEnumerable<PackPerson> People => pack.People;

    /// <summary>What the people promise in the plan.</summary>
    public IEnumerable<PackPromiseView> Promises => pack.Promises.Select(p => new PackPromiseView(view, p));

    /// <summary>The child's latest word about each person, newest first.</summary>
    public IEnumerable<Affirmation> Affirmations => pack.Affirmations;

    /// <summary>Contacts since then that the child said something about, or how they felt, newest first; at most 30.</summary>
    public IEnumerable<Contact> Felt => pack.Felt;

    /// <summary>How many contacts since then the child said something about: a count, also of those left out of the list.</summary>
    public int FeltCount => pack.FeltCount;

    /// <summary>Wishes met since then.</summary>
    public IEnumerable<Wish> WishesMet => pack.WishesMet;

    /// <summary>Wishes not met by the day, the oldest first.</summary>
    public IEnumerable<Wish> WishesWaiting => pack.WishesWaiting;

    /// <summary>Losses since then: ties that ended, moves of home or school, changes of worker; newest first.</summary>
    public IEnumerable<TimelineEntryView> Losses => pack.Losses.Select(e => new TimelineEntryView(view, e));

    /// <summary>Siblings who are not known to live with the child; for professionals.</summary>
    public IEnumerable<IParty> SiblingsApart => view.Parties(pack.SiblingsApartIds);

    /// <summary>How many people there were then: a count.</summary>
    public int SizeThen => pack.SizeThen;

    /// <summary>How many people there are now: a count.</summary>
    public int SizeNow => pack.SizeNow;

    /// <summary>With how many people the child was in touch then, often enough to count: a count.</summary>
    public int ActiveThen => pack.ActiveThen;

    /// <summary>With how many people the child is in touch now, often enough to count: a count.</summary>
    public int ActiveNow => pack.ActiveNow;

    /// <summary>The plan's figures: as the review kept them on its day or, where it kept none, as they are worked out for it; for professionals.</summary>
    public FrozenMetrics? Metrics => pack.Metrics;

    /// <summary>How far the plan was kept, by person and month, by what is known now; for professionals.</summary>
    public Adherence? Adherence => pack.Adherence;

    /// <summary>What is missing around the child, worst first, then what was missing since then and is not any more; for professionals.</summary>
    public IEnumerable<PackGap> Gaps => pack.Gaps;

    /// <summary>What the review might decide on each promise, and why: suggestions, never decisions; for professionals.</summary>
    public IEnumerable<PromiseSuggestionView> PromiseSuggestions => pack.PromiseSuggestions.Select(s => new PromiseSuggestionView(view, s));

    /// <summary>What else might be done: suggestions, never decisions; for professionals.</summary>
    public IEnumerable<CaseSuggestion> CaseSuggestions => pack.CaseSuggestions;
}

/// <summary>A promise of the plan, and what came of it by the day of the pack.</summary>
[Name("PackPromise")]
public sealed class PackPromiseView(CaseView view, PackPromise promise)
{
    /// <summary>The promise.</summary>
    public CommitmentView Commitment => view.Commitment(promise.Commitment.Id)!;

    /// <summary>Who promised it, of those who are in the pack.</summary>
    public IEnumerable<IParty> People => view.Parties(promise.Commitment.PersonIds);

    /// <summary>How often it happened since then: a count of contacts.</summary>
    public int Happened => promise.Happened;

    /// <summary>The last day it happened; null: it never did.</summary>
    public DateOnly? LastOn => promise.LastOn;

    /// <summary>The day by which it is due next; null: nothing more is expected of it at present.</summary>
    public DateOnly? NextDueOn => promise.NextDueOn;

    /// <summary>How the child felt about it the last five times that they said, 1 (bad) to 5 (very good), newest first.</summary>
    public IEnumerable<int> Feelings => promise.Feelings;

    /// <summary>What the review decided on it; null: nothing, or nothing yet.</summary>
    public CommitmentDecision? Decision => promise.Decided?.Decision;

    /// <summary>Why the review decided so; for professionals.</summary>
    public string? Reason => promise.Decided?.Reason;

    /// <summary>How far it was kept over the last 24 months, month by month; for professionals.</summary>
    public Adherence? Adherence => promise.Adherence;
}

/// <summary>What a review might decide about a promise: a suggestion, never a decision.</summary>
[Name("PromiseSuggestion")]
public sealed class PromiseSuggestionView(CaseView view, PromiseSuggestion suggestion)
{
    /// <summary>The promise.</summary>
    public CommitmentView Commitment => view.Commitment(suggestion.CommitmentId)!;

    /// <summary>What is suggested: by the first reason.</summary>
    public CommitmentDecision Decision => suggestion.Decision;

    /// <summary>Why: every rule that holds, the weightiest first.</summary>
    public IEnumerable<SuggestionReason> Reasons => suggestion.Reasons;
}

public sealed class PackPersonType : RecordType<PackPerson>
{
    public PackPersonType() => Named("person", "The person.", p => p.PersonId);
}

public sealed class PackGapType : RecordType<PackGap>
{
    public PackGapType() => Named("people", "The people it is about.", g => g.PersonIds);
}

public sealed class SuggestionReasonType : RecordType<SuggestionReason>
{
    public SuggestionReasonType() => Named("people", "The people it is about.", r => r.PersonIds);
}

public sealed class CaseSuggestionType : RecordType<CaseSuggestion>
{
    public CaseSuggestionType() => Named("people", "The people it is about: whom to ask, the first first.", s => s.PersonIds);
}
