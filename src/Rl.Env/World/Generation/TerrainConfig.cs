namespace Rl.Env.World.Generation;

/// <summary>The shape of a meadow world. Heights and lengths are in blocks.</summary>
public sealed record TerrainConfig
{
    /// <summary>y of the topmost water block.</summary>
    public int WaterTop { get; init; } = 62;

    /// <summary>Mean height of the ground.</summary>
    public float BaseHeight { get; init; } = 67.5f;

    /// <summary>Amplitude of the widest rise and fall, which makes lakes and plateaus.</summary>
    public float BroadAmplitude { get; init; } = 17f;

    /// <summary>Amplitude of the middle rise and fall.</summary>
    public float MiddleAmplitude { get; init; } = 5f;

    /// <summary>Amplitude of the small unevenness.</summary>
    public float FineAmplitude { get; init; } = 1.5f;

    /// <summary>Height of a hill's top above its foot.</summary>
    public float HillHeight { get; init; } = 44f;

    /// <summary>Chance of a tree in a 4 × 4 cell in the middle of a wood.</summary>
    public float WoodlandDensity { get; init; } = 0.38f;

    /// <summary>Chance of a tree in a 4 × 4 cell in a clearing.</summary>
    public float ClearingDensity { get; init; } = 0.04f;

    /// <summary>Share of birches among the trees.</summary>
    public float BirchShare { get; init; } = 0.25f;

    /// <summary>Checks that every figure can be built.</summary>
    public TerrainConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(WaterTop, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WaterTop, 96);
        ArgumentOutOfRangeException.ThrowIfLessThan(BaseHeight, 16f);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BaseHeight, 100f);
        ArgumentOutOfRangeException.ThrowIfNegative(WoodlandDensity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WoodlandDensity, 1f);
        ArgumentOutOfRangeException.ThrowIfNegative(ClearingDensity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ClearingDensity, 1f);
        ArgumentOutOfRangeException.ThrowIfNegative(BirchShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BirchShare, 1f);
        return this;
    }
}
