using System.Text;

namespace LifelongLinks.Core;

/// <summary>Enum values as the contract, the stores and the analysts write them: UPPER_SNAKE.</summary>
public static class Words
{
    /// <summary>The written form of a name: <c>AuntUncle</c> is AUNT_UNCLE, <c>Section34_4Order</c> is SECTION_34_4_ORDER.</summary>
    public static string Of(string name)
    {
        StringBuilder written = new(name.Length + 8);
        for (int i = 0; i < name.Length; i++)
        {
            bool starts = i > 0 && name[i] != '_' && name[i - 1] != '_' &&
                (char.IsUpper(name[i]) || char.IsDigit(name[i]) != char.IsDigit(name[i - 1]));
            if (starts)
            {
                written.Append('_');
            }
            written.Append(char.ToUpperInvariant(name[i]));
        }
        return written.ToString();
    }

    /// <summary>The written form of an enum value.</summary>
    public static string Of<T>(T value) where T : struct, Enum => Written<T>.ByValue[value];

    /// <summary>An enum value in plain words: "former foster carer".</summary>
    public static string Plain<T>(T value) where T : struct, Enum => Of(value).Replace('_', ' ').ToLowerInvariant();

    /// <summary>An enum value in plain words that begin a sentence: "Former foster carer".</summary>
    public static string Sentence<T>(T value) where T : struct, Enum => string.Concat(Of(value).AsSpan(0, 1), Plain(value).AsSpan(1));

    private static class Written<T> where T : struct, Enum
    {
        internal static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>().ToDictionary(v => v, v => Of(v.ToString()));
    }
}
