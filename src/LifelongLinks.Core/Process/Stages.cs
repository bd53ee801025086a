namespace LifelongLinks.Core;

/// <summary>How far the process has come with a link: derived, never stored.</summary>
public enum LinkStage
{
    /// <summary>Identified.</summary>
    Identified,
    /// <summary>Being looked for.</summary>
    Searching,
    /// <summary>Located.</summary>
    Located,
    /// <summary>Checked by the oversight group.</summary>
    Checked,
    /// <summary>The child agreed.</summary>
    ChildAgreed,
    /// <summary>Approached.</summary>
    Approached,
    /// <summary>Joined.</summary>
    Joined,
    /// <summary>Invited to the conference.</summary>
    Invited,
    /// <summary>Promises something in an agreed plan.</summary>
    Committed,
    /// <summary>Joined, and in touch since.</summary>
    Connected,
    /// <summary>The child said no.</summary>
    ChildRefused,
    /// <summary>The person said no.</summary>
    Declined,
    /// <summary>Not safe.</summary>
    NotSafe,
    /// <summary>A consent it rests on is refused, withdrawn or expired.</summary>
    Paused,
    /// <summary>Ended.</summary>
    Ended,
}

/// <summary>How far a case has come: derived, never stored.</summary>
public enum CaseStage
{
    /// <summary>Referred.</summary>
    Referred,
    /// <summary>Child and holder of parental responsibility consent to the referral.</summary>
    Consented,
    /// <summary>The child has shown who matters to them.</summary>
    Mapping,
    /// <summary>People are being looked for.</summary>
    Searching,
    /// <summary>A conference is planned or was held.</summary>
    ConferencePlanned,
    /// <summary>A plan is drafted.</summary>
    PlanDrafted,
    /// <summary>A plan is agreed.</summary>
    PlanAgreed,
    /// <summary>A consent to the referral is refused, withdrawn or expired.</summary>
    Paused,
    /// <summary>Closed, or its referral was declined.</summary>
    Closed,
}

/// <summary>Stages of links and cases: of each table in rules.md the first row that holds on the day.</summary>
public static class Stages
{
    /// <summary>The stage of a link on a day.</summary>
    public static LinkStage Of(Case of, Link link, DateOnly asOf) => Of(of, PersonFacts.About(of, link.PersonId), link, asOf);

    /// <summary>The stage of a link on a day, by the facts about its person.</summary>
    internal static LinkStage Of(Case of, PersonFacts facts, Link link, DateOnly asOf)
    {
        if (link.EndedOn <= asOf)
        {
            return LinkStage.Ended;
        }
        var standing = facts.StandsOn(asOf);
        if (standing.Declined)
        {
            return LinkStage.Declined;
        }
        if (standing.Refused)
        {
            return LinkStage.ChildRefused;
        }
        if (standing.NotSafe || standing.Blocked)
        {
            return LinkStage.NotSafe;
        }
        var decisions = Decisions.On(facts.Decisions, link, asOf);
        bool joined = decisions.LastOrDefault(d => d.Kind == DecisionKind.PersonAnswer)?.Outcome == DecisionOutcome.Joined;
        bool approached = decisions.Any(d => d.Kind == DecisionKind.Approach);
        var purpose = joined ? ConsentPurpose.Contact : approached ? ConsentPurpose.Approach : ConsentPurpose.Search;
        if (Consents.Stopped(of, purpose, asOf))
        {
            return LinkStage.Paused;
        }
        if (joined && facts.BothWays.Last(asOf) >= decisions.First(d => d.Outcome == DecisionOutcome.Joined).DecidedOn)
        {
            return LinkStage.Connected;
        }
        if (facts.Promises.Any(p => p.Plan.InForce(asOf)))
        {
            return LinkStage.Committed;
        }
        return decisions.Any(d => d.Kind == DecisionKind.Invitation) ? LinkStage.Invited
            : joined ? LinkStage.Joined
            : approached ? LinkStage.Approached
            : standing.Consent is ConsentState.Given or ConsentState.GivenWithLimits ? LinkStage.ChildAgreed
            : standing.Checked ? LinkStage.Checked
            : decisions.Any(d => d.Kind == DecisionKind.Locate) ? LinkStage.Located
            : decisions.Any(d => d.Kind == DecisionKind.Search) ? LinkStage.Searching
            : LinkStage.Identified;
    }

    /// <summary>Whether a case is closed on a day, or its referral was declined by then.</summary>
    public static bool IsClosed(Case of, DateOnly asOf) => Referrals.Latest(of, asOf) is var referral && (of.Child.ClosedOn <= asOf || referral?.ClosedOn <= asOf
        || (referral is { Status: ReferralStatus.Declined } && referral.DecidedOn <= asOf));

    /// <summary>The stage of a case on a day.</summary>
    public static CaseStage Of(Case of, DateOnly asOf) =>
        IsClosed(of, asOf) ? CaseStage.Closed
            : Consents.Stopped(of, ConsentPurpose.Referral, asOf) ? CaseStage.Paused
            : of.Plans.Any(p => p.InForce(asOf)) ? CaseStage.PlanAgreed
            : of.Plans.Any(p => p.DraftedOn <= asOf && p.Status(asOf) == PlanStatus.Draft) ? CaseStage.PlanDrafted
            : of.Conferences.Any(c => c.PlannedOn <= asOf || c.HeldOn <= asOf) ? CaseStage.ConferencePlanned
            : of.Decisions.Any(d => d.DecidedOn <= asOf) ? CaseStage.Searching
            : of.Activities.Any(a => a.HeldOn <= asOf) ? CaseStage.Mapping
            : Consents.ChildAgrees(of, ConsentPurpose.Referral, asOf) && Consents.ParentalResponsibilityAgrees(of, ConsentPurpose.Referral, asOf)
                ? CaseStage.Consented
            : CaseStage.Referred;
}
