namespace LifelongLinks.Tests.Core;

/// <summary>What is recorded on the way: the child's own words and wishes, worries, the oversight group, people, homes and losses.</summary>
public class RecordingTests
{
    private const ConsentSubject TheChild = ConsentSubject.Child;

    [Fact]
    public void An_activity_and_a_wish_need_the_childs_own_consent_on_their_day()
    {
        var of = ProcessSteps.Started(less: (TheChild, ConsentPurpose.Referral));
        RecordActivity activity = new() { ChildId = of.ChildId, Kind = ActivityKind.TreeOfLife };
        RecordWish wish = new() { ChildId = of.ChildId, Kind = WishKind.Find, Words = "Where is Jo?" };

        of.Refused(TheChild, ConsentPurpose.Referral, Role.YoungPerson, activity);
        of.Refused(TheChild, ConsentPurpose.Referral, Role.Coordinator, wish);
        of.Days(2).Consents(TheChild, ConsentPurpose.Referral);
        of.Refused(TheChild, ConsentPurpose.Referral, Role.YoungPerson, wish with { MadeOn = of.Today.AddDays(-1) });
        of.Done(Role.Coordinator, activity);
        string wishId = of.Done(Role.YoungPerson, wish);
        of.Wrong("metOn", Role.YoungPerson, new MarkWishMet { ChildId = of.ChildId, WishId = wishId, MetOn = of.Today.AddDays(-1) });
        of.Done(Role.YoungPerson, new MarkWishMet { ChildId = of.ChildId, WishId = wishId });
        of.Refused(Gate.NotDoneAlready, Role.YoungPerson, new MarkWishMet { ChildId = of.ChildId, WishId = wishId });
    }

    [Fact]
    public void A_concern_is_answered_once_and_not_before_it_was_raised()
    {
        var of = ProcessSteps.Started();
        string concern = of.Done(Role.IndependentReviewingOfficer, new RaiseConcern { ChildId = of.ChildId, Words = "It will unsettle the placement." });
        AnswerConcern answer = new() { ChildId = of.ChildId, ConcernId = concern, Answer = "We go slowly." };

        of.Wrong("answeredOn", Role.Coordinator, answer with { AnsweredOn = of.Today.AddDays(-1) });
        of.Done(Role.TeamManager, answer);
        of.Refused(Gate.NotDoneAlready, Role.Coordinator, answer);
    }

    [Fact]
    public void Another_worker_in_a_role_makes_way_unless_both_are_to_stay_and_that_is_told_as_a_loss()
    {
        var of = ProcessSteps.Started().Days(3);
        var another = new Worker { Id = of.NextId(), Name = "Sam", Subject = "sub-sam", Roles = [Role.SocialWorker] };
        of.Save(another);
        SetOversightMember set = new() { ChildId = of.ChildId, WorkerId = another.Id, Role = Role.SocialWorker };

        of.Wrong("role", Role.FgcManager, set with { Role = Role.TeamManager });
        of.Wrong("role", Role.FgcManager, set with { Role = Role.Auditor });
        of.Wrong("workerId", Role.FgcManager, set with { WorkerId = of.Person() });
        of.Wrong("since", Role.FgcManager, set with { Since = ProcessCase.Begins });
        of.Done(Role.FgcManager, set);
        of.Refused(Gate.NotDoneAlready, Role.FgcManager, set);
        Assert.Equal([of.Today], of.Case.Oversight.Where(o => o.Role == Role.SocialWorker && o.Until is not null).Select(o => o.Until!.Value));
        Assert.Contains(Timelines.Of(Sight.Of(of.As(Role.Coordinator), of.Case)!, of.Today), e => e.Kind == TimelineKind.Loss && e.On == of.Today);
        of.Done(Role.FgcManager, set with { WorkerId = of.WorkerId(Role.SocialWorker), Beside = true });
        Assert.Equal(2, of.Case.Oversight.Count(o => o.Role == Role.SocialWorker && o.Holds(of.Today)));
    }

    [Fact]
    public void A_new_home_ends_the_one_before_and_a_school_ends_no_home()
    {
        var of = ProcessSteps.Started();
        RecordPlacement home = new() { ChildId = of.ChildId, Kind = PlacementKind.FosterCare, From = new(2025, 6, 2) };
        of.Wrong("until", Role.SocialWorker, home with { Until = home.From });
        string first = of.Done(Role.SocialWorker, home);
        of.Done(Role.TeamManager, home with { Kind = PlacementKind.School, From = new(2025, 9, 1) });
        Assert.Null(Placed(first).Until);
        string second = of.Done(Role.Coordinator, home with { From = of.Today, ReasonForMove = "The carers retired." });

        Assert.Equal((of.Today, "The carers retired."), (Placed(first).Until, Placed(first).ReasonForMove));
        // Told late, an earlier home that has ended changes nothing of the others.
        of.Done(Role.Coordinator, home with { From = new(2024, 1, 1), Until = new(2025, 6, 2) });
        Assert.Null(Placed(second).Until);
        of.Days(4).Done(Role.Coordinator, new EndPlacement { ChildId = of.ChildId, PlacementId = second });
        of.Refused(Gate.NotDoneAlready, Role.Coordinator, new EndPlacement { ChildId = of.ChildId, PlacementId = second });

        Placement Placed(string id) => of.Case.Placements.Single(p => p.Id == id);
    }

