using LifelongLinks.Core;
using static LifelongLinks.Seed.Stories;

namespace LifelongLinks.Seed;

/// <content>What Amara's family promised at the conference, and what came of it in a year and a bit.</content>
internal static partial class AmaraStory
{
    private static void Plan(Telling t)
    {
        string conference = t.Conference(t.Ago(450), t.Ago(420), "Hill Top Community Centre",
            "Jollof, Afrobeats, Zee as her person to sit next to; she opens it herself.", t.Ago(420));
        t.Invites(conference, AmarasNan, InvitationAnswer.Accepted, true);
        t.Invites(conference, AmarasFormerCarer, InvitationAnswer.Accepted, true);
        t.Invites(conference, AmarasAunt, InvitationAnswer.FromAfar, true);
        t.Invites(conference, AmarasMum, InvitationAnswer.Declined, false);
        t.Invites(conference, AmarasGreatAunt, InvitationAnswer.FromAfar, true);
        string plan = t.Plan(conference, t.Ago(419), t.Ago(408),
            "Everybody who promises was met and checked. Seeing Mum is always with Daniel or Maureen in the room, as Amara asked.", PlanIntegration.CarePlan);
        t.Met(t.Ago(455), ContactMode.InPerson, [AmarasNan], feeling: 5, words: "She smells the same.",
            needed: [Cast.Coordinator], by: ContactStarter.Worker);
        t.Met(t.Ago(420), ContactMode.FamilyEvent, [AmarasNan, AmarasFormerCarer], feeling: 5, words: "All of them came for me.");
        t.Met(t.Ago(128), ContactMode.Outing, [Kofi], feeling: 5, words: "We fed the ducks and he beat me at crazy golf.",
            needed: [Cast.FosterCarer], by: ContactStarter.Worker);

        var nan = NanRings(t, plan);
        var mags = MagsSeesHer(t, plan);
        var efua = EfuaCalls(t, plan);
        var card = TheBirthdayCard(t, plan);
        var holiday = t.Promises(plan, [AmarasFormerCarer, _pat], "A week in the caravan at Whitby with the dog.",
            ContactMode.Holiday,
            Cadence.Once(t.Ago(150)), t.Ago(150), [SupportKind.Companionship], ends: t.Ago(143)).WentOn(t.Ago(150), t.Ago(150),
                feeling: 5, words: "Best week of the year!!");
        var mentor = t.Promises(plan, [AmarasMentor], "Homework, options, what comes next: once a month.", ContactMode.InPerson,
                Cadence.Periodic(1, 1, CadenceUnit.Month), t.MonthsAgo(8, 12), [SupportKind.Informational])
            .Went("KKKKKK MM", (start, _) => start.AddDays(24));
        var mum = t.Promises(plan, [AmarasMum], "I will come four times a year, and I will say so if I am not well enough.",
            ContactMode.InPerson,
                Cadence.Periodic(1, 3, CadenceUnit.Month), t.MonthsAgo(12, 40), [SupportKind.Emotional], Supervision.Supervised,
                    [Cast.SocialWorker])
            .Said(0, 3, "A bit awkward but she plaited my hair.").Said(2, 4, "We laughed this time.").Said(3, 4)
            .Went("KELK", (start, _) => start.AddDays(30), late: 5, needed: _ => [Cast.SocialWorker],
                excuses: (ExcuseReason.ChildDeclined, "Amara had exams and asked to leave it this time"));
        t.Met(t.Ago(75), ContactMode.Message, [AmarasAunt], answered: true, feeling: 4,
            words: "She sent me a video of her dancing at work.");
        Reviews(t, plan, [nan, mags, efua, card, holiday, mentor, mum]);
    }

    // 57 weeks were due: 46 kept, 3 late, 5 missed, 3 excused. The last call was ten days ago, on the day of the week that Nan keeps.
    private static Telling.Promise NanRings(Telling t, string plan)
    {
        var last = t.Ago(10);
        return t.Promises(plan, [AmarasNan], $"I'll ring my girl every {Telling.DayName(last)} after church or tea.",
            ContactMode.PhoneCall,
                Cadence.Periodic(1, 1, CadenceUnit.Week), last.AddDays((-7 * 55) - 6), [SupportKind.Emotional])
            .Said(0, 5, "She actually rang!").Said(42, 4, "She said sorry for forgetting. It's OK.").Said(55, 5,
                "We talked for an hour about Kofi.")
            .Went("KKKKKKKKMKKK LKKKKKKKMKKKKKKE KKKKKMKKMKKKLM KKKKLKEKKKKKKKE", excuses:
            [
                (ExcuseReason.ChildDeclined, "Away with school in Wales and wanted her phone off"),
                (ExcuseReason.ServiceFailure, "The home's line was cut off and nobody had passed on the new number"),
                (ExcuseReason.Illness, "Nan had the flu"),
            ]);
    }

