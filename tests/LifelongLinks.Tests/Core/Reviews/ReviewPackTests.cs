using static LifelongLinks.Tests.Core.Cases;

namespace LifelongLinks.Tests.Core;

/// <summary>What is in a review pack, and what is not: the days it compares, who is named, what the child said, what was lost.</summary>
public class ReviewPackTests
{
    private static readonly DateOnly _today = Day("2026-06-30");
    private static readonly DateOnly _agreed = Day("2026-01-01");

    private static readonly Review _review = new() { Id = "review", ChildId = ChildId, Kind = ReviewKind.LifelongLinksReview, DueOn = Day("2026-07-10") };

    private static readonly Case _case = Empty("nan", "aunt", "dad") with
    {
        Referrals = [new() { Id = "referral", ChildId = ChildId, ReferredOn = Day("2025-09-01"), Why = "…" }],
        Plans = [new() { Id = "plan", ChildId = ChildId, DraftedOn = _agreed, AgreedOn = _agreed }],
        Links = [Link("nan", Circle.Inner), Link("aunt", Circle.Outer), Link("dad", Circle.Outer)],
        Commitments = [Promise("nan"), Promise("aunt")],
        Reviews = [_review],
    };

    private static Link Link(string person, Circle circle) => new() { Id = $"link-{person}", ChildId = ChildId, PersonId = person, IdentifiedOn = Day("2025-09-05"), Circle = circle };

    private static Commitment Promise(string person) => new()
    {
        Id = $"promise-{person}",
        ChildId = ChildId,
        PlanId = "plan",
        PersonIds = [person],
        Support = [SupportKind.Emotional],
        Mode = ContactMode.PhoneCall,
        Cadence = Cadence.Periodic(1, 1, CadenceUnit.Month),
        StartsOn = _agreed,
    };

    private static Contact Call(string person, string on, int? feeling = null, string? words = null) => new()
    {
        Id = $"{on}-{person}",
        ChildId = ChildId,
        On = Day(on),
        Mode = ContactMode.PhoneCall,
        PersonIds = [person],
        CommitmentIds = [$"promise-{person}"],
        Feeling = feeling,
        Words = words,
    };

    private static Decision Decided(string person, DecisionKind kind, DecisionOutcome outcome) =>
        new() { Id = $"decision-{person}", ChildId = ChildId, LinkId = $"link-{person}", Kind = kind, Outcome = outcome, DecidedOn = Day("2026-06-01") };

    private static ReviewPack Pack(Case of, Review? review = null, Role role = Role.Administrator, params IReadOnlyList<Case> siblings) =>
        ReviewPacks.Of(Sight.Of(new("sub", [role], [], _today), of with { Child = of.Child with { Subject = "sub" } })!, siblings, review ?? _review, GapThresholds.Default)!;

    [Fact]
    public void It_is_compared_with_the_review_of_the_same_kind_before()
    {
        Review Held(string id, ReviewKind kind, string on) => new() { Id = id, ChildId = ChildId, Kind = kind, DueOn = Day(on), HeldOn = Day(on) };
        var of = _case with
        {
            Reviews = [_review, Held("first", ReviewKind.LifelongLinksReview, "2026-02-01"), Held("second", ReviewKind.LifelongLinksReview, "2026-03-01"), Held("care", ReviewKind.ChildInCareReview, "2026-06-01")],
        };
        Assert.Equal((Day("2026-03-01"), PackStart.ReviewBefore, _today), (Pack(of).Since, Pack(of).SinceKind, Pack(of).AsOf));
        // One that was held keeps to its own day: what came after it is not there yet.
        var second = Pack(of, of.Reviews[2]);
        Assert.Equal((Day("2026-02-01"), Day("2026-03-01")), (second.Since, second.AsOf));
    }

