namespace LifelongLinks.Bolt;

/// <summary>The tags of what a server sends (Bolt, Message).</summary>
internal static class Tag
{
    internal const byte Success = 0x70;
    internal const byte Record = 0x71;
    internal const byte Ignored = 0x7E;
    internal const byte Failure = 0x7F;
}

/// <summary>SUCCESS of HELLO: server, connection_id, hints (Bolt 5.0, HELLO).</summary>
internal readonly record struct Welcome(string Agent, TimeSpan? ReceiveTimeout)
{
    internal static Welcome Read(ref PackStreamReader reader)
    {
        string agent = "";
        TimeSpan? timeout = null;
        for (int entries = reader.MapCount(); entries > 0; entries--)
        {
            var key = reader.Utf8();
            if (key.SequenceEqual("server"u8))
            {
                agent = reader.String();
            }
            else if (key.SequenceEqual("hints"u8))
            {
                // The hint is of Bolt 4.3: connection.recv_timeout_seconds. Others do not concern this client.
                if (reader.Map().TryGetValue("connection.recv_timeout_seconds", out object? seconds) && seconds is > 0L and < int.MaxValue / 1000L)
                {
                    timeout = TimeSpan.FromSeconds((long)seconds);
                }
            }
            else
            {
                reader.Skip();
            }
        }
        return new(agent, timeout);
    }
}

/// <summary>SUCCESS of RUN: fields, qid in an explicit transaction, t_first (Bolt 4.0, RUN).</summary>
internal readonly record struct Header(string[] Fields, long QueryId, long AvailableAfter)
{
    internal static Header Read(ref PackStreamReader reader)
    {
        string[] fields = [];
        long queryId = -1, availableAfter = -1;
        for (int entries = reader.MapCount(); entries > 0; entries--)
        {
            var key = reader.Utf8();
            if (key.SequenceEqual("fields"u8))
            {
                fields = reader.Names();
            }
            else if (key.SequenceEqual("qid"u8))
            {
                queryId = reader.Integer();
            }
            else if (key.SequenceEqual("t_first"u8))
            {
                availableAfter = reader.Integer();
            }
            else
            {
                reader.Skip();
            }
        }
        return new(fields, queryId, availableAfter);
    }
}

/// <summary>
/// SUCCESS of PULL, DISCARD and COMMIT: has_more, or bookmark, type, stats, db, t_last (Bolt 4.0, PULL). Notifications, plans and profiles are
/// passed over.
/// </summary>
internal readonly record struct Outcome(bool HasMore, string? Bookmark, string? Type, Counters? Counters, string? Database, long ConsumedAfter)
{
    internal static Outcome Read(ref PackStreamReader reader)
    {
        Outcome outcome = new(false, null, null, null, null, -1);
        for (int entries = reader.MapCount(); entries > 0; entries--)
        {
            var key = reader.Utf8();
            if (key.SequenceEqual("has_more"u8))
            {
                outcome = outcome with { HasMore = reader.Boolean() };
            }
            else if (key.SequenceEqual("bookmark"u8))
            {
                outcome = outcome with { Bookmark = reader.String() };
            }
            else if (key.SequenceEqual("type"u8))
            {
                outcome = outcome with { Type = reader.Name() };
            }
            else if (key.SequenceEqual("stats"u8))
            {
                outcome = outcome with { Counters = Counters.Read(reader.Map()) };
            }
            else if (key.SequenceEqual("db"u8))
            {
                outcome = outcome with { Database = reader.Name() };
            }
            else if (key.SequenceEqual("t_last"u8))
            {
                outcome = outcome with { ConsumedAfter = reader.Integer() };
            }
            else
            {
                reader.Skip();
            }
        }
        return outcome;
    }
}
