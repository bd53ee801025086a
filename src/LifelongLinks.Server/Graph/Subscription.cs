using System.Reflection;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace LifelongLinks.Server;

/// <summary>
/// What one is told of as it happens, over graphql-transport-ws or server-sent events. For each event the operation is run anew, as the
/// viewer may see it on that day; what is not in their sight is passed over. The same thing may be told twice.
/// </summary>
public sealed class Subscription
{
    /// <summary>
    /// Something in a child's case was changed. It completes when the case is no longer in the viewer's sight; where it is not in the first
    /// place, the error is NOT_FOUND.
    /// </summary>
    /// <param name="context">The run for one event.</param>
    /// <param name="reading">What it reads.</param>
    /// <param name="childId">Id of the child.</param>
    [Needs]
    public static IDataLoaderResult<CaseChanged> CaseChanged(IResolveFieldContext context, Reading reading, string childId) =>
        Telling.Of(context) is var telling
            ? reading.Case(childId).Then(view => view?.IsTouchedBy(telling.Happening.ChangedIds) == true ? new CaseChanged(view, telling.Happening) : throw telling.PassOver()) : null!;

    /// <summary>
    /// A contact was recorded, or what is recorded of one was changed (its version is then above 1). With a child it completes as caseChanged
    /// does; without one it tells of every case that is in the viewer's sight when it happens.
    /// </summary>
    /// <param name="context">The run for one event.</param>
    /// <param name="reading">What it reads.</param>
    /// <param name="childId">Id of the child; null: every child in the viewer's sight.</param>
    [Needs(typeof(Contact))]
    public static IDataLoaderResult<ContactRecorded> ContactRecorded(IResolveFieldContext context, Reading reading, string? childId = null) =>
        Telling.Of(context) is var telling
            ? reading.Case(childId ?? telling.ChildId).Then(view =>
                view?.Contact(telling.FactId) is { } contact ? new ContactRecorded(view, contact) : throw telling.PassOver()) : null!;

    /// <summary>
    /// A review that has not been held is due: its day has come, or it was recorded or changed with a day that has come already. It tells of
    /// every case that is in the viewer's sight then.
    /// </summary>
    /// <param name="context">The run for one event.</param>
    /// <param name="reading">What it reads.</param>
    [Needs(typeof(Review))]
    public static IDataLoaderResult<ReviewBecameDue> ReviewBecameDue(IResolveFieldContext context, Reading reading) =>
        Telling.Of(context) is var telling
            ? reading.Case(telling.ChildId).Then(view =>
                view?.Review(telling.FactId) is { } review && review.IsDue ? new ReviewBecameDue(view, review) : throw telling.PassOver()) : null!;
}

/// <summary>A case was changed.</summary>
[Name("CaseChanged")]
public sealed class CaseChanged(CaseView view, Happening happening)
{
    /// <summary>When it was changed.</summary>
    public DateTimeOffset At => happening.At;

    /// <summary>The child, as things stand now.</summary>
    [Needs]
    public ChildView Child => new(view.Reading, view.Case.Child);

    /// <summary>
    /// What was changed, as it stands now: of that what the viewer may see and what is there still. Empty when only such things were changed as
    /// are no nodes: the oversight group, teams, invitations.
    /// </summary>
    [OutputType(typeof(NonNullGraphType<ListGraphType<NonNullGraphType<InterfaceType<INode>>>>))]
    public IEnumerable<object> Changed => happening.ChangedIds.Select(view.Node).OfType<object>();
}

/// <summary>A contact was recorded.</summary>
[Name("ContactRecorded")]
public sealed class ContactRecorded(CaseView view, Contact contact)
{
    /// <summary>The contact.</summary>
    [Needs]
    public Contact Contact => contact;

    /// <summary>The child.</summary>
    [Needs]
    public ChildView Child => new(view.Reading, view.Case.Child);
}

/// <summary>A review is due.</summary>
[Name("ReviewBecameDue")]
public sealed class ReviewBecameDue(CaseView view, ReviewView review)
{
    /// <summary>The review.</summary>
    [Needs]
    public ReviewView Review => review;

    /// <summary>The child.</summary>
    [Needs]
    public ChildView Child => new(view.Reading, view.Case.Child);
}

/// <summary>The root of subscriptions: its fields are resolved for each event, and none of them from a stream of the engine's.</summary>
public sealed class SubscriptionType : OutputType<Subscription>
{
    /// <inheritdoc/>
    protected override FieldType? CreateField(MemberInfo memberInfo)
    {
        var field = base.CreateField(memberInfo);
        field?.StreamResolver = _unused; // the engine takes no schema without
        return field;
    }

    private static readonly SourceStreamResolver<object> _unused =
        new(IObservable<object?> (_) => throw new InvalidOperationException("Subscriptions are listened to by Listening, not by the engine's own streams."));
}
