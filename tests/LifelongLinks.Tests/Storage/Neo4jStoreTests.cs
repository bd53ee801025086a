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
        return await Neo4jStore.Open(new(server.Uri.ToString()) { User = server.User, Password = server.Password });
    }
}
