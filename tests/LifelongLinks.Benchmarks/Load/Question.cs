using System.Text;
using System.Text.Json;
using LifelongLinks.Seed;
using LifelongLinks.Server;
using Microsoft.IdentityModel.Tokens;

namespace LifelongLinks.Benchmarks;

/// <summary>Something asked of every candidate: as a GraphQL document, and as a path of the minimal API.</summary>
/// <param name="Name">Its name, and that of its document.</param>
/// <param name="Variables">What is asked of a child, as variables of the document and parameters of the path.</param>
/// <param name="ByHand">Whether it is answered by hand-written statements too.</param>
internal sealed record Question(string Name, Func<AskedChild, Dictionary<string, string>> Variables, bool ByHand)
{
    /// <summary>Everything that is asked.</summary>
    internal static readonly IReadOnlyList<Question> All =
    [
        new("child-page", a => new() { ["child"] = a.Child }, ByHand: true),
        new("children-page", _ => [], ByHand: true),
        new("lookup", a => new() { ["person"] = a.Person }, ByHand: true),
        new("paths", a => new() { ["child"] = a.Child, ["to"] = a.Target }, ByHand: false) { Raw = true },
        new("gaps", a => new() { ["child"] = a.Child }, ByHand: false),
        new("adherence", a => new() { ["child"] = a.Child }, ByHand: false),
    ];

    /// <summary>Whether on Neo4j it is held against the bare statement that the server sends for it.</summary>
    internal bool Raw { get; private init; }

    /// <summary>How the minimal API answers it out of a store.</summary>
    internal IEnumerable<Way> Ways(MeasuredStore store)
    {
        yield return new("same reads", "reads");
        if (ByHand)
        {
            yield return store.Neo4j is null ? new("SQL by hand", "sql") : new("Cypher by hand", "cypher");
        }
        if (Raw && store.Neo4j is not null)
        {
            yield return new("raw query", "raw") { Answers = false };
        }
    }

    /// <summary>Its document.</summary>
    internal string Document => Embedded.Text($"{Name}.graphql");

    /// <summary>The requests to the GraphQL endpoint.</summary>
    internal byte[][] GraphQL(Sample sample, Tokens tokens)
    {
        string document = Document;
        return [.. Asked(sample).Select(a => Request("POST", "/graphql", tokens.Of(a.Subject),
            JsonSerializer.Serialize(new { query = document, variables = Variables(a) })))];
    }

    /// <summary>The same requests to the minimal API, in one of its ways.</summary>
    internal byte[][] Minimal(Way way, Sample sample, Tokens tokens) => [.. Asked(sample).Select(a => Request("GET",
        $"/{way.Path}/{Name}?{string.Join('&', Variables(a).Select(v => $"{v.Key}={v.Value}"))}", tokens.Of(a.Subject), ""))];

    // Of whom it is asked: what needs nothing but the worker is asked once for each.
    private IEnumerable<AskedChild> Asked(Sample sample) =>
        sample.Asked.DistinctBy(a => string.Join(' ', Variables(a).Values.Prepend(a.Subject)));

    /// <summary>A request as it is sent.</summary>
    internal static byte[] Request(string method, string path, string? token, string body) => Encoding.UTF8.GetBytes(
        $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        + (token is null ? "" : $"Authorization: Bearer {token}\r\n")
        + "Accept: application/json\r\n"
        + (body.Length == 0 ? "" : $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n")
        + "\r\n" + body);
}

/// <summary>A way in which the minimal API answers.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Path">Where it is.</param>
internal sealed record Way(string Name, string Path)
{
    /// <summary>Whether it gives the answer, to be compared with the others'.</summary>
    internal bool Answers { get; init; } = true;
}

/// <summary>Tokens of coordinators, signed with the Development key that lies beside a store.</summary>
internal sealed class Tokens(string store)
{
    private readonly SecurityKey _key = DevelopmentKey.Open(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(store))!, "development-key.pem"));
    private readonly Dictionary<string, string> _bySubject = [];

    /// <summary>The token of a coordinator.</summary>
    internal string Of(string subject)
    {
        if (!_bySubject.TryGetValue(subject, out string? token))
        {
            DemoAccount account = new(subject, subject, Role.Coordinator, [], subject);
            _bySubject[subject] = token = DevelopmentTokens.Make(account, _key, TimeProvider.System.GetUtcNow());
        }
        return token;
    }
}

/// <summary>Files that the benchmarks bring with them.</summary>
internal static class Embedded
{
    /// <summary>The text of a file.</summary>
    internal static string Text(string name)
    {
        using StreamReader reader = new(typeof(Embedded).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no file {name} among the benchmarks."));
        return reader.ReadToEnd();
    }
}
