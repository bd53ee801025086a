using System.Net.Sockets;
using System.Text;

namespace LifelongLinks.Server;

/// <summary>
/// What is logged of an exception: its type, its code where it has one, its stack, and so on of those within it. The text is left out, save
/// what this server itself says of its settings and its store, in which nobody's data stands.
/// </summary>
public sealed class LoggedException : Exception
{
    private const int MostWithin = 10;

    private readonly string _text;

    /// <summary>What is logged of an exception.</summary>
    public LoggedException(Exception exception) : base(Said(exception))
    {
        StringBuilder text = new();
        Write(text, exception, MostWithin);
        _text = text.ToString();
        StackTrace = exception.StackTrace;
    }

    /// <inheritdoc/>
    public override string? StackTrace { get; }

    /// <inheritdoc/>
    public override string ToString() => _text;

    private static void Write(StringBuilder text, Exception exception, int left)
    {
        text.Append(Said(exception)).Append('\n').Append(exception.StackTrace);
        IEnumerable<Exception> within = exception is AggregateException many ? many.InnerExceptions : exception.InnerException is { } inner ? [inner] : [];
        foreach (var one in within.Take(left))
        {
            text.Append("\n---> ");
            Write(text, one, left - 1);
        }
    }

    private static string Said(Exception exception)
    {
        string name = exception.GetType().FullName ?? exception.GetType().Name;
        string? more = exception switch
        {
            StoreUnavailableException unavailable => $"{Words.Of(unavailable.Fault)}: {unavailable.Message}",
            CannotStartException cannot => cannot.Message,
            SocketException socket => socket.SocketErrorCode.ToString(),
            BadHttpRequestException http => $"{http.StatusCode}",
            _ => FaultCode.Of(exception),
        };
        return more is null ? name : $"{name}: {more}";
    }
}
