using System.Runtime.InteropServices;

namespace LifelongLinks.Server;

/// <summary>A command that may be stopped: by Ctrl+C or SIGTERM it ends where it can go on another time, rather than at once.</summary>
public sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt, _terminate;

    public Interruption() => (_interrupt, _terminate) = (PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));

    /// <summary>Cancelled when it is to be stopped.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _stop.Cancel();
    }
}
