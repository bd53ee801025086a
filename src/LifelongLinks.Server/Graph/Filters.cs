using System.Linq.Expressions;
using GraphQL;
using GraphQL.Types;

namespace LifelongLinks.Server;

/// <summary>
/// The input of a <c>where</c>: and, or, and for each property its operations; as a HotChocolate server has them. What the client wrote
/// becomes a <see cref="Filter"/> at once, so a resolver takes <c>[Where&lt;ChildFilterInput&gt;] Filter? where</c> and hands it to the
/// store, or to <see cref="InMemory"/> for lists that are at hand.
/// </summary>
public abstract class FilterInput<T> : InputObjectGraphType<Filter>
{
    private const int MostTerms = 100;

    private readonly Dictionary<string, Func<object, Filter>> _terms = [];

    /// <summary>An input for a thing, with and and or.</summary>
    protected FilterInput(string thing)
    {
        Name = GetType().Name;
        Description = $"What must hold for {thing}. Several fields: all of them.";
        var these = typeof(ListGraphType<>).MakeGenericType(typeof(NonNullGraphType<>).MakeGenericType(GetType()));
        Term("and", these, "All of these hold.", given => new Filter.And(Several(given)));
        Term("or", these, "One of these holds, or more.", given => new Filter.Or(Several(given)));
    }

    /// <summary>A property, compared by the operations of its type.</summary>
    protected void Where<TProperty>(Expression<Func<T, TProperty>> property)
    {
        string name = ((MemberExpression)property.Body).Member.Name;
        Compare(name, typeof(TProperty), Conventions.DescriptionOf<T>(name));
    }

    /// <summary>Something derived, which only lists in memory can be asked: the list's items have it as a property of this name.</summary>
    protected void Derived<TProperty>(string name, string description) => Compare(name, typeof(TProperty), description);

    /// <summary>Things across one edge: some or none of them.</summary>
    protected void Across<TOther>(string field, string edgeType, Way way, string description) where TOther : IGraphType =>
        Term(field, typeof(ListFilterInput<TOther>), description,
            given => ((Quantified)given).Over(inner => new Filter.Some(edgeType, way, inner)));

    /// <summary>A list of values on the thing itself: some or none of them. Only lists in memory can be asked.</summary>
    protected void Values<TItem>(Expression<Func<T, IReadOnlyList<TItem>>> property)
    {
        string name = ((MemberExpression)property.Body).Member.Name;
        Term(name.ToCamelCase(), typeof(ListFilterInput<>).MakeGenericType(Operations.Of(typeof(TItem), name)),
            Conventions.DescriptionOf<T>(name),
            given => ((Quantified)given).Over(inner => new Filter.Some(name, Way.Out, inner)));
    }

    /// <summary>The filter of what the client wrote.</summary>
    public override object ParseDictionary(IDictionary<string, object?> value)
    {
        Filter[] all = [.. value.Where(v => v.Value is not null).Select(v => _terms[v.Key](v.Value!))];
        var filter = all is [var only] ? only : new Filter.And(all);
        return Terms(filter) <= MostTerms ? filter
            : throw new RequestError(RequestError.BadInput, $"A filter may have at most {MostTerms} terms.");
    }

    private void Compare(string name, Type type, string? description) =>
        Term(name.ToCamelCase(), Operations.Of(type, name), description, given => ((Comparisons)given).On(name));

    private void Term(string name, Type type, string? description, Func<object, Filter> filter)
    {
        _terms.Add(name, filter);
        AddField(new FieldType { Name = name, Type = type, Description = description });
    }

    private static Filter[] Several(object given) => [.. ((IEnumerable<object?>)given).OfType<Filter>()];

    private static int Terms(Filter filter) => filter switch
    {
        Filter.And and => 1 + and.All.Sum(Terms),
        Filter.Or or => 1 + or.Any.Sum(Terms),
        Filter.Not not => 1 + Terms(not.Inner),
        Filter.Some some => 1 + Terms(some.Inner),
        _ => 1,
    };
}

/// <summary>The input of one term of an <c>order</c>: one property, ASC or DESC. The list's order is the order of the terms.</summary>
public abstract class SortInput<T> : InputObjectGraphType<Order>
{
    private readonly Dictionary<string, string> _properties = [];

    /// <summary>An input that sorts a thing by its properties.</summary>
    protected SortInput(string thing, params Expression<Func<T, object?>>[] properties)
    {
        Name = GetType().Name;
        Description = $"A property to sort {thing} by: one in each; missing values come last in ascending order.";
        foreach (var property in properties)
        {
            var body = property.Body is UnaryExpression boxed ? boxed.Operand : property.Body;
            string name = ((MemberExpression)body).Member.Name;
            By(name, Conventions.DescriptionOf<T>(name));
        }
    }

    /// <summary>Something derived, which only lists in memory can be sorted by.</summary>
    protected void By(string property, string? description)
    {
        string name = property.ToCamelCase();
        _properties.Add(name, property);
        AddField(new FieldType { Name = name, Type = typeof(WordsType<SortEnumType>), Description = description });
    }

    /// <summary>The term of what the client wrote.</summary>
    public override object ParseDictionary(IDictionary<string, object?> value) =>
        value.Where(v => v.Value is not null).ToList() is [var (name, way)]
            ? new Order(_properties[name], way is SortEnumType.Desc)
            : throw new RequestError(RequestError.BadInput, "Each term of an order names one property; write a list of terms to sort by several.");
}

/// <summary>Which way to sort.</summary>
public enum SortEnumType
{
    /// <summary>Lowest first.</summary>
    Asc,
    /// <summary>Highest first.</summary>
    Desc,
}

/// <summary>On a resolver's parameter of type <see cref="Filter"/>: the input it is written as.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class WhereAttribute<TInput> : GraphQLAttribute where TInput : IInputObjectGraphType
{
    /// <inheritdoc/>
    public override void Modify(TypeInformation typeInformation) => typeInformation.GraphType = typeof(TInput);

    /// <inheritdoc/>
    public override void Modify(QueryArgument queryArgument) => queryArgument.Description ??= "What must hold; nothing: all of them.";
}

/// <summary>On a resolver's parameter that is a list of <see cref="Order"/>: the input of each.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OrderByAttribute<TInput> : GraphQLAttribute where TInput : IInputObjectGraphType
{
    /// <inheritdoc/>
    public override void Modify(TypeInformation typeInformation) => typeInformation.GraphType = typeof(TInput);

    /// <inheritdoc/>
    public override void Modify(QueryArgument queryArgument) => queryArgument.Description ??= "The order: by the first term, then by the next; ties by id.";
}
