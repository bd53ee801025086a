namespace LifelongLinks.Core;

/// <summary>
/// What a worker's calendar shows: the reviews that are due within twelve weeks, or overdue, in the cases that they oversee today. A calendar program
/// sends no token, so nobody says which team or authority they manage: what rests on a token alone is not on it, nor is a case that was opened in
/// an emergency. A child stands there by the authority's own reference, which is exact and says nothing to a stranger.
/// </summary>
public static class ReviewCalendar
{
    // SEQUENCE only rises (RFC 5545, 3.8.7.4), though a review that is put off is overdue no more.
    private const int RevisionsOfAVersion = 10_000;

    /// <summary>The roles in which somebody has such a calendar: those of professionals who oversee a case by an edge.</summary>
    public static readonly IReadOnlyList<Role> Roles = [.. Viewer.OverseeingRoles.Where(Sight.Professionals.Contains)];

    /// <summary>The kinds of facts that it is worked out from, besides those that come along always.</summary>
    public static readonly CaseParts Parts = CaseParts.Of(typeof(Review), typeof(Referral));

    /// <summary>Who looks: the worker as the store has them, and as no token says.</summary>
    public static Viewer ViewerOf(Worker worker, DateOnly today) => new(worker.Subject, [.. worker.Roles.Intersect(Roles)], [], today);

    /// <summary>Which reviews may be on it: not held, and due by its last day.</summary>
    public static Filter Candidates(DateOnly today) => new Filter.And(
    [
        new Filter.Property(nameof(Review.DueOn), Comparison.Lte, Days.Plus(today, Calendars.DaysAhead)),
        new Filter.Or([new Filter.Property(nameof(Review.HeldOn), Comparison.Eq, null), new Filter.Property(nameof(Review.HeldOn), Comparison.Gt, today)]),
    ]);

    /// <summary>Whether somebody oversees a case today, not in an emergency only.</summary>
    public static bool Oversees(Case of, Viewer viewer) => viewer.RolesIn(of with { Oversight = [.. of.Oversight.Where(o => o.Emergency is null)] }).Count > 0;

    /// <summary>What it shows of one case, in order.</summary>
    public static IReadOnlyList<CalendarEntry> Of(Case of, Worker worker, DateOnly today)
    {
        var viewer = ViewerOf(worker, today);
        return !of.Child.IsThere(today) || Stages.IsClosed(of, today) || !Oversees(of, viewer) || Sight.Of(viewer, of) is not { } sight ? []
            : [.. sight.See(of.Reviews)
                .Where(r => !(r.HeldOn <= today) && r.DueOn <= Days.Plus(today, Calendars.DaysAhead))
                .OrderBy(r => r.DueOn).ThenBy(r => r.Id, StringComparer.Ordinal).Select(r => Entry(r, of.Child.Reference, worker, today))];
    }

    // One that is overdue stands on today until it is held, and each day is a change of it.
    private static CalendarEntry Entry(Review review, string reference, Worker worker, DateOnly today)
    {
        int overdue = Math.Max(0, Days.Between(review.DueOn, today));
        var day = Days.Plus(review.DueOn, overdue);
        string summary = $"{NameOf(review.Kind)}: {reference}";
        return new(CalendarEntry.KeyOf(worker.Id, review.Id), overdue > 0 ? $"Overdue: {summary}" : summary, day, day, ((review.Version - 1) * RevisionsOfAVersion) + overdue)
        {
            Description = overdue > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"It was due on {review.DueOn:d MMMM yyyy}.") : null,
        };
    }

    private static string NameOf(ReviewKind kind) => kind switch
    {
        ReviewKind.LifelongLinksReview => "Lifelong Links review",
        ReviewKind.ChildInCareReview => "Child in care review",
        _ => "Pathway plan review",
    };
}
