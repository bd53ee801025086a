using System.Diagnostics;
using LifelongLinks.Bolt;

namespace LifelongLinks.Tests.Bolt;

/// <summary>Servers and networks that fail: an error of the right kind, no wait without end, and the next connection works.</summary>
public sealed class FaultTests
{
    private const string Good = """
        C: RUN "RETURN 1 AS n"
        C: PULL
        S: SUCCESS {"fields": ["n"]}
        S: RECORD [1]
        S: SUCCESS {}
        """;

    private const string Transaction = """
        C: BEGIN
        C: RUN
        C: PULL
        S: SUCCESS {}
        S: SUCCESS {"fields": ["n"], "qid": 0}
        S: RECORD [1]
        S: SUCCESS {}
        C: COMMIT
        S: SUCCESS {}
        """;

    private static readonly TimeSpan _most = TimeSpan.FromSeconds(30);

    public static TheoryData<int> LinesOfATransaction => [.. Enumerable.Range(0, 9)];

    /// <summary>Replies of a server that has gone mad, after RUN and PULL.</summary>
    public static TheoryData<string> Nonsense =>
    [
        "S: RAW 0001000000", // A message of one byte,
        "S: RAW 0002B3700000", // a SUCCESS without its field,
        "S: RAW 0003B170910000", // a SUCCESS with a list,
        "S: RAW 0003B155A00000", // a message that there is not,
        "S: RAW 0003000000000000", // no message,
        "S: RECORD [1]", // a row before the fields,
        "S: IGNORED", // IGNORED, where nothing has failed,
        "S: SUCCESS {\"fields\": [\"n\"]}\nS: RECORD [1, 2]", // more values than fields,
        "S: SUCCESS {\"fields\": [\"n\"]}\nS: RECORD []", // and fewer,
        "S: SUCCESS {\"fields\": [\"n\"]}\nS: RECORD {}", // no list of values,
        "S: SUCCESS {\"fields\": [\"n\"]}\nS: RAW 0008B17191D6FFFFFFFF0000", // a list of four billion,
        "S: SUCCESS {\"fields\": [\"n\"]}\nS: RAW 0008B17191D27FFFFFFF000000", // a string of two,
        "S: SUCCESS {\"fields\": [\"n\"]}\nS: RAW 0003B171DF0000", // a marker that there is not,
        "S: SUCCESS {\"fields\": [\"n\"]}\nS: RECORD [{\"$4E\": [1]}]", // a node of one field,
        "S: SUCCESS {\"fields\": [\"n\"]}\nS: RECORD [{\"$00\": []}]", // no structure that there is,
        "S: SUCCESS {\"fields\": [\"n\"]}\nS: SUCCESS {\"has_more\": 1}", // a boolean that is none,
        "S: SUCCESS {\"fields\": 1}", // fields that are none,
        "S: SUCCESS {\"fields\": [1]}", // a name that is none,
        "S: FAILURE 1", // and failures that say nothing.
        "S: FAILURE [{\"cause\": 1}]",
    ];

    [Theory]
    [MemberData(nameof(LinesOfATransaction))]
    public async Task A_connection_that_is_dropped_anywhere_is_run_again_on_another(int line)
    {
        string[] lines = Transaction.Split('\n');
        await using var server = FakeServer.Play(string.Join('\n', lines[..line]) + "\nS: CLOSE", Transaction);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        Assert.Equal(1L, await session.ExecuteWriteAsync(async tx => (await (await tx.RunAsync("W")).SingleAsync())[0]).WaitAsync(_most));
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [MemberData(nameof(LinesOfATransaction))]
    public async Task A_wait_can_be_cancelled_wherever_the_server_is_silent_and_the_pool_goes_on(int line)
    {
        string[] lines = Transaction.Split('\n');
        await using var server = FakeServer.Play(string.Join('\n', lines[..line]) + "\nS: WAIT", Good);
        await using var driver = server.Driver(o => o.WithMaxConnectionPoolSize(1));
        await using (var session = driver.AsyncSession())
        {
            using CancellationTokenSource impatient = new();
            var work = session.ExecuteWriteAsync(async tx => (await (await tx.RunAsync("W")).SingleAsync())[0], cancellationToken: impatient.Token);
            await server.Waiting;
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work.WaitAsync(_most));
        }
        Assert.Equal(1L, await One(driver));
    }

