using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <summary>Putting the stories into a store.</summary>
public static class StoryStore
{
    /// <summary>
    /// Saves every story that the store does not have yet, told on a day; what an earlier, interrupted run has saved stays as it is.
    /// Answers the first result that is neither applied nor applied before; null when all went well.
    /// </summary>
    public static async Task<ChangeResult?> Load(IStore store, DateOnly today, DateTimeOffset now, CancellationToken cancel = default)
    {
        foreach (var story in Stories.All(today))
        {
            // The change's id is the child's: so a story is saved once, however often it is told.
            AuditEvent audit = new() { Id = Ids.From(Guid.CreateVersion7(now)), At = now, Subject = "lifelong-links", Action = "loadStory", RequestId = story.ChildId };
            var result = await store.Change(new(story.ChildId, story.ChildId, _ => story.Changes, audit), cancel);
            if (result.Status is not (ChangeStatus.Applied or ChangeStatus.AlreadyApplied))
            {
                return result;
            }
        }
        return null;
    }
}
