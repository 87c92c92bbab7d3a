using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class RecipeTests
{
    /// <summary>
    /// Rows from top to bottom are parted by strokes, a dot is an empty cell. <c>W</c> stands for each kind of wood in turn.
    /// </summary>
    private static readonly string[] WoodRecipes =
    [
        "4 W_planks = W_log",
        "4 W_planks = W_wood",
        "3 W_wood = W_log W_log / W_log W_log",
        "6 W_slab = W_planks W_planks W_planks",
        "4 W_stairs = W_planks . . / W_planks W_planks . / W_planks W_planks W_planks",
        "3 W_door = W_planks W_planks / W_planks W_planks / W_planks W_planks",
        "2 W_trapdoor = W_planks W_planks W_planks / W_planks W_planks W_planks",
        "3 W_fence = W_planks stick W_planks / W_planks stick W_planks",
        "3 W_sign = W_planks W_planks W_planks / W_planks W_planks W_planks / . stick .",
        "1 W_boat = W_planks . W_planks / W_planks W_planks W_planks",
        "1 W_button = W_planks",
        "1 W_pressure_plate = W_planks W_planks",
        "4 stick = W_planks / W_planks",
        "1 crafting_table = W_planks W_planks / W_planks W_planks",
        "1 chest = W_planks W_planks W_planks / W_planks . W_planks / W_planks W_planks W_planks",
        "4 bowl = W_planks . W_planks / . W_planks .",
        "1 white_bed = white_wool white_wool white_wool / W_planks W_planks W_planks",
        "1 shield = W_planks iron_ingot W_planks / W_planks W_planks W_planks / . W_planks .",
        "1 wooden_pickaxe = W_planks W_planks W_planks / . stick . / . stick .",
        "1 wooden_axe = W_planks W_planks / W_planks stick / . stick",
        "1 wooden_shovel = W_planks / stick / stick",
        "1 wooden_sword = W_planks / W_planks / stick",
        "1 wooden_hoe = W_planks W_planks / . stick / . stick",
    ];

    /// <summary><c>T</c> stands for each kind of tool, <c>M</c> for what it is made of.</summary>
    private static readonly string[] ToolRecipes =
    [
        "1 T_pickaxe = M M M / . stick . / . stick .",
        "1 T_axe = M M / M stick / . stick",
        "1 T_shovel = M / stick / stick",
        "1 T_sword = M / M / stick",
        "1 T_hoe = M M / . stick / . stick",
    ];

    private static readonly string[] ArmorRecipes =
    [
        "1 T_helmet = M M M / M . M",
        "1 T_chestplate = M . M / M M M / M M M",
        "1 T_leggings = M M M / M . M / M . M",
        "1 T_boots = M . M / M . M",
    ];

    private static readonly string[] OtherRecipes =
    [
        "1 furnace = cobblestone cobblestone cobblestone / cobblestone . cobblestone / cobblestone cobblestone cobblestone",
        "4 torch = coal / stick",
        "4 torch = charcoal / stick",
        "3 ladder = stick . stick / stick stick stick / stick . stick",
        "1 bucket = iron_ingot . iron_ingot / . iron_ingot .",
        "1 bread = wheat wheat wheat",
        "1 lever = stick / cobblestone",
        "6 cobblestone_slab = cobblestone cobblestone cobblestone",
        "4 cobblestone_stairs = cobblestone . . / cobblestone cobblestone . / cobblestone cobblestone cobblestone",
        "1 stone_pressure_plate = stone stone",
        "1 shears = . iron_ingot / iron_ingot .",
        "1 bow = . stick string / stick . string / . stick string",
        "4 arrow = flint / stick / feather",
        "1 iron_block = iron_ingot iron_ingot iron_ingot / iron_ingot iron_ingot iron_ingot / iron_ingot iron_ingot iron_ingot",
        "9 iron_ingot = iron_block",
        "1 coal_block = coal coal coal / coal coal coal / coal coal coal",
        "9 coal = coal_block",
        "3 paper = sugar_cane sugar_cane sugar_cane",
        "1 sandstone = sand sand / sand sand",
        "1 clay = clay_ball clay_ball / clay_ball clay_ball",
        "1 bricks = brick brick / brick brick",
        "1 snow_block = snowball snowball / snowball snowball",
        "1 white_wool = string string / string string",
        "4 coarse_dirt = dirt gravel / gravel dirt",
        "1 melon = melon_slice melon_slice melon_slice / melon_slice melon_slice melon_slice / melon_slice melon_slice melon_slice",
    ];

    private static IEnumerable<string> ShapedRecipes =>
        new[] { "oak", "birch", "spruce" }
            .SelectMany(wood => WoodRecipes.Select(recipe => recipe.Replace("W", wood, StringComparison.Ordinal)))
            .Concat(Made(ToolRecipes, ("stone", "cobblestone"), ("iron", "iron_ingot"), ("golden", "gold_ingot"), ("diamond", "diamond")))
            .Concat(Made(ArmorRecipes, ("leather", "leather"), ("iron", "iron_ingot"), ("golden", "gold_ingot"), ("diamond", "diamond")))
            .Concat(OtherRecipes);

    [TestCaseSource(nameof(ShapedRecipes))]
    public void A_pattern_makes_its_item_wherever_it_lies_and_mirrored(string recipe)
    {
        var (expected, pattern) = Parse(recipe);
        foreach (var picture in new[] { pattern, Mirrored(pattern) })
        {
            foreach (var (grid, width) in Placements(picture))
            {
                Assert.That(Match(grid, width), Is.EqualTo(expected));
            }
        }
    }

    [TestCaseSource(nameof(ShapedRecipes))]
    public void A_pattern_with_one_more_item_makes_something_else_or_nothing(string recipe)
    {
        var (expected, pattern) = Parse(recipe);
        foreach (var (grid, width) in Placements(pattern))
        {
            for (var cell = 0; cell < grid.Length; cell++)
            {
                if (!grid[cell].IsEmpty)
                {
                    continue;
                }

                grid[cell] = new ItemStack(ItemId.Apple, 1);
                Assert.That(Match(grid, width), Is.EqualTo(ItemStack.Empty));
                grid[cell] = new ItemStack(ItemId.Stick, 1);
                Assert.That(Match(grid, width), Is.Not.EqualTo(expected));
                grid[cell] = ItemStack.Empty;
            }
        }
    }

    [TestCaseSource(nameof(ShapedRecipes))]
    public void A_pattern_that_lacks_an_item_makes_something_else_or_nothing(string recipe)
    {
        var (expected, pattern) = Parse(recipe);
        var (grid, width) = Placements(pattern).Last();
        for (var cell = 0; cell < grid.Length; cell++)
        {
            var stack = grid[cell];
            grid[cell] = ItemStack.Empty;
            Assert.That(Match(grid, width), stack.IsEmpty ? Is.EqualTo(expected) : Is.Not.EqualTo(expected));
            grid[cell] = stack;
        }
    }

    [TestCase("1 flint_and_steel = iron_ingot flint")]
    [TestCase("2 andesite = diorite cobblestone")]
    public void A_recipe_without_a_shape_takes_its_two_items_in_any_two_cells(string recipe)
    {
        var (expected, pattern) = Parse(recipe);
        foreach (var width in new[] { 2, 3 })
        {
            for (var pair = 0; pair < width * width * width * width; pair++)
            {
                var (first, second) = (pair % (width * width), pair / (width * width));
                if (first != second)
                {
                    var grid = new ItemStack[width * width];
                    (grid[first], grid[second]) = (pattern[0, 0], pattern[0, 1]);
                    Assert.That(Match(grid, width), Is.EqualTo(expected));
                    grid[Enumerable.Range(0, grid.Length).First(cell => grid[cell].IsEmpty)] = pattern[0, 0];
                    Assert.That(Match(grid, width), Is.EqualTo(ItemStack.Empty));
                }
            }
        }
    }

    [TestCase("4 stick = oak_planks / birch_planks")]
    [TestCase("1 crafting_table = oak_planks spruce_planks / birch_planks oak_planks")]
    [TestCase("1 chest = oak_planks birch_planks birch_planks / birch_planks . oak_planks / spruce_planks oak_planks oak_planks")]
    [TestCase("1 wooden_pickaxe = oak_planks birch_planks spruce_planks / . stick . / . stick .")]
    [TestCase("1 wooden_axe = spruce_planks birch_planks / oak_planks stick / . stick")]
    [TestCase("4 bowl = oak_planks . spruce_planks / . birch_planks .")]
    [TestCase("1 shield = oak_planks iron_ingot birch_planks / oak_planks birch_planks oak_planks / . birch_planks .")]
    [TestCase("1 white_bed = white_wool white_wool white_wool / oak_planks oak_planks spruce_planks")]
    public void Planks_may_be_mixed_where_any_will_do(string recipe)
    {
        var (expected, pattern) = Parse(recipe);

        Assert.That(Match(Placements(pattern).Last()), Is.EqualTo(expected));
    }

    [TestCase("0 air = oak_planks oak_planks birch_planks")]
    [TestCase("0 air = oak_planks . . / oak_planks birch_planks . / oak_planks oak_planks oak_planks")]
    [TestCase("0 air = oak_planks . oak_planks / oak_planks oak_planks birch_planks")]
    [TestCase("0 air = oak_planks stick birch_planks / oak_planks stick oak_planks")]
    [TestCase("0 air = oak_planks birch_planks")]
    [TestCase("0 air = oak_log birch_log / oak_log oak_log")]
    public void Planks_may_not_be_mixed_where_the_item_is_of_one_wood(string recipe)
    {
        Assert.That(Match(Placements(Parse(recipe).Pattern).Last()), Is.EqualTo(ItemStack.Empty));
    }

    [Test]
    public void A_pattern_upside_down_makes_nothing()
    {
        Assert.That(Match(Placements(Parse("0 air = stick / coal").Pattern).Last()), Is.EqualTo(ItemStack.Empty));
    }

    [Test]
    public void An_empty_grid_makes_nothing()
    {
        Assert.That(Match(new ItemStack[9], 3), Is.EqualTo(ItemStack.Empty));
    }

    [Test]
    public void Two_worn_tools_mend_into_one_with_a_twentieth_on_top()
    {
        var grid = new ItemStack[4];
        grid[0] = new ItemStack(ItemId.StonePickaxe, 1, Damage: 100);
        grid[3] = new ItemStack(ItemId.StonePickaxe, 1, Damage: 90);

        // Of 131 uses 31 and 41 are left; 6 are added.
        Assert.That(Match(grid, 2), Is.EqualTo(new ItemStack(ItemId.StonePickaxe, 1, Damage: 131 - 31 - 41 - 6)));

        grid[0] = new ItemStack(ItemId.StonePickaxe, 1, Damage: 3);
        Assert.That(Match(grid, 2), Is.EqualTo(new ItemStack(ItemId.StonePickaxe, 1)));

        grid[0] = new ItemStack(ItemId.StoneAxe, 1);
        Assert.That(Match(grid, 2), Is.EqualTo(ItemStack.Empty));
    }

    [Test]
    public void Taking_a_block_apart_and_mending_give_back_what_was_there()
    {
        Assert.Multiple(() =>
        {
            Assert.That(RecipeBook.GivesBack([new(ItemId.IronBlock, 1)], ItemId.IronIngot), Is.True);
            Assert.That(RecipeBook.GivesBack([new(ItemId.IronAxe, 1), new(ItemId.IronAxe, 1)], ItemId.IronAxe), Is.True);
            Assert.That(RecipeBook.GivesBack([ItemStack.Empty, new(ItemId.OakLog, 1)], ItemId.OakPlanks), Is.False);
        });
    }

    [Test]
    public void Looking_up_a_recipe_allocates_nothing()
    {
        var (grid, width) = Placements(Parse("1 chest = oak_planks birch_planks birch_planks / birch_planks . oak_planks "
            + "/ spruce_planks oak_planks oak_planks").Pattern).Single();
        RecipeBook.TryMatch(grid, width, out _);
        using var allocations = new AllocationMeter();
        for (var i = 0; i < 100; i++)
        {
            RecipeBook.TryMatch(grid, width, out _);
        }

        Assert.That(allocations.Bytes, Is.Zero);
    }

    private static IEnumerable<string> Made(string[] recipes, params (string Tier, string Material)[] sets) =>
        sets.SelectMany(set => recipes.Select(recipe =>
            recipe.Replace("T", set.Tier, StringComparison.Ordinal).Replace("M", set.Material, StringComparison.Ordinal)));

    private static ItemStack Match((ItemStack[] Grid, int Width) placement) => Match(placement.Grid, placement.Width);

    private static ItemStack Match(ItemStack[] grid, int width)
    {
        var matches = RecipeBook.TryMatch(grid, width, out var result);
        Assert.That(matches, Is.EqualTo(!result.IsEmpty));
        return result;
    }

    private static (ItemStack Result, ItemStack[,] Pattern) Parse(string recipe)
    {
        var (made, rows) = (recipe.Split(" = ")[0].Split(' '), recipe.Split(" = ")[1].Split(" / "));
        var pattern = new ItemStack[rows.Length, rows[0].Trim().Split(' ').Length];
        for (var row = 0; row < rows.Length; row++)
        {
            var names = rows[row].Trim().Split(' ');
            for (var column = 0; column < names.Length; column++)
            {
                // Counts play no part.
                pattern[row, column] = names[column] == "." ? ItemStack.Empty : new ItemStack(ItemOf(names[column]), 1 + row + column);
            }
        }

        var count = int.Parse(made[0]);
        return (count == 0 ? ItemStack.Empty : new ItemStack(ItemOf(made[1]), count), pattern);
    }

    private static ItemId ItemOf(string name) => Enum.GetValues<ItemId>().Single(item => ItemTable.Of(item).Name == name);

    private static ItemStack[,] Mirrored(ItemStack[,] pattern)
    {
        var mirrored = new ItemStack[pattern.GetLength(0), pattern.GetLength(1)];
        for (var row = 0; row < pattern.GetLength(0); row++)
        {
            for (var column = 0; column < pattern.GetLength(1); column++)
            {
                mirrored[row, column] = pattern[row, pattern.GetLength(1) - 1 - column];
            }
        }

        return mirrored;
    }

    /// <summary>The pattern at every place of every grid that has room for it.</summary>
    private static IEnumerable<(ItemStack[] Grid, int Width)> Placements(ItemStack[,] pattern)
    {
        var (height, width) = (pattern.GetLength(0), pattern.GetLength(1));
        for (var size = 2; size <= 3; size++)
        {
            for (var place = 0; place < size * size; place++)
            {
                var (top, left) = (place / size, place % size);
                if (top + height > size || left + width > size)
                {
                    continue;
                }

                var grid = new ItemStack[size * size];
                for (var cell = 0; cell < height * width; cell++)
                {
                    grid[((top + (cell / width)) * size) + left + (cell % width)] = pattern[cell / width, cell % width];
                }

                yield return (grid, size);
            }
        }
    }
}
