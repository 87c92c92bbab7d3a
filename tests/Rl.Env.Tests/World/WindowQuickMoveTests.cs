using Rl.Env.Actions;
using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class WindowQuickMoveTests
{
    private static readonly ItemStack Dirt = new(ItemId.Dirt, 10);

    [TestCase(9, 36)]
    [TestCase(35, 36)]
    [TestCase(36, 9)]
    [TestCase(44, 9)]
    [TestCase(45, 9)]
    public void In_the_player_s_window_main_area_and_hotbar_exchange_and_the_off_hand_goes_to_the_main_area(int from, int to)
    {
        var player = WindowDriver.At(WindowKind.Player, (from, Dirt));

        ShiftClick(player, from);

        Assert.That((player.Slot(from).IsEmpty, player.Slot(to)), Is.EqualTo((true, Dirt)));
    }

    [Test]
    public void Like_stacks_are_filled_before_an_empty_slot_is_taken()
    {
        var player = WindowDriver.At(
            WindowKind.Player, (9, Dirt), (38, new ItemStack(ItemId.Dirt, 60)), (40, new ItemStack(ItemId.Dirt, 62)));

        ShiftClick(player, 9);

        Assert.That(new[] { 36, 38, 40, 9 }.Select(slot => player.Slot(slot).Count), Is.EqualTo(new[] { 4, 64, 64, 0 }));
    }

    [Test]
    public void What_finds_no_room_stays()
    {
        var player = WindowDriver.At(WindowKind.Player, (9, Dirt));
        for (var slot = 36; slot < 45; slot++)
        {
            player.Put(slot, new ItemStack(ItemId.Sand, 64));
        }

        player.Put(37, new ItemStack(ItemId.Dirt, 61));
        ShiftClick(player, 9);

        Assert.That((player.Slot(37).Count, player.Slot(9).Count), Is.EqualTo((64, 7)));
    }

    [Test]
    public void A_grid_s_cell_goes_to_the_main_area_first()
    {
        var player = WindowDriver.At(WindowKind.Player, (36, Dirt));
        player.Click(36);
        player.Click(WindowLayout.GridStart);

        ShiftClick(player, WindowLayout.GridStart);

        Assert.That((player.Slot(1).IsEmpty, player.Slot(9)), Is.EqualTo((true, Dirt)));
    }

    [TestCase(ItemId.IronHelmet, 5)]
    [TestCase(ItemId.LeatherChestplate, 6)]
    [TestCase(ItemId.GoldenLeggings, 7)]
    [TestCase(ItemId.DiamondBoots, 8)]
    [TestCase(ItemId.Shield, 45)]
    public void Armour_and_shield_go_to_where_they_are_worn_first_and_from_there_to_the_main_area(ItemId item, int worn)
    {
        var piece = new ItemStack(item, 1);
        var player = WindowDriver.At(WindowKind.Player, (12, piece), (36, piece));

        ShiftClick(player, 12);
        Assert.That((player.Slot(worn), player.Slot(12).IsEmpty), Is.EqualTo((piece, true)));

        // Worn already, another piece goes the way of all items.
        ShiftClick(player, 36);
        Assert.That((player.Slot(36).IsEmpty, player.Slot(9)), Is.EqualTo((true, piece)));

        ShiftClick(player, worn);
        Assert.That((player.Slot(worn).IsEmpty, player.Slot(10)), Is.EqualTo((true, piece)));
    }

    [TestCase(10)]
    [TestCase(37)]
    public void At_a_table_main_area_and_hotbar_go_to_the_grid_first(int from)
    {
        var player = WindowDriver.At(WindowKind.CraftingTable, (from, Dirt));

        ShiftClick(player, from);

        Assert.That((player.Slot(1), player.Slot(from).IsEmpty), Is.EqualTo((Dirt, true)));
    }

    [TestCase(10, 37)]
    [TestCase(37, 11)]
    public void At_a_table_with_a_full_grid_main_area_and_hotbar_exchange(int from, int to)
    {
        var player = WindowDriver.At(WindowKind.CraftingTable);
        for (var slot = 20; slot < 29; slot++)
        {
            player.Put(slot, new ItemStack(ItemId.IronAxe, 1));
            ShiftClick(player, slot);
        }

        player.Put(from == 10 ? 36 : 10, new ItemStack(ItemId.Sand, 1));
        player.Put(from, Dirt);
        ShiftClick(player, from);

        Assert.That((player.Slot(9).Item, player.Slot(to), player.Slot(from).IsEmpty), Is.EqualTo((ItemId.IronAxe, Dirt, true)));
    }

    [Test]
    public void A_table_s_grid_goes_to_the_main_area()
    {
        var player = WindowDriver.At(WindowKind.CraftingTable, (37, Dirt));
        ShiftClick(player, 37);

        ShiftClick(player, 1);

        Assert.That((player.Slot(10), player.Slot(1).IsEmpty), Is.EqualTo((Dirt, true)));
    }

    [TestCase(ItemId.IronOre, 3, WindowLayout.FurnaceInput)]
    [TestCase(ItemId.OakLog, 30, WindowLayout.FurnaceInput)]
    [TestCase(ItemId.Coal, 3, WindowLayout.FurnaceFuel)]
    [TestCase(ItemId.OakPlanks, 38, WindowLayout.FurnaceFuel)]
    [TestCase(ItemId.Dirt, 3, 30)]
    [TestCase(ItemId.Bucket, 30, 3)]
    public void At_a_furnace_ore_and_fuel_go_into_it_and_all_else_to_the_other_area(ItemId item, int from, int to)
    {
        var stack = new ItemStack(item, 5);
        var player = WindowDriver.At(WindowKind.Furnace, (from, stack));

        ShiftClick(player, from);

        Assert.That((player.Slot(to), player.Slot(from).IsEmpty), Is.EqualTo((stack, true)));
    }

    [Test]
    public void At_a_furnace_with_another_input_ore_stays_where_it_is()
    {
        var ore = new ItemStack(ItemId.IronOre, 5);
        var player = WindowDriver.At(WindowKind.Furnace, (WindowLayout.FurnaceInput, new ItemStack(ItemId.Sand, 1)), (3, ore));

        ShiftClick(player, 3);

        Assert.That(player.Slot(3), Is.EqualTo(ore));
    }

    [TestCase(WindowLayout.FurnaceInput, ItemId.IronOre)]
    [TestCase(WindowLayout.FurnaceFuel, ItemId.Coal)]
    public void Input_and_fuel_go_to_the_main_area(int from, ItemId item)
    {
        var player = WindowDriver.At(WindowKind.Furnace, (from, new ItemStack(item, 5)));

        ShiftClick(player, from);

        Assert.That((player.Slot(3).Count, player.Slot(from).IsEmpty), Is.EqualTo((5, true)));
        Assert.That(player.Obtained, Is.Empty);
    }

    [Test]
    public void A_furnace_s_output_goes_to_the_hotbar_from_its_right_end_and_counts_as_smelted_once()
    {
        var player = Smelted(ingots: 3);

        ShiftClick(player, WindowLayout.FurnaceOutput);

        Assert.That(player.Hotbar(8), Is.EqualTo(new ItemStack(ItemId.IronIngot, 3)));
        Assert.That(
            player.Obtained,
            Is.EqualTo(new ObtainedStack[] { new(new ItemStack(ItemId.IronIngot, 3), IsCrafted: false, WasOwned: false) }));
    }

    [Test]
    public void What_is_left_in_a_furnace_s_output_is_not_counted_yet()
    {
        var player = Smelted(ingots: 3);
        player.Click(WindowLayout.FurnaceOutput, Buttons.Use);

        Assert.That((player.Session.Carried.Count, player.Slot(2).Count, player.Obtained.Single().Stack.Count), Is.EqualTo((2, 1, 2)));
    }

    [TestCase(0, 62)]
    [TestCase(26, 62)]
    [TestCase(27, 0)]
    [TestCase(62, 0)]
    public void A_chest_gives_to_the_hotbar_from_its_right_end_and_takes_from_its_upper_left(int from, int to)
    {
        var player = WindowDriver.At(WindowKind.Chest, (from, Dirt));

        ShiftClick(player, from);

        Assert.That((player.Slot(to), player.Slot(from).IsEmpty), Is.EqualTo((Dirt, true)));
    }

    [Test]
    public void With_a_full_hotbar_a_chest_gives_to_the_lower_right_of_the_main_area()
    {
        var player = WindowDriver.At(WindowKind.Chest, (0, Dirt));
        for (var slot = 54; slot < 63; slot++)
        {
            player.Put(slot, new ItemStack(ItemId.Sand, 64));
        }

        ShiftClick(player, 0);

        Assert.That(player.Slot(53), Is.EqualTo(Dirt));
    }

    [Test]
    public void With_a_stack_on_the_cursor_the_quick_move_waits_for_the_release_and_leaves_the_cursor_s_stack()
    {
        var player = WindowDriver.At(WindowKind.Player, (9, new ItemStack(ItemId.Sand, 3)), (10, Dirt));
        player.Click(9);
        player.MoveTo(10, Buttons.Sneak);

        player.Step(Buttons.Sneak | Buttons.Attack);
        Assert.That(player.Slot(10), Is.EqualTo(Dirt));

        player.Step(Buttons.Sneak);
        Assert.That((player.Slot(10).IsEmpty, player.Slot(36), player.Session.Carried.Count), Is.EqualTo((true, Dirt, 3)));
    }

    [Test]
    public void A_shifted_double_click_with_a_stack_on_the_cursor_moves_all_that_is_like_the_first()
    {
        var player = WindowDriver.At(
            WindowKind.Chest,
            (0, new ItemStack(ItemId.Sand, 3)),
            (30, new ItemStack(ItemId.Dirt, 64)),
            (40, new ItemStack(ItemId.Dirt, 64)),
            (60, new ItemStack(ItemId.Dirt, 5)),
            (61, new ItemStack(ItemId.Stick, 5)));
        player.Click(0);
        player.MoveTo(30, Buttons.Sneak);

        player.Tap(Buttons.Attack, Buttons.Sneak);
        Assert.That((player.Slot(0).Count, player.Slot(40).Count), Is.EqualTo((64, 64)));

        player.Tap(Buttons.Attack, Buttons.Sneak);
        Assert.That(new[] { 1, 2, 40, 60, 61 }.Select(slot => player.Slot(slot).Count), Is.EqualTo(new[] { 64, 5, 0, 0, 5 }));
    }

    private static void ShiftClick(WindowDriver player, int slot) => player.Click(slot, Buttons.Attack, Buttons.Sneak);

    private static WindowDriver Smelted(int ingots)
    {
        var player = WindowDriver.At(
            WindowKind.Furnace,
            (WindowLayout.FurnaceInput, new ItemStack(ItemId.IronOre, ingots)),
            (WindowLayout.FurnaceFuel, new ItemStack(ItemId.Coal, 1)));
        for (var tick = 0; tick < 200 * ingots; tick++)
        {
            player.Furnace.Tick();
        }

        return player;
    }
}
