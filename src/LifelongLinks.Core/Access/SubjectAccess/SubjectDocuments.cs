using System.Collections;
using System.Globalization;

namespace LifelongLinks.Core;

/// <summary>Makes what somebody is given who asks what is held about them: everything of theirs, and nobody else's.</summary>
public static class SubjectDocuments
{
    /// <summary>Everything held about a child.</summary>
    /// <param name="stored">Everything of the case, and of those that name the child, as it is stored, seals and all.</param>
    /// <param name="of">The case, less who is under a seal.</param>
    /// <param name="elsewhere">The other cases that name the child.</param>
    /// <param name="trail">The audit events about the child, newest first.</param>
    /// <param name="on">The day.</param>
    public static SubjectDocument OfChild(Subgraph stored, Case of, IReadOnlyList<Case> elsewhere, IReadOnlyList<AuditEvent> trail, DateOnly on)
    {
        var labels = SubjectLabels.OfChild(of, stored, on);
        SubjectTables tables = new(labels, child: true, (record, property) => SubjectKinds.WithheldFromChild(of, record, property, on));
        void All(IEnumerable<object> records, string? after = null)
        {
            List<object> told = [];
            foreach (object record in records)
            {
                if (SubjectKinds.WithheldFromChild(of, record, on) is { } why)
                {
                    tables.Withhold(record, null, why);
                }
                else
                {
                    told.Add(record);
                }
            }
            tables.Add(told, after);
        }
        All([of.Child]);
        All(of.ContactDetails.Where(d => d.PersonId == of.Child.Id));
        All(of.Relationships);
        foreach (var kind in SubjectKinds.All)
        {
            All(of.Facts.Where(f => f.GetType() == kind.Record));
            All(kind.Record == typeof(Invitation) ? of.Invitations : kind.Record == typeof(Oversight) ? of.Oversight : kind.Record == typeof(InTeam) ? of.Teams : []);
        }
        var before = of.Corrections.Select(c => c.BeforeIfReadable()).OfType<object>().Where(r => r is not Relationship tie || (of.Person(tie.FromId) is not null && of.Person(tie.ToId) is not null))
            .Where(r => r is not CaseNode fact || of.NamesOnlyThePresent(fact));
        foreach (var kind in before.GroupBy(r => r.GetType()))
        {
            All(kind, ", as it was before it was set right");
        }
        foreach (var hidden in stored.Nodes.Values.OfType<CaseNode>().Where(f => f.ChildId == of.Child.Id && !of.Facts.Any(k => k.Id == f.Id)))
        {
            tables.Withhold(hidden, null, "it names somebody under a sealed adoption, or nobody who is there");
        }
        foreach (var hidden in stored.Edges.OfType<Relationship>().Where(r => r.RecordedForId == of.Child.Id && !of.Relationships.Any(k => k.Id == r.Id)))
        {
            tables.Withhold(hidden, null, "it names somebody under a sealed adoption");
        }
        foreach (object record in elsewhere.SelectMany(c => About(c, of.Child.Id)))
        {
            tables.Withhold(record, null, "it is another child's record");
        }
        tables.Add(new SubjectSection("Who looked at your record or wrote in it", ["When", "Who", "As", "What they did"],
            [.. trail.Select(e => (IReadOnlyList<object?>)[e.At, labels.BySubject(e.Subject), string.Join(", ", e.Roles.Select(r => Words.Sentence(r))), e.Action])]));
        return new(of.Child.Id, of.Child.Name, true, on, tables.Sections, tables.Withheld);
    }

