namespace Rl.Env.World.Rendering;

/// <summary>
/// What the time of day does to the sun and to the light of the sky, after Minecraft 1.16.5 in clear weather (Mh). Plain arithmetic, so it
/// may become state. A day has <see cref="TicksPerDay"/> ticks: 0 is sunrise, 6000 noon, 18000 midnight.
/// </summary>
internal static class Daylight
{
    /// <summary>Ticks of a day.</summary>
    public const int TicksPerDay = 24000;

    /// <summary>Direction towards the sun, which rises in the east, passes overhead and sets in the west: a unit vector.</summary>
    public static (double East, double Up) SunDirection(int dayTick)
    {
        // Noon is a turn of 0; the second term keeps the sun a little longer at the height of day and night.
        var share = ((double)dayTick / TicksPerDay) - 0.25;
        share -= Math.Floor(share);
        var (_, halfTurn) = DegreeTrigonometry.SinCos(180 * share);
        var turn = share + ((0.5 - (halfTurn / 2) - share) / 3);
        var (sine, cosine) = DegreeTrigonometry.SinCos(360 * turn);
        return (-sine, cosine);
    }

    /// <summary>What is left of the sky's light for the eye: 1 by day, 0.2 by night.</summary>
    public static double SunFactor(int dayTick) => 0.2 + (0.8 * Math.Clamp((2 * SunDirection(dayTick).Up) + 0.2, 0, 1));

    /// <summary>Levels, 0 to 11, that are taken from sky light where light decides what may spawn or burn.</summary>
    public static int SkyLightReduction(int dayTick) =>
        (int)(11 * (1 - (0.5 + (2 * Math.Clamp(SunDirection(dayTick).Up, -0.25, 0.25)))));
}
