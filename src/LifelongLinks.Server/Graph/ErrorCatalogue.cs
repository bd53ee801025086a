using System.Text;
using GraphQL.Types;

namespace LifelongLinks.Server;

/// <summary>Every error there is, with its code and what to do, as a page: docs/errors.md.</summary>
public static class ErrorCatalogue
{
    // What a request itself can be answered with, whatever it asks.
    private static readonly (string Code, string Meaning)[] _ofRequests =
    [
        ("UNAUTHENTICATED", "There is no bearer token, or it is not valid here. Get a new one and send it."),
        (RequestError.BadInput, "A value is none of its type, or an argument cannot be used. The message says which, and how it is written."),
        (Words.Of(RefusalCode.TooLarge), "The network is too large for an exact answer. Ask for fewer hops or less."),
        (EngineLimits.TooComplex, "The request asks for too much: `extensions.cost` says how much, or `extensions.bound` which bound of a document or its variables it goes over, and `extensions.limit` where that is. Ask for smaller pages or fewer fields."),
        (RateLimitedError.RateLimited, "You have asked for too much in a short time: 429. Ask again after `Retry-After` seconds, or for less; the header `RateLimit` says what is left."),
        ("OVERLOADED", "Too many ask at the moment: 503, and nothing was done. Ask again after `Retry-After` seconds."),
        ("TOO_MANY_CONNECTIONS", "Too many WebSockets or event streams are open: yours, of your address, or altogether. Close one, or try again after `Retry-After` seconds."),
        ("FORBIDDEN", "Pages of this origin may not ask here: 403. Whoever runs the server names it in `Cors:Origins`."),
        ("PREFLIGHT_NEEDED", "A page of another site could have sent this. Send it with a header `GraphQL-Preflight: 1`, or as `application/json`."),
        ("NO_INTROSPECTION", "The schema is not told here to your role. Take schema.graphql."),
        ("TIMEOUT", "It took too long, was sent too slowly, or too many ask at the moment. Try again in a minute."),
        ("UNAVAILABLE", "The records, the audit trail or the provider of tokens cannot be reached. Nothing was lost; try again in a minute. A mutation is safe to try again with the same idempotencyKey."),
        ("INTERNAL", "Something went wrong on the server's side. Tell whoever runs it the reference in `extensions.reference`."),
    ];

    /// <summary>The page.</summary>
    public static string Page()
    {
        StringBuilder page = new();
        void Line(string text = "") => page.Append(text).Append('\n');
        Line("# Errors");
        Line();
        Line("Printed from the code (`dotnet run -v q --project src/LifelongLinks.Server -- errors`) and held by a test.");
        Line();
        Line("## What a mutation is refused with");
        Line();
        Line("Expected, and told in the payload's `errors`: then nothing was written. Each is a type of its own that implements `Error` (`message`, `code`).");
        Line();
        Line("| code | type | what to do |");
        Line("| --- | --- | --- |");
        foreach (var (code, type) in CommandError.Types)
        {
            Line($"| {Words.Of(code)} | `{type.Name}` | {Described(code)} |");
        }
        Line();
        Line("## Gates");
        Line();
        Line("`GateNotMetError.gate` names the step that has to come first.");
        Line();
        Line("| gate | what it means |");
        Line("| --- | --- |");
        foreach (var gate in Enum.GetValues<Gate>())
        {
            Line($"| {Words.Of(gate)} | {Described(gate)} |");
        }
        Line();
        Line("## Who may do what, and what it may be refused for");
        Line();
        Line($"Any mutation may be refused with {string.Join(", ", CommandKind.Always.Select(c => Words.Of(c)))}; what else is in the last column.");
        Line();
        Line("| mutation | for | else |");
        Line("| --- | --- | --- |");
        foreach (var kind in Commands.All)
        {
            Line($"| `{kind.Name}` | {string.Join(", ", kind.MayBy.Select(r => Words.Plain(r)))} | {string.Join(", ", kind.Refusals.Except(CommandKind.Always).Select(c => Words.Of(c)))} |");
        }
        Line();
        Line("## What a request is answered with that cannot be run");
        Line();
        Line("In the answer's own `errors`, as `extensions.code`.");
        Line();
        Line("| code | what to do |");
        Line("| --- | --- |");
        foreach (var (code, meaning) in _ofRequests)
        {
            Line($"| {code} | {meaning} |");
        }
        return page.ToString();
    }

    /// <summary>The command <c>errors</c>: prints it.</summary>
    public static int Print(TextWriter output)
    {
        GraphQL.GlobalSwitches.EnableReadDescriptionFromXmlDocumentation = true;
        output.Write(Page());
        return 0;
    }

    private static string Described<T>(T value) where T : struct, Enum =>
        Conventions.OnOneLine(((EnumerationGraphType)new WordsType<T>()).Values.First(v => v.Value!.Equals(value)).Description)!;
}
