using CsCheck;

namespace LifelongLinks.Tests.Core;

/// <summary>Adherence against a plain recount of the same occasions.</summary>
public class AdherencesTwinTests
{
    private sealed record Asked(Case Case, DateOnly AsOf, DateOnly From, DateOnly To, TimeBucket Bucket)
    {
        internal Adherence Adherence => Adherences.Of(Case, AsOf, From, To, Bucket);

        internal IEnumerable<(Commitment Commitment, IReadOnlyList<Occasion> Occasions)> Known =>
            Case.Commitments.OrderBy(c => c.Id, StringComparer.Ordinal).Select(c => (c, Occasions.Of(Case, c, AsOf)));

        internal List<Occasion> Chosen => [.. Known.SelectMany(k => k.Occasions).Where(o => From <= o.DueOn && o.DueOn <= To)];
    }

    private static readonly Gen<Asked> _asked = Gen.Select(PromiseGen.Several, Gen.Int[0, 500], Gen.Int[0, 120], Gen.Enum<TimeBucket>(),
        (p, from, to, bucket) => new Asked(p.Case, p.AsOf, p.AsOf.AddDays(-from), p.AsOf.AddDays(-Math.Max(0, to - 60)), bucket));

    [Fact]
    [Trait("Rule", "23")]
    public void The_buckets_of_a_series_sum_to_the_whole_and_touch_each_other() => _asked.Sample(asked =>
    {
        var adherence = asked.Adherence;
        Func<Tally, int>[] counts = [t => t.Kept, t => t.Late, t => t.Missed, t => t.Excused, t => t.Cancelled, t => t.Open];
        string Sums(IEnumerable<Tally> tallies) => string.Join(' ', counts.Select(tallies.Sum));
        Assert.Equal(Sums([adherence]), Sums(adherence.Series));
        Assert.Equal(Sums([adherence]), string.Join(' ', new[]
        {
            OccasionStatus.Kept, OccasionStatus.Late, OccasionStatus.Missed, OccasionStatus.Excused, OccasionStatus.Cancelled, OccasionStatus.Open,
        }.Select(s => asked.Chosen.Count(o => o.Status == s))));
        Assert.Equal(Sums([adherence]), Sums(adherence.ByMode));
        Assert.Equal(adherence.Excused, adherence.ExcusedBy.Sum(e => e.Count));
        if (asked.From <= asked.To)
        {
            Assert.True(adherence.Series[0].From <= asked.From && asked.From <= adherence.Series[0].To);
            Assert.True(adherence.Series[^1].From <= asked.To && asked.To <= adherence.Series[^1].To);
        }
        Assert.All(adherence.Series.Zip(adherence.Series.Skip(1)), pair => Assert.Equal(pair.First.To.AddDays(1), pair.Second.From));
        var kept = asked.Chosen.Where(o => o.Status == OccasionStatus.Kept).ToList();
        Assert.All(adherence.Series, b => Assert.Equal(kept.Count(o => b.From <= o.DueOn && o.DueOn <= b.To), b.Kept));
    }, iter: 500);

    [Fact]
    public void Rates_are_the_fractions_they_say() => _asked.Sample(asked =>
    {
        var adherence = asked.Adherence;
        var decided = asked.Chosen.Where(o => o.Status is OccasionStatus.Kept or OccasionStatus.Late or OccasionStatus.Missed).ToList();
        if (decided.Count == 0)
        {
            Assert.Null(adherence.Rate ?? adherence.Punctuality ?? adherence.RecencyWeighted ?? adherence.Mean);
            return;
        }
        double Rate(IEnumerable<Occasion> of) => of.Average(o => o.Status == OccasionStatus.Missed ? 0.0 : 1);
        Assert.Equal(Rate(decided), adherence.Rate!.Value, 12);
        Assert.Equal(decided.Average(o => o.Status == OccasionStatus.Kept ? 1.0 : 0), adherence.Punctuality!.Value, 12);
        Assert.Equal(decided.GroupBy(o => o.CommitmentId).Average(Rate), adherence.Mean!.Value, 12);
        double Weight(Occasion o) => Math.Exp(-Math.Log(2) * (asked.AsOf.DayNumber - o.DueOn.DayNumber) / 90);
        double weighted = decided.Sum(o => Weight(o) * (o.Status == OccasionStatus.Kept ? 1 : o.Status == OccasionStatus.Late ? 0.5 : 0));
        Assert.Equal(weighted / decided.Sum(Weight), adherence.RecencyWeighted!.Value, 9);
    }, iter: 500);

