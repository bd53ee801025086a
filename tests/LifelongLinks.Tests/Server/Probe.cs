using GraphQL;
using GraphQL.DataLoader;
using GraphQL.DI;
using GraphQL.Types;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server;

/// <summary>A schema with what can go wrong in it, made by the same conventions and served by the same Program.</summary>
public static class Probe
{
    /// <summary>Serves the probe instead of the contract.</summary>
    public static void Serve(IServiceCollection services) => services.AddSingleton<ISchema, ProbeSchema>();

    public static readonly IReadOnlyList<Item> Items = [.. Enumerable.Range(1, 150).Select(i => new Item(i))];

    public sealed class ProbeSchema : Schema
    {
        public ProbeSchema(IServiceProvider services, IEnumerable<IConfigureSchema> configurations) : base(services, configurations)
        {
            Query = services.GetRequiredService<OutputType<Query>>();
            Mutation = services.GetRequiredService<OutputType<Mutation>>();
            RegisterType(typeof(OutputType<Town>));
            RegisterType(typeof(OutputType<City>));
        }
    }

    public sealed class Query
    {
        public static int? Broken() => throw new InvalidOperationException("the secret of the inside");

        public static int? Down() => throw new StoreUnavailableException("the secret of the disk");

        public static int? Missing() => throw new RequestError("NOT_FOUND", "There is no such child.");

        public static DateOnly Day(DateOnly on) => on.AddDays(1);

        public static DateTimeOffset Instant(DateTimeOffset at) => at;

        public static Side? Sides(Side side) => side;

        public static Item Item(string id) => new(int.Parse(id, null));

        internal static SemaphoreSlim SlowBegan { get; } = new(0);

        internal static SemaphoreSlim SlowEnded { get; } = new(0);

        public static async Task<int> Slow(CancellationToken cancel)
        {
            SlowBegan.Release();
            try
            {
                await Task.Delay(Timeout.Infinite, cancel);
                return 1;
            }
            finally
            {
                SlowEnded.Release();
            }
        }

        public static Connection<Item> Items(PageArguments page) => Connection.Of(Probe.Items, page, i => i.Id);

        public static IReadOnlyList<Child> Children(
            [Where<ChildFilterInput>] Filter? where, [OrderBy<ChildSortInput>] IReadOnlyList<Order>? order) =>
            InMemory.Select(FilterTests.Children, where, order);

        public static INamed? Named(string id) => id == "t" ? new Town(id, "Ashford", 3) : id == "c" ? new City(id, "Ely", new(1109, 1, 1)) : null;

        public static IEnumerable<INamed> Places() => [new Town("t", "Ashford", 3), new City("c", "Ely", new(1109, 1, 1)), new Town("u", "Ripon", null)];

        public static string Taken(TownInput input) => $"{input.Name} {input.Since:yyyy} {input.CountyId} {string.Join(' ', input.Sides)} {input.Size}";

        public static Cadence Often() => Cadence.Yearly(2, 29);

        public static IReadOnlyList<Commitment> Commitments([Where<CommitmentFilterInput>] Filter? where) =>
            InMemory.Select(FilterTests.Commitments, where);
    }

    public sealed class Mutation
    {
        public static int Written { get; set; }

        public static int Write() => ++Written;
    }

    /// <summary>What has a name.</summary>
    public interface INamed
    {
        /// <summary>Opaque id.</summary>
        string Id { get; }

        /// <summary>Its name.</summary>
        string Name { get; }
    }

    /// <summary>A town.</summary>
    /// <param name="Id">Opaque id.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Size">In thousands.</param>
    [Implements(typeof(INamed))]
    public sealed record Town(string Id, string Name, int? Size) : INamed
    {
        /// <summary>Never a field: static.</summary>
        public static Town Nowhere { get; } = new("", "", null);

        /// <summary>Its twin; itself, here.</summary>
        public Town Twin(Viewer viewer, int? of = null) => viewer.Subject.Length > 0 && of is null ? this : Nowhere;
    }

    /// <summary>A city.</summary>
    /// <param name="Id">Opaque id.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Since">Since when.</param>
    [Implements(typeof(INamed))]
    public sealed record City(string Id, string Name, DateOnly Since) : INamed
    {
        /// <summary>Cannot be told.</summary>
        public int? Ruined => throw new RequestError("NOT_FOUND", "It stands.");
    }

    /// <summary>A town to take.</summary>
    public sealed record TownInput
    {
        /// <summary>Its name.</summary>
        public required string Name { get; init; }

        /// <summary>Since when.</summary>
        public DateOnly? Since { get; init; }

        /// <summary>Of which county.</summary>
        public string? CountyId { get; init; }

        /// <summary>On which sides.</summary>
        public IReadOnlyList<Side> Sides { get; init; } = [];

        /// <summary>In thousands.</summary>
        [System.ComponentModel.DefaultValue(7)]
        public int Size { get; init; } = 7;
    }

    /// <summary>A thing.</summary>
    [Many("Things")]
    public sealed class Item(int number)
    {
        public static List<int> Fetched { get; } = [];

        public string Id => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

        public Item Self => this;

        public IReadOnlyList<Item> Copies => [this, this];

        public IDataLoaderResult<string?> Doubled(Batches batches) => batches.Load<int, string>("double", number, (keys, _) =>
        {
            Fetched.Add(keys.Count);
            return Task.FromResult<IReadOnlyDictionary<int, string>>(keys.ToDictionary(k => k, k => $"{2 * k}"));
        });

        public Connection<Item> Items(PageArguments page) => Connection.Of(Probe.Items, page, i => i.Id);
    }
}
