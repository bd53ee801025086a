using System.Globalization;
using System.Xml.Linq;
using static LifelongLinks.Server.ReviewPage;
using static LifelongLinks.Server.ReviewWords;

namespace LifelongLinks.Server;

/// <summary>The sheets of a review pack that only professionals may read: suggestions with reasons, figures about people, and what is missing.</summary>
internal static class ReviewSheets
{
    internal static XElement Of(ReviewPackView view, ReviewPack table, ReviewWords words) => new("section", new XAttribute("class", "sheet professionals"), new XAttribute("aria-labelledby", "professionals"),
        new XElement("h2", new XAttribute("id", "professionals"), "For professionals only"),
        new XElement("p", new XAttribute("class", "mark"), "Take these sheets off before the others go round the table. They name people with reasons and figures that are nobody else's to read."),
        Decisions(view), Suggested(view.Pack, words), Besides(view.Pack, words), NotOnTheTable(view.Pack, table, words), Figures(view.Pack, words), Missing(view.Pack, words));

    private static IEnumerable<XElement> NotOnTheTable(ReviewPack pack, ReviewPack table, ReviewWords words)
    {
        string[] others = [.. pack.People.Select(p => p.PersonId).Except(table.People.Select(p => p.PersonId))];
        if (others.Length + pack.SiblingsApartIds.Count == 0)
        {
            yield break;
        }
        yield return new("h3", "What is not on the other sheets");
        if (others.Length > 0)
        {
            yield return P($"Being looked for, or have not said yes: {words.Names(others)}.");
        }
        foreach (string sibling in pack.SiblingsApartIds)
        {
            yield return P($"{words.Name(sibling)} and {words.Who} live apart, as far as is recorded.");
        }
    }

    private static IEnumerable<XElement> Suggested(ReviewPack pack, ReviewWords words)
    {
        yield return new("h3", "Suggested decisions");
        if (pack.PromiseSuggestions.Count == 0)
        {
            yield return P(pack.Plan is null ? "There is no plan to decide on." : pack.Plan.EndedOn <= pack.AsOf ? "The plan has ended: there is nothing left to decide." : "There is no promise to decide on.");
            yield break;
        }
        yield return P($"Suggestions, never decisions: worked out from what is recorded by {Day(pack.AsOf)}. Those who meet decide, and {words.Child}'s own view comes before every figure.");
        var promises = pack.Promises.ToDictionary(p => p.Commitment.Id);
        yield return Rows("Each promise, what is suggested, and what it rests on", ["Promise", "Suggestion", "Why", .. pack.Review.HeldOn is null ? (string[])[] : ["Decided"]],
            pack.PromiseSuggestions.Select(s => (object?[])[
                Promise(words, promises.GetValueOrDefault(s.CommitmentId)?.Commitment ?? words.Commitment(s.CommitmentId)), new XElement("strong", Decided(s.Decision)),
                s.Reasons.Select(r => Reason(words, r)),
                .. pack.Review.HeldOn is null ? (object?[])[] : [promises.GetValueOrDefault(s.CommitmentId)?.Decided is { } d ? Decided(d.Decision) + (d.Reason is { } reason ? $": {Clean(reason)}" : "") : "not recorded"]]));
    }

    private static string Promise(ReviewWords words, Commitment? commitment) => commitment is null ? "A promise"
        : $"{words.Names(commitment.PersonIds)}: {Words.Plain(commitment.Mode)}, {HowOften(commitment.Cadence)}";

    private static XElement Reason(ReviewWords words, SuggestionReason reason) => new("div",
        Clean(reason.Summary) + (reason.PersonIds.Count > 0 ? $" ({words.Names(reason.PersonIds)})" : ""),
        reason.Figures.Count == 0 ? null : new XElement("ul", new XAttribute("class", "small"), reason.Figures.Select(Figure)));

    private static XElement Figure(SuggestionFigure figure) => new("li", Capital(Clean(figure.Meaning)) + ": ",
        new XElement("strong", figure.Number?.ToString("0.##", CultureInfo.InvariantCulture) ?? (figure.Date is { } day ? Day(day) : Clean(figure.Text ?? ""))));

    private static IEnumerable<XElement> Besides(ReviewPack pack, ReviewWords words)
    {
        yield return new("h3", "What else might be done");
        if (pack.CaseSuggestions.Count == 0)
        {
            yield return P("Nothing else is suggested.");
            yield break;
        }
        yield return new("ul", pack.CaseSuggestions.Select(s => new XElement("li",
            Clean(s.Summary) + (s.PersonIds.Count > 0 ? $" ({words.Names(s.PersonIds)})" : ""),
            s.Figures.Count == 0 ? null : new XElement("ul", new XAttribute("class", "small"), s.Figures.Select(Figure)))));
    }

