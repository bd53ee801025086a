using System.Security.Cryptography;
using LifelongLinks.Seed;
using LifelongLinks.Storage;

namespace LifelongLinks.Tests.Publishing;

/// <summary>The stories of 30 June 2026 in a store, and what is published of them.</summary>
public sealed class PublishedStories : IAsyncLifetime
{
    internal static readonly DateOnly Today = new(2026, 6, 30);
    internal static readonly Pseudonyms Pseudonyms = new(SHA256.HashData("a key of the tests"u8));

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;

    internal IStore Store { get; private set; } = null!;

    /// <summary>What the store gives the publication.</summary>
    internal Subgraph Loaded { get; private set; } = null!;

    internal IReadOnlyList<string> ChildIds { get; private set; } = [];

    internal SourceTexts Source { get; private set; } = null!;

    internal IReadOnlyList<PublishedCase> Cases { get; private set; } = [];

    internal static IReadOnlyList<PublishedCase> Publish(Subgraph loaded, IReadOnlyList<string> childIds, DateOnly? today = null, Pseudonyms? pseudonyms = null) =>
        Publication.Of(loaded, childIds, today ?? Today, GapThresholds.Default, pseudonyms ?? Pseudonyms);

    internal PublishedCase Case(string childId) => Cases.Single(c => c.ChildId == Pseudonyms.Of(childId));

    public async Task InitializeAsync()
    {
        Store = SqliteStore.Open(Path.Combine(_folder, "stories.db"), TestKeys.Keys);
        Assert.Null(await StoryStore.Load(Store, Today, DateTimeOffset.UnixEpoch));
        var stories = Stories.All(Today);
        ChildIds = [.. stories.Select(s => s.ChildId)];
        Source = new(stories.SelectMany(s => s.Changes.Nodes), stories.SelectMany(s => s.Changes.Edges));
        Loaded = await Store.Expand(new() { Today = Today, Authority = true }, ChildIds, Surroundings.Pattern, default);
        Cases = Publish(Loaded, ChildIds);
    }

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
