using GraphQLParser.AST;

namespace LifelongLinks.Server;

/// <summary>
/// How large a document is, found before it is validated: the engine's own rules take quadratic time over fields and exponential time
/// over fragments that spread fragments, so what is too large must never reach them.
/// </summary>
internal sealed class EngineSize
{
    /// <summary>Characters of a document: directives, arguments and values are many before they are fields.</summary>
    internal const int MostCharacters = 50_000;

    private const int MostFields = 1_000;
    private const int DeepestSpread = 50;

    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments = [];
    private readonly Dictionary<string, double> _spread = [];
    private readonly HashSet<string> _open = [];
    private int _written;
    private bool _tooDeep;

    private EngineSize(GraphQLDocument document)
    {
        foreach (var fragment in document.Definitions.OfType<GraphQLFragmentDefinition>())
        {
            _fragments.TryAdd(fragment.FragmentName.Name.StringValue, fragment);
        }
    }

    /// <summary>Whether a document is larger than may be validated, as written or with every fragment spread.</summary>
    internal static bool IsTooLarge(GraphQLDocument document, Limits limits)
    {
        EngineSize size = new(document);
        double largest = document.Definitions.OfType<GraphQLOperationDefinition>().Select(o => size.Spread(o.SelectionSet)).DefaultIfEmpty().Max();
        foreach (string unused in size._fragments.Keys)
        {
            size.Spread(unused);
        }
        return size._tooDeep || size._written > MostFields || largest > limits.MaxComplexity;
    }

    private double Spread(GraphQLSelectionSet? selections) => selections?.Selections.Sum(selection => selection switch
    {
        GraphQLField field => Written() + Spread(field.SelectionSet),
        GraphQLInlineFragment inline => Written() + Spread(inline.SelectionSet),
        GraphQLFragmentSpread spread => Written() + Spread(spread.FragmentName.Name.StringValue),
        _ => 0,
    }) ?? 0;

    private double Spread(string name)
    {
        if (_spread.TryGetValue(name, out double known) || !_fragments.TryGetValue(name, out var fragment))
        {
            return known;
        }
        if (_open.Count >= DeepestSpread)
        {
            _tooDeep = true;
            return 0;
        }
        if (!_open.Add(name))
        {
            return 0; // a fragment within itself: a rule of validation says so
        }
        double size = Spread(fragment.SelectionSet);
        _open.Remove(name);
        return _spread[name] = size;
    }

    private int Written()
    {
        _written++;
        return 1;
    }
}
