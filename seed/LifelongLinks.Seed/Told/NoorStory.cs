using LifelongLinks.Core;
using static LifelongLinks.Seed.Stories;

namespace LifelongLinks.Seed;

/// <summary>Noor, 20, care leaver, studying to be a paramedic. Nobody's consent but hers is needed, and what was promised has lasted.</summary>
internal static class NoorStory
{
    private static readonly string _shabana = SeedIds.Of("noor/shabana");
    private static readonly string _imran = SeedIds.Of("noor/imran");
    private static readonly string _bilal = SeedIds.Of("noor/bilal");
    private static readonly string _niece = SeedIds.Of("noor/niece");
    private static readonly string _nani = SeedIds.Of("noor/nani");
    private static readonly string _friend = SeedIds.Of("noor/bethan");
    private static readonly string _formerWorker = SeedIds.Of("noor/former-worker");

    public static Story On(DateOnly today)
    {
        Telling t = new(6, Noor, today);
        var born = t.Born(20, 150);
        var adult = Days.Attains(born, 18);
        t.Bring(new Child
        {
            Id = Noor,
            Name = "Noor Hussain",
            KnownAs = "Noor",
            Pronouns = "she/they",
            DateOfBirth = born,
            Reference = "N-0703",
            EnteredCareOn = t.Ago(2600),
            LeftCareOn = adult,
        });
        People(t);
        t.InTeam(Cast.NorthTeam, t.Ago(2600));
        t.Oversees(Cast.SocialWorker, Role.SocialWorker, t.Ago(1000));
        t.Oversees(Cast.PersonalAdviser, Role.PersonalAdviser, adult);
        t.Oversees(Cast.TeamManager, Role.TeamManager, t.Ago(640));
        t.Oversees(Cast.Coordinator, Role.Coordinator, t.Ago(640));
        t.Oversees(Cast.ReviewingOfficer, Role.IndependentReviewingOfficer, t.Ago(640));
        t.Lived(PlacementKind.FosterCare, "malik", "Fallowfield", t.Ago(2600), adult, NoorsFormerCarer,
            "Turned eighteen and stayed put");
        t.Lived(PlacementKind.StayingPut, "malik", "Fallowfield", adult, t.Ago(430), NoorsFormerCarer,
            "A room near the university");
        t.Lived(PlacementKind.SupportedAccommodation, "canal-court", "Canal Court", t.Ago(430), t.Ago(205),
            moved: "Ready for her own door");
        t.Lived(PlacementKind.Independent, "own-flat", "Her own flat", t.Ago(205));
        Process(t);
        Plan(t);
        return t.Told;
    }

    private static void People(Telling t)
    {
        t.Person(NoorsFormerCarer, "Ruksana Malik", "Ruksana", "she/her", t.Born(54));
        t.Person(_shabana, "Shabana Hussain", "Shabana", "she/her", t.Born(47));
        t.Person(_imran, "Imran Hussain", "Immy", "he/him", t.Born(23));
        t.Person(_bilal, "Bilal Hussain", "Bilal", "he/him", t.Born(28));
        t.Person(_niece, "Aisha Hussain", "Aish", "she/her", t.Born(3));
        t.Person(_nani, "Zubaida Begum", "Nani", "she/her", t.Born(79));
        t.Person(_friend, "Bethan Rees", "Beth", "she/her", t.Born(20, 20));
        t.Person(_formerWorker, "Laura Finch", pronouns: "she/her");
        t.Is(NoorsFormerCarer, RelationshipKind.FormerFosterCarer, word: "Ammi Ruksana", closeness: Closeness.Close,
            since: t.Ago(430));
        t.Is(_shabana, RelationshipKind.AuntUncle, Side.Paternal, "Phupho Shabana", Closeness.Close, since: t.Born(20, 150));
        t.Is(_imran, RelationshipKind.Cousin, Side.Paternal, "Immy", since: t.Born(20, 150));
        t.Is(_bilal, RelationshipKind.HalfSibling, Side.Paternal, "Bilal bhai", closeness: Closeness.Some, since: t.Born(20,
            150));
        t.Is(_niece, RelationshipKind.NieceNephew, Side.Paternal, "Aish", since: t.Born(3));
        t.Is(_nani, RelationshipKind.Grandparent, Side.Maternal, "Nani in Lahore", Closeness.Distant, Evidence.Reported,
            t.Born(20, 150));
        t.Is(_friend, RelationshipKind.Friend, word: "Beth", closeness: Closeness.Close, since: t.Ago(900), last: t.Ago(2));
        t.Is(Cast.PersonalAdviser, RelationshipKind.PersonalAdviser, word: "Callum", closeness: Closeness.Some, since: t.Ago(880),
            last: t.Ago(10), paid: true);
        t.Is(_formerWorker, RelationshipKind.SocialWorker, word: "Laura", closeness: Closeness.Good, since: t.Ago(2600),
            until: t.Ago(1000), paid: true);
        t.Tie(_shabana, RelationshipKind.Parent, _imran, closeness: Closeness.Close, evidence: Evidence.Verified, last: t.Ago(1));
        t.Tie(_shabana, RelationshipKind.Other, _nani, closeness: Closeness.Distant, last: t.Ago(1200));
        t.Reach(NoorsFormerCarer, address: true);
        t.Reach(_shabana, email: true);
        t.Reach(_imran, email: true);
    }

