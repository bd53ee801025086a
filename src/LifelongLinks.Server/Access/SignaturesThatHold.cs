using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace LifelongLinks.Server;

/// <summary>
/// Verifies the signature of a token once, and remembers that it holds. That never changes: it is about this key and these bytes, all of
/// them. Whether a token has expired, is meant for this service or is signed by a key still in use is judged at every request, as ever.
/// </summary>
public sealed class SignaturesThatHold : CryptoProviderFactory
{
    private const int MostKept = 4_000;

    // Of each key the hashes of what was signed and of its signature. Let go together with the key, when the authority's keys rotate.
    private readonly ConditionalWeakTable<SecurityKey, Kept<((UInt128, UInt128), (UInt128, UInt128)), bool>> _held = [];

    /// <inheritdoc/>
    public override SignatureProvider CreateForVerifying(SecurityKey key, string algorithm) =>
        new Remembering(base.CreateForVerifying(key, algorithm), _held.GetValue(key, _ => new(MostKept)));

    /// <inheritdoc/>
    public override void ReleaseSignatureProvider(SignatureProvider signatureProvider) =>
        base.ReleaseSignatureProvider(signatureProvider is Remembering remembering ? remembering.Provider : signatureProvider);

    private sealed class Remembering(SignatureProvider provider, Kept<((UInt128, UInt128), (UInt128, UInt128)), bool> held) : SignatureProvider(provider.Key, provider.Algorithm)
    {
        internal SignatureProvider Provider => provider;

        public override bool Verify(byte[] input, byte[] signature) => Verify(input, 0, input.Length, signature, 0, signature.Length);

        public override bool Verify(byte[] input, int inputOffset, int inputLength, byte[] signature, int signatureOffset, int signatureLength)
        {
            // Two hashes, so that no byte can pass from the signed text to its signature; the algorithm is named in the text.
            var known = (Hash(input.AsSpan(inputOffset, inputLength)), Hash(signature.AsSpan(signatureOffset, signatureLength)));
            if (held.TryGet(known, out _))
            {
                return true;
            }
            bool holds = provider.Verify(input, inputOffset, inputLength, signature, signatureOffset, signatureLength);
            if (holds)
            {
                held.Keep(known, true);
            }
            return holds;
        }

        public override byte[] Sign(byte[] input) => throw new NotSupportedException("This only verifies.");

        // Which provider is shared and when it goes is the factory's to know.
        protected override void Dispose(bool disposing) { }

        private static (UInt128, UInt128) Hash(ReadOnlySpan<byte> bytes)
        {
            Span<UInt128> hash = stackalloc UInt128[2];
            SHA256.HashData(bytes, MemoryMarshal.AsBytes(hash));
            return (hash[0], hash[1]);
        }
    }
}
