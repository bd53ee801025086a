namespace LifelongLinks.Core;

/// <summary>Adds a person to the case, as what they are to the child or to somebody else in it. Likely duplicates are told with the answer.</summary>
public sealed record AddPerson : NewTie
{
    /// <summary>Full name, in any script, as it is written.</summary>
    [Text(200)]
    public required string Name { get; init; }

    /// <summary>The name the person uses and is called by.</summary>
    [Text(200)]
    public string? KnownAs { get; init; }

    /// <summary>The pronouns the person uses, such as "she/her".</summary>
    [Text(40)]
    public string? Pronouns { get; init; }

    /// <summary>Earlier full names.</summary>
    [AtMost(20), EachText(200)]
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>Date of birth, where it is known.</summary>
    [Day(When.Past)]
    public DateOnly? DateOfBirth { get; init; }

    /// <summary>The day the person died.</summary>
    [Day(When.Past)]
    public DateOnly? Died { get; init; }

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (ToId is not null && on.Person(ToId) is null)
        {
            return Deciding.NotFound("person");
        }
        Person person = new() { Id = on.NewId(), Name = Name, KnownAs = KnownAs, Pronouns = Pronouns, FormerNames = FormerNames, DateOfBirth = DateOfBirth, Died = Died };
        var tie = Tie(on, person.Id);
        return Deciding.First(on.Open(), People.Wrong(person), Relationships.Wrong(tie)) ?? Deciding.Saves(person, tie);
    }
}

/// <summary>Changes what is known of a person. What is left out stays as it is; what is null is taken away.</summary>
public sealed record UpdatePerson : CaseCommand
{
    /// <summary>Id of the person.</summary>
    [Ids]
    public required string PersonId { get; init; }

    /// <summary>Full name, in any script, as it is written. The name before is kept among the former names.</summary>
    [Text(200)]
    public string? Name { get; init; }

    /// <summary>The name the person uses and is called by.</summary>
    [Text(200)]
    public string? KnownAs { get; init; }

    /// <summary>The pronouns the person uses.</summary>
    [Text(40)]
    public string? Pronouns { get; init; }

    /// <summary>Earlier full names.</summary>
    [AtMost(20), EachText(200)]
    public IReadOnlyList<string>? FormerNames { get; init; }

    /// <summary>Date of birth.</summary>
    [Day(When.Past)]
    public DateOnly? DateOfBirth { get; init; }

    /// <summary>The day the person died.</summary>
    [Day(When.Past)]
    public DateOnly? Died { get; init; }

    internal override string AboutId => PersonId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        // Another child's record belongs to that child's own case.
        if (on.Person(PersonId) is not { } stored || stored is Worker || (stored is Child && stored.Id != on.Child.Id))
        {
            return Deciding.NotFound("person");
        }
        if (stored is Child && Given.Contains(nameof(DateOfBirth)) && DateOfBirth != stored.DateOfBirth)
        {
            return Deciding.Wrong(nameof(DateOfBirth), "of the child is set right with correctRecord, by the social worker: whose consent counts rests on it.");
        }
        if (Given.Contains(nameof(Name)) && Name is null)
        {
            return Deciding.Wrong(nameof(Name), "cannot be taken away.");
        }
        var names = FormerNames ?? stored.FormerNames;
        var person = stored with
        {
            Name = Name ?? stored.Name,
            KnownAs = Or(nameof(KnownAs), KnownAs, stored.KnownAs),
            Pronouns = Or(nameof(Pronouns), Pronouns, stored.Pronouns),
            FormerNames = Name is null || Name == stored.Name || names.Contains(stored.Name) ? names : [.. names, stored.Name],
            DateOfBirth = Or(nameof(DateOfBirth), DateOfBirth, stored.DateOfBirth),
            Died = Or(nameof(Died), Died, stored.Died),
        };
        bool details = Given.Contains(nameof(DateOfBirth)) || Given.Contains(nameof(FormerNames));
        return Deciding.First(
            on.Open(),
            details && on.Sight!.HasDeclined(PersonId) ? Deciding.Gate(Gate.NotDeclined, "The person said no: their details stay as they are, and hidden.") : null,
            People.Wrong(person)) ?? Deciding.Saves(person);
    }
}

/// <summary>Adds a phone number, email or address of a person.</summary>
public sealed record AddContactDetail : CaseCommand
{
    /// <summary>Id of the person.</summary>
    [Ids]
    public required string PersonId { get; init; }

    /// <summary>What it is.</summary>
    public required ContactDetailKind Kind { get; init; }

