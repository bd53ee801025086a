using Bogus;
using Gender = Bogus.DataSets.Name.Gender;

namespace LifelongLinks.Seed;

/// <summary>
/// What is left to chance in the volume. It starts anew for each child, family and worker, from the seed and their key: so nobody is
/// different because somebody else is there. Not for two threads at once.
/// </summary>
internal sealed class VolumeChance(int seed)
{
    // Making a Faker takes longer than telling a child.
    private readonly Faker _faker = new("en_GB");

    /// <summary>The chance of what has a key, until that of another is asked for.</summary>
    public Faker Of(string key)
    {
        _faker.Random = new Randomizer(Mixed(key));
        return _faker;
    }

    /// <summary>A full name for a key. Nothing else may be asked of chance in between.</summary>
    public string NameOf(string key)
    {
        var faker = Of(key);
        return $"{faker.Name.FirstName(faker.PickRandom(Gender.Female, Gender.Male))} {faker.Name.LastName()}";
    }

    // FNV-1a over the key, begun with the seed: the same on every machine, which string.GetHashCode is not.
    private int Mixed(string key)
    {
        uint hash = 2166136261;
        for (int shift = 0; shift < 32; shift += 8)
        {
            hash = (hash ^ (byte)(seed >> shift)) * 16777619;
        }
        foreach (char c in key)
        {
            hash = (hash ^ c) * 16777619;
        }
        return (int)(hash & 0x7FFFFFFF);
    }
}
