namespace LifelongLinks.Core;

/// <summary>The course of a child's care as analysts see it: homes and schools, how they fare, reviews, consents.</summary>
internal static class PublishedCourse
{
    internal static void Add(CaseDraft draft)
    {
        var (of, asOf) = (draft.Of, draft.AsOf);
        // By the year: a first home may begin with a birth, leaving care and staying put begin with an 18th birthday.
        foreach (var placement in of.Placements.Where(p => p.From <= asOf))
        {
            bool current = placement.Holds(asOf);
            draft.Relate(draft.Child, "HAS_PLACEMENT", draft.Add("Placement", placement,
                ("kind", placement.Kind), ("caption", Words.Plain(placement.Kind)), ("current", current), ("fromYear", placement.From.Year), ("untilYear", current ? null : placement.Until?.Year)));
        }
        var agreed = of.Plans.Select(p => p.AgreedOn).Where(on => on <= asOf).Min();
        foreach (var measure in of.Measures.Where(m => m.MeasuredOn <= asOf))
        {
            string? when = agreed is null ? null : measure.MeasuredOn < agreed ? "BEFORE_PLAN" : "AFTER_PLAN";
            draft.Relate(draft.Child, "HAS_MEASURE", draft.Add("Measure", measure,
                ("kind", measure.Kind), ("caption", Words.Plain(measure.Kind)), ("value", measure.Value), ("month", Coarse.Month(measure.MeasuredOn)), ("when", when)));
        }
        // Since the referral: the first ones follow the day on which the child came into care, which may be that of a birth.
        var referred = of.Referrals.Min(r => r.ReferredOn);
        foreach (var review in of.Reviews.Where(r => r.DueOn >= referred))
        {
            AddReview(draft, review);
        }
        foreach (var subject in new[] { ConsentSubject.Child, ConsentSubject.ParentalResponsibility })
        {
            foreach (var purpose in Enum.GetValues<ConsentPurpose>())
            {
                AddConsent(draft, subject, purpose);
            }
        }
    }

    private static void AddReview(CaseDraft draft, Review review)
    {
        var published = draft.Add("Review", review,
            ("kind", review.Kind), ("status", review.Status(draft.AsOf)), ("dueMonth", Coarse.Month(review.DueOn)),
            ("heldMonth", review.HeldOn <= draft.AsOf ? Coarse.Month(review.HeldOn) : null));
        draft.Relate(draft.Child, "HAS_REVIEW", published);
        if (draft.Of.Plans.FirstOrDefault(p => p.Id == review.PlanId && p.DraftedOn <= draft.AsOf) is { } plan)
        {
            draft.Relate(published, "REVIEWS", draft.End("Plan", plan));
        }
    }

    // Of several holders of parental responsibility one who agrees suffices (rule 2).
    private static void AddConsent(CaseDraft draft, ConsentSubject subject, ConsentPurpose purpose)
    {
        if (Consents.Governing(draft.Of, subject, purpose, draft.AsOf)
            .OrderByDescending(c => Consents.IsActive(c, draft.AsOf)).ThenBy(c => c.Id, StringComparer.Ordinal).FirstOrDefault() is { } consent)
        {
            draft.Relate(draft.Child, "HAS_CONSENT", draft.Add("Consent", ["consent", draft.Of.Child.Id, subject, purpose],
                ("subject", subject), ("purpose", purpose), ("state", Consents.StateOf(consent, draft.AsOf))));
        }
    }
}
