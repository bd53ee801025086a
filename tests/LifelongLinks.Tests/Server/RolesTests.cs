using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Server;

/// <summary>Who may see what (domain.md 6), held against everything that each account can ask for.</summary>
[Collection(nameof(RolesAnswers))]
public sealed class RolesTests(RolesAnswers answers)
{
    private static readonly string[] _north =
        [Stories.Amara, Stories.Kofi, Stories.Jayden, Stories.Leah, Stories.Tom, Stories.Noor, Stories.Sofia, Stories.Ellis];

    public static TheoryData<string> Everybody => new(RolesAnswers.Accounts.Select(a => a.Name));

    public static TheoryData<string> Professionals => ["coordinator", "social-worker", "team-manager", "fgc-manager",
        "independent-reviewing-officer", "personal-adviser", "administrator"];

    public static TheoryData<string> Carers => ["foster-carer", "carer of Leah, Tom and Jayden"];

    public static TheoryData<string> CarersAndYoungPeople => ["foster-carer", "carer of Leah, Tom and Jayden", "young-person", "Leah herself"];

    public static TheoryData<string> Outsiders => ["analyst", "reporting", "auditor", "coordinator nobody knows", "team manager of no team",
        "young person without a case"];

    private static string[] Scope(string account) => account switch
    {
        "coordinator" or "social-worker" or "team-manager" or "independent-reviewing-officer" => _north,
        "fgc-manager" or "administrator" => [.. _north, Stories.Marcus],
        "personal-adviser" => [Stories.Jayden, Stories.Noor],
        "foster-carer" or "young-person" => [Stories.Amara],
        "carer of Leah, Tom and Jayden" => [Stories.Leah, Stories.Tom, Stories.Jayden],
        "Leah herself" => [Stories.Leah],
        _ => [],
    };

    [Theory, MemberData(nameof(Everybody))]
    public async Task Everybody_sees_the_children_of_their_scope_alone(string account)
    {
        var told = await answers.Everything(account);
        string[] scope = Scope(account);
        Assert.Equal(scope.Order(), told.Children.Order());
        Assert.Equal(scope.Length, told.Of("ChildrenConnection", "totalCount").Single().GetInt32());
        Assert.Equal(scope.Order(), told.Of("Child", "id").Select(id => id.GetString()!).Distinct().Order());
        Assert.Equal(answers.All<Child>().Where(c => scope.Contains(c.Id)).Select(c => c.Reference).Order(),
            told.Of("Child", "reference").Select(r => r.GetString()!).Distinct().Order());
    }

    [Theory, MemberData(nameof(Everybody))]
    public async Task Nothing_of_a_case_out_of_scope_is_there_by_id(string account)
    {
        var told = await answers.Everything(account);
        string[] scope = Scope(account);
        Assert.DoesNotContain(answers.All<CaseNode>(), f => !scope.Contains(f.ChildId) && (told.Nodes.Contains(f.Id) || told.Texts.Contains(f.Id)));
        Assert.DoesNotContain(answers.Stored.Edges.OfType<Relationship>(),
            r => !scope.Contains(r.RecordedForId) && (told.Nodes.Contains(r.Id) || told.Texts.Contains(r.Id)));
        Assert.DoesNotContain(RolesAnswers.Never, told.Nodes);
    }

    [Theory, MemberData(nameof(Everybody))]
    public async Task Nothing_goes_wrong_for_anybody_who_asks_for_everything(string account) =>
        Assert.Empty((await answers.Everything(account)).Errors);

