namespace LifelongLinks.Core;

/// <summary>What a case knows on a day of some of its commitments, looked up once for all of them.</summary>
internal sealed class PromiseHistory
{
    private readonly Dictionary<string, Facts> _facts = [];
    private readonly DaySet _consentStopped;

    internal PromiseHistory(Case of, IEnumerable<Commitment> commitments, DateOnly asOf)
    {
        (Case, AsOf) = (of, asOf);
        foreach (var commitment in commitments)
        {
            _facts[commitment.Id] = new();
        }
        foreach (var contact in of.Contacts)
        {
            if (contact.On > asOf)
            {
                continue;
            }
            foreach (string id in contact.CommitmentIds)
            {
                // Named twice, it counts once.
                if (_facts.TryGetValue(id, out var facts) && (facts.Contacts.Count == 0 || facts.Contacts[^1] != (object)contact))
                {
                    facts.Contacts.Add(contact);
                }
            }
        }
        foreach (var excuse in of.Excuses)
        {
            if (excuse.RecordedOn <= asOf && _facts.TryGetValue(excuse.CommitmentId, out var facts))
            {
                facts.Excuses.Add(excuse);
            }
        }
        foreach (var facts in _facts.Values)
        {
            facts.Contacts.Sort(static (a, b) => a.On != b.On ? a.On.CompareTo(b.On) : string.CompareOrdinal(a.Id, b.Id));
            facts.Excuses.Sort(static (a, b) =>
                a.RecordedOn != b.RecordedOn ? a.RecordedOn.CompareTo(b.RecordedOn) : string.CompareOrdinal(a.Id, b.Id));
        }
        _consentStopped = Prevented.ByConsent(of, asOf);
    }

    internal Case Case { get; }

    internal DateOnly AsOf { get; }

    /// <summary>The contacts by asOf that fulfil a commitment, in order of date, then id.</summary>
    internal List<Contact> Contacts(Commitment commitment) => _facts[commitment.Id].Contacts;

    /// <summary>The excuses for an occasion with a due day, in the order they were recorded.</summary>
    internal IReadOnlyList<Excuse> Excuses(Commitment commitment, DateOnly due) =>
        _facts[commitment.Id].Excuses is { Count: > 0 } excuses ? excuses.FindAll(e => e.Due == due) : [];

    /// <summary>The days on which a commitment cannot be kept (rule 15).</summary>
    internal DaySet PreventedDays(Commitment commitment) => _consentStopped.Or(Prevented.Of(Case, commitment, AsOf));

    /// <summary>
    /// From when to when a promise counts (rule 17): from its start, but not before its plan was agreed; to its last day, but not on or
    /// after the day its plan ended. Null when its plan is not agreed by asOf. It may be empty: the last day before the first.
    /// </summary>
    internal Term? TermOf(Commitment commitment)
    {
        foreach (var plan in Case.Plans)
        {
            if (plan.Id == commitment.PlanId && plan.AgreedOn is { } agreedOn && agreedOn <= AsOf)
            {
                var last = commitment.EndsOn ?? DateOnly.MaxValue;
                if (plan.EndedOn is { } endedOn && endedOn <= last)
                {
                    last = Days.Plus(endedOn, -1);
                }
                return new(agreedOn, agreedOn > commitment.StartsOn ? agreedOn : commitment.StartsOn, last);
            }
        }
        return null;
    }

    /// <summary>When a promise counts.</summary>
    /// <param name="AgreedOn">The day its plan was agreed.</param>
    /// <param name="First">The first day.</param>
    /// <param name="Last">The last day.</param>
    internal readonly record struct Term(DateOnly AgreedOn, DateOnly First, DateOnly Last)
    {
        internal bool Runs(DateOnly on) => First <= on && on <= Last;
    }

    private sealed class Facts
    {
        internal List<Contact> Contacts { get; } = [];
        internal List<Excuse> Excuses { get; } = [];
    }
}
