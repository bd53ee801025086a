using LifelongLinks.Seed;
using LifelongLinks.Server;
using LifelongLinks.Storage;
using Microsoft.AspNetCore.Builder;

namespace LifelongLinks.Tests.Server;

/// <summary>The command <c>review-pack</c>: the page into a file, written down in the audit trail first.</summary>
public sealed class ReviewPackCommandTests : IDisposable
{
    private static readonly DateOnly _today = new(2026, 6, 30);
    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;

    private string StorePath => Path.Combine(_folder, "store.db");

    private string To => Path.Combine(_folder, "pack.html");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_writes_the_page_for_its_owner_alone_and_says_who_read_it()
    {
        string review = await Stored();
        await Run("--review", review, "--to", To, "--by", "Sam Operator");
        string html = await File.ReadAllTextAsync(To);
        Assert.Contains("<h1>Amara's review</h1>", html, StringComparison.Ordinal);
        Assert.Contains(">For professionals only</h2>", html, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(To));
        }
        await using var store = SqliteStore.Open(StorePath, KeyEncryptionKeys.Beside(StorePath));
        var read = Assert.Single((await store.Audit(new(Stories.Amara) { Action = "review pack" }, default)).Events);
        Assert.Equal(("Sam Operator", Role.Administrator), (read.Subject, Assert.Single(read.Roles)));

        await Run("--review", review, "--to", To, "--for", "family");
        Assert.DoesNotContain(">For professionals only</h2>", await File.ReadAllTextAsync(To), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_cannot_do_it_says_and_writes_nothing()
    {
        string review = await Stored();
        Assert.Contains("--review", (await Assert.ThrowsAsync<CannotStartException>(() => Run("--to", To))).Message, StringComparison.Ordinal);
        Assert.Contains("--for", (await Assert.ThrowsAsync<CannotStartException>(() => Run("--review", review, "--to", To, "--for", "all"))).Message, StringComparison.Ordinal);
        foreach (string nothing in (string[])["nothing", Guid.CreateVersion7().ToString("N"), Stories.Amara])
        {
            Assert.Contains("nothing was written", (await Assert.ThrowsAsync<CannotStartException>(() => Run("--review", nothing, "--to", To))).Message, StringComparison.Ordinal);
        }
        Assert.False(File.Exists(To));
    }

    private async Task<string> Stored()
    {
        await using var store = SqliteStore.Open(StorePath, KeyEncryptionKeys.Beside(StorePath));
        Assert.Null(await StoryStore.Load(store, _today, DateTimeOffset.UnixEpoch));
        var of = Case.From(await store.Expand(Scope.Everything(_today), [Stories.Amara], Case.Pattern, default), Stories.Amara)!;
        return of.Reviews.Single(r => r is { Kind: ReviewKind.LifelongLinksReview, HeldOn: null }).Id;
    }

    private async Task<string> Run(params string[] options)
    {
        string[] args = ["review-pack", .. options, $"--Store:Path={StorePath}"];
        CommandOptions.Check(args);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, EnvironmentName = "Development" });
        await using StringWriter output = new();
        await ReviewPackCommand.Run(builder.Configuration, Settings.Read(builder.Configuration, builder.Environment), new(TimeProvider.System, _today), output);
        return output.ToString();
    }
}
