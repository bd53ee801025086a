using Microsoft.Extensions.Logging;

namespace LifelongLinks.Tests.Server.Watching;

internal static class Saying
{
    /// <summary>Writes a line to a log.</summary>
    internal static void Say(this ILogger log, LogLevel level, string text, Exception? exception = null) => log.Log(level, default, text, exception, (state, _) => state);
}
