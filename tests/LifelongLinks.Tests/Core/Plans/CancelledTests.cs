using static LifelongLinks.Tests.Core.Cases;
using static LifelongLinks.Tests.Core.Promises;

namespace LifelongLinks.Tests.Core;

/// <summary>Rule 15: which occasions are cancelled, by what and from when.</summary>
[Trait("Rule", "15")]
public class CancelledTests
{
    // Monthly from 1 January: January is due on the 31st and in grace until 7 February; February on the 28th, until 7 March.
    private static readonly Commitment _monthly = Nan(Monthly);

    [Fact]
    public void A_block_against_the_promiser_cancels_what_is_due_or_open_while_it_lasts()
    {
        var of = CaseOf(_monthly) with { Restrictions = [Block("nan", "2026-02-05", "2026-02-10")] };
        Assert.Equal("CCO", Letters(of, "2026-03-07"));
        Assert.Equal("O", Letters(of, "2026-02-04", to: "2026-01-31"));
        Assert.Equal("MCO", Letters(of with { Restrictions = [Block("nan", "2026-02-08", "2026-02-10")] }, "2026-03-07"));
    }

    [Fact]
    public void Only_a_block_in_force_against_the_person_cancels()
    {
        var block = Block("nan");
        string With(Restriction restriction) => Letters(CaseOf(_monthly) with { Restrictions = [restriction] }, "2026-01-20");
        Assert.Equal("C", With(block));
        Assert.Equal("O", With(block with { Effect = RestrictionEffect.Caution }));
        Assert.Equal("O", With(block with { AgainstId = "dad" }));
        Assert.Equal("C", With(block with { Kind = RestrictionKind.SealedAdoption, Effect = RestrictionEffect.Caution }));
        Assert.Equal("O", With(block with { AgainstId = null, TieId = "tie" }));
        Assert.Equal("O", With(block with { Kind = RestrictionKind.ConfidentialAddress }));
    }

    [Fact]
    public void While_one_of_two_promisers_can_come_nothing_is_cancelled()
    {
        var both = CaseOf(_monthly with { PersonIds = ["nan", "dad"] });
        Assert.Equal("O", Letters(both with { Restrictions = [Block("nan")] }, "2026-01-20"));
        Assert.Equal("C", Letters(both with { Restrictions = [Block("nan"), Block("dad", "2026-01-20")] }, "2026-01-20"));
        // Each is prevented for a while, but never both on one day.
        Assert.Equal("O", Letters(
            both with { Restrictions = [Block("nan", "2026-01-02", "2026-01-10"), Block("dad", "2026-01-10", "2026-01-15")] }, "2026-01-20"));
    }

    [Fact]
    public void Death_cancels_from_its_day_and_is_not_known_before()
    {
        var of = CaseOf(_monthly);
        of = of with { People = of.People.ToDictionary(p => p.Key, p => p.Key == "nan" ? p.Value with { Died = Day("2026-02-10") } : p.Value) };
        Assert.Equal("MO", Letters(of, "2026-02-09"));
        Assert.Equal("MCC", Letters(of, "2026-02-10", to: "2026-03-31"));
    }

    [Fact]
    public void A_pause_cancels_until_the_first_day_after_it()
    {
        var of = CaseOf(_monthly with { Pauses = [new(Day("2026-02-08"), Day("2026-03-01"))] });
        Assert.Equal("MCO", Letters(of, "2026-03-07"));
        Assert.Equal("MMO", Letters(CaseOf(_monthly with { Pauses = [new(Day("2026-04-01"))] }), "2026-03-31"));
    }

    [Fact]
    public void What_is_to_come_is_cancelled_on_its_due_day_by_facts_begun_by_then_only()
    {
        var pause = CaseOf(_monthly with { Pauses = [new(Day("2026-02-08"), Day("2026-05-01"))] });
        Assert.Equal("MCCCU", Letters(pause, "2026-02-08", to: "2026-05-31"));
        Assert.Equal("OOUUU", Letters(pause, "2026-02-07", to: "2026-05-31"));
        var block = CaseOf(_monthly) with { Restrictions = [Block("nan", "2026-02-08")] };
        Assert.Equal("MCC", Letters(block, "2026-02-08", to: "2026-03-31"));
        Assert.Equal("OOU", Letters(block, "2026-02-07", to: "2026-03-31"));
        // The pause covers part of May and not its due day: May stays upcoming until it opens.
        var intoMay = CaseOf(_monthly with { Pauses = [new(Day("2026-02-08"), Day("2026-05-10"))] });
        Assert.Equal("MCCCU", Letters(intoMay, "2026-02-08", to: "2026-05-31"));
        Assert.Equal("MCCCC", Letters(intoMay, "2026-05-01", to: "2026-05-31"));
    }

