using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Server;

/// <summary>The process over HTTP, on Neo4j.</summary>
[Collection(Neo4jCollection.Name)]
public sealed class Neo4jProcessOverHttpTests(Neo4jServer neo4j) : CommandsOverHttp
{
    [Neo4jFact]
    public async Task The_page_can_be_followed_from_referral_to_review()
    {
        using var server = await Open();
        Assert.True(await new FromReferralToReview(server).Follow() > 60);
    }

    /// <inheritdoc/>
    protected override async Task<TestServer> Open()
    {
        await neo4j.Empty();
        return Opened(neo4j.Uri.ToString());
    }

    [Neo4jFact]
    public async Task A_command_takes_two_round_trips_and_the_commit()
    {
        await neo4j.Empty();
        await using CountedRoundTrips counted = new(neo4j.Uri);
        using var server = Opened(counted.Uri);
        async Task<int> Counted()
        {
            counted.Count = 0;
            Assert.Equal("null", (await Do(server, "coordinator", "recordAffirmation", new { childId = LifelongLinks.Seed.Stories.Amara, personId = LifelongLinks.Seed.Stories.AmarasNan, loving = true }, "affirmation { id }")).GetProperty("errors").GetRawText());
            return counted.Count;
        }
        await Counted();
        // Two and the commit, one read for the answer, and one write with its commit for the audit of that.
        Assert.InRange(await Counted(), 3, 6);
    }

    private TestServer Opened(string uri) => new(null, settings:
        [("Store:Kind", "Neo4j"), ("Store:Uri", uri), ("Store:User", neo4j.User), ("Store:Password", neo4j.Password)]);
}
