namespace Rl.Env.World.Generation;

/// <summary>
/// The lie of the land of a survival world; the defaults imitate Minecraft 1.16.5. Heights are y or blocks. A shift is the base-2 logarithm
/// of a noise's lattice spacing in blocks; noises lie mostly within ±0.7. Each figure carries its mark of certainty: V read in a source,
/// D our own choice or measurement, Mh, Mm and Ml remembered with high, middle and low confidence.
/// </summary>
public sealed record LandFormConfig
{
    /// <summary>y of the topmost water block: sea level 63 less one (V).</summary>
    public int WaterTop { get; init; } = 62;

    /// <summary>Mean y of the ground off the hills (Mm).</summary>
    public float BaseHeight { get; init; } = 67.4f;

    /// <summary>Lowest y of the ground, the beds of lakes (D).</summary>
    public int MinimumGround { get; init; } = 48;

    /// <summary>Highest y of the ground (D); the original's mountains go on to 110 and more (Mm).</summary>
    public int MaximumGround { get; init; } = 107;

    /// <summary>Blocks of the broad rise and fall that makes lakes (D).</summary>
    public float BasinAmplitude { get; init; } = 13f;

    /// <summary>Lattice spacing of the basins, as a shift (D).</summary>
    public int BasinShift { get; init; } = 7;

    /// <summary>Blocks of the middle rise and fall in wet country: forests are at 62 to 78 (Mm).</summary>
    public float WetSwell { get; init; } = 9f;

    /// <summary>Blocks of the middle rise and fall in dry country: plains are at 63 to 70 (Mm).</summary>
    public float DrySwell { get; init; } = 3f;

    /// <summary>Blocks of the small unevenness (D).</summary>
    public float RippleAmplitude { get; init; } = 1.6f;

    /// <summary>Relief, a noise, from which the ground begins to rise to a hill (D).</summary>
    public float HillStart { get; init; } = 0.15f;

    /// <summary>Relief over which a hill rises from foot to top (D).</summary>
    public float HillRise { get; init; } = 0.32f;

    /// <summary>Blocks from a hill's foot to its top; hills reach y 90, mountains more (Mm).</summary>
    public float HillHeight { get; init; } = 33f;

    /// <summary>Blocks of the ruggedness on a hill (D).</summary>
    public float CragAmplitude { get; init; } = 9f;

    /// <summary>Lattice spacing of the relief, as a shift (D).</summary>
    public int ReliefShift { get; init; } = 8;

    /// <summary>Noise within which a river has its valley (D).</summary>
    public float RiverWidth { get; init; } = 0.055f;

    /// <summary>Blocks from the water's top to the middle of a river's bed (Mm).</summary>
    public float RiverDepth { get; init; } = 5f;

    /// <summary>Lattice spacing of the rivers, as a shift (D).</summary>
    public int RiverShift { get; init; } = 8;

    /// <summary>Lattice spacing of temperature and humidity, as a shift; the original's biomes are some 250 blocks wide (Mm).</summary>
    public int ClimateShift { get; init; } = 8;

    /// <summary>Temperature, a noise, above which lies desert (D).</summary>
    public float HotStart { get; init; } = 0.27f;

    /// <summary>Temperature, a noise, below which lies taiga (D).</summary>
    public float ColdStart { get; init; } = -0.22f;

    /// <summary>Humidity, a noise, above which lies forest; below it are plains (D).</summary>
    public float WetStart { get; init; } = -0.06f;

    /// <summary>Humidity, a noise, above which birches are alone (D).</summary>
    public float BirchStart { get; init; } = 0.3f;

    /// <summary>y from which snow lies, give or take 3 (Mm: 90 to 95 in mountains).</summary>
    public int SnowLine { get; init; } = 94;

    /// <summary>Checks that every figure can be built.</summary>
    public LandFormConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumGround, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumGround, 108);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MaximumGround, MinimumGround);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(WaterTop, MinimumGround);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(WaterTop, MaximumGround);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(HillRise);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(RiverWidth);
        foreach (var shift in (ReadOnlySpan<int>)[BasinShift, ReliefShift, RiverShift, ClimateShift])
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(shift, 5);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(shift, 12);
        }

        return this;
    }
}
