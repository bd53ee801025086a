using System.Text.Json;

namespace LifelongLinks.Server;

/// <summary>A scope as text, the same for scopes that see the same, and never for two that do not.</summary>
public static class ScopeKey
{
    /// <summary>Everything that a scope says, quoted, so that no name of a team can pass for something else.</summary>
    public static string Of(Scope scope) => JsonSerializer.Serialize(scope);
}
