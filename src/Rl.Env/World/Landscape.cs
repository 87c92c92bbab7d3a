namespace Rl.Env.World;

/// <summary>The kinds of ground that the embedded world can be made of.</summary>
public enum Landscape
{
    /// <summary>Endless meadows, woods, hills and lakes, by the seed.</summary>
    Meadow,

    /// <summary>A plain of grass without end, the same for every seed.</summary>
    Flat,

    /// <summary>Ground after Minecraft 1.16.5: countries, rivers, caves, lava and ores at their true depths, by the seed.</summary>
    Survival,

    /// <summary>The same with everything near: low ground, dense ores, caves that open to the surface, by the seed.</summary>
    Compact,
}
