using BenchmarkDotNet.Running;
using LifelongLinks.Benchmarks;

switch (args)
{
    case ["load", .. var options]:
        return await LoadBenchmark.Run(options);
    case ["minimal", .. var settings]:
        return await MinimalServer.Run(settings);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(LoadBenchmark).Assembly).Run(args);
        return 0;
}