    [Fact]
    public void Else_with_the_plans_agreement_else_with_the_referral_else_with_nothing()
    {
        Assert.Equal((_agreed, PackStart.PlanAgreed), (Pack(_case).Since, Pack(_case).SinceKind));
        // A plan agreed on the very day leaves nothing to compare.
        var onFirstDay = Pack(_case, _review with { HeldOn = _agreed });
        Assert.Equal((Day("2025-09-01"), PackStart.Referral, "plan"), (onFirstDay.Since, onFirstDay.SinceKind, onFirstDay.Plan!.Id));
        var nothing = Pack(Empty() with { Reviews = [_review] });
        Assert.Null(nothing.Since);
        Assert.Null(nothing.SinceKind);
        Assert.Null(nothing.Metrics);
        Assert.Empty(nothing.People);
        Assert.Empty(nothing.PromiseSuggestions);
    }

    [Fact]
    public void A_review_held_keeps_its_figures_as_they_stood()
    {
        FrozenMetrics stood = new(Day("2026-06-01"), 1, 2, 3, 4, 5, .5, .25);
        var of = _case with { Contacts = [Call("nan", "2026-01-05")] };
        Assert.Equal(stood, Pack(of, _review with { HeldOn = Day("2026-06-01"), PlanId = "plan", Metrics = stood }).Metrics);
        Assert.Equal((1, _today), (Pack(of).Metrics!.Kept, Pack(of).Metrics!.AsOf));
    }

    [Fact]
    public void Of_a_plan_that_has_ended_nothing_is_suggested()
    {
        var of = _case with { Plans = [_case.Plans[0] with { EndedOn = Day("2026-06-01") }] };
        var pack = Pack(of, _review with { PlanId = "plan" });
        Assert.Equal("plan", pack.Plan!.Id);
        Assert.Empty(pack.PromiseSuggestions);
        Assert.All(pack.Promises, p => Assert.Null(p.NextDueOn));
    }

    [Fact]
    public void People_come_go_and_stay()
    {
        var of = _case with
        {
            Links = [Link("nan", Circle.Inner), Link("aunt", Circle.Outer) with { IdentifiedOn = Day("2026-05-01") }, Link("dad", Circle.Outer) with { EndedOn = Day("2026-05-01") }],
            Contacts = [Call("nan", "2026-06-20")],
        };
        var pack = Pack(of);
        Assert.Equal([("nan", PackChange.Stayed, false, true), ("aunt", PackChange.New, null, false), ("dad", PackChange.Gone, false, null)],
            pack.People.Select(p => (p.PersonId, p.Change, p.InTouchThen, p.InTouchNow)));
        Assert.Equal((2, 2, 0, 1), (pack.SizeThen, pack.SizeNow, pack.ActiveThen, pack.ActiveNow));
        var gone = Pack(of with { Links = [.. of.Links.Select(l => l with { EndedOn = Day("2026-06-01") })], People = of.People });
        Assert.All(gone.People, p => Assert.Null(p.InTouchNow));
        Assert.Equal(0, gone.SizeNow);
    }

    [Fact]
    public void Who_died_is_gone() =>
        Assert.Equal(PackChange.Gone, Pack(_case with { People = new Dictionary<string, Person>(_case.People) { ["nan"] = new() { Id = "nan", Name = "Nan", Died = Day("2026-06-01") } } }).People
            .Single(p => p.PersonId == "nan").Change);

    public static TheoryData<string> KeptOut => ["not safe", "blocked", "refused", "declined", "erased"];

