using System.Text.Json.Serialization;

namespace LifelongLinks.Benchmarks;

// The answers of the minimal API, in the shape of what the GraphQL server puts under data. Words of enums are text here: that is how
// the store has them.

internal sealed record ChildPageAnswer(ChildOnPage? ChildById);

internal sealed record ChildOnPage(string Id, int Version, string Reference, string Name, string? KnownAs, string? Pronouns, DateOnly DateOfBirth,
    int Age, DateOnly? EnteredCareOn, Listed<LinkOnPage> Links, PlanOnPage? Plan);

internal sealed record Listed<T>(int TotalCount, IReadOnlyList<T> Nodes);

internal sealed record LinkOnPage(string Id, string? Circle, int? Importance, DateOnly IdentifiedOn, bool NamedByChild, DateOnly? EndedOn,
    PersonOnPage Person, IReadOnlyList<TieOnPage> Relationships);

internal sealed record PersonOnPage(string Id, string Name, string? KnownAs, string? Pronouns);

internal sealed record TieOnPage(string Id, string Kind, string Side, string? ChildsWord, DateOnly? Since, DateOnly? Until, string Closeness, string Evidence);

internal sealed record PlanOnPage(string Id, int Version, string Status, DateOnly DraftedOn, DateOnly? AgreedOn, Named? AgreedBy,
    IReadOnlyList<string> IntegratedInto, IReadOnlyList<CommitmentOnPage> Commitments);

internal sealed record CommitmentOnPage(string Id, string? Words, string Mode, IReadOnlyList<string> Support, string Supervision, DateOnly StartsOn,
    DateOnly? EndsOn, CadenceOnPage Cadence, IReadOnlyList<Called> People, Listed<ContactOnPage> Contacts);

internal sealed record CadenceOnPage(int? Times, int? Every, string? Unit, int? Month, int? Day, DateOnly? On);

internal sealed record ContactOnPage(string Id, DateOnly On, string Mode, bool IsTwoWay, string? StartedBy, int? Feeling, string? Words,
    IReadOnlyList<Called> People);

internal sealed record Named(string Id, string Name);

internal sealed record Called(string Id, string Name, string? KnownAs);

internal sealed record ChildrenPageAnswer(ChildrenPage Children);

internal sealed record ChildrenPage(int TotalCount, HasNext PageInfo, IReadOnlyList<ChildInList> Nodes);

internal sealed record HasNext(bool HasNextPage);

internal sealed record ChildInList(string Id, string Reference, string Name, string? KnownAs, DateOnly DateOfBirth, int Age, Counted Links, PlanInList? Plan);

internal sealed record Counted(int TotalCount);

internal sealed record PlanInList(string Id, string Status, DateOnly? AgreedOn, IReadOnlyList<JustId> Commitments);

internal sealed record JustId(string Id);

internal sealed record LookupAnswer(PersonFound? PersonById);

internal sealed record PersonFound(string Id, int Version, string Name, string? KnownAs, string? Pronouns, DateOnly? Died);

internal sealed record PathsAnswer(ChildWithPaths? ChildById);

internal sealed record ChildWithPaths(string Id, string? KnownAs, IReadOnlyList<PathFound> ReconnectionPaths);

internal sealed record PathFound(Named Target, int Hops, double Strength, string Safety, string Consent, Named AskFirst, IReadOnlyList<string> Before,
    IReadOnlyList<StepFound> Steps);

internal sealed record StepFound(Named From, Named To, TieOfStep Relationship, double Weight, string Reason);

internal sealed record TieOfStep(string Id, string Kind, string Closeness, string Evidence, DateOnly? LastContactOn);

internal sealed record GapsAnswer(ChildWithGaps? ChildById);

internal sealed record ChildWithGaps(string Id, string? KnownAs, IReadOnlyList<GapFound> NetworkGaps);

internal sealed record GapFound(string Kind, string Severity, string Summary, DateOnly? Since, string? Support, string? Side, IReadOnlyList<Named> People,
    IReadOnlyList<GapEvidence> Evidence, IReadOnlyList<CandidateFound> Candidates);

internal sealed record CandidateFound(Named Person, PathInShort Path);

internal sealed record PathInShort(int Hops, double Strength);

internal sealed record AdherenceAnswer(ChildWithAdherence? ChildById);

internal sealed record ChildWithAdherence(string Id, string? KnownAs, AdherenceFound Adherence);

internal sealed record AdherenceFound(DateOnly From, DateOnly To, DateOnly AsOf, int Kept, int Late, int Missed, int Excused, int Cancelled, int Open,
    double? Rate, double? Punctuality, double? RecencyWeighted, double? Mean, CoverageFound? Covered, int Streak, string Trend, bool LowConfidence,
    IReadOnlyList<ExcusedFound> ExcusedBy, IReadOnlyList<SustainedFound> Sustained, IReadOnlyList<BucketFound> Series,
    IReadOnlyList<ByPersonFound> ByPerson, IReadOnlyList<ByModeFound> ByMode, IReadOnlyList<BySupportFound> BySupport);

internal sealed record CoverageFound(int CoveredDays, int Days, double? Share);

internal sealed record ExcusedFound(string Reason, int Count);

internal sealed record SustainedFound(int Days, int Asked, int Sustained);

internal sealed record BucketFound(DateOnly From, DateOnly To, int Kept, int Late, int Missed, int Excused, double? Rate);

internal sealed record ByPersonFound(Named Person, int Kept, int Late, int Missed, int Excused, double? Rate);

internal sealed record ByModeFound(string Mode, double? Rate);

internal sealed record BySupportFound(string Support, double? Rate);

/// <summary>How the answers are written: generated, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChildPageAnswer))]
[JsonSerializable(typeof(ChildrenPageAnswer))]
[JsonSerializable(typeof(LookupAnswer))]
[JsonSerializable(typeof(PathsAnswer))]
[JsonSerializable(typeof(GapsAnswer))]
[JsonSerializable(typeof(AdherenceAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext;
