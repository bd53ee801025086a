using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// A kind of record as properties in Neo4j, derived from the record: days as DATE, words and texts as STRING, lists as LIST. A record
/// within it is flattened (<c>cadenceUnit</c>); a list of records, which no property can hold, is JSON.
/// </summary>
internal sealed class RecordProperties
{
    private static readonly Dictionary<string, RecordProperties> _byLabel = Graph.Nodes.ToDictionary(n => n.Label, n => new RecordProperties(n.Type));
    private static readonly Dictionary<string, RecordProperties> _byEdge = Graph.Edges.ToDictionary(e => e.Type, e => new RecordProperties(e.Record));

    private readonly EncryptedFields? _encrypted;
    private Func<object> _create;
    private readonly List<Property> _properties = [];
    private readonly FrozenDictionary<string, Property> _byName;

    private RecordProperties(Type type)
    {
        var json = Records.Of(type);
        _encrypted = EncryptedFields.Of(type);
        // A positional record has no constructor to begin from, and no defaults that would be missed.
        _create = json.CreateObject ?? (() => RuntimeHelpers.GetUninitializedObject(type));
        // What is worked out from the rest cannot be set, and is not stored.
        foreach (var property in json.Properties.Where(p => p.Set is not null))
        {
            Add(property);
        }
        _byName = _properties.ToFrozenDictionary(p => p.Name);
    }

    /// <summary>The properties of nodes with a label.</summary>
    internal static RecordProperties Node(string label) => _byLabel[label];

    /// <summary>The properties of edges of a type.</summary>
    internal static RecordProperties Edge(string type) => _byEdge[type];

    /// <summary>The properties of an audit event.</summary>
    internal static RecordProperties Audit { get; } = new(typeof(AuditEvent));

    /// <summary>The labels of nodes of a kind: its own, that of the kind it also is, and the one all have.</summary>
    internal static List<string> Labels(NodeKind kind) => [.. new[] { kind.Label, kind.Also, Everything }.OfType<string>()];

    /// <summary>The label of every node of the graph: under it ids are unique.</summary>
    internal const string Everything = "Record";

    /// <summary>A node out of what the database gave.</summary>
    internal static Node Read(INode node, DataKeys keys) => KindOf(node).ReadNode(node, keys);

    /// <summary>A node as what any person is, whoever else it is.</summary>
    internal static Person ReadPerson(INode node, DataKeys keys) => (Person)_byLabel["Person"].ReadNode(node, keys);

    /// <summary>An edge out of what the database gave.</summary>
    internal static Edge Read(IRelationship edge) => (Edge)_byEdge[edge.Type].Read(edge.Properties);

    /// <summary>A record out of its properties; what the record does not know is passed over.</summary>
    internal object Read(IReadOnlyDictionary<string, object> properties)
    {
        object record = _create();
        foreach (var (name, value) in properties)
        {
            if (_byName.TryGetValue(name, out var property))
            {
                property.Set(record, property.Sort.Read(value));
            }
        }
        return record;
    }

    /// <summary>A node as properties, as they are stored.</summary>
    internal Dictionary<string, object> Write(Node node, DataKeys keys) => Write(_encrypted?.Encrypted(node, keys) ?? node);

    /// <summary>A record of which nothing is encrypted as properties; what is missing is left out.</summary>
    internal Dictionary<string, object> Write(object record)
    {
        Dictionary<string, object> properties = [];
        foreach (var property in _properties)
        {
            if (property.Get(record) is { } value)
            {
                properties[property.Name] = property.Sort.Write(value);
            }
        }
        return properties;
    }

    private Node ReadNode(INode stored, DataKeys keys)
    {
        var node = (Node)Read(stored.Properties);
        _encrypted?.Decrypt(node, keys);
        return node;
    }

    private static RecordProperties KindOf(INode node)
    {
        RecordProperties? kind = null;
        foreach (string label in node.Labels)
        {
            // A child and a worker have the label of a person too.
            if (_byLabel.TryGetValue(label, out var found) && (kind is null || label != "Person"))
            {
                kind = found;
            }
        }
        return kind ?? throw new InvalidOperationException("A node has no label of the graph.");
    }

    private void Add(JsonPropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (StoredAs.Of(type) is { } sort)
        {
            _properties.Add(new(property.Name, sort, property.Get!, property.Set!));
            return;
        }
        RecordProperties inner = new(type);
        if (property.IsRequired)
        {
            var create = _create;
            _create = () =>
            {
                object record = create();
                property.Set!(record, inner._create());
                return record;
            };
        }
        foreach (var part in inner._properties)
        {
            _properties.Add(new(
                $"{property.Name}{char.ToUpperInvariant(part.Name[0])}{part.Name[1..]}",
                part.Sort,
                record => property.Get!(record) is { } within ? part.Get(within) : null,
                (record, value) =>
                {
                    object within = property.Get!(record) ?? inner._create();
                    part.Set(within, value);
                    property.Set!(record, within);
                }));
        }
    }

    private sealed record Property(string Name, StoredAs Sort, Func<object, object?> Get, Action<object, object?> Set);
}

/// <summary>How a type of value is stored: what it is written as, and how it is read back.</summary>
internal sealed record StoredAs(Func<object, object> Write, Func<object, object> Read)
{
    private static readonly StoredAs _asIs = new(value => value, value => value);
    private static readonly StoredAs _day = new(value => Day((DateOnly)value), value => Day((LocalDate)value));
    private static readonly StoredAs _moment = new(value => Moment((DateTimeOffset)value), value => ((ZonedDateTime)value).ToDateTimeOffset());

    /// <summary>How values of a type are stored; null for a record, which is stored as its properties.</summary>
    internal static StoredAs? Of(Type type) =>
        type == typeof(string) || type == typeof(double) || type == typeof(bool) ? _asIs
        : type == typeof(int) ? new(value => (long)(int)value, value => checked((int)(long)value))
        : type == typeof(DateOnly) ? _day
        : type == typeof(DateTimeOffset) ? _moment
        : type.IsEnum ? Word(type)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? ListOf(type.GetGenericArguments()[0])
        : null;

    /// <summary>An instant as Neo4j's ZONED DATETIME.</summary>
    internal static ZonedDateTime Moment(DateTimeOffset instant) => new(instant);

    /// <summary>A day as Neo4j's DATE.</summary>
    internal static LocalDate Day(DateOnly day) => new(day.Year, day.Month, day.Day);

    /// <summary>Neo4j's DATE as a day.</summary>
    internal static DateOnly Day(LocalDate date) => new(date.Year, date.Month, date.Day);

    private static StoredAs Word(Type type)
    {
        Dictionary<object, string> words = [];
        Dictionary<string, object> values = [];
        foreach (object value in Enum.GetValues(type))
        {
            words[value] = Words.Of(value.ToString()!);
            values[words[value]] = value;
        }
        return new(value => words[value], word => values[(string)word]);
    }

    private static StoredAs ListOf(Type item)
    {
        if (Of(item) is not { } sort)
        {
            var list = Records.Of(typeof(IReadOnlyList<>).MakeGenericType(item));
            return new(value => JsonSerializer.Serialize(value, list), json => JsonSerializer.Deserialize((string)json, list)!);
        }
        return new(
            value => ((System.Collections.IEnumerable)value).Cast<object>().Select(sort.Write).ToList(),
            value =>
            {
                var stored = (IList<object>)value;
                var values = Array.CreateInstance(item, stored.Count);
                for (int i = 0; i < stored.Count; i++)
                {
                    values.SetValue(sort.Read(stored[i]), i);
                }
                return values;
            });
    }
}
