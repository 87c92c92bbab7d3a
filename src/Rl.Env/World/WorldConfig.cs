using Rl.Env.World.Animals;
using Rl.Env.World.Dynamics;
using Rl.Env.World.Generation;
using Rl.Env.World.Items;
using Rl.Env.World.Mining;
using Rl.Env.World.Physics;
using Rl.Env.World.Survival;

namespace Rl.Env.World;

/// <summary>
/// All settings of the embedded world. The defaults are the meadow's: an eternal forenoon without windows, animals or blocks that move, made
/// for felling trees. <see cref="Faithful"/> is Minecraft 1.16.5 as MineRL 1.0 runs it.
/// </summary>
public sealed record WorldConfig
{
    /// <summary>The whole game on ground at its true depths.</summary>
    public static WorldConfig Faithful { get; } = new()
    {
        Landscape = Landscape.Survival,
        Physics = new PhysicsConfig(),
        Survival = new SurvivalConfig(),
        Dynamics = new DynamicsConfig(),
        HasWindows = true,
        HasAnimals = true,
        FrozenDayTick = null,
    };

    /// <summary>The whole game where everything is near.</summary>
    public static WorldConfig Compact { get; } = Faithful with { Landscape = Landscape.Compact };

    /// <summary>The whole game on a plain without trees, ores and animals: for tests.</summary>
    public static WorldConfig Flat { get; } = Faithful with { Landscape = Landscape.Flat, HasAnimals = false };

    /// <summary>What lies under the player's feet.</summary>
    public Landscape Landscape { get; init; } = Landscape.Meadow;

    /// <summary>The shape of a meadow.</summary>
    public TerrainConfig Terrain { get; init; } = new();

    /// <summary>The shape of wild ground; null takes the landscape's own.</summary>
    public SurvivalTerrainConfig? Ground { get; init; }

    /// <summary>How the player moves.</summary>
    public PhysicsConfig Physics { get; init; } = PhysicsConfig.Meadow;

    /// <summary>How blocks are broken and placed.</summary>
    public MiningConfig Mining { get; init; } = new();

    /// <summary>How items lie about.</summary>
    public ItemEntityConfig Items { get; init; } = new();

    /// <summary>Health, hunger and breath.</summary>
    public SurvivalConfig Survival { get; init; } = SurvivalConfig.Meadow;

    /// <summary>How blocks move by themselves.</summary>
    public DynamicsConfig Dynamics { get; init; } = DynamicsConfig.Meadow;

    /// <summary>How animals live.</summary>
    public AnimalConfig Animals { get; init; } = new();

    /// <summary>True if the inventory, tables, furnaces and chests can be opened.</summary>
    public bool HasWindows { get; init; }

    /// <summary>True if animals roam.</summary>
    public bool HasAnimals { get; init; }

    /// <summary>True if an episode ends with the player's death; else he comes to life again at the start, without his things (V).</summary>
    public bool EndsAtDeath { get; init; }

    /// <summary>Time of day at which the sun stands still, 0 to 23999; null lets days pass, from sunrise on.</summary>
    public int? FrozenDayTick { get; init; } = MeadowDayTick;

    /// <summary>Blocks from the player to a table, furnace or chest beyond which its window closes. Mh</summary>
    public double WindowReach { get; init; } = 8;

    /// <summary>Vertical field of view at rest, in degrees. V</summary>
    public float FieldOfViewDegrees { get; init; } = 70f;

    /// <summary>What a sprint widens the field of view by. Mh</summary>
    public float SprintFieldOfView { get; init; } = 1.15f;

    /// <summary>What water before the eyes narrows the field of view to. Mh</summary>
    public float WaterFieldOfView { get; init; } = 60f / 70f;

    // The sun stands 40 degrees above the east.
    private const int MeadowDayTick = 1861;

    /// <summary>Checks that every figure can be played.</summary>
    public WorldConfig Validated()
    {
        _ = Terrain.Validated();
        _ = Ground?.Validated();
        _ = Dynamics.Validated();
        _ = Animals.Validated();
        _ = Physics.Validated();
        _ = Survival.Validated();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FieldOfViewDegrees);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FieldOfViewDegrees, 120f);
        ArgumentOutOfRangeException.ThrowIfNegative(Mining.Reach);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Mining.Reach, 16.0);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Mining.SwingTicks);
        ArgumentOutOfRangeException.ThrowIfNegative(FrozenDayTick ?? 0, nameof(FrozenDayTick));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(FrozenDayTick ?? 0, VoxelWorld.TicksPerDay, nameof(FrozenDayTick));
        return this;
    }

    /// <summary>Makes the ground that these settings describe.</summary>
    internal ITerrain CreateTerrain() => Landscape switch
    {
        Landscape.Meadow => new MeadowTerrain(Terrain),
        Landscape.Survival => new SurvivalTerrain(Ground ?? SurvivalTerrainConfig.Faithful),
        Landscape.Compact => new SurvivalTerrain(Ground ?? SurvivalTerrainConfig.Compact),
        _ => new FlatTerrain(),
    };
}
