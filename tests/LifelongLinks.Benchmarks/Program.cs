using BenchmarkDotNet.Running;
using LifelongLinks.Benchmarks;

switch (args)
{
    case ["load", .. var options]:
        return await LoadBenchmark.Run(options);
    case ["commands", .. var options]:
        return await CommandsBenchmark.Run(options);
    case ["audit", .. var options]:
        return await AuditBenchmark.Run(options);
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
