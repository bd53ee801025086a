namespace LifelongLinks.Server;

public sealed partial class Query
{
    private const int MostCases = 1000;

    /// <summary>Children in the viewer's sight; by name unless an order is given.</summary>
    [Needs]
    public static async Task<Connection<ChildView>> Children(Reading reading, PageArguments page,
        [Where<ChildFilterInput>] Filter? where = null, [OrderBy<ChildSortInput>] IReadOnlyList<Order>? order = null, CancellationToken cancel = default) =>
        Connection.Of(
            await reading.Find(page, new("Child") { Where = where, OrderBy = order ?? [new("Name")] }, cancel),
            child => new ChildView(reading, (Child)child));

    /// <summary>People in the viewer's sight, whoever else they are; by name unless an order is given.</summary>
    [Cost(500)]
    [Needs]
    public static async Task<Connection<PersonView>> People(Reading reading, PageArguments page,
        [Where<PersonFilterInput>] Filter? where = null, [OrderBy<PersonSortInput>] IReadOnlyList<Order>? order = null, CancellationToken cancel = default)
    {
        order ??= [new("Name")];
        if (!reading.Viewer.SeesOnlyOwnPeople)
        {
            var found = await reading.Find(page, new("Person") { Where = where, OrderBy = order }, cancel);
            return Connection.Of(found, person => new PersonView(reading, (Person)person));
        }
        // Whom a carer or a young person sees is decided case by case; they have few.
        var children = await reading.Store.Find(reading.Viewer.Scope, new("Child") { Take = MostCases }, cancel);
        var cases = await reading.LoadCases([.. children.Nodes.Select(c => c.Id)], cancel);
        var people = cases.Values.SelectMany(v => v.Case.People.Values.Where(p => v.Sight.Sees(p.Id))).DistinctBy(p => p.Id)
            .OrderBy(p => p.Id, StringComparer.Ordinal);
        return Connection.Of(InMemory.Select(people, where, order), page, p => p.Id).Select(p => new PersonView(reading, p));
    }

    /// <summary>Plans in the viewer's sight; newest first unless an order is given.</summary>
    [Needs(typeof(Plan))]
    public static async Task<Connection<PlanView>> Plans(Reading reading, PageArguments page,
        [Where<PlanFilterInput>] Filter? where = null, [OrderBy<PlanSortInput>] IReadOnlyList<Order>? order = null, CancellationToken cancel = default)
    {
        var found = await reading.Find(page, new("Plan") { Where = where, OrderBy = order ?? [new("DraftedOn", Descending: true)] }, cancel);
        return await reading.InCases(found, (view, fact) => view.Plan(fact.Id), cancel);
    }

    /// <summary>Reviews due or overdue on a day, most overdue first.</summary>
    /// <param name="reading">What the request reads.</param>
    /// <param name="page">Which page.</param>
    /// <param name="asOf">The day; today by default.</param>
    /// <param name="within">How many days ahead of it a review counts as due, 0 to 366.</param>
    /// <param name="kind">Only meetings of this kind.</param>
    /// <param name="cancel">Whether the client has gone.</param>
    [Cost(100)]
    [Needs(typeof(Review))]
    public static async Task<Connection<ReviewView>> ReviewsDue(Reading reading, PageArguments page,
        DateOnly? asOf = null, int? within = 28, ReviewKind? kind = null, CancellationToken cancel = default)
    {
        var day = reading.Day(asOf);
        if (within is < 0 or > 366)
        {
            throw new RequestError(RequestError.BadInput, "within is a number of days, 0 to 366.");
        }
        List<Filter> all =
        [
            new Filter.Property("DueOn", Comparison.Lte, day.AddDays(within ?? 28)),
            new Filter.Or([new Filter.Property("HeldOn", Comparison.Eq, null), new Filter.Property("HeldOn", Comparison.Gt, day)]),
        ];
        if (kind is { } one)
        {
            all.Add(new Filter.Property("Kind", Comparison.Eq, one));
        }
        var found = await reading.Find(page, new("Review") { Where = new Filter.And(all), OrderBy = [new("DueOn")] }, cancel);
        return await reading.InCases(found, (view, fact) => view.Review(fact.Id), cancel);
    }
}
