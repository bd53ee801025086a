using GraphQL;

namespace LifelongLinks.Server;

public sealed partial class Query
{
    private const int MostWorkers = 1000;

    /// <summary>
    /// Workers in the viewer's sight, by name, to be chosen for an oversight group, a step or a review: those named in the cases they see; to
    /// whoever sees every case, everybody who works for the authority. For those with a professional's role.
    /// </summary>
    /// <param name="reading">What the request reads.</param>
    /// <param name="role">Only those who have this role.</param>
    /// <param name="cancel">Whether the client has gone.</param>
    [Needs]
    public static async Task<IEnumerable<WorkerView>> Workers(Reading reading, Role? role = null, CancellationToken cancel = default) =>
        (await OfTheAuthority(reading, "Worker", cancel)).Cast<Worker>().Where(w => role is not { } one || w.Roles.Contains(one)).Select(w => new WorkerView(reading.Told.Of(w)));

    /// <summary>Teams in the viewer's sight, by name, to be chosen for a case: as workers are.</summary>
    [Needs]
    public static async Task<IEnumerable<Team>> Teams(Reading reading, CancellationToken cancel = default) => (await OfTheAuthority(reading, "Team", cancel)).Cast<Team>();

    // Whoever sees every case sees also who is in none yet.
    private static async Task<IReadOnlyList<Node>> OfTheAuthority(Reading reading, string label, CancellationToken cancel) =>
        !reading.Viewer.Roles.Any(Sight.Professionals.Contains) ? []
        : (await reading.Store.Find(reading.Viewer.Scope.Authority ? Scope.Everything(reading.Today) : reading.Viewer.Scope,
            new(label) { OrderBy = [new("Name")], Take = MostWorkers }, cancel)).Nodes;

    private static readonly Pattern _worksIn = new([Step.Out("HELPS", "OVERSEES"), Step.In("DONE_BY", "CHAIRED_BY", "RAISED_BY")]);

    /// <summary>
    /// What the one who is signed in has still to do, in the cases in their sight: steps of finding plans, promises they help to happen,
    /// reviews they chair, concerns that wait for an answer. By the day it is due, those without a day last.
    /// </summary>
    [Cost(500)]
    [Needs(typeof(FindingStep), typeof(Commitment), typeof(Plan), typeof(Contact), typeof(Excuse), typeof(Restriction), typeof(Consent), typeof(Review), typeof(Concern), typeof(Link), typeof(Referral))]
    public static async Task<IEnumerable<WorkerTaskView>> OpenTasks(Reading reading, CancellationToken cancel = default)
    {
        var scope = reading.Viewer.Scope;
        Core.Query self = new("Worker") { Where = new Filter.Property("Subject", Comparison.Eq, reading.Viewer.Subject), Take = 1 };
        if ((await reading.Store.Find(scope, self, cancel)).Nodes is not [Worker worker, ..])
        {
            return [];
        }
        var named = await reading.Store.Expand(scope, [worker.Id], _worksIn, cancel);
        var cases = await reading.LoadCases([.. named.Nodes.Values.Select(n => (n as CaseNode)?.ChildId ?? (n as Child)?.Id).OfType<string>().Distinct()], cancel);
        return cases.Values.SelectMany(view => WorkerTasks.Of(view.Sight, worker.Id, reading.Today).Select(task => (Task: task, View: new WorkerTaskView(reading.Tell(view), task))))
            .OrderBy(t => t.Task.DueOn ?? DateOnly.MaxValue).ThenBy(t => t.Task.Kind).ThenBy(t => t.Task.FactId, StringComparer.Ordinal).Select(t => t.View);
    }
}

/// <summary>Something that a worker has still to do.</summary>
[Name("WorkerTask")]
public sealed class WorkerTaskView(CaseView view, WorkerTask task)
{
    /// <summary>What kind of thing.</summary>
    [Needs]
    public WorkerTaskKind Kind => task.Kind;

    /// <summary>What is to be done, in words.</summary>
    [Needs]
    public string Summary => task.Summary;

    /// <summary>The day by which; null when there is none.</summary>
    [Needs]
    public DateOnly? DueOn => task.DueOn;

    /// <summary>The child.</summary>
    [Needs]
    public ChildView Child => new(view.Reading, view.Case.Child);

    /// <summary>The people it is about.</summary>
    [Needs]
    public IEnumerable<IParty> People => view.Parties(task.PersonIds);

    /// <summary>Id of the record it comes from: a finding step, a commitment, a review or a concern.</summary>
    [Needs]
    public string RecordId => task.FactId;
}
