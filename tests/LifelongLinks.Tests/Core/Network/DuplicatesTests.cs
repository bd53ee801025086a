namespace LifelongLinks.Tests.Core;

/// <summary>Who is likely the same as somebody, and why.</summary>
public class DuplicatesTests
{
    private static Person A(string id, string name, int? born = null, string? knownAs = null, params string[] former) =>
        new() { Id = id, Name = name, KnownAs = knownAs, FormerNames = former, DateOfBirth = born is { } year ? new(year, 5, 6) : null };

    private static Relationship Tie(string from, string to, RelationshipKind kind) => new() { Id = from + to, FromId = from, ToId = to, Kind = kind, RecordedForId = "child" };

    [Fact]
    public void Names_are_compared_without_case_accents_and_hyphens()
    {
        Assert.Equal([DuplicateReason.SameName], Found(A("a", "Zoë O'Neil-Smith"), A("b", "ZOE o’neil  smith")).Single().Reasons);
        Assert.Equal("ольга иванова", Duplicates.Plain("Ольга  Иванова"));
    }

    [Fact]
    public void A_former_name_or_the_name_in_use_speaks_as_loud()
    {
        Assert.Equal(DuplicateReason.FormerName, Found(A("a", "Jo Bell"), A("b", "Jo Ray", former: ["jo bell"])).Single().Reasons.Single());
        Assert.Equal(DuplicateReason.FormerName, Found(A("a", "Grace Okoro", former: ["Grace Ade"]), A("b", "G. Okoro", knownAs: "Grace Ade")).Single().Reasons.Single());
    }

    [Fact]
    public void A_part_of_a_name_is_not_enough_by_itself()
    {
        var ann = A("a", "Ann Bell", 1980);
        Assert.Empty(Found(A("a", "Ann Bell"), A("b", "Ann Mary Bell")));
        Assert.Equal([DuplicateReason.NameWithin, DuplicateReason.SameYearOfBirth], Found(ann, A("b", "Ann Mary Bell", 1980)).Single().Reasons);
        Assert.Equal([DuplicateReason.NameWithin, DuplicateReason.SharedRelationship],
            Duplicates.Of(A("a", "Ann Bell"), [A("b", "Bell Ann Mary")], [Tie("a", "child", RelationshipKind.Cousin), Tie("b", "child", RelationshipKind.Cousin)]).Single().Reasons);
    }

    [Fact]
    public void Neither_a_year_of_birth_nor_a_shared_tie_speaks_without_a_name() => Assert.Empty(Duplicates.Of(
        A("a", "Ann Bell", 1980), [A("b", "Bob Ray", 1980)], [Tie("a", "child", RelationshipKind.Cousin), Tie("b", "child", RelationshipKind.Cousin)]));

    [Fact]
    public void Born_in_other_years_or_tied_to_each_other_they_are_two_and_a_worker_is_nobodys_double()
    {
        Assert.Empty(Found(A("a", "Ann Bell", 1980), A("b", "Ann Bell", 1990)));
        Assert.Empty(Duplicates.Of(A("a", "Ann Bell"), [A("b", "Ann Bell")], [Tie("b", "a", RelationshipKind.Parent)]));
        Assert.Empty(Found(A("a", "Ann Bell"), new Worker { Id = "b", Name = "Ann Bell", Subject = "s" }));
        Assert.Empty(Found(A("a", "Ann Bell"), A("a", "Ann Bell")));
    }

    [Fact]
    public void The_likeliest_stand_first() => Assert.Equal(["c", "b", "d"],
        Found(A("a", "Ann Bell", 1980), A("d", "Ann Bell"), A("b", "Ann Bell"), A("c", "Ann Bell", 1980)).Select(d => d.PersonId));

    private static IReadOnlyList<LikelyDuplicate> Found(Person person, params Person[] others) => Duplicates.Of(person, others, []);
}
