using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <content>What came of each promise: mostly kept, some late, some missed, a few excused; and what happened unplanned.</content>
internal sealed partial class VolumeCase
{
    private const int ContactsOfChild = 120;
    private const int MostPlanned = 112;
    private int _contacts;

    private void Promise(string plan, VolumePerson who, Cadence cadence, DateOnly starts, ContactMode mode, string words)
    {
        var supports = chance.Random.ListItems([.. Enum.GetValues<SupportKind>()], chance.Random.Int(1, 2));
        bool helped = mode is ContactMode.InPerson or ContactMode.Outing && chance.Random.Bool(0.3f);
        IReadOnlyList<string> helpers = helped ? [Pick(workers.SocialWorker.Id, workers.FosterCarer.Id)] : [];
        var promise = t.Promises(plan, [who.Id], words, mode, cadence, starts, [.. supports],
            helped ? Supervision.Facilitated : Supervision.Unsupervised, helpers);
        // One in eight stops keeping it after a while.
        bool lapses = chance.Random.Bool(0.125f);
        var lapse = lapses ? Ago(20, 200) : DateOnly.MaxValue;
        foreach (var period in cadence.Periods(starts).TakeWhile(p => p.Opens <= t.Today))
        {
            for (int time = 0; time < (cadence.Times ?? 1); time++)
            {
                Occasion(promise.Id, who, cadence, period, mode, helpers, period.Due > lapse ? 0.1f : 0.87f);
            }
        }
    }

    private void Occasion(string commitment, VolumePerson who, Cadence cadence, Period period, ContactMode mode, IReadOnlyList<string> helpers, float kept)
    {
        float how = chance.Random.Float();
        int length = period.Due.DayNumber - period.Opens.DayNumber;
        if (how < kept + 0.06f && _contacts < MostPlanned)
        {
            var on = how < kept ? period.Opens.AddDays(chance.Random.Int(0, length)) : period.Due.AddDays(chance.Random.Int(1, cadence.DefaultGrace));
            if (on <= t.Today)
            {
                Met(on, mode, who, [commitment], helpers);
            }
        }
        else if (how > 0.97f && cadence.Times is null or 1 && period.Due < t.Today)
        {
            t.Excuses(commitment, period.Due, Pick(Enum.GetValues<ExcuseReason>()), Pick(VolumeWords.Excuses));
        }
    }

    private void Unplanned(List<VolumePerson> joined)
    {
        // Those who promised once a year or once are in touch only then.
        VolumePerson[] whoever = [.. joined.Take(3), _people["friend-1"], _people["friend-2"]];
        while (_contacts < ContactsOfChild)
        {
            Met(NoLater(_planned.AddDays(chance.Random.Int(0, child.PlanDays))), Pick(ContactMode.Message, ContactMode.PhoneCall, ContactMode.InPerson, ContactMode.Outing),
                chance.PickRandom(whoever), [], []);
        }
    }

    private void Met(DateOnly on, ContactMode mode, VolumePerson who, IReadOnlyList<string> fulfils, IReadOnlyList<string> helpers)
    {
        _contacts++;
        int? feeling = chance.Random.Bool(0.5f) ? chance.Random.Int(2, 5) : null;
        string? words = feeling is not null && chance.Random.Bool(0.3f) ? Pick(VolumeWords.Afterwards) : null;
        bool needed = helpers.Count > 0 && chance.Random.Bool(0.7f);
        var by = needed ? ContactStarter.Worker : chance.Random.Bool(0.75f) ? ContactStarter.Person : ContactStarter.Child;
        t.Met(on, mode, [who.Id], fulfils, chance.Random.Bool(0.6f), feeling, words, needed ? helpers : [], by);
    }
}
