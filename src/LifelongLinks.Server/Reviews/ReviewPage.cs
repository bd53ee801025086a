using System.Globalization;
using System.Xml.Linq;
using static LifelongLinks.Server.ReviewWords;

namespace LifelongLinks.Server;

/// <summary>For whom a review pack is printed.</summary>
public enum PackReader
{
    /// <summary>The professionals: every sheet, the last ones marked as theirs alone.</summary>
    Professionals,
    /// <summary>Everybody who sits at the table: no words of the child's, no figures about anybody.</summary>
    Family,
    /// <summary>The child: theirs, spoken to them.</summary>
    Child,
}

/// <summary>A review pack as a page to be printed on A4: what lies on the table first, then the child's own words, then what only professionals may read.</summary>
public static class ReviewPage
{
    private static readonly Paper _paper = new("""
        main > section { margin-bottom: 1.5rem; } .small { font-size: 0.9em; } .mark { border: 2px solid #1a1a1a; padding: 0.5rem 0.9rem; font-weight: 600; }
        caption { text-align: left; padding: 0.2rem 0; } figure { margin: 0.8rem 0; break-inside: avoid; } figcaption { font-weight: 600; } svg { max-width: 100%; height: auto; display: block; }
        figure p { margin: 0.2rem 0; } .key span { display: inline-block; margin-right: 1rem; } .key span span { margin-right: 0.3rem; } .box { white-space: nowrap; }
        blockquote { margin: 0.5rem 0; padding-left: 1rem; border-left: 0.25rem solid #1a1a1a; white-space: pre-line; }
        ul, ol { padding-left: 1.4rem; } li { margin: 0.25rem 0; break-inside: avoid; } td ul { margin: 0.1rem 0 0.4rem; white-space: normal; } td li { margin: 0; } .note h2 { margin-top: 0; }
        @media print {
          body { font-size: 9.5pt; line-height: 1.4; } figure { margin: 0.5rem 0; }
          h1 { font-size: 18pt; margin: 0; } h2 { font-size: 13pt; margin: 1.1rem 0 0.3rem; } h3 { font-size: 11pt; margin: 0.9rem 0 0.2rem; } p { margin: 0.4rem 0; } th, td { padding: 0.2rem 0.4rem; }
          .sheet { break-before: page; } .sheet h2 { margin-top: 0; } .note, .mark, blockquote { break-inside: avoid; } thead { display: table-header-group; } caption { break-after: avoid; }
          .professionals { page: professionals; } .words { page: words; }
        }
        @page { size: A4; margin: 16mm 14mm 18mm; @bottom-left { content: "Lifelong Links: review pack"; font: 8pt sans-serif; } @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt sans-serif; } }
        @page professionals { @top-left { content: "For professionals only: not for the table"; font: bold 9pt sans-serif; } }
        @page words { @top-left { content: "The child's own words: ask before you show this sheet"; font: bold 9pt sans-serif; } }
        """);

    /// <summary>What the page may load and do, as Content-Security-Policy has it.</summary>
    public static string Policy => _paper.Policy;

    /// <summary>The page.</summary>
    public static string Of(ReviewPackView pack, PackReader reader)
    {
        ReviewWords words = new(pack, reader == PackReader.Child);
        string title = $"{Capital(words.Whose)} review";
        var table = reader == PackReader.Child ? pack.Pack : ForTheTable(pack);
        XElement main = new("main", new XElement("h1", title), Table(table, words, reader), reader == PackReader.Child ? Decisions(pack) : null);
        if (reader != PackReader.Family)
        {
            main.Add(OwnWords(pack, words));
        }
        if (reader == PackReader.Professionals)
        {
            main.Add(ReviewSheets.Of(pack, table, words));
        }
        return _paper.Page(new XText($"{title}: Lifelong Links").ToString(), main.ToString(SaveOptions.DisableFormatting));
    }

    internal static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    // Where a cell is short, it stays on one line.
    private static string Whole(string text) => text.Replace(' ', '\u00a0');

    internal static XElement P(params object[] content) => new("p", content);

    /// <summary>A table with a caption that says what it holds; the first cell of each row is its header.</summary>
    internal static XElement Rows(string caption, string[] columns, IEnumerable<object?[]> rows) => new("div", new XAttribute("class", "scroll"), new XElement("table",
        new XElement("caption", new XAttribute("class", "small"), caption),
        new XElement("thead", new XElement("tr", columns.Select(c => new XElement("th", new XAttribute("scope", "col"), c)))),
        new XElement("tbody", rows.Select(r => new XElement("tr", r.Select((cell, i) =>
            i == 0 ? new XElement("th", new XAttribute("scope", "row"), cell ?? "") : new XElement("td", cell ?? "")))))));

