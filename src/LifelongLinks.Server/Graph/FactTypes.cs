using System.Reflection;
using GraphQL.Types;

namespace LifelongLinks.Server;

/// <summary>
/// A record of Core as it stands: its properties, with Core's own descriptions. Ids of other records are left out; what they stand
/// for is added as fields.
/// </summary>
public abstract class RecordType<T> : OutputType<T>
{
    /// <inheritdoc/>
    protected override IEnumerable<MemberInfo> GetRegisteredMembers() =>
        base.GetRegisteredMembers().Where(m => !IsReference(m.Name) && !Hidden.Contains(m.Name));

    /// <summary>Properties that clients have no use for.</summary>
    protected virtual IReadOnlyList<string> Hidden => [];

    /// <summary>Somebody whom the record names.</summary>
    protected void Named(string name, string description, Func<T, string> id) =>
        Field<NonNullGraphType<InterfaceType<IParty>>>(name).Description(description).Resolve(c => Reading(c).Named(id(c.Source)));

    /// <summary>People whom the record names.</summary>
    protected void Named(string name, string description, Func<T, IReadOnlyList<string>> ids) =>
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<InterfaceType<IParty>>>>>(name)
            .Description(description).Resolve(c => Reading(c) is var reading ? ids(c.Source).Select(reading.Named) : null);

    protected static Reading Reading(GraphQL.IResolveFieldContext<T> context) => context.RequestServices!.GetRequiredService<Reading>();

    private static bool IsReference(string property) =>
        (property.Length > 2 && property.EndsWith("Id", StringComparison.Ordinal)) || property.EndsWith("Ids", StringComparison.Ordinal);
}

/// <summary>A fact of a case.</summary>
public abstract class FactType<T> : RecordType<T> where T : CaseNode
{
    protected FactType() => Interface<InterfaceType<INode>>();

    protected void Party(string name, string description, Func<T, string?> id) =>
        Field<InterfaceType<IParty>>(name).Description(description).Configure(f => f.Needs()).Resolve(c => View(c).Party(id(c.Source)));

    protected void Worker(string name, string description, Func<T, string?> id) =>
        Field<OutputType<WorkerView>>(name).Description(description).Configure(f => f.Needs()).Resolve(c => View(c).Worker(id(c.Source)));

    protected static CaseView View(GraphQL.IResolveFieldContext<T> context) => Reading(context).Loaded(context.Source.ChildId);
}

public sealed class CadenceType : RecordType<Cadence>
{
    // Whether a cadence makes sense is asked before it is saved: in an answer it always does.
    protected override IReadOnlyList<string> Hidden => [nameof(Cadence.IsValid)];
}

public sealed class ContactDetailType : RecordType<ContactDetail>;

public sealed class ReferralType : FactType<Referral>
{
    public ReferralType() => Party("referredBy", "Who refers.", r => r.ReferredById);
}

public sealed class FindingPlanType : FactType<FindingPlan>
{
    public FindingPlanType() =>
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<FindingStepType>>>>("steps").Description("Its steps.").Configure(f => f.Needs(typeof(FindingStep)))
            .Resolve(c => View(c) is var view ? view.Sight.See(view.Case.FindingSteps).Where(s => s.FindingPlanId == c.Source.Id) : null);
}

public sealed class FindingStepType : FactType<FindingStep>
{
    public FindingStepType()
    {
        Party("person", "The person to look for, where they are known by name.", s => s.PersonId);
        Worker("worker", "The worker who does it.", s => s.WorkerId);
    }
}

public sealed class ConsentType : FactType<Consent>
{
    public ConsentType()
    {
        Party("person", "Who gives it; null when the authority itself holds parental responsibility and gives it.", c => c.PersonId);
        Worker("toldTo", "The worker who was told of the withdrawal.", c => c.ToldToId);
    }
}

public sealed class ActivityType : FactType<Activity>;

public sealed class MeasureType : FactType<Measure>;

public sealed class WishType : FactType<Wish>
{
    public WishType() => Party("person", "The person it is about, where it is about one.", w => w.PersonId);
}

public sealed class AffirmationType : FactType<Affirmation>
{
    public AffirmationType() => Party("person", "The person it is about.", a => a.PersonId);
}

