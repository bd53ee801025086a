using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>A store as a whole: what it takes, besides its verbs, to move everything in it to another, records as they are.</summary>
public interface IWholeStore : IStore
{
    /// <summary>Adds what is new, versions included, all of it or nothing. What it refers to has to be there or in the same lot.</summary>
    Task Add(Lot lot, CancellationToken cancel);

    /// <summary>Changes that were applied, by id, ordinal; so many after an id.</summary>
    Task<IReadOnlyList<AppliedChange>> Applied(string? after, int take, CancellationToken cancel);

    /// <summary>Audit events that stand in streams, by stream, ordinal, and their place in it; so many after a place.</summary>
    Task<IReadOnlyList<AuditEvent>> Chained(AuditHead? after, int take, CancellationToken cancel);

    /// <summary>How many audit events stand in no stream.</summary>
    Task<long> Unchained(CancellationToken cancel);

    /// <summary>Sees to it that what was erased is gone from the store's files too; false where the store cannot.</summary>
    Task<bool> Scour(CancellationToken cancel);

    /// <summary>How many there are: nodes of each label, relationships of each type, changes and audit events; none of what there is none.</summary>
    Task<IReadOnlyDictionary<string, long>> Count(CancellationToken cancel);

    /// <summary>
    /// Makes a new data key, encrypts every value with it and removes the old one, while others read and write. Where it is broken off, the next
    /// call goes on with it. Tells how many values are through.
    /// </summary>
    Task<KeysRotated> RotateKeys(Action<long> told, CancellationToken cancel);

    /// <summary>Encrypts the data keys anew with the current key outside the store; how many were encrypted with another, of how many.</summary>
    Task<(int Anew, int All)> RewrapKeys(CancellationToken cancel);
}

/// <summary>A part of everything.</summary>
public sealed record Lot
{
    /// <summary>Nodes, with the references they hold.</summary>
    public IReadOnlyList<Node> Nodes { get; init; } = [];

    /// <summary>Edges with properties.</summary>
    public IReadOnlyList<Edge> Edges { get; init; } = [];

    /// <summary>Changes that were applied.</summary>
    public IReadOnlyList<AppliedChange> Applied { get; init; } = [];

    /// <summary>Audit events.</summary>
    public IReadOnlyList<AuditEvent> Audit { get; init; } = [];
}
