namespace LifelongLinks.Server;

/// <summary>A calendar as it was read.</summary>
/// <param name="AddressId">Id of the address, or of the worker whose it is: who is noted as the reader, as nobody says who holds it.</param>
/// <param name="Action">What is noted.</param>
/// <param name="ChildIds">The children of whose cases it was worked out, whether or not there is anything of them on it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Entries">What is on it.</param>
public sealed record CalendarRead(string AddressId, string Action, IReadOnlyList<string> ChildIds, string Name, IReadOnlyList<CalendarEntry> Entries);

/// <summary>
/// What is to be read at a calendar's address: looked up by the digest of its secret, and worked out of the cases as they are protected today. Nobody
/// is signed in, so nothing of a token is needed: a plan is read as the service itself may, and then only what is on it is told; a worker's
/// reviews as that worker may by what the store has of them.
/// </summary>
public sealed class CalendarReading(IStore store, Clock clock)
{
    private const int MostReviews = 1000;

    /// <summary>The calendar at an address; null where there is none, or none any more.</summary>
    public async Task<CalendarRead?> Of(string secret, CancellationToken cancel)
    {
        string digest = CalendarSecret.DigestOf(secret);
        // Both are asked at once, found or not, and what was revoked is not found: so nothing is to be learnt from how long it takes.
        var address = Find(nameof(CalendarAddress), digest, [new Filter.Property(nameof(CalendarAddress.RevokedOn), Comparison.Eq, null)], cancel);
        var worker = Find(nameof(Worker), digest, [], cancel);
        await Task.WhenAll(address, worker);
        return await address is CalendarAddress found ? await Promises(found, cancel)
            : await worker is Worker overseer ? await Reviews(overseer, cancel)
            : null;
    }

    private async Task<CalendarRead> Promises(CalendarAddress address, CancellationToken cancel)
    {
        Scope service = new() { Today = clock.Today, Authority = true };
        var loaded = await store.Expand(service, [address.ChildId], PromiseCalendar.Parts.Pattern, cancel);
        var of = Case.All(loaded, [address.ChildId], PromiseCalendar.Parts).GetValueOrDefault(address.ChildId);
        return new(address.Id, address.PersonId is null ? "calendar plan" : "calendar promises", [address.ChildId], address.PersonId is null ? "My people" : "Staying in touch",
            of is null ? [] : PromiseCalendar.Of(of, address, clock.Today));
    }

    private async Task<CalendarRead> Reviews(Worker worker, CancellationToken cancel)
    {
        var scope = ReviewCalendar.ViewerOf(worker, clock.Today).Scope;
        Core.Query query = new(nameof(Review)) { Where = ReviewCalendar.Candidates(clock.Today), OrderBy = [new(nameof(Review.DueOn))], Take = MostReviews };
        List<string> children = scope.IsEmpty ? [] : [.. (await store.Find(scope, query, cancel)).Nodes.Cast<Review>().Select(r => r.ChildId).Distinct()];
        var cases = children.Count == 0 ? [] : Case.All(await store.Expand(scope, children, ReviewCalendar.Parts.Pattern, cancel), children, ReviewCalendar.Parts).Values;
        List<(string ChildId, IReadOnlyList<CalendarEntry> Entries)> shown = [.. cases.Select(c => (c.Child.Id, ReviewCalendar.Of(c, worker, clock.Today))).Where(s => s.Item2.Count > 0)];
        return new(worker.Id, "calendar reviews", [.. shown.Select(s => s.ChildId).Order(StringComparer.Ordinal)], "Reviews",
            [.. shown.SelectMany(s => s.Entries).OrderBy(e => e.First).ThenBy(e => e.Key, StringComparer.Ordinal)]);
    }

    // By its digest alone: whoever has the secret has been given it.
    private async Task<Node?> Find(string label, string digest, IReadOnlyList<Filter> besides, CancellationToken cancel)
    {
        Core.Query query = new(label) { Where = new Filter.And([new Filter.Property(nameof(CalendarAddress.CalendarDigest), Comparison.Eq, digest), .. besides]), Take = 1 };
        return (await store.Find(Scope.Everything(clock.Today), query, cancel)).Nodes is [var found, ..] ? found : null;
    }
}
