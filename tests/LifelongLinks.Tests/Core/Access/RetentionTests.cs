namespace LifelongLinks.Tests.Core;

/// <summary>Until when a case is kept, and whom in it for less long (domain, section 6; 2010 regulations, r. 50).</summary>
public class RetentionTests
{
    private static readonly DateOnly _closed = new(2026, 1, 15), _due = new(2026, 7, 15);

    [Theory]
    [InlineData("2012-05-01", null, RetentionRule.Age75, "2087-05-01")]
    [InlineData("2012-02-29", null, RetentionRule.Age75, "2087-03-01")]
    [InlineData("2012-02-29", "2020-02-29", RetentionRule.DiedBefore18, "2035-03-01")]
    [InlineData("2012-05-01", "2020-02-28", RetentionRule.DiedBefore18, "2035-02-28")]
    [InlineData("2012-05-01", "2030-04-30", RetentionRule.DiedBefore18, "2045-04-30")]
    [InlineData("2012-05-01", "2030-05-01", RetentionRule.Age75, "2087-05-01")]
    [InlineData("2012-02-29", "2030-02-28", RetentionRule.DiedBefore18, "2045-02-28")]
    [InlineData(null, null, RetentionRule.Age75, null)]
    [InlineData(null, "2020-01-01", RetentionRule.Age75, null)]
    public void A_case_is_kept_until_the_childs_75th_birthday_or_15_years_after_a_death_before_18(string? born, string? died, RetentionRule rule, string? until)
    {
        static DateOnly? Day(string? day) => day is null ? null : Cases.Day(day);
        Child child = new() { Id = "c", Name = "Sam", Reference = "R", DateOfBirth = Day(born), Died = Day(died) };
        Assert.Equal(new Term(rule, Day(until)), Retention.Of(child));
        if (until is not null)
        {
            Assert.False(Retention.Of(child).IsPast(Day(until)!.Value.AddDays(-1)));
            Assert.True(Retention.Of(child).IsPast(Day(until)!.Value));
        }
    }

    [Fact]
    public void Who_was_never_approached_or_declined_is_kept_for_6_months_after_the_case_was_closed()
    {
        var of = Closed(Link("aunt"), Link("nan"), Link("dad"), Step("nan", DecisionKind.Approach), Step("nan", DecisionKind.PersonAnswer, DecisionOutcome.Declined),
            Step("dad", DecisionKind.Approach));
        Assert.Equal([("aunt", RetentionRule.NeverApproached, _due), ("nan", RetentionRule.Declined, _due)], Due(of));
    }

    [Fact]
    public void Nobody_is_past_their_time_in_a_case_that_is_open_or_was_opened_again()
    {
        var of = Closed(Link("aunt"));
        Assert.Empty(Due(of with { Child = of.Child with { ClosedOn = null } }));
        Referral first = new() { Id = "r1", ChildId = Cases.ChildId, ReferredOn = new(2025, 1, 1), Status = ReferralStatus.Accepted, ClosedOn = new(2025, 2, 1) };
        Referral again = new() { Id = "r2", ChildId = Cases.ChildId, ReferredOn = new(2025, 3, 1), Status = ReferralStatus.Accepted };
        var opened = of with { Child = of.Child with { ClosedOn = null }, Referrals = [first, again] };
        Assert.Null(Retention.ClosedSince(opened, _due));
        Assert.Equal(new DateOnly(2025, 2, 1), Retention.ClosedSince(opened, new(2025, 2, 28)));
        Assert.Equal(_closed, Retention.ClosedSince(opened with { Referrals = [first, again with { ClosedOn = _closed }] }, _due));
    }

    [Theory]
    [InlineData("2026-08-31", "2027-02-28")]
    [InlineData("2027-08-31", "2028-02-29")]
    [InlineData("2028-02-29", "2028-08-29")]
    public void Six_months_end_on_the_day_of_that_date_or_the_last_of_the_month(string closed, string until)
    {
        var of = Closed(Link("aunt"));
        of = of with { Child = of.Child with { ClosedOn = Cases.Day(closed) } };
        Assert.Equal(Cases.Day(until), Assert.Single(Retention.Of(of, Cases.Day(until)).People).Term.Until);
    }

