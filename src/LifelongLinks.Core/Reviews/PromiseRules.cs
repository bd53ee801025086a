namespace LifelongLinks.Core;

/// <summary>
/// What a review might decide about a promise: a table of rules. Each row that holds is a reason, and the first that holds says what is suggested.
/// It is a suggestion: those who meet decide, and the child is asked first.
/// </summary>
public static class PromiseRules
{
    /// <summary>The days back in which happenings are looked at: half a year.</summary>
    public const int RecentDays = 183;

    private const int TooFew = 3;

    private static readonly IReadOnlyList<Func<PromiseFacts, Row?>> _table =
    [
        f => f.LastDay < f.AsOf ? new(SuggestionRule.LastDayPassed, CommitmentDecision.End, "It ran to its last day.",
            [], new SuggestionFigure("its last day", Date: f.LastDay)) : null,
        f => OfPeople(f, f.Died, SuggestionRule.PromiserDied, CommitmentDecision.End, "Somebody who promised it has died."),
        f => OfPeople(f, f.Refused, SuggestionRule.ChildSaidNo, CommitmentDecision.End, $"{f.Child} has said no to somebody who promised it."),
        f => OfPeople(f, f.Declined, SuggestionRule.PersonSaidNo, CommitmentDecision.End, "Somebody who promised it has said no since."),
        f => OfPeople(f, f.NotSafe, SuggestionRule.NotSafe, CommitmentDecision.End, "The oversight group found somebody who promised it not safe."),
        f => OfPeople(f, f.Blocked, SuggestionRule.NotAllowed, CommitmentDecision.Pause, "A restriction forbids contact with somebody who promised it."),
        f => f.ConsentsStopped.Count > 0 ? new(SuggestionRule.ConsentStopped, CommitmentDecision.Pause, "A consent to contact that it rests on was refused, withdrawn or has expired.",
            [], [.. f.ConsentsStopped.Select(whose => new SuggestionFigure("whose consent", Text: whose))]) : null,
        f => f.Paused is { } pause ? new(SuggestionRule.Paused, CommitmentDecision.Pause, "A review paused it: is what it was paused for over?",
            [], new("paused from", Date: pause.From), pause.Until is { } until ? new("paused until", Date: until) : new("paused until", Text: "a review continues it")) : null,
        f => f is { GapDays: { } gap, DaysSinceLast: { } days } && days > 2 * gap ? new(SuggestionRule.Lapsed, CommitmentDecision.Change,
            "It has not happened for more than twice the time that was promised: what stands in the way?", [], f.Last, new("days since then, or since it began or was last excused", days), new("days between times, as promised", gap)) : null,
        f => f.Feelings.Take(3).Count(feeling => feeling <= 2) is >= 2 and var bad ? new(SuggestionRule.FeltBad, CommitmentDecision.Change,
            $"{f.Child} felt bad about it lately: ask what would make it better.", [],
            new SuggestionFigure($"of the last 3 times that {f.Child} said how it felt, those that felt bad (1 or 2 of 5)", bad)) : null,
        f => f.Excused(ExcuseReason.ChildDeclined) is >= 2 and var times ? new(SuggestionRule.ChildDeclined, CommitmentDecision.Change,
            $"{f.Child} did not want it more than once: ask what would suit better. It is nobody's failure.", [], new SuggestionFigure($"times in half a year that {f.Child} did not want it", times)) : null,
        f => f.Excused(ExcuseReason.ServiceFailure) is >= 2 and var times ? new(SuggestionRule.ServiceFailed, CommitmentDecision.Change,
            "It was the service that failed it, not whoever promised: what help does it need?", [], new SuggestionFigure("times in half a year that the service failed it", times)) : null,
        f => f.Due >= TooFew && 2 * f.Happened < f.Due ? new(SuggestionRule.SeldomKept, CommitmentDecision.Change,
            "Less than half of what was due in half a year happened: would less often, or another way, be a promise that can be kept?", [], f.Recent) : null,
        f => f.Whole.Trend == Trend.Slipping && 5 * f.Happened < 4 * f.Due ? new(SuggestionRule.Slipping, CommitmentDecision.Change,
            "It happens less than it did: ask early what has changed.", [], [.. f.Recent, f.TrendFigure]) : null,
        f => f.WithCare.Count > 0 ? new(SuggestionRule.CareNeeded, CommitmentDecision.Continue, "A check or a restriction calls for care: look at whether what was arranged still holds.", f.WithCare) : null,
    ];

