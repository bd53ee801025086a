using System.Text.Json;
using LifelongLinks.Seed;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

/// <summary>Somebody who said no in Amara's case, and is named in her brother's too, where they were asked nothing.</summary>
public sealed class DeclinedElsewhereTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Number = "01632 960777";

    [Fact]
    public async Task A_no_in_one_case_hides_details_along_every_other()
    {
        using var client = server.Client(null); // started
        var store = server.Services.GetRequiredService<IStore>();
        await Change(store, Stories.Kofi, of => new()
        {
            Nodes =
            [
                new ContactDetail { Id = New(), PersonId = Stories.AmarasUncleYaw, Kind = ContactDetailKind.Phone, Value = Number },
                new ContactDetail { Id = New(), PersonId = Stories.AmarasNan, Kind = ContactDetailKind.Phone, Value = Number },
            ],
            Edges = [.. new[] { Stories.AmarasUncleYaw, Stories.AmarasNan }.Select(who =>
                new Relationship { Id = New(), FromId = who, ToId = Stories.Kofi, Kind = RelationshipKind.AuntUncle, RecordedForId = Stories.Kofi })],
        });
        var ties = (await server.Ask($"{{ childById(id: \"{Stories.Kofi}\") {{ relationships {{ from {{ id ... on Person {{ dateOfBirth formerNames contactDetails {{ value }} }} }} }} }} }}"))
            .GetProperty("data").GetProperty("childById").GetProperty("relationships").EnumerateArray().Select(r => r.GetProperty("from")).ToList();
        JsonElement Of(string id) => ties.Last(t => t.GetProperty("id").GetString() == id);
        Assert.Contains(Number, Of(Stories.AmarasNan).GetProperty("contactDetails").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("""{"dateOfBirth":null,"formerNames":[],"contactDetails":[]}""", JsonSerializer.Serialize(Of(Stories.AmarasUncleYaw)).Replace($"\"id\":\"{Stories.AmarasUncleYaw}\",", "", StringComparison.Ordinal));
    }

    private static string New() => Ids.From(Guid.CreateVersion7());

    private static async Task Change(IStore store, string childId, Func<Case, Changes> changes) => Assert.Equal(ChangeStatus.Applied, (await store.Change(
        new(New(), childId, of => Outcome.Of(changes(of.Case!)), new() { Id = New(), At = DateTimeOffset.UnixEpoch, Subject = "test", Action = "test" }), default)).Status);
}