    [Theory, MemberData(nameof(KeptOut))]
    public void Whoever_is_kept_out_today_is_in_no_part_that_lies_on_the_table(string why)
    {
        var of = _case with
        {
            Contacts = [Call("dad", "2026-05-01", 5, "We laughed."), Call("nan", "2026-05-02", 4) with { PersonIds = ["nan", "dad"] }],
            Affirmations = [new() { Id = "a", ChildId = ChildId, PersonId = "dad", SaidOn = Day("2026-05-01"), Loving = true }],
            Wishes = [new() { Id = "w", ChildId = ChildId, Kind = WishKind.See, PersonId = "dad", MadeOn = Day("2026-01-10"), Words = "I want to see Dad." }],
            Commitments = [Promise("nan"), Promise("dad")],
            Relationships = [new() { Id = "tie", RecordedForId = ChildId, FromId = "dad", ToId = ChildId, Kind = RelationshipKind.Parent, Until = Day("2026-03-01") }],
        };
        var hidden = why switch
        {
            "not safe" => of with { Decisions = [Decided("dad", DecisionKind.OversightCheck, DecisionOutcome.NotSafe)] },
            "blocked" => of with { Restrictions = [new() { Id = "r", ChildId = ChildId, Kind = RestrictionKind.NoContactOrder, Effect = RestrictionEffect.Block, AgainstId = "dad" }] },
            "refused" => of with { Decisions = [Decided("dad", DecisionKind.ChildAnswer, DecisionOutcome.Refused)] },
            "declined" => of with { Decisions = [Decided("dad", DecisionKind.PersonAnswer, DecisionOutcome.Declined)] },
            _ => of with { People = new Dictionary<string, Person>(of.People) { ["dad"] = new() { Id = "dad", Name = Person.NoName, ErasedOn = Day("2026-06-01") } } },
        };
        foreach (var role in (Role[])[Role.Administrator, Role.YoungPerson])
        {
            Assert.Contains("dad", Named(Pack(of, role: role)));
            var pack = Pack(hidden, role: role);
            Assert.DoesNotContain("dad", Named(pack));
            // The wish is the child's own, and stays; a contact with somebody else too.
            Assert.Equal("I want to see Dad.", Assert.Single(pack.WishesWaiting).Words);
            Assert.Equal("2026-05-02-nan", Assert.Single(pack.Felt).Id);
        }
        // What is to be decided about the promise is for the professionals, who have to.
        if (why != "erased") // of whom nobody keeps a promise
        {
            Assert.Equal(["dad"], Pack(hidden).PromiseSuggestions.Single(s => s.CommitmentId == "promise-dad").Reasons[0].PersonIds);
        }
        // Also of a day on which they were not kept out yet.
        Assert.DoesNotContain("dad", Named(Pack(hidden, _review with { HeldOn = Day("2026-05-20") })));
    }

    private static HashSet<string> Named(ReviewPack pack) =>
    [
        .. pack.People.Select(p => p.PersonId), .. pack.Promises.SelectMany(p => p.Commitment.PersonIds), .. pack.Affirmations.Select(a => a.PersonId), .. pack.Felt.SelectMany(c => c.PersonIds),
        .. pack.WishesWaiting.Concat(pack.WishesMet).Select(w => w.PersonId).OfType<string>(), .. pack.Losses.SelectMany(l => l.PersonIds), .. pack.SiblingsApartIds,
        .. pack.Gaps.SelectMany(g => g.PersonIds), .. pack.CaseSuggestions.SelectMany(s => s.PersonIds),
    ];

    [Fact]
    public void The_child_reads_what_they_said_and_no_figures_about_anybody_and_the_carer_has_none()
    {
        var of = _case with { Contacts = [Call("nan", "2026-05-02", 4, "Good.")], Wishes = [new() { Id = "w", ChildId = ChildId, Kind = WishKind.See, MadeOn = Day("2026-01-10"), Words = "More Nan." }] };
        var own = Pack(of, role: Role.YoungPerson);
        Assert.NotEmpty(own.Felt);
        Assert.NotEmpty(own.WishesWaiting);
        Assert.Null(own.Metrics);
        Assert.Null(own.Adherence);
        Assert.All(own.Promises, p => Assert.Null(p.Adherence));
        Assert.Empty(own.Gaps);
        Assert.Empty(own.PromiseSuggestions);
        Assert.Empty(own.CaseSuggestions);
        Worker carer = new() { Id = "carer", Name = "Carer", Subject = "sub" };
        var seen = of with { People = new Dictionary<string, Person>(of.People) { ["carer"] = carer }, Oversight = [new() { Id = "o", WorkerId = "carer", ChildId = ChildId, Role = Role.FosterCarer }] };
        Assert.Null(ReviewPacks.Of(Sight.Of(new("sub", [Role.FosterCarer], [], _today), seen)!, [], _review, GapThresholds.Default));
    }

