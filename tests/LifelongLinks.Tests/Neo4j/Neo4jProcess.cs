using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LifelongLinks.Tests.Neo4j;

/// <summary>
/// A Neo4j of the tests' own: a process, free ports and a folder, which all go when the tests end, however they end. It can be stopped,
/// killed and started again with the same data at the same place.
/// </summary>
internal sealed class Neo4jProcess : IAsyncDisposable
{
    internal const string Password = "of-the-tests-only";

    // The launcher has a child that would outlive it, so both are one process group. The end of standard input is the end of the tests,
    // also when they crash or are killed: then the group is killed and its folder deleted. A line on it stops the server in good order.
    private const string Script = """
        exec 3<&0 2>/dev/null
        set -m
        "$0/bin/neo4j" console 3<&- </dev/null >>"$1/console.log" 2>&1 &
        server=$!
        { if read -r line; then kill -TERM $server; else trap '' TERM; kill -KILL -- -$server; rm -rf "$1"; fi; } <&3 &
        watch=$!
        wait $server
        kill -TERM -- -$watch
        """;

    private static readonly TimeSpan _mostForStart = TimeSpan.FromMinutes(3);

    private readonly string _home;
    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-neo4j-").FullName;
    private Process? _process;

    private Neo4jProcess(string home, int port, int httpPort) => (_home, Port, HttpPort) = (home, port, httpPort);

    /// <summary>Where Bolt is spoken, on 127.0.0.1.</summary>
    internal int Port { get; }

    /// <summary>Where Neo4j Browser and the Query API are, on 127.0.0.1.</summary>
    internal int HttpPort { get; }

    /// <summary>A new, empty server that answers.</summary>
    internal static async Task<Neo4jProcess> StartNew(string home)
    {
        Neo4jProcess server = new(home, FreePort(), FreePort());
        try
        {
            await server.Configure();
            await server.Start();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it and waits until it answers.</summary>
    internal async Task Start()
    {
        _process = Process.Start(In(new("bash", ["-c", Script, _home, _folder]) { RedirectStandardInput = true }))!;
        var since = Stopwatch.StartNew();
        while (!await Listens())
        {
            if (_process.HasExited || since.Elapsed > _mostForStart)
            {
                throw new InvalidOperationException($"Neo4j did not start: {await File.ReadAllTextAsync(Path.Combine(_folder, "console.log"))}");
            }
            await Task.Delay(100);
        }
    }

    /// <summary>Stops it in good order.</summary>
    internal async Task Stop()
    {
        await _process!.StandardInput.WriteLineAsync("stop");
        await _process.StandardInput.FlushAsync();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGKILL, as when the machine takes its memory back.</summary>
    internal async Task Kill()
    {
        string pidFile = Path.Combine(_folder, "run", "neo4j.pid");
        using var server = File.Exists(pidFile) ? Running(int.Parse(await File.ReadAllTextAsync(pidFile), CultureInfo.InvariantCulture)) : null;
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        // Neo4j does not start where one is still going down.
        await (server?.WaitForExitAsync() ?? Task.CompletedTask);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await Kill();
        }
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Configure()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "neo4j.conf"), $"""
            server.default_listen_address=127.0.0.1
            server.bolt.listen_address=127.0.0.1:{Port}
            server.http.listen_address=127.0.0.1:{HttpPort}
            server.directories.data={_folder}/data
            server.directories.logs={_folder}/logs
            server.directories.run={_folder}/run
            server.directories.import={_folder}/import
            server.directories.plugins={_folder}/plugins
            server.directories.transaction.logs.root={_folder}/data/transactions
            server.memory.heap.initial_size=256m
            server.memory.heap.max_size=1g
            server.memory.pagecache.size=128m
            server.jvm.additional=-XX:+UseSerialGC
            internal.server.bolt.thread_pool_shutdown_wait_time=1s
            dbms.usage_report.enabled=false

            """);
        foreach (string name in new[] { "data", "logs", "run", "import", "plugins" })
        {
            Directory.CreateDirectory(Path.Combine(_folder, name));
        }
        using var admin = Process.Start(In(new($"{_home}/bin/neo4j-admin", ["dbms", "set-initial-password", Password]) { RedirectStandardOutput = true, RedirectStandardError = true }))!;
        var output = admin.StandardOutput.ReadToEndAsync();
        string errors = await admin.StandardError.ReadToEndAsync();
        await output;
        await admin.WaitForExitAsync();
        if (admin.ExitCode != 0)
        {
            throw new InvalidOperationException($"Neo4j's password could not be set: {errors}");
        }
    }

    private ProcessStartInfo In(ProcessStartInfo start)
    {
        start.Environment["NEO4J_HOME"] = _home;
        start.Environment["NEO4J_CONF"] = _folder;
        return start;
    }

    /// <summary>Whether it listens for HTTP, which it does last: Bolt is answered by then.</summary>
    private async Task<bool> Listens()
    {
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(IPAddress.Loopback, HttpPort);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static Process? Running(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Below those that the system gives to clients: none of them can take it before Neo4j does.</summary>
    private static int FreePort()
    {
        while (true)
        {
            int port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using TcpListener listener = new(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it: another.
            }
        }
    }
}
