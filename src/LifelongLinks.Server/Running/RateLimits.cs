namespace LifelongLinks.Server;

/// <summary>How much one client may ask for, in what requests cost (<c>extensions.cost</c>).</summary>
public sealed record RateLimits
{
    // Somebody who opens thirty pages at once, and one each second all day, stays below both.
    private const int RequestsAtOnce = 3;
    private const int SecondsForRequest = 10;

    /// <summary>How much cost a signed-in subject is given back each second.</summary>
    public required int PerSecond { get; init; }

    /// <summary>How much they may ask for at once, having asked for nothing for a while.</summary>
    public required int Burst { get; init; }

    /// <summary>How many requests without a valid token an address may send each second.</summary>
    public required int UnsignedPerSecond { get; init; }

    /// <summary>How many of them it may send at once.</summary>
    public required int UnsignedBurst { get; init; }

    internal static RateLimits Read(IConfiguration configuration, Limits limits)
    {
        RateLimits rates = new()
        {
            PerSecond = configuration.Number("Rates:PerSecond", Math.Max(1, limits.MaxComplexity / SecondsForRequest)),
            Burst = configuration.Number("Rates:Burst", (int)Math.Min(int.MaxValue, (long)RequestsAtOnce * limits.MaxComplexity)),
            UnsignedPerSecond = configuration.Number("Rates:UnsignedPerSecond", 10),
            UnsignedBurst = configuration.Number("Rates:UnsignedBurst", 200),
        };
        return rates.Burst >= limits.MaxComplexity + Rates.EachRequest ? rates : throw new CannotStartException(
            $"Rates:Burst is {rates.Burst}, but one request may cost GraphQL:MaxComplexity, {limits.MaxComplexity}: make it {limits.MaxComplexity + Rates.EachRequest} or more.");
    }
}
