namespace LifelongLinks.Core;

/// <summary>Occasions counted by how they stand, and the two rates that follow.</summary>
public abstract record Tally
{
    internal Counts Counts { get; init; }

    /// <summary>Occasions kept by the day they were due: a count.</summary>
    public int Kept => Counts.Kept;

    /// <summary>Occasions kept late, within their grace: a count.</summary>
    public int Late => Counts.Late;

    /// <summary>Occasions missed: a count.</summary>
    public int Missed => Counts.Missed;

    /// <summary>Occasions excused, which do not count in any rate: a count.</summary>
    public int Excused => Counts.Excused;

    /// <summary>Occasions that could not happen, which do not count in any rate: a count.</summary>
    public int Cancelled => Counts.Cancelled;

    /// <summary>Occasions due and still within their grace, which do not count in any rate yet: a count.</summary>
    public int Open => Counts.Open;

    /// <summary>Adherence, 0 to 1: (kept + late) / (kept + late + missed); null when nothing was due.</summary>
    public double? Rate => Counts.Rate;

    /// <summary>Punctuality, 0 to 1: kept / (kept + late + missed); null when nothing was due.</summary>
    public double? Punctuality => Counts.Decided == 0 ? null : (double)Kept / Counts.Decided;
}

/// <summary>The occasions due in one week, month or quarter, of those asked about.</summary>
public sealed record AdherenceBucket : Tally
{
    /// <summary>The first day of the week, month or quarter.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Its last day.</summary>
    public required DateOnly To { get; init; }
}

/// <summary>The occasions of one person's promises; those shared with others count for each.</summary>
public sealed record PersonAdherence : Tally
{
    /// <summary>Id of the person.</summary>
    public required string PersonId { get; init; }
}

/// <summary>The occasions of the promises to be in touch in one way.</summary>
public sealed record ModeAdherence : Tally
{
    /// <summary>How.</summary>
    public required ContactMode Mode { get; init; }
}

/// <summary>The occasions of the promises of one kind of support; a promise of several counts under each.</summary>
public sealed record SupportAdherence : Tally
{
    /// <summary>What kind of support.</summary>
    public required SupportKind Support { get; init; }
}

/// <summary>Counts of occasions while they are being counted.</summary>
internal record struct Counts
{
    internal int Kept;
    internal int Late;
    internal int Missed;
    internal int Excused;
    internal int Cancelled;
    internal int Open;

    /// <summary>Those that rates rest on.</summary>
    internal readonly int Decided => Kept + Late + Missed;

    internal readonly double? Rate => Decided == 0 ? null : (double)(Kept + Late) / Decided;

    internal void Add(OccasionStatus status)
    {
        switch (status)
        {
            case OccasionStatus.Kept: Kept++; break;
            case OccasionStatus.Late: Late++; break;
            case OccasionStatus.Missed: Missed++; break;
            case OccasionStatus.Excused: Excused++; break;
            case OccasionStatus.Cancelled: Cancelled++; break;
            case OccasionStatus.Open: Open++; break;
        }
    }

    internal void Add(Counts other)
    {
        Kept += other.Kept;
        Late += other.Late;
        Missed += other.Missed;
        Excused += other.Excused;
        Cancelled += other.Cancelled;
        Open += other.Open;
    }
}
