using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// What a sheet keeps of a type of record, derived from the record: its ids, days, words, numbers, and records of these. It keeps no text, and so
/// nothing that somebody said, is called, or can be found by.
/// </summary>
internal static class SheetFields<T>
{
    private static readonly (Action<SheetWriter, T> Write, Func<SheetReader, T> Read) _compiled = SheetFields.Compile<T>();

    /// <summary>Writes what is kept of a record.</summary>
    internal static readonly Action<SheetWriter, T> Write = _compiled.Write;

    /// <summary>Reads what is kept of a record.</summary>
    internal static readonly Func<SheetReader, T> Read = _compiled.Read;

    /// <summary>Writes what is kept of several.</summary>
    internal static void WriteAll(SheetWriter to, IReadOnlyList<T> records)
    {
        to.Count(records.Count);
        foreach (var record in records)
        {
            Write(to, record);
        }
    }

    /// <summary>Reads what is kept of several.</summary>
    internal static IReadOnlyList<T> ReadAll(SheetReader from)
    {
        int count = from.Count();
        if (count == 0)
        {
            return [];
        }
        var records = new T[count];
        for (int i = 0; i < count; i++)
        {
            records[i] = Read(from);
        }
        return records;
    }
}

/// <summary>How the fields of a record become code: by expressions, since a nation's caseload has a hundred million of them.</summary>
internal static class SheetFields
{
    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;

    private static readonly ParameterExpression _to = Expression.Parameter(typeof(SheetWriter)), _from = Expression.Parameter(typeof(SheetReader));

    // What figures are made from, and not the figures of old.
    private static readonly HashSet<(Type, string)> _leftOut = [(typeof(Review), nameof(Review.Metrics)), (typeof(Merge), nameof(Merge.MovedIds)), (typeof(Merge), nameof(Merge.NamedBothIds))];

    /// <summary>The code for a type of record or value.</summary>
    internal static (Action<SheetWriter, T> Write, Func<SheetReader, T> Read) Compile<T>()
    {
        var value = Expression.Parameter(typeof(T));
        return (Expression.Lambda<Action<SheetWriter, T>>(Write(value), _to, value).Compile(), Expression.Lambda<Func<SheetReader, T>>(Read(typeof(T)), _from).Compile());
    }

    /// <summary>What is kept of a type, in words: another text when a sheet would be written or read otherwise.</summary>
    internal static string Layout(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } words => $"{words.Name}({string.Join(' ', Enum.GetNames(words))})",
        _ when MethodFor(type) is not null => type.ToString(),
        _ when Item(type) is { } item => $"[{Layout(item)}]",
        _ => $"{type.Name}{{{string.Join(' ', Fields(type).Select(f => $"{f.Name}:{Layout(f.PropertyType)}"))}}}",
    };

    private static Expression Write(Expression value) =>
        MethodFor(value.Type) is { } name ? Expression.Call(_to, name, null, Expression.Convert(value, Argument(value.Type)))
        : Item(value.Type) is { } item ? Expression.Call(typeof(SheetFields<>).MakeGenericType(item).GetMethod("WriteAll", Internal)!, _to, value)
        : Expression.Block(Fields(value.Type).Select(f => Field(value, f)).Append(Expression.Empty()));

    private static Expression Field(Expression of, PropertyInfo field)
    {
        var value = Expression.Property(of, field);
        return !IsRecord(field.PropertyType) ? Write(value)
            : Expression.IfThenElse(Expression.ReferenceEqual(value, Expression.Constant(null)), Flag(false), Expression.Block(Flag(true), Write(value)));

        static Expression Flag(bool there) => Expression.Call(_to, nameof(SheetWriter.Flag), null, Expression.Constant(there, typeof(bool?)));
    }

    private static Expression Read(Type type)
    {
        if (MethodFor(type) is { } name)
        {
            bool optional = type == typeof(string) || Nullable.GetUnderlyingType(type) is not null;
            string suffix = optional ? "OrNull" : "";
            return Expression.Convert(Expression.Call(_from, name + (name is nameof(SheetReader.Real) or nameof(SheetReader.Ids) ? "" : suffix), null), type);
        }
        if (Item(type) is { } item)
        {
            return Expression.Call(typeof(SheetFields<>).MakeGenericType(item).GetMethod("ReadAll", Internal)!, _from);
        }
        var fields = Fields(type);
        if (type.GetConstructor([]) is { } empty)
        {
            // Expressions are evaluated in their order: that in which they were written.
            return Expression.MemberInit(Expression.New(empty), fields.Select(f => Expression.Bind(f, ReadField(f))).Concat(Texts(type)));
        }
        // A positional record: in the order of its parameters, which is that of its properties.
        var constructor = type.GetConstructors().Single();
        return Expression.New(constructor, constructor.GetParameters().Select(p => fields.FirstOrDefault(f => f.Name == p.Name) is { } field ? ReadField(field) : Expression.Default(p.ParameterType)));
    }

    private static Expression ReadField(PropertyInfo field) => !IsRecord(field.PropertyType) ? Read(field.PropertyType)
        : Expression.Condition(Expression.Call(_from, nameof(SheetReader.Flag), null), Read(field.PropertyType), Expression.Default(field.PropertyType));

    // A text that has to be there is empty.
    private static IEnumerable<MemberAssignment> Texts(Type type) => type.GetProperties()
        .Where(p => p.PropertyType == typeof(string) && !IsKept(p) && p.IsDefined(typeof(RequiredMemberAttribute))).Select(p => Expression.Bind(p, Expression.Constant("")));

    private static List<PropertyInfo> Fields(Type type) => [.. type.GetProperties().Where(p => p.SetMethod is not null && IsKept(p))];

    private static bool IsKept(PropertyInfo field) =>
        !_leftOut.Contains((field.DeclaringType!, field.Name)) && (field.Name, field.PropertyType) switch
        {
            (nameof(Node.Version), _) => false,
            (nameof(Placement.Home), _) => true,
            var (name, type) when type == typeof(string) => name.EndsWith("Id", StringComparison.Ordinal),
            var (name, type) when type == typeof(IReadOnlyList<string>) => name.EndsWith("Ids", StringComparison.Ordinal),
            _ => true,
        };

    // The method that writes a type, and the one that reads it begins with the same name.
    private static string? MethodFor(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) => nameof(SheetWriter.Id),
        var t when t == typeof(IReadOnlyList<string>) => nameof(SheetWriter.Ids),
        var t when t == typeof(DateOnly) => nameof(SheetWriter.Day),
        var t when t == typeof(bool) => nameof(SheetWriter.Flag),
        var t when t == typeof(double) => nameof(SheetWriter.Real),
        var t when t == typeof(int) || t.IsEnum => nameof(SheetWriter.Number),
        _ => null,
    };

    private static Type Argument(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(DateOnly) => typeof(DateOnly?),
        var t when t == typeof(bool) => typeof(bool?),
        var t when t == typeof(int) || t.IsEnum => typeof(long?),
        _ => type,
    };

    private static Type? Item(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static bool IsRecord(Type type) => MethodFor(type) is null && Item(type) is null;
}
