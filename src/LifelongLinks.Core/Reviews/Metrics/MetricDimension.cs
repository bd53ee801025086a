namespace LifelongLinks.Core;

/// <summary>By what metrics may be grouped, each value as of the day of the event; a figure that does not depend on one has no value in its groups.</summary>
public enum MetricDimension
{
    /// <summary>The team of the case, by its name.</summary>
    Team,
    /// <summary>The kind of home the child lived in.</summary>
    PlacementKind,
    /// <summary>The child's age.</summary>
    AgeBand,
    /// <summary>Whole years since the child entered care, until they left it.</summary>
    TimeInCare,
    /// <summary>What the person is to the child: one with several ties counts under each.</summary>
    RelationshipKind,
    /// <summary>How it was promised to be in touch.</summary>
    ContactMode,
    /// <summary>The kind of support promised: a promise of several counts under each.</summary>
    SupportKind,
}

/// <summary>Ages in bands.</summary>
public enum AgeBand
{
    /// <summary>0 to 4 years.</summary>
    Under5,
    /// <summary>5 to 9 years.</summary>
    Aged5To9,
    /// <summary>10 to 15 years.</summary>
    Aged10To15,
    /// <summary>16 and 17 years.</summary>
    Aged16To17,
    /// <summary>18 years and over.</summary>
    Aged18AndOver,
}

/// <summary>Time in care in bands of whole years.</summary>
public enum TimeInCare
{
    /// <summary>Less than a year.</summary>
    UnderOneYear,
    /// <summary>One or two years.</summary>
    OneOrTwoYears,
    /// <summary>Three or four years.</summary>
    ThreeOrFourYears,
    /// <summary>Five to nine years.</summary>
    FiveToNineYears,
    /// <summary>Ten years or more.</summary>
    TenYearsOrMore,
}

/// <summary>One value of a dimension.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Value">
/// The name of the team, or the value in UPPER_SNAKE: of AgeBand, TimeInCare, PlacementKind, RelationshipKind, ContactMode or SupportKind; NONE
/// where there is none or it is not known.
/// </param>
public sealed record MetricValue(MetricDimension Dimension, string Value)
{
    /// <summary>The value where there is none.</summary>
    public const string None = "NONE";
}

/// <summary>The values that dimensions may have.</summary>
public static class MetricDimensions
{
    private static readonly Dictionary<MetricDimension, string[]> _values = new()
    {
        [MetricDimension.PlacementKind] = [.. Written<PlacementKind>().Where(v => v != Words.Of(PlacementKind.School))],
        [MetricDimension.AgeBand] = Written<AgeBand>(),
        [MetricDimension.TimeInCare] = Written<TimeInCare>(),
        [MetricDimension.RelationshipKind] = Written<RelationshipKind>(),
        [MetricDimension.ContactMode] = Written<ContactMode>(),
        [MetricDimension.SupportKind] = Written<SupportKind>(),
    };

    /// <summary>The values of a dimension, in their order, NONE first; null: names of teams, which anything may be.</summary>
    public static IReadOnlyList<string>? Values(MetricDimension dimension) => _values.TryGetValue(dimension, out string[]? values) ? values : null;

    /// <summary>The age band on a day; null when the date of birth is not known.</summary>
    public static AgeBand? AgeBandOf(DateOnly? born, DateOnly on) => born is not { } day ? null : Days.Age(day, on) switch
    {
        <= 4 => AgeBand.Under5,
        <= 9 => AgeBand.Aged5To9,
        <= 15 => AgeBand.Aged10To15,
        <= 17 => AgeBand.Aged16To17,
        _ => AgeBand.Aged18AndOver,
    };

    /// <summary>The time in care by a day; null when the child had not entered care, or it is not known when.</summary>
    public static TimeInCare? TimeInCareOf(Child child, DateOnly on) => child.EnteredCareOn is not { } entered || entered > on ? null
        : Days.Age(entered, child.LeftCareOn < on ? child.LeftCareOn.Value : on) switch
        {
            0 => TimeInCare.UnderOneYear,
            <= 2 => TimeInCare.OneOrTwoYears,
            <= 4 => TimeInCare.ThreeOrFourYears,
            <= 9 => TimeInCare.FiveToNineYears,
            _ => TimeInCare.TenYearsOrMore,
        };

    private static string[] Written<T>() where T : struct, Enum => [MetricValue.None, .. Enum.GetValues<T>().Select(v => Words.Of(v))];
}
