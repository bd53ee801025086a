using System.Reflection;
using System.Text.Json;
using CsCheck;

namespace LifelongLinks.Tests.Core;

/// <summary>Two people who are one, and told apart again: nothing is lost, and everything is as it was before.</summary>
public class MergingTests
{
    /// <summary>References to facts, and to workers, who are never merged. Any other leads to a person.</summary>
    private static readonly string[] _toOthers =
    [
        "HAS_STEP", "ON", "CONCERNS", "MADE_AT", "REPLACES", "COMMITS", "CONTINUES", "FULFILS", "EXCUSES", "REVIEWS",
        "DONE_BY", "TOLD_TO", "TAKEN_BY", "RAISED_BY", "AGREED_BY", "HELPS", "NEEDED", "CORRECTED_BY", "CHAIRED_BY",
    ];

    // What a record is, but for how often it was saved and in which order it names several people.
    private static string Written(object record) => string.Join("; ", record.GetType().GetProperties()
        .Where(p => p.Name is not "Version" && p.CanWrite).OrderBy(p => p.Name, StringComparer.Ordinal)
        .Select(p => $"{p.Name}={(p.GetValue(record) is IReadOnlyList<string> names ? string.Join(',', p.Name == nameof(Person.FormerNames) ? names.AsEnumerable() : names.Order()) : JsonSerializer.Serialize(p.GetValue(record)))}"));

    private static string[] Everything(Case of) =>
    [
        .. of.Facts.Where(f => f is not Merge).Concat<object>(of.People.Values).Concat(of.ContactDetails).Concat(of.Relationships).Concat(of.Invitations)
            .Select(Written).Order(StringComparer.Ordinal),
    ];

    private static (string Kept, string Merged) Two(ProcessCase of)
    {
        string kept = of.Done(Role.Coordinator, new AddPerson { ChildId = of.ChildId, Name = "Jo Bell", FormerNames = ["Jo Ray"], Kind = RelationshipKind.AuntUncle });
        string merged = of.Done(Role.Coordinator, new AddPerson
        {
            ChildId = of.ChildId,
            Name = "Joanna Bell",
            KnownAs = "Jo",
            Pronouns = "she/her",
            DateOfBirth = new(1980, 2, 3),
            FormerNames = ["Jo Ray", "Jo March"],
            Kind = RelationshipKind.FamilyFriend,
        });
        return (kept, merged);
    }

    [Fact]
    public void Every_reference_to_a_person_is_renamed()
    {
        foreach (var kind in Graph.Nodes.Where(k => k.Type.IsSubclassOf(typeof(CaseNode)) && k.Type != typeof(Merge) && k.Type != typeof(Restriction)))
        {
            ProcessCase of = ProcessSteps.Started();
            var (kept, merged) = Two(of);
            // Each property that may name a person and not only a worker names the merged one.
            foreach (var property in kind.Type.GetProperties().Where(p => NamesPeople(kind.Type, p)))
            {
                var fact = Fact(kind.Type, of, property, merged);
                of.Save(fact);
                string mergeId = of.Done(Role.Coordinator, One(of, kept, merged));
                var renamed = of.Case.Facts.Single(f => f.Id == fact.Id);
                Assert.Equal([kept], Named(renamed, property));
                of.Done(Role.Coordinator, new UnmergePeople { ChildId = of.ChildId, MergeId = mergeId });
                Assert.Equal([merged], Named(of.Case.Facts.Single(f => f.Id == fact.Id), property));
            }
        }
    }

    [Fact]
    public void Both_records_stay_as_they_are_and_what_is_recorded_of_the_one_is_of_the_other()
    {
        ProcessCase of = ProcessSteps.Started();
        var (kept, merged) = Two(of);
        of.Done(Role.Coordinator, new AddContactDetail { ChildId = of.ChildId, PersonId = merged, Kind = ContactDetailKind.Email, Value = "jo@example.org" });
        var (one, other) = (of.Case.Person(kept), of.Case.Person(merged));
        string mergeId = of.Done(Role.SocialWorker, One(of, kept, merged));

        Assert.Equal((one, other), (of.Case.Person(kept), of.Case.Person(merged)));
        Assert.Equal(2, of.Case.Relationships.Count(r => r.FromId == kept));
        of.Done(Role.Coordinator, new UnmergePeople { ChildId = of.ChildId, MergeId = mergeId });
        Assert.Equal(1, of.Case.Relationships.Count(r => r.FromId == kept));
        of.Refused(Gate.NotDoneAlready, Role.Coordinator, new UnmergePeople { ChildId = of.ChildId, MergeId = mergeId });
    }

