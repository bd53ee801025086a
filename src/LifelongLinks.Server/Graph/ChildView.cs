using GraphQL;
using GraphQL.DataLoader;

namespace LifelongLinks.Server;

/// <summary>A child in care or care leaver with a case here.</summary>
[Name("Child"), Many("Children")]
[Implements(typeof(INode))]
[Implements(typeof(IParty))]
public sealed partial class ChildView(Reading reading, Child child) : IParty
{
    internal Child Record { get; } = reading.Told.Of(child);

    /// <summary>Opaque, global id.</summary>
    public string Id => Record.Id;

    /// <summary>
    /// Version of the case, from 1: each saved change adds one. To carers and young people it is a number that changes when something changes
    /// that they see.
    /// </summary>
    [Needs] // to whom it is made of everything they see, everything is read in any case
    public IDataLoaderResult<int> Version() =>
        reading.Viewer.SeesOnlyOwnPeople ? Of(view => view?.Sight.Version ?? 1) : Later.Of(Record.Version);

    /// <summary>The authority's own reference for the case.</summary>
    public string Reference => Record.Reference;

    /// <summary>Full name.</summary>
    public string Name => Record.Name;

    /// <summary>The name the child uses and is called by.</summary>
    public string? KnownAs => Record.KnownAs;

    /// <summary>The pronouns the child uses.</summary>
    public string? Pronouns => Record.Pronouns;

    /// <summary>Date of birth.</summary>
    public DateOnly DateOfBirth => Record.DateOfBirth!.Value;

    /// <summary>Age in whole years on a day (today by default).</summary>
    [Needs]
    public int Age(DateOnly? asOf = null) => Days.Age(DateOfBirth, reading.Day(asOf));

    /// <summary>The day the child came into care.</summary>
    public DateOnly? EnteredCareOn => Record.EnteredCareOn;

    /// <summary>The first day the child was no longer in care.</summary>
    public DateOnly? LeftCareOn => Record.LeftCareOn;

    /// <summary>The day the case was closed.</summary>
    public DateOnly? ClosedOn => Record.ClosedOn;

    /// <summary>How far the case has come, on a day (today by default).</summary>
    [Cost(50)]
    [Needs(typeof(Referral), typeof(Consent), typeof(Plan), typeof(Conference), typeof(Decision), typeof(Activity))]
    public IDataLoaderResult<CaseStage> Stage(DateOnly? asOf = null) => On(asOf, (view, day) => Stages.Of(view.Case, day));

    /// <summary>Referrals, oldest first.</summary>
    [Needs(typeof(Referral))]
    public IDataLoaderResult<IEnumerable<Referral>> Referrals() => All(v => v.Sight.See(v.Case.Referrals).OrderBy(r => r.ReferredOn));

    /// <summary>Consents answered by a day (today by default), each in its state on that day; and those not answered.</summary>
    [Needs(typeof(Consent))]
    public IDataLoaderResult<IEnumerable<Consent>> Consents(DateOnly? asOf = null) => On(asOf, (view, day) => view.Sight.See(view.Case.Consents)
        .Where(c => c.AnsweredOn is null || c.AnsweredOn <= day)
        .Select(c => Core.Consents.On(c, day)));

    /// <summary>Who oversees the case, on a day (today by default).</summary>
    [Needs]
    public IDataLoaderResult<IEnumerable<OversightMemberView>> OversightGroup(DateOnly? asOf = null) => On(asOf, (view, day) =>
        view.Case.Oversight.Where(o => o.Holds(day)).Select(o => new OversightMemberView(view, o)));

    /// <summary>The child's ties to people and other ties recorded in the case, that hold on a day (today by default).</summary>
    [Needs(typeof(Relationship))]
    public IDataLoaderResult<IEnumerable<RelationshipView>> Relationships(DateOnly? asOf = null) => On(asOf, (view, day) =>
        view.Sight.Relationships.Where(r => r.Holds(day)).Select(view.Relationship));

    /// <summary>What the child wants, newest first, in their own words.</summary>
    [Needs(typeof(Wish))]
    public IDataLoaderResult<IEnumerable<Wish>> Wishes() => All(v => v.Sight.See(v.Case.Wishes).OrderByDescending(w => w.MadeOn));

    /// <summary>What the child said people mean to them, newest first.</summary>
    [Needs(typeof(Affirmation))]
    public IDataLoaderResult<IEnumerable<Affirmation>> Affirmations() =>
        All(v => v.Sight.See(v.Case.Affirmations).OrderByDescending(a => a.SaidOn));

