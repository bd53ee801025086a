namespace LifelongLinks.Core;

/// <summary>What was missing around the child between two days.</summary>
internal static class PackGaps
{
    /// <summary>What is missing on the day and what was since the day before, worst first, then what is not missing any more.</summary>
    /// <param name="around">The case and those of siblings, on the day.</param>
    /// <param name="since">The day it is compared with.</param>
    /// <param name="now">What is missing on the day.</param>
    /// <param name="areShown">Whether all of some people are in the pack.</param>
    /// <param name="thresholds">What gaps are judged on.</param>
    internal static IReadOnlyList<PackGap> Of(
        Surroundings around, DateOnly? since, IReadOnlyList<NetworkGap> now, Func<IEnumerable<string>, bool> areShown, GapThresholds thresholds)
    {
        var spells = NetworkGaps.Spells(around, thresholds);
        var open = spells.Where(s => s.Until is null).ToDictionary(s => s.Key, s => s.From);
        IEnumerable<PackGap> missing = now.Select(gap =>
        {
            DateOnly? from = open.TryGetValue(gap.Key, out var first) ? first : null;
            return new PackGap(gap.Kind, gap.Support, gap.Side, gap.AboutId, from, null, from > since ? PackGapChange.Opened : PackGapChange.Remains,
                gap.Severity, gap.Summary, gap.PeopleIds);
        });
        IEnumerable<PackGap> over = spells.Where(s => s.Until > since || (since is null && s.Until is not null))
            .Select(s => new PackGap(s.Kind, s.Support, s.Side, s.AboutId, s.From, s.Until, PackGapChange.Closed, null, Words(s), About(around.Own, s)))
            .Where(g => areShown(g.PersonIds));
        return [.. missing, .. over.OrderByDescending(g => g.Until).ThenBy(g => g.Kind)];
    }

    private static IReadOnlyList<string> About(Case of, GapSpell spell) => spell.AboutId is not { } id ? []
        : spell.Kind == GapKind.WishUnmet ? [.. of.Wishes.Where(w => w.Id == id).Select(w => w.PersonId).OfType<string>()] : [id];

    // What it was, without figures: those of the days on which it held are many.
    private static string Words(GapSpell spell) => spell.Kind switch
    {
        GapKind.NoTrustedAdult => "No active unpaid adult gave emotional support.",
        GapKind.UnderTwoLoving => "Fewer active ties than there should be were loving by the child's own word.",
        GapKind.PaidOnly => "All active ties were to people paid to be there.",
        GapKind.PaidHeavy => "Too many of the active ties were to people paid to be there.",
        GapKind.SupportMissing => $"Nobody unpaid gave {Core.Words.Plain(spell.Support!.Value)} support.",
        GapKind.SingleProvider => $"One unpaid person alone gave {Core.Words.Plain(spell.Support!.Value)} support.",
        GapKind.SiblingOutOfTouch => "Out of touch with a sibling.",
        GapKind.SideUnexplored => $"Nobody was identified on the {Core.Words.Plain(spell.Side!.Value)} side of the family.",
        GapKind.SideInactive => $"No tie on the {Core.Words.Plain(spell.Side!.Value)} side of the family was active.",
        GapKind.WishUnmet => "A wish had waited too long.",
        GapKind.Lapsed => "Contact that was promised had stopped.",
        GapKind.WorkerDependent => "Too many ties hung on one worker.",
        _ => "No promise of an unpaid person ran past the 18th birthday.",
    };
}
