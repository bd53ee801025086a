using GraphQL.Types;

namespace LifelongLinks.Server;

public sealed class ReconnectionPathType : RecordType<ReconnectionPath>
{
    public ReconnectionPathType()
    {
        Named("target", "The person to be reached.", p => p.TargetId);
        Named("askFirst", "Whom to ask first: the first stop.", p => p.AskFirstId);
    }
}

public sealed class PathStepType : RecordType<PathStep>
{
    public PathStepType()
    {
        Named("from", "The person it leads from.", s => s.FromId);
        Named("to", "The person it leads to.", s => s.ToId);
        Field<NonNullGraphType<OutputType<RelationshipView>>>("relationship").Description("The heaviest tie between the two.")
            .Resolve(c => Reading(c).Loaded(c.Source.Relationship.RecordedForId).Relationship(c.Source.Relationship));
    }

    protected override IReadOnlyList<string> Hidden => [nameof(PathStep.Relationship)];
}

public sealed class PersonAdherenceType : RecordType<PersonAdherence>
{
    public PersonAdherenceType() => Named("person", "The person.", p => p.PersonId);
}

public sealed class NetworkMemberType : RecordType<NetworkMember>
{
    public NetworkMemberType() => Named("person", "The person.", m => m.PersonId);
}

public sealed class NetworkGapType : RecordType<NetworkGap>
{
    public NetworkGapType() =>
        Named("people", "The people it is about; WORKER_DEPENDENT: the worker, then those whose ties depend on them.", g => g.PeopleIds);
}

public sealed class GapCandidateType : RecordType<GapCandidate>
{
    public GapCandidateType() => Named("person", "The person.", c => c.PersonId);
}
