using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using LifelongLinks.Bolt;

namespace LifelongLinks.Tests.Bolt;

/// <summary>
/// A server that plays scripts, one for each connection in the order they are made. A line is one of
/// <code>
/// C: RUN "RETURN 1"             the client sends this: a message's name and fields in JSON, or the beginning of them
/// S: RECORD [1]                 the server sends this: a message's name and its one field in JSON
/// S: NOOP                       it sends an empty chunk
/// S: RAW 0001FF                 it sends these bytes
/// S: REPEAT 1000 0001FF         it sends these bytes that often
/// S: CLOSE                      it closes the connection, and the script is over
/// S: WAIT                       it says no more, until the client closes the connection, and the script is over
/// </code>
/// HELLO and LOGON are before what is written, unless a script has them itself; RESET is answered, and GOODBYE or the closing of the
/// connection taken, wherever no line says otherwise. What is not as written is thrown when the server is disposed.
/// </summary>
internal sealed class FakeServer : IAsyncDisposable
{
    internal const string Greeting = """
        C: HELLO
        S: SUCCESS {"server": "Fake/5.26", "connection_id": "bolt-1", "hints": {}}
        C: LOGON
        S: SUCCESS {}
        """;

    private static readonly Dictionary<byte, string> _requests = new()
    {
        [0x01] = "HELLO",
        [0x02] = "GOODBYE",
        [0x0F] = "RESET",
        [0x10] = "RUN",
        [0x11] = "BEGIN",
        [0x12] = "COMMIT",
        [0x13] = "ROLLBACK",
        [0x2F] = "DISCARD",
        [0x3F] = "PULL",
        [0x66] = "ROUTE",
        [0x6A] = "LOGON",
        [0x6B] = "LOGOFF",
    };

    private static readonly Dictionary<string, byte> _replies = new() { ["SUCCESS"] = 0x70, ["RECORD"] = 0x71, ["IGNORED"] = 0x7E, ["FAILURE"] = 0x7F };

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Queue<string> _scripts;
    private readonly List<string> _heard = [];
    private readonly List<string> _wrong = [];
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _played = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;
    private int _left; // Scripts that are not over.

    internal FakeServer(IEnumerable<string> scripts)
    {
        _scripts = new(scripts);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _left = _scripts.Count;
        _accepting = Task.Run(Accept);
    }

    internal int Port { get; }

    /// <summary>The version it chooses; <c>manifest</c> with what it offers and what is to be chosen; or <c>none</c>.</summary>
    internal string Version { get; init; } = "5.8";

    /// <summary>What it opens with, in hexadecimal, when its version is <c>none</c>.</summary>
    internal string Opening { get; init; } = "";

    /// <summary>After how many bytes of each reply it makes a pause; 0 for never, -1 for after each.</summary>
    internal int Split { get; init; }

    /// <summary>By what it encrypts.</summary>
    internal X509Certificate2? Certificate { get; init; }

    /// <summary>Whether connections after the last script play it again.</summary>
    internal bool Forever { get; init; }

    /// <summary>Whether clients may go before a script is over.</summary>
    internal bool MayEndEarly { get; init; }

    /// <summary>Tells the one script when it is to be played, for servers that have to know each other's ports first; null when it is not to be.</summary>
    internal Func<string?>? Tell { get; init; }

    private bool MayBeLeftAlone => MayEndEarly || Tell is not null && Tell() is null;

    /// <summary>When a script has come to WAIT.</summary>
    internal Task Waiting => _waiting.Task;

    /// <summary>What clients sent.</summary>
    internal string[] Heard { get { lock (_heard) { return [.. _heard]; } } }

    /// <summary>How many connections were made.</summary>
    internal int Connections { get; private set; }

    /// <summary>The host that the last client asked for by SNI.</summary>
    internal string? AskedFor { get; private set; }

    internal static FakeServer Play(params string[] scripts) => new(scripts);

    /// <summary>A driver for this server.</summary>
    internal IDriver Driver(
        Action<ConfigBuilder>? configure = null, string scheme = "bolt", IAuthToken? credentials = null, string query = "") => GraphDatabase.Driver(
        $"{scheme}://127.0.0.1:{Port}{query}", credentials ?? AuthTokens.Basic("neo4j", "secret"), o =>
        {
            o.WithConnectionTimeout(TimeSpan.FromSeconds(20)).WithMaxTransactionRetryTime(TimeSpan.FromSeconds(20));
            o.Config.RetryDelay = TimeSpan.FromMilliseconds(5);
            configure?.Invoke(o);
        });

