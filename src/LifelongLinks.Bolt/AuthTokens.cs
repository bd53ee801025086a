namespace LifelongLinks.Bolt;

/// <summary>Who signs in, and how.</summary>
public interface IAuthToken;

/// <summary>The ways to sign in.</summary>
public static class AuthTokens
{
    /// <summary>Nobody in particular.</summary>
    public static IAuthToken None { get; } = new AuthToken(new() { ["scheme"] = "none" });

    /// <summary>By name and password.</summary>
    public static IAuthToken Basic(string username, string password) =>
        new AuthToken(new() { ["scheme"] = "basic", ["principal"] = username, ["credentials"] = password });

    /// <summary>By name and password, in a realm.</summary>
    public static IAuthToken Basic(string username, string password, string realm) =>
        new AuthToken(new() { ["scheme"] = "basic", ["principal"] = username, ["credentials"] = password, ["realm"] = realm });

    /// <summary>By a token of a single sign-on.</summary>
    public static IAuthToken Bearer(string token) => new AuthToken(new() { ["scheme"] = "bearer", ["credentials"] = token });
}

internal sealed class AuthToken(Dictionary<string, object?> content) : IAuthToken
{
    /// <summary>The token as HELLO and LOGON have it.</summary>
    internal Dictionary<string, object?> Content => content;
}
