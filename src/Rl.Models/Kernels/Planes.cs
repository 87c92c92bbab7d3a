namespace Rl.Models.Kernels;

/// <summary>How the channels of one image lie in memory: plane after plane, row after row, with or without a border of zeros around each.</summary>
/// <remarks>
/// With a border a convolution reads its neighbours without asking where the image ends. A row is then followed by as many zeros as there are lanes: the
/// first is its right border, the last the next row's left one, and every row begins aligned.
/// </remarks>
internal readonly record struct Planes(int Channels, int Height, int Width, int Border)
{
    /// <summary>Planes without borders.</summary>
    public static Planes Dense(int channels, int height, int width) => new(channels, height, width, 0);

    /// <summary>Numbers from one row to the next.</summary>
    public int Row => Width + Border;

    /// <summary>Numbers from one channel to the next.</summary>
    public int Plane => Border == 0 ? Height * Width : ((Height + 2) * Row) + Border;

    /// <summary>Where the first pixel of the first channel lies.</summary>
    public int Start => Border == 0 ? 0 : Row + Border;

    /// <summary>Numbers of all channels.</summary>
    public int Size => Channels * Plane;

    /// <summary>How many numbers go at once: 16 where the processor has them and a row can be cut so, else 8.</summary>
    public static int LanesOf(int width) => width % Lanes16.Count == 0 && System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? Lanes16.Count : Lanes8.Count;
}
