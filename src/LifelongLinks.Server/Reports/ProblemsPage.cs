using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace LifelongLinks.Server;

/// <summary>The page that the address of each problem leads to (RFC 9457, 3.1.1).</summary>
public static class ProblemsPage
{
    private static readonly string _page = Page();

    /// <summary>Answers by it.</summary>
    public static Task Answer(HttpResponse response, CancellationToken cancel)
    {
        response.ContentType = "text/html; charset=utf-8";
        return HttpMethods.IsHead(response.HttpContext.Request.Method) ? Task.CompletedTask : response.WriteAsync(_page, cancel);
    }

    private static string Page()
    {
        StringBuilder page = new("""
            <!doctype html>
            <html lang="en-GB">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Problems with reports: Lifelong Links</title></head>
            <body>
            <h1>Problems with reports</h1>
            <p>What to do is in the detail of the answer; where it is about a parameter, that is named there too.</p>
            <dl>

            """);
        foreach (var problem in Problem.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"<dt id=\"{problem.Code}\">{problem.Code} ({problem.Status})</dt><dd>{HtmlEncoder.Default.Encode(problem.Title)}</dd>\n");
        }
        return page.Append("</dl>\n</body>\n</html>\n").ToString();
    }
}
