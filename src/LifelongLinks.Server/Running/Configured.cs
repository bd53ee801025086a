using System.Globalization;

namespace LifelongLinks.Server;

/// <summary>Settings as they are written, each checked as it is read: what cannot be used keeps the server from starting.</summary>
internal static class Configured
{
    /// <summary>A text; none where it is not written, or nothing but spaces.</summary>
    internal static string? Text(this IConfiguration configuration, string key) => string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key]!.Trim();

    /// <summary>A whole number above 0.</summary>
    internal static int Number(this IConfiguration configuration, string key, int otherwise) =>
        configuration[key] is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out int number) && number > 0 ? number
        : throw new CannotStartException($"{key} is \"{text}\", but must be a whole number above 0.");

    /// <summary>Texts with commas between them.</summary>
    internal static string[] List(this IConfiguration configuration, string key, string otherwise) =>
        (configuration[key] is { Length: > 0 } list ? list : otherwise).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Yes or no; no, where it is not written.</summary>
    internal static bool Flag(this IConfiguration configuration, string key) =>
        configuration[key] is not { Length: > 0 } text ? false
        : bool.TryParse(text, out bool flag) ? flag
        : throw new CannotStartException($"{key} is \"{text}\", but must be true or false.");
}
