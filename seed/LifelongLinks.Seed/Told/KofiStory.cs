using LifelongLinks.Core;
using static LifelongLinks.Seed.Stories;

namespace LifelongLinks.Seed;

/// <summary>Kofi, 9, Amara's brother, in another town. His conference is planned; he has not seen his sister for four months.</summary>
internal static class KofiStory
{
    private static readonly string _carer = SeedIds.Of("kofi/sian");
    private static readonly string _stepDad = SeedIds.Of("kofi/step-dad");
    private static readonly string _greatGran = SeedIds.Of("kofi/great-gran");

    /// <summary>Kofi himself, whom Amara names before his own story is told.</summary>
    public static Child Child(Telling t) => new()
    {
        Id = Kofi,
        Name = "Kofi Osei",
        KnownAs = "Kofi",
        Pronouns = "he/him",
        DateOfBirth = t.Born(9),
        Reference = "N-1042",
        EnteredCareOn = t.Ago(2192),
    };

    public static Story On(DateOnly today)
    {
        Telling t = new(2, Kofi, today);
        t.Bring(Child(t));
        People(t);
        t.OverseenInTheNorth(t.Ago(760));
        t.Lived(PlacementKind.FosterCare, "harlow", "Westbrook", t.Ago(2192), t.Ago(2150),
            moved: "A first home for six weeks, until a longer one was found");
        t.Lived(PlacementKind.FosterCare, "doyle", "Castleford Road", t.Ago(2150), t.Ago(1240), AmarasFormerCarer,
            "Pat was ill and they had to stop fostering");
        t.Lived(PlacementKind.FosterCare, "hughes", "Llanbrook", t.Ago(1240), carer: _carer);
        t.Lived(PlacementKind.School, "llanbrook-primary", "Llanbrook Primary School", t.Ago(1240));

        t.Referred(Cast.SocialWorker, t.Ago(190), "Kofi asks for his sister at bedtime. He hardly knows the rest of his family.",
            "He worries when plans change.",
            "Pictures of what happens next, and Sian beside him.", decided: t.Ago(184));
        ConsentPurpose[] all =
            [ConsentPurpose.Referral, ConsentPurpose.Search, ConsentPurpose.Approach, ConsentPurpose.ShareInformation,
                ConsentPurpose.Contact, ConsentPurpose.AttendConference];
        t.ChildConsents(t.Ago(178), "With the picture story, twice, a week apart; Kofi drew who may know", all,
            ConsentState.GivenWithLimits, "Not my old school");
        t.AuthorityConsents(t.Ago(179), all);
        string finding = t.FindingPlan(t.Ago(175), "Amara's own search for Dad must not be told to Kofi before she wants it.");
        t.Looks(finding, FindingSource.Family, "Ask Nan whom Kofi knew as a baby", done: t.Ago(150),
            found: "His great-grandmother in Croydon", whom: AmarasNan);
        t.Looks(finding, FindingSource.EarlierCarers, "Ask Mags for photographs", FindingStatus.Planned, whom: AmarasFormerCarer);

        t.Showed(ActivityKind.SafetyCircles, t.Ago(165), "Amara is in the middle with me. Sian is there too.");
        t.Wishes(WishKind.See, t.Ago(165), "I want to see Amara on normal days.", 5, Amara);
        t.Says(AmarasNan, t.Ago(30), "Nan makes the best plantain and she loves me to the moon.");
        t.Matters(AmarasNan, t.Ago(165), Circle.Inner, 5).CameForward(t.Ago(140), 4).Invited(t.Ago(12));
        t.Matters(AmarasAunt, t.Ago(150), Circle.Middle, 3).CameForward(t.Ago(130), 4).Invited(t.Ago(12));
        t.Matters(Amara, t.Ago(165), Circle.Inner, 5);
        t.Matters(AmarasDad, t.Ago(165), Circle.Outer, 3);
        t.Matters(_greatGran, t.Ago(150), Circle.Outer, 2, named: false).Searched(t.Ago(148));
        t.Matters(_stepDad, t.Ago(160), named: false).Located(t.Ago(150)).Cleared(t.Ago(140)).ChildSaidNo(t.Ago(135),
            "No. He shouts.");
        t.Met(t.Ago(128), ContactMode.Outing, [Amara], feeling: 5, words: "I won at golf.", needed: [Cast.FosterCarer],
            by: ContactStarter.Worker);
        t.Met(t.Ago(20), ContactMode.InPerson, [AmarasNan], feeling: 5, words: "She let me stir.", needed: [Cast.Coordinator],
            by: ContactStarter.Worker);
        t.Met(t.Ago(52), ContactMode.InPerson, [AmarasNan], feeling: 4);
        t.Met(t.Ago(35), ContactMode.VideoCall, [AmarasAunt], feeling: 4, words: "She can wiggle her ears.");

        string conference = t.Conference(t.Ago(14), t.Today.AddDays(21), "The library in Llanbrook",
            "Lego on the table. Amara comes. Everybody says one nice thing.");
        t.Invites(conference, AmarasNan, InvitationAnswer.Accepted);
        t.Invites(conference, AmarasAunt, InvitationAnswer.Pending);
        t.Reviewed(ReviewKind.ChildInCareReview, t.MonthsAgo(7), t.MonthsAgo(7, 4),
            decisions: "Family time with Amara to be planned by both social workers.", view: "More Amara.");
        t.Reviewed(ReviewKind.ChildInCareReview, t.MonthsAgo(7, 4).AddMonths(6));
        t.Fares(MeasureKind.SdqTotal, "Filled in by Sian", (t.Ago(180), 14));
        return t.Told;
    }

    private static void People(Telling t)
    {
        t.Person(_carer, "Sian Hughes", "Sian", "she/her", t.Born(45));
        t.Person(_stepDad, "Leon Grant", pronouns: "he/him", born: t.Born(39));
        t.Person(_greatGran, "Comfort Asante", "Great-Gran", "she/her", t.Born(90));
        t.Is(AmarasNan, RelationshipKind.Grandparent, Side.Maternal, "Nan", Closeness.Close, since: t.Born(9));
        t.Is(AmarasAunt, RelationshipKind.AuntUncle, Side.Maternal, "Auntie Efua", since: t.Born(9));
        t.Is(AmarasMum, RelationshipKind.Parent, Side.Maternal, "Mummy", Closeness.Some, since: t.Born(9), last: t.Ago(200),
            responsible: true);
        t.Is(AmarasDad, RelationshipKind.Parent, Side.Paternal, "Dad", Closeness.Unknown, Evidence.Inferred, t.Born(9),
            last: t.Ago(3100));
        t.Is(Amara, RelationshipKind.Sibling, Side.Both, "my sister", Closeness.Close, since: t.Born(9), last: t.Ago(128));
        t.Is(_carer, RelationshipKind.FosterCarer, word: "Sian", since: t.Ago(1240), last: t.Today, paid: true);
        t.Is(_stepDad, RelationshipKind.StepParent, word: "Leon", closeness: Closeness.Distant, since: t.Ago(2900),
            until: t.Ago(2192));
        t.Is(_greatGran, RelationshipKind.GreatGrandparent, Side.Maternal, "Great-Gran", Closeness.Unknown, Evidence.Reported,
            t.Born(9));
        t.Tie(_greatGran, RelationshipKind.Parent, AmarasNan, closeness: Closeness.Close, evidence: Evidence.Verified,
            last: t.Ago(5));
        t.Reach(_carer, email: true, address: true);
    }
}
