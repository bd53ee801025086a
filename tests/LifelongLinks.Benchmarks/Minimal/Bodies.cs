using System.Text.Json.Serialization;

namespace LifelongLinks.Benchmarks;

// Of what the tables hold as JSON, the fields that the answers need.

internal sealed record ChildBody(int Version, string Reference, string Name, string? KnownAs, string? Pronouns, DateOnly DateOfBirth, DateOnly? EnteredCareOn);

internal sealed record PersonBody(int Version, string Name, string? KnownAs, string? Pronouns, DateOnly? Died);

internal sealed record LinkBody(string PersonId, string? Circle, int? Importance, DateOnly IdentifiedOn, bool NamedByChild, DateOnly? EndedOn);

internal sealed record TieBody(string FromId, string ToId, string Kind, string Side, string? ChildsWord, DateOnly? Since, DateOnly? Until, string Closeness,
    string Evidence);

internal sealed record PlanBody(int Version, DateOnly DraftedOn, DateOnly? AgreedOn, string? AgreedById, string[] IntegratedInto);

internal sealed record CommitmentBody(string? Words, string Mode, string[] Support, string Supervision, DateOnly StartsOn, DateOnly? EndsOn,
    CadenceOnPage Cadence, string[] PersonIds);

internal sealed record ContactBody(DateOnly On, string Mode, bool Answered, string? StartedBy, int? Feeling, string? Words, string[] PersonIds);

/// <summary>How the bodies are read: generated, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChildBody))]
[JsonSerializable(typeof(PersonBody))]
[JsonSerializable(typeof(LinkBody))]
[JsonSerializable(typeof(TieBody))]
[JsonSerializable(typeof(PlanBody))]
[JsonSerializable(typeof(CommitmentBody))]
[JsonSerializable(typeof(ContactBody))]
[JsonSerializable(typeof(IReadOnlyCollection<string>))]
internal sealed partial class BodyJson : JsonSerializerContext;
