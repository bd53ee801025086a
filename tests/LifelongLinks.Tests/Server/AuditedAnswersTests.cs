using System.Text.Json;
using LifelongLinks.Seed;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

/// <summary>Whatever field of the contract is asked: the event names each child of whom something is in the answer, and nobody else.</summary>
public sealed class AuditedAnswersTests(RolesAnswers answers) : IClassFixture<RolesAnswers>
{
    private static int _asked;

    public static TheoryData<string> Accounts => ["coordinator", "administrator", "foster-carer", "young-person", "carer of Leah, Tom and Jayden"];

    [Theory, MemberData(nameof(Accounts))]
    public async Task The_children_whose_ids_and_facts_are_in_an_answer_are_those_whom_its_event_names(string account)
    {
        string[] scope = [.. JsonDocument.Parse(await answers.Ask(account, "{ children(first: 100) { nodes { id } } }")).RootElement
            .GetProperty("data").GetProperty("children").GetProperty("nodes").EnumerateArray().Select(c => c.GetProperty("id").GetString()!)];
        int named = 0;
        foreach (string field in answers.Questions.Under("Query").Where(f => !f.StartsWith("Query_auditTrail", StringComparison.Ordinal)))
        {
            named += await Check(account, field, scope, asked: null);
        }
        foreach (string child in new[] { Stories.Amara, Stories.Leah })
        {
            foreach (string field in answers.Questions.Under("Child"))
            {
                named += await Check(account, $"childById(id: \"{child}\") {{ {field} }}", scope, asked: scope.Contains(child) ? child : null);
            }
        }
        Assert.True(named > scope.Length);
    }

    // How many children the event names.
    private async Task<int> Check(string account, string field, string[] scope, string? asked)
    {
        string name = $"Q{Interlocked.Increment(ref _asked)}";
        string answer = await answers.Ask(account, $"query {name} {{ {field} }}");
        var events = await answers.Server.Services.GetRequiredService<IStore>().Audit(new() { Action = $"query {name}" }, default);
        var audited = events.Events.SingleOrDefault()?.ChildIds ?? [];
        HashSet<string> told = [.. Texts(JsonDocument.Parse(answer).RootElement.GetProperty("data")).Select(Owner).OfType<string>().Where(scope.Contains)];
        if (asked is not null)
        {
            told.Add(asked);
        }
        Assert.True(told.SetEquals(audited), $"{account}, {field[..Math.Min(field.Length, 80)]}: tells of {string.Join(' ', told)}, and names {string.Join(' ', audited)}");
        return audited.Count;
    }

    // Whose case or record an id in an answer is of.
    private string? Owner(string text) =>
        answers.Stored.Nodes.GetValueOrDefault(text) is { } node ? node switch { CaseNode fact => fact.ChildId, Child child => child.Id, _ => null }
        : answers.Stored.Edges.OfType<Relationship>().FirstOrDefault(r => r.Id == text)?.RecordedForId;

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Texts(p.Value)),
        _ => [],
    };
}
