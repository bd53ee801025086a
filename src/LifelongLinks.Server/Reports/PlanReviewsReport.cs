namespace LifelongLinks.Server;

/// <summary>How referrals, people, conferences, plans and reviews went on in a period.</summary>
public sealed class PlanReviewsReport(IStore store, AuthorityMetrics metrics) : MetricsReport(store, metrics)
{
    private static readonly Columns<MetricsRow> _columns = MetricsRow.Columns(ofBothPeriods: true)
        .Count("children", "children", "Children with an open case on the last day", f => f.Children)
        .Count("children_referred", "children", "Children referred", f => f.ChildrenReferred)
        .Count("referred_early", "children", "Of the children referred, those referred before their first child-in-care review was due, 20 working days after entering care", f => f.ReferredEarly)
        .Quartiles("days_to_referral", "days", "Days from entering care to the referral", f => f.DaysToReferral)
        .Count("consents_given", "consents", "Consents given, with limits too", f => f.ConsentsGiven)
        .Count("consents_withdrawn", "consents", "Consents withdrawn", f => f.ConsentsWithdrawn)
        .Count("people_identified", "people", "People identified for a child, the first time", f => f.PeopleIdentified)
        .Count("people_located", "people", "People located, the first time", f => f.PeopleLocated)
        .Count("people_joined", "people", "People who joined, the first time", f => f.PeopleJoined)
        .Count("people_declined", "people", "People who declined, the first time", f => f.PeopleDeclined)
        .Count("conferences_held", "conferences", "Lifelong Links conferences held", f => f.ConferencesHeld)
        .Count("plans_drafted", "plans", "Plans drafted", f => f.PlansDrafted)
        .Count("plans_agreed", "plans", "Plans agreed", f => f.PlansAgreed)
        .Count("plans_integrated", "plans", "Of the plans agreed, those that are part of a care plan or pathway plan", f => f.PlansIntegrated)
        .Count("reviews_due", "reviews", "Reviews that fell due, of any kind, from the child's first referral on, while the case was open", f => f.ReviewsDue)
        .Count("reviews_on_time", "reviews", "Of such reviews, those held on or before the day they were due, in the period in which they were held", f => f.ReviewsOnTime)
        .Count("reviews_late", "reviews", "Of such reviews, those held after the day they were due, in the period in which they were held", f => f.ReviewsLate)
        .Count("reviews_overdue", "reviews", "Reviews overdue on the last day, of children with an open case, whenever they were due", f => f.ReviewsOverdue);

    /// <inheritdoc/>
    public override string Name => "plan-reviews";

    /// <inheritdoc/>
    public override string Title => "Plan reviews";

    /// <inheritdoc/>
    public override string Description => "Referrals, consents, people, conferences, plans and reviews. One row for each group and period: the period asked for, and the one before.";

    /// <inheritdoc/>
    protected override Columns<MetricsRow> Table => _columns;

    /// <inheritdoc/>
    protected override MetricParts Parts => MetricParts.Process | MetricParts.Before;
}
