using System.Net.Sockets;
using System.Text;
using LifelongLinks.Tests.Server.Live;

namespace LifelongLinks.Tests.Server.Hardening;

/// <summary>Who sends slowly, in part or nothing, or does not read, is cut off; over real sockets, with short settings.</summary>
public sealed class SlowClientsTests(SlowClientsTests.Served served) : IClassFixture<SlowClientsTests.Served>
{
    public sealed class Served : IDisposable
    {
        internal LiveServer Server { get; } = new(null, ("Http:HeadSeconds", "1"), ("Http:KeepAliveSeconds", "1"), ("Http:GraceSeconds", "2"), ("Http:MinBytesPerSecond", "1000"), ("Http:MinAnswerBytesPerSecond", "1000000"));

        public void Dispose() => Server.Dispose();
    }

    private string Head(string more) => $"POST /graphql HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {served.Server.Token()}\r\nContent-Type: application/json\r\n{more}\r\n";

    [Theory]
    [InlineData("")]
    [InlineData("GET /heal")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: loc")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: localhost\r\n")]
    public async Task A_head_that_does_not_end_is_cut(string sent)
    {
        using var socket = await Connect();
        await socket.SendAsync(Encoding.ASCII.GetBytes(sent));
        Assert.DoesNotContain("200 OK", await UntilCut(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_on_which_nothing_is_asked_any_more_is_closed()
    {
        using var socket = await Connect();
        await socket.SendAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        Assert.Contains("200 OK", await UntilCut(socket), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 1000\r\n", "{\"query\":")]
    [InlineData("Transfer-Encoding: chunked\r\n", "3e8\r\n{\"query\":")]
    public async Task A_body_that_does_not_come_is_answered_as_too_slow_and_cut(string framing, string sent)
    {
        using var socket = await Connect();
        await socket.SendAsync(Encoding.ASCII.GetBytes(Head(framing) + sent));
        string answer = await UntilCut(socket);
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"TIMEOUT\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_comes_by_drops_is_cut_before_it_is_all_there()
    {
        using var socket = await Connect();
        await socket.SendAsync(Encoding.ASCII.GetBytes(Head("Content-Length: 100000\r\n")));
        var answer = UntilCut(socket);
        int sent = 0;
        while (!answer.IsCompleted && sent < 100_000)
        {
            try
            {
                sent += await socket.SendAsync("x"u8.ToArray());
            }
            catch (SocketException)
            {
                break;
            }
            await Task.Delay(20);
        }
        Assert.StartsWith("HTTP/1.1 408 ", await answer, StringComparison.Ordinal);
        Assert.True(sent < 100_000);
    }

    [Fact]
    public async Task A_part_of_a_body_that_says_it_is_larger_than_anything_is_no_fault_of_the_server()
    {
        using var socket = await Connect();
        await socket.SendAsync(Encoding.ASCII.GetBytes(Head("Transfer-Encoding: chunked\r\n") + "FFFFFFFFFFFFFFFFF\r\n{}"));
        Assert.StartsWith("HTTP/1.1 400 ", await UntilCut(socket), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20_000, 0, "HTTP/1.1 414 ")]
    [InlineData(0, 40_000, "HTTP/1.1 431 ")]
    [InlineData(10_000, 0, "HTTP/1.1 401 ")]
    public async Task A_head_that_is_too_long_is_refused(int line, int header, string status)
    {
        using var socket = await Connect();
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /graphql?query={new string('x', line)} HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('x', header)}\r\n\r\n"));
        Assert.StartsWith(status, await UntilCut(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_and_does_not_read_is_cut()
    {
        const int Asked = 200;
        using var socket = await Connect();
        socket.ReceiveBufferSize = 4096;
        string schema = """{"query":"{ __schema { types { name description fields { name description args { name description } } } } }"}""";
        byte[] requests = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Head($"Content-Length: {schema.Length}\r\n") + schema, Asked)));
        var sending = socket.SendAsync(requests); // it does not end either: what is not answered is not read
        // No way to know without reading, which would be reading: so long it is given.
        await Task.Delay(TimeSpan.FromSeconds(12));
        string read = await UntilCut(socket);
        Assert.InRange(read.Split("HTTP/1.1 200").Length - 1, 0, Asked - 1);
        await ((Task)sending.ContinueWith(_ => { }, TaskScheduler.Default));
    }

    [Fact]
    public async Task More_connections_than_there_may_be_are_closed_at_once_and_places_given_back()
    {
        using LiveServer server = new(null, ("Http:MaxConnections", "3"));
        List<Socket> open = [];
        for (int i = 0; i < 3; i++)
        {
            open.Add(await Connect(server));
            await open[^1].SendAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            Assert.True(await open[^1].ReceiveAsync(new byte[1]) > 0);
        }
        using (var more = await Connect(server))
        {
            Assert.Equal("", await UntilCut(more));
        }
        open.ForEach(s => s.Dispose());
        await LiveServer.Until(async () =>
        {
            using var again = await Connect(server);
            await again.SendAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray());
            return (await UntilCut(again)).Contains("200 OK", StringComparison.Ordinal);
        });
    }

    private Task<Socket> Connect() => Connect(served.Server);

    private static async Task<Socket> Connect(LiveServer server)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);
        return socket;
    }

    // All that comes until the server closes; a test that waits in vain fails.
    private static async Task<string> UntilCut(Socket socket)
    {
        using CancellationTokenSource inVain = new(TimeSpan.FromSeconds(60));
        StringBuilder all = new();
        byte[] buffer = new byte[65_536];
        try
        {
            while (await socket.ReceiveAsync(buffer, SocketFlags.None, inVain.Token) is > 0 and int read)
            {
                all.Append(Encoding.ASCII.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            // Cut without a word.
        }
        return all.ToString();
    }
}
