using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <content>Referral, consent, what the child shows and wishes, and who is looked for.</content>
internal sealed partial class Telling
{
    public void Referred(
        string by, DateOnly on, string why, string risks, string support, ReferralStatus status = ReferralStatus.Accepted,
        DateOnly? decided = null) =>
        Tell(id => new Referral
        {
            Id = id,
            ChildId = Child,
            ReferredById = by,
            ReferredOn = on,
            Why = why,
            Risks = risks,
            Support = support,
            Status = status,
            DecidedOn = decided,
        });

    public string FindingPlan(DateOnly made, string risks) =>
        Tell(id => new FindingPlan { Id = id, ChildId = Child, MadeOn = made, Risks = risks });

    public void Looks(
        string plan, FindingSource source, string words, FindingStatus status = FindingStatus.Done, DateOnly? done = null,
        string? found = null, string? whom = null, string? worker = null) =>
        Tell(id => new FindingStep
        {
            Id = id,
            ChildId = Child,
            FindingPlanId = plan,
            Source = source,
            Words = words,
            Status = status,
            DoneOn = done,
            Found = found,
            PersonId = whom,
            WorkerId = worker ?? Coordinator,
        });

    /// <summary>The child's own answer for each purpose.</summary>
    public void ChildConsents(
        DateOnly on, string explained, IEnumerable<ConsentPurpose> purposes, ConsentState state = ConsentState.Given,
        string? limits = null, DateOnly? withdrawn = null, DateOnly? expires = null)
    {
        foreach (var purpose in purposes)
        {
            Consents(ConsentSubject.Child, Child, purpose, on, explained, state, limits, withdrawn, expires);
        }
    }

    /// <summary>The authority's answer for each purpose, where it shares parental responsibility.</summary>
    public void AuthorityConsents(DateOnly on, IEnumerable<ConsentPurpose> purposes, string? explained = null)
    {
        foreach (var purpose in purposes)
        {
            Consents(ConsentSubject.ParentalResponsibility, null, purpose, on, explained ?? "Discussed in the oversight group, with the child's own wishes read out");
        }
    }

    public void Consents(
        ConsentSubject subject, string? person, ConsentPurpose purpose, DateOnly? on, string explained,
        ConsentState state = ConsentState.Given, string? limits = null, DateOnly? withdrawn = null, DateOnly? expires = null) =>
        Tell(id => new Consent
        {
            Id = id,
            ChildId = Child,
            Subject = subject,
            PersonId = person,
            Purpose = purpose,
            State = state,
            Informed = state != ConsentState.NotAsked,
            Explained = explained,
            Limits = limits,
            AnsweredOn = on,
            PrivacyNoticeGivenOn = on?.AddDays(-2),
            ExpiresOn = expires,
            WithdrawnOn = withdrawn,
            ToldToId = withdrawn is null ? null : Coordinator,
        });

    public void Showed(ActivityKind kind, DateOnly on, string words) =>
        Tell(id => new Activity { Id = id, ChildId = Child, Kind = kind, HeldOn = on, Words = words });

    public void Wishes(WishKind kind, DateOnly made, string words, int importance, string? about = null, DateOnly? met = null) =>
        Tell(id => new Wish { Id = id, ChildId = Child, Kind = kind, MadeOn = made, Words = words, Importance = importance, PersonId = about, MetOn = met });

    public void Says(string about, DateOnly on, string words, bool loving = true) =>
        Tell(id => new Affirmation { Id = id, ChildId = Child, PersonId = about, SaidOn = on, Loving = loving, Words = words });

    public void Fares(MeasureKind kind, string source, params (DateOnly On, double Value)[] values)
    {
        foreach (var (on, value) in values)
        {
            Tell(id => new Measure { Id = id, ChildId = Child, Kind = kind, MeasuredOn = on, Value = value, Source = source });
        }
    }

    /// <summary>Tells that two people were taken for one, and told apart again.</summary>
    public void TookForOne(string kept, string merged, DateOnly on, DateOnly undone, string reason) =>
        Tell(id => new Merge { Id = id, ChildId = Child, KeptId = kept, MergedId = merged, MergedOn = on, UndoneOn = undone, Reason = reason });

    /// <summary>Tells that a contact was first recorded otherwise.</summary>
    public void SetRight(Contact before, DateOnly on, string reason) => Tell(id => Correction.Of(before, id, on, reason, Coordinator));

