using System.Collections;
using System.Globalization;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// A filter as a condition in Cypher that is always true or false, never null, so that "not" means what it says. Values are parameters.
/// </summary>
internal sealed class FilterCypher(ScopeCypher scope, Dictionary<string, object?> values)
{
    private int _values;

    /// <summary>The condition for nodes of a label.</summary>
    internal string Of(Filter filter, string label, string node) => Condition(filter, node, p => PropertyCypher.Of(scope, label, p, node));

    private string Condition(Filter filter, string node, Func<string, (string Cypher, IReadOnlyList<Sort> Sorts)> property) => filter switch
    {
        Filter.And and => and.All.Count == 0 ? "true" : $"({string.Join(" AND ", and.All.Select(f => Condition(f, node, property)))})",
        Filter.Or or => or.Any.Count == 0 ? "false" : $"({string.Join(" OR ", or.Any.Select(f => Condition(f, node, property)))})",
        Filter.Not not => $"NOT {Condition(not.Inner, node, property)}",
        Filter.Some some => Across(some, node),
        Filter.Property p => Compare(p, property(p.Name)),
        _ => throw new ArgumentException($"There is no filter {filter}."),
    };

    private string Across(Filter.Some some, string node)
    {
        var line = Line.Of(some.EdgeType);
        if (some.Way is not (Way.Out or Way.In))
        {
            throw new ArgumentException("A filter goes across one edge, out or in.");
        }
        string edge = $"{node}_e", other = $"{node}_n";
        (string from, string to) = some.Way == Way.Out ? (node, other) : (other, node);
        string inner = Condition(some.Inner, other, p => PropertyCypher.Anywhere(scope, p, other));
        return $"EXISTS {{ MATCH ({from})-[{edge}:{line.Type}]->({to}) {scope.Line(line, from, edge, to)} WITH * WHERE {inner} RETURN {other} }}";
    }

    private string Compare(Filter.Property filter, (string Cypher, IReadOnlyList<Sort> Sorts) property)
    {
        (string cypher, var sorts) = property;
        string Holds(string comparison, string otherwise) => $"coalesce({cypher} {comparison} {Add(Value(filter, sorts, filter.Value))}, {otherwise})";
        string Ordered(string comparison) => filter.Value is null ? "false" : Holds(comparison, "false");
        // Without regard to ASCII case only, as (?i) has it by itself; (?s) lets a dot be a new line.
        string Text(string pattern) => !sorts.Contains(Sort.Text)
            ? throw new ArgumentException($"{filter.Name} is no text to look into.")
            : filter.Value is null ? "false"
            : $"coalesce({cypher} =~ {Add(string.Format(CultureInfo.InvariantCulture, pattern, Quoted((string)Value(filter, sorts, filter.Value)!)))}, false)";
        return filter.Is switch
        {
            // So that an index can serve, and the condition is never null.
            Comparison.Eq => filter.Value is null ? $"{cypher} IS NULL" : $"({cypher} IS NOT NULL AND {cypher} = {Add(Value(filter, sorts, filter.Value))})",
            Comparison.Neq => filter.Value is null ? $"{cypher} IS NOT NULL" : Holds("<>", "true"),
            Comparison.In => Among(filter, cypher, sorts),
            Comparison.Nin => $"NOT {Among(filter, cypher, sorts)}",
            Comparison.Gt => Ordered(">"),
            Comparison.Gte => Ordered(">="),
            Comparison.Lt => Ordered("<"),
            Comparison.Lte => Ordered("<="),
            Comparison.Contains => Text("(?is).*{0}.*"),
            Comparison.StartsWith => Text("(?is){0}.*"),
            _ => throw new ArgumentException($"There is no comparison {filter.Is}."),
        };
    }

    private string Among(Filter.Property filter, string cypher, IReadOnlyList<Sort> sorts)
    {
        if (filter.Value is not IEnumerable among || filter.Value is string)
        {
            throw new ArgumentException($"{filter.Name} is to be one of a list, and this is none.");
        }
        var list = among.Cast<object?>().Select(v => Value(filter, sorts, v)).ToList();
        // A missing property is among the values when null is.
        return $"(CASE WHEN {cypher} IS NULL THEN {(list.Contains(null) ? "true" : "false")} ELSE {cypher} IN {Add(list.OfType<object>().ToList())} END)";
    }

    // Java's quotation: what would end it is quoted by itself.
    private static string Quoted(string text) => $@"\Q{text.Replace(@"\E", @"\E\\E\Q", StringComparison.Ordinal)}\E";

    private string Add(object? value)
    {
        string name = $"v{_values++}";
        values[name] = value;
        return $"${name}";
    }

    private static object? Value(Filter.Property filter, IReadOnlyList<Sort> sorts, object? value)
    {
        (Sort[] takes, object? written) = value switch
        {
            null => ((Sort[])[.. sorts], null),
            string text => ([Sort.Text, Sort.Word], text),
            Enum word => ([Sort.Word], Words.Of(word.ToString())),
            DateOnly date => ([Sort.Date], StoredAs.Day(date)),
            bool => ([Sort.Bool], value),
            int or long => ([Sort.Number], Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            double or float or decimal => ([Sort.Number], Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            _ => ((Sort[])[], value),
        };
        return takes.Intersect(sorts).Any()
            ? written : throw new ArgumentException($"{filter.Name} does not compare with a {value?.GetType().Name}.");
    }
}
