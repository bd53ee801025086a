using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace LifelongLinks.Server;

/// <summary>
/// <c>publish --to ADDRESS --key FILE</c>: the pseudonymised graph for analysts, out of the store that the settings choose, into a Neo4j of its
/// own. Again and again: then only what differs is written.
/// </summary>
public static class PublishCommand
{
    private const int RowsShown = 20;

    /// <summary>Publishes; the exit code.</summary>
    public static async Task<int> Run(WebApplicationBuilder builder, Settings settings)
    {
        IConfiguration configuration = builder.Configuration;
        string to = Named(configuration, "to", "the address of a Neo4j, such as bolt://localhost:7687");
        string key = Named(configuration, "key", "the file of the key for pseudonyms, made on first use; keep it apart from the store and from what is published");
        await using var app = builder.Build();
        await Opening.Open(app.Services, settings);
        using Interruption stop = new();
        try
        {
            await using var target = await PublishedDatabase.Open(Target(configuration, to), stop.Token);
            var pseudonyms = PublicationKey.Open(key, mayMake: target.KeyCheck is null);
            if (target.KeyCheck is { } check && check != pseudonyms.KeyCheck)
            {
                throw new CannotStartException($"what is published at {to} was published with another key than {key}: give that one, or empty the database and publish anew.");
            }
            var watch = Stopwatch.StartNew();
            var published = await Publish(app.Services, target, pseudonyms, settings, stop.Token);
            Tell(published, watch.Elapsed);
            return 0;
        }
        catch (StoreUnavailableException e)
        {
            throw new CannotStartException(e.Message);
        }
        catch (OperationCanceledException)
        {
            throw new CannotStartException("it was stopped. The next publication goes on from here.");
        }
    }

    private static async Task<Published> Publish(
        IServiceProvider services, PublishedDatabase target, Pseudonyms pseudonyms, Settings settings, CancellationToken cancel)
    {
        Published? published = null;
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask("Children");
                published = await Publisher.Publish(services.GetRequiredService<IStore>(), target, pseudonyms, settings.Gaps, services.GetRequiredService<Clock>().Today,
                    (through, all) => (bar.MaxValue, bar.Value) = (all, through), cancel);
                bar.Value = bar.MaxValue;
            });
        return published!;
    }

    private static Neo4jSettings Target(IConfiguration configuration, string to)
    {
        string user = configuration["user"] is { Length: > 0 } named ? named : "neo4j";
        // A password on the command line is there for everybody on the machine to read.
        string? password = configuration["Publish:Password"] is { Length: > 0 } set ? set
            : AnsiConsole.Profile.Capabilities.Interactive ? AnsiConsole.Prompt(new TextPrompt<string>($"Password of {user} at {to}:").Secret())
            : throw new CannotStartException("publish needs the password of the Neo4j it publishes into: set the environment variable Publish__Password.");
        return new(to) { User = user, Password = password, Database = configuration["database"] is { Length: > 0 } database ? database : "neo4j" };
    }

    private static string Named(IConfiguration configuration, string option, string what) =>
        configuration[option] is { Length: > 0 } value ? value : throw new CannotStartException($"publish needs --{option}: {what}.");

    private static void Tell(Published published, TimeSpan took)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{published.Children} children as of the end of {published.Month}: {published.Written} written, {published.Removed} taken back, in {took.TotalSeconds:0.0} s."));
        Anonymity anonymity = new(published.Traits);
        Console.WriteLine(
            $"Age, team, home and years in care, known together, single out {anonymity.OfOne} of {published.Children} children; {anonymity.ChildrenInFew} are among fewer than {Anonymity.Few}.");
        Table table = new();
        table.AddColumns("Age", "Team", "Home", "Years in care", "Children");
        foreach (var (traits, children) in anonymity.Combinations.Take(RowsShown))
        {
            table.AddRow(traits.AgeBand, traits.Team?[..8] ?? "none", traits.Placement ?? "none", traits.YearsInCare ?? "not known", children.ToString(CultureInfo.InvariantCulture));
        }
        AnsiConsole.Write(table);
        if (anonymity.Combinations.Count > RowsShown)
        {
            Console.WriteLine($"and {anonymity.Combinations.Count - RowsShown} combinations of as many children or more.");
        }
        Console.WriteLine("This is personal data still, pseudonymised and not anonymous (UK GDPR art. 4(5)): whoever knows such a child may find them in it. See schema/neo4j/published-graph.md.");
    }
}
