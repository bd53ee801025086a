namespace LifelongLinks.Tests.Core;

/// <summary>The steps of the process, each done by who takes it, with everything before it that it needs.</summary>
internal static class ProcessSteps
{
    private static readonly ConsentPurpose[] _purposes =
        [ConsentPurpose.Referral, ConsentPurpose.Search, ConsentPurpose.Approach, ConsentPurpose.Contact, ConsentPurpose.AttendConference];

    /// <summary>Both sides' consent for every purpose, but for those left out.</summary>
    public static ProcessCase Started(DateOnly? born = null, params IReadOnlyList<(ConsentSubject, ConsentPurpose)> less)
    {
        ProcessCase of = new(born);
        of.Done(Role.Coordinator, new AcceptReferral { ChildId = of.ChildId });
        foreach (var subject in new[] { ConsentSubject.Child, ConsentSubject.ParentalResponsibility })
        {
            foreach (var purpose in _purposes.Where(p => !less.Contains((subject, p))))
            {
                of.Consents(subject, purpose);
            }
        }
        return of;
    }

    public static string Consents(
        this ProcessCase of, ConsentSubject subject, ConsentPurpose purpose, ConsentState state = ConsentState.Given, DateOnly? on = null, DateOnly? expires = null,
        string? personId = null) => of.Done(Role.Coordinator, of.Consent(subject, purpose, state, on, expires, personId));

    public static RecordConsent Consent(
        this ProcessCase of, ConsentSubject subject, ConsentPurpose purpose, ConsentState state = ConsentState.Given, DateOnly? on = null, DateOnly? expires = null,
        string? personId = null) => new()
        {
            ChildId = of.ChildId,
            Subject = subject,
            Purpose = purpose,
            State = state,
            Informed = true,
            Explained = "With the leaflet.",
            AnsweredOn = on,
            ExpiresOn = expires,
            PersonId = personId,
            Limits = state == ConsentState.GivenWithLimits ? "Letters first." : null,
        };

    /// <summary>Withdraws the consent that a side gave last for a purpose.</summary>
    public static void Withdraws(this ProcessCase of, ConsentSubject subject, ConsentPurpose purpose, DateOnly? on = null) =>
        of.Done(Role.Coordinator, new WithdrawConsent
        {
            ChildId = of.ChildId,
            ConsentId = of.Case.Consents.Last(c => c.Subject == subject && c.Purpose == purpose).Id,
            WithdrawnOn = on,
        });

    public static string Person(
        this ProcessCase of, string name = "Nan Okoro", RelationshipKind kind = RelationshipKind.Grandparent, bool parentalResponsibility = false) =>
        of.Done(Role.Coordinator, new AddPerson { ChildId = of.ChildId, Name = name, Kind = kind, Closeness = Closeness.Close, ParentalResponsibility = parentalResponsibility });

    public static string Identified(this ProcessCase of, string? personId = null) =>
        of.Done(Role.Coordinator, new IdentifyLink { ChildId = of.ChildId, PersonId = personId ?? of.Person() });

    public static string Located(this ProcessCase of, string? personId = null) =>
        of.Done(Role.Coordinator, new RecordLocated { ChildId = of.ChildId, LinkId = of.Identified(personId) });

    public static string Checked(this ProcessCase of, string? personId = null) =>
        of.Done(Role.SocialWorker, of.Check(of.Located(personId)));

    public static string Agreed(this ProcessCase of, string? personId = null) =>
        of.Done(Role.YoungPerson, of.ChildSays(of.Checked(personId)));

    public static string Approached(this ProcessCase of, string? personId = null) =>
        of.Done(Role.Coordinator, of.Approach(of.Agreed(personId)));

    public static string Joined(this ProcessCase of, string? personId = null) =>
        of.Done(Role.Coordinator, of.PersonSays(of.Approached(personId)));

    public static string ConferencePlanned(this ProcessCase of) => of.Done(Role.Coordinator, new PlanConference { ChildId = of.ChildId });

