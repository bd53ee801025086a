using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LifelongLinks.Core;

/// <summary>
/// A case as one viewer sees it. The case itself has already lost what protection hides from everybody, and numbers are computed
/// from it; here it is reduced by role. Whoever has no role in a case has no sight of it.
/// </summary>
public sealed class Sight
{
    /// <summary>The roles of professionals.</summary>
    public static readonly IReadOnlyList<Role> Professionals = [.. Enum.GetValues<Role>().Where(r => (AccessTable.Roles[r] & Audience.Professionals) != 0)];

    private readonly Audience _audience;

    private Sight(Case seen, IReadOnlyList<Role> roles, DateOnly today)
    {
        Case = seen;
        Today = today;
        _audience = roles.Aggregate(Audience.None, (all, role) => all | AccessTable.Roles[role]);
    }

    /// <summary>A viewer's sight of a case; null when they have none.</summary>
    public static Sight? Of(Viewer viewer, Case? @case) =>
        @case is not null && viewer.RolesIn(@case) is { Count: > 0 } roles ? new(@case, roles, viewer.Today) : null;

    /// <summary>The case, less what protection hides from everybody.</summary>
    public Case Case { get; }

    /// <summary>
    /// The case reduced to what the viewer may see, for numbers that would betray the rest: who is paid, loved, refused or blocked. It
    /// serves for nothing that only the whole case decides: stages and occasions.
    /// </summary>
    public Case Counted => field ??= IsProfessional ? Case : Case with
    {
        People = Case.People.ToDictionary(p => p.Key, p => SeesDetails(p.Value) ? p.Value : p.Value with { DateOfBirth = null, FormerNames = [] }),
        Relationships = [.. Relationships.Select(r => r with
        {
            Closeness = Closeness.Unknown, Evidence = Evidence.Reported, Paid = false, ParentalResponsibility = false,
        })],
        Affirmations = See(Case.Affirmations),
        Decisions = See(Case.Decisions),
        Restrictions = See(Case.Restrictions),
    };

    /// <summary>The clock's day.</summary>
    public DateOnly Today { get; }

    /// <summary>
    /// The version of the case as the viewer may know it. To others than professionals it is a number made from what they see, another when
    /// that is another: who counts the versions of a case counts what is hidden from them too.
    /// </summary>
    public int Version => IsProfessional ? Case.Child.Version : VersionOfSeen();

    /// <summary>Whether the viewer is a professional of the case.</summary>
    public bool IsProfessional => (_audience & Audience.Professionals) != 0;

    /// <summary>Whether the viewer is the young person whose case it is.</summary>
    public bool IsOwn => _audience.HasFlag(Audience.YoungPerson);

    /// <summary>Whether the viewer may read a field, whole or with less, as <see cref="AccessTable"/> has it: "Link.safety".</summary>
    public bool Reads(string field) => (AccessTable.Of(field) & _audience) != 0;

    /// <summary>The facts of one kind that the viewer may see, each as they may see it.</summary>
    public IReadOnlyList<T> See<T>(IReadOnlyList<T> facts) where T : CaseNode =>
        !Sees(typeof(T)) ? []
        : IsProfessional && Case.Confidential.Count == 0 && Reducing.For(typeof(T), _audience) is null ? facts
        : [.. facts.Select(Reduced).OfType<T>()];

    /// <summary>One fact of this case as the viewer may see it; null when they may not.</summary>
    public CaseNode? See(CaseNode fact) =>
        fact.ChildId != Case.Child.Id || !Sees(fact.GetType()) ? null : Reduced(fact);

    /// <summary>
    /// The stage of a link as the viewer may read it: that somebody is not safe is a reason only professionals read, and that the child
    /// said no only they and the child; to others the link is paused. So it is then on every day that they ask about: how far it had come before
    /// would tell which of the two it is.
    /// </summary>
    public LinkStage Stage(Link link, DateOnly asOf)
    {
        if (asOf != Today && !IsProfessional && Hidden(Stages.Of(Case, link, Today)))
        {
            return LinkStage.Paused;
        }
        var stage = Stages.Of(Case, link, asOf);
        return Hidden(stage) ? LinkStage.Paused : stage;
    }

    /// <summary>Ties the viewer may see: professionals all, others only the child's own.</summary>
    public IReadOnlyList<Relationship> Relationships =>
        IsProfessional ? Case.Relationships : [.. Case.Relationships.Where(Sees)];

    /// <summary>Whether the viewer may see a tie.</summary>
    public bool Sees(Relationship tie) => IsProfessional || tie.OfChild(Case.Child.Id) is not null;

