namespace LifelongLinks.Core;

/// <summary>
/// What a step of the process needs before it may be taken, on the day on which it is: each as the refusal it leads to, null when it is met.
/// </summary>
internal static class Gates
{
    private const string Stopped = "is refused, withdrawn or has expired";

    /// <summary>The case is open: its referral was not declined, and it was not closed.</summary>
    internal static Refusal? Open(this Deciding on) => Stages.IsClosed(on.Case, on.Day)
        ? Deciding.Gate(Gate.OpenCase, "The case is closed. Refer the child anew to go on.") : null;

    /// <summary>
    /// The case goes on: it is open, its referral was accepted, and no consent to it is refused, withdrawn or expired. While it is, nothing
    /// is to be done but recording and closing.
    /// </summary>
    internal static Refusal? GoesOn(this Deciding on) => on.Open() ?? on.Accepted() ?? on.NotStopped(ConsentPurpose.Referral);

    /// <summary>The referral was accepted.</summary>
    internal static Refusal? Accepted(this Deciding on) => Referrals.Latest(on.Case, on.Day) is { Status: ReferralStatus.Accepted } referral && referral.DecidedOn <= on.Day
        ? null : Deciding.Gate(Gate.ReferralAccepted, "The referral has not been accepted. Accept it first.");

    /// <summary>Neither the child's consent for a purpose nor the parental responsibility holders' is refused, withdrawn or expired.</summary>
    internal static Refusal? NotStopped(this Deciding on, ConsentPurpose purpose) =>
        Needed(on).Select(subject => on.Stands(subject, purpose, mustBeGiven: false)).FirstOrDefault(r => r is not null);

    /// <summary>The child's consent for a purpose, and until 18 a parental responsibility holder's, are active.</summary>
    internal static Refusal? Consented(this Deciding on, ConsentPurpose purpose) =>
        Needed(on).Select(subject => on.Stands(subject, purpose, mustBeGiven: true)).FirstOrDefault(r => r is not null);

    /// <summary>A connected person has not refused or taken back their own consent for a purpose.</summary>
    internal static Refusal? NotStoppedBy(this Deciding on, string personId, ConsentPurpose purpose) =>
        Consents.StoppedBy(on.Case, personId, purpose, on.Day) ? on.Missing(ConsentSubject.ConnectedPerson, purpose, Stopped) : null;

    /// <summary>The child's own consent for a purpose is active.</summary>
    internal static Refusal? ChildConsents(this Deciding on, ConsentPurpose purpose) => on.Stands(ConsentSubject.Child, purpose, mustBeGiven: true);

    /// <summary>The oversight group is complete: social worker (from 18 a personal adviser may take that place), team manager and coordinator.</summary>
    internal static Refusal? OversightGroup(this Deciding on)
    {
        var roles = on.Case.Oversight.Where(o => o.Holds(on.Day) && o.Emergency is null).Select(o => o.Role).ToHashSet();
        bool grown = !Consents.ParentalResponsibilityCounts(on.Child, on.Day);
        string? missing = !roles.Contains(Role.SocialWorker) && !(grown && roles.Contains(Role.PersonalAdviser)) ? "social worker"
            : !roles.Contains(Role.TeamManager) ? "team manager"
            : !roles.Contains(Role.Coordinator) ? "coordinator"
            : null;
        return missing is null ? null : Deciding.Gate(Gate.OversightGroup, $"The oversight group has no {missing}. Complete it before anybody is looked for.");
    }

    /// <summary>The link was not ended, and its person not erased.</summary>
    internal static Refusal? LinkGoesOn(this Deciding on, Link link) =>
        on.Case.Person(link.PersonId)?.ErasedOn is not null ? Deciding.Gate(Gate.LinkGoesOn, "What was known of this person was erased: they are not to be approached by this link.")
        : link.EndedOn <= on.Day ? Deciding.Gate(Gate.LinkGoesOn, "The link was ended. Identify the person anew to go on.") : null;

