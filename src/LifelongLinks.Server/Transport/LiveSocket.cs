using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using Microsoft.AspNetCore.Authentication;

namespace LifelongLinks.Server;

/// <summary>One WebSocket that speaks graphql-transport-ws, from the handshake to its end.</summary>
internal sealed class LiveSocket(
    WebSocket socket, HttpContext http, Listening listening, IGraphQLTextSerializer serializer, Clock clock, LiveLimits limits, ILogger<ErrorAnswers> log,
    Connections connections, IDisposable unsigned) : IDisposable
{
    private const int MostUnanswered = 3;
    private const int LongestId = 200;

    // Whoever has not said who they are has little to say.
    private const int MostBefore = 10, LargestBefore = 64 * 1024;

    private static readonly TimeSpan _longestGoodbye = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Operation> _operations = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
    private readonly CancellationTokenSource _goodbye = new();
    private readonly TaskCompletionSource<ClaimsPrincipal> _signedIn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource _slow = new();
    private IDisposable? _own;
    private bool _initialised;
    private volatile bool _closing;
    private int _unanswered, _before;
    private long _lastBusy = Environment.TickCount64;

    private sealed record Operation(CancellationTokenSource Stop)
    {
        internal Task Run { get; set; } = Task.CompletedTask;
    }

    /// <summary>Serves it until it is closed, by whomever.</summary>
    internal async Task Run(bool speaks)
    {
        using var patience = _goodbye.Token.Register(socket.Abort);
        var watching = Watch();
        try
        {
            if (!speaks)
            {
                await Close(SocketClosing.NotAcceptable());
            }
            await Read();
            await Close(SocketClosing.Normal());
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // The client left without a word, or was made to.
        }
        finally
        {
            await _over.CancelAsync();
            await watching;
            await Task.WhenAll(_operations.Values.Select(o => o.Run));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sending.Dispose();
        _over.Dispose();
        _goodbye.Dispose();
        _slow.Dispose();
        _own?.Dispose();
    }

    private static bool IsGone(Exception e) => e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException;

    /// <summary>Does what each message says, until the client closes; once this side has closed, what comes is passed over.</summary>
    private async Task Read()
    {
        SocketReader reader = new(socket, () => _signedIn.Task.IsCompletedSuccessfully ? limits.MaxMessageBytes : Math.Min(LargestBefore, limits.MaxMessageBytes));
        while (true)
        {
            try
            {
                if (await reader.Next() is not { } message)
                {
                    return;
                }
                if (!_closing)
                {
                    Interlocked.Exchange(ref _unanswered, 0);
                    await Handle(message);
                }
            }
            catch (SocketClosing closing)
            {
                await Close(closing);
            }
            catch (BadRequestException malformed)
            {
                await Close(SocketClosing.BadRequest(malformed.Message));
            }
        }
    }

    private async Task Handle(JsonElement message)
    {
        if (!_signedIn.Task.IsCompletedSuccessfully && ++_before > MostBefore)
        {
            throw SocketClosing.Unauthorized();
        }
        switch (Text(message, "type"))
        {
            case "connection_init":
                await Initialise(message);
                break;
            case "ping":
                await Send(SocketMessages.Pong);
                break;
            case "pong":
                break;
            case "subscribe":
                await Begin(message);
                break;
            case "complete":
                if (_operations.TryRemove(Id(message), out var completed))
                {
                    await completed.Stop.CancelAsync();
                    completed.Stop.Dispose();
                }
                break;
            default:
                throw SocketClosing.BadRequest("There is no message of this type.");
        }
    }

    private async Task Initialise(JsonElement message)
    {
        if (_initialised)
        {
            throw SocketClosing.TooManyInits();
        }
        _initialised = true;
        var payload = message.TryGetProperty("payload", out var given) ? given : default;
        if (payload.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
        {
            throw SocketClosing.BadRequest("The payload of connection_init is an object.");
        }
        string? authorization = payload.ValueKind != JsonValueKind.Object ? null : payload.EnumerateObject()
            .FirstOrDefault(p => p.Name.Equals("authorization", StringComparison.OrdinalIgnoreCase) && p.Value.ValueKind == JsonValueKind.String) is { Value.ValueKind: JsonValueKind.String } named
            ? named.Value.GetString() : null;
        var judged = authorization is null ? await http.AuthenticateAsync()
            : await SigningIn.Judge(http.RequestServices.GetRequiredService<IServiceScopeFactory>(), authorization);
        if (judged.Principal is not { Identity.IsAuthenticated: true } user)
        {
            throw judged.Failure is ProviderUnavailableException unavailable ? SocketClosing.TryAgainLater(unavailable.RetryAfterSeconds) : SocketClosing.Forbidden();
        }
        _own = connections.TryOpenOf(user) ?? throw SocketClosing.TooManyConnections();
        unsigned.Dispose(); // it is counted among those of its own subject
        await Send(SocketMessages.Acknowledged);
        _signedIn.TrySetResult(user);
    }

    private async Task Begin(JsonElement message)
    {
        if (!_signedIn.Task.IsCompletedSuccessfully)
        {
            throw SocketClosing.Unauthorized();
        }
        string id = Id(message);
        var request = Requests.From(message.TryGetProperty("payload", out var payload) ? payload : default, serializer);
        if (_operations.ContainsKey(id))
        {
            throw SocketClosing.Exists(id);
        }
        if (_operations.Count >= limits.MaxOperations)
        {
            Telemetry.Rejected("TOO_MANY_OPERATIONS");
            await Send(SocketMessages.Of("error", id, await listening.Json<ExecutionError[]>(
                [new RequestError("TOO_MANY_OPERATIONS", $"At most {limits.MaxOperations} operations at once: complete one, or open another connection.")], default)));
            return;
        }
        Operation operation = new(CancellationTokenSource.CreateLinkedTokenSource(_over.Token));
        _operations[id] = operation;
        operation.Run = Task.Run(() => Run(id, operation, request, _signedIn.Task.Result));
    }

    private async Task Run(string id, Operation operation, GraphQLRequest request, ClaimsPrincipal user)
    {
        var stop = operation.Stop.Token;
        ReadOnlyMemory<byte> last;
        try
        {
            last = await Answer(id, request, user, stop);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            last = default; // completed by the client, or all over
        }
        catch (Exception gone) when (IsGone(gone))
        {
            last = default;
        }
        catch (Exception e)
        {
            var error = e as ExecutionError ?? new UnhandledError("", new UnforeseenException(ErrorAnswers.Note(log, e), e));
            last = await Error(id, [error]);
        }
        Interlocked.Exchange(ref _lastBusy, Environment.TickCount64);
        // The id is free again before the client hears of the end.
        if (!_operations.TryRemove(KeyValuePair.Create(id, operation)))
        {
            return;
        }
        operation.Stop.Dispose();
        if (last.Length > 0)
        {
            try
            {
                await Send(last);
            }
            catch (Exception gone) when (IsGone(gone))
            {
                // Nobody is there to hear it.
            }
        }
    }

    /// <summary>Answers an operation, for each event if it subscribes; the message that says how it ended.</summary>
    private async Task<ReadOnlyMemory<byte>> Answer(string id, GraphQLRequest request, ClaimsPrincipal user, CancellationToken stop)
    {
        Asked asked = new() { CanBeTold = true };
        var result = await listening.Run(request, user, asked, stop);
        if (asked.Topic is { } topic)
        {
            await foreach (var answer in await listening.Listen(topic, request, user, stop))
            {
                await Send(SocketMessages.Of("next", id, answer), stop);
            }
        }
        else if (!result.Executed)
        {
            return await Error(id, [.. result.Errors ?? []]);
        }
        else
        {
            await Send(SocketMessages.Of("next", id, await listening.Json(result, stop)), stop);
        }
        return SocketMessages.Of("complete", id);
    }

    private async Task<ReadOnlyMemory<byte>> Error(string id, ExecutionError[] errors) =>
        SocketMessages.Of("error", id, await listening.Json(errors, CancellationToken.None));

    /// <summary>Sends a message when the one before it is sent; a client that takes too long for one is gone.</summary>
    private async Task Send(ReadOnlyMemory<byte> message, CancellationToken stop = default)
    {
        await _sending.WaitAsync(stop.CanBeCanceled ? stop : _over.Token);
        try
        {
            if (_closing)
            {
                return;
            }
            _slow.CancelAfter(TimeSpan.FromSeconds(limits.SendSeconds));
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, _slow.Token);
            if (!_slow.TryReset())
            {
                _slow.Dispose();
                _slow = new();
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Closes, once: what the client sends afterwards is passed over until it closes too, for some seconds.</summary>
    private async Task Close(SocketClosing closing)
    {
        await _sending.WaitAsync(CancellationToken.None);
        try
        {
            if (!_closing)
            {
                _closing = true;
                if (closing.Code >= SocketClosing.FirstOfFaults)
                {
                    Telemetry.Rejected($"SOCKET_{closing.Code}");
                }
                _goodbye.CancelAfter(_longestGoodbye);
                await socket.CloseOutputAsync((WebSocketCloseStatus)closing.Code, closing.Reason, _goodbye.Token);
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>What only the time brings: that nobody signs in, that the token expires, that nothing is asked, that the client is gone, that the server stops.</summary>
    private async Task Watch()
    {
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(_over.Token, connections.Stopping);
        try
        {
            if (await Task.WhenAny(_signedIn.Task, Task.Delay(TimeSpan.FromSeconds(limits.InitSeconds), wake.Token)) != _signedIn.Task && !wake.IsCancellationRequested)
            {
                await Close(SocketClosing.InitTimeout());
            }
            while (!_over.IsCancellationRequested && !_closing)
            {
                var left = _signedIn.Task.IsCompletedSuccessfully ? Expiry.Left(_signedIn.Task.Result, clock.Now) : TimeSpan.MaxValue;
                if (connections.Stopping.IsCancellationRequested || left <= TimeSpan.Zero || IsIdle)
                {
                    await Close(connections.Stopping.IsCancellationRequested ? SocketClosing.GoingAway() : left <= TimeSpan.Zero ? SocketClosing.Expired() : SocketClosing.Idle());
                    return;
                }
                var pause = TimeSpan.FromSeconds(limits.KeepAliveSeconds);
                await Task.Delay(left < pause ? left : pause, wake.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (left >= pause && !wake.IsCancellationRequested)
                {
                    if (Interlocked.Increment(ref _unanswered) > MostUnanswered)
                    {
                        socket.Abort();
                        return;
                    }
                    await Send(SocketMessages.Ping);
                }
            }
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // It is over already.
        }
    }

    private bool IsIdle => _operations.IsEmpty && Environment.TickCount64 - Interlocked.Read(ref _lastBusy) > limits.IdleSeconds * 1000L;

    private static string Id(JsonElement message) =>
        Text(message, "id") is { Length: > 0 and <= LongestId } id ? id : throw SocketClosing.BadRequest($"The message needs an id, of {LongestId} characters at most.");

    private static string? Text(JsonElement message, string name) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