    // So that none of the tests here can pass on an empty answer: what a coordinator, an administrator, an auditor and a young person are told,
    // together, has every field of the schema; but for what no story has.
    [Fact]
    public async Task Those_who_see_most_are_told_something_in_every_field()
    {
        RolesAnswer[] told = [await answers.Everything("coordinator"), await answers.Everything("administrator"), await answers.Everything("auditor"), await answers.Everything("young-person")];
        string[] none = [.. answers.Questions.Everything.Where(f => f.Type is not "Query" and not "Mutation" and not "Subscription")
            // What only a command is answered with, and what is told as it happens.
            .Where(f => !f.Type.EndsWith("Payload", StringComparison.Ordinal) && !f.Type.EndsWith("Error", StringComparison.Ordinal) && f.Type is not ("LikelyDuplicate" or "CaseChanged" or "ContactRecorded" or "ReviewBecameDue"))
            // Figures of the authority are asked for with a period.
            .Where(f => AccessTable.OfType(f.Type) is not { Seen: Audience.Figures })
            .Where(f => told.All(t => t.Of(f.Type, f.Field).Count == 0)).Select(f => $"{f.Type}.{f.Field}").Order(StringComparer.Ordinal)];
        Assert.True(none.SequenceEqual(_inNoStory), $"Not told: {string.Join(' ', none.Except(_inNoStory))}. Told after all: {string.Join(' ', _inNoStory.Except(none))}.");
    }

    private static readonly string[] _inNoStory =
    [
        "CalendarAddress.displayName", "CalendarAddress.revokedOn", "Child.closedOn", "Child.likelyDuplicates", "ContactDetail.since", "ContactDetail.until", "Link.endReason", "OversightMember.emergency", "OversightMember.until", "Person.erasedOn",
        "Plan.declinedOn", "Plan.endReason", "Plan.endedOn", "Referral.closedOn", "Referral.reasonDeclined", "Restriction.endedBecause", "Viewer.teams",
        "Worker.knownAs", "Worker.pronouns",
    ];

    [Theory, MemberData(nameof(Professionals))]
    public async Task Professionals_see_what_their_children_s_cases_hold(string account)
    {
        var told = await answers.Everything(account);
        string[] scope = Scope(account);
        Assert.All(answers.All<CaseNode>().Where(f => scope.Contains(f.ChildId) && !Hangs(f).Contains(Stories.TomsSister)), f => Assert.Contains(f.Id, told.Nodes));
        Assert.All(answers.All<Person>().Where(p => p.Id != Stories.TomsSister && Named(p.Id).Overlaps(scope)), p =>
        {
            Assert.Contains(p.Id, told.People);
            Assert.Contains(p.Name, told.Texts);
        });
        Assert.NotEmpty(told.Of("Child", "reconnectionPaths"));
        Assert.NotEmpty(told.Of("Child", "networkGaps"));
        Assert.NotEmpty(told.Of("Adherence", "rate"));
        Assert.NotEmpty(told.Of("Person", "dateOfBirth"));
    }

    [Theory, MemberData(nameof(Everybody))]
    public async Task The_confidential_address_and_the_sealed_sister_are_nowhere(string account)
    {
        var told = await answers.Everything(account);
        AssertNowhere(told, [Stories.ConfidentialAddress, Stories.TomsSister, "Poppy", "baby sister", "stegosaurus", "dinosaurs", "letterbox through"]);
        Assert.DoesNotContain(Stories.TomsSister, told.Nodes.Concat(told.People));
        Assert.DoesNotContain(answers.All<CaseNode>(), f => About(f).Contains(Stories.TomsSister) && About(f).Count == 1 && told.Nodes.Contains(f.Id));
    }

