namespace LifelongLinks.Tests.Core;

/// <summary>
/// The figures of a period once more, told plainly from the raw facts of every case and with no thought for speed: what the metrics are held
/// against. Everything that happened is an event with the words of its groups; a figure is then counted from those of its name.
/// </summary>
internal sealed class PlainMetrics
{
    internal sealed record Event(string What, string Child, DateOnly On, IReadOnlyDictionary<MetricDimension, string[]> Groups, double? First = null, double? Second = null, string? Promise = null);

    private readonly DateOnly _from;
    private readonly DateOnly _to;
    private readonly List<Event> _events = [];

    internal PlainMetrics(IEnumerable<CaseloadCase> cases, MetricPeriod period, bool gaps, Func<Commitment, bool>? promises = null)
    {
        (_from, _to) = period;
        foreach (var (of, siblings) in cases)
        {
            Process(of);
            Promises(of with { Commitments = [.. of.Commitments.Where(promises ?? (_ => true))] });
            Outcomes(of);
            if (gaps)
            {
                Gaps(of, siblings);
            }
        }
    }

    /// <summary>Every figure by its name, told and true; a true one comes with the number of children it rests on.</summary>
    internal IEnumerable<(string Name, double? Told, double? True, int Children, bool IsPart)> Figures(PlanReviewFigures told, Func<Event, bool> isIn)
    {
        List<Event> Of(string what) => [.. _events.Where(e => e.What == what && isIn(e))];
        (string, double?, double?, int, bool) Count(string what, double? value, bool isPart = false) =>
            (what, value, Math.Round(Of(what).Count / 5.0) * 5, Children(Of(what)), isPart);
        IEnumerable<(string, double?, double?, int, bool)> Quarters(string what, Quartiles? value)
        {
            var known = Of(what).Where(e => e.First is not null).ToList();
            double[] sorted = [.. known.Select(e => e.First!.Value).Order()];
            int children = Children(known) < 10 ? 0 : Children(known);
            (string, double?, double?, int, bool) One(string name, double? told, double share) =>
                ($"{name} of {what}", told, children == 0 ? null : Round(At(sorted, share), 1), children, false);
            return [One("lower", value?.Lower, .25), One("median", value?.Median, .5), One("upper", value?.Upper, .75)];
        }
        (string, double?, double?, int, bool) Share(string what, string name, double? value, Func<Event, double> of) =>
            ShareOf($"{name} of {what}", value, Of(what).Sum(of), Of(what).Count, Children(Of(what)));
        (string, double?, double?, int, bool) Mean(string what, string name, double? value, Func<Event, double> of) => Children(Of(what)) < 10
            ? ($"{name} of {what}", value, null, 0, false) : ($"{name} of {what}", value, Round(Of(what).Average(of), .1m), Children(Of(what)), false);

        yield return Count("children", told.Children);
        yield return Count("referred", told.ChildrenReferred);
        yield return Count("early", told.ReferredEarly, isPart: true);
        foreach (var one in Quarters("referred", told.DaysToReferral)) { yield return one; }
        yield return Count("consent", told.ConsentsGiven);
        yield return Count("withdrawn", told.ConsentsWithdrawn);
        yield return Count("identified", told.PeopleIdentified);
        yield return Count("located", told.PeopleLocated);
        yield return Count("joined", told.PeopleJoined);
        yield return Count("declined", told.PeopleDeclined);
        foreach (var one in Quarters("network then", told.NetworkAtReferral)) { yield return one; }
        foreach (var one in Quarters("children", told.NetworkNow)) { yield return one; }
        yield return Count("reconnected", told.PeopleReconnected);
        foreach (var one in Quarters("reconnected", told.DaysToReconnection)) { yield return one; }
        yield return Count("conference", told.ConferencesHeld);
        yield return Count("drafted", told.PlansDrafted);
        yield return Count("agreed", told.PlansAgreed);
        yield return Count("integrated", told.PlansIntegrated, isPart: true);
        yield return Count("due", told.ReviewsDue);
        yield return Count("on time", told.ReviewsOnTime);
        yield return Count("late", told.ReviewsLate);
        yield return Count("overdue", told.ReviewsOverdue);
        yield return Count("occasion", told.Adherence.Occasions);
        yield return Share("occasion", "rate", told.Adherence.Rate, e => e.First!.Value);
        yield return Share("occasion", "punctuality", told.Adherence.Punctuality, e => e.Second!.Value);
        var rates = Of("occasion").GroupBy(e => e.Promise).Select(g => g.Average(e => e.First!.Value)).Order().ToArray();
        yield return ShareOf("mean of rates", told.Adherence.Mean, rates.Sum(), rates.Length, Children(Of("occasion")));
        int promising = Children(Of("occasion"));
        yield return ("lower of rates", told.Adherence.Quartiles?.Lower, promising < 10 ? null : Round(At(rates, .25), .05m), promising < 10 ? 0 : promising, false);
        yield return ("upper of rates", told.Adherence.Quartiles?.Upper, promising < 10 ? null : Round(At(rates, .75), .05m), promising < 10 ? 0 : promising, false);
        foreach (var sustained in told.Sustained)
        {
            yield return Count($"after {sustained.Days}", sustained.Promises);
            yield return Share($"after {sustained.Days}", "share", sustained.Share, e => e.First!.Value);
        }
        yield return Count("years", told.Moves.Plans);
        yield return Mean("years", "moves before", told.Moves.Before, e => e.First!.Value);
        yield return Mean("years", "moves after", told.Moves.After, e => e.Second!.Value);
        foreach (var measure in told.Measures)
        {
            yield return Count($"{measure.Kind}", measure.Children);
            yield return Mean($"{measure.Kind}", "before", measure.Before, e => e.First!.Value);
            yield return Mean($"{measure.Kind}", "after", measure.After, e => e.Second!.Value);
        }
        foreach (var gap in told.Gaps)
        {
            yield return Count($"opened {gap.Kind}", gap.Opened);
            yield return Count($"closed {gap.Kind}", gap.Closed);
        }
    }

