namespace LifelongLinks.Core;

/// <summary>
/// Which cells are told (rule 43). One that rests on fewer than five children is not. Nor are more, so that none can be worked out: whoever knows a
/// margin and all but one of the cells it is the sum of knows that one; so of each such sum none is hidden, or at least two, and of a margin that is told those hidden
/// rest together on at least five children. A margin is hidden or not whatever it is later divided by, so that every answer fits every other one.
/// </summary>
internal sealed class Suppression
{
    /// <summary>Below so many children nothing is told.</summary>
    internal const int Few = Anonymity.Few;

    /// <summary>Below so many children no quartiles and means are told, and no share of fewer.</summary>
    internal const int Several = 10;

    /// <summary>Counts are rounded to multiples of this.</summary>
    internal const int RoundedTo = 5;

    private readonly IReadOnlyDictionary<MetricCellKey, MetricCell> _cells;
    private readonly int _slots;
    private readonly HashSet<MetricCellKey> _hidden = [];

    /// <summary>
    /// Judges cells that have values in so many slots, whatever these stand for. The same are hidden of the same cells, in whatever order they were added; slots
    /// stand in an order that is not the asker's to choose.
    /// </summary>
    internal Suppression(IReadOnlyDictionary<MetricCellKey, MetricCell> cells, int slots)
    {
        (_cells, _slots) = (cells, slots);
        var tables = cells.Keys.GroupBy(k => (k.Of, k.InBefore)).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var ((of, before), keys) in tables.OrderBy(t => Order(t.Key.Of.Metric)))
        {
            Judge(keys, key => Parts.TryGetValue(of.Metric, out var part) && (IsHidden(key with { Of = new(part.Whole) }) || (part.Remainder is { } rest && IsHidden(key with { Of = new(rest) }))));
        }
    }

    // The parts of a count that is told: one of the two is told, and the other could be subtracted. So neither may be few.
    private static readonly Dictionary<Metric, (Metric Whole, Metric? Remainder)> Parts = new()
    {
        [Metric.ReferredLater] = (Metric.ChildrenReferred, null),
        [Metric.ReferredEarly] = (Metric.ChildrenReferred, Metric.ReferredLater),
        [Metric.PlansNotIntegrated] = (Metric.PlansAgreed, null),
        [Metric.PlansIntegrated] = (Metric.PlansAgreed, Metric.PlansNotIntegrated),
    };

    /// <summary>Whether a cell is told. One with nothing in it never is.</summary>
    internal bool Tells(MetricCellKey key) => _cells.ContainsKey(key) && !_hidden.Contains(key);

    /// <summary>A count as it is told.</summary>
    internal static int Rounded(double count) => (int)Math.Round(count / RoundedTo, MidpointRounding.AwayFromZero) * RoundedTo;

    private bool IsHidden(MetricCellKey key) => _hidden.Contains(key);

    private static int Order(Metric metric) => !Parts.TryGetValue(metric, out var part) ? 0 : part.Remainder is null ? 1 : 2;

    private void Judge(List<MetricCellKey> keys, Func<MetricCellKey, bool> mustHide)
    {
        foreach (var key in keys)
        {
            if (Children(key) < Few || mustHide(key))
            {
                _hidden.Add(key);
            }
        }
        // Margins first: what they are divided by later takes nothing back of them.
        foreach (var table in keys.GroupBy(Shape).OrderBy(t => t.First().Depth).ThenBy(t => t.Key))
        {
            var sums = Enumerable.Range(0, _slots).Where(slot => table.First()[slot] is not null)
                .SelectMany(slot => table.GroupBy(key => key.With(slot, null)).OrderBy(sum => Place(sum.Key)))
                .Select(sum => (Margin: sum.Key, Cells: sum.OrderBy(Children).ThenBy(Place).ToList())).ToList();
            // What is hidden for one sum is hidden in others too: until nothing more needs to be.
            bool changed = true;
            while (changed)
            {
                changed = false;
                foreach (var sum in sums)
                {
                    while (NextToHide(sum) is { } hide)
                    {
                        changed |= _hidden.Add(hide);
                    }
                }
            }
        }
    }

    /// <summary>The cell of a sum that must be hidden too: the one of the fewest children that is told; null: none needs to be, or none is left.</summary>
    private MetricCellKey? NextToHide((MetricCellKey Margin, List<MetricCellKey> Cells) sum)
    {
        int hidden = sum.Cells.Count(IsHidden);
        bool isSafe = IsHidden(sum.Margin) ? hidden > 0 : hidden == 0 || (hidden > 1 && RestOnEnough(sum.Cells.Where(IsHidden)));
        return isSafe ? null : sum.Cells.Where(c => !IsHidden(c)).Select(c => (MetricCellKey?)c).FirstOrDefault();
    }

    // One child may be in several cells of a sum.
    private bool RestOnEnough(IEnumerable<MetricCellKey> keys)
    {
        HashSet<long> children = [];
        foreach (var key in keys)
        {
            if (_cells[key].Few is not { } few)
            {
                return true;
            }
            children.UnionWith(few);
        }
        return children.Count >= Few;
    }

    private static (int?, int?, int?) Place(MetricCellKey key) => (key[0], key[1], key[2]);

    private int Children(MetricCellKey key) => _cells[key].Children;

    private static int Shape(MetricCellKey key) => (key[0] is null ? 0 : 1) + (key[1] is null ? 0 : 2) + (key[2] is null ? 0 : 4);
}
