namespace LifelongLinks.Core;

/// <summary>Something that a worker has still to do, derived from the facts of a case.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Summary">What is to be done, in words.</param>
/// <param name="DueOn">The day by which; null when there is none.</param>
/// <param name="FactId">Id of the record it comes from.</param>
/// <param name="PersonIds">Ids of the people it is about.</param>
public sealed record WorkerTask(WorkerTaskKind Kind, string Summary, DateOnly? DueOn, string FactId, IReadOnlyList<string> PersonIds);

/// <summary>Kind of a worker's task.</summary>
public enum WorkerTaskKind
{
    /// <summary>A step of the finding plan that they do.</summary>
    FindingStep,
    /// <summary>A promise that they help to happen: an occasion has opened, and nothing has happened yet.</summary>
    Occasion,
    /// <summary>A review that they chair.</summary>
    Review,
    /// <summary>A concern they raised that is not answered: it is waited for.</summary>
    Concern,
}

/// <summary>The open tasks of workers.</summary>
public static class WorkerTasks
{
    /// <summary>What a worker has to do in a case on a day, by the day it is due (those without last), then kind, then id.</summary>
    public static IReadOnlyList<WorkerTask> Of(Sight sight, string workerId, DateOnly on)
    {
        var of = sight.Case;
        if (Stages.IsClosed(of, on))
        {
            return [];
        }
        List<WorkerTask> tasks = [];
        foreach (var step in sight.See(of.FindingSteps).Where(s => s.WorkerId == workerId && s.Status is not (FindingStatus.Done or FindingStatus.GivenUp)))
        {
            tasks.Add(new(WorkerTaskKind.FindingStep, step.Words ?? $"Look: {Words.Plain(step.Source)}", null, step.Id, step.PersonId is null ? [] : [step.PersonId]));
        }
        foreach (var commitment in sight.See(of.Commitments).Where(c => c.HelperIds.Contains(workerId)))
        {
            if (Occasions.Next(of, commitment, on) is { Status: OccasionStatus.Open } occasion)
            {
                tasks.Add(new(WorkerTaskKind.Occasion, $"Help it happen: {Words.Plain(commitment.Mode)}", occasion.DueOn, commitment.Id, commitment.PersonIds));
            }
        }
        foreach (var review in sight.See(of.Reviews).Where(r => r.ChairId == workerId && !(r.HeldOn <= on)))
        {
            tasks.Add(new(WorkerTaskKind.Review, $"Chair: {Words.Plain(review.Kind)}", review.DueOn, review.Id, []));
        }
        foreach (var concern in sight.See(of.Concerns).Where(c => c.WorkerId == workerId && !(c.AnsweredOn <= on)))
        {
            tasks.Add(new(WorkerTaskKind.Concern, concern.Words, null, concern.Id, [.. of.Links.Where(l => l.Id == concern.LinkId).Select(l => l.PersonId)]));
        }
        return [.. tasks.OrderBy(t => t.DueOn ?? DateOnly.MaxValue).ThenBy(t => t.Kind).ThenBy(t => t.FactId, StringComparer.Ordinal)];
    }
}
