using System.Xml.Linq;

namespace Rl.Experiments.Reports.Charts;

/// <summary>Curves over a common axis. Long ones are thinned to means of equally many neighbours.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="X">The axis below.</param>
/// <param name="Y">The axis at the left.</param>
/// <param name="Series">The curves.</param>
public sealed record LineChart(string Title, ChartAxis X, ChartAxis Y, IReadOnlyList<LineSeries> Series) : Chart(Title)
{
    /// <summary>Most points that are drawn of a curve: more than two for every three pixels nobody sees.</summary>
    public const int MostPoints = 240;

    private const int MarkedPoints = 30;
    private const double PlotHeight = 190;
    private const double Right = 14;
    private const double Foot = 44;

    /// <inheritdoc />
    public override XElement Draw()
    {
        var curves = Series.Select(series => Thin([.. series.Points.Where(point => point.IsFinite)])).ToArray();
        string[] names = [.. Series.Select(series => series.Name)];
        var top = TitleFoot + LegendHeight(names) + 30;
        var canvas = new SvgCanvas(top + PlotHeight + Foot, $"{Title}: {Y.Label} over {X.Label}");
        DrawHead(canvas, names, (series, x, y) =>
        {
            canvas.Line(x, y, x + 18, y, $"line {SvgCanvas.SeriesClass(series)}");
            if (curves[series].Length <= MarkedPoints)
            {
                canvas.Marker(series, x + 9, y);
            }
        });

        var all = curves.SelectMany(curve => curve).ToArray();
        if (all.Length == 0)
        {
            canvas.Text(SvgCanvas.Width / 2, top + (PlotHeight / 2), "no values", "middle", "soft");
            return canvas.Picture;
        }

        var (low, high) = RoundTicks.Widened(
            Math.Min(all.Min(point => Math.Min(point.Y, point.Low ?? point.Y)), Y.Low ?? double.PositiveInfinity),
            Math.Max(all.Max(point => Math.Max(point.Y, point.High ?? point.Y)), Y.High ?? double.NegativeInfinity));
        var rows = RoundTicks.Covering(low, high, 5);
        var left = 14 + rows.Values.Max(value => SvgCanvas.WidthOf(rows.Label(value, Y.IsShare)));
        var (begin, end) = RoundTicks.Widened(
            Math.Min(all.Min(point => point.X), X.Low ?? double.PositiveInfinity), Math.Max(all.Max(point => point.X), X.High ?? double.NegativeInfinity));
        double AtX(double x) => left + ((x - begin) / (end - begin) * (SvgCanvas.Width - left - Right));
        double AtY(double y) => top + PlotHeight - ((y - rows.Low) / (rows.High - rows.Low) * PlotHeight);

        DrawRows(canvas, rows, left, AtY);
        DrawColumns(canvas, RoundTicks.Within(begin, end, 6), left, top + PlotHeight, AtX);
        for (var i = 0; i < curves.Length; i++)
        {
            DrawCurve(canvas, i, curves[i], AtX, AtY);
        }

        return canvas.Picture;
    }

    private void DrawRows(SvgCanvas canvas, RoundTicks ticks, double left, Func<double, double> atY)
    {
        canvas.Text(8, atY(ticks.High) - 10, Y.Label, "start", "soft");
        foreach (var value in ticks.Values)
        {
            canvas.Line(left, atY(value), SvgCanvas.Width - Right, atY(value), "grid");
            canvas.Text(left - 6, atY(value) + 4, ticks.Label(value, Y.IsShare), "end", "soft");
        }
    }

    private void DrawColumns(SvgCanvas canvas, RoundTicks ticks, double left, double foot, Func<double, double> atX)
    {
        canvas.Line(left, foot, SvgCanvas.Width - Right, foot, "axis");
        canvas.Text((left + SvgCanvas.Width - Right) / 2, foot + 36, X.Label, "middle", "soft");
        foreach (var value in ticks.Values)
        {
            // A label at the very end would stick out.
            var label = ticks.Label(value, X.IsShare);
            var x = Math.Min(atX(value), SvgCanvas.Width - 2 - (SvgCanvas.WidthOf(label) / 2));
            canvas.Line(atX(value), foot, atX(value), foot + 4, "axis");
            canvas.Text(x, foot + 18, label, "middle", "soft");
        }
    }

    private static void DrawCurve(SvgCanvas canvas, int series, ChartPoint[] points, Func<double, double> atX, Func<double, double> atY)
    {
        var look = SvgCanvas.SeriesClass(series);
        var bounded = points.Where(point => point is { Low: not null, High: not null }).ToArray();
        if (bounded.Length > MarkedPoints)
        {
            canvas.Polygon(
                [.. bounded.Select(point => (atX(point.X), atY(point.High!.Value))), .. bounded.Reverse().Select(point => (atX(point.X), atY(point.Low!.Value)))],
                $"band {look}");
        }
        else
        {
            foreach (var point in bounded)
            {
                canvas.Line(atX(point.X), atY(point.Low!.Value), atX(point.X), atY(point.High!.Value), $"whisker {look}");
            }
        }

        canvas.Polyline(points.Select(point => (atX(point.X), atY(point.Y))), $"line {look}");
        if (points.Length <= MarkedPoints)
        {
            foreach (var point in points)
            {
                canvas.Marker(series, atX(point.X), atY(point.Y));
            }
        }
    }

    private static ChartPoint[] Thin(ChartPoint[] points)
    {
        if (points.Length <= MostPoints)
        {
            return points;
        }

        var group = (points.Length + MostPoints - 1) / MostPoints;
        return [.. points.Chunk(group).Select(some => new ChartPoint(
            some.Average(point => point.X), some.Average(point => point.Y), some.Average(point => point.Low), some.Average(point => point.High)))];
    }
}
