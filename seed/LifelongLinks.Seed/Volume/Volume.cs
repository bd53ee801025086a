namespace LifelongLinks.Seed;

/// <summary>
/// Children without number, each with a live case: to show and to measure with as many as an authority has. Nobody is real. A child is the
/// same for the same seed and day, however many others there are.
/// </summary>
/// <param name="seed">What chance starts from.</param>
/// <param name="today">The day around which the cases are laid out.</param>
public sealed class Volume(int seed, DateOnly today)
{
    private readonly VolumeChance _chance = new(seed);

    /// <summary>The case of the nth child, from 0; to be saved after those before, of whom a sibling may be one.</summary>
    public Story Child(int number)
    {
        VolumeCast cast = new(_chance);
        var child = VolumeChild.Of(_chance, number, today);
        var family = VolumeFamily.Of(_chance, number, today);
        var siblings = VolumeFamily.Siblings(number).Select(n => VolumeChild.Of(_chance, n, today)).ToList();
        VolumeWorkers workers = new(cast, number, child.Age(today));
        var chance = _chance.Of($"case/{number}");
        Telling t = new(nth => SeedIds.OfVolume(number, nth), child.Child.Id, today, chance)
        {
            Coordinator = workers.Coordinator.Id,
            SocialWorker = workers.SocialWorker.Id,
        };
        VolumeCase told = new(t, chance, child, family, siblings, workers);
        told.Tell();
        return t.Told;
    }

    /// <summary>Id of the nth child, from 0.</summary>
    public static string ChildId(int number) => SeedIds.OfVolume(number, "child");
}
