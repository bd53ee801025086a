using System.Diagnostics.CodeAnalysis;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("LifelongLinks.Tests.Neo4j.Neo4jFirst", "LifelongLinks.Tests")]

namespace LifelongLinks.Tests.Neo4j;

/// <summary>The tests on the common Neo4j: one after another, since they share its one database.</summary>
[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711", Justification = "Xunit's word for tests that share a fixture.")]
public sealed class Neo4jCollection : ICollectionFixture<Neo4jServer>
{
    public const string Name = "Neo4j";
}

/// <summary>The collection that takes longest begins first; the others run beside it.</summary>
public sealed class Neo4jFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(c => c.DisplayName == Neo4jCollection.Name);
}
