using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>What both stores do alike with pages of audit events.</summary>
internal static class AuditPages
{
    /// <summary>How many events at most are added at once.</summary>
    internal const int MostAppended = 1000;

    /// <summary>Says so when more is asked for than there may be on a page.</summary>
    internal static void Check(AuditQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Take);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, AuditQuery.Most);
    }

    /// <summary>The page of what was found, which is one more than was asked for where there are more.</summary>
    internal static AuditPage Of(AuditQuery query, List<AuditEvent> found, int total)
    {
        bool more = found.Count > query.Take;
        if (more)
        {
            found.RemoveAt(found.Count - 1);
        }
        if (query.FromEnd)
        {
            found.Reverse();
        }
        return new(found, more, total);
    }
}
