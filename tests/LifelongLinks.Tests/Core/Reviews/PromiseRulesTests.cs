using static LifelongLinks.Tests.Core.Cases;

namespace LifelongLinks.Tests.Core;

/// <summary>What a review might decide about a promise: each row of the table, and which of two goes first.</summary>
public class PromiseRulesTests
{
    private static readonly DateOnly _day = Day("2026-06-30");

    private static readonly Commitment _weekly = new()
    {
        Id = "weekly",
        ChildId = ChildId,
        PlanId = "plan",
        PersonIds = ["nan"],
        Support = [SupportKind.Emotional],
        Mode = ContactMode.PhoneCall,
        Cadence = Cadence.Periodic(1, 1, CadenceUnit.Week),
        StartsOn = Day("2025-07-01"),
    };

    private static readonly Case _case = Empty("nan", "aunt") with
    {
        Plans = [new() { Id = "plan", ChildId = ChildId, DraftedOn = Day("2025-07-01"), AgreedOn = Day("2025-07-01") }],
        Links = [new() { Id = "link", ChildId = ChildId, PersonId = "nan", IdentifiedOn = Day("2025-01-01") }],
        Contacts = Calls(week => true),
    };

    // A call in the middle of each week, unless it did not happen.
    private static IReadOnlyList<Contact> Calls(Func<int, bool> happened, int? feeling = null) => [.. Enumerable.Range(0, 52).Where(happened).Select(week => new Contact
    {
        Id = $"call{week:00}", ChildId = ChildId, CommitmentIds = ["weekly"], PersonIds = ["nan"], On = Day("2025-07-04").AddDays(7 * week), Mode = ContactMode.PhoneCall, Feeling = feeling,
    })];

    private static Decision Answer(DecisionKind kind, DecisionOutcome outcome) => new() { Id = "d", ChildId = ChildId, LinkId = "link", Kind = kind, Outcome = outcome, DecidedOn = Day("2026-06-01") };

    private static Case With(RestrictionEffect effect, DateOnly? until = null) => _case with
    {
        Restrictions = [new() { Id = "r", ChildId = ChildId, Kind = RestrictionKind.BailCondition, Effect = effect, AgainstId = "nan", From = Day("2026-06-01"), Until = until }],
    };

    private static Case Stopped(ConsentSubject subject) => _case with
    {
        Consents = [new() { Id = "c", ChildId = ChildId, Subject = subject, Purpose = ConsentPurpose.Contact, State = ConsentState.Given, Informed = true, AnsweredOn = Day("2025-06-01"), WithdrawnOn = Day("2026-06-20") }],
    };

    private static Excuse[] Excuses(ExcuseReason reason) => [.. ((string[])["2026-06-15", "2026-06-22"]).Select(due => new Excuse { Id = due, ChildId = ChildId, CommitmentId = "weekly", Due = Day(due), RecordedOn = Day(due), Reason = reason })];

    private static PromiseSuggestion Of(Case of, Commitment? commitment = null, DateOnly? today = null)
    {
        commitment ??= _weekly;
        return PromiseRules.Of(of with { Commitments = [commitment] }, commitment, _day, today ?? _day);
    }

    public static TheoryData<string, SuggestionRule, CommitmentDecision> Rows => new()
    {
        { "as it is", SuggestionRule.GoesOn, CommitmentDecision.Continue },
        { "last day yesterday", SuggestionRule.LastDayPassed, CommitmentDecision.End },
        { "last day today", SuggestionRule.GoesOn, CommitmentDecision.Continue },
        { "once, long ago", SuggestionRule.LastDayPassed, CommitmentDecision.End },
        { "died", SuggestionRule.PromiserDied, CommitmentDecision.End },
        { "refused", SuggestionRule.ChildSaidNo, CommitmentDecision.End },
        { "refused, and the aunt promises too", SuggestionRule.ChildSaidNo, CommitmentDecision.Change },
        { "declined", SuggestionRule.PersonSaidNo, CommitmentDecision.End },
        { "not safe", SuggestionRule.NotSafe, CommitmentDecision.End },
        { "blocked", SuggestionRule.NotAllowed, CommitmentDecision.Pause },
        { "blocked until yesterday", SuggestionRule.GoesOn, CommitmentDecision.Continue },
        { "with care", SuggestionRule.CareNeeded, CommitmentDecision.Continue },
        { "the child's consent", SuggestionRule.ConsentStopped, CommitmentDecision.Pause },
        { "the parents' consent", SuggestionRule.ConsentStopped, CommitmentDecision.Pause },
        { "the parents' consent from 18", SuggestionRule.GoesOn, CommitmentDecision.Continue },
        { "paused", SuggestionRule.Paused, CommitmentDecision.Pause },
        { "paused until today", SuggestionRule.GoesOn, CommitmentDecision.Continue },
        { "nothing for three weeks", SuggestionRule.Lapsed, CommitmentDecision.Change },
        { "felt bad", SuggestionRule.FeltBad, CommitmentDecision.Change },
        { "the child declined", SuggestionRule.ChildDeclined, CommitmentDecision.Change },
        { "the service failed", SuggestionRule.ServiceFailed, CommitmentDecision.Change },
        { "one in three", SuggestionRule.SeldomKept, CommitmentDecision.Change },
        { "slipping", SuggestionRule.Slipping, CommitmentDecision.Change },
        { "slipping a little", SuggestionRule.GoesOn, CommitmentDecision.Continue },
        { "just begun", SuggestionRule.TooEarly, CommitmentDecision.Continue },
        { "to begin tomorrow", SuggestionRule.TooEarly, CommitmentDecision.Continue },
    };

