using System.Text.Json.Serialization;

namespace LifelongLinks.Core;

/// <summary>
/// A command that makes an address for a calendar program. The server makes the secret in it, hands in its digest, and tells it in the answer where
/// that digest is the one that was stored: so a command tried again, whose first answer was lost, is not told another that does not work.
/// </summary>
public abstract record CalendarCommand : CaseCommand
{
    /// <summary>Digest of the secret in the address; no part of what tells one command from another.</summary>
    [ServerGives, JsonIgnore]
    public string? CalendarDigest { get; init; }
}

/// <summary>
/// Makes an address at which a calendar program finds what is still to happen: of somebody who promised something in the agreed plan, their promises; of
/// the child, the whole plan. Whoever has the address reads the calendar, without signing in: give it to that person only. It is told in this
/// answer and never again: where the answer was lost, revoke the address and make another. The calendar is empty as soon as a consent to be
/// in touch is withdrawn, or the person may not take part any more.
/// </summary>
public sealed record CreateCalendarAddress : CalendarCommand
{
    private const int MostOpen = 5;

    /// <summary>Id of the person whose promises it shows, for the coordinator and the social worker; left out: the child's own calendar, of the whole plan.</summary>
    [Ids]
    public string? PersonId { get; init; }

    /// <summary>
    /// What the child is called on the person's calendar, such as "A."; others may see it over their shoulder, so no surname and no reference. Left
    /// out: the name the child uses.
    /// </summary>
    [Text(60)]
    public string? DisplayName { get; init; }

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (PersonId is not null && !on.Roles.Intersect([Role.Coordinator, Role.SocialWorker]).Any())
        {
            return new NotYourRole([Role.Coordinator, Role.SocialWorker], "You can make addresses of your own calendar. Ask the coordinator for one of somebody else's.");
        }
        if (PersonId is not null && on.Person(PersonId) is null)
        {
            return Deciding.NotFound("person");
        }
        var plans = on.Case.Plans.Where(p => p.InForce(on.Today)).Select(p => p.Id).ToHashSet();
        return Deciding.First(
            on.GoesOn(),
            plans.Count == 0 ? Deciding.Gate(Gate.PlanAgreed, "No plan is agreed. There is nothing for a calendar before.") : null,
            on.Consented(ConsentPurpose.Contact),
            PersonId is null && DisplayName is not null ? Deciding.Wrong(nameof(DisplayName), "goes with personId: on their own calendar the child is not named.") : null,
            DisplayName is { } name && CalendarNames.SaysTooMuch(name, on.Child) ? Deciding.Wrong(nameof(DisplayName), "has the child's surname or the case's reference in it: choose a name that tells strangers nothing.") : null,
            PersonId is { } id && !on.Case.Commitments.Any(c => plans.Contains(c.PlanId) && c.PersonIds.Contains(id)) ? Deciding.Wrong(nameof(PersonId), "is somebody who promises nothing in the agreed plan.") : null,
            PersonId is { } person ? on.MayTakePart(person) : null,
            on.Case.CalendarAddresses.Count(a => a.PersonId == PersonId && a.RevokedOn is null) >= MostOpen
                ? Deciding.Gate(Gate.NotDoneAlready, $"There are {MostOpen} addresses of this calendar already. Revoke one that is not used any more.") : null)
            ?? Deciding.Saves(new CalendarAddress { Id = on.NewId(), ChildId = ChildId, PersonId = PersonId, CalendarDigest = CalendarDigest!, DisplayName = DisplayName, Since = on.Today });
    }
}

/// <summary>Revokes a calendar's address, for good: from then on there is nothing at it. What a calendar program has read, it keeps until it asks again.</summary>
public sealed record RevokeCalendarAddress : CaseCommand
{
    /// <summary>Id of the address, as the list of them gives it.</summary>
    [Ids]
    public required string CalendarAddressId { get; init; }

    internal override string AboutId => CalendarAddressId;

    internal override Outcome<Changes> Decide(Deciding on) =>
        on.Fact(on.Case.CalendarAddresses, CalendarAddressId) is not { } address ? Deciding.NotFound("calendar address")
        : address.RevokedOn is not null ? Deciding.Gate(Gate.NotDoneAlready, "The address was revoked already.")
        : Deciding.Saves(address with { RevokedOn = on.Today });
}

/// <summary>
/// Makes an address at which a calendar program finds the reviews that are due, or overdue, in every case that the one who asks oversees, whichever case
/// it is asked for through. There is one for each worker: another takes its place. Whoever has it reads the calendar, on which children
/// stand by reference. It is told in this answer and never again: where the answer was lost, make another.
/// </summary>
public sealed record CreateReviewCalendarAddress : CalendarCommand
{
    internal override Outcome<Changes> Decide(Deciding on) =>
        ReviewCalendars.Refused(on) ?? Deciding.Saves(on.Worker! with { CalendarDigest = CalendarDigest, CalendarSince = on.Today });
}

/// <summary>Revokes the address of the calendar of reviews of the one who asks, through whichever case: from then on there is nothing at it.</summary>
public sealed record RevokeReviewCalendarAddress : CaseCommand
{
    internal override Outcome<Changes> Decide(Deciding on) => ReviewCalendars.Refused(on)
        ?? (on.Worker!.CalendarDigest is null ? Deciding.Gate(Gate.NotDoneAlready, "You have no such address.")
        : Deciding.Saves(on.Worker with { CalendarDigest = null, CalendarSince = null }));
}

internal static class ReviewCalendars
{
    /// <summary>Why somebody has no calendar of reviews: they oversee no case by name.</summary>
    internal static Outcome<Changes>? Refused(Deciding on) =>
        Deciding.First(on.Worker is { } worker && ReviewCalendar.Oversees(on.Case, ReviewCalendar.ViewerOf(worker, on.Today)) ? null
            : Deciding.Gate(Gate.OversightGroup, "You do not oversee this case by name. A calendar of reviews shows the cases that you do: ask through one of those."));
}
