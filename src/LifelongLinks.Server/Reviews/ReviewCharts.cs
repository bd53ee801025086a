using System.Globalization;
using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace LifelongLinks.Server;

/// <summary>Small charts of a review pack: black on white, told apart by shape and word, each with what it shows in words.</summary>
internal static class ReviewCharts
{
    private const int Width = 640;
    private const int MostInRing = 8;
    private const int MostInStack = 12;
    private const double Small = 12;

    // Of each ring: how far out its line is, how far out its people stand, and at which angle the first of them does.
    private static readonly Dictionary<Circle, (double Line, double People, double First)> _rings = new()
    {
        [Circle.Inner] = (1.3, 0.82, 45),
        [Circle.Middle] = (2.2, 1.77, 0),
        [Circle.Outer] = (3.05, 2.63, 25),
    };

    /// <summary>The marks of a chart of months: how an occasion stands, its shape, the same as a letter, and what it means.</summary>
    internal static readonly IReadOnlyList<(Func<Core.Tally, int> Of, MarkerType Shape, bool Filled, string Sign, string Meaning)> Marks =
    [
        (t => t.Kept, MarkerType.Square, true, "■", "happened in time"),
        (t => t.Late, MarkerType.Triangle, true, "▲", "happened late"),
        (t => t.Missed, MarkerType.Cross, false, "✕", "missed"),
        (t => t.Excused, MarkerType.Circle, false, "○", "excused"),
        (t => t.Cancelled, MarkerType.Plus, false, "+", "could not happen"),
        (t => t.Open, MarkerType.Diamond, false, "◇", "can still happen"),
    ];

