using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <summary>Everything recorded for one child.</summary>
/// <param name="ChildId">Id of the child.</param>
/// <param name="Changes">What to save in the child's case.</param>
public sealed record Story(string ChildId, Changes Changes);

/// <summary>Named stories of children in care and care leavers, to show and to test with. Nobody in them is real.</summary>
public static class Stories
{
    /// <summary>Amara, 14: a plan of more than a year, and a dad to be found.</summary>
    public static readonly string Amara = SeedIds.Of("amara");
}
