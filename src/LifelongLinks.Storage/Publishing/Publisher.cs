using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>Brings a published graph up to date with a store: what differs is written, what is gone is taken back, nothing else is touched.</summary>
public static class Publisher
{
    // Children whose cases, and those of their siblings, are held in memory at once.
    private const int Together = 50;
    private const int NodesTogether = 20_000;
    private const int ChildrenOfAPage = 1000;

    /// <summary>Publishes; tells how many children of how many are through.</summary>
    /// <param name="store">Where the cases are.</param>
    /// <param name="target">Where they are published.</param>
    /// <param name="pseudonyms">Where ids come from.</param>
    /// <param name="thresholds">What activity and gaps are judged on.</param>
    /// <param name="today">The clock's day.</param>
    /// <param name="told">Told how many are through, and of how many.</param>
    /// <param name="cancel">Stops it; the next publication finishes it.</param>
    public static async Task<Published> Publish(
        IStore store, PublishedDatabase target, Pseudonyms pseudonyms, GapThresholds thresholds, DateOnly today, Action<int, int> told, CancellationToken cancel)
    {
        Scope scope = new() { Today = today, Authority = true };
        var there = await target.Digests(cancel);
        // In the order of pseudonyms: the order in which nodes were written can be read, and that of ids is the order of referrals.
        var children = (await Children(store, scope, cancel)).OrderBy(id => pseudonyms.Of(id), StringComparer.Ordinal).ToList();
        HashSet<string> published = [];
        List<Traits> traits = [];
        int written = 0, through = 0;
        foreach (string[] some in children.Chunk(Together))
        {
            var loaded = await store.Expand(scope, some, Surroundings.Pattern, cancel);
            var cases = Publication.Of(loaded, some, today, thresholds, pseudonyms);
            published.UnionWith(cases.Select(c => c.ChildId));
            traits.AddRange(cases.Select(c => c.Traits));
            foreach (var batch in Batches([.. cases.Where(c => there.GetValueOrDefault(c.ChildId) != c.Digest)]))
            {
                await target.Replace(batch, [], pseudonyms.KeyCheck, cancel);
                written += batch.Count;
            }
            told(through += some.Length, children.Count);
        }
        string[] gone = [.. there.Keys.Where(id => !published.Contains(id))];
        foreach (string[] some in gone.Chunk(Together))
        {
            await target.Replace([], some, pseudonyms.KeyCheck, cancel);
        }
        string month = Publication.Month(today);
        await target.Finish(month, pseudonyms.KeyCheck, cancel);
        return new(month, published.Count, written, gone.Length, traits);
    }

    private static async Task<List<string>> Children(IStore store, Scope scope, CancellationToken cancel)
    {
        List<string> ids = [];
        Page page;
        Query query = new("Child") { Take = ChildrenOfAPage };
        do
        {
            page = await store.Find(scope, query, cancel);
            ids.AddRange(page.Nodes.Select(n => n.Id));
            query = query with { After = page.Positions is [.., var last] ? last : null };
        }
        while (page.HasNext);
        return ids;
    }

    // As many cases as a transaction holds without the database's memory growing with the size of a case.
    private static IEnumerable<List<PublishedCase>> Batches(IReadOnlyList<PublishedCase> cases)
    {
        List<PublishedCase> batch = [];
        int nodes = 0;
        foreach (var one in cases)
        {
            batch.Add(one);
            nodes += one.Nodes.Count;
            if (nodes >= NodesTogether)
            {
                yield return batch;
                (batch, nodes) = ([], 0);
            }
        }
        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}

/// <summary>How a publication came out.</summary>
/// <param name="Month">The month at whose end facts are told.</param>
/// <param name="Children">How many children are published.</param>
/// <param name="Written">Of how many of them something was written.</param>
/// <param name="Removed">How many were taken back.</param>
/// <param name="Traits">What could single each of them out.</param>
public sealed record Published(string Month, int Children, int Written, int Removed, IReadOnlyList<Traits> Traits);
