namespace LifelongLinks.Core;

/// <summary>
/// Records one person's answer for one purpose, given, with limits, refused or still waited for. Given again after a withdrawal, what
/// rested on it goes on where it stood.
/// </summary>
public sealed record RecordConsent : CaseCommand
{
    /// <summary>In what capacity it is given.</summary>
    public required ConsentSubject Subject { get; init; }

    /// <summary>
    /// Id of the person who gives it: a connected person, or a holder of parental responsibility; left out for the child, and where the
    /// authority itself holds parental responsibility and gives it.
    /// </summary>
    [Ids]
    public string? PersonId { get; init; }

    /// <summary>What it is for.</summary>
    public required ConsentPurpose Purpose { get; init; }

    /// <summary>The answer: NOT_ASKED, PENDING, GIVEN, GIVEN_WITH_LIMITS or REFUSED. Withdrawing is a step of its own, and expiring none.</summary>
    public required ConsentState State { get; init; }

    /// <summary>Whether the person was informed before answering: an answer counts only when they were.</summary>
    public required bool Informed { get; init; }

    /// <summary>How it was explained; needed with an answer.</summary>
    [Text(2000, Lines = true)]
    public string? Explained { get; init; }

    /// <summary>The limits, in words; needed with GIVEN_WITH_LIMITS.</summary>
    [Text(2000, Lines = true)]
    public string? Limits { get; init; }

    /// <summary>The day the privacy notice was given.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? PrivacyNoticeGivenOn { get; init; }

    /// <summary>The day of the answer; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? AnsweredOn { get; init; }

    /// <summary>The first day it no longer holds by itself.</summary>
    [Day(When.Any)]
    public DateOnly? ExpiresOn { get; init; }

    internal override DateOnly? Day => AnsweredOn;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        bool answered = State is ConsentState.Given or ConsentState.GivenWithLimits or ConsentState.Refused;
        var day = answered ? AnsweredOn ?? on.Today : AnsweredOn;
        // The child is one giver, and the authority another: neither is named.
        string? personId = Subject == ConsentSubject.Child ? on.Child.Id : PersonId;
        return Deciding.First(
            on.Open(),
            State is ConsentState.Withdrawn or ConsentState.Expired ? Deciding.Wrong(nameof(State), "is no answer: withdraw a consent, or let it expire.") : null,
            !answered && AnsweredOn is not null ? Deciding.Wrong(nameof(AnsweredOn), "is for an answer: none was given yet.") : null,
            answered && !Informed ? Deciding.Wrong(nameof(Informed), "must be true: consent counts only when the person was informed before answering.") : null,
            answered && Explained is null ? Deciding.Wrong(nameof(Explained), "is needed: say how it was explained.") : null,
            (State == ConsentState.GivenWithLimits) != (Limits is not null) ? Deciding.Wrong(nameof(Limits), "goes with GIVEN_WITH_LIMITS, and is needed there.") : null,
            Subject == ConsentSubject.Child && PersonId is not null && PersonId != on.Child.Id ? Deciding.Wrong(nameof(PersonId), "is left out for the child.") : null,
            Subject != ConsentSubject.Child && PersonId == on.Child.Id ? Deciding.Wrong(nameof(PersonId), "is the child, who gives no other's consent.") : null,
            Subject == ConsentSubject.ConnectedPerson && PersonId is null ? Deciding.Wrong(nameof(PersonId), "is needed: who gives it?") : null,
            PersonId is not null && on.Person(PersonId) is null ? Deciding.Wrong(nameof(PersonId), "is nobody in this case. Add the person first.") : null,
            Subject == ConsentSubject.ParentalResponsibility && PersonId is not null && !Consents.HoldsParentalResponsibility(on.Case, PersonId, day ?? on.Today)
                ? Deciding.Wrong(nameof(PersonId), "holds no parental responsibility, as the relationship says. Set that right first, or record the consent of whoever does.") : null,
            // Told late, it does not undo what the same giver has said or taken back since.
            answered && on.Case.Consents.Any(c => c.Subject == Subject && c.Purpose == Purpose && (Subject == ConsentSubject.Child || c.PersonId == PersonId) && (c.AnsweredOn > day || c.WithdrawnOn > day))
                ? Deciding.Wrong(nameof(AnsweredOn), "is before what the same giver answered or took back since.") : null,
            ExpiresOn is not null && ExpiresOn <= day ? Deciding.Wrong(nameof(ExpiresOn), "is not after the day of the answer.") : null,
            Subject == ConsentSubject.ParentalResponsibility && !Consents.ParentalResponsibilityCounts(on.Child, day ?? on.Today)
                ? Deciding.Wrong(nameof(Subject), "cannot be PARENTAL_RESPONSIBILITY: from 18 only the young person's own consent counts.") : null) ?? Deciding.Saves(new Consent
                {
                    Id = on.NewId(),
                    ChildId = ChildId,
                    Subject = Subject,
                    PersonId = personId,
                    Purpose = Purpose,
                    State = State,
                    Informed = Informed,
                    Explained = Explained,
                    Limits = Limits,
                    PrivacyNoticeGivenOn = PrivacyNoticeGivenOn,
                    AnsweredOn = day,
                    ExpiresOn = ExpiresOn,
                });
    }
}

/// <summary>
/// Withdraws a consent, told to a social worker, carer or coordinator. At once everything that rests on it pauses: links, invitations and
/// open occasions. Given again, it goes on where it stood.
/// </summary>
public sealed record WithdrawConsent : CaseCommand
{
    /// <summary>Id of the consent.</summary>
    [Ids]
    public required string ConsentId { get; init; }

    /// <summary>The first day it no longer holds; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? WithdrawnOn { get; init; }

    /// <summary>Id of the worker who was told; whoever records it by default.</summary>
    [Ids]
    public string? ToldToId { get; init; }

    internal override string AboutId => ConsentId;

    internal override IEnumerable<string?> NamedIds => [ToldToId];

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Fact(on.Case.Consents, ConsentId) is not { } consent)
        {
            return Deciding.NotFound("consent");
        }
        var day = WithdrawnOn ?? on.Today;
        return Deciding.First(
            ToldToId is not null && on.AnyWorker(ToldToId) is null ? Deciding.Wrong(nameof(ToldToId), "is no worker of this authority.") : null,
            day < consent.AnsweredOn ? Deciding.Wrong(nameof(WithdrawnOn), "is before it was given.") : null,
            !Consents.IsActive(consent, day) ? Deciding.Gate(Gate.NotDoneAlready, "That consent is not active, so there is nothing to withdraw.") : null)
            ?? Deciding.Saves(consent with { WithdrawnOn = day, ToldToId = ToldToId ?? on.Worker?.Id });
    }
}
