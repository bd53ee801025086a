using BenchmarkDotNet.Running;
using LifelongLinks.Benchmarks;

switch (args)
{
    case ["load", .. var load]:
        return await LoadBenchmark.Run(load);
    case ["overload", .. var overload]:
        return await OverloadBenchmark.Run(overload);
    case ["commands", .. var commands]:
        return await CommandsBenchmark.Run(commands);
    case ["audit", .. var audit]:
        return await AuditBenchmark.Run(audit);
    case ["caseload", .. var caseload]:
        return await CaseloadBenchmark.Run(caseload);
    case ["metrics", .. var metrics]:
        return await MetricsBenchmark.Run(metrics);
    case ["builds", .. var builds]:
        return await BuildsBenchmark.Run(builds);
    case ["live", .. var live]:
        return await LiveBenchmark.Run(live);
    case ["audited", .. var settings]:
        return await OwnServer.Run(settings, audited: true);
    case ["unaudited", .. var settings]:
        return await OwnServer.Run(settings, audited: false);
    case ["minimal", .. var settings]:
        return await MinimalServer.Run(settings);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(LoadBenchmark).Assembly).Run(args);
        return 0;
}
