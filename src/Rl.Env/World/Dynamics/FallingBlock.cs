using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;

namespace Rl.Env.World.Dynamics;

/// <summary>A block on its way down.</summary>
internal struct FallingBlock
{
    public Body Body;
    public BlockId Block;

    /// <summary>True if the player had placed it.</summary>
    public bool WasOwned;
}
