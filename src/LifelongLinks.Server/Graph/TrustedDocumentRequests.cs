using GraphQL;
using GraphQL.DI;

namespace LifelongLinks.Server;

/// <summary>
/// Answers requests that name a document (GraphQL over HTTP, appendix A), without reading or validating it anew; what it costs is counted
/// as ever. Where trusted documents alone are run, everything else is refused unread.
/// </summary>
public sealed class TrustedDocumentRequests(TrustedDocuments trusted) : IConfigureExecution
{
    /// <summary>No such document; the code that Apollo's clients know.</summary>
    public const string NotFound = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>A document that is none of the trusted ones, where they alone are run.</summary>
    public const string NotTrusted = "DOCUMENT_NOT_TRUSTED";

    /// <summary>Before documents are read.</summary>
    public float SortOrder => 100;

    /// <inheritdoc/>
    public Task<ExecutionResult> ExecuteAsync(ExecutionOptions options, ExecutionDelegate next)
    {
        var document = options.DocumentId is { } id ? trusted.ById(id) : trusted.ByText(options.Query ?? "");
        if (document is not null)
        {
            (options.Query, options.Document) = (document.Text, document.Document);
            options.ValidationRules = options.CachedDocumentValidationRules ?? [];
            return next(options);
        }
        return options.DocumentId is not null ? Refused(NotFound, "There is no trusted document of this id.")
            : trusted.Only ? Refused(NotTrusted, "Only trusted documents are run here. Ask for one by its documentId.")
            : next(options);
    }

    private static Task<ExecutionResult> Refused(string code, string message) =>
        Task.FromResult(new ExecutionResult { Errors = [new RequestError(code, message)] });
}
