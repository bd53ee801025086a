namespace LifelongLinks.Core;

/// <summary>Who could fill a gap (rule 30).</summary>
internal static class GapCandidates
{
    /// <summary>The gaps with those of the network who could fill them and may stand on a path, best path first.</summary>
    internal static Outcome<IReadOnlyList<NetworkGap>> For(
        IReadOnlyList<NetworkGap> gaps, Surroundings s, IReadOnlyDictionary<string, TieState> states, GapThresholds thresholds)
    {
        var wishes = s.Own.Wishes.ToDictionary(w => w.Id);
        var couldFill = gaps
            .Select(gap => states.Where(m => m.Value.Member && CouldFill(gap, m.Key, m.Value, wishes)).Select(m => m.Key).ToHashSet())
            .ToList();
        HashSet<string> targets = [.. couldFill.SelectMany(ids => ids)];
        // One search for all gaps: the best path to each target, in path order.
        var best = ReconnectionPaths.Best(s, targets, thresholds.CandidateHops);
        if (best.Value is not { } paths)
        {
            return best.Refusal!;
        }
        return Outcome.Of<IReadOnlyList<NetworkGap>>([.. gaps.Zip(couldFill, (gap, ids) => gap with
        {
            Candidates = [.. paths.Where(p => ids.Contains(p.TargetId)).Take(thresholds.Candidates)
                .Select(p => new GapCandidate(p.TargetId, p))],
        })]);
    }

    private static bool CouldFill(NetworkGap gap, string id, in TieState tie, Dictionary<string, Wish> wishes) => gap.Kind switch
    {
        GapKind.NoTrustedAdult => !tie.Paid && tie.Adult && !(tie.Active && tie.Gives(SupportKind.Emotional)),
        GapKind.UnderTwoLoving => !(tie.Loving && tie.Active),
        GapKind.PaidOnly or GapKind.PaidHeavy => !tie.Paid && !tie.Active,
        GapKind.SupportMissing or GapKind.SingleProvider => !tie.Paid && !(tie.Active && tie.Gives(gap.Support!.Value)),
        GapKind.SideUnexplored or GapKind.SideInactive => tie.IsOn(gap.Side!.Value),
        GapKind.WishUnmet => wishes[gap.AboutId!].PersonId == id,
        GapKind.WorkerDependent => id != gap.AboutId && gap.PeopleIds.Contains(id),
        GapKind.NoOneAfter18 => !tie.Paid && !tie.StaysPast18,
        _ => gap.AboutId == id,
    };
}
