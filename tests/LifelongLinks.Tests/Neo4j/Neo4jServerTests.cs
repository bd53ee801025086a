namespace LifelongLinks.Tests.Neo4j;

/// <summary>What the tests on Neo4j stand on: it is there, it is empty, and nothing that is somebody's is ever deleted.</summary>
[Collection(Neo4jCollection.Name)]
public sealed class Neo4jServerTests(Neo4jServer neo4j) : IAsyncLifetime
{
    public Task InitializeAsync() => neo4j.EmptyWithSchema();

    public Task DisposeAsync() => Task.CompletedTask;

    [Neo4jFact]
    public async Task It_is_Neo4j_5()
    {
        var components = await neo4j.Run("CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0]");
        Assert.StartsWith("5.", Assert.Single(components)[0].GetString(), StringComparison.Ordinal);
    }

    [Neo4jFact]
    public async Task Emptying_takes_what_is_in_it_and_leaves_the_schema()
    {
        await neo4j.Run("CREATE CONSTRAINT pairs FOR (n:Pair) REQUIRE n.id IS UNIQUE");
        await neo4j.Run("UNWIND range(1, 12000) AS i CREATE (:Pair {id: i})-[:OF]->(:Half)");
        await neo4j.Empty();
        Assert.Empty(await neo4j.Run("MATCH (n) RETURN 1 LIMIT 1"));
        Assert.Contains("pairs", await Constraints());
    }

    [Neo4jFact]
    public async Task Emptying_it_with_its_schema_takes_constraints_and_indexes_too()
    {
        string[] before = await Constraints();
        await neo4j.Run("CREATE CONSTRAINT `of a name with spaces` FOR (n:Pair) REQUIRE n.id IS UNIQUE");
        await neo4j.Run("CREATE INDEX halves FOR (n:Half) ON (n.side)");
        await neo4j.EmptyWithSchema();
        Assert.Equal(before, await Constraints());
        Assert.Empty(await neo4j.Run("SHOW INDEXES YIELD name WHERE name = 'halves' RETURN name"));
    }

    [Neo4jTheory]
    [InlineData("CREATE (:Child {name: 'Somebody'})", "MATCH (n:Child) RETURN n.name")]
    [InlineData("CREATE INDEX of_somebody FOR (n:Child) ON (n.name)", "SHOW INDEXES YIELD name WHERE name = 'of_somebody' RETURN name")]
    public async Task A_database_with_anything_in_it_that_is_not_the_tests_is_refused_and_left_alone(string theirs, string stillThere)
    {
        await neo4j.Unclaim();
        await neo4j.Run(theirs);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(neo4j.Claim);
        Assert.Contains("not empty", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(neo4j.Empty);
        Assert.Single(await neo4j.Run(stillThere));

        await neo4j.Run("MATCH (n) DETACH DELETE n");
        await neo4j.Run("DROP INDEX of_somebody IF EXISTS");
        await neo4j.Claim();
    }

    private async Task<string[]> Constraints() => [.. (await neo4j.Run("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name")).Select(row => row[0].GetString()!)];
}

/// <summary>Where a Neo4j is looked for, and what comes of it when there is none.</summary>
public sealed class Neo4jFoundTests
{
    [Fact]
    public void Without_any_the_tests_are_skipped_with_a_line_that_says_how_to_get_one()
    {
        var found = Find();
        Assert.Contains("NEO4J_HOME", found.WhySkipped, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', found.WhySkipped!);
        Assert.Equal(found.WhySkipped, found.WhyOwnSkipped);
    }

    [Fact]
    public void Where_it_is_required_they_fail_instead()
    {
        var found = Find(("REQUIRE_NEO4J", "1"));
        Assert.Null(found.WhySkipped);
        Assert.Null(found.WhyOwnSkipped);
        Assert.Contains("NEO4J_HOME", Assert.Throws<InvalidOperationException>(found.RequiredHome).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_runs_already_is_nobodys_to_stop()
    {
        var found = Find(("NEO4J_URI", "bolt://localhost:7687"));
        Assert.Null(found.WhySkipped);
        Assert.NotNull(found.WhyOwnSkipped);
    }

    [Fact]
    public void A_folder_that_is_named_is_taken_before_the_one_beside_the_clone()
    {
        Assert.Equal("/opt/neo4j", Find(("NEO4J_HOME", "/opt/neo4j")).Home);
        Assert.Null(Find(("NEO4J_HOME", "")).Home);
    }

    private static Neo4jFound Find(params (string Name, string Value)[] variables) =>
        new(name => variables.FirstOrDefault(v => v.Name == name).Value, shared: null);
}
