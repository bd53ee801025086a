using Bogus;
using LifelongLinks.Core;
using Gender = Bogus.DataSets.Name.Gender;

namespace LifelongLinks.Seed;

/// <summary>Whom a child of the volume met on their way: carers, friends, neighbours, people who know people.</summary>
internal static class VolumeCircle
{
    private static readonly (string Key, RelationshipKind Kind, int Older)[] _members =
    [
        ("carer-1", RelationshipKind.FormerFosterCarer, 38), ("carer-1-partner", RelationshipKind.FormerFosterCarer, 40),
        ("carer-2", RelationshipKind.FormerFosterCarer, 30), ("carer-2-partner", RelationshipKind.FormerFosterCarer, 33),
        ("foster-sister", RelationshipKind.FosterSibling, 3), ("foster-brother", RelationshipKind.FosterSibling, -1),
        ("friend-1", RelationshipKind.Friend, 0), ("friend-2", RelationshipKind.Friend, 1), ("friend-3", RelationshipKind.Friend, 0),
        ("friend-4", RelationshipKind.Friend, 0), ("friends-mum", RelationshipKind.FamilyFriend, 26),
        ("mums-friend", RelationshipKind.FamilyFriend, 25), ("dads-friend", RelationshipKind.FamilyFriend, 28),
        ("neighbour", RelationshipKind.Neighbour, 45), ("godparent", RelationshipKind.Godparent, 27), ("mentor", RelationshipKind.Mentor, 18),
        ("visitor", RelationshipKind.IndependentVisitor, 30), ("key-worker", RelationshipKind.ResidentialWorker, 22),
        // These are known to others only: the way to them is a path.
        ("dads-workmate", RelationshipKind.Other, 29), ("grans-friend", RelationshipKind.Other, 54), ("lost", RelationshipKind.Other, 26),
        ("lost-friend", RelationshipKind.Other, 27),
    ];

    /// <summary>The people whom only others know.</summary>
    public static readonly IReadOnlyList<string> KnownToOthers = ["dads-workmate", "grans-friend", "lost", "lost-friend"];

    public static IReadOnlyList<VolumePerson> Of(Faker chance, VolumeChild child)
    {
        List<VolumePerson> circle = [];
        foreach (var (key, kind, older) in _members)
        {
            var gender = chance.PickRandom(Gender.Female, Gender.Male);
            string first = chance.Name.FirstName(gender);
            circle.Add(new(key, new()
            {
                Id = SeedIds.OfVolume(child.Number, key),
                Name = $"{first} {chance.Name.LastName()}",
                KnownAs = first,
                Pronouns = gender == Gender.Female ? "she/her" : "he/him",
                DateOfBirth = older < 10 || chance.Random.Bool()
                    ? child.Child.DateOfBirth!.Value.AddDays(-(365 * older) - chance.Random.Int(0, 300)) : null,
            }, kind, Side.NotApplicable, first));
        }
        return circle;
    }
}