    /// <summary>Everything held about a person who is not asking as a child with a case, over all cases that name them.</summary>
    /// <param name="person">The person.</param>
    /// <param name="details">How they can be reached.</param>
    /// <param name="cases">The cases that name them, each as it is less who is under a seal.</param>
    /// <param name="stored">Everything of those cases as it is stored.</param>
    /// <param name="on">The day.</param>
    public static SubjectDocument OfPerson(Person person, IReadOnlyList<ContactDetail> details, IReadOnlyList<Case> cases, Subgraph stored, DateOnly on)
    {
        var labels = SubjectLabels.OfPerson(person, cases, stored);
        SubjectTables tables = new(labels, child: false, (_, _) => null);
        tables.Add([person]);
        tables.Add([.. details]);
        List<object> records = [.. cases.SelectMany(c => About(c, person.Id))];
        foreach (object record in records.Where(r => SubjectKinds.WithheldFromPerson(r) is not null))
        {
            tables.Withhold(record, null, SubjectKinds.WithheldFromPerson(record)!);
        }
        var known = records.Select(r => r is Node node ? node.Id : ((Edge)r).Id).ToHashSet();
        foreach (var hidden in stored.Nodes.Values.OfType<CaseNode>().Where(f => Graph.KindOf(f).References.Any(r => r.Ids(f).Contains(person.Id)) && !known.Contains(f.Id)))
        {
            tables.Withhold(hidden, null, "it names somebody under a sealed adoption, or nobody who is there");
        }
        foreach (var kind in SubjectKinds.All)
        {
            tables.Add([.. records.Where(r => r.GetType() == kind.Record && SubjectKinds.WithheldFromPerson(r) is null)]);
        }
        return new(person.Id, person.Name, false, on, tables.Sections, tables.Withheld);
    }

    private static IEnumerable<object> About(Case of, string personId)
    {
        var links = of.Links.Where(l => l.PersonId == personId).Select(l => l.Id).ToHashSet();
        return
        [
            .. of.Relationships.Where(r => r.FromId == personId || r.ToId == personId),
            .. of.Invitations.Where(i => i.PersonId == personId),
            .. of.Oversight.Where(o => o.WorkerId == personId),
            .. of.Facts.Where(f => Graph.KindOf(f).References.Where(r => !r.IsCase).SelectMany(r => r.Ids(f)).Any(id => id == personId || links.Contains(id))),
        ];
    }
}

/// <summary>Tables of records, and the list of what was left out of them.</summary>
internal sealed class SubjectTables(SubjectLabels labels, bool child, Func<object, string, string?> withheld)
{
    private readonly List<SubjectSection> _sections = [];
    private readonly List<Withheld> _withheld = [];

    internal IReadOnlyList<SubjectSection> Sections => _sections;

    internal IReadOnlyList<Withheld> Withheld => _withheld;

    internal void Add(SubjectSection section)
    {
        if (section.Rows.Count > 0)
        {
            _sections.Add(section);
        }
    }

    /// <summary>Adds records of one kind; what a column says of none of them has no column.</summary>
    internal void Add(IReadOnlyList<object> records, string? after = null)
    {
        if (records.Count == 0)
        {
            return;
        }
        var kind = SubjectKinds.Of(records[0]);
        var columns = kind.Columns.Where(c => c.Heading.Length > 0 && (child ? c.Child : c.Person) is Cell.Told or Cell.Who && c.Heading.Length > 0).ToList();
        foreach (object record in records)
        {
            foreach (var column in kind.Columns.Where(c => (child ? c.Child : c.Person) == Cell.Withheld && Value(record, c.Property) is not null))
            {
                Withhold(record, column.Property, column.Why);
            }
        }
        List<object?[]> rows = [.. records.Select(r => columns.Select(c => Written(r, c)).ToArray()).OrderBy(r => r.OfType<DateOnly>().FirstOrDefault())];
        int[] said = [.. Enumerable.Range(0, columns.Count).Where(i => rows.Any(r => r[i] is not null and not ""))];
        Add(new SubjectSection((child ? kind.Child : kind.Person!) + after, [.. said.Select(i => columns[i].Heading)],
            [.. rows.Select(r => (IReadOnlyList<object?>)[.. said.Select(i => r[i])])]));
    }

