namespace LifelongLinks.Tests.Core;

/// <summary>When the child and somebody were in touch: rule 6.</summary>
public class InTouchTests
{
    [Theory]
    [InlineData(ContactMode.InPerson, true)]
    [InlineData(ContactMode.OvernightStay, true)]
    [InlineData(ContactMode.PhoneCall, true)]
    [InlineData(ContactMode.VideoCall, true)]
    [InlineData(ContactMode.Outing, true)]
    [InlineData(ContactMode.FamilyEvent, true)]
    [InlineData(ContactMode.Holiday, true)]
    [InlineData(ContactMode.Message, false)]
    [InlineData(ContactMode.Email, false)]
    [InlineData(ContactMode.Letter, false)]
    [InlineData(ContactMode.Card, false)]
    [InlineData(ContactMode.Gift, false)]
    [InlineData(ContactMode.Letterbox, false)]
    public void Seeing_and_speaking_go_both_ways_and_the_rest_when_answered(ContactMode mode, bool bothWays)
    {
        Assert.Equal(bothWays ? PathCase.Before(9) : null, BothWays(new PathCase().InTouch("nan", 9, mode)));
        Assert.Equal(PathCase.Before(9), BothWays(new PathCase().InTouch("nan", 9, mode, answered: true)));
        Assert.Equal(PathCase.Before(9), InTouch.AnyWay(new PathCase().InTouch("nan", 9, mode).Case, "nan", PathCase.Today));
    }

    [Fact]
    public void The_last_of_contacts_and_ties_by_the_day_counts()
    {
        var network = new PathCase().InTouch("nan", 30).InTouch("nan", 5, ContactMode.Card).InTouch("dad", 1)
            .Tie("nan", PathCase.Child, inTouch: 20).Tie(PathCase.Child, "nan", inTouch: 25).Tie("nan", "dad", inTouch: 2);

        Assert.Equal(PathCase.Before(20), BothWays(network));
        Assert.Equal(PathCase.Before(25), BothWays(network, 21));
        Assert.Equal(PathCase.Before(30), BothWays(network, 26));
        Assert.Null(BothWays(network, 31));
        Assert.Equal(PathCase.Before(5), InTouch.AnyWay(network.Case, "nan", PathCase.Today));
        Assert.Equal(PathCase.Before(5), BothWays(network.InTouch("nan", 5).InTouch("nan", 50)));
    }

    [Fact]
    public void A_tie_that_had_not_begun_says_nothing() =>
        Assert.Null(BothWays(new PathCase().Tie("nan", PathCase.Child, inTouch: 5, since: PathCase.Today.AddDays(1))));

    private static DateOnly? BothWays(PathCase network, int before = 0) =>
        InTouch.BothWays(network.Case, "nan", PathCase.Before(before));
}