public sealed class DecisionType : FactType<Decision>
{
    public DecisionType() => Worker("worker", "The worker who took it.", d => d.WorkerId);
}

public sealed class ConcernType : FactType<Concern>
{
    public ConcernType() => Worker("worker", "The worker who raised it.", c => c.WorkerId);
}

public sealed class OfferType : FactType<Offer>
{
    public OfferType() => Party("person", "Who offers it.", o => o.PersonId);
}

public sealed class RestrictionType : FactType<Restriction>
{
    public RestrictionType()
    {
        Party("against", "The person it is against.", r => r.AgainstId);
        Party("protects", "CONFIDENTIAL_ADDRESS: the person whose address it protects.", r => r.ProtectsId);
        Party("keptFrom", "CONFIDENTIAL_ADDRESS: the person from whom the address is kept; null: from everybody.", r => r.KeptFromId);
        Field<OutputType<RelationshipView>>("tie").Description("The one tie it is against: then it rules paths only.")
            .Resolve(c => View(c) is var view && view.Sight.Relationships.FirstOrDefault(t => t.Id == c.Source.TieId) is { } tie
                ? view.Relationship(tie) : null);
    }

    // How the rules read the kind and the effect.
    protected override IReadOnlyList<string> Hidden => [nameof(Restriction.LeavesOut)];
}

public sealed class ConferenceType : FactType<Conference>
{
    public ConferenceType() =>
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<OutputType<InvitationView>>>>>("invitations")
            .Description("Who was invited, by id.").Configure(f => f.Needs())
            .Resolve(c => View(c) is var view
                ? view.Case.Invitations.Where(i => i.ConferenceId == c.Source.Id && view.Sight.Sees(i.PersonId)).Select(i => new InvitationView(view, i))
                : null);
}

public sealed class PlacementType : FactType<Placement>
{
    public PlacementType() => Party("carer", "Who cares or cared for the child there.", p => p.CarerId);

    // The home's key serves only to tell who lives together.
    protected override IReadOnlyList<string> Hidden => [nameof(Placement.Home)];
}

public sealed class ExcuseType : FactType<Excuse>;

public sealed class MergeType : FactType<Merge>
{
    public MergeType()
    {
        Party("kept", "The person who is kept.", m => m.KeptId);
        Party("merged", "The person who turned out to be the same.", m => m.MergedId);
    }
}

public sealed class CorrectionType : FactType<Correction>
{
    public CorrectionType()
    {
        Worker("worker", "The worker who set it right.", c => c.WorkerId);
        Field<NonNullGraphType<IdGraphType>>("recordId").Description("Id of the record that was set right.").Configure(f => f.Needs()).Resolve(c => c.Source.RecordId);
        Field<InterfaceType<INode>>("original").Description("The record as it was before, as far as the viewer may see it.").Resolve(c => View(c).Original(c.Source));
    }

    protected override IReadOnlyList<string> Hidden => [nameof(Correction.Original)];
}

public sealed class CalendarAddressType : FactType<CalendarAddress>
{
    public CalendarAddressType() => Party("person", "Whose promises it shows; null: it is the child's own.", a => a.PersonId);

    // By it an address is found, and nobody's to know.
    protected override IReadOnlyList<string> Hidden => [nameof(CalendarAddress.CalendarDigest)];
}

public sealed class ContactType : FactType<Contact>
{
    public ContactType()
    {
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<InterfaceType<IParty>>>>>("people")
            .Description("Who it was with.").Configure(f => f.Needs()).Resolve(c => View(c).Parties(c.Source.PersonIds));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<OutputType<WorkerView>>>>>("needed")
            .Description("The workers who were needed: who arranged, transported, facilitated or supervised.").Configure(f => f.Needs())
            .Resolve(c => View(c).Workers(c.Source.NeededIds));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<OutputType<CommitmentView>>>>>("commitments")
            .Description("The commitments it fulfils; none: it was not planned.").Configure(f => f.Needs(typeof(Commitment)))
            .Resolve(c => View(c) is var view ? c.Source.CommitmentIds.Select(view.Commitment).OfType<CommitmentView>() : null);
    }
}
