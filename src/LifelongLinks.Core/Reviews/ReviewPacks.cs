namespace LifelongLinks.Core;

/// <summary>Puts together what those who review a plan need.</summary>
public static class ReviewPacks
{
    /// <summary>How many contacts that the child said something about are listed.</summary>
    public const int MostFelt = 30;

    private const int LatestFeelings = 5;
    private const int MonthsShown = 24;

    /// <summary>The pack of a review, as the viewer may see it; null when it is not for them.</summary>
    /// <param name="sight">The viewer's sight of the case.</param>
    /// <param name="siblings">The cases of siblings in the viewer's sight.</param>
    /// <param name="review">The review, of this case.</param>
    /// <param name="thresholds">What activity and gaps are judged on.</param>
    public static ReviewPack? Of(Sight sight, IReadOnlyList<Case> siblings, Review review, GapThresholds thresholds)
    {
        if (!sight.Reads("Review.pack") || sight.See(review) is not Review seen)
        {
            return null;
        }
        var of = sight.Case;
        var asOf = seen.HeldOn is { } held && held <= sight.Today ? held : sight.Today;
        var plan = PlanOf(sight, seen, asOf);
        var (since, kind) = Start(sight, seen, plan, asOf);
        Shown shown = new(sight);
        var people = People(sight, shown, asOf, since, thresholds);
        var promises = plan is null ? [] : Promises(sight, shown, seen, plan, asOf, since);
        var felt = Felt(sight, shown, asOf, since);
        var wishes = sight.See(of.Wishes).Where(w => w.MadeOn <= asOf).Select(shown.Wish).ToList();
        ReviewPack pack = new()
        {
            Review = seen,
            AsOf = asOf,
            Since = since,
            SinceKind = kind,
            Plan = plan,
            People = people,
            Promises = promises,
            Affirmations = [.. sight.See(of.Affirmations).Where(a => a.SaidOn <= asOf && shown.Has(a.PersonId)).GroupBy(a => a.PersonId)
                .Select(a => a.MaxBy(w => (w.SaidOn, w.Id))!).OrderByDescending(a => a.SaidOn).ThenBy(a => a.Id, StringComparer.Ordinal)],
            Felt = [.. felt.Take(MostFelt)],
            FeltCount = felt.Count,
            WishesMet = [.. wishes.Where(w => w.MetOn <= asOf && IsAfter(w.MetOn, since)).OrderBy(w => w.MetOn).ThenBy(w => w.Id, StringComparer.Ordinal)],
            WishesWaiting = [.. wishes.Where(w => !(w.MetOn <= asOf)).Select(w => w with { MetOn = null }).OrderBy(w => w.MadeOn).ThenBy(w => w.Id, StringComparer.Ordinal)],
            Losses = [.. Timelines.Of(sight, asOf).Where(e => IsAfter(e.On, since) && e.Kind is TimelineKind.Loss or TimelineKind.Moved && IsLoss(sight, shown, e))],
            SiblingsApartIds = Apart(sight, shown, siblings, asOf),
        };
        return sight.Reads("ReviewPack.gaps") ? ForProfessionals(pack, sight, shown, siblings, thresholds) : pack;
    }

    private static ReviewPack ForProfessionals(ReviewPack pack, Sight sight, Shown shown, IReadOnlyList<Case> siblings, GapThresholds thresholds)
    {
        Surroundings around = new(sight.Case, siblings, pack.AsOf, sight.Today);
        var adherence = pack.Plan is { } plan ? Adherences.Of(sight.Case, plan, pack.AsOf) : null;
        // Where the network is too large to say who comes first, what is missing is told all the same.
        var found = NetworkGaps.Of(around, thresholds, withCandidates: true);
        IReadOnlyList<NetworkGap> gaps = [.. (found.Value ?? NetworkGaps.Of(around, thresholds).Value ?? []).Where(g => shown.HasAll(g.PeopleIds))];
        HashSet<string> there = [.. pack.People.Where(p => p.InTouchNow is not null).Select(p => p.PersonId)];
        var order = pack.Promises.Select((p, i) => (p.Commitment.Id, i)).ToDictionary();
        return pack with
        {
            Metrics = pack.Review.Metrics ?? (adherence is null ? null : Adherences.Frozen(adherence)),
            Adherence = adherence,
            Gaps = PackGaps.Of(around, pack.Since, gaps, shown.HasAll, thresholds),
            PromiseSuggestions = pack.Plan is not { } reviewed || !reviewed.InForce(pack.AsOf) ? [] :
                [.. sight.See(sight.Case.Commitments).Where(c => c.PlanId == reviewed.Id).OrderBy(c => order.GetValueOrDefault(c.Id, int.MaxValue)).ThenBy(c => c.Id, StringComparer.Ordinal)
                    .Select(c => PromiseRules.Of(sight.Case, c, pack.AsOf, sight.Today))],
            CaseSuggestions = CaseSuggestions.Of(sight.Case, gaps, there, pack.AsOf, thresholds.LovingDays),
        };
    }

