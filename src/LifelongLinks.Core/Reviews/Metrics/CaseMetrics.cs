namespace LifelongLinks.Core;

/// <summary>What one case adds to the metrics of a period and of the one before (domain.md 7, rules 42, 44 and 45).</summary>
internal sealed class CaseMetrics
{
    private const int EarlyWorkingDays = 20;
    private const int TrendDays = 90;
    private const int YearDays = 365;

    private readonly Case _of;
    private readonly TeamNumbers _teams;
    private readonly MetricPeriod _now;
    private readonly MetricPeriod _before;
    private readonly SortedDictionary<string, PersonFacts> _everybody;
    private readonly List<MetricFact> _facts = [];

    private readonly bool _withBefore;

    private CaseMetrics(CaseloadCase of, MetricPeriod period, TeamNumbers teams, MetricParts parts) => (_of, _teams, _now, _before, _everybody, _withBefore) =
        (of.Own, teams, period, period.Before, of.Everybody, parts.HasFlag(MetricParts.Before));

    // Whether of the period before.
    private ReadOnlySpan<bool> Periods => _withBefore ? [false, true] : [false];

    /// <summary>What a case adds.</summary>
    /// <param name="of">The case, less whoever is hidden from everybody.</param>
    /// <param name="period">The period; the one before comes along.</param>
    /// <param name="teams">Numbers of teams.</param>
    /// <param name="parts">Which of it.</param>
    /// <param name="thresholds">What gaps are judged on.</param>
    internal static IReadOnlyList<MetricFact> Of(CaseloadCase of, MetricPeriod period, TeamNumbers teams, MetricParts parts, GapThresholds thresholds)
    {
        CaseMetrics metrics = new(of, period, teams, parts);
        foreach (bool before in metrics.Periods)
        {
            if (parts.HasFlag(MetricParts.Process))
            {
                metrics.Referred(before);
                metrics.Open(before);
                metrics.Measures(before);
            }
            if (parts.HasFlag(MetricParts.Promises))
            {
                metrics.Promises(before);
            }
        }
        if (parts.HasFlag(MetricParts.Process))
        {
            metrics.Consents();
            metrics.People();
            metrics.ConferencesAndPlans();
            metrics.Reviews();
            metrics.Moves();
        }
        if (parts.HasFlag(MetricParts.Gaps))
        {
            metrics.Gaps(of.Siblings, thresholds);
        }
        return metrics._facts;
    }

    // A child referred twice in a period is one child referred, the first time.
    private void Referred(bool before)
    {
        if (Earliest(_of.Referrals.Where(r => Period(before).Has(r.ReferredOn)).Select(r => (DateOnly?)r.ReferredOn)) is not { } on)
        {
            return;
        }
        var entered = _of.Child.EnteredCareOn <= on ? _of.Child.EnteredCareOn : null;
        bool early = entered is { } day && on < WorkingDays.After(day, EarlyWorkingDays);
        Add(Metric.ChildrenReferred, before, on, value: entered is { } since ? Days.Between(since, on) : null);
        Add(early ? Metric.ReferredEarly : Metric.ReferredLater, before, on);
    }

    // Who has an open case on the last day, and how many people are in their network (rule 26).
    private void Open(bool before)
    {
        var to = Period(before).To;
        if (IsOpen(_of, to) && Referrals.Latest(_of, to) is { } referral)
        {
            Add(Metric.Children, before, to);
            Add(Metric.NetworkAtReferral, before, to, value: _everybody.Values.Count(p => p.IsMember(referral.ReferredOn)));
            Add(Metric.NetworkNow, before, to, value: _everybody.Values.Count(p => p.IsMember(to)));
        }
    }

    private void Consents()
    {
        foreach (var consent in _of.Consents)
        {
            Event(Metric.ConsentsGiven, consent.State is ConsentState.Given or ConsentState.GivenWithLimits ? consent.AnsweredOn : null);
            Event(Metric.ConsentsWithdrawn, consent.WithdrawnOn);
        }
    }

    private void People()
    {
        foreach (var person in _everybody.Values.Where(p => p.Links.Count > 0))
        {
            var course = PersonCourse.Of(person);
            Event(Metric.PeopleIdentified, course.Identified, person);
            Event(Metric.PeopleLocated, course.Located, person);
            Event(Metric.PeopleJoined, course.Joined, person);
            Event(Metric.PeopleDeclined, course.Declined, person);
            Event(Metric.PeopleReconnected, course.Reconnected, person, value: course.Reconnected is { } on ? Days.Between(course.Identified, on) : null);
        }
    }

