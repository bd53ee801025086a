namespace LifelongLinks.Bolt;

/// <summary>How one transaction is to run.</summary>
public sealed class TransactionConfig
{
    internal static TransactionConfig Default { get; } = new();

    /// <summary>After how long the server ends it; null for the server's own limit, zero for none.</summary>
    public TimeSpan? Timeout { get; internal set; }

    /// <summary>What the server shows and logs with it.</summary>
    public IDictionary<string, object?> Metadata { get; internal set; } = PropertyMap.Empty;

    internal static TransactionConfig Of(Action<TransactionConfigBuilder>? action)
    {
        if (action is null)
        {
            return Default;
        }
        TransactionConfigBuilder builder = new();
        action(builder);
        return builder.Config;
    }
}

/// <summary>Says how one transaction is to run.</summary>
public sealed class TransactionConfigBuilder
{
    internal TransactionConfig Config { get; } = new();

    /// <summary>After how long the server ends the transaction.</summary>
    public TransactionConfigBuilder WithTimeout(TimeSpan? timeout)
    {
        if (timeout is { } time)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, nameof(timeout));
        }
        Config.Timeout = timeout;
        return this;
    }

    /// <summary>What the server shows and logs with the transaction.</summary>
    public TransactionConfigBuilder WithMetadata(IDictionary<string, object?> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        Config.Metadata = metadata;
        return this;
    }
}