    public static string Drafted(this ProcessCase of) => of.Done(Role.FgcManager, new DraftPlan { ChildId = of.ChildId });

    /// <summary>A plan in which somebody who joined promises to call every week; its id and the promise's.</summary>
    public static (string PlanId, string CommitmentId, string PersonId) PlanAgreed(this ProcessCase of, Cadence? cadence = null)
    {
        string personId = of.PersonOf(of.Joined()), planId = of.Drafted(), commitmentId = of.Done(Role.Coordinator, of.Promise(planId, personId, cadence));
        of.Done(Role.SocialWorker, of.Agree(planId));
        return (planId, commitmentId, personId);
    }

    public static string PersonOf(this ProcessCase of, string linkId) => of.Case.Links.Single(l => l.Id == linkId).PersonId;

    public static LinkStage Stage(this ProcessCase of, string linkId, DateOnly? asOf = null) =>
        Stages.Of(of.Case, of.Case.Links.Single(l => l.Id == linkId), asOf ?? of.Today);

    public static RecordOversightCheck Check(this ProcessCase of, string linkId, DecisionOutcome outcome = DecisionOutcome.Cleared, DateOnly? on = null) =>
        new() { ChildId = of.ChildId, LinkId = linkId, Outcome = outcome, DecidedOn = on, Reason = "Records and police check." };

    public static RecordChildAnswer ChildSays(this ProcessCase of, string linkId, DecisionOutcome answer = DecisionOutcome.Agreed, DateOnly? on = null) =>
        new() { ChildId = of.ChildId, LinkId = linkId, Answer = answer, DecidedOn = on, Reason = "My words." };

    public static RecordApproach Approach(this ProcessCase of, string linkId, DateOnly? on = null) => new() { ChildId = of.ChildId, LinkId = linkId, DecidedOn = on };

    public static RecordPersonAnswer PersonSays(
        this ProcessCase of, string linkId, DecisionOutcome answer = DecisionOutcome.Joined, bool cameBack = false, DateOnly? on = null) =>
        new() { ChildId = of.ChildId, LinkId = linkId, Answer = answer, CameBack = cameBack, DecidedOn = on };

    public static InviteToConference Invite(this ProcessCase of, string conferenceId, string personId, bool childAgreed = true, DateOnly? on = null) =>
        new() { ChildId = of.ChildId, ConferenceId = conferenceId, PersonId = personId, ChildAgreed = childAgreed, InvitedOn = on };

    public static AddCommitment Promise(this ProcessCase of, string planId, string personId, Cadence? cadence = null) => new()
    {
        ChildId = of.ChildId,
        PlanId = planId,
        PersonIds = [personId],
        Support = [SupportKind.Emotional],
        Mode = ContactMode.PhoneCall,
        Cadence = cadence ?? Cadence.Periodic(1, 1, CadenceUnit.Week),
        StartsOn = of.Today,
    };

    public static AgreePlan Agree(this ProcessCase of, string planId, DateOnly? on = null) =>
        new() { ChildId = of.ChildId, PlanId = planId, SafetyStatement = "Calls are safe.", AgreedOn = on };

    public static AddRestriction Restrict(
        this ProcessCase of, string personId, RestrictionEffect effect = RestrictionEffect.Block, RestrictionKind kind = RestrictionKind.NoContactOrder,
        DateOnly? from = null, DateOnly? until = null) =>
        new() { ChildId = of.ChildId, AgainstId = personId, Effect = effect, Kind = kind, From = from ?? of.Today, Until = until, Basis = "A court order." };

    public static RecordContact InTouch(this ProcessCase of, string personId, string? commitmentId = null, DateOnly? on = null) => new()
    {
        ChildId = of.ChildId,
        PersonIds = [personId],
        CommitmentIds = commitmentId is null ? [] : [commitmentId],
        On = on,
        Mode = ContactMode.PhoneCall,
    };
}
