using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Spectre.Console;
using Spectre.Console.Cli;

namespace LifelongLinks.Seed;

/// <summary>Writes the volume, showing how far it has come.</summary>
internal sealed class SeedCommand : AsyncCommand<SeedCommand.Settings>
{
    internal sealed class Settings : CommandSettings
    {
        [CommandOption("--children <NUMBER>"), DefaultValue(2000), Description("How many children.")]
        public int Children { get; init; }

        [CommandOption("--store <KIND>"), DefaultValue("sqlite"), Description("The kind of store; there is sqlite only.")]
        public string Store { get; init; } = "";

        [CommandOption("--path <FILE>"), Description("The file to write: a new one. Required.")]
        public string Path { get; init; } = "";

        [CommandOption("--seed <NUMBER>"), DefaultValue(1989), Description("What chance starts from: the same seed and day give the same file.")]
        public int Seed { get; init; }

        [CommandOption("--today <yyyy-MM-dd>"), Description("The day around which the cases are laid out; that of the run where it is not given.")]
        public string? Today { get; init; }

        internal DateOnly Day { get; private set; }

        public override ValidationResult Validate()
        {
            DateOnly day = DateOnly.FromDateTime(DateTime.Today);
            if (Today is not null && !DateOnly.TryParseExact(Today, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            {
                return ValidationResult.Error($"--today is a day as yyyy-MM-dd, not \"{Today}\".");
            }
            Day = day;
            return Path == "" ? ValidationResult.Error("--path names the file to write.")
                : Store != "sqlite" ? ValidationResult.Error($"there is no store \"{Store}\": --store sqlite.")
                : Children is < 1 or > MostChildren ? ValidationResult.Error($"--children is 1 to {MostChildren}.")
                : Day.Year is < 2000 or > 2100 ? ValidationResult.Error("--today is a day from 2000 to 2100.")
                : ValidationResult.Success();
        }

        private const int MostChildren = 500_000;
    }

    public override async Task<int> ExecuteAsync(CommandContext context, Settings settings, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var watch = Stopwatch.StartNew();
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask("Children", maxValue: settings.Children);
                await Task.Run(() => VolumeFile.Write(
                    settings.Path, settings.Children, settings.Seed, settings.Day, n => bar.Value = n, stop.Token), CancellationToken.None);
            });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{settings.Children} children in {watch.Elapsed.TotalSeconds:0.0} s, {new FileInfo(settings.Path).Length / 1_000_000.0:0} MB, at most {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB of memory."));
        return 0;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
