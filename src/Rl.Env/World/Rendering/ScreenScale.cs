using System.Numerics;
using System.Runtime.Intrinsics;
using Rl.Env.World.Windows;

namespace Rl.Env.World.Rendering;

/// <summary>
/// How a frame shows the screen of 640 × 360: each of its pixels samples the screen bilinearly, at the centres where
/// <see cref="Rl.Env.Frames.FrameResizer"/> samples a frame, so that displays and windows look as squeezed as the world.
/// </summary>
internal sealed class ScreenScale
{
    private readonly bool _isIdentity;
    private readonly (int Index, float Share)[] _columns;
    private readonly (int Index, float Share)[] _rows;
    private readonly int[] _columnsBefore;
    private readonly int[] _rowsBefore;

    public ScreenScale(FrameSize size)
    {
        _isIdentity = size == FrameSize.Native;
        (_columns, _columnsBefore) = Axis(size.Width, WindowLayout.FrameWidth);
        (_rows, _rowsBefore) = Axis(size.Height, WindowLayout.FrameHeight);
    }

    /// <summary>The first of two neighbouring screen columns that a frame's column samples, and the second one's share, 0 to 1.</summary>
    public (int Index, float Share) Column(int x) => _columns[x];

    /// <summary>The first of two neighbouring screen rows that a frame's row samples, and the second one's share, 0 to 1.</summary>
    public (int Index, float Share) Row(int y) => _rows[y];

    /// <summary>The frame's columns that sample any of an area's: the first, and the one after the last.</summary>
    public (int First, int End) ColumnsOn(ScreenArea area) => Touching(_columnsBefore, area.Left, area.Right);

    /// <summary>The frame's rows that sample any of an area's: the first, and the one after the last.</summary>
    public (int First, int End) RowsOn(ScreenArea area) => Touching(_rowsBefore, area.Top, area.Bottom);

    /// <summary>Red, green and blue, 0 to 255, times opacity, and opacity, 0 to 1, of a canvas at one of the frame's pixels.</summary>
    public Vector4 Sample(ScreenCanvas canvas, int x, int y)
    {
        if (_isIdentity)
        {
            return Weighted(canvas[x, y]);
        }

        var (column, columnShare) = _columns[x];
        var (row, rowShare) = _rows[y];
        return (At(canvas, column, row) * (1 - columnShare) * (1 - rowShare))
            + (At(canvas, column + 1, row) * columnShare * (1 - rowShare))
            + (At(canvas, column, row + 1) * (1 - columnShare) * rowShare)
            + (At(canvas, column + 1, row + 1) * columnShare * rowShare);
    }

    private static Vector4 Weighted(uint color)
    {
        var words = Vector128.WidenLower(Vector128.CreateScalar(color).AsByte());
        var channels = Vector128.ConvertToSingle(Vector128.WidenLower(words).AsInt32()).AsVector4();
        return (channels with { W = 1 }) * (channels.W / 255);
    }

    // Beyond the screen's last row and column those repeat.
    private static Vector4 At(ScreenCanvas canvas, int x, int y) =>
        Weighted(canvas[Math.Min(x, WindowLayout.FrameWidth - 1), Math.Min(y, WindowLayout.FrameHeight - 1)]);

    private static ((int Index, float Share)[] Samples, int[] Before) Axis(int targets, int sources)
    {
        var samples = new (int Index, float Share)[targets];
        for (var i = 0; i < targets; i++)
        {
            samples[i] = SampleAt(i, targets, sources);
        }

        // How many samples start before each of the screen's columns or rows; they are in ascending order.
        var before = new int[sources + 1];
        for (var source = 0; source < sources; source++)
        {
            before[source + 1] = before[source];
            while (before[source + 1] < targets && samples[before[source + 1]].Index <= source)
            {
                before[source + 1]++;
            }
        }

        return (samples, before);
    }

    private static (int Index, float Share) SampleAt(int target, int targets, int sources)
    {
        var at = ((target + 0.5) * sources / targets) - 0.5;
        var index = (int)Math.Floor(at);
        return index < 0 ? (0, 0) : (index, (float)(at - index));
    }

    private static (int First, int End) Touching(int[] before, int from, int to)
    {
        var last = before.Length - 1;
        return (before[Math.Clamp(from - 1, 0, last)], before[Math.Clamp(to, 0, last)]);
    }
}
