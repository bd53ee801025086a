using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LifelongLinks.Seed;
using LifelongLinks.Server;
using LifelongLinks.Storage;
using Microsoft.AspNetCore.Builder;

namespace LifelongLinks.Tests.Server;

/// <summary>The command <c>subject-access</c>: everything of theirs, and nobody else's.</summary>
public sealed partial class SubjectAccessTests : IAsyncLifetime
{
    private static readonly DateOnly _today = new(2026, 6, 30);

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelong-links-").FullName;
    private SqliteStore _store = null!;
    private Dictionary<string, Node> _all = [];

    private string StorePath => Path.Combine(_folder, "store.db");

    public async Task InitializeAsync()
    {
        _store = SqliteStore.Open(StorePath, KeyEncryptionKeys.Beside(StorePath));
        Assert.Null(await StoryStore.Load(_store, _today, DateTimeOffset.UnixEpoch));
        await ReadAll();
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Nobody_elses_name_birthday_or_contact_details_stand_in_anybodys_document_and_all_of_their_own_do()
    {
        foreach (var subject in _all.Values.OfType<Person>().Where(p => p is not Worker))
        {
            await Run(subject is Child ? "--child" : "--person", subject.Id);
            string written = Text(subject.Id), plain = Folded(written);
            var own = new[] { subject.Name, subject.KnownAs }.Concat(subject.FormerNames).OfType<string>().ToList();
            Assert.All(own, n => Assert.Contains(n, written, StringComparison.Ordinal));
            // Workers are named in full; whoever has no role of a professional is not.
            var named = _all.Values.OfType<Worker>().Where(w => w.Roles.Intersect(Sight.Professionals).Any()).Select(w => w.Name).ToList();
            string others = named.Concat(own).Where(n => n.Length > 0).OrderByDescending(n => n.Length).Aggregate(plain, (text, n) => text.Replace(Folded(n), "", StringComparison.Ordinal));
            foreach (var other in _all.Values.OfType<Person>().Where(p => p.Id != subject.Id && !named.Contains(p.Name)))
            {
                foreach (string name in new[] { other.Name, other.KnownAs }.Concat(other.FormerNames).OfType<string>().Where(n => !own.Contains(n) && !IsNobodys(n)))
                {
                    Assert.False(Regex.IsMatch(others, $@"(?<!\w){Regex.Escape(Folded(name))}(?!\w)"), $"{name} stands in the document of {subject.Name}.");
                }
                if (other.DateOfBirth is { } born && born != subject.DateOfBirth && !_all.Values.OfType<CaseNode>().Any(f => f.ToString().Contains($"{born:MM/dd/yyyy}", StringComparison.Ordinal)))
                {
                    Assert.DoesNotContain($"{born:yyyy-MM-dd}", written, StringComparison.Ordinal);
                }
            }
            foreach (var detail in _all.Values.OfType<ContactDetail>())
            {
                // A household shares its number.
                bool isOwn = _all.Values.OfType<ContactDetail>().Any(d => d.PersonId == subject.Id && d.Value == detail.Value);
                Assert.True(isOwn == written.Contains(detail.Value, StringComparison.Ordinal), $"{detail.Value} of {detail.PersonId}, in the document of {subject.Name}");
            }
            if (subject is Child child)
            {
                Assert.Contains(child.Reference, written, StringComparison.Ordinal);
                var days = _all.Values.OfType<Contact>().Where(c => c.ChildId == child.Id && !Withheld(child.Id).Contains(c.Id, StringComparison.Ordinal)).Select(c => $"{c.On:yyyy-MM-dd}");
                Assert.All(days, d => Assert.Contains(d, written, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task What_keeps_somebody_safe_is_left_out_without_a_trace_and_listed_by_id_alone()
    {
        foreach (string child in new[] { Stories.Leah, Stories.Tom })
        {
            await Run("--child", child);
            string written = Text(child);
            Assert.DoesNotContain("Never To Be Shown", written + Withheld(child), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Hiddenham", written, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Stories.TomsSister, written, StringComparison.Ordinal);
            Assert.DoesNotContain(((Person)_all[Stories.TomsSister]).Name, written + Withheld(child), StringComparison.OrdinalIgnoreCase);
            foreach (var restriction in _all.Values.OfType<Restriction>().Where(r => r.ChildId == child))
            {
                Assert.Contains(restriction.Id, Withheld(child), StringComparison.Ordinal);
                Assert.DoesNotContain(restriction.Id, written, StringComparison.Ordinal);
                Assert.False(restriction.Basis is { } basis && written.Contains(basis, StringComparison.OrdinalIgnoreCase));
            }
            foreach (var check in _all.Values.OfType<Decision>().Where(d => d.ChildId == child && d.Outcome is DecisionOutcome.NotSafe or DecisionOutcome.Caution && d.ChildId == child))
            {
                Assert.Contains(check.Id, Withheld(child), StringComparison.Ordinal);
                Assert.False(check.Reason is { } reason && written.Contains(reason, StringComparison.OrdinalIgnoreCase));
            }
            Assert.DoesNotMatch("(?i)not safe|restriction|withheld|seal|NO_CONTACT", written);
        }
        Assert.All(_all.Values.OfType<Person>(), p => Assert.DoesNotContain($"\"{p.Name}\"", Withheld(Stories.Leah), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_childs_own_confidential_placement_is_left_out_too_as_a_paper_is_read_by_others()
    {
        await Change(Stories.Amara, _ => new Changes
        {
            Nodes = [new Restriction { Id = Ids.From(Guid.CreateVersion7()), ChildId = Stories.Amara, Kind = RestrictionKind.ConfidentialAddress, Effect = RestrictionEffect.Block, ProtectsId = Stories.Amara }],
        });
        await Run("--child", Stories.Amara);
        Assert.DoesNotContain("Hill Top", Text(Stories.Amara), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"property\": \"place\"", Withheld(Stories.Amara), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_names_and_words_stay_text()
    {
        const string script = "<script>alert(1)</script>", formula = "=HYPERLINK(\"http://x\")";
        await Change(Stories.Amara, c => new Changes
        {
            Nodes =
            [
                c.Child with { Name = script + "\"'&\u202e", Pronouns = formula },
                new Wish { Id = Ids.From(Guid.CreateVersion7()), ChildId = Stories.Amara, Kind = WishKind.See, MadeOn = _today, Words = "</td><img src=x onerror=alert(1)>\u0000\u0001" },
                new Person { Id = Ids.From(Guid.CreateVersion7()), Name = "((((.*" },
            ],
        });
        await Run("--child", Stories.Amara);
        string html = await File.ReadAllTextAsync(Path.Combine(_folder, "out", Stories.Amara + ".html"));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<dd>&nbsp;=HYPERLINK", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0001', html);
        JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "out", Stories.Amara + ".json")));
    }

    [Fact]
    public async Task The_page_is_whole_needs_nothing_else_and_its_headings_and_tables_are_in_order()
    {
        await Run("--child", Stories.Amara);
        string html = await File.ReadAllTextAsync(Path.Combine(_folder, "out", Stories.Amara + ".html"));
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en-GB\">", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)<(script|link|img|iframe|a) |https?:|url\\(| style=| on[a-z]+=", html);
        // As XML, whose rules are stricter: each element is closed in its order.
        string xml = Regex.Replace(html["<!DOCTYPE html>\n".Length..].Replace("&nbsp;", " ", StringComparison.Ordinal), "<meta [^>]*>", "");
        var page = XDocument.Parse(xml);
        Assert.Single(page.Descendants("h1"));
        int level = 1;
        foreach (var heading in page.Descendants().Where(e => e.Name.LocalName is "h1" or "h2" or "h3"))
        {
            int next = heading.Name.LocalName[1] - '0';
            Assert.True(next <= level + 1);
            level = next;
        }
        Assert.All(page.Descendants("table"), t => Assert.All(t.Element("tbody")!.Elements("tr"), r => Assert.Equal(t.Element("thead")!.Descendants("th").Count(), r.Elements("td").Count())));
        Assert.All(page.Descendants("th"), th => Assert.Equal("col", th.Attribute("scope")!.Value));
        Assert.Equal(page.Descendants().Attributes("id").Count(), page.Descendants().Attributes("id").Select(a => a.Value).Distinct().Count());
        Assert.DoesNotMatch(@"(?i)\bLAC\b|contact session|placement breakdown", html);
    }

    [Fact]
    public async Task Who_looked_is_told_by_role_and_name_and_an_export_is_written_down_before_its_files_are()
    {
        var daniel = _all.Values.OfType<Worker>().First(w => w.Name == "Daniel Whitfield");
        AuditEvent Look(string subject, Role role) => new() { Id = Ids.From(Guid.CreateVersion7()), At = DateTimeOffset.UtcNow, Subject = subject, Roles = [role], Action = "query ChildPage", ChildIds = [Stories.Amara, Stories.Kofi] };
        await _store.Append([Look(daniel.Subject, Role.SocialWorker), Look("stranger@example.org", Role.FgcManager)], default);
        await Run("--child", Stories.Amara, "--by", "dpo@example.org");
        string written = Text(Stories.Amara);
        Assert.Contains("Daniel Whitfield (social worker)", written, StringComparison.Ordinal);
        Assert.Contains("Fgc manager", written, StringComparison.Ordinal);
        Assert.DoesNotContain("stranger@example.org", written, StringComparison.Ordinal);
        Assert.DoesNotContain(Stories.Kofi, written, StringComparison.Ordinal);
        var audit = (await _store.Audit(new(Stories.Amara, Take: 1), default)).Events.Single();
        Assert.Equal(("dpo@example.org", SubjectExport.Action), (audit.Subject, audit.Action));
        // Where it cannot be written down, no file appears.
        SubjectExport cannot = new(new AppendingStore(_store) { Fails = true }, new(TimeProvider.System, _today), "x", Path.Combine(_folder, "none"), "");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => cannot.Write(Stories.Amara, Stories.Amara, default));
        Assert.False(Directory.Exists(Path.Combine(_folder, "none")));
    }

    [Fact]
    public async Task A_child_may_be_named_by_their_reference_and_nobody_who_is_not_there()
    {
        Assert.Contains(Stories.Amara + ".html", await Run("--child", "N-1041"), StringComparison.Ordinal);
        foreach (string[] wrong in new[] { new[] { "--child", "N-0" }, ["--person", "../../etc/passwd"], ["--person", Ids.From(Guid.CreateVersion7())], ["--child", "N-1041", "--person", Stories.AmarasNan], [] })
        {
            await Assert.ThrowsAsync<CannotStartException>(() => Run(wrong));
        }
        Assert.All(Directory.GetFiles(Path.Combine(_folder, "out")), f => Assert.StartsWith(Stories.Amara, Path.GetFileName(f), StringComparison.Ordinal));
    }

    [Fact]
    public void Of_every_property_of_every_record_it_is_said_what_becomes_of_it()
    {
        foreach (var type in Graph.Nodes.Select(n => n.Type).Concat(Graph.Edges.Select(e => e.Record)).Where(t => t != typeof(Restriction) && t != typeof(Merge)))
        {
            string[] said = [.. SubjectColumns.Of(type)];
            string[] held = [.. type.GetProperties().Where(p => p.SetMethod is not null && p.Name is not ("Id" or "Version" or "RecordedForId") && !(p.Name == "ChildId")).Select(p => p.Name)];
            Assert.True(held.Order().SequenceEqual(said.Order()), $"{type.Name}: {string.Join(", ", held.Except(said).Concat(said.Except(held)))}");
        }
    }

    // Words that the child may call anybody by.
    private static bool IsNobodys(string name) => name is "Nan" or "Mum" or "Dad" or "Gran" or "Grandad";

    private static string Folded(string text) => string.Concat(text.Normalize(System.Text.NormalizationForm.FormKD)
        .Where(c => System.Globalization.CharUnicodeInfo.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark)).ToUpperInvariant();

    private string Text(string id) => File.ReadAllText(Path.Combine(_folder, "out", id + ".html")) + Regex.Unescape(Escapes().Replace(File.ReadAllText(Path.Combine(_folder, "out", id + ".json")), "$0"));

    private string Withheld(string id) => File.ReadAllText(Path.Combine(_folder, "out", id + "-withheld.json"));

    private async Task ReadAll()
    {
        _all = [];
        foreach (var kind in Graph.Nodes)
        {
            foreach (var node in (await _store.Find(Scope.Everything(_today), new(kind.Label) { Take = 1000 }, default)).Nodes)
            {
                _all[node.Id] = node;
            }
        }
    }

    private async Task Change(string childId, Func<Case, Outcome<Changes>> decide) => Assert.Equal(ChangeStatus.Applied, (await _store.Change(new(
        Ids.From(Guid.CreateVersion7()), childId, c => decide(c.Case!), new() { Id = Ids.From(Guid.CreateVersion7()), At = DateTimeOffset.UtcNow, Subject = "test", Action = "test" }), default)).Status);

    private async Task<string> Run(params string[] args)
    {
        var builder = WebApplication.CreateBuilder([.. args, "--to", Path.Combine(_folder, "out"), "--Store:Path", StorePath, "--Store:Keys:File", Path.Combine(_folder, "store.key")]);
        using StringWriter output = new() { NewLine = "\n" };
        Assert.Equal(0, await SubjectAccessCommand.Run(builder.Configuration, Settings.Read(builder.Configuration, builder.Environment), new(TimeProvider.System, _today), output));
        return output.ToString();
    }

    [GeneratedRegex(@"\\u[0-9A-F]{4}")]
    private static partial Regex Escapes();
}
