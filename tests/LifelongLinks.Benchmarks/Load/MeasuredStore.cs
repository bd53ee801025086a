using LifelongLinks.Bolt;
using LifelongLinks.Storage;

namespace LifelongLinks.Benchmarks;

/// <summary>What all candidates answer out of: an embedded store, or a Neo4j that holds a copy of it.</summary>
/// <param name="File">File of the embedded store: whom to ask about is taken from it, and the key of the tokens lies beside it.</param>
/// <param name="Neo4j">How to reach the Neo4j.</param>
internal sealed record MeasuredStore(string File, Neo4jSettings? Neo4j)
{
    /// <summary>What the tables call it.</summary>
    internal string Name => Neo4j is null ? Path.GetFileName(File) : $"Neo4j at {Neo4j.Uri}, a copy of {Path.GetFileName(File)}";

    /// <summary>The settings, as environment of a server.</summary>
    internal void Set(IDictionary<string, string?> environment)
    {
        if (Neo4j is not null)
        {
            environment["Store__Kind"] = "Neo4j";
            environment["Store__Uri"] = Neo4j.Uri;
            environment["Store__User"] = Neo4j.User;
            environment["Store__Password"] = Neo4j.Password;
        }
    }

    /// <summary>Stops the run where the Neo4j holds no copy: servers would answer, but out of something else.</summary>
    internal async Task CheckCopy(Sample sample)
    {
        if (Neo4j is null)
        {
            return;
        }
        const string counted = "RETURN COUNT { (:Child) } AS children, COUNT { UNWIND $asked AS id MATCH (:Child {id: id}) } AS asked";
        IRecord found;
        try
        {
            await using var driver = GraphDatabase.Driver(Neo4j.Uri, AuthTokens.Basic(Neo4j.User ?? "", Neo4j.Password ?? ""));
            var read = await driver.ExecutableQuery(counted).WithParameters(new Dictionary<string, object?> { ["asked"] = sample.Asked.Select(a => a.Child).ToList() }).ExecuteAsync();
            found = read.Result[0];
        }
        catch (Exception e) when (e is Neo4jException or ArgumentException or UriFormatException)
        {
            throw new InvalidDataException($"{Neo4j.Uri} cannot be read: {e.Message}", e);
        }
        if (found["children"].As<int>() != sample.Children || found["asked"].As<int>() != sample.Asked.Count)
        {
            throw new InvalidDataException(
                $"{Neo4j.Uri} holds {found["children"]} children, {found["asked"]} of the {sample.Asked.Count} to ask about; {File} holds {sample.Children}. "
                + $"Copy it into an empty database: dotnet run -c Release --project src/LifelongLinks.Server -- copy --from {File} --to {Neo4j.Uri}");
        }
    }
}
