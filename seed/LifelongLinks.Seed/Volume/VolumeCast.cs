using System.Globalization;
using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <summary>
/// The teams, workers and teachers whom the children of the volume share. Each has a number by the children they work with, so that a child's
/// are the same however many children there are.
/// </summary>
/// <remarks>
/// A worker signs in as <c>volume-ROLE-NNN</c>, counted from 001: volume-coordinator-001 and volume-team-manager-001 have the first 200
/// children (of Volume Team 001), volume-social-worker-001 the first 50, volume-independent-reviewing-officer-001 the first 100,
/// volume-personal-adviser-001 those of them who are 16 and over, and volume-foster-carer-001 one or two of the first four.
/// </remarks>
internal sealed class VolumeCast(VolumeChance chance)
{
    private const int OfCoordinator = 200, OfOfficer = 100, OfSocialWorker = 50, OfSchool = 100, OfFosterCarers = 4;

    public static Team Team(int child)
    {
        string name = TeamName(Number(child, OfCoordinator));
        return new() { Id = SeedIds.Of(name), Name = name };
    }

    /// <summary>Name of the nth team, from 1.</summary>
    public static string TeamName(int number) => string.Create(CultureInfo.InvariantCulture, $"Volume Team {number:000}");

    /// <summary>The subject of the nth worker in a role, from 1.</summary>
    public static string Subject(string role, int number) => string.Create(CultureInfo.InvariantCulture, $"volume-{role}-{number:000}");

    public Worker Coordinator(int child) => Worker("coordinator", Number(child, OfCoordinator), Role.Coordinator);

    public Worker TeamManager(int child) => Worker("team-manager", Number(child, OfCoordinator), Role.TeamManager);

    public Worker SocialWorker(int child) => Worker("social-worker", Number(child, OfSocialWorker), Role.SocialWorker);

    public Worker ReviewingOfficer(int child) =>
        Worker("independent-reviewing-officer", Number(child, OfOfficer), Role.IndependentReviewingOfficer);

    public Worker PersonalAdviser(int child) => Worker("personal-adviser", Number(child, OfOfficer), Role.PersonalAdviser);

    /// <summary>Of four children, the first and the third have one foster carer, the others another: siblings live apart.</summary>
    public Worker FosterCarer(int child) => Worker("foster-carer", (child / OfFosterCarers * 2) + (child % 2) + 1, Role.FosterCarer);

    /// <summary>Two of the three teachers of the child's school.</summary>
    public IEnumerable<Person> Teachers(int child) => [Teacher(child, 0), Teacher(child, 1)];

    /// <summary>The school of a child.</summary>
    public static string School(int child) => VolumeWords.Schools[child / OfSchool % VolumeWords.Schools.Length];

    private Person Teacher(int child, int nth)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"volume-teacher-{Number(child, OfSchool):000}-{((child + nth) % 3) + 1}");
        return new() { Id = SeedIds.Of(key), Name = chance.NameOf(key) };
    }

    private Worker Worker(string role, int number, Role inRole)
    {
        string subject = Subject(role, number);
        return new() { Id = SeedIds.Of(subject), Name = chance.NameOf(subject), Subject = subject, Roles = [inRole] };
    }

    private static int Number(int child, int each) => (child / each) + 1;
}
