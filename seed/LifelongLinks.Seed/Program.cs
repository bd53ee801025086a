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
        });
        try
        {
            return app.Run(args);
        }
        catch (Exception e) when (e is CannotSeedException or StoreUnavailableException or CommandAppException or OperationCanceledException
            or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Nothing was written: {e.Message.ReplaceLineEndings(" ")}");
            return 1;
        }
    }
}
