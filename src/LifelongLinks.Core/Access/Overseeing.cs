using System.Text.Json.Serialization;

namespace LifelongLinks.Core;

/// <summary>
/// Makes a worker a member of the oversight group, or gives a carer or reviewing officer sight of the case. Another worker in the same
/// role makes way from that day, unless both are to stay.
/// </summary>
public sealed record SetOversightMember : CaseCommand
{
    /// <summary>Id of the worker.</summary>
    [Ids]
    public required string WorkerId { get; init; }

    /// <summary>In which role: COORDINATOR, SOCIAL_WORKER, TEAM_MANAGER, INDEPENDENT_REVIEWING_OFFICER, FOSTER_CARER or PERSONAL_ADVISER.</summary>
    public required Role Role { get; init; }

    /// <summary>The first day; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? Since { get; init; }

    /// <summary>Whether whoever has the role now stays beside them.</summary>
    public bool Beside { get; init; }

    internal override IEnumerable<string?> NamedIds => [WorkerId];

    internal override Outcome<Changes> Decide(Deciding on)
    {
        var since = Since ?? on.Today;
        var now = on.Case.Oversight.Where(o => o.Role == Role && o.Emergency is null && !(o.Until <= since)).ToList();
        return Deciding.First(
            on.Open(),
            !Viewer.OverseeingRoles.Contains(Role) ? Deciding.Wrong(nameof(Role), "oversees no single case.") : null,
            on.AnyWorker(WorkerId) is null ? Deciding.Wrong(nameof(WorkerId), "is no worker of this authority.") : null,
            on.AnyWorker(WorkerId) is { } worker && !worker.Roles.Contains(Role) ? Deciding.Wrong(nameof(Role), "is none that this worker has in the authority.") : null,
            now.Any(o => o.WorkerId == WorkerId) ? Deciding.Gate(Gate.NotDoneAlready, "The worker has that role in this case already.") : null,
            !Beside && now.Any(o => o.Since >= since) ? Deciding.Wrong(nameof(Since), "is not after the day the one before began.") : null)
            ?? Deciding.Saves(new Oversight { Id = on.NewId(), WorkerId = WorkerId, ChildId = ChildId, Role = Role, Since = since },
                Beside ? [] : now.Select(o => (object)(o with { Until = since })));
    }
}

/// <summary>Ends a worker's part in overseeing the case: from that day they no longer see it in that role. It is a loss to the child, and told as one.</summary>
public sealed record EndOversightMember : CaseCommand
{
    /// <summary>Id of the membership, as the oversight group gives it.</summary>
    [Ids]
    public required string OversightMemberId { get; init; }

    /// <summary>The first day it no longer holds; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? Until { get; init; }

    internal override string AboutId => OversightMemberId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Case.Oversight.FirstOrDefault(o => o.Id == OversightMemberId) is not { } member)
        {
            return Deciding.NotFound("member of the oversight group");
        }
        var until = Until ?? on.Today;
        return Deciding.First(
            member.Until <= on.Today ? Deciding.Gate(Gate.NotDoneAlready, "That has ended already.") : null,
            until < member.Since ? Deciding.Wrong(nameof(Until), "is before it began.") : null) ?? Deciding.Saves(member with { Until = until });
    }
}

/// <summary>
/// Opens a case in an emergency to a professional who does not oversee it, until the end of tomorrow, with the reason; auditors are
/// alerted. For when a child may come to harm and nobody who oversees the case can be reached.
/// </summary>
public sealed record BreakGlass : Command
{
    /// <summary>The authority's own reference of the case: whoever does not see it knows no id.</summary>
    [Text(50)]
    public required string Reference { get; init; }

    /// <summary>The emergency, in words.</summary>
    [Text(2000, Lines = true)]
    public required string Reason { get; init; }

    /// <summary>Id of the child with that reference, looked up by the server.</summary>
    [ServerGives, JsonIgnore]
    public string? FoundId { get; init; }

    /// <summary>Id of the worker who asks, looked up by the server.</summary>
    [ServerGives, JsonIgnore]
    public string? FoundWorkerId { get; init; }

    internal override string? CaseId => FoundId;

    internal override bool NeedsSight => false;

    internal override IEnumerable<string?> NamedIds => [FoundWorkerId];

    internal override Outcome<Changes> Decide(Deciding on)
    {
        var role = on.Viewer.Roles.FirstOrDefault(r => Viewer.OverseeingRoles.Contains(r) && Sight.Professionals.Contains(r), Role.Administrator);
        return Deciding.First(
            FoundId is null ? new Refusal(RefusalCode.NotFound, "There is no case with that reference.") : null,
            on.HasCase ? Deciding.Gate(Gate.NotDoneAlready, "You see this case already.") : null,
            on.Worker is null || role == Role.Administrator ? new NotYourRole([.. Viewer.OverseeingRoles.Where(Sight.Professionals.Contains)], "Only professionals who oversee cases can open one in an emergency.") : null)
            ?? Deciding.Saves(new Oversight
            {
                Id = on.NewId(),
                WorkerId = on.Worker!.Id,
                ChildId = FoundId!,
                Role = role,
                Since = on.Today,
                Until = on.Today.AddDays(2),
                Emergency = Reason,
            });
    }
}
