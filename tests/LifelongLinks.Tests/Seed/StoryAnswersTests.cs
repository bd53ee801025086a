using LifelongLinks.Seed;
using LifelongLinks.Storage;

namespace LifelongLinks.Tests.Seed;

/// <summary>
/// What the rules make of each story on 30 June 2026, out of the real store as the coordinator sees it: worked out by hand from the
/// story and the rules.
/// </summary>
public sealed class StoryAnswersTests(StoryAnswersTests.Told told) : IClassFixture<StoryAnswersTests.Told>
{
    private static readonly DateOnly _today = new(2026, 6, 30);

    /// <summary>The stories, loaded once.</summary>
    public sealed class Told : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;

        private readonly Dictionary<string, Case> _cases = [];

        public Case this[string child] => _cases[child];

        public async Task InitializeAsync()
        {
            var store = SqliteStore.Open(Path.Combine(_folder, "stories.db"), TestKeys.Keys);
            Assert.Null(await StoryStore.Load(store, _today, DateTimeOffset.UnixEpoch));
            Viewer coordinator = new("demo-coordinator", [Role.Coordinator], [], _today), manager = new("demo-fgc-manager", [Role.FgcManager], [], _today);
            foreach (var viewer in new[] { manager, coordinator })
            {
                var all = Case.All(
                    await store.Expand(viewer.Scope, [.. Stories.All(_today).Select(s => s.ChildId)], Case.Pattern, default), [.. Stories.All(_today).Select(s => s.ChildId)]);
                Assert.Equal(viewer == manager ? 9 : 8, all.Count);
                foreach (var (child, of) in all)
                {
                    _cases[child] = of;
                }
            }
        }

        public Task DisposeAsync()
        {
            Directory.Delete(_folder, recursive: true);
            return Task.CompletedTask;
        }

