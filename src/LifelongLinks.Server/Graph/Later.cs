using GraphQL.DataLoader;

namespace LifelongLinks.Server;

/// <summary>Batched results that follow from others, or are there already.</summary>
public static class Later
{
    /// <summary>A value that is there.</summary>
    public static IDataLoaderResult<T> Of<T>(T value) => new Ready<T>(value);

    /// <summary>No value: an error, of this one alone.</summary>
    public static IDataLoaderResult<T> Failed<T>(RequestError error) => new Error<T>(error);

    /// <summary>What follows from a result, once it is there.</summary>
    public static IDataLoaderResult<TNext> Then<T, TNext>(this IDataLoaderResult<T> result, Func<T, TNext> next) => new Next<T, TNext>(result, next);

    private sealed class Ready<T>(T value) : IDataLoaderResult<T>
    {
        public Task<T> GetResultAsync(CancellationToken cancellationToken = default) => Task.FromResult(value);

        Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => Task.FromResult<object?>(value);
    }

    private sealed class Error<T>(RequestError error) : IDataLoaderResult<T>
    {
        public Task<T> GetResultAsync(CancellationToken cancellationToken = default) => Task.FromException<T>(error);

        Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => Task.FromException<object?>(error);
    }

    private sealed class Next<T, TNext>(IDataLoaderResult<T> result, Func<T, TNext> next) : IDataLoaderResult<TNext>
    {
        public async Task<TNext> GetResultAsync(CancellationToken cancellationToken = default) =>
            next(await result.GetResultAsync(cancellationToken));

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await GetResultAsync(cancellationToken);
    }
}
