using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Instrumentation;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace LifelongLinks.Server;

/// <summary>A document that was read and found valid when the server started.</summary>
/// <param name="Text">As the manifest has it.</param>
/// <param name="Document">As the engine has it.</param>
public sealed record TrustedDocument(string Text, GraphQLDocument Document);

/// <summary>
/// The documents that clients may ask for by id: read from manifests and held to the schema at the start, and kept as long as the server
/// runs. Each is known by the id that its manifest gives, and by its SHA-256.
/// </summary>
public sealed class TrustedDocuments
{
    private readonly FrozenDictionary<string, TrustedDocument> _byId;
    private readonly FrozenDictionary<string, TrustedDocument> _byText;

    private TrustedDocuments(Dictionary<string, TrustedDocument> byId, bool only)
    {
        Only = only;
        _byId = byId.ToFrozenDictionary();
        _byText = byId.Values.Distinct().ToFrozenDictionary(d => d.Text);
    }

    /// <summary>How many.</summary>
    public int Count => _byText.Count;

    /// <summary>Whether nothing else is run.</summary>
    public bool Only { get; }

    /// <summary>The names of the operations in them.</summary>
    public IEnumerable<string> OperationNames => _byText.Values.SelectMany(d => d.Document.Definitions.OfType<GraphQLOperationDefinition>())
        .Select(o => o.Name?.StringValue).OfType<string>();

    /// <summary>The document of an id; null when there is none.</summary>
    public TrustedDocument? ById(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The document of a text, when it is one; null for any other text.</summary>
    public TrustedDocument? ByText(string text) => _byText.GetValueOrDefault(text);

    /// <summary>SHA-256 of a document, in lower-case hexadecimal digits.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Reads and checks them all; the first fault is a <see cref="CannotStartException"/> that names file and id.</summary>
    public static TrustedDocuments Load(Settings settings, ISchema schema, IDocumentValidator validator)
    {
        var entries = settings.TrustedDocumentsPath is { } folder ? TrustedManifests.Read(folder) : [];
        if (entries.Count == 0 && (settings.OnlyTrustedDocuments || settings.TrustedDocumentsPath is not null))
        {
            throw new CannotStartException(settings.TrustedDocumentsPath is { } empty
                ? $"there is no trusted document in {empty}: no *.json that a client's build wrote, and no *.graphql."
                : "GraphQL:TrustedDocuments:Only needs GraphQL:TrustedDocuments:Path, the folder of the documents' manifests.");
        }
        Dictionary<string, TrustedDocument> byText = [], byId = [];
        foreach (var entry in entries)
        {
            if (!byText.TryGetValue(entry.Text, out var document))
            {
                byText[entry.Text] = document = new(entry.Text, Checked(entry, settings.Limits, schema, validator));
            }
            string hash = Hash(entry.Text);
            foreach (string id in (string[])[entry.Id, hash, $"sha256:{hash}"])
            {
                if (!byId.TryAdd(id, document) && byId[id] != document)
                {
                    throw Unusable(entry, "another document has the same id.");
                }
            }
        }
        return new(byId, settings.OnlyTrustedDocuments);
    }

    private static GraphQLDocument Checked(ManifestEntry entry, Limits limits, ISchema schema, IDocumentValidator validator)
    {
        schema.Initialize();
        GraphQLDocument document;
        if (EngineSize.Of(entry.Text, limits) is { } tooLong)
        {
            throw Unusable(entry, $"{tooLong.Message} The bound is GraphQL:{tooLong.Bound}.");
        }
        try
        {
            document = new GraphQLDocumentBuilder().Build(entry.Text);
        }
        catch (Exception e) when (e is ExecutionError or GraphQLParserException)
        {
            throw Unusable(entry, e.Message);
        }
        if (EngineSize.Of(document, limits) is { } tooLarge)
        {
            throw Unusable(entry, $"{tooLarge.Message} The bound is GraphQL:{tooLarge.Bound}.");
        }
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        if (operations.Count == 0)
        {
            throw Unusable(entry, "there is no operation in it.");
        }
        foreach (var operation in operations)
        {
            // Nothing in the rules waits. A variable that is missing is no fault of the document: there are none yet.
            ValidationOptions options = new()
            {
                Schema = schema,
                Document = document,
                Operation = operation,
                Rules = DocumentValidator.CoreRules,
                Variables = Inputs.Empty,
                Extensions = Inputs.Empty,
                Metrics = Metrics.None,
            };
            var result = validator.ValidateAsync(options).GetAwaiter().GetResult();
            if (result.Errors.FirstOrDefault(e => e is not InvalidVariableError) is { } error)
            {
                throw Unusable(entry, error.Message);
            }
        }
        return document;
    }

    private static CannotStartException Unusable(ManifestEntry entry, string why) =>
        new($"trusted document \"{entry.Id}\" of {entry.File} cannot be used: {why.ReplaceLineEndings("\n").Split('\n')[0]}");
}
