using System.Runtime.CompilerServices;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>Everything in one store, into another that is new. Nobody may write to the one meanwhile.</summary>
public static class StoreCopy
{
    private const int Together = 1000;
    private const int CasesTogether = 10;

    private static readonly Pattern _case = new([Step.Out([.. Graph.CaseFacts]), Step.Owned([.. Graph.Edges.Select(e => e.Type)])]);

    /// <summary>Copies; tells how many children of how many are through.</summary>
    public static async Task Copy(IWholeStore from, IWholeStore to, Action<int, int> told, CancellationToken cancel)
    {
        // Everything, whatever the day.
        var everything = Scope.Everything(default);
        List<string> children = [];
        // Whom cases share comes first, then what is theirs: whatever is referred to is there.
        foreach (string label in new[] { "Person", "Team", "ContactDetail" })
        {
            await foreach (var nodes in Pages(from, everything, label, cancel))
            {
                await to.Add(new() { Nodes = nodes }, cancel);
                children.AddRange(nodes.OfType<Child>().Select(c => c.Id));
            }
        }
        int through = 0;
        foreach (string[] some in children.Chunk(CasesTogether))
        {
            var loaded = await from.Expand(everything, some, _case, cancel);
            await to.Add(new() { Nodes = [.. loaded.Nodes.Values.OfType<CaseNode>()], Edges = loaded.Edges }, cancel);
            told(through += some.Length, children.Count);
        }
        for (string? after = null; await from.Applied(after, Together, cancel) is { Count: > 0 } applied; after = applied[^1].Id)
        {
            await to.Add(new() { Applied = applied }, cancel);
        }
        for (string? after = null; (await from.Audit(new(After: after), cancel)).Events is { Count: > 0 } audit; after = audit[^1].Id)
        {
            await to.Add(new() { Audit = audit }, cancel);
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<Node>> Pages(IStore store, Scope scope, string label, [EnumeratorCancellation] CancellationToken cancel)
    {
        Page page;
        Query query = new(label) { Take = Together };
        do
        {
            page = await store.Find(scope, query, cancel);
            yield return page.Nodes;
            query = query with { After = page.Positions is [.., var last] ? last : null };
        }
        while (page.HasNext);
    }
}