    private static int Children(List<Event> events) => events.Select(e => e.Child).Distinct().Count();

    private static double At(double[] sorted, double share)
    {
        decimal place = (sorted.Length - 1) * (decimal)share;
        int low = (int)Math.Floor(place), high = (int)Math.Ceiling(place);
        return (double)((1 - (place - low)) * (decimal)sorted[low] + (place - low) * (decimal)sorted[high]);
    }

    private static double Round(double value, decimal to) => (double)(Math.Round((decimal)value / to, MidpointRounding.AwayFromZero) * to);

    /// <summary>A share as it is told: out of the part and the rest, each rounded to 5; of ten at least.</summary>
    internal static double? Share(double part, int whole)
    {
        double told = Math.Round(part / 5, MidpointRounding.AwayFromZero) * 5, rest = Math.Round((whole - part) / 5, MidpointRounding.AwayFromZero) * 5;
        return whole < 10 ? null : Round(told / (told + rest), .01m);
    }

    private static (string, double?, double?, int, bool) ShareOf(string name, double? told, double part, int whole, int children) =>
        (name, told, Share(part, whole), whole < 10 ? 0 : children, false);

    private void Process(Case of)
    {
        var entered = of.Child.EnteredCareOn;
        if (of.Referrals.Select(r => r.ReferredOn).Where(In).Order().Cast<DateOnly?>().FirstOrDefault() is { } referred)
        {
            Add("referred", of, referred, first: entered <= referred ? referred.DayNumber - entered!.Value.DayNumber : null);
            if (entered <= referred && Enumerable.Range(0, 60).Select(entered.Value.AddDays).Count(d => d > entered && d <= referred && WorkingDays.IsWorkingDay(d)) < 20)
            {
                Add("early", of, referred);
            }
        }
        Referral? Latest(DateOnly day) => of.Referrals.Where(r => r.ReferredOn <= day).OrderBy(r => r.ReferredOn).ThenBy(r => r.Id, StringComparer.Ordinal).LastOrDefault();
        bool IsClosed(DateOnly day) => of.Child.ClosedOn <= day || (Latest(day) is { } at && (at.ClosedOn <= day || (at.Status == ReferralStatus.Declined && at.DecidedOn <= day)));
        bool isOpen = Latest(_to) is not null && !IsClosed(_to) && !(of.Child.Died <= _to);
        if (isOpen && Latest(_to) is { } latest)
        {
            int Size(DateOnly day) => of.Links.Where(l => l.IdentifiedOn <= day && !(l.EndedOn <= day)).Select(l => l.PersonId)
                .Concat(Ties(of, day).Select(t => t.FromId == of.Child.Id ? t.ToId : t.FromId)).Distinct().Count(p => p != of.Child.Id);
            Add("children", of, _to, first: Size(_to));
            Add("network then", of, _to, first: Size(latest.ReferredOn));
        }
        foreach (var consent in of.Consents)
        {
            Happened("consent", of, consent.State is ConsentState.Given or ConsentState.GivenWithLimits ? consent.AnsweredOn : null);
            Happened("withdrawn", of, consent.WithdrawnOn);
        }
        foreach (var person in of.Links.GroupBy(l => l.PersonId))
        {
            var decisions = of.Decisions.Where(d => person.Any(l => l.Id == d.LinkId)).ToList();
            DateOnly? First(Func<Decision, bool> which) => decisions.Where(which).Min(d => (DateOnly?)d.DecidedOn);
            var identified = person.Min(l => l.IdentifiedOn);
            var joined = First(d => d is { Kind: DecisionKind.PersonAnswer, Outcome: DecisionOutcome.Joined });
            Happened("identified", of, identified, person.Key);
            Happened("located", of, First(d => d.Kind == DecisionKind.Locate), person.Key);
            Happened("joined", of, joined, person.Key);
            Happened("declined", of, First(d => d is { Kind: DecisionKind.PersonAnswer, Outcome: DecisionOutcome.Declined }), person.Key);
            // A day in touch, and the day from which it is known: a tie tells nothing before it has begun.
            var touches = of.Contacts.Where(c => c.PersonIds.Contains(person.Key) && c.IsTwoWay).Select(c => (c.On, Known: c.On))
                .Concat(of.Relationships.Where(t => t.OfChild(of.Child.Id) == person.Key && t.LastContactOn is not null)
                    .Select(t => (On: t.LastContactOn!.Value, Known: t.Since > t.LastContactOn ? t.Since.Value : t.LastContactOn!.Value))).ToList();
            bool lost = !touches.Any(t => t.Known < identified && t.On < identified && identified.DayNumber - t.On.DayNumber <= 90);
            if (lost && joined is { } since && touches.Where(t => t.On >= since).Select(t => (DateOnly?)(t.Known > since ? t.Known : since)).Min() is { } again)
            {
                Happened("reconnected", of, again, person.Key, again.DayNumber - identified.DayNumber);
            }
        }
        foreach (var conference in of.Conferences)
        {
            Happened("conference", of, conference.HeldOn);
        }
        foreach (var plan in of.Plans)
        {
            Happened("drafted", of, plan.DraftedOn);
            Happened("agreed", of, plan.AgreedOn);
            Happened("integrated", of, plan.IntegratedInto.Any() ? plan.AgreedOn : null);
        }
        foreach (var review in of.Reviews)
        {
            bool since = of.Referrals.Any(f => f.ReferredOn <= review.DueOn) && !IsClosed(review.DueOn);
            Happened("due", of, since ? review.DueOn : null);
            Happened("on time", of, since && review.HeldOn <= review.DueOn ? review.HeldOn : null);
            Happened("late", of, since && review.HeldOn > review.DueOn ? review.HeldOn : null);
            if (review.DueOn < _to && !(review.HeldOn <= _to) && isOpen)
            {
                Add("overdue", of, _to);
            }
        }
    }

