using System.Globalization;

namespace LifelongLinks.Core;

/// <summary>One time that a promise is expected to be kept, as it stands on a day: derived, never stored.</summary>
public sealed record Occasion
{
    private const int DueLength = 8;
    private const int SlotLength = 3;

    /// <summary>Id of the commitment.</summary>
    public required string CommitmentId { get; init; }

    /// <summary>The day it is due: the last of its period, or its fixed date.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>Which of the occasions due that day, from 1 to the times of the cadence.</summary>
    public required int Slot { get; init; }

    /// <summary>The first day on which a contact keeps it: the first of its period, or 7 days before its fixed date.</summary>
    public required DateOnly OpensOn { get; init; }

    /// <summary>The last day on which a contact keeps it, late.</summary>
    public required DateOnly GraceUntil { get; init; }

    /// <summary>How it stands.</summary>
    public required OccasionStatus Status { get; init; }

    /// <summary>The contact that kept it, in time or late.</summary>
    public Contact? Contact { get; init; }

    /// <summary>Why it does not count, when it is excused.</summary>
    public Excuse? Excuse { get; init; }

    /// <summary>
    /// Opaque id, the same on every day: the commitment's id, the due day as eight digits and the slot as three.
    /// </summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{CommitmentId}{DueOn:yyyyMMdd}{Slot:D3}");

    /// <summary>What an occasion's id says; null when it is none.</summary>
    public static (string CommitmentId, DateOnly DueOn, int Slot)? ParseId(string id)
    {
        int commitment = id.Length - DueLength - SlotLength;
        return commitment > 0
            && DateOnly.TryParseExact(
                id.AsSpan(commitment, DueLength), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due)
            && int.TryParse(id.AsSpan(commitment + DueLength), NumberStyles.None, CultureInfo.InvariantCulture, out int slot)
            && slot > 0
            ? (id[..commitment], due, slot)
            : null;
    }
}

/// <summary>How an occasion stands on a day.</summary>
public enum OccasionStatus
{
    /// <summary>It has not opened.</summary>
    Upcoming,
    /// <summary>It has opened, nothing has happened, and its grace is not over.</summary>
    Open,
    /// <summary>A contact by the due day.</summary>
    Kept,
    /// <summary>A contact after the due day, within its grace.</summary>
    Late,
    /// <summary>No contact, and its grace is over.</summary>
    Missed,
    /// <summary>It does not count, for a recorded reason.</summary>
    Excused,
    /// <summary>It could not happen: contact was not allowed or not possible, or the promise was paused.</summary>
    Cancelled,
}
