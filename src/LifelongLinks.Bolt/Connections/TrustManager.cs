using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace LifelongLinks.Bolt;

/// <summary>Decides whether a server's certificate is to be trusted.</summary>
public abstract class TrustManager
{
    /// <summary>Whether the certificate of the server at a URI is trusted.</summary>
    public abstract bool ValidateServerCertificate(Uri uri, X509Certificate2 certificate, X509Chain chain, SslPolicyErrors sslPolicyErrors);

    /// <summary>Trusts every certificate, with the right name in it or with any: encrypted, but not known to whom.</summary>
    public static TrustManager CreateInsecure(bool verifyHostname = false) => new Insecure(verifyHostname);

    /// <summary>Trusts what the machine trusts.</summary>
    public static TrustManager CreateChainTrust() => new System();

    /// <summary>Trusts what was issued by one of these authorities, or is one of these certificates.</summary>
    public static TrustManager CreateCertTrust(IEnumerable<X509Certificate2> trusted) => new Listed([.. trusted]);

    private sealed class Insecure(bool verifyHostname) : TrustManager
    {
        public override bool ValidateServerCertificate(Uri uri, X509Certificate2 certificate, X509Chain chain, SslPolicyErrors sslPolicyErrors) =>
            !verifyHostname || !sslPolicyErrors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
    }

    private sealed class System : TrustManager
    {
        public override bool ValidateServerCertificate(Uri uri, X509Certificate2 certificate, X509Chain chain, SslPolicyErrors sslPolicyErrors) =>
            sslPolicyErrors == SslPolicyErrors.None;
    }

    private sealed class Listed(X509Certificate2[] trusted) : TrustManager
    {
        public override bool ValidateServerCertificate(Uri uri, X509Certificate2 certificate, X509Chain chain, SslPolicyErrors sslPolicyErrors)
        {
            if ((sslPolicyErrors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            {
                return false;
            }
            using X509Chain own = new();
            own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            own.ChainPolicy.CustomTrustStore.AddRange(trusted);
            own.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
            return own.Build(certificate);
        }
    }
}

/// <summary>Whether connections are encrypted.</summary>
public enum EncryptionLevel
{
    /// <summary>They are not.</summary>
    None,

    /// <summary>They are, by TLS.</summary>
    Encrypted,
}

/// <summary>Which certificates are trusted.</summary>
public enum CertificateTrustRule
{
    /// <summary>What the machine trusts.</summary>
    TrustSystem,

    /// <summary>What is listed, or issued by what is listed.</summary>
    TrustList,

    /// <summary>Every certificate.</summary>
    TrustAny,
}