    [Fact]
    public void A_contact_before_the_days_that_prevent_it_still_matches_and_stands()
    {
        var pauses = _monthly with { Pauses = [new(Day("2026-01-10"), Day("2026-01-15"))] };
        Assert.Equal("K", Letters(CaseOf(pauses, "2026-01-09"), "2026-01-20"));
        Assert.Equal("C", Letters(CaseOf(pauses, "2026-01-10"), "2026-01-20"));
        Assert.Equal("C", Letters(CaseOf(pauses, "2026-01-16"), "2026-01-20"));
        // What January does not take is February's, once that has opened.
        Assert.Equal("CK", Letters(CaseOf(pauses, "2026-02-03"), "2026-02-03"));
    }

    [Fact]
    public void Of_two_occasions_the_one_kept_before_stands_and_the_other_is_cancelled()
    {
        var twice = Nan(Cadence.Periodic(2, 1, CadenceUnit.Month)) with { Pauses = [new(Day("2026-01-20"))] };
        Assert.Equal("KC", Letters(CaseOf(twice, "2026-01-05", "2026-01-25"), "2026-01-31"));
    }

    [Fact]
    [Trait("Rule", "2")]
    public void A_withdrawn_refused_or_expired_consent_to_contact_cancels()
    {
        string With(Consent consent) => Letters(CaseOf(_monthly) with { Consents = [consent] }, "2026-01-20");
        Assert.Equal("O", With(ContactConsent("2026-01-01")));
        Assert.Equal("C", With(ContactConsent("2026-01-01", withdrawnOn: "2026-01-20")));
        Assert.Equal("O", With(ContactConsent("2026-01-01", withdrawnOn: "2026-01-21")));
        Assert.Equal("C", With(ContactConsent("2026-01-01", expiresOn: "2026-01-20")));
        Assert.Equal("C", With(ContactConsent("2026-01-01", ConsentState.Refused)));
        Assert.Equal("O", With(ContactConsent("2026-01-01", ConsentState.Refused) with { Purpose = ConsentPurpose.Search }));
        Assert.Equal("O", With(ContactConsent("2026-01-01", ConsentState.Refused, subject: ConsentSubject.ConnectedPerson, personId: "nan")));
    }

    [Fact]
    [Trait("Rule", "2")]
    public void A_later_consent_lets_what_opens_after_it_happen_again()
    {
        var of = CaseOf(_monthly) with
        {
            Consents = [ContactConsent("2026-01-01", withdrawnOn: "2026-01-20"), ContactConsent("2026-01-25", id: "consent-2")],
        };
        Assert.Equal("CO", Letters(of, "2026-02-01"));
        // As of a day between the two the second is not known, so February is cancelled too.
        Assert.Equal("CC", Letters(of, "2026-01-24", to: "2026-02-28"));
    }

    [Fact]
    [Trait("Rule", "2")]
    public void One_holder_of_parental_responsibility_who_agrees_suffices_until_18_and_from_then_none_counts()
    {
        var dad = ContactConsent("2026-01-01", ConsentState.Refused, subject: ConsentSubject.ParentalResponsibility, personId: "dad");
        var authority = ContactConsent("2026-01-01", subject: ConsentSubject.ParentalResponsibility, id: "authority");
        Assert.Equal("C", Letters(CaseOf(_monthly) with { Consents = [dad] }, "2026-01-20"));
        Assert.Equal("O", Letters(CaseOf(_monthly) with { Consents = [dad, authority] }, "2026-01-20"));

        var of = Empty(Day("2008-01-10"), "nan") with { Plans = [Agreed()], Commitments = [_monthly], Consents = [dad] };
        Assert.Equal("CO", Letters(of, "2026-02-01"));
        var weekly = of with { Commitments = [Nan(Weekly, "2026-01-03")] };
        Assert.Equal("CO", Letters(weekly, "2026-01-10"));
    }
}
