using System.Net;
using System.Runtime.CompilerServices;
using LifelongLinks.Server;

namespace LifelongLinks.Tests.Server.Reports;

/// <summary>What cannot be asked, and what is said of it.</summary>
public sealed class ProblemTests(ProblemTests.Served served) : IClassFixture<ProblemTests.Served>
{
    public sealed class Served : IDisposable
    {
        internal ReportsServer Server { get; } = new();

        public void Dispose() => Server.Dispose();
    }

    [Theory]
    [InlineData("plan-reviews?form=2026-01", "parameter-unknown", "form")]
    [InlineData("plan-reviews?From=2026-01", "parameter-unknown", "From")]
    [InlineData("plan-reviews?from=", "parameter-malformed", "from")]
    [InlineData("plan-reviews?from=2026-13", "parameter-malformed", "from")]
    [InlineData("plan-reviews?from=01/02/2026", "parameter-malformed", "from")]
    [InlineData("plan-reviews?from=2026-02-30", "parameter-malformed", "from")]
    [InlineData("plan-reviews?from=2026-01&from=2026-02", "parameter-malformed", "from")]
    [InlineData("plan-reviews?team=%00", "parameter-malformed", "team")]
    [InlineData("plan-reviews?from=2026-05&to=2026-04", "period-reversed", "from")]
    [InlineData("plan-reviews?from=2026-01-02&to=2026-03", "period-not-whole-months", "from")]
    [InlineData("plan-reviews?from=2026-01&to=2026-03-30", "period-not-whole-months", "to")]
    [InlineData("plan-reviews?to=2026-06", "period-not-over", "to")] // it is the 30th
    [InlineData("plan-reviews?from=2027-01&to=2027-02", "period-not-over", "to")]
    [InlineData("plan-reviews?from=2016-05&to=2026-05", "period-too-long", "from")]
    [InlineData("plan-reviews?from=1980-01&to=1981-01", "period-too-early", "from")]
    [InlineData("plan-reviews?to=0001-01", "period-too-early", "from")]
    [InlineData("plan-reviews?from=9999-12&to=9999-12", "period-not-over", "to")]
    [InlineData("plan-reviews?groupBy=NAME", "dimension-unknown", "groupBy")]
    [InlineData("plan-reviews?groupBy=team", "dimension-unknown", "groupBy")]
    [InlineData("plan-reviews?groupBy=TEAM,AGE_BAND,TIME_IN_CARE,PLACEMENT_KIND", "dimensions-too-many", "groupBy")]
    [InlineData("plan-reviews?groupBy=TEAM,AGE_BAND,TIME_IN_CARE&supportKind=EMOTIONAL", "dimensions-too-many", "groupBy")]
    [InlineData("plan-reviews?groupBy=TEAM&groupBy=TEAM", "dimension-repeated", "groupBy")]
    [InlineData("plan-reviews?groupBy=AGE_BAND&ageBand=UNDER_5", "dimension-repeated", "groupBy")]
    [InlineData("plan-reviews?ageBand=OLD", "value-unknown", "ageBand")]
    [InlineData("adherence?contactMode=PIGEON", "value-unknown", "contactMode")]
    [InlineData("networks?to=2026-06-30", "period-not-over", "to")]
    [InlineData("reviews-due?on=2026-06-30", "period-not-over", "on")]
    [InlineData("reviews-due?on=2026-05-30", "period-not-whole-months", "on")]
    [InlineData("reviews-due?on=2026-06-29", "period-not-whole-months", "on")]
    [InlineData("reviews-due?on=1980-01", "period-too-early", "on")]
    [InlineData("reviews-due?groupBy=TEAM,AGE_BAND", "dimensions-too-many", "groupBy")]
    [InlineData("reviews-due?groupBy=TEAM&ageBand=UNDER_5", "dimensions-too-many", "groupBy")]
    [InlineData("reviews-due?groupBy=CONTACT_MODE", "dimension-unknown", "groupBy")]
    [InlineData("reviews-due?within=7", "parameter-unknown", "within")]
    [InlineData("reviews-due-list?on=2026-07-01", "period-not-over", "on")]
    [InlineData("reviews-due-list?on=1800-01-01", "period-too-early", "on")]
    [InlineData("reviews-due-list?within=367", "parameter-malformed", "within")]
    [InlineData("reviews-due-list?within=-1", "parameter-malformed", "within")]
    [InlineData("reviews-due-list?kind=PARTY", "value-unknown", "kind")]
    [InlineData("plan-reviews.csv-metadata.json?from=x&nothing=1", "parameter-unknown", "nothing")]
    public async Task Whatever_cannot_be_asked_is_a_problem_that_names_the_parameter(string path, string code, string parameter)
    {
        using var client = served.Server.As("administrator");
        using var response = await client.GetAsync($"/reports/{path}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.ToString());
        var problem = await TestServer.Json(response);
        Assert.Equal($"/reports/problems#{code}", problem.GetProperty("type").GetString());
        Assert.Equal(parameter, problem.GetProperty("parameter").GetString());
        Assert.Equal(400, problem.GetProperty("status").GetInt32());
        Assert.Equal(Problem.All.Single(p => p.Code == code).Title, problem.GetProperty("title").GetString());
        Assert.True(problem.GetProperty("detail").GetString()!.Length > 20);
    }

    [Fact]
    public async Task What_is_sent_is_not_repeated_at_length()
    {
        using var client = served.Server.As("reporting");
        using var response = await client.GetAsync($"/reports/plan-reviews?{new string('a', 5000)}=1");
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(text.Length < 700, text);
        using var script = await client.GetAsync("/reports/plan-reviews?ageBand=%3Cscript%3E");
        Assert.DoesNotContain("<", await script.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "nothing", 404, "report-unknown")]
    [InlineData("GET", "plan-reviews.xlsx", 404, "report-unknown")]
    [InlineData("GET", "plan-reviews/more", 404, "report-unknown")]
    [InlineData("GET", "", 404, "report-unknown")]
    [InlineData("POST", "plan-reviews", 405, "method-not-allowed")]
    [InlineData("DELETE", "plan-reviews.csv", 405, "method-not-allowed")]
    public async Task What_there_is_not_is_a_problem_too(string method, string path, int status, string code)
    {
        using var client = served.Server.As("reporting");
        using var response = await client.SendAsync(new(new(method), $"/reports/{path}"));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal($"/reports/problems#{code}", (await TestServer.Json(response)).GetProperty("type").GetString());
        Assert.Equal(status == 405, response.Content.Headers.Allow.Count > 0);
    }

    [Fact]
    public async Task What_nobody_foresaw_has_a_reference_and_tells_nothing()
    {
        using ReportsServer server = new();
        (server.Probe.OfCases, server.Probe.Fault) = (true, new InvalidOperationException("the secret of the inside"));
        using var client = server.As("reporting");
        using var response = await client.GetAsync("/reports/probe.csv");
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var problem = await TestServer.Json(response);
        string reference = problem.GetProperty("reference").GetString()!;
        Assert.Contains(server.Log.Lines, line => line.Contains(reference, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", problem.ToString() + string.Join('\n', server.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_address_of_a_problem_leads_to_what_it_means_also_for_who_is_not_signed_in_and_so_does_the_page_of_docs()
    {
        using var client = served.Server.Server.Client(null);
        string page = await client.GetStringAsync("/reports/problems");
        string docs = await File.ReadAllTextAsync(Docs());
        Assert.All(Problem.All, problem =>
        {
            Assert.Contains($"id=\"{problem.Code}\"", page, StringComparison.Ordinal);
            Assert.Contains($"| `{problem.Code}` | {problem.Status} | {problem.Title} |", docs, StringComparison.Ordinal);
        });
        Assert.Equal(Problem.All.Count, Problem.All.DistinctBy(p => p.Code).Count());
    }

    internal static string Docs([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "docs", "reports.md");
}
