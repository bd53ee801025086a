namespace LifelongLinks.Core;

/// <summary>What those who review a plan need, of one child and one review: facts as they stood on its day, protection as it is today.</summary>
public sealed record ReviewPack
{
    /// <summary>The review.</summary>
    public required Review Review { get; init; }

    /// <summary>The day on which facts are taken: that of the review, or today while it has not been held.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The day it is compared with; null: nothing recorded comes before.</summary>
    public required DateOnly? Since { get; init; }

    /// <summary>What happened on the day that it is compared with.</summary>
    public required PackStart? SinceKind { get; init; }

    /// <summary>The plan that is reviewed; null: there is none.</summary>
    public required Plan? Plan { get; init; }

    /// <summary>Everybody around the child then or now, the inner circle first; nobody whom protection or somebody's no keeps out today.</summary>
    public required IReadOnlyList<PackPerson> People { get; init; }

    /// <summary>What the people promise in the plan.</summary>
    public required IReadOnlyList<PackPromise> Promises { get; init; }

    /// <summary>The child's latest word about each person, newest first.</summary>
    public required IReadOnlyList<Affirmation> Affirmations { get; init; }

    /// <summary>Contacts since then that the child said something about, or how they felt, newest first; at most 30.</summary>
    public required IReadOnlyList<Contact> Felt { get; init; }

    /// <summary>How many contacts since then the child said something about: a count, also of those left out of the list.</summary>
    public required int FeltCount { get; init; }

    /// <summary>Wishes met since then.</summary>
    public required IReadOnlyList<Wish> WishesMet { get; init; }

    /// <summary>Wishes not met, the oldest first.</summary>
    public required IReadOnlyList<Wish> WishesWaiting { get; init; }

    /// <summary>Losses since then: ties that ended, moves of home or school, changes of worker.</summary>
    public required IReadOnlyList<TimelineEntry> Losses { get; init; }

    /// <summary>Ids of siblings who are not known to live with the child.</summary>
    public required IReadOnlyList<string> SiblingsApartIds { get; init; }

    /// <summary>The plan's figures: as the review kept them on its day or, where it kept none, as they are worked out for it. For professionals.</summary>
    public FrozenMetrics? Metrics { get; init; }

    /// <summary>How far the plan was kept, by person and month, by what is known now. For professionals.</summary>
    public Adherence? Adherence { get; init; }

    /// <summary>What was missing around the child at any time since then. For professionals.</summary>
    public IReadOnlyList<PackGap> Gaps { get; init; } = [];

    /// <summary>What the review might decide on each promise, and why: suggestions, never decisions. For professionals.</summary>
    public IReadOnlyList<PromiseSuggestion> PromiseSuggestions { get; init; } = [];

    /// <summary>What else might be done. For professionals.</summary>
    public IReadOnlyList<CaseSuggestion> CaseSuggestions { get; init; } = [];

    /// <summary>How many people there were then: a count.</summary>
    public int SizeThen => People.Count(p => p.InTouchThen is not null);

    /// <summary>How many people there are now: a count.</summary>
    public int SizeNow => People.Count(p => p.InTouchNow is not null);

    /// <summary>With how many people the child was in touch then, often enough to count: a count.</summary>
    public int ActiveThen => People.Count(p => p.InTouchThen == true);

    /// <summary>With how many people the child is in touch now, often enough to count: a count.</summary>
    public int ActiveNow => People.Count(p => p.InTouchNow == true);
}

/// <summary>What a review pack compares the day of the review with.</summary>
public enum PackStart
{
    /// <summary>The review of the same kind that was held before.</summary>
    ReviewBefore,
    /// <summary>The agreement of the plan.</summary>
    PlanAgreed,
    /// <summary>The referral.</summary>
    Referral,
}

/// <summary>Somebody around the child, then and now.</summary>
/// <param name="PersonId">Id of the person.</param>
/// <param name="Circle">Where the child places them on their map, where they do.</param>
/// <param name="Change">Whether they came, went or stayed.</param>
/// <param name="InTouchThen">Whether they were in touch then: both ways within 90 days, or half as long again as promised; null: they were not there yet.</param>
/// <param name="InTouchNow">Whether they are in touch now, judged in the same way; null: they are there no more.</param>
/// <param name="LastInTouchOn">The last day in touch both ways; null: never, as far as is known.</param>
public sealed record PackPerson(string PersonId, Circle? Circle, PackChange Change, bool? InTouchThen, bool? InTouchNow, DateOnly? LastInTouchOn);

/// <summary>What became of somebody since then.</summary>
public enum PackChange
{
    /// <summary>There now, and not then.</summary>
    New,
    /// <summary>There then and now.</summary>
    Stayed,
    /// <summary>There then, and not now.</summary>
    Gone,
}

/// <summary>A promise of the plan, and what came of it.</summary>
public sealed record PackPromise
{
    /// <summary>The promise, naming only those who are in the pack.</summary>
    public required Commitment Commitment { get; init; }

    /// <summary>How often it happened since then: a count of contacts.</summary>
    public required int Happened { get; init; }

    /// <summary>The last day it happened; null: it never did.</summary>
    public required DateOnly? LastOn { get; init; }

    /// <summary>The day by which it is due next; null: nothing more is expected of it at present.</summary>
    public required DateOnly? NextDueOn { get; init; }

    /// <summary>How the child felt about it the last five times that they said, 1 (bad) to 5 (very good), newest first.</summary>
    public required IReadOnlyList<int> Feelings { get; init; }

    /// <summary>How far it was kept over the last 24 months, month by month. For professionals.</summary>
    public Adherence? Adherence { get; init; }

    /// <summary>What the review decided on it; null: nothing, or nothing yet.</summary>
    public CommitmentDecided? Decided { get; init; }
}

/// <summary>Something that was missing around the child since then.</summary>
/// <param name="Kind">Which rule found it.</param>
/// <param name="Support">The kind of support, where it is about one.</param>
/// <param name="Side">The side of the family, where it is about one.</param>
/// <param name="AboutId">Id of the wish, worker or person it is about, where it is about one.</param>
/// <param name="From">The first day it was missing; not before the referral.</param>
/// <param name="Until">The first day it was not missing any more; null: it still is.</param>
/// <param name="Change">Whether it came, went or stayed.</param>
/// <param name="Severity">How much it matters; null: it is not missing any more.</param>
/// <param name="Summary">The rule in words; with the figures of the day while it is still missing.</param>
/// <param name="PersonIds">Ids of the people it is about.</param>
public sealed record PackGap(
    GapKind Kind, SupportKind? Support, Side? Side, string? AboutId, DateOnly? From, DateOnly? Until, PackGapChange Change, GapSeverity? Severity,
    string Summary, IReadOnlyList<string> PersonIds);

/// <summary>What became of something missing since then.</summary>
public enum PackGapChange
{
    /// <summary>It was not missing then, and is now.</summary>
    Opened,
    /// <summary>It is not missing any more.</summary>
    Closed,
    /// <summary>It was missing then, and still is.</summary>
    Remains,
}
