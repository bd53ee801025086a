namespace LifelongLinks.Bolt;

/// <summary>A query and its parameters.</summary>
public class Query
{
    /// <summary>A query without parameters.</summary>
    public Query(string text) : this(text, (IDictionary<string, object?>?)null)
    {
    }

    /// <summary>A query with the properties of an object as its parameters.</summary>
    public Query(string text, object parameters) : this(text, Bolt.Parameters.Of(parameters))
    {
    }

    /// <summary>A query with parameters.</summary>
    public Query(string text, IDictionary<string, object?>? parameters)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
        Parameters = parameters ?? PropertyMap.Empty;
    }

    /// <summary>The query, in Cypher.</summary>
    public string Text { get; }

    /// <summary>The parameters.</summary>
    public IDictionary<string, object?> Parameters { get; }

    /// <inheritdoc/>
    public override string ToString() => Text; // Parameters hold what is in the database: never in a log.
}
