namespace LifelongLinks.Core;

/// <summary>
/// The figures of a network on one day, added up person by person so that a change of one person costs no more than that person, and
/// the thirteen rules judged on them (domain.md 4).
/// </summary>
internal sealed class GapFigures(Case of, GapThresholds at)
{
    private static readonly SupportKind[] _kinds = Enum.GetValues<SupportKind>();

    /// <summary>The sides of the family that are asked about (rule 34).</summary>
    internal static readonly Side[] Sides = [Side.Maternal, Side.Paternal];

    private readonly SortedSet<string>[] _providers = [.. _kinds.Select(_ => Ids())];
    private readonly SortedSet<string>[] _identifiedOn = [Ids(), Ids()];
    private readonly int[] _activeOn = [0, 0];
    private readonly SortedSet<string> _outOfTouch = Ids();
    private readonly SortedSet<string> _lapsed = Ids();
    private readonly HashSet<string> _connected = [];
    private readonly SortedDictionary<string, SortedSet<string>> _dependents = new(StringComparer.Ordinal);
    private readonly DateOnly? _leaving = of.Child.DateOfBirth is { } born ? Days.Attains(born, at.LeavingAge) : null;
    private readonly DateOnly? _firstAsked = of.Affirmations.Count == 0 ? null : of.Affirmations.Min(a => a.SaidOn);

    /// <summary>People with an active tie.</summary>
    internal int Active { get; private set; }

    /// <summary>Of them, those paid to be there.</summary>
    internal int Paid { get; private set; }

    /// <summary>Active unpaid adults.</summary>
    internal int UnpaidAdults { get; private set; }

    /// <summary>Active unpaid adults who give emotional support.</summary>
    internal int Trusted { get; private set; }

    /// <summary>Ties both loving and active.</summary>
    internal int Loving { get; private set; }

    /// <summary>Unpaid people with a promise past the child's 18th birthday.</summary>
    internal int StayPast18 { get; private set; }

    /// <summary>Active unpaid people.</summary>
    internal int Unpaid => Active - Paid;

    /// <summary>The share of active ties that are paid; 0 of none.</summary>
    internal double PaidShare => Active == 0 ? 0 : (double)Paid / Active;

    /// <summary>Whether the child was asked by a day what anybody means to them.</summary>
    internal bool EverAsked(DateOnly day) => _firstAsked <= day;

    /// <summary>Ids of the unpaid people who give a kind of support.</summary>
    internal IReadOnlyCollection<string> Providers(SupportKind kind) => _providers[(int)kind];

    /// <summary>Ids of the people identified on a side of the family.</summary>
    internal IReadOnlyCollection<string> IdentifiedOn(Side side) => _identifiedOn[(int)side];

    /// <summary>Ids of the active unpaid people whose ties depend on a worker.</summary>
    internal IReadOnlyCollection<string> Dependents(string workerId) => _dependents[workerId];

    /// <summary>The share of active unpaid ties that depend on a worker.</summary>
    internal double DependentShare(string workerId) => (double)_dependents[workerId].Count / Unpaid;

    /// <summary>Counts a person in, or out again.</summary>
    internal void Count(string id, in TieState tie, bool counts)
    {
        if (!tie.Member)
        {
            return;
        }
        int one = counts ? 1 : -1;
        bool unpaid = tie.Active && !tie.Paid;
        Active += tie.Active ? one : 0;
        Paid += tie.Active && tie.Paid ? one : 0;
        UnpaidAdults += unpaid && tie.Adult ? one : 0;
        Trusted += unpaid && tie.Adult && tie.Gives(SupportKind.Emotional) ? one : 0;
        Loving += tie.Active && tie.Loving ? one : 0;
        StayPast18 += tie.StaysPast18 ? one : 0;
        foreach (var kind in _kinds)
        {
            Keep(_providers[(int)kind], unpaid && tie.Gives(kind));
        }
        foreach (var side in Sides)
        {
            Keep(_identifiedOn[(int)side], tie.Identified && tie.IsOn(side));
            _activeOn[(int)side] += tie.Active && tie.IsOn(side) ? one : 0;
        }
        Keep(_outOfTouch, tie.SiblingOutOfTouch);
        Keep(_lapsed, tie.Lapsed);
        Keep(_connected, tie.Connected);
        foreach (string worker in tie.DependsOn)
        {
            if (!_dependents.TryGetValue(worker, out var dependents))
            {
                _dependents[worker] = dependents = Ids();
            }
            Keep(dependents, true);
        }

        void Keep(ISet<string> set, bool holds)
        {
            if (holds && counts)
            {
                set.Add(id);
            }
            else if (holds)
            {
                set.Remove(id);
            }
        }
    }

