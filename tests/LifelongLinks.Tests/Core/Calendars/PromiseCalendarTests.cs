using CsCheck;

namespace LifelongLinks.Tests.Core;

/// <summary>What calendars show of a plan, in which words and on which days; and that they show nothing as soon as something protects.</summary>
public class PromiseCalendarTests
{
    private const string Digest = "digest";

    /// <summary>What empties the calendar of somebody who promised; and whether it empties the child's own too, on which they then are not named.</summary>
    public static TheoryData<string, bool> Stops => new()
    {
        { "the child withdraws consent to be in touch", true }, { "a parental responsibility holder withdraws consent to be in touch", true },
        { "the child refuses to be in touch", true }, { "consent to be in touch expires", true }, { "consent to be referred is withdrawn", true },
        { "the case is closed", true }, { "the plan ends", true }, { "the child dies", true },
        { "a restriction blocks", false }, { "a sealed adoption", false }, { "the person dies", false }, { "the person is found not safe", false },
        { "the child says no to the person", false }, { "the person says no", false }, { "the link ends", false }, { "the person withdraws their own consent", false },
        { "the promise is paused", true },
    };

    [Theory, MemberData(nameof(Stops))]
    public void A_calendar_is_empty_as_soon_as(string what, bool childsToo)
    {
        var (of, link, commitment, person) = Promised();
        string uncle = of.PersonOf(of.Joined(of.Person("Uncle Ray")));
        string own = of.Done(Role.YoungPerson, new CreateCalendarAddress { ChildId = of.ChildId, CalendarDigest = Digest });
        string hers = of.Done(Role.Coordinator, new CreateCalendarAddress { ChildId = of.ChildId, PersonId = person, CalendarDigest = Digest });
        // A second promise, by somebody whom what happens does not touch.
        of.Save(of.Case.Commitments.Single() with { Id = of.NextId(), PersonIds = [uncle], Mode = ContactMode.InPerson });
        var consent = of.Case.Consents.First(c => c.Subject == ConsentSubject.Child && c.Purpose == ConsentPurpose.Contact);
        of.Days(1);
        Assert.NotEmpty(Shown(of, hers));
        Assert.Contains(Shown(of, own), e => e.Summary == "Phone call with Nan Okoro");
        switch (what)
        {
            case "the child withdraws consent to be in touch": of.Withdraws(ConsentSubject.Child, ConsentPurpose.Contact); break;
            case "a parental responsibility holder withdraws consent to be in touch": of.Withdraws(ConsentSubject.ParentalResponsibility, ConsentPurpose.Contact); break;
            case "the child refuses to be in touch": of.Consents(ConsentSubject.Child, ConsentPurpose.Contact, ConsentState.Refused); break;
            case "consent to be in touch expires": of.Save(consent with { ExpiresOn = of.Today }); break;
            case "consent to be referred is withdrawn": of.Withdraws(ConsentSubject.Child, ConsentPurpose.Referral); break;
            case "the case is closed": of.Save(of.Case.Child with { ClosedOn = of.Today }); break;
            case "the plan ends": of.Save(of.Case.Plans.Single() with { EndedOn = of.Today }); break;
            case "the child dies": of.Save(of.Case.Child with { Died = of.Today }); break;
            case "a restriction blocks": of.Done(Role.SocialWorker, of.Restrict(person)); break;
            case "a sealed adoption": of.Done(Role.SocialWorker, of.Restrict(person, kind: RestrictionKind.SealedAdoption)); break;
            case "the person dies": of.Save(of.Case.Person(person)! with { Died = of.Today }); break;
            case "the person is found not safe": of.Done(Role.SocialWorker, of.Check(link, DecisionOutcome.NotSafe)); break;
            case "the child says no to the person": of.Done(Role.YoungPerson, of.ChildSays(link, DecisionOutcome.Refused)); break;
            case "the person says no": of.Done(Role.Coordinator, of.PersonSays(link, DecisionOutcome.Declined)); break;
            case "the link ends": of.Done(Role.Coordinator, new EndLink { ChildId = of.ChildId, LinkId = link, Reason = "She moved away." }); break;
            case "the person withdraws their own consent":
                of.Consents(ConsentSubject.ConnectedPerson, ConsentPurpose.Contact, ConsentState.Refused, personId: person); break;
            default:
                of.Case.Commitments.ToList().ForEach(c => of.Save(c with { Pauses = [new(of.Today, null, null)] }));
                break;
        }
        Assert.Empty(Shown(of, hers));
        Assert.DoesNotContain(Shown(of, own), e => e.Summary.Contains("Okoro", StringComparison.Ordinal));
        Assert.Equal(childsToo, Shown(of, own).Count == 0);
        Assert.NotNull(commitment);
    }