    [Theory, MemberData(nameof(Everybody))]
    public async Task Contact_details_are_for_coordinator_and_social_worker_and_never_those_of_who_declined(string account)
    {
        var told = await answers.Everything(account);
        var declined = answers.All<Decision>().Where(d => d.Outcome == DecisionOutcome.Declined)
            .Select(d => ((Link)answers.Stored.Nodes[d.LinkId]).PersonId).ToHashSet();
        Assert.Contains(Stories.TomsAunt, declined);
        var details = answers.All<ContactDetail>().ToLookup(d => account is "coordinator" or "social-worker"
            && Days.Holds(d.Since, d.Until, RolesAnswers.Day) && !declined.Contains(d.PersonId) && d.PersonId != Stories.LeahsMum && told.People.Contains(d.PersonId));
        var shown = told.Of("ContactDetail", "id").Select(v => v.GetString()!).ToHashSet();
        Assert.DoesNotContain(details[false], d => shown.Contains(d.Id));
        Assert.All(details[true], d => Assert.Contains(d.Id, shown));
        AssertNowhere(told, details[false].Select(d => d.Value).Except(details[true].Select(d => d.Value)));
        Assert.Equal(account is "coordinator" or "social-worker", shown.Count > 10);
    }

    [Theory, MemberData(nameof(Everybody))]
    public async Task Nobody_is_told_the_birthday_or_former_names_of_who_declined(string account)
    {
        foreach (string id in new[] { Stories.TomsAunt, Stories.AmarasUncleYaw })
        {
            string answer = await answers.Ask(account, $"{{ personById(id: \"{id}\") {{ dateOfBirth formerNames }} }}");
            string data = System.Text.Json.JsonDocument.Parse(answer).RootElement.GetProperty("data").GetRawText();
            Assert.True(data is """{"personById":null}""" or """{"personById":{"dateOfBirth":null,"formerNames":[]}}""", answer);
        }
    }

    [Theory, MemberData(nameof(Outsiders))]
    public async Task Outsiders_see_nobody_but_themselves(string account)
    {
        var told = await answers.Everything(account);
        string own = RolesAnswers.Accounts.Single(a => a.Name == account).PersonId;
        Assert.DoesNotContain(told.Nodes.Concat(told.People), id => id != own);
        AssertNowhere(told, answers.All<Person>().Where(p => p.Id != own).SelectMany(p => new[] { p.Id, p.Name }));
        Assert.All(told.Of("PlansConnection", "totalCount").Concat(told.Of("ReviewsConnection", "totalCount")), n => Assert.Equal(0, n.GetInt32()));
    }

    [Theory, MemberData(nameof(Everybody))]
    public async Task People_of_the_other_team_are_there_only_for_those_who_see_their_child(string account)
    {
        var told = await answers.Everything(account);
        var south = answers.All<Person>().Where(p => Named(p.Id).SetEquals([Stories.Marcus])).ToList();
        Assert.True(south.Count > 3);
        bool sees = Scope(account).Contains(Stories.Marcus);
        Assert.All(south, p => Assert.Equal(sees, told.People.Contains(p.Id) && told.Nodes.Contains(p.Id) && told.Texts.Contains(p.Name)));
        if (!sees)
        {
            AssertNowhere(told, south.SelectMany(p => new[] { p.Id, p.Name }));
        }
    }

    [Theory, MemberData(nameof(Everybody))]
    public async Task People_are_those_whom_a_case_in_scope_names_whichever_way_one_asks(string account)
    {
        var told = await answers.Everything(account);
        var listed = told.Of("PeopleConnection", "nodes").SelectMany(n => n.EnumerateArray()).Select(p => p.GetProperty("Person_id").GetString()!).ToList();
        string[] scope = Scope(account), own = [RolesAnswers.Accounts.Single(a => a.Name == account).PersonId];
        if (told.Of("PeopleConnection", "totalCount").Single().GetInt32() is var total and <= 100)
        {
            Assert.Equal(total, listed.Count);
            Assert.Equal(told.People.Order(), listed.Where(answers.Stored.Nodes.ContainsKey).Order());
        }
        Assert.All(told.People.Except(own), id => Assert.NotEmpty(Named(id).Intersect(scope)));
        Assert.Equal(told.People.Order(), told.Nodes.Where(id => answers.Stored.Nodes.GetValueOrDefault(id) is Person).Order());
    }

