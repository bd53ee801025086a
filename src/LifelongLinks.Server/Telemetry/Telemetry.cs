using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LifelongLinks.Server;

/// <summary>
/// What the server tells of itself, never of anybody: every name and value here is one of a list that stands in this code, or a number.
/// Names are OpenTelemetry's where it has one (https://opentelemetry.io/docs/specs/semconv/). While nobody listens, nothing is made.
/// </summary>
public static class Telemetry
{
    /// <summary>Name of the meter, and of the source of spans.</summary>
    public const string Name = "LifelongLinks";

    /// <summary>Spans.</summary>
    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter _meter = new(Name);

    private static readonly Counter<long> _rejections = _meter.CreateCounter<long>(
        "lifelong_links.rejections", "{request}", "Requests, connections and subscribers turned away, by reason");
    private static readonly Counter<long> _errors = _meter.CreateCounter<long>(
        "lifelong_links.errors", "{error}", "Errors that were answered, by code");
    private static readonly Counter<long> _commands = _meter.CreateCounter<long>(
        "lifelong_links.commands", "{command}", "Commands, by outcome, and when refused by code");

    /// <summary>How long an operation was worked on.</summary>
    internal static readonly Histogram<double> OperationDuration = _meter.CreateHistogram(
        "lifelong_links.operation.duration", "s", "How long an operation was worked on", advice: Seconds());

    /// <summary>What an operation was counted to cost.</summary>
    internal static readonly Histogram<double> OperationCost = _meter.CreateHistogram(
        "lifelong_links.operation.cost", "1", "What an operation was counted to cost before it ran",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [10, 30, 100, 300, 1_000, 3_000, 10_000, 20_000] });

    /// <summary>How long a call of the store took.</summary>
    internal static readonly Histogram<double> StoreDuration = _meter.CreateHistogram(
        "db.client.operation.duration", "s", "How long a call of the store took", advice: Seconds());

    /// <summary>Calls of the store under way, each with a connection of its own.</summary>
    internal static readonly UpDownCounter<int> StoreCalls = _meter.CreateUpDownCounter<int>(
        "lifelong_links.store.calls.active", "{call}", "Calls of the store under way: readers, sessions and whoever waits to write");

    /// <summary>How many audit events were written together.</summary>
    internal static readonly Histogram<int> AuditGroup = _meter.CreateHistogram(
        "lifelong_links.audit.group", "{event}", "Audit events written in one transaction",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });

    /// <summary>A request, a connection or a subscriber was turned away; the reason is a code such as OVERLOADED, never a text.</summary>
    public static void Rejected(string reason) => _rejections.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>An error was answered.</summary>
    public static void Failed(string code) => _errors.Add(1, new KeyValuePair<string, object?>("error.type", code));

    /// <summary>A command was done, was done before, or was refused with a code.</summary>
    internal static void Commanded(string command, string outcome, string? refusal)
    {
        if (_commands.Enabled)
        {
            TagList tags = new() { { "lifelong_links.command", command }, { "outcome", outcome } };
            if (refusal is not null)
            {
                tags.Add("error.type", refusal);
            }
            _commands.Add(1, tags);
        }
    }

    private static InstrumentAdvice<double> Seconds() =>
        new() { HistogramBucketBoundaries = [.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30] };
}
