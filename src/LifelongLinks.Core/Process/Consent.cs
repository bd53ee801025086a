namespace LifelongLinks.Core;

/// <summary>One person's consent for one purpose.</summary>
public sealed record Consent : CaseNode
{
    /// <summary>In what capacity the consent is given.</summary>
    public required ConsentSubject Subject { get; init; }

    /// <summary>Id of the person who gives it; none when the authority itself holds parental responsibility and gives it.</summary>
    public string? PersonId { get; init; }

    /// <summary>What it is for.</summary>
    public required ConsentPurpose Purpose { get; init; }

    /// <summary>The answer as it was recorded; in an answer to a question, how the consent stands on the day asked about.</summary>
    public required ConsentState State { get; init; }

    /// <summary>Whether the person was informed before answering.</summary>
    public bool Informed { get; init; }

    /// <summary>How it was explained.</summary>
    public string? Explained { get; init; }

    /// <summary>The limits, where it was given with limits, in words.</summary>
    public string? Limits { get; init; }

    /// <summary>The day the privacy notice was given.</summary>
    public DateOnly? PrivacyNoticeGivenOn { get; init; }

    /// <summary>The day of the answer; null while it is not asked or pending.</summary>
    public DateOnly? AnsweredOn { get; init; }

    /// <summary>The first day it no longer holds by itself.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>The first day it no longer holds because it was taken back.</summary>
    public DateOnly? WithdrawnOn { get; init; }

    /// <summary>Id of the worker who was told of the withdrawal.</summary>
    public string? ToldToId { get; init; }
}

/// <summary>In what capacity a consent is given.</summary>
public enum ConsentSubject
{
    /// <summary>The child or young person themselves.</summary>
    Child,
    /// <summary>A holder of parental responsibility: a person, or the authority.</summary>
    ParentalResponsibility,
    /// <summary>A person connected with the child, for themselves.</summary>
    ConnectedPerson,
}

/// <summary>What a consent is for.</summary>
public enum ConsentPurpose
{
    /// <summary>To be referred to Lifelong Links.</summary>
    Referral,
    /// <summary>To look for people.</summary>
    Search,
    /// <summary>To approach people.</summary>
    Approach,
    /// <summary>To share information.</summary>
    ShareInformation,
    /// <summary>To be in touch.</summary>
    Contact,
    /// <summary>To attend the conference.</summary>
    AttendConference,
}

/// <summary>State of a consent.</summary>
public enum ConsentState
{
    /// <summary>Nobody has asked.</summary>
    NotAsked,
    /// <summary>Asked and not answered.</summary>
    Pending,
    /// <summary>Given.</summary>
    Given,
    /// <summary>Given with limits: active, within them.</summary>
    GivenWithLimits,
    /// <summary>Refused.</summary>
    Refused,
    /// <summary>Taken back.</summary>
    Withdrawn,
    /// <summary>Ended by itself.</summary>
    Expired,
}