    private void Promises(Case of)
    {
        foreach (var commitment in of.Commitments)
        {
            var plan = of.Plans.Single(p => p.Id == commitment.PlanId);
            foreach (var occasion in OccasionsTwinTests.Twin(new(of with { Plans = [plan] }, commitment, _to), _to))
            {
                if (In(occasion.DueOn) && occasion.Status is OccasionStatus.Kept or OccasionStatus.Late or OccasionStatus.Missed && In(occasion.DueOn))
                {
                    Promised("occasion", of, commitment, occasion.DueOn, occasion.Status == OccasionStatus.Missed ? 0 : 1, occasion.Status == OccasionStatus.Kept ? 1 : 0);
                }
            }
            foreach (int days in (int[])[183, 365])
            {
                if (plan.AgreedOn is { } agreed && agreed.AddDays(days) is var on && In(on) && commitment.StartsOn <= on && !(commitment.EndsOn < on) && !(plan.EndedOn <= on)
                    && commitment.Cadence.PeriodDays is { } period)
                {
                    int within = Math.Max(60, period + (commitment.Grace ?? commitment.Cadence.DefaultGrace));
                    bool lasted = of.Contacts.Any(c => c.CommitmentIds.Contains(commitment.Id) && c.On <= on && c.On >= on.AddDays(-within));
                    Promised($"after {days}", of, commitment, on, lasted ? 1 : 0, 0);
                }
            }
        }
    }

