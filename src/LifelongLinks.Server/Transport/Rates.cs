using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using GraphQL;
using GraphQL.Validation;

namespace LifelongLinks.Server;

/// <summary>
/// What each client has left to ask for: a bucket that each request takes its cost from, refilled all the time. A signed-in subject has one of
/// their own, wherever they ask from; who is not signed in shares that of their address. So many buckets are kept at most.
/// </summary>
public sealed class Rates(Settings settings, TimeProvider time)
{
    /// <summary>What each request takes, whatever it asks: it is signed in, read and answered.</summary>
    public const int EachRequest = 10;

    /// <summary>What one takes besides that could not be run: reading and validating it is work too.</summary>
    public const int EachRefusal = 100;

    /// <summary>What a page takes: about what the query behind it costs, with all that it holds.</summary>
    public const int EachPage = 2000;

    private const int MostKept = 20_000;

    // Two stores: whoever comes from many addresses must not push out the buckets of those who are signed in.
    private readonly Kept<string, RateBucket> _subjects = new(MostKept);
    private readonly Kept<string, RateBucket> _addresses = new(MostKept);

    /// <summary>Of somebody who is signed in.</summary>
    public RateBucket Of(ClaimsPrincipal user) => Of(_subjects, user.FindFirstValue("sub") ?? "", settings.Rates.Burst, settings.Rates.PerSecond);

    /// <summary>Of an address that somebody not signed in asks from.</summary>
    public RateBucket Of(IPAddress? address) => Of(_addresses, Key(address), settings.Rates.UnsignedBurst, settings.Rates.UnsignedPerSecond);

    /// <summary>An address as one client has it: of IPv6 the 64 bits that a network is given, for within them it makes as many as it likes.</summary>
    public static string Key(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private RateBucket Of(Kept<string, RateBucket> kept, string key, int most, int perSecond)
    {
        if (!kept.TryGet(key, out var bucket))
        {
            kept.Keep(key, bucket = new(most, perSecond, time));
        }
        return bucket;
    }
}

/// <summary>What one client has left.</summary>
public sealed class RateBucket(int most, int perSecond, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _left = most;
    private long _since = time.GetTimestamp();

    /// <summary>Takes a cost, all of it or nothing; the error when there is not so much left.</summary>
    public RateLimitedError? Take(double cost)
    {
        lock (_lock)
        {
            double left = Refill();
            if (left >= cost)
            {
                _left -= cost;
                return null;
            }
            return new((int)Math.Ceiling((cost - left) / perSecond));
        }
    }

    /// <summary>Takes a cost that was run up already, as far as there is as much left.</summary>
    public void Charge(double cost)
    {
        lock (_lock)
        {
            _left = Math.Max(0, Refill() - cost);
        }
    }

    /// <summary>Takes what a request costs besides that could not be run; one that was refused for its rate is told when there will be enough, which must hold.</summary>
    public void Charge(ExecutionResult result)
    {
        if (!result.Executed && result.Errors?.Any(e => e is RateLimitedError) != true)
        {
            Charge(Rates.EachRefusal);
        }
    }

    /// <summary>Tells the client, as draft-ietf-httpapi-ratelimit-headers has it: the policy, what is left, and in how many seconds all is there again.</summary>
    public void Tell(HttpResponse response)
    {
        double left;
        lock (_lock)
        {
            left = Refill();
        }
        response.Headers["RateLimit-Policy"] = $"\"cost\";q={most};w={Math.Max(1, most / perSecond)}";
        response.Headers["RateLimit"] = $"\"cost\";r={Math.Floor(left)};t={Math.Ceiling((most - left) / perSecond):0}";
    }

    private double Refill()
    {
        long now = time.GetTimestamp();
        _left = Math.Min(most, _left + (time.GetElapsedTime(_since, now).TotalSeconds * perSecond));
        _since = now;
        return _left;
    }
}

/// <summary>The client has asked for too much in too short a time.</summary>
public sealed class RateLimitedError : ValidationError
{
    /// <summary>Its code.</summary>
    public const string RateLimited = "RATE_LIMITED";

    /// <summary>With when to ask again.</summary>
    public RateLimitedError(int seconds) : base($"You have asked for too much in a short time. Ask again in {seconds} s, or for less: see the header RateLimit.")
    {
        Code = RateLimited;
        Seconds = seconds;
    }

    /// <summary>In how many seconds there will be enough left.</summary>
    public int Seconds { get; }
}