    /// <summary>The number or address itself; an address may have lines.</summary>
    [Text(500, Lines = true)]
    public required string Value { get; init; }

    /// <summary>The first day it held.</summary>
    [Day(When.Past)]
    public DateOnly? Since { get; init; }

    internal override Outcome<Changes> Decide(Deciding on) => on.Person(PersonId) is null ? Deciding.NotFound("person")
        : Deciding.First(
            on.Open(),
            on.Sight!.HasDeclined(PersonId) ? Deciding.Gate(Gate.NotDeclined, "The person said no: nothing more is kept of how they may be reached.") : null,
            ContactDetails.Wrong(Kind, Value)) ?? Deciding.Saves(new ContactDetail { Id = on.NewId(), PersonId = PersonId, Kind = Kind, Value = Value, Since = Since });
}

/// <summary>Ends a phone number, email or address: it no longer holds.</summary>
public sealed record EndContactDetail : CaseCommand
{
    /// <summary>Id of the contact detail.</summary>
    [Ids]
    public required string ContactDetailId { get; init; }

    /// <summary>The first day it no longer holds; today by default.</summary>
    [Day(When.Past)]
    public DateOnly? Until { get; init; }

    internal override string AboutId => ContactDetailId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Case.ContactDetails.FirstOrDefault(d => d.Id == ContactDetailId) is not { } detail || on.Sight!.ContactDetails(detail.PersonId, on.Today).All(d => d.Id != ContactDetailId))
        {
            return Deciding.NotFound("contact detail");
        }
        var until = Until ?? on.Today;
        return Deciding.First(until < detail.Since ? Deciding.Wrong(nameof(Until), "is before it began.") : null) ?? Deciding.Saves(detail with { Until = until });
    }
}

/// <summary>Records what one person is to another.</summary>
public abstract record NewTie : CaseCommand
{
    /// <summary>What the one is to the other; read "the person is the KIND of" whom toId names.</summary>
    public required RelationshipKind Kind { get; init; }

    /// <summary>Id of the person to whom they are that; the child by default.</summary>
    [Ids]
    public string? ToId { get; init; }

    /// <summary>The side of the child's family.</summary>
    public Side Side { get; init; } = Side.Unknown;

    /// <summary>The child's own word for the person.</summary>
    [Text(100)]
    public string? ChildsWord { get; init; }

    /// <summary>How close the two are.</summary>
    public Closeness Closeness { get; init; } = Closeness.Unknown;

    /// <summary>Why the tie is believed.</summary>
    public Evidence Evidence { get; init; } = Evidence.Reported;

    /// <summary>Whether the person is paid to be there.</summary>
    public bool Paid { get; init; }

    /// <summary>Whether the person holds parental responsibility.</summary>
    public bool ParentalResponsibility { get; init; }

    /// <summary>The first day of the tie.</summary>
    [Day(When.Past)]
    public DateOnly? Since { get; init; }

    /// <summary>The day the two were last in touch, where it is known.</summary>
    [Day(When.Past)]
    public DateOnly? LastContactOn { get; init; }

    private protected Relationship Tie(Deciding on, string fromId) => new()
    {
        Id = on.NewId(),
        RecordedForId = ChildId,
        FromId = fromId,
        ToId = ToId ?? on.Child.Id,
        Kind = Kind,
        Side = Side,
        ChildsWord = ChildsWord,
        Closeness = Closeness,
        Evidence = Evidence,
        Paid = Paid,
        ParentalResponsibility = ParentalResponsibility,
        Since = Since,
        LastContactOn = LastContactOn,
    };
}

/// <summary>Records what one person is to another; read "from is the KIND of to".</summary>
public sealed record AddRelationship : NewTie
{
    /// <summary>Id of the person who is the KIND.</summary>
    [Ids]
    public required string FromId { get; init; }

    /// <summary>The first day the tie no longer held, where it has ended.</summary>
    [Day(When.Past)]
    public DateOnly? Until { get; init; }

    internal override IEnumerable<string?> NamedIds => [FromId, ToId];

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Person(FromId) is null || (ToId is not null && on.Person(ToId) is null))
        {
            return Deciding.NotFound("person");
        }
        var tie = Tie(on, FromId) with { Until = Until };
        return Deciding.First(on.Open(), Relationships.Wrong(tie)) ?? Deciding.Saves(tie);
    }
}

