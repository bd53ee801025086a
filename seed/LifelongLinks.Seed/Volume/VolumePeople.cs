using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <content>Who is around the child, who knows whom, and where the child has lived.</content>
internal sealed partial class VolumeCase
{
    private void People()
    {
        t.Bring(workers.All);
        t.Bring(child.Child);
        // A sibling who comes later is a plain person until their own case is told; one told before is there.
        foreach (var sibling in siblings.Where(s => s.Number > child.Number))
        {
            t.BringAsPerson(sibling.Child);
        }
        foreach (var somebody in family.Concat(VolumeCircle.Of(chance, child)))
        {
            _people[somebody.Key] = somebody;
        }
        t.Bring(_people.Values.Select(p => p.Person));
    }

    private void Ties()
    {
        foreach (var somebody in _people.Values.Where(p => !VolumeCircle.KnownToOthers.Contains(p.Key)))
        {
            TieOf(somebody);
        }
        foreach (var sibling in siblings)
        {
            t.Is(sibling.Child.Id, RelationshipKind.Sibling, Side.Both, sibling.Child.KnownAs, Closeness.Close, since: Later(Born, sibling.Child.DateOfBirth!.Value),
                last: Ago(10, 200));
        }
        foreach (var teacher in workers.Teachers)
        {
            t.Is(teacher.Id, RelationshipKind.Teacher, closeness: Closeness.Some, since: Ago(100, 400), last: Ago(1, 20), paid: true);
        }
        t.Is(workers.FosterCarer.Id, RelationshipKind.FosterCarer, closeness: Pick(Closeness.Close, Closeness.Good), since: HomeSince, last: t.Today, paid: true);
        AmongThem();
        foreach (var somebody in _people.Values.Where(p => p.Person.Died is null))
        {
            if (chance.Random.Bool(0.3f))
            {
                t.Reach(somebody.Id, phone: true, email: chance.Random.Bool(0.3f), address: chance.Random.Bool(0.4f), since: Ago(100, 3000));
            }
        }
    }

    private void TieOf(VolumePerson somebody)
    {
        bool close = somebody.Key is "nan" or "friend-1" or "carer-1";
        var closeness = close ? Closeness.Close : Pick(Closeness.Good, Closeness.Some, Closeness.Some, Closeness.Distant, Closeness.Unknown);
        DateOnly since = somebody.Kind switch
        {
            RelationshipKind.FormerFosterCarer or RelationshipKind.FosterSibling => Entered.AddDays(chance.Random.Int(0, 100)),
            RelationshipKind.Friend or RelationshipKind.Mentor or RelationshipKind.IndependentVisitor or RelationshipKind.ResidentialWorker =>
                BeforePlan(chance.Random.Int(-100, 240)),
            _ => Born,
        };
        bool paid = somebody.Kind is RelationshipKind.ResidentialWorker or RelationshipKind.Mentor;
        t.Is(somebody.Id, somebody.Kind, somebody.Side, somebody.Word, closeness,
            somebody.Key is "mum" or "nan" ? Evidence.Verified : Pick(Evidence.Verified, Evidence.Verified, Evidence.Reported, Evidence.Inferred),
            since, until: somebody.Key is "foster-brother" or "visitor" && chance.Random.Bool() ? NoLater(since.AddDays(300)) : null,
            last: chance.Random.Bool(0.8f) ? Later(since, Ago(3, 1500)) : null, paid, responsible: somebody.Key == "mum");
    }

