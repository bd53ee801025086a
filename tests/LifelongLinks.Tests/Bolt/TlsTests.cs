using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LifelongLinks.Bolt;

namespace LifelongLinks.Tests.Bolt;

/// <summary>Encrypted connections, and whom they are trusted to lead to.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly X509Certificate2 _certificate = SelfSigned("localhost");

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public async Task A_certificate_that_this_machine_does_not_trust_is_refused()
    {
        await using FakeServer server = new(["S: CLOSE"]) { Certificate = _certificate, MayEndEarly = true };
        await using var driver = Driver(server, "bolt+s");
        Assert.True(driver.Encrypted);
        var error = await Assert.ThrowsAsync<SecurityException>(driver.VerifyConnectivityAsync);
        Assert.Contains("certificate", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsRetriable);
        Assert.Empty(server.Heard);
    }

    [Fact]
    public async Task Any_certificate_is_taken_where_the_scheme_says_so_and_the_host_is_asked_for_by_name()
    {
        await using FakeServer server = new([""]) { Certificate = _certificate };
        await using var driver = Driver(server, "bolt+ssc");
        await driver.VerifyConnectivityAsync();
        Assert.Equal("localhost", server.AskedFor);
        Assert.NotEmpty(server.Heard);
    }

    [Fact]
    public async Task A_certificate_that_is_listed_is_trusted()
    {
        await using FakeServer server = new([""]) { Certificate = _certificate };
        await using var driver = Driver(server, "bolt", o => o.WithEncryptionLevel(EncryptionLevel.Encrypted)
            .WithCertificateTrustRule(CertificateTrustRule.TrustList, [_certificate]));
        await driver.VerifyConnectivityAsync();
    }

    [Fact]
    public async Task A_certificate_that_is_listed_for_another_name_is_refused()
    {
        using var other = SelfSigned("elsewhere.example");
        await using FakeServer server = new(["S: CLOSE"]) { Certificate = other, MayEndEarly = true };
        await using var driver = Driver(server, "bolt", o => o.WithEncryptionLevel(EncryptionLevel.Encrypted)
            .WithCertificateTrustRule(CertificateTrustRule.TrustList, [other]));
        await Assert.ThrowsAsync<SecurityException>(driver.VerifyConnectivityAsync);
    }

    [Fact]
    public async Task Another_certificate_than_the_listed_one_is_refused()
    {
        using var other = SelfSigned("localhost");
        await using FakeServer server = new(["S: CLOSE"]) { Certificate = _certificate, MayEndEarly = true };
        await using var driver = Driver(server, "bolt", o => o.WithEncryptionLevel(EncryptionLevel.Encrypted)
            .WithCertificateTrustRule(CertificateTrustRule.TrustList, [other]));
        await Assert.ThrowsAsync<SecurityException>(driver.VerifyConnectivityAsync);
    }

    [Fact]
    public async Task Whoever_decides_about_certificates_is_shown_the_servers()
    {
        Asked asked = new();
        await using FakeServer server = new([""]) { Certificate = _certificate };
        await using var driver = Driver(server, "bolt", o => o.WithEncryptionLevel(EncryptionLevel.Encrypted).WithTrustManager(asked));
        await driver.VerifyConnectivityAsync();
        Assert.Equal((_certificate.Thumbprint, server.Port), (asked.Thumbprint, asked.Port));
    }

    [Fact]
    public async Task A_server_without_encryption_is_refused_where_it_is_asked_for()
    {
        await using FakeServer server = new(["S: WAIT"]) { MayEndEarly = true };
        await using var driver = Driver(server, "bolt+ssc", o => o.WithConnectionTimeout(TimeSpan.FromSeconds(2)));
        await Assert.ThrowsAnyAsync<Neo4jException>(driver.VerifyConnectivityAsync);
    }

    [Fact]
    public void A_scheme_that_says_how_to_encrypt_cannot_be_contradicted() => Assert.Throws<ArgumentException>(() =>
        GraphDatabase.Driver("bolt+s://localhost", AuthTokens.None, o => o.WithTrustManager(TrustManager.CreateInsecure())));

    private static IDriver Driver(FakeServer server, string scheme, Action<ConfigBuilder>? configure = null) =>
        GraphDatabase.Driver($"{scheme}://localhost:{server.Port}", AuthTokens.None, configure ?? (_ => { }));

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = RSA.Create(2048);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        // A key that was not stored cannot be used by every platform's TLS.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private sealed class Asked : TrustManager
    {
        internal string? Thumbprint { get; private set; }

        internal int Port { get; private set; }

        public override bool ValidateServerCertificate(Uri uri, X509Certificate2 certificate, X509Chain chain, SslPolicyErrors sslPolicyErrors)
        {
            (Thumbprint, Port) = (certificate.Thumbprint, uri.Port);
            return sslPolicyErrors != SslPolicyErrors.None;
        }
    }
}
