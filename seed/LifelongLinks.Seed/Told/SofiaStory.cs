using LifelongLinks.Core;
using static LifelongLinks.Seed.Stories;

namespace LifelongLinks.Seed;

/// <summary>Sofia, 6: referred ten days after she came into care, so that nobody is lost to begin with. Her map has just been drawn.</summary>
internal static class SofiaStory
{
    private static readonly string _mother = SeedIds.Of("sofia/carla");
    private static readonly string _godmother = SeedIds.Of("sofia/ines");
    private static readonly string _partner = SeedIds.Of("sofia/rui");
    private static readonly string _carer = SeedIds.Of("sofia/helen");

    public static Story On(DateOnly today)
    {
        Telling t = new(7, Sofia, today);
        t.Bring(new Child
        {
            Id = Sofia,
            Name = "Sofia Ferreira",
            KnownAs = "Fifi",
            Pronouns = "she/her",
            DateOfBirth = t.Born(6),
            Reference = "N-1190",
            EnteredCareOn = t.Ago(40),
        });
        t.Person(SofiasGrandmother, "Lurdes Ferreira", "Lurdes", "she/her", t.Born(60));
        t.Person(_mother, "Carla Ferreira", "Carla", "she/her", t.Born(27));
        t.Person(_godmother, "Inês Carvalho", "Inês", "she/her", t.Born(29));
        t.Person(_partner, "Rui Tavares", pronouns: "he/him", born: t.Born(34));
        t.Person(_carer, "Helen Ward", "Helen", "she/her", t.Born(48));
        t.Is(_mother, RelationshipKind.Parent, Side.Maternal, "Mamã", Closeness.Close, since: t.Born(6), responsible: true);
        t.Is(SofiasGrandmother, RelationshipKind.Grandparent, Side.Maternal, "Vovó", Closeness.Close, since: t.Born(6),
            last: t.Ago(9));
        t.Is(_godmother, RelationshipKind.Godparent, word: "Madrinha", closeness: Closeness.Unknown, evidence: Evidence.Reported,
            since: t.Born(5));
        t.Is(_carer, RelationshipKind.FosterCarer, word: "Helen", closeness: Closeness.Some, since: t.Ago(40), last: t.Today,
            paid: true);
        t.Tie(SofiasGrandmother, RelationshipKind.Parent, _mother, closeness: Closeness.Close, evidence: Evidence.Verified,
            last: t.Ago(4));
        t.Tie(_partner, RelationshipKind.Partner, _mother, closeness: Closeness.Unknown);
        t.Reach(SofiasGrandmother, address: true);
        t.Reach(_mother);
        t.OverseenInTheNorth(t.Ago(38));
        t.Lived(PlacementKind.FosterCare, "ward", "Mill Lane", t.Ago(40), carer: _carer);
        t.Lived(PlacementKind.School, "mill-lane-infants", "Mill Lane Infant School", t.Ago(36));
        t.Restricts(RestrictionKind.Section34_6Refusal, RestrictionEffect.Block, _partner,
            "Refused as a matter of urgency, seven days", t.Ago(40), t.Ago(33));
        t.Restricts(RestrictionKind.Unassessed, RestrictionEffect.Caution, _partner, "Assessment asked for", t.Ago(33));

        t.Referred(Cast.SocialWorker, t.Ago(30), "To keep everybody Sofia loves close from the start.",
            "Mum is frightened of what her partner will say.",
            "Portuguese and English, always; her rabbit comes too.", ReferralStatus.Open);
        t.ChildConsents(t.Ago(24), "With the picture book, in Portuguese and English; she nodded and then told it back to her rabbit", [ConsentPurpose.Referral]);
        t.AuthorityConsents(t.Ago(25), [ConsentPurpose.Referral], "Under the interim care order, after talking with Carla");
        t.Consents(ConsentSubject.ParentalResponsibility, _mother, ConsentPurpose.Referral, t.Ago(25), "With an interpreter");
        t.Consents(ConsentSubject.ParentalResponsibility, _mother, ConsentPurpose.Search, null,
            "She has the leaflet and asked for time", ConsentState.Pending);
        t.Worries(Cast.SocialWorker, t.Ago(21), "So soon after coming into care it may be too much for her.");
        t.Showed(ActivityKind.ConnectednessMap, t.Ago(6), "Mamã, Vovó, my rabbit, Madrinha who gave me the shoes.");
        t.Wishes(WishKind.HearFrom, t.Ago(6), "I want Vovó to sing me the sleeping song.", 5, SofiasGrandmother);
        t.Matters(SofiasGrandmother, t.Ago(6), Circle.Inner, 5);
        t.Matters(_mother, t.Ago(6), Circle.Inner, 5);
        t.Matters(_godmother, t.Ago(6), Circle.Middle, 3);
        t.Met(t.Ago(19), ContactMode.InPerson, [_mother], feeling: 4, needed: [Cast.SocialWorker], by: ContactStarter.Worker);
        t.Met(t.Ago(9), ContactMode.VideoCall, [SofiasGrandmother], feeling: 5, words: "She has new chickens.");
        t.Met(t.Ago(5), ContactMode.InPerson, [_mother], feeling: 5, words: "Mamã did my plaits.", needed: [Cast.SocialWorker],
            by: ContactStarter.Worker);
        t.Reviewed(ReviewKind.ChildInCareReview, t.Ago(12), t.Ago(13),
            decisions: "Sofia sees her mum twice a week; Lifelong Links begins.", view: "She drew three houses and a bridge.");
        t.Reviewed(ReviewKind.ChildInCareReview, t.Ago(13).AddMonths(3));
        t.Fares(MeasureKind.Safety, "Sofia, with faces", (t.Ago(6), 3));
        return t.Told;
    }
}
