using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <summary>Those who work with one child of the volume.</summary>
internal sealed class VolumeWorkers(VolumeCast cast, int child, int age)
{
    public Team Team { get; } = VolumeCast.Team(child);

    public Worker Coordinator { get; } = cast.Coordinator(child);

    public Worker SocialWorker { get; } = cast.SocialWorker(child);

    public Worker TeamManager { get; } = cast.TeamManager(child);

    public Worker ReviewingOfficer { get; } = cast.ReviewingOfficer(child);

    public Worker FosterCarer { get; } = cast.FosterCarer(child);

    /// <summary>From 16 on.</summary>
    public Worker? PersonalAdviser { get; } = age >= 16 ? cast.PersonalAdviser(child) : null;

    public IReadOnlyList<Person> Teachers { get; } = [.. cast.Teachers(child)];

    public string School { get; } = VolumeCast.School(child);

    /// <summary>All of them, to be brought into the case.</summary>
    public IEnumerable<Node> All =>
        [Team, Coordinator, SocialWorker, TeamManager, ReviewingOfficer, FosterCarer, .. PersonalAdviser is { } adviser ? [adviser] : Array.Empty<Node>(), .. Teachers];
}