    public void Restricts(
        RestrictionKind kind, RestrictionEffect effect, string? against, string basis, DateOnly? from = null, DateOnly? until = null,
        string? tie = null, string? protects = null, string? keptFrom = null) =>
        Tell(id => new Restriction
        {
            Id = id,
            ChildId = Child,
            Kind = kind,
            Effect = effect,
            AgainstId = against,
            Basis = basis,
            From = from,
            Until = until,
            TieId = tie,
            ProtectsId = protects,
            KeptFromId = keptFrom,
        });

    public void Offers(string person, SupportKind support, DateOnly on, string words, string? when = null, ContactMode? mode = null) =>
        Tell(id => new Offer { Id = id, ChildId = Child, PersonId = person, Support = support, OfferedOn = on, Words = words, When = when, Mode = mode });

    public void Worries(string worker, DateOnly on, string words, string? answer = null, DateOnly? answered = null, Tracing? about = null) =>
        Tell(id => new Concern
        {
            Id = id,
            ChildId = Child,
            WorkerId = worker,
            RaisedOn = on,
            Words = words,
            Answer = answer,
            AnsweredOn = answered,
            LinkId = about?.Link,
        });

    /// <summary>Tells that somebody matters to the child; the steps that followed are told on what it gives back.</summary>
    public Tracing Matters(
        string person, DateOnly identified, Circle? circle = null, int? importance = null, bool named = true, DateOnly? ended = null) =>
        new(this, Tell(id => new Link
        {
            Id = id,
            ChildId = Child,
            PersonId = person,
            IdentifiedOn = identified,
            Circle = circle,
            Importance = importance,
            NamedByChild = named,
            EndedOn = ended,
        }));

    /// <summary>The steps taken on one link, in the order of the process.</summary>
    internal sealed record Tracing(Telling Story, string Link)
    {
        public Tracing Searched(DateOnly on) => Step(DecisionKind.Search, on);

        public Tracing Located(DateOnly on, string? how = null) => Step(DecisionKind.Locate, on, reason: how);

        public Tracing Cleared(DateOnly on, string? why = null) => Checked(on, DecisionOutcome.Cleared, why);

        public Tracing Checked(DateOnly on, DecisionOutcome outcome, string? why) =>
            Step(DecisionKind.OversightCheck, on, outcome, why, Story.SocialWorker);

        public Tracing ChildSaidYes(DateOnly on, string? words = null) => Step(DecisionKind.ChildAnswer, on, DecisionOutcome.Agreed, words);

        public Tracing ChildSaidYesBut(DateOnly on, string limits) =>
            Step(DecisionKind.ChildAnswer, on, DecisionOutcome.AgreedWithLimits, limits);

        public Tracing ChildSaidNo(DateOnly on, string? words = null) => Step(DecisionKind.ChildAnswer, on, DecisionOutcome.Refused, words);

        public Tracing Approached(DateOnly on) => Step(DecisionKind.Approach, on);

        public Tracing Joined(DateOnly on, string? words = null) => Step(DecisionKind.PersonAnswer, on, DecisionOutcome.Joined, words);

        public Tracing Answered(DateOnly on, DecisionOutcome outcome, string? words) => Step(DecisionKind.PersonAnswer, on, outcome, words);

        public Tracing Visited(DateOnly on) => Step(DecisionKind.Visit, on);

        public Tracing Invited(DateOnly on) => Step(DecisionKind.Invitation, on);

        /// <summary>Located, cleared, agreed by the child, approached and joined, each some days after the other.</summary>
        public Tracing CameForward(DateOnly located, int apart = 6) =>
            Located(located).Cleared(located.AddDays(apart)).ChildSaidYes(located.AddDays(2 * apart))
                .Approached(located.AddDays(3 * apart)).Joined(located.AddDays(4 * apart));

        private Tracing Step(DecisionKind kind, DateOnly on, DecisionOutcome? outcome = null, string? reason = null, string? worker = null)
        {
            Story.Tell(id => new Decision
            {
                Id = id,
                ChildId = Story.Child,
                LinkId = Link,
                Kind = kind,
                Outcome = outcome,
                DecidedOn = on,
                RecordedOn = Story.NoLaterThanToday(on.AddDays(1)),
                WorkerId = worker ?? Story.Coordinator,
                Reason = reason,
            });
            return this;
        }
    }
}
