namespace LifelongLinks.Server;

/// <summary>Which children.</summary>
public sealed class ChildFilterInput : FilterInput<Core.Child>
{
    public ChildFilterInput() : base("a child")
    {
        Where(c => c.Reference);
        Where(c => c.Name);
        Where(c => c.DateOfBirth);
        Where(c => c.EnteredCareOn);
        Where(c => c.LeftCareOn);
        Where(c => c.ClosedOn);
    }
}

/// <summary>Children in which order.</summary>
public sealed class ChildSortInput() : SortInput<Core.Child>("children",
    c => c.Reference, c => c.Name, c => c.DateOfBirth, c => c.EnteredCareOn, c => c.LeftCareOn, c => c.ClosedOn);

/// <summary>Which people. By date of birth nobody is found: not everybody who sees a person may know it, and a search would tell.</summary>
public sealed class PersonFilterInput : FilterInput<Core.Person>
{
    public PersonFilterInput() : base("a person")
    {
        Where(p => p.Name);
        Where(p => p.KnownAs);
        Where(p => p.Died);
    }
}

/// <summary>People in which order.</summary>
public sealed class PersonSortInput() : SortInput<Core.Person>("people", p => p.Name, p => p.KnownAs, p => p.Died);

/// <summary>Which plans.</summary>
public sealed class PlanFilterInput : FilterInput<Core.Plan>
{
    public PlanFilterInput() : base("a plan")
    {
        Where(p => p.AgreedOn);
        Where(p => p.DraftedOn);
        Where(p => p.EndedOn);
    }
}

/// <summary>Plans in which order.</summary>
public sealed class PlanSortInput() : SortInput<Core.Plan>("plans", p => p.AgreedOn, p => p.DraftedOn, p => p.EndedOn);

/// <summary>Which links.</summary>
public sealed class LinkFilterInput : FilterInput<Core.Link>
{
    public LinkFilterInput() : base("a link")
    {
        Where(l => l.Circle);
        Where(l => l.IdentifiedOn);
        Where(l => l.Importance);
        Where(l => l.NamedByChild);
        Derived<LinkStage>("Stage", "How far the process has come with it, today, as the viewer may see it.");
    }
}

/// <summary>Links in which order.</summary>
public sealed class LinkSortInput : SortInput<Core.Link>
{
    public LinkSortInput() : base("links", l => l.Circle, l => l.IdentifiedOn, l => l.Importance, l => l.NamedByChild) =>
        By("Stage", "How far the process has come with it, today, as the viewer may see it.");
}

/// <summary>Which contacts.</summary>
public sealed class ContactFilterInput : FilterInput<Core.Contact>
{
    public ContactFilterInput() : base("a contact")
    {
        Where(c => c.On);
        Where(c => c.Mode);
        Where(c => c.Answered);
        Where(c => c.Feeling);
    }
}

/// <summary>Which commitments.</summary>
public sealed class CommitmentFilterInput : FilterInput<Core.Commitment>
{
    public CommitmentFilterInput() : base("a commitment")
    {
        Where(c => c.Mode);
        Where(c => c.Supervision);
        Where(c => c.StartsOn);
        Where(c => c.EndsOn);
        Values(c => c.Support);
    }
}
