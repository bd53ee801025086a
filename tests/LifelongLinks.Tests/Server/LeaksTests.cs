using System.Text.Json;
using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Server;

/// <summary>What may not be seen is absent (domain.md 6): no answer differs, by a byte, from that about what never was.</summary>
[Collection(nameof(RolesAnswers))]
public sealed class LeaksTests(RolesAnswers answers)
{
    private static readonly string[] _hidden = [Stories.TomsSister, Stories.Marcus, Stories.Kofi, Stories.Leah, Stories.LeahsMum, Stories.LeahsUncle];

    // Whom each account may not see, of these.
    public static IEnumerable<object[]> Hidden =>
        from account in RolesAnswers.Accounts.Select(a => a.Name)
        from id in account switch
        {
            "fgc-manager" or "administrator" => _hidden[..1],
            "coordinator" or "social-worker" or "team-manager" or "independent-reviewing-officer" => _hidden[..2],
            // A brother is in the case of his sister, though his own case is not in sight.
            "foster-carer" or "young-person" => _hidden.Where(h => h != Stories.Kofi),
            "carer of Leah, Tom and Jayden" or "Leah herself" => _hidden[..3],
            _ => _hidden,
        }
        select new object[] { account, id };

    private static readonly string[] _questions =
    [
        "query ($id: ID!) { node(id: $id) { __typename id } }",
        "query ($id: ID!) { nodes(ids: [$id]) { __typename id } }",
        "query ($id: ID!) { childById(id: $id) { id name reference stage network { size } links { totalCount } networkGaps { kind } } }",
        "query ($id: ID!) { personById(id: $id) { id name dateOfBirth contactDetails { value } } }",
        "query ($id: ID!) { planById(id: $id) { id status } }",
        "query ($id: ID!) { children { nodes { id reconnectionPaths(to: $id, maxHops: 6) { strength } } } }",
        "query ($id: ID!) { children { nodes { id networkGaps(without: [$id]) { kind severity summary evidence { name number } people { id } candidates { person { id } } } } } }",
        "query ($id: ID!) { people(after: $id) { totalCount } }",
    ];

    [Theory, MemberData(nameof(Hidden))]
    public async Task An_id_out_of_sight_answers_as_one_that_never_was(string account, string id)
    {
        foreach (string query in _questions)
        {
            Assert.Equal(await answers.Ask(account, query, new { id = RolesAnswers.Never }), await answers.Ask(account, query, new { id }));
        }
    }

    [Theory, InlineData("foster-carer"), InlineData("young-person"), InlineData("analyst"), InlineData("personal-adviser"), InlineData("coordinator")]
    public async Task So_does_every_fact_of_another_s_case(string account)
    {
        string[] facts = [.. answers.All<CaseNode>().Where(f => f.ChildId == Stories.Marcus).GroupBy(f => f.GetType()).Select(g => g.First().Id)];
        Assert.True(facts.Length > 8);
        foreach (string id in facts)
        {
            foreach (string query in _questions[..5])
            {
                Assert.Equal(await answers.Ask(account, query, new { id = RolesAnswers.Never }), await answers.Ask(account, query, new { id }));
            }
        }
    }

    // The sealed sister, the other team's child and his grandfather; the coordinator finds the others whom they ask for.
    [Theory]
    [InlineData("coordinator", "Poppy", 0), InlineData("coordinator", "Marcus", 0), InlineData("coordinator", "Bennett", 0), InlineData("coordinator", "Beatrice", 1)]
    [InlineData("administrator", "Poppy", 0), InlineData("administrator", "Winston", 1)]
    [InlineData("foster-carer", "Beatrice", 1), InlineData("foster-carer", "Kelly", 0), InlineData("Leah herself", "Kelly", 1), InlineData("Leah herself", "Poppy", 0)]
    [InlineData("analyst", "Beatrice", 0)]
    public async Task A_search_finds_and_counts_only_whom_one_sees(string account, string name, int expected)
    {
        foreach (string order in new[] { "", ", order: [{ name: DESC }]", ", order: [{ died: ASC }]" })
        {
            Assert.Equal(expected, await Count(account, $"people(where: {{ name: {{ contains: \"{name}\" }} }}{order})"));
        }
    }

