using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQL.Validation.Errors;
using GraphQLParser.Exceptions;

namespace LifelongLinks.Server;

/// <summary>An error that a request brought on itself: thrown by a resolver, told as it is, with a stable code.</summary>
public sealed class RequestError : ExecutionError
{
    /// <summary>An argument cannot be used.</summary>
    public const string BadInput = "BAD_USER_INPUT";

    /// <summary>An error with a code and a message that says what to do.</summary>
    public RequestError(string code, string message) : base(message) => Code = code;

    /// <summary>The value of an outcome; a refusal is thrown as the error it is.</summary>
    public static T Unless<T>(Outcome<T> outcome) where T : class => outcome.Value ?? throw From(outcome.Refusal!);

    /// <summary>The error of a refusal.</summary>
    public static RequestError From(Refusal refusal) => new(
        refusal.Code == RefusalCode.BadArgument ? BadInput : Words.Of(refusal.Code), refusal.Message);
}

/// <summary>Something that nobody foresaw; the reference is in the log, with everything else.</summary>
public sealed class UnforeseenException(string reference, Exception inner) : Exception(inner.Message, inner)
{
    /// <summary>What the client can tell us.</summary>
    public string Reference { get; } = reference;
}

/// <summary>Errors as clients see them: message, path and <c>extensions.code</c>; never an exception's name or text.</summary>
public sealed class ErrorAnswers : ErrorInfoProvider
{
    private const int LongestMessage = 1000;

    /// <summary>Code of what failed because the store did not answer.</summary>
    public const string Unavailable = "UNAVAILABLE";

    /// <summary>Code of what nobody foresaw.</summary>
    public const string Internal = "INTERNAL";

    /// <summary>What is said of a store that did not answer.</summary>
    public const string TryAgain = "The records cannot be reached at the moment. Nothing was lost; try again in a minute.";

    /// <summary>Logs what nobody foresaw, and gives it a reference.</summary>
    public static void Note(UnhandledExceptionContext context)
    {
        var log = context.ExecutionOptions.RequestServices!.GetRequiredService<ILogger<ErrorAnswers>>();
        if (context.OriginalException is StoreUnavailableException)
        {
            log.StoreUnavailable(context.OriginalException);
        }
        else if (context.OriginalException is not GraphQLMaxDepthExceededException)
        {
            context.Exception = new UnforeseenException(Note(log, context.OriginalException), context.OriginalException);
        }
    }

    /// <summary>Logs what nobody foresaw; the reference that it has in the log.</summary>
    public static string Note(ILogger<ErrorAnswers> log, Exception unforeseen)
    {
        string reference = Guid.NewGuid().ToString("N")[..12];
        log.Unforeseen(reference, unforeseen);
        return reference;
    }

    /// <summary>What is said of something that nobody foresaw.</summary>
    public static string TellUs(string reference) => $"Something went wrong on our side. Tell us the reference {reference}.";

    /// <summary>What to tell.</summary>
    public override ErrorInfo GetInfo(ExecutionError executionError) => executionError switch
    {
        UnhandledError { InnerException: StoreUnavailableException } =>
            Error(Unavailable, TryAgain),
        UnhandledError { InnerException: GraphQLMaxDepthExceededException } =>
            Error(EngineLimits.TooComplex, "The document is nested too deep. Ask for less at a time."),
        UnhandledError { InnerException: UnforeseenException unforeseen } => Error(Internal,
            TellUs(unforeseen.Reference), ("reference", unforeseen.Reference)),
        UnhandledError => Error(Internal, "Something went wrong on our side."),
        // What an argument's own type refused: the engine wraps it in words about literals.
        { InnerException: RequestError inner } => Error(inner.Code, inner.Message),
        TooComplexError tooComplex => Error(executionError.Code, executionError.Message, ("cost", tooComplex.Cost.Told())),
        OutOfBoundsError bounds => Error(executionError.Code, executionError.Message, ("bound", bounds.Bound), ("limit", bounds.Limit)),
        ValidationError => Error(IsAboutValues(executionError) ? RequestError.BadInput : executionError.Code,
            Guesses.Told(executionError)),
        _ => Error(executionError.Code, executionError.Message),
    };

    private static ErrorInfo Error(string? code, string message, params ReadOnlySpan<(string Name, object Value)> more)
    {
        message = message.Length <= LongestMessage ? message : message[..LongestMessage] + "…"; // it may repeat what was sent
        Dictionary<string, object?> extensions = new() { ["code"] = code ?? "BAD_REQUEST" };
        foreach (var (name, value) in more)
        {
            extensions[name] = value;
        }
        return new() { Message = message, Extensions = extensions };
    }

    /// <summary>Whether a value is none of its type, or missing: the same to clients as one that a resolver cannot use.</summary>
    private static bool IsAboutValues(ExecutionError error) =>
        error is ArgumentsOfCorrectTypeError or ProvidedNonNullArgumentsError or DefaultValuesOfCorrectTypeError or InvalidVariableError or InvalidLiteralError;
}
