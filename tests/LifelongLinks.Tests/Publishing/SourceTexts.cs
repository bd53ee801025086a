using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LifelongLinks.Tests.Publishing;

/// <summary>Every text, id and day of a source, gathered by reflection: a new property of a record is among them without a line here.</summary>
internal sealed class SourceTexts
{
    private static readonly string[] _writings = ["yyyy-MM-dd", "yyyyMMdd", "dd/MM/yyyy", "d/M/yyyy", "MM/dd/yyyy", "d MMMM yyyy", "d MMM yyyy"];

    private readonly HashSet<string> _words = [];

    internal SourceTexts(IEnumerable<Node> nodes, IEnumerable<Edge> edges)
    {
        foreach (object record in nodes.Concat<object>(edges))
        {
            Gather(record);
        }
        Days.UnionWith([.. DayList.SelectMany(d => _writings.Select(w => d.ToString(w, CultureInfo.InvariantCulture))),
            .. DayList.Select(d => d.DayNumber.ToString(CultureInfo.InvariantCulture))]);
    }

    internal HashSet<string> Texts { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal HashSet<string> Days { get; } = [];

    private HashSet<DateOnly> DayList { get; } = [];

    /// <summary>
    /// The texts, ids and days of the source that are somewhere in some published texts: alone or as words of a longer one, in either case.
    /// </summary>
    internal IReadOnlyList<string> In(IReadOnlyCollection<string> published)
    {
        _words.Clear();
        string all = "\n" + string.Join('\n', published) + "\n";
        foreach (string text in published)
        {
            _words.UnionWith(Regex.Split(text.ToUpperInvariant(), @"\W+"));
        }
        // A text is looked for word by word only when its first word is there: the others cannot be.
        return [.. Texts.Where(t => IsIn(t, all)), .. Days.Where(d => IsIn(d, all))];
    }

    private bool IsIn(string text, string all)
    {
        string first = Regex.Split(text.Trim().ToUpperInvariant(), @"\W+").FirstOrDefault(w => w.Length > 0) ?? "";
        return first.Length == 0
            ? all.Contains(text, StringComparison.Ordinal)
            : _words.Contains(first) && Regex.IsMatch(all, $@"(?<!\w){Regex.Escape(text.Trim())}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    private void Gather(object? value)
    {
        switch (value)
        {
            case null or Enum or bool or int or double:
                break;
            case string text:
                if (text.Trim().Length > 0)
                {
                    Texts.Add(text);
                }
                break;
            case DateOnly day:
                DayList.Add(day);
                break;
            case IEnumerable several:
                foreach (object? one in several)
                {
                    Gather(one);
                }
                break;
            default:
                foreach (var property in value.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0))
                {
                    Gather(property.GetValue(value));
                }
                break;
        }
    }
}
