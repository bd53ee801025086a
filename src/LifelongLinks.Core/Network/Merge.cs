namespace LifelongLinks.Core;

/// <summary>Two people in a case who turned out to be one. What was recorded of the one is now said of the other, and can be told apart again.</summary>
public sealed record Merge : CaseNode
{
    /// <summary>Id of the person who is kept.</summary>
    public required string KeptId { get; init; }

    /// <summary>Id of the person who turned out to be the same.</summary>
    public required string MergedId { get; init; }

    /// <summary>The day they were merged.</summary>
    public required DateOnly MergedOn { get; init; }

    /// <summary>How it is known that they are one.</summary>
    public required string Reason { get; init; }

    /// <summary>The day they were told apart again.</summary>
    public DateOnly? UndoneOn { get; init; }

    /// <summary>Ids of the facts and edges that named the merged person only: they name the kept one now.</summary>
    public IReadOnlyList<string> MovedIds { get; init; } = [];

    /// <summary>Ids of the facts that named both.</summary>
    public IReadOnlyList<string> NamedBothIds { get; init; } = [];
}