    /// <summary>
    /// The link goes on, and nothing keeps its person out: neither safety, nor the child's no, nor their own, unless they came back themselves.
    /// </summary>
    internal static Refusal? IsPossible(this Deciding on, Link link, bool cameBack = false)
    {
        if (on.LinkGoesOn(link) is { } ended)
        {
            return ended;
        }
        // On the day of the step, and today: what protects somebody now is not got round by an earlier day.
        return on.KeepsOut(link.PersonId, on.Day, cameBack) ?? (on.Day == on.Today ? null : on.KeepsOut(link.PersonId, on.Today, cameBack));
    }

    private static Refusal? KeepsOut(this Deciding on, string personId, DateOnly day, bool cameBack)
    {
        var standing = Standing.Of(on.Case, personId, day);
        return standing.Declined && !cameBack ? Deciding.Gate(Gate.NotDeclined, "The person said no. That is final until they come back themselves.")
            : standing.Blocked || standing.NotSafe ? on.Restricted("The person was found not safe, or contact with them is not allowed. Nothing may be done about them until that is lifted.")
            : standing.Refused ? Deciding.Gate(Gate.ChildAgreed, "The child said no to this person. Ask the child again when they wish it, and record the answer.")
            : on.Case.Person(personId)?.IsAlive(day) == false ? on.Restricted("The person has died.")
            : null;
    }

    /// <summary>The person has joined, and is in it still.</summary>
    internal static Refusal? HasJoined(this Deciding on, string personId) =>
        Decisions.Latest(on.Case, personId, DecisionKind.PersonAnswer, on.Day)?.Outcome == DecisionOutcome.Joined
            ? null : Deciding.Gate(Gate.Joined, "The person has not joined. Record their answer first.");

    /// <summary>A person may be promised by or invited: joined, with a link that goes on, and nothing keeps them out.</summary>
    internal static Refusal? MayTakePart(this Deciding on, string personId)
    {
        return on.LinkThatGoesOn(personId) is not { } link ? Deciding.Gate(Gate.Joined, "The person has no link in this case. Identify them first.")
            : on.IsPossible(link) ?? on.HasJoined(personId) ?? on.NotStopped(ConsentPurpose.Contact) ?? on.NotStoppedBy(personId, ConsentPurpose.Contact);
    }

    /// <summary>The link with a person that goes on, on the day.</summary>
    internal static Link? LinkThatGoesOn(this Deciding on, string personId) =>
        on.Case.Links.FirstOrDefault(l => l.PersonId == personId && Days.Holds(l.IdentifiedOn, l.EndedOn, on.Day));

    private static Refusal? Stands(this Deciding on, ConsentSubject subject, ConsentPurpose purpose, bool mustBeGiven) =>
        Consents.Of(on.Case, subject, purpose, on.Day) switch
        {
            Consents.Standing.Active => null,
            Consents.Standing.Stopped => on.Missing(subject, purpose, Stopped),
            _ => mustBeGiven ? on.Missing(subject, purpose, "has not been given") : null,
        };

    private static IEnumerable<ConsentSubject> Needed(Deciding on) => Consents.ParentalResponsibilityCounts(on.Child, on.Day)
        ? [ConsentSubject.Child, ConsentSubject.ParentalResponsibility] : [ConsentSubject.Child];

    // What others than the child have consented to is for professionals to know.
    private static Refusal Missing(this Deciding on, ConsentSubject subject, ConsentPurpose purpose, string how) =>
        subject != ConsentSubject.Child && on.Sight?.IsProfessional != true
            ? new Refusal(RefusalCode.Restricted, "This is not possible at the moment. Ask the coordinator.")
            : new ConsentMissing(subject, purpose, $"{Whose(subject)} {For(purpose)} {how}. Nothing that rests on it may be done until it is given.");

    private static string Whose(ConsentSubject subject) => subject switch
    {
        ConsentSubject.Child => "The child's consent",
        ConsentSubject.ConnectedPerson => "The person's own consent",
        _ => "The consent of those with parental responsibility",
    };

    private static string For(ConsentPurpose purpose) => purpose switch
    {
        ConsentPurpose.Referral => "to be referred",
        ConsentPurpose.Search => "to look for people",
        ConsentPurpose.Approach => "to approach people",
        ConsentPurpose.ShareInformation => "to share information",
        ConsentPurpose.Contact => "to be in touch",
        _ => "to the conference",
    };
}
