using System.Net.Http.Json;
using System.Text.Json;

namespace LifelongLinks.Tests.Server.Hardening;

/// <summary>Outside Development nothing tells what is in the schema, but to the roles that the settings name.</summary>
public sealed class IntrospectionTests
{
    private static readonly string[] _introspections = ["{ __schema { queryType { name } } }", "{ __type(name: \"Town\") { name } }", "{ ...F } fragment F on Query { __schema { queryType { name } } }"];

    /// <summary>Each misspelt so that the engine has a guess: a field, an argument, a type, an enum value, an input field, a directive, a variable.</summary>
    public static TheoryData<string, string?> Misspelt => new()
    {
        { "{ missin }", null },
        { "{ item(idd: \"1\") { id } }", null },
        { "{ named(id: \"t\") { ... on Twn { id } } }", null },
        { "{ named(id: \"t\") { size } }", null },
        { "{ sides(side: BIRTHFAMILY) }", null },
        { "query ($s: Side!) { sides(side: $s) }", """{"s":"BIRTHFAMILY"}""" },
        { "{ taken(input: { nam: \"x\" }) }", null },
        { "query ($t: TownInput!) { taken(input: $t) }", """{"t":{"nam":"x"}}""" },
        { "query ($t: TwnInput!) { taken(input: $t) }", """{"t":{}}""" },
        { "{ missing @includ(if: true) }", null },
        { "{ children(where: { nam: { eq: \"x\" } }) { name } }", null },
        { "{ children(order: [{ nam: ASC }]) { name } }", null },
        { "{ children(order: [{ name: AS }]) { name } }", null },
        { "query A { missing } query B { missing }", null },
    };

    [Fact]
    public async Task Nobody_reads_the_schema_unless_a_role_is_named_and_everybody_reads_type_names()
    {
        using InProduction closed = new();
        using var client = closed.Client(Role.Administrator);
        foreach (string query in _introspections)
        {
            Assert.Equal("NO_INTROSPECTION", TestServer.Code(await Ask(client, query)));
        }
        Assert.Equal("Query", (await Ask(client, "{ __typename }")).GetProperty("data").GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task Where_a_role_is_named_it_reads_the_schema_and_no_other_does_though_the_document_is_known()
    {
        using InProduction open = new(("GraphQL:IntrospectionRoles", "ADMINISTRATOR"));
        using HttpClient administrator = open.Client(Role.Administrator), coordinator = open.Client(Role.Coordinator);
        foreach (string query in _introspections)
        {
            Assert.True((await Ask(administrator, query)).TryGetProperty("data", out _), query);
            Assert.Equal("NO_INTROSPECTION", TestServer.Code(await Ask(coordinator, query)));
            Assert.True((await Ask(administrator, query)).TryGetProperty("data", out _));
        }
    }

    [Fact]
    public async Task A_role_that_there_is_not_keeps_the_server_from_starting()
    {
        using InProduction wrong = new(("GraphQL:IntrospectionRoles", "ADMIN"));
        await Assert.ThrowsAnyAsync<Exception>(() => Ask(wrong.Client(Role.Administrator), "{ __typename }"));
    }

    [Theory]
    [MemberData(nameof(Misspelt))]
    public async Task No_error_guesses_what_was_meant(string query, string? variables)
    {
        using InProduction production = new();
        string answer = (await Ask(production.Client(Role.Coordinator), query, variables)).GetRawText();
        Assert.Contains("\"errors\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", answer, StringComparison.OrdinalIgnoreCase);
        foreach (string secret in (string[])["'missing'", "\"id\"", "Town'", "BIRTH_FAMILY", "@include"])
        {
            // What was sent may be said again, and what a known type is.
            Assert.True(query.Contains(secret.Trim('\'', '"'), StringComparison.Ordinal) || !answer.Contains(secret, StringComparison.Ordinal), $"{secret}: {answer}");
        }
    }

    [Fact]
    public async Task Whoever_may_read_the_schema_is_told_what_they_perhaps_meant()
    {
        using InProduction open = new(("GraphQL:IntrospectionRoles", "ADMINISTRATOR"));
        Assert.Contains("Did you mean 'missing'", (await Ask(open.Client(Role.Administrator), "{ missin }")).GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", (await Ask(open.Client(Role.Coordinator), "{ missin }")).GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Ask(HttpClient client, string query, string? variables = null) => await TestServer.Json(
        await client.PostAsJsonAsync("/graphql", new { query, variables = variables is null ? (JsonElement?)null : JsonSerializer.Deserialize<JsonElement>(variables) }));
}
