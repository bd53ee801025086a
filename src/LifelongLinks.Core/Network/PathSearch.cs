namespace LifelongLinks.Core;

/// <summary>A path as it was found: the numbers of its stops, child left out, and what it is compared by.</summary>
internal sealed record FoundPath(SafetyTier Safety, ConsentState Consent, double Strength, int[] Stops)
{
    /// <summary>The order of paths: safety, consent, strength, hops, ids stop by stop.</summary>
    internal static int Compare(FoundPath one, FoundPath other)
    {
        int order = one.Safety.CompareTo(other.Safety);
        order = order != 0 ? order : PathSearch.Rank(one.Consent).CompareTo(PathSearch.Rank(other.Consent));
        order = order != 0 ? order : other.Strength.CompareTo(one.Strength);
        order = order != 0 ? order : one.Stops.Length.CompareTo(other.Stops.Length);
        return order != 0 ? order : one.Stops.AsSpan().SequenceCompareTo(other.Stops);
    }
}

/// <summary>
/// The best simple paths from the child to a target, exactly. One class of tiers after the other, best first: within a class the graph
/// is cut to the people who are no worse, and partial paths are taken up in the order of the best they may still become. What a partial
/// path may become is bounded from behind: for each person the best product of weights with which the target can be reached in so
/// many more hops, stops repeated or not. So the first complete path taken up is the best, the next the second best, equal strength,
/// hops and ids included. A path of an earlier class turns up again in the later ones, and is passed over: fewer than were asked
/// for, as otherwise the search had ended there.
/// </summary>
internal sealed class PathSearch(PathGraph graph, int maxHops)
{
    /// <summary>Bounds are products taken in another order: this much larger, rounding in the last bits cannot make them too small.</summary>
    private const double Slack = 1 + 1e-12;

    private const int BitsPerStop = 21;

    private const int StopMask = (1 << BitsPerStop) - 1;

    /// <summary>How many people the search can number: 0 stands for nobody.</summary>
    internal const int MostPeople = StopMask - 1;

    private static readonly ConsentState[] _consents = [ConsentState.Given, ConsentState.GivenWithLimits, ConsentState.NotAsked];

    private readonly int _people = graph.Ids.Length;
    // Row r: with which product the target can be reached within r hops; 0: not at all.
    private readonly double[] _reach = new double[maxHops * graph.Ids.Length];
    private readonly int[] _fewestHops = new int[graph.Ids.Length];
    private readonly int[] _improvedIn = new int[graph.Ids.Length];
    private readonly PriorityQueue<Partial, Promise> _open = new(Promise.BestFirst);
    private List<int> _frontier = [], _nextFrontier = [];

    /// <summary>The place of a consent in the order of paths.</summary>
    internal static int Rank(ConsentState consent) => consent switch
    {
        ConsentState.Given => 0,
        ConsentState.GivenWithLimits => 1,
        _ => 2,
    };

    /// <summary>
    /// The best paths to a target, in order; null when more than <paramref name="budget"/> partial paths would have to be weighed.
    /// </summary>
    internal List<FoundPath>? To(int target, int count, int budget)
    {
        List<FoundPath> found = [];
        if (target < 0 || target == graph.Child || count == 0)
        {
            return found;
        }
        var aim = graph.Stops[target];
        for (var safety = aim.Safety; safety <= SafetyTier.Unassessed; safety++)
        {
            for (int consent = Rank(aim.Consent); consent < _consents.Length; consent++)
            {
                Bound(target, safety, consent);
                if (!Search(target, safety, consent, count, found, ref budget))
                {
                    return null;
                }
                if (found.Count == count)
                {
                    return found;
                }
            }
        }
        return found;
    }

    private bool IsWithin(int person, SafetyTier safety, int consent) =>
        graph.Stops[person].Safety <= safety && Rank(graph.Stops[person].Consent) <= consent;

    private Span<double> Row(int hops) => _reach.AsSpan(hops * _people, _people);

