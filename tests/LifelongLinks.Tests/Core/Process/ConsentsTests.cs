namespace LifelongLinks.Tests.Core;

/// <summary>Consent as of a day: rule 2.</summary>
public class ConsentsTests
{
    private static DateOnly Today => PathCase.Today;

    [Theory]
    [InlineData(ConsentState.NotAsked, false)]
    [InlineData(ConsentState.Pending, false)]
    [InlineData(ConsentState.Given, true)]
    [InlineData(ConsentState.GivenWithLimits, true)]
    [InlineData(ConsentState.Refused, false)]
    [InlineData(ConsentState.Withdrawn, false)]
    [InlineData(ConsentState.Expired, false)]
    public void Only_what_is_given_is_active_within_its_limits_too(ConsentState state, bool active) =>
        Assert.Equal(active, Agrees(Nothing().Consent(ConsentSubject.Child, ConsentPurpose.Search, state)));

    [Fact]
    public void The_day_of_the_answer_is_the_first_on_which_it_holds_and_of_withdrawal_and_expiry_the_first_on_which_it_does_not()
    {
        // Rule 1.
        var withdrawn = Child(answered: 30, withdrawn: 10);
        var expires = Child(answered: 30, expires: 10);

        foreach (var network in new[] { withdrawn, expires })
        {
            Assert.False(Agrees(network, 31));
            Assert.True(Agrees(network, 30));
            Assert.True(Agrees(network, 11));
            Assert.False(Agrees(network, 10));
        }
    }

    [Theory]
    [InlineData(31, ConsentState.Pending)]
    [InlineData(30, ConsentState.GivenWithLimits)]
    [InlineData(20, ConsentState.Withdrawn)]
    [InlineData(10, ConsentState.Withdrawn)]
    public void The_state_is_told_as_it_was_on_the_day(int before, ConsentState state) =>
        Assert.Equal(state, Consents.StateOf(Recorded(ConsentState.GivenWithLimits, withdrawn: 20, expires: 10), PathCase.Before(before)));

    [Fact]
    public void What_was_never_asked_is_not_pending()
    {
        Assert.Equal(ConsentState.NotAsked, Consents.StateOf(Recorded(ConsentState.NotAsked) with { AnsweredOn = null }, Today));
        Assert.Equal(ConsentState.Pending, Consents.StateOf(Recorded(ConsentState.Pending) with { AnsweredOn = null }, Today));
        Assert.Equal(ConsentState.Refused, Consents.StateOf(Recorded(ConsentState.Refused), Today));
        Assert.Equal(ConsentState.Expired, Consents.StateOf(Recorded(ConsentState.Given, expires: 10), Today));
    }

    [Fact]
    public void The_latest_answer_of_a_person_governs()
    {
        var network = Child(answered: 30).Consent(ConsentSubject.Child, ConsentPurpose.Search, ConsentState.Refused, PathCase.Before(20));

        Assert.True(Agrees(network, 21));
        Assert.False(Agrees(network, 20));
        Assert.True(Agrees(network.Consent(ConsentSubject.Child, ConsentPurpose.Search, answered: PathCase.Before(5))));
    }

    [Theory]
    [InlineData("1", "2", false)]
    [InlineData("2", "1", true)]
    public void Of_two_answers_on_one_day_the_later_id_governs(string given, string refused, bool active) =>
        Assert.Equal(active, Agrees(Nothing()
            .Consent(ConsentSubject.Child, ConsentPurpose.Search, id: given)
            .Consent(ConsentSubject.Child, ConsentPurpose.Search, ConsentState.Refused, id: refused)));

    [Fact]
    public void The_child_is_one_giver_whether_or_not_the_record_names_them() =>
        Assert.False(Agrees(Nothing()
            .Consent(ConsentSubject.Child, ConsentPurpose.Search, answered: PathCase.Before(30), person: PathCase.Child)
            .Consent(ConsentSubject.Child, ConsentPurpose.Search, ConsentState.Refused, PathCase.Before(20))));