    // Over random courses of a case, by gates told anew from plain facts.
    [Fact]
    public void Whoever_has_something_on_a_calendar_might_promise_it_today()
    {
        int shown = 0, hidden = 0;
        ProcessTurns.Courses.Sample(course =>
        {
            ProcessTurns turns = new(course.Born, course.Missing);
            foreach (var turn in course.Turns)
            {
                turns.Of.Days(turn.Days);
                if (turns.Command(turn) is not var (role, command) || turns.Give(role, command) is not null)
                {
                    continue;
                }
                foreach (string person in turns.Of.Case.Commitments.SelectMany(c => c.PersonIds).Distinct())
                {
                    bool isShown = Shown(turns.Of, Address(turns.Of, person)).Count > 0;
                    bool may = turns.Gates.MayPromise(person, turns.Of.Today);
                    Interlocked.Add(ref shown, isShown ? 1 : 0);
                    Interlocked.Add(ref hidden, may ? 0 : 1);
                    Assert.True(!isShown || may, $"{turns.Of.Today:o}: {person} is shown what they might not promise.");
                }
            }
        }, iter: 100);
        Assert.True(shown > 0 && hidden > 0, $"{shown} were shown, {hidden} might not promise.");
    }

    [Fact]
    public void It_shows_what_may_still_be_kept_and_opens_within_twelve_weeks_on_the_last_week_of_a_longer_while()
    {
        var (of, _, _, person) = Promised(Cadence.Periodic(1, 1, CadenceUnit.Month)); // from 5 January on
        var address = Address(of, person);
        Assert.Equal([(Day(1, 29), Day(2, 4)), (Day(2, 26), Day(3, 4)), (Day(3, 29), Day(4, 4))], Shown(of, address).Select(e => (e.First, e.Last)));
        Assert.Equal("Any day from 5 January to 4 February.", Shown(of, address)[0].Description);
        // Past its day it goes on to today while it still counts, and each day is a change of it; then it is over.
        of.Days(30 + 3);
        var late = Shown(of, address)[0];
        Assert.Equal((Day(1, 29), Day(2, 7), 3, "It still counts until 11 February."), (late.First, late.Last, late.Revision, late.Description));
        Assert.Equal(Shown(of.Days(4), address)[0].Key, late.Key);
        Assert.Equal(Day(3, 4), Shown(of.Days(1), address)[0].Last);
    }

    [Fact]
    public void What_was_kept_or_excused_is_not_on_it_any_more()
    {
        var (of, _, commitment, person) = Promised();
        var address = Address(of, person);
        var before = Shown(of, address);
        of.Done(Role.Coordinator, of.InTouch(person, commitment));
        Assert.Equal(before.Skip(1), Shown(of, address));
        of.Done(Role.Coordinator, new ExcuseOccasion { ChildId = of.ChildId, CommitmentId = commitment, DueOn = before[1].Last, Reason = ExcuseReason.Illness });
        Assert.Equal(before.Skip(2), Shown(of, address));
    }

