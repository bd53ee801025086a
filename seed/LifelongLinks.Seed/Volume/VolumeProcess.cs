using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <content>Referral, consents, what the child shows and wishes, and how far the work has come with each person.</content>
internal sealed partial class VolumeCase
{
    private static readonly ConsentPurpose[] _toBegin = [ConsentPurpose.Referral, ConsentPurpose.Search];
    private static readonly ConsentPurpose[] _toMeet =
        [ConsentPurpose.Approach, ConsentPurpose.ShareInformation, ConsentPurpose.Contact, ConsentPurpose.AttendConference];

    private void Consents()
    {
        t.Referred(workers.SocialWorker.Id, Referred, Pick(VolumeWords.Whys), Pick(VolumeWords.Risks), Pick(VolumeWords.Supports),
            decided: Referred.AddDays(7));
        // One in fifty has taken it back: everything is paused.
        DateOnly? withdrawn = chance.Random.Bool(0.02f) ? Ago(2, 60) : null;
        t.ChildConsents(Consented, Pick(VolumeWords.Explained), _toBegin, withdrawn: withdrawn);
        t.ChildConsents(Mapped.AddDays(5), Pick(VolumeWords.Explained), _toMeet, withdrawn: withdrawn);
        t.AuthorityConsents(Consented.AddDays(-1), _toBegin);
        t.AuthorityConsents(Mapped.AddDays(5), _toMeet);
        if (chance.Random.Bool(0.4f))
        {
            t.Consents(ConsentSubject.ParentalResponsibility, Id("mum"), ConsentPurpose.Referral, Consented.AddDays(2), "By phone, and again in person");
        }
        Restrictions();
    }

    private void Restrictions()
    {
        if (chance.Random.Bool(0.1f))
        {
            t.Restricts(RestrictionKind.NoContactOrder, RestrictionEffect.Block, Id("step-dad"), "Order of the family court", Entered);
        }
        if (chance.Random.Bool(0.06f))
        {
            t.Restricts(RestrictionKind.Section34_4Order, RestrictionEffect.Block, Id("dad"), "Order under section 34(4)", Entered);
        }
        if (chance.Random.Bool(0.08f))
        {
            t.Restricts(RestrictionKind.DomesticAbuse, RestrictionEffect.Caution, Id("dads-brother"), "Told by Mum; not in front of the child", Mapped);
        }
        if (chance.Random.Bool(0.05f))
        {
            t.Restricts(RestrictionKind.ConfidentialAddress, RestrictionEffect.Block, null, "Mum's address is not told to anybody", Entered, protects: Id("mum"));
        }
        if (chance.Random.Bool(0.02f))
        {
            t.Restricts(RestrictionKind.SealedAdoption, RestrictionEffect.Block, Id("half-brother"), "Adopted; sealed", Entered);
        }
        if (chance.Random.Bool(0.05f))
        {
            t.Restricts(RestrictionKind.Unassessed, RestrictionEffect.Caution, Id("dads-friend"), "Nobody has met him yet", BeforePlan(100));
        }
    }

    private void Finding()
    {
        string plan = t.FindingPlan(Consented.AddDays(3), Pick(VolumeWords.Risks));
        t.Looks(plan, FindingSource.Records, "Read the whole file for every name", done: Mapped, found: "Names and two old addresses");
        t.Looks(plan, FindingSource.EarlierCarers, "Ask the earlier carers whom the child used to talk about", done: Mapped.AddDays(15),
            found: "A friend of Dad's came to visit", whom: Id("carer-1"));
        t.Looks(plan, FindingSource.Family, "Ask Nan who was around when the child was small", done: Mapped.AddDays(30), whom: Id("nan"));
        t.Looks(plan, FindingSource.Schools, "Ask the old school for its emergency contacts", FindingStatus.GivenUp, Mapped.AddDays(40), "The school has closed");
        t.Looks(plan, FindingSource.SocialMedia, "Look from the service's own account", FindingStatus.UnderWay, whom: Id("dad"));
        t.Looks(plan, FindingSource.Other, "Ask the housing association to pass on a letter", FindingStatus.Planned, whom: Id("dad"),
            worker: workers.SocialWorker.Id);
        t.Worries(workers.TeamManager.Id, Mapped.AddDays(10), Pick(VolumeWords.Worries), "Slowly, and with the child at each step.", Mapped.AddDays(14));
    }

