using System.Diagnostics.Metrics;

namespace LifelongLinks.Server;

/// <summary>
/// Figures of the last twelve whole months as gauges, so that a dashboard shows overdue reviews and adherence: in all and by team, as
/// planReviewMetrics tells them and no more. Counted anew every hour, where there is a collector to send them to.
/// </summary>
public sealed class FigureGauges : BackgroundService
{
    private const int Months = 12;
    private static readonly TimeSpan _every = TimeSpan.FromHours(1);

    private readonly AuthorityMetrics _metrics;
    private readonly Clock _clock;
    private readonly TimeProvider _time;
    private readonly ILogger<FigureGauges> _log;
    private volatile PlanReviewMetrics? _told;

    /// <summary>Makes them; until they are counted for the first time they say nothing.</summary>
    public FigureGauges(IMeterFactory meters, AuthorityMetrics metrics, Clock clock, TimeProvider time, ILogger<FigureGauges> log)
    {
        (_metrics, _clock, _time, _log) = (metrics, clock, time, log);
        var meter = meters.Create(Telemetry.Name);
        Gauge("lifelong_links.children", "{child}", "Children with an open case at the end of the last whole month, rounded to 5", f => f.Children);
        Gauge("lifelong_links.reviews.overdue", "{review}", "Reviews overdue at the end of the last whole month, rounded to 5", f => f.ReviewsOverdue);
        Gauge("lifelong_links.reviews.late", "{review}", "Reviews held late in the last twelve whole months, rounded to 5", f => f.ReviewsLate);
        Gauge("lifelong_links.reviews.on_time", "{review}", "Reviews held on time in the last twelve whole months, rounded to 5", f => f.ReviewsOnTime);
        Gauge("lifelong_links.adherence.rate", "1", "Adherence of the last twelve whole months, 0 to 1", f => f.Adherence.Rate);
        Gauge("lifelong_links.adherence.punctuality", "1", "Punctuality of the last twelve whole months, 0 to 1", f => f.Adherence.Punctuality);

        void Gauge(string name, string unit, string description, Func<PlanReviewFigures, double?> figure) => meter.CreateObservableGauge(name, () => Told(figure), unit, description);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(_every, _time);
        do
        {
            try
            {
                var request = MetricRequest.Of(MetricPeriod.Last(Months, _clock.Today), [MetricDimension.Team], []).Value!;
                _told = await _metrics.Of(request, MetricParts.Process | MetricParts.Promises, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // A server is not to stop for its dashboard.
                _log.FiguresNotCounted(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // What may not be told has no measurement at all, which is not 0. Teams are no people.
    private IEnumerable<Measurement<double>> Told(Func<PlanReviewFigures, double?> figure)
    {
        foreach (var group in _told is { } told ? told.Groups.Prepend(told.Total) : [])
        {
            if (figure(group.Now) is { } value)
            {
                yield return group.Values is [var team] ? new(value, new KeyValuePair<string, object?>("team", team.Value)) : new Measurement<double>(value);
            }
        }
    }
}