    // Ties of two, three and four hops: the child - Nan - Dad - his friend - whoever was lost sight of.
    private void AmongThem()
    {
        Knows("nan", RelationshipKind.Parent, "mum", Closeness.Close);
        Knows("grandad", RelationshipKind.Parent, "mum", Closeness.Good);
        Knows("nan", RelationshipKind.Partner, "grandad", Closeness.Close);
        Knows("great-aunt", RelationshipKind.Sibling, "nan", Closeness.Good);
        Knows("aunt", RelationshipKind.Sibling, "mum", Closeness.Some);
        Knows("uncle", RelationshipKind.Sibling, "mum", Closeness.Some);
        Knows("aunt", RelationshipKind.Parent, "cousin-1", Closeness.Close);
        Knows("uncle", RelationshipKind.Parent, "cousin-2", Closeness.Close);
        Knows("gran", RelationshipKind.Parent, "dad", Closeness.Good);
        Knows("pop", RelationshipKind.Parent, "dad", Closeness.Some);
        Knows("dads-brother", RelationshipKind.Sibling, "dad", Closeness.Some);
        Knows("dads-brother", RelationshipKind.Partner, "aunt-in-law", Closeness.Close);
        Knows("aunt-in-law", RelationshipKind.Parent, "cousin-3", Closeness.Close);
        Knows("aunt-in-law", RelationshipKind.Parent, "cousin-4", Closeness.Close);
        Knows("dad", RelationshipKind.Parent, "half-brother", Closeness.Some);
        Knows("step-dad", RelationshipKind.Partner, "mum", Closeness.Some);
        Knows("mums-friend", RelationshipKind.Friend, "mum", Closeness.Good);
        Knows("dads-friend", RelationshipKind.Friend, "dad", Closeness.Good);
        Knows("dads-workmate", RelationshipKind.Other, "dad", Closeness.Some);
        Knows("grans-friend", RelationshipKind.Friend, "gran", Closeness.Good);
        Knows("dads-workmate", RelationshipKind.Other, "lost", Closeness.Some);
        Knows("lost-friend", RelationshipKind.Friend, "lost", Closeness.Good);
        Knows("dads-friend", RelationshipKind.Friend, "lost-friend", Closeness.Distant);
        Knows("nan", RelationshipKind.Other, "dad", Closeness.Some);
        Knows("neighbour", RelationshipKind.Neighbour, "nan", Closeness.Some);
        Knows("friends-mum", RelationshipKind.Parent, "friend-1", Closeness.Close);
        Knows("carer-1", RelationshipKind.Partner, "carer-1-partner", Closeness.Close);
        Knows("carer-2", RelationshipKind.Partner, "carer-2-partner", Closeness.Close);
        Knows("carer-1", RelationshipKind.Other, "mum", Closeness.Distant);
        Knows("godparent", RelationshipKind.Friend, "mum", Closeness.Good);
        foreach (var sibling in siblings)
        {
            t.Tie(Id("mum"), RelationshipKind.Parent, sibling.Child.Id, Side.Maternal, closeness: Closeness.Some, evidence: Evidence.Verified,
                since: sibling.Child.DateOfBirth, last: Ago(10, 300));
        }
    }

    private void Knows(string who, RelationshipKind kind, string whom, Closeness closeness) =>
        t.Tie(Id(who), kind, Id(whom), closeness: closeness, evidence: Pick(Evidence.Verified, Evidence.Reported, Evidence.Reported, Evidence.Inferred),
            since: Ago(2500, 6000), last: chance.Random.Bool(0.85f) ? Ago(2, 900) : null);

    private DateOnly HomeSince => BeforePlan(120 + (child.PlanDays % 90));

    private void Care()
    {
        t.InTeam(workers.Team.Id, Entered);
        t.Oversees(workers.SocialWorker.Id, Role.SocialWorker, Later(Entered, BeforePlan(600)));
        t.Oversees(workers.TeamManager.Id, Role.TeamManager, Entered);
        t.Oversees(workers.ReviewingOfficer.Id, Role.IndependentReviewingOfficer, Entered);
        t.Oversees(workers.Coordinator.Id, Role.Coordinator, Referred.AddDays(7));
        t.Oversees(workers.FosterCarer.Id, Role.FosterCarer, HomeSince);
        if (workers.PersonalAdviser is { } adviser)
        {
            t.Oversees(adviser.Id, Role.PersonalAdviser, Later(Entered, Born.AddYears(16)));
            t.Is(adviser.Id, RelationshipKind.PersonalAdviser, closeness: Closeness.Some, since: Later(Entered, Born.AddYears(16)), last: Ago(1, 30), paid: true);
        }
        Homes();
    }

    private void Homes()
    {
        int days = HomeSince.DayNumber - Entered.DayNumber;
        int earlier = Math.Min(3, days / 120);
        var from = Entered;
        for (int home = 1; home <= earlier; home++)
        {
            var until = home == earlier ? HomeSince : from.AddDays(days / earlier);
            string? carer = home <= 2 ? Id($"carer-{home}") : null;
            t.Lived(carer is null ? PlacementKind.ChildrensHome : PlacementKind.FosterCare, $"volume-{child.Number}-{home}",
                chance.Address.StreetName(), from, until, carer, Pick(VolumeWords.Moves));
            from = until;
        }
        t.Lived(_age >= 18 ? PlacementKind.StayingPut : PlacementKind.FosterCare, $"volume-home-{workers.FosterCarer.Subject}", chance.Address.StreetName(),
            earlier == 0 ? Entered : HomeSince, carer: workers.FosterCarer.Id);
        t.Lived(PlacementKind.School, $"volume-{workers.School}", workers.School, Later(Entered, BeforePlan(300)));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private DateOnly NoLater(DateOnly day) => t.NoLaterThanToday(day);
}
