namespace Rl.Env;

/// <summary>Pixels of a frame.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct FrameSize(int Height, int Width)
{
    /// <summary>Bytes of one RGB frame of this size.</summary>
    public int ByteCount => Height * Width * 3;

    /// <summary>A square frame, as the policies take them.</summary>
    public static FrameSize Square(int pixels) => new(pixels, pixels);

    /// <summary>The size MineRL renders at: 640 × 360.</summary>
    public static FrameSize Native => new(360, 640);

    /// <inheritdoc />
    public override string ToString() => $"{Width}x{Height}";
}
