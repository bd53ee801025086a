using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>What sort of value a property holds, as far as it can be compared.</summary>
internal enum Sort
{
    Text,
    Number,
    Bool,
    Date,
    Word,
}

/// <summary>A kind of record as the stores write it: derived from the declaration and the record, with nothing to keep in step.</summary>
internal sealed class RecordKind
{
    private static readonly Dictionary<string, RecordKind> _byLabel = Graph.Nodes.ToDictionary(n => n.Label, n => new RecordKind(n.Type));
    private static readonly Dictionary<string, RecordKind>.AlternateLookup<ReadOnlySpan<char>> _nodes = _byLabel.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly Dictionary<string, RecordKind> _byEdge = Graph.Edges.ToDictionary(e => e.Type, e => new RecordKind(e.Record));

    private readonly JsonTypeInfo _json;
    private readonly EncryptedFields? _encrypted;
    private readonly Dictionary<string, (string Name, Sort Sort)> _properties = new(StringComparer.OrdinalIgnoreCase);

    private RecordKind(Type type)
    {
        _json = Records.Of(type);
        _encrypted = EncryptedFields.Of(type);
        foreach (var property in _json.Properties.Where(p => !EncryptedFields.IsEncrypted(p)))
        {
            if (SortOf(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is Sort sort)
            {
                _properties[property.Name] = (property.Name, sort);
            }
        }
    }

    /// <summary>The kind of nodes with a label.</summary>
    internal static RecordKind Node(string label) => _byLabel.TryGetValue(label, out var kind)
        ? kind : throw new ArgumentException($"There is no label {label}.");

    /// <summary>The kind of nodes with a label, in UTF-8.</summary>
    internal static RecordKind Node(ReadOnlySpan<byte> label)
    {
        Span<char> text = stackalloc char[label.Length];
        return _nodes[text[..Encoding.UTF8.GetChars(label, text)]];
    }

    /// <summary>The kind of edges of a type.</summary>
    internal static RecordKind Edge(string type) => _byEdge[type];

    /// <summary>An edge out of its JSON.</summary>
    internal T Read<T>(ReadOnlySpan<byte> json) where T : Edge => (T)JsonSerializer.Deserialize(json, _json)!;

    /// <summary>A node out of its JSON as it is stored.</summary>
    internal T Read<T>(ReadOnlySpan<byte> json, DataKeys keys) where T : Node
    {
        var node = (T)JsonSerializer.Deserialize(json, _json)!;
        _encrypted?.Decrypt(node, keys);
        return node;
    }

    /// <summary>A record as JSON: an edge as it is stored; a node to be compared with another.</summary>
    internal string Write(object record) => JsonSerializer.Serialize(record, _json);

    /// <summary>A node as JSON as it is stored.</summary>
    internal string Write(Node node, DataKeys keys) => Write(_encrypted?.Encrypted(node, keys) ?? node);

    /// <summary>
    /// The written name and sort of a property that holds a single value; null when the record has none of that name, or it is stored encrypted,
    /// which compares with nothing.
    /// </summary>
    internal (string Name, Sort Sort)? Property(string name) => _properties.TryGetValue(name, out var property) ? property : null;

    private static Sort? SortOf(Type type) =>
        type == typeof(string) ? Sort.Text
        : type == typeof(int) || type == typeof(double) ? Sort.Number
        : type == typeof(bool) ? Sort.Bool
        : type == typeof(DateOnly) ? Sort.Date
        : type.IsEnum ? Sort.Word
        : null;
}
