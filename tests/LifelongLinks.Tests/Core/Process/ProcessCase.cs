namespace LifelongLinks.Tests.Core;

/// <summary>
/// A child's case in memory, and somebody in each role around it: commands are given one after another, on days that move on, and what is
/// decided on them is applied, as a store would.
/// </summary>
internal sealed class ProcessCase
{
    /// <summary>The day the child is referred.</summary>
    public static readonly DateOnly Begins = new(2026, 1, 5);

    private const string Team = "North";

    private readonly Dictionary<string, Node> _nodes = [];
    private readonly Dictionary<string, Edge> _edges = [];
    private readonly Dictionary<Role, string> _workers = [];
    private int _made;
    private Case? _case;

    /// <summary>A child of 12 unless another birthday is told, referred by the social worker, with everybody in their place.</summary>
    public ProcessCase(DateOnly? born = null)
    {
        foreach (var role in Enum.GetValues<Role>().Except([Role.YoungPerson]))
        {
            _workers[role] = NextId();
            Save(new Worker { Id = _workers[role], Name = role.ToString(), Subject = SubjectOf(role), Roles = [role] });
        }
        var teamId = NextId();
        Save(new Team { Id = teamId, Name = Team });
        var referral = Done(Role.SocialWorker, new ReferChild
        {
            Reference = "C-1",
            Name = "Ada",
            DateOfBirth = born ?? new(2013, 6, 1),
            EnteredCareOn = new(2025, 6, 2),
            Why = "Nobody visits.",
            Risks = "None known.",
            Support = "Time.",
            ReferredById = _workers[Role.SocialWorker],
            CoordinatorId = _workers[Role.Coordinator],
            TeamId = teamId,
        });
        ChildId = ((Referral)_nodes[referral]).ChildId;
        Save((Child)_nodes[ChildId] with { Subject = SubjectOf(Role.YoungPerson) });
        foreach (var role in Viewer.OverseeingRoles.Except([Role.SocialWorker, Role.Coordinator]))
        {
            Save(new Oversight { Id = NextId(), WorkerId = _workers[role], ChildId = ChildId, Role = role, Since = Begins });
        }
    }

    public string ChildId { get; } = "";

    public DateOnly Today { get; private set; } = Begins;

    /// <summary>The case as it stands.</summary>
    public Case Case => _case ??= Case.From(Loaded(), ChildId)!;

    /// <summary>What the last command that was done saved.</summary>
    public Changes Saved { get; private set; } = new();

    public string WorkerId(Role role) => _workers[role];

    public Viewer As(Role role, DateOnly? today = null) => new(SubjectOf(role), [role], role == Role.TeamManager ? [Team] : [], today ?? Today);

    public ProcessCase Days(int days)
    {
        Today = Today.AddDays(days);
        _case = null;
        return this;
    }

    /// <summary>Gives a command; null when it is done, else why not.</summary>
    public Refusal? Give(Role role, Command command) => Give(As(role), command);

    public Refusal? Give(Viewer viewer, Command command)
    {
        // Later commands have later ids, as the clock has it.
        DateTimeOffset now = new(Today.ToDateTime(new(9, 0)).AddMilliseconds(++_made), TimeSpan.Zero);
        var change = Commands.ChangeOf(command, viewer, now, new HashSet<string>(), null);
        var decided = change.Decide(CaseToChange.From(Loaded(), change.ChildId, change.AlsoIds));
        if (decided.Value is not { } changes)
        {
            return decided.Refusal;
        }
        _case = null;
        foreach (string id in changes.Erased)
        {
            _nodes.Remove(id);
            _edges.Remove(id);
        }
        changes.Nodes.ToList().ForEach(Save);
        changes.Edges.ToList().ForEach(Save);
        Saved = changes;
        return null;
    }

    /// <summary>Gives a command that is done; the id of what it is about.</summary>
    public string Done(Role role, Command command)
    {
        Assert.Null(Give(role, command));
        return Saved.ResultId!;
    }

    /// <summary>Gives a command that is refused because a step has to come first.</summary>
    public void Refused(Gate step, Role role, Command command) => Assert.Equal(step, Assert.IsType<GateNotMet>(Give(role, command)).Step);

    /// <summary>Gives a command that is refused because a consent is missing.</summary>
    public void Refused(ConsentSubject whose, ConsentPurpose purpose, Role role, Command command)
    {
        var missing = Assert.IsType<ConsentMissing>(Give(role, command));
        Assert.Equal((whose, purpose), (missing.Whose, missing.Purpose));
    }

    /// <summary>Gives a command that is refused with a code.</summary>
    public void Refused(RefusalCode code, Role role, Command command) => Assert.Equal(code, Give(role, command)?.Code);

    /// <summary>Gives a command of which one field cannot be used.</summary>
    public void Wrong(string field, Role role, Command command) => Assert.Equal(field, Assert.IsType<ValidationFailed>(Give(role, command)).Field);

    /// <summary>Records something that no command does.</summary>
    public void Save(Node node)
    {
        _case = null;
        _nodes[node.Id] = _nodes.GetValueOrDefault(node.Id) is { } before ? node with { Version = before.Version + 1 } : node;
    }

    /// <summary>Records something that no command does.</summary>
    public void Save(Edge edge)
    {
        _case = null;
        _edges[edge.Id] = _edges.GetValueOrDefault(edge.Id) is { } before ? edge with { Version = before.Version + 1 } : edge;
    }

    /// <summary>An id for something that no command makes: earlier than those of commands.</summary>
    public string NextId() => (++_made).ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    private static string SubjectOf(Role role) => $"sub-{role}";

    private Subgraph Loaded()
    {
        var inForce = _nodes.Values.OfType<Restriction>().Where(r => r.InForce(Today)).ToList();
        return new(_nodes, [.. _edges.Values], inForce.Select(r => r.ProtectsId).OfType<string>().ToHashSet())
        {
            Sealed = inForce.Where(r => r.Kind == RestrictionKind.SealedAdoption).Select(r => r.AgainstId).OfType<string>().ToHashSet(),
        };
    }
}
