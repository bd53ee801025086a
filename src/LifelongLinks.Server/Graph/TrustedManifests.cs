using System.Text.Json;

namespace LifelongLinks.Server;

/// <summary>A document as a manifest has it.</summary>
/// <param name="File">Name of the file it was found in.</param>
/// <param name="Id">By which clients ask for it.</param>
/// <param name="Text">The document.</param>
public sealed record ManifestEntry(string File, string Id, string Text);

/// <summary>
/// Reads the manifests that client builds write. <c>*.json</c>: ids and documents, as graphql-codegen and Relay write them, or an
/// Apollo persisted query manifest. <c>*.graphql</c>: a document, whose id is the file's name.
/// </summary>
public static class TrustedManifests
{
    private const string Apollo = "apollo-persisted-query-manifest";

    /// <summary>Every document of every manifest in a folder.</summary>
    public static IReadOnlyList<ManifestEntry> Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new CannotStartException($"GraphQL:TrustedDocuments:Path is \"{folder}\", but there is no such folder.");
        }
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal);
        return [.. files.SelectMany(path => Path.GetExtension(path) switch
        {
            ".json" => FromJson(path),
            ".graphql" => [new(Path.GetFileName(path), Path.GetFileNameWithoutExtension(path), File.ReadAllText(path))],
            _ => [],
        })];
    }

    private static List<ManifestEntry> FromJson(string path)
    {
        string file = Path.GetFileName(path);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            bool apollo = json.RootElement.TryGetProperty("format", out var format) && format.ValueEquals(Apollo);
            return apollo
                ? [.. json.RootElement.GetProperty("operations").EnumerateArray().Select(o => Entry(o.GetProperty("id"), o.GetProperty("body")))]
                : [.. json.RootElement.EnumerateObject().Select(p => new ManifestEntry(file, p.Name, Text(p.Value)))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new CannotStartException($"{path} is no manifest of documents: write {{ \"id\": \"document\" }}, or an Apollo persisted query manifest.");
        }

        ManifestEntry Entry(JsonElement id, JsonElement body) => new(file, Text(id), Text(body));
    }

    private static string Text(JsonElement value) => value.GetString() ?? throw new JsonException();
}
