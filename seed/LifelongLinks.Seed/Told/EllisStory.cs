using LifelongLinks.Core;
using static LifelongLinks.Seed.Stories;

namespace LifelongLinks.Seed;

/// <summary>Ellis, 15, who said "not now" and took back their consent twenty days ago: nothing goes on until they say so.</summary>
internal static class EllisStory
{
    private static readonly string _jo = SeedIds.Of("ellis/jo");
    private static readonly string _finn = SeedIds.Of("ellis/finn");
    private static readonly string _carer = SeedIds.Of("ellis/pam");
    private static readonly string _adoptiveMother = SeedIds.Of("ellis/fiona");
    private static readonly string _craig = SeedIds.Of("ellis/craig");

    public static Story On(DateOnly today)
    {
        Telling t = new(8, Ellis, today);
        t.Bring(new Child
        {
            Id = Ellis,
            Name = "Ellis Doherty",
            KnownAs = "Ellis",
            Pronouns = "they/them",
            DateOfBirth = t.Born(15, 45),
            Reference = "N-1063",
            EnteredCareOn = t.Ago(1500),
            FormerNames = ["Ellie Doherty"],
        });
        t.Person(EllissGrandad, "Ronald Doherty", "Ron", "he/him", t.Born(70));
        t.Person(_jo, "Josephine Walsh", "Jo", "she/her", t.Born(44));
        t.Person(_finn, "Finn Harper", "Finn", "he/him", t.Born(18, 200));
        t.Person(_carer, "Pamela Greene", "Pam", "she/her", t.Born(59));
        t.Person(_adoptiveMother, "Fiona Harper", "Fiona", "she/her", t.Born(51));
        t.Person(_craig, "Craig Lowe", pronouns: "he/him");
        t.Is(EllissGrandad, RelationshipKind.Grandparent, Side.Maternal, "Grandad Ron", Closeness.Close, since: t.Born(15, 45));
        t.Is(_jo, RelationshipKind.FamilyFriend, word: "Auntie Jo", since: t.Ago(2000));
        t.Is(_finn, RelationshipKind.StepSibling, word: "Finn", closeness: Closeness.Some, since: t.Ago(3000), last: t.Ago(700));
        t.Is(_adoptiveMother, RelationshipKind.AdoptiveParent, word: "Fiona", closeness: Closeness.Distant, since: t.Ago(4200),
            until: t.Ago(1500));
        t.Is(_carer, RelationshipKind.FosterCarer, word: "Pam", since: t.Ago(125), last: t.Today, paid: true);
        t.Reach(EllissGrandad, address: true);
        t.Reach(_jo, email: true);
        t.OverseenInTheNorth(t.Ago(330));
        t.Lived(PlacementKind.PlacedForAdoption, "harper", "With the Harpers", t.Ago(4400), t.Ago(4200), _adoptiveMother,
            "The adoption order was made");
        t.Lived(PlacementKind.FosterCare, "lister", "Oakfield", t.Ago(1500), t.Ago(125),
            moved: "They asked to move after a hard year");
        t.Lived(PlacementKind.FosterCare, "greene", "Station Road", t.Ago(125), carer: _carer);
        t.Lived(PlacementKind.School, "oakfield-high", "Oakfield High School", t.Ago(1500));
        Process(t);
        Plan(t);
        return t.Told;
    }

