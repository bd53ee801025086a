using System.Collections.Concurrent;
using System.Reflection;
using CsCheck;
using LifelongLinks.Storage;

namespace LifelongLinks.Tests.Storage;

/// <summary>Keys, in the store and outside it, and what may be encrypted by them.</summary>
public sealed class KeysTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;

    private string File => Path.Combine(_folder, "keys", "store.key");

    [Fact]
    public void Any_text_is_read_as_it_was_written_and_no_two_look_the_same()
    {
        var keys = Keys();
        HashSet<string> seen = [];
        Gen.Select(Gen.String, Gen.Int[0, 3]).Sample((start, doublings) =>
        {
            string text = string.Concat(Enumerable.Repeat(new string([.. start.Where(c => !char.IsSurrogate(c))]), 1 << (3 * doublings)));
            string stored = keys.Encrypt(text, "Placement.place", "1");
            lock (seen)
            {
                Assert.True(seen.Add(stored));
            }
            Assert.Equal(text, keys.Decrypt(stored, "Placement.place", "1"));
            Assert.Throws<StoreUnavailableException>(() => keys.Decrypt(stored, "Placement.place", "2"));
            Assert.Throws<StoreUnavailableException>(() => keys.Decrypt(stored, "Placement.home", "1"));
        });
    }

    [Fact]
    public void Many_may_use_a_key_at_once()
    {
        var keys = Keys();
        ConcurrentBag<string> wrong = [];
        Parallel.For(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, n =>
        {
            if (keys.Decrypt(keys.Encrypt($"text {n}", "a", "b"), "a", "b") != $"text {n}")
            {
                wrong.Add($"{n}");
            }
        });
        Assert.Empty(wrong);
    }

    [Fact]
    public void What_was_encrypted_with_the_key_of_another_store_is_refused()
    {
        string stored = Keys().Encrypt("text", "a", "b");
        Assert.Equal(StoreFault.TamperedWith, Assert.Throws<StoreUnavailableException>(() => Keys().Decrypt(stored, "a", "b")).Fault);
    }

    [Fact]
    public void Each_bit_of_a_wrapped_key_counts_and_so_do_its_number_and_what_it_says()
    {
        DataKeys keys = new(TestKeys.Keys, "here");
        var key = keys.New(1, withPlain: false);
        keys.Take([key]);
        string[] parts = key.Wrapped.Split(':');
        char other = parts[1][20] == 'A' ? 'B' : 'A';
        WrappedKey[] wrong =
        [
            key with { Id = 2 }, key with { WithPlain = true }, key with { Wrapped = $"{parts[0]}:{parts[1][..20]}{other}{parts[1][21..]}" },
            key with { Wrapped = parts[1] }, key with { Wrapped = "" }, key with { Wrapped = $"{parts[0]}:" },
        ];
        Assert.All(wrong, w => Assert.Throws<StoreUnavailableException>(() => new DataKeys(TestKeys.Keys, "here").Take([w])));
        Assert.Throws<StoreUnavailableException>(() => new DataKeys(TestKeys.Keys, "here").Take([]));
    }

    [Fact]
    public void The_current_key_never_goes_back_to_one_that_was_read_before()
    {
        DataKeys keys = new(TestKeys.Keys, "here");
        WrappedKey first = keys.New(1, false), second = keys.New(2, false);
        keys.Take([first, second]);
        keys.Take([first]);
        Assert.Equal(2, keys.Current);
        Assert.Throws<StoreUnavailableException>(() => keys.Check(1));
    }

    [Fact]
    public void A_file_of_keys_is_its_owners_only_and_a_newer_key_is_added_to_it()
    {
        var (first, count) = KeyEncryptionKeys.Add(File);
        Assert.Equal(1, count);
        string before = System.IO.File.ReadAllText(File);
        var (second, then) = KeyEncryptionKeys.Add(File);
        Assert.Equal(2, then);
        Assert.NotEqual(first, second);
        Assert.StartsWith(before, System.IO.File.ReadAllText(File), StringComparison.Ordinal);
        Assert.Equal([first, second], KeyEncryptionKeys.OfFile(File).Read().Select(k => k.Id));
        Assert.Equal([File], Directory.GetFiles(Path.GetDirectoryName(File)!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("# a comment\n\n")]
    [InlineData("c2hvcnQ=")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= secret-half")]
    public void What_is_no_key_is_refused_and_never_repeated(string text)
    {
        var thrown = Assert.Throws<StoreUnavailableException>(() => KeyEncryptionKeys.OfText(text, "the environment").Read());
        Assert.Equal(StoreFault.WrongKey, thrown.Fault);
        Assert.Contains("the environment", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', thrown.Message);
        Assert.DoesNotContain("secret-half", thrown.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, text);
        Assert.Throws<StoreUnavailableException>(() => KeyEncryptionKeys.Add(File));
        Assert.Equal(text, System.IO.File.ReadAllText(File)); // whatever it is, it is not ours to write to
    }

    [Fact]
    public void What_is_encrypted_are_texts_of_nodes()
    {
        var encrypted = typeof(Node).Assembly.GetTypes().SelectMany(t => t.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(p => p.IsDefined(typeof(EncryptedAttribute))).ToList();
        Assert.All(encrypted, p => Assert.True(p.PropertyType == typeof(string) && Graph.Nodes.Any(n => n.Type.IsAssignableTo(p.DeclaringType!)), $"{p.DeclaringType}.{p.Name}"));
        Assert.Equal(["Conference.place", "ContactDetail.value", "Correction.original", "Placement.home", "Placement.place"], EncryptedField.All.Select(f => f.About).Order(StringComparer.Ordinal));
        Assert.Equal(encrypted.Count, EncryptedField.All.Count);
    }

    private static DataKeys Keys()
    {
        DataKeys keys = new(TestKeys.Keys, "here");
        keys.Take([keys.New(1, withPlain: false)]);
        return keys;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