    [Fact]
    public void One_holder_of_parental_responsibility_suffices()
    {
        var network = Nothing()
            .Consent(ConsentSubject.ParentalResponsibility, ConsentPurpose.Search, ConsentState.Refused, person: "mum")
            .Consent(ConsentSubject.ParentalResponsibility, ConsentPurpose.Search, withdrawn: PathCase.Before(10));

        Assert.True(Consents.ParentalResponsibilityAgrees(network.Case, ConsentPurpose.Search, PathCase.Before(11)));
        Assert.False(Consents.Stopped(network.Case, ConsentPurpose.Search, PathCase.Before(11)));
        Assert.False(Consents.ParentalResponsibilityAgrees(network.Case, ConsentPurpose.Search, Today));
        Assert.True(Consents.Stopped(network.Case, ConsentPurpose.Search, Today));
    }

    [Fact]
    public void Each_giver_each_subject_and_each_purpose_stands_alone()
    {
        var of = Nothing()
            .Consent(ConsentSubject.Child, ConsentPurpose.Search)
            .Consent(ConsentSubject.ParentalResponsibility, ConsentPurpose.Approach)
            .Consent(ConsentSubject.ConnectedPerson, ConsentPurpose.Contact, person: "nan").Case;

        Assert.True(Consents.ChildAgrees(of, ConsentPurpose.Search, Today));
        Assert.False(Consents.ChildAgrees(of, ConsentPurpose.Approach, Today));
        Assert.False(Consents.ParentalResponsibilityAgrees(of, ConsentPurpose.Search, Today));
        Assert.False(Consents.ChildAgrees(of, ConsentPurpose.Contact, Today));
    }

    [Theory]
    [InlineData(2008, 7, 15, true)]
    [InlineData(2008, 7, 16, false)]
    public void From_18_only_the_young_persons_own_counts(int year, int month, int day, bool eighteen)
    {
        var of = Nothing().Person(PathCase.AChild(PathCase.Child) with { DateOfBirth = new(year, month, day) })
            .Consent(ConsentSubject.ParentalResponsibility, ConsentPurpose.Search, ConsentState.Refused).Case;

        Assert.Equal(!eighteen, Consents.ParentalResponsibilityCounts(of.Child, Today));
        Assert.Equal(eighteen, Consents.ParentalResponsibilityAgrees(of, ConsentPurpose.Search, Today));
        Assert.Equal(!eighteen, Consents.Stopped(of, ConsentPurpose.Search, Today));
    }

    [Fact]
    public void Nobody_having_answered_stops_nothing_and_agrees_to_nothing()
    {
        Assert.False(Consents.Stopped(Nothing().Case, ConsentPurpose.Search, Today));
        Assert.Equal(Consents.Standing.NotAnswered, Consents.Of(Nothing().Case, ConsentSubject.Child, ConsentPurpose.Search, Today));
        Assert.False(Agrees(Nothing()));
    }

    private static PathCase Nothing() => new(search: false);

    private static PathCase Child(int answered, int? withdrawn = null, int? expires = null) => Nothing().Consent(
        ConsentSubject.Child, ConsentPurpose.Search, answered: PathCase.Before(answered),
        withdrawn: withdrawn is { } w ? PathCase.Before(w) : null, expires: expires is { } e ? PathCase.Before(e) : null);

    private static Consent Recorded(ConsentState state, int? withdrawn = null, int? expires = null) => new()
    {
        Id = "1",
        ChildId = PathCase.Child,
        Subject = ConsentSubject.Child,
        Purpose = ConsentPurpose.Search,
        State = state,
        AnsweredOn = PathCase.Before(30),
        WithdrawnOn = withdrawn is { } w ? PathCase.Before(w) : null,
        ExpiresOn = expires is { } e ? PathCase.Before(e) : null,
    };

    private static bool Agrees(PathCase network, int before = 0) =>
        Consents.ChildAgrees(network.Case, ConsentPurpose.Search, PathCase.Before(before));
}
