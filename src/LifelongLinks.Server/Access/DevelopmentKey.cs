using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace LifelongLinks.Server;

/// <summary>The key that signs a developer's own tokens: made on first use, beside the store, readable by its owner only.</summary>
public static class DevelopmentKey
{
    /// <summary>The key of a server in Development. There is none anywhere else: nothing is read, and nothing made.</summary>
    public static SecurityKey Of(Settings settings) => settings.Development ? Open(settings.DevelopmentKeyPath)
        : throw new InvalidOperationException("There is no development key outside Development.");

    /// <summary>The key in a file; made there when there is none. Two processes at once get the same one.</summary>
    public static SecurityKey Open(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                Make(path);
            }
            var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(path));
            return new ECDsaSecurityKey(key) { KeyId = "development" };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new CannotStartException($"the development key {path} cannot be used ({e.Message}) Delete it to have a new one made.");
        }
    }

    private static void Make(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        OwnersFile.Write(path, key.ExportPkcs8PrivateKeyPem());
    }
}