    [Fact]
    public void Wishes_are_met_or_wait_as_they_did_on_the_day()
    {
        Wish Wish(string id, string madeOn, string? metOn) => new() { Id = id, ChildId = ChildId, Kind = WishKind.LearnAbout, Words = id, MadeOn = Day(madeOn), MetOn = metOn is null ? null : Day(metOn) };
        var of = _case with { Wishes = [Wish("waits", "2026-01-02", null), Wish("met", "2026-01-03", "2026-05-01"), Wish("metBefore", "2025-10-01", "2025-12-01"), Wish("late", "2026-06-15", null)] };
        Assert.Equal(["met"], Pack(of).WishesMet.Select(w => w.Id));
        Assert.Equal(["waits", "late"], Pack(of).WishesWaiting.Select(w => w.Id));
        var then = Pack(of, _review with { HeldOn = Day("2026-04-01") });
        Assert.Empty(then.WishesMet);
        Assert.Equal([("waits", null), ("met", null)], then.WishesWaiting.Select(w => (w.Id, w.MetOn)));
    }

    [Fact]
    public void Losses_are_ended_ties_moves_and_changes_of_worker_since_then()
    {
        Placement Home(string id, string from, PlacementKind kind = PlacementKind.FosterCare) => new() { Id = id, ChildId = ChildId, Kind = kind, Home = id, Place = "nowhere", From = Day(from), ReasonForMove = "not told" };
        Worker left = new() { Id = "left", Name = "Left", Subject = "left" };
        var of = _case with
        {
            People = new Dictionary<string, Person>(_case.People) { ["left"] = left },
            Placements = [Home("first", "2026-01-15"), Home("second", "2026-05-01"), Home("school", "2026-02-01", PlacementKind.School)],
            Relationships =
            [
                new() { Id = "ended", RecordedForId = ChildId, FromId = "aunt", ToId = ChildId, Kind = RelationshipKind.AuntUncle, Until = Day("2026-03-01") },
                new() { Id = "endedBefore", RecordedForId = ChildId, FromId = "nan", ToId = ChildId, Kind = RelationshipKind.Grandparent, Until = Day("2025-12-01") },
            ],
            Oversight = [new() { Id = "o", WorkerId = "left", ChildId = ChildId, Role = Role.SocialWorker, Since = Day("2025-01-01"), Until = Day("2026-04-01") }],
        };
        Assert.Equal(["second", "o", "ended"], Pack(of).Losses.Select(l => l.FactId)); // the first home and the first school are none
    }

    [Fact]
    public void Siblings_are_apart_unless_they_are_known_to_live_together()
    {
        var of = Empty("x") with
        {
            Reviews = [_review],
            Placements = [new() { Id = "p", ChildId = ChildId, Kind = PlacementKind.FosterCare, Home = "home", From = Day("2025-01-01") }],
            Relationships = [new() { Id = "tie", RecordedForId = ChildId, FromId = "brother", ToId = ChildId, Kind = RelationshipKind.Sibling }],
        };
        Child brother = new() { Id = "brother", Name = "Brother", Reference = "R-2" };
        of = of with { People = new Dictionary<string, Person>(of.People) { ["brother"] = brother } };
        Case With(string home) => new() { Child = brother, Placements = [new() { Id = "q", ChildId = "brother", Kind = PlacementKind.FosterCare, Home = home, From = Day("2025-01-01") }] };
        Assert.Equal(["brother"], Pack(of, siblings: With("another")).SiblingsApartIds);
        Assert.Equal(["brother"], Pack(of).SiblingsApartIds);
        Assert.Empty(Pack(of, siblings: With("home")).SiblingsApartIds);
        Assert.Empty(Pack(of, role: Role.YoungPerson).SiblingsApartIds);
    }

