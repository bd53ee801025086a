using CsCheck;

namespace LifelongLinks.Tests.Core;

/// <summary>Random cases, held against the rules written plainly and walked day by day.</summary>
public class GapsProperties
{
    private const int Span = 420;

    // 29 February falls inside.
    private static readonly DateOnly _first = GapCase.Ago(900);

    private static readonly Cadence[] _cadences =
    [
        Cadence.Periodic(1, 2, CadenceUnit.Week), Cadence.Periodic(1, 1, CadenceUnit.Month), Cadence.Periodic(2, 1, CadenceUnit.Month),
        Cadence.Periodic(1, 3, CadenceUnit.Month), Cadence.Yearly(2, 29), Cadence.Once(GapCase.Ago(700)),
    ];

    private static readonly RelationshipKind[] _kinds =
        [RelationshipKind.Sibling, RelationshipKind.AuntUncle, RelationshipKind.FosterCarer, RelationshipKind.HalfSibling,
            RelationshipKind.FosterSibling];

    private static readonly ContactMode[] _modes =
        [ContactMode.InPerson, ContactMode.Letter, ContactMode.PhoneCall, ContactMode.Message, ContactMode.Letterbox];

    private static readonly Gen<Fact> _fact = Gen.Select(Gen.Int[0, 25], Gen.Int[0, 3], Gen.Int[0, Span], Gen.Int[0, Span], Gen.Int[0, 999])
        .Select((kind, person, day, other, choice) => new Fact(kind, "p" + person, day, other, choice));

    private static readonly Gen<(List<Fact> Facts, int Born, int Referred, int AsOf)> _case =
        Gen.Select(_fact.List[8, 45], Gen.Int[0, Span], Gen.Int[0, 150], Gen.Int[150, Span]);

    [Fact]
    [Trait("Rule", "29")]
    public void Every_gap_holds_on_just_the_days_on_which_the_rules_find_it_one_day_at_a_time() => _case.Sample(c =>
    {
        var (own, sibling) = Told(c.Facts, c.Born, c.Referred);
        var around = own.Around(_first.AddDays(c.AsOf), sibling);
        PlainGaps plain = new(around);
        SortedSet<string> expected = new(StringComparer.Ordinal), actual = new(StringComparer.Ordinal);
        for (var day = _first.AddDays(c.Referred); day <= around.AsOf; day = day.AddDays(1))
        {
            expected.UnionWith(plain.On(day).Select(gap => $"{day:O} {gap}"));
        }
        foreach (var spell in NetworkGaps.Spells(around, GapThresholds.Default))
        {
            for (var day = spell.From; day < (spell.Until ?? around.AsOf.AddDays(1)); day = day.AddDays(1))
            {
                Assert.True(actual.Add($"{day:O} {PlainGaps.Name(spell.Kind, spell.Support, spell.Side, spell.AboutId)}"));
            }
        }
        Assert.Equal(expected, actual);
    }, iter: 30);

    [Fact]
    [Trait("Rule", "31")]
    public void The_gaps_of_a_day_and_their_beginnings_are_those_of_the_rules_whoever_is_gone() =>
        Gen.Select(_case, Gen.Int[0, 5]).Sample((c, who) =>
        {
            string[] gone = who switch { 0 => [], 1 => ["w0"], 2 => ["p0"], 3 => ["w1", "p1"], 4 => ["nobody"], _ => ["p2", "w0"] };
            var (own, sibling) = Told(c.Facts, c.Born, c.Referred);
            var around = own.Around(_first.AddDays(c.AsOf), sibling);
            PlainGaps plain = new(around, gone);
            var gaps = NetworkGaps.Of(around, GapThresholds.Default, gone, withSince: true).Value!;
            var actual = gaps.ToDictionary(g => PlainGaps.Name(g.Kind, g.Support, g.Side, g.AboutId), g => g.Since);
            Assert.Equal(plain.On(around.AsOf), actual.Keys.Order(StringComparer.Ordinal));
            Assert.All(actual.Keys.Take(3), gap => Assert.Equal(plain.Since(gap, around.AsOf), actual[gap]));
        }, iter: 30);

