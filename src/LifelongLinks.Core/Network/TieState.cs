namespace LifelongLinks.Core;

/// <summary>All that the gaps are judged on about one person on one day; nothing of it holds for who is not a member.</summary>
internal readonly record struct TieState
{
    /// <summary>Whether there is a link or a current tie (rule 26).</summary>
    internal bool Member { get; init; }

    /// <summary>Whether there is a link (rule 26).</summary>
    internal bool Identified { get; init; }

    /// <summary>Whether the tie is active (rule 27).</summary>
    internal bool Active { get; init; }

    /// <summary>Whether the child called it loving lately (rule 7).</summary>
    internal bool Loving { get; init; }

    /// <summary>Whether every current tie is paid (rule 10).</summary>
    internal bool Paid { get; init; }

    /// <summary>Whether the person is an adult (rule 10).</summary>
    internal bool Adult { get; init; }

    /// <summary>Whether the person is kin (rule 10).</summary>
    internal bool Kin { get; init; }

    /// <summary>Whether a current tie is on the mother's side, or on both.</summary>
    internal bool Maternal { get; init; }

    /// <summary>Whether a current tie is on the father's side, or on both.</summary>
    internal bool Paternal { get; init; }

    /// <summary>The kinds of support given, a bit each (rule 28).</summary>
    internal int Support { get; init; }

    /// <summary>Whether a sibling is out of touch (rule 33).</summary>
    internal bool SiblingOutOfTouch { get; init; }

    /// <summary>Whether a promise lapsed (rule 32).</summary>
    internal bool Lapsed { get; init; }

    /// <summary>Whether somebody wished for is connected (rule 34).</summary>
    internal bool Connected { get; init; }

    /// <summary>Whether an unpaid person's promise runs past the child's 18th birthday (rule 35).</summary>
    internal bool StaysPast18 { get; init; }

    /// <summary>Ids of the workers whom every recent contact needed (rule 8).</summary>
    internal string[] DependsOn { get => field ?? []; init; }

    /// <summary>Whether nothing differs that a gap is judged on.</summary>
    internal bool IsSameAs(in TieState other) =>
        this with { DependsOn = other.DependsOn } == other && DependsOn.AsSpan().SequenceEqual(other.DependsOn);

    /// <summary>Whether the person gives a kind of support.</summary>
    internal bool Gives(SupportKind kind) => (Support & (1 << (int)kind)) != 0;

    /// <summary>Whether the person is on a side of the family (rule 34).</summary>
    internal bool IsOn(Side side) => side == Side.Maternal ? Maternal : side == Side.Paternal && Paternal;
}
