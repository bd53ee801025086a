namespace LifelongLinks.Server;

/// <summary>Who issues the tokens, for whom, and what their claims mean here.</summary>
public sealed record Authentication
{
    /// <summary>The OpenID Connect provider's address: its discovery document is under it. None in Development.</summary>
    public string? Authority { get; init; }

    /// <summary>How the provider names itself in its tokens, where that is not its address.</summary>
    public string? Issuer { get; init; }

    /// <summary>For whom tokens must be issued: this service, as the provider knows it.</summary>
    public string? Audience { get; init; }

    /// <summary>The claim that holds the roles; dots lead into nested claims.</summary>
    public string RolesClaim { get; init; } = "roles";

    /// <summary>The claim that holds the teams; dots lead into nested claims.</summary>
    public string TeamsClaim { get; init; } = "team";

    /// <summary>What the values of the roles claim mean. Where it is empty, they are the roles' own names; where not, nothing else grants a role.</summary>
    public IReadOnlyDictionary<string, Role> RoleMap { get; init; } = new Dictionary<string, Role>();

    /// <summary>What the values of the teams claim mean. Where it is empty, they are the teams' own names; where not, nothing else grants a team.</summary>
    public IReadOnlyDictionary<string, string> TeamMap { get; init; } = new Dictionary<string, string>();

    /// <summary>Ids of the clients that are reporting tools: their tokens have the role REPORTING and no other.</summary>
    public IReadOnlyList<string> ReportingClients { get; init; } = [];

    /// <summary>How often the provider is asked for its keys.</summary>
    public TimeSpan AskEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long it is not asked again, whatever comes.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>In Development tokens are one's own, whatever else is set.</summary>
    internal static Authentication OfDevelopment { get; } = new() { Issuer = DevelopmentTokens.Issuer, Audience = DevelopmentTokens.Issuer };

    internal static Authentication Read(IConfiguration configuration) => new()
    {
        Authority = Address(configuration.Text("Authentication:Authority")),
        Issuer = Issued(configuration.Text("Authentication:Issuer")),
        Audience = Meant(configuration.Text("Authentication:Audience")),
        RolesClaim = configuration.Text("Authentication:RolesClaim") ?? "roles",
        TeamsClaim = configuration.Text("Authentication:TeamsClaim") ?? "team",
        RoleMap = Map(configuration, "Authentication:RoleMap").ToDictionary(pair => pair.Key, pair => Granted.RoleOf(pair.Value) ?? throw new CannotStartException(
            $"Authentication:RoleMap:{pair.Key} is \"{pair.Value}\", but must be one of {string.Join(", ", Enum.GetValues<Role>().Select(r => Words.Of(r)))}.")),
        TeamMap = Map(configuration, "Authentication:TeamMap"),
        ReportingClients = configuration.List("Authentication:ReportingClients", ""),
        AskEvery = TimeSpan.FromSeconds(configuration.Number("Authentication:KeysEverySeconds", 300)),
        Pause = TimeSpan.FromSeconds(configuration.Number("Authentication:KeysPauseSeconds", 10)),
    };

    /// <summary>Who issues the tokens and for whom must be known before anybody is let in.</summary>
    internal void Require()
    {
        if (Audience is null || Authority is null)
        {
            throw new CannotStartException("outside Development it needs Authentication:Authority and Authentication:Audience " +
                "(who issues the tokens, and for whom). For a try on your own machine set ASPNETCORE_ENVIRONMENT=Development.");
        }
    }

    private static string? Address(string? text)
    {
        if (text is null)
        {
            return null;
        }
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || address.Query.Length + address.Fragment.Length + address.UserInfo.Length > 0)
        {
            throw new CannotStartException(
                $"Authentication:Authority is \"{text}\", but must be the plain address of an OpenID Connect provider, such as https://login.example.org.");
        }
        // Whoever can change the keys on their way can sign in as anybody.
        return address.Scheme == Uri.UriSchemeHttps || address.IsLoopback ? text
            : throw new CannotStartException(
                $"Authentication:Authority is \"{text}\", but must begin with https://, unless the provider runs on this machine (localhost).");
    }

    private static string? Issued(string? text) =>
        text == DevelopmentTokens.Issuer ? throw OnlyInDevelopment("Issuer")
        : text?.Contains('{', StringComparison.Ordinal) == true ? throw new CannotStartException(
            $"Authentication:Issuer is \"{text}\", which stands for the issuers of many organisations. Write the one of your own, as it is in its tokens' iss.")
        : text;

    private static string? Meant(string? text) => text == DevelopmentTokens.Issuer ? throw OnlyInDevelopment("Audience") : text;

    private static CannotStartException OnlyInDevelopment(string setting) =>
        new($"Authentication:{setting} is \"{DevelopmentTokens.Issuer}\", the name in tokens of Development. Write the one that your provider's tokens have.");

    // Values may have colons in them, which lead into sections here.
    private static Dictionary<string, string> Map(IConfiguration configuration, string key) =>
        configuration.GetSection(key).AsEnumerable(makePathsRelative: true).Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
}