    private static void Process(Telling t)
    {
        t.Referred(Cast.PersonalAdviser, t.Ago(640), "Noor is about to live on her own and wants her father's family in her life.", "Some of the family did not accept that she was in care.",
            "Callum by phone; she decides the pace.", decided: t.Ago(633));
        ConsentPurpose[] all =
            [ConsentPurpose.Referral, ConsentPurpose.Search, ConsentPurpose.Approach, ConsentPurpose.ShareInformation,
                ConsentPurpose.Contact, ConsentPurpose.AttendConference];
        t.ChildConsents(t.Ago(630), "In a café; she read the notice first and struck out one line", all);
        string finding = t.FindingPlan(t.Ago(628), "Go by the women of the family first.");
        t.Looks(finding, FindingSource.Family, "Ask the imam's wife who knows the Hussains", done: t.Ago(615),
            found: "Shabana works at the pharmacy", whom: _shabana);
        t.Looks(finding, FindingSource.SocialMedia, "Noor looks herself, with Callum beside her", done: t.Ago(612),
            found: "Imran", whom: _imran, worker: Cast.PersonalAdviser);
        t.Showed(ActivityKind.Timeline, t.Ago(622), "Ammi Ruksana is on every page since I was thirteen.");
        t.Wishes(WishKind.Find, t.Ago(622), "I want to know my dad's side. I have their nose.", 5, _shabana, t.Ago(570));
        t.Wishes(WishKind.HearFrom, t.Ago(50), "I'd like to hear Nani's voice before it's too late.", 4, _nani);
        t.Says(NoorsFormerCarer, t.Ago(30), "She is my mum in every way that counts.");
        t.Says(_shabana, t.Ago(45), "Phupho says I was always hers to love.");
        t.Matters(NoorsFormerCarer, t.Ago(622), Circle.Inner, 5).CameForward(t.Ago(610)).Invited(t.Ago(545));
        t.Matters(_shabana, t.Ago(615), Circle.Inner, 5).CameForward(t.Ago(608)).Visited(t.Ago(578)).Invited(t.Ago(545));
        t.Matters(_imran, t.Ago(612), Circle.Middle, 4).CameForward(t.Ago(606)).Invited(t.Ago(545));
        t.Matters(_nani, t.Ago(50), Circle.Outer, 4).Searched(t.Ago(45));
        t.Matters(_formerWorker, t.Ago(622), Circle.Outer, 2).Located(t.Ago(600)).Cleared(t.Ago(595)).ChildSaidYes(t.Ago(590)).Approached(t.Ago(585))
            .Answered(t.Ago(580), DecisionOutcome.Undecided, "Has moved abroad; will write when settled");
        t.Offers(NoorsFormerCarer, SupportKind.Practical, t.Ago(540), "Her room is her room.", "always",
            ContactMode.OvernightStay);
        t.Offers(_imran, SupportKind.Informational, t.Ago(540), "I've done the student finance forms. Send me yours.", "now",
            ContactMode.Email);
        t.Fares(MeasureKind.Belonging, "Noor", (t.Ago(622), 2), (t.Ago(260), 4), (t.Ago(84), 5));
        t.Fares(MeasureKind.Identity, "Noor", (t.Ago(622), 2), (t.Ago(84), 4));
        t.Met(t.Ago(570), ContactMode.InPerson, [_shabana], feeling: 5, words: "We both cried in the pharmacy.");
        t.Met(t.Ago(60), ContactMode.OvernightStay, [_shabana], feeling: 5);
        t.Met(t.Ago(70), ContactMode.Email, [_imran], answered: true, words: "He fixed my whole personal statement.",
            by: ContactStarter.Child);
        t.Met(t.Ago(30), ContactMode.FamilyEvent, [_bilal, _niece, _shabana], feeling: 4, words: "Aish fell asleep on me.");
        t.Met(t.Ago(28), ContactMode.Gift, [_bilal], words: "A stethoscope!");
    }

