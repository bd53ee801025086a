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
        bool keeps = true;
        foreach (string[] some in children.Chunk(SheetLot.Together))
        {
            var lot = await Sheets(scope, some, cancel);
            if (keeps && some.Where(id => !lot.Sheets.ContainsKey(id)).ToList() is { Count: > 0 } missing)
            {
                foreach (string[] few in missing.Chunk(SheetLot.MadeTogether))
                {
                    keeps = keeps && await Keep(few, cancel);
                }
                lot = await Sheets(scope, some, cancel);
            }
            yield return (await WithNeeded(scope, lot, cancel)).Packed;
        }
    }

    /// <inheritdoc />
    public Task<CaseloadStamp> Stamp(CancellationToken cancel) => _sessions.Read(SheetCypher.Stamp, [],
        rows => new CaseloadStamp((long)rows[0][0]!, (rows[0][1] as ZonedDateTime)?.ToDateTimeOffset()), cancel);

    // What is kept of some children, and what is hidden.
    private Task<SheetLot> Sheets(Scope scope, IReadOnlyList<string> children, CancellationToken cancel) =>
        Read(SheetCypher.Read, With(scope, ("ids", children.ToList()), ("form", (long)Sheet.Form), ("key", (long)_keys.Current)), rows =>
        {
            Dictionary<string, byte[]> sheets = [];
            Dictionary<string, Node> teams = [];
            HashSet<string> people = [], ties = [], confidential = [];
            foreach (var row in rows)
            {
                string id = (string)row[1]!;
                switch ((string)row[0]!)
                {
                    case "sheet": sheets[id] = (byte[])row[2]!; break;
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
    private async Task<SheetLot> WithNeeded(Scope scope, SheetLot lot, CancellationToken cancel)
    {
        Dictionary<string, byte[]> sheets = new(lot.Sheets);
        var protection = lot.Protection;
        await Make(lot.ChildIds);
        if (sheets.Values.SelectMany(s => Sheet.Needs(s).Siblings).Where(id => !sheets.ContainsKey(id)).Distinct().ToList() is { Count: > 0 } siblings)
        {
            var more = await Sheets(scope, siblings, cancel);
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
            string[] missing = [.. of.Where(id => !sheets.ContainsKey(id))];
            int key = _keys.Current;
            if (missing.Length > 0)
            {
                var loaded = await Expand(_whole, missing, Core.Caseload.Parts.Pattern, cancel);
                foreach (var (child, body) in Sheet.Of(loaded, missing, home => _keys.StandIn(home, key)))
                {
                    sheets[child] = body;
                }
            }
        }
    }

    // Makes the sheets of children and keeps them. False where that cannot be done now: the caseload is read all the same, only more slowly.
    private async Task<bool> Keep(string[] children, CancellationToken cancel)
    {
        List<string> ids = [.. children];
        Dictionary<string, object?> values = With(_whole, ("ids", ids), ("roots", ids), ("form", (long)Sheet.Form));
        try
        {
            return await _sessions.Write(async transaction =>
            {
                int key = _keys.Current;
                if ((await transaction.Rows(SheetCypher.Hold, values)).SingleOrDefault()?[0] is not long current || current != key)
                {
                    return (false, false);
                }
                var loaded = Found(await transaction.Rows(PatternCypher.Statement(ScopeCypher.Of(_whole), Core.Caseload.Parts.Pattern), values)).All;
                values["key"] = (long)key;
                values["rows"] = Sheet.Of(loaded, children, home => _keys.StandIn(home, key))
                    .Select(s => new Dictionary<string, object?> { ["id"] = s.Key, ["body"] = s.Value }).ToList<object>();
                await transaction.Rows(SheetCypher.Keep, values);
                return (true, true);
            }, cancel);
        }
        catch (Exception e) when (e is UnknownDataKeyException || e is StoreUnavailableException { Fault: StoreFault.Full or StoreFault.Locked or StoreFault.ReadOnly })
        {
            return false;
        }
    }
}
