using System.Xml.Linq;

namespace Rl.Experiments.Reports.Charts;

/// <summary>Bars from 0, row by row, with intervals where values have them.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="X">The axis below.</param>
/// <param name="Series">Names of what is compared within a row.</param>
/// <param name="Rows">The rows, top to bottom.</param>
public sealed record BarChart(string Title, ChartAxis X, IReadOnlyList<string> Series, IReadOnlyList<IntervalRow> Rows) : Chart(Title)
{
    private const double BarHeight = 13;
    private const double RowGap = 6;

    /// <inheritdoc />
    public override XElement Draw()
    {
        var rowHeight = (Math.Max(1, Series.Count) * BarHeight) + RowGap;
        var top = TitleFoot + LegendHeight(Series) + 12;
        var foot = top + (Rows.Count * rowHeight);
        var canvas = new SvgCanvas(foot + RowScale.Foot, Title);
        var scale = new RowScale(X, Rows);
        DrawHead(canvas, Series, (series, x, y) => canvas.Box(x, y - 5, 18, 10, SvgCanvas.SeriesClass(series)));
        scale.Draw(canvas, top, foot);
        for (var row = 0; row < Rows.Count; row++)
        {
            var begin = top + (row * rowHeight) + (RowGap / 2);
            canvas.Text(scale.Left - 8, begin + (Rows[row].Marks.Count * BarHeight / 2) + 4, Rows[row].Label, "end", "");
            for (var i = 0; i < Rows[row].Marks.Count; i++)
            {
                if (Rows[row].Marks[i] is { } mark)
                {
                    DrawBar(canvas, i, mark, begin + (i * BarHeight), scale);
                }
            }
        }

        return canvas.Picture;
    }

    private static void DrawBar(SvgCanvas canvas, int series, IntervalMark mark, double y, RowScale scale)
    {
        var (zero, end) = (scale.At(0), scale.At(mark.Value));
        canvas.Box(Math.Min(zero, end), y + 1.5, Math.Abs(end - zero), BarHeight - 3, SvgCanvas.SeriesClass(series));
        if (mark is { Low: { } low, High: { } high })
        {
            canvas.Line(scale.At(low), y + (BarHeight / 2), scale.At(high), y + (BarHeight / 2), "axis");
            canvas.Line(scale.At(low), y + 3, scale.At(low), y + BarHeight - 3, "axis");
            canvas.Line(scale.At(high), y + 3, scale.At(high), y + BarHeight - 3, "axis");
        }
    }
}
