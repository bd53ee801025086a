namespace LifelongLinks.Core;

/// <summary>What becomes of one property of a record in somebody's document.</summary>
internal enum Cell
{
    /// <summary>It is told, without the names of others.</summary>
    Told,
    /// <summary>It is the id of somebody, or of several: they are told by what stands for them.</summary>
    Who,
    /// <summary>It is left out, and listed as withheld.</summary>
    Withheld,
    /// <summary>It says nothing by itself: an id of another record.</summary>
    Nothing,
}

/// <summary>A property of a record.</summary>
/// <param name="Property">Its name.</param>
/// <param name="Heading">How the column is headed.</param>
/// <param name="Child">What becomes of it in the child's own document.</param>
/// <param name="Person">What becomes of it in the document of a person whom the record names.</param>
internal sealed record SubjectColumn(string Property, string Heading, Cell Child, Cell Person)
{
    /// <summary>Why it is withheld.</summary>
    internal string Why { get; init; } = "";
}

/// <summary>A kind of record.</summary>
/// <param name="Record">Its type.</param>
/// <param name="Child">The heading in the child's own document.</param>
/// <param name="Person">The heading in the document of a person whom it names; null: it is withheld from them.</param>
/// <param name="Columns">What there is of each; every property stands here, and a test holds it.</param>
internal sealed record SubjectKind(Type Record, string Child, string? Person, IReadOnlyList<SubjectColumn> Columns);

/// <summary>
/// What a subject's document tells of each kind of record, in plain words: the one place in which it is decided what others said in
/// confidence, and what may harm somebody (Data Protection Act 2018, Schedule 2 para 16 and Schedule 3 para 5).
/// </summary>
internal static class SubjectKinds
{
    private const string Confidence = "another person said it in confidence", TheChilds = "the child said it in confidence",
        Safety = "it is about somebody's safety (serious harm)", Others = "it is about other people",
        Rates = "it says how other people kept their promises";

