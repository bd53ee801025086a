namespace LifelongLinks.Core;

/// <summary>The Lifelong Links family group conference.</summary>
public sealed record Conference : CaseNode
{
    /// <summary>The day it was planned.</summary>
    public required DateOnly PlannedOn { get; init; }

    /// <summary>The day for which it is planned.</summary>
    public DateOnly? PlannedFor { get; init; }

    /// <summary>The day it was held.</summary>
    public DateOnly? HeldOn { get; init; }

    /// <summary>Where.</summary>
    [Encrypted]
    public string? Place { get; init; }

    /// <summary>What the child chose: who comes, the food, the music, how they take part.</summary>
    public string? Choices { get; init; }
}

/// <summary>An invitation of a person to a conference.</summary>
public sealed record Invitation : Edge
{
    /// <summary>Id of the child whose case it belongs to.</summary>
    public required string ChildId { get; init; }

    /// <summary>Id of the conference.</summary>
    public required string ConferenceId { get; init; }

    /// <summary>Id of the person.</summary>
    public required string PersonId { get; init; }

    /// <summary>The person's answer.</summary>
    public InvitationAnswer Answer { get; init; } = InvitationAnswer.Pending;

    /// <summary>Whether the person came; none before the conference.</summary>
    public bool? Attended { get; init; }
}

/// <summary>Answer to an invitation.</summary>
public enum InvitationAnswer
{
    /// <summary>Not answered.</summary>
    Pending,
    /// <summary>Will come.</summary>
    Accepted,
    /// <summary>Will send a message or join from afar.</summary>
    FromAfar,
    /// <summary>Will not come.</summary>
    Declined,
}

/// <summary>A worker's part in overseeing a child's case.</summary>
public sealed record Oversight : Edge
{
    /// <summary>Id of the worker.</summary>
    public required string WorkerId { get; init; }

    /// <summary>Id of the child.</summary>
    public required string ChildId { get; init; }

    /// <summary>In which role.</summary>
    public required Role Role { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The first day it no longer held.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Why the glass was broken, where this is an emergency's access: it makes nobody a member of the oversight group.</summary>
    public string? Emergency { get; init; }

    /// <summary>Whether it holds on a day.</summary>
    public bool Holds(DateOnly on) => Days.Holds(Since, Until, on);
}

/// <summary>The team to which a case belongs.</summary>
public sealed record InTeam : Edge
{
    /// <summary>Id of the child.</summary>
    public required string ChildId { get; init; }

    /// <summary>Id of the team.</summary>
    public required string TeamId { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The first day it no longer held.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Whether it holds on a day.</summary>
    public bool Holds(DateOnly on) => Days.Holds(Since, Until, on);
}