    /// <summary>The child's circles, then and now.</summary>
    /// <param name="people">Those whom the child placed in a circle.</param>
    /// <param name="child">The child's name.</param>
    /// <param name="name">The name of a person.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="description">The same in words.</param>
    internal static XElement Circles(IReadOnlyList<PackPerson> people, string child, Func<string, string> name, string title, string description)
    {
        var model = Model();
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Minimum = -3.7, Maximum = 3.7, IsAxisVisible = false });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Minimum = -3.2, Maximum = 3.2, IsAxisVisible = false });
        foreach (var (circle, ring) in _rings)
        {
            model.Annotations.Add(new EllipseAnnotation { Width = 2 * ring.Line, Height = 2 * ring.Line, Fill = OxyColors.Undefined, Stroke = OxyColors.Gray, StrokeThickness = 1 });
            model.Annotations.Add(Word(0, 0.17 - ring.Line, $"{Words.Plain(circle)} circle", OxyColor.FromRgb(70, 70, 70)));
            var inside = people.Where(p => p.Circle == circle).ToList();
            var shown = inside.Take(inside.Count > MostInRing ? MostInRing - 1 : MostInRing).ToList();
            int places = shown.Count + (inside.Count > shown.Count ? 1 : 0);
            for (int i = 0; i < places; i++)
            {
                double angle = (ring.First + (360.0 * i / places)) * Math.PI / 180, x = ring.People * Math.Cos(angle), y = ring.People * Math.Sin(angle);
                model.Annotations.Add(i < shown.Count ? Mark(shown[i], x, y, name(shown[i].PersonId)) : Word(x, y, $"and {inside.Count - shown.Count} more", OxyColors.Black));
            }
        }
        model.Annotations.Add(Word(0, 0, child, OxyColors.Black, weight: FontWeights.Bold, size: 15));
        return Svg(model, 335, title, description);
    }

    /// <summary>How a promise was kept, month by month: each mark one time that was due.</summary>
    internal static XElement Months(IReadOnlyList<AdherenceBucket> months, string title, string description)
    {
        int each = TimesInEachMark(months);
        int Stacked(int count) => (count + each - 1) / each;
        var model = Model();
        CategoryAxis axis = new() { Position = AxisPosition.Bottom, FontSize = 10.5, MajorTickSize = 3, TicklineColor = OxyColors.Gray, AxislineStyle = LineStyle.Solid, AxislineColor = OxyColors.Gray, GapWidth = 0 };
        foreach (var (month, i) in months.Select((m, i) => (m, i)))
        {
            axis.Labels.Add(month.From.ToString("MMM", CultureInfo.InvariantCulture) + (i == 0 || month.From.Month == 1 ? $"\n{month.From.Year}" : "\n"));
        }
        model.Axes.Add(axis);
        int most = Math.Max(1, months.Select(m => Marks.Sum(mark => Stacked(mark.Of(m)))).DefaultIfEmpty().Max());
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Minimum = 0, Maximum = most + 0.5, IsAxisVisible = false });
        // As wide apart in a short chart as in a long one.
        axis.Maximum = Math.Max(months.Count, 12) - 0.5;
        axis.Minimum = -0.5;
        foreach (var (mark, index) in Marks.Select((m, i) => (m, i)))
        {
            ScatterSeries series = new()
            {
                MarkerType = mark.Shape,
                MarkerSize = 4.2,
                MarkerFill = mark.Filled ? OxyColors.Black : mark.Shape is MarkerType.Cross or MarkerType.Plus ? OxyColors.Undefined : OxyColors.White,
                MarkerStroke = OxyColors.Black,
                MarkerStrokeThickness = mark.Shape == MarkerType.Cross ? 2 : 1.2,
            };
            for (int i = 0; i < months.Count; i++)
            {
                int below = Marks.Take(index).Sum(m => Stacked(m.Of(months[i])));
                for (int j = 0; j < Stacked(mark.Of(months[i])); j++)
                {
                    series.Points.Add(new(i, below + j + 0.6));
                }
            }
            model.Series.Add(series);
        }
        return Svg(model, 52 + (13 * most), title, description);
    }

    /// <summary>How many times one mark stands for: one, save where so many were due in a month that they would not fit.</summary>
    internal static int TimesInEachMark(IReadOnlyList<AdherenceBucket> months) =>
        Math.Max(1, (int)Math.Ceiling(months.Select(m => Marks.Sum(mark => mark.Of(m))).DefaultIfEmpty().Max() / (double)MostInStack));

    private static PlotModel Model() => new()
    {
        Culture = CultureInfo.InvariantCulture,
        DefaultFont = "sans-serif",
        PlotAreaBorderThickness = new(0),
        PlotMargins = new(4, 4, 4, double.NaN),
        Padding = new(0),
    };

    private static PointAnnotation Mark(PackPerson person, double x, double y, string name) => new()
    {
        X = x,
        Y = y,
        Text = name + (person.Change switch { PackChange.New => " (new)", PackChange.Gone => " (gone)", _ => "" }),
        Shape = person.Change switch { PackChange.New => MarkerType.Diamond, PackChange.Gone => MarkerType.Cross, _ => MarkerType.Circle },
        Size = person.Change == PackChange.New ? 6.5 : 5.5,
        Fill = person.InTouchNow == true ? OxyColors.Black : OxyColors.White,
        Stroke = OxyColors.Black,
        StrokeThickness = 1.6,
        FontSize = Small,
        TextMargin = 4,
    };

    private static TextAnnotation Word(double x, double y, string text, OxyColor color, double weight = FontWeights.Normal, double size = Small - 1) => new()
    {
        TextPosition = new(x, y),
        Text = text,
        TextColor = color,
        TextVerticalAlignment = VerticalAlignment.Middle,
        Stroke = OxyColors.Undefined,
        FontWeight = weight,
        FontSize = size,
    };

    /// <summary>The model as SVG that may stand in a page: with its words, no ids, and no styles that the page's policy forbids.</summary>
    private static XElement Svg(PlotModel model, int height, string title, string description)
    {
        var svg = XElement.Parse(new SvgExporter { Width = Width, Height = height, IsDocument = false }.ExportToString(model));
        foreach (var element in svg.DescendantsAndSelf().ToList())
        {
            element.Attribute("clip-path")?.Remove();
            if (element.Attribute("style") is { } style)
            {
                style.Remove();
                foreach (string[] declaration in style.Value.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(d => d.Split(':', 2)))
                {
                    element.SetAttributeValue(declaration[0].Trim(), declaration[1].Trim());
                }
            }
        }
        svg.Descendants().Where(e => e.Name.LocalName == "defs" || (e.Name.LocalName == "g" && !e.HasElements)).ToList().ForEach(e => e.Remove());
        svg.SetAttributeValue("viewBox", $"0 0 {Width} {height}");
        svg.SetAttributeValue("role", "img");
        svg.SetAttributeValue("focusable", "false");
        svg.SetAttributeValue("aria-label", title);
        svg.AddFirst(new XElement(svg.Name.Namespace + "title", title), new XElement(svg.Name.Namespace + "desc", description));
        return svg;
    }
}
