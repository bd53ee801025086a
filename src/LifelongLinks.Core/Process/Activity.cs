namespace LifelongLinks.Core;

/// <summary>A session with the child in which they show who matters to them.</summary>
public sealed record Activity : CaseNode
{
    /// <summary>What was done.</summary>
    public required ActivityKind Kind { get; init; }

    /// <summary>The day of the session.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary>The child's own words.</summary>
    public string? Words { get; init; }
}

/// <summary>Kind of an activity.</summary>
public enum ActivityKind
{
    /// <summary>A connectedness map.</summary>
    ConnectednessMap,
    /// <summary>A tree of life.</summary>
    TreeOfLife,
    /// <summary>Safety circles.</summary>
    SafetyCircles,
    /// <summary>A timeline.</summary>
    Timeline,
}

/// <summary>What the child wants: to find, see, hear from somebody or learn about something.</summary>
public sealed record Wish : CaseNode
{
    /// <summary>What the child wants.</summary>
    public required WishKind Kind { get; init; }

    /// <summary>Id of the person it is about, where it is about one.</summary>
    public string? PersonId { get; init; }

    /// <summary>The day it was made.</summary>
    public required DateOnly MadeOn { get; init; }

    /// <summary>The child's own words.</summary>
    public required string Words { get; init; }

    /// <summary>How much it matters to the child, 1 (a little) to 5 (most of all).</summary>
    public int? Importance { get; init; }

    /// <summary>The day the wish was met.</summary>
    public DateOnly? MetOn { get; init; }
}

/// <summary>Kind of a wish.</summary>
public enum WishKind
{
    /// <summary>To find somebody.</summary>
    Find,
    /// <summary>To see somebody.</summary>
    See,
    /// <summary>To hear from somebody.</summary>
    HearFrom,
    /// <summary>To learn about something or somebody.</summary>
    LearnAbout,
}

/// <summary>The child's own dated word about what a person means to them.</summary>
public sealed record Affirmation : CaseNode
{
    /// <summary>Id of the person.</summary>
    public required string PersonId { get; init; }

    /// <summary>The day it was said.</summary>
    public required DateOnly SaidOn { get; init; }

    /// <summary>Whether the child calls the tie loving.</summary>
    public required bool Loving { get; init; }

    /// <summary>The child's own words.</summary>
    public string? Words { get; init; }
}

/// <summary>How the child fares, to see whether links help.</summary>
public sealed record Measure : CaseNode
{
    /// <summary>What was measured.</summary>
    public required MeasureKind Kind { get; init; }

    /// <summary>The value, on the scale of its kind.</summary>
    public required double Value { get; init; }

    /// <summary>The day it was measured.</summary>
    public required DateOnly MeasuredOn { get; init; }

    /// <summary>Who or what it comes from.</summary>
    public string? Source { get; init; }

    /// <summary>The lowest and the highest value of a kind.</summary>
    public static (double Least, double Most) Scale(MeasureKind kind) => kind switch
    {
        MeasureKind.SdqTotal => (0, 40),
        MeasureKind.MissingEpisodes => (0, 1000),
        _ => (1, 5),
    };

    /// <summary>Whether values of a kind are whole numbers.</summary>
    public static bool IsCount(MeasureKind kind) => kind is MeasureKind.SdqTotal or MeasureKind.MissingEpisodes;
}

/// <summary>What is measured, and its scale.</summary>
public enum MeasureKind
{
    /// <summary>Strengths and Difficulties Questionnaire, total difficulties: 0 to 40, lower is better.</summary>
    SdqTotal,
    /// <summary>Belonging: the child's own 1 to 5.</summary>
    Belonging,
    /// <summary>Identity: the child's own 1 to 5.</summary>
    Identity,
    /// <summary>Isolation: the child's own 1 to 5.</summary>
    Isolation,
    /// <summary>Feeling safe: the child's own 1 to 5.</summary>
    Safety,
    /// <summary>Missing episodes in the period: a count.</summary>
    MissingEpisodes,
    /// <summary>Risk taking: 1 to 5.</summary>
    RiskTaking,
}
