using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace LifelongLinks.Server;

/// <summary>A subject's document as one page that needs nothing else: no script, no link, nothing from elsewhere; to be read and printed.</summary>
public static class SubjectPage
{
    // Records with more to say than fits beside each other are told one by one.
    private const int MostBeside = 6;

    private static readonly Paper _paper = new("""
        dl { display: grid; grid-template-columns: minmax(7rem, 12rem) 1fr; gap: 0.25rem 1rem; margin: 0; } dd { margin: 0; min-width: 0; }
        .records { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 27rem), 1fr)); gap: 0.6rem 2rem; }
        @media print { .records > div { break-inside: avoid; } }
        """);

    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly TimeZoneInfo _london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>The page.</summary>
    public static string Of(SubjectDocument document, string authority)
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"""
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
        return _paper.Page("What we hold about you: Lifelong Links", page.Append("</main>").ToString());
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
        text = Paper.Clean(text);
        return (text.Length > 0 && "=+-@".Contains(text[0]) ? "&nbsp;" : "") + _encoder.Encode(text).Replace("&#xA;", "\n", StringComparison.Ordinal);
    }
}
