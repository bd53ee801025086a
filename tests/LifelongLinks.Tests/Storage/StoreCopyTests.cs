using LifelongLinks.Storage;
using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Storage;

/// <summary>Moving everything from one store to another.</summary>
[Collection(Neo4jCollection.Name)]
public sealed class StoreCopyTests(Neo4jServer server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;

    // Each store is encrypted with keys of its own.
    private static readonly KeyEncryptionKeys _neo4js = KeyEncryptionKeys.OfText(Convert.ToBase64String([.. Enumerable.Repeat((byte)9, 32)]), "the copy");

    private Neo4jSettings Neo4j => new(server.Uri.ToString()) { User = server.User, Password = server.Password };

    [Neo4jFact]
    public async Task A_store_copied_to_Neo4j_and_back_is_the_same()
    {
        await server.Empty();
        AnyWorld world = new(seed: 7, children: 12, most: 3);
        await using var original = SqliteStore.Open(Path.Combine(_folder, "original.db"), TestKeys.Keys);
        await world.Save(original);
        var read = AuditChain.Link(new() { Id = new('f', 32), At = DateTimeOffset.UtcNow, Subject = "test", Action = "query", ChildIds = world.ChildIds }, AuditHead.New(new('e', 32)));
        await original.Append([read], default);
        var told = new List<(int, int)>();
        await using (var neo4j = await Neo4jStore.OpenToFill(Neo4j, _neo4js))
        {
            await StoreCopy.Copy(original, neo4j, (through, all) => told.Add((through, all)), default);
            await neo4j.Finish(default);
        }
        Assert.Equal([(10, 12), (12, 12)], told);
        await using var copy = await Neo4jStore.Open(Neo4j, _neo4js);
        await Same(world, original, copy);
        await UnfinishedFile.Write(Path.Combine(_folder, "back.db"), KeyEncryptionKeys.Beside(Path.Combine(_folder, "back.db")), back => StoreCopy.Copy(copy, back, (_, _) => { }, default), default);
        Assert.Throws<StoreUnavailableException>(() => SqliteStore.Open(Path.Combine(_folder, "back.db"), TestKeys.Keys));
        await using var returned = SqliteStore.Open(Path.Combine(_folder, "back.db"), KeyEncryptionKeys.Beside(Path.Combine(_folder, "back.db")));
        await Same(world, original, returned);
        Dictionary<string, AuditHead> kept = new() { [read.Stream!] = AuditHead.At(read) };
        Assert.Empty((await AuditWalk.Walk(copy, kept, default)).Broken);
        Assert.Empty((await AuditWalk.Walk(returned, kept, default)).Broken);
    }

    [Neo4jFact]
    public async Task A_copy_that_was_broken_off_is_no_store_until_it_is_made_again()
    {
        await server.Empty();
        AnyWorld world = new(seed: 8, children: 2, most: 2);
        await using var original = SqliteStore.Open(Path.Combine(_folder, "original.db"), TestKeys.Keys);
        await world.Save(original);
        await using (var half = await Neo4jStore.OpenToFill(Neo4j, TestKeys.Keys))
        {
            await half.Add(new() { Nodes = [.. world.Nodes.OfType<Team>()] }, default);
        }
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => Neo4jStore.Open(Neo4j, TestKeys.Keys));
        Assert.Equal(StoreFault.NotAStore, fault.Fault);
        await using (var again = await Neo4jStore.OpenToFill(Neo4j, TestKeys.Keys))
        {
            await StoreCopy.Copy(original, again, (_, _) => { }, default);
            await again.Finish(default);
        }
        await using var copy = await Neo4jStore.Open(Neo4j, TestKeys.Keys);
        await Same(world, original, copy);
    }

    [Neo4jFact]
    public async Task Nothing_is_copied_over_what_is_there()
    {
        await server.Empty();
        await using (await Neo4jStore.Open(Neo4j, TestKeys.Keys))
        {
            Assert.Equal(StoreFault.NotAStore, (await Assert.ThrowsAsync<StoreUnavailableException>(() => Neo4jStore.OpenToFill(Neo4j, TestKeys.Keys))).Fault);
        }
        await server.Empty();
        await server.Run("CREATE (:Film)");
        Assert.Equal(StoreFault.NotAStore, (await Assert.ThrowsAsync<StoreUnavailableException>(() => Neo4jStore.OpenToFill(Neo4j, TestKeys.Keys))).Fault);
        Assert.Equal(StoreFault.NotAStore, (await Assert.ThrowsAsync<StoreUnavailableException>(() => Neo4jStore.Open(Neo4j, TestKeys.Keys))).Fault);
        await server.Run("MATCH (n) DELETE n CREATE (:Schema {name: 'lifelong-links', version: 1000})");
        Assert.Equal(StoreFault.Newer, (await Assert.ThrowsAsync<StoreUnavailableException>(() => Neo4jStore.Open(Neo4j, TestKeys.Keys))).Fault);
        Assert.Equal(StoreFault.Gone, (await Assert.ThrowsAsync<StoreUnavailableException>(() => Neo4jStore.Open(Neo4j with { Password = "wrong" }, TestKeys.Keys))).Fault);
        Assert.Equal(StoreFault.Gone, (await Assert.ThrowsAsync<StoreUnavailableException>(() => Neo4jStore.Open(Neo4j with { Database = "other" }, TestKeys.Keys))).Fault);
    }

    private static async Task Same(AnyWorld world, SqliteStore expected, IWholeStore actual)
    {
        var everything = Scope.Everything(AnyWorld.Today);
        Assert.Equal((await expected.Count(default)).OrderBy(c => c.Key, StringComparer.Ordinal), (await actual.Count(default)).OrderBy(c => c.Key, StringComparer.Ordinal));
        string[] ids = [.. world.Nodes.Select(n => n.Id), .. world.Edges.Select(e => e.Id)];
        StoreContract.Same(await expected.Get(everything, ids, default), await actual.Get(everything, ids, default));
        Pattern pattern = new([Step.Owned([.. Graph.Nodes.SelectMany(n => n.References).Select(r => r.Type)])]) { People = Step.Out("HAS_CONTACT_DETAIL") };
        StoreContract.Same(await expected.Expand(everything, world.ChildIds, pattern, default), await actual.Expand(everything, world.ChildIds, pattern, default));
        Assert.Equal((await expected.Applied(null, 100, default)).Select(a => (a.Id, string.Join(' ', a.ChangedIds))), (await actual.Applied(null, 100, default)).Select(a => (a.Id, string.Join(' ', a.ChangedIds))));
        Assert.Equal((await expected.Audit(new(), default)).Events.Select(StoreContract.Text), (await actual.Audit(new(), default)).Events.Select(StoreContract.Text));
        Assert.Equal((await expected.Audit(new(world.ChildIds[0]), default)).Events.Count, (await actual.Audit(new(world.ChildIds[0]), default)).Events.Count);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
