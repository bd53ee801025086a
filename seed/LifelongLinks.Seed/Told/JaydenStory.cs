using LifelongLinks.Core;
using static LifelongLinks.Seed.Stories;

namespace LifelongLinks.Seed;

/// <summary>
/// Jayden, 17. Five people are in touch with him: three are paid, and the other two come only because Dean arranges it (the example of
/// domain.md 4). Nothing that was promised runs past his eighteenth birthday.
/// </summary>
internal static class JaydenStory
{
    private static readonly string _tutor = SeedIds.Of("jayden/tutor");
    private static readonly string _mum = SeedIds.Of("jayden/mum");
    private static readonly string _visitor = SeedIds.Of("jayden/visitor");
    private static readonly string _kane = SeedIds.Of("jayden/kane");

    public static Story On(DateOnly today)
    {
        Telling t = new(3, Jayden, today);
        Child child = new()
        {
            Id = Jayden,
            Name = "Jayden Campbell",
            KnownAs = "Jay",
            Pronouns = "he/him",
            DateOfBirth = t.Born(17, 200),
            Reference = "N-0987",
            EnteredCareOn = t.Ago(4700),
        };
        t.Bring(child, Cast.Other("key-worker-dean", "Dean Marlow"));
        People(t);
        t.OverseenInTheNorth(t.Ago(420));
        t.Oversees(Cast.PersonalAdviser, Role.PersonalAdviser, t.Ago(260));
        t.Lived(PlacementKind.FosterCare, "brown", "Sheldon", t.Ago(4700), t.Ago(2600),
            moved: "The family's own circumstances changed");
        t.Lived(PlacementKind.FosterCare, "okeke", "Moss Side", t.Ago(2600), t.Ago(900),
            moved: "He asked for a place nearer college");
        t.Lived(PlacementKind.ChildrensHome, "birch-house", "Birch House", t.Ago(900), carer: JaydensKeyWorker);
        t.Lived(PlacementKind.School, "city-college", "City College", t.Ago(420));
        Process(t);
        Plan(t, Days.Attains(child.DateOfBirth!.Value, 18));
        return t.Told;
    }

    private static void People(Telling t)
    {
        t.Person(JaydensCousin, "Tyrell Campbell", "Ty", "he/him", t.Born(24));
        t.Person(JaydensAuntieBev, "Beverley Stone", "Auntie Bev", "she/her", t.Born(52));
        t.Person(_tutor, "Yusuf Ahmed", "Mr Ahmed", "he/him");
        t.Person(_mum, "Sharon Campbell", "Sharon", "she/her", t.Born(44), t.Ago(4800));
        t.Person(_visitor, "Gareth Price", "Gareth", "he/him", t.Born(49));
        t.Person(_kane, "Kane Reilly");
        t.Is(JaydensKeyWorker, RelationshipKind.ResidentialWorker, word: "Dean", closeness: Closeness.Close, since: t.Ago(900),
            last: t.Today, paid: true);
        t.Is(Cast.PersonalAdviser, RelationshipKind.PersonalAdviser, word: "Callum", closeness: Closeness.Some, since: t.Ago(260),
            last: t.Ago(6), paid: true);
        t.Is(_tutor, RelationshipKind.Teacher, word: "Mr Ahmed", since: t.Ago(420), last: t.Ago(1), paid: true);
        // Nobody has yet found out through whom they are cousins.
        t.Is(JaydensCousin, RelationshipKind.Cousin, Side.Unknown, "Ty", Closeness.Good, Evidence.Reported, t.Ago(400));
        t.Is(JaydensAuntieBev, RelationshipKind.FamilyFriend, word: "Auntie Bev", closeness: Closeness.Some, since: t.Ago(6000));
        t.Is(_mum, RelationshipKind.Parent, Side.Maternal, "Mum", Closeness.Close, since: t.Born(17, 200), until: t.Ago(4800),
            responsible: true);
        t.Is(_visitor, RelationshipKind.IndependentVisitor, word: "Gareth", closeness: Closeness.Some, since: t.Ago(1500),
            until: t.Ago(700));
        t.Is(_kane, RelationshipKind.Other, word: "Kane", closeness: Closeness.Distant, evidence: Evidence.Reported,
            since: t.Ago(820), until: t.Ago(320));
        t.Tie(JaydensAuntieBev, RelationshipKind.Friend, _mum, closeness: Closeness.Close, evidence: Evidence.Verified,
            until: t.Ago(4800));
        t.Reach(JaydensCousin);
        t.Reach(JaydensAuntieBev, address: true);
    }

