using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace LifelongLinks.Benchmarks;

/// <summary>
/// The plain reads with SQL written for each answer, and for no other. Of the rules of access it has the worker's scope and the seals on
/// people, no more: sealed ties, confidential addresses, teams and roles are left out.
/// </summary>
internal sealed class SqlByHand(string file)
{
    private const int Children = 50;

    // An edge o of a coordinator w to a child whose case is in scope.
    private const string Oversees = """
        o.type = 'OVERSEES' AND o.role = 'COORDINATOR' AND ifnull(o.since, '') <= @today AND ifnull(o.until, '~') > @today
          AND w.id = o.from_id AND w.label = 'Worker' AND w.subject = @subject
        """;

    /// <summary>Whether the case of a child is in scope.</summary>
    internal static string Sees(string child) =>
        $"EXISTS (SELECT 1 FROM edge o CROSS JOIN node w WHERE o.to_id = {child} AND {Oversees})";

    /// <summary>Whether a plan is agreed and not ended.</summary>
    internal const string InForce = """
        "agreedOn" <= @today AND ifnull(json_extract(body, '$.endedOn'), '~') > @today
        """;

    /// <summary>Whether nobody has sealed a person away.</summary>
    internal static string Unsealed(string person) => $"""
        NOT EXISTS (SELECT 1 FROM node s WHERE s.kind = 'SEALED_ADOPTION' AND s."againstId" = {person}
          AND ifnull(s."from", '') <= @today AND ifnull(s.until, '~') > @today)
        """;

    private readonly ConcurrentBag<SqlConnection> _idle = [];

    /// <summary>A child with links, plan and the last contacts of each promise.</summary>
    internal ChildPageAnswer ChildPage(Viewer viewer, string childId) => With(connection => new ChildPageAnswer(
        new ChildPageBySql(connection, viewer, Day(viewer), childId).Page()));

    /// <summary>The first children of the viewer by name, with what is counted of each.</summary>
    internal ChildrenPageAnswer ChildrenPage(Viewer viewer) => With(connection =>
    {
        int total = 0;
        string day = Day(viewer);
        var page = connection.Read(
            $"""
            SELECT c.id, c.body, c.total, (SELECT COUNT(*) FROM edge l WHERE l.owner = c.id AND l.type = 'WITH' AND {Unsealed("l.to_id")})
            FROM (SELECT c.id, c.body, c.name, COUNT(*) OVER () AS total FROM node w CROSS JOIN edge o CROSS JOIN node c
              WHERE {Oversees} AND c.id = o.to_id ORDER BY c.name, c.id LIMIT {Children}) c
            ORDER BY c.name, c.id
            """,
            row =>
            {
                total = row.GetInt32(2);
                return (Id: row.GetString(0), Child: SqlConnection.Body(row, 1, BodyJson.Default.ChildBody), Links: row.GetInt32(3));
            },
            ("@subject", viewer.Subject), ("@today", day));
        var plans = connection.Read(
            $"""
            SELECT p.owner, p.id, p."agreedOn", e.to_id FROM (
              SELECT owner, id, "agreedOn", ROW_NUMBER() OVER (PARTITION BY owner ORDER BY "agreedOn" DESC, id DESC) AS n FROM node
              WHERE owner IN (SELECT value FROM json_each(@ids)) AND label = 'Plan' AND {InForce}) p
            LEFT JOIN edge e ON e.from_id = p.id AND e.type = 'COMMITS' WHERE p.n = 1 ORDER BY e.to_id
            """,
            row => (Child: row.GetString(0), Plan: row.GetString(1), AgreedOn: row.GetString(2), Commitment: row.IsDBNull(3) ? null : row.GetString(3)),
            ("@today", day), ("@ids", Ids(page.Select(c => c.Id)))).ToLookup(p => p.Child);
        return new ChildrenPageAnswer(new(total, new(total > page.Count), [.. page.Select(c => new ChildInList(c.Id, c.Child.Reference, c.Child.Name,
            c.Child.KnownAs, c.Child.DateOfBirth, Days.Age(c.Child.DateOfBirth, viewer.Today), new(c.Links),
            plans[c.Id].Any() ? new(plans[c.Id].First().Plan, "AGREED", Date(plans[c.Id].First().AgreedOn),
                [.. plans[c.Id].Select(p => p.Commitment).OfType<string>().Select(id => new JustId(id))]) : null))]));
    });

    /// <summary>A person by id, where a case of the worker names them.</summary>
    internal LookupAnswer Lookup(Viewer viewer, string personId) => With(connection => new LookupAnswer(connection.Read(
        $"""
        SELECT p.id, p.body FROM node p WHERE p.id = @person AND {Unsealed("p.id")} AND (
          EXISTS (SELECT 1 FROM edge e WHERE e.to_id = p.id AND {Sees("e.owner")})
          OR EXISTS (SELECT 1 FROM edge e WHERE e.from_id = p.id AND {Sees("e.owner")}))
        """,
        row => SqlConnection.Body(row, 1, BodyJson.Default.PersonBody) is var p
            ? new PersonFound(row.GetString(0), p.Version, p.Name, p.KnownAs, p.Pronouns, p.Died) : null,
        ("@subject", viewer.Subject), ("@today", Day(viewer)), ("@person", personId)).FirstOrDefault()));

    /// <summary>Ids as a parameter that json_each takes apart.</summary>
    internal static string Ids(IEnumerable<string> ids) => JsonSerializer.Serialize(ids.ToHashSet(), BodyJson.Default.IReadOnlyCollectionString);

    private static string Day(Viewer viewer) => viewer.Today.ToString("O", CultureInfo.InvariantCulture);

    private static DateOnly Date(string day) => DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture);

    private T With<T>(Func<SqlConnection, T> answer)
    {
        var connection = _idle.TryTake(out var idle) ? idle : new(file);
        connection.Run("BEGIN");
        var answered = answer(connection);
        connection.Run("COMMIT");
        _idle.Add(connection);
        return answered;
    }
}
