using LifelongLinks.Core;
using static LifelongLinks.Seed.Stories;

namespace LifelongLinks.Seed;

/// <summary>
/// Leah, 11, who lives with her brother Tom. An order keeps their father away, their mum's address is confidential, and the gran whom
/// Leah wants to find is his mother: the way to her must go round him.
/// </summary>
internal static class LeahStory
{
    private static readonly string _chloe = SeedIds.Of("leah/chloe");

    /// <summary>Ann Fairburn, with whom Leah and Tom live.</summary>
    public static string Carer { get; } = SeedIds.Of("leah/ann");

    public static Story On(DateOnly today)
    {
        Telling t = new(4, Leah, today);
        t.Bring(new Child
        {
            Id = Leah,
            Name = "Leah Pike",
            KnownAs = "Leah",
            Pronouns = "she/her",
            DateOfBirth = t.Born(11, 210),
            Reference = "N-1107",
            EnteredCareOn = t.Ago(600),
        });
        t.BringAsPerson(TomStory.Child(t));
        People(t);
        t.OverseenInTheNorth(t.Ago(590));
        t.Lived(PlacementKind.FosterCare, "fairburn", "Kirkby", t.Ago(600), carer: Carer);
        t.Lived(PlacementKind.School, "kirkby-primary", "Kirkby Primary School", t.Ago(600), t.Ago(110),
            moved: "Moved up to secondary school");
        t.Lived(PlacementKind.School, "kirkby-high", "Kirkby High School", t.Ago(110));
        Safety(t);
        Process(t);
        Draft(t);
        return t.Told;
    }

    private static void People(Telling t)
    {
        t.Person(LeahsMum, "Kelly Ashworth", "Kelly", "she/her", t.Born(33), null, "Kelly Pike");
        t.Person(LeahsFather, "Darren Pike", pronouns: "he/him", born: t.Born(37));
        t.Person(LeahsGran, "Jean Pike", "Jean", "she/her", t.Born(64));
        t.Person(LeahsMumsFriend, "Carol Bright", "Carol", "she/her", t.Born(41));
        t.Person(LeahsUncle, "Gary Ashworth", pronouns: "he/him", born: t.Born(30));
        t.Person(_chloe, "Chloe Pike", "Chlo", "she/her", t.Born(15));
        t.Person(Carer, "Ann Fairburn", "Ann", "she/her", t.Born(50));
        t.Is(LeahsMum, RelationshipKind.Parent, Side.Maternal, "Mum", Closeness.Close, since: t.Born(11, 210), responsible: true);
        t.Is(LeahsFather, RelationshipKind.Parent, Side.Paternal, "him", Closeness.Close, since: t.Born(11, 210),
            last: t.Ago(500), responsible: true);
        t.Is(Tom, RelationshipKind.Sibling, Side.Both, "Tom-Tom", Closeness.Close, since: t.Born(8, 30), last: t.Today);
        t.Is(_chloe, RelationshipKind.HalfSibling, Side.Paternal, "Chlo", since: t.Born(11, 210));
        t.Is(Carer, RelationshipKind.FosterCarer, word: "Ann", since: t.Ago(600), last: t.Today, paid: true);
        t.Is(LeahsUncle, RelationshipKind.AuntUncle, Side.Maternal, "Uncle Gary", Closeness.Some, since: t.Born(11, 210),
            last: t.Ago(650));
        t.Tie(LeahsGran, RelationshipKind.Parent, LeahsFather, closeness: Closeness.Close, evidence: Evidence.Verified,
            last: t.Ago(20));
        t.Tie(LeahsMumsFriend, RelationshipKind.Friend, LeahsMum, closeness: Closeness.Good, evidence: Evidence.Verified,
            last: t.Ago(60));
        t.Tie(LeahsMumsFriend, RelationshipKind.Neighbour, LeahsGran, closeness: Closeness.Some, evidence: Evidence.Reported,
            last: t.Ago(200));
        t.Tie(LeahsMum, RelationshipKind.Partner, LeahsFather, closeness: Closeness.Distant, evidence: Evidence.Verified,
            until: t.Ago(620));
        t.Reach(LeahsMum);
        t.Detail(LeahsMum, ContactDetailKind.Address, ConfidentialAddress, t.Ago(590));
        t.Reach(LeahsFather, address: true);
        t.Reach(LeahsMumsFriend, email: true);
        t.Reach(Carer, address: true);
    }

    private static void Safety(Telling t)
    {
        t.Restricts(RestrictionKind.NoContactOrder, RestrictionEffect.Block, LeahsFather,
            "Family court, prohibited steps and no contact until further order", t.Ago(580));
        t.Restricts(RestrictionKind.DomesticAbuse, RestrictionEffect.Caution, LeahsFather, "Police and health records",
            t.Ago(600));
        t.Restricts(RestrictionKind.NonMolestationOrder, RestrictionEffect.Block, LeahsFather,
            "Made for the children's mother and the children", t.Ago(585), t.Ago(220));
        t.Restricts(RestrictionKind.ConfidentialAddress, RestrictionEffect.Caution, null, "Order of the family court", t.Ago(590),
            protects: LeahsMum, keptFrom: LeahsFather);
    }

