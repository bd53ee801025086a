namespace LifelongLinks.Tests.Core;

/// <summary>What a tie weighs: domain.md 3.2 and rule 37.</summary>
public class TieWeightTests
{
    private static readonly DateOnly _asOf = new(2026, 7, 15);

    private static readonly Relationship _tie = new()
    {
        Id = "tie",
        FromId = "nan",
        ToId = "child",
        RecordedForId = "child",
        Kind = RelationshipKind.Grandparent,
        Closeness = Closeness.Close,
        Evidence = Evidence.Verified,
        LastContactOn = _asOf,
    };

    [Theory]
    [InlineData(Closeness.Close, 1)]
    [InlineData(Closeness.Good, .8)]
    [InlineData(Closeness.Some, .5)]
    [InlineData(Closeness.Distant, .3)]
    [InlineData(Closeness.Unknown, .4)]
    public void Closeness_weighs(Closeness closeness, double weight) => Assert.Equal(weight, Weight(_tie with { Closeness = closeness }));

    [Theory]
    [InlineData(Evidence.Verified, 1)]
    [InlineData(Evidence.Reported, .8)]
    [InlineData(Evidence.Inferred, .5)]
    public void Evidence_weighs(Evidence evidence, double weight) => Assert.Equal(weight, Weight(_tie with { Evidence = evidence }));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(365, .5)]
    [InlineData(730, .25)]
    [InlineData(1095, .2)]
    [InlineData(20000, .2)]
    public void Recency_halves_in_a_year_down_to_a_fifth(int days, double weight) =>
        Assert.Equal(weight, Weight(_tie with { LastContactOn = _asOf.AddDays(-days) }));

    [Fact]
    public void Recency_rests_on_the_last_contact_else_the_end_else_the_beginning()
    {
        var (half, quarter) = (_asOf.AddDays(-365), _asOf.AddDays(-730));

        Assert.Equal(.25, Weight(_tie with { LastContactOn = quarter, Until = half, Since = half }));
        Assert.Equal(.5, Weight(_tie with { LastContactOn = null, Until = half, Since = quarter }));
        Assert.Equal(.25, Weight(_tie with { LastContactOn = null, Until = null, Since = quarter }));
        Assert.Equal(.2, Weight(_tie with { LastContactOn = null }));
    }

    [Fact]
    public void What_is_dated_after_the_day_is_unknown()
    {
        var later = _asOf.AddDays(1);

        Assert.Equal(.5, Weight(_tie with { LastContactOn = later, Until = _asOf.AddDays(-365) }));
        Assert.Equal(.5, Weight(_tie with { LastContactOn = later, Until = later, Since = _asOf.AddDays(-365) }));
        Assert.Equal(.2, Weight(_tie with { LastContactOn = later, Until = later, Since = later }));
        Assert.Equal(.2, TieWeight.Of(_tie with { LastContactOn = null }, later, _asOf));
    }

    [Fact]
    public void The_later_of_a_recorded_contact_and_what_the_tie_says_counts()
    {
        Assert.Equal(.5, TieWeight.Of(_tie with { LastContactOn = _asOf.AddDays(-730) }, _asOf.AddDays(-365), _asOf));
        Assert.Equal(.5, TieWeight.Of(_tie with { LastContactOn = _asOf.AddDays(-365) }, _asOf.AddDays(-730), _asOf));
        Assert.Equal(.5, TieWeight.Of(_tie with { LastContactOn = null, Until = _asOf }, _asOf.AddDays(-365), _asOf));
    }

    [Fact]
    public void The_childs_own_ties_use_recorded_two_way_contacts_and_others_do_not()
    {
        var around = new PathCase().Tie(PathCase.Child, "nan", Closeness.Close, inTouch: 900).Tie("nan", "dad", Closeness.Close, inTouch: 900)
            .InTouch("nan", 365).InTouch("dad", 365).InTouch("nan", 0, ContactMode.Letter).InTouch("nan", -1).Around();

        Assert.Equal([.5, .2], ReconnectionPaths.To(around, "dad").Value![0].Steps.Select(s => s.Weight));

        around = new PathCase().Tie("nan", PathCase.Child, Closeness.Close, inTouch: 900)
            .InTouch("nan", 365, ContactMode.Letter, answered: true).InTouch("nan", 500).Around();

        Assert.Equal(.5, ReconnectionPaths.To(around, "nan").Value![0].Steps[0].Weight);
    }

    [Theory]
    [InlineData(Closeness.Good, Evidence.Verified, 30, "good tie, verified, in touch 30 days before")]
    [InlineData(Closeness.Close, Evidence.Reported, 1, "close tie, reported, in touch 1 day before")]
    [InlineData(Closeness.Some, Evidence.Inferred, 0, "fair tie, inferred, in touch that day")]
    [InlineData(Closeness.Distant, Evidence.Inferred, null, "distant tie, inferred, not known when last in touch")]
    public void A_step_says_in_words_why_it_is_believed(Closeness closeness, Evidence evidence, int? days, string words)
    {
        var tie = _tie with { Closeness = closeness, Evidence = evidence, LastContactOn = days is { } n ? _asOf.AddDays(-n) : null };

        Assert.Equal(words, TieWeight.Reason(tie, null, _asOf));
    }

    [Fact]
    public void A_reason_says_what_recency_rests_on()
    {
        var tie = _tie with { LastContactOn = null, Since = _asOf.AddDays(-9) };

        Assert.EndsWith("began 9 days before", TieWeight.Reason(tie, null, _asOf), StringComparison.Ordinal);
        Assert.EndsWith("ended 2 days before", TieWeight.Reason(tie with { Until = _asOf.AddDays(-2) }, null, _asOf), StringComparison.Ordinal);
    }

    private static double Weight(Relationship tie) => TieWeight.Of(tie, null, _asOf);
}