    // Where no rule asks for anything else.
    private static Row GoesOn(PromiseFacts f) => f.Due < TooFew
        ? new(SuggestionRule.TooEarly, CommitmentDecision.Continue, "Too few were due in half a year to tell how it goes, and nothing recorded speaks against it.",
            [], [.. f.Recent, f.Last, .. f.Felt])
        : new(SuggestionRule.GoesOn, CommitmentDecision.Continue, "Nothing recorded speaks against it.",
            [], [.. f.Recent, new("in a row up to now, without one missed", f.Whole.Streak), f.TrendFigure, .. f.Felt]);

    /// <summary>What is suggested about a promise of an agreed plan.</summary>
    /// <param name="of">The case.</param>
    /// <param name="commitment">The promise.</param>
    /// <param name="asOf">The day on which facts are taken.</param>
    /// <param name="today">The clock's day: what protects is judged on it too.</param>
    public static PromiseSuggestion Of(Case of, Commitment commitment, DateOnly asOf, DateOnly today)
    {
        var facts = PromiseFacts.Of(of, commitment, asOf, today);
        List<Row> holding = [.. _table.Select(rule => rule(facts)).OfType<Row>()];
        if (holding.All(r => r.Decision == CommitmentDecision.Continue))
        {
            holding.Add(GoesOn(facts));
        }
        return new(commitment.Id, holding[0].Decision, [.. holding.Select(r => new SuggestionReason(r.Rule, r.Summary, r.PersonIds, r.Figures))]);
    }

    // Where others promise it too it need not end: then it is to be promised otherwise.
    private static Row? OfPeople(PromiseFacts facts, IReadOnlyList<string> people, SuggestionRule rule, CommitmentDecision decision, string summary) =>
        people.Count == 0 ? null : new(rule, facts.SomebodyLeft ? CommitmentDecision.Change : decision, summary, people,
            new SuggestionFigure("people who promised it", facts.Promisers), new SuggestionFigure("of them, whom this is about", people.Count));

    private sealed record Row(SuggestionRule Rule, CommitmentDecision Decision, string Summary, IReadOnlyList<string> PersonIds, params SuggestionFigure[] Figures);
}

/// <summary>All that the rules look at about one promise.</summary>
internal sealed record PromiseFacts
{
    internal required string Child { get; init; }
    internal required DateOnly AsOf { get; init; }
    internal required int Promisers { get; init; }
    internal required IReadOnlyList<string> Died { get; init; }
    internal required IReadOnlyList<string> Refused { get; init; }
    internal required IReadOnlyList<string> Declined { get; init; }
    internal required IReadOnlyList<string> NotSafe { get; init; }
    internal required IReadOnlyList<string> Blocked { get; init; }
    internal required IReadOnlyList<string> WithCare { get; init; }
    internal required IReadOnlyList<string> ConsentsStopped { get; init; }
    internal required Pause? Paused { get; init; }
    internal required DateOnly? LastDay { get; init; }
    internal required int? GapDays { get; init; }
    internal required DateOnly? LastOn { get; init; }

    /// <summary>Days since it last happened, was last excused or prevented, or was first expected; null: it is not expected yet.</summary>
    internal required int? DaysSinceLast { get; init; }

    /// <summary>How the child felt about it in half a year, newest first.</summary>
    internal required IReadOnlyList<int> Feelings { get; init; }

    /// <summary>How far it was kept, over all its time.</summary>
    internal required Adherence Whole { get; init; }

    /// <summary>How far it was kept in half a year.</summary>
    internal required Adherence Lately { get; init; }

    internal bool SomebodyLeft => Died.Concat(Refused).Concat(Declined).Concat(NotSafe).Concat(Blocked).Distinct().Count() < Promisers;

    internal int Due => Lately.Counts.Decided;

    internal int Happened => Lately.Kept + Lately.Late;

    internal int Excused(ExcuseReason reason) => Lately.ExcusedBy.FirstOrDefault(e => e.Reason == reason)?.Count ?? 0;

