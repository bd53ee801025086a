using Microsoft.AspNetCore.Connections;

namespace LifelongLinks.Server;

/// <summary>Opening the doors: the store, on first run the stories, and what to tell whoever started it.</summary>
public static class Opening
{
    /// <summary>Adds the store that the settings choose.</summary>
    public static void AddStore(this IServiceCollection services, Settings settings) => services.AddSingleton<IStore>(_ =>
        // Services are made synchronously; it is the first thing that a starting server waits for.
        new MeasuredStore(OpenStore(settings, CancellationToken.None).GetAwaiter().GetResult(), settings.Neo4j is null ? "sqlite" : "neo4j"));

    /// <summary>Opens the store that the settings choose.</summary>
    public static async Task<IWholeStore> OpenStore(Settings settings, CancellationToken cancel)
    {
        var keys = settings.Keys.Of(settings.StorePath);
        return settings.Neo4j is { } neo4j ? await Neo4jStore.Open(neo4j, keys, cancel) : SqliteStore.Open(settings.StorePath, keys);
    }

    /// <summary>Reads the trusted documents and opens the store; in Development a new one is given the stories.</summary>
    public static async Task Open(IServiceProvider services, Settings settings)
    {
        services.GetRequiredService<TrustedDocuments>();
        var store = services.GetRequiredService<IStore>();
        if (settings.Development)
        {
            await LoadStories(store, services.GetRequiredService<Clock>(), settings);
        }
    }

    /// <summary>Says where to ask and how to get a token.</summary>
    public static void Welcome(WebApplication app, Settings settings)
    {
        string url = app.Urls.FirstOrDefault() ?? "";
        Console.WriteLine($"Lifelong Links answers at {url}/graphql, out of {settings.StorePlace}. Ctrl+C stops it.");
        if (app.Services.GetRequiredService<TrustedDocuments>() is { Count: > 0 } trusted)
        {
            Console.WriteLine($"Trusted documents: {trusted.Count}, out of {settings.TrustedDocumentsPath}{(trusted.Only ? "; nothing else is run" : "")}.");
        }
        if (settings.Development)
        {
            Console.WriteLine($"For a token:  {settings.TokenCommand}");
            Console.WriteLine($"or as one of:  {string.Join(", ", DemoAccounts.All.Skip(1).Select(a => a.Name))}");
            Console.WriteLine("in a store of many children:  volume-coordinator-001 and others; see README.md");
        }
    }

    /// <summary>Why it could not start, in a line, when that is no bug; otherwise null.</summary>
    public static string? Reason(Exception exception) => exception switch
    {
        CannotStartException refused => refused.Message,
        StoreUnavailableException store => $"the store cannot be used: {store.Message}",
        IOException { InnerException: AddressInUseException } inUse => $"{inUse.Message.TrimEnd('.')}. Stop the other program, or listen elsewhere: --urls http://localhost:5081.",
        // What Kestrel, Configuration and the settings file raise for values that cannot be read.
        IOException or FormatException or InvalidDataException or System.Net.Sockets.SocketException => exception.Message,
        InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" or "Microsoft.Extensions.Configuration.Binder" } =>
            exception.Message,
        _ => null,
    };

    private static async Task LoadStories(IStore store, Clock clock, Settings settings)
    {
        var everything = Scope.Everything(clock.Today);
        bool hasStories = (await store.Get(everything, [Stories.Amara], CancellationToken.None)).Nodes.Count > 0;
        bool isEmpty = (await store.Find(everything, new("Person") { Take = 0 }, CancellationToken.None)).Total == 0;
        if ((hasStories || isEmpty) && await StoryStore.Load(store, clock.Today, clock.Now) is { } failed)
        {
            throw new CannotStartException($"the stories could not be loaded ({failed.Status}). Empty the store ({settings.StorePlace}) and start anew.");
        }
    }
}
