namespace LifelongLinks.Bolt;

/// <summary>A node or a relationship.</summary>
public interface IEntity
{
    /// <summary>The property of a name.</summary>
    object this[string key] { get; }

    /// <summary>The properties.</summary>
    IReadOnlyDictionary<string, object> Properties { get; }

    /// <summary>What identifies it while the transaction lasts.</summary>
    string ElementId { get; }

    /// <summary>The property of a name, as a type.</summary>
    T Get<T>(string key);

    /// <summary>The property of a name, as a type, if there is one.</summary>
    bool TryGet<T>(string key, out T value);
}

/// <summary>A node.</summary>
public interface INode : IEntity, IEquatable<INode>
{
    /// <summary>Its labels.</summary>
    IReadOnlyList<string> Labels { get; }
}

/// <summary>A relationship.</summary>
public interface IRelationship : IEntity, IEquatable<IRelationship>
{
    /// <summary>Its type.</summary>
    string Type { get; }

    /// <summary>The node it starts at.</summary>
    string StartNodeElementId { get; }

    /// <summary>The node it ends at.</summary>
    string EndNodeElementId { get; }
}

/// <summary>A way from one node to another over relationships, each of which may be gone in either direction.</summary>
public interface IPath : IEquatable<IPath>
{
    /// <summary>The first node.</summary>
    INode Start { get; }

    /// <summary>The last node.</summary>
    INode End { get; }

    /// <summary>All the nodes, in order: one more than relationships.</summary>
    IReadOnlyList<INode> Nodes { get; }

    /// <summary>All the relationships, in order.</summary>
    IReadOnlyList<IRelationship> Relationships { get; }
}

internal abstract class Entity(string elementId, PropertyMap properties) : IEntity
{
    public object this[string key] => properties[key]!; // No property of an entity is null.

    public IReadOnlyDictionary<string, object> Properties => properties!;

    public string ElementId => elementId;

    public T Get<T>(string key) => properties[key].As<T>();

    public bool TryGet<T>(string key, out T value)
    {
        bool found = properties.TryGetValue(key, out object? property);
        value = found ? property.As<T>() : default!;
        return found;
    }

    public override int GetHashCode() => elementId.GetHashCode(StringComparison.Ordinal);
}

internal sealed class Node(string elementId, string[] labels, PropertyMap properties) : Entity(elementId, properties), INode
{
    public IReadOnlyList<string> Labels => labels;

    public bool Equals(INode? other) => other?.ElementId == ElementId;

    public override bool Equals(object? obj) => Equals(obj as INode);

    public override int GetHashCode() => base.GetHashCode();
}

internal sealed class Relationship(string elementId, string start, string end, string type, PropertyMap properties)
    : Entity(elementId, properties), IRelationship
{
    private readonly PropertyMap _properties = properties;

    public string Type => type;

    public string StartNodeElementId => start;

    public string EndNodeElementId => end;

    /// <summary>The same relationship between two nodes: in a path, relationships come without them.</summary>
    internal Relationship Between(INode from, INode to) => new(ElementId, from.ElementId, to.ElementId, type, _properties);

    public bool Equals(IRelationship? other) => other?.ElementId == ElementId;

    public override bool Equals(object? obj) => Equals(obj as IRelationship);

    public override int GetHashCode() => base.GetHashCode();
}

internal sealed class Path(INode[] nodes, IRelationship[] relationships) : IPath
{
    public INode Start => nodes[0];

    public INode End => nodes[^1];

    public IReadOnlyList<INode> Nodes => nodes;

    public IReadOnlyList<IRelationship> Relationships => relationships;

    public bool Equals(IPath? other) => other is not null && nodes.SequenceEqual(other.Nodes) && relationships.SequenceEqual(other.Relationships);

    public override bool Equals(object? obj) => Equals(obj as IPath);

    public override int GetHashCode() => HashCode.Combine(Start, End, nodes.Length);
}
