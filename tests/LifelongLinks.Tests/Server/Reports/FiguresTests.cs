using System.Globalization;
using System.Text.Json;
using LifelongLinks.Seed;
using LifelongLinks.Server;
using LifelongLinks.Storage;
using Microsoft.Extensions.DependencyInjection;
using Parquet;

namespace LifelongLinks.Tests.Server.Reports;

/// <summary>The reports over some invented children, enough of them that figures are told.</summary>
public sealed class FiguresTests(FiguresTests.Many many) : IClassFixture<FiguresTests.Many>
{
    /// <summary>A server with sixty children besides those of the stories.</summary>
    public sealed class Many : IAsyncLifetime
    {
        internal ReportsServer Server { get; } = new();

        public Task InitializeAsync() =>
            VolumeStore.Load((SqliteStore)((MeasuredStore)Server.Server.Services.GetRequiredService<IStore>()).Store, 60, 1, new(2026, 6, 30), _ => { }, default);

        public Task DisposeAsync()
        {
            Server.Dispose();
            return Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData("plan-reviews", "groupBy=AGE_BAND")]
    [InlineData("networks", "")]
    [InlineData("adherence", "groupBy=SUPPORT_KIND&from=2026-03&to=2026-05")]
    [InlineData("reviews-due", "")]
    [InlineData("reviews-due-list", "within=366")]
    public async Task The_three_formats_have_the_same_rows(string name, string query)
    {
        using var client = many.Server.As("administrator");
        var lines = await Lines($"{name}.jsonl?{query}");
        Assert.NotEmpty(lines);
        string[] csv = (await client.GetStringAsync($"/reports/{name}.csv?{query}")).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] header = csv[0].Split(',');
        Assert.Equal(lines.Select(line => string.Join(',', header.Select(column => Text(line.GetProperty(column))))), csv[1..]);

        using MemoryStream file = new(await client.GetByteArrayAsync($"/reports/{name}.parquet?{query}"));
        await using var parquet = await ParquetReader.CreateAsync(file);
        Assert.Equal(header, parquet.Schema.GetDataFields().Select(f => f.Name));
        Assert.Equal(lines.Count, parquet.OpenRowGroupReader(0).RowCount);
    }