    /// <summary>Sessions in which the child showed who matters to them, newest first.</summary>
    [Needs(typeof(Activity))]
    public IDataLoaderResult<IEnumerable<Activity>> Activities() => All(v => v.Sight.See(v.Case.Activities).OrderByDescending(a => a.HeldOn));

    /// <summary>Worries raised by professionals, newest first, and how they were answered; for professionals.</summary>
    [Needs(typeof(Concern))]
    public IDataLoaderResult<IEnumerable<Concern>> Concerns() => All(v => v.Sight.See(v.Case.Concerns).OrderByDescending(c => c.RaisedOn));

    // Whom a restriction names is shown only when another fact of the case names them too: so it needs every fact.
    /// <summary>Restrictions in force on a day (today by default); for professionals.</summary>
    public IDataLoaderResult<IEnumerable<Restriction>> Restrictions(DateOnly? asOf = null) =>
        On(asOf, (view, day) => view.Sight.See(view.Case.Restrictions).Where(r => r.InForce(day)));

    /// <summary>Where the child has lived, and each school, newest first.</summary>
    [Needs(typeof(Placement))]
    public IDataLoaderResult<IEnumerable<Placement>> Placements() => All(v => v.Sight.See(v.Case.Placements).OrderByDescending(p => p.From));

    /// <summary>How the child fares, oldest first; for professionals.</summary>
    [Needs(typeof(Measure))]
    public IDataLoaderResult<IEnumerable<Measure>> Measures(MeasureKind? kind = null) =>
        All(v => v.Sight.See(v.Case.Measures).Where(m => kind is null || m.Kind == kind).OrderBy(m => m.MeasuredOn));

    /// <summary>The latest plan of whom to look for and where; for professionals.</summary>
    [Needs(typeof(FindingPlan))]
    public IDataLoaderResult<FindingPlan?> FindingPlan() =>
        Of(v => v?.Sight.See(v.Case.FindingPlans).OrderBy(f => f.MadeOn).ThenBy(f => f.Id, StringComparer.Ordinal).LastOrDefault());

    /// <summary>Family group conferences, newest first.</summary>
    [Needs(typeof(Conference))]
    public IDataLoaderResult<IEnumerable<Conference>> Conferences() =>
        All(v => v.Sight.See(v.Case.Conferences).OrderByDescending(c => c.HeldOn ?? c.PlannedFor ?? c.PlannedOn));

    /// <summary>The agreed plan on that day (today by default), if there is one.</summary>
    [Needs(typeof(Plan))]
    public IDataLoaderResult<PlanView?> Plan(DateOnly? asOf = null)
    {
        var day = reading.Day(asOf);
        return Of(v => v?.Sight.See(v.Case.Plans).Where(p => p.InForce(day)).MaxBy(p => (p.AgreedOn, p.Id)) is { } plan ? new PlanView(v, plan) : null);
    }

    /// <summary>Every plan there was, newest first.</summary>
    [Needs(typeof(Plan))]
    public IDataLoaderResult<IEnumerable<PlanView>> Plans() =>
        All(v => v.Sight.See(v.Case.Plans).OrderByDescending(p => p.DraftedOn).Select(p => new PlanView(v, p)));

    /// <summary>
    /// How far all the child's plans are kept: occasions due from a day (the earliest start by default) to a day (asOf by default), as it
    /// stood on asOf (today by default). For professionals; to others it counts nothing.
    /// </summary>
    [Cost(100)]
    public IDataLoaderResult<Adherence> Adherence(
        DateOnly? from = null, DateOnly? to = null, TimeBucket? bucket = TimeBucket.Month, DateOnly? asOf = null)
    {
        Reading.CheckWindow(from, to);
        var day = reading.Day(asOf);
        return Of(view => view?.Adherence(view.Case.Commitments, from, to, bucket, asOf) ?? Adherences.Of([], day, from, to, bucket ?? TimeBucket.Month));
    }

    private IDataLoaderResult<T> Of<T>(Func<CaseView?, T> answer) => reading.Case(Record.Id).Then(answer);

    private IDataLoaderResult<IEnumerable<T>> All<T>(Func<CaseView, IEnumerable<T>> answer) => Of(view => view is null ? [] : answer(view));

    private IDataLoaderResult<IEnumerable<T>> On<T>(DateOnly? asOf, Func<CaseView, DateOnly, IEnumerable<T>> answer)
    {
        var day = reading.Day(asOf);
        return All(view => answer(view, day));
    }

    private IDataLoaderResult<CaseStage> On(DateOnly? asOf, Func<CaseView, DateOnly, CaseStage> answer)
    {
        var day = reading.Day(asOf);
        return Of(view => view is null ? CaseStage.Referred : answer(view, day));
    }
}
