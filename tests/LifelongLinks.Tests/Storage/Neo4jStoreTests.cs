using System.Text.Json;
using LifelongLinks.Storage;
using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Storage;

[Collection(Neo4jCollection.Name)]
public sealed class Neo4jStoreTests(Neo4jServer server) : StoreContract
{
    // Each new question is planned by the database, which takes far longer than to answer it.
    private protected override int Worlds => 2;
    private protected override int QuestionsEach => 20;

    private protected override async Task<IStore> Open()
    {
        await server.Empty();
        return await OpenAgain(TestKeys.Keys);
    }

    private protected override async Task<IWholeStore> OpenAgain(KeyEncryptionKeys keys) =>
        await Neo4jStore.Open(new(server.Uri.ToString()) { User = server.User, Password = server.Password }, keys);

    private protected override async Task<string> Everything() => string.Join('\n',
        (await server.Run("MATCH (n) RETURN properties(n) UNION ALL MATCH ()-[e]->() RETURN properties(e) AS `properties(n)`")).SelectMany(row => Texts(row[0])));

    private protected override async Task<string> Stored(string id, string property) =>
        (await server.Run($"MATCH (n:Record {{id: '{id}'}}) RETURN n.{property}"))[0][0].GetString()!;

    private protected override Task Overwrite(string id, string property, string value) =>
        server.Run($"MATCH (n:Record {{id: '{id}'}}) SET n.{property} = '{value}'");

    private protected override Task MakeOld(WrappedKey? key) => server.Run(key is null
        ? "MATCH (s:Schema) SET s.version = 3 WITH s MATCH (k:DataKey) DELETE k" : $"MATCH (k:DataKey) SET k.withPlain = true, k.wrapped = '{key.Wrapped}'");

    private protected override Task SayPlain() => server.Run("MATCH (k:DataKey) SET k.withPlain = true");

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Texts(p.Value)),
        _ => [],
    };
}