    private static IEnumerable<XElement> Figures(ReviewPack pack, ReviewWords words)
    {
        yield return new("h3", "How far the promises were kept");
        if (pack.Metrics is not { } metrics || pack.Adherence is not { } adherence)
        {
            yield return P("There is no plan whose figures could be told.");
            yield break;
        }
        yield return P("A time that was due either happened, in time or late, or was missed. Excused times, and times when it could not happen, count for nothing: they are nobody's failure.");
        yield return P($"The plan{(pack.Review.Metrics is null ? "" : ", as the review kept it on its day")}, up to {Day(metrics.AsOf)}: {metrics.Kept + metrics.Late} of {metrics.Kept + metrics.Late + metrics.Missed} times that were due happened" +
            $"{Share(metrics.Rate)}, {metrics.Late} of them late; {metrics.Missed} were missed, {metrics.Excused} excused, {metrics.Cancelled} could not happen.",
            pack.Review.Metrics is not null && adherence.Counts() != (metrics.Kept, metrics.Late, metrics.Missed) ? " What was recorded since then is in the figures below, not in these." : "");
        var byPerson = adherence.ByPerson.Where(p => pack.People.Any(shown => shown.PersonId == p.PersonId)).ToList();
        if (byPerson.Count > 0)
        {
            yield return Rows("By person, over the whole plan; what two people promise counts for each", ["Who", "Due", "Happened", "Of these late", "Missed", "Excused", "Could not happen", "Share that happened"],
                byPerson.Select(p => (object?[])[words.Name(p.PersonId), Number(p.Kept + p.Late + p.Missed), Number(p.Kept + p.Late), Number(p.Late), Number(p.Missed), Number(p.Excused), Number(p.Cancelled),
                    p.Rate is { } rate ? Percent(rate) + (p.Kept + p.Late + p.Missed < 3 ? " (too few to tell)" : "") : "nothing was due"]));
        }
        if (pack.Promises.Any(p => p.Adherence is not null))
        {
            yield return new("h3", "Month by month");
            yield return new("p", new XAttribute("class", "small key"), "Each mark is one time that was due: ", ReviewCharts.Marks.Select(m => Key(m.Sign, m.Meaning)));
        }
        foreach (var promise in pack.Promises)
        {
            if (promise.Adherence is { } kept)
            {
                yield return Months(words, promise.Commitment, kept);
            }
        }
    }

    private static XElement Months(ReviewWords words, Commitment commitment, Adherence kept)
    {
        string what = Promise(words, commitment), told = Told(kept);
        string months = string.Join("; ", kept.Series.Select(m => (Month: m, Said: Told(m))).Where(m => m.Said.Length > 0).Select(m => $"{Month(m.Month.From)}: {m.Said}"));
        XElement figure = new("figure", new XElement("figcaption", what), P($"{Month(kept.From)} to {Month(kept.To)}: {(told.Length == 0 ? "nothing was due." : told + ".")}{Trending(kept)}"));
        if (months.Length > 0)
        {
            int each = ReviewCharts.TimesInEachMark(kept.Series);
            figure.Add(ReviewCharts.Months(kept.Series, $"Month by month: {what}", months), each == 1 ? null : new XElement("p", new XAttribute("class", "small"), $"Here each mark stands for up to {each} times."),
                new XElement("p", new XAttribute("class", "small"), months + "."));
        }
        return figure;
    }

    private static string Trending(Adherence kept) => kept.Trend switch
    {
        Trend.Improving => " It happens more than it did: the last 90 days beside the 90 before.",
        Trend.Slipping => " It happens less than it did: the last 90 days beside the 90 before.",
        _ => "",
    };

    private static string Told(Core.Tally tally) => string.Join(", ", ReviewCharts.Marks.Select(m => (Count: m.Of(tally), m.Meaning)).Where(m => m.Count > 0).Select(m => $"{m.Count} {m.Meaning}"));

    private static IEnumerable<XElement> Missing(ReviewPack pack, ReviewWords words)
    {
        yield return new("h3", $"What was missing around {words.Child}");
        if (pack.Gaps.Count == 0)
        {
            yield return P("Nothing, by the rules of this service, then or now.");
            yield break;
        }
        yield return P($"An active tie: in touch both ways within 90 days, or half as long again as was promised. {(pack.Since is { } since ? $"New: not missing on {Day(since)}. Over: missing then or since, and not any more." : "")}");
        yield return Rows("What is missing, worst first, then what is over", ["What", "About", "Change", "From", "Until", "How much it matters"], pack.Gaps.Select(g => (object?[])[
            Clean(g.Summary), words.Names(g.PersonIds), g.Change switch { PackGapChange.Opened => "new", PackGapChange.Closed => "over", _ => "still" },
            Short(g.From, "not known"), Short(g.Until, "still missing"), g.Severity is { } severity ? severity switch { GapSeverity.High => "much: act first", GapSeverity.Medium => "to be planned for", _ => "to be kept in mind" } : ""]));
    }

    private static string Share(double? rate) => rate is { } share ? $" ({Percent(share)})" : "";

    private static string Percent(double rate) => string.Create(CultureInfo.InvariantCulture, $"{100 * rate:0} %");

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static (int Kept, int Late, int Missed) Counts(this Core.Tally tally) => (tally.Kept, tally.Late, tally.Missed);
}
