using LifelongLinks.Core;
using static LifelongLinks.Seed.Stories;

namespace LifelongLinks.Seed;

/// <summary>
/// Amara, 14. Five homes in six years, a brother she misses, a Nan who rings every week, and a dad to be found: Nan is the one to ask
/// first (the example of domain.md 3).
/// </summary>
internal static partial class AmaraStory
{
    private static readonly string _pat = SeedIds.Of("amara/pat");
    private static readonly string _teacher = SeedIds.Of("amara/teacher");
    private static readonly string _firstCarer = SeedIds.Of("amara/harlow");
    private static readonly string _baker = SeedIds.Of("amara/baker");
    private static readonly string _fosterSister = SeedIds.Of("amara/foster-sister");

    public static Story On(DateOnly today)
    {
        Telling t = new(1, Amara, today);
        Child child = new()
        {
            Id = Amara,
            Name = "Amara Osei",
            KnownAs = "Amara",
            Pronouns = "she/her",
            DateOfBirth = t.Born(14),
            Reference = "N-1041",
            Subject = "demo-young-person",
            EnteredCareOn = t.Ago(2192),
        };
        t.Bring(Cast.North);
        t.Bring(Cast.Other("former-social-worker-1", "Hannah Boyle", Role.SocialWorker), Cast.Other("former-social-worker-2",
            "Imran Sheikh", Role.SocialWorker));
        t.Bring(child);
        t.BringAsPerson(KofiStory.Child(t));
        People(t);
        Care(t);
        BeforeAnybodyIsLookedFor(t);
        WhatSheShowedAndWishes(t);
        WhoMatters(t);
        Plan(t);
        WhatWasSetRight(t);
        t.HasCalendar(AmarasNan, t.Ago(60));
        return t.Told;
    }

    private static void WhatWasSetRight(Telling t)
    {
        t.TookForOne(AmarasAunt, AmarasGreatAunt, t.Ago(500), t.Ago(468), "The school's list has one \"Auntie\" only; Nan knows two.");
        var outing = t.Told.Changes.Nodes.OfType<Contact>().Single(c => c.Mode == ContactMode.Outing);
        t.SetRight(outing with { On = outing.On.AddDays(-1) }, outing.On.AddDays(3), "It was on the Sunday, Maureen's diary says.");
    }