    [Fact]
    public async Task Reading_rows_can_be_cancelled_alone()
    {
        await using var server = FakeServer.Play("""
            C: RUN
            C: PULL
            S: SUCCESS {"fields": ["n"]}
            S: RECORD [1]
            S: WAIT
            """, Good);
        await using var driver = server.Driver(o => o.WithMaxConnectionPoolSize(1));
        await using (var session = driver.AsyncSession())
        {
            using CancellationTokenSource impatient = new();
            var cursor = await session.RunAsync("MATCH");
            var rows = cursor.ToListAsync(impatient.Token);
            await server.Waiting;
            await impatient.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rows.WaitAsync(_most));
        }
        Assert.Equal(1L, await One(driver));
    }

    [Fact]
    public async Task A_token_that_is_cancelled_after_the_result_has_ended_does_not_touch_who_has_the_connection_next()
    {
        await using var server = FakeServer.Play($"{Good}\n{Good}");
        await using var driver = server.Driver(o => o.WithMaxConnectionPoolSize(1));
        await using var session = driver.AsyncSession();
        using CancellationTokenSource late = new();
        var cursor = await session.RunAsync("RETURN 1 AS n", cancellationToken: late.Token);
        await foreach (var row in cursor.WithCancellation(late.Token))
        {
            Assert.Equal(1L, row[0]);
            Assert.Null(await cursor.PeekAsync()); // The result has ended, while its rows are still being enumerated.
            await late.CancelAsync();
        }
        Assert.Equal(1L, await One(driver));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task What_is_cancelled_already_is_not_begun()
    {
        await using var server = FakeServer.Play();
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        CancellationToken cancelled = new(true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.RunAsync("MATCH", cancellationToken: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.ExecuteReadAsync(_ => Task.CompletedTask, cancellationToken: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => driver.ExecutableQuery("MATCH").ExecuteAsync(cancelled));
    }

    [Fact]
    public async Task A_server_that_is_silent_for_longer_than_it_said_is_given_up_and_another_connection_made()
    {
        const string Hint = """
            C: HELLO
            S: SUCCESS {"server": "Fake", "hints": {"connection.recv_timeout_seconds": 1}}
            C: LOGON
            S: SUCCESS {}
            """;
        await using var server = FakeServer.Play($"{Hint}\nC: RUN\nC: PULL\nS: WAIT", $"{Hint}\n{Good}");
        await using var driver = server.Driver();
        await using (var session = driver.AsyncSession())
        {
            var cursor = await session.RunAsync("MATCH");
            var error = await Assert.ThrowsAsync<ConnectionReadTimeoutException>(() => cursor.FetchAsync().WaitAsync(_most));
            Assert.True(error.IsRetriable);
        }
        Assert.Equal(1L, await One(driver));
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task A_server_that_sends_nonsense_is_an_error_and_its_connection_is_closed(string nonsense)
    {
        await using FakeServer server = new([$"C: RUN\nC: PULL\n{nonsense}\nS: CLOSE", Good]);
        await using var driver = server.Driver(o => o.WithMaxConnectionPoolSize(1));
        await using (var session = driver.AsyncSession())
        {
            var cursor = await session.RunAsync("MATCH");
            await Assert.ThrowsAsync<ProtocolException>(() => cursor.ToListAsync().WaitAsync(_most));
        }
        Assert.Equal(1L, await One(driver));
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_chunk_that_is_announced_and_does_not_come_is_a_connection_that_is_lost()
    {
        await using var server = FakeServer.Play("C: RUN\nC: PULL\nS: RAW FFFFB170\nS: CLOSE", Good);
        await using var driver = server.Driver();
        await using (var session = driver.AsyncSession())
        {
            var cursor = await session.RunAsync("MATCH");
            await Assert.ThrowsAsync<ServiceUnavailableException>(() => cursor.ToListAsync().WaitAsync(_most));
        }
        Assert.Equal(1L, await One(driver));
    }

    [Fact]
    public async Task Bytes_nobody_asked_for_close_the_connection_they_came_on()
    {
        await using var server = FakeServer.Play($"{Good}\nS: SUCCESS {{}}", Good);
        await using var driver = server.Driver();
        Assert.Equal(1L, await One(driver));
        await UntilItHears(server, "GOODBYE", () => One(driver));
    }

    [Fact]
    public void A_message_without_end_stops_at_a_bound()
    {
        const int Bound = 100_000;
        MessageReader reader = new(Bound);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<ProtocolException>(() =>
        {
            // Chunks of one byte, 0001 and 01, as fast as they are taken.
            for (int at = 0; !reader.TryTake(out _);)
            {
                var room = reader.Room().Span;
                foreach (ref byte b in room)
                {
                    b = (byte)(at++ % 3 == 0 ? 0 : 1);
                }
                reader.Received(room.Length);
            }
        });
        Assert.Contains("100000", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 12 * Bound); // Headers are two thirds of what arrives.
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    public void Messages_are_put_together_whatever_their_chunks_and_wherever_the_network_cuts_them(int chunk)
    {
        byte[][] messages = [[1], [.. Enumerable.Range(0, 700).Select(i => (byte)i)], [2, 3], [.. Enumerable.Range(0, 70_000).Select(i => (byte)(i * 7))], [4]];
        byte[] bytes = [.. messages.SelectMany(m => new byte[] { 0, 0 }.Concat(FakeServer.Chunked(m, chunk)))];
        foreach (int piece in new[] { 1, 2, 3, 5, 1000, bytes.Length })
        {
            MessageReader reader = new();
            var rest = bytes.AsMemory();
            foreach (byte[] expected in messages)
            {
                ReadOnlyMemory<byte> message;
                while (!reader.TryTake(out message))
                {
                    var room = reader.Room();
                    int count = Math.Min(Math.Min(piece, room.Length), rest.Length);
                    Assert.NotEqual(0, count);
                    rest[..count].CopyTo(room);
                    rest = rest[count..];
                    reader.Received(count);
                }
                Assert.Equal(expected, message.ToArray());
            }
            Assert.False(reader.TryTake(out _));
        }
    }

    [Fact]
    public async Task A_slow_drip_takes_its_time_and_arrives()
    {
        await using FakeServer server = new([Good.Replace("[1]", $"[\"{new string('x', 400)}\"]", StringComparison.Ordinal)]) { Split = -1 };
        await using var driver = server.Driver();
        Assert.Equal(new string('x', 400), await One(driver));
    }

    [Fact]
    public async Task Whoever_does_not_read_slows_the_server_down_and_holds_no_more_than_a_network_buffer()
    {
        const int Rows = 200_000;
        string row = $"S: RAW {Convert.ToHexString(FakeServer.Chunked([0xB1, 0x71, 0x91, 0xD0, 0x64, .. Enumerable.Repeat((byte)'x', 100)]))}";
        await using FakeServer server = new([$"C: RUN\nC: PULL\nS: SUCCESS {{\"fields\": [\"n\"]}}\nS: REPEAT {Rows} {row[7..]}\nS: SUCCESS {{}}"]);
        await using var driver = server.Driver(o => o.WithFetchSize(Config.Infinite));
        await using var session = driver.AsyncSession();
        var cursor = await session.RunAsync("MATCH");
        List<long> memory = [];
        int count = 0;
        while (await cursor.FetchAsync())
        {
            if (++count % 20_000 == 0)
            {
                memory.Add(GC.GetTotalMemory(forceFullCollection: true));
            }
        }
        Assert.Equal(Rows, count);
        Assert.InRange(memory.Max() - memory[0], 0, 8 * 1024 * 1024); // The rows have 21 MB, and the server would send them all at once.
    }

    private static async Task<object?> One(IDriver driver)
    {
        await using var session = driver.AsyncSession();
        return (await (await session.RunAsync("RETURN 1 AS n")).SingleAsync().WaitAsync(_most))[0];
    }

    // The bytes may still be on their way when the connection is given back: it is used until they have come.
    private static async Task UntilItHears(FakeServer server, string message, Func<Task> use)
    {
        await Task.Delay(100);
        await use();
        var since = Stopwatch.StartNew();
        while (!server.Heard.Contains(message) && since.Elapsed < _most)
        {
            await Task.Delay(10);
        }
        Assert.Equal(2, server.Connections);
    }
}
