using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;

namespace Rl.Env.World.Items;

/// <summary>A stack lying about.</summary>
internal struct ItemEntity
{
    public Body Body;
    public ItemStack Stack;

    /// <summary>True if its units were the player's before; picking them up again is no gain.</summary>
    public bool WasOwned;
    public int AgeTicks;
    public int PickupDelay;
}
