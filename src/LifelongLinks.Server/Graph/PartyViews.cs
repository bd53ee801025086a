using GraphQL;
using GraphQL.DataLoader;

namespace LifelongLinks.Server;

/// <summary>Anything with an id.</summary>
[Name("Node")]
public interface INode
{
    /// <summary>Opaque, global id.</summary>
    string Id { get; }
}

/// <summary>Anybody: a child, a worker, or any other person. What is not known of them, or not for the viewer, is null.</summary>
[Name("Party")]
public interface IParty : INode
{
    /// <summary>Full name; "(details erased)" of a person whose details were erased.</summary>
    string Name { get; }

    /// <summary>The name the person uses and is called by.</summary>
    string? KnownAs { get; }

    /// <summary>The pronouns the person uses.</summary>
    string? Pronouns { get; }
}

/// <summary>A person around a child.</summary>
[Name("Person"), Many("People")]
[Implements(typeof(INode))]
[Implements(typeof(IParty))]
public sealed class PersonView(Reading reading, Person person) : IParty
{
    private readonly Person _person = reading.Told.Of(person);

    /// <summary>Opaque, global id.</summary>
    public string Id => _person.Id;

    /// <summary>
    /// Version of the record, from 1; of a child that of their case, as far as it is in sight. To carers and young people, who change nobody's
    /// record, it is 1: it would count what is hidden from them.
    /// </summary>
    [Needs]
    public IDataLoaderResult<int> Version() =>
        _person is Child child ? new ChildView(reading, child).Version() : Later.Of(reading.Viewer.SeesOnlyOwnPeople ? 1 : _person.Version);

    /// <summary>Full name; "(details erased)" of somebody whose details were erased: see erasedOn.</summary>
    public string Name => _person.Name;

    /// <summary>
    /// The day on which everything that was known of the person was erased, 6 months after the case was closed, as they were never approached
    /// or had declined. What is left says only that they are not to be approached; all else about them is null or empty.
    /// </summary>
    public DateOnly? ErasedOn => _person.ErasedOn;

    /// <summary>The name the person uses and is called by.</summary>
    public string? KnownAs => _person.KnownAs;

    /// <summary>The pronouns the person uses.</summary>
    public string? Pronouns => _person.Pronouns;

    /// <summary>The day the person died.</summary>
    public DateOnly? Died => _person.Died;

    /// <summary>Earlier full names; for the professionals of the case, and nobody once the person has declined.</summary>
    public IDataLoaderResult<IEnumerable<string>> FormerNames() =>
        Through().Then(sights => SeesDetails(sights) ? _person.FormerNames : Enumerable.Empty<string>());

    /// <summary>Date of birth; for the professionals of the case, and nobody once the person has declined.</summary>
    public IDataLoaderResult<DateOnly?> DateOfBirth() => Through().Then(sights => SeesDetails(sights) ? _person.DateOfBirth : null);

    /// <summary>
    /// Phone numbers, emails and addresses that hold on a day (today by default): for the coordinator and the social worker, never
    /// when the address is confidential or the person has declined.
    /// </summary>
    public IDataLoaderResult<IEnumerable<ContactDetail>> ContactDetails(Reading reading, DateOnly? asOf = null)
    {
        var day = reading.Day(asOf);
        // Who has declined in one case that the viewer sees is left alone in all of them.
        return Through().Then(sights => sights is null || sights.Any(s => s.HasDeclined(_person.Id))
            ? []
            : sights.SelectMany(s => s.ContactDetails(_person.Id, day)).DistinctBy(d => d.Id));
    }

    /// <summary>
    /// What the person promised in plans that are agreed and not ended on a day (today by default), in the cases in the viewer's sight: the
    /// page of their own that a promiser is given.
    /// </summary>
    [Needs(typeof(Commitment), typeof(Plan), typeof(Contact), typeof(Excuse), typeof(Consent), typeof(Restriction))]
    public async Task<IEnumerable<CommitmentView>> Promises(Reading reading, DateOnly? asOf = null, CancellationToken cancel = default) =>
        await reading.PromisesOf(_person.Id, reading.Day(asOf), cancel);

    // Every case in sight that names the person, whichever way led here: what was said in one holds in all.
    private IDataLoaderResult<IReadOnlyList<Sight>?> Through() => reading.Through(_person.Id);

    private bool SeesDetails(IReadOnlyList<Sight>? sights) => sights is { Count: > 0 } && sights.All(s => s.SeesDetails(_person));
}

/// <summary>Somebody who signs in: a professional or a carer.</summary>
[Name("Worker")]
[Implements(typeof(INode))]
[Implements(typeof(IParty))]
public sealed class WorkerView(Worker worker) : IParty
{
    internal Worker Record => worker;

    /// <summary>Opaque, global id.</summary>
    public string Id => worker.Id;

    /// <summary>Full name.</summary>
    public string Name => worker.Name;

    /// <summary>The name the person uses and is called by.</summary>
    public string? KnownAs => worker.KnownAs;

    /// <summary>The pronouns the person uses.</summary>
    public string? Pronouns => worker.Pronouns;

    /// <summary>The roles this person has in the authority.</summary>
    public IEnumerable<Role> Roles => worker.Roles;
}

/// <summary>A tie between two people, read "from is the KIND of to".</summary>
[Name("Relationship")]
[Implements(typeof(INode))]
public sealed class RelationshipView(CaseView view, Relationship tie) : INode
{
    /// <summary>Opaque, global id.</summary>
    public string Id => tie.Id;

    /// <summary>Version of the record, from 1.</summary>
    public int Version => tie.Version;

    /// <summary>The person who is the KIND.</summary>
    [Needs]
    public IParty From => view.Party(tie.FromId)!;

    /// <summary>The person to whom they are.</summary>
    [Needs]
    public IParty To => view.Party(tie.ToId)!;

    /// <summary>What the one is to the other.</summary>
    public RelationshipKind Kind => tie.Kind;

    /// <summary>The side of the child's family.</summary>
    public Side Side => tie.Side;

    /// <summary>The child's own word for the person.</summary>
    public string? ChildsWord => tie.ChildsWord;

    /// <summary>The first day of the tie.</summary>
    public DateOnly? Since => tie.Since;

    /// <summary>The first day the tie no longer held.</summary>
    public DateOnly? Until => tie.Until;

    /// <summary>How close the two are; for professionals.</summary>
    public Closeness? Closeness => view.Sight.Reads("Relationship.closeness") ? tie.Closeness : null;

    /// <summary>Why it is believed; for professionals.</summary>
    public Evidence? Evidence => view.Sight.Reads("Relationship.evidence") ? tie.Evidence : null;

    /// <summary>Whether the person is paid to be there; for professionals.</summary>
    public bool? Paid => view.Sight.Reads("Relationship.paid") ? tie.Paid : null;

    /// <summary>Whether the person holds parental responsibility; for professionals.</summary>
    public bool? ParentalResponsibility => view.Sight.Reads("Relationship.parentalResponsibility") ? tie.ParentalResponsibility : null;

    /// <summary>The day the two were last in touch, as the tie says; for professionals.</summary>
    public DateOnly? LastContactOn => view.Sight.Reads("Relationship.lastContactOn") ? tie.LastContactOn : null;
}
