using GraphQL;
using GraphQL.DI;
using GraphQL.Execution;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace LifelongLinks.Server;

/// <summary>
/// Reads documents, refuses those too large to be validated, and keeps those that were parsed, found valid and run, so that the next
/// request skips both.
/// </summary>
public sealed class EngineDocuments(IDocumentBuilder builder, Limits limits) : IConfigureExecution
{
    private const int LongestKept = 20_000;

    private readonly Kept<string, GraphQLDocument> _kept = new(limits.CachedDocuments);

    /// <summary>After everything that configures, before what runs.</summary>
    public float SortOrder => 200;

    /// <inheritdoc/>
    public async Task<ExecutionResult> ExecuteAsync(ExecutionOptions options, ExecutionDelegate next)
    {
        if (options.Query is not { } query || options.Document is not null)
        {
            return await next(options);
        }
        if (_kept.TryGet(query, out var known))
        {
            options.Document = known;
            options.ValidationRules = options.CachedDocumentValidationRules ?? [];
            return await next(options);
        }
        if (EngineSize.Of(query, limits) is { } tooLong)
        {
            return Listening.Failed(tooLong);
        }
        try
        {
            options.Document = builder.Build(query);
        }
        catch (Exception e) when (e is ExecutionError or GraphQLParserException)
        {
            return await next(options); // which reads it again, and tells what is wrong with it
        }
        if (EngineSize.Of(options.Document, limits) is { } tooLarge)
        {
            return Listening.Failed(tooLarge);
        }
        var result = await next(options);
        if (result.Executed && query.Length <= LongestKept)
        {
            _kept.Keep(query, options.Document);
        }
        return result;
    }
}