    [Theory]
    [InlineData("people(where: { dateOfBirth: { gt: \"1900-01-01\" } })")]
    [InlineData("people(order: [{ dateOfBirth: ASC }])")]
    [InlineData("people(where: { formerNames: { eq: \"\" } })")]
    public async Task Nobody_is_found_by_what_not_everybody_who_sees_them_may_know(string field) =>
        Assert.DoesNotContain("\"data\":{", await answers.Ask("coordinator", $"{{ {field} {{ totalCount }} }}"), StringComparison.Ordinal);

    [Theory, InlineData("carer of Leah, Tom and Jayden"), InlineData("Leah herself")]
    public async Task That_somebody_is_not_safe_shows_in_no_filter_order_or_figure(string account)
    {
        async Task<JsonElement> Leah(string of) =>
            JsonDocument.Parse(await answers.Ask(account, $"{{ childById(id: \"{Stories.Leah}\") {{ {of} }} }}")).RootElement.GetProperty("data").GetProperty("childById");
        async Task<List<string>> Links(string arguments) =>
            [.. (await Leah($"links({arguments}) {{ totalCount nodes {{ person {{ id }} }} }}")).GetProperty("links").GetProperty("nodes").EnumerateArray()
                .Select(l => l.GetProperty("person").GetProperty("id").GetString()!)];
        Assert.Empty(await Links("where: { stage: { eq: NOT_SAFE } }"));
        Assert.Contains(Stories.LeahsUncle, await Links("where: { stage: { eq: PAUSED } }"));
        Assert.Equal(await Links("first: 100"), await Links("first: 100, where: { stage: { neq: NOT_SAFE } }"));
        var members = (await Leah("network { people { person { id } stage active } }")).GetProperty("network").GetProperty("people").EnumerateArray()
            .ToDictionary(p => p.GetProperty("person").GetProperty("id").GetString()!, p => p.GetProperty("stage").GetString());
        Assert.Equal("PAUSED", members[Stories.LeahsUncle]);
        Assert.DoesNotContain("NOT_SAFE", members.Values);
    }

    [Fact]
    public async Task To_the_coordinator_the_same_person_is_not_safe() =>
        Assert.Contains("\"totalCount\":1", await answers.Ask("coordinator",
            $"{{ childById(id: \"{Stories.Leah}\") {{ links(where: {{ stage: {{ eq: NOT_SAFE }} }}) {{ totalCount }} }} }}"), StringComparison.Ordinal);

    [Theory, InlineData("foster-carer", false), InlineData("young-person", true), InlineData("coordinator", true)]
    public async Task How_the_child_felt_is_no_way_to_find_a_contact_for_those_who_may_not_read_it(string account, bool reads)
    {
        string answer = await answers.Ask(account, $"{{ childById(id: \"{Stories.Amara}\") {{ all: contacts {{ totalCount }} "
            + "felt: contacts(where: { feeling: { gte: 1 } }) { totalCount } none: contacts(where: { feeling: { eq: null } }) { totalCount } } }");
        var child = JsonDocument.Parse(answer).RootElement.GetProperty("data").GetProperty("childById");
        int Total(string of) => child.GetProperty(of).GetProperty("totalCount").GetInt32();
        Assert.Equal(reads, Total("felt") > 0);
        Assert.Equal(Total("all"), Total("felt") + Total("none"));
    }

    // What professionals alone read of the ties, and what only the child and they know, makes no difference to others' network.
    [Fact]
    public async Task The_network_of_a_carer_counts_only_what_the_carer_may_know()
    {
        string ask = $"{{ childById(id: \"{Stories.Jayden}\") {{ network {{ size measures {{ size paid unpaid density }} people {{ loving paid }} }} }} }}";
        string carer = await answers.Ask("carer of Leah, Tom and Jayden", ask), coordinator = await answers.Ask("coordinator", ask);
        Assert.Contains("\"paid\":true", coordinator, StringComparison.Ordinal);
        Assert.DoesNotContain("\"paid\":true", carer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"loving\":true", carer, StringComparison.Ordinal);
        Assert.Contains("\"density\":0", carer, StringComparison.Ordinal);
    }

    private async Task<int> Count(string account, string field) =>
        JsonDocument.Parse(await answers.Ask(account, $"{{ {field} {{ totalCount }} }}")).RootElement
            .GetProperty("data").GetProperty(field[..field.IndexOf('(')]).GetProperty("totalCount").GetInt32();
}
