using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using LifelongLinks.Tests.Server;

namespace LifelongLinks.Tests.Publishing;

/// <summary>The guide, the style and the saved queries in the form that Neo4j Browser takes, and who may ask for them.</summary>
public sealed class GuidesTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Browser = "http://localhost:7474";

    public static TheoryData<string> Scripts => [.. SavedQueries.Names];

    [Theory, MemberData(nameof(Scripts))]
    public void A_saved_query_has_a_title_says_what_it_answers_and_is_one_statement_that_only_reads(string name)
    {
        string[] lines = SavedQueries.Text(name).Split('\n');
        Assert.Matches(@"^// [A-Z][^/]+$", lines[0]);
        Assert.Matches(@"^// .{20,}", lines[1]);
        Assert.Single(SavedQueries.Names, n => SavedQueries.Text(n).StartsWith(lines[0] + "\n", StringComparison.Ordinal));
        string statement = SavedQueries.Statement(name);
        Assert.DoesNotMatch(@"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|LOAD)\b", statement);
        var known = SavedQueries.ParameterLines.Select(p => p.Name).ToList();
        Assert.Equal(["child", "children", "since"], known);
        Assert.All(Regex.Matches(statement, @"\$(\w+)").Select(m => m.Groups[1].Value), p => Assert.Contains(p, known));
        Assert.Equal(name == SavedQueries.Parameters, statement.Contains(';'));
    }

    [Fact]
    public void What_the_guide_runs_is_a_saved_query_word_for_word()
    {
        string[] known = [.. SavedQueries.Names.Select(SavedQueries.Statement), .. SavedQueries.Statement(SavedQueries.Parameters).Split('\n').Select(l => l.TrimEnd(';')), ":style {{base}}/guides/style.grass"];
        Assert.True(SavedQueries.OfTheGuide.Count > 15);
        Assert.All(SavedQueries.OfTheGuide, query => Assert.Contains(query, known));
    }

    [Fact]
    public async Task The_guide_is_slides_without_anything_from_elsewhere()
    {
        string guide = await server.CreateClient().GetStringAsync("/guides/lifelong-links.html");
        Assert.True(Regex.Count(guide, "<slide") > 5);
        Assert.DoesNotContain("{{base}}", guide, StringComparison.Ordinal);
        Assert.All(Regex.Matches(guide, @"https?://[^/\s""<]+").Select(m => m.Value), host => Assert.Equal("http://localhost", host));
        Assert.DoesNotMatch("<(script|img|link|iframe)", guide);
    }

    [Fact]
    public async Task The_saved_queries_come_as_an_archive_that_Browser_imports_into_a_folder()
    {
        using ZipArchive archive = new(await server.CreateClient().GetStreamAsync("/guides/queries.zip"));
        Assert.Equal(SavedQueries.Names.Select(n => $"Lifelong Links/{n}.cypher"), archive.Entries.Select(e => e.FullName));
    }

    [Fact]
    public async Task The_style_is_GraSS_with_a_rule_for_each_label_that_is_published()
    {
        string style = await server.CreateClient().GetStringAsync("/guides/style.grass");
        // Browser's reader splits at colons and semicolons, also within quotes, and knows no comments.
        Assert.Matches(@"^(\w+(\.\w+)? \{\n(  [a-z-]+: [^:;\n]+;\n)+\}\n)+$", style);
        string described = await File.ReadAllTextAsync(Path.Combine(SavedQueries.Folder, "published-graph.md"));
        var labels = Regex.Matches(described, @"^\| `(\w+)`", RegexOptions.Multiline).Select(m => m.Groups[1].Value).ToList();
        Assert.True(labels.Count > 15);
        Assert.All(labels, label => Assert.Contains($"node.{label} {{", style, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/guides/lifelong-links.html", Browser, Browser)]
    [InlineData("/guides/style.grass", "http://127.0.0.1:7474", "http://127.0.0.1:7474")]
    [InlineData("/guides/lifelong-links.html", "https://elsewhere.example.org", null)]
    [InlineData("/graphql", Browser, null)]
    [InlineData("/health/live", Browser, null)]
    public async Task Only_Browsers_pages_may_ask_and_only_for_the_guides(string path, string origin, string? allowed)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Options })
        {
            using HttpRequestMessage request = new(method, path);
            request.Headers.Add("Origin", origin);
            if (method == HttpMethod.Options)
            {
                request.Headers.Add("Access-Control-Request-Method", "GET");
                request.Headers.Add("Access-Control-Request-Headers", "cache-control,pragma,sentry-trace");
            }
            using var response = await server.CreateClient().SendAsync(request);
            Assert.Equal(allowed, response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? Assert.Single(values) : null);
            Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
        }
    }

    [Fact]
    public async Task The_settings_name_where_Browser_is()
    {
        using TestServer elsewhere = new(null, settings: ("Guides:Origins", "https://neo4j.authority.example, http://localhost:7474"));
        using HttpRequestMessage request = new(HttpMethod.Get, "/guides/style.grass");
        request.Headers.Add("Origin", "https://neo4j.authority.example");
        using var response = await elsewhere.CreateClient().SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("https://neo4j.authority.example", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }
}
