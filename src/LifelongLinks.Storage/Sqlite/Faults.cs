using LifelongLinks.Core;
using Microsoft.Data.Sqlite;

namespace LifelongLinks.Storage;

/// <summary>What SQLite reports, as what a person can do about it (result codes: https://www.sqlite.org/rescode.html).</summary>
internal static class Faults
{
    /// <summary>The fault as the port has it; null for one that is a bug of ours.</summary>
    internal static StoreUnavailableException? Of(SqliteException error, string path) => error.SqliteErrorCode switch
    {
        5 or 6 => Say(StoreFault.Locked, $"The store {path} is locked by another process: close what keeps it open, then try again.", error),
        8 or 3 or 23 => ReadOnly(path, error),
        13 => Say(StoreFault.Full, $"There is no room left for the store {path}: free disk space or raise the limit.", error),
        26 => Say(StoreFault.NotAStore, $"The file {path} is not a database: name another file, or move this one away.", error),
        11 => Say(StoreFault.NotAStore, $"The store {path} is damaged: restore it from a backup.", error),
        14 => Say(StoreFault.Gone, $"The store {path} cannot be opened: check that the folder exists and may be read and written.", error),
        10 => Say(StoreFault.Gone, $"The disk does not answer for the store {path}: check the disk.", error),
        _ => null,
    };

    /// <summary>It may be read only.</summary>
    internal static StoreUnavailableException ReadOnly(string path, Exception? inner = null) =>
        Say(StoreFault.ReadOnly, $"The store {path} may not be written: give this process the right to write the file and its folder.", inner);

    /// <summary>A fault in one line.</summary>
    internal static StoreUnavailableException Say(StoreFault fault, string message, Exception? inner = null) =>
        new(message, inner) { Fault = fault };
}
