using static LifelongLinks.Tests.Core.Cases;
using static LifelongLinks.Tests.Core.Promises;

namespace LifelongLinks.Tests.Core;

public class OccasionsTests
{
    [Fact]
    public void A_contact_by_the_due_day_keeps_an_occasion_and_one_in_grace_keeps_it_late()
    {
        var nan = Nan(Monthly);
        Assert.Equal("K", Letters(CaseOf(nan, "2026-01-31"), "2026-01-31"));
        Assert.Equal("LO", Letters(CaseOf(nan, "2026-02-07"), "2026-02-08"));
        Assert.Equal("MK", Letters(CaseOf(nan, "2026-02-08"), "2026-02-08"));
    }

    [Fact]
    public void Without_a_contact_an_occasion_is_upcoming_then_open_until_its_grace_is_over_then_missed()
    {
        var of = CaseOf(Nan(Monthly, "2026-01-05"));
        Assert.Equal("U", Letters(of, "2026-01-04", to: "2026-02-04"));
        Assert.Equal("O", Letters(of, "2026-01-05", to: "2026-02-04"));
        Assert.Equal("O", Letters(of, "2026-02-11", to: "2026-02-04"));
        Assert.Equal("M", Letters(of, "2026-02-12", to: "2026-02-04"));
    }

    [Fact]
    public void A_contact_after_asOf_does_not_exist_yet() => Assert.Equal("O", Letters(CaseOf(Nan(Monthly), "2026-01-20"), "2026-01-19"));

    [Fact]
    public void Each_contact_goes_to_the_earliest_due_occasion_still_free_and_counts_once()
    {
        // The contact of 3 February is late for January while January is free, and only then February's.
        Assert.Equal("LOU", Letters(CaseOf(Nan(Monthly), "2026-02-03"), "2026-02-20", to: "2026-03-31"));
        Assert.Equal("KKU", Letters(CaseOf(Nan(Monthly), "2026-01-03", "2026-02-03"), "2026-02-20", to: "2026-03-31"));
        // Three in one month keep one occasion.
        Assert.Equal("KO", Letters(CaseOf(Nan(Monthly), "2026-01-03", "2026-01-04", "2026-01-05"), "2026-02-01"));
    }

    [Fact]
    public void Contacts_are_taken_in_order_of_date_then_id_however_they_are_stored()
    {
        var of = CaseOf(Nan(Monthly), "2026-01-20", "2026-01-03", "2026-01-03");
        var first = Occasions.Of(of, of.Commitments[0], Day("2026-01-25"))[0].Contact;
        Assert.Equal(("visits-0001", Day("2026-01-03")), (first!.Id, first.On));
    }

    [Fact]
    public void A_contact_that_names_a_commitment_twice_counts_once_and_one_of_another_commitment_not_at_all()
    {
        var of = CaseOf(Nan(Weekly), "2026-01-08");
        Assert.Equal("LO", Letters(of with { Contacts = [of.Contacts[0] with { CommitmentIds = ["visits", "visits"] }] }, "2026-01-08"));
        Assert.Equal("OO", Letters(of with { Contacts = [of.Contacts[0] with { CommitmentIds = ["other"] }] }, "2026-01-08"));
    }

    [Fact]
    public void A_period_has_as_many_occasions_as_its_times_all_due_on_its_last_day()
    {
        var of = CaseOf(Nan(Cadence.Periodic(2, 1, CadenceUnit.Week)), "2026-01-02", "2026-01-09");
        var occasions = Occasions.Of(of, of.Commitments[0], Day("2026-01-13"));
        Assert.Equal(
            ["2026-01-07 1 Kept", "2026-01-07 2 Late", "2026-01-14 1 Open", "2026-01-14 2 Open"],
            occasions.Select(o => $"{Written(o.DueOn)} {o.Slot} {o.Status}"));
    }

