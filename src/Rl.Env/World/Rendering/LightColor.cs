namespace Rl.Env.World.Rendering;

/// <summary>What light makes of colours: factors from 0 to 1.</summary>
/// <param name="Red">Factor of red.</param>
/// <param name="Green">Factor of green.</param>
/// <param name="Blue">Factor of blue.</param>
internal readonly record struct LightColor(double Red, double Green, double Blue)
{
    /// <summary>A colour R | G &lt;&lt; 8 | B &lt;&lt; 16 | A &lt;&lt; 24 under this light, opacity kept.</summary>
    public uint ApplyTo(uint color) =>
        (uint)((color & 255) * Red)
        | ((uint)(((color >> 8) & 255) * Green) << 8)
        | ((uint)(((color >> 16) & 255) * Blue) << 16)
        | (color & 0xFF000000);
}
