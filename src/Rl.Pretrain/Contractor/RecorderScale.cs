using Rl.Env;

namespace Rl.Pretrain.Contractor;

/// <summary>The measures of the contractors' recorder, which captured a window of 1280 × 720.</summary>
public static class RecorderScale
{
    /// <summary>Degrees that the view turns for a pixel of the mouse: 2400 pixels are a full turn.</summary>
    public const double DegreesPerPixel = 0.15;

    /// <summary>Lines of the window in whose pixels the cursor is recorded.</summary>
    public const int Lines = 720;

    /// <summary>Old recorders wrote the mouse's motion over windows in other units; in the world all versions agree.</summary>
    /// <param name="version">The recorder's version, such as 6.7; null where nobody knows.</param>
    /// <returns>What the motion is to be multiplied by while a window is open.</returns>
    public static double WindowMotion(string? version) => version switch
    {
        "5.7" or "5.8" => 0.5,
        "6.7" or "6.8" or "6.9" => 2.0,
        _ => 1.0,
    };

    /// <summary>The recorder's version by the folders of a path: the innermost that is called like one, such as 6.13.</summary>
    /// <param name="path">Path of a segment; the last part is its own name, which tells nothing.</param>
    public static string? VersionIn(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Split('/', '\\').SkipLast(1).LastOrDefault(IsVersion);
    }

    /// <summary>The frame's pixel for a place in the recorder's window: both axes by the height, cut off, as the reference has it.</summary>
    public static (int Left, int Top) ToFrame((double X, double Y) cursor, FrameSize size)
    {
        var scale = (double)size.Height / Lines;
        return ((int)(cursor.X * scale), (int)(cursor.Y * scale));
    }

    private static bool IsVersion(string folder)
    {
        var dot = folder.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && dot < folder.Length - 1 && folder.Where((_, i) => i != dot).All(char.IsAsciiDigit);
    }
}