    [Fact]
    [Trait("Rule", "1")]
    public void A_period_counts_when_it_is_due_by_the_last_day_itself()
    {
        Assert.Equal("MM", Letters(CaseOf(Nan(Monthly) with { EndsOn = Day("2026-02-28") }), "2026-12-31"));
        Assert.Equal("M", Letters(CaseOf(Nan(Monthly) with { EndsOn = Day("2026-02-27") }), "2026-12-31"));
        Assert.Equal("M", Letters(CaseOf(Nan(Cadence.Yearly(5, 1)) with { EndsOn = Day("2026-05-01") }), "2027-12-31"));
    }

    [Fact]
    [Trait("Rule", "14")]
    public void A_birthday_card_seven_days_before_counts_even_before_the_first_day()
    {
        var of = CaseOf(Nan(Cadence.Yearly(5, 1), "2026-05-01"), "2026-04-24");
        Assert.Equal("K", Letters(of, "2026-05-01"));
        Assert.Equal("O", Letters(CaseOf(of.Commitments[0], "2026-04-23"), "2026-05-01"));
    }

    [Fact]
    [Trait("Rule", "14")]
    public void A_grace_of_none_is_a_grace()
    {
        var strict = Nan(Weekly) with { Grace = 0 };
        Assert.Equal("O", Letters(CaseOf(strict), "2026-01-07"));
        Assert.Equal("MK", Letters(CaseOf(strict, "2026-01-08"), "2026-01-08"));
    }

    [Fact]
    [Trait("Rule", "16")]
    public void An_excuse_is_unknown_before_it_is_recorded()
    {
        var of = CaseOf(Nan(Weekly)) with { Excuses = [ExcuseFor("2026-01-07", recordedOn: "2026-01-12")] };
        Assert.Equal("MO", Letters(of, "2026-01-11"));
        Assert.Equal("EO", Letters(of, "2026-01-12"));
    }

    [Fact]
    [Trait("Rule", "16")]
    public void Excuses_take_the_last_slot_first_one_each()
    {
        var twice = CaseOf(Nan(Cadence.Periodic(2, 1, CadenceUnit.Week)), "2026-01-02");
        Assert.Equal("KE", Letters(twice with { Excuses = [ExcuseFor("2026-01-07")] }, "2026-01-07"));
        var both = twice with { Excuses = [ExcuseFor("2026-01-07", id: "e1"), ExcuseFor("2026-01-07", ExcuseReason.Transport, id: "e2")] };
        var occasions = Occasions.Of(both, both.Commitments[0], Day("2026-01-07"));
        Assert.Equal([ExcuseReason.Transport, ExcuseReason.Illness], occasions.Select(o => o.Excuse!.Reason));
        Assert.All(occasions, o => Assert.Null(o.Contact));
    }

    [Fact]
    [Trait("Rule", "16")]
    public void An_excuse_with_another_due_day_excuses_nothing() =>
        Assert.Equal("M", Letters(CaseOf(Nan(Weekly)) with { Excuses = [ExcuseFor("2026-01-08")] }, "2026-01-10", to: "2026-01-07"));

    [Fact]
    [Trait("Rule", "16")]
    public void Excused_beats_upcoming_and_cancelled()
    {
        var of = CaseOf(Nan(Weekly)) with { Excuses = [ExcuseFor("2026-01-21")] };
        Assert.Equal("MOE", Letters(of, "2026-01-10", to: "2026-01-21"));
        Assert.Equal("CCE", Letters(of with { Restrictions = [Block("nan")] }, "2026-01-10", to: "2026-01-21"));
    }

    [Fact]
    [Trait("Rule", "17")]
    public void Occasions_due_before_the_plan_was_agreed_are_not_expected_though_periods_count_from_the_start()
    {
        var of = CaseOf(Nan(Monthly)) with { Plans = [Agreed("2026-02-10")] };
        var occasions = Occasions.Of(of, of.Commitments[0], Day("2026-03-05"));
        Assert.Equal([Day("2026-02-28"), Day("2026-03-31")], occasions.Select(o => o.DueOn));
        Assert.Equal(Day("2026-02-01"), occasions[0].OpensOn);
        // What was kept before the agreement in a period due after it stands.
        Assert.Equal("K", Letters(of with { Contacts = ContactsOf("visits", "2026-02-02") }, "2026-02-20"));
    }

