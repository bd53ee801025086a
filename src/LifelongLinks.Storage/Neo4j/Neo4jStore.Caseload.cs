using System.Runtime.CompilerServices;
using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <content>The caseload.</content>
public sealed partial class Neo4jStore
{
    private static readonly Scope _whole = Scope.Everything(default);

    /// <inheritdoc />
    public async IAsyncEnumerable<CaseloadLot> Caseload(Scope scope, [EnumeratorCancellation] CancellationToken cancel)
    {
        SheetLot.Check(scope);
        var children = await _sessions.Read(SheetCypher.Children, [], rows => rows.Select(r => (string)r[0]!).ToList(), cancel);
        foreach (string[] some in children.Chunk(SheetLot.Together))
        {
            SheetLot? lot = null;
            // With one data key for all of them, or homes could not be compared: where it was changed meanwhile, once more.
            for (int key = 0; key != _keys.Current;)
            {
                key = _keys.Current;
                try
                {
                    lot = await Lot(scope, some, key, cancel);
                }
                catch (UnknownDataKeyException) when (key != _keys.Current)
                {
                }
            }
            yield return lot!.Packed;
        }
    }

    /// <inheritdoc />
    public Task<CaseloadStamp> Stamp(CancellationToken cancel) => _sessions.Read(SheetCypher.Stamp, [],
        rows => new CaseloadStamp((long)rows[0][0]!, (rows[0][1] as ZonedDateTime)?.ToDateTimeOffset()), cancel);

    // What is kept of some children, and what is hidden.
    private Task<SheetLot> Sheets(Scope scope, IReadOnlyList<string> children, int key, CancellationToken cancel) =>
        Read(SheetCypher.Read, With(scope, ("ids", children.ToList()), ("form", (long)Sheet.Form), ("key", (long)key)), rows =>
        {
            Dictionary<string, byte[]> sheets = [];
            Dictionary<string, Node> teams = [];
            HashSet<string> people = [], ties = [], confidential = [];
            foreach (var row in rows)
            {
                string id = (string)row[1]!;
                switch ((string)row[0]!)
                {
                    case "sheet" when _keys.Decrypt((byte[])row[2]!, key, id) is { } body: sheets[id] = body; break;
                    case "team": teams[id] = RecordProperties.Read((INode)row[2]!, _keys); break;
                    case "confidential": confidential.Add(id); break;
                    case "sealed":
                        people.Add(id);
                        if (row[2] is string tie)
                        {
                            ties.Add(tie);
                        }
                        break;
                }
            }
            return new SheetLot(children, sheets, new(people, ties, confidential, new HashSet<string>(), teams));
        }, cancel);

    // With those of children whom they are tied to, and with whom their restrictions name and may be seen. What is not kept is made for this once.
    private async Task<SheetLot> Lot(Scope scope, string[] children, int key, CancellationToken cancel)
    {
        var lot = await Sheets(scope, children, key, cancel);
        if (children.Where(id => !lot.Sheets.ContainsKey(id)).ToList() is { Count: > 0 } missing)
        {
            foreach (string[] few in missing.Chunk(SheetLot.MadeTogether))
            {
                if (!await Keep(few, key, cancel))
                {
                    break;
                }
            }
            lot = await Sheets(scope, children, key, cancel);
        }
        Dictionary<string, byte[]> sheets = new(lot.Sheets);
        var protection = lot.Protection;
        await Make(lot.ChildIds);
        if (sheets.Values.SelectMany(s => Sheet.Needs(s).Siblings).Where(id => !sheets.ContainsKey(id)).Distinct().ToList() is { Count: > 0 } siblings)
        {
            var more = await Sheets(scope, siblings, key, cancel);
            foreach (var (child, body) in more.Sheets)
            {
                sheets[child] = body;
            }
            protection = more.Protection;
            await Make(siblings);
        }
        string[] restricted = [.. sheets.Values.SelectMany(s => Sheet.Needs(s).Restricted).Distinct()];
        return lot with
        {
            Sheets = sheets,
            Protection = restricted.Length == 0 ? protection : protection with { InScope = (await Get(scope, restricted, cancel)).Nodes.Keys.ToHashSet() },
        };

        async Task Make(IReadOnlyList<string> of)
        {
            string[] left = [.. of.Where(id => !sheets.ContainsKey(id))];
            if (left.Length > 0)
            {
                var loaded = await Expand(_whole, left, Core.Caseload.Parts.Pattern, cancel);
                foreach (var (child, body) in Sheet.Of(loaded, left, home => _keys.StandIn(home, key)))
                {
                    sheets[child] = body;
                }
            }
        }
    }

    // Makes the sheets of children and keeps them. False where that cannot be done now: the caseload is read all the same, only more slowly.
    private async Task<bool> Keep(string[] children, int key, CancellationToken cancel)
    {
        List<string> ids = [.. children];
        Dictionary<string, object?> values = With(_whole, ("ids", ids), ("roots", ids), ("form", (long)Sheet.Form), ("key", (long)key));
        try
        {
            bool kept = await _sessions.Write(async transaction =>
            {
                if ((await transaction.Rows(SheetCypher.Hold, values)).SingleOrDefault()?[0] is not long current || current != key)
                {
                    return (false, false);
                }
                var loaded = Found(await transaction.Rows(PatternCypher.Statement(ScopeCypher.Of(_whole), Core.Caseload.Parts.Pattern), values)).All;
                values["rows"] = Sheet.Of(loaded, children, home => _keys.StandIn(home, key))
                    .Select(s => new Dictionary<string, object?> { ["id"] = s.Key, ["body"] = _keys.Encrypt(s.Value, key, s.Key) }).ToList<object>();
                await transaction.Rows(SheetCypher.Keep, values);
                return (true, true);
            }, cancel);
            if (kept)
            {
                return true;
            }
        }
        catch (UnknownDataKeyException)
        {
        }
        catch (StoreUnavailableException e) when (e.Fault is StoreFault.Full or StoreFault.Locked or StoreFault.ReadOnly)
        {
            return false;
        }
        // Another process has made a data key.
        await ReadKeys(cancel);
        return false;
    }
}
