namespace LifelongLinks.Core;

/// <summary>Records that the child and somebody were in touch, planned or not.</summary>
public sealed record RecordContact : CaseCommand
{
    /// <summary>Ids of the people it was with.</summary>
    [Ids(20)]
    public required IReadOnlyList<string> PersonIds { get; init; }

    /// <summary>Ids of the commitments it fulfils; none: it was not planned.</summary>
    [Ids(20)]
    public IReadOnlyList<string> CommitmentIds { get; init; } = [];

    /// <summary>Ids of the workers who were needed: who arranged, transported, facilitated or supervised.</summary>
    [Ids(20)]
    public IReadOnlyList<string> NeededIds { get; init; } = [];

    /// <summary>The day it happened; today by default.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? On { get; init; }

    /// <summary>How.</summary>
    public required ContactMode Mode { get; init; }

    /// <summary>Whether a letter, card, message, email or gift was answered. Calls and meetings go both ways by themselves.</summary>
    public bool Answered { get; init; }

    /// <summary>Who began it.</summary>
    public ContactStarter? StartedBy { get; init; }

    /// <summary>How the child felt about it, 1 (bad) to 5 (very good).</summary>
    [Between(1, 5)]
    public int? Feeling { get; init; }

    /// <summary>The child's own words about it.</summary>
    [Text(4000, Lines = true)]
    public string? Words { get; init; }

    internal override IEnumerable<string?> NamedIds => NeededIds;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        Contact contact = new()
        {
            Id = on.NewId(),
            ChildId = ChildId,
            PersonIds = PersonIds,
            CommitmentIds = CommitmentIds,
            NeededIds = NeededIds,
            On = On ?? on.Today,
            RecordedOn = on.Today,
            Mode = Mode,
            Answered = Answered,
            StartedBy = StartedBy,
            Feeling = Feeling,
            Words = Words,
        };
        return Contacts.Wrong(on, contact) is { } wrong ? wrong : Deciding.Saves(contact);
    }
}

/// <summary>Sets a contact right that was recorded wrongly; the original is kept.</summary>
public sealed record CorrectContact : CaseCommand
{
    /// <summary>Id of the contact.</summary>
    [Ids]
    public required string ContactId { get; init; }

    /// <summary>What was wrong, and how that is known.</summary>
    [Text(2000, Lines = true)]
    public required string Reason { get; init; }

    /// <summary>Whether it never happened: then it counts for nothing.</summary>
    public bool NeverHappened { get; init; }

    /// <summary>Ids of the people it was with.</summary>
    [Ids(20)]
    public IReadOnlyList<string>? PersonIds { get; init; }

    /// <summary>Ids of the commitments it fulfils.</summary>
    [Ids(20)]
    public IReadOnlyList<string>? CommitmentIds { get; init; }

    /// <summary>Ids of the workers who were needed.</summary>
    [Ids(20)]
    public IReadOnlyList<string>? NeededIds { get; init; }

    /// <summary>The day it happened.</summary>
    [Day(When.InTheChildsLife)]
    public DateOnly? On { get; init; }

    /// <summary>How.</summary>
    public ContactMode? Mode { get; init; }

    /// <summary>Whether it was answered.</summary>
    public bool? Answered { get; init; }

    /// <summary>Who began it.</summary>
    public ContactStarter? StartedBy { get; init; }

    internal override string AboutId => ContactId;

    internal override IEnumerable<string?> NamedIds => NeededIds ?? [];

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Fact(on.Case.Contacts, ContactId) is not { } stored)
        {
            return Deciding.NotFound("contact");
        }
        var correction = Correction.Of(stored, on.NewId(), on.Today, Reason, on.Worker?.Id);
        if (NeverHappened)
        {
            return new Changes { Erased = [stored.Id], Nodes = [correction with { StruckOut = true }], ResultId = correction.Id };
        }
        var contact = stored with
        {
            PersonIds = PersonIds ?? stored.PersonIds,
            CommitmentIds = CommitmentIds ?? stored.CommitmentIds,
            NeededIds = NeededIds ?? stored.NeededIds,
            On = On ?? stored.On,
            Mode = Mode ?? stored.Mode,
            Answered = Answered ?? stored.Answered,
            StartedBy = Or(nameof(StartedBy), StartedBy, stored.StartedBy),
        };
        return Contacts.Wrong(on, contact) is { } wrong ? wrong : new Changes { Nodes = [contact, correction], ResultId = correction.Id };
    }
}

/// <summary>Records how the child felt about a contact, in their own words.</summary>
public sealed record RecordChildFeeling : CaseCommand
{
    /// <summary>Id of the contact.</summary>
    [Ids]
    public required string ContactId { get; init; }

