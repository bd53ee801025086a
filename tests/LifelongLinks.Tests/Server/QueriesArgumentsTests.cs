using System.Text.Json;
using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Server;

/// <summary>What cannot be asked: a typed error of the field alone, and the rest is answered.</summary>
public sealed class QueriesArgumentsTests(QueriesServer served) : IClassFixture<QueriesServer>
{
    private static readonly string[] _lists =
    [
        "children{0} {{ totalCount }}", "people{0} {{ totalCount }}", "plans{0} {{ totalCount }}", "reviewsDue{0} {{ totalCount }}",
        "childById(id: \"AMARA\") {{ links{0} {{ totalCount }} }}", "childById(id: \"AMARA\") {{ contacts{0} {{ totalCount }} }}",
        "childById(id: \"AMARA\") {{ reviews{0} {{ totalCount }} }}", "childById(id: \"AMARA\") {{ timeline{0} {{ totalCount }} }}",
        "childById(id: \"AMARA\") {{ plan {{ commitments {{ contacts{0} {{ totalCount }} }} }} }}",
    ];

    private static readonly string[] _badPages =
    [
        "(first: 0)", "(first: 101)", "(first: -1)", "(last: 0)", "(first: 1, last: 1)", "(after: \"nowhere\")", "(before: \"\")",
    ];

    public static TheoryData<string> BadPages => [.. _lists.SelectMany(list => _badPages.Select(page => string.Format(null, list, page)))];

    [Theory]
    [MemberData(nameof(BadPages))]
    public async Task A_page_that_is_none_costs_only_the_list(string field)
    {
        var answer = await Refused(field);
        Assert.All(answer.GetProperty("errors").EnumerateArray(), error =>
        {
            var at = answer.GetProperty("data");
            foreach (var step in error.GetProperty("path").EnumerateArray())
            {
                at = step.ValueKind == JsonValueKind.Number ? at[step.GetInt32()] : at.GetProperty(step.GetString()!);
            }
            Assert.Equal(JsonValueKind.Null, at.ValueKind);
        });
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        var given = await Data("{ children(first: 1) { pageInfo { endCursor } } people(first: 1, order: { died: DESC }) { pageInfo { endCursor } } childById(id: \"AMARA\") { contacts(first: 1) { pageInfo { endCursor } } } }");
        string Cursor(JsonElement list) => list.GetProperty("pageInfo").GetProperty("endCursor").GetString()!;
        string children = Cursor(given.GetProperty("children")), people = Cursor(given.GetProperty("people"));
        string contacts = Cursor(given.GetProperty("childById").GetProperty("contacts"));
        await Refused($"people(after: \"{children}\") {{ totalCount }}");
        await Refused($"people(after: \"{people}\") {{ totalCount }}"); // another order
        await Refused($"plans(after: \"{children}\") {{ totalCount }}");
        await Refused($"reviewsDue(before: \"{contacts}\") {{ totalCount }}");
        await Refused($"childById(id: \"AMARA\") {{ links(after: \"{contacts}\") {{ totalCount }} }}");
        await Refused($"childById(id: \"KOFI\") {{ contacts(after: \"{contacts}\") {{ totalCount }} }}");
    }

