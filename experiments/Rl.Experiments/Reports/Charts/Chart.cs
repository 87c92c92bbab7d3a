using System.Xml.Linq;

namespace Rl.Experiments.Reports.Charts;

/// <summary>A chart that draws itself as SVG.</summary>
/// <param name="Title">What it shows.</param>
public abstract record Chart(string Title)
{
    /// <summary>Where the plot may begin below title and legend.</summary>
    protected const double TitleFoot = 19;

    private const double LegendLine = 18;
    private const double LegendSample = 24;

    /// <summary>The picture, to stand within a page that has <see cref="ChartPalette.Css"/>.</summary>
    public abstract XElement Draw();

    /// <summary>The picture as a file of its own.</summary>
    public string ToFile()
    {
        var picture = Draw();
        picture.AddFirst(new XElement(picture.Name.Namespace + "style", ChartPalette.Css));
        return picture.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>Height of a legend for these names: none where one series needs no telling apart.</summary>
    protected static double LegendHeight(IReadOnlyList<string> names) => LegendPlaces(names).Select(place => place.Row + 1).DefaultIfEmpty(0).Max() * LegendLine;

    /// <summary>Draws the title and, where there are several series, their names.</summary>
    /// <param name="canvas">Is drawn upon.</param>
    /// <param name="names">The series' names.</param>
    /// <param name="sample">Draws a series' sample at a place of <c>(series, x, y)</c>.</param>
    protected void DrawHead(SvgCanvas canvas, IReadOnlyList<string> names, Action<int, double, double> sample)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(sample);
        canvas.Text(8, TitleFoot, Title, "start", "title");
        var places = LegendPlaces(names);
        for (var i = 0; i < places.Count; i++)
        {
            var y = TitleFoot + LegendLine + (places[i].Row * LegendLine);
            sample(i, places[i].X, y - 4);
            canvas.Text(places[i].X + LegendSample, y, Short(names[i]), "start", "soft");
        }
    }

    private static List<(double X, int Row)> LegendPlaces(IReadOnlyList<string> names)
    {
        var places = new List<(double X, int Row)>();
        var (x, row) = (8.0, 0);
        foreach (var name in names.Count > 1 ? names : [])
        {
            var width = LegendSample + SvgCanvas.WidthOf(Short(name)) + 14;
            if (x > 8 && x + width > SvgCanvas.Width)
            {
                (x, row) = (8, row + 1);
            }

            places.Add((x, row));
            x += width;
        }

        return places;
    }

    /// <summary>A name that fits beside others; the whole of it stands in the tables.</summary>
    private static string Short(string name) => name.Length <= 40 ? name : name[..39] + "…";
}
