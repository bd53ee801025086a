using System.Text.Json;

namespace LifelongLinks.Tests.Core;

/// <summary>What was recorded wrongly is set right, and what it was before can be read back.</summary>
public class CorrectingTests
{
    private static CorrectRecord Correct(ProcessCase of, string recordId) => new() { ChildId = of.ChildId, RecordId = recordId, Reason = "A slip of the pen." };

    private static object Before(ProcessCase of, string correctionId) => of.Case.Corrections.Single(c => c.Id == correctionId).Before();

    // Lists are equal by what is in them.
    private static string Written(object record) => JsonSerializer.Serialize(record, record.GetType());

    [Fact]
    public void Every_kind_of_record_that_can_be_corrected_keeps_its_original_whole()
    {
        var of = ProcessSteps.Started();
        string link = of.Joined(), personId = of.PersonOf(link);
        of.Done(Role.Coordinator, new MakeFindingPlan { ChildId = of.ChildId, Risks = "None." });
        string another = of.Located(of.Person("Uncle Jo"));
        string[] records =
        [
            of.Case.Decisions.Single(d => d.LinkId == another).Id,
            of.Done(Role.YoungPerson, new RecordActivity { ChildId = of.ChildId, Kind = ActivityKind.Timeline, Words = "My line" }),
            of.Done(Role.YoungPerson, new RecordWish { ChildId = of.ChildId, Kind = WishKind.Find, Words = "Find Jo", PersonId = personId, Importance = 4 }),
            of.Done(Role.YoungPerson, new RecordAffirmation { ChildId = of.ChildId, PersonId = personId, Loving = true, Words = "She's mine" }),
            of.Done(Role.YoungPerson, new RecordMeasure { ChildId = of.ChildId, Kind = MeasureKind.Belonging, Value = 2.5, Source = "Me" }),
            of.Done(Role.SocialWorker, new RaiseConcern { ChildId = of.ChildId, LinkId = link, Words = "Too fast" }),
            of.Done(Role.Coordinator, new RecordSupportOffer { ChildId = of.ChildId, PersonId = personId, Support = SupportKind.Practical, Words = "Lifts" }),
            of.Done(Role.SocialWorker, new RecordPlacement { ChildId = of.ChildId, Kind = PlacementKind.FosterCare, Place = "Leeds", From = new(2025, 6, 2) }),
            of.Done(Role.Coordinator, new RecordFindingStep { ChildId = of.ChildId, Source = FindingSource.Records, Words = "Ask", Status = FindingStatus.Done }),
        ];
        of.Days(3);
        foreach (string id in records)
        {
            string was = Written(of.Case.Facts.Single(f => f.Id == id));
            string correction = of.Done(Role.Coordinator, Correct(of, id) with { Words = "What was really said.", On = of.Today.AddDays(-1) });
            Assert.Equal(was, Written(Before(of, correction)));
            Assert.NotEqual(was, Written(of.Case.Facts.Single(f => f.Id == id)));
            of.Wrong("on", Role.Coordinator, Correct(of, id));
        }
        of.Refused(RefusalCode.NotFound, Role.Coordinator, Correct(of, of.Case.Consents[0].Id) with { Words = "No." });
    }

    [Fact]
    public void What_is_struck_out_counts_for_nothing_and_can_be_read_back()
    {
        var of = ProcessSteps.Started();
        string link = of.Checked(), check = of.Case.Decisions.Single(d => d.Kind == DecisionKind.OversightCheck).Id;
        string was = Written(of.Case.Facts.Single(f => f.Id == check));
        string correction = of.Done(Role.SocialWorker, Correct(of, check) with { StrikeOut = true });

        Assert.Equal(LinkStage.Located, of.Stage(link));
        Assert.Equal(was, Written(Before(of, correction)));
        Assert.True(of.Case.Corrections.Single().StruckOut);
        of.Refused(Gate.OversightChecked, Role.YoungPerson, of.ChildSays(link));
    }

    [Fact]
    public void With_the_check_struck_out_nobody_is_approached()
    {
        var of = ProcessSteps.Started();
        string link = of.Agreed();
        of.Done(Role.SocialWorker, Correct(of, of.Case.Decisions.Single(d => d.Kind == DecisionKind.OversightCheck).Id) with { StrikeOut = true });

        of.Refused(Gate.OversightChecked, Role.Coordinator, of.Approach(link));
    }

    [Fact]
    public void What_keeps_somebody_out_is_neither_struck_out_nor_moved_but_decided_anew()
    {
        var of = ProcessSteps.Started();
        string unsafeLink = of.Located(of.Person("Gary")), refused = of.Checked(of.Person("Dawn")), declined = of.Approached(of.Person("Yaw"));
        of.Done(Role.SocialWorker, of.Check(unsafeLink, DecisionOutcome.NotSafe));
        of.Done(Role.YoungPerson, of.ChildSays(refused, DecisionOutcome.Refused));
        of.Done(Role.Coordinator, of.PersonSays(declined, DecisionOutcome.Declined));
        of.Days(2);
        foreach (var (role, outcome) in new[] { (Role.SocialWorker, DecisionOutcome.NotSafe), (Role.Coordinator, DecisionOutcome.Refused), (Role.Coordinator, DecisionOutcome.Declined) })
        {
            string id = of.Case.Decisions.Single(d => d.Outcome == outcome).Id;
            of.Refused(RefusalCode.Restricted, role, Correct(of, id) with { StrikeOut = true });
            of.Refused(RefusalCode.Restricted, role, Correct(of, id) with { On = of.Today });
            of.Done(role, Correct(of, id) with { Words = "In other words." });
        }
        // A step that others came after keeps its day.
        string check = of.Case.Decisions.Single(d => d.Kind == DecisionKind.OversightCheck && of.Case.Links.Single(l => l.Id == declined).Id == d.LinkId).Id;
        of.Refused(Gate.NotDoneAlready, Role.SocialWorker, Correct(of, check) with { On = of.Today });
        of.Done(Role.SocialWorker, of.Check(unsafeLink));
        Assert.Equal(LinkStage.Checked, of.Stage(unsafeLink));
    }

