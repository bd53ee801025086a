namespace LifelongLinks.Core;

/// <summary>The best path to each person to be found, as analysts see it: whom to ask, in which order.</summary>
internal static class PublishedPaths
{
    /// <summary>Adds the paths; false when the network is too large to say which are best.</summary>
    internal static bool Add(CaseDraft draft)
    {
        if (ReconnectionPaths.ToEverybody(draft.Around).Value is not { } paths)
        {
            return false;
        }
        int rank = 0;
        foreach (var path in paths)
        {
            var published = draft.Add("Path", ["path", draft.Of.Child.Id, path.TargetId],
                ("rank", ++rank), ("hops", path.Hops), ("strength", Coarse.OneDigit(path.Strength)),
                ("safety", path.Safety), ("consent", path.Consent), ("before", path.Before));
            draft.Relate(draft.Child, "HAS_PATH", published);
            draft.Relate(published, "ASK_FIRST", draft.Person(path.AskFirstId));
            draft.Relate(published, "TO", draft.Person(path.TargetId));
            int order = 0;
            foreach (var step in path.Steps)
            {
                draft.Relate(published, "STEP", draft.Person(step.ToId),
                    ("order", ++order), ("weight", Coarse.OneDigit(step.Weight)), ("kind", step.Relationship.Kind));
            }
        }
        return true;
    }
}
