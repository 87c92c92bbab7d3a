using Rl.Env.World.Volume;

namespace Rl.Env.World.Generation;

/// <summary>Ground of one kind: endless, and a pure function of its seed. Not thread-safe: one world owns one terrain.</summary>
internal interface ITerrain : IChunkSource
{
    /// <summary>Becomes the ground of another seed, without allocating.</summary>
    void Reseed(long seed);

    /// <summary>Where an episode of this seed starts.</summary>
    SpawnPoint FindSpawn();

    /// <summary>y of the topmost block of the ground itself at a column; plants, trees and water may stand above it.</summary>
    int GroundAt(int x, int z);

    /// <summary>The country that a column belongs to.</summary>
    Biome BiomeAt(int x, int z);
}
