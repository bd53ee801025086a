using System.Security.Claims;
using System.Text.Encodings.Web;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;

namespace LifelongLinks.Server;

/// <summary>The engine that runs the schema, and everything it is told.</summary>
public static class Engine
{
    /// <summary>Adds the schema and its engine.</summary>
    public static void AddGraph(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<Turns>();
        services.AddSingleton<Rates>();
        services.AddSingleton<Introspection>();
        services.AddSingleton<AuthorityMetrics>();
        services.AddSingleton<Auditing>();
        services.AddSingleton<AuditStreams>();
        services.AddSingleton<CalendarReading>();
        services.AddSingleton<CalendarReadings>();
        services.AddHttpContextAccessor();
        services.AddSingleton<Hub>();
        services.AddSingleton<Listening>();
        services.AddSingleton<Connections>();
        services.AddSingleton<EventStreams>();
        services.AddSingleton<OperationNames>();
        services.AddScoped<Caller>();
        services.AddScoped(s => s.GetRequiredService<Caller>().User);
        services.AddScoped(s => Viewers.From(s.GetRequiredService<ClaimsPrincipal>(), s.GetRequiredService<Clock>().Today));
        services.AddScoped<Batches>();
        services.AddScoped<Reading>();
        services.AddScoped<Commanding>();
        services.AddConventions();
        services.AddSingleton(s => TrustedDocuments.Load(settings, s.GetRequiredService<ISchema>(), s.GetRequiredService<IDocumentValidator>()));

        GlobalSwitches.EnableReadDescriptionFromXmlDocumentation = true;
        services.AddGraphQL(graph =>
        {
            graph.AddSchema<GraphSchema>();
            graph.AddGraphTypes(typeof(GraphSchema).Assembly);
            graph.AddGraphTypeMappingProvider<Conventions>();
            graph.AddSystemTextJson(json => json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping); // never within HTML
            graph.AddExecutionStrategySelector<EngineExecutions>();
            graph.AddErrorInfoProvider<ErrorAnswers>();
            graph.AddUnhandledExceptionHandler(ErrorAnswers.Note);
            graph.AddValidationRule<FitsTransport>(useForCachedDocuments: true);
            graph.AddValidationRule<OneMutation>();
            graph.AddValidationRule(new EngineLimits(settings.Limits), useForCachedDocuments: true);
            graph.AddValidationRule<LookAhead>(useForCachedDocuments: true);
            graph.AddValidationRule(new Introspection(settings), useForCachedDocuments: true);
            graph.Services.Register<GraphQL.DI.IConfigureExecution, Guesses>(GraphQL.DI.ServiceLifetime.Singleton);
            graph.Services.Register<GraphQL.DI.IConfigureExecution>(new EngineValues(settings.Limits));
            graph.Services.Register<GraphQL.DI.IConfigureExecution, MeasuredExecution>(GraphQL.DI.ServiceLifetime.Singleton);
            graph.Services.Register<GraphQL.DI.IConfigureExecution>(new EngineCost());
            graph.Services.Register<GraphQL.DI.IConfigureExecution>(new EngineBeginnings());
            graph.Services.Register<GraphQL.DI.IConfigureExecution, TrustedDocumentRequests>(GraphQL.DI.ServiceLifetime.Singleton);
            graph.Services.Register<GraphQL.DI.IConfigureExecution>(new EngineDocuments(new GraphQLDocumentBuilder(), settings.Limits));
        });
    }
}
