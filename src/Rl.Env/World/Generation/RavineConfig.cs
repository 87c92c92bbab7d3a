namespace Rl.Env.World.Generation;

/// <summary>
/// Deep narrow clefts; the defaults are Minecraft 1.16.5. Lengths in blocks, marks of certainty as in <see cref="LandFormConfig"/>.
/// </summary>
public sealed record RavineConfig
{
    /// <summary>Chance that a chunk starts one (Mh).</summary>
    public float Chance { get; init; } = 1f / 50f;

    /// <summary>Lowest y of its middle (Mh).</summary>
    public int Floor { get; init; } = 20;

    /// <summary>The middle's height above <see cref="Floor"/> is drawn below 8 plus a draw below this (Mh).</summary>
    public int Spread { get; init; } = 40;

    /// <summary>Factor on its width; 1 gives radii from 1.5 to 7.5 (Mh).</summary>
    public float Girth { get; init; } = 1f;

    /// <summary>How many times higher than wide it is (Mh).</summary>
    public float Steepness { get; init; } = 3f;

    /// <summary>Longest ravine; the shortest is three quarters of it (Mh).</summary>
    public int Length { get; init; } = 112;

    /// <summary>Checks that every figure can be built.</summary>
    public RavineConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Chance);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Chance, 1f);
        ArgumentOutOfRangeException.ThrowIfNegative(Floor);
        ArgumentOutOfRangeException.ThrowIfLessThan(Spread, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Floor + Spread + 8, 128);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Girth, 1.25f);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Steepness, 4f);
        ArgumentOutOfRangeException.ThrowIfLessThan(Length, 64);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Length, 112);
        return this;
    }
}