/// <summary>Changes what is known of a tie. What is left out stays as it is; what is null is taken away.</summary>
public sealed record UpdateRelationship : CaseCommand
{
    /// <summary>Id of the relationship.</summary>
    [Ids]
    public required string RelationshipId { get; init; }

    /// <summary>What the one is to the other.</summary>
    public RelationshipKind? Kind { get; init; }

    /// <summary>The side of the child's family.</summary>
    public Side? Side { get; init; }

    /// <summary>The child's own word for the person.</summary>
    [Text(100)]
    public string? ChildsWord { get; init; }

    /// <summary>The first day of the tie.</summary>
    [Day(When.Past)]
    public DateOnly? Since { get; init; }

    /// <summary>How close the two are.</summary>
    public Closeness? Closeness { get; init; }

    /// <summary>Why it is believed.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>Whether the person is paid to be there.</summary>
    public bool? Paid { get; init; }

    /// <summary>Whether the person holds parental responsibility.</summary>
    public bool? ParentalResponsibility { get; init; }

    /// <summary>The day the two were last in touch, where it is known.</summary>
    [Day(When.Past)]
    public DateOnly? LastContactOn { get; init; }

    internal override string AboutId => RelationshipId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Sight!.Relationships.FirstOrDefault(r => r.Id == RelationshipId) is not { } stored)
        {
            return Deciding.NotFound("relationship");
        }
        var tie = stored with
        {
            Kind = Kind ?? stored.Kind,
            Side = Side ?? stored.Side,
            ChildsWord = Or(nameof(ChildsWord), ChildsWord, stored.ChildsWord),
            Since = Or(nameof(Since), Since, stored.Since),
            Closeness = Closeness ?? stored.Closeness,
            Evidence = Evidence ?? stored.Evidence,
            Paid = Paid ?? stored.Paid,
            ParentalResponsibility = ParentalResponsibility ?? stored.ParentalResponsibility,
            LastContactOn = Or(nameof(LastContactOn), LastContactOn, stored.LastContactOn),
        };
        return Deciding.First(on.Open(), Relationships.Wrong(tie)) ?? Deciding.Saves(tie);
    }
}

/// <summary>Ends a tie from a day on. It stays in the story, and a path may still lead along it.</summary>
public sealed record EndRelationship : CaseCommand
{
    /// <summary>Id of the relationship.</summary>
    [Ids]
    public required string RelationshipId { get; init; }

    /// <summary>The first day the tie no longer holds; today by default.</summary>
    [Day(When.Past)]
    public DateOnly? Until { get; init; }

    internal override string AboutId => RelationshipId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Sight!.Relationships.FirstOrDefault(r => r.Id == RelationshipId) is not { } tie)
        {
            return Deciding.NotFound("relationship");
        }
        var until = Until ?? on.Today;
        return Deciding.First(
            tie.Until <= on.Today ? Deciding.Gate(Gate.NotDoneAlready, "The tie has ended already.") : null,
            until < tie.Since ? Deciding.Wrong(nameof(Until), "is before it began.") : null) ?? Deciding.Saves(tie with { Until = until });
    }
}

/// <summary>What is wrong with a person; null when nothing is.</summary>
internal static class People
{
    internal static Refusal? Wrong(Person person) => person.Died < person.DateOfBirth ? Deciding.Wrong(nameof(person.Died), "is before the date of birth.") : null;
}

/// <summary>What is wrong with how somebody may be reached; null when nothing is.</summary>
internal static class ContactDetails
{
    internal static Refusal? Wrong(ContactDetailKind kind, string value) => kind switch
    {
        ContactDetailKind.Email when !value.Contains('@', StringComparison.Ordinal) || value.Any(char.IsWhiteSpace) => Deciding.Wrong("Value", "is no email address."),
        ContactDetailKind.Phone when !value.Any(char.IsDigit) || value.Any(c => !char.IsDigit(c) && !" +()-.x#*".Contains(c, StringComparison.Ordinal)) => Deciding.Wrong("Value", "is no telephone number."),
        _ => null,
    };
}

/// <summary>What is wrong with a tie; null when nothing is.</summary>
internal static class Relationships
{
    internal static Refusal? Wrong(Relationship tie) =>
        tie.FromId == tie.ToId ? Deciding.Wrong(nameof(tie.FromId), "is the same person as the other end.")
        : tie.Until <= tie.Since ? Deciding.Wrong(nameof(tie.Until), "is not after the first day.")
        : tie.LastContactOn < tie.Since ? Deciding.Wrong(nameof(tie.LastContactOn), "is before the tie began.")
        : null;
}
