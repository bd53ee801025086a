using static LifelongLinks.Tests.Core.Cases;

namespace LifelongLinks.Tests.Core;

/// <summary>Promises to test with: one plan, agreed on 1 January 2026 unless said otherwise, and Nan's commitment in it.</summary>
internal static class Promises
{
    internal static readonly Cadence Weekly = Cadence.Periodic(1, 1, CadenceUnit.Week);
    internal static readonly Cadence Monthly = Cadence.Periodic(1, 1, CadenceUnit.Month);

    internal static Plan Agreed(string agreedOn = "2026-01-01", string? endedOn = null) => new()
    {
        Id = "plan",
        ChildId = Cases.ChildId,
        DraftedOn = Day(agreedOn),
        AgreedOn = Day(agreedOn),
        EndedOn = endedOn is null ? null : Day(endedOn),
    };

    internal static Commitment Nan(Cadence cadence, string startsOn = "2026-01-01") => new()
    {
        Id = "visits",
        ChildId = Cases.ChildId,
        PlanId = "plan",
        PersonIds = ["nan"],
        Support = [SupportKind.Emotional],
        Mode = ContactMode.InPerson,
        Cadence = cadence,
        StartsOn = Day(startsOn),
    };

    internal static Case CaseOf(Commitment commitment, params string[] contacts) => Cases.Empty("nan", "dad") with
    {
        Plans = [Agreed()],
        Commitments = [commitment],
        Contacts = ContactsOf(commitment.Id, contacts),
    };

    internal static IReadOnlyList<Contact> ContactsOf(string commitmentId, params string[] days) =>
        [.. days.Select((day, i) => new Contact
        {
            Id = $"{commitmentId}-{i:D4}", ChildId = Cases.ChildId, PersonIds = ["nan"], CommitmentIds = [commitmentId],
            On = Day(day), Mode = ContactMode.InPerson,
        })];

    internal static Excuse ExcuseFor(
        string due, ExcuseReason reason = ExcuseReason.Illness, string recordedOn = "2026-01-01", string id = "excuse") =>
        new() { Id = id, ChildId = Cases.ChildId, CommitmentId = "visits", Due = Day(due), RecordedOn = Day(recordedOn), Reason = reason };

    internal static Restriction Block(string person, string? from = null, string? until = null) => new()
    {
        Id = $"block-{person}",
        ChildId = Cases.ChildId,
        Kind = RestrictionKind.NoContactOrder,
        Effect = RestrictionEffect.Block,
        AgainstId = person,
        From = from is null ? null : Day(from),
        Until = until is null ? null : Day(until),
    };

    internal static Consent ContactConsent(
        string answeredOn, ConsentState state = ConsentState.Given, string? withdrawnOn = null, ConsentSubject subject = ConsentSubject.Child,
        string? personId = null, string id = "consent", string? expiresOn = null) => new()
        {
            Id = id,
            ChildId = Cases.ChildId,
            Subject = subject,
            PersonId = personId,
            Purpose = ConsentPurpose.Contact,
            State = state,
            AnsweredOn = Day(answeredOn),
            WithdrawnOn = withdrawnOn is null ? null : Day(withdrawnOn),
            ExpiresOn = expiresOn is null ? null : Day(expiresOn),
        };

    /// <summary>The occasions of the case's first commitment, one letter each: Upcoming, Open, Kept, Late, Missed, Excused, Cancelled.</summary>
    internal static string Letters(Case of, string asOf, string? to = null) =>
        string.Concat(Occasions.Of(of, of.Commitments[0], Day(asOf), to: to is null ? null : Day(to)).Select(o => o.Status.ToString()[0]));
}
