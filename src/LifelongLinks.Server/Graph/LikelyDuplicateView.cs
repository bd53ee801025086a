using GraphQL;

namespace LifelongLinks.Server;

/// <summary>Somebody who is likely the same as another.</summary>
[Name("LikelyDuplicate")]
public sealed class LikelyDuplicateView(PersonView person, LikelyDuplicate duplicate)
{
    /// <summary>The person.</summary>
    [Needs]
    public PersonView Person => person;

    /// <summary>Why it is likely, the strongest first.</summary>
    [Needs]
    public IReadOnlyList<DuplicateReason> Reasons => duplicate.Reasons;
}
