using Rl.Env.World.Blocks;

namespace Rl.Env.World.Generation;

/// <summary>
/// The ground of a survival world; the defaults are <see cref="Faithful"/>. Lengths in blocks, marks of certainty as in
/// <see cref="LandFormConfig"/>.
/// </summary>
public sealed record SurvivalTerrainConfig
{
    /// <summary>Ground after Minecraft 1.16.5: its heights, ore counts, caves and distances.</summary>
    public static SurvivalTerrainConfig Faithful { get; } = new();

    /// <summary>
    /// The same ground with everything near: low, so that diamonds lie twenty blocks under the grass, ores many times denser, caves that
    /// open to the surface, small countries, trees everywhere. All figures are our own choice (D).
    /// </summary>
    public static SurvivalTerrainConfig Compact { get; } = new()
    {
        Land = new LandFormConfig
        {
            WaterTop = 30,
            BaseHeight = 34.4f,
            MinimumGround = 23,
            MaximumGround = 56,
            BasinAmplitude = 8f,
            BasinShift = 6,
            WetSwell = 4f,
            DrySwell = 2f,
            RippleAmplitude = 1.2f,
            HillHeight = 16f,
            CragAmplitude = 5f,
            ReliefShift = 7,
            RiverWidth = 0.07f,
            RiverDepth = 3.5f,
            RiverShift = 7,
            ClimateShift = 7,
            SnowLine = 47,
        },
        Veins =
        [
            new(BlockId.Dirt, Size: 33, PerChunk: 1, Low: 0, High: 48),
            new(BlockId.Gravel, Size: 33, PerChunk: 1, Low: 0, High: 48),
            new(BlockId.Granite, Size: 33, PerChunk: 1, Low: 0, High: 48),
            new(BlockId.Diorite, Size: 33, PerChunk: 1, Low: 0, High: 48),
            new(BlockId.Andesite, Size: 33, PerChunk: 1, Low: 0, High: 48),
            new(BlockId.CoalOre, Size: 17, PerChunk: 26, Low: 0, High: 48),
            new(BlockId.IronOre, Size: 9, PerChunk: 48, Low: 0, High: 38),
            new(BlockId.GoldOre, Size: 9, PerChunk: 3, Low: 0, High: 28),
            new(BlockId.RedstoneOre, Size: 8, PerChunk: 8, Low: 0, High: 16),
            new(BlockId.DiamondOre, Size: 8, PerChunk: 36, Low: 0, High: 16),
            new(BlockId.LapisOre, Size: 7, PerChunk: 2, Low: 0, High: 32, IsTriangular: true),
        ],
        Caves = new CaveConfig
        {
            Chance = 0.3f,
            Starts = 13,
            Floor = 14,
            Spread = 8,
            HeadRoom = 15,
            ChamberMaximum = 5f,
            Girth = 0.9f,
            Length = 80,
        },
        Ravines = new RavineConfig { Floor = 14, Spread = 10, Girth = 0.6f, Steepness = 2.5f, Length = 80 },
        Ponds = new PondConfig
        {
            SurfaceWaterChance = 0.06f,
            SurfaceLavaChance = 0.002f,
            BuriedWaterChance = 0.03f,
            BuriedLavaChance = 0.03f,
        },
        Vegetation = new VegetationConfig
        {
            Plains = new GrowthConfig { TreesPerChunk = 2f, BigOakShare = 0.1f, Grass = 0.15f, TallGrass = 0.01f, Flowers = 0.05f },
            Hills = new GrowthConfig { TreesPerChunk = 3f, SpruceShare = 0.66f, Grass = 0.04f },
        },
        SpawnTreeReach = 12,
    };

    /// <summary>Heights and climate.</summary>
    public LandFormConfig Land { get; init; } = new();

    /// <summary>Ores and pockets in the order in which they are laid; each takes natural stone alone (V sizes, counts, heights).</summary>
    public IReadOnlyList<VeinConfig> Veins { get; init; } =
    [
        new(BlockId.Dirt, Size: 33, PerChunk: 10, Low: 0, High: 256),
        new(BlockId.Gravel, Size: 33, PerChunk: 8, Low: 0, High: 256),
        new(BlockId.Granite, Size: 33, PerChunk: 10, Low: 0, High: 80),
        new(BlockId.Diorite, Size: 33, PerChunk: 10, Low: 0, High: 80),
        new(BlockId.Andesite, Size: 33, PerChunk: 10, Low: 0, High: 80),
        new(BlockId.CoalOre, Size: 17, PerChunk: 20, Low: 0, High: 128),
        new(BlockId.IronOre, Size: 9, PerChunk: 20, Low: 0, High: 64),
        new(BlockId.GoldOre, Size: 9, PerChunk: 2, Low: 0, High: 32),
        new(BlockId.RedstoneOre, Size: 8, PerChunk: 8, Low: 0, High: 16),
        new(BlockId.DiamondOre, Size: 8, PerChunk: 1, Low: 0, High: 16),
        new(BlockId.LapisOre, Size: 7, PerChunk: 1, Low: 0, High: 32, IsTriangular: true),
    ];

    /// <summary>Fewest single emerald ores tried per chunk, where it is hilly (V).</summary>
    public int MinimumEmeralds { get; init; } = 3;

    /// <summary>Most single emerald ores tried per chunk, where it is hilly (V).</summary>
    public int MaximumEmeralds { get; init; } = 8;

    /// <summary>Lowest y of emerald ore (V).</summary>
    public int LowestEmerald { get; init; } = 4;

    /// <summary>Highest y of emerald ore (V).</summary>
    public int HighestEmerald { get; init; } = 31;

    /// <summary>Tunnels and chambers.</summary>
    public CaveConfig Caves { get; init; } = new();

    /// <summary>Ravines.</summary>
    public RavineConfig Ravines { get; init; } = new();

    /// <summary>Small lakes of water and lava.</summary>
    public PondConfig Ponds { get; init; } = new();

    /// <summary>Trees and plants.</summary>
    public VegetationConfig Vegetation { get; init; } = new();

    /// <summary>Blocks from the start within which <see cref="SpawnTrees"/> trees stand (D).</summary>
    public int SpawnTreeReach { get; init; } = 25;

    /// <summary>Trees that an episode starts near (D).</summary>
    public int SpawnTrees { get; init; } = 3;

    /// <summary>Checks that every figure can be built.</summary>
    public SurvivalTerrainConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(MinimumEmeralds);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumEmeralds, MinimumEmeralds);
        ArgumentOutOfRangeException.ThrowIfLessThan(LowestEmerald, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(HighestEmerald, LowestEmerald);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(HighestEmerald, 127);
        ArgumentOutOfRangeException.ThrowIfLessThan(SpawnTreeReach, 8);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SpawnTreeReach, 40);
        ArgumentOutOfRangeException.ThrowIfNegative(SpawnTrees);
        foreach (var vein in Veins)
        {
            _ = vein.Validated();
        }

        return this with
        {
            Land = Land.Validated(),
            Caves = Caves.Validated(),
            Ravines = Ravines.Validated(),
            Ponds = Ponds.Validated(),
            Vegetation = Vegetation.Validated(),
        };
    }
}