    [Fact]
    [Trait("Rule", "17")]
    public void Until_its_plan_is_agreed_a_promise_expects_nothing()
    {
        var of = CaseOf(Nan(Monthly)) with { Plans = [Agreed("2026-02-10")] };
        Assert.Equal("", Letters(of, "2026-02-09", to: "2026-12-31"));
        Assert.Equal("", Letters(of with { Plans = [Agreed() with { AgreedOn = null }] }, "2026-06-01"));
    }

    [Fact]
    [Trait("Rule", "17")]
    public void The_end_of_the_plan_ends_its_promises_the_day_before()
    {
        var of = CaseOf(Nan(Monthly));
        Assert.Equal("M", Letters(of with { Plans = [Agreed(endedOn: "2026-02-28")] }, "2026-06-01"));
        Assert.Equal("MM", Letters(of with { Plans = [Agreed(endedOn: "2026-03-01")] }, "2026-06-01"));
    }

    [Fact]
    public void The_next_occasion_is_the_first_open_or_upcoming_one()
    {
        var of = CaseOf(Nan(Monthly), "2026-02-10");
        DateOnly? Next(Case c, string asOf) => Occasions.Next(c, c.Commitments[0], Day(asOf))?.DueOn;
        Assert.Equal(Day("2026-01-31"), Next(of, "2026-02-07"));
        Assert.Equal(Day("2026-02-28"), Next(of, "2026-02-09"));
        Assert.Equal(Day("2026-03-31"), Next(of, "2026-02-10"));
        Assert.Equal(Day("2026-04-30"), Next(of with { Excuses = [ExcuseFor("2026-03-31")] }, "2026-02-10"));
        Assert.Null(Next(of with { Commitments = [of.Commitments[0] with { EndsOn = Day("2026-02-28") }] }, "2026-02-10"));
    }

    [Fact]
    public void There_is_no_next_occasion_while_what_prevents_it_has_no_end()
    {
        var of = CaseOf(Nan(Monthly));
        Assert.Null(Occasions.Next(of with { Restrictions = [Block("nan", "2026-01-05")] }, of.Commitments[0], Day("2026-02-20")));
        var until = of with { Restrictions = [Block("nan", "2026-01-05", "2026-04-01")] };
        Assert.Equal(Day("2026-04-30"), Occasions.Next(until, of.Commitments[0], Day("2026-02-20"))!.DueOn);
    }

    [Fact]
    public void Occasions_are_listed_between_two_due_days()
    {
        var of = CaseOf(Nan(Monthly));
        var occasions = Occasions.Of(of, of.Commitments[0], Day("2026-02-10"), Day("2026-02-28"), Day("2026-04-30"));
        Assert.Equal(["2026-02-28 Open", "2026-03-31 Upcoming", "2026-04-30 Upcoming"], occasions.Select(o => $"{Written(o.DueOn)} {o.Status}"));
    }

    [Fact]
    public void An_id_says_which_occasion_it_is()
    {
        var of = CaseOf(Nan(Monthly));
        var occasion = Occasions.Of(of, of.Commitments[0], Day("2026-01-10"))[0];
        Assert.Equal("visits20260131001", occasion.Id);
        Assert.Equal(("visits", Day("2026-01-31"), 1), Occasion.ParseId(occasion.Id));
        Assert.Null(Occasion.ParseId("20260131001"));
        Assert.Null(Occasion.ParseId("visits20261331001"));
        Assert.Null(Occasion.ParseId("visits20260131000"));
        Assert.Null(Occasion.ParseId(""));
    }

    [Fact]
    public void Thousands_of_contacts_keep_as_many_occasions_as_there_are()
    {
        var days = Enumerable.Range(0, 5000).Select(i => Written(Day("2026-01-01").AddDays(i % 1826)));
        var of = CaseOf(Nan(Weekly), [.. days]);
        var occasions = Occasions.Of(of, of.Commitments[0], Day("2030-12-31"));
        Assert.Equal(261, occasions.Count);
        Assert.All(occasions, o => Assert.Equal(OccasionStatus.Kept, o.Status));
        Assert.Equal(261, occasions.Select(o => o.Contact!.Id).Distinct().Count());
    }
}
