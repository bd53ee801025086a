using System.Globalization;

namespace LifelongLinks.Core;

/// <summary>Says of each gap what rule found it, on which figures, and whom it is about.</summary>
internal sealed class GapWords(Ties ties, GapFigures figures, GapThresholds at, DateOnly day)
{
    private Case Of => ties.Of;

    /// <summary>A gap that holds on the day, in words and figures.</summary>
    internal NetworkGap Describe(GapKey gap) => Told(gap) with { Support = gap.Support, Side = gap.Side, AboutId = gap.AboutId };

    private NetworkGap Told(GapKey gap) => gap.Kind switch
    {
        GapKind.NoTrustedAdult => Tell(gap, "No active unpaid adult gives emotional support.",
            [], new("activeUnpaidAdults", figures.UnpaidAdults), new("givingEmotionalSupport", 0)),
        GapKind.UnderTwoLoving => UnderTwoLoving(gap),
        GapKind.PaidOnly => Tell(gap, Say($"All {figures.Active} active ties are to people paid to be there."), [], Shares()),
        GapKind.PaidHeavy => Tell(gap,
            Say($"{figures.Paid} of {figures.Active} active ties are to people paid to be there: {figures.PaidShare:0.00}, ") +
                Say($"and {at.PaidShare:0.00} or more is too many."),
            [], Shares()),
        GapKind.SupportMissing => Tell(gap, Say($"Nobody unpaid gives {Words.Plain(gap.Support!.Value)} support."),
            [], new GapEvidence("unpaidProviders", 0)),
        GapKind.SingleProvider => Tell(gap, Say($"One unpaid person alone gives {Words.Plain(gap.Support!.Value)} support."),
            [.. figures.Providers(gap.Support.Value)], new GapEvidence("unpaidProviders", 1)),
        GapKind.SiblingOutOfTouch => SiblingOutOfTouch(gap),
        GapKind.SideUnexplored => Tell(gap, Say($"Nobody is identified on the {Words.Plain(gap.Side!.Value)} side of the family."),
            [], new GapEvidence("identified", 0)),
        GapKind.SideInactive => Tell(gap,
            Say($"Somebody is identified on the {Words.Plain(gap.Side!.Value)} side of the family, and no tie on it is active."),
            [.. figures.IdentifiedOn(gap.Side.Value)], new("identified", figures.IdentifiedOn(gap.Side.Value).Count), new("active", 0)),
        GapKind.WishUnmet => WishUnmet(gap),
        GapKind.Lapsed => Lapsed(gap),
        GapKind.WorkerDependent => WorkerDependent(gap),
        _ => NoOneAfter18(gap),
    };

    private NetworkGap UnderTwoLoving(GapKey gap)
    {
        bool asked = figures.EverAsked(day);
        return Tell(gap,
            Say($"{figures.Loving} of {figures.Active} active ties are loving by the child's own word: fewer than {at.LovingTies}.") +
                (asked ? "" : " The child was never asked."),
            [],
            new("lovingAndActive", figures.Loving),
            new("needed", at.LovingTies),
            asked ? new("lastAsked", Date: Of.Affirmations.Where(a => a.SaidOn <= day).Max(a => a.SaidOn)) : new("lastAsked", Text: "never"));
    }

    private GapEvidence[] Shares() =>
        [new("active", figures.Active), new("paid", figures.Paid), new("paidShare", Math.Round(figures.PaidShare, 4))];

    private NetworkGap SiblingOutOfTouch(GapKey gap)
    {
        var last = ties.Everybody[gap.AboutId!].BothWays.Last(day);
        return Tell(gap,
            last is { } on
                ? Say($"Apart from a sibling whom nothing forbids to see, and last in touch both ways {Days.Between(on, day)} days ago: ") +
                    Say($"more than {at.SiblingDays}.")
                : "Apart from a sibling whom nothing forbids to see, and never known to be in touch both ways.",
            [gap.AboutId!], Since("lastInTouch", last));
    }

    private NetworkGap WishUnmet(GapKey gap)
    {
        var wish = Of.Wishes.First(w => w.Id == gap.AboutId);
        return Tell(gap,
            Say($"A wish to {Words.Plain(wish.Kind)} has waited {Days.Between(wish.MadeOn, day)} days, more than {at.WishDays}") +
                (wish.PersonId is null ? ", and is not met." : ", and the person wished for is not connected."),
            wish.PersonId is { } person ? [person] : [], [.. Since("madeOn", wish.MadeOn), new("words", Text: wish.Words)]);
    }

    private NetworkGap Lapsed(GapKey gap)
    {
        var facts = ties.Everybody[gap.AboutId!];
        var promise = Ties.MostFrequent(facts, day)!;
        var last = facts.AnyWay.Last(day);
        int days = Days.Between(last > promise.Commitment.StartsOn ? last.Value : promise.Commitment.StartsOn, day);
        return Tell(gap,
            Say($"Contact was promised every {promise.GapDays} days, and there was none for {days} days: ") +
                Say($"more than {at.LapsedCadences:0.##} times as long."),
            [gap.AboutId!],
            [new("promisedEveryDays", promise.GapDays), new("startsOn", Date: promise.Commitment.StartsOn), .. Since("lastContact", last)]);
    }

    private NetworkGap WorkerDependent(GapKey gap)
    {
        var dependents = figures.Dependents(gap.AboutId!);
        double share = figures.DependentShare(gap.AboutId!);
        return Tell(gap,
            Say($"All contacts of {dependents.Count} of {figures.Unpaid} active unpaid ties in {at.DependentDays} days needed one worker: ") +
                Say($"{share:0.00}, and {at.DependentShare:0.00} or more hangs on them."),
            [gap.AboutId!, .. dependents],
            new("dependent", dependents.Count), new("activeUnpaid", figures.Unpaid), new("dependentShare", Math.Round(share, 4)));
    }

    private NetworkGap NoOneAfter18(GapKey gap) => Tell(gap,
        day < ties.Eighteenth
            ? Say($"Aged {at.LeavingAge} or over, and no promise of an unpaid person runs past the 18th birthday.")
            : "Aged 18 or over, and no promise of an unpaid person is in force.",
        [], new("eighteenthBirthday", Date: ties.Eighteenth), new("promisesOfUnpaidPeople", 0));

    /// <summary>A day and how long ago it is; that there was none.</summary>
    private GapEvidence[] Since(string name, DateOnly? last) => last is { } on
        ? [new(name, Date: on), new("daysSince", Days.Between(on, day))]
        : [new(name, Text: "never")];

    private NetworkGap Tell(GapKey gap, string summary, IReadOnlyList<string> people, params GapEvidence[] evidence) =>
        new(gap.Kind, figures.Severity(gap), summary) { PeopleIds = people, Evidence = evidence };

    private static string Say(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
