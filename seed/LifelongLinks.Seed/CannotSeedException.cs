namespace LifelongLinks.Seed;

/// <summary>What was asked for cannot be done, and that is no bug; the message is one line that says what to do.</summary>
public sealed class CannotSeedException(string message) : Exception(message);
