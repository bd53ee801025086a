namespace LifelongLinks.Core;

/// <summary>
/// Records why contact or disclosure is not allowed, or needs care. It holds at once: who is blocked is on no path, and no open occasion is
/// expected of them.
/// </summary>
public sealed record AddRestriction : CaseCommand
{
    /// <summary>What it rests on.</summary>
    public required RestrictionKind Kind { get; init; }

    /// <summary>What it does.</summary>
    public required RestrictionEffect Effect { get; init; }

    /// <summary>Id of the person it is against.</summary>
    [Ids]
    public string? AgainstId { get; init; }

    /// <summary>Id of the one tie it is against: then it rules paths only.</summary>
    [Ids]
    public string? TieId { get; init; }

    /// <summary>CONFIDENTIAL_ADDRESS: id of the person whose address it protects.</summary>
    [Ids]
    public string? ProtectsId { get; init; }

    /// <summary>CONFIDENTIAL_ADDRESS: id of the person from whom the address is kept; left out: from everybody.</summary>
    [Ids]
    public string? KeptFromId { get; init; }

    /// <summary>The first day it holds; left out: it always did.</summary>
    [Day(When.Any)]
    public DateOnly? From { get; init; }

    /// <summary>The first day it no longer holds.</summary>
    [Day(When.Any)]
    public DateOnly? Until { get; init; }

    /// <summary>The order or reason it rests on, in words.</summary>
    [Text(2000, Lines = true)]
    public required string Basis { get; init; }

    internal override Outcome<Changes> Decide(Deciding on)
    {
        bool address = Kind == RestrictionKind.ConfidentialAddress;
        string? unknown = new[] { (nameof(AgainstId), AgainstId), (nameof(ProtectsId), ProtectsId), (nameof(KeptFromId), KeptFromId) }
            .FirstOrDefault(n => n.Item2 is not null && on.Person(n.Item2) is null).Item1;
        return Deciding.First(
            unknown is not null ? Deciding.Wrong(unknown, "is nobody in this case. Add the person first.") : null,
            new[] { AgainstId, ProtectsId, KeptFromId }.Any(id => on.Person(id) is Worker) ? Deciding.Wrong(AgainstId is null ? nameof(ProtectsId) : nameof(AgainstId), "is a worker: end their part in the oversight group instead.") : null,
            TieId is not null && !on.Case.Relationships.Any(r => r.Id == TieId) ? Deciding.NotFound("relationship") : null,
            address != ProtectsId is not null ? Deciding.Wrong(nameof(ProtectsId), "goes with CONFIDENTIAL_ADDRESS, and is needed there.") : null,
            !address && KeptFromId is not null ? Deciding.Wrong(nameof(KeptFromId), "goes with CONFIDENTIAL_ADDRESS.") : null,
            address && (AgainstId ?? TieId) is not null ? Deciding.Wrong(AgainstId is null ? nameof(TieId) : nameof(AgainstId), "does not go with CONFIDENTIAL_ADDRESS: say whose address it protects, and from whom.") : null,
            !address && AgainstId is null == TieId is null ? Deciding.Wrong(nameof(AgainstId), "or tieId is needed, and not both: whom or what is it against?") : null,
            AgainstId == on.Child.Id ? Deciding.Wrong(nameof(AgainstId), "is the child. A restriction is against somebody else.") : null,
            Until <= From ? Deciding.Wrong(nameof(Until), "is not after the first day.") : null) ?? Deciding.Saves(new Restriction
            {
                Id = on.NewId(),
                ChildId = ChildId,
                Kind = Kind,
                Effect = Effect,
                AgainstId = AgainstId,
                TieId = TieId,
                ProtectsId = ProtectsId,
                KeptFromId = KeptFromId,
                From = From,
                Until = Until,
                Basis = Basis,
            });
    }
}

/// <summary>Ends a restriction from a day on.</summary>
public sealed record EndRestriction : CaseCommand
{
    /// <summary>Id of the restriction.</summary>
    [Ids]
    public required string RestrictionId { get; init; }

    /// <summary>The first day it no longer holds; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? Until { get; init; }

    /// <summary>The decision it ends by, in words.</summary>
    [Text(2000, Lines = true)]
    public required string Basis { get; init; }

    internal override string AboutId => RestrictionId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Fact(on.Case.Restrictions, RestrictionId) is not { } restriction)
        {
            return Deciding.NotFound("restriction");
        }
        var until = Until ?? on.Today;
        return Deciding.First(
            restriction.Until <= on.Today ? Deciding.Gate(Gate.NotDoneAlready, "The restriction has ended already.") : null,
            until < restriction.From ? Deciding.Wrong(nameof(Until), "is before it began.") : null)
            ?? Deciding.Saves(restriction with { Until = until, EndedBecause = Basis });
    }
}
