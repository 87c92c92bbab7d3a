namespace Rl.Env.World;

/// <summary>The kinds of ground that the embedded world can be made of.</summary>
public enum Landscape
{
    /// <summary>Endless meadows, woods, hills and lakes, by the seed.</summary>
    Meadow,

    /// <summary>A plain of grass without end, the same for every seed.</summary>
    Flat,
}
