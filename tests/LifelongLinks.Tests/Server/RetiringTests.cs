using System.Globalization;
using System.Text.RegularExpressions;
using GraphQL.DI;
using GraphQL.Types;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

/// <summary>How a part of the contract is retired: it stays, and says since when and what to use instead.</summary>
public sealed partial class RetiringTests(TestServer contract) : IClassFixture<TestServer>
{
    [Fact]
    public void Whatever_the_contract_retires_says_since_when_and_what_to_use_instead() =>
        Assert.Empty(Faults(contract.Services.GetRequiredService<ISchema>()));

    [Fact]
    public void Each_way_of_retiring_wrongly_is_found()
    {
        using TestServer sample = new(services => services.AddSingleton<ISchema, Sample>());
        Assert.Equal(
        [
            "Query.lost: \"Use gone instead. Since 2026-12-01.\"",
            "Query.sized(length:): \"Use short instead. Since 2026-12-01.\"",
            "Query.undated: \"Use now instead.\"",
            "Query.vague: \"Old.\"",
            "Shade.DULL: \"Use BRIGHT. Since 2026-12-01.\"",
            "ShadeInput.tint: \"Do not.\"",
        ], Faults(sample.Services.GetRequiredService<ISchema>()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Introspection_tells_it_of_fields_values_arguments_and_inputs()
    {
        using TestServer sample = new(services => services.AddSingleton<ISchema, Sample>());
        var answer = await sample.Ask("""
            { query: __type(name: "Query") { fields(includeDeprecated: true) { name deprecationReason args(includeDeprecated: true) { name deprecationReason } } }
              shade: __type(name: "Shade") { enumValues(includeDeprecated: true) { name deprecationReason } }
              input: __type(name: "ShadeInput") { inputFields(includeDeprecated: true) { name deprecationReason } visible: inputFields { name } } }
            """);
        string told = answer.GetProperty("data").GetRawText();
        Assert.Contains("""{"name":"then","deprecationReason":"Use now instead. Since 2026-12-01.","args":[]}""", told, StringComparison.Ordinal);
        Assert.Contains("""{"name":"length","deprecationReason":"Use short instead. Since 2026-12-01."}""", told, StringComparison.Ordinal);
        Assert.Contains("""{"name":"DULL","deprecationReason":"Use BRIGHT. Since 2026-12-01."}""", told, StringComparison.Ordinal);
        Assert.Contains("""{"name":"tint","deprecationReason":"Do not."}""", told, StringComparison.Ordinal);
        Assert.DoesNotContain("tint", answer.GetProperty("data").GetProperty("input").GetProperty("visible").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_printed_schema_tells_it_too()
    {
        using TestServer sample = new(services => services.AddSingleton<ISchema, Sample>());
        string printed = SchemaText.Of(sample.Services.GetRequiredService<ISchema>());
        Assert.Contains("then: Int! @deprecated(reason: \"Use now instead. Since 2026-12-01.\")", printed, StringComparison.Ordinal);
        Assert.Contains("length: Int @deprecated(reason: \"Use short instead. Since 2026-12-01.\")", printed, StringComparison.Ordinal);
        Assert.Contains("DULL @deprecated(reason: \"Use BRIGHT. Since 2026-12-01.\")", printed, StringComparison.Ordinal);
        Assert.Contains("tint: String @deprecated(reason: \"Do not.\")", printed, StringComparison.Ordinal);
    }

    /// <summary>Everything retired whose reason is not of the form or names nothing that is there. (What clients must give, the engine lets nobody retire.)</summary>
    private static List<string> Faults(ISchema schema)
    {
        schema.Initialize();
        var all = schema.AllTypes.Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal)).ToList();
        var names = all.SelectMany(Names).ToHashSet();
        return [.. all.SelectMany(type => Retired(type)
            .Where(r => !Says(r.Reason, r.Beside, names))
            .Select(r => $"{type.Name}.{r.Name}: \"{r.Reason}\""))];
    }

    private static bool Says(string reason, string beside, HashSet<string> names) =>
        Form().Match(reason) is { Success: true } said
        && DateOnly.TryParseExact(said.Groups["since"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && (said.Groups["use"].Value is "" || names.Contains(said.Groups["use"].Value) || names.Contains(beside + said.Groups["use"].Value));

    [GeneratedRegex(@"^(Use (?<use>[\w.]+) instead|Nothing replaces it: [^.]+)\. Since (?<since>\d{4}-\d\d-\d\d)\.$")]
    private static partial Regex Form();

    private static IEnumerable<string> Names(IGraphType type) => type switch
    {
        EnumerationGraphType words => words.Values.Select(v => $"{type.Name}.{v.Name}"),
        IComplexGraphType complex => complex.Fields.SelectMany(f => (f.Arguments ?? []).Select(a => $"{type.Name}.{f.Name}.{a.Name}").Prepend($"{type.Name}.{f.Name}")),
        _ => [],
    };

    private sealed record RetiredPart(string Name, string Reason, string Beside);

    private static IEnumerable<RetiredPart> Retired(IGraphType type) => type switch
    {
        EnumerationGraphType words => words.Values.Where(v => v.DeprecationReason is not null)
            .Select(v => new RetiredPart(v.Name, v.DeprecationReason!, $"{type.Name}.")),
        IComplexGraphType complex => complex.Fields.SelectMany(f => (f.Arguments ?? []).Where(a => a.DeprecationReason is not null)
            .Select(a => new RetiredPart($"{f.Name}({a.Name}:)", a.DeprecationReason!, $"{type.Name}.{f.Name}."))
            .Concat(f.DeprecationReason is { } reason ? [new(f.Name, reason, $"{type.Name}.")] : [])),
        _ => [],
    };

    public sealed class Sample : Schema
    {
        public Sample(IServiceProvider services, IEnumerable<IConfigureSchema> configurations) : base(services, configurations)
        {
            Features.DeprecationOfInputValues = true;
            Query = services.GetRequiredService<OutputType<Query>>();
        }
    }

    public sealed class Query
    {
        public static int Now() => 1;

        [Obsolete("Use now instead. Since 2026-12-01.")]
        public static int Then() => 1;

        [Obsolete("Use Shade.BRIGHT instead. Since 2026-12-01.")]
        public static int Elsewhere() => 1;

        [Obsolete("Nothing replaces it: it was never recorded. Since 2026-12-01.")]
        public static int Never() => 1;

        [Obsolete("Old.")]
        public static int Vague() => 1;

        [Obsolete("Use now instead.")]
        public static int Undated() => 1;

        [Obsolete("Use gone instead. Since 2026-12-01.")]
        public static int Lost() => 1;

        public static int Sized(int? size, [Retired("Use short instead. Since 2026-12-01.")] int? length, [Retired("Use size instead. Since 2026-12-01.")] int? width) =>
            size ?? width ?? length ?? 0;

        public static Shade Mixed(ShadeInput of) => of.Name is null ? default : Shade.Bright;
    }

    public enum Shade
    {
        Bright,
        [Obsolete("Use BRIGHT. Since 2026-12-01.")]
        Dull,
    }

    public sealed record ShadeInput
    {
        public string? Name { get; init; }

        [Obsolete("Do not.")]
        public string? Tint { get; init; }
    }
}