    /// <summary>The gaps that hold on a day, in the order of the rules.</summary>
    internal void Judge(DateOnly day, List<GapKey> holding)
    {
        void Add(bool holds, GapKey gap)
        {
            if (holds)
            {
                holding.Add(gap);
            }
        }

        Add(Trusted == 0, new(GapKind.NoTrustedAdult));
        Add(Loving < at.LovingTies, new(GapKind.UnderTwoLoving));
        Add(Active > 0 && Unpaid == 0, new(GapKind.PaidOnly));
        Add(Unpaid > 0 && PaidShare >= at.PaidShare, new(GapKind.PaidHeavy));
        foreach (var kind in _kinds)
        {
            Add(Providers(kind).Count == 0, new(GapKind.SupportMissing, kind));
            Add(Providers(kind).Count == 1, new(GapKind.SingleProvider, kind));
        }
        foreach (string sibling in _outOfTouch)
        {
            Add(true, new(GapKind.SiblingOutOfTouch, AboutId: sibling));
        }
        foreach (var side in Sides)
        {
            bool identified = IdentifiedOn(side).Count > 0;
            Add(!identified, new(GapKind.SideUnexplored, Side: side));
            Add(identified && _activeOn[(int)side] == 0, new(GapKind.SideInactive, Side: side));
        }
        foreach (var wish in of.Wishes)
        {
            Add(Days.Between(wish.MadeOn, day) > at.WishDays && !(wish.MetOn <= day) &&
                !(wish.PersonId is { } person && _connected.Contains(person)), new(GapKind.WishUnmet, AboutId: wish.Id));
        }
        foreach (string person in _lapsed)
        {
            Add(true, new(GapKind.Lapsed, AboutId: person));
        }
        foreach (var (worker, dependents) in _dependents)
        {
            Add(dependents.Count > 0 && DependentShare(worker) >= at.DependentShare, new(GapKind.WorkerDependent, AboutId: worker));
        }
        Add(_leaving <= day && StayPast18 == 0, new(GapKind.NoOneAfter18));
    }

    /// <summary>How much a gap that holds matters.</summary>
    internal GapSeverity Severity(GapKey gap) => gap.Kind switch
    {
        GapKind.PaidHeavy or GapKind.SideUnexplored or GapKind.Lapsed => GapSeverity.Medium,
        GapKind.SupportMissing => gap.Support == SupportKind.Emotional ? GapSeverity.High : GapSeverity.Medium,
        GapKind.SingleProvider or GapKind.SideInactive => GapSeverity.Low,
        GapKind.WorkerDependent => DependentShare(gap.AboutId!) >= at.DependentHighShare ? GapSeverity.High : GapSeverity.Medium,
        _ => GapSeverity.High,
    };

    /// <summary>The days on which a gap may begin or end though nobody's tie changes.</summary>
    internal IEnumerable<DateOnly> Turns() => of.Wishes
        .SelectMany(w => new DateOnly?[] { w.MadeOn.AddDays(at.WishDays + 1), w.MetOn })
        .Append(_leaving)
        .OfType<DateOnly>();

    private static SortedSet<string> Ids() => new(StringComparer.Ordinal);
}
