using LifelongLinks.Core;

namespace LifelongLinks.Storage;

/// <summary>The sheets of some children and of their siblings, with what is hidden on the day.</summary>
/// <param name="ChildIds">Whose cases are asked for; of one who is not there any more there is none.</param>
/// <param name="Sheets">Sheets by the child's id.</param>
/// <param name="Protection">What is hidden.</param>
internal sealed record SheetLot(IReadOnlyList<string> ChildIds, IReadOnlyDictionary<string, byte[]> Sheets, SheetProtection Protection)
{
    /// <summary>How many children are read together.</summary>
    internal const int Together = 100;

    /// <summary>For how many children sheets are made in one transaction: others who write wait as long.</summary>
    internal const int MadeTogether = 10;

    /// <summary>As the port has it.</summary>
    internal CaseloadLot Packed => new(ChildIds, Unpack);

    /// <summary>The verb takes the whole authority's scope: figures about some children are picked from those about all.</summary>
    internal static void Check(Scope scope)
    {
        if (!scope.Authority || scope.Unprotected)
        {
            throw new ArgumentException("The caseload is read in the scope of the authority.");
        }
    }

    private List<CaseloadCase> Unpack()
    {
        Dictionary<string, Case> read = [];
        return [.. ChildIds.Select(Of).OfType<Case>().Select(own => new CaseloadCase(own, [.. Relationship.Siblings(own).Select(Of).OfType<Case>()]))];

        Case? Of(string id)
        {
            if (!read.TryGetValue(id, out var found) && Sheets.TryGetValue(id, out byte[]? sheet))
            {
                read[id] = found = Sheet.Read(id, sheet, Protection);
            }
            return found;
        }
    }
}
