using System.Collections.Concurrent;

namespace LifelongLinks.Core;

/// <summary>
/// Which kinds of facts of a case to load. The child, who oversees the case, its teams and whomever the facts name come along always. A
/// kind that was left out is not there: asking the case for it is an error and not an empty list.
/// </summary>
public sealed class CaseParts
{
    private static readonly Type[] _kinds =
        [.. Graph.Nodes.Select(n => n.Type).Where(t => t.IsAssignableTo(typeof(CaseNode))), typeof(Relationship), typeof(ContactDetail)];

    // What a fact is about: it is left out when that is absent.
    private static readonly Dictionary<Type, Type> _about = new()
    {
        [typeof(Contact)] = typeof(Commitment),
        [typeof(Excuse)] = typeof(Commitment),
        [typeof(Decision)] = typeof(Link),
        [typeof(Concern)] = typeof(Link),
    };

    private static readonly ConcurrentDictionary<string, CaseParts> _known = [];

    private readonly HashSet<Type> _has;

    private CaseParts(HashSet<Type> has) => (_has, Pattern) = (has, PatternOf(has));

    /// <summary>Everything.</summary>
    public static readonly CaseParts Whole = Of(_kinds);

    /// <summary>What to load for them, from the child.</summary>
    public Pattern Pattern { get; }

    /// <summary>Facts of these kinds: records of a case, <see cref="Relationship"/> and <see cref="ContactDetail"/>.</summary>
    public static CaseParts Of(params IEnumerable<Type> kinds)
    {
        HashSet<Type> has = [.. kinds];
        has.UnionWith(has.Where(_about.ContainsKey).Select(k => _about[k]).ToList());
        // One object for each choice, so that stores can keep what they work out for its pattern.
        return _known.GetOrAdd(string.Join(' ', _kinds.Where(has.Contains).Select(k => k.Name)), _ => new(has));
    }

    /// <summary>Whether a kind is among them.</summary>
    public bool Has(Type kind) => _has.Contains(kind);

    private static Pattern PatternOf(HashSet<Type> has)
    {
        string[] facts = [.. Graph.Nodes.Where(n => has.Contains(n.Type)).SelectMany(n => n.References).Where(r => r.IsCase).Select(r => r.Type)];
        return new([.. Steps()]) { People = has.Contains(typeof(ContactDetail)) ? Step.Out("HAS_CONTACT_DETAIL") : null };

        IEnumerable<Step> Steps()
        {
            if (has.Contains(typeof(Relationship)))
            {
                yield return Step.Owned("RELATED_TO");
            }
            yield return Step.In("OVERSEES");
            yield return Step.Out("IN_TEAM");
            if (facts.Length > 0)
            {
                yield return Step.Out(facts) with
                {
                    Then =
                [
                    Step.Out("INVITES", "WITH", "BY", "NEEDED", "ABOUT", "WISHES_FOR", "OFFERED_BY", "GIVEN_BY", "TOLD_TO", "REFERRED_BY",
                        "LOOKS_FOR", "DONE_BY", "TAKEN_BY", "RAISED_BY", "CARED_FOR_BY", "AGREED_BY", "CHAIRED_BY", "KEPT", "MERGED", "CORRECTED_BY", "CALENDAR_OF", "AGAINST", "PROTECTS", "FROM"),
                    Step.In("PROMISED", "HELPS"),
                ]
                };
            }
        }
    }
}
