using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Primitives;

namespace LifelongLinks.Server;

/// <summary>
/// Who asks for a report: the bearer of a token, as everywhere, or of a report key by HTTP Basic (RFC 7617), which is what reporting tools can send.
/// Nothing else in the server looks at keys, so that they open nothing else.
/// </summary>
public sealed class ReportReaders(ReportKeys keys, Rates rates, Settings settings, ILogger<ReportReaders> log)
{
    // A name and a key are shorter; what is longer is not decoded.
    private const int Longest = 512;

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Who asks.</summary>
    /// <exception cref="ProblemException">Nobody who is known here.</exception>
    public async Task<ClaimsPrincipal> Of(HttpContext http)
    {
        if (AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var sent) && sent.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return OfKey(http, sent.Parameter ?? "");
        }
        var result = await http.AuthenticateAsync();
        return result switch
        {
            { Succeeded: true } => result.Principal,
            { Failure: ProviderUnavailableException unavailable } => throw new ProblemException(Problem.Unavailable,
                $"Whether the bearer token is valid cannot be told at the moment. Try again in {unavailable.RetryAfterSeconds} seconds.")
            { RetryAfter = unavailable.RetryAfterSeconds },
            _ => throw NotSignedIn(http, (result.Failure is { } refused ? AccessTokens.Reason(refused)
                : $"Send a bearer token in the Authorization header{(keys.Any ? ", or a report key as user name and password" : "")}.")
                + (settings.Development ? $" To get a token: {settings.TokenCommand}" : ""), result.Failure is not null),
        };
    }

    private ClaimsPrincipal OfKey(HttpContext http, string parameter)
    {
        if (!keys.Any)
        {
            throw NotSignedIn(http, "There are no report keys here: make one (report-keys new) and name its file (Reports:Keys:File), or send a bearer token.", false);
        }
        try
        {
            var (reader, refusal) = Decoded(parameter) is [var name, var key] ? keys.Judge(name, key)
                : (null, "The Authorization header must have a key's name, a colon and the key, as base64.");
            if (reader is not null)
            {
                return reader;
            }
            // Whoever keeps on guessing is no longer answered, nor written down; a colleague of the same address, with a key that holds, is.
            if (rates.Of(http.Connection.RemoteIpAddress).Take(1) is { } limited)
            {
                throw new ProblemException(Problem.RateLimited, $"Too many wrong keys came from your address. Try again in {limited.Seconds} s.") { RetryAfter = limited.Seconds };
            }
            log.ReportKeyRefused(refusal!);
            throw NotSignedIn(http, refusal!, false);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            log.ReportKeysUnreadable(e);
            throw new ProblemException(Problem.Unavailable, "Whether the key is valid cannot be told at the moment. Try again in a minute.") { RetryAfter = 60 };
        }
    }

    private static string[]? Decoded(string base64)
    {
        byte[] bytes = new byte[Longest];
        if (base64.Length > Longest || !Convert.TryFromBase64String(base64, bytes, out int length))
        {
            return null;
        }
        try
        {
            return _strict.GetString(bytes, 0, length).Split(':', 2); // a name has no colon
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private ProblemException NotSignedIn(HttpContext http, string detail, bool isTokenInvalid)
    {
        string bearer = isTokenInvalid ? "Bearer error=\"invalid_token\"" : "Bearer";
        http.Response.Headers.WWWAuthenticate = keys.Any ? new StringValues([bearer, "Basic realm=\"Lifelong Links reports\", charset=\"UTF-8\""]) : bearer;
        return new(Problem.NotSignedIn, detail);
    }
}
