using System.Text.Json.Serialization;

namespace LifelongLinks.Core;

/// <summary>Something that somebody asks to be done in a child's case. Each is an input of the contract and the decision on it.</summary>
public abstract record Command
{
    /// <summary>
    /// Chosen by the client, the same for each try of one command: tried again, it is not done twice and answered as the first time. The
    /// same key with another input is refused.
    /// </summary>
    [Text(100), JsonIgnore]
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// The version, as the client last saw it, of the record that is changed, or of the child (whose version is the case's) where something
    /// is added; when it is another by now, nothing is done.
    /// </summary>
    [Between(1, int.MaxValue)]
    public int? ExpectedVersion { get; init; }

    /// <summary>Names of the properties that the client gave, null ones too: of a record that is changed the others stay as they are.</summary>
    [ServerGives]
    public IReadOnlySet<string> Given { get; init; } = new HashSet<string>();

    /// <summary>Id of the child whose case it is; null for a child who has none yet.</summary>
    internal abstract string? CaseId { get; }

    /// <summary>Whether the viewer has to see the case.</summary>
    internal virtual bool NeedsSight => CaseId is not null;

    /// <summary>Id of the record that is changed; null where something is added to the case.</summary>
    internal virtual string? AboutId => null;

    /// <summary>The day of what it tells of, on which its gates are judged; null: today.</summary>
    internal virtual DateOnly? Day => null;

    /// <summary>Ids of people, workers and teams the command names who may be in no fact of the case.</summary>
    internal virtual IEnumerable<string?> NamedIds => [];

    /// <summary>What to save, or why not. Pure: it may be asked more than once.</summary>
    internal abstract Outcome<Changes> Decide(Deciding on);

    /// <summary>What the client gave for a property, or what there is when it gave nothing.</summary>
    protected T Or<T>(string property, T given, T stored) => Given.Contains(property) ? given : stored;
}

/// <summary>A property that the server fills in: no field of the input.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ServerGivesAttribute : Attribute;

/// <summary>A command in a case there is.</summary>
public abstract record CaseCommand : Command
{
    /// <summary>Id of the child whose case it is.</summary>
    [Ids]
    public required string ChildId { get; init; }

    internal sealed override string CaseId => ChildId;
}
