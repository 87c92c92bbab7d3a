namespace Rl.Env.World.Windows;

/// <summary>The windows that can be open over the world.</summary>
public enum WindowKind : byte
{
    /// <summary>None: keys and mouse move the player.</summary>
    None,

    /// <summary>The player's own inventory, with a grid of 2 × 2.</summary>
    Player,

    /// <summary>A crafting table's grid of 3 × 3.</summary>
    CraftingTable,

    /// <summary>A furnace.</summary>
    Furnace,

    /// <summary>A chest of 27 slots.</summary>
    Chest,
}
