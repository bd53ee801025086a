using System.ComponentModel;
using System.Reflection;
using GraphQL;
using GraphQL.Types;

namespace LifelongLinks.Server;

/// <summary>
/// Which page of a list. A resolver that takes one as a parameter has the four arguments of Relay's cursor connections
/// (https://relay.dev/graphql/connections.htm); what cannot be used is BAD_USER_INPUT before the resolver runs.
/// </summary>
/// <param name="First">So many from the start.</param>
/// <param name="After">Only what comes after this cursor.</param>
/// <param name="Last">So many from the end.</param>
/// <param name="Before">Only what comes before this cursor.</param>
public sealed record PageArguments(int? First, string? After, int? Last, string? Before)
{
    /// <summary>How many where nobody says.</summary>
    public const int Usual = 20;

    /// <summary>How many at most.</summary>
    public const int Most = 100;

    private const int MostTerms = 10;

    private const string Paged = "LifelongLinks.Paged";

    /// <summary>How many.</summary>
    public int Take => First ?? Last ?? Usual;

    /// <summary>Whether a field takes pages.</summary>
    public static bool IsPaged(IFieldType field) => field.HasMetadata(Paged);

    /// <summary>Gives a field the four arguments when its resolver takes a page.</summary>
    internal static void AddTo(FieldType field, MethodInfo method)
    {
        if (method.GetParameters().All(p => p.ParameterType != typeof(PageArguments)))
        {
            return;
        }
        field.WithMetadata(Paged, true);
        field.Arguments = new(
        [
            new QueryArgument<IntGraphType> { Name = "first", Description = $"How many from the start: 1 to {Most}; {Usual} when neither first nor last is given." },
            new QueryArgument<StringGraphType> { Name = "after", Description = "Only what comes after this cursor." },
            new QueryArgument<IntGraphType> { Name = "last", Description = $"How many from the end: 1 to {Most}; not together with first." },
            new QueryArgument<StringGraphType> { Name = "before", Description = "Only what comes before this cursor." },
            .. field.Arguments ?? [],
        ]);
    }

    /// <summary>The page that a request asks for.</summary>
    internal static PageArguments From(IResolveFieldContext context)
    {
        PageArguments page = new(context.GetArgument<int?>("first"), context.GetArgument<string?>("after"),
            context.GetArgument<int?>("last"), context.GetArgument<string?>("before"));
        if (page is { First: not null, Last: not null })
        {
            throw new RequestError(RequestError.BadInput, "Give first or last, not both.");
        }
        if (page.Take is < 1 or > Most)
        {
            throw new RequestError(RequestError.BadInput, $"{(page.First is null ? "last" : "first")} must be 1 to {Most}; go on with after or before.");
        }
        return page;
    }

    /// <summary>The store's query for this page.</summary>
    public Core.Query On(Core.Query query) => query.OrderBy.Count > MostTerms
        ? throw new RequestError(RequestError.BadInput, $"order takes at most {MostTerms} terms.")
        : query with { Take = Take, After = After, Before = Before, FromEnd = Last is not null };
}

/// <summary>
/// What the contract calls many of a type, where that is not its name and an s: with <c>[Many("People")]</c> on it, pages of a
/// Person are a PeopleConnection of PeopleEdges.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface)]
public sealed class ManyAttribute(string name) : Attribute
{
    /// <summary>The word for many.</summary>
    public string Name { get; } = name;

    /// <summary>The name of a connection or edge type; null for any other.</summary>
    internal static string? NameOf(Type type)
    {
        if (!type.IsGenericType || type.GetGenericTypeDefinition() is var kind && kind != typeof(Connection<>) && kind != typeof(Edge<>))
        {
            return null;
        }
        var one = type.GetGenericArguments()[0];
        string many = one.GetCustomAttribute<ManyAttribute>()?.Name ?? (one.GetCustomAttribute<NameAttribute>()?.Name ?? one.Name) + "s";
        return many + (kind == typeof(Edge<>) ? "Edge" : "Connection");
    }
}

