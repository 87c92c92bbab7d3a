using Rl.Env.World.Blocks;

namespace Rl.Env.World.Windows;

/// <summary>What a furnace of Minecraft 1.16.5 makes of each item (Mh).</summary>
internal static class SmeltingTable
{
    private static readonly ItemId[] Products = Fill();

    /// <summary>What one unit becomes; <see cref="ItemId.None"/> if it cannot be smelted.</summary>
    public static ItemId ProductOf(ItemId item) => Products[(int)item];

    /// <summary>True if a furnace makes something of an item.</summary>
    public static bool IsSmeltable(ItemId item) => Products[(int)item] != ItemId.None;

    private static ItemId[] Fill()
    {
        var products = new ItemId[ItemTable.Count];
        products[(int)ItemId.IronOre] = ItemId.IronIngot;
        products[(int)ItemId.GoldOre] = ItemId.GoldIngot;
        products[(int)ItemId.Cobblestone] = ItemId.Stone;
        products[(int)ItemId.Sand] = ItemId.Glass;
        products[(int)ItemId.ClayBall] = ItemId.Brick;
        products[(int)ItemId.Cactus] = ItemId.GreenDye;
        products[(int)ItemId.Porkchop] = ItemId.CookedPorkchop;
        products[(int)ItemId.Beef] = ItemId.CookedBeef;
        products[(int)ItemId.Chicken] = ItemId.CookedChicken;
        products[(int)ItemId.Mutton] = ItemId.CookedMutton;
        foreach (var species in WoodSpecies.All)
        {
            products[(int)species.Log] = ItemId.Charcoal;
            products[(int)species.Bark] = ItemId.Charcoal;
        }

        return products;
    }
}
