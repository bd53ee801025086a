namespace LifelongLinks.Core;

/// <summary>Records a session in which the child showed who matters to them.</summary>
public sealed record RecordActivity : CaseCommand
{
    /// <summary>What was done.</summary>
    public required ActivityKind Kind { get; init; }

    /// <summary>The day of the session; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? HeldOn { get; init; }

    /// <summary>The child's own words.</summary>
    [Text(8000, Lines = true)]
    public string? Words { get; init; }

    internal override DateOnly? Day => HeldOn;

    internal override Outcome<Changes> Decide(Deciding on) =>
        Deciding.First(on.GoesOn(), on.ChildConsents(ConsentPurpose.Referral)) ?? Deciding.Saves(new Activity
        {
            Id = on.NewId(),
            ChildId = ChildId,
            Kind = Kind,
            HeldOn = HeldOn ?? on.Today,
            Words = Words,
        });
}

/// <summary>Records what the child wants: to find, see, hear from somebody or learn about something.</summary>
public sealed record RecordWish : CaseCommand
{
    /// <summary>What the child wants.</summary>
    public required WishKind Kind { get; init; }

    /// <summary>Id of the person it is about, where it is about one who is known by name.</summary>
    [Ids]
    public string? PersonId { get; init; }

    /// <summary>The day it was made; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? MadeOn { get; init; }

    /// <summary>The child's own words.</summary>
    [Text(2000, Lines = true)]
    public required string Words { get; init; }

    /// <summary>How much it matters to the child, 1 (a little) to 5 (most of all).</summary>
    [Between(1, 5)]
    public int? Importance { get; init; }

    internal override DateOnly? Day => MadeOn;

    internal override Outcome<Changes> Decide(Deciding on) => Deciding.First(
        on.GoesOn(),
        on.ChildConsents(ConsentPurpose.Referral),
        PersonId is not null && on.Person(PersonId) is null ? Deciding.Wrong(nameof(PersonId), "is nobody in this case. Add the person first, or leave it out.") : null)
        ?? Deciding.Saves(new Wish
        {
            Id = on.NewId(),
            ChildId = ChildId,
            Kind = Kind,
            PersonId = PersonId,
            MadeOn = MadeOn ?? on.Today,
            Words = Words,
            Importance = Importance,
        });
}

/// <summary>Records that a wish was met, in the child's own view.</summary>
public sealed record MarkWishMet : CaseCommand
{
    /// <summary>Id of the wish.</summary>
    [Ids]
    public required string WishId { get; init; }

    /// <summary>The day it was met; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? MetOn { get; init; }

    internal override string AboutId => WishId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Fact(on.Case.Wishes, WishId) is not { } wish)
        {
            return Deciding.NotFound("wish");
        }
        var day = MetOn ?? on.Today;
        return Deciding.First(
            on.Open(),
            wish.MetOn is not null ? Deciding.Gate(Gate.NotDoneAlready, "The wish has been met already.") : null,
            day < wish.MadeOn ? Deciding.Wrong(nameof(MetOn), "is before the wish was made.") : null) ?? Deciding.Saves(wish with { MetOn = day });
    }
}

/// <summary>Records the child's own word about what a person means to them. It is never inferred.</summary>
public sealed record RecordAffirmation : CaseCommand
{
    /// <summary>Id of the person.</summary>
    [Ids]
    public required string PersonId { get; init; }

    /// <summary>The day it was said; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? SaidOn { get; init; }

    /// <summary>Whether the child calls the tie loving.</summary>
    public required bool Loving { get; init; }

    /// <summary>The child's own words.</summary>
    [Text(2000, Lines = true)]
    public string? Words { get; init; }

    internal override Outcome<Changes> Decide(Deciding on) => on.Person(PersonId) is null || PersonId == on.Child.Id ? Deciding.NotFound("person")
        : Deciding.First(on.Open()) ?? Deciding.Saves(new Affirmation
        {
            Id = on.NewId(),
            ChildId = ChildId,
            PersonId = PersonId,
            SaidOn = SaidOn ?? on.Today,
            Loving = Loving,
            Words = Words,
        });
}

/// <summary>Records how the child fares, to see whether links help.</summary>
public sealed record RecordMeasure : CaseCommand
{
    /// <summary>What was measured.</summary>
    public required MeasureKind Kind { get; init; }

    /// <summary>The value, on the scale of its kind.</summary>
    [Between(0, 1000)]
    public required double Value { get; init; }