    private void ConferencesAndPlans()
    {
        foreach (var conference in _of.Conferences)
        {
            Event(Metric.ConferencesHeld, conference.HeldOn);
        }
        foreach (var plan in _of.Plans)
        {
            Event(Metric.PlansDrafted, plan.DraftedOn);
            Event(Metric.PlansAgreed, plan.AgreedOn);
            Event(plan.IntegratedInto.Count > 0 ? Metric.PlansIntegrated : Metric.PlansNotIntegrated, plan.AgreedOn);
        }
    }

    // What fell due before the child was referred was others' work, and after the case was closed it is again; what is overdue meanwhile is not.
    private void Reviews()
    {
        var referred = Earliest(_of.Referrals.Select(r => (DateOnly?)r.ReferredOn));
        foreach (var review in _of.Reviews)
        {
            if (review.DueOn >= referred && !Stages.IsClosed(_of, review.DueOn))
            {
                Event(Metric.ReviewsDue, review.DueOn);
                Event(review.HeldOn > review.DueOn ? Metric.ReviewsLate : Metric.ReviewsOnTime, review.HeldOn);
            }
            foreach (bool before in Periods)
            {
                if (IsOpen(_of, Period(before).To) && review.Status(Period(before).To) == ReviewStatus.Overdue)
                {
                    Add(Metric.ReviewsOverdue, before, Period(before).To);
                }
            }
        }
    }

    private void Promises(bool before)
    {
        var (from, to) = Period(before);
        int promise = 0;
        foreach (var record in _of.Commitments.Count == 0 ? [] : TrackRecord.All([.. _of.Commitments.Select(c => new Promise(_of, c))], to))
        {
            PromiseTraits traits = new(this, record.Commitment);
            Occasions(Metric.Occasions, from, to);
            Occasions(Metric.OccasionsOfLast90Days, Days.Plus(to, 1 - TrendDays), to);
            Occasions(Metric.OccasionsOf90DaysBefore, Days.Plus(to, 1 - (2 * TrendDays)), Days.Plus(to, -TrendDays));
            Lasted(Metric.Sustained183, 183);
            Lasted(Metric.Sustained365, 365);
            promise++;

            // Those of one group mostly follow each other: they are one fact.
            void Occasions(Metric metric, DateOnly first, DateOnly last)
            {
                MetricFact? run = null;
                foreach (var occasion in record.Opened)
                {
                    if (occasion.Status is OccasionStatus.Kept or OccasionStatus.Late or OccasionStatus.Missed && occasion.DueOn >= first && occasion.DueOn <= last)
                    {
                        var of = traits.On(occasion.DueOn);
                        if (run is { } other && other.Traits != of)
                        {
                            _facts.Add(other);
                            run = null;
                        }
                        var fact = run ?? new(new(metric), before, occasion.DueOn, of) { Count = 0, Promise = promise };
                        run = fact with
                        {
                            Count = fact.Count + 1,
                            First = fact.First + (occasion.Status == OccasionStatus.Missed ? 0 : 1),
                            Second = fact.Second + (occasion.Status == OccasionStatus.Kept ? 1 : 0),
                        };
                    }
                }
                if (run is { } lastRun)
                {
                    _facts.Add(lastRun);
                }
            }

            void Lasted(Metric metric, int days)
            {
                var on = Days.Plus(record.Term.AgreedOn, days);
                if (from <= on && on <= to && record.SustainedAt(days, to) is { } lasted)
                {
                    _facts.Add(new(new(metric), before, on, traits.On(on)) { First = lasted ? 1 : 0 });
                }
            }
        }
    }

    // Rule 45: plans with both years whole, of children in care for the whole year before.
    private void Moves()
    {
        DateOnly[] moves = [.. _of.Placements.Where(p => p.Kind != PlacementKind.School).Select(p => p.From).Distinct().Order().Skip(1)];
        foreach (var plan in _of.Plans)
        {
            if (plan is { AgreedOn: { } agreed, ReplacesId: null } && _of.Child.EnteredCareOn is { } entered && entered <= Days.Plus(agreed, -YearDays)
                && !(_of.Child.LeftCareOn < agreed))
            {
                int In(DateOnly first, DateOnly until) => moves.Count(m => first <= m && m < until);
                var end = Days.Plus(agreed, YearDays);
                Event(Metric.Moves, end, null, In(Days.Plus(agreed, -YearDays), agreed), In(agreed, end));
            }
        }
    }

