using System.IO.Compression;
using System.Reflection;

namespace LifelongLinks.Server;

/// <summary>
/// What Neo4j Browser asks for from elsewhere: the guide (<c>:play</c>), the style (<c>:style</c>), and the saved queries to be dropped onto it. There
/// is nothing of anybody in them, so whoever asks gets them; pages may, whose origin the settings name.
/// </summary>
public static class Guides
{
    private const string Browsers = "guides";

    private static readonly byte[] _queries = Zip();

    /// <summary>Lets Neo4j Browser ask for the guides; nothing else is asked for from other origins.</summary>
    public static void AddGuides(this IServiceCollection services, Settings settings) => services.AddCors(cors => cors.AddPolicy(Browsers, policy => policy
        .WithOrigins([.. settings.GuideOrigins]).WithMethods(HttpMethods.Get)
        // Browser asks with pragma and cache-control, and where it tells its makers of errors with headers of theirs: none of them matters here.
        .AllowAnyHeader()));

    /// <summary>Serves the guides under a path.</summary>
    public static void MapGuides(this WebApplication app, string path)
    {
        app.UseCors();
        string guide = Text("guide.html");
        var guides = app.MapGroup(path).AllowAnonymous().RequireCors(Browsers);
        guides.MapGet("lifelong-links.html", (HttpRequest request) =>
            Results.Text(guide.Replace("{{base}}", $"{request.Scheme}://{request.Host}", StringComparison.Ordinal), "text/html; charset=utf-8"));
        guides.MapGet("style.grass", () => Results.Text(Text("style.grass"), "text/plain; charset=utf-8"));
        guides.MapGet("queries.zip", () => Results.Bytes(_queries, "application/zip", "lifelong-links-queries.zip"));
    }

    // A folder of the archive becomes a folder of Browser's saved scripts, a file a script by the title in its first line.
    private static byte[] Zip()
    {
        using MemoryStream written = new();
        using (ZipArchive archive = new(written, ZipArchiveMode.Create))
        {
            foreach (string name in Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.StartsWith("saved/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            {
                using StreamWriter entry = new(archive.CreateEntry($"Lifelong Links/{name["saved/".Length..]}").Open());
                entry.Write(Text(name));
            }
        }
        return written.ToArray();
    }

    private static string Text(string name)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
