namespace LifelongLinks.Server;

/// <summary>The day it is where the work is done: Europe/London.</summary>
public sealed class Clock(TimeProvider time, DateOnly? fixedToday)
{
    private static readonly TimeZoneInfo _london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>Now, in UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Today, in Europe/London.</summary>
    public DateOnly Today => fixedToday ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), _london).DateTime);

    /// <summary>When a day begins in Europe/London.</summary>
    public static DateTimeOffset Began(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new(midnight, _london.GetUtcOffset(midnight));
    }
}

public static class ClockServices
{
    /// <summary>Adds the clock.</summary>
    public static void AddClock(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(s => new Clock(s.GetRequiredService<TimeProvider>(), settings.Today));
    }
}