    private static void Process(Telling t)
    {
        t.Referred(Cast.PersonalAdviser, t.Ago(700), "Leaving care in two years, nobody of his own.",
            "Older friends who ask things of him.",
            "Dean or Callum with him.", ReferralStatus.Declined, t.Ago(690));
        t.Referred(Cast.SocialWorker, t.Ago(400), "Jay will be 18 soon. Everybody he sees is paid to see him, and he says so.",
            "Kane Reilly and his friends look for him online.",
            "Dean beside him; no meetings before noon.", decided: t.Ago(395));
        ConsentPurpose[] all =
            [ConsentPurpose.Referral, ConsentPurpose.Search, ConsentPurpose.Approach, ConsentPurpose.ShareInformation,
                ConsentPurpose.Contact, ConsentPurpose.AttendConference];
        t.ChildConsents(t.Ago(390), "On a drive with Dean and Grace; he read the notice aloud and asked who else reads it", all);
        t.AuthorityConsents(t.Ago(391), all);
        t.Restricts(RestrictionKind.Exploitation, RestrictionEffect.Caution, _kane, "Police intelligence; reviewed each quarter",
            t.Ago(500));
        t.Restricts(RestrictionKind.OnlineContact, RestrictionEffect.Block, _kane, "Agreed in the safety plan, with Jay",
            t.Ago(320));
        string finding = t.FindingPlan(t.Ago(385), "Nothing by social media.");
        t.Looks(finding, FindingSource.Records, "Read the file from before he was four", done: t.Ago(360),
            found: "Bev Stone signed the visitors' book at the hospital", whom: JaydensAuntieBev);
        t.Looks(finding, FindingSource.Other, "Ask the register office about his father", FindingStatus.Planned);
        t.Showed(ActivityKind.ConnectednessMap, t.Ago(372), "Dean, Callum, Mr Ahmed. They clock off, though.");
        t.Wishes(WishKind.LearnAbout, t.Ago(372), "Who was my dad? Just a name would do.", 4);
        t.Matters(JaydensCousin, t.Ago(372), Circle.Middle, 4).CameForward(t.Ago(330)).Invited(t.Ago(240));
        t.Matters(JaydensAuntieBev, t.Ago(360), Circle.Outer, 3, named: false).CameForward(t.Ago(320)).Invited(t.Ago(240));
        t.Worries(JaydensKeyWorker, t.Ago(345), "He will be let down again.", "Small promises first, and Dean drives.",
            t.Ago(335));
        t.Offers(JaydensAuntieBev, SupportKind.Practical, t.Ago(290), "Sunday dinner whenever Dean can bring him.", "now",
            ContactMode.InPerson);
        t.Offers(JaydensCousin, SupportKind.Companionship, t.Ago(295), "I've got a season ticket share going.", "now",
            ContactMode.Outing);
        t.Fares(MeasureKind.Isolation, "Jay", (t.Ago(372), 5), (t.Ago(30), 4));
        t.Fares(MeasureKind.RiskTaking, "Dean", (t.Ago(372), 4), (t.Ago(30), 3));
        t.Fares(MeasureKind.MissingEpisodes, "Birch House's record, half a year", (t.Ago(372), 4), (t.Ago(30), 2));
    }

    private static void Plan(Telling t, DateOnly adult)
    {
        string conference = t.Conference(t.Ago(245), t.Ago(215), "Birch House", "Short. Pizza. Nobody reads out my file.",
            t.Ago(215));
        t.Invites(conference, JaydensCousin, InvitationAnswer.Accepted, true);
        t.Invites(conference, JaydensAuntieBev, InvitationAnswer.Accepted, true);
        string plan = t.Plan(conference, t.Ago(214), t.Ago(205), "Both were met at home. Dean drives and stays nearby.",
            PlanIntegration.CarePlan, PlanIntegration.PathwayPlan);
        IReadOnlyList<string> dean = [JaydensKeyWorker];
        // Six months were due of each: Tyrell 3 kept, 1 late, 1 missed, 1 excused; Bev 5 kept, 1 excused.
        var tyrell = t.Promises(plan, [JaydensCousin], "Match day or the gym, once a month till you're 18.", ContactMode.Outing,
                Cadence.Periodic(1, 1, CadenceUnit.Month), t.MonthsAgo(6, 12), [SupportKind.Companionship],
                    Supervision.Facilitated, dean, adult.AddDays(-1))
            .Said(0, 5, "He remembered my mum's laugh.").Said(5, 4)
            .Went("KKMELK", (start, _) => start.AddDays(18), late: 5, needed: _ => dean, excuses: (ExcuseReason.Transport,
                "The home's car was off the road"));
        var bev = t.Promises(plan, [JaydensAuntieBev], "A proper dinner once a month till you're grown.", ContactMode.InPerson,
                Cadence.Periodic(1, 1, CadenceUnit.Month), t.MonthsAgo(6, 12), [SupportKind.Practical], Supervision.Facilitated,
                    dean, adult.AddDays(-1))
            .Said(2, 4, "She cooks too much. I ate it all.")
            .Went("KEKKKK", (start, _) => start.AddDays(12), needed: _ => dean, excuses: (ExcuseReason.Bereavement,
                "Bev's sister had died"));
        t.Reviewed(ReviewKind.ChildInCareReview, t.MonthsAgo(8), t.MonthsAgo(8, 5),
            decisions: "Lifelong Links to be part of the pathway plan.", view: "Fine.");
        t.Reviewed(ReviewKind.ChildInCareReview, t.MonthsAgo(8, 5).AddMonths(6), plan: plan);
        var due = t.Ago(215).AddMonths(6);
        t.Reviewed(ReviewKind.LifelongLinksReview, due, due.AddDays(12), plan, Cast.Coordinator,
            "Both go on. Grace looks for ways to meet that do not need Dean, and for promises past 18.",
                "What happens when Dean leaves?",
            Telling.Stood(due.AddDays(12), tyrell, bev));
    }
}
