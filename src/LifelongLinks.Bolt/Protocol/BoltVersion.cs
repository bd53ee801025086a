namespace LifelongLinks.Bolt;

/// <summary>A version of Bolt.</summary>
internal readonly record struct BoltVersion(int Major, int Minor) : IComparable<BoltVersion>
{
    /// <summary>LOGON has the credentials, and HELLO no longer.</summary>
    internal static BoltVersion Logon { get; } = new(5, 1);

    /// <summary>HELLO says which notifications are wanted.</summary>
    internal static BoltVersion Notifications { get; } = new(5, 2);

    /// <summary>HELLO says what speaks.</summary>
    internal static BoltVersion Agent { get; } = new(5, 3);

    /// <summary>5.0 to 5.4 and 5.6 to 5.8: there was no 5.5.</summary>
    internal bool Supported => Major == 5 && Minor is >= 0 and <= 8 and not 5;

    public int CompareTo(BoltVersion other) => Major != other.Major ? Major.CompareTo(other.Major) : Minor.CompareTo(other.Minor);

    public override string ToString() => $"{Major}.{Minor}";

    public static bool operator <(BoltVersion left, BoltVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(BoltVersion left, BoltVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(BoltVersion left, BoltVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(BoltVersion left, BoltVersion right) => left.CompareTo(right) >= 0;
}