    private void Outcomes(Case of)
    {
        var homes = of.Placements.Where(p => p.Kind != PlacementKind.School).ToList();
        foreach (var plan in of.Plans.Where(p => p.ReplacesId is null && p.AgreedOn is not null))
        {
            var agreed = plan.AgreedOn!.Value;
            int Moves(int first, int until) => homes.Select(h => h.From).Distinct()
                .Count(day => agreed.AddDays(first) <= day && day < agreed.AddDays(until) && homes.Any(h => h.From < day));
            if (of.Child.EnteredCareOn <= agreed.AddDays(-365) && !(of.Child.LeftCareOn < agreed))
            {
                Happened("years", of, agreed.AddDays(365), null, Moves(-365, 0), Moves(0, 365));
            }
        }
        if (of.Plans.Min(p => p.AgreedOn) is { } first)
        {
            foreach (var kind in Enum.GetValues<MeasureKind>())
            {
                var values = of.Measures.Where(m => m.Kind == kind).OrderBy(m => m.MeasuredOn).ThenBy(m => m.Id, StringComparer.Ordinal).ToList();
                if (values.LastOrDefault(m => m.MeasuredOn < first) is { } before && values.LastOrDefault(m => m.MeasuredOn >= first && In(m.MeasuredOn)) is { } after)
                {
                    Add($"{kind}", of, after.MeasuredOn, first: before.Value, second: after.Value);
                }
            }
        }
    }

    // One day after the other; a gap that holds on the day of the referral opens on it.
    private void Gaps(Case of, IReadOnlyList<Case> siblings)
    {
        if (of.Referrals.Where(r => r.ReferredOn <= _to).Select(r => (DateOnly?)r.ReferredOn).Max() is not { } referred)
        {
            return;
        }
        PlainGaps plain = new(new(of, siblings, _to, _to));
        var held = _from.AddDays(-1) >= referred ? plain.On(_from.AddDays(-1)) : [];
        for (var day = _from > referred ? _from : referred; day <= _to; day = day.AddDays(1))
        {
            var holds = plain.On(day);
            foreach (string gap in holds.Except(held))
            {
                Add($"opened {gap.Split(' ')[0]}", of, day);
            }
            if (day > _from)
            {
                foreach (string gap in held.Except(holds))
                {
                    Add($"closed {gap.Split(' ')[0]}", of, day.AddDays(-1));
                }
            }
            held = holds;
        }
    }

