namespace LifelongLinks.Core;

/// <summary>Who a kind of fact is for.</summary>
[Flags]
public enum Audience
{
    /// <summary>Nobody.</summary>
    None = 0,
    /// <summary>The professionals of the case: coordinator, social worker, managers, reviewing officer, personal adviser.</summary>
    Professionals = 1,
    /// <summary>The child's carer.</summary>
    Carer = 2,
    /// <summary>The young person whose case it is.</summary>
    YoungPerson = 4,
    /// <summary>Everybody who may see the case.</summary>
    All = Professionals | Carer | YoungPerson,
}

/// <summary>
/// A case as one viewer sees it. The case itself has already lost what protection hides from everybody, and numbers are computed
/// from it; here it is reduced by role. Whoever has no role in a case has no sight of it.
/// </summary>
public sealed class Sight
{
    /// <summary>Who sees which kinds of facts. What stands in no row is seen by nobody.</summary>
    public static readonly IReadOnlyDictionary<Type, Audience> Matrix = new Dictionary<Type, Audience>
    {
        [typeof(Link)] = Audience.All,
        [typeof(Plan)] = Audience.All,
        [typeof(Commitment)] = Audience.All,
        [typeof(Contact)] = Audience.All,
        [typeof(Excuse)] = Audience.All,
        [typeof(Conference)] = Audience.All,
        [typeof(Placement)] = Audience.All,
        [typeof(Review)] = Audience.All,
        [typeof(Consent)] = Audience.All,
        [typeof(Wish)] = Audience.Professionals | Audience.YoungPerson,
        [typeof(Affirmation)] = Audience.Professionals | Audience.YoungPerson,
        [typeof(Activity)] = Audience.Professionals | Audience.YoungPerson,
        [typeof(Referral)] = Audience.Professionals | Audience.YoungPerson,
        [typeof(Measure)] = Audience.Professionals,
        [typeof(Decision)] = Audience.Professionals,
        [typeof(Concern)] = Audience.Professionals,
        [typeof(Offer)] = Audience.Professionals,
        [typeof(Restriction)] = Audience.Professionals,
        [typeof(FindingPlan)] = Audience.Professionals,
        [typeof(FindingStep)] = Audience.Professionals,
        [typeof(Merge)] = Audience.Professionals,
        [typeof(Correction)] = Audience.Professionals,
    };

    /// <summary>The roles of professionals.</summary>
    public static readonly IReadOnlyList<Role> Professionals =
    [
        Role.Coordinator, Role.SocialWorker, Role.TeamManager, Role.FgcManager, Role.IndependentReviewingOfficer, Role.PersonalAdviser,
        Role.Administrator,
    ];

    private readonly Audience _audience;
    private readonly bool _seesContactDetails;

    private Sight(Case seen, IReadOnlyList<Role> roles, DateOnly today)
    {
        Case = seen;
        Today = today;
        _audience = (roles.Intersect(Professionals).Any() ? Audience.Professionals : 0)
            | (roles.Contains(Role.FosterCarer) ? Audience.Carer : 0)
            | (roles.Contains(Role.YoungPerson) ? Audience.YoungPerson : 0);
        _seesContactDetails = roles.Contains(Role.Coordinator) || roles.Contains(Role.SocialWorker);
    }

    /// <summary>A viewer's sight of a case; null when they have none.</summary>
    public static Sight? Of(Viewer viewer, Case? @case) =>
        @case is not null && viewer.RolesIn(@case) is { Count: > 0 } roles ? new(@case, roles, viewer.Today) : null;

    /// <summary>The case, less what protection hides from everybody.</summary>
    public Case Case { get; }

    /// <summary>
    /// The case reduced to what the viewer may see, for numbers that would betray the rest: who is paid, loved, refused or blocked. It
    /// serves for nothing that only the whole case decides: stages and occasions.
    /// </summary>
    public Case Counted => field ??= IsProfessional ? Case : Case with
    {
        People = Case.People.ToDictionary(p => p.Key, p => SeesDetails(p.Value) ? p.Value : p.Value with { DateOfBirth = null, FormerNames = [] }),
        Relationships = [.. Relationships.Select(r => r with
        {
            Closeness = Closeness.Unknown, Evidence = Evidence.Reported, Paid = false, ParentalResponsibility = false,
        })],
        Affirmations = See(Case.Affirmations),
        Decisions = See(Case.Decisions),
        Restrictions = See(Case.Restrictions),
    };

    /// <summary>The clock's day.</summary>
    public DateOnly Today { get; }

    /// <summary>Whether the viewer is a professional of the case: paths, gaps, rates and reasons are for them alone.</summary>
    public bool IsProfessional => _audience.HasFlag(Audience.Professionals);

    /// <summary>Whether the viewer is the young person whose case it is.</summary>
    public bool IsOwn => _audience.HasFlag(Audience.YoungPerson);