    [Fact]
    public void A_no_is_not_lost_by_merging_nor_by_telling_apart_again()
    {
        ProcessCase of = ProcessSteps.Started();
        var (kept, merged) = Two(of);
        string link = of.Approached(merged), other = of.Approached(kept);
        of.Done(Role.Coordinator, of.PersonSays(link, DecisionOutcome.Declined));
        of.Days(1).Done(Role.Coordinator, of.PersonSays(other, DecisionOutcome.Undecided));
        // The later answer of the one would be that of both.
        of.Refused(RefusalCode.Restricted, Role.Coordinator, One(of, kept, merged));

        var (first, second) = (of.Person("A. Bell"), of.Person("B. Bell"));
        string back = of.Agreed(first), stays = of.Agreed(second), mergeId = of.Done(Role.Coordinator, One(of, second, first));
        of.Done(Role.YoungPerson, of.ChildSays(stays, DecisionOutcome.Refused));
        string order = of.Done(Role.SocialWorker, new AddRestriction { ChildId = of.ChildId, Kind = RestrictionKind.NoContactOrder, Effect = RestrictionEffect.Block, AgainstId = second, Basis = "Order." });
        of.Done(Role.Coordinator, new UnmergePeople { ChildId = of.ChildId, MergeId = mergeId });
        Assert.Equal((true, true), (Standing.Of(of.Case, first, of.Today).Refused, Standing.Of(of.Case, first, of.Today).Blocked));
        Assert.Equal((true, true), (Standing.Of(of.Case, second, of.Today).Refused, Standing.Of(of.Case, second, of.Today).Blocked));
        Assert.Equal(LinkStage.ChildRefused, of.Stage(back));
        Assert.Contains(of.Case.Restrictions, r => r.Id == order);
    }

    [Fact]
    public void People_whom_a_tie_or_a_restriction_tells_apart_are_not_merged_nor_is_the_child_or_a_worker()
    {
        ProcessCase of = ProcessSteps.Started();
        var (kept, merged) = Two(of);
        string tie = of.Done(Role.Coordinator, new AddRelationship { ChildId = of.ChildId, FromId = kept, ToId = merged, Kind = RelationshipKind.Sibling });

        of.Wrong("mergedId", Role.Coordinator, One(of, kept, kept));
        of.Wrong("mergedId", Role.Coordinator, One(of, kept, merged));
        of.Refused(RefusalCode.NotFound, Role.Coordinator, One(of, kept, of.ChildId));
        of.Refused(RefusalCode.NotFound, Role.Coordinator, One(of, of.WorkerId(Role.SocialWorker), merged));
        of.Done(Role.Coordinator, new CorrectRecord { ChildId = of.ChildId, RecordId = tie, Reason = "They are one.", StrikeOut = true });
        string restriction = of.Done(Role.Coordinator, new AddRestriction
        {
            ChildId = of.ChildId,
            Kind = RestrictionKind.ConfidentialAddress,
            Effect = RestrictionEffect.Caution,
            ProtectsId = kept,
            KeptFromId = merged,
            Basis = "She fled.",
        });
        of.Refused(RefusalCode.Restricted, Role.Coordinator, One(of, kept, merged));
        of.Done(Role.Coordinator, new CloseCase { ChildId = of.ChildId });
        of.Refused(Gate.OpenCase, Role.Coordinator, One(of, kept, merged));
        Assert.Contains(of.Case.Restrictions, r => r.Id == restriction);
    }

    [Fact]
    public void Nothing_more_is_recorded_of_who_was_merged_until_they_are_told_apart()
    {
        ProcessCase of = ProcessSteps.Started();
        var (kept, merged) = Two(of);
        of.Done(Role.Coordinator, of.PersonSays(of.Approached(kept), DecisionOutcome.Declined));
        string mergeId = of.Done(Role.Coordinator, One(of, kept, merged));
        IdentifyLink anew = new() { ChildId = of.ChildId, PersonId = merged };

        // Else a no could be got round by the other name.
        of.Refused(RefusalCode.NotFound, Role.Coordinator, anew);
        of.Refused(RefusalCode.NotFound, Role.Coordinator, One(of, of.Person("J. Bell"), merged));
        of.Done(Role.Coordinator, new UnmergePeople { ChildId = of.ChildId, MergeId = mergeId });
        of.Done(Role.Coordinator, anew);
    }

