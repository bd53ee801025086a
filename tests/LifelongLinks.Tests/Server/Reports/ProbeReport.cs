using LifelongLinks.Server;

namespace LifelongLinks.Tests.Server.Reports;

/// <summary>A report of a test's own rows, which may be held up or fail: what is the same for all reports is tried on it.</summary>
internal sealed class ProbeReport : Report
{
    private static readonly Columns<ProbeRow> _columns = new Columns<ProbeRow>()
        .Text("label", "A text.", row => row.Label)
        .Day("on", "A day.", row => row.On)
        .Whole("count", "things", "How many.", row => row.Count)
        .Number("share", "share, 0 to 1", "A share.", row => row.Share);

    public override string Name => "probe";

    public override string Title => "Probe";

    public override string Description => "What a test writes. One row for each thing.";

    public override IReadOnlyList<Column> Columns => _columns.All;

    public override IReadOnlyList<ReportParameter> Parameters { get; } = [new("on", "A day."), new("kind", "Kinds.") { Many = true, Values = ["ONE", "TWO"] }, new("name", "A name.")];

    public override IReadOnlyList<Role> Roles { get; } = [Role.Reporting, Role.FgcManager];

    public override int Cost => 100;

    public override bool IsOfCases => OfCases;

    internal bool OfCases { get; set; }

    internal CaseloadStamp Stamp { get; set; } = new(1, new DateTimeOffset(2026, 6, 30, 12, 0, 0, 250, TimeSpan.Zero));

    internal List<ProbeRow> Rows { get; } = [new("North Team", new(2026, 6, 30), 15, .25), new(null, new(2026, 6, 1), null, null)];

    /// <summary>What making the rows waits for.</summary>
    internal TaskCompletionSource? Gate { get; set; }

    internal Exception? Fault { get; set; }

    internal bool WasCancelled { get; private set; }

    internal int Made { get; private set; }

    public override Task<ReportAsked> Ask(ReportQuery query, Viewer viewer, CancellationToken cancel) =>
        Task.FromResult(new ReportAsked(Stamp, "probe", Make));

    private async Task<ReportRows> Make(CancellationToken cancel)
    {
        Made++;
        if (Gate is { } gate)
        {
            try
            {
                await gate.Task.WaitAsync(cancel);
            }
            catch (OperationCanceledException)
            {
                WasCancelled = true;
                throw;
            }
        }
        return Fault is null ? _columns.Rows(Rows) with { ChildIds = OfCases ? ["018a5f00000070008000000000000001"] : [] } : throw Fault;
    }
}

internal sealed record ProbeRow(string? Label, DateOnly On, int? Count, double? Share);
