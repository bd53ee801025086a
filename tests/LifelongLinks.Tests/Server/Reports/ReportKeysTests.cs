using System.Net;
using System.Net.Http.Json;
using System.Text;
using LifelongLinks.Server;
using LifelongLinks.Tests.Server.Live;

namespace LifelongLinks.Tests.Server.Reports;

/// <summary>Keys of reporting tools: made, used, revoked, expired, wrong; and that they open reports and nothing else.</summary>
public sealed class ReportKeysTests : IDisposable
{
    private readonly ReportsServer _server = new();

    [Fact]
    public async Task A_key_opens_reports_in_the_role_REPORTING_and_the_trail_knows_it_by_its_name()
    {
        using var client = _server.WithKey("Power BI", _server.Key);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/reports/probe.csv")).StatusCode);
        var written = Assert.Single(await _server.Trail());
        Assert.Equal(("report key: Power BI", "report probe"), (written.Subject, written.Action));
        Assert.Equal([Role.Reporting], written.Roles);
        Assert.Empty(written.ChildIds);
        Assert.False(string.IsNullOrEmpty(written.RequestId));
        Assert.Null(AuditChain.Fault(AuditHead.New(written.Stream!), written));
    }

    [Fact]
    public async Task A_key_opens_nothing_else()
    {
        using var client = _server.WithKey("Power BI", _server.Key);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsJsonAsync("/graphql", new { query = "{ __typename }" })).StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", _server.Key);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsJsonAsync("/graphql", new { query = "{ __typename }" })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/reports/probe.csv")).StatusCode);
        client.DefaultRequestHeaders.Authorization = ReportsServer.Basic("Power BI", _server.Key);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/reports/reviews-due-list.csv")).StatusCode);
        client.DefaultRequestHeaders.Authorization = null;
        foreach (string path in (string[])[$"/reports/probe.csv?key={_server.Key}", $"/reports/probe.csv?name={_server.Key}"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(path)).StatusCode);
        }
    }

    [Fact]
    public async Task Revoked_keys_and_new_ones_are_known_to_a_server_that_runs()
    {
        using var old = _server.WithKey("Power BI", _server.Key);
        Assert.Equal(HttpStatusCode.OK, (await old.GetAsync("/reports/probe.csv")).StatusCode);
        Assert.Contains("opens nothing any more", await ReportsServer.Run("revoke", "--name", "Power BI", "--file", _server.KeysFile), StringComparison.Ordinal);
        using var fresh = _server.WithKey("Excel", await _server.NewKey("Excel"));
        await LiveServer.Until(async () => (await fresh.GetAsync("/reports/probe.csv")).StatusCode == HttpStatusCode.OK);
        using var refused = await old.GetAsync("/reports/probe.csv");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("revoked", (await TestServer.Json(refused)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_good_on_its_last_day_and_not_after()
    {
        string lasts = await _server.NewKey("lasts", "2026-06-30");
        string over = await _server.NewKey("over", "2026-07-31");
        await File.WriteAllTextAsync(_server.KeysFile, (await File.ReadAllTextAsync(_server.KeysFile)).Replace("2026-07-31", "2026-06-29", StringComparison.Ordinal));
        using HttpClient one = _server.WithKey("lasts", lasts), other = _server.WithKey("over", over);
        Assert.Equal(HttpStatusCode.OK, (await one.GetAsync("/reports/probe.csv")).StatusCode);
        using var refused = await other.GetAsync("/reports/probe.csv");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("expired", (await TestServer.Json(refused)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_in_the_same_words_whatever_is_wrong_and_no_log_or_answer_has_a_key()
    {
        string other = await _server.NewKey("Excel");
        HashSet<string> answers = [];
        foreach (var (name, key) in ((string, string)[])[("Power BI", other), ("Power BI", ""), ("power bi", _server.Key), ("nobody", _server.Key), ("Power BI", _server.Key + "x"), ("", "")])
        {
            using var client = _server.WithKey(name, key);
            using var response = await client.GetAsync("/reports/probe.csv");
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal(["Bearer", "Basic realm=\"Lifelong Links reports\", charset=\"UTF-8\""], response.Headers.GetValues("WWW-Authenticate"));
            answers.Add(await response.Content.ReadAsStringAsync());
        }
        string answer = Assert.Single(answers);
        Assert.Contains("/reports/problems#not-signed-in", answer, StringComparison.Ordinal);
        Assert.Contains(_server.Log.Lines, line => line.StartsWith("A report key was refused: The name or the key is wrong.", StringComparison.Ordinal));
        string everything = string.Join('\n', _server.Log.Lines) + answer;
        foreach (string secret in (string[])[_server.Key, other, "nobody"])
        {
            Assert.DoesNotContain(secret, everything, StringComparison.Ordinal);
        }
        Assert.Empty(await _server.Trail());
        Assert.Equal(0, _server.Probe.Made);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic !")]
    [InlineData("Basic Tm9Db2xvbg==")]
    [InlineData("Basic /zo/")]
    public async Task What_is_no_user_name_and_password_is_refused(string header)
    {
        using var client = _server.Server.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/reports/probe.csv")).StatusCode);
        client.DefaultRequestHeaders.Remove("Authorization");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Basic " + new string('A', 10_000));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/reports/probe.csv")).StatusCode);
    }

    [Fact]
    public async Task Whoever_goes_on_guessing_is_no_longer_answered_and_a_key_that_holds_is()
    {
        using ReportsServer server = new(("Rates:UnsignedBurst", "6"), ("Rates:UnsignedPerSecond", "1"));
        using HttpClient guesses = server.WithKey("Power BI", "guess"), holds = server.WithKey("Power BI", server.Key);
        List<HttpStatusCode> answers = [];
        for (int i = 0; i < 20; i++)
        {
            answers.Add((await guesses.GetAsync("/reports/probe.csv")).StatusCode);
        }
        Assert.Equal(HttpStatusCode.Unauthorized, answers[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.True(server.Log.Lines.Count(line => line.StartsWith("A report key was refused", StringComparison.Ordinal)) < 20);
        Assert.Equal(HttpStatusCode.OK, (await holds.GetAsync("/reports/probe.csv")).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("half of a fi")]
    [InlineData("""[{ "name": "Power BI", "hash": "short", "madeOn": "2026-06-30", "expiresOn": null, "revokedOn": null }]""")]
    public async Task While_the_file_cannot_be_read_no_key_opens_anything(string? text)
    {
        string kept = await File.ReadAllTextAsync(_server.KeysFile);
        using var client = _server.WithKey("Power BI", _server.Key);
        _ = _server.Server.Server;
        if (text is null)
        {
            File.Delete(_server.KeysFile);
        }
        else
        {
            await File.WriteAllTextAsync(_server.KeysFile, text);
        }
        using var response = await client.GetAsync("/reports/probe.csv");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains(_server.Log.Lines, line => line.StartsWith("The file of report keys cannot be read", StringComparison.Ordinal));
        await File.WriteAllTextAsync(_server.KeysFile, kept);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/reports/probe.csv")).StatusCode);
    }

    [Fact]
    public async Task The_file_has_no_key_in_it_and_is_its_owner_s()
    {
        string text = await File.ReadAllTextAsync(_server.KeysFile);
        Assert.DoesNotContain(_server.Key, text, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Key[10..], text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_server.KeysFile));
        }
        Assert.True(Encoding.ASCII.GetByteCount(_server.Key) > 43); // 256 bits
        Assert.NotEqual(_server.Key, await _server.NewKey("another"));
    }

    [Fact]
    public async Task The_commands_say_what_is_the_matter()
    {
        Assert.Equal("Power BI: made 2026-06-30, good until it is revoked\n1 key.\n", (await ReportsServer.Run("list", "--file", _server.KeysFile)).ReplaceLineEndings("\n"));
        await _server.NewKey("until then", "2026-12-31");
        await ReportsServer.Run("revoke", "--name", "Power BI", "--file", _server.KeysFile);
        await ReportsServer.Run("revoke", "--name", "Power BI", "--file", _server.KeysFile); // no less revoked
        Assert.Equal("Power BI: made 2026-06-30, revoked 2026-06-30\nuntil then: made 2026-06-30, good up to and including 2026-12-31\n2 keys.\n",
            (await ReportsServer.Run("list", "--Reports:Keys:File", _server.KeysFile)).ReplaceLineEndings("\n"));
        await Refused("--file", "list");
        await Refused("--name", "new", "--file", _server.KeysFile);
        await Refused("there is, or was, a key named", "new", "--name", "Power BI", "--file", _server.KeysFile); // its name is in the trail
        await Refused("letters of ASCII", "new", "--name", "a:b", "--file", _server.KeysFile);
        await Refused("which is over", "new", "--name", "x", "--expires", "2026-06-29", "--file", _server.KeysFile);
        await Refused("must be a day", "new", "--name", "x", "--expires", "never", "--file", _server.KeysFile);
        await Refused("there is no key named", "revoke", "--name", "x", "--file", _server.KeysFile);
        await Refused("there is no file", "revoke", "--name", "x", "--file", _server.KeysFile + "x");
        await Refused("there is no file", "list", "--file", _server.KeysFile + "x");

        static async Task Refused(string why, string which, params string[] args) =>
            Assert.Contains(why, (await Assert.ThrowsAsync<CannotStartException>(() => ReportsServer.Run(which, args))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_named_and_not_there_keeps_the_server_from_starting()
    {
        using TestServer server = new(null, "Development", ("Reports:Keys:File", _server.KeysFile + "x"));
        Assert.ThrowsAny<Exception>(() => server.Server);
    }

    [Fact]
    public async Task Without_a_file_of_keys_none_opens_anything_and_Basic_is_not_offered()
    {
        using TestServer server = new();
        using var client = server.CreateClient();
        client.DefaultRequestHeaders.Authorization = ReportsServer.Basic("Power BI", _server.Key);
        using var response = await client.GetAsync("/reports/plan-reviews.csv");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(["Bearer"], response.Headers.GetValues("WWW-Authenticate"));
    }

    public void Dispose() => _server.Dispose();
}
