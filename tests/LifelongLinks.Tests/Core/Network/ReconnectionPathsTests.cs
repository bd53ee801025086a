namespace LifelongLinks.Tests.Core;

/// <summary>Whom to ask, in which order: domain.md 3 and what rules.md 37 to 40 settle.</summary>
public class ReconnectionPathsTests
{
    private static DateOnly Today => PathCase.Today;

    [Fact]
    public void The_example_is_right_to_the_digit()
    {
        var around = new PathCase()
            .Tie("nan", PathCase.Child, Closeness.Close, 10, Evidence.Verified)
            .Tie("nan", "dad", Closeness.Some, 400, Evidence.Reported)
            .Tie("carer", PathCase.Child, Closeness.Good, 30, Evidence.Verified)
            .Tie("carer", "dad", Closeness.Distant, 730, Evidence.Reported)
            .Ready("nan", "carer", "dad").Around();

        var paths = Paths(around, "dad");

        Assert.Equal(["nan", "carer"], paths.Select(p => p.AskFirstId));
        Assert.Equal([.981, .187], paths[0].Steps.Select(s => Math.Round(s.Weight, 3)));
        Assert.Equal([.756, .060], paths[1].Steps.Select(s => Math.Round(s.Weight, 3)));
        Assert.Equal([.184, .045], paths.Select(p => Math.Round(p.Strength, 3)));
        Assert.All(paths, p => Assert.Equal((SafetyTier.Cleared, ConsentState.Given, 2, "dad"), (p.Safety, p.Consent, p.Hops, p.TargetId)));
        Assert.Equal("good tie, verified, in touch 30 days before", paths[1].Steps[0].Reason);
    }

    [Fact]
    public void Safety_comes_before_consent_and_consent_before_strength()
    {
        var around = new PathCase()
            .Tie(PathCase.Child, "cautious", Closeness.Close, 0).Tie("cautious", "dad", Closeness.Close, 0)
            .Tie(PathCase.Child, "limited", Closeness.Good, 0).Tie("limited", "dad", Closeness.Good, 0)
            .Tie(PathCase.Child, "given", Closeness.Distant, 0).Tie("given", "dad", Closeness.Distant, 0)
            .Ready("given", "dad")
            .Check("limited", DecisionOutcome.Cleared).ChildSays("limited", DecisionOutcome.AgreedWithLimits)
            .Check("cautious", DecisionOutcome.Caution).ChildSays("cautious", DecisionOutcome.Agreed)
            .Tie(PathCase.Child, "unasked", Closeness.Close, 0).Tie("unasked", "dad", Closeness.Close, 0).Check("unasked", DecisionOutcome.Cleared)
            .Tie(PathCase.Child, "unassessed", Closeness.Close, 0).Tie("unassessed", "dad", Closeness.Close, 0)
            .Around();

        Assert.Equal(["given", "limited", "unasked", "cautious", "unassessed"], Paths(around, "dad", maxHops: 2).Select(p => p.AskFirstId));
    }

    [Fact]
    public void The_target_counts_as_a_stop()
    {
        var path = Assert.Single(Paths(new PathCase().Tie(PathCase.Child, "nan").Tie("nan", "dad").Ready("nan").Around(), "dad"));

        Assert.Equal((SafetyTier.Unassessed, ConsentState.NotAsked), (path.Safety, path.Consent));
    }

    [Fact]
    public void Of_equal_strength_fewer_hops_come_first_then_ids_stop_by_stop()
    {
        // CLOSE, that day, VERIFIED weighs 1: however many hops, the strength is 1 (rule 38).
        var around = new PathCase()
            .Tie(PathCase.Child, "a", Closeness.Close, 0).Tie("a", "z", Closeness.Close, 0).Tie("z", "dad", Closeness.Close, 0)
            .Tie(PathCase.Child, "b", Closeness.Close, 0).Tie("a", "y", Closeness.Close, 0).Tie("y", "dad", Closeness.Close, 0)
            .Tie("b", "dad", Closeness.Close, 0)
            .Around();

        Assert.Equal([["b", "dad"], ["a", "y", "dad"], ["a", "z", "dad"]], Paths(around, "dad").Select(Stops));
    }