    [Fact]
    public void Who_belongs_to_the_childs_life_or_to_the_plan_or_is_a_danger_or_in_danger_is_kept_as_long_as_the_case()
    {
        Func<string, object>[] held =
        [
            p => new Commitment { Id = "x", ChildId = Cases.ChildId, PlanId = "plan", PersonIds = [p], Support = [], Mode = ContactMode.Card, Cadence = Cadence.Yearly(1, 1), StartsOn = _closed },
            p => new Contact { Id = "x", ChildId = Cases.ChildId, PersonIds = [p], On = _closed, Mode = ContactMode.Card },
            p => new Placement { Id = "x", ChildId = Cases.ChildId, Kind = PlacementKind.FosterCare, Home = "h", From = _closed, CarerId = p },
            p => new Referral { Id = "x", ChildId = Cases.ChildId, ReferredOn = new(2025, 1, 1), ReferredById = p },
            p => new Consent { Id = "x", ChildId = Cases.ChildId, Subject = ConsentSubject.ParentalResponsibility, PersonId = p, Purpose = ConsentPurpose.Search, State = ConsentState.Given },
            p => new Restriction { Id = "x", ChildId = Cases.ChildId, Kind = RestrictionKind.NoContactOrder, Effect = RestrictionEffect.Block, AgainstId = p },
            p => new Restriction { Id = "x", ChildId = Cases.ChildId, Kind = RestrictionKind.ConfidentialAddress, Effect = RestrictionEffect.Block, ProtectsId = p },
            p => Step(p, DecisionKind.OversightCheck, DecisionOutcome.NotSafe),
            p => Step(p, DecisionKind.Approach),
        ];
        foreach (var fact in held)
        {
            Assert.Equal(["nan"], Due(Closed(Link("aunt"), Link("nan"), fact("aunt"))).Select(d => d.Person));
        }
        Assert.Equal(["nan"], Due(Closed(Link("aunt"), Link("nan")) with
        {
            Relationships = [new() { Id = "t", FromId = "aunt", ToId = Cases.ChildId, RecordedForId = Cases.ChildId, Kind = RelationshipKind.Parent, ParentalResponsibility = true }],
        }).Select(d => d.Person));
        var of = Closed(Link("aunt"), Link("nan"));
        Assert.Equal(["nan"], Due(of with
        {
            People = of.People.Append(new("aunt", new Worker { Id = "aunt", Name = "A", Subject = "a" })).DistinctBy(p => p.Key)
            .ToDictionary(p => p.Key, p => p.Key == "aunt" ? new Worker { Id = "aunt", Name = "A", Subject = "a" } : p.Value)
        }).Select(d => d.Person));
    }

    [Fact]
    public void Who_was_merged_goes_with_whom_they_were_merged_into_or_stays_with_them()
    {
        Merge merge = new() { Id = "m", ChildId = Cases.ChildId, KeptId = "aunt", MergedId = "nan", MergedOn = _closed, Reason = "The same" };
        Assert.Equal(["aunt", "nan"], Assert.Single(Retention.Of(Closed(Link("aunt"), Link("nan"), merge), _due).People).PersonIds);
        Assert.Empty(Due(Closed(Link("aunt"), merge, new Contact { Id = "x", ChildId = Cases.ChildId, PersonIds = ["nan"], On = _closed, Mode = ContactMode.Card })));
        Assert.Equal(2, Due(Closed(Link("aunt"), Link("nan"), merge with { UndoneOn = _closed })).Count);
    }

