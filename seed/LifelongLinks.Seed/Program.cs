using LifelongLinks.Core;
using Spectre.Console.Cli;

namespace LifelongLinks.Seed;

/// <summary>The volume as a command. Whatever keeps it from being done is one line on standard error and exit code 1.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        CommandApp<SeedCommand> app = new();
        app.Configure(config =>
        {
            config.SetApplicationName("LifelongLinks.Seed");
            config.PropagateExceptions();
            config.UseStrictParsing();
        });
        try
        {
            return app.Run(args);
        }
        catch (Exception e) when (e is StoreUnavailableException or CommandAppException or OperationCanceledException or IOException
            or UnauthorizedAccessException)
        {
            string why = e is OperationCanceledException ? "it was stopped." : e.Message.ReplaceLineEndings(" ");
            Console.Error.WriteLine($"Nothing was written: {why}");
            return 1;
        }
    }
}