    private static void Process(Telling t)
    {
        t.Referred(Cast.SocialWorker, t.Ago(310), "Ellis wanted Grandad back in their life.", "Being asked too much at once.",
            "Their own pace; a text before each call.", decided: t.Ago(304));
        ConsentPurpose[] kept = [ConsentPurpose.Referral, ConsentPurpose.Search, ConsentPurpose.Approach, ConsentPurpose.Contact,
            ConsentPurpose.AttendConference];
        t.ChildConsents(t.Ago(300), "On a walk with the dog; Ellis wrote their own version of the notice", kept,
            withdrawn: t.Ago(20));
        t.ChildConsents(t.Ago(300), "On a walk with the dog, for half a year at first", [ConsentPurpose.ShareInformation],
            expires: t.Ago(117));
        t.AuthorityConsents(t.Ago(301), [.. kept, ConsentPurpose.ShareInformation]);
        string finding = t.FindingPlan(t.Ago(296), "Two families, and not everybody speaks to everybody.");
        t.Looks(finding, FindingSource.Records, "The adoption file, with the agency's leave", done: t.Ago(280),
            found: "Ron Doherty's letters, never passed on", whom: EllissGrandad);
        t.Looks(finding, FindingSource.Family, "Ask Finn", FindingStatus.Planned, whom: _finn);
        t.Showed(ActivityKind.TreeOfLife, t.Ago(290), "I've got two trunks.");
        t.Wishes(WishKind.See, t.Ago(290), "I want to see Grandad Ron.", 5, EllissGrandad, t.Ago(220));
        t.Says(EllissGrandad, t.Ago(90), "He never got my pronouns wrong twice. He loves me.");
        t.Matters(EllissGrandad, t.Ago(290), Circle.Inner, 5).CameForward(t.Ago(275)).Invited(t.Ago(235));
        t.Matters(_jo, t.Ago(285), Circle.Middle, 3).CameForward(t.Ago(270)).Invited(t.Ago(235));
        t.Matters(_finn, t.Ago(285), Circle.Outer, 2);
        t.Matters(_craig, t.Ago(280), Circle.Outer, 1, ended: t.Ago(240)).Located(t.Ago(260));
        t.Met(t.Ago(220), ContactMode.InPerson, [EllissGrandad], feeling: 5, words: "He kept every drawing.",
            needed: [Cast.Coordinator], by: ContactStarter.Worker);
        t.Fares(MeasureKind.Belonging, "Ellis", (t.Ago(290), 2), (t.Ago(60), 3));
    }

    // 18 times and 5 months were due: 14 kept, 1 late, 1 missed, 2 cancelled; 2 kept, 2 excused, 1 cancelled.
    private static void Plan(Telling t)
    {
        string conference = t.Conference(t.Ago(240), t.Ago(195), "Grandad's allotment", "Outside. Chips. Leave when I say.",
            t.Ago(195));
        t.Invites(conference, EllissGrandad, InvitationAnswer.Accepted, true);
        t.Invites(conference, _jo, InvitationAnswer.Accepted, true);
        string plan = t.Plan(conference, t.Ago(192), t.Ago(186),
            "Ron and Jo were met at home; Ellis can stop at any time and Pam knows how to tell us.", PlanIntegration.CarePlan);
        var ron = t.Promises(plan, [EllissGrandad], "A message every ten days or so, even if it's only about the beans.",
            ContactMode.Message,
                Cadence.Periodic(1, 10, CadenceUnit.Day), t.Ago(4 + (10 * 17) + 9), [SupportKind.Emotional])
            .Said(15, 3, "I didn't know what to say back.")
            .Went("KKKKKMKKKKLKKKKK CC", late: 3, answered: true);
        var jo = t.Promises(plan, [_jo], "I'll send the daft photos once a month.", ContactMode.Message, Cadence.Periodic(1, 1,
            CadenceUnit.Month), t.MonthsAgo(5, 12),
                [SupportKind.Companionship])
            .Went("KEEK C", answered: true, excuses:
            [
                (ExcuseReason.PlacementMove, "The week Ellis moved to Pam's"),
                (ExcuseReason.Safety, "Somebody else had Ellis's phone; everybody was asked to wait"),
            ]);
        t.Reviewed(ReviewKind.ChildInCareReview, t.MonthsAgo(3), t.MonthsAgo(3, 6), plan,
            decisions: "The plan goes on at Ellis's pace.", view: "It's a lot.", metrics: Telling.Stood(t.MonthsAgo(3, 6), ron,
            jo));
        t.Reviewed(ReviewKind.ChildInCareReview, t.MonthsAgo(3, 6).AddMonths(6), plan: plan);
        t.Reviewed(ReviewKind.LifelongLinksReview, t.Ago(195).AddMonths(6), plan: plan, chair: Cast.Coordinator);
    }
}
