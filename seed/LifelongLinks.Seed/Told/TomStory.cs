using LifelongLinks.Core;
using static LifelongLinks.Seed.Stories;

namespace LifelongLinks.Seed;

/// <summary>Tom, 8, who lives with his sister Leah. His baby sister was adopted: that is sealed, and no answer may show it.</summary>
internal static class TomStory
{
    private static readonly string _neighbour = SeedIds.Of("tom/neighbour");
    private static readonly string _friend = SeedIds.Of("tom/alfie");

    /// <summary>Tom himself, whom Leah names before his own story is told.</summary>
    public static Child Child(Telling t) => new()
    {
        Id = Tom,
        Name = "Thomas Pike",
        KnownAs = "Tom",
        Pronouns = "he/him",
        DateOfBirth = t.Born(8, 30),
        Reference = "N-1108",
        EnteredCareOn = t.Ago(600),
    };

    public static Story On(DateOnly today)
    {
        Telling t = new(5, Tom, today);
        t.Bring(Child(t));
        People(t);
        t.OverseenInTheNorth(t.Ago(590));
        t.Lived(PlacementKind.FosterCare, "fairburn", "Kirkby", t.Ago(600), carer: LeahStory.Carer);
        t.Lived(PlacementKind.School, "kirkby-primary", "Kirkby Primary School", t.Ago(600));
        t.Restricts(RestrictionKind.Section34_4Order, RestrictionEffect.Block, LeahsFather,
            "Family court: contact may be refused", t.Ago(580));
        t.Restricts(RestrictionKind.BailCondition, RestrictionEffect.Block, LeahsFather, "Not to go near the children",
            t.Ago(610), t.Ago(400));
        t.Restricts(RestrictionKind.ConfidentialAddress, RestrictionEffect.Caution, null, "Order of the family court", t.Ago(590),
            protects: LeahsMum);
        t.Restricts(RestrictionKind.SealedAdoption, RestrictionEffect.Block, TomsSister,
            "Adoption order; letterbox through the authority only", t.Ago(420));

        t.Referred(Cast.SocialWorker, t.Ago(240), "Tom wants what Leah wants, and a grown-up who likes football.",
            "Their father must not learn where anybody lives.",
            "Ann or Leah with him.", decided: t.Ago(235));
        ConsentPurpose[] all =
            [ConsentPurpose.Referral, ConsentPurpose.Search, ConsentPurpose.Approach, ConsentPurpose.ShareInformation,
                ConsentPurpose.Contact, ConsentPurpose.AttendConference];
        t.ChildConsents(t.Ago(230), "With toy figures: who may come to the party and who may not", all);
        t.AuthorityConsents(t.Ago(231), all);
        t.Showed(ActivityKind.TreeOfLife, t.Ago(212), "The apples are my people. This one is Mr Singh because he fixed my bike.");
        t.Wishes(WishKind.See, t.Ago(60), "I want Mr Singh to see me play.", 4, _neighbour);
        t.Wishes(WishKind.LearnAbout, t.Ago(180), "Does my baby sister like dinosaurs?", 5, TomsSister);
        t.Says(Leah, t.Ago(25), "Leah is the boss and she loves me.");
        t.Says(LeahsMum, t.Ago(25), "I love Mum.");
        t.Matters(LeahsMum, t.Ago(212), Circle.Inner, 5).CameForward(t.Ago(205)).Invited(t.Ago(35));
        t.Matters(_neighbour, t.Ago(212), Circle.Middle, 4).CameForward(t.Ago(90)).Visited(t.Ago(60)).Invited(t.Ago(35));
        t.Matters(TomsAunt, t.Ago(180), Circle.Outer, 2, named: false).Located(t.Ago(170)).Cleared(t.Ago(160)).ChildSaidYes(t.Ago(155))
            .Approached(t.Ago(150)).Answered(t.Ago(140), DecisionOutcome.Declined, "Says she cannot, and wishes them well");
        t.Matters(TomsSister, t.Ago(180), Circle.Inner, 5);
        t.Matters(_friend, t.Ago(212), Circle.Middle, 3);
        foreach (int days in new[] { 85, 71, 57, 43, 29, 15 })
        {
            t.Met(t.Ago(days), ContactMode.InPerson, [LeahsMum], feeling: 4, needed: [Cast.SocialWorker],
                by: ContactStarter.Worker);
        }
        t.Met(t.Ago(210), ContactMode.Letterbox, [TomsSister], words: "I drew her a stegosaurus.", needed: [Cast.SocialWorker],
            by: ContactStarter.Child);
        t.Met(t.Ago(22), ContactMode.Outing, [_neighbour], feeling: 5, words: "He shouted my name when I scored.");
        t.Offers(_neighbour, SupportKind.Companionship, t.Ago(58), "I'm at every home game anyway; he can come with us.", "now",
            ContactMode.Outing);
        string conference = t.Conference(t.Ago(40), t.Ago(12), "The quiet room at Kirkby Library",
            "Football cards for everybody.", t.Ago(12));
        t.Invites(conference, LeahsMum, InvitationAnswer.Accepted, true);
        t.Invites(conference, _neighbour, InvitationAnswer.Accepted, true);
        t.Reviewed(ReviewKind.ChildInCareReview, t.MonthsAgo(5), t.MonthsAgo(5, 3),
            decisions: "Leah and Tom stay together. Lifelong Links goes on.", view: "Can Mr Singh come?");
        t.Reviewed(ReviewKind.ChildInCareReview, t.MonthsAgo(5, 3).AddMonths(6));
        t.Fares(MeasureKind.SdqTotal, "Filled in by Ann", (t.Ago(230), 17), (t.Ago(30), 13));
        return t.Told;
    }

    private static void People(Telling t)
    {
        t.Person(TomsSister, "Poppy Ashworth", "Poppy", "she/her", t.Born(2));
        t.Person(TomsAunt, "Dawn Pike", "Dawn", "she/her", t.Born(42));
        t.Person(_neighbour, "Gurdeep Singh", "Mr Singh", "he/him", t.Born(55));
        t.Person(_friend, "Alfie Moss", "Alfie", "he/him", t.Born(8, 10));
        t.Is(LeahsMum, RelationshipKind.Parent, Side.Maternal, "Mum", Closeness.Close, since: t.Born(8, 30), responsible: true);
        t.Is(LeahsFather, RelationshipKind.Parent, Side.Paternal, "Dad", Closeness.Distant, since: t.Born(8, 30),
            last: t.Ago(600), responsible: true);
        t.Is(Leah, RelationshipKind.Sibling, Side.Both, "Leah", Closeness.Close, since: t.Born(8, 30), last: t.Today);
        t.Is(TomsSister, RelationshipKind.Sibling, Side.Both, "my baby sister", Closeness.Some, since: t.Born(2),
            last: t.Ago(440));
        t.Is(TomsAunt, RelationshipKind.AuntUncle, Side.Paternal, "Auntie Dawn", Closeness.Distant, Evidence.Reported, t.Born(8,
            30), last: t.Ago(900));
        t.Is(_neighbour, RelationshipKind.Neighbour, word: "Mr Singh", since: t.Ago(580), last: t.Ago(5));
        t.Is(_friend, RelationshipKind.Friend, word: "Alfie", closeness: Closeness.Close, since: t.Ago(560), last: t.Ago(1));
        t.Is(LeahStory.Carer, RelationshipKind.FosterCarer, word: "Ann", since: t.Ago(600), last: t.Today, paid: true);
        t.Reach(_neighbour);
        t.Reach(TomsAunt, address: true);
    }
}