    internal static readonly IReadOnlyList<SubjectKind> All =
    [
        Kind<Child>("About you", "About you", [.. Names, Told("Reference", "Your reference here"), Told("Subject", "Your sign-in"), Told("EnteredCareOn", "You came into care"),
            Told("LeftCareOn", "You left care"), Told("ClosedOn", "Our work ended")]),
        Kind<Person>("About you", "About you", [.. Names]),
        Kind<Worker>("About you", "About you", [.. Names, Told("Subject", "Your sign-in"), Told("Roles", "Your work"), Nothing("CalendarDigest"), Told("CalendarSince", "Your calendar of reviews since")]),
        Kind<ContactDetail>("How to reach you", "How to reach you", Told("Kind", "What"), Told("Value", "Number or address"), Told("Since", "From"), Told("Until", "Until"), Nothing("PersonId")),
        Kind<Relationship>("You and the people around you", "You and the people around you", Who("FromId", "Who"), Told("Kind", "Is the"), Who("ToId", "Of"),
            OfChild("ChildsWord", "Your word for them"), Told("Side", "Side of the family"), Told("Since", "From"), Told("Until", "Until"), Told("Closeness", "How close"),
            Told("Evidence", "How we know"), Told("Paid", "Is it their job"), Told("ParentalResponsibility", "Parental responsibility"), Told("LastContactOn", "Last in touch")),
        Kind<Link>("People who may matter to you", "How we came to know of you", Who("PersonId", "Who"), OfChild("Importance", "How much they matter to you (1 to 5)"), OfChild("Circle", "Where on your map"),
            Told("IdentifiedOn", "Since"), OfChild("NamedByChild", "You told us about them"), Told("EndedOn", "Ended"), Told("EndReason", "Why it ended") with { Person = Cell.Withheld, Why = Others }),
        Kind<Decision>("Steps we took", "Steps we took", Who("LinkId", "With whom"), Told("Kind", "Step"), Told("Outcome", "How it came out"), Told("DecidedOn", "When"), Told("RecordedOn", "Written down on"),
            Who("WorkerId", "Who did it"), Told("Reason", "Why, or what was said") with { Person = Cell.Withheld, Why = Confidence }),
        Kind<Wish>("Your wishes", null, Told("Kind", "Wish"), Who("PersonId", "About"), Told("MadeOn", "When"), Told("Words", "Your words"), Told("Importance", "How much it matters (1 to 5)"), Told("MetOn", "Came true on")),
        Kind<Affirmation>("What people mean to you", null, Who("PersonId", "Who"), Told("SaidOn", "When"), Told("Loving", "You call it loving"), Told("Words", "Your words")),
        Kind<Activity>("What we did together", null, Told("Kind", "What"), Told("HeldOn", "When"), Told("Words", "Your words")),
        Kind<Plan>("Your plans", "Plans", Nothing("ConferenceId"), Told("DraftedOn", "Written on"), Told("AgreedOn", "Agreed on"), Who("AgreedById", "Agreed by"), Told("DeclinedOn", "Not agreed on"),
            OfChild("SafetyStatement", "Why it is safe"), Told("IntegratedInto", "Part of"), Told("EndedOn", "Ended"), Nothing("ReplacesId"), OfChild("EndReason", "Why it ended")),
        Kind<Commitment>("Promises", "What you promised", Nothing("PlanId"), Who("PersonIds", "Who promised"), Who("HelperIds", "Who helps"), Told("Support", "What it gives"), Told("Mode", "How"),
            Told("Supervision", "Who else is there"), Told("Cadence", "How often"), Told("Grace", "Days of grace"), Told("StartsOn", "From"), Told("EndsOn", "Until"), Told("Pauses", "Paused"), Told("Words", "In words"), Nothing("ContinuesId")),
        Kind<Contact>("Times you were in touch", "Times you were in touch", Nothing("CommitmentIds"), Told("On", "When"), Who("PersonIds", "Who"), Who("NeededIds", "Who helped"), Told("RecordedOn", "Written down on"), Told("Mode", "How"),
            Told("Answered", "Answered"), Told("StartedBy", "Who began it"), OfChild("Feeling", "How you felt (1 to 5)"), OfChild("Words", "Your words")),
        Kind<Excuse>("Times that did not happen, and do not count", null, Nothing("CommitmentId"), Told("Due", "Was to be"), Told("RecordedOn", "Written down on"), Told("Reason", "Why"), Held("Words", Others)),
        Kind<Conference>("Your family meetings", null, Told("PlannedOn", "Planned on"), Told("PlannedFor", "Planned for"), Told("HeldOn", "Held on"), Told("Place", "Where"), Told("Choices", "What you chose")),
        Kind<Invitation>("Who was asked to come", "Family meetings you were asked to", Nothing("ConferenceId"), Who("PersonId", "Who"), Told("Answer", "Answer"), Told("Attended", "Came")),
        Kind<Offer>("Support people said they can give", "Support you said you can give", Who("PersonId", "Who"), Told("Support", "What"), Told("Mode", "How"), OfPerson("Words", "Your words"), OfPerson("When", "When it could be"), Told("OfferedOn", "When")),
        Kind<Placement>("Your homes and schools", "When you cared for a child", Told("Kind", "What"), Nothing("Home"), OfChild("Place", "Where"), Told("From", "From"), Told("Until", "Until"),
            OfChild("ReasonForMove", "Why you moved on"), Who("CarerId", "Who cared for you")),
        Kind<Review>("Reviews of your plan", "Reviews", Nothing("PlanId"), Told("Kind", "Which"), Told("DueOn", "Due"), Told("HeldOn", "Held"), Who("ChairId", "Who led it"), OfChild("Decisions", "What was decided"),
            OfChild("ChildsView", "What you said"), Held("Metrics", Rates), OfChild("Decided", "About each promise")),
        Kind<Consent>("What was agreed to", "What you agreed to", Told("Subject", "Who was asked"), Who("PersonId", "Who"), Told("Purpose", "What for"), Told("State", "Answer"), Told("Informed", "It was explained first"),
            Told("Explained", "How it was explained"), Told("Limits", "Limits"), Told("PrivacyNoticeGivenOn", "Privacy notice given"), Told("AnsweredOn", "Answered"), Told("ExpiresOn", "Ends by itself"),
            Told("WithdrawnOn", "Taken back"), Who("ToldToId", "Who was told")),
        Kind<Referral>("How you came to us", "Children you told us about", Who("ReferredById", "Who told us about you"), Told("ReferredOn", "When"), OfChild("Why", "Why"), Held("Risks", Safety), OfChild("Support", "Support for you"),
            Told("Status", "Where it stands"), Told("DecidedOn", "Decided"), Told("ClosedOn", "Our work ended"), OfChild("ReasonDeclined", "Why not")),
        Kind<FindingPlan>("Plans for finding people", null, Told("MadeOn", "Made on"), Held("Risks", Safety)),
        Kind<FindingStep>("Where we looked", "Where we looked for you", Nothing("FindingPlanId"), Who("PersonId", "For whom"), Who("WorkerId", "Who looked"), Told("Source", "Where"), Told("Words", "What was to be done"),
            Told("Status", "How far it came"), Told("DoneOn", "Done"), OfPerson("Found", "What was found")),
        Kind<Measure>("How you were doing", null, Told("Kind", "What"), Told("Value", "Result"), Told("MeasuredOn", "When"), Told("Source", "Who said so")),
        Kind<Concern>("Worries that workers had", null, Who("LinkId", "About"), Who("WorkerId", "Whose worry"), Told("Words", "The worry"), Told("RaisedOn", "When"), Told("Answer", "How it was answered"), Told("AnsweredOn", "Answered on")),
        Kind<Oversight>("Who worked with you", "Your work with children", Who("WorkerId", "Who"), Told("Role", "As"), Told("Since", "From"), Told("Until", "Until"), Told("Emergency", "In an emergency, because")),
        Kind<InTeam>("Your teams", null, Who("TeamId", "Team"), Told("Since", "From"), Told("Until", "Until")),
        Kind<Team>("Teams", null, Told("Name", "Name")),
        Kind<Correction>("What was set right", null, Nothing("RecordId"), Told("CorrectedOn", "When"), Told("Reason", "What was wrong"), Told("StruckOut", "Taken out altogether"), Who("WorkerId", "Who set it right"), Nothing("Original")),
        Kind<CalendarAddress>("Calendars of your plan", "Calendars of what you promised", Who("PersonId", "Whose"), Nothing("CalendarDigest"), Told("DisplayName", "The child is called"), Told("Since", "From"), Told("RevokedOn", "Ended")),
        Kind<Restriction>("", null),
        Kind<Merge>("", null),
    ];

