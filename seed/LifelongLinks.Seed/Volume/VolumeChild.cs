using System.Globalization;
using LifelongLinks.Core;
using Gender = Bogus.DataSets.Name.Gender;

namespace LifelongLinks.Seed;

/// <summary>Who a child of the volume is, before anything of their case is told: what a sibling's case says of them too.</summary>
/// <param name="Number">Which child, from 0.</param>
/// <param name="Child">The child.</param>
/// <param name="PlanDays">For how many days there has been a plan.</param>
internal sealed record VolumeChild(int Number, Child Child, int PlanDays)
{
    // A case is laid out backwards from its plan: care began at least so many days before it.
    private const int InCareBeforePlan = 250;

    public static VolumeChild Of(VolumeChance by, int number, DateOnly today)
    {
        string surname = by.Of($"surname/{VolumeFamily.Number(number)}").Name.LastName();
        var chance = by.Of($"child/{number}");
        var gender = chance.PickRandom(Gender.Female, Gender.Male);
        string first = chance.Name.FirstName(gender);
        var born = today.AddDays(-chance.Random.Int((int)(6 * 365.25), (int)(20.5 * 365.25)));
        int planDays = chance.Random.Int(420, 520);
        int alive = today.DayNumber - born.DayNumber;
        int inCare = planDays + InCareBeforePlan + chance.Random.Int(0, Math.Min(2200, alive - planDays - InCareBeforePlan - 150));
        // A care leaver came into care before 17.
        inCare = Math.Max(inCare, alive - (17 * 365));
        bool isAdult = Days.Age(born, today) >= 18;
        Child child = new()
        {
            Id = Volume.ChildId(number),
            Name = $"{first} {surname}",
            KnownAs = chance.Random.Bool(0.2f) ? first[..Math.Min(3, first.Length)] : first,
            Pronouns = chance.Random.Bool(0.03f) ? "they/them" : gender == Gender.Female ? "she/her" : "he/him",
            DateOfBirth = born,
            Reference = string.Create(CultureInfo.InvariantCulture, $"V-{number + 1:00000}"),
            Subject = string.Create(CultureInfo.InvariantCulture, $"volume-young-person-{number + 1:00000}"),
            EnteredCareOn = today.AddDays(-inCare),
            LeftCareOn = isAdult ? Days.Attains(born, 18) : null,
        };
        return new(number, child, planDays);
    }

    public int Age(DateOnly today) => Days.Age(Child.DateOfBirth!.Value, today);
}
