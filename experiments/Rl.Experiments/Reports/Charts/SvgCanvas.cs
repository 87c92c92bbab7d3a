using System.Globalization;
using System.Xml.Linq;

namespace Rl.Experiments.Reports.Charts;

/// <summary>Draws the few shapes that charts are made of. Looks are classes of <see cref="ChartPalette.Css"/>; sizes are pixels.</summary>
public sealed class SvgCanvas
{
    /// <summary>Width of every chart: what a phone shows without making letters small, and what fits twice on a desktop's page.</summary>
    public const double Width = 440;

    /// <summary>About how wide a character is in the widest of the usual fonts.</summary>
    private const double CharacterWidth = 7.6;

    private const double MarkerRadius = 3.4;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly XElement _root;

    /// <summary>Begins a picture.</summary>
    /// <param name="height">Its height.</param>
    /// <param name="title">What is read out to those who do not see it.</param>
    public SvgCanvas(double height, string title)
    {
        _root = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Number(Width)} {Number(height)}"),
            new XAttribute("class", "chart"),
            new XAttribute("role", "img"),
            new XElement(Svg + "title", title));
        Shape("rect", "paper", ("width", Width), ("height", height));
    }

    /// <summary>What was drawn.</summary>
    public XElement Picture => _root;

    /// <summary>About how wide a text is.</summary>
    public static double WidthOf(string text) => text.Length * CharacterWidth;

    /// <summary>The class of a series' colour.</summary>
    public static string SeriesClass(int series) => $"s{(series % ChartPalette.Light.Count).ToString(CultureInfo.InvariantCulture)}";

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string look) => Shape("line", look, ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));

    /// <summary>A filled box.</summary>
    public void Box(double x, double y, double width, double height, string look) =>
        Shape("rect", look, ("x", x), ("y", y), ("width", Math.Max(0, width)), ("height", Math.Max(0, height)));

    /// <summary>Lines from point to point.</summary>
    public void Polyline(IEnumerable<(double X, double Y)> points, string look) => Points("polyline", points, look);

    /// <summary>A filled outline.</summary>
    public void Polygon(IEnumerable<(double X, double Y)> points, string look) => Points("polygon", points, look);

    /// <summary>Text whose <paramref name="anchor"/> (start, middle, end) is at x, and whose foot is at y.</summary>
    public void Text(double x, double y, string text, string anchor, string look) => _root.Add(new XElement(
        Svg + "text",
        new XAttribute("x", Number(x)),
        new XAttribute("y", Number(y)),
        new XAttribute("text-anchor", anchor),
        new XAttribute("class", look),
        text));

    /// <summary>A series' marker: circle, square, diamond, triangle and so on, so that none needs its colour to be told apart.</summary>
    public void Marker(int series, double x, double y)
    {
        const double r = MarkerRadius;
        var look = SeriesClass(series);
        switch (series % 4)
        {
            case 0:
                Shape("circle", look, ("cx", x), ("cy", y), ("r", r));
                break;
            case 1:
                Box(x - r, y - r, 2 * r, 2 * r, look);
                break;
            case 2:
                Polygon([(x, y - (r * 1.3)), (x + (r * 1.3), y), (x, y + (r * 1.3)), (x - (r * 1.3), y)], look);
                break;
            default:
                Polygon([(x, y - (r * 1.2)), (x + (r * 1.2), y + r), (x - (r * 1.2), y + r)], look);
                break;
        }
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private void Points(string name, IEnumerable<(double X, double Y)> points, string look) => _root.Add(new XElement(
        Svg + name,
        new XAttribute("points", string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))),
        new XAttribute("class", look)));

    private void Shape(string name, string look, params (string Name, double Value)[] attributes) => _root.Add(new XElement(
        Svg + name,
        attributes.Select(attribute => new XAttribute(attribute.Name, Number(attribute.Value))),
        new XAttribute("class", look)));
}
