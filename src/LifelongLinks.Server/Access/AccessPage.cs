using System.Text;

namespace LifelongLinks.Server;

/// <summary>Who may see what, as a page: docs/access.md, printed from <see cref="AccessTable"/>.</summary>
public static class AccessPage
{
    private static readonly (string Head, Audience Audience)[] _columns =
    [
        ("coordinator, social worker", Audience.Workers),
        ("other professionals", Audience.OtherProfessionals),
        ("carer", Audience.Carer),
        ("young person", Audience.YoungPerson),
        ("auditor", Audience.Auditor),
        ("whoever is signed in", Audience.Anybody & ~(Audience.All | Audience.Auditor)),
        ("reporting, managers", Audience.Figures),
    ];

    private static readonly (Role Role, string Cases)[] _scopes =
    [
        (Role.Coordinator, "those they oversee, while they do"),
        (Role.SocialWorker, "those they oversee, while they do"),
        (Role.TeamManager, "those they oversee, and those of the teams that their token names"),
        (Role.IndependentReviewingOfficer, "those they oversee, while they do"),
        (Role.PersonalAdviser, "those they oversee, while they do"),
        (Role.FosterCarer, "those in whose oversight group they are as the carer"),
        (Role.FgcManager, "all of the authority"),
        (Role.Administrator, "all of the authority"),
        (Role.YoungPerson, "their own"),
        (Role.Auditor, "none; the audit trail"),
        (Role.Analyst, "none; the published graph, in a database of its own"),
        (Role.Reporting, "none; figures of the authority that name nobody"),
    ];

    /// <summary>The page.</summary>
    public static string Page()
    {
        StringBuilder page = new();
        void Line(string text = "") => page.Append(text).Append('\n');
        Line("# Who may see what");
        Line();
        Line("Printed from the code (`dotnet run -v q --project src/LifelongLinks.Server -- access`) and held by tests: to this page, and of every role to what it is answered.");
        Line();
        Line("What a viewer may not see is absent: null, an empty list, no id, no count, no other error than for what never was. Who may do what is in [errors.md](errors.md).");
        Line();
        Line("## Which cases");
        Line();
        Line("| role | sees the cases | as |");
        Line("| --- | --- | --- |");
        foreach (var (role, cases) in _scopes)
        {
            Line($"| {Words.Of(role)} | {cases} | {string.Join(", ", _columns.Where(c => (c.Audience & AccessTable.Roles[role]) != 0).Select(c => c.Head))} |");
        }
        Line();
        Line("A professional who oversees no such case can open one in an emergency until the end of the next day (`breakGlass`), with a reason; auditors are alerted. "
            + "They see it as other professionals or workers do, by their role.");
        Line();
        Line("People are seen through a case that names them. What stands under a sealed adoption is absent to everybody, in every case; a confidential address is told to nobody. "
            + "To carers and young people there are the child's own people alone, not whoever else a case names. All of this is judged on today's date, whatever day is asked about.");
        Line();
        Line("## What of a case");
        Line();
        Line("**whole**: as it is. **less**: with less, as the last column has it. Empty: absent.");
        foreach (var (type, rows) in AccessTable.Types)
        {
            Line();
            Line($"### {type}");
            Line();
            Line($"| fields | {string.Join(" | ", _columns.Select(c => c.Head))} | less |");
            Line($"| --- |{string.Concat(_columns.Select(_ => " --- |"))} --- |");
            foreach (var row in rows)
            {
                Line($"| {string.Join(", ", row.Fields)} | {string.Join(" | ", _columns.Select(c => Seen(row, c.Audience)))} | {row.How} |");
            }
        }
        return page.ToString();
    }

    /// <summary>The command <c>access</c>: prints it.</summary>
    public static int Print(TextWriter output)
    {
        output.Write(Page());
        return 0;
    }

    private static string Seen(AccessRow row, Audience audience) => (row.Whole & audience) != 0 ? "whole" : (row.Less & audience) != 0 ? "less" : "";
}
