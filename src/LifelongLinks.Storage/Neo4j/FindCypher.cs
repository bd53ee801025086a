using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// A search among the nodes of a kind, by pages that begin where another ended, as one statement: it answers one row with the total, how
/// many lie after the one position and before the other, and the page.
/// </summary>
internal sealed class FindCypher
{
    private const int MostTaken = 1000;

    private readonly Query _query;
    private readonly ScopeCypher _scope;
    private readonly List<(string Cypher, Sort Sort, bool Descending)> _terms;

    private FindCypher(Scope scope, Query query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Take);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, MostTaken);
        _ = RecordKind.Node(query.Label);
        (_query, _scope, Values) = (query, ScopeCypher.Of(scope), ScopeCypher.Values(scope));
        _terms = [.. query.OrderBy.Select(o => PropertyCypher.Of(_scope, query.Label, o.Property, "n") is var p ? (p.Cypher, p.Sorts[0], o.Descending) : default),
            ("n.id", Sort.Text, false)];
        Statement = Write();
    }

    /// <summary>The statement of a search.</summary>
    internal static FindCypher Of(Scope scope, Query query) => new(scope, query);

    internal string Statement { get; }

    internal Dictionary<string, object?> Values { get; }

    /// <summary>The page that the statement's row holds.</summary>
    internal Page Read(IRecord row, DataKeys keys)
    {
        int Count(int column) => checked((int)(long)row[column]!);
        (int total, int after, int before) = (Count(0), Count(1), Count(2));
        var rows = ((IList<object>)row[3]!).Cast<IList<object>>().ToList();
        bool more = rows.Count > _query.Take;
        rows = [.. rows.Take(_query.Take)];
        if (_query.FromEnd)
        {
            rows.Reverse();
        }
        if (rows.Count == 0)
        {
            return new([], [], total, false, false);
        }
        // Without a position to begin from there is nothing on the other side; beyond a position there is something only if it is still there.
        bool next = !_query.FromEnd && more || _query.Before is not null && before < total;
        bool previous = _query.FromEnd && more || _query.After is not null && after < total;
        List<Node> nodes = [.. rows.Select(r => (bool)r[1] ? RecordProperties.ReadPerson((INode)r[0], keys) with { Version = 1 } : RecordProperties.Read((INode)r[0], keys))];
        return new(nodes, [.. rows.Zip(nodes, (r, n) => new Position([.. ((IList<object?>)r[2]).Select(Written)], n.Id).Write(_query))], total, next, previous);
    }

    private string Write()
    {
        string where = _query.Where is { } filter ? new FilterCypher(_scope, Values).Of(filter, _query.Label, "n") : "true";
        string after = Beyond(Position.Read(_query.After, _query), true, "after");
        string before = Beyond(Position.Read(_query.Before, _query), false, "before");
        string order = string.Join(", ", _terms.Select(t => t.Cypher + (t.Descending != _query.FromEnd ? " DESC" : "")));
        string outOfScope = _query.Label == "Person" ? $"(n:Child AND NOT {_scope.Sees("n")})" : "false";
        Values["most"] = (long)(_query.Take == 0 ? 0 : _query.Take + 1);
        return $$"""
            CALL () { {{Source()}} {{(_scope.IsUnprotected ? "" : "WITH DISTINCT n")}} WHERE {{where}} RETURN collect(n) AS hits }
            CALL (hits) {
              UNWIND hits AS n WITH n, {{after}} AS isAfter, {{before}} AS isBefore
              RETURN count(CASE WHEN isAfter THEN 1 END) AS after, count(CASE WHEN isBefore THEN 1 END) AS before
            }
            CALL (hits) {
              UNWIND hits AS n WITH n WHERE {{after}} AND {{before}}
              WITH n ORDER BY {{order}} LIMIT $most
              RETURN collect([n, {{outOfScope}}, [{{string.Join(", ", _terms.SkipLast(1).Select(t => t.Cypher))}}]]) AS page
            }
            RETURN size(hits), after, before, page
            """;
    }

    // Where to look: among the cases in scope and whom they name, rather than at everything there is. Where nothing is protected each is found
    // once, and what must hold stands at the match itself, so that an index can serve.
    private string Source()
    {
        var kind = Graph.NodeKind(_query.Label);
        if (_scope.IsUnprotected)
        {
            return $"MATCH (n:{kind.Label})";
        }
        string cases = $"CALL () {{ {_scope.Children("a")} }} WITH DISTINCT a";
        if (kind.Label == "Child")
        {
            return $"{cases} WITH a AS n";
        }
        if (kind.Type.IsAssignableTo(typeof(CaseNode)))
        {
            return _scope.IsEverywhere ? $"MATCH (n:{kind.Label})" : $"{cases} MATCH (a)-[:{kind.References.Single(r => r.IsCase).Type}]->(n)";
        }
        if (kind.Label == "ContactDetail")
        {
            return $"CALL () {{ {Named("Person", cases, "p")} }} WITH DISTINCT p MATCH (p)-[:HAS_CONTACT_DETAIL]->(n) WHERE NOT {ScopeCypher.IsConfidential("p")}";
        }
        return $"CALL () {{ {Named(kind.Label, cases, "n")} }}";
    }

    // Whom the cases in scope name, and the one who asks.
    private string Named(string label, string cases, string node)
    {
        if (_scope.IsEverywhere)
        {
            return $"MATCH ({node}:{label}) {_scope.Somebody(node)} RETURN {node}";
        }
        string ways = string.Join(" UNION ", WaysCypher.Naming(_scope).Select(match => $"WITH a {match} WITH b WHERE b:{label} RETURN b"));
        return $"{cases} CALL (a) {{ {ways} }} RETURN b AS {node} UNION MATCH ({node}:Worker {{subject: $subject}}) WHERE {node}:{label} RETURN {node}";
    }

    // Beyond a place in the order: its first terms are equal and the next lies beyond. Missing values are beyond all others.
    private string Beyond(Position? place, bool after, string prefix)
    {
        if (place is null)
        {
            return "true";
        }
        List<string> ways = [];
        string equal = "";
        for (int i = 0; i < _terms.Count; i++)
        {
            var (cypher, sort, descending) = _terms[i];
            object? value = i < place.Values.Count ? Read(place.Values[i], sort) : place.Id;
            string name = $"{prefix}{i}";
            Values[name] = value;
            bool up = after != descending;
            string? beyond = value is null ? (up ? null : $"{cypher} IS NOT NULL")
                : up ? (i == _terms.Count - 1 ? $"{cypher} > ${name}" : $"coalesce({cypher} > ${name}, true)") : $"coalesce({cypher} < ${name}, false)";
            if (beyond is not null)
            {
                ways.Add($"({equal}{beyond})");
            }
            equal += (value is null ? $"{cypher} IS NULL" : $"coalesce({cypher} = ${name}, false)") + " AND ";
        }
        return ways.Count == 0 ? "false" : $"({string.Join(" OR ", ways)})";
    }

    // A position holds text, numbers and nothing else.
    private static object? Written(object? value) => value switch
    {
        LocalDate date => StoredAs.Day(date).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        bool truth => truth ? 1L : 0L,
        _ => value,
    };

    private static object? Read(object? value, Sort sort) => value switch
    {
        string day when sort == Sort.Date => DateOnly.TryParseExact(day, "O", out var date) ? StoredAs.Day(date) : throw new FormatException("This is a position of another list."),
        long truth when sort == Sort.Bool => truth != 0,
        _ => value,
    };
}
