namespace LifelongLinks.Storage;

/// <summary>The statements about sheets of the caseload: see <see cref="Sheet"/>.</summary>
internal static class SheetCypher
{
    /// <summary>Every child, by id.</summary>
    internal const string Children = "MATCH (c:Child) RETURN c.id ORDER BY c.id";

    /// <summary>
    /// Waits for whoever changes some cases or somebody whom cases share, or the data keys, and keeps them waiting to the end of the transaction. Tells
    /// the number of the current data key. In the order in which changes take the same locks.
    /// </summary>
    internal const string Hold = $$"""
        UNWIND $ids AS id MATCH (locked:Record {id: id}) SET locked.changedBy = 'caseload'
        WITH count(locked) AS cases CALL () { {{Gate}} RETURN count(*) AS gates }
        WITH gates CALL () { {{KeyCypher.Lock}} RETURN count(*) AS holds }
        WITH holds MATCH (k:DataKey) RETURN max(k.id)
        """;

    /// <summary>Keeps sheets, and lets go of the cases.</summary>
    internal const string Keep = """
        UNWIND $rows AS row MERGE (s:Sheet {childId: row.id}) SET s.form = $form, s.key = $key, s.body = row.body
        WITH count(*) AS kept UNWIND $ids AS id MATCH (c:Record {id: id}) REMOVE c.changedBy
        """;

    /// <summary>
    /// Within a change: takes away what is not true any more. <c>$forgotten</c> are children whose case is changed, <c>$shown</c> are people who are
    /// others to the cases that name them.
    /// </summary>
    internal const string Forget = $$"""
        CALL () { UNWIND CASE WHEN size($shown) > 0 THEN [1] ELSE [] END AS gate {{Gate}} }
        CALL () {
          UNWIND $shown AS id MATCH (n:Record {id: id})-[e]-(o)
          WITH DISTINCT coalesce(e.recordedForId, e.childId, o.childId) AS child MATCH (s:Sheet {childId: child}) REMOVE s.body, s.form, s.key
        }
        CALL () { UNWIND $forgotten AS id MATCH (s:Sheet {childId: id}) REMOVE s.body, s.form, s.key }
        CALL () { UNWIND $shown AS id MATCH (s:Sheet {childId: id}) WHERE id IN $erased DELETE s }
        """;

    /// <summary>Takes away those made with a data key that is gone: with that key, homes could be guessed from them.</summary>
    internal const string ForgetBefore = "MATCH (s:Sheet) WHERE s.key < $id REMOVE s.body, s.form, s.key";

    /// <summary>How many changes were applied, and when the latest was.</summary>
    internal const string Stamp = """
        CALL () { OPTIONAL MATCH (c:Change) WHERE c.at IS NOT NULL RETURN c.at AS at ORDER BY at DESC LIMIT 1 }
        RETURN COUNT { (:Change) }, at
        """;

    private const string Gate = "MATCH (gate:Caseload {name: 'sheets'}) SET gate.held = true";

    /// <summary>The sheets of some children, then the teams, then what is hidden: so whatever is hidden before all is read is hidden from all of it.</summary>
    internal static string Read { get; } = $"""
        UNWIND $ids AS id MATCH (s:Sheet {"{childId: id}"}) WHERE s.form = $form AND s.key = $key RETURN 'sheet' AS what, id, s.body AS found
        UNION ALL MATCH (t:Team) RETURN 'team' AS what, t.id AS id, t AS found
        UNION ALL MATCH (r:Restriction) WHERE r.kind = 'SEALED_ADOPTION' AND {ScopeCypher.Holds("r", "from")} RETURN 'sealed' AS what, coalesce(r.againstId, '') AS id, r.tieId AS found
        UNION ALL MATCH (r:Restriction) WHERE r.kind = 'CONFIDENTIAL_ADDRESS' AND {ScopeCypher.Holds("r", "from")} RETURN 'confidential' AS what, coalesce(r.protectsId, '') AS id, null AS found
        """;
}