    /// <summary>Whether the viewer may see a person's date of birth and former names: never after they declined.</summary>
    public bool SeesDetails(Person person) => person.Id == Case.Child.Id || (Reads("Person.formerNames") && !HasDeclined(person.Id));

    /// <summary>A person's contact details: for the coordinator and the social worker, unless confidential or the person declined.</summary>
    public IReadOnlyList<ContactDetail> ContactDetails(string personId, DateOnly asOf) =>
        !Reads("Person.contactDetails") || Case.Confidential.Contains(personId) || HasDeclined(personId) ? []
        : [.. Case.ContactDetails.Where(d => d.PersonId == personId && Days.Holds(d.Since, d.Until, asOf))];

    /// <summary>Whether the viewer sees a person at all: other people than the child's own are for professionals.</summary>
    public bool Sees(string personId) => Case.People.ContainsKey(personId) && (IsProfessional || OwnPeople.Contains(personId));

    private HashSet<string> OwnPeople => field ??=
    [
        Case.Child.Id,
        .. Case.Links.Select(l => l.PersonId),
        .. Relationships.Select(r => r.Other(Case.Child.Id)),
        .. Case.Commitments.SelectMany(c => c.PersonIds.Concat(c.HelperIds)),
        .. Case.Contacts.SelectMany(c => c.PersonIds.Concat(c.NeededIds)),
        .. Case.Oversight.Select(o => o.WorkerId),
        .. Case.Invitations.Select(i => i.PersonId),
        .. Case.Placements.Select(p => p.CarerId).OfType<string>(),
        .. Case.Plans.Select(p => p.AgreedById).OfType<string>(),
        .. Case.Reviews.Select(r => r.ChairId).OfType<string>(),
    ];

    /// <summary>Whether a person's latest answer in the case is no: that hides their details from then on.</summary>
    public bool HasDeclined(string personId) =>
        Standing.Of(Case, personId, Today).Declined || Case.Merges.Any(m => m.MergedId == personId && m.UndoneOn is null && HasDeclined(m.KeptId));

    private bool Hidden(LinkStage stage) => !IsProfessional && (stage == LinkStage.NotSafe || (stage == LinkStage.ChildRefused && !IsOwn));

    private int VersionOfSeen()
    {
        var child = Case.Child;
        IEnumerable<(string Id, int Version)> seen =
        [
            .. Case.Facts.Select(See).OfType<CaseNode>().Select(f => (f.Id, f.Version)),
            .. Relationships.Select(r => (r.Id, r.Version)),
            .. Case.Oversight.Select(o => (o.Id, o.Version)),
            .. Case.Invitations.Where(i => Sees(i.PersonId)).Select(i => (i.Id, i.Version)),
        ];
        // Of people what everybody reads of them: their versions count what is hidden, in other cases too.
        var people = Case.People.Values.Where(p => p.Id != child.Id && Sees(p.Id)).OrderBy(p => p.Id, StringComparer.Ordinal).Select(p => new { p.Id, p.Name, p.KnownAs, p.Pronouns, p.Died });
        string all = string.Join('\n', seen.OrderBy(s => s.Id, StringComparer.Ordinal).Select(s => $"{s.Id} {s.Version}"))
            + JsonSerializer.Serialize(new { child.Name, child.KnownAs, child.Pronouns, child.DateOfBirth, child.EnteredCareOn, child.LeftCareOn, child.ClosedOn, child.Died, people });
        return Math.Max(1, BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(all))) & int.MaxValue);
    }

    private bool Sees(Type kind) => ((AccessTable.OfType(kind.Name)?.Seen ?? Audience.None) & _audience) != 0;

    // What the table has as "less", then what it has as absent.
    private CaseNode? Reduced(CaseNode fact)
    {
        CaseNode? less = fact switch
        {
            // A confidential address covers every place that could give it away.
            Placement p when Case.Confidential.Contains(Case.Child.Id) || (p.CarerId is { } carer && Case.Confidential.Contains(carer)) => p with { Place = null },
            Conference c when Case.Confidential.Contains(Case.Child.Id) ||
                Case.Invitations.Any(i => i.ConferenceId == c.Id && Case.Confidential.Contains(i.PersonId)) => c with { Place = null },
            Consent c when !IsProfessional && c.Subject != ConsentSubject.Child => null,
            // That a relative has an address is for those who gave it to them; the young person has their own.
            CalendarAddress { PersonId: not null } when !IsProfessional => null,
            Excuse { Reason: ExcuseReason.Safety } e when !IsProfessional => e with { Reason = ExcuseReason.Other },
            _ => fact,
        };
        return less is not null && Reducing.For(fact.GetType(), _audience) is { } without ? without(less) : less;
    }
}