/// <summary>Making pages.</summary>
public static class Connection
{
    /// <summary>A page of a list that is at hand whole, in its order; cursors are the items' keys.</summary>
    public static Connection<T> Of<T>(IReadOnlyList<T> all, PageArguments page, Func<T, string> key) where T : notnull
    {
        int from = page.After is null ? 0 : At(page.After) + 1;
        int until = page.Before is null ? all.Count : At(page.Before);
        from = Math.Min(from, until);
        if (page.Last is { } last)
        {
            from = Math.Max(from, until - last);
        }
        else
        {
            until = Math.Min(until, from + page.Take);
        }
        List<Edge<T>> edges = [];
        for (int i = from; i < until; i++)
        {
            var item = all[i];
            edges.Add(new(key(item), () => item));
        }
        return new(edges, all.Count, until < all.Count, from > 0);

        int At(string cursor)
        {
            for (int i = 0; i < all.Count; i++)
            {
                if (key(all[i]) == cursor)
                {
                    return i;
                }
            }
            throw new RequestError(RequestError.BadInput, "There is nothing at that cursor here. Take cursors from a page before, or start without one.");
        }
    }

    /// <summary>A page as the store gave it; each node as the contract has it.</summary>
    public static Connection<T> Of<T>(Page page, Func<Node, T> from) where T : notnull =>
        new([.. page.Nodes.Zip(page.Positions, (node, position) => new Edge<T>(position, () => from(node)))], page.Total, page.HasNext, page.HasPrevious);
}

// Doc comments of generic types are not found by their closed types: what the contract says stands in attributes.
/// <summary>A page of a list, as Relay has it.</summary>
[Description("A page of a list, as Relay's cursor connections have it.")]
public sealed class Connection<T>(IReadOnlyList<Edge<T>> edges, int totalCount, bool hasNext, bool hasPrevious) where T : notnull
{
    /// <summary>The things on the page, each with its cursor.</summary>
    [Description("The things on the page, each with its cursor.")]
    [Needs]
    public IReadOnlyList<Edge<T>> Edges => edges;

    /// <summary>The things on the page.</summary>
    [Description("The things on the page.")]
    [Needs]
    public IEnumerable<T> Nodes => edges.Select(e => e.Node);

    /// <summary>Where the page lies in the list.</summary>
    [Description("Where the page lies in the list.")]
    [Needs]
    public PageInfo PageInfo { get; } = new(hasNext, hasPrevious, edges.Count > 0 ? edges[0].Cursor : null, edges.Count > 0 ? edges[^1].Cursor : null);

    /// <summary>How many there are in the whole list.</summary>
    [Description("How many there are in the whole list.")]
    public int TotalCount => totalCount;

    /// <summary>The same page of what each thing stands for.</summary>
    internal Connection<TNext> Select<TNext>(Func<T, TNext> next) where TNext : notnull =>
        new([.. edges.Select(e => new Edge<TNext>(e.Cursor, () => next(e.Node)))], totalCount, hasNext, hasPrevious);

    /// <summary>The same page, less what has left the viewer's sight since it was found.</summary>
    internal Connection<TNext> SelectSeen<TNext>(Func<T, TNext?> next) where TNext : class =>
        new([.. edges.Select(e => (e.Cursor, Node: next(e.Node))).Where(e => e.Node is not null).Select(e => new Edge<TNext>(e.Cursor, () => e.Node!))],
            totalCount, hasNext, hasPrevious);
}

/// <summary>A thing on a page. It is made when it is asked for: of whom only the number is asked, nothing is told.</summary>
[Description("A thing on a page.")]
public sealed class Edge<T>(string cursor, Func<T> node) where T : notnull
{
    private readonly Lazy<T> _node = new(node);

    /// <summary>Its place in the list.</summary>
    [Description("Its place in the list: opaque, for after and before.")]
    public string Cursor => cursor;

    /// <summary>The thing itself.</summary>
    [Description("The thing itself."), Needs]
    public T Node => _node.Value;
}

/// <summary>Where a page lies in its list.</summary>
/// <param name="HasNextPage">Whether there is more after it.</param>
/// <param name="HasPreviousPage">Whether there is more before it.</param>
/// <param name="StartCursor">Cursor of the first thing on the page; null when it is empty.</param>
/// <param name="EndCursor">Cursor of the last thing on the page; null when it is empty.</param>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
