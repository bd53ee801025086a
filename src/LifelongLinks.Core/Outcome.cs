namespace LifelongLinks.Core;

/// <summary>Why something was not done: expected, and to be told.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Message">What is wrong and what to do.</param>
public record Refusal(RefusalCode Code, string Message);

/// <summary>A consent that a step needs is not active.</summary>
/// <param name="Whose">Whose consent is missing.</param>
/// <param name="Purpose">What it would have to be for.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record ConsentMissing(ConsentSubject Whose, ConsentPurpose Purpose, string Message) : Refusal(RefusalCode.ConsentMissing, Message);

/// <summary>The step is taken by others.</summary>
/// <param name="MayBy">The roles in which somebody may take it.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record NotYourRole(IReadOnlyList<Role> MayBy, string Message) : Refusal(RefusalCode.NotYourRole, Message);

/// <summary>A step that has to come first has not been taken.</summary>
/// <param name="Step">The step.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record GateNotMet(Gate Step, string Message) : Refusal(RefusalCode.GateNotMet, Message);

/// <summary>A value cannot be used.</summary>
/// <param name="Field">The field of the input, as the contract names it.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record ValidationFailed(string Field, string Message) : Refusal(RefusalCode.ValidationFailed, Message);

/// <summary>Stable codes of refusals.</summary>
public enum RefusalCode
{
    /// <summary>There is no such thing, or the viewer may not know of it.</summary>
    NotFound,
    /// <summary>An argument cannot be used.</summary>
    BadArgument,
    /// <summary>The network is too large for an exact answer.</summary>
    TooLarge,
    /// <summary>Somebody else changed it meanwhile: load it anew and look before trying again.</summary>
    Conflict,
    /// <summary>A consent that the step needs is not active: record it first, once it is given.</summary>
    ConsentMissing,
    /// <summary>The step is for other roles: ask one of them.</summary>
    NotYourRole,
    /// <summary>Another step has to be taken first.</summary>
    GateNotMet,
    /// <summary>It is not allowed for this person. No reason is given to whoever may not know it.</summary>
    Restricted,
    /// <summary>A value of the input cannot be used: correct it.</summary>
    ValidationFailed,
}

/// <summary>Steps that others wait for.</summary>
public enum Gate
{
    /// <summary>The case is open: not closed, and its referral not declined.</summary>
    OpenCase,
    /// <summary>No referral is waiting or under way.</summary>
    NoOpenReferral,
    /// <summary>The child is in care or has left it.</summary>
    InCare,
    /// <summary>The referral waits for a decision.</summary>
    ReferralWaiting,
    /// <summary>The referral was accepted.</summary>
    ReferralAccepted,
    /// <summary>The risks to consider and the support for the child are written down.</summary>
    RisksAndSupport,
    /// <summary>The oversight group: social worker (from 18 a personal adviser), team manager and coordinator.</summary>
    OversightGroup,
    /// <summary>The person was located.</summary>
    Located,
    /// <summary>The oversight group has checked the person.</summary>
    OversightChecked,
    /// <summary>The child agreed to this person.</summary>
    ChildAgreed,
    /// <summary>The person was approached.</summary>
    Approached,
    /// <summary>The person joined.</summary>
    Joined,
    /// <summary>The person said no, and has not come back themselves.</summary>
    NotDeclined,
    /// <summary>The link goes on: it was not ended.</summary>
    LinkGoesOn,
    /// <summary>The child agreed to the invitation.</summary>
    ChildAgreedToInvitation,
    /// <summary>The conference is planned.</summary>
    ConferencePlanned,
    /// <summary>The conference has not been held.</summary>
    ConferenceNotHeld,
    /// <summary>The plan is a draft.</summary>
    PlanDraft,
    /// <summary>The plan is agreed, and has not ended.</summary>
    PlanAgreed,
    /// <summary>The plan has at least one commitment.</summary>
    PlanHasCommitments,
    /// <summary>The review has not been held.</summary>
    ReviewNotHeld,
    /// <summary>There is an occasion due on that day.</summary>
    OccasionDue,
    /// <summary>The fact has not ended, been met, answered or withdrawn already.</summary>
    NotDoneAlready,
}

/// <summary>A value, or a refusal.</summary>
public sealed record Outcome<T> where T : class
{
    internal Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value; null when it was refused.</summary>
    public T? Value { get; }

    /// <summary>Why not; null when there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <summary>A value is an outcome.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A refusal is an outcome.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}

/// <summary>Outcomes of a value held by an interface (a list), which the language will not convert by itself.</summary>
public static class Outcome
{
    /// <summary>The value as an outcome.</summary>
    public static Outcome<T> Of<T>(T value) where T : class => new(value, null);
}
