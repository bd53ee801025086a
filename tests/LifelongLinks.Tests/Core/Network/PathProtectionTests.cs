namespace LifelongLinks.Tests.Core;

/// <summary>Who is never on a path, without a trace: domain.md 3.1, rules 2 to 5 and 11.</summary>
public class PathProtectionTests
{
    private static readonly DateOnly _asOf = PathCase.Before(50);

    public static TheoryData<string> ReasonsToBeLeftOut =>
        ["blocked", "sealed", "not safe", "declined", "refused", "dead", "absent"];

    [Theory]
    [MemberData(nameof(ReasonsToBeLeftOut))]
    public void Whoever_is_left_out_is_no_stop_and_no_target(string reason)
    {
        var around = LeaveOut(Chain(), "nan", reason, before: 100).Around(_asOf);

        Assert.Empty(Paths(around, "nan"));
        Assert.Empty(Paths(around, "dad"));
    }

    [Theory]
    [MemberData(nameof(ReasonsToBeLeftOut))]
    public void Who_was_not_left_out_then_but_is_today_is_absent_too(string reason)
    {
        var around = LeaveOut(Chain(), "nan", reason, before: 10).Around(_asOf);

        Assert.Empty(Paths(around, "nan"));
        Assert.Empty(Paths(around, "dad"));
    }

    [Fact]
    public void Who_was_left_out_then_is_absent_then()
    {
        var lifted = Chain().Restrict("nan", from: PathCase.Before(100), until: PathCase.Before(10));

        Assert.Empty(Paths(lifted.Around(_asOf), "dad"));
        Assert.Single(Paths(lifted.Around(), "dad"));
    }

    [Fact]
    public void Who_is_left_out_is_answered_as_somebody_who_never_existed()
    {
        var around = Chain().Restrict("nan").WishesFor("nan").Link("nan").Around();
        var without = new PathCase().Tie("other", "dad").Around();

        Assert.Equal(
            ReconnectionPaths.To(without, "nan").Value!.Count + ReconnectionPaths.ToEverybody(without).Value!.Count,
            ReconnectionPaths.To(around, "nan").Value!.Count + ReconnectionPaths.ToEverybody(around).Value!.Count);
        Assert.Equal(RefusalCode.BadArgument, ReconnectionPaths.To(around, "nan", 9).Refusal?.Code);
    }

    [Theory]
    [InlineData(RestrictionEffect.Block, RestrictionKind.BailCondition, 0)]
    [InlineData(RestrictionEffect.Caution, RestrictionKind.SealedAdoption, 0)]
    [InlineData(RestrictionEffect.Caution, RestrictionKind.DomesticAbuse, 1)]
    public void A_tie_under_a_block_or_a_seal_is_not_used(RestrictionEffect effect, RestrictionKind kind, int paths)
    {
        var network = Chain().Tie("nan", "dad", Closeness.Distant, id: "second").Restrict(null, effect, kind, tie: "second");
        Assert.Equal("nan-dad", Paths(network.Around(), "dad").Single().Steps[1].Relationship.Id);

        network.Restrict(null, effect, kind, tie: "nan-dad");
        Assert.Equal(paths, Paths(network.Around(), "dad").Count);
        Assert.Single(Paths(network.Around(), "nan"));
    }

    [Fact]
    public void A_tie_is_judged_then_and_today()
    {
        Assert.Empty(Paths(Chain().Restrict(null, tie: "nan-dad", from: PathCase.Before(10)).Around(_asOf), "dad"));
        Assert.Empty(Paths(Chain().Restrict(null, tie: "nan-dad", until: PathCase.Before(10)).Around(_asOf), "dad"));
        Assert.Single(Paths(Chain().Restrict(null, tie: "nan-dad", until: PathCase.Before(60)).Around(_asOf), "dad"));
    }

    [Fact]
    public void Without_the_childs_consent_to_search_there_are_no_paths()
    {
        Assert.Empty(Paths(new PathCase(search: false).Tie(PathCase.Child, "nan").Around(), "nan"));
        Assert.Empty(ReconnectionPaths.ToEverybody(new PathCase(search: false).Tie(PathCase.Child, "nan").Link("nan").Around()).Value!);
        Assert.Empty(ReconnectionPaths.Best(new PathCase(search: false).Tie(PathCase.Child, "nan").Around(), ["nan"]).Value!);
    }