    // The plan it reviewed; while it has not been held, the one in force: which it was planned for may have a new version.
    private static Plan? PlanOf(Sight sight, Review review, DateOnly asOf)
    {
        var plans = sight.See(sight.Case.Plans);
        var inForce = plans.Where(p => p.InForce(asOf)).MaxBy(p => (p.AgreedOn, p.Id));
        var named = plans.FirstOrDefault(p => p.Id == review.PlanId);
        return review.HeldOn <= sight.Today ? named ?? inForce : inForce ?? named;
    }

    // The review of the same kind before it: who meets now met then. A plan agreed on this very day leaves nothing to compare.
    private static (DateOnly? Since, PackStart? Kind) Start(Sight sight, Review review, Plan? plan, DateOnly asOf)
    {
        if (sight.See(sight.Case.Reviews).Where(r => r.Kind == review.Kind && r.Id != review.Id && r.HeldOn < asOf).Max(r => r.HeldOn) is { } before)
        {
            return (before, PackStart.ReviewBefore);
        }
        if (plan?.AgreedOn is { } agreed && agreed < asOf)
        {
            return (agreed, PackStart.PlanAgreed);
        }
        // Of the referral only the day is told, as the timeline of whoever sees the case has it.
        return sight.Case.Referrals.Where(r => r.ReferredOn < asOf).Max(r => (DateOnly?)r.ReferredOn) is { } referred ? (referred, PackStart.Referral) : (null, null);
    }

    private static List<PackPerson> People(Sight sight, Shown shown, DateOnly asOf, DateOnly? since, GapThresholds thresholds)
    {
        var now = Networks.Of(sight.Counted, asOf, thresholds).People.Where(p => shown.Has(p.PersonId)).ToDictionary(p => p.PersonId);
        var then = since is null ? [] : Networks.Of(sight.Counted, since.Value, thresholds).People.Where(p => shown.Has(p.PersonId)).ToDictionary(p => p.PersonId);
        return [.. now.Keys.Union(then.Keys).Select(id =>
            {
                var (today, before) = (now.GetValueOrDefault(id), then.GetValueOrDefault(id));
                bool gone = today is null || sight.Case.Person(id)?.IsAlive(asOf) == false;
                return new PackPerson(
                    id, (today ?? before)!.Circle, gone ? PackChange.Gone : before is null ? PackChange.New : PackChange.Stayed,
                    before?.Active, gone ? null : today!.Active, (today ?? before)!.LastInTouchOn);
            })
            .OrderBy(p => p.Circle ?? (Circle)int.MaxValue).ThenBy(p => p.Change == PackChange.Gone).ThenByDescending(p => p.InTouchNow).ThenBy(p => p.PersonId, StringComparer.Ordinal)];
    }

    private static List<PackPromise> Promises(Sight sight, Shown shown, Review review, Plan plan, DateOnly asOf, DateOnly? since)
    {
        var of = sight.Case;
        bool professional = sight.Reads("PackPromise.adherence"), feelings = sight.Reads("Contact.feeling"), reasons = sight.Reads("CommitmentDecided.reason");
        List<PackPromise> promises = [];
        foreach (var commitment in sight.See(of.Commitments).Where(c => c.PlanId == plan.Id && c.PersonIds.Any(shown.Has)))
        {
            var contacts = of.Contacts.Where(c => c.On <= asOf && c.CommitmentIds.Contains(commitment.Id)).OrderByDescending(c => c.On).ThenByDescending(c => c.Id, StringComparer.Ordinal).ToList();
            promises.Add(new()
            {
                Commitment = commitment with { PersonIds = [.. commitment.PersonIds.Where(shown.Has)] },
                Happened = contacts.Count(c => IsAfter(c.On, since)),
                LastOn = contacts.Count > 0 ? contacts[0].On : null,
                NextDueOn = Occasions.Next(of, commitment, asOf)?.DueOn,
                Feelings = feelings ? [.. contacts.Select(c => c.Feeling).OfType<int>().Take(LatestFeelings)] : [],
                Adherence = professional ? Adherences.Of(of, commitment, asOf, FirstShown(asOf, plan, commitment)) : null,
                Decided = review.Decided.FirstOrDefault(d => d.CommitmentId == commitment.Id) is { } decided ? reasons ? decided : decided with { Reason = null } : null,
            });
        }
        return [.. promises.OrderBy(p => p.Commitment.PersonIds[0], StringComparer.Ordinal).ThenBy(p => p.Commitment.StartsOn).ThenBy(p => p.Commitment.Id, StringComparer.Ordinal)];
    }

