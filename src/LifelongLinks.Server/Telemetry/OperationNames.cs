using System.Collections.Concurrent;

namespace LifelongLinks.Server;

/// <summary>
/// The names of operations that are told: clients choose them, so there are only so many, and no name in which an id, a day or a reference
/// could stand. Those of trusted documents always are; of others the first hundred that were executed.
/// </summary>
public sealed class OperationNames(TrustedDocuments trusted)
{
    /// <summary>What stands for every other name.</summary>
    public const string Other = "other";

    private const int MostOthers = 100;
    private const int LongestName = 64;
    private const int MostDigits = 4;

    private readonly HashSet<string> _trusted = [.. trusted.OperationNames];
    private readonly ConcurrentDictionary<string, bool> _others = new();

    /// <summary>What is told of a name; of one that was not executed nothing that is not known already.</summary>
    public string Of(string? name, bool executed) =>
        name is null ? "none"
        : _trusted.Contains(name) || _others.ContainsKey(name) ? name
        : executed && _others.Count < MostOthers && IsPlain(name) && _others.TryAdd(name, true) ? name
        : Other;

    private static bool IsPlain(string name) => name.Length is > 0 and <= LongestName
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && name.Count(char.IsAsciiDigit) <= MostDigits;
}