    [Fact]
    public void A_later_merge_of_the_same_people_is_undone_first()
    {
        ProcessCase of = ProcessSteps.Started();
        var (kept, merged) = Two(of);
        string third = of.Person("J. Bell"), first = of.Done(Role.Coordinator, One(of, kept, merged)), second = of.Done(Role.Coordinator, One(of, third, kept));

        of.Refused(Gate.NotDoneAlready, Role.Coordinator, new UnmergePeople { ChildId = of.ChildId, MergeId = first });
        of.Done(Role.Coordinator, new UnmergePeople { ChildId = of.ChildId, MergeId = second });
        of.Done(Role.Coordinator, new UnmergePeople { ChildId = of.ChildId, MergeId = first });
    }

    [Fact]
    public void Who_said_no_under_one_of_two_names_has_said_no()
    {
        ProcessCase of = ProcessSteps.Started();
        var (kept, merged) = Two(of);
        of.Done(Role.Coordinator, of.PersonSays(of.Approached(merged), DecisionOutcome.Declined));
        string link = of.Agreed(kept);
        of.Done(Role.Coordinator, One(of, kept, merged));

        of.Refused(Gate.NotDeclined, Role.Coordinator, of.Approach(link));
    }

    [Fact]
    public void Any_two_people_of_any_case_merged_and_told_apart_are_as_before() => Gen.Select(ProcessTurns.Courses, Gen.Int[0, 4], Gen.Int[1, 4]).Sample((course, one, step) =>
    {
        ProcessTurns turns = new(course.Born, course.Missing);
        foreach (var turn in course.Turns)
        {
            turns.Of.Days(turn.Days);
            if (turns.Command(turn) is var (role, command))
            {
                turns.Give(role, command);
            }
        }
        var of = turns.Of;
        string kept = turns.Everybody[one], merged = turns.Everybody[(one + step) % 5];
        of.Save(new Contact { Id = of.NextId(), ChildId = of.ChildId, PersonIds = [merged, kept], On = of.Today, Mode = ContactMode.Outing });
        var before = Everything(of.Case);
        if (of.Give(Role.Administrator, One(of, kept, merged)) is NotYourRole && of.Give(Role.Coordinator, One(of, kept, merged)) is null)
        {
            Assert.DoesNotContain(of.Case.Facts, f => f is not Merge && Graph.KindOf(f).References.Any(r => !r.IsCase && r.Ids(f).Contains(merged)));
            Assert.DoesNotContain(of.Case.Relationships, r => r.FromId == merged || r.ToId == merged);
            of.Done(Role.Coordinator, new UnmergePeople { ChildId = of.ChildId, MergeId = of.Case.Merges[^1].Id });
            Assert.Equal(before, Everything(of.Case));
        }
    }, iter: 100);

    private static MergePeople One(ProcessCase of, string kept, string merged) => new() { ChildId = of.ChildId, KeptId = kept, MergedId = merged, Reason = "Her mother says so." };

    // By the graph: a property that is held as a reference, and not one to a fact or a worker.
    private static bool NamesPeople(Type type, PropertyInfo property) => Graph.NodeKind(type.Name).References
        .Any(r => !r.IsCase && !_toOthers.Contains(r.Type) && r.Ids(Fact(type, null, property, "x")).Contains("x"));

    private static string[] Named(CaseNode fact, PropertyInfo property) => property.GetValue(fact) switch { string id => [id], IReadOnlyList<string> ids => [.. ids], _ => [] };

    // A fact of which one property names somebody, and that is not dropped for what else it needs.
    private static CaseNode Fact(Type type, ProcessCase? of, PropertyInfo property, string named)
    {
        var fact = (CaseNode)Activator.CreateInstance(type)!;
        foreach (var p in type.GetProperties().Where(p => p.CanWrite))
        {
            object? value = p.Name == nameof(Node.Id) ? of?.NextId() ?? "" : p.Name == nameof(CaseNode.ChildId) ? of?.ChildId ?? ""
                : p.PropertyType == typeof(IReadOnlyList<string>) ? p.Name == property.Name ? new[] { named } : Array.Empty<string>()
                : p.PropertyType == typeof(string) && p.Name == property.Name ? named
                : p.GetValue(fact);
            p.SetValue(fact, value);
        }
        return fact;
    }
}
