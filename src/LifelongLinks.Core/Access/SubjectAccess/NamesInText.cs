using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LifelongLinks.Core;

/// <summary>Somebody who is not to be recognised in a text.</summary>
/// <param name="Person">The person.</param>
/// <param name="Label">What stands for them.</param>
public sealed record Redacted(Person Person, string Label)
{
    /// <summary>How they can be reached: not to stand in a text either.</summary>
    public IReadOnlyList<string> Reached { get; init; } = [];
}

/// <summary>
/// Takes people out of texts: each of their names, and each word of a name, as whole words, whatever the case, the accents and what stands
/// between the words; their dates of birth; and their phone numbers, emails and addresses. The names of those who stay are kept where
/// they are written in full, and what two people share with the one whose record it is stays too.
/// </summary>
public sealed partial class NamesInText
{
    private const string Left = "(contact details left out)", Birthday = "(a date left out)", Several = "somebody";
    private const int FewestDigits = 7;

    // Words before a name, which go with it; they name nobody by themselves.
    private static readonly HashSet<string> _titles = [.. new[]
    {
        "mr", "mrs", "miss", "ms", "mx", "dr", "sir", "nan", "nana", "nanna", "nanny", "gran", "granny", "grandma", "grandad", "granddad", "grandpa", "mum", "mam",
        "mummy", "mother", "dad", "daddy", "father", "auntie", "aunty", "aunt", "uncle", "cousin", "brother", "sister", "baby", "the",
    }.Select(Folded)];

    // Words within names that name nobody.
    private static readonly HashSet<string> _nobodys =
        [.. _titles, .. new[] { "de", "da", "do", "dos", "van", "von", "der", "den", "la", "le", "el", "al", "bin", "ibn", "and", "of", "someone", "somebody" }.Select(Folded)];

    private readonly Dictionary<string, List<(string[] Words, string? Label)>> _byFirst = [];
    private readonly List<(Regex Pattern, string Label)> _patterns = [];

    /// <summary>Makes it ready for texts.</summary>
    /// <param name="people">Who is taken out.</param>
    /// <param name="whose">Whose record it is: their names stay.</param>
    /// <param name="named">Who else stays by name.</param>
    /// <param name="wholeNamesOnly">Whether only names of several words are taken out, as they stand: a word alone may be anybody's.</param>
    public NamesInText(IEnumerable<Redacted> people, Person? whose, IEnumerable<Person>? named = null, bool wholeNamesOnly = false)
    {
        List<Redacted> all = [.. people];
        HashSet<string> own = whose is null ? [] : [.. Names(whose).SelectMany(Words).Select(w => w.Folded)];
        foreach (string name in (whose is null ? [] : new[] { whose }).Concat(named ?? []).SelectMany(Names))
        {
            Add(name, null);
        }
        foreach (var person in all)
        {
            // A single name that is the subject's own too points at nobody else.
            foreach (string name in Names(person.Person).Where(n => Words(n) is not [var only] || (!wholeNamesOnly && !own.Contains(only.Folded))))
            {
                Add(name, person.Label);
                foreach (var (_, _, word) in Words(name).Where(w => !wholeNamesOnly && w.Folded.Length > 1 && !_nobodys.Contains(w.Folded) && !own.Contains(w.Folded)))
                {
                    Put([word], person.Label);
                    // The Doyles.
                    Put([word + "S"], person.Label);
                }
            }
            foreach (string value in person.Reached)
            {
                Reach(value);
            }
            if (person.Person.DateOfBirth is { } born && born != whose?.DateOfBirth)
            {
                _patterns.Add((new(Written(born), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), Birthday));
            }
        }
        foreach (var list in _byFirst.Values)
        {
            // The longest first, and of equals the name that stays.
            list.Sort((a, b) => b.Words.Length != a.Words.Length ? b.Words.Length - a.Words.Length : (a.Label is null ? 0 : 1) - (b.Label is null ? 0 : 1));
        }
    }