    // What everybody at the table may read.
    private static IEnumerable<XElement> Table(ReviewPack pack, ReviewWords words, PackReader reader)
    {
        var review = pack.Review;
        bool held = review.HeldOn is not null;
        string chair = review.ChairId is { } id ? Chair(words, id) : "";
        yield return P($"{Meeting(review.Kind)}, {(review.HeldOn is { } on ? $"held on {Day(on)}" : $"due on {Day(review.DueOn)}")}{chair}. " +
            $"Everything here is as it stood on {Day(pack.AsOf)}" + (pack.Since is { } since ? $", beside {Day(since)}, when {StartWords(pack.SinceKind)}." : "."));
        yield return new("section", new XAttribute("class", "note"), new XAttribute("aria-labelledby", "asked"),
            new XElement("h2", new XAttribute("id", "asked"), held ? "What this is" : words.ToChild ? "What happens at your review" : "What is asked of you"), Asked(pack, words, reader, held));
        yield return PeopleThenAndNow(pack, words);
        yield return Promises(pack, words, held);
        yield return Changes(pack, words);
    }

    // Somebody who is only being looked for, or has not said yes, does not learn it from a sheet on a table, nor does their family; and brothers and sisters are known.
    private static ReviewPack ForTheTable(ReviewPackView view)
    {
        var of = view.View.Case;
        bool IsWithUs(PackPerson p) => p.InTouchNow == true || p.InTouchThen == true || of.Person(p.PersonId) is Child || of.Links.All(l => l.PersonId != p.PersonId)
            || Core.Decisions.Latest(of, p.PersonId, DecisionKind.PersonAnswer, view.AsOf)?.Outcome == DecisionOutcome.Joined;
        return view.Pack with { People = [.. view.Pack.People.Where(IsWithUs)] };
    }

    /// <summary>What was decided, in the words of those who met: they may name anybody.</summary>
    internal static IEnumerable<XElement> Decisions(ReviewPackView view)
    {
        var before = view.Previous;
        foreach (var (heading, decisions) in ((string, string?)[])[("What was decided", view.Pack.Review.Decisions), (before?.HeldOn is { } on ? $"What was decided on {Day(on)}" : "", before?.Decisions)])
        {
            if (decisions is { Length: > 0 })
            {
                yield return new("section", new XElement("h3", heading), new XElement("blockquote", Clean(decisions)));
            }
        }
    }

    private static string Meeting(ReviewKind kind) => kind switch
    {
        ReviewKind.LifelongLinksReview => "Lifelong Links review",
        ReviewKind.ChildInCareReview => "Review for a child in care",
        _ => "Pathway plan review",
    };

    private static string Chair(ReviewWords words, string id) => words.Name(id) is { Length: > 0 } name ? $", chaired by {name}" : "";

    private static string StartWords(PackStart? start) => start switch
    {
        PackStart.ReviewBefore => "the review before was held",
        PackStart.PlanAgreed => "the plan was agreed",
        _ => "the work began",
    };

    private static IEnumerable<XElement> Asked(ReviewPack pack, ReviewWords words, PackReader reader, bool held)
    {
        if (words.ToChild)
        {
            yield return P("This is about the people who matter to you, and what they promised. You can read it alone or with somebody you trust.");
            yield return P(held ? "Your review has been held. If something here is wrong, or you have changed your mind, say so: it counts."
                : "At your review people ask what should go on and what should change. What you want comes first. You need not come, and somebody can speak for you.");
            yield break;
        }
        if (held)
        {
            yield return P("This is what those who met had before them, and what they decided.");
        }
        else
        {
            yield return new("ol",
                new XElement("li", $"Hear {words.Child} first: what should be talked about, and what should not."),
                new XElement("li", pack.Promises.Count switch
                {
                    0 => "There is no promise to decide on: say what should be promised.",
                    1 => "Decide on the promise below: does it go on, change, pause or end?",
                    var count => $"Decide on each of the {count} promises below: does it go on, change, pause or end?",
                }),
                new XElement("li", "Say what you can offer, and what you need so that it can happen."));
        }
        if (reader == PackReader.Professionals)
        {
            yield return P(new XElement("strong", "Before this goes round the table, take off the sheets that are marked: "),
                $"{words.Child}'s own words are shown to others only if {words.Child} agrees, and the last sheets are for professionals only.");
        }
    }

