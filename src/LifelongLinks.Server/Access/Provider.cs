using System.Net;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace LifelongLinks.Server;

/// <summary>Whether a token is valid cannot be told at the moment: the provider has to be asked, and does not answer.</summary>
public sealed class ProviderUnavailableException(TimeSpan pause) : Exception("The provider of tokens does not answer.")
{
    /// <summary>When to try again.</summary>
    public int RetryAfterSeconds => (int)Math.Ceiling(pause.TotalSeconds);
}

/// <summary>
/// The OpenID Connect provider's keys (OpenID Connect Discovery 1.0, RFC 7517). It is asked at the start, every few minutes, so that a key that was
/// withdrawn is soon good for nothing, and when a token names a key that is not known; but never again before a pause is over, whatever tokens come.
/// </summary>
public sealed class Provider : BackgroundService
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    // While the provider is down nobody gets a new token, and those that there are last for hours: longer, old keys would serve nobody but a thief.
    private static readonly TimeSpan _longestSilence = TimeSpan.FromDays(1);

    private readonly Authentication _authentication;
    private readonly TimeProvider _time;
    private readonly ILogger<Provider> _log;
    private readonly Discovery _documents;
    private readonly Lock _lock = new();
    private Task _attempt = Task.CompletedTask;
    private long? _endedAt;
    private volatile Known? _known;
    private volatile string? _failure;

    private sealed record Known(TokenValidationParameters Rules, HashSet<string> Kids, long HeardAt);

    public Provider(Authentication authentication, TimeProvider time, ILogger<Provider> log)
    {
        (_authentication, _time, _log) = (authentication, time, log);
        _documents = new(onlyHttps: new Uri(authentication.Authority!).Scheme == Uri.UriSchemeHttps);
    }

    /// <summary>By what to validate a token that names this key.</summary>
    /// <exception cref="ProviderUnavailableException">It cannot be told whether there is such a key.</exception>
    /// <exception cref="TokenRefusedException">There is no such key.</exception>
    public async ValueTask<TokenValidationParameters> RulesFor(string? kid)
    {
        var known = Heard;
        if (known is null || !Has(known, kid))
        {
            await Ask();
            known = Heard;
        }
        return known is not null && Has(known, kid) ? known.Rules
            : known is null || _failure is not null ? throw new ProviderUnavailableException(_authentication.Pause)
            : throw new TokenRefusedException("The bearer token is signed by a key that its provider does not have, or no longer.");
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _documents.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Ask();
            await Task.Delay(_failure is null ? _authentication.AskEvery : _authentication.Pause, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A token that names no key is tried with each.
    private static bool Has(Known known, string? kid) => kid is null || known.Kids.Contains(kid);

    private Known? Heard => _known is { } known && _time.GetElapsedTime(known.HeardAt) < _longestSilence ? known : null;

    /// <summary>Asks, unless it is being asked or was just now; ends when there is an answer, or none.</summary>
    private Task Ask()
    {
        lock (_lock)
        {
            if (_attempt.IsCompleted && (_endedAt is not { } ended || _time.GetElapsedTime(ended) >= _authentication.Pause))
            {
                _attempt = Task.Run(Attempt);
            }
            return _attempt;
        }
    }

    private async Task Attempt()
    {
        try
        {
            using CancellationTokenSource patience = new(_patience);
            string address = $"{_authentication.Authority!.TrimEnd('/')}/.well-known/openid-configuration";
            var told = await OpenIdConnectConfigurationRetriever.GetAsync(address, _documents, patience.Token);
            RequireIssuer(told.Issuer);
            SecurityKey[] keys = string.IsNullOrEmpty(told.JwksUri) ? throw new InvalidDataException("its discovery document has no jwks_uri")
                : [.. told.SigningKeys.Where(IsStrong)];
            if (_failure is not null || _known is null)
            {
                _log.ProviderAnswered(keys.Length);
            }
            _known = new(AccessTokens.Rules(told.Issuer, _authentication.Audience!, keys), [.. keys.Select(k => k.KeyId).OfType<string>()], _time.GetTimestamp());
            _failure = null;
        }
        catch (Exception e)
        {
            string failure = e is OperationCanceledException ? $"no answer within {_patience.TotalSeconds} seconds" : (e.InnerException ?? e).Message.TrimEnd('.');
            if (failure != _failure)
            {
                _log.ProviderUnavailable(failure, (int)_authentication.Pause.TotalSeconds);
            }
            _failure = failure;
        }
        finally
        {
            lock (_lock)
            {
                _endedAt = _time.GetTimestamp();
            }
        }
    }

    /// <summary>
    /// The issuer is who was asked, or who the settings name (OpenID Connect Discovery, 4.3). So a provider of many organisations, whose documents
    /// have a template in that place, lets nobody in.
    /// </summary>
    private void RequireIssuer(string? issuer)
    {
        bool isExpected = _authentication.Issuer is { } expected ? issuer == expected : issuer?.TrimEnd('/') == _authentication.Authority!.TrimEnd('/');
        if (!isExpected || issuer!.Contains('{', StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                $"it calls itself \"{issuer}\"; if that is your organisation's own, write it as Authentication:Issuer, or as Authentication:Authority");
        }
    }

    // RFC 7518, 3.3: RSA keys of 2048 bits or more. Keys that both sides have vouch for nobody.
    private static bool IsStrong(SecurityKey key) => key is ECDsaSecurityKey || (key is AsymmetricSecurityKey && key.KeySize >= 2048);

    /// <summary>Fetches documents: by https where the provider's own address is, else on this machine; from where was said, and not without end.</summary>
    private sealed class Discovery(bool onlyHttps) : IDocumentRetriever, IDisposable
    {
        private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
        {
            MaxResponseContentBufferSize = 1 << 20,
        };

        public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
        {
            Uri from = new(address);
            if (from.Scheme != Uri.UriSchemeHttps && (onlyHttps || !from.IsLoopback))
            {
                throw new InvalidDataException($"{address} is not https");
            }
            using var response = await _http.GetAsync(from, cancel);
            return response.StatusCode == HttpStatusCode.OK ? await response.Content.ReadAsStringAsync(cancel)
                : throw new InvalidDataException($"{address} answers {(int)response.StatusCode}");
        }

        public void Dispose() => _http.Dispose();
    }
}
