using System.Runtime.InteropServices;

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
/// <param name="Blocked">Whether a BLOCK restriction or a sealed adoption against them is in force.</param>
/// <param name="NotSafe">Whether the latest oversight check found them not safe.</param>
/// <param name="Declined">Whether their own latest answer is no.</param>
/// <param name="Checked">Whether the oversight group has ever checked them.</param>
public sealed record Standing(SafetyTier Safety, ConsentState Consent, bool Blocked, bool NotSafe, bool Declined, bool Checked)
{
    /// <summary>Whether the child's latest answer about them is no.</summary>
    public bool Refused => Consent == ConsentState.Refused;

    /// <summary>Whether nothing keeps them out: not blocked, not unsafe, not refused, has not declined.</summary>
    public bool IsOpen => !Blocked && !NotSafe && !Refused && !Declined;

    /// <summary>
    /// The care that is positively called for: CAUTION by a check or a restriction, UNASSESSED by a restriction of that kind; CLEARED
    /// when nothing calls for any, which says nothing of a check. What one case has to say to a sibling's (rule 11).
    /// </summary>
    public SafetyTier Care { get; init; } = SafetyTier.Cleared;

    /// <summary>Where somebody stands about whom a case says nothing.</summary>
    public static readonly Standing Unknown = new(SafetyTier.Unassessed, ConsentState.NotAsked, false, false, false, false);

    /// <summary>Where a person stands in a case on a day.</summary>
    public static Standing Of(Case of, string personId, DateOnly asOf) =>
        Gather(of, asOf, personId).GetValueOrDefault(personId, Unknown);

    /// <summary>Where everybody stands about whom the case says something; the others are <see cref="Unknown"/>.</summary>
    public static IReadOnlyDictionary<string, Standing> OfEverybody(Case of, DateOnly asOf) => Gather(of, asOf, null);

    /// <summary>Where a person stands on a day, by the decisions and restrictions about them.</summary>
    internal static Standing Of(IReadOnlyList<Decision> decisions, IReadOnlyList<Restriction> restrictions, DateOnly asOf)
    {
        Latest about = default;
        foreach (var decision in decisions)
        {
            if (decision.DecidedOn <= asOf)
            {
                about.Take(decision);
            }
        }
        foreach (var restriction in restrictions)
        {
            if (restriction.InForce(asOf))
            {
                about.Take(restriction);
            }
        }
        return about.Standing;
    }

    /// <summary>Id of the person a restriction is about: whom it is against or, a confidential address, from whom it is kept (rule 5).</summary>
    internal static string? About(Restriction restriction) =>
        restriction.Kind == RestrictionKind.ConfidentialAddress ? restriction.KeptFromId : restriction.AgainstId;

    private static Dictionary<string, Standing> Gather(Case of, DateOnly asOf, string? only)
    {
        Dictionary<string, string> personOfLink = [];
        foreach (var link in of.Links)
        {
            if (only is null || link.PersonId == only)
            {
                personOfLink[link.Id] = link.PersonId;
            }
        }
        Dictionary<string, Latest> latest = [];
        foreach (var decision in of.Decisions)
        {
            if (decision.DecidedOn <= asOf && personOfLink.TryGetValue(decision.LinkId, out string? personId))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(latest, personId, out _).Take(decision);
            }
        }
        foreach (var restriction in of.Restrictions)
        {
            if (About(restriction) is { } personId && (only is null || personId == only) && restriction.InForce(asOf))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(latest, personId, out _).Take(restriction);
            }
        }
        Dictionary<string, Standing> standings = new(latest.Count);
        foreach (var (personId, known) in latest)
        {
            standings[personId] = known.Standing;
        }
        return standings;
    }

    private static SafetyTier Worse(SafetyTier one, SafetyTier other) => one > other ? one : other;

    /// <summary>What is known of one person while a case is read through once.</summary>
    private struct Latest
    {
        private Decision? _check, _childAnswer, _personAnswer;
        private bool _blocked;
        private SafetyTier _care;

        internal void Take(Decision decision)
        {
            switch (decision.Kind)
            {
                case DecisionKind.OversightCheck: Later(ref _check, decision); break;
                case DecisionKind.ChildAnswer: Later(ref _childAnswer, decision); break;
                case DecisionKind.PersonAnswer: Later(ref _personAnswer, decision); break;
            }
        }

        internal void Take(Restriction restriction)
        {
            _blocked |= restriction.LeavesOut;
            _care = Worse(_care, restriction.Kind == RestrictionKind.Unassessed ? SafetyTier.Unassessed : SafetyTier.Caution);
        }

        private static void Later(ref Decision? latest, Decision decision) =>
            latest = latest is null || Decisions.IsLater(decision, latest) ? decision : latest;

        internal readonly Standing Standing => new(
            Worse(_care, _check?.Outcome switch
            {
                DecisionOutcome.Cleared => SafetyTier.Cleared,
                DecisionOutcome.Caution => SafetyTier.Caution,
                _ => SafetyTier.Unassessed,
            }),
            _childAnswer?.Outcome switch
            {
                DecisionOutcome.Agreed => ConsentState.Given,
                DecisionOutcome.AgreedWithLimits => ConsentState.GivenWithLimits,
                DecisionOutcome.Refused => ConsentState.Refused,
                _ => ConsentState.NotAsked,
            },
            _blocked,
            NotSafe: _check?.Outcome == DecisionOutcome.NotSafe,
            Declined: _personAnswer?.Outcome == DecisionOutcome.Declined,
            Checked: _check?.Outcome is not null)
        {
            Care = _check?.Outcome == DecisionOutcome.Caution ? Worse(_care, SafetyTier.Caution) : _care,
        };
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
    public static IReadOnlyList<Decision> On(Case of, Link link, DateOnly asOf) => On(of.Decisions, link, asOf);

    /// <summary>Of some decisions, those on a link by a day, in the order they were taken.</summary>
    internal static IReadOnlyList<Decision> On(IReadOnlyList<Decision> decisions, Link link, DateOnly asOf) =>
        [.. decisions.Where(d => d.LinkId == link.Id && d.DecidedOn <= asOf)
            .OrderBy(d => d.DecidedOn).ThenBy(d => d.Id, StringComparer.Ordinal)];

    internal static bool IsLater(Decision one, Decision other) =>
        one.DecidedOn > other.DecidedOn || (one.DecidedOn == other.DecidedOn && string.CompareOrdinal(one.Id, other.Id) > 0);
}
