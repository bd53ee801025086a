using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace LifelongLinks.Bolt;

/// <summary>The way of bytes to a server: TCP, with TLS where it is asked for. Disposed unless it is kept.</summary>
internal sealed class Transport(ServerAddress address) : IDisposable
{
    private bool _kept;

    /// <summary>The socket underneath.</summary>
    internal Socket Socket { get; } = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>Connects, and encrypts for whom there is somebody to decide whether the server is trusted.</summary>
    internal async Task<Stream> Connect(TrustManager? trust, CancellationToken cancellationToken)
    {
        // A peer that is gone without a word is noticed after a minute and a half, and not after the two hours of most systems.
        Socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        Socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        Socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
        Socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        await Socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        NetworkStream plain = new(Socket, ownsSocket: true);
        return trust is null ? plain : await Encrypt(plain, trust, cancellationToken);
    }

    /// <summary>From here on the stream is somebody else's to dispose.</summary>
    internal void Keep() => _kept = true;

    public void Dispose()
    {
        if (!_kept)
        {
            Socket.Dispose();
        }
    }

    private async Task<Stream> Encrypt(Stream plain, TrustManager trust, CancellationToken cancellationToken)
    {
        Uri uri = new($"bolt://{address}");
        SslStream encrypted = new(plain, leaveInnerStreamOpen: false, (_, certificate, chain, errors) =>
            certificate is not null && chain is not null && trust.ValidateServerCertificate(uri, new X509Certificate2(certificate), chain, errors));
        // The host's name goes with the request (SNI), so that a server of many names can choose its certificate.
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.Host }, cancellationToken);
        return encrypted;
    }
}