    /// <summary>A text without them.</summary>
    public string? Without(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }
        foreach (var (pattern, label) in _patterns)
        {
            text = pattern.Replace(text, label);
        }
        var words = Words(text);
        StringBuilder written = new();
        int done = 0;
        for (int i = 0; i < words.Count;)
        {
            if (Match(words, i) is not { } match)
            {
                i++;
                continue;
            }
            var last = words[i + match.Words.Length - 1];
            if (match.Label is not null)
            {
                int start = words[i].Start;
                if (i > 0 && words[i - 1] is var before && before.Start >= done && _titles.Contains(before.Folded)
                    && string.IsNullOrWhiteSpace(text[(before.Start + before.Length)..start].TrimStart('.')))
                {
                    start = before.Start;
                }
                written.Append(text, done, start - done).Append(match.Label);
                done = last.Start + last.Length;
            }
            i += match.Words.Length;
        }
        return written.Append(text, done, text.Length - done).ToString();
    }

    private (string[] Words, string? Label)? Match(List<(int Start, int Length, string Folded)> words, int at)
    {
        foreach (var name in _byFirst.GetValueOrDefault(words[at].Folded) ?? [])
        {
            if (at + name.Words.Length <= words.Count && name.Words.Select((w, i) => words[at + i].Folded == w).All(same => same))
            {
                return name;
            }
        }
        return null;
    }

    private void Add(string name, string? label)
    {
        string[] words = [.. Words(name).Select(w => w.Folded)];
        // "Nan", as the only name that is known of her, names nobody else's.
        if (words.Length > 1 || (words.Length == 1 && !_nobodys.Contains(words[0])))
        {
            Put(words, label);
        }
    }

    private void Put(string[] words, string? label)
    {
        var list = _byFirst.TryGetValue(words[0], out var known) ? known : _byFirst[words[0]] = [];
        int at = list.FindIndex(n => n.Words.SequenceEqual(words));
        if (at < 0)
        {
            list.Add((words, label));
        }
        else if (label is not null && list[at].Label is { } other && other != label && other != Left)
        {
            // It fits more than one: which of them is meant, nobody can say.
            list[at] = (words, Several);
        }
    }

    private void Reach(string value)
    {
        string digits = string.Concat(value.Where(char.IsAsciiDigit));
        if (digits.Length >= FewestDigits && !value.Any(char.IsLetter))
        {
            // With or without the country's code, and however it is spaced.
            string tail = string.Join(@"[\s().\-]*", digits[^Math.Min(9, digits.Length)..].Select(d => d.ToString()));
            _patterns.Add((new(@"(\+?\d[\d\s().\-]{0,8})?" + tail), Left));
            return;
        }
        _patterns.Add((new(Regex.Escape(value), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), Left));
        if (!value.Contains('@', StringComparison.Ordinal))
        {
            // An address is told by its street, and by its postcode.
            foreach (string part in value.Split([',', '\n'], StringSplitOptions.TrimEntries).Where(p => p.Any(char.IsDigit) && Words(p).Count > 1))
            {
                Put([.. Words(part).Select(w => w.Folded)], Left);
            }
        }
    }

    private static IEnumerable<string> Names(Person person) =>
        new[] { person.Name, person.KnownAs }.Concat(person.FormerNames).OfType<string>().Where(n => Words(n).Count > 0);

    private static string Written(DateOnly day)
    {
        string month = day.ToString("MMMM", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture,
            $@"\b(?:{day:yyyy-MM-dd}|0?{day.Day}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{month}|{month[..3]}),?\s+{day.Year:0000}|0?{day.Day}[/.\-]0?{day.Month}[/.\-](?:{day.Year:0000}|{day.Year % 100:00}))\b");
    }

    // Words as runs of letters and marks, or of digits; what cannot be seen in between is passed over, so that it hides nothing.
    private static List<(int Start, int Length, string Folded)> Words(string text) =>
        [.. Word().Matches(text).Select(m => (m.Index, m.Length, Folded(m.Value))).Where(w => w.Item3.Length > 0)];

    private static string Folded(string word)
    {
        StringBuilder folded = new();
        foreach (char c in word.Normalize(NormalizationForm.FormKD))
        {
            if (char.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                folded.Append(char.ToUpperInvariant(c));
            }
        }
        return folded.ToString();
    }

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}\p{Cf}]*|\p{N}+")]
    private static partial Regex Word();
}
