namespace LifelongLinks.Server;

/// <summary>What a subscriber wants to be told of.</summary>
/// <param name="Field">The field of <see cref="Subscription"/>, as the contract names it.</param>
/// <param name="ChildId">The one child whose case it is about; null: every case in sight.</param>
public sealed record Topic(string Field, string? ChildId)
{
    private const int MostAtOnce = 1000;

    /// <summary>Whether it may be about this; seen without reading anything. When the day turns, who sees a case may change too.</summary>
    public bool MayConcern(Happening happening) =>
        happening.ChildId is { } child ? ChildId is null || ChildId == child : ChildId is not null || Field == "reviewBecameDue";

    /// <summary>What there is to tell a viewer; null when the one case it is about is no longer in their sight, and it is over.</summary>
    public async Task<IReadOnlyList<Telling>?> Tell(Happening happening, Viewer viewer, IStore store, CancellationToken cancel)
    {
        string scope = ScopeKey.Of(viewer.Scope);
        if (ChildId is not null && !await happening.Once((scope, ChildId), stop => IsInSight(viewer, ChildId, store, stop), cancel))
        {
            return null;
        }
        return (Field, happening) switch
        {
            ("reviewBecameDue", { LastDay: { } lastDay }) =>
                [.. (await happening.Once((scope, lastDay), stop => Due(lastDay, viewer, store, stop), cancel)).Select(Telling)],
            (_, { ChildId: null }) => [],
            ("caseChanged", _) => [new(happening, happening.ChildId)],
            // Which of what was changed are contacts is found once for all; whether a viewer may see them when they are told.
            ("contactRecorded", _) => [.. (await Facts()).OfType<Contact>().Select(Telling)],
            _ => [.. (await Facts()).OfType<Review>().Where(r => r.IsDue(viewer.Today)).Select(Telling)],
        };

        Task<IReadOnlyList<CaseNode>> Facts() => happening.Once("facts", async stop =>
        {
            var changed = await store.Get(Scope.Everything(viewer.Today), [.. happening.ChangedIds.Take(10 * MostAtOnce)], stop);
            return (IReadOnlyList<CaseNode>)[.. changed.Nodes.Values.OfType<CaseNode>().OrderBy(f => f.Id, StringComparer.Ordinal)];
        }, cancel);

        Telling Telling(CaseNode fact) => new(happening, fact.ChildId, fact.Id);
    }

    /// <summary>Whether a child's case is in a viewer's sight.</summary>
    public static async Task<bool> IsInSight(Viewer viewer, string childId, IStore store, CancellationToken cancel) =>
        (await store.Get(viewer.Scope, [childId], cancel)).Node<Child>(childId) is not null;

    private static async Task<IReadOnlyList<Review>> Due(DateOnly lastDay, Viewer viewer, IStore store, CancellationToken cancel)
    {
        Filter due = new Filter.And(
        [
            new Filter.Property("DueOn", Comparison.Gt, lastDay),
            new Filter.Property("DueOn", Comparison.Lte, viewer.Today),
            new Filter.Or([new Filter.Property("HeldOn", Comparison.Eq, null), new Filter.Property("HeldOn", Comparison.Gt, viewer.Today)]),
        ]);
        List<Review> all = [];
        Page page;
        string? after = null;
        do
        {
            page = await store.Find(viewer.Scope, new("Review") { Where = due, OrderBy = [new("DueOn")], Take = MostAtOnce, After = after }, cancel);
            all.AddRange(page.Nodes.Cast<Review>());
            after = page.Positions is [.., var last] ? last : null;
        }
        while (page.HasNext);
        return all;
    }
}
