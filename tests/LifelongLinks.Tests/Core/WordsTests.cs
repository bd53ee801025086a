namespace LifelongLinks.Tests.Core;

public class WordsTests
{
    [Theory]
    [InlineData(RelationshipKind.AuntUncle, "AUNT_UNCLE")]
    [InlineData(RelationshipKind.FormerFosterCarer, "FORMER_FOSTER_CARER")]
    public void An_enum_value_is_written_in_upper_snake(RelationshipKind kind, string written) => Assert.Equal(written, Words.Of(kind));

    [Fact]
    public void Numbers_of_the_statute_stand_apart() => Assert.Equal("SECTION_34_4_ORDER", Words.Of(RestrictionKind.Section34_4Order));
}