    [Fact]
    [Trait("Rule", "20")]
    public void The_streak_is_what_was_kept_since_the_last_one_missed() => _asked.Sample(asked =>
    {
        int streak = 0;
        foreach (var occasion in asked.Known.SelectMany(k => k.Occasions).Where(o => o.DueOn <= asked.To)
            .OrderBy(o => o.DueOn).ThenBy(o => o.CommitmentId, StringComparer.Ordinal).ThenBy(o => o.Slot))
        {
            streak = occasion.Status switch
            {
                OccasionStatus.Missed => 0,
                OccasionStatus.Kept or OccasionStatus.Late => streak + 1,
                _ => streak,
            };
        }
        Assert.Equal(streak, asked.Adherence.Streak);
    }, iter: 500);

    [Fact]
    [Trait("Rule", "19")]
    public void The_trend_is_that_of_two_windows_of_90_days() => _asked.Sample(asked =>
    {
        (decimal Kept, decimal Of) Window(int first, int last)
        {
            var decided = asked.Known.SelectMany(k => k.Occasions)
                .Where(o => asked.To.AddDays(-first) <= o.DueOn && o.DueOn <= asked.To.AddDays(-last))
                .Where(o => o.Status is OccasionStatus.Kept or OccasionStatus.Late or OccasionStatus.Missed).ToList();
            return (decided.Count(o => o.Status != OccasionStatus.Missed), decided.Count);
        }
        var (now, before) = (Window(89, 0), Window(179, 90));
        // Both sides times both counts: decimals of whole numbers, so nothing is rounded.
        decimal difference = (now.Kept * before.Of) - (before.Kept * now.Of), tenth = now.Of * before.Of / 10;
        var expected = now.Of < 3 || before.Of < 3 ? Trend.Unknown
            : difference >= tenth ? Trend.Improving : difference <= -tenth ? Trend.Slipping : Trend.Steady;
        Assert.Equal(expected, asked.Adherence.Trend);
    }, iter: 500);

    [Fact]
    [Trait("Rule", "21")]
    public void Covered_days_are_those_of_counting_every_day() => _asked.Sample(asked =>
    {
        int days = 0, covered = 0;
        var plan = asked.Case.Plans.Single();
        var periodic = plan.AgreedOn <= asked.AsOf ? asked.Known.Where(k => k.Commitment.Cadence.Times is not null).ToList() : [];
        foreach (var (commitment, occasions) in periodic)
        {
            var excused = occasions.GroupBy(o => o.DueOn)
                .Where(g => g.All(o => o.Status is OccasionStatus.Excused or OccasionStatus.Cancelled)).Select(g => g.First()).ToList();
            var contacts = asked.Case.Contacts.Where(c => c.On <= asked.AsOf && c.CommitmentIds.Contains(commitment.Id))
                .Select(c => c.On.DayNumber).ToHashSet();
            int gap = commitment.Cadence.GapDays!.Value;
            for (var day = asked.From; day <= asked.To; day = day.AddDays(1))
            {
                if (day < commitment.StartsOn || day < plan.AgreedOn || day > commitment.EndsOn || day >= plan.EndedOn ||
                    excused.Any(o => o.OpensOn <= day && day <= o.DueOn))
                {
                    continue;
                }
                days++;
                covered += Enumerable.Range(0, gap).Any(back => contacts.Contains(day.DayNumber - back)) ? 1 : 0;
            }
        }
        Assert.Equal(periodic.Count == 0 ? null : new Coverage(covered, days), asked.Adherence.Covered);
    }, iter: 200);

    [Fact]
    [Trait("Rule", "22")]
    public void Sustained_is_what_each_promise_alone_answers() => _asked.Sample(asked =>
    {
        var plan = asked.Case.Plans.Single();
        foreach (var check in asked.Adherence.Sustained)
        {
            var on = plan.AgreedOn!.Value.AddDays(check.Days);
            List<bool> answers = [];
            foreach (var c in asked.Case.Commitments)
            {
                bool runs = on <= asked.AsOf && c.StartsOn <= on && !(c.EndsOn < on) && !(plan.EndedOn <= on);
                if (!runs || c.Cadence.On is not null)
                {
                    continue;
                }
                int within = Math.Max(60, c.Cadence.PeriodDays!.Value + (c.Grace ?? c.Cadence.DefaultGrace));
                answers.Add(asked.Case.Contacts.Any(x =>
                    x.CommitmentIds.Contains(c.Id) && x.On <= on && on.DayNumber - x.On.DayNumber <= within));
            }
            Assert.Equal((answers.Count, answers.Count(a => a)), (check.Asked, check.Sustained));
            Assert.Equal(asked.Case.Commitments.Count == 1 && answers.Count == 1 ? answers[0] : null, check.IsSustained);
        }
    }, iter: 500);
}
