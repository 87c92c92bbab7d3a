namespace Rl.Env.World.Generation;

/// <summary>
/// What grows in one kind of country. A share of columns counts those whose ground would carry the plant; marks of certainty as in
/// <see cref="LandFormConfig"/>.
/// </summary>
public sealed record GrowthConfig
{
    /// <summary>Trees per chunk, at most 16; in deserts, cacti.</summary>
    public float TreesPerChunk { get; init; }

    /// <summary>Share of birches among the trees.</summary>
    public float BirchShare { get; init; }

    /// <summary>Share of spruces among the trees.</summary>
    public float SpruceShare { get; init; }

    /// <summary>Share of big oaks among the trees; all others are oaks.</summary>
    public float BigOakShare { get; init; }

    /// <summary>Share of columns with grass, the plant (Mm).</summary>
    public float Grass { get; init; }

    /// <summary>Share of columns with fern (Mm).</summary>
    public float Fern { get; init; }

    /// <summary>Share of columns with tall grass (Mm).</summary>
    public float TallGrass { get; init; }

    /// <summary>Share of columns with a flower, in patches of flowers, which cover a quarter of the country (Mm).</summary>
    public float Flowers { get; init; }

    /// <summary>Share of columns with a mushroom (Mm).</summary>
    public float Mushrooms { get; init; }

    /// <summary>Share of columns with a dead bush (Mm).</summary>
    public float DeadBushes { get; init; }

    /// <summary>Checks that every figure can be built.</summary>
    public GrowthConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(TreesPerChunk);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(TreesPerChunk, 16f);
        ArgumentOutOfRangeException.ThrowIfNegative(Math.Min(BirchShare, Math.Min(SpruceShare, BigOakShare)));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BirchShare + SpruceShare + BigOakShare, 1.0001f);
        ArgumentOutOfRangeException.ThrowIfNegative(Math.Min(Math.Min(Grass, Fern), Math.Min(TallGrass, Flowers)));
        ArgumentOutOfRangeException.ThrowIfNegative(Math.Min(Mushrooms, DeadBushes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Grass + Fern + TallGrass + Flowers + Mushrooms + DeadBushes, 1f);
        return this;
    }
}
