using System.Collections;
using GraphQL;
using GraphQL.DI;

namespace LifelongLinks.Server;

/// <summary>Refuses what comes beside a document and is larger than may be: variables, extensions, names. By whichever way it comes.</summary>
public sealed class EngineValues(Limits limits) : IConfigureExecution
{
    /// <summary>Before documents are looked for.</summary>
    public float SortOrder => 50;

    /// <inheritdoc/>
    public Task<ExecutionResult> ExecuteAsync(ExecutionOptions options, ExecutionDelegate next)
    {
        int name = Math.Max(options.OperationName?.Length ?? 0, options.DocumentId?.Length ?? 0);
        var over = OutOfBoundsError.Over(name, limits.MaxNameLength, nameof(limits.MaxNameLength), "characters in one name")
            ?? OutOfBoundsError.Over(options.Variables?.Count ?? 0, limits.MaxVariables, nameof(limits.MaxVariables), "variables")
            ?? Over(options.Variables) ?? Over(options.Extensions);
        return over is null ? next(options) : Task.FromResult(Listening.Failed(over));
    }

    private OutOfBoundsError? Over(Inputs? values)
    {
        int size = 0;
        return values is null ? null : Over(values, 0, ref size);
    }

    /// <summary>The bound that a value goes over, or what is within it; so much was seen before.</summary>
    private OutOfBoundsError? Over(object? value, int depth, ref int size)
    {
        string? text = value as string;
        size += text?.Length ?? 1;
        var over = OutOfBoundsError.Over(text?.Length ?? 0, limits.MaxTextLength, nameof(limits.MaxTextLength), "characters in one text")
            ?? OutOfBoundsError.Over(size, limits.MaxVariablesSize, nameof(limits.MaxVariablesSize), "characters in its variables or extensions");
        switch (value)
        {
            case { } when over is not null || text is not null:
                return over;
            case IEnumerable when depth > limits.MaxVariablesDepth:
                return OutOfBoundsError.MoreThan(limits.MaxVariablesDepth, nameof(limits.MaxVariablesDepth), "lists and objects within one another in its variables");
            case ICollection { Count: var count } and not IDictionary when count > limits.MaxListLength:
                return OutOfBoundsError.Over(count, limits.MaxListLength, nameof(limits.MaxListLength), "values in one list of its variables");
            case IReadOnlyDictionary<string, object?> fields:
                foreach (var (name, field) in fields)
                {
                    size += name.Length;
                    over ??= Over(field, depth + 1, ref size);
                }
                return over;
            case IEnumerable list:
                foreach (object? each in list)
                {
                    over ??= Over(each, depth + 1, ref size);
                }
                return over;
            default:
                return over;
        }
    }
}
