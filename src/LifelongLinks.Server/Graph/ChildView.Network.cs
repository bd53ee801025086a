using GraphQL.DataLoader;

namespace LifelongLinks.Server;

public sealed partial class ChildView
{
    /// <summary>
    /// Chains of people through whom somebody may be reached, best first: by the worst stop's safety, then its consent, then strength.
    /// With no target: the best for each person the child wishes for or who is identified and not yet connected. For professionals, and
    /// only while the child's SEARCH consent is active.
    /// </summary>
    /// <param name="to">Id of the person to reach.</param>
    /// <param name="maxHops">The longest chain to look for, 1 to 6 relationships.</param>
    /// <param name="first">How many at most, 1 to 100.</param>
    /// <param name="asOf">The day on which facts are taken, today by default; every stop must pass today too.</param>
    public IDataLoaderResult<IEnumerable<ReconnectionPath>> ReconnectionPaths(
        string? to = null, int maxHops = 4, int first = 5, DateOnly? asOf = null)
    {
        var day = reading.Day(asOf);
        if (to is not null)
        {
            Reading.CheckId(to);
        }
        if (first is < 1 or > PageArguments.Most)
        {
            throw new RequestError(RequestError.BadInput, $"first must be 1 to {PageArguments.Most}.");
        }
        return reading.Surroundings(child.Id).Then<SurroundingsView?, IEnumerable<ReconnectionPath>>(view =>
        {
            if (view is null || !view.Own.Sight.IsProfessional)
            {
                return [];
            }
            var paths = to is null
                ? Core.ReconnectionPaths.ToEverybody(view.On(day), maxHops, first)
                : Core.ReconnectionPaths.To(view.On(day), to, maxHops, first);
            return RequestError.Unless(paths);
        });
    }
}
