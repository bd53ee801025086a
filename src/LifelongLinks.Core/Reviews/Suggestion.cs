namespace LifelongLinks.Core;

/// <summary>What a review might decide about a promise: a suggestion, never a decision.</summary>
/// <param name="CommitmentId">Id of the promise.</param>
/// <param name="Decision">What is suggested: by the first reason.</param>
/// <param name="Reasons">Why: every rule that holds, the weightiest first.</param>
public sealed record PromiseSuggestion(string CommitmentId, CommitmentDecision Decision, IReadOnlyList<SuggestionReason> Reasons);

/// <summary>A reason for what is suggested.</summary>
/// <param name="Rule">The rule that holds.</param>
/// <param name="Summary">The rule in words.</param>
/// <param name="PersonIds">Ids of the people it is about.</param>
/// <param name="Figures">The figures it rests on.</param>
public sealed record SuggestionReason(SuggestionRule Rule, string Summary, IReadOnlyList<string> PersonIds, IReadOnlyList<SuggestionFigure> Figures);

/// <summary>A figure that a suggestion rests on: one of a number, a date or a text.</summary>
/// <param name="Meaning">What it is, in words.</param>
/// <param name="Number">A count, or a number of days.</param>
/// <param name="Date">A day.</param>
/// <param name="Text">Words.</param>
public sealed record SuggestionFigure(string Meaning, double? Number = null, DateOnly? Date = null, string? Text = null);

/// <summary>Why something is suggested about a promise, in the order in which it weighs.</summary>
public enum SuggestionRule
{
    /// <summary>It ran to its last day. END.</summary>
    LastDayPassed,
    /// <summary>Somebody who promised has died. END; CHANGE while others promise it too.</summary>
    PromiserDied,
    /// <summary>The child's latest answer about somebody who promised is no. END; CHANGE while others promise it too.</summary>
    ChildSaidNo,
    /// <summary>The latest answer of somebody who promised is no. END; CHANGE while others promise it too.</summary>
    PersonSaidNo,
    /// <summary>Somebody who promised was found not safe. END; CHANGE while others promise it too.</summary>
    NotSafe,
    /// <summary>A restriction forbids contact with somebody who promised. PAUSE; CHANGE while others promise it too.</summary>
    NotAllowed,
    /// <summary>A consent to contact was refused, withdrawn or has expired. PAUSE.</summary>
    ConsentStopped,
    /// <summary>An earlier review paused it. PAUSE.</summary>
    Paused,
    /// <summary>It did not happen for more than twice the time that was promised. CHANGE.</summary>
    Lapsed,
    /// <summary>The child felt bad about two or more of the last three. CHANGE.</summary>
    FeltBad,
    /// <summary>The child did not want it twice or more in half a year. CHANGE.</summary>
    ChildDeclined,
    /// <summary>The service failed it twice or more in half a year. CHANGE.</summary>
    ServiceFailed,
    /// <summary>Less than half of what was due in half a year happened. CHANGE.</summary>
    SeldomKept,
    /// <summary>It happens less than before, and less than four times in five. CHANGE.</summary>
    Slipping,
    /// <summary>A check or a restriction calls for care. CONTINUE.</summary>
    CareNeeded,
    /// <summary>Fewer than three were due in half a year: too early to tell. CONTINUE.</summary>
    TooEarly,
    /// <summary>Nothing recorded speaks against it. CONTINUE.</summary>
    GoesOn,
}

/// <summary>What else might be done: a suggestion, never a decision.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Summary">What might be done and why, in words.</param>
/// <param name="PersonIds">Ids of the people it is about: whom to ask, the first first.</param>
/// <param name="Gaps">What it would fill, of what is missing.</param>
/// <param name="Figures">The figures it rests on.</param>
public sealed record CaseSuggestion(CaseSuggestionKind Kind, string Summary, IReadOnlyList<string> PersonIds, IReadOnlyList<GapKind> Gaps, IReadOnlyList<SuggestionFigure> Figures);

/// <summary>Kind of what else might be done.</summary>
public enum CaseSuggestionKind
{
    /// <summary>Ask the child how they feel about people: they were not asked, or so long ago that it no longer counts.</summary>
    AskTheChild,
    /// <summary>Answer a wish that has waited for more than 90 days.</summary>
    AnswerAWish,
    /// <summary>Find promises that run past the 18th birthday.</summary>
    LookPast18,
    /// <summary>Fill something that is missing.</summary>
    FillAGap,
}
