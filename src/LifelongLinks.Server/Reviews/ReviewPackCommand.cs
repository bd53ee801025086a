namespace LifelongLinks.Server;

/// <summary>
/// <c>review-pack --review ID --to FILE [--for professionals|family|child] [--by OPERATOR]</c>: the page of a review's pack, as an administrator sees
/// it, into a file that only its owner can read. It is written down in the audit trail first.
/// </summary>
public static class ReviewPackCommand
{
    /// <summary>Writes the page; the exit code.</summary>
    public static async Task<int> Run(IConfiguration configuration, Settings settings, Clock clock, TextWriter output)
    {
        using Interruption stop = new();
        if (configuration["review"] is not { Length: > 0 } review || configuration["to"] is not { Length: > 0 } file)
        {
            throw new CannotStartException("review-pack needs --review, the id of a review, and --to, the file to write.");
        }
        var reader = ReviewPackEndpoint.ReaderOf(configuration["for"]) ?? throw new CannotStartException("--for is professionals, family or child.");
        Viewer viewer = new(SubjectAccessCommand.Operator(configuration), [Role.Administrator], [], clock.Today);
        await using var store = await AuditCommand.Open(settings, "read", stop.Token);
        Reading reading = new(store, viewer, new(), settings);
        string page = await ReviewPackEndpoint.Page(reading, review, reader, stop.Token)
            ?? throw new CannotStartException($"there is no review with the id {review}: nothing was written.");
        AuditEvent audit = new()
        {
            Id = Ids.From(Guid.CreateVersion7(clock.Now)),
            At = clock.Now,
            Subject = viewer.Subject,
            Roles = viewer.Roles,
            Action = "review pack",
            ChildIds = reading.Told.ChildIds,
        };
        await store.Append([AuditChain.Link(audit, AuditStreams.Begin())], stop.Token);
        OwnersFile.Replace(file, page);
        await output.WriteLineAsync($"Written to {file}. Look through it before it is handed to anybody: people's own words may name others.");
        return 0;
    }
}
