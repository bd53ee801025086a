namespace LifelongLinks.Bolt;

/// <summary>A date, a time or both.</summary>
public abstract class TemporalValue
{
    /// <summary>The value as one of .NET's types; null when there is no such conversion.</summary>
    internal abstract object? To(Type type);
}

/// <summary>What writes itself as a structure.</summary>
internal interface ITemporal
{
    /// <summary>Writes the structure (Bolt, Structure semantics).</summary>
    void Write(PackStreamWriter writer);
}
