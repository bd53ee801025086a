using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;

namespace LifelongLinks.Server;

public sealed partial class Query
{
    /// <summary>Anything by its id; null when there is no such thing in the viewer's sight.</summary>
    [OutputType(typeof(InterfaceType<INode>))]
    public static IDataLoaderResult<object?> Node(Reading reading, string id) => reading.Node(Reading.CheckId(id));

    /// <summary>Many things by their ids, at most 100, in the order asked for; null for what is not in the viewer's sight.</summary>
    [OutputType(typeof(NonNullGraphType<ListGraphType<InterfaceType<INode>>>))]
    public static IEnumerable<IDataLoaderResult<object?>> Nodes(Reading reading, IReadOnlyList<string> ids) =>
        ids.Count <= PageArguments.Most ? ids.Select(id => Ids.IsWellFormed(id) ? reading.Node(id) : Later.Failed<object?>(Reading.MalformedId())).ToList()
        : throw new RequestError(RequestError.BadInput, $"At most {PageArguments.Most} ids at once: ask in several requests.");

    /// <summary>A child by id; null when there is no such child in the viewer's sight.</summary>
    [Needs]
    public static IDataLoaderResult<ChildView?> ChildById(IResolveFieldContext context, Reading reading, string id) =>
        Asks(context, _ofSiblings.Contains)
            ? reading.Surroundings(Reading.CheckId(id)).Then(view => view is null ? null : new ChildView(reading, view.Own.Case.Child))
            : Asks(context, field => !_plain.Contains(field))
            ? reading.Case(Reading.CheckId(id)).Then(view => view is null ? null : new ChildView(reading, view.Case.Child))
            : reading.Child(Reading.CheckId(id));

    /// <summary>A person by id, whoever else they are; null when there is no such person in the viewer's sight.</summary>
    [Needs]
    public static IDataLoaderResult<PersonView?> PersonById(Reading reading, string id) => reading.Person(Reading.CheckId(id));

    /// <summary>A plan by id; null when there is no such plan in the viewer's sight.</summary>
    public static IDataLoaderResult<PlanView?> PlanById(Reading reading, string id) =>
        reading.Node(Reading.CheckId(id)).Then(node => node as PlanView);

    // Fields of a child that the node itself answers: only when something else is asked is the case loaded with the child at once.
    private static readonly HashSet<string> _plain =
        ["id", "version", "reference", "name", "knownAs", "pronouns", "dateOfBirth", "age", "enteredCareOn", "leftCareOn", "closedOn", "__typename"];

    // Fields that are looked for in the cases of siblings too: these come with the child's own at once.
    private static readonly HashSet<string> _ofSiblings = ["networkGaps", "reconnectionPaths"];

    private static bool Asks(IResolveFieldContext context, Func<string, bool> field) =>
        context.SubFields?.Values.Any(f => field(f.Field.Name.StringValue)) ?? false;
}
