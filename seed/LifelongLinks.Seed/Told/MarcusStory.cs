using LifelongLinks.Core;
using static LifelongLinks.Seed.Stories;

namespace LifelongLinks.Seed;

/// <summary>Marcus, 12, with his aunt. The South Team's case: none of the demo accounts oversees it.</summary>
internal static class MarcusStory
{
    private static readonly string _aunt = SeedIds.Of("marcus/yvonne");
    private static readonly string _grandad = SeedIds.Of("marcus/winston");
    private static readonly string _dad = SeedIds.Of("marcus/errol");

    public static Story On(DateOnly today)
    {
        Telling t = new(9, Marcus, today) { Coordinator = Cast.SouthCoordinator, SocialWorker = Cast.SouthSocialWorker };
        t.Bring(Cast.South);
        t.Bring(new Child
        {
            Id = Marcus,
            Name = "Marcus Bennett",
            KnownAs = "Marcus",
            Pronouns = "he/him",
            DateOfBirth = t.Born(12, 70),
            Reference = "S-0412",
            EnteredCareOn = t.Ago(290),
        });
        t.Person(_aunt, "Yvonne Bennett", "Yvonne", "she/her", t.Born(46));
        t.Person(_grandad, "Winston Bennett", "Winston", "he/him", t.Born(74), t.Ago(300));
        t.Person(_dad, "Errol Thompson", "Errol", "he/him", t.Born(41));
        t.Is(_aunt, RelationshipKind.AuntUncle, Side.Maternal, "Auntie Yvonne", Closeness.Close, since: t.Born(12, 70),
            last: t.Today);
        t.Is(_aunt, RelationshipKind.KinshipCarer, Side.Maternal, "Auntie Yvonne", Closeness.Close, since: t.Ago(290),
            last: t.Today, paid: true);
        t.Is(_grandad, RelationshipKind.SpecialGuardian, Side.Maternal, "Grandpa", Closeness.Close, since: t.Ago(2500),
            until: t.Ago(300), responsible: true);
        t.Is(_dad, RelationshipKind.Parent, Side.Paternal, "my dad", Closeness.Distant, Evidence.Verified, t.Born(12, 70),
            last: t.Ago(1900), responsible: true);
        string tie = t.Tie(_aunt, RelationshipKind.Other, _dad, closeness: Closeness.Distant, last: t.Ago(600));
        t.Restricts(RestrictionKind.Unassessed, RestrictionEffect.Caution, null,
            "They parted on bad terms; ask her first how she feels about it", t.Ago(80), tie: tie);
        t.Reach(_aunt, email: true, address: true);
        t.InTeam(Cast.SouthTeam, t.Ago(290));
        t.Oversees(Cast.SouthCoordinator, Role.Coordinator, t.Ago(120));
        t.Oversees(Cast.SouthSocialWorker, Role.SocialWorker, t.Ago(290));
        t.Oversees(Cast.SouthManager, Role.TeamManager, t.Ago(290));
        t.Lived(PlacementKind.WithParents, "mum", "With his mum", t.Ago(2900), t.Ago(2500),
            moved: "Mum was too ill to look after him");
        t.Lived(PlacementKind.KinshipCare, "yvonne", "At his aunt's", t.Ago(290), carer: _aunt);
        t.Lived(PlacementKind.School, "southgate", "Southgate School", t.Ago(480));
        t.Referred(Cast.SouthSocialWorker, t.Ago(120), "Grandpa has died and Marcus asks who is left.", "Grief.",
            "His aunt; the school's counsellor.", decided: t.Ago(116));
        t.ChildConsents(t.Ago(110), "At his aunt's, with the leaflet", [ConsentPurpose.Referral, ConsentPurpose.Search]);
        t.AuthorityConsents(t.Ago(111), [ConsentPurpose.Referral, ConsentPurpose.Search]);
        t.ChildConsents(t.Ago(60), "At his aunt's; he wants to wait until the memorial is over", [ConsentPurpose.Approach],
            ConsentState.Refused);
        string finding = t.FindingPlan(t.Ago(108), "Gently, and not in the week of the memorial.");
        t.Looks(finding, FindingSource.Family, "Ask Yvonne for Grandpa's address book", FindingStatus.UnderWay, whom: _dad);
        t.Showed(ActivityKind.Timeline, t.Ago(104), "Grandpa is the long bit in the middle.");
        t.Wishes(WishKind.Find, t.Ago(104), "I want to find my dad and tell him Grandpa died.", 5, _dad);
        t.Says(_aunt, t.Ago(60), "She turned her sewing room into my room.");
        t.Matters(_aunt, t.Ago(104), Circle.Inner, 5).Located(t.Ago(104)).Checked(t.Ago(102), DecisionOutcome.Cleared,
            "Approved as his carer")
            .ChildSaidYes(t.Ago(101));
        t.Matters(_dad, t.Ago(104), Circle.Outer, 4).Searched(t.Ago(100));
        t.Met(t.Ago(85), ContactMode.Card, [_dad], words: "No answer yet.", by: ContactStarter.Child);
        t.Reviewed(ReviewKind.ChildInCareReview, t.Ago(115), t.Ago(118), chair: Cast.SouthManager,
            decisions: "Lifelong Links to begin.", view: "OK.");
        t.Reviewed(ReviewKind.ChildInCareReview, t.Ago(118).AddMonths(6), chair: Cast.SouthManager);
        return t.Told;
    }
}
