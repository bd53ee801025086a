using CsCheck;

namespace LifelongLinks.Tests.Core;

/// <summary>Taking people out of texts.</summary>
public class NamesInTextTests
{
    private static readonly Person _subject = new() { Id = "s", Name = "Amara Osei", KnownAs = "Ama" };

    private static readonly NamesInText _names = new(
    [
        new(new() { Id = "1", Name = "Beatrice O'Neill-Mensah", KnownAs = "Nan Bea", FormerNames = ["Beatrice Okoro"], DateOfBirth = new(1959, 3, 22) }, "a grandparent (person 2)")
            { Reached = ["07700 900352", "bea@example.org", "130 Hagenes Prairie, Exampleton, ZZ61 5ZZ"] },
        new(new() { Id = "2", Name = "José Osei" }, "a parent (person 3)"),
        new(new() { Id = "3", Name = "Hope Baker" }, "a friend (person 4)"),
        new(new() { Id = "4", Name = "Dan Shah" }, "a cousin (person 5)"),
    ], _subject, [new() { Id = "w", Name = "Daniel Shah" }]);

    [Theory]
    [InlineData("Beatrice O'Neill-Mensah rang.", "a grandparent (person 2) rang.")]
    [InlineData("I saw beatrice o’neill mensah", "I saw a grandparent (person 2)")]
    [InlineData("BEATRICE's house", "a grandparent (person 2)'s house")]
    [InlineData("Mrs. Okoro, that was", "a grandparent (person 2), that was")]
    [InlineData("Nan Bea and Bea", "a grandparent (person 2) and a grandparent (person 2)")]
    [InlineData("My Nan", "My Nan")]
    [InlineData("Jose and José and JOSE\u0301", "a parent (person 3) and a parent (person 3) and a parent (person 3)")]
    [InlineData("Jo\u200bse\u0301", "a parent (person 3)")]
    [InlineData("Amara Osei is an Osei", "Amara Osei is an Osei")]
    [InlineData("José  \n Osei", "a parent (person 3)")]
    [InlineData("The Bakers, hopefully", "a friend (person 4), hopefully")]
    [InlineData("Beaten by Oseis", "Beaten by Oseis")]
    [InlineData("Daniel Shah met Dan Shah and Mr Shah", "Daniel Shah met a cousin (person 5) and a cousin (person 5)")]
    [InlineData("ring 07700900352 or +44 7700 900352.", "ring (contact details left out) or (contact details left out).")]
    [InlineData("BEA@example.org", "(contact details left out)")]
    [InlineData("at 130 hagenes prairie", "at (contact details left out)")]
    [InlineData("ZZ61 5ZZ", "(contact details left out)")]
    [InlineData("born 22 March 1959, 22/3/1959, 1959-03-22, 22nd of Mar 1959", "born (a date left out), (a date left out), (a date left out), (a date left out)")]
    [InlineData("in 1959", "in 1959")]
    [InlineData("", "")]
    public void A_text_is_without_them(string text, string without) => Assert.Equal(without, _names.Without(text));

    [Fact]
    public void Whatever_stands_around_a_name_it_is_taken_out_and_nothing_else_is()
    {
        var around = Any("", " ", ". ", "(", "'s ", " — ", "\n", "3, ", "💜", "<b>", "&", "=");
        var name = Any("Beatrice", "OKORO", "beatrice okoro", "José Osei", "hope BAKER", "Bea");
        Gen.Select(around, name, around, Any("school", "Amara", "über", "日曜日")).Sample((before, who, after, else_) =>
        {
            string text = _names.Without($"{else_} {before}{who}{after} {else_}")!;
            Assert.DoesNotContain(who, text, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(2, text.Split(else_).Length - 1);
            Assert.Equal(text, _names.Without(text));
        });
    }

    [Fact]
    public void A_text_made_to_take_long_comes_to_an_end()
    {
        Assert.StartsWith("a grandparent (person 2) O 0 7", _names.Without(string.Concat(Enumerable.Repeat("Beatrice O 0 7 ( ", 20_000))), StringComparison.Ordinal);
        Assert.Equal(200_000, _names.Without(new string('0', 200_000))!.Length);
    }

    private static Gen<string> Any(params string[] among) => Gen.Int[0, among.Length - 1].Select(i => among[i]);
}
