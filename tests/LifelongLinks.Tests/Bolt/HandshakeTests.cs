using LifelongLinks.Bolt;

namespace LifelongLinks.Tests.Bolt;

/// <summary>How a connection begins: the version is agreed on, and the client signs in.</summary>
public sealed class HandshakeTests
{
    private const string Before51 = """
        C: HELLO {"user_agent":"lifelong-links-bolt/0.1","scheme":"basic","principal":"neo4j","credentials":"secret"}
        S: SUCCESS {"server": "Neo4j/5.0"}
        """;

    [Theory]
    [InlineData("5.1", "{\"user_agent\":\"lifelong-links-bolt/0.1\"}")]
    [InlineData("5.2", "{\"user_agent\":\"lifelong-links-bolt/0.1\",\"notifications_minimum_severity\":\"OFF\"}")]
    [InlineData("5.3", "{\"user_agent\":\"lifelong-links-bolt/0.1\",\"notifications_minimum_severity\":\"OFF\",\"bolt_agent\":{\"product\":\"lifelong-links-bolt/0.1\"}}")]
    [InlineData("5.4", "{\"user_agent\":\"lifelong-links-bolt/0.1\",\"notifications_minimum_severity\":\"OFF\",\"bolt_agent\":{\"product\":\"lifelong-links-bolt/0.1\"}}")]
    [InlineData("5.6", "{\"user_agent\":\"lifelong-links-bolt/0.1\",\"notifications_minimum_severity\":\"OFF\",\"bolt_agent\":{\"product\":\"lifelong-links-bolt/0.1\"}}")]
    [InlineData("5.7", "{\"user_agent\":\"lifelong-links-bolt/0.1\",\"notifications_minimum_severity\":\"OFF\",\"bolt_agent\":{\"product\":\"lifelong-links-bolt/0.1\"}}")]
    [InlineData("5.8", "{\"user_agent\":\"lifelong-links-bolt/0.1\",\"notifications_minimum_severity\":\"OFF\",\"bolt_agent\":{\"product\":\"lifelong-links-bolt/0.1\"}}")]
    public async Task Every_version_from_5_1_on_says_hello_and_then_signs_in(string version, string hello)
    {
        await using FakeServer server = new([$$"""
            C: HELLO {{hello}}
            S: SUCCESS {"server": "Neo4j/5.26.0"}
            C: LOGON {"scheme":"basic","principal":"neo4j","credentials":"secret"}
            S: SUCCESS {}
            """]) { Version = version };
        await using var driver = server.Driver();
        var info = await driver.GetServerInfoAsync();
        Assert.Equal((version, "Neo4j/5.26.0", $"127.0.0.1:{server.Port}"), (info.ProtocolVersion, info.Agent, info.Address));
    }

    [Fact]
    public async Task In_5_0_the_credentials_are_in_the_hello()
    {
        await using FakeServer server = new([Before51]) { Version = "5.0" };
        await using var driver = server.Driver();
        Assert.Equal("5.0", (await driver.GetServerInfoAsync()).ProtocolVersion);
    }

    [Theory]
    [InlineData("02" + "00040405" + "00080805" + "00", "5.8")] // 5.4 back to 5.0, 5.8 back to 5.0.
    [InlineData("01" + "00000605" + "8001", "5.6")] // 5.6 alone, and a capability of two bytes.
    [InlineData("03" + "00000006" + "00000505" + "00020405" + "00", "5.4")] // 6.0 and 5.5, which are not spoken, and 5.4 back to 5.2.
    public async Task Of_a_manifest_the_newest_version_that_is_spoken_is_chosen(string offers, string chosen)
    {
        await using FakeServer server = new([""]) { Version = $"manifest {offers} {chosen}" };
        await using var driver = server.Driver();
        Assert.Equal(chosen, (await driver.GetServerInfoAsync()).ProtocolVersion);
    }