    private static void People(Telling t)
    {
        t.Person(AmarasNan, "Beatrice Mensah", "Nan Bea", "she/her", t.Born(67));
        t.Person(AmarasAunt, "Efua Mensah", "Efua", "she/her", t.Born(38));
        t.Person(AmarasMum, "Abena Mensah", "Abena", "she/her", t.Born(36), null, "Abena Osei");
        t.Person(AmarasDad, "Kwame Osei", "Kwame", "he/him", t.Born(40));
        t.Person(AmarasFormerCarer, "Margaret Doyle", "Mags", "she/her", t.Born(58));
        t.Person(_pat, "Patrick Doyle", "Pat", "he/him", t.Born(61));
        t.Person(AmarasGreatAunt, "Adwoa Boateng", "Auntie Adwoa", "she/her", t.Born(72));
        t.Person(AmarasUncleYaw, "Yaw Darko", "Yaw", "he/him", t.Born(43));
        t.Person(AmarasMentor, "Tunde Bello", "Tunde", "he/him", t.Born(31));
        t.Person(AmarasFriend, "Zainab Rahman", "Zee", "she/her", t.Born(14, 40));
        t.Person(_teacher, "Harpreet Kaur", "Ms Kaur", "she/her");
        t.Person(_firstCarer, "Jean Harlow", pronouns: "she/her");
        t.Person(_baker, "Susan Baker", "Sue", "she/her");
        t.Person(_fosterSister, "Molly Baker", "Molly", "she/her", t.Born(15, 60));

        t.Is(AmarasNan, RelationshipKind.Grandparent, Side.Maternal, "Nan", Closeness.Close, since: t.Born(14), last: t.Ago(10));
        t.Is(AmarasAunt, RelationshipKind.AuntUncle, Side.Maternal, "Auntie Efua", Closeness.Close, since: t.Born(14));
        t.Is(AmarasMum, RelationshipKind.Parent, Side.Maternal, "Mum", Closeness.Some, since: t.Born(14), responsible: true);
        // The birth certificate names no father: everybody concludes that it is Kwame, nobody has it in writing.
        t.Is(AmarasDad, RelationshipKind.Parent, Side.Paternal, "Dad", Closeness.Distant, Evidence.Inferred, t.Born(14),
            last: t.Ago(3100));
        t.Is(AmarasFormerCarer, RelationshipKind.FormerFosterCarer, word: "Auntie Mags", since: t.Ago(1240), last: t.Ago(30));
        t.Is(_pat, RelationshipKind.FormerFosterCarer, word: "Pat", closeness: Closeness.Some, since: t.Ago(1240));
        t.Is(Kofi, RelationshipKind.Sibling, Side.Both, "my little brother", Closeness.Close, since: t.Born(9), last: t.Ago(128));
        t.Is(AmarasGreatAunt, RelationshipKind.AuntUncle, Side.Maternal, "Auntie Adwoa in Accra", Closeness.Distant,
            Evidence.Reported, t.Born(14));
        t.Is(AmarasUncleYaw, RelationshipKind.FamilyFriend, word: "Uncle Yaw", closeness: Closeness.Some,
            evidence: Evidence.Reported, since: t.Ago(3300), last: t.Ago(900));
        t.Is(AmarasMentor, RelationshipKind.Mentor, word: "Tunde", since: t.MonthsAgo(8, 12), paid: true);
        t.Is(AmarasFriend, RelationshipKind.Friend, word: "Zee", closeness: Closeness.Close, since: t.Ago(680), last: t.Ago(1));
        t.Is(_teacher, RelationshipKind.Teacher, word: "Ms Kaur", since: t.Ago(690), last: t.Ago(1), paid: true);
        t.Is(Cast.FosterCarer, RelationshipKind.FosterCarer, word: "Maureen", since: t.Ago(702), last: t.Today, paid: true);
        t.Is(_firstCarer, RelationshipKind.FosterCarer, word: "the lady with the budgie", closeness: Closeness.Distant,
            since: t.Ago(2192), until: t.Ago(2150), paid: true);
        t.Is(_baker, RelationshipKind.FosterCarer, word: "Sue", closeness: Closeness.Some, since: t.Ago(1015), until: t.Ago(702),
            paid: true);
        t.Is(_fosterSister, RelationshipKind.FosterSibling, word: "Molly", closeness: Closeness.Some, since: t.Ago(1015),
            until: t.Ago(702));

        t.Tie(AmarasNan, RelationshipKind.Other, AmarasDad, closeness: Closeness.Some, evidence: Evidence.Reported,
            since: t.Ago(5600), last: t.Ago(400));
        t.Tie(AmarasFormerCarer, RelationshipKind.Other, AmarasDad, closeness: Closeness.Distant, evidence: Evidence.Reported,
            since: t.Ago(2100), last: t.Ago(730));
        t.Tie(AmarasUncleYaw, RelationshipKind.Friend, AmarasDad, closeness: Closeness.Good, evidence: Evidence.Verified,
            since: t.Ago(6000), last: t.Ago(60));
        t.Tie(AmarasMum, RelationshipKind.Partner, AmarasDad, evidence: Evidence.Verified, since: t.Ago(5600),
            until: t.Ago(3200));
        t.Tie(AmarasNan, RelationshipKind.Parent, AmarasMum, closeness: Closeness.Good, evidence: Evidence.Verified,
            last: t.Ago(20));
        t.Tie(AmarasNan, RelationshipKind.Parent, AmarasAunt, closeness: Closeness.Close, evidence: Evidence.Verified,
            last: t.Ago(3));
        t.Tie(AmarasAunt, RelationshipKind.Sibling, AmarasMum, closeness: Closeness.Some, last: t.Ago(150));
        t.Tie(AmarasGreatAunt, RelationshipKind.Sibling, AmarasNan, closeness: Closeness.Good, last: t.Ago(100));
        t.Tie(_pat, RelationshipKind.Partner, AmarasFormerCarer, closeness: Closeness.Close, evidence: Evidence.Verified,
            last: t.Ago(1));

        t.Reach(AmarasNan, address: true);
        t.Reach(AmarasAunt, email: true);
        t.Reach(AmarasMum);
        t.Reach(AmarasFormerCarer, email: true, address: true);
        t.Reach(AmarasGreatAunt, email: true);
        t.Reach(AmarasUncleYaw);
        t.Reach(AmarasMentor, email: true);
        t.Detail(AmarasDad, ContactDetailKind.Address, "Flat 6, Sample Court, Exampleton, ZZ14 2ZZ", t.Ago(1500), t.Ago(760));
    }

    private static void Care(Telling t)
    {
        t.InTeam(Cast.NorthTeam, t.Ago(2192));
        t.Oversees(SeedIds.Of("former-social-worker-1"), Role.SocialWorker, t.Ago(2192), t.Ago(1500));
        t.Oversees(SeedIds.Of("former-social-worker-2"), Role.SocialWorker, t.Ago(1500), t.Ago(760));
        t.Oversees(Cast.SocialWorker, Role.SocialWorker, t.Ago(760));
        t.Oversees(Cast.TeamManager, Role.TeamManager, t.Ago(760));
        t.Oversees(Cast.ReviewingOfficer, Role.IndependentReviewingOfficer, t.Ago(2180));
        t.Oversees(Cast.FosterCarer, Role.FosterCarer, t.Ago(702));
        t.Oversees(Cast.Coordinator, Role.Coordinator, t.Ago(553));

        t.Lived(PlacementKind.FosterCare, "harlow", "Westbrook", t.Ago(2192), t.Ago(2150), _firstCarer,
            "A first home for six weeks, until a longer one was found");
        t.Lived(PlacementKind.FosterCare, "doyle", "Castleford Road", t.Ago(2150), t.Ago(1240), AmarasFormerCarer,
            "Pat was ill and they had to stop fostering; everybody was sad about it");
        t.Lived(PlacementKind.ChildrensHome, "elm-house", "Elm House", t.Ago(1240), t.Ago(1015), null,
            "A foster family was found");
        t.Lived(PlacementKind.FosterCare, "baker", "Netherby", t.Ago(1015), t.Ago(702), _baker, "The Bakers moved away for work");
        t.Lived(PlacementKind.FosterCare, "clarke", "Hill Top", t.Ago(702), carer: Cast.FosterCarer);
        t.Lived(PlacementKind.School, "st-marys", "St Mary's Primary School", t.Ago(2192), t.Ago(1180),
            moved: "Moved up to secondary school");
        t.Lived(PlacementKind.School, "riverside", "Riverside Academy", t.Ago(1180), t.Ago(690),
            moved: "Too far from the new home");
        t.Lived(PlacementKind.School, "hillcrest", "Hillcrest School", t.Ago(690));
    }
}
