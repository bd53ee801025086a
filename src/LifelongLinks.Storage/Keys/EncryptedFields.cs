using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>A property that is stored encrypted.</summary>
/// <param name="Label">Label of the nodes.</param>
/// <param name="Name">Its written name.</param>
/// <param name="About">What its values are bound to, besides the node: the record that declares it, and the name.</param>
internal sealed record EncryptedField(string Label, string Name, string About)
{
    /// <summary>All there are.</summary>
    internal static IReadOnlyList<EncryptedField> All { get; } =
        [.. Graph.Nodes.SelectMany(n => EncryptedFields.Of(n.Type)?.Named(n.Label) ?? [])];
}

/// <summary>
/// The properties of a kind of record that are stored encrypted: those that say so by <see cref="EncryptedAttribute"/>. Both stores write and
/// read records through this.
/// </summary>
internal sealed class EncryptedFields
{
    private static readonly Dictionary<Type, EncryptedFields> _byType =
        Graph.Nodes.Select(n => (n.Type, Fields: new EncryptedFields(Records.Of(n.Type)))).Where(f => f.Fields._fields.Count > 0).ToDictionary(f => f.Type, f => f.Fields);

    private static readonly Func<object, object> _copy =
        typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    private readonly List<Field> _fields;

    private EncryptedFields(JsonTypeInfo type) => _fields = [.. type.Properties.Where(IsEncrypted).Select(p => new Field(p))];

    /// <summary>Those of a type of record; null where it has none.</summary>
    internal static EncryptedFields? Of(Type type) => _byType.GetValueOrDefault(type);

    /// <summary>Whether a property is stored encrypted.</summary>
    internal static bool IsEncrypted(JsonPropertyInfo property) => property.AttributeProvider?.IsDefined(typeof(EncryptedAttribute), false) == true;

    /// <summary>Each, of nodes with a label.</summary>
    internal IEnumerable<EncryptedField> Named(string label) => _fields.Select(f => new EncryptedField(label, f.Name, f.About));

    /// <summary>A copy of a record as it is stored.</summary>
    internal Node Encrypted(Node record, DataKeys keys)
    {
        var copy = (Node)_copy(record);
        foreach (var field in _fields)
        {
            if (field.Get(copy) is string value)
            {
                field.Set(copy, keys.Encrypt(value, field.About, copy.Id));
            }
        }
        return copy;
    }

    /// <summary>Decrypts a record that was just read: nobody else has it yet.</summary>
    internal void Decrypt(Node stored, DataKeys keys)
    {
        foreach (var field in _fields)
        {
            if (field.Get(stored) is string value)
            {
                field.Set(stored, keys.Decrypt(value, field.About, stored.Id));
            }
        }
    }

    private sealed class Field(JsonPropertyInfo property)
    {
        internal string Name { get; } = property.Name;

        internal string About { get; } = $"{property.DeclaringType.Name}.{property.Name}";

        internal Func<object, object?> Get { get; } = property.Get!;

        internal Action<object, object?> Set { get; } = property.Set!;
    }
}
