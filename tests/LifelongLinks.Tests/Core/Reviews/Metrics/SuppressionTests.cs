using CsCheck;

namespace LifelongLinks.Tests.Core;

/// <summary>
/// An attacker who has every answer there is, of single months and of both together, with every combination of three dimensions, and who adds
/// and subtracts all of it (rule 43).
/// </summary>
[Trait("Rule", "43")]
public class SuppressionTests
{
    private static readonly DateOnly _today = new(2026, 7, 15);
    private static readonly MetricPeriod _may = new(new(2026, 5, 1), new(2026, 5, 31)), _june = new(new(2026, 6, 1), new(2026, 6, 30)), _both = new(_may.From, _june.To);
    private static readonly MetricPeriod[] _periods = [_may, _june, _both];
    private static readonly MetricDimension[] _dimensions = [MetricDimension.Team, MetricDimension.AgeBand, MetricDimension.PlacementKind];
    private static readonly string[][] _values =
    [
        ["North", "South", "West"],
        [Words.Of(AgeBand.Aged5To9), Words.Of(AgeBand.Aged10To15)],
        [Words.Of(PlacementKind.FosterCare), Words.Of(PlacementKind.KinshipCare), Words.Of(PlacementKind.ChildrensHome)],
    ];

    private static readonly Cell[] _cells =
        [.. from team in _values[0].Append(null) from age in _values[1].Append(null) from home in _values[2].Append(null) select new Cell(team, age, home)];

    private sealed record Youngster(int Team, int Age, int Home, int InMay, int InJune, bool Referred, bool Early)
    {
        internal int In(MetricPeriod period) => (period.Has(_may.From) ? InMay : 0) + (period.Has(_june.From) ? InJune : 0);
    }

