namespace LifelongLinks.Bolt;

/// <summary>A message to the server: it writes itself as a structure.</summary>
internal interface IRequest
{
    void Write(PackStreamWriter writer);
}

/// <summary>
/// HELLO (01): user_agent; routing; notifications_minimum_severity (Bolt 5.2); bolt_agent (Bolt 5.3). Until Bolt 5.0 the credentials are in it
/// too. Nobody reads notifications here, so the server is asked to leave them out.
/// </summary>
internal readonly struct Hello(BoltVersion version, string userAgent, IAuthToken credentials, IReadOnlyDictionary<string, object?>? routing) : IRequest
{
    public void Write(PackStreamWriter writer)
    {
        Dictionary<string, object?> auth = version < BoltVersion.Logon ? ((AuthToken)credentials).Content : [];
        writer.Structure(1, 0x01);
        writer.Map(1 + auth.Count + (routing is null ? 0 : 1) + (version < BoltVersion.Notifications ? 0 : 1) + (version < BoltVersion.Agent ? 0 : 1));
        writer.String("user_agent"u8);
        writer.String(userAgent);
        foreach (var (key, value) in auth)
        {
            writer.String(key);
            writer.Value(value);
        }
        if (routing is not null)
        {
            writer.String("routing"u8);
            writer.Value(routing);
        }
        if (version >= BoltVersion.Notifications)
        {
            writer.String("notifications_minimum_severity"u8);
            writer.String("OFF"u8);
        }
        if (version >= BoltVersion.Agent)
        {
            writer.String("bolt_agent"u8);
            writer.Map(1);
            writer.String("product"u8);
            writer.String(Config.Product);
        }
    }
}

/// <summary>LOGON (6A, Bolt 5.1): the credentials.</summary>
internal readonly struct Logon(IAuthToken credentials) : IRequest
{
    public void Write(PackStreamWriter writer)
    {
        writer.Structure(1, 0x6A);
        writer.Value(((AuthToken)credentials).Content);
    }
}

/// <summary>LOGOFF (6B, Bolt 5.1).</summary>
internal readonly struct Logoff : IRequest
{
    public void Write(PackStreamWriter writer) => writer.Structure(0, 0x6B);
}

/// <summary>GOODBYE (02). There is no reply.</summary>
internal readonly struct Goodbye : IRequest
{
    public void Write(PackStreamWriter writer) => writer.Structure(0, 0x02);
}

/// <summary>RESET (0F): ends whatever is under way and forgets a failure.</summary>
internal readonly struct Reset : IRequest
{
    public void Write(PackStreamWriter writer) => writer.Structure(0, 0x0F);
}

/// <summary>What a transaction begins with, whether by BEGIN or by RUN alone: bookmarks, tx_timeout, tx_metadata, mode, db (Bolt 4.0).</summary>
internal readonly record struct Start(AccessMode Mode, string? Database, string[] Bookmarks, TransactionConfig Config)
{
    internal void Write(PackStreamWriter writer)
    {
        writer.Map((Mode == AccessMode.Read ? 1 : 0) + (Database is null ? 0 : 1) + (Bookmarks.Length == 0 ? 0 : 1)
            + (Config.Timeout is null ? 0 : 1) + (Config.Metadata.Count == 0 ? 0 : 1));
        if (Mode == AccessMode.Read)
        {
            writer.String("mode"u8);
            writer.String("r"u8);
        }
        if (Database is not null)
        {
            writer.String("db"u8);
            writer.String(Database);
        }
        if (Bookmarks.Length > 0)
        {
            writer.String("bookmarks"u8);
            writer.Value(Bookmarks);
        }
        if (Config.Timeout is { } timeout)
        {
            // A time under a millisecond must not become 0, which means without end.
            writer.String("tx_timeout"u8);
            writer.Integer((long)Math.Ceiling(timeout.TotalMilliseconds));
        }
        if (Config.Metadata.Count > 0)
        {
            writer.String("tx_metadata"u8);
            writer.Dictionary(Config.Metadata, Config.Metadata.Count);
        }
    }
}

/// <summary>BEGIN (11): begins an explicit transaction.</summary>
internal readonly struct Begin(Start start) : IRequest
{
    public void Write(PackStreamWriter writer)
    {
        writer.Structure(1, 0x11);
        start.Write(writer);
    }
}

/// <summary>RUN (10): query, parameters, and what a transaction of its own begins with; inside an explicit one, nothing.</summary>
internal readonly struct Run(Query query, Start? start) : IRequest
{
    public void Write(PackStreamWriter writer)
    {
        writer.Structure(3, 0x10);
        writer.String(query.Text);
        writer.Dictionary(query.Parameters, query.Parameters.Count);
        if (start is { } own)
        {
            own.Write(writer);
        }
        else
        {
            writer.Map(0);
        }
    }
}

/// <summary>PULL (3F): n rows, or all (-1), of the result qid, or of the last (-1).</summary>
internal readonly struct Pull(long count, long queryId) : IRequest
{
    public void Write(PackStreamWriter writer) => Write(writer, 0x3F, count, queryId);

    internal static void Write(PackStreamWriter writer, byte tag, long count, long queryId)
    {
        writer.Structure(1, tag);
        writer.Map(queryId < 0 ? 1 : 2);
        writer.String("n"u8);
        writer.Integer(count);
        if (queryId >= 0)
        {
            writer.String("qid"u8);
            writer.Integer(queryId);
        }
    }
}

/// <summary>DISCARD (2F): passes over all rows that are left of the result qid.</summary>
internal readonly struct Discard(long queryId) : IRequest
{
    public void Write(PackStreamWriter writer) => Pull.Write(writer, 0x2F, -1, queryId);
}

/// <summary>COMMIT (12).</summary>
internal readonly struct Commit : IRequest
{
    public void Write(PackStreamWriter writer) => writer.Structure(0, 0x12);
}

/// <summary>ROLLBACK (13).</summary>
internal readonly struct Rollback : IRequest
{
    public void Write(PackStreamWriter writer) => writer.Structure(0, 0x13);
}

/// <summary>ROUTE (66, Bolt 4.4): the address as the client was given it, bookmarks, and the database.</summary>
internal readonly struct Route(IReadOnlyDictionary<string, object?> context, string[] bookmarks, string? database) : IRequest
{
    public void Write(PackStreamWriter writer)
    {
        writer.Structure(3, 0x66);
        writer.Value(context);
        writer.Value(bookmarks);
        writer.Map(database is null ? 0 : 1);
        if (database is not null)
        {
            writer.String("db"u8);
            writer.String(database);
        }
    }
}