    /// <summary>The facts of one kind that the viewer may see, each as they may see it.</summary>
    public IReadOnlyList<T> See<T>(IReadOnlyList<T> facts) where T : CaseNode =>
        (Matrix.GetValueOrDefault(typeof(T)) & _audience) == 0 ? []
        : IsProfessional && Case.Confidential.Count == 0 ? facts
        : [.. facts.Select(Reduced).OfType<T>()];

    /// <summary>One fact of this case as the viewer may see it; null when they may not.</summary>
    public CaseNode? See(CaseNode fact) =>
        fact.ChildId != Case.Child.Id || (Matrix.GetValueOrDefault(fact.GetType()) & _audience) == 0 ? null : Reduced(fact);

    /// <summary>
    /// The stage of a link as the viewer may read it: that somebody is not safe is a reason only professionals read, and that the child
    /// said no only they and the child; to others the link is paused.
    /// </summary>
    public LinkStage Stage(Link link, DateOnly asOf)
    {
        var stage = Stages.Of(Case, link, asOf);
        bool hidden = (stage == LinkStage.NotSafe && !IsProfessional) || (stage == LinkStage.ChildRefused && !IsProfessional && !IsOwn);
        return hidden ? LinkStage.Paused : stage;
    }

    /// <summary>Ties the viewer may see: professionals all, others only the child's own.</summary>
    public IReadOnlyList<Relationship> Relationships =>
        IsProfessional ? Case.Relationships : [.. Case.Relationships.Where(Sees)];

    /// <summary>Whether the viewer may see a tie.</summary>
    public bool Sees(Relationship tie) => IsProfessional || tie.OfChild(Case.Child.Id) is not null;

    /// <summary>Whether the viewer may see a person's date of birth and former names: never after they declined.</summary>
    public bool SeesDetails(Person person) => person.Id == Case.Child.Id || (IsProfessional && !HasDeclined(person.Id));

    /// <summary>A person's contact details: for the coordinator and the social worker, unless confidential or the person declined.</summary>
    public IReadOnlyList<ContactDetail> ContactDetails(string personId, DateOnly asOf) =>
        !_seesContactDetails || Case.Confidential.Contains(personId) || HasDeclined(personId) ? []
        : [.. Case.ContactDetails.Where(d => d.PersonId == personId && Days.Holds(d.Since, d.Until, asOf))];

    /// <summary>Whether the viewer sees a person at all: other people than the child's own are for professionals.</summary>
    public bool Sees(string personId) => Case.People.ContainsKey(personId) && (IsProfessional || OwnPeople.Contains(personId));

    private HashSet<string> OwnPeople => field ??=
    [
        Case.Child.Id,
        .. Case.Links.Select(l => l.PersonId),
        .. Relationships.Select(r => r.Other(Case.Child.Id)),
        .. Case.Commitments.SelectMany(c => c.PersonIds.Concat(c.HelperIds)),
        .. Case.Contacts.SelectMany(c => c.PersonIds.Concat(c.NeededIds)),
        .. Case.Oversight.Select(o => o.WorkerId),
        .. Case.Invitations.Select(i => i.PersonId),
        .. Case.Placements.Select(p => p.CarerId).OfType<string>(),
        .. Case.Plans.Select(p => p.AgreedById).OfType<string>(),
        .. Case.Reviews.Select(r => r.ChairId).OfType<string>(),
    ];

    /// <summary>Whether a person's latest answer in the case is no: that hides their details from then on.</summary>
    public bool HasDeclined(string personId) =>
        Standing.Of(Case, personId, Today).Declined || Case.Merges.Any(m => m.MergedId == personId && m.UndoneOn is null && HasDeclined(m.KeptId));

    private CaseNode? Reduced(CaseNode fact) => fact switch
    {
        // A confidential address covers every place that could give it away.
        Placement p when Case.Confidential.Contains(Case.Child.Id) || (p.CarerId is { } carer && Case.Confidential.Contains(carer)) =>
            p with { Place = null, ReasonForMove = IsProfessional ? p.ReasonForMove : null },
        Conference c when Case.Confidential.Contains(Case.Child.Id) ||
            Case.Invitations.Any(i => i.ConferenceId == c.Id && Case.Confidential.Contains(i.PersonId)) => c with { Place = null },
        _ when IsProfessional => fact,
        Placement p => p with { ReasonForMove = null },
        Consent c => c.Subject == ConsentSubject.Child ? c : null,
        Referral r => r with { Risks = null, ReasonDeclined = null },
        Review r => r with { Metrics = null, ChildsView = IsOwn ? r.ChildsView : null },
        Excuse e => e.Reason == ExcuseReason.Safety ? e with { Reason = ExcuseReason.Other, Words = null } : e with { Words = null },
        Contact c => IsOwn ? c : c with { Feeling = null, Words = null },
        Plan p => p with { SafetyStatement = null, EndReason = null },
        _ => fact,
    };
}
