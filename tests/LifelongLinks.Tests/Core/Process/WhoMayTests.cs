using System.Reflection;
using System.Runtime.CompilerServices;

namespace LifelongLinks.Tests.Core;

/// <summary>Who may take which step: the second column of the table in domain.md section 2, with what belongs to each of its rows.</summary>
public class WhoMayTests
{
    private static readonly Dictionary<string, string> _initials = new()
    {
        ["C"] = nameof(Role.Coordinator),
        ["S"] = nameof(Role.SocialWorker),
        ["T"] = nameof(Role.TeamManager),
        ["F"] = nameof(Role.FgcManager),
        ["I"] = nameof(Role.IndependentReviewingOfficer),
        ["P"] = nameof(Role.PersonalAdviser),
        ["K"] = nameof(Role.FosterCarer),
        ["Y"] = nameof(Role.YoungPerson),
        ["A"] = nameof(Role.Administrator),
    };

    /// <summary>Coordinator, Social worker, Team manager, FGC manager, IRO, Personal adviser, carer (K), Young person, Administrator.</summary>
    private static readonly Dictionary<string, string[]> _table = new()
    {
        ["C S T F I P A"] = ["ReferChild", "RaiseConcern"],
        ["C S T I P"] = ["BreakGlass", "CreateReviewCalendarAddress", "RevokeReviewCalendarAddress"],
        ["C S"] =
        [
            "RecordFindingStep", "RecordConsent", "CorrectRecord", "AddPerson", "UpdatePerson", "AddContactDetail", "EndContactDetail", "AddRelationship",
            "UpdateRelationship", "EndRelationship", "MergePeople", "UnmergePeople", "IdentifyLink", "EndLink", "EndPlan",
        ],
        ["C S P K Y"] = ["WithdrawConsent", "RecordContact", "ExcuseOccasion", "RecordChildFeeling"],
        ["C S P"] = ["CorrectContact", "WithdrawExcuse"],
        ["C"] = ["MakeFindingPlan", "RecordLocated", "RecordApproach", "RecordPersonAnswer", "RecordVisit", "RecordSupportOffer", "InviteToConference"],
        ["C T F"] = ["AcceptReferral", "DeclineReferral", "CloseCase", "SetOversightMember", "EndOversightMember"],
        ["C Y"] = ["RecordActivity", "RecordWish", "MarkWishMet", "RecordAffirmation", "RecordChildAnswer"],
        ["S T"] = ["RecordOversightCheck", "EndRestriction"],
        ["C S T"] = ["AddRestriction"],
        ["C S T F"] = ["AnswerConcern", "RecordPlacement", "EndPlacement"],
        ["C F"] = ["PlanConference", "RecordInvitationAnswer", "RecordConference", "DraftPlan", "AddCommitment", "UpdateCommitment", "RemoveCommitment"],
        ["S"] = ["AgreePlan", "DeclinePlan"],
        ["S P"] = ["IntegratePlan"],
        ["C I"] = ["RecordReview"],
        ["C I S P"] = ["ScheduleReview"],
        ["C S Y"] = ["RecordMeasure", "CreateCalendarAddress"],
        ["C S T F Y"] = ["RevokeCalendarAddress"],
    };

    [Fact]
    public void Every_command_stands_in_the_table_once() =>
        Assert.Equal(Commands.All.Select(k => k.Type.Name).Order(), _table.Values.SelectMany(names => names).Order());

    [Fact]
    public void A_step_is_taken_in_the_roles_of_its_row_and_in_no_other()
    {
        var of = ProcessSteps.Started();
        foreach (var kind in Commands.All)
        {
            string row = _table.Single(r => r.Value.Contains(kind.Type.Name)).Key;
            var mayBy = row.Split(' ').Select(i => Enum.Parse<Role>(_initials[i])).ToHashSet();
            foreach (var role in Enum.GetValues<Role>())
            {
                var refusal = of.Give(role, Filled(kind.Type, of.ChildId));
                // Whoever has no sight of the case is told of none.
                bool seesNone = role is Role.Analyst or Role.Reporting or Role.Auditor && kind.Type != typeof(BreakGlass);
                Assert.True(seesNone ? refusal?.Code == RefusalCode.NotFound
                    : mayBy.Contains(role) ? refusal is not NotYourRole
                    : refusal is NotYourRole not && mayBy.SetEquals(not.MayBy), $"{kind.Name} by {role}: {refusal}");
            }
        }
    }

    [Fact]
    public void A_role_that_is_held_in_another_case_opens_none()
    {
        var of = ProcessSteps.Started();
        Viewer stranger = new("sub-stranger", [.. Viewer.OverseeingRoles, Role.YoungPerson], ["South"], of.Today);

        foreach (var kind in Commands.All.Where(k => k.Type != typeof(BreakGlass)))
        {
            Assert.Equal(RefusalCode.NotFound, of.Give(stranger, Filled(kind.Type, of.ChildId))?.Code);
        }
    }

    [Fact]
    public void Who_no_longer_oversees_the_case_takes_no_step_in_it()
    {
        var of = ProcessSteps.Started();
        string link = of.Located();
        of.Done(Role.TeamManager, new EndOversightMember { ChildId = of.ChildId, OversightMemberId = of.Case.Oversight.First(o => o.Role == Role.SocialWorker).Id, Until = of.Today });

        of.Refused(RefusalCode.NotFound, Role.SocialWorker, of.Check(link));
    }

    [Fact]
    public void In_an_emergency_a_professional_sees_the_case_for_two_days_and_no_longer()
    {
        var of = ProcessSteps.Started();
        string personId = of.Person();
        var stranger = new Worker { Id = of.NextId(), Name = "Out of hours", Subject = "sub-night", Roles = [Role.SocialWorker] };
        of.Save(stranger);
        Viewer Night(int days = 0) => new("sub-night", [Role.SocialWorker], [], of.Today.AddDays(days));

        Assert.Equal(RefusalCode.NotFound, of.Give(Night(), of.Restrict(personId))?.Code);
        Assert.Null(of.Give(Night(), new BreakGlass { Reference = "C-1", Reason = "A threat.", FoundId = of.ChildId, FoundWorkerId = stranger.Id }));
        Assert.Null(of.Give(Night(), of.Restrict(personId)));
        Assert.Null(of.Give(Night(1), of.Restrict(personId)));
        Assert.Equal(RefusalCode.NotFound, of.Give(Night(2), of.Restrict(personId))?.Code);
    }

    // A command whose required fields hold something within their limits, and that names nothing there is.
    private static Command Filled(Type type, string childId)
    {
        var command = (Command)Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties())
        {
            object? value = property.Name is "ChildId" or nameof(BreakGlass.FoundId) ? childId
                : property.GetCustomAttribute<RequiredMemberAttribute>() is null ? null
                : property.PropertyType == typeof(string) ? new string('f', Ids.Length)
                : property.PropertyType == typeof(IReadOnlyList<string>) ? Array.Empty<string>()
                : property.PropertyType == typeof(IReadOnlyList<PlanIntegration>) ? new[] { PlanIntegration.CarePlan }
                : property.PropertyType == typeof(int) ? 1
                : property.PropertyType == typeof(Cadence) ? Cadence.Periodic(1, 1, CadenceUnit.Week)
                : property.PropertyType == typeof(DateOnly) ? ProcessCase.Begins
                : Activator.CreateInstance(property.PropertyType);
            if (value is not null)
            {
                property.SetValue(command, value);
            }
        }
        return command;
    }
}
