using Rl.Env.World.Blocks;

namespace Rl.Env.World.Volume;

/// <summary>Where a ray of sight ended.</summary>
/// <param name="X">The block hit, east.</param>
/// <param name="Y">The block hit, up.</param>
/// <param name="Z">The block hit, south.</param>
/// <param name="Block">What stands there.</param>
/// <param name="Face">The face through which the ray entered; the one it faces most if the ray began inside the block.</param>
/// <param name="Distance">Blocks from the ray's origin to the hit face, 0 if the ray began inside the block.</param>
public readonly record struct VoxelHit(int X, int Y, int Z, BlockId Block, BlockFace Face, double Distance);
