namespace LifelongLinks.Server;

/// <summary>
/// The options of the commands. Whatever else is written is a setting, with a colon in its name, or a mistake: an option that is passed over
/// may make a command do more than was meant.
/// </summary>
public static class CommandOptions
{
    private static readonly Dictionary<string, string[]> _options = new()
    {
        ["audit"] = ["heads"],
        ["copy"] = ["from", "to", "from-keys", "to-keys"],
        ["keys"] = ["file"],
        ["publish"] = ["to", "key", "user", "database"],
        ["report-keys"] = ["file", "name", "expires"],
        ["retention"] = ["on", "export", "by"],
        ["review-pack"] = ["review", "to", "for", "by"],
        ["subject-access"] = ["child", "person", "to", "by"],
    };

    /// <summary>Refuses options that a command does not know.</summary>
    public static void Check(string[] args)
    {
        if (args is not [var command, ..] || !_options.TryGetValue(command, out string[]? known))
        {
            return;
        }
        foreach (string option in args.Where(a => a.StartsWith("--", StringComparison.Ordinal)).Select(a => a[2..].Split('=')[0]))
        {
            if (!option.Contains(':', StringComparison.Ordinal) && !known.Contains(option, StringComparer.OrdinalIgnoreCase))
            {
                throw new CannotStartException($"{command} has no option --{option}: it takes {string.Join(", ", known.Select(k => $"--{k}"))}, and settings such as --Store:Path=FILE.");
            }
        }
    }
}
