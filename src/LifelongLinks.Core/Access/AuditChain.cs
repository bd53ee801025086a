using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LifelongLinks.Core;

/// <summary>Where a stream of audit events stands: at its last event, or before its first.</summary>
/// <param name="Stream">Id of the stream.</param>
/// <param name="Sequence">Place of the last event; 0: there is none.</param>
/// <param name="Hash">Hash of the last event; empty: there is none.</param>
public sealed record AuditHead(string Stream, int Sequence, string Hash)
{
    /// <summary>A stream without an event.</summary>
    public static AuditHead New(string stream) => new(stream, 0, "");

    /// <summary>The stream that ends with an event which stands in one.</summary>
    public static AuditHead At(AuditEvent last) => new(last.Stream!, last.Sequence!.Value, last.Hash!);
}

/// <summary>
/// The chain that makes a stream of audit events tell of any change to it: each event holds the hash of the one before, and its own over
/// everything it says. Who changes, removes, inserts or swaps events has to write every later one anew, and then the heads that were kept
/// elsewhere tell.
/// </summary>
public static class AuditChain
{
    /// <summary>The event as the next one of a stream.</summary>
    public static AuditEvent Link(AuditEvent audit, AuditHead head)
    {
        var next = audit with
        {
            At = audit.At.ToUniversalTime(),
            ChildIds = [.. audit.ChildIds.Distinct()],
            Stream = head.Stream,
            Sequence = checked(head.Sequence + 1),
            Previous = head.Hash,
            Hash = null,
        };
        return next with { Hash = HashOf(next) };
    }

    /// <summary>What is wrong with the event that stands next in a stream; null: nothing.</summary>
    public static string? Fault(AuditHead head, AuditEvent next) =>
        next.Stream != head.Stream ? "it belongs to another stream"
        : next.Sequence != head.Sequence + 1 ? $"there is no event {head.Sequence + 1}"
        : next.Previous != head.Hash ? "the event before it is not the one it was written after"
        : next.Hash != HashOf(next) ? "it does not say what it said when it was written"
        : null;

    /// <summary>
    /// The hash of an event: SHA-256 of its canonical form in UTF-8. That is each of its parts, in this order, as its length in bytes, a colon
    /// and itself: stream, sequence, previous, id, instant (yyyy-MM-ddTHH:mm:ss.fffffffZ), subject, action, request id; then how many
    /// roles and each of them, how many child ids and each, how many changed ids and each. A part that is missing is a hyphen.
    /// </summary>
    public static string HashOf(AuditEvent audit)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(audit.Stream);
        Add(audit.Sequence?.ToString(CultureInfo.InvariantCulture));
        Add(audit.Previous);
        Add(audit.Id);
        Add(audit.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        Add(audit.Subject);
        Add(audit.Action);
        Add(audit.RequestId);
        All(audit.Roles.Select(Words.Of));
        All(audit.ChildIds);
        All(audit.ChangedIds);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void All(IEnumerable<string> parts)
        {
            List<string> all = [.. parts];
            Add(all.Count.ToString(CultureInfo.InvariantCulture));
            all.ForEach(Add);
        }

        void Add(string? part)
        {
            byte[] bytes = part is null ? [] : Encoding.UTF8.GetBytes(part);
            hash.AppendData(part is null ? "-"u8 : Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length}:")));
            hash.AppendData(bytes);
        }
    }
}
