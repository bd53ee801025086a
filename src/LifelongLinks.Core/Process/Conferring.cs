namespace LifelongLinks.Core;

/// <summary>Plans the family group conference as the child wants it: who comes, where, the food, the music, how they take part.</summary>
public sealed record PlanConference : CaseCommand
{
    /// <summary>Id of a planned conference that is to be planned otherwise; left out for a new one.</summary>
    [Ids]
    public string? ConferenceId { get; init; }

    /// <summary>The day of the planning; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? PlannedOn { get; init; }

    /// <summary>The day for which it is planned.</summary>
    [Day(When.Any)]
    public DateOnly? PlannedFor { get; init; }

    /// <summary>Where.</summary>
    [Text(500)]
    public string? Place { get; init; }

    /// <summary>What the child chose.</summary>
    [Text(4000, Lines = true)]
    public string? Choices { get; init; }

    internal override string? AboutId => ConferenceId;

    internal override DateOnly? Day => PlannedOn;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        var conference = ConferenceId is null ? new() { Id = on.NewId(), ChildId = ChildId, PlannedOn = on.Day } : on.Conference(ConferenceId);
        if (conference is null)
        {
            return Deciding.NotFound("conference");
        }
        return Deciding.First(
            on.GoesOn(),
            on.ChildConsents(ConsentPurpose.AttendConference),
            Conferences.NotHeld(conference),
            ConferenceId is null && on.Case.Conferences.Any(c => c.HeldOn is null) ? Deciding.Gate(Gate.NotDoneAlready, "A conference is planned already. Plan that one otherwise, by its conferenceId.") : null,
            ConferenceId is not null && PlannedOn is not null ? Deciding.Wrong(nameof(PlannedOn), "of a planned conference stays as it is.") : null,
            PlannedFor < on.Day ? Deciding.Wrong(nameof(PlannedFor), "is before the day of the planning.") : null) ?? Deciding.Saves(conference with
            {
                PlannedFor = Or(nameof(PlannedFor), PlannedFor, conference.PlannedFor),
                Place = Or(nameof(Place), Place, conference.Place),
                Choices = Or(nameof(Choices), Choices, conference.Choices),
            });
    }
}

/// <summary>Invites somebody who joined to the conference, once the child agreed to this invitation.</summary>
public sealed record InviteToConference : CaseCommand
{
    /// <summary>Id of the conference.</summary>
    [Ids]
    public required string ConferenceId { get; init; }

    /// <summary>Id of the person.</summary>
    [Ids]
    public required string PersonId { get; init; }

    /// <summary>Whether the child agreed to this invitation: nobody is invited otherwise.</summary>
    public required bool ChildAgreed { get; init; }

    /// <summary>The day of the invitation; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? InvitedOn { get; init; }

    internal override DateOnly? Day => InvitedOn;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Conference(ConferenceId) is not { } conference)
        {
            return Deciding.NotFound("conference");
        }
        if (on.Person(PersonId) is null)
        {
            return Deciding.NotFound("person");
        }
        return Deciding.First(
            on.GoesOn(),
            Conferences.NotHeld(conference),
            on.MayTakePart(PersonId),
            on.Consented(ConsentPurpose.AttendConference),
            on.NotStoppedBy(PersonId, ConsentPurpose.AttendConference),
            !ChildAgreed ? Deciding.Gate(Gate.ChildAgreedToInvitation, "The child has not agreed to this invitation. Ask the child first.") : null,
            on.Day < conference.PlannedOn ? Deciding.Wrong(nameof(InvitedOn), "is before the conference was planned.") : null,
            on.Case.Invitations.Any(i => i.ConferenceId == ConferenceId && i.PersonId == PersonId) ? Deciding.Gate(Gate.NotDoneAlready, "The person is invited already.") : null)
            ?? Deciding.Saves(
                new Invitation { Id = on.NewId(), ChildId = ChildId, ConferenceId = ConferenceId, PersonId = PersonId },
                new Decision
                {
                    Id = on.NewId(),
                    ChildId = ChildId,
                    LinkId = on.LinkThatGoesOn(PersonId)!.Id,
                    Kind = DecisionKind.Invitation,
                    DecidedOn = on.Day,
                    RecordedOn = on.Today,
                    WorkerId = on.Worker?.Id,
                });
    }
}

/// <summary>Records what somebody answered to their invitation.</summary>
public sealed record RecordInvitationAnswer : CaseCommand
{
    /// <summary>Id of the invitation.</summary>
    [Ids]
    public required string InvitationId { get; init; }

    /// <summary>The answer.</summary>
    public required InvitationAnswer Answer { get; init; }

    internal override string AboutId => InvitationId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Case.Invitations.FirstOrDefault(i => i.Id == InvitationId) is not { } invitation || on.Conference(invitation.ConferenceId) is not { } conference)
        {
            return Deciding.NotFound("invitation");
        }
        return Deciding.First(on.Open(), Conferences.NotHeld(conference)) ?? Deciding.Saves(invitation with { Answer = Answer });
    }
}

/// <summary>Records that the conference was held, and who came. The first review of what it agrees falls due six months later.</summary>
public sealed record RecordConference : CaseCommand
{
    /// <summary>Id of the conference.</summary>
    [Ids]
    public required string ConferenceId { get; init; }

    /// <summary>The day it was held; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? HeldOn { get; init; }

    /// <summary>Where it was held, where that is other than planned.</summary>
    [Text(500)]
    public string? Place { get; init; }

    /// <summary>Ids of the invited people who came, or took part from afar.</summary>
    [Ids(200)]
    public IReadOnlyList<string> AttendedIds { get; init; } = [];

    internal override string AboutId => ConferenceId;

    internal override DateOnly? Day => HeldOn;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Conference(ConferenceId) is not { } conference)
        {
            return Deciding.NotFound("conference");
        }
        var invited = on.Case.Invitations.Where(i => i.ConferenceId == ConferenceId).ToList();
        var held = conference with { HeldOn = on.Day, Place = Place ?? conference.Place };
        bool scheduled = on.Case.Reviews.Any(r => r.Kind == ReviewKind.LifelongLinksReview && r.HeldOn is null);
        return Deciding.First(
            on.GoesOn(),
            on.ChildConsents(ConsentPurpose.AttendConference),
            Conferences.NotHeld(conference),
            on.Day < conference.PlannedOn ? Deciding.Wrong(nameof(HeldOn), "is before it was planned.") : null,
            AttendedIds.Any(a => invited.All(i => i.PersonId != a)) ? Deciding.Wrong(nameof(AttendedIds), "names somebody who was not invited.") : null)
            ?? Deciding.Saves(held,
            [
                .. invited.Select(i => (object)(i with { Attended = AttendedIds.Contains(i.PersonId) })),
                .. scheduled ? [] : new object[] { new Review { Id = on.NewId(), ChildId = ChildId, Kind = ReviewKind.LifelongLinksReview, DueOn = ReviewDates.AfterConference(on.Day) } },
            ]);
    }
}

/// <summary>What steps about a conference need.</summary>
internal static class Conferences
{
    internal static Refusal? NotHeld(Conference conference) =>
        conference.HeldOn is null ? null : Deciding.Gate(Gate.ConferenceNotHeld, "The conference has been held. Plan another.");
}
