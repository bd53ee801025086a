namespace LifelongLinks.Core;

/// <summary>When the child and somebody were in touch (rule 6).</summary>
public static class InTouch
{
    /// <summary>
    /// The last day by <paramref name="asOf"/> on which the child and a person were in touch both ways: a recorded two-way contact, or
    /// what a tie between the two says. Null: never, as far as is known.
    /// </summary>
    public static DateOnly? BothWays(Case of, string personId, DateOnly asOf) => Between(of, personId, twoWayOnly: true).Last(asOf);

    /// <summary>The same, counting any contact, answered or not.</summary>
    public static DateOnly? AnyWay(Case of, string personId, DateOnly asOf) => Between(of, personId, twoWayOnly: false).Last(asOf);

    /// <summary>With each person, the day of the child's last recorded two-way contact by <paramref name="asOf"/> (rule 37).</summary>
    internal static Dictionary<string, DateOnly> Recorded(Case of, DateOnly asOf)
    {
        Dictionary<string, DateOnly> last = [];
        foreach (var contact in of.Contacts)
        {
            if (contact.IsTwoWay && contact.On <= asOf)
            {
                foreach (string personId in contact.PersonIds)
                {
                    last[personId] = last.TryGetValue(personId, out var on) && on > contact.On ? on : contact.On;
                }
            }
        }
        return last;
    }

    private static Touches Between(Case of, string personId, bool twoWayOnly) => new(
        of.Contacts.Where(c => c.PersonIds.Contains(personId)),
        of.Relationships.Where(r => r.OfChild(of.Child.Id) == personId),
        twoWayOnly);
}

/// <summary>The days on which the child and one person were in touch, in the order in which they came to be known.</summary>
internal sealed class Touches
{
    private readonly int[] _knownOn;
    private readonly int[] _last;

    /// <summary>The touches that contacts with the person, and the child's ties to them, tell of.</summary>
    internal Touches(IEnumerable<Contact> contacts, IEnumerable<Relationship> ties, bool twoWayOnly)
    {
        // The day known above the day itself, so that one sort of plain numbers orders both.
        List<long> touches = [];
        foreach (var contact in contacts)
        {
            if (contact.IsTwoWay || !twoWayOnly)
            {
                touches.Add(((long)contact.On.DayNumber << 32) | (uint)contact.On.DayNumber);
            }
        }
        foreach (var tie in ties)
        {
            if (tie.LastContactOn is { } on)
            {
                // What a tie tells is not known before the tie has begun.
                touches.Add(((long)Math.Max(on.DayNumber, tie.Since?.DayNumber ?? 0) << 32) | (uint)on.DayNumber);
            }
        }
        touches.Sort();
        _knownOn = new int[touches.Count];
        _last = new int[touches.Count];
        for (int i = 0; i < touches.Count; i++)
        {
            int on = (int)touches[i];
            _knownOn[i] = (int)(touches[i] >> 32);
            _last[i] = i == 0 ? on : Math.Max(_last[i - 1], on);
        }
    }

    /// <summary>The last day in touch by <paramref name="asOf"/>; null: never, as far as is known.</summary>
    internal DateOnly? Last(DateOnly asOf)
    {
        int next = ~Array.BinarySearch(_knownOn, asOf.DayNumber, JustAfter);
        return next == 0 ? null : DateOnly.FromDayNumber(_last[next - 1]);
    }

    /// <summary>The first day on which it is known that they were in touch on a day or after it; null: it never is.</summary>
    internal DateOnly? KnownSince(DateOnly day)
    {
        int first = Array.FindIndex(_last, last => last >= day.DayNumber);
        return first < 0 ? null : DateOnly.FromDayNumber(_knownOn[first]);
    }

    /// <summary>The days on which being in touch within so many days may begin or end.</summary>
    internal IEnumerable<DateOnly> Turns(int within)
    {
        int over = int.MinValue;
        for (int i = 0; i < _knownOn.Length; i++)
        {
            if (_knownOn[i] >= over)
            {
                yield return DateOnly.FromDayNumber(_knownOn[i]);
            }
            over = _last[i] + within + 1;
            if (over <= DateOnly.MaxValue.DayNumber && (i + 1 == _knownOn.Length || _knownOn[i + 1] > over))
            {
                yield return DateOnly.FromDayNumber(over);
            }
        }
    }

    // Never equal: the search ends behind everything known by the day.
    private static readonly Comparer<int> JustAfter = Comparer<int>.Create((known, day) => known <= day ? -1 : 1);
}