    private static (GapCase Own, GapCase Sibling) Told(List<Fact> facts, int born, int referred)
    {
        // The 16th and the 18th birthday both fall near the days asked about, depending on the case.
        var birthday = _first.AddDays(born).AddYears(born % 2 == 0 ? -16 : -18);
        GapCase own = new(born % 7 == 0 ? new(2008, 2, 29) : birthday, Ago(referred));
        GapCase sibling = new(new(2012, 1, 1), childId: "p0");
        own.Plan("plan0", Day(30)).Plan("plan1", Day(120), Day(300)).Plan("plan2", null);
        for (int i = 0; i < 4; i++)
        {
            // Some are near only for a while, or by a link alone.
            if ((born & (1 << i)) == 0)
            {
                own.Tie("p" + i, _kinds[i], (Side)(i % 3), paid: i == 2);
            }
        }
        facts.ForEach(f => Tell(own, sibling, f));
        return (own, sibling);
    }

    private static void Tell(GapCase own, GapCase sibling, Fact f)
    {
        var (kind, person, day, other, choice) = f;
        DateOnly? later = choice % 2 == 0 ? null : Day(Math.Max(day, other));
        switch (kind)
        {
            case 0:
                own.Tie(person, _kinds[choice % 5], (Side)(choice % 4), choice % 3 == 0, Day(day), later,
                    choice % 5 == 0 ? Day(other) : null);
                break;
            case 1: own.Tie(GapCase.ChildId, RelationshipKind.Friend, lastContact: Day(day), to: person); break;
            case 2: own.Link(person, Ago(day), later); break;
            case 3: own.Says(person, Ago(day), choice % 4 != 0); break;
            case 4:
                own.Decide(person, DecisionKind.OversightCheck,
                    choice % 3 == 0 ? DecisionOutcome.NotSafe : DecisionOutcome.Cleared, Ago(day));
                break;
            case 5:
                own.Decide(person, DecisionKind.ChildAnswer, choice % 3 == 0 ? DecisionOutcome.Refused : DecisionOutcome.Agreed, Ago(day));
                break;
            case 6 or 7:
                own.Decide(person, DecisionKind.PersonAnswer,
                    choice % 5 == 0 ? DecisionOutcome.Declined : DecisionOutcome.Joined, Ago(day));
                break;
            case 8:
                own.Restrict(person, choice % 3 == 0 ? RestrictionEffect.Caution : RestrictionEffect.Block,
                    choice % 5 == 0 ? RestrictionKind.ConfidentialAddress : RestrictionKind.BailCondition, Day(day), later);
                break;
            case 9: own.Born(person, Day(day).AddYears(-18), choice % 3 == 0 ? Day(other) : null); break;
            case 10:
                own.Consents(choice % 3 == 0 ? ConsentSubject.ParentalResponsibility : ConsentSubject.Child,
                    ConsentPurpose.Contact, Ago(day),
                    choice % 5 == 0 ? ConsentState.Refused : ConsentState.Given, later);
                break;
            case 11:
                own.Lives("home" + (choice % 2), Day(day), later,
                    choice % 7 == 0 ? PlacementKind.School : PlacementKind.FosterCare, choice % 5 == 0 ? person : null);
                break;
            case 12: sibling.Lives("home" + (choice % 2), Day(day), later); break;
            case 13: own.Wish(Ago(day), choice % 4 == 0 ? null : person, later); break;
            case 14 or 15 or 16:
                own.Promise(person, _cadences[choice % 6], [(SupportKind)(choice % 5), SupportKind.Emotional], Day(day), later,
                    "plan" + (choice % 7 == 0 ? 2 : choice % 2));
                break;
            default:
                own.Contact(person, Ago(day), _modes[choice % 5], choice % 3 == 0, choice % 2 == 0 ? ["w" + (choice % 4 / 2)] : []);
                break;
        }
    }

    private static DateOnly Day(int day) => _first.AddDays(day);

    private static int Ago(int day) => GapCase.Today.DayNumber - Day(day).DayNumber;

    private sealed record Fact(int Kind, string Person, int Day, int Other, int Choice);
}