    [Theory]
    [InlineData(60, null, 1)]
    [InlineData(50, null, 1)]
    [InlineData(49, null, 0)]
    [InlineData(60, 55, 0)]
    [InlineData(60, 10, 0)]
    [InlineData(60, 0, 0)]
    [InlineData(60, -1, 1)]
    public void The_consent_to_search_has_to_be_active_then_and_today(int given, int? withdrawn, int paths)
    {
        var around = new PathCase(search: false).Tie(PathCase.Child, "nan")
            .Consent(ConsentSubject.Child, ConsentPurpose.Search, ConsentState.GivenWithLimits, PathCase.Before(given),
                withdrawn: withdrawn is { } days ? PathCase.Before(days) : null)
            .Around(_asOf);

        Assert.Equal(paths, Paths(around, "nan").Count);
    }

    [Fact]
    public void A_path_does_not_pass_through_another_child_but_may_lead_to_one()
    {
        var around = Chain().Person(PathCase.AChild("nan")).Around();

        Assert.Empty(Paths(around, "dad"));
        Assert.Single(Paths(around, "nan"));
    }

    [Fact]
    public void A_path_does_not_pass_through_a_child_whose_case_is_out_of_sight_but_may_lead_to_one()
    {
        Assert.Single(Paths(Chain().Around(), "dad"));
        var around = Chain().OtherChild("nan").Around();

        Assert.Empty(Paths(around, "dad"));
        Assert.Single(Paths(around, "nan"));

        // Nor when it is a sibling's case that knows.
        var own = Chain().Person(PathCase.AChild("sib")).Tie("sib", PathCase.Child, kind: RelationshipKind.Sibling);
        var sibling = new PathCase("sib").OtherChild("nan").Tie("nan", "sib", kind: RelationshipKind.Sibling);
        Assert.Empty(Paths(own.Around(siblings: sibling), "dad"));
        Assert.NotEmpty(Paths(own.Around(siblings: sibling), "nan"));
    }

    [Theory]
    [InlineData(RelationshipKind.Sibling, 1)]
    [InlineData(RelationshipKind.HalfSibling, 1)]
    [InlineData(RelationshipKind.StepSibling, 1)]
    [InlineData(RelationshipKind.FosterSibling, 0)]
    [InlineData(RelationshipKind.Cousin, 0)]
    public void A_path_passes_through_a_sibling_whose_case_is_seen_and_uses_its_ties(RelationshipKind kind, int paths)
    {
        var own = new PathCase().Person(PathCase.AChild("sib")).Tie("sib", PathCase.Child, kind: kind);
        var sibling = new PathCase("sib").Tie("sib", "aunt");

        Assert.Equal(paths, Paths(own.Around(siblings: sibling), "aunt").Count);
        Assert.Empty(Paths(own.Around(), "aunt"));
        Assert.Empty(Paths(own.Tie("sib", "uncle").Around(), "uncle"));
        Assert.Equal(paths, Paths(own.Around(siblings: sibling), "uncle").Count);
    }

    [Theory]
    [MemberData(nameof(ReasonsToBeLeftOut))]
    public void Who_is_left_out_of_a_siblings_case_is_left_out_here(string reason)
    {
        var own = Chain().Tie("sib", PathCase.Child, kind: RelationshipKind.Sibling).Person(PathCase.AChild("sib"));
        var sibling = new PathCase("sib").Tie("sib", "other");
        Assert.Single(Paths(own.Around(siblings: sibling), "nan"));
        if (reason == "absent")
        {
            return;
        }

        Assert.Empty(Paths(own.Around(siblings: LeaveOut(sibling, "nan", reason, before: 10)), "nan"));
    }

    [Fact]
    public void A_siblings_case_that_keeps_this_child_away_leaves_the_sibling_out()
    {
        var own = new PathCase().Person(PathCase.AChild("sib")).Tie("sib", PathCase.Child, kind: RelationshipKind.Sibling);

        Assert.Single(Paths(own.Around(siblings: new PathCase("sib")), "sib"));
        Assert.Empty(Paths(own.Around(siblings: new PathCase("sib").Restrict(PathCase.Child)), "sib"));
        Assert.Empty(Paths(own.Around(siblings: new PathCase("sib").ChildSays(PathCase.Child, DecisionOutcome.Refused)), "sib"));
    }

