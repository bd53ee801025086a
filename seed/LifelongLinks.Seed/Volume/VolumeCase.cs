using Bogus;
using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <summary>The case of one child of the volume, told from the people around them to the plan and its reviews.</summary>
internal sealed partial class VolumeCase(
    Telling t, Faker chance, VolumeChild child, IReadOnlyList<VolumePerson> family, IReadOnlyList<VolumeChild> siblings, VolumeWorkers workers)
{
    private readonly Dictionary<string, VolumePerson> _people = [];
    private readonly DateOnly _planned = t.Ago(child.PlanDays);
    private readonly int _age = child.Age(t.Today);

    // The ages of the case, in days before the plan was agreed.
    private DateOnly Referred => BeforePlan(200);
    private DateOnly Consented => BeforePlan(185);
    private DateOnly Mapped => BeforePlan(170);
    private DateOnly ConferencePlanned => BeforePlan(50);
    private DateOnly ConferenceHeld => BeforePlan(14);

    private DateOnly Entered => child.Child.EnteredCareOn!.Value;
    private DateOnly Born => child.Child.DateOfBirth!.Value;

    public void Tell()
    {
        People();
        Ties();
        Care();
        Consents();
        Finding();
        WhatTheChildShows();
        var joined = WhoMatters();
        Plan(joined);
        WhatWasSetRight();
    }

    private void WhatWasSetRight()
    {
        t.TookForOne(Id("uncle"), Id("dads-brother"), Mapped.AddDays(10), Mapped.AddDays(30), "Two uncles were taken for one.");
        if (t.Told.Changes.Nodes.OfType<Contact>().FirstOrDefault() is { } contact)
        {
            t.SetRight(contact with { On = contact.On.AddDays(-1) }, t.NoLaterThanToday(contact.On.AddDays(3)), "It was a day later.");
        }
    }

    private string Id(string key) => _people[key].Id;

    private DateOnly BeforePlan(int days) => _planned.AddDays(-days);

    /// <summary>A day at least so many and at most so many days ago.</summary>
    private DateOnly Ago(int least, int most) => t.Ago(chance.Random.Int(least, most));

    private T Pick<T>(params T[] from) => chance.PickRandom(from);
}
