using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LifelongLinks.Server;

/// <summary>
/// What reaches a log, whichever it is: of an exception its types, codes and stack, and none of its text, for databases and parsers quote in
/// it what they were given; of the framework its warnings only, for what it says below them has paths and query strings in it.
/// </summary>
public static class CarefulLogging
{
    /// <summary>Puts it before every log there is.</summary>
    public static void AddCarefulLogging(this IServiceCollection services)
    {
        services.AddSingleton<LoggerFactory>();
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(s => new Loggers(s.GetRequiredService<LoggerFactory>())));
    }

    private sealed class Loggers(LoggerFactory loggers) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) =>
            new Careful(loggers.CreateLogger(categoryName), categoryName.StartsWith("LifelongLinks.", StringComparison.Ordinal));

        public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

        public void Dispose() => loggers.Dispose();
    }

    private sealed class Careful(ILogger log, bool isOurs) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => (isOurs || logLevel >= LogLevel.Warning) && log.IsEnabled(logLevel);

        // The framework's scopes hold the path that a client wrote. Trace and span are added by the logs themselves.
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => isOurs ? log.BeginScope(state) : null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Log(logLevel, eventId, state, exception is null ? null : new LoggedException(exception), formatter);
            }
        }
    }
}
