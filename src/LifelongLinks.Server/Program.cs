using LifelongLinks.Server;

// The whole server on a page: settings, services, the store, what it answers. Whatever keeps it from starting is one line on
// stderr and exit code 1.
try
{
    CommandOptions.Check(args);
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    if (args is ["health", ..])
    {
        return await Health.Ask(builder.Configuration, Console.Out, Console.Error);
    }

    var settings = Settings.Read(builder.Configuration, builder.Environment);
    if (args is ["token", ..])
    {
        return DevelopmentTokens.Print(args, settings, Console.Out, Console.Error);
    }

    builder.Services.AddClock(settings);
    builder.Services.AddStore(settings);
    builder.Services.AddGraph(settings);
    builder.Services.AddTelemetry(settings);
    if (args is ["schema", ..])
    {
        return SchemaText.Print(builder.Services, Console.Out);
    }

    if (args is ["errors", ..])
    {
        return ErrorCatalogue.Print(Console.Out);
    }

    if (args is ["access", ..])
    {
        return AccessPage.Print(Console.Out);
    }

    if (args is ["copy", ..])
    {
        return await CopyCommand.Run(builder.Configuration, settings);
    }

    if (args is ["publish", ..])
    {
        return await PublishCommand.Run(builder, settings);
    }

    if (args is ["audit", "verify", ..])
    {
        return await AuditCommand.Run(builder.Configuration, settings, Console.Out, Console.Error);
    }

    if (args is ["keys", "new" or "rotate" or "rewrap", ..])
    {
        return await KeysCommand.Run(args[1], builder.Configuration, settings, Console.Out);
    }

    if (args is ["report-keys", "new" or "list" or "revoke", ..])
    {
        return await ReportKeysCommand.Run(args[1], builder.Configuration, new Clock(TimeProvider.System, settings.Today).Today, Console.Out);
    }

    if (args is ["retention", ..])
    {
        return await RetentionCommand.Run(args, builder.Configuration, settings, new(TimeProvider.System, settings.Today), Console.Out);
    }

    if (args is ["subject-access", ..])
    {
        return await SubjectAccessCommand.Run(builder.Configuration, settings, new(TimeProvider.System, settings.Today), Console.Out);
    }

    if (args is ["review-pack", ..])
    {
        return await ReviewPackCommand.Run(builder.Configuration, settings, new(TimeProvider.System, settings.Today), Console.Out);
    }

    if (args is [var command, ..] && !command.StartsWith('-') || args.Contains("--help"))
    {
        Console.Error.WriteLine("Without a command the server starts. Commands: token ACCOUNT (Development), schema, errors, access, health, copy --from STORE --to STORE, publish --to ADDRESS --key FILE, audit verify [--heads FILE], keys new --file FILE, keys rotate, keys rewrap, report-keys new --name NAME --file FILE [--expires DAY], report-keys list, report-keys revoke --name NAME, retention report [--on DAY], retention erase --export FOLDER [--on DAY] [--by OPERATOR], subject-access --child REFERENCE|ID or --person ID --to FOLDER [--by OPERATOR], review-pack --review ID --to FILE [--for professionals|family|child] [--by OPERATOR]. Settings: --urls URL, --Store:Path=FILE; see README.md.");
        return 1;
    }

    settings.RequireSigningIn();
    settings.Reports.Require();
    builder.Services.AddSigningIn(settings);
    builder.Services.AddGuides(settings);
    builder.Services.AddReports(settings);
    builder.Services.AddOrigins(settings);
    builder.Services.AddSecurityHeaders();
    builder.WebHost.ConfigureKestrel(kestrel => settings.Http.Set(kestrel, settings.Live));

    await using var app = builder.Build();
    app.UseProxies(settings);
    app.UseRequestSpans(settings);
    app.UseSecurityHeaders(settings);
    if (settings.Development)
    {
        app.UseIde("/graphql", settings);
    }
    app.MapGuides("/guides");
    app.UseGuard("/graphql");
    app.UseGuard("/reviews");
    app.UseGuard(ReportEndpoint.Path, ReportEndpoint.Refuse);
    app.UseAuthentication();
    app.UseGraphQLSockets("/graphql"); // who asks is said in a message: nobody is turned away before it
    app.UseAuthorization();
    app.MapHealth();
    app.MapCalendars();
    app.MapGraphQL("/graphql").RequireCors(Origins.Policy).RequireAuthorization();
    app.MapReviewPacks().RequireCors(Origins.Policy).RequireAuthorization();
    app.MapReports().RequireCors(Origins.Policy);

    await Opening.Open(app.Services, settings);
    await app.StartAsync();
    Opening.Welcome(app, settings);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception e) when (Opening.Reason(e) is { } reason)
{
    Console.Error.WriteLine($"Lifelong Links cannot start: {reason}");
    return 1;
}