    [Fact]
    public void A_persons_earlier_name_is_kept_and_what_is_left_out_stays()
    {
        var of = ProcessSteps.Started();
        string personId = of.Done(Role.Coordinator, new AddPerson { ChildId = of.ChildId, Name = "Jo Bell", KnownAs = "Jo", Kind = RelationshipKind.Cousin });

        of.Done(Role.SocialWorker, new UpdatePerson { ChildId = of.ChildId, PersonId = personId, Name = "Jo Ray", Given = new HashSet<string> { "Name" } });
        Assert.Equal(("Jo Ray", "Jo"), (of.Case.Person(personId)!.Name, of.Case.Person(personId)!.KnownAs));
        Assert.Equal(["Jo Bell"], of.Case.Person(personId)!.FormerNames);
        of.Done(Role.SocialWorker, new UpdatePerson { ChildId = of.ChildId, PersonId = personId, Given = new HashSet<string> { "KnownAs" } });
        Assert.Null(of.Case.Person(personId)!.KnownAs);
        of.Wrong("name", Role.SocialWorker, new UpdatePerson { ChildId = of.ChildId, PersonId = personId, Given = new HashSet<string> { "Name" } });
        of.Wrong("died", Role.SocialWorker, new UpdatePerson { ChildId = of.ChildId, PersonId = personId, DateOfBirth = new(1990, 1, 1), Died = new(1989, 1, 1), Given = new HashSet<string> { "DateOfBirth", "Died" } });
    }

    [Fact]
    public void A_tie_ends_once_and_stays_in_the_story()
    {
        var of = ProcessSteps.Started();
        string personId = of.Person(), tie = of.Case.Relationships.Single(r => r.FromId == personId).Id;
        AddRelationship another = new() { ChildId = of.ChildId, FromId = personId, Kind = RelationshipKind.Godparent, Since = of.Today };

        of.Wrong("fromId", Role.Coordinator, another with { ToId = personId });
        of.Wrong("until", Role.Coordinator, another with { Until = of.Today });
        of.Wrong("lastContactOn", Role.Coordinator, another with { LastContactOn = of.Today.AddDays(-1) });
        of.Done(Role.Coordinator, new EndRelationship { ChildId = of.ChildId, RelationshipId = tie });
        of.Refused(Gate.NotDoneAlready, Role.Coordinator, new EndRelationship { ChildId = of.ChildId, RelationshipId = tie });
        Assert.False(of.Case.Relationships.Single().Holds(of.Today));
    }

    [Fact]
    public void A_restriction_is_against_somebody_or_one_tie_and_an_address_is_kept_from_somebody()
    {
        var of = ProcessSteps.Started();
        string personId = of.Person(), tie = of.Case.Relationships.Single().Id;
        var block = of.Restrict(personId);

        of.Wrong("againstId", Role.SocialWorker, block with { AgainstId = null });
        of.Wrong("againstId", Role.SocialWorker, block with { TieId = tie });
        of.Wrong("againstId", Role.SocialWorker, block with { AgainstId = of.ChildId });
        of.Wrong("until", Role.SocialWorker, block with { Until = block.From });
        of.Wrong("protectsId", Role.SocialWorker, block with { ProtectsId = personId });
        of.Wrong("protectsId", Role.SocialWorker, block with { Kind = RestrictionKind.ConfidentialAddress });
        of.Wrong("keptFromId", Role.SocialWorker, block with { KeptFromId = personId });
        of.Done(Role.SocialWorker, block with { AgainstId = null, TieId = tie });
        of.Done(Role.SocialWorker, block with { AgainstId = null, Kind = RestrictionKind.ConfidentialAddress, ProtectsId = of.ChildId, KeptFromId = personId });
        string restriction = of.Done(Role.Coordinator, block);
        EndRestriction end = new() { ChildId = of.ChildId, RestrictionId = restriction, Basis = "Discharged." };
        of.Wrong("until", Role.SocialWorker, end with { Until = of.Today.AddDays(-1) });
        of.Refused(RefusalCode.NotYourRole, Role.Coordinator, end);
        of.Done(Role.SocialWorker, end);
        of.Refused(Gate.NotDoneAlready, Role.SocialWorker, end);
    }

    [Fact]
    public void A_stale_edit_is_refused()
    {
        var of = ProcessSteps.Started();
        string link = of.Identified();
        RecordLocated located = new() { ChildId = of.ChildId, LinkId = link, ExpectedVersion = 2 };

        of.Refused(RefusalCode.Conflict, Role.Coordinator, located);
        of.Done(Role.Coordinator, located with { ExpectedVersion = 1 });
    }
}
