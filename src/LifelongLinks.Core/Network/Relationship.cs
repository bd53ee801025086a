namespace LifelongLinks.Core;

/// <summary>A tie between two people, read "from is the KIND of to".</summary>
public sealed record Relationship : Edge
{
    /// <summary>Id of the person who is the KIND.</summary>
    public required string FromId { get; init; }

    /// <summary>Id of the person to whom they are.</summary>
    public required string ToId { get; init; }

    /// <summary>Id of the child in whose case it was recorded.</summary>
    public required string RecordedForId { get; init; }

    /// <summary>What the one is to the other.</summary>
    public required RelationshipKind Kind { get; init; }

    /// <summary>The side of the child's family.</summary>
    public Side Side { get; init; } = Side.Unknown;

    /// <summary>The child's own word for the person.</summary>
    public string? ChildsWord { get; init; }

    /// <summary>The first day of the tie.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The first day the tie no longer held.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>How close the two are.</summary>
    public Closeness Closeness { get; init; } = Closeness.Unknown;

    /// <summary>Why it is believed.</summary>
    public Evidence Evidence { get; init; } = Evidence.Reported;

    /// <summary>Whether the person is paid to be there.</summary>
    public bool Paid { get; init; }

    /// <summary>Whether the person holds parental responsibility.</summary>
    public bool ParentalResponsibility { get; init; }

    /// <summary>The day the two were last in touch, where it is known.</summary>
    public DateOnly? LastContactOn { get; init; }

    /// <summary>The other end of the tie.</summary>
    public string Other(string personId) => personId == FromId ? ToId : FromId;

    /// <summary>Id of the person whom the tie binds to the child themselves; null when the child is at neither end.</summary>
    public string? OfChild(string childId) => FromId == childId ? ToId : ToId == childId ? FromId : null;

    /// <summary>Whether it makes family: by blood, step or adoption, a kinship carer or a special guardian (rule 10).</summary>
    internal bool IsKin => Kind is RelationshipKind.Parent or RelationshipKind.StepParent or RelationshipKind.AdoptiveParent
        or RelationshipKind.Sibling or RelationshipKind.HalfSibling or RelationshipKind.StepSibling or RelationshipKind.Grandparent
        or RelationshipKind.GreatGrandparent or RelationshipKind.AuntUncle or RelationshipKind.Cousin or RelationshipKind.NieceNephew
        or RelationshipKind.KinshipCarer or RelationshipKind.SpecialGuardian;

    /// <summary>Whether it is between siblings, half-siblings or step-siblings.</summary>
    internal bool IsSibling => Kind is RelationshipKind.Sibling or RelationshipKind.HalfSibling or RelationshipKind.StepSibling;

    /// <summary>Whether the tie holds on a day.</summary>
    public bool Holds(DateOnly on) => Days.Holds(Since, Until, on);

    /// <summary>Ids of the children who are siblings, half-siblings or step-siblings of the child of a case.</summary>
    public static IEnumerable<string> Siblings(Case of) => of.Relationships
        .Where(r => r.IsSibling).Select(r => r.OfChild(of.Child.Id)).OfType<string>().Where(id => of.Person(id) is Child).Distinct();
}

/// <summary>What one person is to another. The HL7 v3 RoleCode equivalent stands with each.</summary>
public enum RelationshipKind
{
    /// <summary>Mother or father (PRN).</summary>
    Parent,
    /// <summary>Step-parent (STPPRN).</summary>
    StepParent,
    /// <summary>Adoptive parent (ADOPTP).</summary>
    AdoptiveParent,
    /// <summary>Full sibling (NSIB).</summary>
    Sibling,
    /// <summary>Half-sibling (HSIB).</summary>
    HalfSibling,
    /// <summary>Step-sibling (STPSIB).</summary>
    StepSibling,
    /// <summary>A child fostered in the same home (SIB, by fostering).</summary>
    FosterSibling,
    /// <summary>Grandparent (GRPRN).</summary>
    Grandparent,
    /// <summary>Great-grandparent (GGRPRN).</summary>
    GreatGrandparent,
    /// <summary>Aunt or uncle (AUNT, UNCLE).</summary>
    AuntUncle,
    /// <summary>Cousin (COUSN).</summary>
    Cousin,
    /// <summary>Niece or nephew (NIENEPH).</summary>
    NieceNephew,
    /// <summary>Partner, married or not (SIGOTHR).</summary>
    Partner,
    /// <summary>Foster carer of a placement now (PRNFOST).</summary>
    FosterCarer,
    /// <summary>Foster carer of an earlier placement (PRNFOST, ended).</summary>
    FormerFosterCarer,
    /// <summary>A relative or friend who cares for the child (GUARD by kinship).</summary>
    KinshipCarer,
    /// <summary>Special guardian by court order (GUARD).</summary>
    SpecialGuardian,
    /// <summary>Godparent (FRND by rite).</summary>
    Godparent,
    /// <summary>Friend of the family (FRND).</summary>
    FamilyFriend,
    /// <summary>Friend (FRND).</summary>
    Friend,
    /// <summary>Neighbour (NBOR).</summary>
    Neighbour,
    /// <summary>Teacher or other school staff (no RoleCode; ROLE of education).</summary>
    Teacher,
    /// <summary>Mentor (no RoleCode).</summary>
    Mentor,
    /// <summary>Independent visitor, appointed under Children Act 1989 s. 23ZB (no RoleCode).</summary>
    IndependentVisitor,
    /// <summary>Social worker (no RoleCode; a practitioner).</summary>
    SocialWorker,
    /// <summary>Personal adviser of a care leaver (no RoleCode; a practitioner).</summary>
    PersonalAdviser,
    /// <summary>Worker in a children's home (no RoleCode; a practitioner).</summary>
    ResidentialWorker,
    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Side of the child's family.</summary>
public enum Side
{
    /// <summary>The mother's side.</summary>
    Maternal,
    /// <summary>The father's side.</summary>
    Paternal,
    /// <summary>Both sides: counts for each.</summary>
    Both,
    /// <summary>Not family.</summary>
    NotApplicable,
    /// <summary>Not known.</summary>
    Unknown,
}

/// <summary>How close two people are.</summary>
public enum Closeness
{
    /// <summary>Close; weighs 1.</summary>
    Close,
    /// <summary>Good; weighs 0.8.</summary>
    Good,
    /// <summary>Some; weighs 0.5.</summary>
    Some,
    /// <summary>Distant; weighs 0.3.</summary>
    Distant,
    /// <summary>Not known; weighs 0.4.</summary>
    Unknown,
}

/// <summary>Why a tie is believed.</summary>
public enum Evidence
{
    /// <summary>Verified from a record or by the people themselves; weighs 1.</summary>
    Verified,
    /// <summary>Reported by somebody; weighs 0.8.</summary>
    Reported,
    /// <summary>Inferred; weighs 0.5.</summary>
    Inferred,
}
