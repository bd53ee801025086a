using System.Collections.Frozen;
using static LifelongLinks.Core.Audience;

namespace LifelongLinks.Core;

/// <summary>For whom something is. Which cases somebody sees at all is their <see cref="Scope"/>; in each, this is what they are to the child.</summary>
[Flags]
public enum Audience
{
    /// <summary>Nobody.</summary>
    None = 0,
    /// <summary>The coordinator and the social worker of the case.</summary>
    Workers = 1,
    /// <summary>The other professionals: managers, reviewing officer, personal adviser, administrator.</summary>
    OtherProfessionals = 2,
    /// <summary>Every professional of the case.</summary>
    Professionals = Workers | OtherProfessionals,
    /// <summary>The child's carer.</summary>
    Carer = 4,
    /// <summary>The young person whose case it is.</summary>
    YoungPerson = 8,
    /// <summary>Everybody who may see the case.</summary>
    All = Professionals | Carer | YoungPerson,
    /// <summary>The auditor, who sees no case.</summary>
    Auditor = 16,
    /// <summary>Whoever is signed in: analysts and reporting tools too, who see no case.</summary>
    Anybody = All | Auditor | 32,
    /// <summary>Who reads figures of the whole authority, which name nobody: reporting tools, and managers.</summary>
    Figures = 64,
}

/// <summary>Some fields of a type, and who sees them; to whomever it does not name they are absent: null, or an empty list.</summary>
/// <param name="Fields">Their names in the contract.</param>
/// <param name="Whole">Who sees them as they are.</param>
/// <param name="Less">Who sees them with less.</param>
/// <param name="How">What is less, in words.</param>
public sealed record AccessRow(IReadOnlyList<string> Fields, Audience Whole, Audience Less = None, string? How = null);

/// <summary>A type of the contract, and who sees which of its fields.</summary>
/// <param name="Type">Its name.</param>
/// <param name="Rows">Its fields, each once.</param>
public sealed record AccessType(string Type, IReadOnlyList<AccessRow> Rows)
{
    /// <summary>Who sees anything of it.</summary>
    public Audience Seen { get; } = Rows.Aggregate(None, (seen, row) => seen | row.Whole | row.Less);
}

/// <summary>
/// Who sees what (domain.md 6): the one table. <see cref="Sight"/> reads it for every fact and field, docs/access.md is printed from it, and the
/// tests hold each role's answers to it. Before it comes what protection hides from everybody: sealed adoptions and whoever is under one.
/// What stands in no row is seen by nobody.
/// </summary>
public static class AccessTable
{
    private const Audience Child = Professionals | YoungPerson;
    private const Audience Others = Carer | YoungPerson;
    private const Audience Outside = Anybody & ~All;
    private const string Confidential = "null where a confidential address could be told from it";
    private const string Declined = "nothing of whoever said no, in whichever case";

    /// <summary>The roles, and what each is to a case that it sees.</summary>
    public static readonly IReadOnlyDictionary<Role, Audience> Roles = new Dictionary<Role, Audience>
    {
        [Role.Coordinator] = Workers,
        [Role.SocialWorker] = Workers,
        [Role.TeamManager] = OtherProfessionals | Figures,
        [Role.FgcManager] = OtherProfessionals | Figures,
        [Role.IndependentReviewingOfficer] = OtherProfessionals,
        [Role.PersonalAdviser] = OtherProfessionals,
        [Role.Administrator] = OtherProfessionals | Figures,
        [Role.FosterCarer] = Carer,
        [Role.YoungPerson] = YoungPerson,
        [Role.Auditor] = Auditor,
        [Role.Analyst] = None,
        [Role.Reporting] = Figures,
    };