    internal void Withhold(object record, string? property, string why) =>
        _withheld.Add(new(record is Node node ? node.Id : ((Edge)record).Id, record is Node n ? Graph.KindOf(n).Label : Graph.KindOf((Edge)record).Type,
            property is null ? null : char.ToLowerInvariant(property[0]) + property[1..], why));

    private object? Written(object record, SubjectColumn column)
    {
        object? value = Value(record, column.Property);
        // That a meeting or a call was not "answered" says nothing: they are two-way by themselves.
        if (value is null || (record is Contact { Answered: false, IsTwoWay: true } && column.Property == nameof(Contact.Answered)))
        {
            return null;
        }
        if ((record is Relationship tie && value is DateOnly day && labels.IsBirthday(tie, day) ? "it is somebody's date of birth" : withheld(record, column.Property)) is { } why)
        {
            Withhold(record, column.Property, why);
            return null;
        }
        return (child ? column.Child : column.Person) == Cell.Who
            ? string.Join(", ", (value is string one ? [one] : (IEnumerable<string>)value).Select(labels.Of))
            : value is DateOnly or DateTimeOffset ? value
            // What the subject's own record says of them is theirs as it stands.
            : record is Person or ContactDetail ? Text(value) : labels.Names.Without(Text(value));
    }

    private static object? Value(object record, string property) => record.GetType().GetProperty(property)!.GetValue(record) is { } value
        && !(value is ICollection { Count: 0 }) ? value : null;

    private string Text(object value) => value switch
    {
        string text => text,
        bool yes => yes ? "Yes" : "No",
        Enum word => Plain(word),
        Cadence c => c.On is { } once ? $"once, on {once:d MMMM yyyy}" : c.Month is { } month ? $"every year on {c.Day} {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month)}"
            : c.Every == 1 ? $"{Times(c.Times)} every {Words.Plain(c.Unit!.Value)}" : $"{Times(c.Times)} every {c.Every} {Words.Plain(c.Unit!.Value)}s",
        Pause p => p.Until is { } until ? $"from {p.From:d MMMM yyyy} until {until:d MMMM yyyy}" : $"from {p.From:d MMMM yyyy}",
        CommitmentDecided d => d.Reason is null ? Plain(d.Decision) : $"{Plain(d.Decision)}: {d.Reason}",
        IEnumerable many => string.Join("; ", many.Cast<object>().Select(Text)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"Nobody has said how a {value.GetType().Name} is written for a subject."),
    };

    private static string Times(int? times) => times switch { 1 => "once", 2 => "twice", _ => $"{times} times" };

    private string Plain(Enum word) => word switch
    {
        RelationshipKind.AuntUncle => "Aunt or uncle",
        RelationshipKind.NieceNephew => "Niece or nephew",
        PlacementKind.ChildrensHome => "Children's home",
        MeasureKind.SdqTotal => "Strengths and difficulties (0 to 40)",
        DecisionKind.Search => "We began to look",
        DecisionKind.Locate => child ? "We found out where they are" : "We found out where you are",
        DecisionKind.OversightCheck => "The check whether it is safe",
        DecisionKind.ChildAnswer => "Your answer",
        DecisionKind.Approach => child ? "We asked them" : "We asked you",
        DecisionKind.PersonAnswer => child ? "Their answer" : "Your answer",
        ConsentSubject.Child => child ? "You" : "The child",
        ExcuseReason.ChildDeclined => "You did not want it this time",
        ExcuseReason.ServiceFailure => "We let you down",
        ExcuseReason.PlacementMove => "You moved",
        ContactStarter.Child => child ? "You" : "The child",
        ContactStarter.Person => child ? "Them" : "You",
        _ => Words.Of(word.ToString()).Replace('_', ' ') is var text ? text[..1] + text[1..].ToLowerInvariant() : "",
    };
}