    private void WhatTheChildShows()
    {
        foreach (var (kind, nth) in Enum.GetValues<ActivityKind>().Select((k, n) => (k, n)))
        {
            t.Showed(kind, Mapped.AddDays(7 * nth), Pick(VolumeWords.Shown));
        }
        t.Wishes(WishKind.See, Mapped, "I want to see my Nan more.", 5, Id("nan"), met: _planned.AddDays(20));
        t.Wishes(WishKind.Find, Mapped.AddDays(7), "I want to find my dad.", 5, Id("dad"));
        t.Wishes(WishKind.LearnAbout, Mapped.AddDays(7), Pick(VolumeWords.WantsToKnow), 3, met: chance.Random.Bool() ? Ago(10, 200) : null);
        t.Wishes(WishKind.HearFrom, Ago(5, 200), Pick(VolumeWords.WantsToHear), chance.Random.Int(1, 4), Id(Pick("half-brother", "great-aunt", "godparent")));
        foreach (string key in chance.Random.ListItems(["nan", "carer-1", "friend-1", "aunt", "mum", "grandad"], chance.Random.Int(1, 4)))
        {
            t.Says(Id(key), Ago(5, 260), Pick(VolumeWords.Affirmations), chance.Random.Bool(0.8f));
        }
        foreach (var kind in Enum.GetValues<MeasureKind>())
        {
            int worst = kind == MeasureKind.SdqTotal ? 24 : 4;
            t.Fares(kind, kind is MeasureKind.SdqTotal or MeasureKind.MissingEpisodes or MeasureKind.RiskTaking ? "The carer's record" : child.Child.KnownAs!,
                (Mapped, chance.Random.Int(worst / 2, worst)), (t.Ago(200), chance.Random.Int(worst / 3, worst)), (t.Ago(30), chance.Random.Int(1, worst)));
        }
    }

    /// <summary>Links at every stage. Answers those who joined and were invited, in the order of who promises first.</summary>
    private List<VolumePerson> WhoMatters()
    {
        List<VolumePerson> joined = [];
        string[] near = ["nan", "aunt", "carer-1", "godparent", "grandad", "mums-friend", "carer-2", "great-aunt", "gran", "cousin-1"];
        foreach (string key in chance.Random.Shuffle(near).Where(k => _people[k].Person.Died is null))
        {
            var link = Matters(key, chance.Random.Bool(0.7f));
            if (joined.Count < 6)
            {
                link.CameForward(Mapped.AddDays(chance.Random.Int(12, 50))).Visited(BeforePlan(chance.Random.Int(55, 70))).Invited(ConferencePlanned.AddDays(3));
                t.Offers(Id(key), Pick(Enum.GetValues<SupportKind>()), ConferencePlanned.AddDays(-5), Pick(VolumeWords.Offers), Pick("now", "when they are 16", "when they are 18"));
                t.Consents(ConsentSubject.ConnectedPerson, Id(key), ConsentPurpose.Contact, ConferencePlanned.AddDays(-5), "At home, reading the privacy notice together");
                joined.Add(_people[key]);
            }
            else
            {
                link.CameForward(Mapped.AddDays(chance.Random.Int(20, 60)));
            }
        }
        Matters("friend-1", true);
        Matters("friend-2", true);
        t.Matters(Id("friend-3"), Mapped, Circle.Outer, 2, ended: Ago(10, 300));
        foreach (var sibling in siblings)
        {
            t.Matters(sibling.Child.Id, Mapped, Circle.Inner, 5);
        }
        string[] others = ["dad", "uncle", "dads-brother", "half-brother", "mum", "cousin-3", "dads-friend", "neighbour", "step-dad", "friends-mum"];
        foreach (string key in chance.Random.Shuffle(others))
        {
            Stage(Matters(key, chance.Random.Bool()), Mapped.AddDays(chance.Random.Int(10, 60)), chance.Random.Int(0, 10));
        }
        // Of everybody else the records tell, and at most they have been located.
        string[] known = [.. near, .. others, "friend-1", "friend-2", "friend-3"];
        foreach (var somebody in _people.Values.Where(p => !known.Contains(p.Key) && p.Person.Died is null).ToList())
        {
            Stage(Matters(somebody.Key, false), Mapped.AddDays(chance.Random.Int(10, 60)), chance.Random.Int(0, 2));
        }
        return joined;
    }

    private Telling.Tracing Matters(string key, bool named) =>
        t.Matters(Id(key), Mapped.AddDays(chance.Random.Int(0, 9)), Pick(Circle.Inner, Circle.Middle, Circle.Middle, Circle.Outer), chance.Random.Int(1, 5), named);

    // How far the work has come: each number goes one step farther, or ends in one of the ways in which it can end.
    private static void Stage(Telling.Tracing link, DateOnly from, int stage)
    {
        _ = stage switch
        {
            0 => link,
            1 => link.Searched(from),
            2 => link.Searched(from).Located(from.AddDays(30), "Through the records"),
            3 => link.Located(from).Cleared(from.AddDays(10)),
            4 => link.Located(from).Cleared(from.AddDays(10)).ChildSaidYes(from.AddDays(20)),
            5 => link.Located(from).Checked(from.AddDays(10), DecisionOutcome.Caution, "With somebody trusted there").ChildSaidYesBut(from.AddDays(20), "By letter first"),
            6 => link.Located(from).Cleared(from.AddDays(10)).ChildSaidYes(from.AddDays(20)).Approached(from.AddDays(30)),
            7 => link.Located(from).Cleared(from.AddDays(10)).ChildSaidYes(from.AddDays(20)).Approached(from.AddDays(30))
                .Answered(from.AddDays(40), DecisionOutcome.Declined, "Not now"),
            8 => link.Located(from).Checked(from.AddDays(10), DecisionOutcome.NotSafe, "Convictions"),
            9 => link.Located(from).Cleared(from.AddDays(10)).ChildSaidNo(from.AddDays(20), "Not yet"),
            _ => link.CameForward(from),
        };
    }
}
