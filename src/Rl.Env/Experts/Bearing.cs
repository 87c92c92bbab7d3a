namespace Rl.Env.Experts;

/// <summary>Angles of directions, by + − × ÷ and the square root alone, so that an expert plays the same on every machine.</summary>
internal static class Bearing
{
    /// <summary>Heading in degrees in which a horizontal offset lies: 0 is +Z, 90 is −X.</summary>
    public static double Yaw(double dx, double dz) => ArcTangent(-dx, dz);

    /// <summary>Pitch in degrees under which an offset is seen, positive below the eye.</summary>
    public static double Pitch(double dy, double horizontal) => ArcTangent(-dy, horizontal);

    /// <summary>An angle brought into [−180, 180).</summary>
    public static double Wrap(double degrees) => degrees - (360 * Math.Floor((degrees + 180) / 360));

    private static double ArcTangent(double y, double x)
    {
        var (ay, ax) = (Math.Abs(y), Math.Abs(x));
        if (ay == 0 && ax == 0)
        {
            return 0;
        }

        var ratio = Math.Min(ay, ax) / Math.Max(ay, ax);
        var square = ratio * ratio;

        // Abramowitz and Stegun 4.4.47, good to 0.001 degrees.
        var radians = ratio * (0.9998660 + (square * (-0.3302995 + (square * (0.1801410 + (square * (-0.0851330 + (square * 0.0208351))))))));
        var degrees = radians * 57.29577951308232;
        degrees = ay > ax ? 90 - degrees : degrees;
        degrees = x < 0 ? 180 - degrees : degrees;
        return y < 0 ? -degrees : degrees;
    }
}
