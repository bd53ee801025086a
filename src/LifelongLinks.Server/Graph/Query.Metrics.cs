using GraphQL;
using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace LifelongLinks.Server;

public sealed partial class Query
{
    /// <summary>
    /// Metrics for reviewing how plans fare, of every case of the authority: never names anybody, and of fewer than 5 children nothing is told.
    /// For reporting tools (REPORTING) and managers (TEAM_MANAGER, FGC_MANAGER, ADMINISTRATOR). Gaps take longest: leave them out where they are not needed.
    /// </summary>
    /// <param name="context">What is selected.</param>
    /// <param name="reading">What the request reads.</param>
    /// <param name="metrics">What counts.</param>
    /// <param name="from">The first day: of a month.</param>
    /// <param name="to">The last day: of a month that is over. At most ten years.</param>
    /// <param name="groupBy">By what, in this order: at most three dimensions, filters among them.</param>
    /// <param name="where">Only one value of a dimension.</param>
    /// <param name="cancel">Whether the client has gone.</param>
    [Cost(2000)]
    [Needs]
    public static async Task<PlanReviewMetrics> PlanReviewMetrics(IResolveFieldContext context, Reading reading, AuthorityMetrics metrics, DateOnly from, DateOnly to,
        IReadOnlyList<MetricDimension>? groupBy = null, MetricFilterInput? where = null, CancellationToken cancel = default)
    {
        if (!reading.Viewer.Roles.Any(AuthorityMetrics.MayRead.Contains))
        {
            throw RequestError.From(new NotYourRole(AuthorityMetrics.MayRead, "Metrics are for reporting tools and managers."));
        }
        if (where?.Team is { } team && MetricFilterInput.Wrong(team, reading.Today) is { } wrong)
        {
            throw new RequestError(RequestError.BadInput, $"team {wrong}");
        }
        var period = RequestError.Unless(MetricPeriod.Of(from, to, reading.Today));
        var request = RequestError.Unless(MetricRequest.Of(period, groupBy ?? [], where?.Values ?? []));
        reading.Told.OfSomebody();
        return await metrics.Of(request, await Parts(context.Document), cancel);
    }

    // Wherever in the document they are mentioned: what nobody wanted costs time and no more.
    private static async Task<MetricParts> Parts(GraphQLDocument document)
    {
        var parts = MetricParts.Process;
        foreach (var (part, fields) in _parts)
        {
            DefaultCountContext mentions = new(node => node is GraphQLField field && fields.Contains(field.Name.StringValue));
            await new CountVisitor<DefaultCountContext>().VisitAsync(document, mentions);
            parts |= mentions.Count > 0 ? part : 0;
        }
        return parts;
    }

    private static readonly (MetricParts Part, string[] Fields)[] _parts =
        [(MetricParts.Promises, ["adherence", "sustained"]), (MetricParts.Gaps, ["gaps"]), (MetricParts.Before, ["before"])];
}

/// <summary>Of which values alone metrics are asked for; each is one of the three dimensions that may come together.</summary>
[Name("MetricFilterInput")]
public sealed class MetricFilterInput
{
    /// <summary>The name of the team.</summary>
    [Text(MostTeam)]
    public string? Team { get; set; }

    /// <summary>The kind of home the child lived in.</summary>
    public PlacementKind? PlacementKind { get; set; }

    /// <summary>The child's age.</summary>
    public AgeBand? AgeBand { get; set; }

    /// <summary>The time in care.</summary>
    public TimeInCare? TimeInCare { get; set; }

    /// <summary>What the person is to the child.</summary>
    public RelationshipKind? RelationshipKind { get; set; }

    /// <summary>How it was promised to be in touch.</summary>
    public ContactMode? ContactMode { get; set; }

    /// <summary>The kind of support promised.</summary>
    public SupportKind? SupportKind { get; set; }

    private const int MostTeam = 200;

    /// <summary>What is wrong with the name of a team; null: nothing.</summary>
    internal static string? Wrong(string team, DateOnly today) => new TextAttribute(MostTeam).Wrong(team, today, null);

    internal IReadOnlyList<MetricValue> Values =>
    [
        .. Of(MetricDimension.Team, Team),
        .. Of(MetricDimension.PlacementKind, Word(PlacementKind)),
        .. Of(MetricDimension.AgeBand, Word(AgeBand)),
        .. Of(MetricDimension.TimeInCare, Word(TimeInCare)),
        .. Of(MetricDimension.RelationshipKind, Word(RelationshipKind)),
        .. Of(MetricDimension.ContactMode, Word(ContactMode)),
        .. Of(MetricDimension.SupportKind, Word(SupportKind)),
    ];

    private static IEnumerable<MetricValue> Of(MetricDimension dimension, string? value) => value is null ? [] : [new(dimension, value)];

    private static string? Word<T>(T? value) where T : struct, Enum => value is { } one ? Words.Of(one) : null;
}
