namespace Rl.Env.World.Rendering;

/// <summary>
/// Sine and cosine of degrees from additions and multiplications alone, so that frames do not depend on a machine's mathematics library.
/// </summary>
internal static class DegreeTrigonometry
{
    /// <summary>Exact to about 1e-15.</summary>
    public static (double Sine, double Cosine) SinCos(double degrees)
    {
        var quarter = Math.Round(degrees / 90);
        var radians = (degrees - (quarter * 90)) * (Math.PI / 180);
        var square = radians * radians;
        var (sine, cosine) = (0.0, 0.0);
        for (var n = 9; n >= 1; n--)
        {
            sine = (1 - sine) * square / (2 * n * ((2 * n) + 1));
            cosine = (1 - cosine) * square / (2 * n * ((2 * n) - 1));
        }

        sine = radians * (1 - sine);
        cosine = 1 - cosine;
        return ((int)(long)quarter & 3) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }
}