    private void Bound(int target, SafetyTier safety, int consent)
    {
        Row(0).Clear();
        Row(0)[target] = 1;
        Array.Fill(_fewestHops, int.MaxValue);
        Array.Clear(_improvedIn);
        _fewestHops[target] = 0;
        _frontier.Clear();
        _frontier.Add(target);
        for (int hops = 1; hops < maxHops; hops++)
        {
            var before = Row(hops - 1);
            var now = Row(hops);
            before.CopyTo(now);
            _nextFrontier.Clear();
            foreach (int person in _frontier)
            {
                foreach (ref readonly var tie in graph.TiesOf(person))
                {
                    double reach = before[person] * tie.Weight;
                    if (reach > now[tie.To] && graph.PassThrough[tie.To] && IsWithin(tie.To, safety, consent))
                    {
                        now[tie.To] = reach;
                        _fewestHops[tie.To] = Math.Min(_fewestHops[tie.To], hops);
                        if (_improvedIn[tie.To] != hops)
                        {
                            _improvedIn[tie.To] = hops;
                            _nextFrontier.Add(tie.To);
                        }
                    }
                }
            }
            (_frontier, _nextFrontier) = (_nextFrontier, _frontier);
        }
    }

    private bool Search(int target, SafetyTier safety, int consent, int count, List<FoundPath> found, ref int budget)
    {
        _open.Clear();
        Extend(new(graph.Child, 0, 1), default, target, ref budget);
        while (budget >= 0 && _open.TryDequeue(out var partial, out var promise))
        {
            if (partial.At != target)
            {
                Extend(partial, promise.Stops, target, ref budget);
            }
            else if (Complete(partial, promise) is var path && path.Safety == safety && Rank(path.Consent) == consent)
            {
                found.Add(path);
                if (found.Count == count)
                {
                    return true;
                }
            }
        }
        return budget >= 0;
    }

    private void Extend(Partial partial, UInt128 stops, int target, ref int budget)
    {
        int hops = partial.Hops + 1;
        var reach = Row(maxHops - hops);
        foreach (ref readonly var tie in graph.TiesOf(partial.At))
        {
            if (reach[tie.To] == 0 || Contains(stops, partial.Hops, tie.To))
            {
                continue;
            }
            double product = partial.Product * tie.Weight;
            double best = tie.To == target ? product : product * reach[tie.To] * Slack;
            _open.Enqueue(
                new(tie.To, hops, product),
                new(Round(best), hops + _fewestHops[tie.To], stops | Place(tie.To, hops - 1)));
            budget--;
        }
    }

    private FoundPath Complete(Partial path, Promise promise)
    {
        int[] stops = new int[path.Hops];
        var safety = SafetyTier.Cleared;
        int consent = 0;
        for (int i = 0; i < stops.Length; i++)
        {
            stops[i] = StopAt(promise.Stops, i);
            safety = (SafetyTier)Math.Max((int)safety, (int)graph.Stops[stops[i]].Safety);
            consent = Math.Max(consent, Rank(graph.Stops[stops[i]].Consent));
        }
        return new(safety, _consents[consent], promise.Strength, stops);
    }

    /// <summary>Strength is compared at nine places (rule 37).</summary>
    private static double Round(double strength) => Math.Round(strength, 9, MidpointRounding.AwayFromZero);

    // The stops of a path in one number, the first in the highest bits: comparing numbers compares ids stop by stop.
    private static UInt128 Place(int person, int position) => (UInt128)(uint)(person + 1) << (BitsPerStop * (5 - position));

    private static int StopAt(UInt128 stops, int position) =>
        (int)(uint)((stops >> (BitsPerStop * (5 - position))) & StopMask) - 1;

    private static bool Contains(UInt128 stops, int count, int person)
    {
        for (int i = 0; i < count; i++)
        {
            if (StopAt(stops, i) == person)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The beginning of a path: where it has come to, in how many hops, and the product of its weights.</summary>
    private readonly record struct Partial(int At, int Hops, double Product);

    /// <summary>The best that a beginning may become: no path from it comes before this in the order of paths.</summary>
    private readonly record struct Promise(double Strength, int Hops, UInt128 Stops)
    {
        internal static readonly IComparer<Promise> BestFirst = Comparer<Promise>.Create(static (one, other) =>
        {
            int order = other.Strength.CompareTo(one.Strength);
            order = order != 0 ? order : one.Hops.CompareTo(other.Hops);
            return order != 0 ? order : one.Stops.CompareTo(other.Stops);
        });
    }
}
