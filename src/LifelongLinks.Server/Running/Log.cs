namespace LifelongLinks.Server;

/// <summary>Everything the server writes to its log: never a name, never what somebody asked for.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Unforeseen, reference {Reference}")]
    internal static partial void Unforeseen(this ILogger log, string reference, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "The store cannot answer")]
    internal static partial void StoreUnavailable(this ILogger log, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "What is applied to the store cannot be followed at the moment; it is taken up where it was left")]
    internal static partial void TailBroken(this ILogger log, Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "The audit trail cannot be written: nothing of a case is told until it can")]
    internal static partial void AuditBroken(this ILogger log, Exception exception);

    [LoggerMessage(5, LogLevel.Warning, "The audit trail can be written again")]
    internal static partial void AuditMended(this ILogger log);

    [LoggerMessage(10, LogLevel.Warning,
        "Slow: {OperationType} {OperationName} was worked on for {Milliseconds} ms; cost {Cost}, store calls {StoreCalls}, trace {OfTrace}")]
    internal static partial void Slow(this ILogger log, string operationType, string operationName, long milliseconds, double cost, int storeCalls, string ofTrace);

    [LoggerMessage(20, LogLevel.Warning, "A case was opened in an emergency, change {ChangeId}: see breakGlass in the audit trail")]
    internal static partial void GlassBroken(this ILogger log, string changeId);

    [LoggerMessage(30, LogLevel.Error, "The provider of tokens cannot be asked for its keys ({Reason}): it is asked again every {Seconds} seconds, and keys known serve for a day")]
    internal static partial void ProviderUnavailable(this ILogger log, string reason, int seconds);

    [LoggerMessage(31, LogLevel.Information, "The provider of tokens has {Keys} keys that can be used")]
    internal static partial void ProviderAnswered(this ILogger log, int keys);

    [LoggerMessage(40, LogLevel.Warning, "A report key was refused: {Reason}")]
    internal static partial void ReportKeyRefused(this ILogger log, string reason);

    [LoggerMessage(41, LogLevel.Error, "The file of report keys cannot be read: no key opens anything until it can")]
    internal static partial void ReportKeysUnreadable(this ILogger log, Exception exception);

    [LoggerMessage(42, LogLevel.Error, "A report could not be finished, reference {Reference}: its reader was cut off")]
    internal static partial void ReportCut(this ILogger log, string reference, Exception exception);

    [LoggerMessage(50, LogLevel.Warning, "Figures could not be counted for the gauges; those counted last are told until they can")]
    internal static partial void FiguresNotCounted(this ILogger log, Exception exception);
}
