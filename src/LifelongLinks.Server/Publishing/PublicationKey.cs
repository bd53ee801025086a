using System.Security.Cryptography;

namespace LifelongLinks.Server;

/// <summary>
/// The key of the pseudonyms, in a file that only its owner reads. Who has it and the published graph can join the two back to the store:
/// so it is kept apart from both.
/// </summary>
public static class PublicationKey
{
    /// <summary>The key in a file; made there when there is none and a new one may be made.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mayMake">Whether nothing was published yet: with a new key an earlier publication could not be brought up to date.</param>
    public static Pseudonyms Open(string path, bool mayMake)
    {
        try
        {
            if (!File.Exists(path))
            {
                if (!mayMake)
                {
                    throw new CannotStartException($"there is no key {path}. What is published there already needs the key it was published with; or empty the database, and publish anew.");
                }
                OwnersFile.Write(path, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Pseudonyms.KeyLength)));
            }
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            {
                throw new CannotStartException($"the key {path} can be read by others than its owner: chmod 600 {path}");
            }
            return new(Convert.FromHexString(File.ReadAllText(path).Trim()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new CannotStartException($"the key {path} cannot be used ({e.Message})");
        }
    }
}
