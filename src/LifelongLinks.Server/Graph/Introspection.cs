using System.Security.Claims;
using GraphQL;
using GraphQL.DI;
using GraphQL.Validation;
using GraphQL.Validation.Rules.Custom;

namespace LifelongLinks.Server;

/// <summary>
/// Who may read the schema out of the server: everybody in Development, elsewhere the roles of <c>GraphQL:IntrospectionRoles</c>. To
/// others neither introspection nor a guess in an error tells what is there. <c>__typename</c> is everybody's.
/// </summary>
public sealed class Introspection(Settings settings) : ValidationRuleBase
{
    /// <summary>Whether somebody may.</summary>
    public bool IsFor(ClaimsPrincipal? user) =>
        settings.Development || (user is not null && settings.IntrospectionRoles.Any(role => user.HasClaim("roles", role)));

    /// <summary>For known documents too: one who may had it run, one who may not sends it again.</summary>
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) =>
        IsFor(context.User) ? default : NoIntrospectionValidationRule.Instance.GetPreNodeVisitorAsync(context);
}

/// <summary>Marks the errors of those who may be told what they perhaps meant; <see cref="ErrorAnswers"/> tells nobody else.</summary>
public sealed class Guesses(Introspection introspection) : IConfigureExecution
{
    private const string Mark = "LifelongLinks.Guesses";

    /// <summary>Around everything else.</summary>
    public float SortOrder => 0;

    /// <inheritdoc/>
    public async Task<ExecutionResult> ExecuteAsync(ExecutionOptions options, ExecutionDelegate next)
    {
        var result = await next(options);
        if (introspection.IsFor(options.User))
        {
            foreach (var error in result.Errors ?? [])
            {
                error.Data[Mark] = true;
            }
        }
        return result;
    }

    /// <summary>An error's message, without guesses where they are not to be told.</summary>
    internal static string Told(ExecutionError error) => error.Data.Contains(Mark) ? error.Message : error.Message.Split(" Did you mean")[0];
}
