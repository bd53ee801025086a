using System.Text.Json;

namespace LifelongLinks.Tests.Server;

public sealed class FilterTests(FilterTests.Served served) : IClassFixture<FilterTests.Served>
{
    public sealed class Served : IDisposable
    {
        public TestServer Server { get; } = new(Probe.Serve);

        public void Dispose() => Server.Dispose();
    }

    public static readonly IReadOnlyList<Child> Children =
    [
        Somebody("a", "Amara Osei", "2012-02-29", entered: "2020-01-01"),
        Somebody("b", "Ben Ward", "2010-05-05", entered: "2019-03-03", closed: "2026-01-01"),
        Somebody("c", "Cara ÉLAN", "2014-07-01"),
    ];

    public static readonly IReadOnlyList<Commitment> Commitments =
    [
        Promise("x", ContactMode.PhoneCall, SupportKind.Emotional, SupportKind.Identity),
        Promise("y", ContactMode.Letter, SupportKind.Practical),
    ];

    [Theory]
    [InlineData("{}", "abc")]
    [InlineData("{ name: { eq: \"Ben Ward\" } }", "b")]
    [InlineData("{ name: { neq: \"Ben Ward\" } }", "ac")]
    [InlineData("{ name: { contains: \"WARD\" } }", "b")]
    [InlineData("{ name: { contains: \"éL\" } }", "")] // case is folded in ASCII only, as the store does
    [InlineData("{ name: { contains: \"Él\" } }", "c")]
    [InlineData("{ name: { startsWith: \"am\" } }", "a")]
    [InlineData("{ reference: { in: [\"R-a\", \"R-c\"] } }", "ac")]
    [InlineData("{ reference: { nin: [\"R-a\", \"R-c\"] } }", "b")]
    [InlineData("{ dateOfBirth: { gte: \"2012-02-29\" } }", "ac")]
    [InlineData("{ dateOfBirth: { gt: \"2012-02-29\" } }", "c")]
    [InlineData("{ dateOfBirth: { gt: \"2010-01-01\", lt: \"2012-02-29\" } }", "b")]
    [InlineData("{ enteredCareOn: { eq: null } }", "c")]
    [InlineData("{ enteredCareOn: { neq: null } }", "ab")]
    [InlineData("{ enteredCareOn: { lte: \"2030-01-01\" } }", "ab")] // no comparison with a missing value holds
    [InlineData("{ enteredCareOn: { neq: \"2020-01-01\" } }", "bc")] // but neq
    [InlineData("{ enteredCareOn: { nin: [\"2020-01-01\"] } }", "bc")]
    [InlineData("{ closedOn: { in: [null, \"2026-01-01\"] } }", "abc")]
    [InlineData("{ or: [{ name: { startsWith: \"A\" } }, { closedOn: { neq: null } }] }", "ab")]
    [InlineData("{ and: [{ closedOn: { eq: null } }, { enteredCareOn: { neq: null } }] }", "a")]
    [InlineData("{ closedOn: { eq: null }, enteredCareOn: { neq: null } }", "a")]
    [InlineData("{ or: [] }", "")]
    [InlineData("{ and: [] }", "abc")]
    [InlineData("{ name: null }", "abc")]
    public async Task Children_are_found_by(string where, string expected) =>
        Assert.Equal(expected, await Ids($"{{ children(where: {where}) {{ id }} }}", "children"));

    [Theory]
    [InlineData("[{ dateOfBirth: ASC }]", "bac")]
    [InlineData("[{ dateOfBirth: DESC }]", "cab")]
    [InlineData("[{ enteredCareOn: ASC }]", "bac")] // missing last in ascending order
    [InlineData("[{ enteredCareOn: DESC }]", "cab")] // and first in descending
    [InlineData("[{ closedOn: ASC }, { name: DESC }]", "bca")]
    [InlineData("{ name: DESC }", "cba")] // one term needs no list
    public async Task Children_are_sorted_by(string order, string expected) =>
        Assert.Equal(expected, await Ids($"{{ children(order: {order}) {{ id }} }}", "children"));