    private bool In(DateOnly day) => _from <= day && day <= _to;

    private void Happened(string what, Case of, DateOnly? day, string? person = null, double? first = null, double? second = null)
    {
        if (day is { } on && In(on))
        {
            Add(what, of, on, person is null ? null : [person], first, second);
        }
    }

    private void Promised(string what, Case of, Commitment commitment, DateOnly on, double first, double second)
    {
        Add(what, of, on, [.. commitment.PersonIds], first, second, commitment.Id);
        var added = _events[^1];
        _events[^1] = added with
        {
            Groups = new Dictionary<MetricDimension, string[]>(added.Groups)
            {
                [MetricDimension.ContactMode] = [Words.Of(commitment.Mode)],
                [MetricDimension.SupportKind] = commitment.Support.Count == 0 ? [MetricValue.None] : [.. commitment.Support.Select(s => Words.Of(s)).Distinct()],
            },
        };
    }

    private void Add(string what, Case of, DateOnly on, string[]? people = null, double? first = null, double? second = null, string? promise = null)
    {
        static string[] One(string? value) => [value ?? MetricValue.None];
        int? years = of.Child.DateOfBirth is { } born ? Years(born, on) : null;
        var until = of.Child.LeftCareOn < on ? of.Child.LeftCareOn!.Value : on;
        int? inCare = of.Child.EnteredCareOn is { } entered && entered <= on ? Years(entered, until) : null;
        Dictionary<MetricDimension, string[]> groups = new()
        {
            [MetricDimension.Team] = One(of.Teams.Where(t => t.Holds(on)).OrderBy(t => t.Since ?? DateOnly.MinValue).Select(t => of.TeamName(t.TeamId)).LastOrDefault()),
            [MetricDimension.PlacementKind] = One(of.Placements.Where(p => p.Kind != PlacementKind.School && p.Holds(on)).OrderBy(p => p.From).Select(p => Words.Of(p.Kind)).LastOrDefault()),
            [MetricDimension.AgeBand] = One(years switch { null => null, < 5 => "UNDER_5", < 10 => "AGED_5_TO_9", < 16 => "AGED_10_TO_15", < 18 => "AGED_16_TO_17", _ => "AGED_18_AND_OVER" }),
            [MetricDimension.TimeInCare] = One(inCare switch
            {
                null => null,
                < 1 => "UNDER_ONE_YEAR",
                < 3 => "ONE_OR_TWO_YEARS",
                < 5 => "THREE_OR_FOUR_YEARS",
                < 10 => "FIVE_TO_NINE_YEARS",
                _ => "TEN_YEARS_OR_MORE",
            }),
        };
        if (people is not null)
        {
            string[] kinds = [.. Ties(of, on).Where(t => people.Contains(t.OfChild(of.Child.Id))).Select(t => Words.Of(t.Kind)).Distinct()];
            groups[MetricDimension.RelationshipKind] = kinds.Length == 0 ? [MetricValue.None] : kinds;
        }
        _events.Add(new(what, of.Child.Id, on, groups, first, second, promise));
    }

    private static IEnumerable<Relationship> Ties(Case of, DateOnly day) => of.Relationships.Where(t =>
        (t.FromId == of.Child.Id || t.ToId == of.Child.Id) && (t.Since is null || t.Since <= day) && (t.Until is null || t.Until > day));

    // Rule 9: who was born on 29 February attains an age on 1 March of a common year.
    private static int Years(DateOnly from, DateOnly to)
    {
        int years = 0;
        while (years < 150 && new DateOnly(from.Year + years + 1, from.Month, 1).AddDays(from.Day - 1) <= to)
        {
            years++;
        }
        return years;
    }
}
