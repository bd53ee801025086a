namespace LifelongLinks.Core;

/// <summary>
/// Sets right what was recorded wrongly: the day or the words of a record, or the record itself, which is struck out. The original is
/// kept. Contacts have a correction of their own, and excuses are withdrawn.
/// </summary>
public sealed record CorrectRecord : CaseCommand
{
    /// <summary>
    /// Id of the child, whose date of birth it is then; of a decision on a link, an activity, wish, affirmation, measure, concern, offer, placement or finding step; or of a relationship,
    /// which can only be struck out.
    /// </summary>
    [Ids]
    public required string RecordId { get; init; }

    /// <summary>What was wrong, and how that is known.</summary>
    [Text(2000, Lines = true)]
    public required string Reason { get; init; }

    /// <summary>The day it really happened; of the child, the date of birth.</summary>
    [Day(When.Past)]
    public DateOnly? On { get; init; }

    /// <summary>The words as they should be.</summary>
    [Text(8000, Lines = true)]
    public string? Words { get; init; }

    /// <summary>MEASURE: the value as it should be.</summary>
    [Between(0, 1000)]
    public double? Value { get; init; }

    /// <summary>Whether it should not have been recorded at all: it counts for nothing from now on.</summary>
    public bool StrikeOut { get; init; }

    internal override string AboutId => RecordId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (RecordId == ChildId)
        {
            return ChildCorrected(on);
        }
        if (On < on.Child.DateOfBirth)
        {
            return Deciding.Wrong(nameof(On), "is before the child was born.");
        }
        if (on.Sight!.Relationships.FirstOrDefault(r => r.Id == RecordId) is { } tie)
        {
            return StrikeOut ? StruckOut(on, tie.Id, Correction.Of(tie, ChildId, on.NewId(), on.Today, Reason, on.Worker?.Id))
                : Deciding.Wrong(nameof(StrikeOut), "must be true for a relationship: change what is known of it with updateRelationship.");
        }
        if (on.Fact(on.Case.Facts.ToList(), RecordId) is not { } stored || Corrected(stored, on) is not { } corrected)
        {
            return Deciding.NotFound("record that can be corrected");
        }
        if (stored is Decision decision && DecisionRefused(decision, on) is { } refused)
        {
            return refused;
        }
        var correction = Correction.Of(stored, on.NewId(), on.Today, Reason, on.Worker?.Id);
        return StrikeOut ? StruckOut(on, stored.Id, correction)
            : Value is not null && corrected is not Measure ? Deciding.Wrong(nameof(Value), "is for a measure.")
            : corrected is Measure m && (m.Value < Measure.Scale(m.Kind).Least || m.Value > Measure.Scale(m.Kind).Most) ? Deciding.Wrong(nameof(Value), "is not on the scale.")
            : corrected is Measure c && c.Value != Math.Floor(c.Value) && Measure.IsCount(c.Kind) ? Deciding.Wrong(nameof(Value), $"is no whole number, as {Core.Words.Of(c.Kind)} is.")
            : !InOrder(corrected, on) ? Deciding.Wrong(nameof(On), "does not go with the other days of the record: something would end before it began.")
            : corrected == stored ? Deciding.Wrong(nameof(On), "or words, value or strikeOut is needed: what should be otherwise?")
            : new Changes { Nodes = [corrected, correction], ResultId = correction.Id };
    }

    // The child's day of birth: it may not change today whose consent counts.
    private Outcome<Changes> ChildCorrected(Deciding on)
    {
        var corrected = on.Child with { DateOfBirth = On };
        return !on.Roles.Contains(Role.SocialWorker) ? new NotYourRole([Role.SocialWorker], "The child's date of birth is set right by the social worker.")
            : On is null ? Deciding.Wrong(nameof(On), "is needed: the child's date of birth.")
            : corrected.EnteredCareOn < On ? Deciding.Wrong(nameof(On), "is after the child came into care.")
            : Consents.ParentalResponsibilityCounts(corrected, on.Today) != Consents.ParentalResponsibilityCounts(on.Child, on.Today)
                ? on.Restricted("It would change whose consent counts. Close the case first, and refer the child anew with the right date.")
            : Deciding.Saves(Correction.Of(on.Child, ChildId, on.NewId(), on.Today, Reason, on.Worker?.Id), corrected);
    }

    // A step is set right by whoever may take it. What allowed something can be struck out at any time, and moved while nothing came after;
    // what keeps somebody out is neither, only decided anew.
    private Refusal? DecisionRefused(Decision decision, Deciding on)
    {
        if (Commands.MayDecide(decision.Kind) is var mayBy && !on.Roles.Intersect(mayBy).Any())
        {
            return new NotYourRole(mayBy, $"This step is set right by the {string.Join(", ", mayBy.Select(r => Core.Words.Plain(r)))} of the case.");
        }
        bool moves = StrikeOut || (On is not null && On != decision.DecidedOn);
        var steps = Decisions.On(on.Case, on.Link(decision.LinkId)!, DateOnly.MaxValue);
        return !moves ? null
            : decision.Outcome is DecisionOutcome.NotSafe or DecisionOutcome.Refused or DecisionOutcome.Declined
                ? on.Restricted("What keeps somebody out is not struck out or moved. Record the new check or answer, when there is one.")
            : StrikeOut ? null
            : steps[^1].Id != decision.Id ? Deciding.Gate(Gate.NotDoneAlready, "Other steps came after this one: its day stays.")
            : steps.Count > 1 && On < steps[^2].DecidedOn ? Deciding.Wrong(nameof(On), $"is before the step before ({steps[^2].DecidedOn:yyyy-MM-dd}).")
            : null;
    }

    private static Outcome<Changes> StruckOut(Deciding on, string id, Correction correction) =>
        on.Case.Facts.Any(f => f is not Correction && Graph.KindOf(f).References.Any(r => !r.IsCase && r.Ids(f).Contains(id)))
            || on.Case.Restrictions.Any(r => r.TieId == id)
            ? Deciding.Gate(Gate.NotDoneAlready, "Other records rest on this one. Strike those out first.")
            : new Changes { Erased = [id], Nodes = [correction with { StruckOut = true }], ResultId = correction.Id };

    private static bool InOrder(CaseNode corrected, Deciding on) => corrected switch
    {
        Decision d => !(d.DecidedOn < on.Link(d.LinkId)?.IdentifiedOn),
        Wish w => !(w.MetOn < w.MadeOn),
        Concern c => !(c.AnsweredOn < c.RaisedOn),
        Placement p => !(p.Until <= p.From),
        FindingStep s => !(s.DoneOn < on.Case.FindingPlans.FirstOrDefault(p => p.Id == s.FindingPlanId)?.MadeOn),
        _ => true,
    };

    private CaseNode? Corrected(CaseNode stored, Deciding on) => stored switch
    {
        Decision d => d with { DecidedOn = On ?? d.DecidedOn, Reason = Words ?? d.Reason },
        Activity a => a with { HeldOn = On ?? a.HeldOn, Words = Words ?? a.Words },
        Wish w => w with { MadeOn = On ?? w.MadeOn, Words = Words ?? w.Words },
        Affirmation a => a with { SaidOn = On ?? a.SaidOn, Words = Words ?? a.Words },
        Measure m => m with { MeasuredOn = On ?? m.MeasuredOn, Source = Words ?? m.Source, Value = Value ?? m.Value },
        Concern c => c with { RaisedOn = On ?? c.RaisedOn, Words = Words ?? c.Words },
        Offer o => o with { OfferedOn = On ?? o.OfferedOn, Words = Words ?? o.Words },
        Placement p => p with { From = On ?? p.From, Place = Words ?? p.Place },
        FindingStep s => s with { DoneOn = s.DoneOn is null ? null : On ?? s.DoneOn, Words = Words ?? s.Words },
        _ => null,
    };
}
