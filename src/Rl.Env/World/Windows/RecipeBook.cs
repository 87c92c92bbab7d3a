using Rl.Env.World.Blocks;

namespace Rl.Env.World.Windows;

/// <summary>
/// Every recipe of Minecraft 1.16.5 whose items exist here. Patterns were read in a source (V); that some of them take mixed planks, that
/// all may be mirrored, and that two worn tools mend into one are from memory (Mh).
/// </summary>
internal static class RecipeBook
{
    /// <summary>What mending adds to the uses that two tools have left, in hundredths of a new tool's (Mh).</summary>
    private const int MendingBonusPercent = 5;

    private static readonly RecipeTable Table = Write();

    /// <summary>Finds what a grid makes; allocates nothing.</summary>
    /// <param name="grid"><c>[row, column]</c>, <paramref name="width"/> squared.</param>
    /// <param name="width">2 or 3.</param>
    /// <param name="result">What one unit out of each occupied cell makes; empty if nothing.</param>
    public static bool TryMatch(ReadOnlySpan<ItemStack> grid, int width, out ItemStack result) =>
        Table.TryMatch(grid, width, out result) || TryMend(grid, out result);

    /// <summary>
    /// True if a recipe only gives back what its maker had: a block taken apart, or a tool mended out of two. To count that as gained would
    /// count a unit twice.
    /// </summary>
    public static bool GivesBack(ReadOnlySpan<ItemStack> grid, ItemId result)
    {
        foreach (var cell in grid)
        {
            if (!cell.IsEmpty && (cell.Item == result || cell.Item is ItemId.IronBlock or ItemId.CoalBlock))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Two tools of a kind and nothing else make one that has the uses left of both, and a twentieth of a new one's (Mh).
    /// </summary>
    private static bool TryMend(ReadOnlySpan<ItemStack> grid, out ItemStack result)
    {
        var (tool, count, left) = (ItemId.None, 0, 0);
        foreach (var cell in grid)
        {
            if (cell.IsEmpty)
            {
                continue;
            }

            var cellUses = ItemTable.Of(cell.Item).Uses;
            if (cellUses == 0 || (count > 0 && cell.Item != tool))
            {
                result = ItemStack.Empty;
                return false;
            }

            tool = cell.Item;
            left += cellUses - cell.Damage;
            count++;
        }

        if (count != 2)
        {
            result = ItemStack.Empty;
            return false;
        }

        var uses = ItemTable.Of(tool).Uses;
        result = new ItemStack(tool, 1, Math.Max(0, uses - left - (uses * MendingBonusPercent / 100)));
        return true;
    }

    private static RecipeTable Write()
    {
        var table = new RecipeTable();
        foreach (var species in WoodSpecies.All)
        {
            AddWood(table, species);
        }

        AddWooden(table);
        AddStone(table);
        AddMetal(table);
        AddSoft(table);
        AddTools(table);
        AddArmor(table);
        return table;
    }

    /// <summary>What takes the wood of one kind of tree.</summary>
    private static void AddWood(RecipeTable table, WoodSpecies species)
    {
        var planks = species.Planks;
        table.Add(new ItemStack(planks, 4), "X", species.Log);
        table.Add(new ItemStack(planks, 4), "X", species.Bark);
        table.Add(new ItemStack(species.Bark, 3), "XX/XX", species.Log);
        table.Add(new ItemStack(species.Slab, 6), "XXX", planks);
        table.Add(new ItemStack(species.Stairs, 4), "X  /XX /XXX", planks);
        table.Add(new ItemStack(species.Door, 3), "XX/XX/XX", planks);
        table.Add(new ItemStack(species.Trapdoor, 2), "XXX/XXX", planks);
        table.Add(new ItemStack(species.Fence, 3), "XSX/XSX", planks);
        table.Add(new ItemStack(species.Sign, 3), "XXX/XXX/ S ", planks);
        table.Add(new ItemStack(species.Boat, 1), "X X/XXX", planks);
        table.Add(new ItemStack(species.Button, 1), "X", planks);
        table.Add(new ItemStack(species.PressurePlate, 1), "XX", planks);
    }

    /// <summary>What takes planks of any kind, mixed or not.</summary>
    private static void AddWooden(RecipeTable table)
    {
        table.Add(new ItemStack(ItemId.Stick, 4), "P/P");
        table.Add(new ItemStack(ItemId.CraftingTable, 1), "PP/PP");
        table.Add(new ItemStack(ItemId.Chest, 1), "PPP/P P/PPP");
        table.Add(new ItemStack(ItemId.Bowl, 4), "P P/ P ");
        table.Add(new ItemStack(ItemId.Ladder, 3), "S S/SSS/S S");
        table.Add(new ItemStack(ItemId.Torch, 4), "X/S", ItemId.Coal);
        table.Add(new ItemStack(ItemId.Torch, 4), "X/S", ItemId.Charcoal);
        table.Add(new ItemStack(ItemId.Bow, 1), " SX/S X/ SX", ItemId.String);
        table.Add(new ItemStack(ItemId.WhiteBed, 1), "XXX/PPP", ItemId.WhiteWool);
        table.Add(new ItemStack(ItemId.Shield, 1), "PXP/PPP/ P ", ItemId.IronIngot);
    }

    private static void AddStone(RecipeTable table)
    {
        table.Add(new ItemStack(ItemId.Furnace, 1), "XXX/X X/XXX", ItemId.Cobblestone);
        table.Add(new ItemStack(ItemId.Lever, 1), "S/X", ItemId.Cobblestone);
        table.Add(new ItemStack(ItemId.CobblestoneSlab, 6), "XXX", ItemId.Cobblestone);
        table.Add(new ItemStack(ItemId.CobblestoneStairs, 4), "X  /XX /XXX", ItemId.Cobblestone);
        table.Add(new ItemStack(ItemId.StonePressurePlate, 1), "XX", ItemId.Stone);
        table.AddPair(new ItemStack(ItemId.Andesite, 2), ItemId.Diorite, ItemId.Cobblestone);
        table.Add(new ItemStack(ItemId.CoarseDirt, 4), "XY/YX", ItemId.Dirt, ItemId.Gravel);
        table.Add(new ItemStack(ItemId.Sandstone, 1), "XX/XX", ItemId.Sand);
        table.Add(new ItemStack(ItemId.Clay, 1), "XX/XX", ItemId.ClayBall);
        table.Add(new ItemStack(ItemId.Bricks, 1), "XX/XX", ItemId.Brick);
        table.Add(new ItemStack(ItemId.SnowBlock, 1), "XX/XX", ItemId.Snowball);
    }

    private static void AddMetal(RecipeTable table)
    {
        table.Add(new ItemStack(ItemId.IronBlock, 1), "XXX/XXX/XXX", ItemId.IronIngot);
        table.Add(new ItemStack(ItemId.IronIngot, 9), "X", ItemId.IronBlock);
        table.Add(new ItemStack(ItemId.CoalBlock, 1), "XXX/XXX/XXX", ItemId.Coal);
        table.Add(new ItemStack(ItemId.Coal, 9), "X", ItemId.CoalBlock);
        table.Add(new ItemStack(ItemId.Bucket, 1), "X X/ X ", ItemId.IronIngot);
        table.Add(new ItemStack(ItemId.Shears, 1), " X/X ", ItemId.IronIngot);
        table.AddPair(new ItemStack(ItemId.FlintAndSteel, 1), ItemId.IronIngot, ItemId.Flint);
    }

    private static void AddSoft(RecipeTable table)
    {
        table.Add(new ItemStack(ItemId.Bread, 1), "XXX", ItemId.Wheat);
        table.Add(new ItemStack(ItemId.Paper, 3), "XXX", ItemId.SugarCane);
        table.Add(new ItemStack(ItemId.Melon, 1), "XXX/XXX/XXX", ItemId.MelonSlice);
        table.Add(new ItemStack(ItemId.WhiteWool, 1), "XX/XX", ItemId.String);
        table.Add(new ItemStack(ItemId.Arrow, 4), "X/S/Y", ItemId.Flint, ItemId.Feather);
    }

    private static void AddTools(RecipeTable table)
    {
        (ItemId Material, ItemId Pickaxe, ItemId Axe, ItemId Shovel, ItemId Sword, ItemId Hoe)[] sets =
        [
            (ItemId.None, ItemId.WoodenPickaxe, ItemId.WoodenAxe, ItemId.WoodenShovel, ItemId.WoodenSword, ItemId.WoodenHoe),
            (ItemId.Cobblestone, ItemId.StonePickaxe, ItemId.StoneAxe, ItemId.StoneShovel, ItemId.StoneSword, ItemId.StoneHoe),
            (ItemId.IronIngot, ItemId.IronPickaxe, ItemId.IronAxe, ItemId.IronShovel, ItemId.IronSword, ItemId.IronHoe),
            (ItemId.GoldIngot, ItemId.GoldenPickaxe, ItemId.GoldenAxe, ItemId.GoldenShovel, ItemId.GoldenSword, ItemId.GoldenHoe),
            (ItemId.Diamond, ItemId.DiamondPickaxe, ItemId.DiamondAxe, ItemId.DiamondShovel, ItemId.DiamondSword, ItemId.DiamondHoe),
        ];
        foreach (var set in sets)
        {
            // Wooden tools take planks of any kind, which are no item of their own.
            var head = set.Material == ItemId.None ? 'P' : 'X';
            AddTool(set.Pickaxe, "XXX/ S / S ");
            AddTool(set.Axe, "XX/XS/ S");
            AddTool(set.Shovel, "X/S/S");
            AddTool(set.Sword, "X/X/S");
            AddTool(set.Hoe, "XX/ S/ S");

            void AddTool(ItemId tool, string pattern) => table.Add(new ItemStack(tool, 1), pattern.Replace('X', head), set.Material);
        }
    }

    private static void AddArmor(RecipeTable table)
    {
        (ItemId Material, ItemId Helmet, ItemId Chestplate, ItemId Leggings, ItemId Boots)[] sets =
        [
            (ItemId.Leather, ItemId.LeatherHelmet, ItemId.LeatherChestplate, ItemId.LeatherLeggings, ItemId.LeatherBoots),
            (ItemId.IronIngot, ItemId.IronHelmet, ItemId.IronChestplate, ItemId.IronLeggings, ItemId.IronBoots),
            (ItemId.GoldIngot, ItemId.GoldenHelmet, ItemId.GoldenChestplate, ItemId.GoldenLeggings, ItemId.GoldenBoots),
            (ItemId.Diamond, ItemId.DiamondHelmet, ItemId.DiamondChestplate, ItemId.DiamondLeggings, ItemId.DiamondBoots),
        ];
        foreach (var set in sets)
        {
            table.Add(new ItemStack(set.Helmet, 1), "XXX/X X", set.Material);
            table.Add(new ItemStack(set.Chestplate, 1), "X X/XXX/XXX", set.Material);
            table.Add(new ItemStack(set.Leggings, 1), "XXX/X X/X X", set.Material);
            table.Add(new ItemStack(set.Boots, 1), "X X/X X", set.Material);
        }
    }
}