    internal SuggestionFigure[] Recent => [new("times due in half a year, less those excused", Due), new("of these, those that happened", Happened)];

    internal SuggestionFigure Last => LastOn is { } on ? new("last happened on", Date: on) : new("last happened on", Text: "never");

    internal SuggestionFigure[] Felt => Feelings.Count == 0 ? [] :
        [new($"how {Child} felt the last times, newest first, 1 (bad) to 5 (very good)", Text: string.Join(", ", Feelings.Take(5)))];

    internal SuggestionFigure TrendFigure => new("the last 90 days beside the 90 before", Text: Whole.Trend switch
    {
        Trend.Improving => "happens more",
        Trend.Steady => "about the same",
        Trend.Slipping => "happens less",
        _ => "too few to tell",
    });

    internal static PromiseFacts Of(Case of, Commitment commitment, DateOnly asOf, DateOnly today)
    {
        string child = of.Child.KnownAs ?? of.Child.Name;
        IEnumerable<string> Stopped(ConsentSubject subject, string whose) => ((DateOnly[])[asOf, today]).Any(day =>
            Consents.Of(of, subject, ConsentPurpose.Contact, day) == Consents.Standing.Stopped
            && (subject == ConsentSubject.Child || Consents.ParentalResponsibilityCounts(of.Child, day))) ? [whose] : [];
        var promisers = commitment.PersonIds.Distinct().ToList();
        var standings = promisers.ToDictionary(id => id, id => (Then: Standing.Of(of, id, asOf), Now: Standing.Of(of, id, today)));
        List<string> Where(Func<Standing, bool> holds) => [.. promisers.Where(id => holds(standings[id].Then) || holds(standings[id].Now))];
        var recentFrom = Days.Plus(asOf, 1 - PromiseRules.RecentDays);
        var contacts = of.Contacts.Where(c => c.On <= asOf && c.CommitmentIds.Contains(commitment.Id)).OrderByDescending(c => c.On).ThenByDescending(c => c.Id, StringComparer.Ordinal).ToList();
        var plan = of.Plans.FirstOrDefault(p => p.Id == commitment.PlanId);
        var begun = plan?.AgreedOn > commitment.StartsOn ? plan.AgreedOn.Value : commitment.StartsOn;
        DateOnly? last = contacts.Count > 0 ? contacts[0].On : null;
        // After a time that was excused or prevented as much may pass again before it lapses: nothing was to happen meanwhile.
        var excused = Occasions.Of(of, commitment, asOf).Where(o => o.Status is OccasionStatus.Excused or OccasionStatus.Cancelled).Select(o => (DateOnly?)(o.DueOn < asOf ? o.DueOn : asOf)).Max();
        var since = new[] { last, excused, begun }.Max()!.Value;
        var fixedLast = commitment.Cadence is { IsPeriodic: false, On: { } once } ? once : (DateOnly?)null;
        return new()
        {
            Child = child,
            AsOf = asOf,
            Promisers = promisers.Count,
            Died = [.. promisers.Where(id => of.Person(id)?.IsAlive(asOf) == false || of.Person(id)?.IsAlive(today) == false)],
            Refused = Where(s => s.Refused),
            Declined = Where(s => s.Declined),
            NotSafe = Where(s => s.NotSafe),
            Blocked = Where(s => s.Blocked),
            WithCare = Where(s => s is { Care: not SafetyTier.Cleared, IsOpen: true }),
            ConsentsStopped = [.. Stopped(ConsentSubject.Child, $"{child}'s own"), .. Stopped(ConsentSubject.ParentalResponsibility, "that of those with parental responsibility")],
            Paused = commitment.Pauses.LastOrDefault(p => p.From < asOf && !(p.Until <= asOf)),
            LastDay = commitment.EndsOn ?? fixedLast,
            GapDays = commitment.Cadence.GapDays,
            LastOn = last,
            DaysSinceLast = since > asOf ? null : Days.Between(since, asOf),
            Feelings = [.. contacts.Where(c => c.On >= recentFrom).Select(c => c.Feeling).OfType<int>()],
            Whole = Adherences.Of(of, commitment, asOf),
            Lately = Adherences.Of(of, commitment, asOf, recentFrom),
        };
    }
}
