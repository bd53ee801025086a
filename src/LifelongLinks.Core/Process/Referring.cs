using System.Text.Json.Serialization;

namespace LifelongLinks.Core;

/// <summary>Refers a child in care or care leaver to Lifelong Links, with what the coordinator needs to know to begin.</summary>
public sealed record ReferChild : Command
{
    /// <summary>Id of a child who has a case here already; left out for one who has none, who then is described by the fields below.</summary>
    [Ids]
    public string? ChildId { get; init; }

    /// <summary>The authority's own reference; needed for a child who has no case here yet.</summary>
    [Text(50)]
    public string? Reference { get; init; }

    /// <summary>Full name, in any script, as it is written; needed for a child who has no case here yet.</summary>
    [Text(200)]
    public string? Name { get; init; }

    /// <summary>The name the child uses and is called by.</summary>
    [Text(200)]
    public string? KnownAs { get; init; }

    /// <summary>The pronouns the child uses, such as "she/her".</summary>
    [Text(40)]
    public string? Pronouns { get; init; }

    /// <summary>Date of birth; needed for a child who has no case here yet.</summary>
    [Day(When.Past)]
    public DateOnly? DateOfBirth { get; init; }

    /// <summary>The day the child came into care.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? EnteredCareOn { get; init; }

    /// <summary>The first day the child was no longer in care.</summary>
    [Day(When.Past)]
    public DateOnly? LeftCareOn { get; init; }

    /// <summary>The day of the referral; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? ReferredOn { get; init; }

    /// <summary>Why Lifelong Links is asked for.</summary>
    [Text(4000, Lines = true)]
    public required string Why { get; init; }

    /// <summary>Risks to consider; they can be added until the finding plan is made.</summary>
    [Text(4000, Lines = true)]
    public string? Risks { get; init; }

    /// <summary>The support the child will need during the process; it can be added until the finding plan is made.</summary>
    [Text(4000, Lines = true)]
    public string? Support { get; init; }

    /// <summary>Id of the coordinator who is to take the case on, where that is known.</summary>
    [Ids]
    public string? CoordinatorId { get; init; }

    /// <summary>Id of the team to which the case belongs.</summary>
    [Ids]
    public string? TeamId { get; init; }

    /// <summary>Whether a child with the reference has a case here, as the server looked up.</summary>
    [ServerGives, JsonIgnore]
    public bool HasCase { get; init; }

    /// <summary>Id of the worker who refers, as the server looked up.</summary>
    [ServerGives, JsonIgnore]
    public string? ReferredById { get; init; }

    internal override string? CaseId => ChildId;

    internal override IEnumerable<string?> NamedIds => [CoordinatorId, TeamId, ReferredById];

    internal override Outcome<Changes> Decide(Deciding on)
    {
        var day = ReferredOn ?? on.Today;
        if (CoordinatorId is not null && on.AnyWorker(CoordinatorId)?.Roles.Contains(Role.Coordinator) != true)
        {
            return Deciding.Wrong(nameof(CoordinatorId), "is no coordinator of this authority.");
        }
        if (TeamId is not null && on.Team(TeamId) is null)
        {
            return Deciding.Wrong(nameof(TeamId), "is no team of this authority.");
        }
        if (HasCase)
        {
            return Deciding.Gate(Gate.NoOpenReferral, "A child with that reference is known to Lifelong Links already. Ask whoever oversees the case, or the service's lead.");
        }
        if (ChildId is null && (Reference is null || Name is null || DateOfBirth is null))
        {
            return Deciding.Wrong(Reference is null ? nameof(Reference) : Name is null ? nameof(Name) : nameof(DateOfBirth),
                "is needed for a child who has no case here yet.");
        }
        var child = ChildId is null
            ? new Child { Id = on.NewId(), Name = Name!, KnownAs = KnownAs, Pronouns = Pronouns, Reference = Reference!, DateOfBirth = DateOfBirth, EnteredCareOn = EnteredCareOn, LeftCareOn = LeftCareOn }
            : on.Child with { ClosedOn = null, EnteredCareOn = Or(nameof(EnteredCareOn), EnteredCareOn, on.Child.EnteredCareOn), LeftCareOn = Or(nameof(LeftCareOn), LeftCareOn, on.Child.LeftCareOn) };
        if (child.LeftCareOn < child.EnteredCareOn)
        {
            return Deciding.Wrong(nameof(LeftCareOn), "is before the day the child came into care.");
        }
        if (child.EnteredCareOn < child.DateOfBirth || day < child.DateOfBirth)
        {
            return Deciding.Wrong(child.EnteredCareOn < child.DateOfBirth ? nameof(EnteredCareOn) : nameof(ReferredOn), "is before the child was born.");
        }
        if (child.EnteredCareOn is null && child.LeftCareOn is null)
        {
            return Deciding.Gate(Gate.InCare, "Lifelong Links is for children in care and care leavers. Say when the child came into care.");
        }
        // One that is told late may not begin before the one before it was over.
        var last = Referrals.Latest(on.Case, on.Today);
        if (ChildId is not null && (!Stages.IsClosed(on.Case, on.Today) || day < (last?.ClosedOn ?? on.Child.ClosedOn ?? last?.DecidedOn)))
        {
            return Deciding.Gate(Gate.NoOpenReferral, "The child has a referral that waits or is under way. There is one at a time.");
        }
        Referral referral = new()
        {
            Id = on.NewId(),
            ChildId = child.Id,
            ReferredById = on.Worker?.Id,
            ReferredOn = day,
            Why = Why,
            Risks = Risks,
            Support = Support,
        };
        List<object> others = [child];
        if (last is { ClosedOn: null } before && on.Child.ClosedOn is { } closed)
        {
            others.Add(before with { ClosedOn = closed }); // what the child's record forgets now
        }
        if (on.Worker is { } worker && on.Roles.FirstOrDefault(Viewer.OverseeingRoles.Contains, Role.Administrator) is var role && role != Role.Administrator)
        {
            others.AddRange(Oversees(on, child, worker, role, day));
        }
        if (on.AnyWorker(CoordinatorId) is { } coordinator)
        {
            others.AddRange(Oversees(on, child, coordinator, Role.Coordinator, day));
        }
        if (TeamId is not null && !on.Case.Teams.Any(t => t.TeamId == TeamId && t.Holds(on.Today)))
        {
            others.Add(new InTeam { Id = on.NewId(), ChildId = child.Id, TeamId = TeamId, Since = day });
        }
        return Deciding.Saves(referral, others);
    }