    [Theory, MemberData(nameof(Rows))]
    public void The_first_rule_that_holds_says_what_is_suggested(string when, SuggestionRule rule, CommitmentDecision decision)
    {
        var suggested = when switch
        {
            "last day yesterday" => Of(_case, _weekly with { EndsOn = _day.AddDays(-1) }),
            "last day today" => Of(_case, _weekly with { EndsOn = _day }),
            "once, long ago" => Of(_case, _weekly with { Cadence = Cadence.Once(Day("2025-08-01")) }),
            "died" => Of(_case with { People = new Dictionary<string, Person>(_case.People) { ["nan"] = new() { Id = "nan", Name = "Nan", Died = Day("2026-06-29") } } }),
            "refused" => Of(_case with { Decisions = [Answer(DecisionKind.ChildAnswer, DecisionOutcome.Refused)] }),
            "refused, and the aunt promises too" => Of(_case with { Decisions = [Answer(DecisionKind.ChildAnswer, DecisionOutcome.Refused)] }, _weekly with { PersonIds = ["aunt", "nan"] }),
            "declined" => Of(_case with { Decisions = [Answer(DecisionKind.PersonAnswer, DecisionOutcome.Declined)] }),
            "not safe" => Of(_case with { Decisions = [Answer(DecisionKind.OversightCheck, DecisionOutcome.NotSafe)] }),
            "blocked" => Of(With(RestrictionEffect.Block)),
            "blocked until yesterday" => Of(With(RestrictionEffect.Block, Day("2026-06-05"))),
            "with care" => Of(With(RestrictionEffect.Caution)),
            "the child's consent" => Of(Stopped(ConsentSubject.Child)),
            "the parents' consent" => Of(Stopped(ConsentSubject.ParentalResponsibility)),
            "the parents' consent from 18" => Of(Stopped(ConsentSubject.ParentalResponsibility) with { Child = _case.Child with { DateOfBirth = Day("2007-01-01") } }),
            "paused" => Of(_case, _weekly with { Pauses = [new(Day("2026-06-01"))] }),
            "paused until today" => Of(_case, _weekly with { Pauses = [new(Day("2026-06-25"), _day)] }),
            "nothing for three weeks" => Of(_case with { Contacts = Calls(week => week < 49) }), // the last on 5 June, 25 days ago
            "felt bad" => Of(_case with { Contacts = Calls(_ => true, feeling: 2) }),
            "the child declined" => Of(_case with { Contacts = Calls(week => week < 50), Excuses = Excuses(ExcuseReason.ChildDeclined) }),
            "the service failed" => Of(_case with { Contacts = Calls(week => week < 50), Excuses = Excuses(ExcuseReason.ServiceFailure) }),
            "one in three" => Of(_case with { Contacts = Calls(week => week % 3 == 0) }),
            "slipping" => Of(_case with { Contacts = Calls(week => week < 39 || week % 2 == 1) }),
            "slipping a little" => Of(_case with { Contacts = Calls(week => week < 39 || week % 5 != 0) }),
            "just begun" => Of(_case, _weekly with { StartsOn = _day.AddDays(-8) }),
            "to begin tomorrow" => Of(_case, _weekly with { StartsOn = _day.AddDays(1) }),
            _ => Of(_case),
        };
        Assert.Equal((rule, decision), (suggested.Reasons[0].Rule, suggested.Decision));
        Assert.Equal(suggested.Reasons.Select(r => r.Rule).Order(), suggested.Reasons.Select(r => r.Rule)); // as they weigh
        Assert.All(suggested.Reasons, r => Assert.NotEmpty(r.Summary));
        Assert.All(suggested.Reasons.SelectMany(r => r.Figures), f => Assert.True(f.Meaning.Length > 0 && (f.Number is not null ? 1 : 0) + (f.Date is not null ? 1 : 0) + (f.Text is not null ? 1 : 0) == 1));
    }

    [Fact]
    public void Every_rule_has_a_test_and_each_says_on_what_it_rests() =>
        Assert.Equal(Enum.GetValues<SuggestionRule>(), Rows.Select(r => (SuggestionRule)((object[])r)[1]).Distinct().Order());

    [Fact]
    public void What_protects_is_judged_today_too()
    {
        var of = _case with { Decisions = [Answer(DecisionKind.ChildAnswer, DecisionOutcome.Refused) with { DecidedOn = _day.AddDays(5) }] };
        Assert.Equal(CommitmentDecision.Continue, Of(of).Decision);
        Assert.Equal(CommitmentDecision.End, Of(of, today: _day.AddDays(5)).Decision);
    }

    [Fact]
    public void Where_everybody_who_promised_is_gone_in_one_way_or_another_it_ends()
    {
        var of = _case with
        {
            Decisions = [Answer(DecisionKind.ChildAnswer, DecisionOutcome.Refused)],
            People = new Dictionary<string, Person>(_case.People) { ["aunt"] = new() { Id = "aunt", Name = "Aunt", Died = Day("2026-01-01") } },
        };
        Assert.Equal(CommitmentDecision.End, Of(of, _weekly with { PersonIds = ["aunt", "nan"] }).Decision);
    }

    [Fact]
    public void The_figures_are_those_of_half_a_year()
    {
        // 26 weeks are due from 30 December on, and all of them were kept; those before were not.
        var figures = Of(_case with { Contacts = Calls(week => week >= 26) }).Reasons.Single().Figures;
        Assert.Equal((26d, 26d, 26d), (figures[0].Number, figures[1].Number, figures[2].Number));
    }
}