    private static XElement PeopleThenAndNow(ReviewPack pack, ReviewWords words)
    {
        XElement section = new("section", new XAttribute("aria-labelledby", "people"), new XElement("h2", new XAttribute("id", "people"), words.ToChild ? "Your people" : $"The people around {words.Child}"));
        if (pack.People.Count == 0)
        {
            section.Add(P("Nobody is recorded yet."));
            return section;
        }
        string now = $"{People(pack.SizeNow)} on {Day(pack.AsOf)}, in touch with {pack.ActiveNow}.";
        section.Add(P((pack.Since is { } since ? $"{Capital(People(pack.SizeThen))} on {Day(since)}, in touch with {pack.ActiveThen}; {now}" : Capital(now)) +
            " In touch means that they are known to have seen, spoken to or answered each other within 90 days, or half as long again as was promised."));
        if (pack.People.Any(p => p.Circle is not null))
        {
            section.Add(new XElement("figure",
                ReviewCharts.Circles(pack.People, words.Child, words.Name, $"The people in {words.Whose} circles", Described(pack, words)),
                new XElement("p", new XAttribute("class", "small key"), Key("●", "in touch"), Key("○", NotKnown(words)), Key("◆", "new"), Key("✕", "gone"),
                    $"The circles are {words.Whose} own: the closer, the nearer the middle.")));
        }
        bool compared = pack.Since is not null;
        section.Add(Rows($"Everybody around {words.Who}, in the order of {words.Whose} circles",
            ["Name", $"{Capital(words.Whose)} word", "Who they are", "Circle", .. compared ? [Short(pack.Since!.Value)] : (string[])[], Short(pack.AsOf), "Last in touch"],
            pack.People.Select(p => (object?[])[words.Name(p.PersonId), words.OwnWord(p.PersonId), words.Is(p.PersonId), p.Circle is { } circle ? Words.Plain(circle) : "not placed",
                .. compared ? [InTouch(p.InTouchThen, "not there yet", words)] : (string[])[], p.Change == PackChange.New && compared ? "new, " + InTouch(p.InTouchNow, "", words) : InTouch(p.InTouchNow, "gone", words),
                Short(p.LastInTouchOn, "not known")])));
        return section;
    }

    private static string People(int count) => count == 1 ? "one person" : $"{count} people";

    private static string InTouch(bool? inTouch, string otherwise, ReviewWords words) => inTouch switch { true => "in touch", false => NotKnown(words), null => otherwise };

    private static string NotKnown(ReviewWords words) => words.ToChild ? "not that we know" : "no contact known";

    internal static XElement Key(string sign, string meaning) => new("span", new XElement("span", new XAttribute("aria-hidden", "true"), sign), $" {meaning} ");

    private static string Described(ReviewPack pack, ReviewWords words) => string.Join(" ", pack.People.Where(p => p.Circle is not null).GroupBy(p => p.Circle!.Value)
        .Select(c => $"{Words.Sentence(c.Key)} circle: {string.Join(", ", c.Select(p => $"{words.Name(p.PersonId)} ({(p.Change == PackChange.New ? "new, " : "")}{InTouch(p.InTouchNow, "gone", words)})"))}."));

    private static XElement Promises(ReviewPack pack, ReviewWords words, bool held)
    {
        XElement section = new("section", new XAttribute("aria-labelledby", "promises"), new XElement("h2", new XAttribute("id", "promises"), words.ToChild ? "What was promised to you" : "What was promised"));
        if (pack.Plan is null)
        {
            section.Add(P(pack.Promises.Count == 0 ? "No plan is agreed yet: nothing was promised." : ""));
            return section;
        }
        section.Add(P($"In the plan agreed on {Day(pack.Plan.AgreedOn, "a day still to come")}{(pack.Plan.EndedOn <= pack.AsOf ? $". It ended on {Day(pack.Plan.EndedOn!.Value)}" : "")}."));
        if (pack.Promises.Count == 0)
        {
            section.Add(P("No promise of it can be shown here."));
            return section;
        }
        bool decides = !words.ToChild || held;
        section.Add(Rows("Each promise, and what came of it",
            ["Who", "What, in their words", "How often", pack.Since is { } since ? $"Since {Short(since)}" : "Happened", "Last", "Next by", .. decides ? [held ? "Decided" : "We decide"] : (string[])[]],
            pack.Promises.Select(p => (object?[])[words.Names(p.Commitment.PersonIds),
                Clean(p.Commitment.Words is { Length: > 0 } said ? said : Words.Sentence(p.Commitment.Mode)),
                HowOften(p.Commitment.Cadence), Times(p.Happened), Short(p.LastOn, "never"), Short(p.NextDueOn, "not at present"),
                .. decides ? [held ? p.Decided is { } decided ? Decided(decided.Decision) : "not recorded" : Boxes()] : (object?[])[]])));
        return section;
    }

