namespace Rl.Experiments.Reports.Charts;

/// <summary>The axis below rows of values, which always shows 0.</summary>
internal sealed class RowScale
{
    /// <summary>Room below the rows for the axis's labels.</summary>
    public const double Foot = 44;

    private const double Right = 16;

    private readonly ChartAxis _axis;
    private readonly RoundTicks _ticks;

    /// <summary>Measures rows.</summary>
    public RowScale(ChartAxis axis, IReadOnlyList<IntervalRow> rows)
    {
        var marks = rows.SelectMany(row => row.Marks).OfType<IntervalMark>().ToArray();
        _axis = axis;
        _ticks = RoundTicks.Covering(
            marks.Select(mark => Math.Min(mark.Value, mark.Low ?? mark.Value)).Append(axis.Low ?? 0).Append(0).Min(),
            marks.Select(mark => Math.Max(mark.Value, mark.High ?? mark.Value)).Append(axis.High ?? 0).Append(0).Max(),
            5);
        Left = 14 + rows.Select(row => SvgCanvas.WidthOf(row.Label)).DefaultIfEmpty(0).Max();
    }

    /// <summary>Where the axis begins, right of the rows' labels.</summary>
    public double Left { get; }

    /// <summary>Where a value lies.</summary>
    public double At(double value) => Left + ((value - _ticks.Low) / (_ticks.High - _ticks.Low) * (SvgCanvas.Width - Left - Right));

    /// <summary>Draws lines at the ticks from top to foot, and the labels below.</summary>
    public void Draw(SvgCanvas canvas, double top, double foot)
    {
        canvas.Text((Left + SvgCanvas.Width - Right) / 2, foot + 36, _axis.Label, "middle", "soft");
        canvas.Line(Left, foot, SvgCanvas.Width - Right, foot, "axis");
        foreach (var value in _ticks.Values)
        {
            // A label at the very end would stick out.
            var label = _ticks.Label(value, _axis.IsShare);
            canvas.Line(At(value), top, At(value), foot, value == 0 ? "axis" : "grid");
            canvas.Text(Math.Min(At(value), SvgCanvas.Width - 2 - (SvgCanvas.WidthOf(label) / 2)), foot + 18, label, "middle", "soft");
        }
    }
}