    [Theory]
    [InlineData("{ support: { some: { eq: IDENTITY } } }", "x")]
    [InlineData("{ support: { none: { in: [IDENTITY, INFORMATIONAL] } } }", "y")]
    [InlineData("{ support: { some: { neq: EMOTIONAL } } }", "xy")]
    [InlineData("{ support: { some: { eq: EMOTIONAL }, none: { eq: IDENTITY } } }", "")]
    [InlineData("{ mode: { eq: PHONE_CALL } }", "x")]
    [InlineData("{ mode: { nin: [PHONE_CALL, CARD] } }", "y")]
    public async Task Commitments_are_found_by(string where, string expected) =>
        Assert.Equal(expected, await Ids($"{{ commitments(where: {where}) {{ id }} }}", "commitments"));

    [Fact]
    public async Task Filters_and_orders_come_as_variables_too()
    {
        var answer = await served.Server.Ask(
            "query($w: ChildFilterInput, $o: [ChildSortInput!]) { children(where: $w, order: $o) { id } }",
            new { w = new { dateOfBirth = new { gte = "2012-02-29" } }, o = new[] { new { name = "DESC" } } });
        Assert.Equal("ca", Ids(answer, "children"));
    }

    [Theory]
    [InlineData("where: { name: { contains: null } }", "contains needs a value")]
    [InlineData("order: [{ name: ASC, closedOn: ASC }]", "one property")]
    [InlineData("order: [{}]", "one property")]
    [InlineData("where: { dateOfBirth: { gte: \"30/06/2026\" } }", "yyyy-MM-dd")]
    public async Task What_cannot_be_asked_is_told(string arguments, string expected)
    {
        var answer = await served.Server.Ask($"{{ children({arguments}) {{ id }} }}");
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Contains(expected, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("INTERNAL", TestServer.Code(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_has_at_most_a_hundred_terms()
    {
        string Terms(int n) => $"{{ children(where: {{ or: [{string.Concat(Enumerable.Repeat("{ name: { eq: \"Ben Ward\" } }", n))}] }}) {{ id }} }}";
        Assert.Equal("b", await Ids(Terms(99), "children"));
        Assert.Equal("BAD_USER_INPUT", TestServer.Code(await served.Server.Ask(Terms(100))));
    }

    [Fact]
    public void Across_one_edge_a_filter_is_handed_to_the_store_as_the_port_has_it()
    {
        var none = (Filter)new Linked().ParseDictionary(new Dictionary<string, object?>
        {
            ["links"] = new LifelongLinks.Server.Quantified(null, new Filter.Property("Circle", Comparison.Eq, Circle.Inner)),
        });
        Assert.Equal(new Filter.Not(new Filter.Some("HAS_LINK", Way.Out, new Filter.Property("Circle", Comparison.Eq, Circle.Inner))), none);
    }

    public sealed class Linked : LifelongLinks.Server.FilterInput<Child>
    {
        public Linked() : base("a child") =>
            Across<LifelongLinks.Server.LinkFilterInput>("links", "HAS_LINK", Way.Out, "Links of the child.");
    }

    private async Task<string> Ids(string query, string field) => Ids(await served.Server.Ask(query), field);

    private static string Ids(JsonElement answer, string field) => answer.TryGetProperty("data", out var data)
        ? string.Concat(data.GetProperty(field).EnumerateArray().Select(c => c.GetProperty("id").GetString()))
        : answer.ToString();

    private static Child Somebody(string id, string name, string born, string? entered = null, string? closed = null) => new()
    {
        Id = id,
        Name = name,
        Reference = $"R-{id}",
        DateOfBirth = DateOnly.Parse(born, null),
        EnteredCareOn = entered is null ? null : DateOnly.Parse(entered, null),
        ClosedOn = closed is null ? null : DateOnly.Parse(closed, null),
    };

    private static Commitment Promise(string id, ContactMode mode, params SupportKind[] support) => new()
    {
        Id = id,
        ChildId = "a",
        PlanId = "p",
        PersonIds = ["n"],
        Support = support,
        Mode = mode,
        Cadence = Cadence.Yearly(2, 29),
        StartsOn = new(2026, 1, 1),
    };
}