    /// <summary>How the child felt about it, 1 (bad) to 5 (very good).</summary>
    [Between(1, 5)]
    public required int Feeling { get; init; }

    /// <summary>The child's own words about it.</summary>
    [Text(4000, Lines = true)]
    public string? Words { get; init; }

    internal override string AboutId => ContactId;

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Fact(on.Case.Contacts, ContactId) is not { } contact)
        {
            return Deciding.NotFound("contact");
        }
        // What the child said stays theirs: it is kept when it is said anew, and a carer says nothing over it.
        bool said = contact.Feeling is not null || contact.Words is not null;
        return said && !on.IsOwn && !on.Sight!.IsProfessional ? Deciding.Gate(Gate.NotDoneAlready, "How the child felt about it is recorded already.")
            : Deciding.Saves(contact with { Feeling = Feeling, Words = Or(nameof(Words), Words, contact.Words) },
                said ? [Correction.Of(contact, on.NewId(), on.Today, "The child said it anew.", on.Worker?.Id)] : []);
    }
}

/// <summary>Says why one occasion does not count: nobody failed, or nobody could have kept it.</summary>
public sealed record ExcuseOccasion : CaseCommand
{
    /// <summary>Id of the commitment.</summary>
    [Ids]
    public required string CommitmentId { get; init; }

    /// <summary>The day on which the occasion is due.</summary>
    [Day(When.Any)]
    public required DateOnly DueOn { get; init; }

    /// <summary>Why.</summary>
    public required ExcuseReason Reason { get; init; }

    /// <summary>In words.</summary>
    [Text(2000, Lines = true)]
    public string? Words { get; init; }

    internal override Outcome<Changes> Decide(Deciding on)
    {
        if (on.Commitment(CommitmentId) is not { } commitment)
        {
            return Deciding.NotFound("commitment");
        }
        var due = Occasions.Of(on.Case, commitment, on.Today, DueOn, DueOn);
        return Deciding.First(
            due.Count == 0 ? Deciding.Gate(Gate.OccasionDue, "Nothing is due on that day: see the commitment's occasions.") : null,
            due.All(o => o.Excuse is not null) ? Deciding.Gate(Gate.NotDoneAlready, "Every occasion due on that day is excused already.") : null)
            ?? Deciding.Saves(new Excuse { Id = on.NewId(), ChildId = ChildId, CommitmentId = CommitmentId, Due = DueOn, RecordedOn = on.Today, Reason = Reason, Words = Words });
    }
}

/// <summary>Takes an excuse back that should not have been recorded; the original is kept.</summary>
public sealed record WithdrawExcuse : CaseCommand
{
    /// <summary>Id of the excuse.</summary>
    [Ids]
    public required string ExcuseId { get; init; }

    /// <summary>Why it is taken back.</summary>
    [Text(2000, Lines = true)]
    public required string Reason { get; init; }

    internal override string AboutId => ExcuseId;

    internal override Outcome<Changes> Decide(Deciding on) => on.Fact(on.Case.Excuses, ExcuseId) is not { } excuse ? Deciding.NotFound("excuse") : new Changes
    {
        Erased = [ExcuseId],
        Nodes = [Correction.Of(excuse, on.NewId(), on.Today, Reason, on.Worker?.Id) with { StruckOut = true }],
        ResultId = excuse.CommitmentId,
    };
}

/// <summary>What contacts need.</summary>
internal static class Contacts
{
    /// <summary>What is wrong with a contact to be saved; null when nothing is.</summary>
    internal static Refusal? Wrong(Deciding on, Contact contact)
    {
        var commitments = contact.CommitmentIds.Select(on.Commitment).ToList();
        return contact.PersonIds.Count == 0 ? Deciding.Wrong(nameof(contact.PersonIds), "is needed: whom was it with?")
            : contact.PersonIds.Any(id => on.Person(id) is null || id == on.Child.Id) ? Deciding.Wrong(nameof(contact.PersonIds), "names somebody who is not in this case.")
            : contact.NeededIds.Any(id => on.AnyWorker(id) is null) ? Deciding.Wrong(nameof(contact.NeededIds), "names somebody who is no worker of this authority.")
            : commitments.Any(c => c is null) ? Deciding.NotFound("commitment")
            : commitments.Any(c => on.Plan(c!.PlanId)?.AgreedOn is null) ? Deciding.Gate(Gate.PlanAgreed, "That commitment's plan is not agreed. Record the contact without it.")
            : commitments.Any(c => !c!.PersonIds.Intersect(contact.PersonIds).Any()) ? Deciding.Wrong(nameof(contact.CommitmentIds), "names a promise of other people.")
            : null;
    }
}
