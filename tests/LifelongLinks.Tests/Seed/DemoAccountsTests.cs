using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Seed;

public class DemoAccountsTests
{
    private static readonly DateOnly _day = new(2026, 3, 31);
    private static readonly IReadOnlyList<Story> _stories = Stories.All(_day);

    [Fact]
    public void There_is_one_account_for_each_role() =>
        Assert.Equal(Enum.GetValues<Role>(), DemoAccounts.All.Select(a => a.Role).Order());

    [Fact]
    public void Every_account_signs_in_as_somebody_in_the_stories()
    {
        foreach (var account in DemoAccounts.All)
        {
            var person = Assert.Single(_stories.SelectMany(s => s.Changes.Nodes).OfType<Person>(), p => p.Id == account.PersonId);
            Assert.Equal(account.Subject, (person as Worker)?.Subject ?? (person as Child)?.Subject);
            Assert.Equal(account.DisplayName, person.Name);
            Assert.Equal("demo-" + account.Name, account.Subject);
            Assert.Equal(Words.Of(account.Role), account.Name.Replace('-', '_').ToUpperInvariant());
        }
    }

    [Theory]
    [InlineData("coordinator", "Amara Kofi Jayden Leah Tom Noor Sofia Ellis")]
    [InlineData("social-worker", "Amara Kofi Jayden Leah Tom Noor Sofia Ellis")]
    [InlineData("team-manager", "Amara Kofi Jayden Leah Tom Noor Sofia Ellis")]
    [InlineData("independent-reviewing-officer", "Amara Kofi Jayden Leah Tom Noor Sofia Ellis")]
    [InlineData("fgc-manager", "Amara Kofi Jayden Leah Tom Noor Sofia Ellis Marcus")]
    [InlineData("administrator", "Amara Kofi Jayden Leah Tom Noor Sofia Ellis Marcus")]
    [InlineData("foster-carer", "Amara")]
    [InlineData("personal-adviser", "Jayden Noor")]
    [InlineData("young-person", "Amara")]
    [InlineData("analyst", "")]
    [InlineData("reporting", "")]
    [InlineData("auditor", "")]
    public void An_account_sees_these_cases(string name, string seen)
    {
        var account = DemoAccounts.All.Single(a => a.Name == name);
        Viewer viewer = new(account.Subject, [account.Role], account.Teams, _day);
        var all = StoriesTests.Everything(_stories);
        var cases = _stories.Select(s => Case.From(all, s.ChildId)!).Where(c => viewer.RolesIn(c).Count > 0);
        Assert.Equal(seen, string.Join(' ', cases.Select(c => c.Child.KnownAs switch { "Jay" => "Jayden", "Fifi" => "Sofia", var n => n })));
    }

    [Fact]
    public void Nobody_with_a_demo_account_is_named_in_the_case_of_the_south_team()
    {
        var demo = DemoAccounts.All.Select(a => a.PersonId);
        var marcus = Case.From(StoriesTests.Everything(_stories), Stories.Marcus)!;
        Assert.Empty(marcus.People.Keys.Intersect(demo));
    }
}
