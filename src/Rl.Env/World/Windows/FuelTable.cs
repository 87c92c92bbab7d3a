using Rl.Env.World.Blocks;

namespace Rl.Env.World.Windows;

/// <summary>
/// How long each item burns in a furnace of Minecraft 1.16.5, in ticks: coal, planks, tools, slabs, coal blocks and lava were read in a
/// source (V), what grows, boats, bows and the rest are from memory (Mh).
/// </summary>
internal static class FuelTable
{
    private static readonly int[] Ticks = Fill();

    /// <summary>Ticks for which one unit burns; 0 if it does not.</summary>
    public static int BurnTicks(ItemId item) => Ticks[(int)item];

    /// <summary>True if an item burns.</summary>
    public static bool IsFuel(ItemId item) => Ticks[(int)item] > 0;

    /// <summary>What stays in the fuel slot when the last unit is burnt.</summary>
    public static ItemStack Remainder(ItemId item) => item == ItemId.LavaBucket ? new ItemStack(ItemId.Bucket, 1) : ItemStack.Empty;

    private static int[] Fill()
    {
        var ticks = new int[ItemTable.Count];
        Set(ticks, 20000, ItemId.LavaBucket);
        Set(ticks, 16000, ItemId.CoalBlock);
        Set(ticks, 1600, ItemId.Coal, ItemId.Charcoal);
        Set(ticks, 300, ItemId.CraftingTable, ItemId.Chest, ItemId.Ladder, ItemId.Bow);
        Set(ticks, 200, ItemId.WoodenPickaxe, ItemId.WoodenAxe, ItemId.WoodenShovel, ItemId.WoodenSword, ItemId.WoodenHoe);
        Set(ticks, 100, ItemId.Stick, ItemId.Bowl, ItemId.WhiteWool);
        foreach (var species in WoodSpecies.All)
        {
            Set(ticks, 1200, species.Boat);
            Set(ticks, 300, species.Log, species.Bark, species.Planks);
            Set(ticks, 300, species.Fence, species.Stairs, species.Trapdoor, species.PressurePlate);
            Set(ticks, 200, species.Door, species.Sign);
            Set(ticks, 150, species.Slab);
            Set(ticks, 100, species.Sapling, species.Button);
        }

        return ticks;
    }

    private static void Set(int[] ticks, int value, params ReadOnlySpan<ItemId> items)
    {
        foreach (var item in items)
        {
            ticks[(int)item] = value;
        }
    }
}