    /// <summary>The table.</summary>
    public static readonly IReadOnlyList<AccessType> Types =
    [
        Type("Child",
            Row(All, "id reference name knownAs pronouns dateOfBirth age enteredCareOn leftCareOn closedOn stage oversightGroup"),
            Row(All, "placements conferences links plan plans contacts reviews timeline"),
            Row(Child, "wishes affirmations activities referrals"),
            Row(Professionals, "concerns restrictions measures findingPlan merges corrections likelyDuplicates reconnectionPaths networkGaps"),
            Row(Professionals, "version", Others, "a number that changes when something changes that they see"),
            Row(Professionals, "consents", Others, "the child's own"),
            Row(Professionals, "relationships", Others, "the child's own ties"),
            Row(Professionals, "network", Others, "of what they see: nobody is known as paid, no ties among the people"),
            Row(Professionals, "adherence", Others, "counts nothing"),
            Row(Professionals, "calendarAddresses", YoungPerson, "of their own calendar"),
            Row(YoungPerson, "whoLooked")),
        Type("Person",
            Row(All, "id name knownAs pronouns died erasedOn promises", Outside, "themselves"),
            Row(None, "version", Anybody, "of a child as Child.version; 1 where their case is not in sight, and to carers and young people"),
            Row(None, "dateOfBirth", Professionals | Others, Declined + "; to carers and young people the child's alone"),
            Row(None, "formerNames", Professionals, Declined),
            Row(None, "contactDetails", Workers, Declined + ", nor of whom a confidential address protects")),
        Type("ContactDetail", Row(Workers, "id version kind value since until")),
        Type("Worker", Row(All, "id name knownAs pronouns roles", Outside, "themselves")),
        Type("Relationship",
            Row(All, "id version from to kind side childsWord since until"),
            Row(Professionals, "closeness evidence paid parentalResponsibility lastContactOn")),
        Type("Link",
            Row(All, "id version child person importance circle identifiedOn namedByChild endedOn lastContactOn relationships commitments"),
            Row(Professionals, "stage", Others, "NOT_SAFE reads PAUSED; so does CHILD_REFUSED to the carer"),
            Row(Child, "childAnswer"),
            Row(Professionals, "safety decisions concerns offers endReason")),
        Type("Decision", Row(Professionals, "id version kind outcome decidedOn recordedOn reason worker")),
        Type("Concern", Row(Professionals, "id version words raisedOn worker answer answeredOn")),
        Type("Offer", Row(Professionals, "id version person support mode words when offeredOn")),
        Type("Restriction", Row(Professionals, "id version kind effect from until basis against protects keptFrom tie endedBecause")),
        Type("Referral",
            Row(Child, "id version status referredOn decidedOn closedOn referredBy why support"),
            Row(Professionals, "risks reasonDeclined")),
        Type("FindingPlan", Row(Professionals, "id version madeOn risks steps")),
        Type("FindingStep", Row(Professionals, "id version source status doneOn found words person worker")),
        Type("Consent", Row(Professionals, "id version subject purpose state informed explained limits privacyNoticeGivenOn answeredOn expiresOn withdrawnOn person toldTo",
            Others, "the child's own")),
        Type("OversightMember", Row(All, "id role since until worker"), Row(Professionals, "emergency")),
        Type("Activity", Row(Child, "id version kind heldOn words")),
        Type("Wish", Row(Child, "id version kind madeOn metOn words importance person")),
        Type("Affirmation", Row(Child, "id version saidOn loving words person")),
        Type("Measure", Row(Professionals, "id version kind value measuredOn source")),
        Type("Placement",
            Row(All, "id version kind from until carer"),
            Row(None, "place", All, Confidential),
            Row(Professionals, "reasonForMove")),
        Type("Conference",
            Row(All, "id version plannedOn plannedFor heldOn choices invitations"),
            Row(None, "place", All, Confidential)),
        Type("Invitation", Row(All, "id person answer attended")),
        Type("Plan",
            Row(All, "id version child status draftedOn agreedOn agreedBy declinedOn integratedInto endedOn replaces conference reviews"),
            Row(All, "commitments"),
            Row(Professionals, "adherence", Others, "counts nothing"),
            Row(Professionals, "safetyStatement endReason")),
        Type("Commitment",
            Row(All, "id version plan people helpers support mode supervision cadence grace startsOn endsOn pauses continues words"),
            Row(All, "occasions nextOccasion contacts"),
            Row(Professionals, "adherence", Others, "counts nothing")),
        Type("Cadence", Row(All, "times every unit month day on isPeriodic periodDays gapDays defaultGrace")),
        Type("Pause", Row(All, "from until review")),
        Type("Occasion", Row(All, "id commitment opensOn dueOn graceUntil status contact excuse")),
        Type("Contact",
            Row(All, "id version on recordedOn mode answered isTwoWay startedBy people needed commitments"),
            Row(Child, "feeling words")),
        Type("Excuse",
            Row(All, "id version due recordedOn"),
            Row(Professionals, "reason", Others, "SAFETY reads OTHER"),
            Row(Professionals, "words")),
        Type("Review",
            Row(All, "id version child plan kind dueOn heldOn daysOverdue chair decisions decided"),
            Row(Child, "childsView pack"),
            Row(Professionals, "metrics")),
        Type("CommitmentDecided", Row(All, "commitment decision"), Row(Professionals, "reason")),
        Type("FrozenMetrics", Row(Professionals, "asOf rate punctuality kept late missed excused cancelled")),
        Type("ReviewPack",
            Row(Child, "asOf since sinceKind previous plan people promises affirmations felt feltCount wishesMet wishesWaiting losses sizeThen sizeNow activeThen activeNow"),
            Row(Professionals, "siblingsApart metrics adherence gaps promiseSuggestions caseSuggestions")),
        Type("PackPerson", Row(Child, "person circle change inTouchThen inTouchNow lastInTouchOn")),
        Type("PackPromise",
            Row(Child, "commitment people happened lastOn nextDueOn feelings decision"),
            Row(Professionals, "reason adherence")),
        Type("PackGap", Row(Professionals, "kind support side from until change severity summary people")),
        Type("PromiseSuggestion", Row(Professionals, "commitment decision reasons")),
        Type("SuggestionReason", Row(Professionals, "rule summary people figures")),
        Type("SuggestionFigure", Row(Professionals, "meaning number date text")),
        Type("CaseSuggestion", Row(Professionals, "kind summary people gaps figures")),
        Type("Merge", Row(Professionals, "id version kept merged mergedOn reason undoneOn")),
        Type("Correction", Row(Professionals, "id version recordId original correctedOn reason struckOut worker")),
        Type("CalendarAddress", Row(Professionals, "id version person displayName since revokedOn", YoungPerson, "of their own calendar")),
        Type("TimelineEntry", Row(All, "on kind summary people recordId")),

        Type("Network", Row(All, "asOf size active people relationships measures")),
        Type("NetworkMember",
            Row(All, "person circle sides kin active lastInTouchOn supports"),
            Row(Professionals, "stage", Others, "as Link.stage"),
            Row(Child, "loving", Carer, "false"),
            Row(Professionals, "paid adult")),
        Type("NetworkMeasures", Row(Professionals, "size active identified kin nonKin paid unpaid byCircle bySide components density medianTieAge cover", Others, "of the network that they see")),
        Type("CircleCount", Row(All, "circle people")),
        Type("SideCount", Row(All, "side people active")),
        Type("SupportCover", Row(All, "support providers unpaid")),
        Type("NetworkGap", Row(Professionals, "kind severity summary since support side people evidence candidates")),
        Type("GapEvidence", Row(Professionals, "name number date text")),
        Type("GapCandidate", Row(Professionals, "person path")),
        Type("ReconnectionPath", Row(Professionals, "target askFirst hops safety consent strength before steps")),
        Type("PathStep", Row(Professionals, "from to relationship reason weight")),
        Type("LikelyDuplicate", Row(Professionals, "person reasons")),

        Type("Adherence",
            Row(All, "asOf from to"),
            Row(Professionals, "kept late missed excused cancelled open streak trend lowConfidence series sustained", Others, "counts nothing"),
            Row(Professionals, "rate punctuality mean recencyWeighted covered byPerson byMode bySupport excusedBy")),
        Type("AdherenceBucket",
            Row(All, "from to"),
            Row(Professionals, "kept late missed excused cancelled open", Others, "counts nothing"),
            Row(Professionals, "rate punctuality")),
        Type("PersonAdherence", Row(Professionals, "person rate punctuality kept late missed excused cancelled open")),
        Type("ModeAdherence", Row(Professionals, "mode rate punctuality kept late missed excused cancelled open")),
        Type("SupportAdherence", Row(Professionals, "support rate punctuality kept late missed excused cancelled open")),
        Type("Coverage", Row(Professionals, "days coveredDays share")),
        Type("ExcuseCount", Row(Professionals, "reason count")),
        Type("SustainedCheck", Row(Professionals, "days asked sustained isSustained", Others, "counts nothing")),

        Type("PlanReviewMetrics", Row(Figures, "from to beforeFrom beforeTo groupBy total groups")),
        Type("MetricGroup", Row(Figures, "values now before")),
        Type("MetricValue", Row(Figures, "dimension value")),
        Type("PlanReviewFigures",
            Row(Figures, "children childrenReferred referredEarly daysToReferral consentsGiven consentsWithdrawn"),
            Row(Figures, "peopleIdentified peopleLocated peopleJoined peopleDeclined networkAtReferral networkNow peopleReconnected daysToReconnection"),
            Row(Figures, "conferencesHeld plansDrafted plansAgreed plansIntegrated reviewsDue reviewsOnTime reviewsLate reviewsOverdue"),
            Row(Figures, "adherence sustained moves measures gaps")),
        Type("Quartiles", Row(Figures, "lower median upper")),
        Type("AdherenceFigures", Row(Figures, "occasions rate punctuality mean quartiles trend")),
        Type("SustainedFigures", Row(Figures, "days promises share")),
        Type("MoveFigures", Row(Figures, "plans before after")),
        Type("MeasureFigures", Row(Figures, "kind children before after")),
        Type("GapFlow", Row(Figures, "kind opened closed")),

        Type("CaseChanged", Row(All, "at child"), Row(Professionals, "changed", Others, "what of it they see; nothing of it: they are not told")),
        Type("ContactRecorded", Row(All, "child contact")),
        Type("ReviewBecameDue", Row(All, "child review")),
        Type("WorkerTask", Row(All, "kind summary dueOn child people recordId")),
        Type("Team", Row(Professionals, "id version name")),

        Type("AuditEvent",
            Row(Auditor | YoungPerson, "id at roles action"),
            Row(Auditor, "childIds", YoungPerson, "their own"),
            Row(None, "name", YoungPerson, "of whoever their case names"),
            Row(Auditor, "subject changedIds requestId stream sequence hash")),
        Type("Viewer", Row(Anybody, "subject name roles teams isProfessional today")),
        Type("Service", Row(Anybody, "authority leadContact privacyNoticeUrl leaflets")),
        Type("LeadContact", Row(Anybody, "name email phone")),
        Type("Leaflet", Row(Anybody, "title url")),
    ];

    private static readonly FrozenDictionary<string, Audience> _fields =
        Types.SelectMany(t => t.Rows.SelectMany(r => r.Fields.Select(f => KeyValuePair.Create($"{t.Type}.{f}", r.Whole | r.Less)))).ToFrozenDictionary();

    private static readonly FrozenDictionary<string, AccessType> _types = Types.ToFrozenDictionary(t => t.Type);

    /// <summary>Who sees a field, whole or with less: "Link.safety". A field that stands in no row is a bug.</summary>
    public static Audience Of(string field) => _fields[field];

    /// <summary>A type's part of the table; null: nobody sees it.</summary>
    public static AccessType? OfType(string type) => _types.GetValueOrDefault(type);

    private static AccessType Type(string type, params ReadOnlySpan<AccessRow> rows) => new(type, [.. rows]);

    private static AccessRow Row(Audience whole, string fields, Audience less = None, string? how = null) => new(fields.Split(' '), whole, less, how);
}