    // Whoever refers, and whoever is to take it on, sees the case from now on.
    private static IEnumerable<Oversight> Oversees(Deciding on, Child child, Worker worker, Role role, DateOnly since)
    {
        if (!on.Case.Oversight.Any(o => o.WorkerId == worker.Id && o.Role == role && o.Holds(on.Today) && o.Emergency is null))
        {
            yield return new() { Id = on.NewId(), WorkerId = worker.Id, ChildId = child.Id, Role = role, Since = since };
        }
    }
}

/// <summary>Accepts the referral that waits: the work may begin.</summary>
public sealed record AcceptReferral : CaseCommand
{
    /// <summary>The day it was accepted; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? DecidedOn { get; init; }

    /// <summary>Risks to consider, where they were not written down yet or are known better now.</summary>
    [Text(4000, Lines = true)]
    public string? Risks { get; init; }

    /// <summary>The support the child will need during the process, where it was not written down yet or is known better now.</summary>
    [Text(4000, Lines = true)]
    public string? Support { get; init; }

    internal override DateOnly? Day => DecidedOn;

    internal override Outcome<Changes> Decide(Deciding on) => Referrals.Decide(on, ReferralStatus.Accepted, DecidedOn,
        referral => referral with { Risks = Risks ?? referral.Risks, Support = Support ?? referral.Support });
}

/// <summary>Declines the referral that waits, with the reason; the case is closed.</summary>
public sealed record DeclineReferral : CaseCommand
{
    /// <summary>The day it was declined; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? DecidedOn { get; init; }

    /// <summary>Why, for whoever referred.</summary>
    [Text(4000, Lines = true)]
    public required string Reason { get; init; }

    internal override DateOnly? Day => DecidedOn;

    internal override Outcome<Changes> Decide(Deciding on) =>
        Referrals.Decide(on, ReferralStatus.Declined, DecidedOn, referral => referral with { ReasonDeclined = Reason });
}

/// <summary>Closes the case: nothing more is to be done in it. What was recorded stays, and the child can be referred anew.</summary>
public sealed record CloseCase : CaseCommand
{
    /// <summary>The first day on which it is closed; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? ClosedOn { get; init; }

    internal override Outcome<Changes> Decide(Deciding on) =>
        Deciding.First(on.Open(), NotBeforeReferral(on)) ?? Deciding.Saves(on.Child with { ClosedOn = ClosedOn ?? on.Today },
            Referrals.Latest(on.Case, on.Today) is { } referral ? [referral with { ClosedOn = ClosedOn ?? on.Today }] : []);

    private Refusal? NotBeforeReferral(Deciding on) =>
        ClosedOn < Referrals.Latest(on.Case, on.Today)?.ReferredOn ? Deciding.Wrong(nameof(ClosedOn), "is before the child was referred.") : null;
}

/// <summary>How a referral is decided.</summary>
internal static class Referrals
{
    internal static Outcome<Changes> Decide(Deciding on, ReferralStatus status, DateOnly? day, Func<Referral, Referral> with)
    {
        if (Referrals.Latest(on.Case, on.Today) is not { Status: ReferralStatus.Open } referral)
        {
            return Deciding.Gate(Gate.ReferralWaiting, "No referral waits for a decision.");
        }
        return day < referral.ReferredOn ? Deciding.Wrong("DecidedOn", $"is before the referral ({referral.ReferredOn:yyyy-MM-dd}).")
            : Deciding.Saves(with(referral) with { Status = status, DecidedOn = day ?? on.Today });
    }

    /// <summary>The latest referral by a day: the one that counts.</summary>
    internal static Referral? Latest(Case of, DateOnly asOf) => of.Referrals
        .Where(r => r.ReferredOn <= asOf).OrderBy(r => r.ReferredOn).ThenBy(r => r.Id, StringComparer.Ordinal).LastOrDefault();
}
