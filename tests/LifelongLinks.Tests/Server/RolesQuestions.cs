using System.Text.Json;

namespace LifelongLinks.Tests.Server;

/// <summary>
/// Selections that ask for every field of a type, made from the schema's own description of itself. Every field is given the name
/// <c>Type_field</c>, so that an answer tells where each value stands whatever leads there.
/// </summary>
internal sealed class RolesQuestions
{
    private const string Described =
        "{ __schema { types { name kind fields { name args { name defaultValue type { kind } } type { ...T } } possibleTypes { name } interfaces { name } } } } " +
        "fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

    private sealed record Field(string Name, string Type, bool Paged, bool Needs);

    private readonly Dictionary<string, IReadOnlyList<Field>> _fields = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _possible = [];
    private readonly HashSet<string> _leaves = [];
    private readonly HashSet<string> _nodes = [];

    private RolesQuestions(JsonElement schema)
    {
        foreach (var type in schema.GetProperty("types").EnumerateArray())
        {
            string name = type.GetProperty("name").GetString()!;
            if (type.GetProperty("kind").GetString() is "SCALAR" or "ENUM")
            {
                _leaves.Add(name);
            }
            if (Listed(type, "possibleTypes") is { Count: > 0 } possible)
            {
                _possible[name] = [.. possible.Select(Name)];
            }
            if (Listed(type, "interfaces").Any(i => Name(i) == "Node"))
            {
                _nodes.Add(name);
            }
            _fields[name] = [.. Listed(type, "fields").Select(f => new Field(
                Name(f), Inner(f.GetProperty("type")),
                Listed(f, "args").Any(a => Name(a) == "first" && a.GetProperty("defaultValue").ValueKind == JsonValueKind.Null),
                Listed(f, "args").Any(a => a.GetProperty("type").GetProperty("kind").GetString() == "NON_NULL" && a.GetProperty("defaultValue").ValueKind == JsonValueKind.Null)))];
        }
    }

    /// <summary>Every object type that some field leads to, and its fields.</summary>
    public IEnumerable<(string Type, string Field)> Everything =>
        _fields.Where(t => !t.Key.StartsWith("__", StringComparison.Ordinal) && !_possible.ContainsKey(t.Key)).SelectMany(t => t.Value.Select(f => (t.Key, f.Name)));

    public static async Task<RolesQuestions> Of(TestServer server) =>
        new((await server.Ask(Described)).GetProperty("data").GetProperty("__schema"));

    /// <summary>
    /// Every field of a type, with everything that is no record of its own all the way down; records to so many levels, and of those
    /// beyond what is no other thing.
    /// </summary>
    public string All(string type, int records) => Select(type, records, []);

    /// <summary>The same, field by field, each as many records deep as the server takes.</summary>
    public IEnumerable<string> Under(string type) =>
        _fields[type].Where(f => !f.Needs).Select(f => Largest(type == "Query" ? 1 : 2, records => One(type, f, records, type == "Query" ? [] : [type])));

    /// <summary>Everything of a type, as <see cref="All"/> has it: at once where the server takes that, else field by field.</summary>
    public IEnumerable<string> Parts(string type) => All(type, records: 1) is var all && IsTaken(all) ? [all] : Under(type).Select(field => $"{{ {field} }}");

    private static string Largest(int records, Func<int, string> ask) => Enumerable.Range(0, 4).Select(less => ask(records - less)).First(IsTaken);

    private static bool IsTaken(string asked) => asked.Split(": ").Length + asked.Split("__typename").Length < 900;

    private string Select(string type, int records, HashSet<string> path)
    {
        if (_possible.TryGetValue(type, out var possible))
        {
            return $"{{ __typename {string.Join(' ', possible.Select(p => $"... on {p} {Select(p, records, path)}"))} }}";
        }
        HashSet<string> along = [.. path, type];
        // What an edge leads to stands among the nodes beside it.
        int left = type.EndsWith("Edge", StringComparison.Ordinal) ? 0 : _nodes.Contains(type) ? records - 1 : records;
        var fields = _fields[type].Where(f => !f.Needs && (_leaves.Contains(f.Type) || (left >= 0 && !path.Contains(type))));
        return $"{{ __typename {string.Join(' ', fields.Select(f => One(type, f, left, along)))} }}";
    }

    private string One(string type, Field field, int records, HashSet<string> path) =>
        $"{type}_{field.Name}: {field.Name}{(field.Paged ? "(first: 100)" : field.Name == "reconnectionPaths" ? "(first: 100)" : "")}" +
        (_leaves.Contains(field.Type) ? "" : " " + Select(field.Type, records, path));

    private static string Name(JsonElement of) => of.GetProperty("name").GetString()!;

    private static IReadOnlyList<JsonElement> Listed(JsonElement of, string name) =>
        of.GetProperty(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static string Inner(JsonElement type) => type.GetProperty("ofType") is { ValueKind: JsonValueKind.Object } inner
        ? inner.TryGetProperty("ofType", out _) ? Inner(inner) : Name(inner) : Name(type);
}
