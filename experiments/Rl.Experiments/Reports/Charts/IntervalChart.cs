using System.Xml.Linq;

namespace Rl.Experiments.Reports.Charts;

/// <summary>Values with their intervals, row by row: the ladder's rungs, or differences around 0.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="X">The axis below.</param>
/// <param name="Series">Names of what is compared within a row.</param>
/// <param name="Rows">The rows, top to bottom.</param>
public sealed record IntervalChart(string Title, ChartAxis X, IReadOnlyList<string> Series, IReadOnlyList<IntervalRow> Rows) : Chart(Title)
{
    private const double MarkHeight = 13;
    private const double RowGap = 8;

    /// <inheritdoc />
    public override XElement Draw()
    {
        var rowHeight = (Math.Max(1, Series.Count) * MarkHeight) + RowGap;
        var top = TitleFoot + LegendHeight(Series) + 12;
        var foot = top + (Rows.Count * rowHeight);
        var canvas = new SvgCanvas(foot + RowScale.Foot, Title);
        var scale = new RowScale(X, Rows);
        DrawHead(canvas, Series, (series, x, y) => DrawMark(canvas, series, new IntervalMark(x + 9, x, x + 18), y, value => value));
        scale.Draw(canvas, top, foot);
        for (var row = 0; row < Rows.Count; row++)
        {
            var middle = top + ((row + 0.5) * rowHeight);
            canvas.Text(scale.Left - 8, middle + 4, Rows[row].Label, "end", "");
            for (var i = 0; i < Rows[row].Marks.Count; i++)
            {
                if (Rows[row].Marks[i] is { } mark)
                {
                    DrawMark(canvas, i, mark, middle + ((i - ((Rows[row].Marks.Count - 1) / 2.0)) * MarkHeight), scale.At);
                }
            }
        }

        return canvas.Picture;
    }

    private static void DrawMark(SvgCanvas canvas, int series, IntervalMark mark, double y, Func<double, double> atX)
    {
        if (mark is { Low: { } low, High: { } high })
        {
            var look = $"whisker {SvgCanvas.SeriesClass(series)}";
            canvas.Line(atX(low), y, atX(high), y, look);
            canvas.Line(atX(low), y - 3, atX(low), y + 3, look);
            canvas.Line(atX(high), y - 3, atX(high), y + 3, look);
        }

        canvas.Marker(series, atX(mark.Value), y);
    }
}
