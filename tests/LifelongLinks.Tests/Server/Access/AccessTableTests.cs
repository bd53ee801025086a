using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LifelongLinks.Tests.Server;

/// <summary>The table of who may see what, held to the schema, to its page, and to every answer that each account is given.</summary>
[Collection(nameof(RolesAnswers))]
public sealed class AccessTableTests(RolesAnswers answers)
{
    // What holds others' pages together, and what a command answers with, has no row of its own.
    private static readonly string[] _without = ["Payload", "Error", "Connection", "Edge"];

    public static TheoryData<string> Everybody => new(RolesAnswers.Accounts.Select(a => a.Name));

    [Fact]
    public void Every_field_of_the_schema_stands_in_the_table_once_and_nothing_else_does()
    {
        var schema = answers.Questions.Everything
            .Where(f => f.Type is not ("Query" or "Mutation" or "Subscription" or "PageInfo") && !_without.Any(w => f.Type.EndsWith(w, StringComparison.Ordinal)))
            .Select(f => $"{f.Type}.{f.Field}").Order(StringComparer.Ordinal);
        var table = AccessTable.Types.SelectMany(t => t.Rows.SelectMany(r => r.Fields.Select(f => $"{t.Type}.{f}"))).Order(StringComparer.Ordinal);
        Assert.Equal(schema, table);
    }

    [Fact]
    public void Every_role_stands_in_the_table_and_what_is_less_is_said() =>
        Assert.True(Enum.GetValues<Role>().All(AccessTable.Roles.ContainsKey)
            && AccessTable.Types.SelectMany(t => t.Rows).All(r => (r.Whole & r.Less) == 0 && (r.Less == Audience.None) == (r.How is null)));

    [Theory, MemberData(nameof(Everybody))]
    public async Task What_the_table_has_as_absent_is_in_no_answer(string account)
    {
        var (told, audience) = await Told(account);
        Assert.All(AccessTable.Types.SelectMany(t => t.Rows.Where(r => ((r.Whole | r.Less) & audience) == 0).SelectMany(r => r.Fields.Select(f => (t.Type, Field: f)))),
            absent => Assert.DoesNotContain(told.Of(absent.Type, absent.Field), value => !IsEmptyPage(value)));
    }

    // What the coordinator, the administrator and the auditor are told of a record is how it is.
    [Theory, MemberData(nameof(Everybody))]
    public async Task What_the_table_has_as_whole_is_the_same_to_all_who_see_it(string account)
    {
        var (told, audience) = await Told(account);
        RolesAnswer[] whole = [await answers.Everything("coordinator"), await answers.Everything("administrator"), await answers.Everything("auditor")];
        string own = RolesAnswers.Accounts.Single(a => a.Name == account).PersonId; // whom nobody else may see
        int compared = 0;
        foreach (var (type, row) in AccessTable.Types.SelectMany(t => t.Rows.Where(r => (r.Whole & audience) != 0 && t.Type != "AuditEvent").Select(r => (t.Type, r))))
        {
            foreach (string field in row.Fields)
            {
                foreach (var (record, values) in told.OfRecords.Where(r => r.Key.StartsWith($"{type}_{field} ", StringComparison.Ordinal) && !r.Key.EndsWith(own, StringComparison.Ordinal)))
                {
                    var known = whole.SelectMany(w => w.OfRecords.GetValueOrDefault(record) ?? []).ToHashSet();
                    Assert.True(known.IsSupersetOf(values), $"{record}: {string.Join(' ', values)}, to others {string.Join(' ', known)}");
                    compared++;
                }
            }
        }
        Assert.Equal(told.Children.Count > 0, compared > 100);
    }

    [Fact]
    public async Task The_page_is_as_the_code_prints_it() =>
        Assert.Equal((await File.ReadAllTextAsync(Page())).ReplaceLineEndings("\n"), LifelongLinks.Server.AccessPage.Page());

    private async Task<(RolesAnswer Told, Audience Audience)> Told(string account) =>
        (await answers.Everything(account), AccessTable.Roles[RolesAnswers.Accounts.Single(a => a.Name == account).Role] | (Audience.Anybody & ~(Audience.All | Audience.Auditor)));

    private static bool IsEmptyPage(JsonElement value) => value.ValueKind == JsonValueKind.Object
        && value.EnumerateObject().Any(p => p.Name.EndsWith("Connection_totalCount", StringComparison.Ordinal) && p.Value.GetInt32() == 0);

    private static string Page([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "docs", "access.md");
}