    // Of each kind the last value before the first plan was agreed, and the last in the period, after it.
    private void Measures(bool before)
    {
        if (Earliest(_of.Plans.Select(p => p.AgreedOn)) is not { } agreed)
        {
            return;
        }
        foreach (var kind in _of.Measures.GroupBy(m => m.Kind))
        {
            Measure? Last(Func<DateOnly, bool> when) => kind.Where(m => when(m.MeasuredOn)).OrderBy(m => m.MeasuredOn).ThenBy(m => m.Id, StringComparer.Ordinal).LastOrDefault();
            if (Last(on => on < agreed) is { } was && Last(on => on >= agreed && Period(before).Has(on)) is { } became)
            {
                Add(Metric.Measure, before, became.MeasuredOn, null, was.Value, became.Value, (int)kind.Key);
            }
        }
    }

    // Rule 45. Whatever came after the last day takes nothing back of a gap that began or ended by it, but for a new referral: then it is judged anew.
    private void Gaps(IReadOnlyList<Case> siblings, GapThresholds thresholds)
    {
        Ties ties = new(_of, siblings, thresholds);
        var spells = GapSpells.Of(ties, thresholds, _now.To);
        bool referredAgain = _of.Referrals.Any(r => r.ReferredOn > _before.To && r.ReferredOn <= _now.To);
        Flow(spells, false);
        if (!_withBefore)
        {
            return;
        }
        Flow(referredAgain ? GapSpells.Of(ties, thresholds, _before.To) : spells, true);

        void Flow(IReadOnlyList<GapSpell> all, bool before)
        {
            var period = Period(before);
            foreach (var spell in all)
            {
                if (period.Has(spell.From))
                {
                    Add(Metric.GapsOpened, before, spell.From, kind: (int)spell.Kind);
                }
                if (spell.Until is { } until && until <= period.To && period.Has(Days.Plus(until, -1)))
                {
                    Add(Metric.GapsClosed, before, Days.Plus(until, -1), kind: (int)spell.Kind);
                }
            }
        }
    }

    /// <summary>Whether there is an open case on a day: of a child who was referred, and is alive.</summary>
    internal static bool IsOpen(Case of, DateOnly on) => Referrals.Latest(of, on) is not null && !Stages.IsClosed(of, on) && of.Child.IsThere(on);

    private MetricPeriod Period(bool before) => before ? _before : _now;

    /// <summary>Adds an event to the period that it is in, if it is in one.</summary>
    private void Event(Metric metric, DateOnly? day, PersonFacts? about = null, double? value = null, double second = 0)
    {
        if (day is { } on && (_now.Has(on) || (_withBefore && _before.Has(on))))
        {
            Add(metric, _before.Has(on), on, about, value, second);
        }
    }

    private void Add(Metric metric, bool before, DateOnly on, PersonFacts? about = null, double? value = null, double second = 0, int kind = 0)
    {
        var traits = TraitsOn(on);
        _facts.Add(new(new(metric, kind), before, on, about is null ? traits : traits with { RelationshipKinds = KindsOf(about, on) })
        {
            HasValue = value is not null,
            First = value ?? 0,
            Second = second,
        });
    }

    private MetricTraits TraitsOn(DateOnly day) => MetricTraits.Of(_of, day, _teams);

    private static ulong KindsOf(PersonFacts person, DateOnly day)
    {
        ulong kinds = 0;
        foreach (var tie in person.Ties)
        {
            kinds |= tie.Holds(day) ? MetricTraits.Bit(MetricTraits.Value<RelationshipKind>(tie.Kind)) : 0;
        }
        return kinds == 0 ? MetricTraits.Bit(0) : kinds;
    }

    private static DateOnly? Earliest(IEnumerable<DateOnly?> days) => days.Min();

    /// <summary>The traits of a promise on a day: what its promisers are to the child changes, its mode and supports do not.</summary>
    private sealed class PromiseTraits(CaseMetrics metrics, Commitment commitment)
    {
        private readonly PersonFacts[] _promisers = [.. commitment.PersonIds.Distinct().Select(id => metrics._everybody.GetValueOrDefault(id)).OfType<PersonFacts>()];
        private readonly ulong _supports = commitment.Support.Aggregate(0UL, (all, kind) => all | MetricTraits.Bit(MetricTraits.Value<SupportKind>(kind)));

        internal MetricTraits On(DateOnly day) => metrics.TraitsOn(day) with
        {
            RelationshipKinds = _promisers.Aggregate(0UL, (all, person) => all | KindsOf(person, day)) is not 0 and var kinds ? kinds : MetricTraits.Bit(0),
            ContactModes = MetricTraits.Bit(MetricTraits.Value<ContactMode>(commitment.Mode)),
            SupportKinds = _supports == 0 ? MetricTraits.Bit(0) : _supports,
        };
    }
}
