using CsCheck;
using static LifelongLinks.Tests.Core.Cases;

namespace LifelongLinks.Tests.Core;

/// <summary>Random cases with promises: short spans, so that what can meet does meet.</summary>
internal static class PromiseGen
{
    internal sealed record Asked(Case Case, Commitment Commitment, DateOnly AsOf);

    private static readonly DateOnly _base = Day("2023-12-01");

    private static readonly Gen<DateOnly> _start = Gen.Int[0, 100].Select(_base.AddDays);
    private static readonly Gen<DateOnly> _day = Gen.Int[-20, 450].Select(_base.AddDays);
    private static readonly Gen<DateOnly?> _mayBe = Gen.Int[-400, 450].Select(n => n < -20 ? (DateOnly?)null : _base.AddDays(n));

    private static readonly Gen<Cadence> _cadence = Gen.Frequency(
        (5, Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Enum<CadenceUnit>(), Cadence.Periodic)),
        (1, _day.Select(d => Cadence.Yearly(d.Month, d.Day))),
        (1, Gen.Const(Cadence.Yearly(2, 29))),
        (1, _day.Select(Cadence.Once)));

    private static readonly Gen<Pause> _pause = Gen.Select(
        _day, Gen.Int[0, 40], (from, days) => new Pause(from, days > 30 ? null : from.AddDays(days)));

    private static Gen<Commitment> Commitment(string id) => Gen.Select(
        _cadence, _start, _mayBe, Gen.Int[-20, 12], _pause.Array[0, 1], Gen.Bool, Gen.Enum<ContactMode>(), Gen.Enum<SupportKind>().Array[1, 2],
        (cadence, startsOn, endsOn, grace, pauses, alone, mode, support) => new Commitment
        {
            Id = id,
            ChildId = ChildId,
            PlanId = "plan",
            PersonIds = alone ? ["nan"] : ["nan", "dad"],
            Support = support,
            Mode = mode,
            Cadence = cadence,
            Grace = grace < 0 ? null : grace,
            StartsOn = startsOn,
            EndsOn = endsOn,
            Pauses = pauses,
        });

    private static readonly Gen<Restriction> _restriction = Gen.Select(
        _mayBe, _mayBe, Gen.Bool, Gen.Int[0, 3], (from, until, nan, effect) => new Restriction
        {
            Id = "restriction",
            ChildId = ChildId,
            Kind = RestrictionKind.BailCondition,
            Effect = effect == 0 ? RestrictionEffect.Caution : RestrictionEffect.Block,
            AgainstId = nan ? "nan" : "dad",
            From = from,
            Until = until,
        });

    private static readonly Gen<Consent> _consent = Gen.Select(
        Gen.Int[0, 99], Gen.Enum<ConsentSubject>(), _day, _mayBe, _mayBe, Gen.Int[0, 5],
        (id, subject, answeredOn, withdrawnOn, expiresOn, state) => new Consent
        {
            Id = $"consent-{id:D2}",
            ChildId = ChildId,
            Subject = subject,
            PersonId = id % 2 == 0 ? null : subject == ConsentSubject.Child ? ChildId : "dad",
            Purpose = ConsentPurpose.Contact,
            State = state == 0 ? ConsentState.Refused : ConsentState.Given,
            AnsweredOn = answeredOn,
            WithdrawnOn = withdrawnOn,
            ExpiresOn = expiresOn,
        });

    private static Gen<Case> History(Gen<Commitment[]> commitments) => Gen.Select(
        commitments, Gen.Select(_start, _mayBe), _day.Array[0, 40], Gen.Select(Gen.Int[0, 60], _day, Gen.Enum<ExcuseReason>()).Array[0, 8],
        _restriction.Array[0, 2], _consent.Array[0, 3], _mayBe, Gen.Int[0, 3],
        (promises, plan, contacts, excuses, restrictions, consents, died, quiet) =>
        {
            var born = _base.AddDays(plan.Item1.DayNumber % 200).AddYears(-18);
            var empty = Empty(born, "nan", "dad");
            return empty with
            {
                People = empty.People.ToDictionary(p => p.Key, p => p.Key == "nan" && quiet == 0 ? p.Value with { Died = died } : p.Value),
                Plans = [new() { Id = "plan", ChildId = ChildId, DraftedOn = plan.Item1, AgreedOn = plan.Item1, EndedOn = plan.Item2 }],
                Commitments = promises,
                Contacts = [.. contacts.Select((on, i) => new Contact
                {
                    Id = $"contact-{(i * 7) % 41:D2}", ChildId = ChildId, PersonIds = ["nan"], On = on, Mode = ContactMode.InPerson,
                    CommitmentIds = [.. new[] { i, i + 1 }.Select(n => promises[n % promises.Length].Id).Distinct()],
                })],
                // Excuses are for due days that there are, or they would hardly ever meet one.
                Excuses = [.. excuses.SelectMany((e, i) => DueDay(promises[i % promises.Length], e.Item1 / 3).Select(due => new Excuse
                {
                    Id = $"excuse-{i}",
                    ChildId = ChildId,
                    CommitmentId = promises[i % promises.Length].Id,
                    Due = due,
                    RecordedOn = e.Item2,
                    Reason = e.Item3,
                }))],
                // Some histories are quiet: nothing forbids, so that plain matching is not hidden behind what is cancelled.
                Restrictions = quiet <= 1 ? restrictions : [],
                Consents = quiet is 0 or 2 ? [.. consents.DistinctBy(c => c.Id)] : [],
            };
        });

    private static IEnumerable<DateOnly> DueDay(Commitment of, int skip) =>
        of.Cadence.Periods(of.StartsOn).Skip(skip).Take(1).Select(p => p.Due);

    /// <summary>One promise, and a day on which to ask.</summary>
    internal static readonly Gen<Asked> One = Gen.Select(
        History(Commitment("visits").Select(c => new[] { c })), _day, (of, asOf) => new Asked(of, of.Commitments[0], asOf));

    /// <summary>One to four promises of one plan, and a day on which to ask.</summary>
    internal static readonly Gen<(Case Case, DateOnly AsOf)> Several = Gen.Select(
        History(Gen.Select(Gen.Int[1, 4], Commitment("d"), Commitment("c"), Commitment("b"), Commitment("a"),
            (n, d, c, b, a) => new[] { d, c, b, a }[..n])), _day);
}
