namespace LifelongLinks.Core;

/// <summary>What somebody is given who asks what is held about them (UK GDPR, Article 15), and what is kept back.</summary>
/// <param name="SubjectId">Id of the child or person.</param>
/// <param name="Name">Their name.</param>
/// <param name="IsChild">Whether they are a child with a case here.</param>
/// <param name="MadeOn">The day it was made.</param>
/// <param name="Sections">What is held.</param>
/// <param name="Withheld">What is left out of it, by id: for whoever decides before it is handed over, never for the subject.</param>
public sealed record SubjectDocument(
    string SubjectId, string Name, bool IsChild, DateOnly MadeOn, IReadOnlyList<SubjectSection> Sections, IReadOnlyList<Withheld> Withheld);

/// <summary>One kind of records, as a table.</summary>
/// <param name="Heading">What they are, in plain words.</param>
/// <param name="Columns">What is said of each.</param>
/// <param name="Rows">For each, a cell for each column: text, a day, or nothing.</param>
public sealed record SubjectSection(string Heading, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Something that is left out.</summary>
/// <param name="Id">Id of the record.</param>
/// <param name="Kind">Its kind, as the graph names it.</param>
/// <param name="Property">The one property that is left out; null: all of it.</param>
/// <param name="Why">Why.</param>
public sealed record Withheld(string Id, string Kind, string? Property, string Why);
