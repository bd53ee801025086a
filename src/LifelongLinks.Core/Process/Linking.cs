namespace LifelongLinks.Core;

/// <summary>Identifies somebody who matters to the child: from here on the process is followed step by step.</summary>
public sealed record IdentifyLink : CaseCommand
{
    /// <summary>Id of the person, in this case or in another in the viewer's sight.</summary>
    [Ids]
    public required string PersonId { get; init; }

    /// <summary>The day the person was identified; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? IdentifiedOn { get; init; }

    /// <summary>How much the person matters to the child, 1 (a little) to 5 (most of all).</summary>
    [Between(1, 5)]
    public int? Importance { get; init; }

    /// <summary>Where the child places the person on their map.</summary>
    public Circle? Circle { get; init; }

    /// <summary>Whether the child named the person themselves.</summary>
    public bool NamedByChild { get; init; }

    internal override DateOnly? Day => IdentifiedOn;

    internal override IEnumerable<string?> NamedIds => [PersonId];

    internal override Outcome<Changes> Decide(Deciding on)
    {
        var goesOn = on.Case.Links.FirstOrDefault(l => l.PersonId == PersonId && !(l.EndedOn <= on.Today));
        return on.Person(PersonId) is null || PersonId == on.Child.Id ? Deciding.NotFound("person")
            : Deciding.First(on.Open() ?? on.NotStopped(ConsentPurpose.Referral), goesOn is not null ? Deciding.Gate(Gate.NotDoneAlready, "The person has a link already that goes on.") : null)
            ?? Deciding.Saves(new Link
            {
                Id = on.NewId(),
                ChildId = ChildId,
                PersonId = PersonId,
                IdentifiedOn = IdentifiedOn ?? on.Today,
                Importance = Importance,
                Circle = Circle,
                NamedByChild = NamedByChild,
            });
    }
}

/// <summary>A step on one link.</summary>
public abstract record LinkCommand : CaseCommand
{
    /// <summary>Id of the link.</summary>
    [Ids]
    public required string LinkId { get; init; }

    /// <summary>The day of the step; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? DecidedOn { get; init; }

    /// <summary>Why, how, or within which limits.</summary>
    [Text(4000, Lines = true)]
    public string? Reason { get; init; }

    internal sealed override string AboutId => LinkId;

    internal sealed override DateOnly? Day => DecidedOn;

    internal sealed override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Link(LinkId) is not { } link)
        {
            return Deciding.NotFound("link");
        }
        var latest = Decisions.On(on.Case, link, DateOnly.MaxValue) is [.., var last] ? last : null;
        return Deciding.First(
            on.Open(),
            Refused(on, link),
            on.Day < link.IdentifiedOn ? Deciding.Wrong(nameof(DecidedOn), $"is before the person was identified ({link.IdentifiedOn:yyyy-MM-dd}).") : null,
            on.Day < latest?.DecidedOn ? Deciding.Wrong(nameof(DecidedOn), on.Sight!.IsProfessional ? $"is before the step that was taken last ({latest!.DecidedOn:yyyy-MM-dd}). Correct that one, if it was." : "is too early: say today.") : null)
            ?? Taken(on, link);
    }

    /// <summary>Why the step may not be taken; null when it may.</summary>
    private protected abstract Refusal? Refused(Deciding on, Link link);

    /// <summary>What to save when it is taken.</summary>
    private protected abstract Outcome<Changes> Taken(Deciding on, Link link);

    /// <summary>The step itself.</summary>
    private protected Decision Step(Deciding on, Link link, DecisionKind kind, DecisionOutcome? outcome = null) => new()
    {
        Id = on.NewId(),
        ChildId = ChildId,
        LinkId = link.Id,
        Kind = kind,
        Outcome = outcome,
        DecidedOn = on.Day,
        RecordedOn = on.Today,
        WorkerId = on.Worker?.Id,
        Reason = Reason,
    };

    /// <summary>Saves the step; what the client sees of it is the link.</summary>
    private protected Outcome<Changes> Saves(Deciding on, Link link, DecisionKind kind, DecisionOutcome? outcome = null) =>
        new Changes { Nodes = [Step(on, link, kind, outcome)], ResultId = link.Id };

    /// <summary>Whether a step of a kind was taken on the link.</summary>
    private protected static bool Was(Deciding on, Link link, DecisionKind kind) => Decisions.On(on.Case, link, on.Day).Any(d => d.Kind == kind);
}

/// <summary>Records that the person was found; or, with found false, that a search was begun.</summary>
public sealed record RecordLocated : LinkCommand
{
    /// <summary>Whether the person was found, as is the default; false: they are being looked for.</summary>
    public bool Found { get; init; } = true;

    private protected override Refusal? Refused(Deciding on, Link link) =>
        on.GoesOn() ?? on.IsPossible(link) ?? on.OversightGroup() ?? on.Consented(ConsentPurpose.Search);

    private protected override Outcome<Changes> Taken(Deciding on, Link link) => Saves(on, link, Found ? DecisionKind.Locate : DecisionKind.Search);
}

