namespace LifelongLinks.Server;

/// <summary>Does what a command asks for, through the store's one transactional change, tells the subscribers, and loads the case as it then is.</summary>
public sealed class Commanding(IStore store, AuditStreams streams, Viewer viewer, Reading reading, Clock clock, Hub hub, ILogger<Commanding> log)
{
    private static readonly HashSet<string> _none = [];

    /// <summary>Does it, or tells why not.</summary>
    public async Task<Payload> Do(Command command, CancellationToken cancel)
    {
        string? calendar = command is CalendarCommand ? CalendarSecret.New() : null;
        command = await LookedUp(command, calendar, cancel);
        var change = Commands.ChangeOf(command, viewer, clock.Now, _none, System.Diagnostics.Activity.Current?.TraceId.ToString());
        var result = await streams.Change(change, cancel);
        // Somebody the case does not know may be known to a professional from another: looked up only then.
        if (result.Refusal is { Code: RefusalCode.NotFound or RefusalCode.ValidationFailed } && change.AlsoIds.Count > 0 && await Known(change.AlsoIds, cancel) is { Count: > 0 } seen)
        {
            change = Commands.ChangeOf(command, viewer, clock.Now, seen, System.Diagnostics.Activity.Current?.TraceId.ToString());
            result = await streams.Change(change, cancel);
        }
        Telemetry.Commanded(change.Audit.Action, Words.Of(result.Status), result.Refusal is { } refusal ? Words.Of(refusal.Code) : null);
        if (result.Applied is not { } applied)
        {
            // A refusal tells how a case in sight stands, and is a reading of it.
            if (result.Refusal is { Code: not (RefusalCode.NotFound or RefusalCode.ValidationFailed) } && command is CaseCommand or ReferChild { ChildId: not null })
            {
                reading.Told.OfChild(change.ChildId);
            }
            return new(null, null, result.Refusal ?? new(RefusalCode.Conflict, "Too many change this case at once. Try again in a moment."));
        }
        hub.Publish(result);
        if (result.Status == ChangeStatus.AlreadyApplied && (applied.Fingerprint ?? change.Fingerprint, applied.Action) != (change.Fingerprint, change.Audit.Action))
        {
            return new(null, null, new ValidationFailed("idempotencyKey", "idempotencyKey was used for another input. Choose a new key for each command."));
        }
        if (command is BreakGlass && result.Status == ChangeStatus.Applied)
        {
            log.GlassBroken(change.Id);
        }
        if (result.Audited is not null)
        {
            reading.Told.ByItsChange(applied.ChildId!);
        }
        return new(await reading.Case(applied.ChildId!).GetResultAsync(cancel), applied.ResultId, null) { CalendarSecret = calendar };
    }

    // Who said no in one case is left alone in the others.
    private async Task<IReadOnlySet<string>> Known(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        if (viewer.SeesOnlyOwnPeople)
        {
            return _none;
        }
        HashSet<string> known = [];
        foreach (var person in (await store.Get(viewer.Scope, ids, cancel)).Nodes.Values.OfType<Person>())
        {
            var through = await reading.Through(person.Id).GetResultAsync(cancel);
            if (through?.Any(s => s.HasDeclined(person.Id)) != true)
            {
                known.Add(person.Id);
            }
        }
        return known;
    }

    // What a command names otherwise than by an id that the viewer was given, and what the server makes for it.
    private async Task<Command> LookedUp(Command command, string? calendar, CancellationToken cancel) => command switch
    {
        CalendarCommand making => making with { CalendarDigest = CalendarSecret.DigestOf(calendar!) },
        BreakGlass glass => glass with
        {
            FoundId = await Find("Child", "Reference", glass.Reference, cancel),
            FoundWorkerId = await Find("Worker", "Subject", viewer.Subject, cancel),
        },
        ReferChild { ChildId: null, Reference: { } reference } referral => referral with
        {
            HasCase = await Find("Child", "Reference", reference, cancel) is not null,
            ReferredById = await Find("Worker", "Subject", viewer.Subject, cancel),
        },
        _ => command,
    };

    private async Task<string?> Find(string label, string property, string value, CancellationToken cancel)
    {
        Core.Query query = new(label) { Where = new Filter.Property(property, Comparison.Eq, value), Take = 1 };
        return (await store.Find(Scope.Everything(viewer.Today), query, cancel)).Nodes is [var found, ..] ? found.Id : null;
    }
}
