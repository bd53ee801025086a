using System.Diagnostics;

namespace LifelongLinks.Benchmarks;

/// <summary>A server as a process of its own, with what it has used of the machine.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan _mostForStart = TimeSpan.FromMinutes(2);

    // A few subjects ask here as much as thousands do.
    private static readonly string[] _unlimited =
        ["--Rates:PerSecond=1000000000", "--Rates:Burst=2000000000", "--Live:MaxConnectionsOfSubject=100000", "--Live:MaxUnsignedOfAddress=100000"];

    private readonly Process _process;

    private ServerProcess(string name, int port, MeasuredStore store, params string[] program)
    {
        Port = port;
        ProcessStartInfo start = new("dotnet",
            [.. program, "--urls", $"http://127.0.0.1:{port}", $"--Store:Path={store.File}", "--Logging:LogLevel:Default=Warning"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Only in Development are the benchmark's tokens taken; all candidates run in it.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        store.Set(start.Environment);
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{name} could not be started.");
        AppDomain.CurrentDomain.ProcessExit += Kill; // it must not outlive a run that was broken off
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => { if (line.Data is not null) { Console.Error.WriteLine($"{name}: {line.Data}"); } };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    internal int Port { get; }

    /// <summary>Processor time used so far, of all its threads.</summary>
    internal TimeSpan Cpu => CpuOf(_process);

    /// <summary>The most memory it has held at once, in MB.</summary>
    internal double PeakMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1048576.0;
        }
    }

    /// <summary>The memory it holds now, in MB.</summary>
    internal double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>The server, as its users run it, without what limits a single client.</summary>
    internal static Task<ServerProcess> Server(int port, MeasuredStore store, params string[] settings) =>
        Started(new("server", port, store, [Beside("LifelongLinks.Server.dll"), .. _unlimited, .. settings]));

    /// <summary>Another build of the server: its assembly.</summary>
    internal static Task<ServerProcess> Build(int port, MeasuredStore store, string assembly) => Started(new("other", port, store, assembly));

    /// <summary>The minimal API, with the runtime set as it is for the server.</summary>
    internal static Task<ServerProcess> Minimal(int port, MeasuredStore store) => Own(port, store, "minimal");

    /// <summary>A server that is a command of this program, with the runtime set as it is for the server.</summary>
    internal static Task<ServerProcess> Own(int port, MeasuredStore store, string command) => Started(new(command, port, store,
        ["exec", "--runtimeconfig", Beside("LifelongLinks.Server.runtimeconfig.json"), Beside("LifelongLinks.Benchmarks.dll"), command, .. _unlimited]));

    /// <summary>Processor time that a process has used so far.</summary>
    internal static TimeSpan CpuOf(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        Kill(null, EventArgs.Empty);
        _process.Dispose();
    }

    private void Kill(object? sender, EventArgs e)
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static async Task<ServerProcess> Started(ServerProcess server)
    {
        using HttpClient client = new();
        var since = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await client.GetStringAsync($"http://127.0.0.1:{server.Port}/health/ready");
                return server;
            }
            catch (HttpRequestException) when (!server._process.HasExited && since.Elapsed < _mostForStart)
            {
                await Task.Delay(50);
            }
            catch
            {
                server.Dispose();
                throw;
            }
        }
    }
}
