using System.Runtime.CompilerServices;

namespace LifelongLinks.Core;

/// <summary>What is counted, each by itself; some of it serves only to tell whether others may be told.</summary>
internal enum Metric
{
    Children,
    ChildrenReferred,
    ReferredEarly,
    ReferredLater,
    ConsentsGiven,
    ConsentsWithdrawn,
    PeopleIdentified,
    PeopleLocated,
    PeopleJoined,
    PeopleDeclined,
    NetworkAtReferral,
    NetworkNow,
    PeopleReconnected,
    ConferencesHeld,
    PlansDrafted,
    PlansAgreed,
    PlansIntegrated,
    PlansNotIntegrated,
    ReviewsDue,
    ReviewsOnTime,
    ReviewsLate,
    ReviewsOverdue,
    Occasions,
    OccasionsOfLast90Days,
    OccasionsOf90DaysBefore,
    Sustained183,
    Sustained365,
    Moves,
    Measure,
    GapsOpened,
    GapsClosed,
}

/// <summary>A metric, and of which measure or kind of gap it is, where it is of one.</summary>
internal readonly record struct MetricOf(Metric Metric, int Kind = 0);

/// <summary>
/// To which group a fact belongs, in each dimension. A value is 0 for none and 1 more than that of its enum, or a number given to a team; where
/// there may be several, they are bits, and 0 says that the fact does not depend on the dimension.
/// </summary>
internal readonly record struct MetricTraits(int Team, int PlacementKind, int AgeBand, int TimeInCare)
{
    internal ulong RelationshipKinds { get; init; }
    internal ulong ContactModes { get; init; }
    internal ulong SupportKinds { get; init; }

    /// <summary>Those of a case on a day.</summary>
    internal static MetricTraits Of(Case of, DateOnly day, TeamNumbers teams)
    {
        InTeam? team = null;
        foreach (var one in of.Teams)
        {
            team = one.Holds(day) && !(team?.Since > one.Since) ? one : team;
        }
        Placement? home = null;
        foreach (var one in of.Placements)
        {
            home = one.Kind != Core.PlacementKind.School && one.Holds(day) && !(home?.From > one.From) ? one : home;
        }
        return new(
            teams.Of(team is null ? null : of.TeamName(team.TeamId)),
            Value(home?.Kind),
            Value(MetricDimensions.AgeBandOf(of.Child.DateOfBirth, day)),
            Value(MetricDimensions.TimeInCareOf(of.Child, day)));
    }

    internal static int Value<T>(T? value) where T : struct, Enum => value is { } known ? EnumValue(known) + 1 : 0;

    private static int EnumValue<T>(T value) where T : struct, Enum => Unsafe.As<T, int>(ref value);

    internal static ulong Bit(int value) => 1UL << value;
}

/// <summary>Something of one case that a metric counts.</summary>
/// <param name="Of">What counts it.</param>
/// <param name="InBefore">Whether it is of the period before.</param>
/// <param name="On">The day of the event.</param>
/// <param name="Traits">To which groups it belongs, as of that day.</param>
internal readonly record struct MetricFact(MetricOf Of, bool InBefore, DateOnly On, in MetricTraits Traits)
{
    /// <summary>How many: of events one, of occasions those decided.</summary>
    internal int Count { get; init; } = 1;

    /// <summary>A number of days or people, of which quartiles are told; a value before; of occasions those kept or late; of promises whether contact lasted.</summary>
    internal double First { get; init; }

    /// <summary>A value after; of occasions those kept by the day they were due.</summary>
    internal double Second { get; init; }

    /// <summary>Whether the first number is known: days since something of which the day is not known are not.</summary>
    internal bool HasValue { get; init; }

    /// <summary>Of occasions: which promise of the case it is, from 0.</summary>
    internal int Promise { get; init; }
}

/// <summary>The numbers of teams, by name: the same for everybody who counts in one table.</summary>
internal sealed class TeamNumbers
{
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<string> _names = [MetricValue.None];

    internal int Of(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return 0;
        }
        lock (_names)
        {
            if (!_numbers.TryGetValue(name, out int number))
            {
                _numbers[name] = number = _names.Count;
                _names.Add(name);
            }
            return number;
        }
    }

    /// <summary>
    /// Cells with teams numbered in the order of their names, and the names by number: so that nothing depends on which team was met first. A slot below 0:
    /// there are no teams in the cells.
    /// </summary>
    internal (IReadOnlyDictionary<MetricCellKey, MetricCell> Cells, IReadOnlyList<string> Names) InOrder(IReadOnlyDictionary<MetricCellKey, MetricCell> cells, int slot)
    {
        lock (_names)
        {
            List<string> names = [MetricValue.None, .. _names.Skip(1).Order(StringComparer.Ordinal)];
            int[] numbers = [.. _names.Select((name, number) => number == 0 ? 0 : names.IndexOf(name, 1))];
            return (slot < 0 ? cells : cells.ToDictionary(c => c.Key[slot] is { } team ? c.Key.With(slot, numbers[team]) : c.Key, c => c.Value), names);
        }
    }
}