    /// <summary>The day it was measured; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? MeasuredOn { get; init; }

    /// <summary>Who or what it comes from.</summary>
    [Text(500)]
    public string? Source { get; init; }

    internal override Outcome<Changes> Decide(Deciding on)
    {
        var (least, most) = Measure.Scale(Kind);
        return Deciding.First(
            on.Open(),
            Value < least || Value > most ? Deciding.Wrong(nameof(Value), $"is not on the scale of {Words.Of(Kind)}, {least} to {most}.") : null,
            Value != Math.Floor(Value) && Measure.IsCount(Kind) ? Deciding.Wrong(nameof(Value), $"is no whole number, as {Words.Of(Kind)} is.") : null)
            ?? Deciding.Saves(new Measure { Id = on.NewId(), ChildId = ChildId, Kind = Kind, Value = Value, MeasuredOn = MeasuredOn ?? on.Today, Source = Source });
    }
}

/// <summary>Records where the child lives, or a school; whatever was of the same sort before ends that day. A move is a loss to the child, and told as one.</summary>
public sealed record RecordPlacement : CaseCommand
{
    /// <summary>What kind of home or school.</summary>
    public required PlacementKind Kind { get; init; }

    /// <summary>The authority's own reference for the home, the same for siblings who live together; none: it is a home of its own.</summary>
    [Text(100)]
    public string? Home { get; init; }

    /// <summary>Where it is, in words.</summary>
    [Text(500)]
    public string? Place { get; init; }

    /// <summary>The first day.</summary>
    [Day(When.InTheChildsLife)]
    public required DateOnly From { get; init; }

    /// <summary>The first day it no longer held, where it has ended.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? Until { get; init; }

    /// <summary>Why the child moved from where they were before.</summary>
    [Text(2000, Lines = true)]
    public string? ReasonForMove { get; init; }

    /// <summary>Id of the person who cares or cared for the child there.</summary>
    [Ids]
    public string? CarerId { get; init; }

    internal override IEnumerable<string?> NamedIds => [CarerId];

    internal override Outcome<Changes> Decide(Deciding on)
    {
        var carer = CarerId is null ? null : on.Person(CarerId) ?? on.AnyWorker(CarerId);
        bool isSchool = Kind == PlacementKind.School;
        // Ended ones that are told of later change nothing of what came before.
        // One that is told late ended where the next of the sort began.
        var until = Until ?? on.Case.Placements.Where(p => p.Kind == PlacementKind.School == isSchool && p.From > From).Select(p => (DateOnly?)p.From).Min();
        var before = until is not null ? [] : on.Case.Placements.Where(p => p.Kind == PlacementKind.School == isSchool && p.Until is null && p.From < From).ToList();
        return Deciding.First(
            on.Open(),
            CarerId is not null && carer is null ? Deciding.Wrong(nameof(CarerId), "is nobody in this case. Add the person first.") : null,
            Until <= From ? Deciding.Wrong(nameof(Until), "is not after the first day.") : null) ?? Deciding.Saves(
                new Placement
                {
                    Id = on.NewId(),
                    ChildId = ChildId,
                    Kind = Kind,
                    Home = Home ?? on.NewId(),
                    Place = Place,
                    From = From,
                    Until = until,
                    ReasonForMove = until is null ? null : ReasonForMove,
                    CarerId = CarerId,
                },
                before.Select(p => (object)(p with { Until = From, ReasonForMove = ReasonForMove ?? p.ReasonForMove })));
    }
}

/// <summary>Ends a placement or a school.</summary>
public sealed record EndPlacement : CaseCommand
{
    /// <summary>Id of the placement.</summary>
    [Ids]
    public required string PlacementId { get; init; }

    /// <summary>The first day it no longer holds; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? Until { get; init; }

    /// <summary>Why the child moved on.</summary>
    [Text(2000, Lines = true)]
    public string? ReasonForMove { get; init; }

    internal override string AboutId => PlacementId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Fact(on.Case.Placements, PlacementId) is not { } placement)
        {
            return Deciding.NotFound("placement");
        }
        var until = Until ?? on.Today;
        return Deciding.First(
            placement.Until <= on.Today ? Deciding.Gate(Gate.NotDoneAlready, "That has ended already.") : null,
            until <= placement.From ? Deciding.Wrong(nameof(Until), "is not after the first day.") : null)
            ?? Deciding.Saves(placement with { Until = until, ReasonForMove = Or(nameof(ReasonForMove), ReasonForMove, placement.ReasonForMove) });
    }
}
