namespace LifelongLinks.Server;

/// <summary>
/// Whose pages may ask: this server's own and those of <c>Cors:Origins</c>, by HTTP and by WebSocket alike. Programs name no origin.
/// </summary>
public static class Origins
{
    /// <summary>Name of the policy by which browsers are answered.</summary>
    public const string Policy = "graphql";

    /// <summary>By which a client shows that a browser asked before it sent the request: a page of elsewhere cannot set one unasked.</summary>
    private static readonly string[] _preflight = ["GraphQL-Preflight", "Apollo-Require-Preflight", "X-Requested-With"];

    private static readonly string[] _simple = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"];

    private static readonly TimeSpan _remembered = TimeSpan.FromMinutes(10);

    /// <summary>The origins of a setting, each as a browser writes it.</summary>
    internal static IReadOnlyList<string> Read(IConfiguration configuration) => [.. configuration.List("Cors:Origins", "").Select(text =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin) && origin.Scheme is "http" or "https" && text.TrimEnd('/') == origin.GetLeftPart(UriPartial.Authority)
            ? origin.GetLeftPart(UriPartial.Authority)
            : throw new CannotStartException($"Cors:Origins has \"{text}\", but must be origins such as https://links.example.org: scheme, host and port, no path, and no *."))];

    /// <summary>Adds the policy: those origins exactly, and no credentials that a browser would send by itself.</summary>
    public static void AddOrigins(this IServiceCollection services, Settings settings) => services.AddCors(cors => cors.AddPolicy(Policy, policy => policy
        .WithOrigins([.. settings.Origins])
        .WithMethods(HttpMethods.Get, HttpMethods.Post)
        .WithHeaders(["Authorization", "Content-Type", "Accept", "If-None-Match", .. _preflight])
        .WithExposedHeaders("RateLimit", "RateLimit-Policy", "Retry-After", "ETag", "Link", "Content-Disposition")
        .SetPreflightMaxAge(_remembered)));

    /// <summary>Whether a request comes from a page that may ask, or from no page. Browsers say whose page it is (Fetch, 3.2; RFC 6455, 10.2).</summary>
    public static bool Allows(HttpRequest request, Settings settings) =>
        request.Headers.Origin.ToString() is not { Length: > 0 } origin
        || settings.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase)
        // Which of http and https the page came by, a proxy in between may have hidden from this server.
        || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether a page of elsewhere could have had a browser send this unasked (Fetch, "simple" requests): with no header of its own, and a body
    /// that is no JSON or none at all. A token in the header is a header of its own, and no browser sends one by itself.
    /// </summary>
    public static bool CouldBeForged(HttpRequest request) =>
        request.Headers.Authorization.Count == 0
        && !_preflight.Any(request.Headers.ContainsKey)
        && (request.ContentType is not { Length: > 0 } type
            || _simple.Any(simple => type.StartsWith(simple, StringComparison.OrdinalIgnoreCase)));
}
