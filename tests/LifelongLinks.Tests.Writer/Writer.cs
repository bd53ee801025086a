using System.Globalization;
using LifelongLinks.Storage;

namespace LifelongLinks.Tests;

/// <summary>
/// Opens the store in a file and writes numbered changes from a number on until it is killed, or so many, each with a group of two reads for
/// the audit trail; prints the number of each once both were acknowledged, or why the store cannot be used.
/// </summary>
public static class Writer
{
    /// <summary>The parts of change n: 1 a child, 2 a person, 3 a link, 4 a tie, 5 a contact detail, 6 the change, 7 its audit event, 8 and 9 the streams of changes and of reads that begin with it, 10 reads.</summary>
    public static string Id(int part, int n) => part.ToString("x2", CultureInfo.InvariantCulture) + n.ToString("x30", CultureInfo.InvariantCulture);

    /// <summary>The child whose case is written.</summary>
    public static string ChildId => ChildIdOf(0);

    /// <summary>One of several children.</summary>
    public static string ChildIdOf(int child) => Id(1, child);

    /// <summary>Change n: four records that have to be there all or none.</summary>
    public static CaseChange Change(int n, int child = 0) => new(Id(6, n), ChildIdOf(child), loaded => new Changes
    {
        Nodes =
        [
            loaded.Case?.Child ?? new Child { Id = ChildIdOf(child), Name = "Ava", Reference = $"A-{child + 1}" },
            new Person { Id = Id(2, n), Name = $"Person {n}" },
            new Link { Id = Id(3, n), ChildId = ChildIdOf(child), PersonId = Id(2, n), IdentifiedOn = new(2026, 6, 15) },
            new ContactDetail { Id = Id(5, n), PersonId = Id(2, n), Kind = ContactDetailKind.Phone, Value = "0" },
        ],
        Edges = [new Relationship { Id = Id(4, n), RecordedForId = ChildIdOf(child), FromId = Id(2, n), ToId = ChildIdOf(child), Kind = RelationshipKind.Friend }],
    }, new() { Id = Id(7, n), At = DateTimeOffset.UnixEpoch, Subject = "writer", Action = "write" });

    private static AuditEvent Read(int n) => new() { Id = Id(10, n), At = DateTimeOffset.UnixEpoch, Subject = "reader", Action = "read" };

    private static async Task Main(string[] arguments)
    {
        int from = int.Parse(arguments[1], CultureInfo.InvariantCulture), most = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        try
        {
            await using var store = SqliteStore.Open(arguments[0], TestKeys.Keys);
            AuditHead changes = AuditHead.New(Id(8, from)), reads = AuditHead.New(Id(9, from));
            for (int n = from; n < from + most; n++)
            {
                changes = AuditHead.At((await store.Change(Change(n) with { Head = changes }, CancellationToken.None)).Audited!);
                var one = AuditChain.Link(Read(2 * n), reads);
                var other = AuditChain.Link(Read(2 * n + 1), AuditHead.At(one));
                await store.Append([one, other], CancellationToken.None);
                reads = AuditHead.At(other);
                await Console.Out.WriteLineAsync($"{n}");
                await Console.Out.FlushAsync();
            }
        }
        catch (StoreUnavailableException e)
        {
            await Console.Out.WriteLineAsync($"{e.Fault}: {e.Message}");
        }
    }
}
