using Rl.Env.World;

namespace Rl.Env;

/// <summary>The environments that can be made by name.</summary>
public static class EnvironmentCatalog
{
    /// <summary>The names that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["survival", "compact", "meadow", "flat"];

    /// <summary>Makes an environment that answers with frames of one size.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="size">Size of the frames.</param>
    public static IEnvironment Create(string name, FrameSize size) => name switch
    {
        "survival" => new VoxelWorld(size, WorldConfig.Faithful),
        "compact" => new VoxelWorld(size, WorldConfig.Compact),
        "meadow" => new VoxelWorld(size),
        "flat" => new VoxelWorld(size, WorldConfig.Flat),
        _ => throw new ArgumentException($"There is no environment '{name}'. Known ones: {string.Join(", ", Names)}.", nameof(name)),
    };
}
