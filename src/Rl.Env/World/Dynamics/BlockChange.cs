using Rl.Env.World.Blocks;

namespace Rl.Env.World.Dynamics;

/// <summary>One thing that blocks did by themselves, for the world to carry out.</summary>
/// <param name="X">The cell, east.</param>
/// <param name="Y">The cell, up.</param>
/// <param name="Z">The cell, south.</param>
/// <param name="Block">What stands there from now on; what already does if the cell stays as it is.</param>
/// <param name="Dropped">The block that comes to lie there as items; <see cref="BlockId.Air"/> if none does.</param>
/// <param name="WasOwned">True if what stands or lies there now fell from a place where the player had put it.</param>
internal readonly record struct BlockChange(
    int X, int Y, int Z, BlockId Block, BlockId Dropped = BlockId.Air, bool WasOwned = false);