    [Fact]
    public void Gaps_open_close_and_remain()
    {
        Contact[] calls = [Call("nan", "2026-01-05"), Call("nan", "2026-04-01"), Call("nan", "2026-06-20")];
        var pack = Pack(_case with { Contacts = calls });
        // Nan alone gives emotional support since the first call of the plan; before, nobody did.
        Assert.Contains(pack.Gaps, g => g is { Kind: GapKind.SingleProvider, Support: SupportKind.Emotional, Change: PackGapChange.Opened, Severity: GapSeverity.Low });
        Assert.Contains(pack.Gaps, g => g is { Kind: GapKind.NoTrustedAdult, Change: PackGapChange.Closed, Severity: null } && g.Until == Day("2026-01-05"));
        Assert.Contains(pack.Gaps, g => g is { Kind: GapKind.SideUnexplored, Side: Side.Paternal, Change: PackGapChange.Remains } && g.From == Day("2025-09-01"));
        Assert.All(pack.Gaps, g => Assert.Equal(g.Change == PackGapChange.Closed, g.Severity is null));
    }

    [Fact]
    public void The_child_is_asked_who_never_was_or_so_long_ago_that_it_does_not_count()
    {
        CaseSuggestion? Ask(Case of) => Pack(of).CaseSuggestions.SingleOrDefault(s => s.Kind == CaseSuggestionKind.AskTheChild);
        Case Said(string on) => _case with { Affirmations = [new() { Id = "a", ChildId = ChildId, PersonId = "nan", SaidOn = Day(on), Loving = true }] };
        Assert.Empty(Ask(_case)!.PersonIds);
        Assert.Null(Ask(Said("2025-12-29"))); // 183 days ago
        Assert.Equal(["nan"], Ask(Said("2025-12-28"))!.PersonIds);
    }

    [Fact]
    public void A_wish_older_than_90_days_and_no_promise_past_18_are_suggestions()
    {
        var of = _case with
        {
            Child = _case.Child with { DateOfBirth = Day("2009-06-30") },
            Wishes = [new() { Id = "old", ChildId = ChildId, Kind = WishKind.LearnAbout, Words = "Who was my dad?", MadeOn = Day("2026-03-31") }, new() { Id = "new", ChildId = ChildId, Kind = WishKind.LearnAbout, Words = "…", MadeOn = Day("2026-04-01") }],
            Commitments = [Promise("nan") with { EndsOn = Day("2027-01-01") }],
        };
        var suggested = Pack(of).CaseSuggestions;
        Assert.Equal("Who was my dad?", Assert.Single(suggested, s => s.Kind == CaseSuggestionKind.AnswerAWish).Figures[0].Text);
        Assert.Single(suggested, s => s.Kind == CaseSuggestionKind.LookPast18);
        Assert.DoesNotContain(Pack(of with { Commitments = [Promise("nan")] }).CaseSuggestions, s => s.Kind == CaseSuggestionKind.LookPast18);
    }

    [Fact]
    public void Of_thousands_of_contacts_the_latest_are_listed_and_all_are_counted()
    {
        var of = _case with
        {
            Contacts = [.. Enumerable.Range(0, 5000).Select(i => new Contact
            {
                Id = $"c{i:0000}", ChildId = ChildId, PersonIds = ["nan"], CommitmentIds = ["promise-nan"], On = _agreed.AddDays(1 + (i % 179)), Mode = ContactMode.Message, Feeling = 1 + (i % 5), Words = "…",
            })],
        };
        var pack = Pack(of);
        Assert.Equal((5000, ReviewPacks.MostFelt, 5000), (pack.FeltCount, pack.Felt.Count, pack.Promises.Single(p => p.Commitment.Id == "promise-nan").Happened));
        Assert.Equal(pack.Felt.OrderByDescending(c => c.On).ThenByDescending(c => c.Id, StringComparer.Ordinal), pack.Felt);
        Assert.Equal(5, pack.Promises.Single(p => p.Commitment.Id == "promise-nan").Feelings.Count);
    }
}