        /// <summary>The case with those of the brothers and sisters.</summary>
        public Surroundings Around(string child) =>
            new(this[child], [.. Relationship.Siblings(this[child]).Where(_cases.ContainsKey).Select(id => this[id])], _today, _today);
    }

    public static TheoryData<string, CaseStage> Cases => new()
    {
        { Stories.Amara, CaseStage.PlanAgreed }, { Stories.Kofi, CaseStage.ConferencePlanned }, { Stories.Jayden, CaseStage.PlanAgreed },
        { Stories.Leah, CaseStage.PlanDrafted }, { Stories.Tom, CaseStage.ConferencePlanned }, { Stories.Noor, CaseStage.PlanAgreed },
        { Stories.Sofia, CaseStage.Mapping }, { Stories.Ellis, CaseStage.Paused }, { Stories.Marcus, CaseStage.Searching },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Each_case_stands_where_its_story_says(string child, CaseStage stage) => Assert.Equal(stage, Stages.Of(told[child], _today));

    public static TheoryData<string, string> Links => new()
    {
        { Stories.Amara, "Abena CONNECTED, Adwoa COMMITTED, Beatrice CONNECTED, Efua CONNECTED, Kofi IDENTIFIED, Kwame CHILD_AGREED, "
            + "Margaret CONNECTED, Yaw DECLINED, Zainab IDENTIFIED" },
        { Stories.Ellis, "Craig ENDED, Finn PAUSED, Josephine PAUSED, Ronald PAUSED" },
        { Stories.Leah, "Chloe CONNECTED, Gary NOT_SAFE, Jean SEARCHING, Kelly CONNECTED" },
        { Stories.Tom, "Alfie IDENTIFIED, Dawn DECLINED, Gurdeep CONNECTED, Kelly CONNECTED" },
    };

    [Theory, MemberData(nameof(Links))]
    public void Each_link_stands_where_its_story_says(string child, string expected)
    {
        var stages = told[child].Links.Select(l => $"{First(told[child].Person(l.PersonId))} {Words.Of(Stages.Of(told[child], l, _today))}").Order(StringComparer.Ordinal);
        AssertEqual(expected.Split(", "), stages);
    }

    private const string FourMissing = "MEDIUM SUPPORT_MISSING PRACTICAL; MEDIUM SUPPORT_MISSING INFORMATIONAL; "
        + "MEDIUM SUPPORT_MISSING COMPANIONSHIP; MEDIUM SUPPORT_MISSING IDENTITY";

    // Severity, kind, and the support, side, people (or, for a wish, whom it is about) of each, in the order of rule 36.
    public static TheoryData<string, string> Gaps => new()
    {
        { Stories.Amara, "HIGH SIBLING_OUT_OF_TOUCH Kofi; HIGH WISH_UNMET Kwame; MEDIUM SUPPORT_MISSING PRACTICAL; MEDIUM SUPPORT_MISSING INFORMATIONAL; "
            + "MEDIUM LAPSED Tunde; LOW SINGLE_PROVIDER COMPANIONSHIP Margaret; LOW SINGLE_PROVIDER IDENTITY Efua; LOW SIDE_INACTIVE PATERNAL" },
        { Stories.Kofi, "HIGH NO_TRUSTED_ADULT; HIGH UNDER_TWO_LOVING; HIGH SUPPORT_MISSING EMOTIONAL; HIGH SIBLING_OUT_OF_TOUCH Amara; HIGH WISH_UNMET Amara; "
            + $"{FourMissing}; LOW SIDE_INACTIVE PATERNAL" },
        { Stories.Jayden, "HIGH NO_TRUSTED_ADULT; HIGH UNDER_TWO_LOVING; HIGH SUPPORT_MISSING EMOTIONAL; HIGH WISH_UNMET; HIGH WORKER_DEPENDENT Dean; "
            + "HIGH NO_ONE_AFTER_18; MEDIUM PAID_HEAVY; MEDIUM SUPPORT_MISSING INFORMATIONAL; MEDIUM SUPPORT_MISSING IDENTITY; "
            + "MEDIUM SIDE_UNEXPLORED MATERNAL; MEDIUM SIDE_UNEXPLORED PATERNAL; LOW SINGLE_PROVIDER PRACTICAL Beverley; LOW SINGLE_PROVIDER COMPANIONSHIP Tyrell" },
        { Stories.Leah, $"HIGH NO_TRUSTED_ADULT; HIGH SUPPORT_MISSING EMOTIONAL; HIGH WISH_UNMET Jean; {FourMissing}; MEDIUM WORKER_DEPENDENT Daniel" },
        { Stories.Tom, $"HIGH NO_TRUSTED_ADULT; HIGH SUPPORT_MISSING EMOTIONAL; {FourMissing}; MEDIUM WORKER_DEPENDENT Daniel" },
        { Stories.Noor, "LOW SINGLE_PROVIDER PRACTICAL Ruksana; LOW SINGLE_PROVIDER INFORMATIONAL Imran; LOW SINGLE_PROVIDER COMPANIONSHIP Imran; "
            + "LOW SINGLE_PROVIDER IDENTITY Shabana; LOW SIDE_INACTIVE MATERNAL" },
        { Stories.Sofia, "HIGH NO_TRUSTED_ADULT; HIGH UNDER_TWO_LOVING; HIGH SUPPORT_MISSING EMOTIONAL; HIGH WORKER_DEPENDENT Daniel; "
            + $"{FourMissing}; MEDIUM SIDE_UNEXPLORED PATERNAL" },
        { Stories.Ellis, "HIGH UNDER_TWO_LOVING; HIGH SIBLING_OUT_OF_TOUCH Finn; MEDIUM SUPPORT_MISSING PRACTICAL; MEDIUM SUPPORT_MISSING INFORMATIONAL; "
            + "MEDIUM SUPPORT_MISSING IDENTITY; MEDIUM SIDE_UNEXPLORED PATERNAL; MEDIUM LAPSED Ronald; LOW SINGLE_PROVIDER EMOTIONAL Ronald; LOW SINGLE_PROVIDER COMPANIONSHIP Josephine" },
    };

    [Theory, MemberData(nameof(Gaps))]
    public void Each_story_lacks_what_it_was_laid_out_to_lack(string child, string expected)
    {
        var of = told[child];
        string About(NetworkGap gap) => gap.Side is not null || gap.Kind is GapKind.UnderTwoLoving or GapKind.PaidHeavy or GapKind.NoTrustedAdult ? ""
            : string.Join(' ', gap.PeopleIds.Take(1).Select(id => First(of.Person(id))));
        AssertEqual(expected.Split("; "), NetworkGaps.Of(told.Around(child), GapThresholds.Default, []).Value!.Select(gap => string.Join(' ',
            new[] { Words.Of(gap.Severity), Words.Of(gap.Kind), gap.Support is { } s ? Words.Of(s) : "", gap.Side is { } side ? Words.Of(side) : "", About(gap) }
                .Where(word => word.Length > 0))));
    }

    // Kept, late, missed, excused of each promise; the streak and the trend.
    [Theory]
    [InlineData("amara/nan", ContactMode.PhoneCall, "46 3 5 3", 13, Trend.Improving)]
    [InlineData("amara/mags", ContactMode.InPerson, "10 1 1 1", null, null)]
    [InlineData("amara/efua", ContactMode.VideoCall, "24 1 2 1", null, Trend.Slipping)]
    [InlineData("amara/adwoa", ContactMode.Card, "1 0 0 0", null, null)]
    [InlineData("amara/mags", ContactMode.Holiday, "1 0 0 0", null, null)]
    [InlineData("amara/mentor", ContactMode.InPerson, "6 0 2 0", null, Trend.Slipping)]
    [InlineData("amara/mum", ContactMode.InPerson, "2 1 0 1", null, null)]
    public void Each_of_Amaras_promises_went_as_it_was_told(string person, ContactMode mode, string counts, int? streak, Trend? trend)
    {
        string id = person switch
        {
            "amara/nan" => Stories.AmarasNan,
            "amara/mags" => Stories.AmarasFormerCarer,
            "amara/efua" => Stories.AmarasAunt,
            "amara/adwoa" => Stories.AmarasGreatAunt,
            "amara/mentor" => Stories.AmarasMentor,
            _ => Stories.AmarasMum,
        };
        var of = told[Stories.Amara];
        var adherence = Adherences.Of(of, of.Commitments.Single(c => c.PersonIds.Contains(id) && c.Mode == mode), _today);
        Assert.Equal(counts, $"{adherence.Kept} {adherence.Late} {adherence.Missed} {adherence.Excused}");
        Assert.Equal(streak ?? adherence.Streak, adherence.Streak);
        Assert.Equal(trend ?? adherence.Trend, adherence.Trend);
    }

    [Fact]
    public void Amaras_plan_is_kept_as_it_was_told()
    {
        var all = Adherences.Of(told[Stories.Amara], _today);
        Assert.Equal((90, 6, 10, 6), (all.Kept, all.Late, all.Missed, all.Excused));
        Assert.Equal(96d / 106, all.Rate!.Value, 9);
        Assert.Equal(90d / 106, all.Punctuality!.Value, 9);
        // (49/54 + 11/12 + 25/27 + 1 + 1 + 6/8 + 3/3) / 7 = 0.92857…: each promise alike
        Assert.Equal(((49d / 54) + (11d / 12) + (25d / 27) + 1 + 1 + .75 + 1) / 7, all.Mean!.Value, 9);
        Assert.Equal(Trend.Steady, all.Trend);
        Assert.Equal([(183, 6, 4), (365, 6, 6)], all.Sustained.Select(s => (s.Days, s.Asked, s.Sustained)));
        Assert.Equal([(ExcuseReason.ChildDeclined, 3), (ExcuseReason.Illness, 1), (ExcuseReason.ServiceFailure, 2)],
            all.ExcusedBy.Where(e => e.Count > 0).Select(e => (e.Reason, e.Count)));
    }

    [Fact]
    public void Noors_ties_have_lasted() =>
        Assert.Equal([(183, 3, 3), (365, 3, 3)], Adherences.Of(told[Stories.Noor], _today).Sustained.Select(s => (s.Days, s.Asked, s.Sustained)));

    // domain.md 3: .184 by way of Nan, .045 by way of Auntie Mags.
    [Fact]
    public void Nan_is_asked_first_about_Amaras_dad()
    {
        var paths = Paths(Stories.Amara, Stories.AmarasDad);
        Assert.Equal("Beatrice Kwame .184", paths[0]);
        Assert.Equal(["Beatrice Kwame .184", "Margaret Kwame .045"], paths.Where(p => p.Split(' ').Length == 3).Take(2));
    }

    [Fact]
    public void Leahs_way_to_her_gran_leads_by_her_mum_and_never_by_her_father()
    {
        var paths = Paths(Stories.Leah, Stories.LeahsGran);
        Assert.Equal("Kelly Carol Jean .190", paths[0]);
        Assert.DoesNotContain(paths, p => p.Contains("Darren", StringComparison.Ordinal));
    }

    [Theory, InlineData("ron"), InlineData("nobody")]
    public void There_is_no_way_to_anybody_while_Ellis_does_not_consent(string whom)
    {
        var paths = whom == "ron" ? ReconnectionPaths.To(told.Around(Stories.Ellis), Stories.EllissGrandad, 6, 100) : ReconnectionPaths.ToEverybody(told.Around(Stories.Ellis), 6);
        Assert.Empty(paths.Value!);
    }

    [Fact]
    public void Toms_sister_is_in_nobodys_case() => Assert.All(_everybody, child =>
    {
        Assert.DoesNotContain(Stories.TomsSister, told[child].People.Keys);
        Assert.DoesNotContain(told[child].Links, l => l.PersonId == Stories.TomsSister);
    });

    private static readonly string[] _everybody =
        [Stories.Amara, Stories.Kofi, Stories.Jayden, Stories.Leah, Stories.Tom, Stories.Noor, Stories.Sofia, Stories.Ellis, Stories.Marcus];

    private static string First(Person? person) => person?.Name.Split(' ')[0] ?? "?";

    private static void AssertEqual(IEnumerable<string> expected, IEnumerable<string> actual) => Assert.Equal(string.Join('\n', expected), string.Join('\n', actual));

    private List<string> Paths(string child, string to) =>
    [
        .. ReconnectionPaths.To(told.Around(child), to, 6, 100).Value!.Select(p =>
            string.Join(' ', p.Steps.Select(s => First(told.Around(child).Siblings.Prepend(told[child]).Select(c => c.Person(s.ToId)).FirstOrDefault(p => p is not null)))) + $" {p.Strength:.000}"),
    ];
}
