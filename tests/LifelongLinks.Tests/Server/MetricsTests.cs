using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

/// <summary>planReviewMetrics as reporting tools and managers ask for it.</summary>
public sealed class MetricsTests(QueriesServer served) : IClassFixture<QueriesServer>
{
    private const string Year = "from: \"2025-06-01\", to: \"2026-05-31\"";
    private const string Figures = "children reviewsDue reviewsOnTime peopleIdentified networkNow { median } adherence { occasions rate mean trend } gaps { kind opened closed } sustained { days promises share }";

    public static TheoryData<string, bool> Accounts => new()
    {
        { "reporting", true }, { "team-manager", true }, { "fgc-manager", true }, { "administrator", true },
        { "coordinator", false }, { "social-worker", false }, { "independent-reviewing-officer", false }, { "personal-adviser", false },
        { "foster-carer", false }, { "young-person", false }, { "analyst", false }, { "auditor", false },
    };

    [Theory, MemberData(nameof(Accounts))]
    public async Task They_are_for_reporting_tools_and_managers(string account, bool may)
    {
        var answer = await Ask($"{{ planReviewMetrics({Year}) {{ total {{ now {{ children }} }} }} }}", account);
        if (may)
        {
            Assert.Equal(10, answer.GetProperty("data").GetProperty("planReviewMetrics").GetProperty("total").GetProperty("now").GetProperty("children").GetInt32());
        }
        else
        {
            Assert.Equal("NOT_YOUR_ROLE", TestServer.Code(answer));
            Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").ValueKind);
        }
    }

    internal const string Question =
        $"{{ planReviewMetrics({Year}, groupBy: [TEAM]) {{ from to beforeFrom beforeTo groupBy total {{ now {{ {Figures} }} before {{ {Figures} }} }} groups {{ values {{ dimension value }} now {{ {Figures} }} }} }} }}";

    // Nine open cases, eight of them of one team; what rests on fewer than five children is null.
    [Fact]
    public async Task The_figures_of_a_year_are_those_of_the_stories() =>
        Snapshooter.Xunit.Snapshot.Match(JsonSerializer.Serialize((await Ask(Question)).GetProperty("data"), QueriesTests.Readable).ReplaceLineEndings("\n"), "Metrics.year");

    [Fact]
    public async Task What_is_selected_besides_changes_nothing()
    {
        async Task<string> Figures(string besides) => (await Ask($"{{ planReviewMetrics({Year}) {{ total {{ now {{ reviewsDue reviewsOnTime {besides} }} }} }} }}"))
            .GetProperty("data").GetProperty("planReviewMetrics").GetProperty("total").GetProperty("now").GetRawText()[..35];
        Assert.Equal(await Figures(""), await Figures("gaps { kind opened } adherence { rate }"));
        Assert.Contains("\"reviewsDue\":15", await Figures(""));
    }

    [Theory]
    [InlineData("from: \"2026-03-01\", to: \"2026-02-28\"", "swap them")]
    [InlineData("from: \"2026-03-02\", to: \"2026-03-31\"", "whole months")]
    [InlineData("from: \"2026-06-01\", to: \"2026-06-30\"", "is not over yet")]
    [InlineData("from: \"2015-01-01\", to: \"2026-05-31\"", "more than 10 years")]
    [InlineData(Year + ", groupBy: [TEAM, AGE_BAND, TIME_IN_CARE, CONTACT_MODE]", "At most 3 dimensions")]
    [InlineData(Year + ", groupBy: [TEAM, AGE_BAND, TIME_IN_CARE], where: { contactMode: LETTER }", "At most 3 dimensions")]
    [InlineData(Year + ", groupBy: [TEAM, TEAM]", "named twice")]
    [InlineData(Year + ", groupBy: [SHOE_SIZE]", "SHOE_SIZE")]
    public async Task What_may_not_be_asked_for_is_told(string arguments, string told)
    {
        var answer = await Ask($"{{ planReviewMetrics({arguments}) {{ total {{ now {{ children }} }} }} }}");
        Assert.Contains(told, answer.GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_team_that_there_is_not_and_one_of_a_few_children_read_the_same()
    {
        async Task<string> Of(string team) => (await Ask($"{{ planReviewMetrics({Year}, where: {{ team: \"{team}\" }}) {{ total {{ now {{ {Figures} }} }} }} }}")).GetProperty("data").GetRawText();
        Assert.Equal(await Of("South Team"), await Of("Nowhere"));
    }

    [Fact]
    public async Task Whoever_asked_is_in_the_audit_trail_with_no_child()
    {
        await Ask($"query Figures {{ planReviewMetrics({Year}) {{ total {{ now {{ children }} }} }} }}");
        var read = (await served.Server.Services.GetRequiredService<IStore>().Audit(new(), default)).Events.First(e => e.Action == "query Figures");
        Assert.Equal("demo-reporting", read.Subject);
        Assert.Empty(read.ChildIds);
    }

    private Task<JsonElement> Ask(string query, string account = "reporting") => Ask(served.Server, query, account);

    internal static async Task<JsonElement> Ask(TestServer server, string query, string account = "reporting")
    {
        using var client = server.Client(server.Token(account));
        using var response = await client.PostAsync("/graphql", System.Net.Http.Json.JsonContent.Create(new { query }));
        return await TestServer.Json(response);
    }
}
