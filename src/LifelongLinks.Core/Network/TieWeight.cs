using System.Globalization;

namespace LifelongLinks.Core;

/// <summary>What a tie weighs on a path, and why it is believed: closeness × recency × evidence.</summary>
public static class TieWeight
{
    /// <summary>What the recency of a tie rests on.</summary>
    private enum Known
    {
        Nothing,
        InTouch,
        Ended,
        Began,
    }

    /// <summary>The weight of a tie on a day, 0 to 1.</summary>
    /// <param name="tie">The tie.</param>
    /// <param name="contactOn">The last recorded contact between the two, where the tie is the child's own (rule 37).</param>
    /// <param name="asOf">The day; what is dated after it is unknown.</param>
    public static double Of(Relationship tie, DateOnly? contactOn, DateOnly asOf) =>
        Of(tie.Closeness) * Recency(tie, contactOn, asOf) * Of(tie.Evidence);

    /// <summary>Why a step along the tie is believed, such as "good tie, verified, in touch 30 days before".</summary>
    public static string Reason(Relationship tie, DateOnly? contactOn, DateOnly asOf)
    {
        var (known, days) = LastKnown(tie, contactOn, asOf);
        string before = days switch
        {
            0 => "that day",
            1 => "1 day before",
            _ => string.Create(CultureInfo.InvariantCulture, $"{days} days before"),
        };
        return $"{Word(tie.Closeness)}, {Word(tie.Evidence)}, " + known switch
        {
            Known.InTouch => $"in touch {before}",
            Known.Ended => $"ended {before}",
            Known.Began => $"began {before}",
            _ => "not known when last in touch",
        };
    }

    private static double Of(Closeness closeness) => closeness switch
    {
        Closeness.Close => 1,
        Closeness.Good => .8,
        Closeness.Some => .5,
        Closeness.Distant => .3,
        _ => .4,
    };

    private static double Of(Evidence evidence) => evidence switch
    {
        Evidence.Verified => 1,
        Evidence.Reported => .8,
        _ => .5,
    };

    private static double Recency(Relationship tie, DateOnly? contactOn, DateOnly asOf)
    {
        var (known, days) = LastKnown(tie, contactOn, asOf);
        return known == Known.Nothing ? .2 : Math.Max(.2, Math.Pow(.5, days / 365.0));
    }

    private static (Known Known, int Days) LastKnown(Relationship tie, DateOnly? contactOn, DateOnly asOf)
    {
        var told = tie.LastContactOn <= asOf ? tie.LastContactOn : null;
        var recorded = contactOn <= asOf ? contactOn : null;
        var inTouch = told is null || recorded > told ? recorded : told;
        return inTouch is { } on ? (Known.InTouch, Days.Between(on, asOf))
            : tie.Until is { } until && until <= asOf ? (Known.Ended, Days.Between(until, asOf))
            : tie.Since is { } since && since <= asOf ? (Known.Began, Days.Between(since, asOf))
            : (Known.Nothing, 0);
    }

    private static string Word(Closeness closeness) => closeness switch
    {
        Closeness.Close => "close tie",
        Closeness.Good => "good tie",
        Closeness.Some => "fair tie",
        Closeness.Distant => "distant tie",
        _ => "tie of unknown closeness",
    };

    private static string Word(Evidence evidence) => evidence switch
    {
        Evidence.Verified => "verified",
        Evidence.Reported => "reported",
        _ => "inferred",
    };
}
