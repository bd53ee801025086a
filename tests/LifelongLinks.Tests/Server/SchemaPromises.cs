namespace LifelongLinks.Tests.Server;

/// <summary>
/// What clients were promised, and what the schema must go on to have: types, fields, arguments, nullability, defaults and enum values. It
/// may have more than this, never less.
/// </summary>
internal static class SchemaPromises
{
    internal const string Text = """
        type Query {
          viewer: Viewer!
          node(id: ID!): Node
          nodes(ids: [ID!]!): [Node]!
          childById(id: ID!): Child
          children(first: Int, after: String, last: Int, before: String, where: ChildFilterInput, order: [ChildSortInput!]): ChildrenConnection
          personById(id: ID!): Person
          people(first: Int, after: String, where: PersonFilterInput, order: [PersonSortInput!]): PeopleConnection
          planById(id: ID!): Plan
          plans(first: Int, after: String, where: PlanFilterInput, order: [PlanSortInput!]): PlansConnection
          service: Service!
          reviewsDue(asOf: Date, within: Int, kind: ReviewKind, first: Int, after: String): ReviewsConnection
        }
        type Subscription {
          caseChanged(childId: ID!): CaseChanged!
          contactRecorded(childId: ID): ContactRecorded!
          reviewBecameDue: ReviewBecameDue!
        }
        type CaseChanged {
          at: DateTime!
          child: Child!
          changed: [Node!]!
        }
        type ContactRecorded {
          contact: Contact!
          child: Child!
        }
        type ReviewBecameDue {
          review: Review!
          child: Child!
        }
        type Child implements Node & Party {
          id: ID!
          reference: String!
          name: String!
          knownAs: String
          pronouns: String
          dateOfBirth: Date!
          age(asOf: Date): Int!
          enteredCareOn: Date
          leftCareOn: Date
          stage(asOf: Date): CaseStage!
          referrals: [Referral!]!
          consents(asOf: Date): [Consent!]!
          oversightGroup(asOf: Date): [OversightMember!]!
          links(first: Int, after: String, where: LinkFilterInput, order: [LinkSortInput!]): LinksConnection
          relationships(asOf: Date): [Relationship!]!
          wishes: [Wish!]!
          activities: [Activity!]!
          restrictions(asOf: Date): [Restriction!]!
          placements: [Placement!]!
          measures(kind: MeasureKind): [Measure!]!
          findingPlan: FindingPlan
          conferences: [Conference!]!
          plan(asOf: Date): Plan
          plans: [Plan!]!
          reviews(first: Int, after: String): ReviewsConnection
          contacts(first: Int, after: String, where: ContactFilterInput): ContactsConnection
          timeline(first: Int, after: String, from: Date, to: Date): TimelineConnection
          network(asOf: Date): Network!
          reconnectionPaths(to: ID, maxHops: Int = 4, first: Int = 5, asOf: Date): [ReconnectionPath!]!
          networkGaps(asOf: Date, without: [ID!]): [NetworkGap!]!
          adherence(from: Date, to: Date, bucket: TimeBucket = MONTH, asOf: Date): Adherence!
        }
        type ReconnectionPath {
          target: Party!
          steps: [PathStep!]!
          hops: Int!
          strength: Float!
          safety: SafetyTier!
          consent: ConsentState!
          askFirst: Party!
          before: [String!]!
        }
        type PathStep {
          from: Party!
          to: Party!
          relationship: Relationship!
          weight: Float!
          reason: String!
        }
        type NetworkGap {
          kind: GapKind!
          severity: GapSeverity!
          summary: String!
          since: Date
          support: SupportKind
          side: Side
          people: [Party!]!
          evidence: [GapEvidence!]!
          candidates: [GapCandidate!]!
        }
        type Network {
          asOf: Date!
          people: [NetworkMember!]!
          relationships: [Relationship!]!
          size: Int!
          active: Int!
          measures: NetworkMeasures!
        }
        type Plan implements Node {
          id: ID!
          child: Child!
          status: PlanStatus!
          agreedOn: Date
          agreedBy: Worker
          safetyStatement: String
          integratedInto: [PlanIntegration!]!
          commitments(where: CommitmentFilterInput): [Commitment!]!
          reviews: [Review!]!
          adherence(from: Date, to: Date, bucket: TimeBucket = MONTH, asOf: Date): Adherence!
        }
        type Commitment implements Node {
          id: ID!
          plan: Plan!
          people: [Person!]!
          support: [SupportKind!]!
          mode: ContactMode!
          supervision: Supervision!
          cadence: Cadence!
          startsOn: Date!
          endsOn: Date
          words: String
          occasions(from: Date, to: Date, asOf: Date): [Occasion!]!
          nextOccasion(asOf: Date): Occasion
          contacts(first: Int, after: String, last: Int, before: String): ContactsConnection
          adherence(from: Date, to: Date, bucket: TimeBucket = MONTH, asOf: Date): Adherence!
        }
        type Occasion {
          id: ID!
          commitment: Commitment!
          opensOn: Date!
          dueOn: Date!
          graceUntil: Date!
          status: OccasionStatus!
          contact: Contact
          excuse: Excuse
        }
        type Adherence {
          from: Date!
          to: Date!
          asOf: Date!
          kept: Int!
          late: Int!
          missed: Int!
          excused: Int!
          cancelled: Int!
          open: Int!
          rate: Float
          punctuality: Float
          recencyWeighted: Float
          mean: Float
          covered: Coverage
          streak: Int!
          trend: Trend!
          lowConfidence: Boolean!
          excusedBy: [ExcuseCount!]!
          sustained: [SustainedCheck!]!
          series: [AdherenceBucket!]!
          byPerson: [PersonAdherence!]!
          byMode: [ModeAdherence!]!
          bySupport: [SupportAdherence!]!
        }
        type AdherenceBucket {
          from: Date!
          to: Date!
          kept: Int!
          late: Int!
          missed: Int!
          excused: Int!
          cancelled: Int!
          open: Int!
          rate: Float
          punctuality: Float
        }
        enum RelationshipKind { PARENT STEP_PARENT ADOPTIVE_PARENT SIBLING HALF_SIBLING STEP_SIBLING FOSTER_SIBLING GRANDPARENT
          GREAT_GRANDPARENT AUNT_UNCLE COUSIN NIECE_NEPHEW PARTNER FOSTER_CARER FORMER_FOSTER_CARER KINSHIP_CARER SPECIAL_GUARDIAN GODPARENT
          FAMILY_FRIEND FRIEND NEIGHBOUR TEACHER MENTOR INDEPENDENT_VISITOR SOCIAL_WORKER PERSONAL_ADVISER RESIDENTIAL_WORKER OTHER }
        enum Side { MATERNAL PATERNAL BOTH NOT_APPLICABLE UNKNOWN }
        enum Closeness { CLOSE GOOD SOME DISTANT UNKNOWN }
        enum Evidence { VERIFIED REPORTED INFERRED }
        enum SupportKind { EMOTIONAL PRACTICAL INFORMATIONAL COMPANIONSHIP IDENTITY }
        enum ContactMode { IN_PERSON OVERNIGHT_STAY PHONE_CALL VIDEO_CALL MESSAGE EMAIL LETTER CARD GIFT LETTERBOX OUTING FAMILY_EVENT
          HOLIDAY }
        enum Supervision { UNSUPERVISED FACILITATED SUPERVISED }
        enum DecisionKind { SEARCH LOCATE OVERSIGHT_CHECK CHILD_ANSWER APPROACH PERSON_ANSWER VISIT INVITATION }
        enum DecisionOutcome { CLEARED CAUTION NOT_SAFE AGREED AGREED_WITH_LIMITS REFUSED JOINED UNDECIDED DECLINED }
        enum LinkStage { IDENTIFIED SEARCHING LOCATED CHECKED CHILD_AGREED APPROACHED JOINED INVITED COMMITTED CONNECTED CHILD_REFUSED
          DECLINED NOT_SAFE PAUSED ENDED }
        enum CaseStage { REFERRED CONSENTED MAPPING SEARCHING CONFERENCE_PLANNED PLAN_DRAFTED PLAN_AGREED PAUSED CLOSED }
        enum ConsentState { NOT_ASKED PENDING GIVEN GIVEN_WITH_LIMITS REFUSED WITHDRAWN EXPIRED }
        enum ConsentPurpose { REFERRAL SEARCH APPROACH SHARE_INFORMATION CONTACT ATTEND_CONFERENCE }
        enum Role { COORDINATOR SOCIAL_WORKER TEAM_MANAGER FGC_MANAGER INDEPENDENT_REVIEWING_OFFICER FOSTER_CARER PERSONAL_ADVISER
          YOUNG_PERSON ANALYST REPORTING AUDITOR ADMINISTRATOR }
        enum ReviewKind { LIFELONG_LINKS_REVIEW CHILD_IN_CARE_REVIEW PATHWAY_PLAN_REVIEW }
        enum OccasionStatus { UPCOMING OPEN KEPT LATE MISSED EXCUSED CANCELLED }
        enum ExcuseReason { CHILD_DECLINED ILLNESS BEREAVEMENT PLACEMENT_MOVE TRANSPORT SERVICE_FAILURE SAFETY OTHER }
        enum RestrictionKind { NO_CONTACT_ORDER SECTION_34_4_ORDER SECTION_34_6_REFUSAL NON_MOLESTATION_ORDER BAIL_CONDITION
          CONFIDENTIAL_ADDRESS SEALED_ADOPTION EXPLOITATION ONLINE_CONTACT DOMESTIC_ABUSE UNASSESSED }
        enum GapKind { NO_TRUSTED_ADULT UNDER_TWO_LOVING PAID_ONLY PAID_HEAVY SUPPORT_MISSING SINGLE_PROVIDER SIBLING_OUT_OF_TOUCH
          SIDE_UNEXPLORED SIDE_INACTIVE WISH_UNMET LAPSED WORKER_DEPENDENT NO_ONE_AFTER_18 }
        enum GapSeverity { HIGH MEDIUM LOW }
        enum SafetyTier { CLEARED CAUTION UNASSESSED }
        enum TimeBucket { WEEK MONTH QUARTER }
        enum Trend { IMPROVING STEADY SLIPPING UNKNOWN }
        """;
}
