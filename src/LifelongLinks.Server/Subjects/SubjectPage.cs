using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace LifelongLinks.Server;

/// <summary>A subject's document as one page that needs nothing else: no script, no link, nothing from elsewhere; to be read and printed.</summary>
public static class SubjectPage
{
    // Records with more to say than fits beside each other are told one by one.
    private const int MostBeside = 6;

    private const string Style = """
        body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 64rem; margin: 0 auto; padding: 1.5rem; }
        h1 { font-size: 1.9rem; line-height: 1.2; } h2 { font-size: 1.35rem; margin-top: 2.2rem; } h3 { font-size: 1.05rem; margin: 1.2rem 0 0.3rem; }
        table { border-collapse: collapse; width: 100%; } thead th { background: #f0f0f4; }
        th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.6rem; border-bottom: 1px solid #8a8a94; font-weight: normal; }
        thead th, dt { font-weight: 600; }
        td, th, dd { white-space: pre-line; overflow-wrap: break-word; unicode-bidi: isolate; }
        dl { display: grid; grid-template-columns: minmax(7rem, 12rem) 1fr; gap: 0.25rem 1rem; margin: 0; } dd { margin: 0; min-width: 0; }
        .records { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 27rem), 1fr)); gap: 0.6rem 2rem; }
        .scroll { overflow-x: auto; } .note { background: #f4f1fa; border-left: 0.35rem solid #5b3f8c; padding: 0.8rem 1rem; }
        @media print { body { max-width: none; padding: 0; font-size: 10pt; } h2, h3 { break-after: avoid; } tr, .records > div { break-inside: avoid; } .scroll { overflow: visible; } }
        """;

    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly string _styleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));
    private static readonly TimeZoneInfo _london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>The page.</summary>
    public static string Of(SubjectDocument document, string authority)
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{_styleHash}'; base-uri 'none'; form-action 'none'">
            <meta name="referrer" content="no-referrer">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>What we hold about you: Lifelong Links</title>
            <style>{Style}</style>
            </head>
            <body>
            <main>
            <h1>What we hold about you, {Text(document.Name)}</h1>
            <p>This is what {(authority.Length > 0 ? Text(authority) : "the authority")} has written down about you for Lifelong Links, up to {Text(document.MadeOn)}.</p>
            <div class="note">
            <p>{(document.IsChild
                ? "These are your words and your story. Other people have a right to be private too, so most of them are not named. The same person has the same number all the way through: you will often know who it is."
                : "Other people have a right to be private too, so most of them are not named. The same person has the same number all the way through.")}</p>
            <p>You do not have to read it on your own. If something is wrong, is missing or upsets you, tell us: it can be talked about, and set right. You may also ask the Information Commissioner about it.</p>
            </div>

            """);
        for (int i = 0; i < document.Sections.Count; i++)
        {
            Add(page, document.Sections[i], string.Create(CultureInfo.InvariantCulture, $"part-{i + 1}"));
        }
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Add(StringBuilder page, SubjectSection section, string id)
    {
        page.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{Text(section.Heading)}</h2>\n");
        if (section.Rows.Count == 1 || section.Columns.Count > MostBeside)
        {
            page.Append("<div class=\"records\">\n");
            for (int i = 0; i < section.Rows.Count; i++)
            {
                page.Append("<div>\n");
                if (section.Rows.Count > 1)
                {
                    page.Append(CultureInfo.InvariantCulture, $"<h3>{i + 1} of {section.Rows.Count}</h3>\n");
                }
                page.Append("<dl>\n");
                foreach (var (column, cell) in section.Columns.Zip(section.Rows[i]).Where(c => c.Second is not null and not ""))
                {
                    page.Append(CultureInfo.InvariantCulture, $"<dt>{Text(column)}</dt><dd>{Text(cell)}</dd>\n");
                }
                page.Append("</dl>\n</div>\n");
            }
            page.Append("</div>\n");
        }
        else
        {
            page.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\"><table aria-labelledby=\"{id}\">\n<thead><tr>");
            page.AppendJoin("", section.Columns.Select(c => $"<th scope=\"col\">{Text(c)}</th>")).Append("</tr></thead>\n<tbody>\n");
            foreach (var row in section.Rows)
            {
                page.Append("<tr>").AppendJoin("", row.Select(c => $"<td>{Text(c)}</td>")).Append("</tr>\n");
            }
            page.Append("</tbody>\n</table></div>\n");
        }
        page.Append("</section>\n");
    }

    private static string Text(object? cell)
    {
        string text = cell switch
        {
            null => "",
            DateOnly day => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
            DateTimeOffset at => TimeZoneInfo.ConvertTime(at, _london).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture),
            _ => cell.ToString()!,
        };
        // What no page may hold is left out; what a spreadsheet would take for a formula is set off, should somebody paste it there.
        text = string.Concat(text.Where(c => !char.IsControl(c) || c == '\n'));
        return (text.Length > 0 && "=+-@".Contains(text[0]) ? "&nbsp;" : "") + _encoder.Encode(text).Replace("&#xA;", "\n", StringComparison.Ordinal);
    }
}