    [Fact]
    public void On_a_fixed_date_it_shows_that_day()
    {
        var (of, _, _, person) = Promised(Cadence.Yearly(3, 1));
        var entry = Assert.Single(Shown(of, Address(of, person)));
        Assert.Equal((Day(3, 1), Day(3, 1), "Any day from 22 February to 1 March."), (entry.First, entry.Last, entry.Description));
    }

    [Fact]
    public void On_two_calendars_the_same_occasion_has_two_keys_and_on_one_the_same_each_day()
    {
        var (of, _, _, person) = Promised();
        var (one, other) = (Address(of, person), Address(of, person));
        Assert.Empty(Shown(of, one).Select(e => e.Key).Intersect(Shown(of, other).Select(e => e.Key)));
        string key = Shown(of, one)[1].Key;
        Assert.Equal(key, Shown(of.Days(5), one)[1].Key);
        Assert.DoesNotContain(of.Case.Commitments.Single().Id, key, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ada", null, "Ring Ada"), InlineData("Ada", "A.", "Ring A."), InlineData(null, null, "Phone call"), InlineData("Ada Lace", null, "Phone call")]
    public void The_child_is_called_by_the_name_that_was_chosen_or_that_they_use_and_never_by_a_surname(string? knownAs, string? chosen, string summary)
    {
        var (of, _, _, person) = Promised();
        of.Save(of.Case.Child with { Name = "Ada Lace", KnownAs = knownAs });
        Assert.All(Shown(of, Address(of, person) with { DisplayName = chosen }), e => Assert.Equal(summary, e.Summary));
    }

    [Fact]
    public void The_child_s_own_calendar_has_their_own_words_for_people()
    {
        var (of, _, _, person) = Promised();
        of.Save(of.Case.Person(person)! with { KnownAs = "Bea" });
        Assert.All(Shown(of, Address(of, null)), e => Assert.Equal("Phone call with Bea", e.Summary));
        of.Save(of.Case.Relationships.Single(r => r.OfChild(of.ChildId) == person) with { ChildsWord = "Nanny" });
        Assert.All(Shown(of, Address(of, null)), e => Assert.Equal("Phone call with Nanny", e.Summary));
    }

    [Fact]
    public void Every_way_of_being_in_touch_has_words_that_name_the_child_and_words_that_do_not()
    {
        var (of, _, _, person) = Promised();
        foreach (var mode in Enum.GetValues<ContactMode>())
        {
            of.Save(of.Case.Commitments.Single() with { Mode = mode });
            Assert.All(Shown(of, Address(of, person) with { DisplayName = "A." }), e => Assert.Contains("A.", e.Summary, StringComparison.Ordinal));
            Assert.All(Shown(of, Address(of, null)), e => Assert.Contains("Nan Okoro", e.Summary, StringComparison.Ordinal));
            Assert.All(Shown(of, Address(of, person)), e => Assert.Equal(Words.Sentence(mode), e.Summary));
        }
    }

    internal static (ProcessCase Of, string LinkId, string CommitmentId, string PersonId) Promised(Cadence? cadence = null)
    {
        var of = ProcessSteps.Started();
        var (_, commitment, person) = of.PlanAgreed(cadence);
        return (of, of.Case.Links.Single(l => l.PersonId == person).Id, commitment, person);
    }

    private static DateOnly Day(int month, int day) => new(2026, month, day);

    private static CalendarAddress Address(ProcessCase of, string? person) =>
        new() { Id = of.NextId(), ChildId = of.ChildId, PersonId = person, CalendarDigest = Digest, Since = of.Today };

    private static IReadOnlyList<CalendarEntry> Shown(ProcessCase of, CalendarAddress address) => PromiseCalendar.Of(of.Case, address, of.Today);

    private static IReadOnlyList<CalendarEntry> Shown(ProcessCase of, string addressId) =>
        of.Case.CalendarAddresses.FirstOrDefault(a => a.Id == addressId) is { } address ? Shown(of, address) : [];
}
