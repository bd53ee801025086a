namespace LifelongLinks.Bolt;

/// <summary>The rows of a result, each to be read once, in order, while its session or transaction lasts.</summary>
public interface IResultCursor : IAsyncEnumerable<IRecord>
{
    /// <summary>The row that was fetched last.</summary>
    IRecord Current { get; }

    /// <summary>Whether rows can still be read.</summary>
    bool IsOpen { get; }

    /// <summary>The fields of the rows.</summary>
    Task<string[]> KeysAsync();

    /// <summary>What the query did. Rows that were not read are passed over.</summary>
    Task<IResultSummary> ConsumeAsync();

    /// <summary>The next row, which is still there to be fetched; null behind the last.</summary>
    Task<IRecord?> PeekAsync();

    /// <summary>Goes to the next row; false behind the last.</summary>
    Task<bool> FetchAsync();
}

/// <summary>Whole results.</summary>
public static class ResultCursorExtensions
{
    /// <summary>The only row. None, or another, is an <see cref="InvalidOperationException"/>.</summary>
    public static Task<IRecord> SingleAsync(this IResultCursor result) => SingleAsync(result, static record => record);

    /// <summary>What an operation makes of the only row. None, or another, is an <see cref="InvalidOperationException"/>.</summary>
    public static async Task<T> SingleAsync<T>(this IResultCursor result, Func<IRecord, T> operation)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(operation);
        if (!await result.FetchAsync())
        {
            throw new InvalidOperationException("The result is empty.");
        }
        T made = operation(result.Current);
        return await result.FetchAsync() ? throw new InvalidOperationException("The result contains more than one element.") : made;
    }

    /// <summary>All rows.</summary>
    public static async Task<List<IRecord>> ToListAsync(this IResultCursor result, int initialCapacity = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        List<IRecord> rows = new(initialCapacity);
        var cursor = result as ResultCursor;
        cursor?.Attend(cancellationToken);
        try
        {
            while (await result.FetchAsync())
            {
                rows.Add(result.Current);
            }
        }
        finally
        {
            cursor?.AttendNoMore();
        }
        return rows;
    }

    /// <inheritdoc cref="ToListAsync(IResultCursor, int, CancellationToken)"/>
    public static Task<List<IRecord>> ToListAsync(this IResultCursor result, CancellationToken cancellationToken) =>
        ToListAsync(result, 0, cancellationToken);

    /// <summary>What an operation makes of all rows.</summary>
    public static async Task<List<T>> ToListAsync<T>(this IResultCursor result, Func<IRecord, T> operation, int initialCapacity = 0)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(operation);
        List<T> made = new(initialCapacity);
        while (await result.FetchAsync())
        {
            made.Add(operation(result.Current));
        }
        return made;
    }

    /// <summary>Gives every row to an operation; what the query did.</summary>
    public static async Task<IResultSummary> ForEachAsync(this IResultCursor result, Action<IRecord> operation)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(operation);
        while (await result.FetchAsync())
        {
            operation(result.Current);
        }
        return await result.ConsumeAsync();
    }
}
