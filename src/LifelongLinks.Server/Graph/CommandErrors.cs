using GraphQL;
using GraphQL.Types;

namespace LifelongLinks.Server;

/// <summary>Why something was not done: expected, and to be told. Nothing was written.</summary>
[Name("Error")]
public interface IError
{
    /// <summary>What is wrong and what to do, in a sentence for people.</summary>
    string Message { get; }

    /// <summary>A stable code, for programs.</summary>
    string Code { get; }
}

/// <summary>A refusal as the contract has it.</summary>
public abstract class CommandError(Refusal refusal) : IError
{
    /// <summary>The error type of each code that a command may be refused with.</summary>
    public static readonly IReadOnlyDictionary<RefusalCode, Type> Types = new Dictionary<RefusalCode, Type>
    {
        [RefusalCode.NotFound] = typeof(NotFoundError),
        [RefusalCode.NotYourRole] = typeof(NotYourRoleError),
        [RefusalCode.ValidationFailed] = typeof(ValidationFailedError),
        [RefusalCode.Conflict] = typeof(ConflictError),
        [RefusalCode.GateNotMet] = typeof(GateNotMetError),
        [RefusalCode.ConsentMissing] = typeof(ConsentMissingError),
        [RefusalCode.Restricted] = typeof(RestrictedError),
    };

    /// <summary>What is wrong and what to do, in a sentence for people.</summary>
    public string Message => refusal.Message;

    /// <summary>A stable code, for programs.</summary>
    public string Code => Words.Of(refusal.Code);

    /// <summary>The error of a refusal.</summary>
    public static CommandError Of(Refusal refusal) => refusal switch
    {
        ConsentMissing missing => new ConsentMissingError(missing),
        NotYourRole role => new NotYourRoleError(role),
        GateNotMet gate => new GateNotMetError(gate),
        ValidationFailed failed => new ValidationFailedError(failed),
        { Code: RefusalCode.NotFound } => new NotFoundError(refusal),
        { Code: RefusalCode.Restricted } => new RestrictedError(refusal),
        { Code: RefusalCode.Conflict } => new ConflictError(refusal),
        _ => throw new InvalidOperationException($"No command is refused with {refusal.Code}."),
    };
}

/// <summary>There is no such thing in the case, or it is not in the viewer's sight: the same to them.</summary>
[Name("NotFoundError"), Implements(typeof(IError))]
public sealed class NotFoundError(Refusal refusal) : CommandError(refusal);

/// <summary>The step is for other roles: ask one of them.</summary>
[Name("NotYourRoleError"), Implements(typeof(IError))]
public sealed class NotYourRoleError(NotYourRole refusal) : CommandError(refusal)
{
    /// <summary>The roles in which somebody of the case may take it.</summary>
    public IReadOnlyList<Role> MayBy => refusal.MayBy;
}

/// <summary>A value of the input cannot be used: correct it.</summary>
[Name("ValidationFailedError"), Implements(typeof(IError))]
public sealed class ValidationFailedError(ValidationFailed refusal) : CommandError(refusal)
{
    /// <summary>The field of the input, such as <c>name</c> or <c>steps[2].words</c>.</summary>
    public string Field => refusal.Field;
}

/// <summary>It was changed since the client saw it, or too many change it at once: load it anew and look before trying again.</summary>
[Name("ConflictError"), Implements(typeof(IError))]
public sealed class ConflictError(Refusal refusal) : CommandError(refusal);

/// <summary>Another step of the process has to be taken first.</summary>
[Name("GateNotMetError"), Implements(typeof(IError))]
public sealed class GateNotMetError(GateNotMet refusal) : CommandError(refusal)
{
    /// <summary>The step that is missing.</summary>
    public Gate Gate => refusal.Step;
}

/// <summary>A consent that the step needs is not active: nothing that rests on it may be done until it is given.</summary>
[Name("ConsentMissingError"), Implements(typeof(IError))]
public sealed class ConsentMissingError(ConsentMissing refusal) : CommandError(refusal)
{
    /// <summary>Whose consent is missing.</summary>
    public ConsentSubject Whose => refusal.Whose;

    /// <summary>What it would have to be for.</summary>
    public ConsentPurpose Purpose => refusal.Purpose;
}

/// <summary>It is not allowed for this person. Whoever may not know the reason is told none.</summary>
[Name("RestrictedError"), Implements(typeof(IError))]
public sealed class RestrictedError(Refusal refusal) : CommandError(refusal);

/// <summary>What one command may be refused for.</summary>
public sealed class CommandErrorUnion<T> : UnionGraphType where T : Command
{
    /// <summary>The union of its errors.</summary>
    public CommandErrorUnion()
    {
        Name = $"{typeof(T).Name}Error";
        Description = $"Why {InputLimits.NameOf(typeof(T).Name)} was refused.";
        foreach (var code in Commands.All.Single(k => k.Type == typeof(T)).Refusals)
        {
            Type(typeof(OutputType<>).MakeGenericType(CommandError.Types[code]));
        }
    }
}
