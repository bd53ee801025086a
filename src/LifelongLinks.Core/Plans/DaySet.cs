using System.Runtime.InteropServices;

namespace LifelongLinks.Core;

/// <summary>A set of days, as spans [from, until) of day numbers: sorted, apart from each other, none empty.</summary>
internal sealed class DaySet
{
    internal const int Forever = int.MaxValue;

    internal static readonly DaySet Empty = new([]);

    private readonly List<(int From, int Until)> _spans;

    private DaySet(List<(int From, int Until)> spans) => _spans = spans;

    /// <summary>The days of spans in any order, overlapping or not.</summary>
    internal static DaySet Of(List<(int From, int Until)> spans)
    {
        if (spans.Count == 0)
        {
            return Empty;
        }
        spans.Sort();
        List<(int From, int Until)> apart = new(spans.Count);
        foreach (var span in spans)
        {
            if (span.From >= span.Until)
            {
                continue;
            }
            if (apart.Count > 0 && span.From <= apart[^1].Until)
            {
                ref var last = ref CollectionsMarshal.AsSpan(apart)[^1];
                last.Until = Math.Max(last.Until, span.Until);
                continue;
            }
            apart.Add(span);
        }
        return new(apart);
    }

    /// <summary>The days of facts that hold on [from, until).</summary>
    internal static DaySet Holding(IEnumerable<(DateOnly? From, DateOnly? Until)> facts) =>
        Of([.. facts.Select(f => (f.From?.DayNumber ?? 0, f.Until?.DayNumber ?? Forever))]);

    /// <summary>The days from the first to the last, both included.</summary>
    internal static DaySet Through(DateOnly first, DateOnly last) => Of([(first.DayNumber, last.DayNumber + 1)]);

    internal bool IsEmpty => _spans.Count == 0;

    /// <summary>How many days.</summary>
    internal int Count => _spans.Sum(s => s.Until - s.From);

    internal DaySet Or(DaySet other) => IsEmpty ? other : other.IsEmpty ? this : Of([.. _spans, .. other._spans]);

    internal DaySet And(DaySet other)
    {
        List<(int From, int Until)> both = [];
        for (int i = 0, j = 0; i < _spans.Count && j < other._spans.Count;)
        {
            var (one, two) = (_spans[i], other._spans[j]);
            int from = Math.Max(one.From, two.From), until = Math.Min(one.Until, two.Until);
            if (from < until)
            {
                both.Add((from, until));
            }
            if (one.Until < two.Until)
            {
                i++;
            }
            else
            {
                j++;
            }
        }
        return new(both);
    }

    internal DaySet Except(DaySet other)
    {
        if (other.IsEmpty)
        {
            return this;
        }
        List<(int From, int Until)> outside = [];
        int from = 0;
        foreach (var span in other._spans)
        {
            outside.Add((from, span.From));
            from = span.Until;
        }
        outside.Add((from, Forever));
        return And(Of(outside));
    }

    /// <summary>The first day of the set from one day to another, both included; null when none is.</summary>
    internal DateOnly? First(DateOnly from, DateOnly to)
    {
        foreach (var span in _spans)
        {
            if (span.Until > from.DayNumber)
            {
                int first = Math.Max(span.From, from.DayNumber);
                return first <= to.DayNumber ? DateOnly.FromDayNumber(first) : null;
            }
        }
        return null;
    }

    internal bool Contains(DateOnly day) => First(day, day) is not null;

    /// <summary>Whether the set has this day and every day after it.</summary>
    internal bool IsForeverFrom(DateOnly day) => _spans.Count > 0 && _spans[^1] is { Until: Forever } last && last.From <= day.DayNumber;
}