    // 70 weeks, 16 and 16 months were due: 67 kept, 1 late, 1 missed, 1 excused; 15 kept, 1 late; 14 kept, 2 paused.
    private static void Plan(Telling t)
    {
        string conference = t.Conference(t.Ago(560), t.Ago(520), "Ruksana's front room",
            "Samosas, no agenda on paper, Beth takes the photos.", t.Ago(520));
        t.Invites(conference, NoorsFormerCarer, InvitationAnswer.Accepted, true);
        t.Invites(conference, _shabana, InvitationAnswer.Accepted, true);
        t.Invites(conference, _imran, InvitationAnswer.FromAfar, true);
        string plan = t.Plan(conference, t.Ago(515), t.Ago(500), "Noor is an adult and chooses; everybody has met everybody.",
            PlanIntegration.PathwayPlan);
        var ruksana = t.Promises(plan, [NoorsFormerCarer], "Dinner every week, and her washing if she brings it.",
            ContactMode.InPerson,
                Cadence.Periodic(1, 1, CadenceUnit.Week), t.Ago(4 + (7 * 69) + 6), [SupportKind.Emotional, SupportKind.Practical])
            .Said(31, 4, "She'd had a bad week. I cooked.")
            .Went("KKKKKKKKKK LKKKKKKKKK KKKKKKKKKK MKKKKKKKKK KKKKKKKKKK EKKKKKKKKK KKKKKKKKKK",
                excuses: (ExcuseReason.Other, "Noor was on her first ambulance placement"));
        var months = t.MonthsAgo(16, 12);
        var shabana = t.Promises(plan, [_shabana], "I ring once a month at least, and she rings when she wants.",
            ContactMode.PhoneCall,
                Cadence.Periodic(1, 1, CadenceUnit.Month), months, [SupportKind.Identity, SupportKind.Emotional])
            .Went("KKKKKKKKLKKKKKKK", (start, _) => start.AddDays(15), late: 4);
        string pausing = t.ReviewToCome();
        var imran = t.Promises(plan, [_imran], "Five-a-side or a film, once a month; I check the forms.", ContactMode.Outing,
                Cadence.Periodic(1, 1, CadenceUnit.Month), months, [SupportKind.Companionship, SupportKind.Informational],
                pauses: [new Pause(months.AddMonths(8), months.AddMonths(10), pausing)])
            .Said(10, 5, "He's back from Turkey with too much baklava.")
            .Went("KKKKKKKKCCKKKKKK", (start, _) => start.AddDays(15));
        var day = t.Promises(plan, [NoorsFormerCarer, _shabana], "We'll both be there when you get your first uniform.",
            ContactMode.FamilyEvent,
                Cadence.Once(t.Ago(90)), t.Ago(120), [SupportKind.Companionship], ends: t.Ago(83))
            .WentOn(t.Ago(90), t.Ago(90), feeling: 5, words: "Two mums in the front row.");
        Telling.Promise[] all = [ruksana, shabana, imran, day];
        t.Reviewed(ReviewKind.PathwayPlanReview, t.Ago(436), t.Ago(440), plan, Cast.PersonalAdviser, "Everything continues.",
            "Good so far.", Telling.Stood(t.Ago(440), all));
        t.Reviewed(ReviewKind.PathwayPlanReview, t.Ago(440).AddMonths(6), t.Ago(268), plan, Cast.PersonalAdviser,
            "Imran is in Turkey for two months: his promise is paused, the others continue.", "He sends me his homework instead.",
                Telling.Stood(t.Ago(268), all), pausing,
                [Decided(ruksana), Decided(shabana), Decided(imran, CommitmentDecision.Pause), Decided(day)]);
        t.Reviewed(ReviewKind.PathwayPlanReview, t.Ago(268).AddMonths(6), t.Ago(92), plan, Cast.PersonalAdviser,
            "Shabana rings every fortnight from now on, the others continue; the uniform is bought.", "I don't need the meeting, I need the dinners.",
            Telling.Stood(t.Ago(92), all), decided: [Decided(ruksana), Decided(shabana, CommitmentDecision.Change), Decided(imran), Decided(day, CommitmentDecision.End)]);
        t.Reviewed(ReviewKind.PathwayPlanReview, t.Ago(92).AddMonths(6), plan: plan, chair: Cast.PersonalAdviser);
        t.Reviewed(ReviewKind.LifelongLinksReview, t.Ago(520).AddMonths(6), t.Ago(345), plan, Cast.Coordinator,
            "All promises continue.", "Nothing to change.", Telling.Stood(t.Ago(345), all));
        t.Reviewed(ReviewKind.LifelongLinksReview, t.Ago(345).AddYears(1), plan: plan, chair: Cast.Coordinator);
        string next = t.NewVersion(plan, t.Ago(92));
        t.GoesOn(ruksana, next);
        t.GoesOn(shabana, next, Cadence.Periodic(1, 2, CadenceUnit.Week), t.Ago(92));
        t.GoesOn(imran, next);
    }

    private static CommitmentDecided Decided(Telling.Promise promise, CommitmentDecision decision = CommitmentDecision.Continue) => new(promise.Id, decision);
}
