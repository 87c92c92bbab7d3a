namespace Rl.Env.World.Generation;

/// <summary>Where an episode starts.</summary>
/// <param name="X">Column east.</param>
/// <param name="GroundY">The block under the feet.</param>
/// <param name="Z">Column south.</param>
internal readonly record struct SpawnPoint(int X, int GroundY, int Z);