    [Fact]
    public void The_childs_date_of_birth_is_set_right_by_the_social_worker_and_never_across_eighteen()
    {
        var of = ProcessSteps.Started();
        var born = of.Case.Child.DateOfBirth!.Value;
        UpdatePerson update = new() { ChildId = of.ChildId, PersonId = of.ChildId, DateOfBirth = null, Given = new HashSet<string> { nameof(UpdatePerson.DateOfBirth) } };
        of.Wrong("dateOfBirth", Role.Coordinator, update);
        of.Wrong("dateOfBirth", Role.Coordinator, update with { DateOfBirth = born.AddDays(1) });
        of.Refused(RefusalCode.NotYourRole, Role.Coordinator, Correct(of, of.ChildId) with { On = born.AddDays(1) });
        of.Refused(RefusalCode.Restricted, Role.SocialWorker, Correct(of, of.ChildId) with { On = born.AddYears(-15) });
        of.Done(Role.SocialWorker, Correct(of, of.ChildId) with { On = born.AddDays(1) });
        Assert.Equal((born.AddDays(1), born), (of.Case.Child.DateOfBirth, ((Child)of.Case.Corrections.Single().Before()).DateOfBirth));
    }

    [Fact]
    public void What_others_rest_on_is_not_struck_out_before_them_and_a_tie_only_as_a_whole()
    {
        var of = ProcessSteps.Started();
        string personId = of.PersonOf(of.Identified()), tie = of.Case.Relationships.Single(r => r.FromId == personId).Id;
        string restriction = of.Done(Role.Coordinator, new AddRestriction { ChildId = of.ChildId, Kind = RestrictionKind.OnlineContact, Effect = RestrictionEffect.Block, TieId = tie, Basis = "Online." });

        of.Wrong("strikeOut", Role.Coordinator, Correct(of, tie) with { Words = "No." });
        of.Refused(Gate.NotDoneAlready, Role.Coordinator, Correct(of, tie) with { StrikeOut = true });
        string other = of.Done(Role.Coordinator, new AddRelationship { ChildId = of.ChildId, FromId = personId, Kind = RelationshipKind.Godparent });
        string was = Written(of.Case.Relationships.Single(r => r.Id == other));
        Assert.Equal(was, Written(Before(of, of.Done(Role.Coordinator, Correct(of, other) with { StrikeOut = true }))));
        Assert.DoesNotContain(of.Case.Relationships, r => r.Id == other);
        Assert.Contains(of.Case.Restrictions, r => r.Id == restriction);
    }

    [Fact]
    public void A_correction_ends_nothing_before_it_began_and_stays_on_the_scale()
    {
        var of = ProcessSteps.Started();
        of.Days(5).Checked();
        string check = of.Case.Decisions.Single(d => d.Kind == DecisionKind.OversightCheck).Id;
        string placement = of.Done(Role.SocialWorker, new RecordPlacement { ChildId = of.ChildId, Kind = PlacementKind.FosterCare, From = new(2025, 6, 2), Until = new(2025, 9, 1) });
        string measure = of.Done(Role.Coordinator, new RecordMeasure { ChildId = of.ChildId, Kind = MeasureKind.SdqTotal, Value = 12 });

        of.Wrong("on", Role.SocialWorker, Correct(of, check) with { On = of.Today.AddDays(-1) });
        of.Refused(RefusalCode.NotYourRole, Role.Coordinator, Correct(of, check) with { StrikeOut = true });
        of.Wrong("on", Role.Coordinator, Correct(of, placement) with { On = new(2025, 9, 1) });
        of.Wrong("value", Role.Coordinator, Correct(of, measure) with { Value = 12.5 });
        of.Wrong("value", Role.Coordinator, Correct(of, measure) with { Value = 41 });
        of.Wrong("value", Role.Coordinator, Correct(of, placement) with { Value = 1 });
        of.Done(Role.Coordinator, Correct(of, measure) with { Value = 13 });
        of.Done(Role.Coordinator, Correct(of, placement) with { On = new(2025, 8, 31) });
    }

    [Fact]
    public void A_contact_is_set_right_or_struck_out_with_its_original_kept()
    {
        var of = ProcessSteps.Started();
        var (_, commitmentId, personId) = of.PlanAgreed();
        string dad = of.Person("Dad");
        of.Days(2);
        string contact = of.Done(Role.FosterCarer, of.InTouch(personId, commitmentId)), was = Written(of.Case.Contacts.Single());
        CorrectContact correct = new() { ChildId = of.ChildId, ContactId = contact, Reason = "It was yesterday." };

        of.Wrong("commitmentIds", Role.Coordinator, correct with { PersonIds = [dad] });
        string correction = of.Done(Role.SocialWorker, correct with { On = of.Today.AddDays(-1) });
        Assert.Equal(was, Written(Before(of, correction)));
        Assert.Equal(of.Today.AddDays(-1), of.Case.Contacts.Single().On);
        of.Done(Role.Coordinator, correct with { NeverHappened = true });
        Assert.Empty(of.Case.Contacts);
        Assert.Equal(2, of.Case.Corrections.Count);
    }
}
