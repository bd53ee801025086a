using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;

namespace LifelongLinks.Server;

/// <summary>
/// GraphQL over server-sent events, "distinct connections mode" (https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md): each
/// answer is an event <c>next</c>, the end is an event <c>complete</c>. Errors come as answers, for a browser tells no others.
/// </summary>
public sealed class EventStreams(Listening listening, Connections connections, Clock clock, Settings settings, ILogger<ErrorAnswers> log)
{
    private static readonly byte[] _complete = "event: complete\ndata: \n\n"u8.ToArray();
    private static readonly byte[] _comment = ":\n\n"u8.ToArray();

    /// <summary>Answers once, and completes.</summary>
    public async Task Answer(HttpContext http, ExecutionResult result)
    {
        await Begin(http);
        await Next(http, await listening.Json(result, http.RequestAborted));
        await Write(http, _complete);
    }

    /// <summary>Tells of what happens, until the client leaves, the case is out of sight or the token expires.</summary>
    public async Task Tell(HttpContext http, Topic topic, GraphQLRequest request)
    {
        using var own = connections.TryOpenOf(http.User) ?? throw new BadRequestException(
            StatusCodes.Status429TooManyRequests, "TOO_MANY_CONNECTIONS", "Too many connections of yours are open. Close one.", retryAfter: 60);
        using var connection = connections.TryOpen()
            ?? throw new BadRequestException(StatusCodes.Status503ServiceUnavailable, "TOO_MANY_CONNECTIONS", "Too many connections are open. Try again in a minute.", retryAfter: 60);
        using CancellationTokenSource expired = new();
        expired.CancelAfter(TimeSpan.FromTicks(Math.Max(0, Expiry.Left(http.User, clock.Now).Ticks)));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, connections.Stopping, expired.Token);
        try
        {
            await Tell(http, await listening.Listen(topic, request, http.User, over.Token));
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            return; // nobody is there any more
        }
        catch (IOException)
        {
            return; // nor here
        }
        catch (OperationCanceledException) when (connections.Stopping.IsCancellationRequested)
        {
            return; // without complete: there may be more to tell, from another server
        }
        catch (OperationCanceledException) when (expired.IsCancellationRequested)
        {
            await Answer(http, Listening.Failed(new RequestError("UNAUTHENTICATED", "The bearer token has expired. Subscribe again with another.")));
            return;
        }
        catch (ExecutionError refused)
        {
            await Answer(http, Listening.Failed(refused));
            return;
        }
        catch (Exception unforeseen)
        {
            await Answer(http, Listening.Failed(new UnhandledError("", new UnforeseenException(ErrorAnswers.Note(log, unforeseen), unforeseen))));
            return;
        }
        await Write(http, _complete);
    }

    private async Task Tell(HttpContext http, IAsyncEnumerable<ReadOnlyMemory<byte>> answers)
    {
        await using var each = answers.GetAsyncEnumerator();
        await Begin(http); // what is applied from here on is told
        var next = each.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                using CancellationTokenSource arrived = new();
                while (await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(settings.Live.KeepAliveSeconds), arrived.Token)) != next)
                {
                    await Write(http, _comment);
                }
                await arrived.CancelAsync();
                if (!await next)
                {
                    return;
                }
                await Next(http, each.Current);
                next = each.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // else it cannot be disposed of
        }
    }

    private static async Task Begin(HttpContext http)
    {
        if (!http.Response.HasStarted)
        {
            http.Response.ContentType = Answers.Events;
            http.Response.Headers["X-Accel-Buffering"] = "no"; // nginx would keep events until there are many
            await http.Response.StartAsync(http.RequestAborted);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
    }

    private Task Next(HttpContext http, ReadOnlyMemory<byte> answer) =>
        Write(http, (byte[])[.. "event: next\ndata: "u8, .. answer.Span, .. "\n\n"u8]); // JSON is written on one line

    private async Task Write(HttpContext http, ReadOnlyMemory<byte> bytes)
    {
        using CancellationTokenSource slow = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        slow.CancelAfter(TimeSpan.FromSeconds(settings.Live.SendSeconds));
        try
        {
            await http.Response.BodyWriter.WriteAsync(bytes, slow.Token);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
            throw new IOException("Whoever reads nothing for so long is gone.");
        }
    }
}
