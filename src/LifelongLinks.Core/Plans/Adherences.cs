namespace LifelongLinks.Core;

/// <summary>A promise in a child's case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Commitment">The promise.</param>
public readonly record struct Promise(Case Case, Commitment Commitment);

/// <summary>How far promises are kept over time (rules 17 to 25).</summary>
public static class Adherences
{
    /// <summary>Adherence of one commitment.</summary>
    public static Adherence Of(
        Case of, Commitment commitment, DateOnly asOf, DateOnly? from = null, DateOnly? to = null, TimeBucket bucket = TimeBucket.Month) =>
        Of([new(of, commitment)], asOf, from, to, bucket);

    /// <summary>Adherence of a plan.</summary>
    public static Adherence Of(
        Case of, Plan plan, DateOnly asOf, DateOnly? from = null, DateOnly? to = null, TimeBucket bucket = TimeBucket.Month) =>
        Of([.. of.Commitments.Where(c => c.PlanId == plan.Id).Select(c => new Promise(of, c))], asOf, from, to, bucket);

    /// <summary>Adherence of a child: of all their plans.</summary>
    public static Adherence Of(
        Case of, DateOnly asOf, DateOnly? from = null, DateOnly? to = null, TimeBucket bucket = TimeBucket.Month) =>
        Of([.. of.Commitments.Select(c => new Promise(of, c))], asOf, from, to, bucket);

    /// <summary>
    /// Adherence of promises, of one case or many: the occasions with from ≤ due ≤ to. Without from: from the earliest start; without
    /// to, and with one after asOf: to asOf. Only promises of plans agreed by asOf count. With from after to nothing is counted.
    /// </summary>
    public static Adherence Of(
        IReadOnlyList<Promise> promises, DateOnly asOf, DateOnly? from = null, DateOnly? to = null, TimeBucket bucket = TimeBucket.Month)
    {
        var records = TrackRecord.All(promises, asOf);
        var last = to < asOf ? to.Value : asOf;
        var first = from ?? records.Select(r => r.Commitment.StartsOn).Append(last).Min();
        AdherenceCount count = new(first, last, asOf, bucket);
        records.ForEach(count.Add);
        return new()
        {
            From = first,
            To = last,
            AsOf = asOf,
            Counts = count.All,
            RecencyWeighted = count.RecencyWeighted,
            Mean = count.Mean,
            Covered = Covered(records, first, last),
            Streak = Streak(records, last),
            Trend = TrendOf(records, last),
            ExcusedBy = count.ExcusedBy,
            Sustained = [Sustained(records, asOf, 183, promises.Count == 1), Sustained(records, asOf, 365, promises.Count == 1)],
            Series = count.Series,
            ByPerson = count.ByPerson,
            ByMode = count.ByMode,
            BySupport = count.BySupport,
        };
    }

    /// <summary>What a review keeps of adherence as it stood on its day.</summary>
    public static FrozenMetrics Frozen(Adherence of) =>
        new(of.AsOf, of.Kept, of.Late, of.Missed, of.Excused, of.Cancelled, of.Rate, of.Punctuality);

    private static Coverage? Covered(List<TrackRecord> records, DateOnly from, DateOnly to)
    {
        Coverage? sum = null;
        foreach (var record in records)
        {
            if (record.Covered(from, to) is { } own)
            {
                sum = new((sum?.CoveredDays ?? 0) + own.CoveredDays, (sum?.Days ?? 0) + own.Days);
            }
        }
        return sum;
    }

    // The run is what was kept after the last one missed, in order of due, commitment and slot (rule 20); records stand in order of
    // commitment and their occasions in order of due and slot, so nothing needs sorting.
    private static int Streak(List<TrackRecord> records, DateOnly to)
    {
        (DateOnly Due, int Record, int Slot) missed = default;
        for (int i = 0; i < records.Count; i++)
        {
            var last = records[i].Opened.LastOrDefault(o => o.DueOn <= to && o.Status == OccasionStatus.Missed);
            if (last is not null && (last.DueOn, i, last.Slot).CompareTo(missed) > 0)
            {
                missed = (last.DueOn, i, last.Slot);
            }
        }
        int streak = 0;
        for (int i = 0; i < records.Count; i++)
        {
            streak += records[i].Opened.Count(o => o.DueOn <= to && o.Status is OccasionStatus.Kept or OccasionStatus.Late &&
                (o.DueOn, i, o.Slot).CompareTo(missed) > 0);
        }
        return streak;
    }

    private static Trend TrendOf(List<TrackRecord> records, DateOnly to)
    {
        Counts recent = default, before = default;
        foreach (var occasion in records.SelectMany(r => r.Opened))
        {
            switch (Days.Between(occasion.DueOn, to))
            {
                case >= 0 and < 90: recent.Add(occasion.Status); break;
                case >= 90 and < 180: before.Add(occasion.Status); break;
            }
        }
        return TrendOf(recent.Kept + recent.Late, recent.Decided, before.Kept + before.Late, before.Decided);
    }

    /// <summary>The trend of two windows, each by how many occasions were kept or late of those decided.</summary>
    internal static Trend TrendOf(int recent, int ofRecent, int before, int ofBefore)
    {
        if (ofRecent < 3 || ofBefore < 3)
        {
            return Trend.Unknown;
        }
        // The difference of two fractions against one tenth, in integers: a tenth has no exact double (rule 19).
        long difference = ((long)recent * ofBefore) - ((long)before * ofRecent);
        long whole = (long)ofRecent * ofBefore;
        return 10 * difference >= whole ? Trend.Improving : 10 * difference <= -whole ? Trend.Slipping : Trend.Steady;
    }

    private static SustainedCheck Sustained(List<TrackRecord> records, DateOnly asOf, int days, bool single)
    {
        var answers = records.Select(r => r.SustainedAt(days, asOf)).OfType<bool>().ToList();
        int sustained = answers.Count(yes => yes);
        return new(days, answers.Count, sustained, single && answers.Count == 1 ? sustained == 1 : null);
    }
}
