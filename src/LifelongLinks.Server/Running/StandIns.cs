// Until the branches `store` and `seed` are merged: delete this file then.

namespace LifelongLinks.Seed
{
    public sealed record DemoAccount(string Name, string Subject, Role Role, IReadOnlyList<string> Teams, string DisplayName);

    public static class DemoAccounts
    {
        public static IReadOnlyList<DemoAccount> All { get; } =
        [
            new("coordinator", "demo-coordinator", Role.Coordinator, [], "Coordinator"),
            new("team-manager", "demo-team-manager", Role.TeamManager, ["North team"], "Team manager"),
        ];
    }

    public sealed record Story(string ChildId, Changes Changes);

    public static class Stories
    {
        public static IReadOnlyList<Story> All(DateOnly today) => [];
    }
}

namespace LifelongLinks.Storage
{
    public sealed class SqliteStore : IStore
    {
        public static SqliteStore Open(string path)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new();
        }

        public Task<Subgraph> Get(Scope scope, IReadOnlyCollection<string> ids, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Subgraph> Expand(Scope scope, IReadOnlyCollection<string> roots, Pattern pattern, CancellationToken cancel) => throw new NotSupportedException();

        public Task<Page> Find(Scope scope, Query query, CancellationToken cancel) => Task.FromResult(new Page([], [], 0, false, false));

        public Task<Neighbourhood> Neighbourhood(Scope scope, string personId, int hops, int limit, CancellationToken cancel) => throw new NotSupportedException();

        public Task<ChangeResult> Change(CaseChange change, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IReadOnlyList<AuditEvent>> Audit(string? childId, string? after, int take, CancellationToken cancel) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => default;
    }
}