    private static XElement[] Boxes() => [.. Enum.GetValues<CommitmentDecision>().SelectMany(d => (XElement[])[new("span", new XAttribute("class", "box"), $"☐ {Decided(d).ToLowerInvariant()}"), new("br")])];

    private static string Times(int times) => times switch { 0 => "not once", 1 => "once", 2 => "twice", _ => string.Create(CultureInfo.InvariantCulture, $"{times} times") };

    private static XElement Changes(ReviewPack pack, ReviewWords words)
    {
        XElement section = new("section", new XAttribute("aria-labelledby", "changes"), new XElement("h2", new XAttribute("id", "changes"), "What changed, and what was lost"),
            P(pack.Since is { } since ? $"Since {Day(since)}. A loss counts, even when there was a good reason for it." : "A loss counts, even when there was a good reason for it."));
        List<XElement> items = [.. pack.People.Where(p => p.Change != PackChange.Stayed && pack.Since is not null)
            .Select(p => new XElement("li", p.Change == PackChange.New ? $"{words.Name(p.PersonId)} is new." : $"{words.Name(p.PersonId)} is not there any more.")),
            .. pack.Losses.Select(l => new XElement("li", $"{Day(l.On)}: {words.Happened(l)}."))];
        section.Add(items.Count == 0 ? P("Nothing of that kind is recorded.") : new XElement("ul", items));
        return section;
    }

    private static XElement OwnWords(ReviewPackView view, ReviewWords words)
    {
        var pack = view.Pack;
        XElement section = new("section", new XAttribute("class", words.ToChild ? "" : "sheet words"), new XAttribute("aria-labelledby", "said"),
            new XElement("h2", new XAttribute("id", "said"), words.ToChild ? "What you said" : $"What {words.Child} said"));
        if (!words.ToChild)
        {
            section.Add(new XElement("p", new XAttribute("class", "mark"), $"{words.Child}'s own words. Ask {words.Child} before anybody else reads this sheet."));
        }
        var before = view.Previous;
        foreach (var (heading, said) in ((string, string?)[])[($"At this review", pack.Review.ChildsView), (before?.HeldOn is { } on ? $"At the review on {Day(on)}" : "", before?.ChildsView)])
        {
            if (said is { Length: > 0 })
            {
                section.Add(new XElement("h3", heading), new XElement("blockquote", Clean(said)));
            }
        }
        section.Add(new XElement("h3", words.ToChild ? "What you wish for" : $"What {words.Child} wishes for"));
        section.Add(pack.WishesWaiting.Count == 0 ? P("No wish is waiting.") : Rows("Wishes that are not met yet, the oldest first", ["In their own words", "Since", "Days waited"],
            pack.WishesWaiting.Select(w => (object?[])[Clean(w.Words), Short(w.MadeOn), Days.Between(w.MadeOn, pack.AsOf).ToString(CultureInfo.InvariantCulture)])));
        if (pack.WishesMet.Count > 0)
        {
            section.Add(Rows("Wishes met since then", ["In their own words", "Met on"], pack.WishesMet.Select(w => (object?[])[Clean(w.Words), Short(w.MetOn!.Value)])));
        }
        section.Add(new XElement("h3", words.ToChild ? "What you said about people" : $"What {words.Child} said about people"));
        section.Add(pack.Affirmations.Count == 0 ? P(words.ToChild ? "Nothing is written down yet." : $"{words.Child} was not asked yet, or did not say.") : Rows("The latest word about each", ["About", "Words", "Said on"],
            pack.Affirmations.Select(a => (object?[])[words.Name(a.PersonId), Clean(a.Words ?? (a.Loving ? "loving" : "not loving")), Short(a.SaidOn)])));
        section.Add(new XElement("h3", words.ToChild ? "How it felt to be in touch" : $"How {words.Child} felt about being in touch"));
        section.Add(pack.Felt.Count == 0 ? P("Nothing is written down for this time.") : Rows(
            pack.Felt.Count < pack.FeltCount ? $"The latest {pack.Felt.Count} of {pack.FeltCount} times with a feeling or words, newest first" : "Each time with a feeling or words, newest first", ["On", "With", "How", "Felt, of 5", "Words"],
            pack.Felt.Select(c => (object?[])[Short(c.On), words.Names(c.PersonIds), Whole(Words.Plain(c.Mode)), Whole(Feeling(c.Feeling)), Clean(c.Words ?? "")])));
        return section;
    }
}
