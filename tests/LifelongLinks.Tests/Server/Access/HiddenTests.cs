using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json.Nodes;

namespace LifelongLinks.Tests.Server;

/// <summary>
/// What somebody may not see makes no difference to them: asked for everything there is, by every list, count and cursor and by every id, a server
/// that holds it answers byte for byte as one that does not (domain.md 6).
/// </summary>
[Collection(nameof(RolesAnswers))]
public sealed class HiddenTests(RolesAnswers plain, HiddenWorld hidden) : IClassFixture<HiddenWorld>
{
    // Who looked is told with the instants of this test itself.
    private static readonly string[] _passing = ["Child_whoLooked", "Query_auditTrail"];

    [Theory, InlineData("foster-carer"), InlineData("young-person"), InlineData("carer of Leah, Tom and Jayden"), InlineData("analyst"), InlineData("reporting"), InlineData("young person without a case")]
    public async Task What_is_hidden_makes_no_difference(string account)
    {
        var (without, with) = (await plain.Everything(account), await hidden.Everything(account));
        Assert.Equal(without.Sent.Count, with.Sent.Count);
        Assert.DoesNotContain(with.Sent, answer => answer.Contains(HiddenWorld.Mark, StringComparison.Ordinal));
        foreach (var (one, other) in without.Sent.Zip(with.Sent))
        {
            Assert.Equal(Lasting(one), Lasting(other));
        }
    }

    // So that the test above cannot pass on a world that holds nothing.
    [Fact]
    public async Task To_those_who_may_know_it_it_is_there()
    {
        var told = await hidden.Everything("coordinator");
        string[] unseen = [.. HiddenWorld.HiddenIds.Where(h => !told.Nodes.Contains(h.Id)).Select(h => h.Type)];
        // Who is under a seal, with all that hangs on them; the other team's child; a number, a child of no case of theirs and a team are no nodes.
        Assert.Equal(["Person", "Child", "Person", "Person", "Restriction", "Relationship", "Link", "Contact", "Wish", "Relationship", "Link", "Plan", "Commitment"], unseen);
        Assert.Contains(HiddenWorld.Mark, told.Of("ContactDetail", "value").Select(v => v.GetString()));
        foreach (var (type, field) in new[] { ("Concern", "words"), ("Offer", "words"), ("FindingPlan", "risks"), ("Restriction", "basis"), ("Decision", "reason"), ("Relationship", "childsWord"), ("Wish", "words") })
        {
            Assert.Contains(HiddenWorld.Mark, told.Of(type, field).Select(v => v.GetString()));
        }
        Assert.DoesNotContain($"Sealed {HiddenWorld.Mark}", told.Texts);
        Assert.DoesNotContain($"Another {HiddenWorld.Mark}", told.Texts);
    }

    // Every command, with every field of its input that takes an id: what is hidden is refused as what never was.
    [Theory, InlineData("foster-carer"), InlineData("young-person"), InlineData("analyst"), InlineData("team manager of no team")]
    public async Task No_command_tells_an_id_that_is_hidden_from_one_that_never_was(string account)
    {
        using var client = hidden.Client(account);
        int asked = 0;
        foreach (var kind in Commands.All)
        {
            foreach (var property in kind.Type.GetProperties().Where(p => p.GetCustomAttribute<IdsAttribute>() is not null && p.GetCustomAttribute<ServerGivesAttribute>() is null && p.Name != nameof(CaseCommand.ChildId)))
            {
                string never = await Refused(client, kind, property, RolesAnswers.Never);
                foreach (var (_, id) in HiddenWorld.HiddenIds.DistinctBy(h => h.Type))
                {
                    Assert.Equal(never, await Refused(client, kind, property, id));
                    asked++;
                }
            }
        }
        Assert.True(asked > 500, $"{asked} were asked");
    }

    private static async Task<string> Refused(HttpClient client, CommandKind kind, PropertyInfo property, string id)
    {
        var input = CommandInputs.Required(kind.Type);
        input[InputLimits.NameOf(property.Name)] = property.PropertyType == typeof(string) ? id : new[] { id };
        string query = $"mutation ($input: {kind.Type.Name}Input!) {{ {kind.Name}(input: $input) {{ errors {{ __typename ... on Error {{ message code }} ... on ValidationFailedError {{ field }} }} }} }}";
        using var response = await client.PostAsJsonAsync("/graphql", new { query, variables = new { input } });
        string answer = await response.Content.ReadAsStringAsync();
        Assert.Contains("errors\":[", answer, StringComparison.Ordinal);
        return answer.Replace(id, "the id", StringComparison.Ordinal);
    }

    private static string Lasting(string answer)
    {
        var all = JsonNode.Parse(answer)!;
        Strip(all);
        return all.ToJsonString();
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonObject of)
        {
            foreach (string passing in _passing)
            {
                of.Remove(passing);
            }
            foreach (var (_, value) in of)
            {
                Strip(value);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Strip(item);
            }
        }
    }
}
