namespace LifelongLinks.Core;

/// <summary>A person who may stand on a path.</summary>
/// <param name="Safety">How safe it is known to be to involve them.</param>
/// <param name="Consent">The child's latest answer about them: GIVEN, GIVEN_WITH_LIMITS or NOT_ASKED.</param>
internal readonly record struct PathStop(SafetyTier Safety, ConsentState Consent);

/// <summary>Who may stand on a child's paths, and in which tiers (rules 3, 4, 5 and 11).</summary>
internal sealed class PathStops
{
    private readonly Surroundings _around;
    private readonly IReadOnlyList<Case> _cases;
    private readonly IReadOnlyDictionary<string, Standing>[] _asOf;
    private readonly IReadOnlyDictionary<string, Standing>[] _today;
    private readonly HashSet<string> _siblings;

    internal PathStops(Surroundings around)
    {
        _around = around;
        _cases = [around.Own, .. around.Siblings];
        _asOf = [.. _cases.Select(c => Standing.OfEverybody(c, around.AsOf))];
        _today = around.Today == around.AsOf ? _asOf : [.. _cases.Select(c => Standing.OfEverybody(c, around.Today))];
        SiblingCases = [.. around.Siblings.Where(IsSiblings)];
        _siblings = [.. SiblingCases.Select(c => c.Child.Id)];
    }

    /// <summary>The cases of siblings whose ties a path may use.</summary>
    internal IReadOnlyList<Case> SiblingCases { get; }

    /// <summary>The person as a stop on the day asked for; null when they are left out, on that day or today.</summary>
    internal PathStop? Find(string personId) =>
        On(personId, _asOf, _around.AsOf) is { } stop && (_today == _asOf || On(personId, _today, _around.Today) is not null) ? stop : null;

    /// <summary>The person as a stop today; null when they are left out.</summary>
    internal PathStop? FindToday(string personId) => On(personId, _today, _around.Today);

    /// <summary>Whether a path may lead on from the person: no child, save a sibling whose case the viewer may see.</summary>
    internal bool MayPassThrough(string personId) =>
        _siblings.Contains(personId) || !_cases.Any(c => c.Child.Id == personId || c.IsChild(personId));

    /// <summary>Ids of the ties left out: under a BLOCK restriction or a sealed adoption, on the day asked for or today.</summary>
    internal HashSet<string> ClosedTies() =>
        [.. _cases.SelectMany(c => c.Restrictions)
            .Where(r => r.TieId is not null && r.LeavesOut && InForce(r))
            .Select(r => r.TieId!)];

    private PathStop? On(string personId, IReadOnlyDictionary<string, Standing>[] standings, DateOnly day)
    {
        var own = standings[0].GetValueOrDefault(personId, Standing.Unknown);
        if (!own.IsOpen)
        {
            return null;
        }
        bool isKnown = false;
        var safety = own.Safety;
        for (int i = 0; i < _cases.Count; i++)
        {
            if (_cases[i].Person(personId) is { } person)
            {
                isKnown = true;
                if (!person.IsThere(day))
                {
                    return null;
                }
            }
            if (i > 0 && !HeldToSibling(i, personId, standings[i], ref safety))
            {
                return null;
            }
        }
        return isKnown ? new(safety, own.Consent) : null;
    }

    /// <summary>
    /// Whether the person is open in a sibling's case too, whose CAUTION counts in the tier (rule 11). With the siblings themselves that
    /// is what their case says of this child: a path may not bring together whom an order keeps apart, whichever case holds it.
    /// </summary>
    private bool HeldToSibling(int i, string personId, IReadOnlyDictionary<string, Standing> standings, ref SafetyTier safety)
    {
        string about = personId == _cases[i].Child.Id ? _around.Own.Child.Id : personId;
        if (!standings.TryGetValue(about, out var standing))
        {
            return true;
        }
        safety = standing.Care > safety ? standing.Care : safety;
        return standing.IsOpen;
    }

    private bool IsSiblings(Case other) =>
        _around.Own.Relationships.Concat(other.Relationships).Any(t => !(t.Since > _around.AsOf) &&
            t.Kind is RelationshipKind.Sibling or RelationshipKind.HalfSibling or RelationshipKind.StepSibling &&
            ((t.FromId == _around.Own.Child.Id && t.ToId == other.Child.Id) || (t.ToId == _around.Own.Child.Id && t.FromId == other.Child.Id))) &&
        !Seals(_around.Own, other.Child.Id) && !Seals(other, _around.Own.Child.Id);

    private bool Seals(Case one, string personId) =>
        one.Restrictions.Any(r => r.Kind == RestrictionKind.SealedAdoption && r.AgainstId == personId && InForce(r));

    private bool InForce(Restriction restriction) => restriction.InForce(_around.AsOf) || restriction.InForce(_around.Today);
}