    // Whole months, the last one running: as many as a small chart can show.
    private static DateOnly FirstShown(DateOnly asOf, Plan plan, Commitment commitment)
    {
        DateOnly earliest = new DateOnly(asOf.Year, asOf.Month, 1).AddMonths(1 - MonthsShown);
        var begun = plan.AgreedOn > commitment.StartsOn ? plan.AgreedOn.Value : commitment.StartsOn;
        return begun > asOf ? asOf : begun > earliest ? begun : earliest;
    }

    private static List<Contact> Felt(Sight sight, Shown shown, DateOnly asOf, DateOnly? since) =>
        [.. sight.See(sight.Case.Contacts)
            .Where(c => c.On <= asOf && IsAfter(c.On, since) && (c.Feeling is not null || c.Words is not null) && c.PersonIds.Any(shown.Has))
            .OrderByDescending(c => c.On).ThenByDescending(c => c.Id, StringComparer.Ordinal)
            .Select(c => c with { PersonIds = [.. c.PersonIds.Where(shown.Has)], NeededIds = [.. c.NeededIds.Where(shown.Has)] })];

    private static bool IsAfter(DateOnly? day, DateOnly? since) => day > since || since is null;

    // The first home and the first school are no move.
    private static bool IsLoss(Sight sight, Shown shown, TimelineEntry entry)
    {
        if (entry.Kind != TimelineKind.Moved)
        {
            return shown.HasAll(entry.PersonIds);
        }
        var placements = sight.Case.Placements;
        var to = placements.First(p => p.Id == entry.FactId);
        return placements.Any(p => p.From < to.From && (p.Kind == PlacementKind.School) == (to.Kind == PlacementKind.School)) && shown.HasAll(entry.PersonIds);
    }

    // Rule 33: with no sight of a sibling's case nobody can say; to the young person, who knows, nothing is said.
    private static List<string> Apart(Sight sight, Shown shown, IReadOnlyList<Case> siblings, DateOnly asOf)
    {
        if (!sight.Reads("ReviewPack.siblingsApart"))
        {
            return [];
        }
        var homes = sight.Case.Placements.Where(p => p.Kind != PlacementKind.School && p.Holds(asOf)).ToList();
        return [.. sight.Case.Relationships.Where(r => r.IsSibling && r.Holds(asOf)).Select(r => r.OfChild(sight.Case.Child.Id)).OfType<string>().Distinct()
            .Where(id => shown.Has(id) && sight.Case.Person(id)?.IsAlive(asOf) == true && !homes.Any(mine => mine.CarerId == id ||
                siblings.Where(s => s.Child.Id == id).SelectMany(s => s.Placements).Any(p => p.Kind != PlacementKind.School && p.Holds(asOf) && p.Home == mine.Home)))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Who is in the pack: it lies on a table, so nobody whom protection, the child's no or their own no keeps out today.</summary>
    private sealed class Shown(Sight sight)
    {
        private readonly IReadOnlyDictionary<string, Standing> _standings = Standing.OfEverybody(sight.Case, sight.Today);

        internal bool Has(string id) => id == sight.Case.Child.Id ||
            (sight.Sees(id) && _standings.GetValueOrDefault(id, Standing.Unknown).IsOpen && !sight.HasDeclined(id) && sight.Case.Person(id)?.ErasedOn is null);

        internal bool HasAll(IEnumerable<string> ids) => ids.All(Has);

        // The words are the child's; whom they are about is not named when they are kept out.
        internal Wish Wish(Wish wish) => wish.PersonId is { } id && !Has(id) ? wish with { PersonId = null } : wish;
    }
}
