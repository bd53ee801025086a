using LifelongLinks.Storage;

namespace LifelongLinks.Tests;

/// <summary>Keys outside the store for tests that have no need of others.</summary>
public static class TestKeys
{
    /// <summary>The same in every process.</summary>
    public static KeyEncryptionKeys Keys { get; } = KeyEncryptionKeys.OfText(Convert.ToBase64String(new byte[32]), "the tests");
}
