using System.Collections;
using System.Globalization;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>
/// A filter as a condition in SQL that is always true or false, never null, so that "not" means what it says. Values are parameters.
/// </summary>
internal sealed class FilterSql(ScopeSql scope)
{
    /// <summary>The values that the conditions name.</summary>
    internal List<(string Name, object? Value)> Values { get; } = [];

    /// <summary>The condition for nodes of a label.</summary>
    internal string Of(Filter filter, string label, string node) => Condition(filter, node, p => PropertySql.Of(scope, label, p, node));

    private string Condition(Filter filter, string node, Func<string, (string Sql, IReadOnlyList<Sort> Sorts)> property) => filter switch
    {
        Filter.And and => and.All.Count == 0 ? "TRUE" : $"({string.Join(" AND ", and.All.Select(f => Condition(f, node, property)))})",
        Filter.Or or => or.Any.Count == 0 ? "FALSE" : $"({string.Join(" OR ", or.Any.Select(f => Condition(f, node, property)))})",
        Filter.Not not => $"NOT {Condition(not.Inner, node, property)}",
        Filter.Some some => Across(some, node),
        Filter.Property p => Compare(p, property(p.Name)),
        _ => throw new ArgumentException($"There is no filter {filter}."),
    };

    private string Across(Filter.Some some, string node)
    {
        StepSql.CheckType(some.EdgeType);
        if (some.Way is not (Way.Out or Way.In))
        {
            throw new ArgumentException("A filter goes across one edge, out or in.");
        }
        string depth = $"{node}_";
        (string here, string there) = some.Way == Way.Out ? ("from_id", "to_id") : ("to_id", "from_id");
        string inner = Condition(some.Inner, $"n{depth}", p => PropertySql.Anywhere(scope, p, $"n{depth}"));
        return $"""
            EXISTS (SELECT 1 FROM edge e{depth} JOIN node n{depth} ON n{depth}.id = e{depth}.{there}
              WHERE e{depth}.{here} = {node}.id AND e{depth}.type = '{some.EdgeType}' AND {scope.Edge($"e{depth}", [some.EdgeType])} AND {inner})
            """;
    }

    private string Compare(Filter.Property filter, (string Sql, IReadOnlyList<Sort> Sorts) property)
    {
        (string sql, var sorts) = property;
        object? One(object? value) => Value(filter, sorts, value);
        string Ordered(string comparison) => filter.Value is null ? "FALSE" : $"ifnull({sql} {comparison} {Add(One(filter.Value))}, FALSE)";
        string Text(string condition) => !sorts.Contains(Sort.Text)
            ? throw new ArgumentException($"{filter.Name} is no text to look into.")
            : filter.Value is null ? "FALSE" : $"ifnull({string.Format(CultureInfo.InvariantCulture, condition, sql, Add(One(filter.Value)))}, FALSE)";
        return filter.Is switch
        {
            // So that an index of what is there can serve, and the condition is never null.
            Comparison.Eq => filter.Value is null ? $"{sql} IS NULL" : $"({sql} IS NOT NULL AND {sql} = {Add(One(filter.Value))})",
            Comparison.Neq => $"{sql} IS NOT {Add(One(filter.Value))}",
            Comparison.In => Among(filter, sql, sorts),
            Comparison.Nin => $"NOT {Among(filter, sql, sorts)}",
            Comparison.Gt => Ordered(">"),
            Comparison.Gte => Ordered(">="),
            Comparison.Lt => Ordered("<"),
            Comparison.Lte => Ordered("<="),
            // lower() of SQLite knows ASCII only: just what is meant.
            Comparison.Contains => Text("instr(lower({0}), lower({1})) > 0"),
            Comparison.StartsWith => Text("substr(lower({0}), 1, length({1})) = lower({1})"),
            _ => throw new ArgumentException($"There is no comparison {filter.Is}."),
        };
    }

    private string Among(Filter.Property filter, string sql, IReadOnlyList<Sort> sorts)
    {
        if (filter.Value is not IEnumerable values || filter.Value is string)
        {
            throw new ArgumentException($"{filter.Name} is to be one of a list, and this is none.");
        }
        var list = values.Cast<object?>().Select(v => Value(filter, sorts, v)).ToList();
        // One array for each sort of value keeps numbers numbers; a missing property is among the values when null is.
        string texts = Add(Records.Ids(list.OfType<string>()));
        string numbers = Add($"[{string.Join(',', list.Where(v => v is not (null or string)).Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)))}]");
        return $"""
            (CASE WHEN {sql} IS NULL THEN {(list.Contains(null) ? "TRUE" : "FALSE")}
              ELSE {sql} IN (SELECT value FROM json_each({texts}) UNION ALL SELECT value FROM json_each({numbers})) END)
            """;
    }

    private string Add(object? value)
    {
        string name = $"@v{Values.Count}";
        Values.Add((name, value));
        return name;
    }

    private static object? Value(Filter.Property filter, IReadOnlyList<Sort> sorts, object? value)
    {
        (Sort[] takes, object? written) = value switch
        {
            null => ((Sort[])[.. sorts], null),
            string text => ([Sort.Text, Sort.Word], text),
            Enum word => ([Sort.Word], Words.Of(word.ToString())),
            DateOnly date => ([Sort.Date], date.ToString("O", CultureInfo.InvariantCulture)),
            bool truth => ([Sort.Bool], truth ? 1L : 0L),
            int or long => ([Sort.Number], Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            double or float or decimal => ([Sort.Number], Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            _ => ((Sort[])[], value),
        };
        return takes.Intersect(sorts).Any()
            ? written : throw new ArgumentException($"{filter.Name} does not compare with a {value?.GetType().Name}.");
    }
}