    public static TheoryData<string> Bad =>
    [
        // windows
        "childById(id: \"AMARA\") { adherence(from: \"2026-02-02\", to: \"2026-02-01\") { kept } }",
        "childById(id: \"AMARA\") { timeline(from: \"2026-02-02\", to: \"2026-02-01\") { totalCount } }",
        "childById(id: \"AMARA\") { plan { adherence(from: \"2026-02-02\", to: \"2026-02-01\") { kept } } }",
        "childById(id: \"AMARA\") { plan { commitments { adherence(from: \"2026-02-02\", to: \"2026-02-01\") { kept } } } }",
        "childById(id: \"AMARA\") { plan { commitments { occasions(from: \"2026-02-02\", to: \"2026-02-01\") { id } } } }",
        // absurdly long ones
        "childById(id: \"AMARA\") { adherence(from: \"0001-01-01\", bucket: WEEK) { series { kept } } }",
        "childById(id: \"AMARA\") { adherence(from: \"1996-06-29\") { series { kept } } }",
        "childById(id: \"AMARA\") { plan { adherence(from: \"0001-01-01\", bucket: WEEK) { series { kept } } } }",
        "childById(id: \"AMARA\") { plan { commitments { adherence(from: \"0001-01-01\", to: \"9999-12-31\", bucket: WEEK) { series { kept } } } } }",
        "childById(id: \"AMARA\") { plan { commitments { occasions(from: \"0001-01-01\") { id } } } }",
        "childById(id: \"AMARA\") { plan { commitments { occasions(to: \"9999-12-31\") { id } } } }",
        "childById(id: \"AMARA\") { plan { commitments { occasions(to: \"2036-07-01\") { id } } } }",
        // days after today, and before all records
        .. ((string[])["2026-07-01", "9999-12-31", "1899-12-31", "0001-01-01"]).SelectMany(day => ((string[])
        [
            "age", "stage", "consents { id }", "oversightGroup { id }", "relationships { id }", "restrictions { id }", "plan { id }", "network { size }",
            "networkGaps { kind since candidates { person { name } } }", "reconnectionPaths { hops }", "adherence { kept }",
        ]).Select(f => $"childById(id: \"AMARA\") {{ {WithDay(f, day)} }}")),
        "reviewsDue(asOf: \"2026-07-01\") { totalCount }",
        "personById(id: \"NAN\") { contactDetails(asOf: \"2026-07-01\") { id } }",
        "childById(id: \"AMARA\") { links { nodes { stage(asOf: \"2026-07-01\") } } }",
        "childById(id: \"AMARA\") { links { nodes { safety(asOf: \"2026-07-01\") } } }",
        "childById(id: \"AMARA\") { plan { commitments { nextOccasion(asOf: \"2026-07-01\") { id } } } }",
        "childById(id: \"AMARA\") { plan { commitments { occasions(asOf: \"2026-07-01\") { id } } } }",
        "reviewsDue { nodes { daysOverdue(asOf: \"2026-07-01\") } }",
        // ids
        "node(id: \"nobody\") { id }", "node(id: \"\") { id }", "node(id: 7) { id }", "node(id: \"018A5F6A110070D983BF020B41C25B51\") { id }",
        "childById(id: \"nobody\") { id }", "childById(id: \"nobody\") { stage }", "childById(id: \"nobody\") { networkGaps { kind } }",
        "personById(id: \"nobody\") { id }", "planById(id: \"nobody\") { id }",
        "childById(id: \"AMARA\") { reconnectionPaths(to: \"nobody\") { hops } }",
        "childById(id: \"AMARA\") { networkGaps(without: [\"NAN\", \"nobody\"]) { kind } }",
        // how many
        "childById(id: \"AMARA\") { reconnectionPaths(maxHops: 0) { hops } }", "childById(id: \"AMARA\") { reconnectionPaths(maxHops: 7) { hops } }",
        "childById(id: \"AMARA\") { reconnectionPaths(to: \"NAN\", maxHops: -1) { hops } }",
        "childById(id: \"AMARA\") { reconnectionPaths(first: 0) { hops } }", "childById(id: \"AMARA\") { reconnectionPaths(first: 101) { hops } }",
        $"childById(id: \"AMARA\") {{ networkGaps(without: [{string.Join(' ', Enumerable.Repeat("\"NAN\"", 101))}]) {{ kind }} }}",
        "reviewsDue(within: -1) { totalCount }", "reviewsDue(within: 367) { totalCount }",
    ];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task An_argument_that_cannot_be_used_costs_only_what_it_was_for(string field) => await Refused(field);

    // What is no value of its type is found before anything runs: GraphQL, section 6.1, answers nothing then.
    [Theory]
    [InlineData("{ reviewsDue(asOf: \"30/06/2026\") { totalCount } }", "yyyy-MM-dd")]
    [InlineData("{ reviewsDue(asOf: \"2026-02-30\") { totalCount } }", "yyyy-MM-dd")]
    [InlineData("{ reviewsDue(asOf: 20260630) { totalCount } }", "yyyy-MM-dd")]
    [InlineData("{ reviewsDue(kind: PARTY) { totalCount } }", "PARTY")]
    [InlineData("{ reviewsDue(kind: \"PATHWAY_PLAN_REVIEW\") { totalCount } }", "PATHWAY_PLAN_REVIEW")]
    [InlineData("{ reviewsDue(within: \"soon\") { totalCount } }", "soon")]
    [InlineData("{ children(where: { name: { contains: null } }) { totalCount } }", "contains")]
    [InlineData("{ children(where: { name: { like: \"A\" } }) { totalCount } }", "like")]
    [InlineData("{ children(where: { dateOfBirth: { gt: null } }) { totalCount } }", "gt")]
    [InlineData("{ children(where: { or: [null] }) { totalCount } }", "or")]
    [InlineData("{ children(order: [{}]) { totalCount } }", "one property")]
    [InlineData("{ node { id } }", "id")]
    public async Task A_value_that_is_none_of_its_type_is_told(string query, string expected)
    {
        var answer = await served.Server.Ask(query);
        Assert.Equal("BAD_USER_INPUT", TestServer.Code(answer));
        Assert.Contains(expected, answer.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(answer.TryGetProperty("data", out _));
    }

    [Theory]
    [InlineData("query($v: Date) { reviewsDue(asOf: $v) { totalCount } }", "30/06/2026", "yyyy-MM-dd")]
    [InlineData("query($v: Date) { reviewsDue(asOf: $v) { totalCount } }", 7, "yyyy-MM-dd")]
    [InlineData("query($v: ReviewKind) { reviewsDue(kind: $v) { totalCount } }", "PARTY", "PARTY")]
    [InlineData("query($v: Int) { reviewsDue(within: $v) { totalCount } }", "soon", "v")]
    [InlineData("query($v: ID!) { node(id: $v) { id } }", null, "v")]
    [InlineData("query($v: StringOperationFilterInput) { children(where: { name: $v }) { totalCount } }", "A", "v")]
    public async Task So_is_a_variable(string query, object? value, string expected)
    {
        var answer = await served.Server.Ask(query, new { v = value });
        Assert.Equal("BAD_USER_INPUT", TestServer.Code(answer));
        Assert.Contains(expected, answer.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query($v: Int) { bad: children(first: $v) { totalCount } viewer { subject } }", 101)]
    [InlineData("query($v: Date) { bad: reviewsDue(asOf: $v) { totalCount } viewer { subject } }", "2026-07-01")]
    [InlineData("query($v: ID!) { bad: childById(id: $v) { stage } viewer { subject } }", "nobody")]
    [InlineData("query($v: ID!) { bad: node(id: $v) { id } viewer { subject } }", 7)]
    [InlineData("query($v: String) { bad: people(after: $v) { totalCount } viewer { subject } }", "nowhere")]
    public async Task A_variable_that_cannot_be_used_costs_only_what_it_was_for(string query, object value) =>
        IsRefused(await served.Server.Ask(query, new { v = value }));

    [Theory]
    [InlineData("node(id: \"NOBODY\") { id }")]
    [InlineData("childById(id: \"NOBODY\") { id }")]
    [InlineData("childById(id: \"NOBODY\") { stage }")]
    [InlineData("childById(id: \"NOBODY\") { networkGaps { kind } }")]
    [InlineData("childById(id: \"NAN\") { id }")] // somebody, but no child
    [InlineData("childById(id: \"NAN\") { stage }")]
    [InlineData("personById(id: \"NOBODY\") { id }")]
    [InlineData("planById(id: \"NOBODY\") { id }")]
    [InlineData("planById(id: \"AMARA\") { id }")]
    public async Task An_id_of_nothing_is_answered_with_null(string field) =>
        Assert.Equal(JsonValueKind.Null, (await Data($"{{ is: {field} }}")).GetProperty("is").ValueKind);

    [Fact]
    public async Task An_id_of_nobody_changes_nothing_where_somebody_is_named()
    {
        var child = (await Data("{ childById(id: \"AMARA\") { reconnectionPaths(to: \"NOBODY\") { hops } a: networkGaps { kind } b: networkGaps(without: [\"NOBODY\"]) { kind } c: networkGaps(without: []) { kind } d: networkGaps(without: null) { kind } } }")).GetProperty("childById");
        Assert.Equal(0, child.GetProperty("reconnectionPaths").GetArrayLength());
        Assert.All((string[])["b", "c", "d"], alias => Assert.Equal(child.GetProperty("a").ToString(), child.GetProperty(alias).ToString()));
    }

    [Fact]
    public async Task Of_many_ids_each_is_answered_for_itself()
    {
        var answer = await served.Server.Ask(Named("{ nodes(ids: [\"AMARA\", \"nobody\", \"NOBODY\", \"AMARA\"]) { id } viewer { subject } }"));
        Assert.Equal([Stories.Amara, "", "", Stories.Amara], answer.GetProperty("data").GetProperty("nodes").EnumerateArray()
            .Select(n => n.ValueKind == JsonValueKind.Null ? "" : n.GetProperty("id").GetString()));
        Assert.Equal("BAD_USER_INPUT", TestServer.Code(answer));
        Assert.Equal("""["nodes",1]""", Assert.Single(answer.GetProperty("errors").EnumerateArray()).GetProperty("path").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("BAD_USER_INPUT", TestServer.Code(await served.Server.Ask($"{{ nodes(ids: [{string.Join(' ', Enumerable.Repeat($"\"{Stories.Amara}\"", 101))}]) {{ id }} }}")));
    }

    // The longest that may be asked, and the ends of the calendar where they mean something.
    [Theory]
    [InlineData("childById(id: \"AMARA\") { adherence(from: \"1996-06-30\", bucket: WEEK) { series { kept } } }")]
    [InlineData("childById(id: \"AMARA\") { adherence(to: \"9999-12-31\") { series { kept } } }")]
    [InlineData("childById(id: \"AMARA\") { adherence(to: \"0001-01-01\", bucket: QUARTER) { series { kept } } }")]
    [InlineData("childById(id: \"AMARA\") { adherence(from: \"0001-01-01\", to: \"0001-01-01\", bucket: WEEK) { series { kept } } }")]
    [InlineData("childById(id: \"AMARA\") { adherence(from: \"9999-12-31\", bucket: WEEK) { series { kept } } }")]
    [InlineData("childById(id: \"AMARA\") { adherence(from: \"9999-12-31\", bucket: QUARTER) { series { kept } } }")]
    [InlineData("childById(id: \"AMARA\") { timeline(from: \"0001-01-01\", to: \"9999-12-31\") { totalCount } }")]
    [InlineData("childById(id: \"AMARA\") { plan { commitments { occasions(from: \"9999-12-31\") { id } } } }")]
    [InlineData("childById(id: \"AMARA\") { plan { commitments { occasions(from: \"2006-07-01\", to: \"2036-06-30\") { id } } } }")]
    [InlineData("childById(id: \"AMARA\") { age(asOf: \"1900-01-01\") stage(asOf: \"1900-01-01\") network(asOf: \"1900-01-01\") { size } networkGaps(asOf: \"1900-01-01\") { since candidates { person { name } } } reconnectionPaths(asOf: \"1900-01-01\") { hops } adherence(asOf: \"1900-01-01\") { kept } }")]
    [InlineData("reviewsDue(asOf: \"1900-01-01\", within: 366) { totalCount }")]
    [InlineData("reviewsDue(within: null, first: null, after: null, kind: null, asOf: null) { totalCount }")]
    [InlineData("children(where: null, order: null) { totalCount }")]
    [InlineData("children(where: { name: null, closedOn: { eq: null }, and: [] }, order: []) { totalCount }")]
    [InlineData("childById(id: \"AMARA\") { reconnectionPaths(maxHops: null, first: null, to: null) { hops } adherence(bucket: null) { kept } }")]
    public async Task What_is_only_just_possible_is_answered(string field) => await Data($"{{ {field} }}");

    private static string WithDay(string field, string day) =>
        field.Split(' ', 2) is [var name, var fields] ? $"{name}(asOf: \"{day}\") {fields}" : $"{field}(asOf: \"{day}\")";

    private static string Named(string query) => query.Replace("AMARA", Stories.Amara, StringComparison.Ordinal).Replace("KOFI", Stories.Kofi, StringComparison.Ordinal)
        .Replace("NAN\"", Stories.AmarasNan + "\"", StringComparison.Ordinal).Replace("NOBODY", new string('0', 32), StringComparison.Ordinal);

    private async Task<JsonElement> Data(string query)
    {
        var answer = await served.Server.Ask(Named(query));
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    private async Task<JsonElement> Refused(string field) => IsRefused(await served.Server.Ask(Named($"{{ bad: {field} viewer {{ subject }} }}")));

    /// <summary>Every error is of what was asked as bad, and the viewer was answered.</summary>
    private static JsonElement IsRefused(JsonElement answer)
    {
        Assert.All(answer.GetProperty("errors").EnumerateArray(), error =>
        {
            Assert.Equal("BAD_USER_INPUT", error.GetProperty("extensions").GetProperty("code").GetString());
            Assert.Equal("bad", error.GetProperty("path")[0].GetString());
            Assert.NotEmpty(error.GetProperty("message").GetString()!);
        });
        Assert.Equal("demo-coordinator", answer.GetProperty("data").GetProperty("viewer").GetProperty("subject").GetString());
        return answer;
    }
}