    private static readonly Dictionary<Type, SubjectKind> _byType = All.ToDictionary(k => k.Record);

    /// <summary>Of a kind of record.</summary>
    internal static SubjectKind Of(object record) => _byType[record.GetType()];

    /// <summary>Why a record is left out of the child's own document as a whole; null: it is told.</summary>
    internal static string? WithheldFromChild(Case of, object record, DateOnly on) => record switch
    {
        Restriction => Safety,
        Merge => Others,
        Decision { Kind: DecisionKind.OversightCheck, Outcome: not DecisionOutcome.Cleared } => Safety,
        Concern { LinkId: { } link } when of.Links.Any(l => l.Id == link && Standing.Of(of, l.PersonId, on) is { Blocked: true } or { NotSafe: true } && l.Id == link) => Safety,
        Consent { Subject: ConsentSubject.ConnectedPerson } => Confidence,
        Excuse { Reason: ExcuseReason.Safety } => Safety,
        ContactDetail when of.Confidential.Contains(of.Child.Id) => Safety,
        _ => null,
    };

    /// <summary>Why one property is left out of the child's own document, over what the table says; null: it is told.</summary>
    internal static string? WithheldFromChild(Case of, object record, string property, DateOnly on) => record switch
    {
        // A confidential address covers placements and conference places, also those of the one whom it protects: a paper is read by others.
        Placement p when property is nameof(Placement.Place) or nameof(Placement.Home) && (of.Confidential.Contains(of.Child.Id) || (p.CarerId is { } c && of.Confidential.Contains(c))) => Safety,
        Conference c when property == nameof(Conference.Place) && (of.Confidential.Contains(of.Child.Id)
            || of.Invitations.Any(i => i.ConferenceId == c.Id && of.Confidential.Contains(i.PersonId))) => Safety,
        // What somebody answered is the child's to know; what they said with it was said in confidence.
        Decision { Kind: not DecisionKind.ChildAnswer } when property == nameof(Decision.Reason) => Confidence,
        Consent { Subject: ConsentSubject.ParentalResponsibility } when property is nameof(Consent.Explained) or nameof(Consent.Limits) => Confidence,
        Link l when property == nameof(Link.EndReason) && Standing.Of(of, l.PersonId, on) is { Blocked: true } or { NotSafe: true } && property == nameof(Link.EndReason) => Safety,
        _ => null,
    };

    /// <summary>Why a record is left out of a person's document as a whole; null: it is told.</summary>
    internal static string? WithheldFromPerson(object record) => record switch
    {
        Restriction or Concern => Safety,
        Decision { Kind: DecisionKind.OversightCheck, Outcome: not DecisionOutcome.Cleared } => Safety,
        Decision { Kind: DecisionKind.ChildAnswer } => TheChilds,
        Merge or Correction => Others,
        Wish or Affirmation => TheChilds,
        _ => Of(record).Person is null ? Others : null,
    };

    private static SubjectColumn[] Names =>
    [
        Told("Name", "Name"), Told("KnownAs", "Known as"), Told("Pronouns", "Pronouns"), Told("FormerNames", "Names before"), Told("DateOfBirth", "Born"), Told("Died", "Died"),
        Told("ErasedOn", "Details erased on"),
    ];

    private static SubjectKind Kind<T>(string child, string? person, params SubjectColumn[] columns) => new(typeof(T), child, person, columns);

    private static SubjectColumn Told(string property, string heading) => new(property, heading, Cell.Told, Cell.Told);

    private static SubjectColumn Who(string property, string heading) => new(property, heading, Cell.Who, Cell.Who);

    private static SubjectColumn Nothing(string property) => new(property, "", Cell.Nothing, Cell.Nothing);

    private static SubjectColumn Held(string property, string why) => new(property, "", Cell.Withheld, Cell.Withheld) { Why = why };

    private static SubjectColumn OfChild(string property, string heading) => new(property, heading, Cell.Told, Cell.Withheld) { Why = TheChilds };

    private static SubjectColumn OfPerson(string property, string heading) => new(property, heading, Cell.Withheld, Cell.Told) { Why = Confidence };
}

/// <summary>The properties of a kind of record of which it is said what becomes of them in a subject's document.</summary>
public static class SubjectColumns
{
    /// <summary>Their names.</summary>
    public static IEnumerable<string> Of(Type record) => SubjectKinds.All.Single(k => k.Record == record).Columns.Select(c => c.Property);
}
