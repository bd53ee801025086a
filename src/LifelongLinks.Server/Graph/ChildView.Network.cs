using GraphQL;
using GraphQL.DataLoader;

namespace LifelongLinks.Server;

public sealed partial class ChildView
{
    /// <summary>
    /// Chains of people through whom somebody may be reached, best first: by the worst stop's safety, then its consent, then strength.
    /// With no target: the best for each person the child wishes for or who is identified and not yet connected. For professionals, and
    /// only while the child's SEARCH consent is active.
    /// </summary>
    /// <param name="to">Id of the person to reach.</param>
    /// <param name="maxHops">The longest chain to look for, 1 to 6 relationships.</param>
    /// <param name="first">How many at most, 1 to 100.</param>
    /// <param name="asOf">The day on which facts are taken, today by default; every stop must pass today too.</param>
    [Cost(200)]
    public IDataLoaderResult<IEnumerable<ReconnectionPath>> ReconnectionPaths(
        [Id] string? to = null, int? maxHops = 4, int? first = 5, DateOnly? asOf = null)
    {
        var day = reading.Day(asOf);
        if (to is not null)
        {
            Reading.CheckId(to);
        }
        int hops = maxHops ?? 4, take = first ?? 5;
        if (take is < 1 or > PageArguments.Most)
        {
            throw new RequestError(RequestError.BadInput, $"first must be 1 to {PageArguments.Most}.");
        }
        return reading.Surroundings(Record.Id).Then<SurroundingsView?, IEnumerable<ReconnectionPath>>(view =>
        {
            if (view is null || !view.Own.Sight.Reads("Child.reconnectionPaths"))
            {
                return [];
            }
            var paths = to is null
                ? Core.ReconnectionPaths.ToEverybody(view.On(day), hops, take)
                : Core.ReconnectionPaths.To(view.On(day), to, hops, take);
            var found = RequestError.Unless(paths);
            foreach (var step in found.SelectMany(p => p.Steps))
            {
                reading.Told.OfChild(step.Relationship.RecordedForId);
            }
            return found;
        });
    }

    /// <summary>The people around the child on a day (today by default), with measures.</summary>
    [Cost(100)]
    public IDataLoaderResult<NetworkView> Network(DateOnly? asOf = null)
    {
        var day = reading.Day(asOf);
        return Of(view => view is null
            ? throw new RequestError("NOT_FOUND", "The child's case has left your sight meanwhile.")
            : new NetworkView(view, Networks.Of(view.Sight.Counted, day, reading.Thresholds)));
    }

    /// <summary>
    /// What is missing around the child on a day (today by default), HIGH first. <c>without</c> asks: and if these people were gone? For
    /// professionals.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="asOf">The day on which facts are taken; today by default.</param>
    /// <param name="without">Ids of people taken to be gone, at most 100; ids of nobody in the network change nothing.</param>
    [Cost(200)]
    public IDataLoaderResult<IEnumerable<NetworkGap>> NetworkGaps(
        IResolveFieldContext context, DateOnly? asOf = null, [Id] IReadOnlyList<string>? without = null)
    {
        var day = reading.Day(asOf);
        if (without?.Count > PageArguments.Most)
        {
            throw new RequestError(RequestError.BadInput, $"At most {PageArguments.Most} people can be taken to be gone at once.");
        }
        string[] gone = [.. (without ?? []).Select(Reading.CheckId)];
        bool Asked(string field) => context.SubFields!.Values.Any(f => f.Field.Name == field);
        bool since = Asked("since"), candidates = Asked("candidates");
        return reading.Surroundings(Record.Id).Then<SurroundingsView?, IEnumerable<NetworkGap>>(view =>
            view is null || !view.Own.Sight.Reads("Child.networkGaps") ? []
                : RequestError.Unless(Core.NetworkGaps.Of(view.On(day), reading.Thresholds, gone, since, candidates)));
    }
}

/// <summary>The people around a child on a day, with measures.</summary>
[Name("Network")]
public sealed class NetworkView(CaseView view, Network network)
{
    /// <summary>The day.</summary>
    public DateOnly AsOf => network.AsOf;

    /// <summary>People with a link or a current tie to the child, by id.</summary>
    public IEnumerable<NetworkMember> People => view.Sight.Reads("NetworkMember.paid") ? network.People : network.People.Select(p => p with
    {
        Paid = null,
        Adult = null,
        Stage = p.LinkId is null ? null : view.Sight.Stage(view.Case.Links.First(l => l.Id == p.LinkId), network.AsOf),
    });

    /// <summary>The ties that hold on the day, between the child and these people and among them.</summary>
    public IEnumerable<RelationshipView> Relationships => network.Relationships.Select(view.Relationship);

    /// <summary>How many people there are.</summary>
    public int Size => network.Size;

    /// <summary>How many of them have an active tie.</summary>
    public int Active => network.Active;

    /// <summary>
    /// The measures of the network, from what the viewer may see of it: to others than professionals nobody counts as paid, and no ties
    /// among the people are known.
    /// </summary>
    public NetworkMeasures Measures => network.Measures;
}