    private static void Process(Telling t)
    {
        t.Referred(Cast.SocialWorker, t.Ago(240), "Leah remembers a gran with a red door. She and Tom have nobody but Mum and each other.",
            "Their father must not learn where anybody lives.", "Ann with her; no surprises; Tom told the same day.",
                decided: t.Ago(235));
        ConsentPurpose[] all =
            [ConsentPurpose.Referral, ConsentPurpose.Search, ConsentPurpose.Approach, ConsentPurpose.ShareInformation,
                ConsentPurpose.Contact, ConsentPurpose.AttendConference];
        t.ChildConsents(t.Ago(230), "With Ann, drawing who is allowed to know what", all);
        t.AuthorityConsents(t.Ago(231), all);
        t.Consents(ConsentSubject.ParentalResponsibility, LeahsMum, ConsentPurpose.Referral, t.Ago(229),
            "In the family centre, with her advocate");
        t.Consents(ConsentSubject.ParentalResponsibility, LeahsFather, ConsentPurpose.Referral, t.Ago(226),
            "In writing, through his solicitor", ConsentState.Refused);
        string finding = t.FindingPlan(t.Ago(225), "Nothing may pass through their father or reach him.");
        t.Looks(finding, FindingSource.Family, "Ask Mum who knows Jean Pike", done: t.Ago(190),
            found: "Carol Bright lives two doors from her", whom: LeahsGran);
        t.Looks(finding, FindingSource.Schools, "Ask the nursery who used to collect Leah", FindingStatus.UnderWay);
        t.Showed(ActivityKind.SafetyCircles, t.Ago(215), "Tom, Mum and Ann are in the safe circle. He is off the paper.");
        t.Wishes(WishKind.Find, t.Ago(150), "I want to find my gran with the red door.", 5, LeahsGran);
        t.Says(LeahsMum, t.Ago(20), "Mum is trying and she loves us.");
        t.Says(Tom, t.Ago(20), "He is annoying and he is mine.");
        t.Matters(LeahsMum, t.Ago(215), Circle.Inner, 5).CameForward(t.Ago(205)).Invited(t.Ago(35));
        t.Matters(_chloe, t.Ago(215), Circle.Middle, 3).CameForward(t.Ago(140)).Invited(t.Ago(35));
        t.Matters(LeahsGran, t.Ago(150), Circle.Outer, 4).Searched(t.Ago(148));
        t.Matters(LeahsUncle, t.Ago(200), Circle.Outer, 2, named: false).Located(t.Ago(190))
            .Checked(t.Ago(176), DecisionOutcome.NotSafe, "Lives with their father; would tell him");
        t.Worries(Cast.TeamManager, t.Ago(146), "Jean Pike may take her son's side.",
            "She is not approached before an assessment.", t.Ago(139));
        t.Fares(MeasureKind.Safety, "Leah", (t.Ago(215), 2), (t.Ago(20), 4));
    }

    private static void Draft(Telling t)
    {
        foreach (int days in new[] { 85, 71, 57, 43, 29, 15 })
        {
            t.Met(t.Ago(days), ContactMode.InPerson, [LeahsMum], feeling: 4, needed: [Cast.SocialWorker],
                by: ContactStarter.Worker);
        }
        t.Met(t.Ago(33), ContactMode.Letter, [LeahsMum], answered: true, words: "She drew our cat.", needed: [Cast.SocialWorker]);
        t.Met(t.Ago(40), ContactMode.VideoCall, [_chloe], feeling: 5, words: "She did my fringe by telling Ann how.",
            by: ContactStarter.Child);
        string conference = t.Conference(t.Ago(40), t.Ago(12), "The quiet room at Kirkby Library",
            "Me and Tom sit together. Biscuits. Nobody shouts.", t.Ago(12));
        t.Invites(conference, LeahsMum, InvitationAnswer.Accepted, true);
        t.Invites(conference, _chloe, InvitationAnswer.FromAfar, true);
        string plan = t.Plan(conference, t.Ago(10));
        t.Promises(plan, [LeahsMum], "Every fortnight at the family centre, and I won't be late.", ContactMode.InPerson,
            Cadence.Periodic(1, 2, CadenceUnit.Week),
            t.Today.AddDays(7), [SupportKind.Emotional], Supervision.Supervised, [Cast.SocialWorker]);
        t.Promises(plan, [LeahsMum], "A letter in between.", ContactMode.Letter, Cadence.Periodic(1, 1, CadenceUnit.Month),
            t.Today.AddDays(7), [SupportKind.Identity]);
        t.Promises(plan, [_chloe], "Two video calls a month.", ContactMode.VideoCall, Cadence.Periodic(2, 1, CadenceUnit.Month),
            t.Today.AddDays(7), [SupportKind.Companionship]);
        t.Promises(plan, [_chloe], "Something silly for Christmas.", ContactMode.Gift, Cadence.Periodic(1, 1, CadenceUnit.Year),
            t.Today.AddDays(7), [SupportKind.Companionship]);
        t.Reviewed(ReviewKind.ChildInCareReview, t.MonthsAgo(5), t.MonthsAgo(5, 3),
            decisions: "Leah and Tom stay together. Lifelong Links goes on.", view: "As long as we stay together.");
        t.Reviewed(ReviewKind.ChildInCareReview, t.MonthsAgo(5, 3).AddMonths(6));
    }
}
