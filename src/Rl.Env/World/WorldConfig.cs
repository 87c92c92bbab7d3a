using Rl.Env.World.Generation;
using Rl.Env.World.Items;
using Rl.Env.World.Mining;
using Rl.Env.World.Physics;
using Rl.Env.World.Survival;

namespace Rl.Env.World;

/// <summary>All settings of the embedded world; the defaults are Minecraft 1.16.5 as MineRL 1.0 runs it.</summary>
public sealed record WorldConfig
{
    /// <summary>What lies under the player's feet.</summary>
    public Landscape Landscape { get; init; } = Landscape.Meadow;

    /// <summary>The shape of a meadow.</summary>
    public TerrainConfig Terrain { get; init; } = new();

    /// <summary>How the player moves.</summary>
    public PhysicsConfig Physics { get; init; } = PhysicsConfig.Meadow;

    /// <summary>How blocks are broken and placed.</summary>
    public MiningConfig Mining { get; init; } = new();

    /// <summary>How items lie about.</summary>
    public ItemEntityConfig Items { get; init; } = new();

    /// <summary>Health, hunger and breath.</summary>
    public SurvivalConfig Survival { get; init; } = SurvivalConfig.Meadow;

    /// <summary>Vertical field of view at rest, in degrees.</summary>
    public float FieldOfViewDegrees { get; init; } = 70f;

    /// <summary>What a sprint widens the field of view by.</summary>
    public float SprintFieldOfView { get; init; } = 1.15f;

    /// <summary>What water before the eyes narrows the field of view to.</summary>
    public float WaterFieldOfView { get; init; } = 60f / 70f;

    /// <summary>Checks that every figure can be played.</summary>
    public WorldConfig Validated()
    {
        _ = Terrain.Validated();
        _ = Physics.Validated();
        _ = Survival.Validated();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(FieldOfViewDegrees);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FieldOfViewDegrees, 120f);
        ArgumentOutOfRangeException.ThrowIfNegative(Mining.Reach);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Mining.Reach, 16.0);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Mining.SwingTicks);
        return this;
    }
}
