using CsCheck;

namespace LifelongLinks.Tests.Publishing;

/// <summary>Promises for one day of the year are mostly for a birthday: nothing published may tell which day, or which month.</summary>
public sealed class BirthdayTests
{
    private static readonly DateOnly _today = new(2026, 6, 30);
    private static readonly DateOnly _agreed = new(2023, 11, 20);

    private static readonly Gen<DateOnly> _days = Gen.Int[0, 364].Select(n => new DateOnly(2025, 1, 1).AddDays(n));

    [Fact]
    public void Whatever_the_day_a_yearly_promise_that_nobody_kept_is_published_the_same()
    {
        var first = All(Published(Cadence.Yearly(1, 1)));
        _days.Sample(day => Assert.Equal(first, All(Published(Cadence.Yearly(day.Month, day.Day)))));
    }

    [Fact]
    public void Nor_does_one_that_was_kept_every_year_tell_the_day()
    {
        var first = Plan(Published(Cadence.Yearly(1, 1), contacts: true));
        Assert.Contains(first, line => line.Contains("Occasion", StringComparison.Ordinal) && line.Contains("KEPT", StringComparison.Ordinal));
        _days.Sample(day => Assert.Equal(first, Plan(Published(Cadence.Yearly(day.Month, day.Day), contacts: true))));
    }

    [Fact]
    public void Only_years_that_a_yearly_promise_ran_through_and_that_are_over_are_told()
    {
        var years = Published(Cadence.Yearly(3, 4)).Nodes.Where(n => n.Label == "Occasion").Select(n => n.Properties["year"]).Order().ToList();
        Assert.Equal([2024L, 2025L], years);
        var ended = Published(Cadence.Yearly(3, 4), ends: new(2025, 9, 9)).Nodes.Where(n => n.Label == "Occasion").Select(n => n.Properties["year"]);
        Assert.Equal([2024L], ended);
    }

    [Fact]
    public void A_promise_for_a_birthday_reads_as_one_for_once_in_any_year()
    {
        var birthday = Published(Cadence.Yearly(3, 4)).Nodes.Single(n => n.Label == "Commitment");
        var yearly = Published(Cadence.Periodic(1, 1, CadenceUnit.Year)).Nodes.Single(n => n.Label == "Commitment");
        Assert.Equal(birthday.Properties.Keys, yearly.Properties.Keys);
        Assert.All(birthday.Properties, p => Assert.Equal(p.Value, yearly.Properties[p.Key]));
        Assert.DoesNotContain("month", Published(Cadence.Once(new(2025, 3, 4))).Nodes.Where(n => n.Label == "Occasion").SelectMany(n => n.Properties.Keys));
    }

    [Fact]
    public void A_gap_that_begins_with_the_sixteenth_birthday_is_told_by_the_year()
    {
        var gap = Published(Cadence.Once(new(2025, 3, 4)), ends: new(2025, 3, 4), born: new(2009, 2, 3)).Nodes
            .Single(n => n.Label == "Gap" && (string)n.Properties["kind"] == "NO_ONE_AFTER_18");
        Assert.Equal(2025L, gap.Properties["sinceYear"]);
        Assert.DoesNotContain("sinceMonth", gap.Properties.Keys);
    }

    // What tells of the plan, its promises and their occasions.
    private static List<string> Plan(PublishedCase of) =>
        [.. All(of).Where(n => n.StartsWith("Plan", StringComparison.Ordinal) || n.StartsWith("Commitment", StringComparison.Ordinal)
            || n.StartsWith("Occasion", StringComparison.Ordinal) || n.StartsWith("Adherence", StringComparison.Ordinal))];

    private static List<string> All(PublishedCase of) =>
        [.. of.Nodes
            .Select(n => $"{n.Label} {string.Join(' ', n.Properties.OrderBy(p => p.Key).Select(p => $"{p.Key}={p.Value}"))}").Order()];

    private static PublishedCase Published(Cadence cadence, bool contacts = false, DateOnly? ends = null, DateOnly? born = null)
    {
        const string child = "child", aunt = "aunt";
        List<Node> nodes =
        [
            new Child { Id = child, Name = "Sam Hill", Reference = "R-1", DateOfBirth = born ?? new(2014, 5, 1) },
            new Person { Id = aunt, Name = "Ann Hill" },
            new Referral { Id = "referral", ChildId = child, ReferredOn = _agreed.AddDays(-200) },
            new Link { Id = "link", ChildId = child, PersonId = aunt, IdentifiedOn = _agreed.AddDays(-100) },
            new Plan { Id = "plan", ChildId = child, DraftedOn = _agreed, AgreedOn = _agreed },
            new Commitment
            {
                Id = "promise", ChildId = child, PlanId = "plan", PersonIds = [aunt], Support = [SupportKind.Identity], Mode = ContactMode.Card,
                Cadence = cadence, StartsOn = _agreed, EndsOn = ends,
            },
        ];
        if (contacts)
        {
            nodes.AddRange(cadence.Periods(_agreed).TakeWhile(p => p.Due <= _today).Select(p => new Contact
            {
                Id = $"contact {p.Due.Year}",
                ChildId = child,
                PersonIds = [aunt],
                CommitmentIds = ["promise"],
                On = p.Due,
                Mode = ContactMode.Card,
            }));
        }
        Subgraph loaded = new(nodes.ToDictionary(n => n.Id), [], new HashSet<string>());
        return Assert.Single(PublishedStories.Publish(loaded, [child], _today));
    }
}
