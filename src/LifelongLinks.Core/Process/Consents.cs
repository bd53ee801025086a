namespace LifelongLinks.Core;

/// <summary>Which consents govern on a day (rule 2).</summary>
public static class Consents
{
    /// <summary>How a party's consent for a purpose stands.</summary>
    public enum Standing
    {
        /// <summary>Nobody who may give it has answered.</summary>
        NotAnswered,
        /// <summary>Somebody who may give it has, and it is active.</summary>
        Active,
        /// <summary>Every answer is refused, withdrawn or expired.</summary>
        Stopped,
    }

    /// <summary>The state of a consent on a day: the recorded answer, or that it was withdrawn or has expired by then.</summary>
    public static ConsentState StateOf(Consent consent, DateOnly asOf) =>
        !(consent.AnsweredOn <= asOf) ? consent.State == ConsentState.NotAsked ? ConsentState.NotAsked : ConsentState.Pending
        : consent.State == ConsentState.Refused ? ConsentState.Refused
        : consent.WithdrawnOn <= asOf ? ConsentState.Withdrawn
        : consent.ExpiresOn <= asOf ? ConsentState.Expired
        : consent.State;

    /// <summary>A consent as it stands on a day: its state on it, and nothing that came later.</summary>
    public static Consent On(Consent consent, DateOnly asOf) =>
        consent with { State = StateOf(consent, asOf), WithdrawnOn = consent.WithdrawnOn <= asOf ? consent.WithdrawnOn : null };

    /// <summary>Whether a consent, taken by itself, is active on a day; within its limits, when it has any.</summary>
    public static bool IsActive(Consent consent, DateOnly asOf) =>
        StateOf(consent, asOf) is ConsentState.Given or ConsentState.GivenWithLimits;

    /// <summary>
    /// Of each giver, the consent that governs a purpose: the latest answered by the day; on one day the later id. The child is one
    /// giver, whether or not the record names them; no name among those with parental responsibility is the authority.
    /// </summary>
    public static IEnumerable<Consent> Governing(Case of, ConsentSubject subject, ConsentPurpose purpose, DateOnly asOf) =>
        of.Consents
            .Where(c => c.Subject == subject && c.Purpose == purpose && c.AnsweredOn <= asOf)
            .GroupBy(c => subject == ConsentSubject.Child ? of.Child.Id : c.PersonId ?? "")
            .Select(g => g.OrderBy(c => c.AnsweredOn).ThenBy(c => c.Id, StringComparer.Ordinal).Last());

    /// <summary>How the consent of the child, or of those with parental responsibility, stands: one active consent suffices.</summary>
    public static Standing Of(Case of, ConsentSubject subject, ConsentPurpose purpose, DateOnly asOf)
    {
        var standing = Standing.NotAnswered;
        foreach (var consent in Governing(of, subject, purpose, asOf))
        {
            if (IsActive(consent, asOf))
            {
                return Standing.Active;
            }
            standing = Standing.Stopped;
        }
        return standing;
    }

    /// <summary>Whether anybody's parental responsibility still counts: until the child is 18.</summary>
    public static bool ParentalResponsibilityCounts(Child child, DateOnly asOf) =>
        child.DateOfBirth is not { } born || asOf < Days.Attains(born, 18);

    /// <summary>Whether somebody holds parental responsibility for the child on a day, as a tie that holds says.</summary>
    public static bool HoldsParentalResponsibility(Case of, string personId, DateOnly asOf) =>
        of.Relationships.Any(r => r.ParentalResponsibility && r.OfChild(of.Child.Id) == personId && r.Holds(asOf));

    /// <summary>Whether a connected person's own consent for a purpose is refused, withdrawn or expired.</summary>
    public static bool StoppedBy(Case of, string personId, ConsentPurpose purpose, DateOnly asOf) =>
        Governing(of, ConsentSubject.ConnectedPerson, purpose, asOf).Any(c => c.PersonId == personId && !IsActive(c, asOf));

    /// <summary>Whether the child's own consent for a purpose is active.</summary>
    public static bool ChildAgrees(Case of, ConsentPurpose purpose, DateOnly asOf) =>
        Of(of, ConsentSubject.Child, purpose, asOf) == Standing.Active;

    /// <summary>Whether a holder of parental responsibility agrees, or none needs to because the child is 18.</summary>
    public static bool ParentalResponsibilityAgrees(Case of, ConsentPurpose purpose, DateOnly asOf) =>
        !ParentalResponsibilityCounts(of.Child, asOf) ||
        Of(of, ConsentSubject.ParentalResponsibility, purpose, asOf) == Standing.Active;

    /// <summary>Whether the child's or, until 18, the parental responsibility holders' consent is refused, withdrawn or expired.</summary>
    public static bool Stopped(Case of, ConsentPurpose purpose, DateOnly asOf) =>
        Of(of, ConsentSubject.Child, purpose, asOf) == Standing.Stopped ||
        (ParentalResponsibilityCounts(of.Child, asOf) &&
            Of(of, ConsentSubject.ParentalResponsibility, purpose, asOf) == Standing.Stopped);
}
