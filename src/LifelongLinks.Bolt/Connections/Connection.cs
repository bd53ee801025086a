using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace LifelongLinks.Bolt;

/// <summary>What the server replied: a tag, and what is behind it. The bytes are good until more is received.</summary>
internal readonly record struct Reply(byte Tag, ReadOnlyMemory<byte> Body);

/// <summary>
/// A connection that is signed in. Requests are gathered by <see cref="Add{T}"/> and sent together; replies come in the order of requests.
/// It is used by one session at a time. When anything goes wrong with the bytes, it is closed and cannot be used again.
/// </summary>
internal sealed class Connection : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly MessageReader _reader = new();
    private readonly MessageWriter _writer = new();
    private readonly DriverSettings _settings;
    private readonly CancellationTokenSource _stop = new();
    private readonly long _opened = Stopwatch.GetTimestamp();
    private long _lastUsed = Stopwatch.GetTimestamp();
    private TimeSpan _serverPatience = Timeout.InfiniteTimeSpan;
    private TimeSpan _patience = Timeout.InfiniteTimeSpan; // How long the server may be silent.
    private CancellationTokenRegistration _heeded;
    private CancellationToken _cancelled; // The token that was cancelled, if one was.
    private bool _signInAgain; // What the server knows of the user is stale.
    private int _awaited; // Requests whose reply is not complete.

    private Connection(ServerAddress address, Socket socket, Stream stream, BoltVersion version, DriverSettings settings)
    {
        _socket = socket;
        _stream = stream;
        _settings = settings;
        Address = address;
        Version = version;
        Server = new ServerInfo(address.ToString(), version.ToString(), "");
    }

    /// <summary>The server's address.</summary>
    internal ServerAddress Address { get; }

    /// <summary>The version spoken.</summary>
    internal BoltVersion Version { get; }

    /// <summary>The server.</summary>
    internal ServerInfo Server { get; private set; }

    /// <summary>The pool it goes back to.</summary>
    internal ConnectionPool? Pool { get; set; }

    /// <summary>What an error on this connection means to whoever chose its server; null where there was no choice.</summary>
    internal Func<Connection, Neo4jException, Neo4jException>? Explain { get; set; }

    /// <summary>The database it is used for, as far as a server was chosen by it.</summary>
    internal string? Database { get; set; }

    /// <summary>Whether it is closed, or has to be.</summary>
    internal bool Broken { get; private set; }

    /// <summary>Whether a transaction is open on it, or a result, or a failure not yet forgotten: only a RESET leads back.</summary>
    internal bool Occupied { get; set; }

    /// <summary>For how long nobody used it.</summary>
    internal TimeSpan Idle => Stopwatch.GetElapsedTime(_lastUsed);

    /// <summary>How old it is.</summary>
    internal TimeSpan Age => Stopwatch.GetElapsedTime(_opened);

    /// <summary>Connects, encrypts where asked to, agrees on a version and signs in.</summary>
    internal static async Task<Connection> Open(ServerAddress address, DriverSettings settings, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (timeout > TimeSpan.Zero)
        {
            limit.CancelAfter(timeout);
        }
        using Transport transport = new(address);
        try
        {
            var stream = await transport.Connect(settings.Trust, limit.Token);
            var version = await Handshake.Agree(stream, limit.Token);
            Connection connection = new(address, transport.Socket, stream, version, settings);
            using (limit.Token.UnsafeRegister(static c => ((Connection)c!)._stop.Cancel(), connection))
            {
                await connection.SignIn();
            }
            transport.Keep();
            return connection;
        }
        catch (Exception e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw e switch
            {
                ServiceUnavailableException or ConnectionReadTimeoutException or OperationCanceledException when limit.IsCancellationRequested =>
                    new ServiceUnavailableException($"{address} could not be connected to and signed in to in {timeout.TotalSeconds} s.", e),
                SocketException or IOException => new ServiceUnavailableException($"{address} cannot be reached: {e.Message}", e),
                System.Security.Authentication.AuthenticationException =>
                    new SecurityException($"The connection to {address} cannot be encrypted, or its certificate is not trusted.", e),
                _ => e,
            };
        }
    }

    /// <summary>From here on every wait ends when a token is cancelled, and the connection with it, until it is given back.</summary>
    internal void Heed(CancellationToken cancellationToken) => _heeded = Attend(cancellationToken);

    /// <summary>Every wait ends when a token is cancelled, and the connection with it, until the registration is disposed.</summary>
    internal CancellationTokenRegistration Attend(CancellationToken cancellationToken) => cancellationToken.CanBeCanceled
        ? cancellationToken.UnsafeRegister(static (connection, token) => ((Connection)connection!).Cancel(token), this) : default;

    /// <summary>The connection is given back: the token can no longer close it.</summary>
    internal void HeedNoMore()
    {
        _heeded.Dispose();
        _heeded = default;
        _lastUsed = Stopwatch.GetTimestamp();
        Broken |= _stop.IsCancellationRequested;
    }

    /// <summary>Gathers a request, which is sent with the next <see cref="Send"/>.</summary>
    internal void Add<T>(in T request) where T : struct, IRequest
    {
        _writer.Add(request);
        _awaited++;
    }

    /// <summary>Sends the requests that were gathered.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    internal async ValueTask Send()
    {
        try
        {
            ObjectDisposedException.ThrowIf(Broken, this);
            await _stream.WriteAsync(_writer.Gathered, _stop.Token);
            _writer.Sent();
        }
        catch (Exception e)
        {
            throw Lost(e);
        }
    }

    /// <summary>The next reply, if it has arrived.</summary>
    internal bool TryReceive(out Reply reply)
    {
        try
        {
            if (!_reader.TryTake(out var message))
            {
                reply = default;
                return false;
            }
            reply = Understood(message);
            return true;
        }
        catch (ProtocolException e)
        {
            throw Lost(e);
        }
    }

    /// <summary>The next reply, when it has arrived.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<Reply> Receive()
    {
        Reply reply;
        while (!TryReceive(out reply))
        {
            await ReceiveMore();
        }
        return reply;
    }

    /// <summary>The SUCCESS that is to come. A FAILURE is thrown.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<Reply> Success()
    {
        var reply = await Receive();
        return reply.Tag == Tag.Success ? reply : throw Refused(reply);
    }

    /// <summary>The exception for a reply that is no SUCCESS where one had to be.</summary>
    internal Exception Refused(in Reply reply)
    {
        Occupied = true;
        if (reply.Tag != Tag.Failure)
        {
            return Lost(new ProtocolException($"The server sent {reply.Tag:X2}, where a SUCCESS or FAILURE was to come."));
        }
        var failure = Read(reply, static (ref PackStreamReader reader) => Failure.Read(ref reader));
        _signInAgain |= failure is AuthorizationException;
        return Explain?.Invoke(this, failure) ?? failure;
    }

    /// <summary>Reads a reply's body.</summary>
    internal T Read<T>(in Reply reply, Reading<T> read)
    {
        try
        {
            PackStreamReader reader = new(reply.Body.Span, _settings.Names);
            return read(ref reader);
        }
        catch (ProtocolException e)
        {
            throw Lost(e);
        }
    }

    /// <summary>
    /// Ends whatever is under way and takes what is still to come of it; signs in again where the server asked for that. False when the
    /// connection is lost.
    /// </summary>
    internal async ValueTask<bool> TryReset()
    {
        try
        {
            int before = _awaited;
            Add(new Reset());
            if (_signInAgain && Version >= BoltVersion.Logon)
            {
                Add(new Logoff());
                Add(new Logon(_settings.Credentials));
            }
            int asked = _awaited - before;
            _patience = _settings.Config.ConnectionTimeout; // Whatever was under way, this is answered at once.
            await Send();
            while (_awaited > 0)
            {
                bool ours = _awaited <= asked;
                byte tag = (await Receive()).Tag;
                Broken |= ours && tag != Tag.Success;
            }
            Broken |= _signInAgain && Version < BoltVersion.Logon;
            Occupied = _signInAgain = false;
            _patience = _serverPatience;
        }
        catch (Exception e) when (e is Neo4jException or OperationCanceledException)
        {
            Broken = true;
        }
        return !Broken;
    }

    /// <summary>Whether the server has closed it, or said something unasked, while nobody used it. Needs no round trip.</summary>
    internal bool HasGone()
    {
        try
        {
            return Broken || _awaited > 0 || _reader.HasMore || _socket.Poll(0, SelectMode.SelectRead);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }

    /// <summary>Says goodbye, if the server still listens, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Broken)
        {
            Broken = true;
            try
            {
                _writer.Add(new Goodbye());
                _stop.CancelAfter(TimeSpan.FromSeconds(1));
                await _stream.WriteAsync(_writer.Gathered, _stop.Token);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
            {
                // The server has closed it first.
            }
        }
        Break();
        _stop.Dispose();
    }

    private async Task SignIn()
    {
        Add(new Hello(Version, _settings.Config.UserAgent, _settings.Credentials, _settings.Routing));
        if (Version >= BoltVersion.Logon)
        {
            Add(new Logon(_settings.Credentials));
        }
        await Send();
        var welcome = Read(await Success(), static (ref PackStreamReader reader) => Welcome.Read(ref reader));
        Server = Server with { Agent = welcome.Agent };
        if (Version >= BoltVersion.Logon)
        {
            await Success();
        }
        _patience = _serverPatience = welcome.ReceiveTimeout ?? Timeout.InfiniteTimeSpan;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ReceiveMore()
    {
        try
        {
            var reading = _stream.ReadAsync(_reader.Room(), _stop.Token);
            bool waits = !reading.IsCompleted && _patience >= TimeSpan.Zero;
            if (waits)
            {
                _stop.CancelAfter(_patience);
            }
            int count = await reading;
            if (waits)
            {
                _stop.CancelAfter(Timeout.InfiniteTimeSpan);
            }
            if (count == 0)
            {
                throw new EndOfStreamException("The server closed the connection.");
            }
            _reader.Received(count);
        }
        catch (Exception e)
        {
            throw Lost(e);
        }
    }

    private Reply Understood(ReadOnlyMemory<byte> message)
    {
        var bytes = message.Span;
        byte tag = bytes.Length >= 2 && (bytes[0] & 0xF0) == 0xB0 ? bytes[1] : (byte)0;
        switch (tag)
        {
            case Tag.Record when _awaited > 0:
                break;
            case Tag.Success or Tag.Failure or Tag.Ignored when _awaited > 0:
                _awaited--;
                break;
            default:
                throw new ProtocolException($"The server sent a message {tag:X2} that nothing asked for.");
        }
        return new(tag, message[2..]);
    }

    /// <summary>The connection is of no more use: closes it. The exception to throw for what happened.</summary>
    internal Exception Lost(Exception cause)
    {
        bool timedOut = cause is OperationCanceledException;
        Break();
        if (_cancelled.IsCancellationRequested)
        {
            return new OperationCanceledException("The wait for the server was cancelled.", cause, _cancelled);
        }
        var lost = cause switch
        {
            ProtocolException protocol => protocol,
            _ when timedOut => new ConnectionReadTimeoutException($"{Address} was silent for {_patience.TotalSeconds} s.", cause),
            _ => (Neo4jException)new ServiceUnavailableException($"The connection to {Address} was lost: {cause.Message}", cause),
        };
        return Explain?.Invoke(this, lost) ?? lost;
    }

    private void Cancel(CancellationToken cancelled)
    {
        try
        {
            _cancelled = cancelled;
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It was closed at the same time.
        }
    }

    private void Break()
    {
        Broken = true;
        _stream.Dispose();
    }
}

/// <summary>Reads a value from a reply.</summary>
internal delegate T Reading<out T>(ref PackStreamReader reader);
