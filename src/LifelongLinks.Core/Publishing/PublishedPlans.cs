namespace LifelongLinks.Core;

/// <summary>
/// Plans, promises and occasions as analysts see them. Promises kept at least twice a year are told by month. The others are told by whole
/// years, whatever their cadence, so that a birthday cannot be told from another day: only years that the promise ran through and that
/// are over, its grace included.
/// </summary>
internal static class PublishedPlans
{
    // Rule 13: days between occasions, above which there are fewer than two a year.
    private const int HalfAYear = 183;

    /// <summary>Whether there are fewer than two occasions a year.</summary>
    internal static bool IsSeldom(Commitment commitment) => !(commitment.Cadence.GapDays <= HalfAYear);

    internal static void Add(CaseDraft draft)
    {
        var (of, asOf) = (draft.Of, draft.AsOf);
        foreach (var plan in of.Plans.Where(p => p.DraftedOn <= asOf))
        {
            Promise[] monthly = [.. of.Commitments.Where(c => c.PlanId == plan.Id && !IsSeldom(c)).Select(c => new Promise(of, c))];
            var adherence = Adherences.Of(monthly, asOf);
            var published = draft.Add("Plan", plan,
            [
                ("status", plan.Status(asOf)), ("draftedMonth", Coarse.Month(plan.DraftedOn)),
                ("agreedMonth", plan.AgreedOn <= asOf ? Coarse.Month(plan.AgreedOn) : null), ("integratedInto", plan.IntegratedInto),
                .. Counts(adherence), ("mean", adherence.Mean), .. Course(adherence),
            ]);
            draft.Relate(draft.Child, "HAS_PLAN", published);
            AddSeries(draft, published, plan.Id, adherence);
            foreach (var commitment in of.Commitments.Where(c => c.PlanId == plan.Id))
            {
                draft.Relate(published, "COMMITS", AddCommitment(draft, plan, commitment));
            }
        }
    }

    private static PublishedEnd AddCommitment(CaseDraft draft, Plan plan, Commitment commitment)
    {
        var (of, asOf) = (draft.Of, draft.AsOf);
        bool seldom = IsSeldom(commitment);
        var cadence = commitment.Cadence;
        var (from, to) = seldom ? WholeYears(plan, commitment, asOf) : (null, asOf);
        bool isTold = !(from > to);
        var adherence = Adherences.Of(of, commitment, asOf, from, to);
        var published = draft.Add("Commitment", commitment,
        [
            ("mode", commitment.Mode), ("caption", Words.Plain(commitment.Mode)), ("supervision", commitment.Supervision), ("support", commitment.Support),
            ("times", cadence.Times ?? 1), ("every", cadence.On is null ? cadence.Every ?? 1 : null),
            ("unit", cadence.On is not null ? "ONCE" : Words.Of(cadence.Unit ?? CadenceUnit.Year)), ("toldBy", seldom ? "YEAR" : "MONTH"),
            ("inForce", plan.InForce(asOf) && commitment.StartsOn <= asOf && !(commitment.EndsOn < asOf)),
            ("paused", commitment.Pauses.Any(p => Days.Holds(p.From, p.Until, asOf))),
            .. isTold ? Counts(adherence) : [],
            .. seldom ? [] : Course(adherence),
        ]);
        foreach (string person in commitment.PersonIds)
        {
            draft.Relate(draft.Person(person), "PROMISED", published);
        }
        foreach (string helper in commitment.HelperIds)
        {
            draft.Relate(draft.Person(helper), "HELPS", published);
        }
        foreach (var occasion in isTold ? Occasions.Of(of, commitment, asOf, from, seldom ? to : null) : [])
        {
            var told = draft.Add("Occasion", [occasion.Id],
                ("status", occasion.Status), ("month", seldom ? null : Coarse.Month(occasion.DueOn)), ("year", occasion.DueOn.Year),
                ("excusedBy", occasion.Excuse is { } excuse ? Reason(excuse.Reason) : null));
            draft.Relate(published, "HAS_OCCASION", told);
        }
        if (!seldom)
        {
            AddSeries(draft, published, commitment.Id, adherence);
        }
        return published;
    }

    // What is no failure of a relative is told apart; of the rest, illness and bereavement are nobody's to read.
    private static string Reason(ExcuseReason reason) =>
        Words.Of(reason is ExcuseReason.ChildDeclined or ExcuseReason.ServiceFailure ? reason : ExcuseReason.Other);

    /// <summary>
    /// The whole years of a promise that is told by years. When it was promised once there is no first year to leave out: a year is told, or
    /// nothing.
    /// </summary>
    private static (DateOnly? From, DateOnly To) WholeYears(Plan plan, Commitment commitment, DateOnly asOf)
    {
        int grace = commitment.Grace ?? commitment.Cadence.DefaultGrace;
        bool IsOver(int year) => Days.Plus(LastOf(year), grace) < asOf && !(commitment.EndsOn < LastOf(year)) && !(plan.EndedOn <= LastOf(year));
        if (commitment.Cadence.On is { } once)
        {
            return (new(once.Year, 1, 1), Days.Plus(LastOf(once.Year), grace) < asOf ? LastOf(once.Year) : DateOnly.MinValue);
        }
        var began = plan.AgreedOn > commitment.StartsOn ? plan.AgreedOn.Value : commitment.StartsOn;
        int first = began is { Month: 1, Day: 1 } ? began.Year : began.Year + 1, last = asOf.Year;
        while (last >= first && !IsOver(last))
        {
            last--;
        }
        return last < first ? (DateOnly.MaxValue, DateOnly.MinValue) : (new(first, 1, 1), LastOf(last));

        static DateOnly LastOf(int year) => new(year, 12, 31);
    }

    private static void AddSeries(CaseDraft draft, PublishedEnd of, string id, Adherence adherence)
    {
        foreach (var bucket in adherence.Series.Where(b => b.Kept + b.Late + b.Missed + b.Excused + b.Cancelled + b.Open > 0))
        {
            string month = Coarse.Month(bucket.From);
            draft.Relate(of, "HAS_ADHERENCE", draft.Add("Adherence", ["adherence", id, month], [("month", month), .. Counts(bucket)]));
        }
    }

    private static IEnumerable<(string Name, object? Value)> Counts(Tally tally) =>
    [
        ("kept", tally.Kept), ("late", tally.Late), ("missed", tally.Missed), ("excused", tally.Excused), ("cancelled", tally.Cancelled),
        ("open", tally.Open), ("rate", tally.Rate), ("punctuality", tally.Punctuality),
    ];

    // Recency-weighted adherence and covered days are left out: they weigh days.
    private static IEnumerable<(string Name, object? Value)> Course(Adherence adherence) =>
    [
        ("streak", adherence.Streak), ("trend", adherence.Trend), ("lowConfidence", adherence.LowConfidence),
        .. adherence.Sustained.SelectMany(s => new (string, object?)[] { ($"asked{s.Days}", s.Asked), ($"sustained{s.Days}", s.Sustained) }),
    ];
}
