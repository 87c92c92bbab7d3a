using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;

namespace Rl.Env.Experts;

/// <summary>What it takes to make something, from the planks on, and what else is made by the way.</summary>
internal sealed class Commissions(Self self, Errands errands)
{
    private const int MostTorches = 16;
    private const int IronTools = 3;

    private Pack Pack => self.Pack;

    private Persona Persona => self.Persona;

    /// <summary>Planks that later sticks and a table will take.</summary>
    public int WoodToKeep =>
        (Pack.Has(ItemId.CraftingTable) ? 0 : 4) + (2 * Math.Max(0, ((Pack.PickaxeTier < ToolTier.Iron ? 4 : 2) - Pack.Sticks + 3) / 4));

    /// <summary>True if there is nothing to smelt iron with.</summary>
    public bool IsShortOfFuel() => Pack.Coal == 0 && Pack.Wood - WoodToKeep < 2;

    /// <summary>Makes something: first what it is made of, then itself at a table, with what else is wanted by the way.</summary>
    public Assignment Make(Recipe recipe)
    {
        var hasTable = Pack.Has(ItemId.CraftingTable) || errands.Workshop.Knows(WindowKind.CraftingTable);
        var isFirst = recipe == Recipe.WoodenPickaxe;
        var sticks = isFirst ? Persona.Sticks : recipe.Needs('S');
        var stickTimes = Math.Max(0, (sticks - Pack.Sticks + 3) / 4);
        var planks = recipe.Needs('P') + (2 * stickTimes) + (hasTable ? 0 : 4) + (isFirst ? Extras() : 0);
        if (Pack.Wood < planks)
        {
            stickTimes = Math.Max(0, (recipe.Needs('S') - Pack.Sticks + 3) / 4);
            planks = recipe.Needs('P') + (2 * stickTimes) + (hasTable ? 0 : 4);
        }

        var plankTimes = Math.Max(0, (planks - Pack.Planks + 3) / 4);
        if (plankTimes + stickTimes > 0 || !hasTable)
        {
            errands.Craft.Begin(WindowKind.Player);
            errands.Craft.Add(Recipe.Planks, plankTimes);
            errands.Craft.Add(Recipe.Stick, Persona.SticksFirst ? stickTimes : 0);
            errands.Craft.Add(Recipe.CraftingTable, hasTable ? 0 : 1);
            errands.Craft.Add(Recipe.Stick, Persona.SticksFirst ? 0 : stickTimes);
            return new Assignment(errands.Craft, "craft");
        }

        if (Pack.Has(ItemId.CraftingTable) && Pack.HotbarSlotOf(ItemId.CraftingTable) < 0)
        {
            return Arrange(ItemId.CraftingTable);
        }

        errands.Craft.Begin(WindowKind.CraftingTable);
        errands.Craft.Add(recipe, 1);
        AddExtras(recipe);
        return new Assignment(errands.Craft, "place crafting table");
    }

    /// <summary>True if there is wood for a recipe, its sticks and a table.</summary>
    public bool CanPay(Recipe recipe)
    {
        var table = Pack.Has(ItemId.CraftingTable) || errands.Workshop.Knows(WindowKind.CraftingTable) ? 0 : 4;
        return Pack.Wood >= recipe.Needs('P') + table + (2 * Math.Max(0, (recipe.Needs('S') - Pack.Sticks + 3) / 4));
    }

    /// <summary>Brings something into the hotbar.</summary>
    public Assignment Arrange(ItemId item)
    {
        errands.Arrange.Begin(item);
        return new Assignment(errands.Arrange, "arrange inventory");
    }

    /// <summary>Planks for tools beside the pickaxe, if there is enough.</summary>
    private int Extras() => Pack.Wood < 30 ? 0 : (Persona.MakesAxe ? 3 : 0) + (Persona.MakesShovel ? 1 : 0) + (Persona.MakesSword ? 2 : 0);

    private void AddExtras(Recipe recipe)
    {
        var sticks = Pack.Sticks - recipe.Needs('S');
        var planks = Pack.Planks - recipe.Needs('P');
        var stone = Pack.Cobblestone - recipe.Needs('C');
        if (recipe == Recipe.WoodenPickaxe)
        {
            Add(Persona.MakesAxe, Recipe.WoodenAxe);
            Add(Persona.MakesShovel, Recipe.WoodenShovel);
            Add(Persona.MakesSword, Recipe.WoodenSword);
        }
        else if (recipe == Recipe.Furnace)
        {
            Add(Pack.UsesLeft(ItemId.StonePickaxe) < 70, Recipe.StonePickaxe);
        }
        else if (recipe == Recipe.StonePickaxe)
        {
            var ironAhead = Pack.PickaxeTier < ToolTier.Iron && !Pack.Has(ItemId.Furnace) && !errands.Workshop.Knows(WindowKind.Furnace);
            Add(ironAhead && Pack.CountOf(ItemId.IronIngot) < IronTools, Recipe.Furnace);
            Add(Persona.MakesSword, Recipe.StoneSword);
            for (var i = 0; i < Persona.SparePickaxes; i++)
            {
                Add(true, Recipe.StonePickaxe);
            }
        }

        // One coal for the iron, two sticks for each pickaxe to come; torches of the rest.
        var (keptSticksAhead, keptCoal) = Pack.PickaxeTier < ToolTier.Iron && recipe != Recipe.IronPickaxe ? (4, 1) : (2, 0);
        var times = Math.Min(MostTorches / Recipe.Torch.Yield, Math.Min(sticks - keptSticksAhead, Pack.Coal - keptCoal));
        errands.Craft.Add(Recipe.Torch, Persona.MakesTorches && !Pack.Has(ItemId.Torch) && recipe != Recipe.DiamondPickaxe ? times : 0);

        void Add(bool isWanted, Recipe extra)
        {
            var keptSticks = extra == Recipe.Furnace ? 0 : 2;
            if (isWanted && planks >= extra.Needs('P') && stone >= extra.Needs('C') && sticks - extra.Needs('S') >= Math.Min(keptSticks, extra.Needs('S')))
            {
                errands.Craft.Add(extra, 1);
                (sticks, planks, stone) = (sticks - extra.Needs('S'), planks - extra.Needs('P'), stone - extra.Needs('C'));
            }
        }
    }
}
