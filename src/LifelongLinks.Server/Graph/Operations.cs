using GraphQL;
using GraphQL.Types;

namespace LifelongLinks.Server;

/// <summary>What a client compares a property with, before it is known which property.</summary>
public sealed record Comparisons(IReadOnlyList<(Comparison Is, object? Value)> All)
{
    /// <summary>The filter of these comparisons on a property.</summary>
    public Filter On(string property) => All is [var (@is, value)]
        ? new Filter.Property(property, @is, value)
        : new Filter.And([.. All.Select(c => new Filter.Property(property, c.Is, c.Value))]);
}

/// <summary>What a client wants of some or none of many, before it is known which many.</summary>
public sealed record Quantified(Filter? Some, Filter? None)
{
    /// <summary>The filter over those many.</summary>
    public Filter Over(Func<Filter, Filter> some)
    {
        List<Filter> all = [];
        if (Some is not null)
        {
            all.Add(some(Some));
        }
        if (None is not null)
        {
            all.Add(new Filter.Not(some(None)));
        }
        return all is [var only] ? only : new Filter.And(all);
    }
}

/// <summary>The operations on a property: eq, neq, in and nin, and what its type has besides.</summary>
public abstract class OperationFilterInput : InputObjectGraphType<Comparisons>
{
    private readonly Dictionary<string, Comparison> _comparisons = [];

    /// <summary>Operations of a type.</summary>
    protected OperationFilterInput(string type, Type scalar, params Comparison[] comparisons)
    {
        Name = type + "OperationFilterInput";
        Description = $"What must hold for a {type}. Several fields: all of them.";
        var list = typeof(ListGraphType<>).MakeGenericType(scalar);
        foreach (var comparison in comparisons)
        {
            string name = comparison.ToString().ToCamelCase();
            _comparisons.Add(name, comparison);
            AddField(new FieldType { Name = name, Type = comparison is Comparison.In or Comparison.Nin ? list : scalar, Description = Says(comparison) });
        }
    }

    /// <summary>A value as the port compares it.</summary>
    protected virtual object? Compared(object? value) => value;

    /// <summary>The comparisons of what the client wrote.</summary>
    public override object ParseDictionary(IDictionary<string, object?> value) =>
        new Comparisons([.. value.Select(v => Compared(v.Key, v.Value))]);

    private (Comparison Is, object? Value) Compared(string name, object? value)
    {
        var comparison = _comparisons[name];
        if (value is IEnumerable<object?> many && many.Skip(PageArguments.Most).Any())
        {
            throw new RequestError(RequestError.BadInput, $"{name} takes at most {PageArguments.Most} values: ask in several requests.");
        }
        return value is null && comparison is not (Comparison.Eq or Comparison.Neq)
            ? throw new RequestError(RequestError.BadInput, $"{name} needs a value; to ask for missing ones write eq: null.")
            : (comparison, value is IEnumerable<object?> several ? several.Select(Compared).ToList() : Compared(value));
    }

    private static string Says(Comparison comparison) => comparison switch
    {
        Comparison.Eq => "Equals; null: is missing.",
        Comparison.Neq => "Does not equal; null: is there.",
        Comparison.In => "Is one of these.",
        Comparison.Nin => "Is none of these.",
        Comparison.Gt => "Is greater, or later.",
        Comparison.Gte => "Is greater or later, or equals.",
        Comparison.Lt => "Is less, or earlier.",
        Comparison.Lte => "Is less or earlier, or equals.",
        Comparison.Contains => "Contains, whether in capitals or not.",
        _ => "Starts with, whether in capitals or not.",
    };
}

/// <summary>Operations on text.</summary>
public sealed class StringOperationFilterInput() : OperationFilterInput("String", typeof(StringGraphType),
    Comparison.Eq, Comparison.Neq, Comparison.In, Comparison.Nin, Comparison.Contains, Comparison.StartsWith);

/// <summary>Operations on ids.</summary>
public sealed class IdOperationFilterInput() : OperationFilterInput("Id", typeof(IdGraphType),
    Comparison.Eq, Comparison.Neq, Comparison.In, Comparison.Nin)
{
    /// <summary>The engine reads an ID of digits as a number; ids are text.</summary>
    protected override object? Compared(object? value) => value?.ToString();
}

/// <summary>Operations on days.</summary>
public sealed class DateOperationFilterInput() : OperationFilterInput("Date", typeof(DateType), Operations.Ordered);

/// <summary>Operations on whole numbers.</summary>
public sealed class IntOperationFilterInput() : OperationFilterInput("Int", typeof(IntGraphType), Operations.Ordered);

/// <summary>Operations on yes and no.</summary>
public sealed class BooleanOperationFilterInput() : OperationFilterInput("Boolean", typeof(BooleanGraphType), Comparison.Eq, Comparison.Neq);

/// <summary>Operations on an enum.</summary>
public sealed class EnumOperationFilterInput<T>() : OperationFilterInput(typeof(T).Name, typeof(WordsType<T>),
    Comparison.Eq, Comparison.Neq, Comparison.In, Comparison.Nin) where T : struct, Enum;

/// <summary>Some or none of many satisfy what their own input says.</summary>
public sealed class ListFilterInput<TInput> : InputObjectGraphType<Quantified> where TInput : IGraphType
{
    /// <summary>Named after the input of each, as in a HotChocolate server.</summary>
    public ListFilterInput()
    {
        string each = typeof(TInput).IsGenericType ? typeof(TInput).GetGenericArguments()[0].Name + "OperationFilterInput" : typeof(TInput).Name;
        Name = each.EndsWith("OperationFilterInput", StringComparison.Ordinal) ? "List" + each : "ListFilterInputTypeOf" + each;
        Description = "What must hold for some or none of them.";
        AddField(new FieldType { Name = "some", Type = typeof(TInput), Description = "One of them, or more." });
        AddField(new FieldType { Name = "none", Type = typeof(TInput), Description = "Not one of them." });
    }

    /// <inheritdoc/>
    public override object ParseDictionary(IDictionary<string, object?> value) => new Quantified(Each(value, "some"), Each(value, "none"));

    private static Filter? Each(IDictionary<string, object?> value, string name) => value.TryGetValue(name, out object? given)
        ? given as Filter ?? (given as Comparisons)?.On(InMemory.Itself) : null;
}

/// <summary>Which operations a property has.</summary>
public static class Operations
{
    internal static readonly Comparison[] Ordered =
    [
        Comparison.Eq, Comparison.Neq, Comparison.In, Comparison.Nin, Comparison.Gt, Comparison.Gte, Comparison.Lt, Comparison.Lte,
    ];

    /// <summary>The operations' input for a property's type.</summary>
    public static Type Of(Type property, string name)
    {
        var type = Nullable.GetUnderlyingType(property) ?? property;
        return type == typeof(string) ? name.EndsWith("Id", StringComparison.Ordinal) ? typeof(IdOperationFilterInput) : typeof(StringOperationFilterInput)
            : type == typeof(DateOnly) ? typeof(DateOperationFilterInput)
            : type == typeof(int) ? typeof(IntOperationFilterInput)
            : type == typeof(bool) ? typeof(BooleanOperationFilterInput)
            : type.IsEnum ? typeof(EnumOperationFilterInput<>).MakeGenericType(type)
            : throw new ArgumentException($"There are no operations on {name}, a {type.Name}.");
    }
}