    public async ValueTask DisposeAsync()
    {
        // A script that is not yet over has time to come to its end, unless it went wrong already.
        bool waits = _wrong.Count == 0 && !Forever && !MayBeLeftAlone && _left > 0;
        await Task.WhenAny(_played.Task, Task.Delay(TimeSpan.FromSeconds(waits ? 10 : 0)));
        await _over.CancelAsync();
        await _accepting;
        _listener.Stop();
        _over.Dispose();
        Assert.Empty(_wrong);
    }

    private async Task Accept()
    {
        List<Task> connections = [];
        string? script = null;
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_over.Token);
                Connections++;
                if (_scripts.Count == 0 && !Forever)
                {
                    _wrong.Add("There was a connection too many.");
                    client.Dispose();
                    continue;
                }
                script = Tell is not null ? Tell() : _scripts.Count > 0 ? _scripts.Peek() : script;
                _scripts.TryDequeue(out _);
                bool greets = script!.Contains("C: HELLO", StringComparison.Ordinal) || Version is "none";
                connections.Add(Task.Run(() => Serve(client, greets ? script : $"{Greeting}\n{script}")));
            }
        }
        catch (OperationCanceledException)
        {
            if (_scripts.Count > 0 && !MayBeLeftAlone)
            {
                _wrong.Add($"{_scripts.Count} connections were never made.");
            }
        }
        await Task.WhenAll(connections);
    }

    private async Task Serve(TcpClient client, string script)
    {
        using (client)
        {
            client.NoDelay = true;
            string[] lines = [.. script.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];
            int at = 0;
            try
            {
                var stream = await Encrypted(client.GetStream());
                await Handshake(stream);
                for (; at < lines.Length; at++)
                {
                    string line = lines[at][3..];
                    if (lines[at].StartsWith("C: ", StringComparison.Ordinal))
                    {
                        await Expect(stream, line);
                    }
                    else if (line == "WAIT")
                    {
                        _waiting.TrySetResult();
                        await Drained(stream);
                        return;
                    }
                    else if (line == "CLOSE")
                    {
                        return;
                    }
                    else
                    {
                        await Send(stream, line);
                    }
                }
                await Finish(stream);
            }
            catch (Exception e) when (MayEndEarly || e is IOException or SocketException or OperationCanceledException && at >= lines.Length)
            {
                // The client has gone, at a time when it may.
            }
            catch (Exception e)
            {
                _wrong.Add($"At {(at < lines.Length ? lines[at] : "the end")}: {e.Message}");
            }
            finally
            {
                if (Interlocked.Decrement(ref _left) == 0)
                {
                    _played.TrySetResult();
                }
            }
        }
    }

    private async Task<Stream> Encrypted(Stream plain)
    {
        if (Certificate is null)
        {
            return plain;
        }
        SslStream encrypted = new(plain);
        await encrypted.AuthenticateAsServerAsync((_, hello, _, _) =>
        {
            AskedFor = hello.ServerName;
            return new(new SslServerAuthenticationOptions { ServerCertificate = Certificate });
        }, null, _over.Token);
        return encrypted;
    }

    private async Task Handshake(Stream stream)
    {
        byte[] offer = new byte[20];
        await stream.ReadExactlyAsync(offer, _over.Token);
        if (Convert.ToHexString(offer) != "6060B017" + "000001FF" + "00020805" + "00040405" + "00000000")
        {
            throw new InvalidDataException($"The client opened with {Convert.ToHexString(offer)}.");
        }
        switch (Version.Split(' '))
        {
            case ["manifest", var offers, var chosen]:
                await stream.WriteAsync(Convert.FromHexString("000001FF" + offers), _over.Token);
                byte[] choice = new byte[5];
                await stream.ReadExactlyAsync(choice, _over.Token);
                Assert.Equal($"0000{Hex(chosen)}00", Convert.ToHexString(choice));
                break;
            case ["none"]:
                await stream.WriteAsync(Convert.FromHexString(Opening), _over.Token);
                break;
            default:
                await stream.WriteAsync(Convert.FromHexString($"0000{Hex(Version)}"), _over.Token);
                break;
        }
    }

    private async Task Expect(Stream stream, string line)
    {
        string? message;
        while ((message = await Message(stream)) == "RESET" && line != "RESET")
        {
            await Send(stream, "SUCCESS {}");
        }
        if (message?.StartsWith(line, StringComparison.Ordinal) != true)
        {
            throw new InvalidDataException($"the client sent {message ?? "nothing"}.");
        }
    }

    // The script is over: the client may reset, sign in again and say goodbye.
    private async Task Finish(Stream stream)
    {
        while (await Message(stream) is { } message && message != "GOODBYE")
        {
            if (message.Split(' ')[0] is not ("RESET" or "LOGOFF" or "LOGON"))
            {
                _wrong.Add($"After the end of the script the client sent {message}.");
                return;
            }
            await Send(stream, "SUCCESS {}");
        }
    }

    private async Task Drained(Stream stream)
    {
        byte[] rest = new byte[1024];
        try
        {
            while (await stream.ReadAsync(rest, _over.Token) > 0)
            {
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // It has gone, as it should.
        }
    }

    private async Task<string?> Message(Stream stream)
    {
        MemoryStream whole = new();
        byte[] header = new byte[2];
        while (true)
        {
            if (await stream.ReadAtLeastAsync(header, 2, throwOnEndOfStream: false, _over.Token) < 2)
            {
                return null;
            }
            int size = BinaryPrimitives.ReadUInt16BigEndian(header);
            if (size == 0)
            {
                break;
            }
            byte[] chunk = new byte[size];
            await stream.ReadExactlyAsync(chunk, _over.Token);
            whole.Write(chunk);
        }
        string message = Told(whole.ToArray());
        lock (_heard)
        {
            _heard.Add(message);
        }
        return message;
    }

    private static string Told(byte[] message)
    {
        ReadOnlySpan<byte> rest = message.AsSpan(2);
        StringBuilder text = new(_requests[message[1]]);
        for (int fields = message[0] & 0x0F; fields > 0; fields--)
        {
            text.Append(' ').Append(PackJson.Decode(ref rest));
        }
        Assert.Equal(0, rest.Length);
        return text.ToString();
    }

    private async Task Send(Stream stream, string line)
    {
        string[] parts = line.Split(' ', 2);
        byte[] bytes = parts[0] switch
        {
            "NOOP" => [0, 0],
            "RAW" => Convert.FromHexString(parts[1]),
            "REPEAT" => Repeated(parts[1].Split(' ')),
            _ => Chunked([(byte)(parts.Length - 1 | 0xB0), _replies[parts[0]], .. parts.Length > 1 ? PackJson.Encode(JsonNode.Parse(parts[1])) : []]),
        };
        int[] cuts = Split switch
        {
            0 => [],
            -1 => [.. Enumerable.Range(1, bytes.Length - 1)],
            _ => [Math.Min(Split, bytes.Length)],
        };
        int from = 0;
        foreach (int cut in cuts)
        {
            await stream.WriteAsync(bytes.AsMemory(from, cut - from), _over.Token);
            await Task.Delay(1);
            from = cut;
        }
        await stream.WriteAsync(bytes.AsMemory(from), _over.Token);
    }

    private static byte[] Repeated(string[] parts)
    {
        byte[] once = Convert.FromHexString(parts[1]);
        byte[] all = new byte[int.Parse(parts[0], null) * once.Length];
        for (int at = 0; at < all.Length; at += once.Length)
        {
            once.CopyTo(all, at);
        }
        return all;
    }

    /// <summary>A message in chunks.</summary>
    internal static byte[] Chunked(byte[] message, int largest = ushort.MaxValue)
    {
        MemoryStream bytes = new();
        foreach (byte[] chunk in message.Chunk(largest))
        {
            bytes.Write([(byte)(chunk.Length >> 8), (byte)chunk.Length]);
            bytes.Write(chunk);
        }
        bytes.Write([0, 0]);
        return bytes.ToArray();
    }

    private static string Hex(string version) => string.Join("", version.Split('.').Reverse().Select(p => byte.Parse(p, null).ToString("X2", null)));
}
