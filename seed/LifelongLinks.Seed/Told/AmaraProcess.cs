using LifelongLinks.Core;
using static LifelongLinks.Seed.Stories;

namespace LifelongLinks.Seed;

/// <content>How the people who matter to Amara were looked for.</content>
internal static partial class AmaraStory
{
    private static void BeforeAnybodyIsLookedFor(Telling t)
    {
        t.Referred(Cast.SocialWorker, t.Ago(560),
            "Amara has moved five times and has lost touch with most of her family. She asks who her dad is.",
            "Mum is not always well and visits can be hard. Nobody knows how Dad will take it.",
            "Somebody she trusts beside her each time there is news; Maureen, or Ms Kaur at school.", decided: t.Ago(553));
        ConsentPurpose[] toBegin = [ConsentPurpose.Referral, ConsentPurpose.Search];
        ConsentPurpose[] toMeet = [ConsentPurpose.Approach, ConsentPurpose.ShareInformation, ConsentPurpose.Contact,
            ConsentPurpose.AttendConference];
        t.ChildConsents(t.Ago(548), "At Maureen's kitchen table, with the leaflet for young people; Amara asked what happens if somebody says no", toBegin);
        t.AuthorityConsents(t.Ago(549), toBegin);
        t.Consents(ConsentSubject.ParentalResponsibility, AmarasMum, ConsentPurpose.Referral, t.Ago(547),
            "By phone, and again in person with her support worker");
        t.ChildConsents(t.Ago(500), "Grace went through the map name by name: who may be told what, and that she can change her mind any day", toMeet);
        t.AuthorityConsents(t.Ago(500), toMeet);
        t.Consents(ConsentSubject.ConnectedPerson, AmarasNan, ConsentPurpose.ShareInformation, t.Ago(478),
            "At her home, reading the privacy notice together");
        t.Consents(ConsentSubject.ConnectedPerson, AmarasNan, ConsentPurpose.Contact, t.Ago(478),
            "At her home, reading the privacy notice together");
        t.Consents(ConsentSubject.ConnectedPerson, AmarasFormerCarer, ConsentPurpose.Contact, t.Ago(470),
            "By phone, notice sent by email");
        t.Consents(ConsentSubject.ConnectedPerson, AmarasAunt, ConsentPurpose.Contact, t.Ago(465), "By video call",
            ConsentState.GivenWithLimits, "Not during night shifts");
        t.Consents(ConsentSubject.ConnectedPerson, AmarasGreatAunt, ConsentPurpose.ShareInformation, t.Ago(440),
            "By letter in Twi and English");
        t.Consents(ConsentSubject.ConnectedPerson, AmarasDad, ConsentPurpose.ShareInformation, null,
            "Will be explained when he is met", ConsentState.NotAsked);

        string plan = t.FindingPlan(t.Ago(545), "Dad may not know that Amara is in care. Mum should hear of each step before Amara's family does.");
        t.Looks(plan, FindingSource.Records, "Read the whole file for every name", done: t.Ago(535),
            found: "Thirty-one names; Nan's old address; Dad's name in a housing letter");
        t.Looks(plan, FindingSource.EarlierCarers, "Ask the Doyles whom Amara used to talk about", done: t.Ago(530),
            found: "Dad came to collect the children twice; Mags remembers a grey van", whom: AmarasFormerCarer);
        t.Looks(plan, FindingSource.Family, "Ask Nan who was around when Amara was small", done: t.Ago(470),
            found: "Auntie Efua, Auntie Adwoa in Accra, Uncle Yaw", whom: AmarasNan);
        t.Looks(plan, FindingSource.Schools, "Ask St Mary's for the old emergency contacts", done: t.Ago(520),
            found: "Yaw Darko was on the list");
        t.Looks(plan, FindingSource.SocialMedia, "Look for Kwame Osei from the service's own account", FindingStatus.GivenUp,
            t.Ago(450), "Too many of that name", AmarasDad);
        t.Looks(plan, FindingSource.Other, "Ask the housing association to pass on a letter", FindingStatus.UnderWay,
            whom: AmarasDad, worker: Cast.SocialWorker);

        t.Worries(Cast.TeamManager, t.Ago(540), "It will unsettle her home with Maureen just as she has begun to settle.",
            "Maureen wants it too and will be there at each step; we stop if Amara says so.", t.Ago(536));
    }