/// <summary>Records the oversight group's check of the person: CLEARED, CAUTION or NOT_SAFE.</summary>
public sealed record RecordOversightCheck : LinkCommand
{
    /// <summary>How it came out: CLEARED, CAUTION or NOT_SAFE; with CAUTION and NOT_SAFE a reason is needed.</summary>
    public required DecisionOutcome Outcome { get; init; }

    private protected override Refusal? Refused(Deciding on, Link link) =>
        Outcome is not (DecisionOutcome.Cleared or DecisionOutcome.Caution or DecisionOutcome.NotSafe) ? Deciding.Wrong(nameof(Outcome), "must be CLEARED, CAUTION or NOT_SAFE.")
        : Outcome != DecisionOutcome.Cleared && Reason is null ? Deciding.Wrong(nameof(Reason), "is needed: say what calls for care.")
        : !Was(on, link, DecisionKind.Locate) ? Deciding.Gate(Gate.Located, "The person has not been located. Record that first.")
        // Worse news is taken at any time; better news only while the case goes on.
        : Outcome == DecisionOutcome.NotSafe ? null : on.GoesOn() ?? on.LinkGoesOn(link);

    private protected override Outcome<Changes> Taken(Deciding on, Link link) => Saves(on, link, DecisionKind.OversightCheck, Outcome);
}

/// <summary>
/// Records what the child answers about this person: AGREED, AGREED_WITH_LIMITS or REFUSED. Nobody is approached before; no is no, and is
/// taken at any time.
/// </summary>
public sealed record RecordChildAnswer : LinkCommand
{
    /// <summary>The child's answer: AGREED, AGREED_WITH_LIMITS (with the limits as the reason) or REFUSED.</summary>
    public required DecisionOutcome Answer { get; init; }

    private protected override Refusal? Refused(Deciding on, Link link)
    {
        if (Answer is not (DecisionOutcome.Agreed or DecisionOutcome.AgreedWithLimits or DecisionOutcome.Refused))
        {
            return Deciding.Wrong(nameof(Answer), "must be AGREED, AGREED_WITH_LIMITS or REFUSED.");
        }
        if (Answer == DecisionOutcome.Refused)
        {
            return null;
        }
        var standing = Standing.Of(on.Case, link.PersonId, on.Day);
        return Answer == DecisionOutcome.AgreedWithLimits && Reason is null ? Deciding.Wrong(nameof(Reason), "is needed: write the limits in the child's words.")
            : on.GoesOn() ?? on.LinkGoesOn(link) ?? (!standing.Checked ? Deciding.Gate(Gate.OversightChecked, "The oversight group has not checked this person. Ask the child once it has.")
            : standing.NotSafe || standing.Blocked ? on.Restricted("The person was found not safe, or contact with them is not allowed. The child is not asked.")
            : null);
    }

    private protected override Outcome<Changes> Taken(Deciding on, Link link) => Saves(on, link, DecisionKind.ChildAnswer, Answer);
}

/// <summary>Records that the person was approached. Only when the child agreed to this person, and every consent and check stands that day.</summary>
public sealed record RecordApproach : LinkCommand
{
    private protected override Refusal? Refused(Deciding on, Link link)
    {
        var standing = Standing.Of(on.Case, link.PersonId, on.Day);
        return on.GoesOn() ?? on.IsPossible(link)
            ?? (!standing.Checked ? Deciding.Gate(Gate.OversightChecked, "The oversight group has not checked this person.")
            : standing.Consent is not (ConsentState.Given or ConsentState.GivenWithLimits) ? Deciding.Gate(Gate.ChildAgreed, "The child has not agreed to this person. Ask the child first.")
            : null)
            ?? on.OversightGroup() ?? on.Consented(ConsentPurpose.Search) ?? on.Consented(ConsentPurpose.Approach);
    }

    private protected override Outcome<Changes> Taken(Deciding on, Link link) => Saves(on, link, DecisionKind.Approach);
}

/// <summary>
/// Records the person's answer: JOINED, UNDECIDED or DECLINED. No is final, and hides their details from then on, until they come back
/// themselves.
/// </summary>
public sealed record RecordPersonAnswer : LinkCommand
{
    /// <summary>The person's answer.</summary>
    public required DecisionOutcome Answer { get; init; }

    /// <summary>Whether somebody who had said no came back themselves, nobody having asked them.</summary>
    public bool CameBack { get; init; }

    private protected override Refusal? Refused(Deciding on, Link link)
    {
        var standing = Standing.Of(on.Case, link.PersonId, on.Day);
        return Answer is not (DecisionOutcome.Joined or DecisionOutcome.Undecided or DecisionOutcome.Declined) ? Deciding.Wrong(nameof(Answer), "must be JOINED, UNDECIDED or DECLINED.")
            // On whichever link: who was identified anew may say no as they could before.
            : Decisions.Latest(on.Case, link.PersonId, DecisionKind.Approach, on.Day) is null ? Deciding.Gate(Gate.Approached, "The person has not been approached. Record that first.")
            // Their no is taken at any time.
            : Answer == DecisionOutcome.Declined ? null
            : standing.Declined && !CameBack ? Deciding.Gate(Gate.NotDeclined, "The person said no. That is final until they come back themselves: then say so with cameBack.")
            : CameBack && !standing.Declined ? Deciding.Wrong(nameof(CameBack), "is for somebody who had said no.")
            : on.GoesOn() ?? on.IsPossible(link, CameBack) ?? on.Consented(ConsentPurpose.Approach);
    }

