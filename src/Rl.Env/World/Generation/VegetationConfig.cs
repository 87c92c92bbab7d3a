namespace Rl.Env.World.Generation;

/// <summary>
/// What grows in each kind of country; the defaults imitate Minecraft 1.16.5. Marks of certainty as in <see cref="LandFormConfig"/>.
/// </summary>
public sealed record VegetationConfig
{
    /// <summary>Plains: 0.05 trees per chunk, a third of them big (Mh), much grass (Mm).</summary>
    public GrowthConfig Plains { get; init; } =
        new() { TreesPerChunk = 0.05f, BigOakShare = 0.33f, Grass = 0.2f, TallGrass = 0.015f, Flowers = 0.05f };

    /// <summary>Forest: 10 trees per chunk and one more in a tenth of them, 20 % birch, 10 % big oak (Mh).</summary>
    public GrowthConfig Forest { get; init; } =
        new() { TreesPerChunk = 10.1f, BirchShare = 0.2f, BigOakShare = 0.1f, Grass = 0.08f, Flowers = 0.03f, Mushrooms = 0.002f };

    /// <summary>Birch forest: as many trees as forest, all birches (Mh).</summary>
    public GrowthConfig BirchForest { get; init; } =
        new() { TreesPerChunk = 10.1f, BirchShare = 1f, Grass = 0.08f, Flowers = 0.04f, Mushrooms = 0.002f };

    /// <summary>Taiga: as many trees as forest, all spruces (Mh).</summary>
    public GrowthConfig Taiga { get; init; } =
        new() { TreesPerChunk = 10.1f, SpruceShare = 1f, Grass = 0.03f, Fern = 0.1f, TallGrass = 0.004f, Mushrooms = 0.004f };

    /// <summary>Hills: hardly a tree (Mh), two thirds of them spruces (Mm).</summary>
    public GrowthConfig Hills { get; init; } =
        new() { TreesPerChunk = 0.5f, SpruceShare = 0.66f, BigOakShare = 0.04f, Grass = 0.04f };

    /// <summary>Desert: a few cacti per chunk in patches of ten tries (Mm).</summary>
    public GrowthConfig Desert { get; init; } = new() { TreesPerChunk = 0.9f, DeadBushes = 0.006f };

    /// <summary>Chance per chunk of a patch of pumpkins: 1 in 32 tries (Mm).</summary>
    public float PumpkinChance { get; init; } = 1f / 32f;

    /// <summary>Share of banks level with the water on which sugar cane stands (D).</summary>
    public float SugarCaneShare { get; init; } = 0.12f;

    /// <summary>Checks that every figure can be built.</summary>
    public VegetationConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(PumpkinChance);
        ArgumentOutOfRangeException.ThrowIfNegative(SugarCaneShare);
        return this with
        {
            Plains = Plains.Validated(),
            Forest = Forest.Validated(),
            BirchForest = BirchForest.Validated(),
            Taiga = Taiga.Validated(),
            Hills = Hills.Validated(),
            Desert = Desert.Validated(),
        };
    }
}