    [Theory]
    [InlineData("00000000", "none of Bolt 5.0 to 5.8")]
    [InlineData("48545450", "speaks HTTP")]
    [InlineData("00000505", "00000505")]
    [InlineData("00000404", "00000404")]
    [InlineData("00000905", "00000905")]
    [InlineData("DEADBEEF", "DEADBEEF")]
    [InlineData("000001FF" + "00" + "00", "none of Bolt 5.0 to 5.8")]
    [InlineData("000001FF" + "01" + "00000006" + "00", "none of Bolt 5.0 to 5.8")]
    [InlineData("000001FF" + "FFFFFFFF0F", "ranges of versions")]
    [InlineData("000001FF" + "FFFFFFFFFFFFFFFFFFFF", "without end")]
    public async Task A_server_that_speaks_something_else_is_an_error_that_says_so(string reply, string says)
    {
        await using FakeServer server = new(["S: WAIT"]) { Version = "none", Opening = reply };
        await using var driver = server.Driver();
        var error = await Assert.ThrowsAsync<ProtocolException>(driver.VerifyConnectivityAsync);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000")]
    [InlineData("000001FF")]
    [InlineData("000001FF0200040405")]
    public async Task A_connection_that_is_closed_in_the_handshake_is_a_service_that_is_unavailable(string reply)
    {
        await using FakeServer server = new(["S: CLOSE"]) { Version = "none", Opening = reply };
        await using var driver = server.Driver();
        await Assert.ThrowsAsync<ServiceUnavailableException>(driver.VerifyConnectivityAsync);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_in_the_time_for_connecting()
    {
        await using FakeServer server = new(["S: WAIT"]) { Version = "none", MayEndEarly = true };
        await using var driver = server.Driver(o => o.WithConnectionTimeout(TimeSpan.FromMilliseconds(50)));
        await Assert.ThrowsAsync<ServiceUnavailableException>(driver.VerifyConnectivityAsync);
    }

    [Fact]
    public async Task A_server_that_answers_no_hello_is_given_up_in_the_time_for_connecting()
    {
        await using FakeServer server = new(["C: HELLO\nS: WAIT"]) { MayEndEarly = true };
        await using var driver = server.Driver(o => o.WithConnectionTimeout(TimeSpan.FromMilliseconds(50)));
        await Assert.ThrowsAsync<ServiceUnavailableException>(driver.VerifyConnectivityAsync);
    }

    [Fact]
    public async Task Nobody_listening_is_a_service_that_is_unavailable()
    {
        int port;
        await using (var server = FakeServer.Play())
        {
            port = server.Port;
        }
        await using var driver = GraphDatabase.Driver($"bolt://127.0.0.1:{port}", AuthTokens.None);
        await Assert.ThrowsAsync<ServiceUnavailableException>(driver.VerifyConnectivityAsync);
        Assert.False(await driver.TryVerifyConnectivityAsync());
    }

    [Fact]
    public async Task A_wrong_password_is_an_authentication_error()
    {
        await using var server = FakeServer.Play("""
            C: HELLO
            S: SUCCESS {"server": "Neo4j/5.26.0"}
            C: LOGON
            S: FAILURE {"neo4j_code": "Neo.ClientError.Security.Unauthorized", "message": "The client is unauthorized due to authentication failure.", "gql_status": "42NFF", "description": "access denied"}
            S: WAIT
            """);
        await using var driver = server.Driver();
        var error = await Assert.ThrowsAsync<AuthenticationException>(driver.VerifyConnectivityAsync);
        Assert.Equal(("Neo.ClientError.Security.Unauthorized", "42NFF", "access denied"), (error.Code, error.GqlStatus, error.GqlStatusDescription));
    }

    [Fact]
    public async Task Bearer_tokens_and_nobody_in_particular_sign_in_too()
    {
        await using var server = FakeServer.Play("""
            C: HELLO
            S: SUCCESS {}
            C: LOGON {"scheme":"bearer","credentials":"a.b.c"}
            S: SUCCESS {}
            """, """
            C: HELLO
            S: SUCCESS {}
            C: LOGON {"scheme":"none"}
            S: SUCCESS {}
            """);
        await using var bearer = server.Driver(credentials: AuthTokens.Bearer("a.b.c"));
        await bearer.VerifyConnectivityAsync();
        await bearer.CloseAsync();
        await using var nobody = server.Driver(credentials: AuthTokens.None);
        await nobody.VerifyConnectivityAsync();
    }

    [Fact]
    public async Task Whether_somebody_else_could_sign_in_can_be_asked()
    {
        await using var server = FakeServer.Play("""
            C: HELLO
            S: SUCCESS {}
            C: LOGON {"scheme":"basic","principal":"somebody","credentials":"right"}
            S: SUCCESS {}
            """, """
            C: HELLO
            S: SUCCESS {}
            C: LOGON {"scheme":"basic","principal":"somebody","credentials":"wrong"}
            S: FAILURE {"code": "Neo.ClientError.Security.Unauthorized", "message": "no"}
            S: WAIT
            """);
        await using var driver = server.Driver();
        Assert.True(await driver.VerifyAuthenticationAsync(AuthTokens.Basic("somebody", "right")));
        Assert.False(await driver.VerifyAuthenticationAsync(AuthTokens.Basic("somebody", "wrong")));
    }

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("bolt+x://localhost")]
    [InlineData("bolt://localhost?policy=europe")]
    [InlineData("neo4j://localhost?policy")]
    [InlineData("neo4j://localhost?a=1&a=2")]
    public void An_address_that_cannot_be_used_is_refused_at_once(string uri) =>
        Assert.Throws<ArgumentException>(() => GraphDatabase.Driver(uri, AuthTokens.None));
}
