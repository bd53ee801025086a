using GraphQL.DataLoader;

namespace LifelongLinks.Server;

/// <summary>Fetches many values by key at once.</summary>
public delegate Task<IReadOnlyDictionary<TKey, TValue>> Fetch<TKey, TValue>(IReadOnlyList<TKey> keys, CancellationToken cancel);

/// <summary>
/// Batch loading for one request: every resolver says which key it wants, and the first whose turn it is fetches them all. A key is
/// fetched once in a request.
/// </summary>
public sealed class Batches
{
    private readonly Dictionary<string, object> _batches = [];
    private readonly Lock _lock = new();

    /// <summary>The value of a key, fetched together with the others of the same name; null when it is absent.</summary>
    public IDataLoaderResult<TValue?> Load<TKey, TValue>(string name, TKey key, Fetch<TKey, TValue> fetch)
        where TKey : notnull where TValue : class
    {
        lock (_lock)
        {
            if (!_batches.TryGetValue(name, out object? known))
            {
                _batches[name] = known = new Batch<TKey, TValue>(fetch);
            }
            return ((Batch<TKey, TValue>)known).Add(key);
        }
    }

    private sealed class Batch<TKey, TValue>(Fetch<TKey, TValue> fetch) where TKey : notnull where TValue : class
    {
        private readonly Dictionary<TKey, Awaited> _all = [];
        private readonly Lock _lock = new();
        private List<TKey> _waiting = [];
        private TaskCompletionSource<IReadOnlyDictionary<TKey, TValue>> _next = Later();

        internal Awaited Add(TKey key)
        {
            lock (_lock)
            {
                if (!_all.TryGetValue(key, out var awaited))
                {
                    _all[key] = awaited = new(this, key, _next.Task);
                    _waiting.Add(key);
                }
                return awaited;
            }
        }

        private void FetchWaiting(CancellationToken cancel)
        {
            List<TKey> keys;
            TaskCompletionSource<IReadOnlyDictionary<TKey, TValue>> fetched;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    return;
                }
                (keys, _waiting) = (_waiting, []);
                (fetched, _next) = (_next, Later());
            }
            _ = Complete();

            async Task Complete()
            {
                try
                {
                    fetched.SetResult(await fetch(keys, cancel));
                }
                catch (Exception e)
                {
                    fetched.SetException(e); // whoever waits for one of the keys is told
                }
            }
        }

        private static TaskCompletionSource<IReadOnlyDictionary<TKey, TValue>> Later() => new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal sealed class Awaited(Batch<TKey, TValue> batch, TKey key, Task<IReadOnlyDictionary<TKey, TValue>> fetched) : IDataLoaderResult<TValue?>
        {
            public async Task<TValue?> GetResultAsync(CancellationToken cancellationToken = default)
            {
                if (!fetched.IsCompleted)
                {
                    batch.FetchWaiting(cancellationToken);
                }
                return (await fetched).GetValueOrDefault(key);
            }

            async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await GetResultAsync(cancellationToken);
        }
    }
}