    private static void WhatSheShowedAndWishes(Telling t)
    {
        t.Showed(ActivityKind.ConnectednessMap, t.Ago(538), "Nan is closest. Kofi is in my heart even if he is not in my house.");
        t.Showed(ActivityKind.TreeOfLife, t.Ago(531), "My roots are Ghanaian and I don't know half of them.");
        t.Showed(ActivityKind.SafetyCircles, t.Ago(524), "With Mum I want somebody in the room. That is not mean, it is just better.");
        t.Showed(ActivityKind.Timeline, t.Ago(517), "This is where we left Auntie Mags and nobody asked me.");
        t.Wishes(WishKind.See, t.Ago(538), "I want to see my Nan, properly, not just at Christmas.", 5, AmarasNan, t.Ago(455));
        t.Wishes(WishKind.Find, t.Ago(524), "I want to find my dad. I just want to know if he thinks about me.", 5, AmarasDad);
        t.Wishes(WishKind.LearnAbout, t.Ago(517), "I want to learn some Twi and how to cook jollof like they do in Accra.", 3,
            met: t.Ago(120));
        t.Wishes(WishKind.HearFrom, t.Ago(517), "I'd like Auntie Adwoa to write to me.", 2, AmarasGreatAunt, t.Ago(97));
        t.Wishes(WishKind.See, t.Ago(45), "Can I see Kofi more than twice a year? He is growing and I'm missing it.", 5, Kofi);
        t.Says(AmarasNan, t.Ago(40), "Nan loves me and I love her. She always picks up.");
        t.Says(AmarasFormerCarer, t.Ago(60), "Auntie Mags still has my drawings on her fridge.");
        t.Says(AmarasAunt, t.Ago(200), "She's my fun auntie.");
        t.Says(AmarasMum, t.Ago(60), "I love her but it is complicated.", loving: false);

        t.Fares(MeasureKind.SdqTotal, "Filled in by Maureen", (t.Ago(550), 19), (t.Ago(230), 15), (t.Ago(48), 11));
        t.Fares(MeasureKind.Belonging, "Amara", (t.Ago(538), 2), (t.Ago(235), 3), (t.Ago(48), 4));
        t.Fares(MeasureKind.Identity, "Amara", (t.Ago(538), 2), (t.Ago(235), 3), (t.Ago(48), 4));
        t.Fares(MeasureKind.Isolation, "Amara", (t.Ago(538), 4), (t.Ago(235), 3), (t.Ago(48), 2));
        t.Fares(MeasureKind.Safety, "Amara", (t.Ago(538), 3), (t.Ago(48), 4));
        t.Fares(MeasureKind.MissingEpisodes, "Maureen's record, half a year", (t.Ago(550), 3), (t.Ago(230), 1), (t.Ago(48), 0));
        t.Fares(MeasureKind.RiskTaking, "Daniel and Maureen", (t.Ago(550), 3), (t.Ago(48), 1));
    }

    private static void WhoMatters(Telling t)
    {
        t.Matters(AmarasNan, t.Ago(538), Circle.Inner, 5).CameForward(t.Ago(515)).Visited(t.Ago(475)).Invited(t.Ago(445));
        t.Matters(AmarasFormerCarer, t.Ago(538), Circle.Inner, 4).CameForward(t.Ago(512)).Visited(t.Ago(470)).Invited(t.Ago(445));
        t.Matters(AmarasAunt, t.Ago(530), Circle.Middle, 4).Located(t.Ago(505)).Cleared(t.Ago(498))
            .ChildSaidYesBut(t.Ago(494), "Video calls for now, not at her house").Approached(t.Ago(488)).Joined(t.Ago(480)).Invited(t.Ago(445));
        t.Matters(AmarasMum, t.Ago(538), Circle.Middle, 4).Located(t.Ago(515))
            .Checked(t.Ago(508), DecisionOutcome.Caution, "Not always well: somebody Amara trusts stays with them").ChildSaidYes(t.Ago(500))
            .Approached(t.Ago(495)).Joined(t.Ago(486), "I'd like that, if she does").Invited(t.Ago(445));
        t.Matters(AmarasGreatAunt, t.Ago(470), Circle.Outer, 2, named: false).CameForward(t.Ago(468)).Invited(t.Ago(438));
        t.Matters(AmarasFriend, t.Ago(538), Circle.Inner, 5);
        t.Matters(Kofi, t.Ago(538), Circle.Inner, 5);
        var yaw = t.Matters(AmarasUncleYaw, t.Ago(470), Circle.Outer, 2,
            named: false).Located(t.Ago(468)).Cleared(t.Ago(460)).ChildSaidYes(t.Ago(455))
            .Approached(t.Ago(450)).Answered(t.Ago(449), DecisionOutcome.Undecided, "Wants to think about it")
            .Answered(t.Ago(430), DecisionOutcome.Declined, "Does not want to come between people");
        var dad = t.Matters(AmarasDad, t.Ago(524), Circle.Outer, 5).Searched(t.Ago(522))
            .Located(t.Ago(190), "A newer address in the housing association's records").Cleared(t.Ago(170),
                "No record of harm; go gently, and through somebody he knows")
            .ChildSaidYes(t.Ago(160), "Yes. But ask Nan how first.");
        t.Worries(Cast.SocialWorker, t.Ago(186), "If he says no, Amara could blame herself.",
            "Amara and Maureen have planned what to do that evening; Nan will be there.", t.Ago(172), dad);
        t.Worries(Cast.ReviewingOfficer, t.Ago(459), "Yaw may tell Dad before we are ready.", "He was asked not to, and agreed.",
            t.Ago(452), yaw);
        t.Offers(AmarasNan, SupportKind.Emotional, t.Ago(474), "She can ring me at three in the morning.", "now",
            ContactMode.PhoneCall);
        t.Offers(AmarasFormerCarer, SupportKind.Companionship, t.Ago(469), "There is always a bed and the dog.", "now",
            ContactMode.InPerson);
        t.Offers(AmarasFormerCarer, SupportKind.Practical, t.Ago(469), "I'll teach her to drive.", "when she is 17");
        t.Offers(AmarasAunt, SupportKind.Informational, t.Ago(440),
            "I know hospitals. If she wants to be a nurse I'll help with the forms.", "when she is 16", ContactMode.VideoCall);
    }
}
