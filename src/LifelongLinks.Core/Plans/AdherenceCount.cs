namespace LifelongLinks.Core;

/// <summary>The occasions of some promises with from ≤ due ≤ to, counted every way that is asked for, in one pass.</summary>
internal sealed class AdherenceCount
{
    private readonly DateOnly _from;
    private readonly DateOnly _to;
    private readonly DateOnly _asOf;
    private readonly TimeBuckets _buckets;
    private readonly Counts[] _series;
    private readonly List<double> _rates = [];
    private readonly int[] _reasons = new int[Enum.GetValues<ExcuseReason>().Length];
    private readonly SortedDictionary<string, Counts> _byPerson = new(StringComparer.Ordinal);
    private readonly SortedDictionary<ContactMode, Counts> _byMode = [];
    private readonly SortedDictionary<SupportKind, Counts> _bySupport = [];
    private Counts _all;
    private double _weights;
    private double _weighted;

    internal AdherenceCount(DateOnly from, DateOnly to, DateOnly asOf, TimeBucket bucket)
    {
        (_from, _to, _asOf) = (from, to, asOf);
        _buckets = new(bucket, from);
        _series = from > to ? [] : new Counts[_buckets.IndexOf(to) + 1];
    }

    internal void Add(TrackRecord record)
    {
        Counts own = default;
        foreach (var occasion in record.Opened)
        {
            if (occasion.DueOn < _from || occasion.DueOn > _to)
            {
                continue;
            }
            own.Add(occasion.Status);
            _series[_buckets.IndexOf(occasion.DueOn)].Add(occasion.Status);
            if (occasion.Excuse is { } excuse)
            {
                _reasons[(int)excuse.Reason]++;
            }
            else if (occasion.Status is OccasionStatus.Kept or OccasionStatus.Late or OccasionStatus.Missed)
            {
                double weight = Math.Pow(0.5, Days.Between(occasion.DueOn, _asOf) / 90.0);
                _weights += weight;
                _weighted += weight * (occasion.Status switch { OccasionStatus.Kept => 1, OccasionStatus.Late => 0.5, _ => 0 });
            }
        }
        _all.Add(own);
        if (own.Rate is { } rate)
        {
            _rates.Add(rate);
        }
        foreach (string person in record.Commitment.PersonIds.Distinct().Where(record.Of.People.ContainsKey))
        {
            Add(_byPerson, person, own);
        }
        Add(_byMode, record.Commitment.Mode, own);
        foreach (var support in record.Commitment.Support.Distinct())
        {
            Add(_bySupport, support, own);
        }
    }

    internal Counts All => _all;

    internal double? RecencyWeighted => _weights == 0 ? null : _weighted / _weights;

    internal double? Mean => _rates.Count == 0 ? null : _rates.Average();

    internal IReadOnlyList<ExcuseCount> ExcusedBy =>
        [.. _reasons.Select((count, reason) => new ExcuseCount((ExcuseReason)reason, count)).Where(c => c.Count > 0)];

    internal IReadOnlyList<AdherenceBucket> Series =>
        [.. _series.Select((counts, i) => new AdherenceBucket { From = _buckets.From(i), To = _buckets.To(i), Counts = counts })];

    internal IReadOnlyList<PersonAdherence> ByPerson =>
        [.. _byPerson.Select(p => new PersonAdherence { PersonId = p.Key, Counts = p.Value })];

    internal IReadOnlyList<ModeAdherence> ByMode =>
        [.. _byMode.Select(m => new ModeAdherence { Mode = m.Key, Counts = m.Value })];

    internal IReadOnlyList<SupportAdherence> BySupport =>
        [.. _bySupport.Select(s => new SupportAdherence { Support = s.Key, Counts = s.Value })];

    private static void Add<T>(SortedDictionary<T, Counts> to, T key, Counts own) where T : notnull
    {
        var counts = to.GetValueOrDefault(key);
        counts.Add(own);
        to[key] = counts;
    }
}