    private protected override Outcome<Changes> Taken(Deciding on, Link link) => Saves(on, link, DecisionKind.PersonAnswer, Answer);
}

/// <summary>Records a visit to somebody who joined.</summary>
public sealed record RecordVisit : LinkCommand
{
    private protected override Refusal? Refused(Deciding on, Link link) =>
        on.GoesOn() ?? on.IsPossible(link) ?? on.HasJoined(link.PersonId) ?? on.NotStopped(ConsentPurpose.Contact);

    private protected override Outcome<Changes> Taken(Deciding on, Link link) => Saves(on, link, DecisionKind.Visit);
}

/// <summary>Ends the link: nothing more is done about the person. They can be identified anew.</summary>
public sealed record EndLink : LinkCommand
{
    private protected override Refusal? Refused(Deciding on, Link link) =>
        link.EndedOn <= on.Today ? Deciding.Gate(Gate.NotDoneAlready, "The link was ended already.") : null;

    private protected override Outcome<Changes> Taken(Deciding on, Link link) => Deciding.Saves(link with { EndedOn = on.Day, EndReason = Reason });
}

/// <summary>Records support that somebody who joined says they can give, now or in future.</summary>
public sealed record RecordSupportOffer : CaseCommand
{
    /// <summary>Id of the person.</summary>
    [Ids]
    public required string PersonId { get; init; }

    /// <summary>What kind of support.</summary>
    public required SupportKind Support { get; init; }

    /// <summary>How, where it was said.</summary>
    public ContactMode? Mode { get; init; }

    /// <summary>In the person's words.</summary>
    [Text(2000, Lines = true)]
    public string? Words { get; init; }

    /// <summary>When it could be, in words ("now", "when you are 18").</summary>
    [Text(200)]
    public string? When { get; init; }

    /// <summary>The day it was offered; today by default.</summary>
    [Day(Core.When.InTheChildsLife)]
    public DateOnly? OfferedOn { get; init; }

    internal override DateOnly? Day => OfferedOn;

    internal override Outcome<Changes> Decide(Deciding on) => on.Person(PersonId) is null ? Deciding.NotFound("person")
        : Deciding.First(on.GoesOn(), on.MayTakePart(PersonId)) ?? Deciding.Saves(new Offer
        {
            Id = on.NewId(),
            ChildId = ChildId,
            PersonId = PersonId,
            Support = Support,
            Mode = Mode,
            Words = Words,
            When = When,
            OfferedOn = OfferedOn ?? on.Today,
        });
}

/// <summary>Records a worry that a professional raises, so that it is answered.</summary>
public sealed record RaiseConcern : CaseCommand
{
    /// <summary>Id of the link it is about, where it is about one.</summary>
    [Ids]
    public string? LinkId { get; init; }

    /// <summary>Id of the worker who raises it; whoever records it by default.</summary>
    [Ids]
    public string? RaisedById { get; init; }

    /// <summary>The worry, in words.</summary>
    [Text(4000, Lines = true)]
    public required string Words { get; init; }

    /// <summary>The day it was raised; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? RaisedOn { get; init; }

    internal override IEnumerable<string?> NamedIds => [RaisedById];

    internal override Outcome<Changes> Decide(Deciding on) => LinkId is not null && on.Link(LinkId) is null ? Deciding.NotFound("link")
        : Deciding.First(on.Open(), RaisedById is not null && on.AnyWorker(RaisedById) is null ? Deciding.Wrong(nameof(RaisedById), "is no worker of this authority.") : null)
        ?? Deciding.Saves(new Concern
        {
            Id = on.NewId(),
            ChildId = ChildId,
            LinkId = LinkId,
            WorkerId = RaisedById ?? on.Worker?.Id,
            Words = Words,
            RaisedOn = RaisedOn ?? on.Today,
        });
}

/// <summary>Records how a concern was answered.</summary>
public sealed record AnswerConcern : CaseCommand
{
    /// <summary>Id of the concern.</summary>
    [Ids]
    public required string ConcernId { get; init; }

    /// <summary>How it was answered.</summary>
    [Text(4000, Lines = true)]
    public required string Answer { get; init; }

    /// <summary>The day it was answered; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? AnsweredOn { get; init; }

    internal override string AboutId => ConcernId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Fact(on.Case.Concerns, ConcernId) is not { } concern)
        {
            return Deciding.NotFound("concern");
        }
        var day = AnsweredOn ?? on.Today;
        return Deciding.First(
            concern.AnsweredOn is not null ? Deciding.Gate(Gate.NotDoneAlready, "The concern was answered already. Raise another, or correct the answer.") : null,
            day < concern.RaisedOn ? Deciding.Wrong(nameof(AnsweredOn), "is before it was raised.") : null)
            ?? Deciding.Saves(concern with { Answer = Answer, AnsweredOn = day });
    }
}