    [Theory, MemberData(nameof(CarersAndYoungPeople))]
    public async Task Carers_and_young_people_read_no_reasons(string account)
    {
        var told = await answers.Everything(account);
        string[] scope = Scope(account);
        IEnumerable<T> Of<T>() where T : CaseNode => answers.All<T>().Where(f => scope.Contains(f.ChildId));
        AssertNowhere(told,
        [
            "NOT_SAFE",
            .. Of<Decision>().Select(d => d.Reason).Concat(Of<Restriction>().Select(r => r.Basis)).Concat(Of<Plan>().Select(p => p.SafetyStatement))
                .Concat(Of<Concern>().SelectMany(c => new[] { c.Words, c.Answer })).Concat(Of<Referral>().Select(r => r.Risks))
                .Concat(Of<FindingPlan>().Select(f => f.Risks)).Concat(Of<FindingStep>().SelectMany(s => new[] { s.Words, s.Found }))
                .Concat(Of<Placement>().Select(p => p.ReasonForMove)).Concat(Of<Excuse>().Select(e => e.Words))
                .Concat(Of<Offer>().Select(o => o.Words)).Concat(answers.All<Person>().SelectMany(p => p.FormerNames)).OfType<string>(),
        ]);
        Assert.DoesNotContain(Of<CaseNode>(), f => told.Nodes.Contains(f.Id)
            && f is Decision or Restriction or Concern or FindingPlan or FindingStep or Offer or Measure && told.Nodes.Contains(f.Id));
        Assert.DoesNotContain(Of<Consent>(), c => c.Subject != ConsentSubject.Child && told.Nodes.Contains(c.Id));
    }

    [Theory, MemberData(nameof(CarersAndYoungPeople))]
    public async Task Carers_and_young_people_see_no_paths_gaps_rates_or_other_people_s_details(string account)
    {
        var told = await answers.Everything(account);
        Assert.All<(string Type, string Field)>(
        [
            ("Child", "reconnectionPaths"), ("Child", "networkGaps"), ("Child", "concerns"), ("Child", "restrictions"), ("Child", "measures"),
            ("Child", "findingPlan"), ("Review", "metrics"), ("Plan", "safetyStatement"), ("Link", "safety"), ("Link", "decisions"),
            ("Link", "offers"), ("Link", "concerns"), ("Relationship", "closeness"), ("Relationship", "evidence"), ("Relationship", "paid"),
            ("Relationship", "parentalResponsibility"), ("Relationship", "lastContactOn"), ("Adherence", "rate"), ("Adherence", "punctuality"),
            ("Adherence", "mean"), ("Adherence", "recencyWeighted"), ("Adherence", "byPerson"), ("Adherence", "covered"), ("AdherenceBucket", "rate"),
            ("Person", "contactDetails"), ("Person", "formerNames"), ("Placement", "reasonForMove"), ("Referral", "risks"),
        ], f => Assert.Empty(told.Of(f.Type, f.Field)));
        Assert.All(told.Of("Adherence", "kept").Concat(told.Of("Adherence", "missed")).Concat(told.Of("Adherence", "streak")), n => Assert.Equal(0, n.GetInt32()));
        // Nothing of what the ties hold for professionals comes back in the network.
        Assert.All(told.Of("NetworkMember", "paid"), paid => Assert.False(paid.GetBoolean()));
        Assert.All(told.Of("NetworkMeasures", "paid"), paid => Assert.Equal(0, paid.GetInt32()));
        Assert.NotEmpty(told.Of("NetworkMember", "person"));
        Assert.NotEmpty(told.Of("Link", "stage"));
        string[] ties = [.. told.Of("Relationship", "id").Select(id => id.GetString()!)];
        Assert.NotEmpty(ties);
        Assert.All(answers.Stored.Edges.OfType<Relationship>().Where(r => ties.Contains(r.Id)),
            r => Assert.True(Scope(account).Contains(r.FromId) || Scope(account).Contains(r.ToId)));
        // A birthday is told only of the child whose case it is.
        string[] born = [.. answers.All<Child>().Where(c => Scope(account).Contains(c.Id)).Select(c => $"{c.DateOfBirth:yyyy-MM-dd}")];
        Assert.All(told.Of("Person", "dateOfBirth"), day => Assert.Contains(day.GetString(), born));
    }

