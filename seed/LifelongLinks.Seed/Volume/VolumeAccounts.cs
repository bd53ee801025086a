using System.Globalization;
using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <summary>The accounts with which the volume's workers sign in, such as volume-coordinator-001: see <see cref="Find"/>.</summary>
public static class VolumeAccounts
{
    /// <summary>
    /// The account with a name, which is the token's <c>sub</c> too: <c>volume-ROLE-NNN</c>, with a role whose access rests on overseeing a
    /// child and a number from 001. Null for any other name; whether a file has so many workers is not asked.
    /// </summary>
    public static DemoAccount? Find(string name)
    {
        string[] parts = name.Split('-');
        if (parts.Length < 3 || parts[0] != "volume" || !int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return null;
        }
        string role = string.Join('-', parts[1..^1]);
        var account = DemoAccounts.All.FirstOrDefault(a => a.Name == role && Viewer.OverseeingRoles.Contains(a.Role));
        return account is null || name != VolumeCast.Subject(role, number) ? null
            : new(name, name, account.Role, account.Role == Role.TeamManager ? [VolumeCast.TeamName(number)] : [], name);
    }
}
