using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <content>The conference, five promises of every kind of cadence, and the reviews.</content>
internal sealed partial class VolumeCase
{
    private void Plan(List<VolumePerson> joined)
    {
        string conference = t.Conference(ConferencePlanned, ConferenceHeld, Pick(VolumeWords.Places), Pick(VolumeWords.Choices), ConferenceHeld);
        foreach (var somebody in joined)
        {
            bool afar = chance.Random.Bool(0.15f);
            t.Invites(conference, somebody.Id, afar ? InvitationAnswer.FromAfar : InvitationAnswer.Accepted, chance.Random.Bool(0.95f));
        }
        if (chance.Random.Bool(0.3f))
        {
            t.Invites(conference, Id("mum"), InvitationAnswer.Declined, false);
        }
        string plan = t.Plan(conference, ConferenceHeld.AddDays(1), _planned, "Everybody who promises was met and checked.",
            _age >= 16 ? [PlanIntegration.CarePlan, PlanIntegration.PathwayPlan] : [PlanIntegration.CarePlan]);
        int nth = 0;
        foreach (var (cadence, starts, mode, words) in Cadences())
        {
            // Seldom somebody promises twice: when not five could.
            Promise(plan, joined[nth++ % joined.Count], cadence, starts, mode, words);
        }
        Unplanned(joined);
        Reviews(plan);
        if (child.Number % 3 == 0)
        {
            t.HasCalendar(joined[0].Id, _planned);
        }
    }

    // What adds up to about a hundred occasions, whichever of a kind it is.
    private IEnumerable<(Cadence Cadence, DateOnly Starts, ContactMode Mode, string Words)> Cadences()
    {
        var often = Pick(Cadence.Periodic(1, 1, CadenceUnit.Week), Cadence.Periodic(1, 7, CadenceUnit.Day), Cadence.Periodic(2, 2, CadenceUnit.Week));
        yield return (often, t.Ago(7 * chance.Random.Int(54, 57)), Pick(ContactMode.PhoneCall, ContactMode.Message, ContactMode.VideoCall), "I'll ring or write every week.");
        var regular = Pick(Cadence.Periodic(1, 2, CadenceUnit.Week), Cadence.Periodic(2, 1, CadenceUnit.Month), Cadence.Periodic(1, 16, CadenceUnit.Day));
        yield return (regular, _planned.AddDays(chance.Random.Int(1, 14)), Pick(ContactMode.VideoCall, ContactMode.InPerson, ContactMode.PhoneCall), "Every other week, whatever happens.");
        var seldom = Pick(Cadence.Periodic(1, 1, CadenceUnit.Month), Cadence.Periodic(3, 3, CadenceUnit.Month), Cadence.Periodic(1, 6, CadenceUnit.Week),
            Cadence.Periodic(4, 1, CadenceUnit.Year));
        yield return (seldom, _planned.AddDays(chance.Random.Int(1, 20)), Pick(ContactMode.InPerson, ContactMode.Outing, ContactMode.OvernightStay), "A proper day together.");
        yield return (Cadence.Yearly(Born.Month, Born.Day), _planned, Pick(ContactMode.Card, ContactMode.Gift, ContactMode.Letter), "Something each birthday.");
        var once = t.Ago(chance.Random.Int(-100, 300));
        yield return (Cadence.Once(once), _planned, Pick(ContactMode.Holiday, ContactMode.FamilyEvent), "A few days away together.");
    }

    private void Reviews(string plan)
    {
        var due = Entered.AddDays(28);
        for (int nth = 1; ; nth++)
        {
            var next = due.AddMonths(nth == 1 ? 3 : 6);
            bool isLast = next > t.Today;
            // The latest may have been left undone: it is overdue.
            var held = NoLater(due.AddDays(chance.Random.Int(-10, 12)));
            bool wasHeld = due <= t.Today && !(isLast && chance.Random.Bool(0.1f));
            if (due > BeforePlan(200))
            {
                t.Reviewed(ReviewKind.ChildInCareReview, due, wasHeld ? held : null, held > _planned ? plan : null, workers.ReviewingOfficer.Id,
                    wasHeld ? "Stay; seeing the family goes on as planned." : null, wasHeld ? Pick(VolumeWords.Views) : null);
            }
            if (due > t.Today)
            {
                break;
            }
            due = next;
        }
        var half = ConferenceHeld.AddMonths(6);
        if (chance.Random.Bool(0.1f))
        {
            t.Reviewed(ReviewKind.LifelongLinksReview, half, plan: plan, chair: t.Coordinator);
            return;
        }
        var met = half.AddDays(chance.Random.Int(-7, 10));
        t.Reviewed(ReviewKind.LifelongLinksReview, half, met, plan, t.Coordinator, "All promises continue.", Pick(VolumeWords.Views), Stood(met));
        t.Reviewed(ReviewKind.LifelongLinksReview, met.AddYears(1), plan: plan, chair: t.Coordinator);
    }

    // As the rules have it on the day, over what has been told so far.
    private FrozenMetrics Stood(DateOnly on)
    {
        var told = t.Told.Changes;
        var @case = Case.From(new(told.Nodes.ToDictionary(n => n.Id), told.Edges, new HashSet<string>()), t.Child)!;
        return Adherences.Frozen(Adherences.Of(@case, on));
    }
}
