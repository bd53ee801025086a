namespace LifelongLinks.Core;

/// <summary>
/// What stands for whom in somebody's document, the same all the way through: "you"; workers by name and role, as they act in a
/// professional capacity; everybody else by what they are and a number.
/// </summary>
internal sealed class SubjectLabels
{
    private const string Unnamed = "somebody";

    private readonly Dictionary<string, string> _labels;
    private readonly Dictionary<string, string> _bySubject;

    private SubjectLabels(Dictionary<string, string> labels, Dictionary<string, string> bySubject, NamesInText names) =>
        (_labels, _bySubject, Names) = (labels, bySubject, names);

    /// <summary>Takes those who are not named out of texts.</summary>
    internal NamesInText Names { get; }

    /// <summary>The days of birth of others, by id.</summary>
    private IReadOnlyDictionary<string, DateOnly?> Births { get; init; } = new Dictionary<string, DateOnly?>();

    /// <summary>Whether a tie's day is the birthday of somebody else at its ends: a sibling is one from birth.</summary>
    internal bool IsBirthday(Relationship tie, DateOnly day) => Births.GetValueOrDefault(tie.FromId) == day || Births.GetValueOrDefault(tie.ToId) == day;

    /// <summary>What stands for somebody, or for a team.</summary>
    internal string Of(string id) => _labels.GetValueOrDefault(id, Unnamed);

    /// <summary>What stands for whoever signed in as a subject; nothing where the document names nobody by it.</summary>
    internal string? BySubject(string subject) => _bySubject.GetValueOrDefault(subject);

    /// <summary>In a child's document.</summary>
    internal static SubjectLabels OfChild(Case of, Subgraph stored, DateOnly on)
    {
        var child = of.Child;
        // Whoever is not in the case is there in texts only: under a seal, or named by a restriction alone. They have no number to be told by.
        return Make(child, stored, id => of.People.ContainsKey(id), of.Teams.Select(t => t.TeamId).Distinct().ToDictionary(id => id, of.TeamName),
            worker => !of.Relationships.Any(r => r.IsKin && r.OfChild(child.Id) == worker.Id) && !of.Links.Any(l => l.PersonId == worker.Id),
            id => Kind(of.Relationships, child.Id, id),
            [.. of.Placements.Where(p => p.Place is not null && SubjectKinds.WithheldFromChild(of, p, nameof(Placement.Place), on) is not null).Select(p => p.Place!)],
            of.Confidential.Contains(child.Id));
    }

    /// <summary>In a person's document.</summary>
    internal static SubjectLabels OfPerson(Person person, IReadOnlyList<Case> cases, Subgraph stored) => Make(
        person, stored, id => cases.Any(c => c.People.ContainsKey(id)), [],
        worker => !cases.Any(c => c.Relationships.Any(r => r.IsKin && (r.FromId == worker.Id || r.ToId == worker.Id)) || c.Links.Any(l => l.PersonId == worker.Id)),
        id => cases.Any(c => c.Child.Id == id) ? null : Kind(cases.SelectMany(c => c.Relationships), person.Id, id),
        [.. cases.SelectMany(c => c.Placements).Select(p => p.Place).OfType<string>()], false, cases.Select(c => c.Child.Id).ToHashSet());

    private static SubjectLabels Make(Person subject, Subgraph stored, Func<string, bool> isThere, Dictionary<string, string> labels, Func<Worker, bool> isProfessional,
        Func<string, RelationshipKind?> kind, IReadOnlyList<string> places, bool hidesOwn, HashSet<string>? children = null)
    {
        List<Person> named = [];
        List<Redacted> redacted = [];
        Dictionary<string, string> bySubject = [];
        var reached = stored.Nodes.Values.OfType<ContactDetail>().ToLookup(d => d.PersonId, d => d.Value);
        string[] own = hidesOwn ? [] : [.. reached[subject.Id]];
        labels[subject.Id] = "you";
        int number = 1, childNumber = 0;
        foreach (var person in stored.Nodes.Values.OfType<Person>().Where(p => p.Id != subject.Id).OrderBy(p => p.Id, StringComparer.Ordinal))
        {
            if (person is Worker worker && worker.Roles.Intersect(Sight.Professionals).Any() && isProfessional(worker) && isThere(worker.Id))
            {
                labels[worker.Id] = $"{worker.Name} ({Words.Plain(worker.Roles.First(Sight.Professionals.Contains))})";
                bySubject[worker.Subject] = labels[worker.Id];
                named.Add(worker);
                redacted.Add(new(new() { Id = worker.Id, Name = "", DateOfBirth = worker.DateOfBirth }, Unnamed) { Reached = [.. reached[worker.Id].Except(own)] });
                continue;
            }
            string label = !isThere(person.Id) ? Unnamed
                : children?.Contains(person.Id) == true ? children.Count == 1 ? "a child we work with" : $"a child we work with (child {++childNumber})"
                : $"{A(kind(person.Id), person)} (person {++number})";
            labels[person.Id] = label;
            redacted.Add(new(person, label) { Reached = [.. reached[person.Id].Except(own)] });
            if (person is Worker unnamed)
            {
                bySubject[unnamed.Subject] = label;
            }
        }
        redacted.Add(new(new() { Id = "", Name = "" }, Unnamed) { Reached = [.. places.Except(own)] });
        if (hidesOwn)
        {
            redacted.Add(new(new() { Id = "", Name = "" }, Unnamed) { Reached = [.. reached[subject.Id]] });
        }
        // A step on a link is one with its person.
        foreach (var link in stored.Nodes.Values.OfType<Link>())
        {
            labels[link.Id] = labels.GetValueOrDefault(link.PersonId, Unnamed);
        }
        if (subject is Child { Subject: { } sub })
        {
            bySubject[sub] = "You";
        }
        return new(labels, bySubject, new(redacted, subject, named))
        {
            Births = stored.Nodes.Values.OfType<Person>().Where(p => p.Id != subject.Id && p.DateOfBirth != subject.DateOfBirth).ToDictionary(p => p.Id, p => p.DateOfBirth),
        };
    }

    private static RelationshipKind? Kind(IEnumerable<Relationship> ties, string to, string personId) =>
        ties.Where(r => r.FromId == personId && r.ToId == to).OrderBy(r => r.Id, StringComparer.Ordinal).FirstOrDefault()?.Kind;

    private static string A(RelationshipKind? kind, Person person)
    {
        string what = kind is { } known and not RelationshipKind.Other ? Words.Plain(known).Replace("aunt uncle", "aunt or uncle", StringComparison.Ordinal).Replace("niece nephew", "niece or nephew", StringComparison.Ordinal)
            : person is Worker worker && worker.Roles.Count > 0 ? Words.Plain(worker.Roles[0]) : "person";
        return ("aeiou".Contains(what[0]) ? "an " : "a ") + what;
    }
}
