using System.Security.Cryptography.X509Certificates;

namespace LifelongLinks.Bolt;

/// <summary>How a driver works.</summary>
public class Config
{
    /// <summary>For a fetch size: all rows at once.</summary>
    public const long Infinite = -1;

    /// <summary>For a time: without end.</summary>
    public static readonly TimeSpan InfiniteInterval = Timeout.InfiniteTimeSpan;

    internal const string Product = "lifelong-links-bolt/0.1";

    /// <summary>How many connections to one server there may be at once.</summary>
    public int MaxConnectionPoolSize { get; internal set; } = 100;

    /// <summary>How long to wait for one of them.</summary>
    public TimeSpan ConnectionAcquisitionTimeout { get; internal set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long connecting and signing in may take.</summary>
    public TimeSpan ConnectionTimeout { get; internal set; } = TimeSpan.FromSeconds(30);

    /// <summary>After how long a connection is not used again.</summary>
    public TimeSpan MaxConnectionLifetime { get; internal set; } = TimeSpan.FromHours(1);

    /// <summary>After how long without use a connection is not used again.</summary>
    public TimeSpan ConnectionIdleTimeout { get; internal set; } = InfiniteInterval;

    /// <summary>After how long without use the server is asked whether a connection still works, before it is used; null for never.</summary>
    public TimeSpan? ConnectionLivenessThreshold { get; internal set; }

    /// <summary>For how long a transaction function is run again.</summary>
    public TimeSpan MaxTransactionRetryTime { get; internal set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many rows are asked for at once.</summary>
    public long FetchSize { get; internal set; } = 1000;

    /// <summary>Whether connections are encrypted, where the scheme of the URI does not say.</summary>
    public EncryptionLevel EncryptionLevel { get; internal set; } = EncryptionLevel.None;

    /// <summary>Which certificates are trusted, where the scheme of the URI does not say.</summary>
    public TrustManager? TrustManager { get; internal set; }

    /// <summary>What the server shows as the user agent.</summary>
    public string UserAgent { get; internal set; } = Product;

    /// <summary>How long to wait before a transaction function is run for the second time; twice as long before each time after.</summary>
    internal TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    internal static void CheckFetchSize(long size)
    {
        if (size <= 0 && size != Infinite)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, "A fetch size is positive, or Config.Infinite.");
        }
    }
}

/// <summary>Says how a driver works.</summary>
public sealed class ConfigBuilder
{
    internal Config Config { get; } = new();

    /// <summary>How many connections to one server there may be at once.</summary>
    public ConfigBuilder WithMaxConnectionPoolSize(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return With(c => c.MaxConnectionPoolSize = size);
    }

    /// <summary>How long to wait for a connection.</summary>
    public ConfigBuilder WithConnectionAcquisitionTimeout(TimeSpan timeSpan) => With(c => c.ConnectionAcquisitionTimeout = timeSpan);

    /// <summary>How long connecting and signing in may take.</summary>
    public ConfigBuilder WithConnectionTimeout(TimeSpan timeSpan) => With(c => c.ConnectionTimeout = timeSpan);

    /// <summary>After how long a connection is not used again.</summary>
    public ConfigBuilder WithMaxConnectionLifetime(TimeSpan timeSpan) => With(c => c.MaxConnectionLifetime = timeSpan);

    /// <summary>After how long without use a connection is not used again.</summary>
    public ConfigBuilder WithConnectionIdleTimeout(TimeSpan timeSpan) => With(c => c.ConnectionIdleTimeout = timeSpan);

    /// <summary>After how long without use the server is asked whether a connection still works, before it is used.</summary>
    public ConfigBuilder WithConnectionLivenessCheckTimeout(TimeSpan timeout) => With(c => c.ConnectionLivenessThreshold = timeout);

    /// <summary>For how long a transaction function is run again.</summary>
    public ConfigBuilder WithMaxTransactionRetryTime(TimeSpan time) => With(c => c.MaxTransactionRetryTime = time);

    /// <summary>How many rows are asked for at once; <see cref="Config.Infinite"/> for all.</summary>
    public ConfigBuilder WithFetchSize(long size)
    {
        Config.CheckFetchSize(size);
        return With(c => c.FetchSize = size);
    }

    /// <summary>Whether connections are encrypted. Not beside a scheme that says it, such as <c>bolt+s</c>.</summary>
    public ConfigBuilder WithEncryptionLevel(EncryptionLevel level) => With(c => c.EncryptionLevel = level);

    /// <summary>Which certificates are trusted. Not beside a scheme that says it, such as <c>bolt+s</c>.</summary>
    public ConfigBuilder WithTrustManager(TrustManager manager) => With(c => c.TrustManager = manager);

    /// <inheritdoc cref="WithTrustManager"/>
    public ConfigBuilder WithCertificateTrustRule(
        CertificateTrustRule certificateTrustRule, IReadOnlyList<X509Certificate2>? trustedCaCertificates = null) => WithTrustManager(
        (certificateTrustRule, trustedCaCertificates) switch
        {
            (CertificateTrustRule.TrustSystem, null) => TrustManager.CreateChainTrust(),
            (CertificateTrustRule.TrustAny, null) => TrustManager.CreateInsecure(),
            (CertificateTrustRule.TrustList, not null) => TrustManager.CreateCertTrust(trustedCaCertificates),
            _ => throw new ArgumentException("Certificates go with TrustList, and with it alone.", nameof(trustedCaCertificates)),
        });

    /// <summary>What the server shows as the user agent.</summary>
    public ConfigBuilder WithUserAgent(string userAgent)
    {
        ArgumentException.ThrowIfNullOrEmpty(userAgent);
        return With(c => c.UserAgent = userAgent);
    }

    private ConfigBuilder With(Action<Config> set)
    {
        set(Config);
        return this;
    }
}