    // 13 months were due: 10 kept, 1 late, 1 missed, 1 excused. The last visit was thirty days ago.
    private static Telling.Promise MagsSeesHer(Telling t, string plan) =>
        t.Promises(plan, [AmarasFormerCarer], "Once a month: the dog, a roast, and whatever she feels like.",
            ContactMode.InPerson,
                Cadence.Periodic(1, 1, CadenceUnit.Month), t.MonthsAgo(13, 12), [SupportKind.Companionship,
                    SupportKind.Emotional],
                Supervision.Facilitated, [Cast.FosterCarer])
            .Said(0, 5, "My height is still on their door frame.").Said(7, 3,
                "She didn't come last month and I thought she'd forgotten me.").Said(12, 5)
            .Went("KKKLKKMKKEKKK", (start, due) => start <= t.Ago(30) && t.Ago(30) <= due ? t.Ago(30) : start.AddDays(15),
                late: 4,
                needed: n => n % 2 == 0 ? [Cast.FosterCarer] : [],
                excuses: (ExcuseReason.ServiceFailure, "The driver was booked for the wrong day"));

    // 28 fortnights were due: 24 kept, 1 late, 2 missed, 1 excused. The last call was nine days ago.
    private static Telling.Promise EfuaCalls(Telling t, string plan) =>
        t.Promises(plan, [AmarasAunt], "Video call every other week; I'll show her the family albums.", ContactMode.VideoCall,
                Cadence.Periodic(1, 2, CadenceUnit.Week), t.Ago(5 + (14 * 27) + 13), [SupportKind.Identity],
                    helpers: [Cast.SocialWorker])
            .Said(3, 5, "I saw a picture of Mum when she was my age.").Said(25, 2, "I was cross she missed so many.")
            .Went("KKKKKMKKKKKKKKKLKKKKKKMKEKKK", (_, due) => due.AddDays(-4), late: 3,
                needed: n => n < 3 ? [Cast.SocialWorker] : [],
                excuses: (ExcuseReason.ChildDeclined, "Amara went to Zee's birthday instead"));

    private static Telling.Promise TheBirthdayCard(Telling t, string plan)
    {
        var born = t.Born(14);
        var birthday = Days.Attains(born, 14);
        return t.Promises(plan, [AmarasGreatAunt], "A card from Accra each birthday, with a story about the family in it.",
            ContactMode.Card,
                Cadence.Yearly(born.Month, born.Day), t.Ago(400), [SupportKind.Identity])
            .WentOn(birthday, birthday.AddDays(-2), feeling: 4, words: "She wrote my name the way you say it.");
    }

    private static void Reviews(Telling t, string plan, IReadOnlyList<Telling.Promise> promises)
    {
        DateOnly[] held = [t.MonthsAgo(22, 9), t.MonthsAgo(16, 16), t.MonthsAgo(10, 2), t.MonthsAgo(4, 9)];
        var due = t.MonthsAgo(22, 6);
        foreach (var on in held)
        {
            t.Reviewed(ReviewKind.ChildInCareReview, due, on, on > t.Ago(408) ? plan : null,
                decisions: "Stay with Maureen; seeing Nan and Mags goes on as planned.",
                view: "I want Kofi to be talked about each time, not at the end.");
            due = on.AddMonths(6);
        }
        t.Reviewed(ReviewKind.ChildInCareReview, due, plan: plan);

        var reviewDue = t.Ago(420).AddMonths(6);
        var reviewHeld = reviewDue.AddDays(-2);
        t.Reviewed(ReviewKind.LifelongLinksReview, reviewDue, reviewHeld, plan, Cast.Coordinator,
            "All promises continue; Tunde has begun his monthly visits; the search for Dad goes on, through Nan.",
            "It's working. I want to go slower with Mum and faster with Dad.", Telling.Stood(reviewHeld, promises),
            decided: [.. promises.Select(p => new CommitmentDecided(p.Id, CommitmentDecision.Continue, "It is kept, and Amara wants it"))]);
        t.Reviewed(ReviewKind.LifelongLinksReview, reviewHeld.AddYears(1), plan: plan, chair: Cast.Coordinator);
    }
}