    [Fact]
    public void Caution_in_a_siblings_case_counts_in_the_tier_and_not_having_checked_does_not()
    {
        var own = Chain().Ready("nan", "dad").Tie("sib", PathCase.Child, kind: RelationshipKind.Sibling).Person(PathCase.AChild("sib"));

        Assert.Equal(SafetyTier.Cleared, Safety(new PathCase("sib").Tie("sib", "nan").Link("nan")));
        Assert.Equal(SafetyTier.Caution, Safety(new PathCase("sib").Check("nan", DecisionOutcome.Caution)));
        Assert.Equal(SafetyTier.Caution, Safety(new PathCase("sib").Restrict("nan", RestrictionEffect.Caution)));
        Assert.Equal(
            SafetyTier.Unassessed, Safety(new PathCase("sib").Restrict("nan", RestrictionEffect.Caution, RestrictionKind.Unassessed)));

        SafetyTier Safety(PathCase sibling) => Paths(own.Around(siblings: sibling), "dad").Single(p => p.AskFirstId == "nan").Safety;
    }

    [Fact]
    public void The_answer_that_a_sibling_gave_is_not_this_childs()
    {
        var own = Chain().Tie("sib", PathCase.Child, kind: RelationshipKind.Sibling).Person(PathCase.AChild("sib"));

        Assert.Equal(ConsentState.NotAsked, Assert.Single(Paths(own.Around(siblings: new PathCase("sib").Ready("nan", "dad")), "dad")).Consent);
    }

    [Fact]
    public void The_ties_of_a_sibling_sealed_from_this_child_are_not_used_whichever_case_holds_the_seal()
    {
        PathCase Own() => new PathCase().Tie("sib", PathCase.Child, kind: RelationshipKind.Sibling).Tie("nan", PathCase.Child);
        PathCase Sibling() => new PathCase("sib").Tie("nan", "aunt");
        Assert.Single(Paths(Own().Around(siblings: Sibling()), "aunt"));

        Assert.Empty(Paths(Own().Around(siblings: Seal(Sibling(), PathCase.Child)), "aunt"));
        Assert.Empty(Paths(Seal(Own(), "sib").Around(siblings: Sibling()), "aunt"));

        PathCase Seal(PathCase network, string against) =>
            network.Restrict(against, RestrictionEffect.Caution, RestrictionKind.SealedAdoption);
    }

    [Fact]
    public void A_confidential_address_leaves_nobody_out_and_calls_for_care_with_whom_it_is_kept_from()
    {
        // Rule 5.
        Assert.Equal(SafetyTier.Caution, Safety(keptFrom: "nan"));
        Assert.Equal(SafetyTier.Cleared, Safety(keptFrom: null));

        SafetyTier Safety(string? keptFrom) => Assert.Single(Paths(Chain().Ready("nan", "dad")
            .Restrict("dad", RestrictionEffect.Block, RestrictionKind.ConfidentialAddress, keptFrom: keptFrom).Around(), "dad")).Safety;
    }

    [Fact]
    public void A_tie_that_had_not_begun_is_not_used_and_one_that_ended_is()
    {
        Assert.Empty(Paths(new PathCase().Tie(PathCase.Child, "nan", since: _asOf.AddDays(1)).Around(_asOf), "nan"));
        Assert.Single(Paths(new PathCase().Tie(PathCase.Child, "nan", since: _asOf).Around(_asOf), "nan"));
        Assert.Single(Paths(new PathCase().Tie(PathCase.Child, "nan", until: PathCase.Before(400)).Around(_asOf), "nan"));
    }

    [Fact]
    public void A_tie_counts_in_either_direction() =>
        Assert.Single(Paths(new PathCase().Tie("nan", PathCase.Child).Tie("dad", "nan").Around(), "dad"));

    private static PathCase Chain() => new PathCase().Tie(PathCase.Child, "nan").Tie("nan", "dad", id: "nan-dad");

    private static PathCase LeaveOut(PathCase network, string person, string reason, int before) => reason switch
    {
        "blocked" => network.Restrict(person, from: PathCase.Before(before)),
        "sealed" => network.Restrict(person, RestrictionEffect.Caution, RestrictionKind.SealedAdoption, from: PathCase.Before(before)),
        "not safe" => network.Check(person, DecisionOutcome.NotSafe, before),
        "declined" => network.Decide(person, DecisionKind.PersonAnswer, DecisionOutcome.Declined, before),
        "refused" => network.ChildSays(person, DecisionOutcome.Refused, before),
        "dead" => network.Person(new() { Id = person, Name = person, Died = PathCase.Before(before) }),
        _ => network.Without(person),
    };

    private static IReadOnlyList<ReconnectionPath> Paths(Surroundings around, string target)
    {
        var outcome = ReconnectionPaths.To(around, target);
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }
}