    [Fact]
    public void Strengths_that_differ_after_the_ninth_place_are_equal()
    {
        // Rule 37. Three ties in another order: the products may differ in their last bits, never in nine places.
        var around = new PathCase()
            .Tie(PathCase.Child, "b", Closeness.Good, 10).Tie("b", "c", Closeness.Some, 20).Tie("c", "dad", Closeness.Distant, 50)
            .Tie(PathCase.Child, "a", Closeness.Distant, 50).Tie("a", "d", Closeness.Good, 10).Tie("d", "dad", Closeness.Some, 20)
            .Around();

        var paths = Paths(around, "dad");

        Assert.Equal(["a", "b"], paths.Select(p => p.AskFirstId));
        Assert.Equal(paths[0].Strength, paths[1].Strength);
        Assert.Equal(Math.Round(paths[0].Strength, 9), paths[0].Strength);
    }

    [Fact]
    public void Parallel_ties_make_one_path_with_the_heaviest()
    {
        var path = Assert.Single(Paths(new PathCase()
            .Tie(PathCase.Child, "nan", Closeness.Some, id: "1").Tie("nan", PathCase.Child, Closeness.Close, id: "2").Around(), "nan"));

        Assert.Equal("2", path.Steps[0].Relationship.Id);
    }

    [Theory]
    [InlineData("1", "2")]
    [InlineData("2", "1")]
    public void Of_equally_heavy_parallel_ties_the_lower_id_is_named(string first, string second)
    {
        var path = Assert.Single(Paths(new PathCase()
            .Tie(PathCase.Child, "nan", id: first).Tie("nan", PathCase.Child, id: second).Around(), "nan"));

        Assert.Equal("1", path.Steps[0].Relationship.Id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-1)]
    public void More_than_six_hops_or_none_is_an_error(int maxHops)
    {
        var around = new PathCase().Tie(PathCase.Child, "nan").Around();

        Assert.Equal(RefusalCode.BadArgument, ReconnectionPaths.To(around, "nan", maxHops).Refusal?.Code);
        Assert.Equal(RefusalCode.BadArgument, ReconnectionPaths.ToEverybody(around, maxHops).Refusal?.Code);
        Assert.Equal(RefusalCode.BadArgument, ReconnectionPaths.Best(around, ["nan"], maxHops).Refusal?.Code);
    }

    [Fact]
    public void A_day_after_today_is_an_error() =>
        Assert.Equal(RefusalCode.BadArgument, ReconnectionPaths.To(new PathCase().Around(asOf: Today.AddDays(1)), "nan").Refusal?.Code);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public void A_path_has_at_most_so_many_hops(int maxHops, int paths)
    {
        PathCase chain = new();
        string[] people = [PathCase.Child, "a", "b", "c", "d", "e", "f"];
        foreach (var (one, other) in people.Zip(people.Skip(1)))
        {
            chain.Tie(one, other);
        }

        Assert.Equal(paths, Paths(chain.Around(), "f", maxHops).Count);
    }

    [Fact]
    public void Only_so_many_paths_are_given()
    {
        PathCase network = new();
        for (int i = 0; i < 9; i++)
        {
            network.Tie(PathCase.Child, $"p{i}", inTouch: 9 * i).Tie($"p{i}", "dad");
        }

        Assert.Equal(["p0", "p1", "p2", "p3", "p4"], Paths(network.Around(), "dad").Select(p => p.AskFirstId));
        Assert.Empty(Paths(network.Around(), "dad", first: 0));
        Assert.Equal(9, Paths(network.Around(), "dad", maxHops: 2, first: 100).Count);
    }

