using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace LifelongLinks.Server;

/// <summary>
/// Pages that need nothing else: no script, no link, nothing from elsewhere; to be read, kept and printed. What may style them is named by its
/// hash, in the page and in the header it is sent with, and nothing else may.
/// </summary>
public sealed class Paper
{
    private const string Common = """
        body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 64rem; margin: 0 auto; padding: 1.5rem; }
        h1 { font-size: 1.9rem; line-height: 1.2; } h2 { font-size: 1.35rem; margin-top: 2.2rem; } h3 { font-size: 1.05rem; margin: 1.2rem 0 0.3rem; }
        table { border-collapse: collapse; width: 100%; } thead th { background: #f0f0f4; }
        th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.6rem; border-bottom: 1px solid #8a8a94; font-weight: normal; }
        thead th, dt { font-weight: 600; }
        td, th, dd { white-space: pre-line; overflow-wrap: break-word; unicode-bidi: isolate; }
        .scroll { overflow-x: auto; } .note { background: #f4f1fa; border-left: 0.35rem solid #5b3f8c; padding: 0.8rem 1rem; }
        @media print { body { max-width: none; padding: 0; font-size: 10pt; } h2, h3 { break-after: avoid; } tr { break-inside: avoid; } .scroll { overflow: visible; } }

        """;

    private readonly string _style;

    /// <summary>Paper with a style of its own besides what all pages share.</summary>
    public Paper(string style)
    {
        _style = Common + style;
        Policy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(_style)))}'; base-uri 'none'; form-action 'none'";
    }

    /// <summary>What the page may load and do, as Content-Security-Policy has it.</summary>
    public string Policy { get; }

    /// <summary>A page around its content.</summary>
    /// <param name="title">Its title, as HTML.</param>
    /// <param name="content">What stands in its body, as HTML.</param>
    public string Page(string title, string content) => $"""
        <!DOCTYPE html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="{Policy}" />
        <meta name="referrer" content="no-referrer" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style>{_style}</style>
        </head>
        <body>
        {content}
        </body>
        </html>

        """;

    /// <summary>A text without what no page may hold: control characters, and halves of characters.</summary>
    public static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // A half was read as U+FFFD; whoever wrote that character itself loses nothing that could be read.
            if (rune.Value != 0xFFFD && (rune.Value == '\n' || !Rune.IsControl(rune)) && (rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value)))
            {
                clean.Append(rune.ToString());
            }
        }
        return clean.ToString();
    }
}
