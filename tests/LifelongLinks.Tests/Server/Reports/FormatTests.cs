using System.Net;
using System.Text;
using System.Text.Json;
using LifelongLinks.Server;
using Parquet;

namespace LifelongLinks.Tests.Server.Reports;

/// <summary>The three formats, and how one is chosen.</summary>
public sealed class FormatTests : IDisposable
{
    private readonly ReportsServer _server = new();

    [Fact]
    public async Task CSV_is_RFC_4180_with_the_mark_of_UTF_8_ISO_days_points_and_nothing_where_there_is_nothing()
    {
        _server.Probe.Rows.Add(new("Brook, \"North\"\r\nTeam é", new(2026, 2, 28), -5, -0.125));
        using var client = _server.As("reporting");
        using var response = await client.GetAsync("/reports/probe.csv");
        Assert.Equal("text/csv; charset=utf-8; header=present", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment; filename=\"probe.csv\"", response.Content.Headers.ContentDisposition!.ToString());
        byte[] bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        Assert.Equal("label,on,count,share\r\nNorth Team,2026-06-30,15,0.25\r\n,2026-06-01,,\r\n\"Brook, \"\"North\"\"\r\nTeam é\",2026-02-28,-5,-0.125\r\n",
            Encoding.UTF8.GetString(bytes[3..]));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠SUM(A1)")]
    [InlineData("  =1+1")]
    [InlineData("=HYPERLINK(\"https://example.org?\"&A1,\"x\")")]
    public async Task No_text_of_a_CSV_is_a_formula_and_elsewhere_it_is_as_it_was(string text)
    {
        _server.Probe.Rows.Clear();
        _server.Probe.Rows.Add(new(text, new(2026, 6, 30), -5, -0.5));
        using var client = _server.As("reporting");
        string csv = await client.GetStringAsync("/reports/probe.csv");
        string row = csv[(csv.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        Assert.StartsWith("'", row.TrimStart('"'), StringComparison.Ordinal);
        Assert.EndsWith(",2026-06-30,-5,-0.5\r\n", row, StringComparison.Ordinal); // numbers are no formulas
        var line = JsonDocument.Parse(await client.GetStringAsync("/reports/probe.jsonl")).RootElement;
        Assert.Equal(text, line.GetProperty("label").GetString());
    }

    [Fact]
    public async Task JSON_lines_have_each_column_in_each_line_and_null_where_there_is_nothing()
    {
        using var client = _server.As("reporting");
        using var response = await client.GetAsync("/reports/probe.jsonl");
        Assert.Equal("application/jsonl", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("""
            {"label":"North Team","on":"2026-06-30","count":15,"share":0.25}
            {"label":null,"on":"2026-06-01","count":null,"share":null}

            """.ReplaceLineEndings("\n"), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Parquet_has_columns_with_their_types()
    {
        using var client = _server.As("reporting");
        using var response = await client.GetAsync("/reports/probe.parquet");
        Assert.Equal("application/vnd.apache.parquet", response.Content.Headers.ContentType!.ToString());
        using MemoryStream file = new(await response.Content.ReadAsByteArrayAsync());
        await using var parquet = await ParquetReader.CreateAsync(file, new() { UseDateOnlyTypeForDates = true });
        Assert.Equal([("label", typeof(ReadOnlyMemory<char>)), ("on", typeof(DateOnly)), ("count", typeof(int)), ("share", typeof(double))],
            parquet.Schema.GetDataFields().Select(f => (f.Name, f.ClrType)));
        Assert.All(parquet.Schema.GetDataFields(), f => Assert.True(f.IsNullable));
    }

    [Theory]
    [InlineData("", null, "text/csv")]
    [InlineData("", "*/*", "text/csv")]
    [InlineData("", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/csv")]
    [InlineData("", "application/jsonl", "application/jsonl")]
    [InlineData("", "application/x-ndjson", "application/x-ndjson")]
    [InlineData("", "text/csv;q=0.5, application/vnd.apache.parquet", "application/vnd.apache.parquet")]
    [InlineData("", "application/*, text/csv;q=0.1", "application/jsonl")]
    [InlineData("", "application/vnd.apache.parquet;q=0, */*;q=0.1, text/csv;q=0", "application/jsonl")]
    [InlineData(".parquet", "text/csv", "application/vnd.apache.parquet")]
    [InlineData(".csv", "application/json", "text/csv")]
    [InlineData("", "application/json", null)]
    [InlineData("", "text/csv;q=0", null)]
    [InlineData("", "nonsense", null)]
    public async Task The_format_is_that_of_the_extension_else_what_the_client_likes_best(string extension, string? accept, string? mediaType)
    {
        using var client = _server.As("reporting");
        using HttpRequestMessage request = new(HttpMethod.Get, "/reports/probe" + extension);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }
        using var response = await client.SendAsync(request);
        if (mediaType is null)
        {
            Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
            var problem = await TestServer.Json(response);
            Assert.Equal("/reports/problems#not-acceptable", problem.GetProperty("type").GetString());
            Assert.All(ReportFormat.All, f => Assert.Contains(f.MediaTypes[0], problem.GetProperty("detail").GetString(), StringComparison.Ordinal));
            return;
        }
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Accept", response.Headers.Vary);
        Assert.Equal(extension.Length == 0, response.Content.Headers.ContentLocation is not null);
    }

    [Fact]
    public async Task The_header_is_there_before_the_rows_are_made_and_who_leaves_stops_the_work()
    {
        _server.Probe.Gate = new();
        using var client = _server.As("reporting");
        using (var response = await client.GetAsync("/reports/probe.csv", HttpCompletionOption.ResponseHeadersRead))
        {
            await using var body = await response.Content.ReadAsStreamAsync();
            byte[] first = new byte[25];
            await body.ReadExactlyAsync(first);
            Assert.Equal("label,on,count,share\r\n", Encoding.UTF8.GetString(first.AsSpan(3)));
            Assert.False(_server.Probe.Gate.Task.IsCompleted);
        }
        await Live.LiveServer.Until(() => _server.Probe.WasCancelled);
        var turns = (Turns)_server.Server.Services.GetService(typeof(Turns))!;
        await Live.LiveServer.Until(() => turns.Used == 0);
    }

    [Fact]
    public async Task A_table_that_cannot_be_finished_does_not_look_like_a_whole_one()
    {
        _server.Probe.Fault = new InvalidOperationException("the secret of the inside");
        using var client = _server.As("reporting");
        await Assert.ThrowsAnyAsync<Exception>(() => client.GetStringAsync("/reports/probe.csv"));
        Assert.Contains(_server.Log.Lines, line => line.StartsWith("A report could not be finished, reference ", StringComparison.Ordinal));
        Assert.DoesNotContain(_server.Log.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    public void Dispose() => _server.Dispose();
}
