namespace LifelongLinks.Core;

/// <summary>When the child and somebody were in touch (rule 6).</summary>
public static class InTouch
{
    /// <summary>
    /// The last day by <paramref name="asOf"/> on which the child and a person were in touch both ways: a recorded two-way contact, or
    /// what a tie between the two says. Null: never, as far as is known.
    /// </summary>
    public static DateOnly? BothWays(Case of, string personId, DateOnly asOf) =>
        Last(of, personId, asOf, c => c.IsTwoWay);

    /// <summary>The same, counting any contact, answered or not.</summary>
    public static DateOnly? AnyWay(Case of, string personId, DateOnly asOf) => Last(of, personId, asOf, _ => true);

    private static DateOnly? Last(Case of, string personId, DateOnly asOf, Func<Contact, bool> counts)
    {
        DateOnly? last = null;
        foreach (var contact in of.Contacts)
        {
            if (contact.On <= asOf && !(contact.On <= last) && contact.PersonIds.Contains(personId) && counts(contact))
            {
                last = contact.On;
            }
        }
        foreach (var tie in of.Relationships)
        {
            if (tie.LastContactOn <= asOf && !(tie.LastContactOn <= last) && !(tie.Since > asOf) && Between(tie, of.Child.Id, personId))
            {
                last = tie.LastContactOn;
            }
        }
        return last;
    }

    private static bool Between(Relationship tie, string one, string other) =>
        (tie.FromId == one && tie.ToId == other) || (tie.FromId == other && tie.ToId == one);
}
