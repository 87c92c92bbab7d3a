using Rl.Env.World.Blocks;

namespace Rl.Env.Experts;

/// <summary>
/// A recipe as a player knows it by heart. Letters stand for ingredients: L any log, P any planks, S stick, C cobblestone, I iron ingot,
/// D diamond, K coal or charcoal; a space for an empty cell.
/// </summary>
/// <param name="Product">What it makes; for planks those of oak, which stand for all.</param>
/// <param name="Yield">Units made at once.</param>
/// <param name="Width">Columns of the pattern.</param>
/// <param name="Pattern">Its cells, row by row.</param>
internal sealed record Recipe(ItemId Product, int Yield, int Width, string Pattern)
{
    public static Recipe Planks { get; } = new(ItemId.OakPlanks, 4, 1, "L");

    public static Recipe Stick { get; } = new(ItemId.Stick, 4, 1, "PP");

    public static Recipe CraftingTable { get; } = new(ItemId.CraftingTable, 1, 2, "PPPP");

    public static Recipe Torch { get; } = new(ItemId.Torch, 4, 1, "KS");

    public static Recipe Furnace { get; } = new(ItemId.Furnace, 1, 3, "CCCC CCCC");

    public static Recipe WoodenPickaxe { get; } = new(ItemId.WoodenPickaxe, 1, 3, "PPP S  S ");

    public static Recipe WoodenAxe { get; } = new(ItemId.WoodenAxe, 1, 2, "PPPS S");

    public static Recipe WoodenShovel { get; } = new(ItemId.WoodenShovel, 1, 1, "PSS");

    public static Recipe WoodenSword { get; } = new(ItemId.WoodenSword, 1, 1, "PPS");

    public static Recipe StonePickaxe { get; } = new(ItemId.StonePickaxe, 1, 3, "CCC S  S ");

    public static Recipe StoneAxe { get; } = new(ItemId.StoneAxe, 1, 2, "CCCS S");

    public static Recipe StoneShovel { get; } = new(ItemId.StoneShovel, 1, 1, "CSS");

    public static Recipe StoneSword { get; } = new(ItemId.StoneSword, 1, 1, "CCS");

    public static Recipe IronPickaxe { get; } = new(ItemId.IronPickaxe, 1, 3, "III S  S ");

    public static Recipe DiamondPickaxe { get; } = new(ItemId.DiamondPickaxe, 1, 3, "DDD S  S ");

    /// <summary>The making of it as a phrase: "craft stone pickaxe".</summary>
    public string Subgoal { get; } = Product == ItemId.OakPlanks ? "craft planks" : $"craft {ItemTable.Of(Product).Name.Replace('_', ' ')}";

    /// <summary>Rows of the pattern.</summary>
    public int Height => Pattern.Length / Width;

    /// <summary>True if it fits the player's own grid of 2 × 2.</summary>
    public bool FitsHand => Width <= 2 && Height <= 2;

    /// <summary>True if an item can be what a letter stands for.</summary>
    public static bool IsIngredient(char letter, ItemId item) => letter switch
    {
        'L' => Pack.IsLog(item),
        'P' => Pack.IsPlanks(item),
        'S' => item == ItemId.Stick,
        'C' => item == ItemId.Cobblestone,
        'I' => item == ItemId.IronIngot,
        'D' => item == ItemId.Diamond,
        'K' => item is ItemId.Coal or ItemId.Charcoal,
        _ => false,
    };

    /// <summary>True if an item is what the recipe makes.</summary>
    public bool Makes(ItemId item) => item == Product || (this == Planks && Pack.IsPlanks(item));

    /// <summary>Units of an ingredient that one making takes.</summary>
    public int Needs(char letter)
    {
        var count = 0;
        foreach (var cell in Pattern)
        {
            count += cell == letter ? 1 : 0;
        }

        return count;
    }

    /// <summary>The ingredient in a cell of a grid so wide, the pattern lying so far from its upper left corner.</summary>
    public char At(int cell, int gridWidth, (int Column, int Row) offset)
    {
        var (column, row) = ((cell % gridWidth) - offset.Column, (cell / gridWidth) - offset.Row);
        return column >= 0 && column < Width && row >= 0 && row < Height ? Pattern[(row * Width) + column] : ' ';
    }
}
