namespace LifelongLinks.Benchmarks;

/// <summary>The statements of a child's page: the child, the people, the plan, its promises, their last contacts, whom these name.</summary>
internal sealed class ChildPageBySql(SqlConnection connection, Viewer viewer, string today, string childId)
{
    private const int Links = 100;

    internal ChildOnPage? Page()
    {
        var child = connection.Read(
            $"SELECT body FROM node WHERE id = @child AND label = 'Child' AND {SqlByHand.Sees("@child")}",
            row => SqlConnection.Body(row, 0, BodyJson.Default.ChildBody),
            ("@subject", viewer.Subject), ("@today", today), ("@child", childId)).FirstOrDefault();
        if (child is null)
        {
            return null;
        }
        var ties = connection.Read(
            "SELECT id, body FROM edge WHERE owner = @child AND type = 'RELATED_TO' AND @child IN (from_id, to_id) ORDER BY id",
            row => (Id: row.GetString(0), Tie: SqlConnection.Body(row, 1, BodyJson.Default.TieBody)),
            ("@child", childId)).ToLookup(t => t.Tie.FromId == childId ? t.Tie.ToId : t.Tie.FromId);
        var links = connection.Read(
            $"""
            SELECT l.id, l.body, p.body FROM edge e CROSS JOIN node l CROSS JOIN node p
            WHERE e.owner = @child AND e.type = 'WITH' AND l.id = e.from_id AND p.id = e.to_id AND {SqlByHand.Unsealed("p.id")} ORDER BY l.id
            """,
            row => (Id: row.GetString(0), Link: SqlConnection.Body(row, 1, BodyJson.Default.LinkBody),
                Person: SqlConnection.Body(row, 2, BodyJson.Default.PersonBody)),
            ("@child", childId), ("@today", today));
        var people = links.Select(l => (l.Link.PersonId, l.Person)).DistinctBy(p => p.PersonId).ToDictionary(p => p.PersonId, p => p.Person);
        return new(childId, child.Version, child.Reference, child.Name, child.KnownAs, child.Pronouns, child.DateOfBirth,
            Days.Age(child.DateOfBirth, viewer.Today), child.EnteredCareOn,
            new(links.Count, [.. links.OrderByDescending(l => l.Link.Importance ?? int.MaxValue).ThenBy(l => l.Link.IdentifiedOn).Take(Links)
                .Select(l => new LinkOnPage(l.Id, l.Link.Circle, l.Link.Importance, l.Link.IdentifiedOn, l.Link.NamedByChild, l.Link.EndedOn,
                    new(l.Link.PersonId, l.Person.Name, l.Person.KnownAs, l.Person.Pronouns),
                    [.. ties[l.Link.PersonId].Select(t => new TieOnPage(t.Id, t.Tie.Kind, t.Tie.Side, t.Tie.ChildsWord, t.Tie.Since, t.Tie.Until,
                        t.Tie.Closeness, t.Tie.Evidence))]))]),
            Plan(people));
    }

    private PlanOnPage? Plan(Dictionary<string, PersonBody> people)
    {
        var (planId, plan) = connection.Read(
            $"""SELECT id, body FROM node WHERE owner = @child AND label = 'Plan' AND {SqlByHand.InForce} ORDER BY "agreedOn" DESC, id DESC LIMIT 1""",
            row => (row.GetString(0), SqlConnection.Body(row, 1, BodyJson.Default.PlanBody)), ("@child", childId), ("@today", today)).FirstOrDefault();
        if (plan is null)
        {
            return null;
        }
        var commitments = connection.Read(
            "SELECT c.id, c.body FROM edge e JOIN node c ON c.id = e.to_id WHERE e.from_id = @plan AND e.type = 'COMMITS' ORDER BY c.id",
            row => (Id: row.GetString(0), Body: SqlConnection.Body(row, 1, BodyJson.Default.CommitmentBody)), ("@plan", planId));
        var contacts = connection.Read(
            """
            SELECT commitment, id, body, every FROM (
              SELECT e.to_id AS commitment, t.id, t.body, COUNT(*) OVER (PARTITION BY e.to_id) AS every,
                ROW_NUMBER() OVER (PARTITION BY e.to_id ORDER BY json_extract(t.body, '$.on') DESC, t.id) AS n
              FROM edge c CROSS JOIN edge e ON e.to_id = c.to_id AND e.type = 'FULFILS' JOIN node t ON t.id = e.from_id
              WHERE c.from_id = @plan AND c.type = 'COMMITS')
            WHERE n <= 12 ORDER BY commitment, n
            """,
            row => (Commitment: row.GetString(0), Id: row.GetString(1), Body: SqlConnection.Body(row, 2, BodyJson.Default.ContactBody), Every: row.GetInt32(3)),
            ("@plan", planId)).ToLookup(c => c.Commitment);
        AddMissing(people, commitments.SelectMany(c => c.Body.PersonIds).Concat(contacts.SelectMany(c => c).SelectMany(c => c.Body.PersonIds))
            .Append(plan.AgreedById));
        return new(planId, plan.Version, "AGREED", plan.DraftedOn, plan.AgreedOn,
            plan.AgreedById is { } by ? new(by, people[by].Name) : null, plan.IntegratedInto,
            [.. commitments.Select(c => new CommitmentOnPage(c.Id, c.Body.Words, c.Body.Mode, c.Body.Support, c.Body.Supervision, c.Body.StartsOn,
                c.Body.EndsOn, c.Body.Cadence, Called(people, c.Body.PersonIds),
                new(contacts[c.Id].Select(t => t.Every).FirstOrDefault(), [.. contacts[c.Id].Select(t => new ContactOnPage(t.Id, t.Body.On, t.Body.Mode,
                    t.Body.Answered || IsTwoWay(t.Body.Mode), t.Body.StartedBy, t.Body.Feeling, t.Body.Words, Called(people, t.Body.PersonIds)))])))]);
    }

    private void AddMissing(Dictionary<string, PersonBody> people, IEnumerable<string?> ids)
    {
        var missing = ids.OfType<string>().Where(id => !people.ContainsKey(id)).ToHashSet();
        if (missing.Count > 0)
        {
            connection.Read($"SELECT p.id, p.body FROM node p WHERE p.id IN (SELECT value FROM json_each(@ids)) AND {SqlByHand.Unsealed("p.id")}",
                row => people[row.GetString(0)] = SqlConnection.Body(row, 1, BodyJson.Default.PersonBody),
                ("@ids", SqlByHand.Ids(missing)), ("@today", today));
        }
    }

    private static Called[] Called(Dictionary<string, PersonBody> people, string[] ids) =>
        [.. ids.Where(people.ContainsKey).Select(id => new Called(id, people[id].Name, people[id].KnownAs))];

    internal static bool IsTwoWay(string mode) =>
        mode is "IN_PERSON" or "OVERNIGHT_STAY" or "PHONE_CALL" or "VIDEO_CALL" or "OUTING" or "FAMILY_EVENT" or "HOLIDAY";
}
