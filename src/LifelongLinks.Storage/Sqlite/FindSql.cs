using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>A search among the nodes of a kind, by pages that begin where another ended.</summary>
internal sealed class FindSql
{
    private const int MostTaken = 1000;

    private readonly Query _query;
    private readonly ScopeSql _scope;
    private readonly string _from;
    private readonly List<(string Sql, bool Descending)> _terms;
    private readonly List<(string Name, object? Value)> _values;

    private FindSql(Scope scope, Query query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Take);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, MostTaken);
        _ = RecordKind.Node(query.Label);
        (_query, _scope) = (query, ScopeSql.FromMany(scope));
        FilterSql filter = new(_scope);
        string where = query.Where is null ? "TRUE" : filter.Of(query.Where, query.Label, "n");
        var labels = Graph.Nodes.Where(n => n.Label == query.Label || n.Also == query.Label).Select(n => n.Label);
        _terms = [.. query.OrderBy.Select(o => (PropertySql.Of(_scope, query.Label, o.Property, "n").Sql, o.Descending)), ("n.id", false)];
        // Contact details are seen through their people, so they are looked at one by one.
        string? candidate = query.Label == "ContactDetail" ? null : _scope.Candidate(query.Label, "n");
        _from = candidate is null
            ? $"FROM node n WHERE n.label IN {ScopeSql.List(labels)} AND {where} AND {_scope.NodeOf(query.Label, "n")}"
            : $"FROM node n WHERE {candidate} AND +n.label IN {ScopeSql.List(labels)} AND {where} AND {_scope.NodeOf(query.Label, "n")}";
        _values = [.. ScopeSql.Values(scope), .. filter.Values];
    }

    /// <summary>One page.</summary>
    internal static Page Find(Connection connection, Scope scope, Query query)
    {
        FindSql find = new(scope, query);
        int total = (int)connection.Number($"{find._scope.With}SELECT count(*) {find._from}", [.. find._values]);
        var after = Position.Read(query.After, query);
        var before = Position.Read(query.Before, query);
        if (query.Take == 0 || total == 0)
        {
            return new([], [], total, false, false);
        }
        var (nodes, places) = find.Rows(connection, after, before);
        bool more = nodes.Count > query.Take;
        if (more)
        {
            nodes.RemoveAt(query.Take);
            places.RemoveAt(query.Take);
        }
        if (query.FromEnd)
        {
            nodes.Reverse();
            places.Reverse();
        }
        if (nodes.Count == 0)
        {
            return new([], [], total, false, false);
        }
        // Without a position to begin from there is nothing on the other side; beyond a position there is something only if it is still there.
        bool next = query.FromEnd ? before is not null && find.Any(connection, places[^1], true) : more || before is not null && find.Any(connection, places[^1], true);
        bool previous = query.FromEnd ? more || after is not null && find.Any(connection, places[0], false) : after is not null && find.Any(connection, places[0], false);
        return new(nodes, [.. places.Select(p => p.Write(query))], total, next, previous);
    }

    /// <summary>A term of an order. Missing values are beyond all others: last ascending, first descending.</summary>
    internal static string OrderBy(string sql, bool descending) => descending ? $"{sql} DESC NULLS FIRST" : $"{sql} ASC NULLS LAST";

    private (List<Node> Nodes, List<Position> Places) Rows(Connection connection, Position? after, Position? before)
    {
        List<(string Name, object? Value)> values = [.. _values, ("@most", _query.Take + 1)];
        string window = $"{Beyond(after, true, "a", values)} AND {Beyond(before, false, "b", values)}";
        string order = string.Join(", ", _terms.Select(t => OrderBy(t.Sql, t.Descending != _query.FromEnd)));
        string terms = string.Concat(_terms.Select(t => $", {t.Sql}"));
        using var rows = connection.Query(
            $"{_scope.With}SELECT {Found.Columns(_scope, "n")}{terms} {_from} AND {window} ORDER BY {order} LIMIT @most", [.. values]);
        List<Node> nodes = [];
        List<Position> places = [];
        while (rows.Next())
        {
            var node = Found.Read(rows, 0);
            object?[] place = new object?[_terms.Count - 1];
            for (int i = 0; i < place.Length; i++)
            {
                place[i] = rows.Value(4 + i);
            }
            nodes.Add(node);
            places.Add(new(place, node.Id));
        }
        return (nodes, places);
    }

    private bool Any(Connection connection, Position place, bool after)
    {
        List<(string Name, object? Value)> values = [.. _values];
        string beyond = Beyond(place, after, "a", values);
        return connection.Number($"{_scope.With}SELECT EXISTS (SELECT 1 {_from} AND {beyond})", [.. values]) != 0;
    }

    // Beyond a place in the order: its first terms are equal and the next lies beyond.
    private string Beyond(Position? place, bool after, string prefix, List<(string Name, object? Value)> values)
    {
        if (place is null)
        {
            return "TRUE";
        }
        List<string> ways = [];
        string equal = "";
        for (int i = 0; i < _terms.Count; i++)
        {
            object? value = i < place.Values.Count ? place.Values[i] : place.Id;
            string name = $"@{prefix}{i}";
            (string sql, bool descending) = _terms[i];
            string beyond = (after != descending, value is null) switch
            {
                (true, true) => "FALSE",
                (true, false) => $"({sql} > {name} OR {sql} IS NULL)",
                (false, true) => $"{sql} IS NOT NULL",
                (false, false) => $"{sql} < {name}",
            };
            ways.Add($"({equal}{beyond})");
            equal += $"{sql} IS {name} AND ";
            values.Add((name, value));
        }
        return $"({string.Join(" OR ", ways)})";
    }
}
