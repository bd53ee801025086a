using System.Globalization;

namespace LifelongLinks.Core;

/// <summary>
/// Whom to ask, in which order, to reach somebody (domain.md 3). The answers are exact. Whoever is left out leaves no trace: asking for
/// them is answered as asking for somebody who never existed.
/// </summary>
public static class ReconnectionPaths
{
    /// <summary>The most relationships a path may have.</summary>
    public const int MostHops = 6;

    /// <summary>
    /// How many partial paths are weighed for one target before the network is called too large to be exact, rather than cut short. A
    /// child's network needs some hundreds; this many take some 30 MB.
    /// </summary>
    public const int Budget = 250_000;

    /// <summary>The best paths to one person, best first.</summary>
    /// <param name="around">What is looked in, and on which day.</param>
    /// <param name="targetId">Id of the person to be reached.</param>
    /// <param name="maxHops">The most relationships of a path, 1 to 6.</param>
    /// <param name="first">How many paths, 0 or more.</param>
    public static Outcome<IReadOnlyList<ReconnectionPath>> To(Surroundings around, string targetId, int maxHops = 4, int first = 5) =>
        Answer(around, maxHops, first, [targetId], first);

    /// <summary>
    /// With no target: the best path to each person the child wishes for, or who is identified and not yet connected, in the order of
    /// paths (rule 40).
    /// </summary>
    /// <param name="around">What is looked in, and on which day.</param>
    /// <param name="maxHops">The most relationships of a path, 1 to 6.</param>
    /// <param name="first">How many people, 0 or more.</param>
    public static Outcome<IReadOnlyList<ReconnectionPath>> ToEverybody(Surroundings around, int maxHops = 4, int first = int.MaxValue) =>
        Answer(around, maxHops, first, Sought(around.Own, around.AsOf), 1);

    /// <summary>The best path to each of some people, in the order of paths; people to whom there is none are absent.</summary>
    /// <param name="around">What is looked in, and on which day.</param>
    /// <param name="targets">Ids of the people to be reached.</param>
    /// <param name="maxHops">The most relationships of a path, 1 to 6.</param>
    public static Outcome<IReadOnlyList<ReconnectionPath>> Best(
        Surroundings around, IReadOnlyCollection<string> targets, int maxHops = 4) =>
        Answer(around, maxHops, int.MaxValue, targets, 1);

    /// <summary>Who is to be found: wished for and the wish not met, or identified, not ended and not connected.</summary>
    private static HashSet<string> Sought(Case own, DateOnly asOf)
    {
        HashSet<string> wished = [.. own.Wishes.Where(w => w.MadeOn <= asOf && !(w.MetOn <= asOf)).Select(w => w.PersonId).OfType<string>()];
        // Only somebody who has joined can be connected: the stages of all the others need not be told.
        var joined = own.Decisions.Where(d => d.Outcome == DecisionOutcome.Joined && d.DecidedOn <= asOf).Select(d => d.LinkId).ToHashSet();
        HashSet<string> identified = [], connected = [];
        foreach (var link in own.Links.Where(l => l.IdentifiedOn <= asOf && !(l.EndedOn <= asOf)))
        {
            bool isConnected = joined.Contains(link.Id) && Stages.Of(own, link, asOf) == LinkStage.Connected;
            (isConnected ? connected : identified).Add(link.PersonId);
        }
        identified.ExceptWith(connected);
        wished.UnionWith(identified);
        return wished;
    }

    private static Outcome<IReadOnlyList<ReconnectionPath>> Answer(
        Surroundings around, int maxHops, int first, IReadOnlyCollection<string> targets, int pathsEach)
    {
        if (Unusable(around, maxHops, first) is { } why)
        {
            return new Refusal(RefusalCode.BadArgument, why);
        }
        if (targets.Count == 0 || !Consents.ChildAgrees(around.Own, ConsentPurpose.Search, around.AsOf) ||
            !Consents.ChildAgrees(around.Own, ConsentPurpose.Search, around.Today))
        {
            return Outcome.Of<IReadOnlyList<ReconnectionPath>>([]);
        }
        PathStops stops = new(around);
        var contacts = InTouch.Recorded(around.Own, around.AsOf);
        DateOnly? ContactOn(Relationship tie) => tie.FromId == around.Own.Child.Id || tie.ToId == around.Own.Child.Id
            ? contacts.TryGetValue(tie.Other(around.Own.Child.Id), out var on) ? on : null
            : null;
        var graph = PathGraph.Of(around, stops, tie => TieWeight.Of(tie, ContactOn(tie), around.AsOf));
        if (graph.Ids.Length > PathSearch.MostPeople)
        {
            return TooLarge;
        }
        PathSearch search = new(graph, maxHops);
        List<FoundPath> found = [];
        foreach (string target in targets.Distinct())
        {
            if (search.To(graph.Find(target), pathsEach, Budget) is not { } paths)
            {
                return TooLarge;
            }
            found.AddRange(paths);
        }
        found.Sort(FoundPath.Compare);
        return Outcome.Of<IReadOnlyList<ReconnectionPath>>([.. found.Take(first).Select(Told)]);

        ReconnectionPath Told(FoundPath path)
        {
            var steps = new PathStep[path.Stops.Length];
            int from = graph.Child;
            for (int i = 0; i < steps.Length; from = path.Stops[i++])
            {
                var tie = graph.TieBetween(from, path.Stops[i]);
                string reason = TieWeight.Reason(tie.Tie, ContactOn(tie.Tie), around.AsOf);
                steps[i] = new(graph.Ids[from], graph.Ids[tie.To], tie.Tie, tie.Weight, reason);
            }
            return new(graph.Ids[from], steps, path.Strength, path.Safety, path.Consent, Before(around, stops, steps[0].ToId));
        }
    }

    private static Refusal TooLarge => new(RefusalCode.TooLarge,
        "The network is too large to say which paths are the best. Ask for fewer hops or for fewer paths.");

    private static string? Unusable(Surroundings around, int maxHops, int first) =>
        maxHops is < 1 or > MostHops ? string.Create(CultureInfo.InvariantCulture, $"maxHops must be 1 to {MostHops}.")
        : first < 0 ? "first must be 0 or more."
        : around.AsOf > around.Today ? "asOf must not be after today."
        : null;

    /// <summary>What has to happen before somebody may be approached, judged today (rule 39).</summary>
    private static List<string> Before(Surroundings around, PathStops stops, string firstStopId)
    {
        List<string> before = [];
        var stop = stops.FindToday(firstStopId);
        if (stop is not { Safety: not SafetyTier.Unassessed })
        {
            before.Add("assess first");
        }
        if (stop is not { Consent: not ConsentState.NotAsked })
        {
            before.Add("ask the child first");
        }
        if (!Consents.ChildAgrees(around.Own, ConsentPurpose.Approach, around.Today))
        {
            before.Add("get the child's consent to approach");
        }
        if (!Consents.ParentalResponsibilityAgrees(around.Own, ConsentPurpose.Approach, around.Today))
        {
            before.Add("get consent to approach from a holder of parental responsibility");
        }
        return before;
    }
}
