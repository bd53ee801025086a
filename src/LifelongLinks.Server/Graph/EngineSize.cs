using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace LifelongLinks.Server;

/// <summary>
/// How large a document is, found before it is validated: the engine's own rules take quadratic time over fields and exponential time
/// over fragments that spread fragments, so what is too large must never reach them. Characters and tokens are counted before a document
/// is parsed, for a parsed one is many times its text.
/// </summary>
internal sealed class EngineSize
{
    private const int MostCharacters = 50_000;
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

    /// <summary>The bound that a document's text goes over; null where it may be parsed.</summary>
    internal static OutOfBoundsError? Of(string text, Limits limits)
    {
        if (text.Length > MostCharacters)
        {
            return OutOfBoundsError.MoreThan(MostCharacters, "MaxCharacters", "characters in its document");
        }
        try
        {
            int at = 0;
            for (int tokens = 0; ; tokens++)
            {
                var token = Lexer.Lex(text, at);
                if (token.Kind == TokenKind.EOF)
                {
                    return null;
                }
                if (tokens == limits.MaxTokens)
                {
                    return OutOfBoundsError.MoreThan(limits.MaxTokens, nameof(limits.MaxTokens), "tokens in its document");
                }
                at = token.End;
            }
        }
        catch (GraphQLSyntaxErrorException)
        {
            return null; // the parser reads as far, and says what is wrong with it
        }
    }

    /// <summary>The bound that a parsed document goes over, as written or with every fragment spread; null where it may be validated.</summary>
    internal static OutOfBoundsError? Of(GraphQLDocument document, Limits limits) =>
        EngineParts.Of(document, limits) ?? new EngineSize(document).Measure(document, limits);

    private OutOfBoundsError? Measure(GraphQLDocument document, Limits limits)
    {
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        double largest = operations.Select(o => Spread(o.SelectionSet)).DefaultIfEmpty().Max();
        foreach (string unused in _fragments.Keys)
        {
            Spread(unused);
        }
        if (_tooDeep)
        {
            return OutOfBoundsError.MoreThan(DeepestSpread, "MaxFragmentDepth", "fragments spread within one another");
        }
        int roots = operations.Select(o => Together(o.SelectionSet, []).Count()).DefaultIfEmpty().Max();
        return OutOfBoundsError.Over(_written, MostFields, "MaxFields", "fields in its document")
            ?? OutOfBoundsError.Over(largest, limits.MaxComplexity, nameof(limits.MaxComplexity), "fields with every fragment spread")
            ?? OutOfBoundsError.Over(roots, limits.MaxRootFields, nameof(limits.MaxRootFields), "fields at its root")
            ?? document.Definitions.Select(d => Repeats((d as IHasSelectionSetNode)?.SelectionSet, limits)).FirstOrDefault(e => e is not null);
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

    /// <summary>The one field that stands too often in one place, or in a place below: all of the same name are compared with one another.</summary>
    private OutOfBoundsError? Repeats(GraphQLSelectionSet? selections, Limits limits)
    {
        if (selections is null)
        {
            return null;
        }
        // What is asked of no type in particular is asked of each.
        int most = Together(selections, []).GroupBy(f => f.Name).Select(named => named.Count(f => f.On.Length == 0)
            + named.Where(f => f.On.Length > 0).CountBy(f => f.On).Select(on => on.Value).DefaultIfEmpty().Max()).DefaultIfEmpty().Max();
        return OutOfBoundsError.Over(most, limits.MaxRepeats, nameof(limits.MaxRepeats), "times the same field in the same place")
            ?? selections.Selections.Select(s => Repeats((s as IHasSelectionSetNode)?.SelectionSet, limits)).FirstOrDefault(e => e is not null);
    }

    /// <summary>The fields that stand in one place, by the type they are asked of and the name they are answered by; each fragment counts once.</summary>
    private IEnumerable<(string On, string Name)> Together(GraphQLSelectionSet selections, HashSet<string> seen, string on = "") =>
        selections.Selections.SelectMany(selection => selection switch
        {
            GraphQLField field => [(on, (field.Alias?.Name ?? field.Name).StringValue)],
            GraphQLInlineFragment inline => Together(inline.SelectionSet, seen, inline.TypeCondition?.Type.Name.StringValue ?? on),
            GraphQLFragmentSpread { FragmentName.Name.StringValue: var name } when seen.Add(name) && _fragments.TryGetValue(name, out var fragment) =>
                Together(fragment.SelectionSet, seen, fragment.TypeCondition.Type.Name.StringValue),
            _ => Enumerable.Empty<(string, string)>(),
        });
}
