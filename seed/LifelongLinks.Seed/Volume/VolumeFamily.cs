using LifelongLinks.Core;
using Gender = Bogus.DataSets.Name.Gender;

namespace LifelongLinks.Seed;

/// <summary>Somebody around a child of the volume.</summary>
/// <param name="Key">What they are to the child, for this code.</param>
/// <param name="Person">The person.</param>
/// <param name="Kind">What they are to the child.</param>
/// <param name="Side">On which side.</param>
/// <param name="Word">The child's word for them.</param>
internal sealed record VolumePerson(string Key, Person Person, RelationshipKind Kind, Side Side, string? Word)
{
    public string Id => Person.Id;
}

/// <summary>The birth family of a child of the volume; of siblings the same people.</summary>
internal static class VolumeFamily
{
    private static readonly (string Key, RelationshipKind Kind, Side Side, Gender? Gender, int Older, string? Word)[] _members =
    [
        ("mum", RelationshipKind.Parent, Side.Maternal, Gender.Female, 24, "Mum"),
        ("dad", RelationshipKind.Parent, Side.Paternal, Gender.Male, 27, "Dad"),
        ("nan", RelationshipKind.Grandparent, Side.Maternal, Gender.Female, 48, "Nan"),
        ("grandad", RelationshipKind.Grandparent, Side.Maternal, Gender.Male, 51, "Grandad"),
        ("gran", RelationshipKind.Grandparent, Side.Paternal, Gender.Female, 53, "Gran"),
        ("pop", RelationshipKind.Grandparent, Side.Paternal, Gender.Male, 55, "Pop"),
        ("great-aunt", RelationshipKind.AuntUncle, Side.Maternal, Gender.Female, 56, null),
        ("aunt", RelationshipKind.AuntUncle, Side.Maternal, Gender.Female, 21, null),
        ("uncle", RelationshipKind.AuntUncle, Side.Maternal, Gender.Male, 29, null),
        ("aunt-in-law", RelationshipKind.AuntUncle, Side.Paternal, Gender.Female, 25, null),
        ("dads-brother", RelationshipKind.AuntUncle, Side.Paternal, Gender.Male, 31, null),
        ("cousin-1", RelationshipKind.Cousin, Side.Maternal, null, 8, null),
        ("cousin-2", RelationshipKind.Cousin, Side.Maternal, null, 2, null),
        ("cousin-3", RelationshipKind.Cousin, Side.Paternal, null, 10, null),
        ("cousin-4", RelationshipKind.Cousin, Side.Paternal, null, -1, null),
        ("step-dad", RelationshipKind.StepParent, Side.NotApplicable, Gender.Male, 28, null),
        ("half-brother", RelationshipKind.HalfSibling, Side.Paternal, Gender.Male, 9, null),
    ];

    /// <summary>The number of a child's family: that of its first child.</summary>
    public static int Number(int child) => IsPaired(child) && child % 4 == 1 ? child - 1 : child;

    /// <summary>The numbers of a child's siblings who have cases too: of every eight children two are siblings.</summary>
    public static IEnumerable<int> Siblings(int child) => !IsPaired(child) ? [] : child % 4 == 0 ? [child + 1] : [child - 1];

    /// <summary>The birth family of a child.</summary>
    public static IReadOnlyList<VolumePerson> Of(VolumeChance by, int child, DateOnly today)
    {
        int number = Number(child);
        var eldest = VolumeChild.Of(by, number, today).Child;
        var chance = by.Of($"family/{number}");
        string surname = eldest.Name[(eldest.Name.IndexOf(' ') + 1)..];
        string mothers = chance.Name.LastName();
        List<VolumePerson> family = [];
        foreach (var (key, kind, side, givenGender, older, word) in _members)
        {
            var gender = givenGender ?? chance.PickRandom(Gender.Female, Gender.Male);
            string first = chance.Name.FirstName(gender);
            string last = side == Side.Paternal ? surname : side == Side.Maternal && key != "cousin-2" ? mothers : chance.Name.LastName();
            var born = eldest.DateOfBirth!.Value.AddDays(-(365 * older) - chance.Random.Int(0, 1400));
            DateOnly? died = older >= 48 && key is not "nan" && chance.Random.Bool(0.15f) ? today.AddDays(-chance.Random.Int(600, 3000)) : null;
            family.Add(new(key, new()
            {
                Id = SeedIds.OfVolume(number, key),
                Name = $"{first} {last}",
                KnownAs = word is null || kind == RelationshipKind.Parent ? first : $"{word} {first}",
                Pronouns = gender == Gender.Female ? "she/her" : "he/him",
                DateOfBirth = born,
                Died = died,
            }, kind, side, word ?? (kind == RelationshipKind.AuntUncle ? $"{(gender == Gender.Female ? "Auntie" : "Uncle")} {first}" : first)));
        }
        return family;
    }

    private static bool IsPaired(int child) => child / 4 % 2 == 0 && child % 4 <= 1;
}
