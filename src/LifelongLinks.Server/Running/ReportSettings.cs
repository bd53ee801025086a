namespace LifelongLinks.Server;

/// <summary>What reports need to know.</summary>
public sealed record ReportSettings
{
    /// <summary>The file of report keys; null: there are none.</summary>
    public string? KeysFile { get; init; }

    /// <summary>How long a report may be made, in seconds.</summary>
    public required int MaxSeconds { get; init; }

    internal static ReportSettings Read(IConfiguration configuration) => new()
    {
        KeysFile = configuration.Text("Reports:Keys:File"),
        MaxSeconds = configuration.Number("Reports:MaxSeconds", 60),
    };

    /// <summary>A file that is named must be there: else a wrong name would look like keys that were revoked.</summary>
    internal void Require()
    {
        if (KeysFile is not null && !File.Exists(KeysFile))
        {
            throw new CannotStartException($"there is no file of report keys {KeysFile} (Reports:Keys:File). Make one: report-keys new --name \"Power BI\" --file {KeysFile}");
        }
        _ = KeysFile is null ? null : ReportKeyFile.Read(KeysFile);
    }
}