    private static readonly Gen<Youngster> _youngster = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1], Gen.Frequency((5, Gen.Const(0)), (2, Gen.Const(1)), (1, Gen.Const(2))),
        Gen.Int[0, 2], Gen.Int[0, 2], Gen.Bool, Gen.Bool, (team, age, home, may, june, referred, early) => new Youngster(team, age, home, may, june, referred, early));

    [Fact]
    public void Whatever_cells_and_totals_of_a_period_are_added_and_subtracted_no_figure_of_a_few_children_comes_out() => _youngster.List[5, 90].Sample(children =>
    {
        foreach (var period in _periods)
        {
            Attacker attacker = new();
            attacker.IsTold(period, Everything(children, period));
            attacker.AddAndSubtract(Sums(period));
            foreach (var (cell, few, least, most) in Found(attacker, children, period))
            {
                // Neither what it is, nor that there are a few and not none.
                Assert.False(few && (least == most || (least > 0 && most < Few)), $"{cell} of {period.From:MMM}: {least} to {most}");
            }
        }
    }, iter: 150);

    [Fact]
    public void No_figure_of_a_few_children_comes_out_when_a_period_is_subtracted_from_a_longer_one() => _youngster.List[5, 90].Sample(children =>
    {
        Attacker attacker = new();
        Array.ForEach(_periods, period => attacker.IsTold(period, Everything(children, period)));
        attacker.AddAndSubtract(_cells.Select(OfMonths));
        Assert.All(Found(attacker, children, _may).Concat(Found(attacker, children, _june)), f => Assert.False(f.Few && f.Least == f.Most, $"{f.Cell}: {f.Least}"));
    }, iter: 150);

    // Rounding to 5 leaves it at that: with every table of three periods together, a few in 100,000 could be worked out.
    [Fact]
    public void With_everything_there_is_at_once_hardly_any_figure_of_a_few_children_comes_out()
    {
        int few = 0, cameOut = 0;
        _youngster.List[5, 90].Sample(children =>
        {
            Attacker attacker = new();
            Array.ForEach(_periods, period => attacker.IsTold(period, Everything(children, period)));
            attacker.AddAndSubtract([.. _periods.SelectMany(Sums), .. _cells.Select(OfMonths)]);
            foreach (var found in _periods.SelectMany(period => Found(attacker, children, period)).Where(f => f.Few))
            {
                Interlocked.Increment(ref few);
                cameOut += found.Least == found.Most ? 1 : 0;
            }
        }, iter: 200, threads: 1);
        Assert.True(few > 5000 && cameOut * 1000 <= few, $"{cameOut} of {few}");
    }

    [Fact]
    public void However_it_is_asked_for_the_same_is_told_of_the_same_children() => _youngster.List[5, 90].Sample(children =>
    {
        string Told(int[] slots, MetricValue[] where, IEnumerable<Youngster> inOrder)
        {
            PlanReviewTable table = new(MetricRequest.Of(_june, [.. slots.Select(s => _dimensions[s])], where).Value!, MetricParts.Process, GapThresholds.Default);
            foreach (var child in inOrder)
            {
                table.Add(new CaseloadCase(CaseOf(child), []));
            }
            return string.Join('\n', table.Metrics().Groups.Select(g => string.Join(' ', g.Values.Concat(where).Select(v => v.Value).Order()) + $" {g.Now.ConsentsGiven} {g.Now.ChildrenReferred}").Order());
        }
        string asked = Told([0, 1, 2], [], children);
        Assert.Equal(asked, Told([2, 0, 1], [], children));
        Assert.Equal(asked, Told([1, 2, 0], [], ((IEnumerable<Youngster>)children).Reverse()));
        MetricValue north = new(MetricDimension.Team, "North");
        Assert.Equal(string.Join('\n', asked.Split('\n').Where(g => g.Contains("North", StringComparison.Ordinal))), Told([2, 1], [north], children));
    }, iter: 60);

    // Three children with a letter, three with a card, and they are the same three: what is left of all less the calls is theirs.
    [Fact]
    public void Cells_of_the_same_few_children_do_not_make_up_for_each_other()
    {
        PlanReviewTable table = new(MetricRequest.Of(_june, [MetricDimension.PlacementKind], []).Value!, MetricParts.Process, GapThresholds.Default);
        for (int child = 0; child < 18; child++)
        {
            int homes = child < 3 ? 3 : 1;
            var of = CaseOf(new(0, 0, 0, 0, homes, false, false));
            // The consents of three are of days in three homes; of fifteen others in the first, or the last of four.
            Placement Home(PlacementKind kind, int from, int until) => new() { Id = $"{from}", ChildId = Cases.ChildId, Kind = kind, Home = "home", From = new(2026, 6, from), Until = new(2026, 6, until) };
            var kinds = child < 3 ? (PlacementKind[])[PlacementKind.FosterCare, PlacementKind.KinshipCare, PlacementKind.ChildrensHome]
                : child < 10 ? [PlacementKind.FosterCare] : [PlacementKind.WithParents];
            table.Add(new CaseloadCase(of with
            {
                Placements = [.. kinds.Select((kind, nth) => Home(kind, 1 + (5 * nth), 6 + (5 * nth)))],
                Consents = [.. of.Consents.Take(homes).Select((c, nth) => c with { AnsweredOn = new(2026, 6, 2 + (5 * nth)) })],
            }, []));
        }
        // Two hidden cells of three children would be six; but they are the same three, so a third cell is hidden with them.
        Assert.Single(table.Metrics().Groups, g => g.Now.ConsentsGiven is not null);
    }

    [Fact]
    public void Of_a_part_and_the_whole_neither_the_part_nor_what_is_left_is_told_of_a_few_children() => _youngster.List[5, 90].Sample(children =>
    {
        foreach (var (cell, figures) in Everything(children, _june))
        {
            var referred = children.Where(c => c.Referred && IsIn(c, cell)).ToList();
            int early = referred.Count(c => c.Early);
            if (figures.ReferredEarly is not null)
            {
                Assert.True(early >= Few && figures.ChildrenReferred is not null && referred.Count - early is 0 or >= Few, $"{cell}: {early} of {referred.Count}");
            }
        }
    }, iter: 100);

    [Fact]
    public void Nothing_is_hidden_where_no_cell_is_of_a_few_children() => _youngster.List[60, 120].Sample(children =>
    {
        var tables = Everything(children, _june);
        foreach (var (cell, figures) in tables.Where(t => t.Cell.Count(v => v is not null) <= 1))
        {
            var counts = tables.Where(t => t.Cell.Count(v => v is not null) == 1 && t.Cell.Zip(cell).All(p => p.First is not null || p.Second is null))
                .Select(t => children.Count(c => c.InJune > 0 && IsIn(c, t.Cell))).ToList();
            bool few = children.Count(c => c.InJune > 0 && IsIn(c, cell)) < Few || (cell.Any(v => v is not null) && SameSum(cell).Any(other => children.Count(c => c.InJune > 0 && IsIn(c, other)) is > 0 and < Few));
            Assert.True(few || figures.ConsentsGiven is not null, $"{cell}");
        }
    }, iter: 50);

    private const int Few = 5;

    private static IEnumerable<Cell> SameSum(Cell cell)
    {
        int slot = cell.ToList().FindIndex(v => v is not null);
        return _values[slot].Select(value => cell.With(slot, value));
    }

    private static bool IsIn(Youngster child, Cell cell) =>
        (cell[0] ?? _values[0][child.Team]) == _values[0][child.Team] && (cell[1] ?? _values[1][child.Age]) == _values[1][child.Age] && (cell[2] ?? _values[2][child.Home]) == _values[2][child.Home];

    /// <summary>What is told when every combination of the dimensions is asked for; what is not in an answer is not told.</summary>
    private static List<(Cell Cell, PlanReviewFigures Figures)> Everything(List<Youngster> children, MetricPeriod period)
    {
        List<(Cell, PlanReviewFigures)> all = [];
        for (int combination = 0; combination < 8; combination++)
        {
            int[] slots = [.. Enumerable.Range(0, 3).Where(slot => (combination & (1 << slot)) != 0)];
            PlanReviewTable table = new(MetricRequest.Of(period, [.. slots.Select(s => _dimensions[s])], []).Value!, MetricParts.Process, GapThresholds.Default);
            foreach (var child in children)
            {
                table.Add(new CaseloadCase(CaseOf(child), []));
            }
            var metrics = table.Metrics();
            if (slots.Length == 0)
            {
                all.Add((new(null, null, null), metrics.Total.Now));
            }
            foreach (var group in metrics.Groups)
            {
                Cell cell = new(null, null, null);
                all.Add((group.Values.Zip(slots).Aggregate(cell, (c, v) => c.With(v.Second, v.First.Value)), group.Now));
            }
        }
        return all;
    }

    private static Case CaseOf(Youngster child)
    {
        var born = _values[1][child.Age] == Words.Of(AgeBand.Aged5To9) ? new DateOnly(2018, 1, 10) : new(2012, 1, 10);
        DateOnly entered = child.Early ? new(2026, 6, 1) : new(2025, 6, 1);
        Consent Given(DateOnly on, int nth) => new()
        {
            Id = $"{on:MM}{nth}",
            ChildId = Cases.ChildId,
            Subject = ConsentSubject.Child,
            Purpose = ConsentPurpose.Search,
            State = ConsentState.Given,
            AnsweredOn = on,
        };
        var empty = Cases.Empty(born);
        return empty with
        {
            Child = empty.Child with { EnteredCareOn = entered },
            Teams = [new() { Id = "in", ChildId = Cases.ChildId, TeamId = "team", Since = new(2020, 1, 1) }],
            TeamsById = new Dictionary<string, Team> { ["team"] = new() { Id = "team", Name = _values[0][child.Team] } },
            Placements = [new() { Id = "home", ChildId = Cases.ChildId, Kind = Enum.GetValues<PlacementKind>().Single(k => Words.Of(k) == _values[2][child.Home]), Home = "home", From = new(2020, 1, 1) }],
            Consents = [.. Enumerable.Range(0, child.InMay).Select(n => Given(new(2026, 5, 10), n)), .. Enumerable.Range(0, child.InJune).Select(n => Given(new(2026, 6, 10), n))],
            Referrals = child.Referred ? [new() { Id = "referral", ChildId = Cases.ChildId, ReferredOn = new(2026, 6, 12) }] : [],
        };
    }

    private sealed record Cell(string? Team, string? Age, string? Home) : IEnumerable<string?>
    {
        internal string? this[int slot] => slot switch { 0 => Team, 1 => Age, _ => Home };

        internal Cell With(int slot, string? value) => slot switch { 0 => this with { Team = value }, 1 => this with { Age = value }, _ => this with { Home = value } };

        public IEnumerator<string?> GetEnumerator() => ((IEnumerable<string?>)[Team, Age, Home]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => string.Join(" × ", this.OfType<string>().DefaultIfEmpty("all"));
    }

    private sealed record Sum((MetricPeriod Period, Cell Cell) Whole, IReadOnlyList<(MetricPeriod Period, Cell Cell)> Parts);

    private static IEnumerable<Sum> Sums(MetricPeriod period) =>
        from cell in _cells from slot in Enumerable.Range(0, 3) where cell[slot] is null select new Sum((period, cell), [.. _values[slot].Select(v => (period, cell.With(slot, v)))]);

    private static Sum OfMonths(Cell cell) => new((_both, cell), [(_may, cell), (_june, cell)]);

    /// <summary>What the attacker has found of each cell: it must hold, or the attacker counts wrong.</summary>
    private static IEnumerable<(Cell Cell, bool Few, int Least, int Most)> Found(Attacker attacker, List<Youngster> children, MetricPeriod period)
    {
        foreach (var cell in _cells)
        {
            var inCell = children.Where(c => c.In(period) > 0 && IsIn(c, cell)).ToList();
            var (least, most) = attacker.Knows(period, cell);
            Assert.InRange(inCell.Sum(c => c.In(period)), least, most);
            yield return (cell, inCell.Count is > 0 and < Few, least, most);
        }
    }

    /// <summary>Knows the rules: what is told was rounded to 5 and rests on five children or more. Of the rest it knows only that it cannot be negative.</summary>
    private sealed class Attacker
    {
        private readonly Dictionary<(MetricPeriod Period, Cell Cell), (int Least, int Most)> _known = [];

        internal (int Least, int Most) Knows(MetricPeriod period, Cell cell) => _known.GetValueOrDefault((period, cell), (0, int.MaxValue / 4));

        internal void IsTold(MetricPeriod period, IEnumerable<(Cell Cell, PlanReviewFigures Figures)> answers)
        {
            foreach (var (cell, figures) in answers)
            {
                if (figures.ConsentsGiven is { } rounded)
                {
                    _known[(period, cell)] = (Math.Max(Few, rounded - 2), rounded + 2);
                }
            }
        }

        internal void AddAndSubtract(IEnumerable<Sum> all)
        {
            List<Sum> sums = [.. all];
            for (bool learnt = true; learnt;)
            {
                learnt = false;
                foreach (var (whole, parts) in sums)
                {
                    learnt |= Learns(whole, parts.Sum(p => (long)Of(p).Least), parts.Sum(p => (long)Of(p).Most));
                    foreach (var part in parts)
                    {
                        var others = parts.Where(p => p != part).ToList();
                        learnt |= Learns(part, Of(whole).Least - others.Sum(p => (long)Of(p).Most), Of(whole).Most - others.Sum(p => (long)Of(p).Least));
                    }
                }
            }
        }

        private (int Least, int Most) Of((MetricPeriod Period, Cell Cell) cell) => Knows(cell.Period, cell.Cell);

        private bool Learns((MetricPeriod, Cell) cell, long least, long most)
        {
            var was = Of(cell);
            (int Least, int Most) now = ((int)Math.Max(was.Least, least), (int)Math.Min(was.Most, most));
            _known[cell] = now;
            return now != was;
        }
    }
}
