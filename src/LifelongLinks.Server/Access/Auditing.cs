using System.Threading.Channels;
using GraphQL;
using GraphQLParser.AST;

namespace LifelongLinks.Server;

/// <summary>
/// Writes down who has read what, before they are told it. One writer takes whatever waits and writes it as one group, in one transaction: so
/// many who ask at once wait for the disk once.
/// </summary>
public sealed class Auditing : IAsyncDisposable
{
    // More wait with their answer in hand than are written at once; beyond that whoever asks waits before their turn is over.
    private const int MostTogether = 256;

    /// <summary>What the trail says when it could not be written for a while.</summary>
    public const string Resumed = "auditResumed";

    private readonly IStore _store;
    private readonly Clock _clock;
    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostTogether) { SingleReader = true });
    private readonly Task _writing;
    private readonly ILogger _log;
    private readonly Lock _lock = new();
    private AuditHead _head = AuditStreams.Begin();
    private volatile bool _broken;
    private Task? _mending;

    /// <summary>Begins a stream of reads.</summary>
    public Auditing(IStore store, Clock clock, ILogger<Auditing> log)
    {
        (_store, _clock, _log) = (store, clock, log);
        using (ExecutionContext.SuppressFlow()) // it is no part of the request that came first
        {
            _writing = Task.Run(Write);
        }
    }

    /// <summary>How many reads were handed in and are not yet being written.</summary>
    public int InQueue => _waiting.Reader.Count;

    /// <summary>Whether the last group could not be written.</summary>
    public bool IsBroken => _broken;

    /// <summary>
    /// Tries whether the trail can be written again, where it could not: by writing down just that, as nothing less says so for sure. Else a server
    /// that nobody is sent to, because it is not ready, would never find out.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It still cannot.</exception>
    public async Task Mend(CancellationToken cancel)
    {
        Task mending;
        lock (_lock)
        {
            if (_mending is null or { IsCompleted: true })
            {
                _mending = _broken ? Note(new(new("lifelong-links", [], [], _clock.Today), Resumed, [], null), CancellationToken.None) : Task.CompletedTask;
            }
            mending = _mending;
        }
        await mending.WaitAsync(cancel);
    }

    /// <summary>Notes a read; returns when it cannot be lost any more.</summary>
    /// <exception cref="StoreUnavailableException">It could not be written: what was read may not be told.</exception>
    public async Task Note(ReadNoted read, CancellationToken cancel) => await (await Begin(read, cancel)).WaitAsync(cancel);

    /// <summary>Hands a read in to be noted; what is returned then ends when it cannot be lost any more, or fails as <see cref="Note"/> does.</summary>
    public async Task<Task> Begin(ReadNoted read, CancellationToken cancel)
    {
        Waiting waiting = new(read);
        await _waiting.Writer.WriteAsync(waiting, cancel);
        return waiting.Written.Task;
    }

    /// <summary>Writes what was handed in.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing.ConfigureAwait(false); // whoever stops the server may block the thread that it would come back to
    }

    private async Task Write()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            List<Waiting> group = [];
            while (group.Count < MostTogether && _waiting.Reader.TryRead(out var next))
            {
                group.Add(next);
            }
            try
            {
                await Append(group);
                if (_broken)
                {
                    _broken = false;
                    _log.AuditMended();
                }
                group.ForEach(w => w.Written.SetResult());
            }
            catch (Exception e)
            {
                // Whether it was written is not known: the stream is left as it stands. Whoever waits is told, and tells nobody what they read.
                _head = AuditStreams.Begin();
                if (!_broken)
                {
                    _broken = true;
                    _log.AuditBroken(e);
                }
                foreach (var waiting in group)
                {
                    waiting.Written.SetException(e);
                    _ = waiting.Written.Task.Exception; // the one who waited may have left
                }
            }
        }
    }

    private async Task Append(List<Waiting> group)
    {
        var head = _head;
        List<AuditEvent> events = [];
        foreach (var (read, _) in group)
        {
            var now = _clock.Now;
            events.Add(AuditChain.Link(new()
            {
                Id = Ids.From(Guid.CreateVersion7(now)),
                At = now,
                Subject = read.Viewer.Subject,
                Roles = read.Viewer.Roles,
                Action = read.Action,
                ChildIds = read.ChildIds,
                RequestId = read.RequestId,
            }, head));
            head = AuditHead.At(events[^1]);
        }
        await _store.Append(events, CancellationToken.None);
        _head = head;
    }

    private sealed record Waiting(ReadNoted Read)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Deconstruct(out ReadNoted read, out TaskCompletionSource written) => (read, written) = (Read, Written);
    }
}

/// <summary>A read to be noted.</summary>
/// <param name="Viewer">Who read.</param>
/// <param name="Action">What they asked: an operation's kind and name.</param>
/// <param name="ChildIds">The children whose data they are told.</param>
/// <param name="RequestId">Id of the request.</param>
public sealed record ReadNoted(Viewer Viewer, string Action, IReadOnlyList<string> ChildIds, string? RequestId)
{
    private const int LongestName = 64;

    /// <summary>What there is to note of what was executed in a scope; null where it tells of nobody.</summary>
    public static ReadNoted? Of(ExecutionResult result, IServiceProvider scope, string? requestId) =>
        scope.GetRequiredService<Reading>().Told is var told && (result.Data is null || told.IsNothing) ? null
            : new(scope.GetRequiredService<Viewer>(), ActionOf(result.Operation!), told.ChildIds, requestId);

    /// <summary>An action: the operation's kind, and its name where that is short; a client may write nothing else into the trail.</summary>
    public static string ActionOf(GraphQLOperationDefinition operation)
    {
        string kind = operation.Operation.ToString().ToLowerInvariant();
        return operation.Name?.StringValue is { Length: <= LongestName } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? $"{kind} {name}" : kind;
    }
}
