using System.Runtime.InteropServices;

namespace LifelongLinks.Core;

/// <summary>
/// Facts of cases summed up in cells: of each metric and period, for every combination of values of at most three dimensions and for every margin
/// of it. Cases may be added in any order; tables of the same dimensions may be added to each other.
/// </summary>
/// <param name="dimensions">The dimensions, in the order of the enum.</param>
/// <param name="table">Which of the tables that will be added to each other it is: so that cases have numbers of their own.</param>
internal sealed class MetricCells(IReadOnlyList<MetricDimension> dimensions, int table)
{
    private readonly Dictionary<MetricCellKey, MetricCell> _cells = [];
    private readonly Dictionary<(MetricCellKey Cell, int Promise), (int Count, double Kept)> _promises = [];
    private long _case = (long)table << 32;

    internal IReadOnlyList<MetricDimension> Dimensions => dimensions;

    internal IReadOnlyDictionary<MetricCellKey, MetricCell> All => _cells;

    /// <summary>Adds all that one case has.</summary>
    internal void Add(IReadOnlyList<MetricFact> ofOneCase)
    {
        _case++;
        foreach (var fact in ofOneCase)
        {
            Add(fact, new(fact.Of, fact.InBefore), 0);
        }
        // A promise counts once in the mean of each cell, whatever it was made up of there.
        foreach (var ((key, _), (count, kept)) in _promises)
        {
            _cells[key].Values.Add(kept / count);
        }
        _promises.Clear();
    }

    /// <summary>Adds all that was added to another table, of other cases.</summary>
    internal void Add(MetricCells others)
    {
        foreach (var (key, cell) in others._cells)
        {
            Cell(key).Add(cell);
        }
    }

    private MetricCell Cell(MetricCellKey key) => CollectionsMarshal.GetValueRefOrAddDefault(_cells, key, out _) ??= new();

    private void Add(in MetricFact fact, MetricCellKey key, int slot)
    {
        if (slot == dimensions.Count)
        {
            Cell(key).Add(fact, _case);
            if (fact.Of.Metric == Metric.Occasions)
            {
                ref var promise = ref CollectionsMarshal.GetValueRefOrAddDefault(_promises, (key, fact.Promise), out _);
                promise = (promise.Count + fact.Count, promise.Kept + fact.First);
            }
            return;
        }
        Add(fact, key, slot + 1);
        switch (dimensions[slot])
        {
            case MetricDimension.Team: Add(fact, key.With(slot, fact.Traits.Team), slot + 1); break;
            case MetricDimension.PlacementKind: Add(fact, key.With(slot, fact.Traits.PlacementKind), slot + 1); break;
            case MetricDimension.AgeBand: Add(fact, key.With(slot, fact.Traits.AgeBand), slot + 1); break;
            case MetricDimension.TimeInCare: Add(fact, key.With(slot, fact.Traits.TimeInCare), slot + 1); break;
            case MetricDimension.RelationshipKind: Each(fact.Traits.RelationshipKinds, fact, key, slot); break;
            case MetricDimension.ContactMode: Each(fact.Traits.ContactModes, fact, key, slot); break;
            case MetricDimension.SupportKind: Each(fact.Traits.SupportKinds, fact, key, slot); break;
        }
    }

    private void Each(ulong values, in MetricFact fact, MetricCellKey key, int slot)
    {
        for (int value = 0; values != 0; value++, values >>= 1)
        {
            if ((values & 1) != 0)
            {
                Add(fact, key.With(slot, value), slot + 1);
            }
        }
    }
}

/// <summary>Which cell: of a metric in one of the two periods, a value in each dimension or, a margin, any.</summary>
/// <param name="Of">The metric.</param>
/// <param name="InBefore">Whether of the period before.</param>
internal readonly record struct MetricCellKey(MetricOf Of, bool InBefore)
{
    // A value and one more in 16 bits for each dimension; 0 is any.
    private long Values { get; init; }

    /// <summary>The value in a dimension; null: any.</summary>
    internal int? this[int slot] => ((int)(Values >> (16 * slot)) & 0xFFFF) is not 0 and var value ? value - 1 : null;

    /// <summary>The same with a value in a dimension; null: any.</summary>
    internal MetricCellKey With(int slot, int? value) =>
        this with { Values = (Values & ~(0xFFFFL << (16 * slot))) | ((long)((value ?? -1) + 1) << (16 * slot)) };

    /// <summary>In how many dimensions it has a value.</summary>
    internal int Depth => (this[0] is null ? 0 : 1) + (this[1] is null ? 0 : 1) + (this[2] is null ? 0 : 1);
}

/// <summary>What was summed up in one cell.</summary>
internal sealed class MetricCell
{
    private long _lastCase = -1;
    private long _lastCaseWithValue = -1;

    /// <summary>How many different children it rests on.</summary>
    internal int Children { get; private set; }

    /// <summary>Events, or occasions decided.</summary>
    internal int Count { get; private set; }

    /// <summary>The sum of what was first in its facts.</summary>
    internal double First { get; private set; }

    /// <summary>The sum of what was second in its facts.</summary>
    internal double Second { get; private set; }

    /// <summary>The values of which quartiles are told.</summary>
    internal List<double> Values { get; } = [];

    /// <summary>How many different children the values rest on.</summary>
    internal int ChildrenOfValues { get; private set; }

    /// <summary>The numbers of the cases that it rests on, while they are few; null: they are not.</summary>
    internal List<long>? Few { get; private set; } = [];

    internal void Add(in MetricFact fact, long ofCase)
    {
        if (_lastCase != ofCase)
        {
            _lastCase = ofCase;
            Children++;
            Few?.Add(ofCase);
            Forget();
        }
        Count += fact.Count;
        First += fact.First;
        Second += fact.Second;
        if (fact.HasValue)
        {
            ChildrenOfValues += _lastCaseWithValue == ofCase ? 0 : 1;
            _lastCaseWithValue = ofCase;
            Values.Add(fact.First);
        }
    }

    internal void Add(MetricCell other)
    {
        Children += other.Children;
        if (other.Few is { } few)
        {
            Few?.AddRange(few);
        }
        else
        {
            Few = null;
        }
        Forget();
        Count += other.Count;
        First += other.First;
        Second += other.Second;
        ChildrenOfValues += other.ChildrenOfValues;
        Values.AddRange(other.Values);
    }

    private void Forget() => Few = Few?.Count >= Suppression.Few ? null : Few;
}
