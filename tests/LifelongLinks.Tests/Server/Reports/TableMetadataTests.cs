using System.Text.Json;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;
using Snapshooter.Xunit;

namespace LifelongLinks.Tests.Server.Reports;

/// <summary>What is promised of the tables: their columns in metadata, in the description of the service, and on the page of docs.</summary>
public sealed class TableMetadataTests(ProblemTests.Served served) : IClassFixture<ProblemTests.Served>
{
    private IReadOnlyList<Report> Reports => [.. served.Server.Server.Services.GetServices<Report>().Where(r => r is not ProbeReport)];

    [Fact]
    public async Task Each_file_has_the_columns_of_its_metadata_and_says_where_that_is()
    {
        using var client = served.Server.As("administrator");
        Assert.Equal(5, Reports.Count);
        foreach (var report in Reports)
        {
            string query = report.Name == "reviews-due-list" ? "?on=2026-06-01" : "?groupBy=TEAM";
            using var response = await client.GetAsync($"/reports/{report.Name}.csv{query}");
            string header = (await response.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n")[0];
            string link = response.Headers.GetValues("Link").Single();
            Assert.EndsWith(">; rel=\"describedby\"; type=\"application/csvm+json\"", link, StringComparison.Ordinal);
            using var described = await client.GetAsync(link[1..link.IndexOf('>', StringComparison.Ordinal)]);
            Assert.Equal("application/csvm+json", described.Content.Headers.ContentType!.ToString());
            var metadata = await TestServer.Json(described);
            Assert.Equal(header.Split(','), metadata.GetProperty("tableSchema").GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
            // It is about the very table (CSV on the Web, 5.2): its address, from where the metadata is.
            Assert.Equal(response.RequestMessage!.RequestUri, new Uri(described.RequestMessage!.RequestUri!, metadata.GetProperty("url").GetString()));
            Assert.Equal($"{report.Version}", response.Headers.GetValues("Columns-Version").Single());
            Assert.Equal(metadata.GetProperty("schema:version").GetString(), response.Headers.GetValues("Columns-Version").Single());
        }
    }

    [Fact]
    public void Columns_have_names_of_their_own_in_snake_case_a_unit_where_they_are_numbers_and_come_with_a_version()
    {
        foreach (var report in Reports)
        {
            Assert.Equal(report.Columns.Count, report.Columns.DistinctBy(c => c.Name).Count());
            Assert.All(report.Columns, column =>
            {
                Assert.Matches("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", column.Name);
                Assert.Equal(column.Type is ColumnType.Whole or ColumnType.Number, column.Unit is not null);
                Assert.EndsWith(".", column.Description, StringComparison.Ordinal);
                Assert.InRange(column.Since, 1, report.Version);
            });
        }
    }

    [Fact]
    public async Task The_page_of_docs_has_each_column()
    {
        string docs = await File.ReadAllTextAsync(ProblemTests.Docs());
        foreach (var report in Reports)
        {
            Assert.Contains($"`/reports/{report.Name}`", docs, StringComparison.Ordinal);
            Assert.All(report.Columns, column =>
                Assert.Contains($"| `{column.Name}` | {column.Type.ToString().ToLowerInvariant()} | {column.Unit} | {column.Description} |", docs, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_was_promised_is_there_and_whatever_is_added_is_seen() =>
        Snapshot.Match(OpenApi.Of(Reports).ToJsonString(new JsonSerializerOptions { WriteIndented = true }).ReplaceLineEndings("\n"), "Reports.openapi");
}
