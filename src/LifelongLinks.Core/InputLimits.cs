using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace LifelongLinks.Core;

/// <summary>What a value of an input may be. Every field of every input has a limit: this, or what its type allows by itself.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class LimitAttribute : Attribute
{
    /// <summary>The limit in words, for clients: "at most 200 characters, on one line".</summary>
    public abstract string Told { get; }

    /// <summary>What is wrong with a value, as the rest of a sentence that begins with its name; null when nothing is.</summary>
    /// <param name="value">The value, never null.</param>
    /// <param name="today">The clock's day.</param>
    /// <param name="born">The child's day of birth, where it is known.</param>
    public abstract string? Wrong(object value, DateOnly today, DateOnly? born);
}

/// <summary>Text of at most so many characters, not blank and without control characters; on one line, or with line breaks and tabs.</summary>
public sealed class TextAttribute(int most) : LimitAttribute
{
    /// <summary>Whether line breaks and tabs may be in it.</summary>
    public bool Lines { get; init; }

    /// <inheritdoc/>
    public override string Told => $"at most {most} characters{(Lines ? "" : ", on one line")}";

    /// <inheritdoc/>
    public override string? Wrong(object value, DateOnly today, DateOnly? born)
    {
        string text = (string)value;
        return text.Length > most ? $"has {text.Length} characters: at most {most} are kept."
            : string.IsNullOrWhiteSpace(text) ? "is blank: write something, or leave it out."
            : text.EnumerateRunes().Any(r => !MayHold(r)) ? $"holds a control character{(Lines ? "" : " or a line break")}: take it out."
            : text.Where((c, i) => char.IsSurrogate(c) && !IsPaired(text, i)).Any() ? "is no well-formed Unicode: half of a character is missing."
            : null;
    }

    private bool MayHold(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control => Lines && (rune.Value is '\n' or '\r' or '\t'),
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => Lines,
        _ => true,
    };

    private static bool IsPaired(string text, int i) =>
        char.IsHighSurrogate(text[i]) ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) : i > 0 && char.IsHighSurrogate(text[i - 1]);
}

/// <summary>A list of texts, each on one line and of at most so many characters.</summary>
public sealed class EachTextAttribute(int most) : LimitAttribute
{
    private readonly TextAttribute _each = new(most);

    /// <inheritdoc/>
    public override string Told => $"each {_each.Told}";

    /// <inheritdoc/>
    public override string? Wrong(object value, DateOnly today, DateOnly? born) =>
        ((IReadOnlyList<string>)value).Select(text => _each.Wrong(text, today, born)).FirstOrDefault(wrong => wrong is not null) is { } wrong ? $"holds one that {wrong}" : null;
}

/// <summary>An id, or a list of ids of at most so many, each once.</summary>
public sealed class IdsAttribute(int most = 1) : LimitAttribute
{
    /// <inheritdoc/>
    public override string Told => most == 1 ? "an id, as the server gave it" : $"at most {most} ids, each once";

    /// <inheritdoc/>
    public override string? Wrong(object value, DateOnly today, DateOnly? born) => value switch
    {
        string id => Core.Ids.IsWellFormed(id) ? null : "is no id: an id is 32 lower-case hexadecimal digits, as the server gave it.",
        IReadOnlyList<string> ids => ids.Count > most ? $"has {ids.Count} ids: at most {most}."
            : ids.Distinct().Count() < ids.Count ? "names the same id twice."
            : ids.All(Core.Ids.IsWellFormed) ? null : "holds what is no id: an id is 32 lower-case hexadecimal digits, as the server gave it.",
        _ => throw new InvalidOperationException("Ids are texts."),
    };
}

/// <summary>A number from one to another, both included.</summary>
public sealed class BetweenAttribute(double least, double most) : LimitAttribute
{
    /// <inheritdoc/>
    public override string Told => string.Create(CultureInfo.InvariantCulture, $"{least} to {most}");

    /// <inheritdoc/>
    public override string? Wrong(object value, DateOnly today, DateOnly? born) =>
        Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && number >= least && number <= most ? null : $"is not from {Told}.";
}

/// <summary>A list of at most so many.</summary>
public sealed class AtMostAttribute(int most) : LimitAttribute
{
    /// <summary>How many there have to be.</summary>
    public int Least { get; init; }

    /// <inheritdoc/>
    public override string Told => Least > 0 ? $"{Least} to {most}" : $"at most {most}";

    /// <inheritdoc/>
    public override string? Wrong(object value, DateOnly today, DateOnly? born) =>
        ((System.Collections.IEnumerable)value).Cast<object>().Count() is var count && count < Least ? $"needs at least {Least}."
        : count > most ? $"has {count}: at most {most}." : null;
}

/// <summary>When a day may be.</summary>
public enum When
{
    /// <summary>Of what happened to the child: from their birth to today.</summary>
    InTheChildsLife,
    /// <summary>Of what happened: not after today.</summary>
    Past,
    /// <summary>Of what holds for a while: at most ten years from today.</summary>
    Any,
}

/// <summary>A day: none is before 1900.</summary>
public sealed class DayAttribute(When when) : LimitAttribute
{
    private const int Years = 10;

    private static readonly DateOnly _earliest = new(1900, 1, 1);

    /// <inheritdoc/>
    public override string Told => when switch
    {
        When.InTheChildsLife => "not before the child's birth, not after today",
        When.Past => "not after today",
        _ => $"at most {Years} years ahead",
    };

    /// <inheritdoc/>
    public override string? Wrong(object value, DateOnly today, DateOnly? born)
    {
        var day = (DateOnly)value;
        return day < _earliest ? "is before 1900."
            : when is When.InTheChildsLife or When.Past && day > today ? $"is after today ({today:yyyy-MM-dd}): record it once it has happened."
            : when == When.InTheChildsLife && day < born ? "is before the child was born."
            : day > today.AddYears(Years) ? $"is more than {Years} years ahead."
            : null;
    }
}

/// <summary>Whether the values of an input are within its limits.</summary>
public static class InputLimits
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(PropertyInfo Property, LimitAttribute Limit)>> _limits = [];

    /// <summary>The limits of an input's fields.</summary>
    public static IReadOnlyList<(PropertyInfo Property, LimitAttribute Limit)> Of(Type input) => _limits.GetOrAdd(input, type =>
    [
        .. type.GetProperties().SelectMany(p => p.GetCustomAttributes<LimitAttribute>().Select(l => (p, l))),
    ]);

    /// <summary>The first value that is not within its limits; null when all are. Parts of an input are looked into.</summary>
    public static ValidationFailed? Broken(object input, DateOnly today, DateOnly? born, string within = "")
    {
        foreach (var (property, limit) in Of(input.GetType()))
        {
            if (property.GetValue(input) is { } value && limit.Wrong(value, today, born) is { } wrong)
            {
                string field = within + NameOf(property.Name);
                return new(field, $"{field} {wrong}");
            }
        }
        foreach (var property in input.GetType().GetProperties().Where(p => Parts(p.PropertyType)))
        {
            int number = 0;
            foreach (object part in property.GetValue(input) is System.Collections.IEnumerable parts ? parts : Array.Empty<object>())
            {
                if (Broken(part, today, born, $"{NameOf(property.Name)}[{number++}].") is { } broken)
                {
                    return broken;
                }
            }
        }
        return null;
    }

    /// <summary>The contract's name of a property.</summary>
    public static string NameOf(string property) => char.ToLowerInvariant(property[0]) + property[1..];

    // A list of inputs within an input.
    private static bool Parts(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
        && type.GetGenericArguments()[0] is { IsClass: true } part && part != typeof(string);
}
