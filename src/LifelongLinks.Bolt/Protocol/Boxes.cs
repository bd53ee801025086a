namespace LifelongLinks.Bolt;

/// <summary>Objects for the values that come most often, made once.</summary>
internal static class Boxes
{
    private const int Least = -128;
    private const int Most = 1023;

    private static readonly object[] _integers = [.. Enumerable.Range(Least, Most - Least + 1).Select(i => (object)(long)i)];
    private static readonly object _zero = 0.0;
    private static readonly object _one = 1.0;

    /// <summary>True.</summary>
    internal static object True { get; } = true;

    /// <summary>False.</summary>
    internal static object False { get; } = false;

    /// <summary>A whole number.</summary>
    internal static object Integer(long value) => value is >= Least and <= Most ? _integers[value - Least] : value;

    /// <summary>A number. Negative zero is not zero to a reader of bits.</summary>
    internal static object Float(double value) => value is 1.0 ? _one : BitConverter.DoubleToInt64Bits(value) == 0 ? _zero : value;
}
