namespace LifelongLinks.Core;

/// <summary>How safe it is known to be to involve somebody, best first.</summary>
public enum SafetyTier
{
    /// <summary>Checked and cleared.</summary>
    Cleared,
    /// <summary>With care: checked with caution, or a restriction calls for it.</summary>
    Caution,
    /// <summary>Nobody has checked.</summary>
    Unassessed,
}

/// <summary>Where a person stands in one case on a day (rules 3 and 4).</summary>
/// <param name="Safety">The worse of the latest oversight check and the restrictions in force.</param>
/// <param name="Consent">The child's latest answer about them: GIVEN, GIVEN_WITH_LIMITS, NOT_ASKED or REFUSED.</param>
/// <param name="Blocked">Whether a BLOCK restriction against them is in force.</param>
/// <param name="NotSafe">Whether the latest oversight check found them not safe.</param>
/// <param name="Declined">Whether their own latest answer is no.</param>
/// <param name="Checked">Whether the oversight group has ever checked them.</param>
public sealed record Standing(SafetyTier Safety, ConsentState Consent, bool Blocked, bool NotSafe, bool Declined, bool Checked)
{
    /// <summary>Whether the child's latest answer about them is no.</summary>
    public bool Refused => Consent == ConsentState.Refused;

    /// <summary>Whether nothing keeps them out: not blocked, not unsafe, not refused, has not declined.</summary>
    public bool IsOpen => !Blocked && !NotSafe && !Refused && !Declined;

    /// <summary>Where a person stands in a case on a day.</summary>
    public static Standing Of(Case of, string personId, DateOnly asOf)
    {
        var check = Decisions.Latest(of, personId, DecisionKind.OversightCheck, asOf)?.Outcome;
        var safety = check switch
        {
            DecisionOutcome.Cleared => SafetyTier.Cleared,
            DecisionOutcome.Caution => SafetyTier.Caution,
            _ => SafetyTier.Unassessed,
        };
        bool blocked = false;
        foreach (var restriction in of.Restrictions)
        {
            if (!restriction.InForce(asOf))
            {
                continue;
            }
            // A confidential address leaves nobody out and calls for care with the person it is kept from (rule 5).
            bool confidential = restriction.Kind == RestrictionKind.ConfidentialAddress;
            if ((confidential ? restriction.KeptFromId : restriction.AgainstId) != personId)
            {
                continue;
            }
            blocked |= !confidential && restriction.Effect == RestrictionEffect.Block;
            var tier = restriction.Kind == RestrictionKind.Unassessed ? SafetyTier.Unassessed : SafetyTier.Caution;
            safety = tier > safety ? tier : safety;
        }
        var consent = Decisions.Latest(of, personId, DecisionKind.ChildAnswer, asOf)?.Outcome switch
        {
            DecisionOutcome.Agreed => ConsentState.Given,
            DecisionOutcome.AgreedWithLimits => ConsentState.GivenWithLimits,
            DecisionOutcome.Refused => ConsentState.Refused,
            _ => ConsentState.NotAsked,
        };
        bool declined = Decisions.Latest(of, personId, DecisionKind.PersonAnswer, asOf)?.Outcome == DecisionOutcome.Declined;
        return new(safety, consent, blocked, check == DecisionOutcome.NotSafe, declined, check is not null);
    }
}

/// <summary>The decisions taken about a person, over all their links in a case.</summary>
public static class Decisions
{
    /// <summary>The latest decision of a kind about a person by a day; on one day the later id.</summary>
    public static Decision? Latest(Case of, string personId, DecisionKind kind, DateOnly asOf)
    {
        Decision? latest = null;
        foreach (var decision in of.Decisions)
        {
            if (decision.Kind == kind && decision.DecidedOn <= asOf && (latest is null || IsLater(decision, latest)) &&
                of.Links.Any(l => l.Id == decision.LinkId && l.PersonId == personId))
            {
                latest = decision;
            }
        }
        return latest;
    }

    /// <summary>The decisions on a link by a day, in the order they were taken.</summary>
    public static IReadOnlyList<Decision> On(Case of, Link link, DateOnly asOf) =>
        [.. of.Decisions.Where(d => d.LinkId == link.Id && d.DecidedOn <= asOf)
            .OrderBy(d => d.DecidedOn).ThenBy(d => d.Id, StringComparer.Ordinal)];

    private static bool IsLater(Decision one, Decision other) =>
        one.DecidedOn > other.DecidedOn || (one.DecidedOn == other.DecidedOn && string.CompareOrdinal(one.Id, other.Id) > 0);
}