    [Theory, MemberData(nameof(Carers))]
    public async Task Carers_do_not_read_what_the_child_feels_says_and_wishes(string account)
    {
        var told = await answers.Everything(account);
        string[] scope = Scope(account);
        IEnumerable<T> Of<T>() where T : CaseNode => answers.All<T>().Where(f => scope.Contains(f.ChildId));
        AssertNowhere(told,
        [
            .. Of<Contact>().Select(c => c.Words).Concat(Of<Wish>().Select(w => w.Words)).Concat(Of<Affirmation>().Select(a => a.Words))
                .Concat(Of<Activity>().Select(a => a.Words)).Concat(Of<Review>().Select(r => r.ChildsView))
                .Concat(Of<Referral>().SelectMany(r => new[] { r.Why, r.Support })).OfType<string>(),
        ]);
        Assert.All<(string Type, string Field)>(
            [("Contact", "feeling"), ("Contact", "words"), ("Child", "wishes"), ("Child", "affirmations"), ("Child", "activities"),
                ("Child", "referrals"), ("Review", "childsView"), ("Link", "childAnswer")], f => Assert.Empty(told.Of(f.Type, f.Field)));
        Assert.All(told.Of("NetworkMember", "loving"), loving => Assert.False(loving.GetBoolean()));
        Assert.NotEmpty(told.Of("Contact", "mode"));
    }

    [Fact]
    public async Task The_young_person_reads_their_own_words()
    {
        var told = await answers.Everything("young-person");
        Assert.All(answers.All<Wish>().Where(w => w.ChildId == Stories.Amara), w => Assert.Contains(w.Words, told.Texts));
        Assert.NotEmpty(told.Of("Contact", "feeling"));
        Assert.NotEmpty(told.Of("Review", "childsView"));
        Assert.NotEmpty(told.Of("Child", "affirmations"));
    }

    // Every child whom a fact or a tie about somebody, but a restriction, was recorded for.
    private HashSet<string> Named(string person) =>
    [
        .. answers.All<CaseNode>().Where(f => f is not Restriction && About(f).Contains(person)).Select(f => f.ChildId),
        .. answers.Stored.Edges.OfType<Relationship>().Where(r => r.FromId == person || r.ToId == person).Select(r => r.RecordedForId),
        .. answers.Stored.Edges.OfType<Oversight>().Where(o => o.WorkerId == person).Select(o => o.ChildId),
        .. answers.Stored.Edges.OfType<Invitation>().Where(i => i.PersonId == person).Select(i => ((Conference)answers.Stored.Nodes[i.ConferenceId]).ChildId),
        .. answers.All<Child>().Where(c => c.Id == person).Select(c => c.Id),
    ];

    // Everybody whom a fact names: whatever property holds somebody's id.
    private List<string> About(CaseNode fact) =>
    [
        .. fact.GetType().GetProperties().Where(p => p.Name is not nameof(Node.Id) and not nameof(CaseNode.ChildId))
            .SelectMany(p => p.GetValue(fact) switch { string id => [id], IEnumerable<string> ids => ids, _ => Array.Empty<string>() })
            .Where(id => answers.Stored.Nodes.GetValueOrDefault(id) is Person),
    ];

    private List<string> Hangs(CaseNode fact) =>
        fact is Decision decision ? About((CaseNode)answers.Stored.Nodes[decision.LinkId]) : About(fact);

    private static void AssertNowhere(RolesAnswer told, IEnumerable<string> forbidden)
    {
        string all = string.Join('\n', told.Texts);
        Assert.DoesNotContain(forbidden, text => all.Contains(text, StringComparison.OrdinalIgnoreCase));
    }
}
