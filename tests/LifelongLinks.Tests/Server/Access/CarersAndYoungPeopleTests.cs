using System.Net.Http.Json;
using System.Text.Json;
using LifelongLinks.Seed;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

/// <summary>What carers and young people do with what they see, and what they cannot bring into their sight.</summary>
public sealed class CarersAndYoungPeopleTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory, InlineData("foster-carer"), InlineData("young-person")]
    public async Task The_version_that_they_read_is_the_one_that_their_commands_expect(string account)
    {
        int version = (await Ask(account, $"{{ childById(id: \"{Stories.Amara}\") {{ version }} }}")).GetProperty("data").GetProperty("childById").GetProperty("version").GetInt32();
        Assert.Equal("CONFLICT", await Record(account, version + 1));
        Assert.Null(await Record(account, version));
        Assert.Equal("CONFLICT", await Record(account, version)); // it is another by now
    }

    [Fact]
    public async Task They_name_no_worker_whom_they_do_not_see()
    {
        const string Worker = "018b5f0000007000800000000000fffe";
        using var client = server.Client(null); // started
        var store = server.Services.GetRequiredService<IStore>();
        string change = Ids.From(Guid.CreateVersion7());
        await store.Change(new(change, Stories.Marcus, _ => Outcome.Of(new Changes { Nodes = [new Worker { Id = Worker, Name = "Of Another Team", Subject = "another", Roles = [Role.Coordinator] }] }),
            new() { Id = Ids.From(Guid.CreateVersion7()), At = DateTimeOffset.UnixEpoch, Subject = "test", Action = "test" }), default);
        foreach (string id in new[] { Worker, RolesAnswers.Never })
        {
            Assert.Equal("VALIDATION_FAILED", await Record("foster-carer", null, id));
        }
    }

    // That somebody is not safe, or the child said no, reads PAUSED today; how far it had come before would tell which.
    [Fact]
    public async Task Of_a_link_that_is_paused_for_a_reason_of_others_no_day_before_tells_more()
    {
        using var client = server.Client(null); // started
        var stored = await server.Services.GetRequiredService<IStore>().Expand(Scope.Everything(RolesAnswers.Day), [Stories.Leah], Case.Pattern, default);
        var leah = Case.From(stored, Stories.Leah)!;
        var link = leah.Links.Single(l => l.PersonId == Stories.LeahsUncle);
        var own = Sight.Of(new(leah.Child.Subject ?? "leah", [Role.YoungPerson], [], RolesAnswers.Day), leah with { Child = leah.Child with { Subject = leah.Child.Subject ?? "leah" } })!;
        var professional = Sight.Of(new("anybody", [Role.FgcManager], [], RolesAnswers.Day), leah)!;
        DateOnly[] days = [.. Enumerable.Range(0, 200).Select(back => RolesAnswers.Day.AddDays(-back)).Where(day => day >= link.IdentifiedOn)];
        Assert.True(days.Select(day => professional.Stage(link, day)).Distinct().Count() > 1);
        Assert.All(days, day => Assert.Equal(LinkStage.Paused, own.Stage(link, day)));
    }

    private async Task<string?> Record(string account, int? expectedVersion, string? needed = null)
    {
        object input = new { childId = Stories.Amara, personIds = new[] { Stories.AmarasNan }, mode = "MESSAGE", on = "2026-06-27", expectedVersion, neededIds = needed is null ? Array.Empty<string>() : [needed] };
        var payload = (await Ask(account, "mutation ($input: RecordContactInput!) { recordContact(input: $input) { errors { ... on Error { code } } } }", new { input }))
            .GetProperty("data").GetProperty("recordContact").GetProperty("errors");
        return payload.ValueKind == JsonValueKind.Null ? null : payload[0].GetProperty("code").GetString();
    }

    private async Task<JsonElement> Ask(string account, string query, object? variables = null)
    {
        using var client = server.Client(server.Token(account));
        using var response = await client.PostAsJsonAsync("/graphql", new { query, variables });
        return await TestServer.Json(response);
    }
}
