using Rl.Env.Bridge;
using Rl.Env.World;

namespace Rl.Env;

/// <summary>The environments that can be made by name.</summary>
public static class EnvironmentCatalog
{
    /// <summary>The embedded worlds.</summary>
    public static IReadOnlyList<string> Worlds { get; } = ["survival", "compact", "meadow", "flat"];

    /// <summary>Games behind the bridge, by the names of its server.</summary>
    public static IReadOnlyList<string> Games { get; } = ["luanti", "malmo", "minerl", "gymnasium", "fake"];

    /// <summary>The names that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Worlds, .. Games];

    /// <summary>Makes an environment that answers with frames of one size.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="size">Size of the frames.</param>
    /// <param name="bridge">How games are started or reached; null starts them here, as they come.</param>
    public static IEnvironment Create(string name, FrameSize size, BridgeConfig? bridge = null) => name switch
    {
        "survival" => new VoxelWorld(size, WorldConfig.Faithful),
        "compact" => new VoxelWorld(size, WorldConfig.Compact),
        "meadow" => new VoxelWorld(size),
        "flat" => new VoxelWorld(size, WorldConfig.Flat),
        _ when Games.Contains(name) => new BridgeEnvironment(size, (bridge ?? new BridgeConfig()) with { Game = name }, TimeProvider.System),
        _ => throw new ArgumentException($"There is no environment '{name}'. Known ones: {string.Join(", ", Names)}.", nameof(name)),
    };
}
