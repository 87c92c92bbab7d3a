namespace Rl.Env.World.Generation;

/// <summary>
/// Small lakes of water and lava, tried once a chunk and given up where they would run out. The chances are the original's tries, split by
/// where its draws of y land (Mm); at most one is tried in a chunk, and it stays inside it (D).
/// </summary>
public sealed record PondConfig
{
    /// <summary>Chance of water at the surface: half of the original's tries, since ours hold more often (D).</summary>
    public float SurfaceWaterChance { get; init; } = 0.1f;

    /// <summary>Chance of water underground (Mm).</summary>
    public float BuriedWaterChance { get; init; } = 0.06f;

    /// <summary>Chance of lava at the surface (Mm).</summary>
    public float SurfaceLavaChance { get; init; } = 0.005f;

    /// <summary>Chance of lava underground, at any height but most often deep (Mm).</summary>
    public float BuriedLavaChance { get; init; } = 0.07f;

    /// <summary>Checks that every figure can be built.</summary>
    public PondConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(SurfaceWaterChance);
        ArgumentOutOfRangeException.ThrowIfNegative(BuriedWaterChance);
        ArgumentOutOfRangeException.ThrowIfNegative(SurfaceLavaChance);
        ArgumentOutOfRangeException.ThrowIfNegative(BuriedLavaChance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            SurfaceWaterChance + BuriedWaterChance + SurfaceLavaChance + BuriedLavaChance, 1f);
        return this;
    }
}
