using System.Runtime.InteropServices;

namespace LifelongLinks.Core;

/// <summary>
/// The people and ties that a child's paths may use, as arrays: people numbered in the order of their ids, so that comparing numbers is
/// comparing ids; between two people the heaviest tie alone. The child is a person like the others, to whom no path returns.
/// </summary>
internal sealed class PathGraph
{
    private readonly int[] _first;

    private PathGraph(string[] ids, int[] place, ICollection<Between> ties, string childId)
    {
        Ids = ids;
        Child = Find(childId);
        Stops = new PathStop[ids.Length];
        PassThrough = new bool[ids.Length];
        _first = new int[ids.Length + 1];
        foreach (var tie in ties)
        {
            _first[place[tie.One] + 1]++;
            _first[place[tie.Other] + 1]++;
        }
        for (int i = 0; i < ids.Length; i++)
        {
            _first[i + 1] += _first[i];
        }
        Ties = new PathTie[2 * ties.Count];
        int[] next = _first[..^1];
        foreach (var tie in ties)
        {
            var (one, other) = (place[tie.One], place[tie.Other]);
            Ties[next[one]++] = new(other, tie.Weight, tie.Tie);
            Ties[next[other]++] = new(one, tie.Weight, tie.Tie);
        }
    }

    /// <summary>Ids in ordinal order.</summary>
    internal string[] Ids { get; }

    /// <summary>The child's number.</summary>
    internal int Child { get; }

    /// <summary>The tiers of each person.</summary>
    internal PathStop[] Stops { get; }

    /// <summary>Whether a path may lead on from each person; it never comes back to the child.</summary>
    internal bool[] PassThrough { get; }

    private PathTie[] Ties { get; }

    /// <summary>The number of a person; negative when they are not here.</summary>
    internal int Find(string id) => Array.BinarySearch(Ids, id, StringComparer.Ordinal);

    /// <summary>The ties of a person.</summary>
    internal ReadOnlySpan<PathTie> TiesOf(int person) => Ties.AsSpan(_first[person].._first[person + 1]);

    /// <summary>The tie between two people who have one.</summary>
    internal PathTie TieBetween(int one, int other)
    {
        foreach (var tie in TiesOf(one))
        {
            if (tie.To == other)
            {
                return tie;
            }
        }
        throw new ArgumentException("The two have no tie.", nameof(other));
    }

    /// <summary>The graph around a child: who may stand on a path, and the ties a path may use (rule 11).</summary>
    internal static PathGraph Of(Surroundings around, PathStops stops, Func<Relationship, double> weight)
    {
        Gathering people = new(around.Own.Child.Id, stops);
        List<Case> cases = [around.Own, .. stops.SiblingCases];
        Dictionary<long, Between> heaviest = new(cases.Sum(c => c.Relationships.Count));
        var closed = stops.ClosedTies();
        foreach (var of in cases)
        {
            foreach (var tie in of.Relationships)
            {
                if (tie.Since > around.AsOf || closed.Contains(tie.Id) ||
                    people.Number(tie.FromId) is not (>= 0 and var from) || people.Number(tie.ToId) is not (>= 0 and var to) || from == to)
                {
                    continue;
                }
                Between between = new(Math.Min(from, to), Math.Max(from, to), weight(tie), tie);
                ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    heaviest, ((long)between.One << 32) | (uint)between.Other, out bool parallel);
                found = parallel && !between.Outweighs(found) ? found : between;
            }
        }
        return people.Arrange(heaviest.Values);
    }

    /// <summary>The tie that counts between two people.</summary>
    private readonly record struct Between(int One, int Other, double Weight, Relationship Tie)
    {
        internal bool Outweighs(Between than) =>
            Weight > than.Weight || (Weight == than.Weight && string.CompareOrdinal(Tie.Id, than.Tie.Id) < 0);
    }

    /// <summary>The people met so far, numbered as they came; those left out are remembered too, so that each is judged once.</summary>
    private sealed class Gathering(string childId, PathStops stops)
    {
        private const int LeftOut = -1;
        private readonly Dictionary<string, int> _numbers = new() { [childId] = 0 };
        private readonly List<(string Id, PathStop Stop)> _people = [(childId, default)];

        internal int Number(string id)
        {
            if (!_numbers.TryGetValue(id, out int number))
            {
                var stop = stops.Find(id);
                _numbers[id] = number = stop is null ? LeftOut : _people.Count;
                if (stop is { } found)
                {
                    _people.Add((id, found));
                }
            }
            return number;
        }

        /// <summary>Numbers the people anew, in the order of their ids.</summary>
        internal PathGraph Arrange(ICollection<Between> ties)
        {
            string[] ids = new string[_people.Count];
            int[] came = new int[ids.Length];
            for (int i = 0; i < ids.Length; i++)
            {
                (ids[i], came[i]) = (_people[i].Id, i);
            }
            Array.Sort(ids, came, StringComparer.Ordinal);
            int[] place = new int[ids.Length];
            for (int i = 0; i < ids.Length; i++)
            {
                place[came[i]] = i;
            }
            PathGraph graph = new(ids, place, ties, childId);
            for (int i = 0; i < ids.Length; i++)
            {
                graph.Stops[i] = _people[came[i]].Stop;
                graph.PassThrough[i] = stops.MayPassThrough(ids[i]);
            }
            return graph;
        }
    }
}

/// <summary>The tie that leads on to a person.</summary>
/// <param name="To">The person's number.</param>
/// <param name="Weight">What the tie weighs.</param>
/// <param name="Tie">The tie itself.</param>
internal readonly record struct PathTie(int To, double Weight, Relationship Tie);