    [Fact]
    public async Task Figures_are_those_that_GraphQL_gives()
    {
        using var client = many.Server.As("administrator");
        const string asked = "planReviewMetrics(from: \"2025-06-01\", to: \"2026-05-31\", groupBy: [AGE_BAND]) { groups { values { value } now { children peopleIdentified reviewsDue adherence { rate } } before { children } } }";
        using var response = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(client, "/graphql", new { query = $"{{ {asked} }}" });
        var groups = (await TestServer.Json(response)).GetProperty("data").GetProperty("planReviewMetrics").GetProperty("groups").EnumerateArray().ToList();
        var rows = await Lines("plan-reviews.jsonl?groupBy=AGE_BAND");
        Assert.Equal(2 * groups.Count, rows.Count);
        foreach (var group in groups)
        {
            string value = group.GetProperty("values")[0].GetProperty("value").GetString()!;
            var both = rows.Where(r => r.GetProperty("age_band").GetString() == value).ToDictionary(r => r.GetProperty("period").GetString()!);
            Assert.Equal(("2025-06-01", "2026-05-31"), (both["CURRENT"].GetProperty("from").GetString(), both["CURRENT"].GetProperty("to").GetString()));
            Assert.Equal(("2024-06-01", "2025-05-31"), (both["BEFORE"].GetProperty("from").GetString(), both["BEFORE"].GetProperty("to").GetString()));
            Assert.Equal(Text(group.GetProperty("now").GetProperty("children")), Text(both["CURRENT"].GetProperty("children")));
            Assert.Equal(Text(group.GetProperty("now").GetProperty("peopleIdentified")), Text(both["CURRENT"].GetProperty("people_identified")));
            Assert.Equal(Text(group.GetProperty("now").GetProperty("reviewsDue")), Text(both["CURRENT"].GetProperty("reviews_due")));
            Assert.Equal(Text(group.GetProperty("before").GetProperty("children")), Text(both["BEFORE"].GetProperty("children")));
        }
        Assert.Contains(rows, r => r.GetProperty("children").ValueKind == JsonValueKind.Number);
        Assert.Contains(rows, r => r.GetProperty("people_declined").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task Adherence_is_told_month_by_month_as_each_month_alone_is()
    {
        var rows = await Lines("adherence.jsonl?from=2026-03&to=2026-05");
        Assert.Equal(["2026-03-01", "2026-04-01", "2026-05-01"], rows.Select(r => r.GetProperty("from").GetString()));
        Assert.Equal(["2026-03-31", "2026-04-30", "2026-05-31"], rows.Select(r => r.GetProperty("to").GetString()));
        Assert.Equal(rows[1].ToString(), (await Lines("adherence.jsonl?from=2026-04&to=2026-04")).Single().ToString());
        Assert.All(rows, r => Assert.InRange(r.GetProperty("adherence").GetDouble(), 0, 1));
    }

    [Fact]
    public async Task A_filter_gives_the_one_group_and_says_which()
    {
        var all = await Lines("plan-reviews.jsonl?groupBy=TIME_IN_CARE");
        var one = await Lines("plan-reviews.jsonl?timeInCare=UNDER_ONE_YEAR");
        Assert.Equal(all.Where(r => r.GetProperty("time_in_care").GetString() == "UNDER_ONE_YEAR").Select(r => r.ToString()), one.Select(r => r.ToString()));
        Assert.NotEmpty(one);
    }

    [Fact]
    public async Task No_figure_of_people_is_few_or_exact()
    {
        foreach (string name in (string[])["plan-reviews.jsonl?groupBy=TEAM,AGE_BAND", "networks.jsonl?groupBy=TEAM", "adherence.jsonl?groupBy=TEAM", "reviews-due.jsonl?groupBy=TEAM"])
        {
            var whole = many.Server.Server.Services.GetServices<Report>().Single(r => r.Name == name.Split('.')[0]).Columns.Where(c => c.Type == ColumnType.Whole).Select(c => c.Name).ToList();
            Assert.All(await Lines(name), row => Assert.All(whole, column =>
            {
                var cell = row.GetProperty(column);
                Assert.True(cell.ValueKind == JsonValueKind.Null || (cell.GetInt32() % 5 == 0 && cell.GetInt32() >= 5), $"{column}: {cell}");
            }));
        }
    }

    [Fact]
    public async Task No_report_of_figures_names_anybody()
    {
        using var client = many.Server.As("reporting");
        var store = many.Server.Server.Services.GetRequiredService<IStore>();
        var people = (await store.Find(Scope.Everything(new(2026, 6, 30)), new("Person") { Take = 1000 }, default)).Nodes.Cast<Person>().ToList();
        foreach (string name in (string[])["plan-reviews", "adherence", "networks", "reviews-due"])
        {
            string text = await client.GetStringAsync($"/reports/{name}.csv?groupBy=TEAM");
            Assert.All(people, p => Assert.False(text.Contains(p.Name, StringComparison.Ordinal) || text.Contains(p.Id, StringComparison.Ordinal)));
            Assert.All(people.OfType<Child>(), c => Assert.DoesNotContain(c.Reference, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_change_of_a_case_makes_another_tag()
    {
        using var client = many.Server.As("reporting");
        string tag = (await client.GetAsync("/reports/plan-reviews.csv")).Headers.ETag!.ToString();
        Assert.Equal(tag, (await client.GetAsync("/reports/plan-reviews.csv")).Headers.ETag!.ToString());
        var store = many.Server.Server.Services.GetRequiredService<IStore>();
        AuditEvent audit = new() { Id = Ids.From(Guid.CreateVersion7()), At = DateTimeOffset.UtcNow, Subject = "test", Action = "test" };
        var changed = await store.Change(new(Ids.From(Guid.CreateVersion7()), Volume.ChildId(1), c => new Changes { Nodes = [c.Case!.Child with { KnownAs = "Another" }] }, audit), default);
        Assert.Equal(ChangeStatus.Applied, changed.Status);
        Assert.NotEqual(tag, (await client.GetAsync("/reports/plan-reviews.csv")).Headers.ETag!.ToString());
    }

    private async Task<IReadOnlyList<JsonElement>> Lines(string path)
    {
        using var client = many.Server.As("administrator");
        return [.. (await client.GetStringAsync($"/reports/{path}")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string Text(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => cell.GetString()!,
        _ => cell.GetDouble().ToString(CultureInfo.InvariantCulture),
    };
}
