using System.Net.Http.Json;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using GraphQL.Types;
using LifelongLinks.Seed;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

/// <summary>Every field of every input has its limits, found from the schema: a new field without any fails here.</summary>
public sealed class LimitsTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly JsonSerializerOptions _sent = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    [Fact]
    public void Every_field_of_every_input_has_limits()
    {
        string[] without = [.. Inputs().SelectMany(i => i.Type.Fields.Select(f => (i.Record, f.Name)))
            .Where(f => !IsLimited(f.Record.GetProperties().Single(p => InputLimits.NameOf(p.Name) == f.Name))).Select(f => $"{f.Record.Name}.{f.Name}").Distinct()];
        Assert.Empty(without);
    }

    [Fact]
    public async Task What_is_beyond_a_limit_is_refused_by_the_name_of_its_field()
    {
        List<string> passed = [];
        int asked = 0;
        foreach (var kind in Commands.All)
        {
            string account = Words.Of(kind.MayBy[0]).ToLowerInvariant().Replace('_', '-');
            using var client = server.Client(server.Token(account));
            foreach (var (field, value) in Beyond(kind.Type, ""))
            {
                asked++;
                string told = await Refused(client, kind, field, value);
                if (told != field)
                {
                    passed.Add($"{kind.Name}.{field} = {JsonSerializer.Serialize(value)}: {told}");
                }
            }
        }
        Assert.True(passed.Count == 0, string.Join('\n', passed));
        Assert.True(asked > 500, $"only {asked} were asked");
    }

    [Fact]
    public void Names_in_any_script_are_kept_as_typed_and_control_characters_refused()
    {
        TextAttribute line = new(200), lines = new(200) { Lines = true };
        foreach (string name in new[] { "Nguyễn Thị Ánh", "محمد", "אברהם", "李小龍", "Zoë O’Brien-Smith", "நித்யா", "👩‍👧 Mum", "e\u0301", "\u200Fשם", "নিশা\u200C" })
        {
            Assert.Null(line.Wrong(name, default, null));
        }
        foreach (string bad in new[] { "a\u0000b", "a\nb", "a\u001Bb", "a\u0085b", "a\u2028b", "\ud83d", "a\udc00", " ", "", "\t" })
        {
            Assert.NotNull(line.Wrong(bad, default, null));
        }
        Assert.Null(lines.Wrong("two\nlines\tand a tab", default, null));
        Assert.NotNull(lines.Wrong("a\u0000b", default, null));
        Assert.NotNull(line.Wrong(new string('x', 201), default, null));
    }

    // Values beyond each limit of an input, by the field that has to be named.
    private static IEnumerable<(string Field, object Value)> Beyond(Type input, string within)
    {
        foreach (var (property, limit) in InputLimits.Of(input).Where(l => l.Property.GetCustomAttribute<ServerGivesAttribute>() is null))
        {
            string field = within + InputLimits.NameOf(property.Name);
            foreach (object value in Beyond(limit, property))
            {
                yield return (field, value);
            }
        }
        foreach (var property in input.GetProperties().Where(p => p.PropertyType.IsGenericType && p.PropertyType.GetGenericArguments()[0] is { IsClass: true } part && part != typeof(string) && p.GetCustomAttribute<ServerGivesAttribute>() is null))
        {
            foreach (var beyond in Beyond(property.PropertyType.GetGenericArguments()[0], $"{InputLimits.NameOf(property.Name)}[0]."))
            {
                yield return beyond;
            }
        }
    }

    private static IEnumerable<object> Beyond(LimitAttribute limit, PropertyInfo property) => limit switch
    {
        TextAttribute => [new string('x', 10_000), " ", "a\u0000b"],
        EachTextAttribute => [new[] { new string('x', 10_000) }, new[] { "a\nb" }],
        IdsAttribute => property.PropertyType == typeof(string) ? ["no id"] : [new[] { "no id" }, new[] { Stories.Amara, Stories.Amara }, Enumerable.Range(0, 300).Select(_ => Guid.NewGuid().ToString("N")).ToArray()],
        BetweenAttribute => [property.Name == nameof(Command.ExpectedVersion) ? 0 : -1, .. property.Name == nameof(Command.ExpectedVersion) ? [] : new object[] { 100_000 }],
        AtMostAttribute when property.PropertyType.GetGenericArguments()[0] is { IsEnum: true } words => [Enumerable.Repeat(CommandInputs.Word(words), 300).ToArray()],
        AtMostAttribute when property.PropertyType.GetGenericArguments()[0] == typeof(string) => [Enumerable.Repeat("x", 300).ToArray()],
        AtMostAttribute => [Enumerable.Repeat(CommandInputs.Required(property.PropertyType.GetGenericArguments()[0]), 300).ToArray()],
        DayAttribute => limit.Told.StartsWith("not before", StringComparison.Ordinal) ? ["1899-12-31", "2099-01-01", "2026-07-01", "1950-01-01"]
            : limit.Told.StartsWith("not after", StringComparison.Ordinal) ? ["1899-12-31", "2026-07-01"] : ["1899-12-31", "2099-01-01"],
        FallsAttribute => [new { times = 0, every = 1, unit = "WEEK" }, new { times = 1 }, new { month = 2, day = 30 }, new { month = 1, day = 1, on = "2026-01-01" }],
        _ => throw new InvalidOperationException($"Say what is beyond a {limit.GetType().Name}."),
    };

    private async Task<string> Refused(HttpClient client, CommandKind kind, string field, object value)
    {
        var input = CommandInputs.Required(kind.Type);
        Put(input, kind.Type, field, value);
        string query = $"mutation ($input: {kind.Type.Name}Input!) {{ {kind.Name}(input: $input) {{ errors {{ __typename ... on Error {{ message }} ... on ValidationFailedError {{ field }} }} }} }}";
        using var response = await client.PostAsJsonAsync("/graphql", new { query, variables = new { input } }, _sent);
        var answer = await TestServer.Json(response);
        return answer.TryGetProperty("errors", out var top) ? top.GetRawText()
            : answer.GetProperty("data").GetProperty(kind.Name).GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors
                ? errors[0].TryGetProperty("field", out var named) ? named.GetString()! : errors[0].GetRawText() : "done";
    }

    private static void Put(Dictionary<string, object?> input, Type type, string field, object value)
    {
        if (field.Split("[0].") is [var list, var inner])
        {
            var part = type.GetProperties().Single(p => InputLimits.NameOf(p.Name) == list).PropertyType.GetGenericArguments()[0];
            var item = CommandInputs.Required(part);
            item[inner] = value;
            input[list] = new[] { item };
            return;
        }
        input[field] = value;
    }

    private static bool IsLimited(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type.IsEnum || type == typeof(bool) || type == typeof(DateTimeOffset) || property.GetCustomAttributes<LimitAttribute>().Any();
    }

    // The inputs of all mutations and what is within them, with the records behind them.
    private IEnumerable<(IInputObjectGraphType Type, Type Record)> Inputs()
    {
        using var client = server.Client(null);
        var schema = server.Services.GetRequiredService<ISchema>();
        schema.Initialize();
        var all = schema.AllTypes.OfType<IInputObjectGraphType>().Where(t => t.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition().Name == "InputType`1").ToList();
        Assert.True(all.Count > Commands.All.Count);
        return all.Select(t => (t, t.GetType().GetGenericArguments()[0]));
    }
}

/// <summary>The page of errors.</summary>
public sealed class ErrorCatalogueTests
{
    [Fact]
    public async Task The_page_is_as_the_code_prints_it()
    {
        using TestServer server = new();
        using var client = server.Client(null); // the descriptions are read from doc comments
        Assert.Equal((await File.ReadAllTextAsync(Page())).ReplaceLineEndings("\n"), LifelongLinks.Server.ErrorCatalogue.Page());
    }

    private static string Page([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "docs", "errors.md");
}
