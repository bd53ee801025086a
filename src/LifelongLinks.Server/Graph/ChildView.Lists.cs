using GraphQL.DataLoader;

namespace LifelongLinks.Server;

public sealed partial class ChildView
{
    /// <summary>The child's links to people, as the viewer may see them; by importance to the child unless an order is given.</summary>
    [Needs(typeof(Link))]
    public IDataLoaderResult<Connection<LinkView>> Links(
        PageArguments page, [Where<LinkFilterInput>] Filter? where = null, [OrderBy<LinkSortInput>] IReadOnlyList<Order>? order = null) =>
        Paged(page, v => v.Sight.See(v.Case.Links), l => l.Id, (v, links) => InMemory
            .Select(links.Select(l => new LinkRow(v, l)), where, order ?? [new("Importance", Descending: true), new("IdentifiedOn")])
            .Select(row => row.Link), (v, link) => new LinkView(v, link));

    /// <summary>Reviews, newest due first.</summary>
    [Needs(typeof(Review))]
    public IDataLoaderResult<Connection<ReviewView>> Reviews(PageArguments page) =>
        Paged(page, v => v.Sight.See(v.Case.Reviews), r => r.Id, (_, reviews) => reviews.OrderByDescending(r => r.DueOn), (v, r) => new ReviewView(v, r));

    /// <summary>Contacts, planned or not, newest first.</summary>
    [Needs(typeof(Contact))]
    public IDataLoaderResult<Connection<Contact>> Contacts(PageArguments page, [Where<ContactFilterInput>] Filter? where = null) =>
        Paged(page, v => v.Sight.See(v.Case.Contacts), c => c.Id,
            (_, contacts) => InMemory.Select(contacts.OrderByDescending(c => c.On), where), (_, contact) => contact);

    /// <summary>Everything that happened, newest first: moves, losses, reconnections, contacts, reviews.</summary>
    /// <param name="page">Which page.</param>
    /// <param name="from">Only from this day on.</param>
    /// <param name="to">Only until this day, itself included.</param>
    [Cost(100)]
    public IDataLoaderResult<Connection<TimelineEntryView>> Timeline(PageArguments page, DateOnly? from = null, DateOnly? to = null)
    {
        Reading.CheckWindow(from, to);
        return Paged(page, v => Timelines.Of(v.Sight, reading.Today), e => $"{e.On:yyyyMMdd}{(int)e.Kind:00}{e.FactId}",
            (_, story) => story.Where(e => !(e.On < from) && !(e.On > to)), (v, entry) => new TimelineEntryView(v, entry));
    }

    /// <summary>People in the case who turned out to be one, newest first; for professionals.</summary>
    [Needs(typeof(Merge))]
    public IDataLoaderResult<IEnumerable<Merge>> Merges() => All(v => v.Sight.See(v.Case.Merges).OrderByDescending(m => m.Id, StringComparer.Ordinal));

    /// <summary>Records that were set right, newest first; for professionals.</summary>
    [Needs(typeof(Correction))]
    public IDataLoaderResult<IEnumerable<Correction>> Corrections() => All(v => v.Sight.See(v.Case.Corrections).OrderByDescending(c => c.Id, StringComparer.Ordinal));

    /// <summary>Addresses that calendar programs ask, newest first, revoked ones too; what stands in the address itself was told once, when it was made.</summary>
    [Needs(typeof(CalendarAddress))]
    public IDataLoaderResult<IEnumerable<CalendarAddress>> CalendarAddresses() =>
        All(v => v.Sight.See(v.Case.CalendarAddresses).OrderByDescending(a => a.Id, StringComparer.Ordinal));

    /// <summary>People who are likely the same as somebody in the case, most likely first: among those in the viewer's sight; for professionals.</summary>
    /// <param name="personId">Id of the person.</param>
    /// <param name="cancel">Whether the client has gone.</param>
    [Cost(200)]
    public async Task<IEnumerable<LikelyDuplicateView>> LikelyDuplicates(string personId, CancellationToken cancel = default) =>
        await reading.Case(Record.Id).GetResultAsync(cancel) is { } view ? await view.LikelyDuplicates(Reading.CheckId(personId), cancel) : [];

    // A link as it is filtered and sorted; its stage is worked out only where it is asked for.
    private sealed record LinkRow(CaseView View, Link Link)
    {
        public Circle? Circle => Link.Circle;
        public DateOnly IdentifiedOn => Link.IdentifiedOn;
        public int? Importance => Link.Importance;
        public bool NamedByChild => Link.NamedByChild;
        public LinkStage Stage => View.Sight.Stage(Link, View.Sight.Today);
    }

    private IDataLoaderResult<Connection<TNode>> Paged<T, TNode>(PageArguments page, Func<CaseView, IReadOnlyList<T>> facts,
        Func<T, string> key, Func<CaseView, IEnumerable<T>, IEnumerable<T>> inOrder, Func<CaseView, T, TNode> node)
        where T : notnull where TNode : notnull => Of(view =>
        {
            IReadOnlyList<T> all = view is null ? [] : [.. inOrder(view, facts(view))];
            return Connection.Of(all, page, key).Select(fact => node(view!, fact));
        });
}
