using Rl.Env.World.Windows;

namespace Rl.Env.World.Rendering;

/// <summary>A rectangle of the screen of 640 × 360 that displays and windows are laid out on, in its pixels.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct ScreenArea(int Left, int Top, int Width, int Height)
{
    /// <summary>The whole screen.</summary>
    public static ScreenArea Whole => new(0, 0, WindowLayout.FrameWidth, WindowLayout.FrameHeight);

    /// <summary>The column after the last.</summary>
    public int Right => Left + Width;

    /// <summary>The row after the last.</summary>
    public int Bottom => Top + Height;

    /// <summary>True if a pixel lies inside.</summary>
    public bool Contains(int x, int y) => x >= Left && x < Right && y >= Top && y < Bottom;

    /// <summary>The part that lies in another area too; its width or height is 0 where there is none.</summary>
    public ScreenArea Within(ScreenArea other)
    {
        var (left, top) = (Math.Max(Left, other.Left), Math.Max(Top, other.Top));
        var (right, bottom) = (Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));
        return new ScreenArea(left, top, Math.Max(0, right - left), Math.Max(0, bottom - top));
    }

    /// <summary>The area without a border of some pixels.</summary>
    public ScreenArea Inset(int pixels) => new(Left + pixels, Top + pixels, Width - (2 * pixels), Height - (2 * pixels));

    /// <summary>The area moved.</summary>
    public ScreenArea Moved(int right, int down) => this with { Left = Left + right, Top = Top + down };
}
