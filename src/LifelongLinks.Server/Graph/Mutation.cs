using GraphQL.Types;

namespace LifelongLinks.Server;

/// <summary>What can be done: each command of Core as a mutation, with one input and a payload of its own.</summary>
public sealed class Mutation : ObjectGraphType
{
    /// <summary>A mutation for every command.</summary>
    public Mutation()
    {
        Name = "Mutation";
        Description = "What can be done. Each mutation is refused with a typed error, and then nothing is written, unless what it needs holds on its date.";
        foreach (var kind in Commands.All)
        {
            AddField(new FieldType
            {
                Name = kind.Name,
                Type = typeof(NonNullGraphType<>).MakeGenericType(typeof(PayloadType<>).MakeGenericType(kind.Type)),
                Description = $"{Conventions.DescriptionOf(kind.Type)} For: {string.Join(", ", kind.MayBy.Select(r => Words.Of(r)))}.",
                Arguments = new(new QueryArgument(typeof(NonNullGraphType<>).MakeGenericType(typeof(InputType<>).MakeGenericType(kind.Type)))
                {
                    Name = "input",
                    Description = "What is to be done.",
                }),
                Resolver = new GraphQL.Resolvers.FuncFieldResolver<Payload>(async context =>
                {
                    var command = (Command)context.Arguments!["input"].Value!;
                    return await context.RequestServices!.GetRequiredService<Commanding>().Do(command, context.CancellationToken);
                }),
            }.Costs(FieldCosts.Mutation).Needs());
        }
    }
}

/// <summary>What came of a command.</summary>
/// <param name="Case">The case afterwards, as the viewer sees it; null when they see none, or the command was refused.</param>
/// <param name="ResultId">Id of what it is about.</param>
/// <param name="Refusal">Why it was refused.</param>
public sealed record Payload(CaseView? Case, string? ResultId, Refusal? Refusal)
{
    /// <summary>The secret that the command brought for a calendar's address, whether or not it was stored.</summary>
    public string? CalendarSecret { get; init; }
}

/// <summary>The payload of one command: the child, what was added or changed, and the errors.</summary>
public sealed class PayloadType<T> : ObjectGraphType<Payload> where T : Command
{
    /// <summary>The payload's fields.</summary>
    public PayloadType()
    {
        var kind = Commands.All.Single(k => k.Type == typeof(T));
        Name = $"{typeof(T).Name}Payload";
        Description = $"What came of {kind.Name}.";
        Field<ListGraphType<NonNullGraphType<CommandErrorUnion<T>>>>("errors").Description("Why it was refused; null when it was done.").Configure(f => f.Needs())
            .Resolve(c => c.Source.Refusal is { } refusal ? new[] { CommandError.Of(refusal) } : null);
        Field<OutputType<ChildView>>("child").Description("The child whose case it is, as it stands now.").Configure(f => f.Needs())
            .Resolve(c => c.Source.Case is { } view ? new ChildView(view.Reading, view.Case.Child) : null);
        if (CommandResult.For(kind.Gives) is { } result)
        {
            FieldType field = new()
            {
                Name = result.Name,
                Description = result.Description,
                Type = result.Type,
                Resolver = new GraphQL.Resolvers.FuncFieldResolver<Payload, object?>(c => c.Source is { Case: { } view, ResultId: { } id } ? result.Of(view, id) : null),
            };
            // A person may be named by anything there is in the case.
            AddField(kind.Gives == typeof(Person) || kind.Gives == typeof(ContactDetail) ? field : field.Needs(
                kind.Gives == typeof(Invitation) ? [typeof(Conference)] : kind.Gives == typeof(Oversight) || kind.Gives == typeof(Worker) ? [] : [kind.Gives]));
        }
        if (typeof(T).IsAssignableTo(typeof(CalendarCommand)))
        {
            Field<StringGraphType>("path").Configure(f => f.Needs(typeof(CalendarAddress)))
                .Description("The path of the calendar, to be put after this server's address: whoever has it reads the calendar. It is told once, and here only: null when the command was tried again.")
                .Resolve(c => CalendarFeeds.PathOf(c.Source));
        }
        if (typeof(T) == typeof(AddPerson) || typeof(T) == typeof(UpdatePerson))
        {
            AddField(new FieldType
            {
                Name = "likelyDuplicates",
                Description = "People who are likely the same as this one, most likely first: among those in the viewer's sight.",
                Type = typeof(NonNullGraphType<ListGraphType<NonNullGraphType<OutputType<LikelyDuplicateView>>>>),
                Resolver = new GraphQL.Resolvers.FuncFieldResolver<Payload, object?>(async c =>
                    c.Source is { Case: { } view, ResultId: { } id } ? await view.LikelyDuplicates(id, c.CancellationToken) : []),
            }.Costs(200));
        }
    }
}

