using GraphQL;

namespace LifelongLinks.Server;

/// <summary>The child's tie to one person and how far the process has come with it.</summary>
[Name("Link")]
[Implements(typeof(INode))]
public sealed class LinkView(CaseView view, Link link) : INode
{
    /// <summary>Opaque, global id.</summary>
    public string Id => link.Id;

    /// <summary>Version of the record, from 1.</summary>
    public int Version => link.Version;

    /// <summary>The child.</summary>
    [Needs]
    public ChildView Child => new(view.Reading, view.Case.Child);

    /// <summary>The person.</summary>
    [Needs]
    public IParty Person => view.Party(link.PersonId)!;

    /// <summary>How far the process has come with the person, on a day (today by default).</summary>
    public LinkStage Stage(DateOnly? asOf = null) => view.Sight.Stage(link, view.Day(asOf));

    /// <summary>How much the person matters to the child, 1 (a little) to 5 (most of all).</summary>
    public int? Importance => link.Importance;

    /// <summary>Where the child places the person on their map.</summary>
    public Circle? Circle => link.Circle;

    /// <summary>The day the person was identified.</summary>
    public DateOnly IdentifiedOn => link.IdentifiedOn;

    /// <summary>Whether the child named the person themselves.</summary>
    public bool NamedByChild => link.NamedByChild;

    /// <summary>The first day the link no longer held.</summary>
    public DateOnly? EndedOn => link.EndedOn;

    /// <summary>Why it was ended; for professionals.</summary>
    public string? EndReason => link.EndReason;

    /// <summary>The last day, by a day (today by default), on which the child and the person were in touch both ways.</summary>
    public DateOnly? LastContactOn(DateOnly? asOf = null) => InTouch.BothWays(view.Case, link.PersonId, view.Day(asOf));

    /// <summary>How safe it is known to be to involve the person, on a day (today by default); for professionals.</summary>
    [Needs(typeof(Decision), typeof(Restriction))]
    public SafetyTier? Safety(DateOnly? asOf = null) =>
        view.Sight.Reads("Link.safety") ? Standing.Of(view.Case, link.PersonId, view.Day(asOf)).Safety : null;

    /// <summary>The child's latest answer about the person, on a day (today by default); for professionals and the child.</summary>
    [Needs(typeof(Decision), typeof(Restriction))]
    public ConsentState? ChildAnswer(DateOnly? asOf = null) =>
        view.Sight.Reads("Link.childAnswer") ? Standing.Of(view.Case, link.PersonId, view.Day(asOf)).Consent : null;

    /// <summary>The child's ties to the person, ended ones too.</summary>
    [Needs(typeof(Relationship))]
    public IEnumerable<RelationshipView> Relationships =>
        view.Sight.Relationships.Where(r => r.OfChild(view.Case.Child.Id) == link.PersonId).Select(view.Relationship);

    /// <summary>The steps taken on the link, in order; for professionals.</summary>
    [Needs(typeof(Decision))]
    public IEnumerable<Decision> Decisions =>
        view.Sight.See(view.Case.Decisions).Where(d => d.LinkId == link.Id).OrderBy(d => d.DecidedOn).ThenBy(d => d.Id, StringComparer.Ordinal);

    /// <summary>Worries raised about the link, and how they were answered; for professionals.</summary>
    [Needs(typeof(Concern))]
    public IEnumerable<Concern> Concerns => view.Sight.See(view.Case.Concerns).Where(c => c.LinkId == link.Id);

    /// <summary>Support the person says they can give; for professionals.</summary>
    [Needs(typeof(Offer))]
    public IEnumerable<Offer> Offers => view.Sight.See(view.Case.Offers).Where(o => o.PersonId == link.PersonId);

    /// <summary>What the person promises in plans agreed and not ended, today.</summary>
    [Needs(typeof(Commitment), typeof(Plan))]
    public IEnumerable<CommitmentView> Commitments =>
        view.Sight.See(view.Case.Commitments)
            .Where(c => c.PersonIds.Contains(link.PersonId) && view.Case.Plans.Any(p => p.Id == c.PlanId && p.InForce(view.Sight.Today)))
            .Select(c => new CommitmentView(view, c));
}

/// <summary>An invitation to the conference.</summary>
[Name("Invitation")]
public sealed class InvitationView(CaseView view, Invitation invitation)
{
    /// <summary>Opaque id; not one that node takes.</summary>
    public string Id => invitation.Id;

    /// <summary>The person.</summary>
    [Needs]
    public IParty Person => view.Party(invitation.PersonId)!;

    /// <summary>The person's answer.</summary>
    public InvitationAnswer Answer => invitation.Answer;

    /// <summary>Whether the person came; null before the conference.</summary>
    public bool? Attended => invitation.Attended;
}

/// <summary>A worker's part in overseeing a case.</summary>
[Name("OversightMember")]
public sealed class OversightMemberView(CaseView view, Oversight oversight)
{
    /// <summary>Opaque id; not one that node takes.</summary>
    public string Id => oversight.Id;

    /// <summary>The worker.</summary>
    [Needs]
    public WorkerView Worker => view.Worker(oversight.WorkerId)!;

    /// <summary>In which role.</summary>
    public Role Role => oversight.Role;

    /// <summary>The first day.</summary>
    public DateOnly? Since => oversight.Since;

    /// <summary>The first day it no longer held.</summary>
    public DateOnly? Until => oversight.Until;

    /// <summary>Why the glass was broken, where this is an emergency's access: it makes nobody a member of the group; for professionals.</summary>
    public string? Emergency => view.Sight.Reads("OversightMember.emergency") ? oversight.Emergency : null;
}

/// <summary>One thing that happened in a child's story.</summary>
[Name("TimelineEntry"), Many("Timeline")]
public sealed class TimelineEntryView(CaseView view, TimelineEntry entry)
{
    /// <summary>The day.</summary>
    public DateOnly On => entry.On;

    /// <summary>What kind of thing.</summary>
    public TimelineKind Kind => entry.Kind;

    /// <summary>What happened, in words; it names nobody.</summary>
    public string Summary => entry.Summary;

    /// <summary>The people it happened with.</summary>
    public IEnumerable<IParty> People => view.Parties(entry.PersonIds);

    /// <summary>Id of the record it comes from.</summary>
    public string RecordId => entry.FactId;
}
