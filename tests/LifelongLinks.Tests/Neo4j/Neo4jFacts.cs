using Xunit.Abstractions;
using Xunit.Sdk;

namespace LifelongLinks.Tests.Neo4j;

/// <summary>A fact about the common Neo4j; skipped when there is none.</summary>
public sealed class Neo4jFactAttribute : FactAttribute
{
    public Neo4jFactAttribute() => Skip = Neo4jFound.Here.WhySkipped;
}

/// <summary>A theory about the common Neo4j; skipped when there is none.</summary>
public sealed class Neo4jTheoryAttribute : TheoryAttribute
{
    public Neo4jTheoryAttribute() => Skip = Neo4jFound.Here.WhySkipped;
}

/// <summary>A fact about a Neo4j that the test itself stops and starts; skipped when there is none to start.</summary>
public sealed class OwnNeo4jFactAttribute : FactAttribute
{
    public OwnNeo4jFactAttribute() => Skip = Neo4jFound.Here.WhyOwnSkipped;
}

/// <summary>A fact about every store; skipped for classes of <see cref="Neo4jCollection"/> when there is no Neo4j.</summary>
[XunitTestCaseDiscoverer("LifelongLinks.Tests.Neo4j.StoreFactDiscoverer", "LifelongLinks.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>Decides by the class that runs the fact, which an attribute cannot know.</summary>
public sealed class StoreFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new StoreTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);

    private sealed class StoreTestCase : XunitTestCase
    {
        [Obsolete("For xunit, which makes it anew where it runs.")]
        public StoreTestCase() { }

        internal StoreTestCase(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
            : base(messages, display, options, method) { }

        protected override string GetSkipReason(IAttributeInfo factAttribute) =>
            base.GetSkipReason(factAttribute) ?? (TestMethod.TestClass.TestCollection.DisplayName == Neo4jCollection.Name ? Neo4jFound.Here.WhySkipped! : null!);
    }
}