    [Fact]
    public void Nothing_that_was_known_of_a_person_is_left_in_the_case_and_their_no_stays()
    {
        const string secret = "Rosa";
        var of = Closed(Link("aunt") with { EndReason = secret }, Step("aunt", DecisionKind.Approach) with { Reason = secret },
            Step("aunt", DecisionKind.PersonAnswer, DecisionOutcome.Declined) with { Reason = secret },
            new Concern { Id = "c", ChildId = Cases.ChildId, LinkId = "link aunt", Words = secret, RaisedOn = _closed },
            new Offer { Id = "o", ChildId = Cases.ChildId, PersonId = "aunt", Support = SupportKind.Practical, Words = secret, OfferedOn = _closed },
            new FindingStep { Id = "s", ChildId = Cases.ChildId, FindingPlanId = "p", PersonId = "aunt", Source = FindingSource.Family, Words = secret, Found = secret },
            new Wish { Id = "w", ChildId = Cases.ChildId, PersonId = "aunt", Kind = WishKind.Find, MadeOn = _closed, Words = "I want to find Auntie rosa!" },
            new Affirmation { Id = "a", ChildId = Cases.ChildId, PersonId = "aunt", SaidOn = _closed, Loving = true, Words = "Rosa rocks" },
            Correction.Of(Link("aunt") with { EndReason = secret }, "k", _closed, secret, null)) with
        {
            Relationships = [new() { Id = "t", FromId = "aunt", ToId = Cases.ChildId, RecordedForId = Cases.ChildId, Kind = RelationshipKind.AuntUncle, ChildsWord = secret }],
            ContactDetails = [new() { Id = "d", PersonId = "aunt", Kind = ContactDetailKind.Phone, Value = secret }],
        };
        of = of with { People = of.People.ToDictionary(p => p.Key, p => p.Key == "aunt" ? new Person { Id = "aunt", Name = secret + " Melo", KnownAs = secret, FormerNames = [secret], DateOfBirth = _closed } : p.Value) };
        var changes = Erasure.OfPerson(of, ["aunt"], [Cases.ChildId], _due);
        Assert.Equal(["c", "d", "k", "o"], changes.Erased.Order());
        Assert.Equal([new Person { Id = "aunt", Name = Person.NoName, ErasedOn = _due }], changes.Nodes.OfType<Person>());
        Assert.Equal("I want to find somebody!", changes.Nodes.OfType<Wish>().Single().Words);
        string left = string.Join(' ', changes.Nodes) + string.Join(' ', changes.Edges);
        Assert.DoesNotContain(secret, left, StringComparison.OrdinalIgnoreCase);
        string[] saved = [.. changes.Nodes.Select(n => n.Id), .. changes.Edges.Select(e => e.Id), .. changes.Erased];
        Assert.DoesNotContain(of.Facts, f => !saved.Contains(f.Id) && f.ToString().Contains(secret, StringComparison.OrdinalIgnoreCase));
        // Kept by another case, they stay who they are, and are reached as before.
        var kept = Erasure.OfPerson(of, ["aunt"], null, _due);
        Assert.Empty(kept.Nodes.OfType<Person>());
        Assert.DoesNotContain("d", kept.Erased);
    }

    [Fact]
    public void Of_somebody_erased_nothing_more_is_recorded_and_nobody_approaches_them()
    {
        ProcessCase of = new();
        of.Save(new Person { Id = of.NextId(), Name = "x" });
        string erased = of.NextId(), link = of.NextId();
        of.Save(new Person { Id = erased, Name = Person.NoName, ErasedOn = of.Today });
        of.Save(new Link { Id = link, ChildId = of.ChildId, PersonId = erased, IdentifiedOn = of.Today });
        of.Done(Role.Coordinator, new AcceptReferral { ChildId = of.ChildId });
        of.Refused(RefusalCode.NotFound, Role.Coordinator, new AddContactDetail { ChildId = of.ChildId, PersonId = erased, Kind = ContactDetailKind.Phone, Value = "07700 900000" });
        of.Refused(RefusalCode.NotFound, Role.Coordinator, new UpdatePerson { ChildId = of.ChildId, PersonId = erased, Name = "Rosa" });
        of.Refused(RefusalCode.NotFound, Role.Coordinator, new IdentifyLink { ChildId = of.ChildId, PersonId = erased });
        of.Refused(Gate.LinkGoesOn, Role.Coordinator, new RecordApproach { ChildId = of.ChildId, LinkId = link });
        Assert.Equal(LinkStage.Identified, Stages.Of(of.Case, of.Case.Links.Single(), of.Today));
    }

    private static List<(string Person, RetentionRule Rule, DateOnly? Until)> Due(Case of) =>
        [.. Retention.Of(of, _due).People.Select(p => (p.PersonIds[0], p.Term.Rule, p.Term.Until))];

    private static Link Link(string person) => new() { Id = $"link {person}", ChildId = Cases.ChildId, PersonId = person, IdentifiedOn = new(2025, 2, 1) };

    private static Decision Step(string person, DecisionKind kind, DecisionOutcome? outcome = null) =>
        new() { Id = $"{kind} {person}", ChildId = Cases.ChildId, LinkId = $"link {person}", Kind = kind, Outcome = outcome, DecidedOn = new(2025, 3, 1) };

    private static Case Closed(params object[] facts)
    {
        List<T> All<T>() => [.. facts.OfType<T>()];
        var of = Cases.Empty("aunt", "nan", "dad");
        return of with
        {
            Child = of.Child with { ClosedOn = _closed },
            Links = All<Link>(),
            Decisions = All<Decision>(),
            Commitments = All<Commitment>(),
            Contacts = All<Contact>(),
            Placements = All<Placement>(),
            Referrals = All<Referral>(),
            Consents = All<Consent>(),
            Restrictions = All<Restriction>(),
            Merges = All<Merge>(),
            Concerns = All<Concern>(),
            Offers = All<Offer>(),
            FindingSteps = All<FindingStep>(),
            Wishes = All<Wish>(),
            Affirmations = All<Affirmation>(),
            Corrections = All<Correction>(),
        };
    }
}
