namespace LifelongLinks.Core;

/// <summary>What paths are looked for in: the child's case, and siblings' cases that the viewer may see (rule 11).</summary>
/// <param name="Own">The child's case.</param>
/// <param name="Siblings">Cases of siblings of the child, in the viewer's sight.</param>
/// <param name="AsOf">The day on which facts are taken.</param>
/// <param name="Today">The clock's day: every stop must pass on it too.</param>
public sealed record Surroundings(Case Own, IReadOnlyList<Case> Siblings, DateOnly AsOf, DateOnly Today)
{
    /// <summary>What to load for them, from the child: the case, and those of everybody tied to the child.</summary>
    public static readonly Pattern Pattern = Case.Pattern with
    {
        Steps = [Step.Owned("RELATED_TO") with { Then = Case.Pattern.Steps }, .. Case.Pattern.Steps],
    };
}

/// <summary>A chain of people through whom somebody may be reached.</summary>
/// <param name="TargetId">Id of the person to be reached.</param>
/// <param name="Steps">The steps from the child to the target.</param>
/// <param name="Strength">The product of the steps' weights, 0 to 1, rounded to 9 places.</param>
/// <param name="Safety">The worst stop's safety, the target included.</param>
/// <param name="Consent">The worst stop's answer from the child: GIVEN, GIVEN_WITH_LIMITS or NOT_ASKED.</param>
/// <param name="Before">What has to happen before the first stop may be approached, in order; empty when they may be today.</param>
public sealed record ReconnectionPath(
    string TargetId, IReadOnlyList<PathStep> Steps, double Strength, SafetyTier Safety, ConsentState Consent, IReadOnlyList<string> Before)
{
    /// <summary>How many relationships long it is.</summary>
    public int Hops => Steps.Count;

    /// <summary>Id of the person to ask first: the first stop.</summary>
    public string AskFirstId => Steps[0].ToId;
}

/// <summary>One step of a path.</summary>
/// <param name="FromId">Id of the person it leads from.</param>
/// <param name="ToId">Id of the person it leads to.</param>
/// <param name="Relationship">The heaviest tie between the two.</param>
/// <param name="Weight">Closeness × recency × evidence, 0 to 1.</param>
/// <param name="Reason">Why the step is believed, in words.</param>
public sealed record PathStep(string FromId, string ToId, Relationship Relationship, double Weight, string Reason);