/// <summary>What a command answers with, besides the child.</summary>
/// <param name="Name">Name of the payload's field.</param>
/// <param name="Description">Its description.</param>
/// <param name="Type">Its type in the contract.</param>
/// <param name="Of">The thing with an id, as the viewer sees it in the case; null when they do not.</param>
internal sealed record CommandResult(string Name, string Description, Type Type, Func<CaseView, string, object?> Of)
{
    private static readonly Dictionary<Type, CommandResult> _special = new()
    {
        [typeof(Link)] = Fact<Link, LinkView>("link"),
        [typeof(Plan)] = Fact<Plan, PlanView>("plan"),
        [typeof(Commitment)] = Fact<Commitment, CommitmentView>("commitment"),
        [typeof(Review)] = Fact<Review, ReviewView>("review"),
        [typeof(Person)] = new("person", "The person.", typeof(OutputType<PersonView>), (view, id) => view.People([id]).FirstOrDefault()),
        [typeof(ContactDetail)] = new("contactDetail", "The contact detail.", typeof(ContactDetailType),
            (view, id) => view.Case.ContactDetails.FirstOrDefault(d => d.Id == id) is { } detail
                ? view.Sight.ContactDetails(detail.PersonId, detail.Until is { } until && until <= view.Sight.Today ? until.AddDays(-1) : view.Sight.Today).FirstOrDefault(d => d.Id == id) : null),
        [typeof(Relationship)] = new("relationship", "The relationship.", typeof(OutputType<RelationshipView>),
            (view, id) => view.Sight.Relationships.FirstOrDefault(r => r.Id == id) is { } tie ? view.Relationship(tie) : null),
        [typeof(Worker)] = new("worker", "The worker.", typeof(OutputType<WorkerView>), (view, id) => view.Worker(id)),
        [typeof(Oversight)] = new("oversightMember", "The member of the oversight group.", typeof(OutputType<OversightMemberView>),
            (view, id) => view.Case.Oversight.FirstOrDefault(o => o.Id == id) is { } member ? new OversightMemberView(view, member) : null),
        [typeof(Invitation)] = new("invitation", "The invitation.", typeof(OutputType<InvitationView>),
            (view, id) => view.Case.Invitations.FirstOrDefault(i => i.Id == id) is { } invitation && view.Sight.Sees(invitation.PersonId) ? new InvitationView(view, invitation) : null),
    };

    /// <summary>What a command answers with that is about a kind of record; null when the child is all.</summary>
    internal static CommandResult? For(Type gives) => gives == typeof(Child) ? null : _special.TryGetValue(gives, out var special) ? special
        : new(InputLimits.NameOf(gives.Name), $"The {Words.Of(gives.Name).Replace('_', ' ').ToLowerInvariant()}.", Conventions.RecordTypeOf(gives), (view, id) => view.Fact(gives, id));

    private static CommandResult Fact<T, TView>(string name) where T : CaseNode => new(name, $"The {name}.", typeof(OutputType<TView>), (view, id) => view.Fact(typeof(T), id));
}