    [Fact]
    public void A_path_visits_nobody_twice_and_never_comes_back_to_the_child()
    {
        var around = new PathCase()
            .Tie(PathCase.Child, "a").Tie("a", "b").Tie("b", "c").Tie("c", "a").Tie("b", PathCase.Child).Tie("c", "dad").Tie("dad", "b").Around();

        var paths = Paths(around, "dad", maxHops: 6, first: 100);

        Assert.All(paths, p => Assert.Distinct(Stops(p).Append(PathCase.Child)));
        // By hand: b, b-c, b-a-c, a-b, a-b-c, a-c, a-c-b, each then dad.
        Assert.Equal(
            ["a-b-c-dad", "a-b-dad", "a-c-b-dad", "a-c-dad", "b-a-c-dad", "b-c-dad", "b-dad"],
            paths.Select(p => string.Join('-', Stops(p))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Somebody_next_to_the_child_is_one_hop_away() =>
        Assert.Equal(["nan"], Stops(Assert.Single(Paths(new PathCase().Tie("nan", PathCase.Child).Around(), "nan", maxHops: 1))));

    [Fact]
    public void The_child_is_no_target() =>
        Assert.Empty(Paths(new PathCase().Tie("nan", PathCase.Child).Tie("nan", "dad").Tie("dad", PathCase.Child).Around(), PathCase.Child));

    [Fact]
    public void Where_there_is_nobody_there_is_no_path()
    {
        Assert.Empty(Paths(new PathCase().Around(), "nan"));
        Assert.Empty(ReconnectionPaths.ToEverybody(new PathCase().Around()).Value!);
    }

    [Fact]
    public void A_stop_says_what_has_to_happen_before_it_is_approached()
    {
        PathCase network = new PathCase().Tie(PathCase.Child, "nan");
        Assert.Equal(
            ["assess first", "ask the child first", "get the child's consent to approach", "get consent to approach from a holder of parental responsibility"],
            Before());

        network.Check("nan", DecisionOutcome.Caution);
        Assert.Equal(
            ["ask the child first", "get the child's consent to approach", "get consent to approach from a holder of parental responsibility"],
            Before());

        network.ChildSays("nan", DecisionOutcome.AgreedWithLimits).Consent(ConsentSubject.Child, ConsentPurpose.Approach);
        Assert.Equal(["get consent to approach from a holder of parental responsibility"], Before());

        network.Consent(ConsentSubject.ParentalResponsibility, ConsentPurpose.Approach, ConsentState.GivenWithLimits);
        Assert.Empty(Before());

        IReadOnlyList<string> Before() => Assert.Single(Paths(network.Around(), "nan")).Before;
    }

    [Fact]
    public void What_has_to_happen_before_is_judged_today()
    {
        var around = new PathCase().Tie(PathCase.Child, "nan", since: PathCase.Before(900))
            .Check("nan", DecisionOutcome.Cleared, before: 5).ChildSays("nan", DecisionOutcome.Agreed, before: 5)
            .Consent(ConsentSubject.Child, ConsentPurpose.Approach, answered: PathCase.Before(5))
            .Consent(ConsentSubject.ParentalResponsibility, ConsentPurpose.Approach, answered: PathCase.Before(500), withdrawn: PathCase.Before(5))
            .Around(asOf: PathCase.Before(50));

        var path = Assert.Single(Paths(around, "nan"));

        Assert.Equal((SafetyTier.Unassessed, ConsentState.NotAsked), (path.Safety, path.Consent));
        Assert.Equal(["get consent to approach from a holder of parental responsibility"], path.Before);
    }

    [Fact]
    public void Without_a_target_everybody_wished_for_or_not_yet_connected_is_looked_for()
    {
        // Rule 40.
        var around = new PathCase()
            .Tie(PathCase.Child, "nan").Link("nan")
            .Tie("nan", "wished", Closeness.Close).Tie(PathCase.Child, "wished", Closeness.Distant).WishesFor("wished")
            .Tie(PathCase.Child, "met").WishesFor("met", before: 50, met: 20)
            .Tie(PathCase.Child, "later").WishesFor("later", before: -1)
            .Tie(PathCase.Child, "ended").Link("ended", ended: Today)
            .Tie(PathCase.Child, "unknown").Link("unknown", identified: Today.AddDays(1))
            .Tie(PathCase.Child, "neither")
            .Tie(PathCase.Child, "connected").Decide("connected", DecisionKind.PersonAnswer, DecisionOutcome.Joined, before: 60)
            .InTouch("connected", before: 60)
            .Tie(PathCase.Child, "joined", Closeness.Some).Decide("joined", DecisionKind.PersonAnswer, DecisionOutcome.Joined, before: 20)
            .WishesFor("unreachable")
            .Around();

        var paths = ReconnectionPaths.ToEverybody(around).Value!;

        Assert.Equal(["nan", "wished", "joined"], paths.Select(p => p.TargetId));
        Assert.Equal(["nan", "wished"], Stops(paths[1]));
        Assert.Equal(["nan", "wished"], ReconnectionPaths.ToEverybody(around, first: 2).Value!.Select(p => p.TargetId));
    }

    [Fact]
    public void Of_some_people_each_gets_the_best_path_and_the_best_path_comes_first()
    {
        var around = new PathCase()
            .Tie(PathCase.Child, "far", Closeness.Distant).Tie(PathCase.Child, "near", Closeness.Close).Tie("near", "far", Closeness.Close, 0)
            .Tie(PathCase.Child, "safe", Closeness.Distant, 900).Ready("safe").Around();

        var paths = ReconnectionPaths.Best(around, ["far", "nobody", "near", "safe", "far", PathCase.Child]).Value!;

        Assert.Equal([["safe"], ["near"], ["near", "far"]], paths.Select(Stops));
    }

    [Fact]
    public void Thousands_of_people_are_answered_exactly()
    {
        // A ring in which everybody knows the ten next to them: with four hops, forty places round it is as far as one comes.
        PathCase network = new();
        string Name(int i) => i == 0 ? PathCase.Child : $"p{i:0000}";
        for (int i = 0; i < 3000; i++)
        {
            for (int step = 1; step <= 10; step++)
            {
                network.Tie(Name(i), Name((i + step) % 3000), Closeness.Close, 0);
            }
        }

        var paths = Paths(network.Around(), "p0040");

        Assert.Equal(["p0010", "p0020", "p0030", "p0040"], Stops(Assert.Single(paths)));
        // All four hops weigh 1: with 31 places to go the first of the ids takes one step at first, then ten each time.
        Assert.Equal(["p0001", "p0011", "p0021", "p0031"], Stops(Paths(network.Around(), "p0031", first: 1)[0]));
        Assert.Empty(Paths(network.Around(), "p0041"));
    }

    [Fact]
    public void A_network_too_large_for_an_exact_answer_is_refused()
    {
        PathCase network = new();
        for (int i = 0; i < 40; i++)
        {
            network.Tie(PathCase.Child, $"p{i}");
            for (int j = 0; j < i; j++)
            {
                network.Tie($"p{i}", $"p{j}");
            }
        }

        Assert.Equal(RefusalCode.TooLarge, ReconnectionPaths.To(network.Around(), "p0", 6, int.MaxValue).Refusal?.Code);
        Assert.Equal(5, Paths(network.Around(), "p0", 6).Count);
        Assert.Empty(Paths(network.Around(), "nobody", 6, int.MaxValue));
    }

    private static IReadOnlyList<ReconnectionPath> Paths(Surroundings around, string target, int maxHops = 4, int first = 5)
    {
        var outcome = ReconnectionPaths.To(around, target, maxHops, first);
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    private static IEnumerable<string> Stops(ReconnectionPath path) => path.Steps.Select(s => s.ToId);
}
