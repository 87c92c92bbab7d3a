using Rl.Env.Actions;
using Rl.Env.World;
using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class WindowSessionTests
{
    private const int First = 9;
    private const int Second = 10;
    private const int Third = 11;
    private static readonly ItemStack Dirt = new(ItemId.Dirt, 10);
    private static readonly ItemStack Sand = new(ItemId.Sand, 5);

    private static IEnumerable<TestCaseData> CameraBins
    {
        get
        {
            double[] pixels = [-66.667, -38.73, -21.43, -10.73, -4.10, 0, 4.10, 10.73, 21.43, 38.73, 66.667];
            return pixels.Select((distance, bin) => new TestCaseData(bin, distance));
        }
    }

    [TestCaseSource(nameof(CameraBins))]
    public void The_cursor_moves_two_thirds_of_ten_pixels_a_degree(int bin, double pixels)
    {
        var player = WindowDriver.At(WindowKind.Player);
        var degrees = CameraQuantizer.Default.ToDegrees(bin);

        player.Step(yaw: degrees);
        player.Step(pitch: degrees);

        Assert.That(player.View.CursorX - 320, Is.EqualTo(pixels).Within(0.01));
        Assert.That(player.View.CursorY - 180, Is.EqualTo(pixels).Within(0.01));
    }

    [Test]
    public void The_way_to_the_first_cell_of_the_grid_is_that_of_the_original()
    {
        var player = WindowDriver.At(WindowKind.Player);

        player.Step(pitch: -8.55, yaw: 2.7);

        Assert.That((player.Session.CursorX, player.Session.CursorY), Is.EqualTo((338.0, 123.0)).Within(1e-9));
        Assert.That(WindowLayout.SlotAt(WindowKind.Player, player.Session.CursorX, player.Session.CursorY), Is.EqualTo(1));
    }

    [Test]
    public void Fractions_of_a_pixel_add_up()
    {
        var player = WindowDriver.At(WindowKind.Player);
        for (var step = 0; step < 30; step++)
        {
            player.Step(yaw: 0.05);
        }

        Assert.That(player.Session.CursorX, Is.EqualTo(330).Within(1e-9));
    }

    [Test]
    public void The_cursor_stays_within_the_frame_and_is_in_the_middle_whenever_a_window_opens()
    {
        var player = WindowDriver.At(WindowKind.Player);
        player.Step(pitch: 180, yaw: 180);
        Assert.That((player.Session.CursorX, player.Session.CursorY), Is.EqualTo((640.0, 360.0)));
        player.Step(pitch: -180, yaw: -180);
        Assert.That((player.Session.CursorX, player.Session.CursorY), Is.EqualTo((0.0, 0.0)));

        player.Close();
        player.Open(WindowKind.Chest);

        Assert.That((player.Session.CursorX, player.Session.CursorY), Is.EqualTo((320.0, 180.0)));
    }

    [Test]
    public void A_click_acts_where_the_cursor_comes_to_in_the_same_step_and_a_key_where_it_was()
    {
        var player = WindowDriver.At(WindowKind.Player, (First, Dirt), (Second, Sand));
        player.MoveTo(First);
        var (x, y) = WindowLayout.IconAt(WindowKind.Player, Second);

        player.MoveTo(x + 8, y + 8, Buttons.Attack | Buttons.Hotbar1);

        Assert.That((player.Session.Carried, player.Hotbar(0)), Is.EqualTo((Sand, Dirt)));
    }

    [TestCase(Buttons.Attack, 7, 0)]
    [TestCase(Buttons.Use, 4, 3)]
    public void A_press_picks_up_the_whole_stack_or_the_larger_half_and_swallows_its_release(Buttons button, int carried, int left)
    {
        var player = WindowDriver.At(WindowKind.Player, (First, Dirt with { Count = 7 }));
        player.MoveTo(First);

        player.Step(button);
        Assert.That((player.Session.Carried.Count, player.Slot(First).Count), Is.EqualTo((carried, left)));

        player.Step();
        Assert.That((player.Session.Carried.Count, player.Slot(First).Count), Is.EqualTo((carried, left)));
    }

    [TestCase(Buttons.Attack, 10, 0)]
    [TestCase(Buttons.Use, 1, 9)]
    public void A_release_over_an_empty_slot_puts_down_all_or_one(Buttons button, int put, int left)
    {
        var player = Carrying(Dirt);
        player.MoveTo(Second);

        player.Step(button);
        Assert.That(player.Slot(Second).IsEmpty, Is.True);

        player.Step();
        Assert.That((player.Slot(Second).Count, player.Session.Carried.Count), Is.EqualTo((put, left)));
    }

    [TestCase(Buttons.Attack, 64, 6)]
    [TestCase(Buttons.Use, 61, 9)]
    public void A_release_over_a_like_stack_fills_it_or_adds_one(Buttons button, int there, int left)
    {
        var player = Carrying(Dirt, (Second, Dirt with { Count = 60 }));

        player.Click(Second, button);

        Assert.That((player.Slot(Second).Count, player.Session.Carried.Count), Is.EqualTo((there, left)));
    }

    [TestCase(Buttons.Attack)]
    [TestCase(Buttons.Use)]
    public void A_release_over_another_item_swaps(Buttons button)
    {
        var player = Carrying(Dirt, (Second, Sand));

        player.Click(Second, button);

        Assert.That((player.Slot(Second), player.Session.Carried), Is.EqualTo((Dirt, Sand)));
    }

    [Test]
    public void Tools_worn_differently_swap_and_equal_ones_stay()
    {
        var worn = new ItemStack(ItemId.IronAxe, 1, Damage: 3);
        var player = Carrying(worn, (Second, worn with { Damage = 4 }), (Third, worn with { Damage = 4 }));

        player.Click(Second);
        Assert.That((player.Slot(Second), player.Session.Carried.Damage), Is.EqualTo((worn, 4)));

        player.Click(Third);
        Assert.That((player.Slot(Third).Damage, player.Session.Carried.Damage), Is.EqualTo((4, 4)));
    }

    [TestCase(Buttons.Attack, 10)]
    [TestCase(Buttons.Use, 1)]
    public void A_release_outside_the_window_throws_all_or_one(Buttons button, int thrown)
    {
        var player = Carrying(Dirt);
        player.MoveTo(100, 100);

        player.Tap(button);

        Assert.That(player.Thrown, Is.EqualTo(new[] { Dirt with { Count = thrown } }));
        Assert.That(player.Session.Carried.Count, Is.EqualTo(10 - thrown));
    }

    [Test]
    public void A_click_on_the_window_beside_its_slots_does_nothing()
    {
        var player = Carrying(Dirt);
        player.MoveTo(236, 180);

        player.Tap();
        player.Tap(Buttons.Use);

        Assert.That((player.Session.Carried, player.Thrown.Count), Is.EqualTo((Dirt, 0)));
    }

    [Test]
    public void What_is_thrown_and_obtained_is_told_for_one_tick()
    {
        var player = Carrying(Dirt);
        player.MoveTo(100, 100);
        player.Tap(Buttons.Use);
        Assert.That(player.Session.Thrown.Length, Is.EqualTo(1));

        player.Session.BeginTick();

        Assert.That(player.Session.Thrown.Length, Is.Zero);
    }

    [Test]
    public void Without_a_motion_in_between_press_and_release_are_a_click()
    {
        var player = Carrying(Dirt);
        player.MoveTo(Second);

        player.Step(Buttons.Attack);
        player.Step(Buttons.Attack);
        player.Step();

        Assert.That((player.Slot(Second).Count, player.Session.Carried.IsEmpty), Is.EqualTo((10, true)));
    }

    [Test]
    public void A_left_drag_spreads_evenly_over_the_slots_it_ended_motions_on_and_keeps_the_rest()
    {
        var player = Carrying(Dirt, (Third, Dirt with { Count = 1 }));

        player.Drag(Buttons.Attack, Second, Third, 12, 13);

        // The slot of the press was left before a motion ended over it; the other three get three each, and one is left.
        Assert.That(Counts(player, Second, Third, 12, 13), Is.EqualTo(new[] { 0, 4, 3, 3 }));
        Assert.That(player.Session.Carried.Count, Is.EqualTo(1));
    }

    [Test]
    public void A_right_drag_puts_one_into_each_slot()
    {
        var player = Carrying(Dirt);

        player.Drag(Buttons.Use, Second, Third, 12, 13, Third);

        Assert.That(Counts(player, Second, Third, 12, 13), Is.EqualTo(new[] { 0, 1, 1, 1 }));
        Assert.That(player.Session.Carried.Count, Is.EqualTo(7));
    }

    [Test]
    public void A_drag_over_one_slot_puts_down_there_even_if_it_ends_elsewhere()
    {
        var player = Carrying(Dirt);
        player.MoveTo(Second);
        player.Step(Buttons.Attack);
        player.MoveTo(Third, Buttons.Attack);
        player.MoveTo(236, 180, Buttons.Attack);

        player.Step();

        Assert.That((player.Slot(Third).Count, player.Session.Carried.IsEmpty), Is.EqualTo((10, true)));
    }

    [Test]
    public void The_slot_of_the_press_takes_part_if_a_later_motion_ends_over_it()
    {
        var player = Carrying(Dirt);
        player.MoveTo(Second);
        player.Step(Buttons.Attack);
        player.Step(Buttons.Attack, yaw: 0.3);
        player.MoveTo(Third, Buttons.Attack);

        player.Step();

        Assert.That(Counts(player, Second, Third), Is.EqualTo(new[] { 5, 5 }));
    }

    [Test]
    public void A_drag_passes_over_slots_with_other_items_and_slots_that_would_get_nothing()
    {
        var player = Carrying(Dirt with { Count = 2 }, (Third, Sand));

        player.Drag(Buttons.Attack, Second, Third, 12, 13, 14);

        Assert.That(Counts(player, Third, 12, 13, 14), Is.EqualTo(new[] { 5, 1, 1, 0 }));
    }

    [Test]
    public void A_dragged_slot_takes_no_more_than_a_stack()
    {
        var player = Carrying(Dirt, (Third, Dirt with { Count = 62 }));

        player.Drag(Buttons.Attack, Second, Third, 12);

        Assert.That(Counts(player, Third, 12), Is.EqualTo(new[] { 64, 5 }));
        Assert.That(player.Session.Carried.Count, Is.EqualTo(3));
    }

    [Test]
    public void While_it_is_dragged_a_stack_is_shown_spread_but_is_not_yet()
    {
        var player = Carrying(Dirt);
        player.MoveTo(Second);
        player.Step(Buttons.Attack);
        player.MoveTo(Third, Buttons.Attack);
        player.MoveTo(12, Buttons.Attack);
        player.MoveTo(13, Buttons.Attack);

        Assert.That(new[] { Third, 12, 13 }.Select(slot => player.View.Slots[slot].Count), Is.All.EqualTo(3));
        Assert.That((player.View.Carried.Count, player.Session.Carried.Count, player.Slot(12).IsEmpty), Is.EqualTo((1, 10, true)));
    }

    [Test]
    public void The_other_button_calls_a_drag_off_and_both_releases_do_nothing()
    {
        var player = Carrying(Dirt);
        player.MoveTo(Second);
        player.Step(Buttons.Attack);
        player.MoveTo(Third, Buttons.Attack);
        player.MoveTo(12, Buttons.Attack);

        player.Step(Buttons.Attack | Buttons.Use);
        player.Step(Buttons.Attack);
        player.Step();

        Assert.That(Counts(player, Second, Third, 12), Is.All.Zero);
        Assert.That(player.Session.Carried, Is.EqualTo(Dirt));

        player.Tap();
        Assert.That(player.Slot(12), Is.EqualTo(Dirt));
    }

    [Test]
    public void A_button_that_was_down_when_the_window_opened_is_none_of_the_window_s()
    {
        var player = WindowDriver.At(WindowKind.Player, (First, Dirt));
        player.Step(Buttons.Attack);
        player.Close();
        player.Open(WindowKind.Player);
        player.MoveTo(First, Buttons.Attack);
        player.Step(Buttons.Attack | Buttons.Use);
        Assert.That(player.Session.Carried.Count, Is.EqualTo(5));

        player.MoveTo(Second, Buttons.Use);

        Assert.That((player.Session.Carried.Count, player.Slot(Second).IsEmpty), Is.EqualTo((5, true)));
    }

    [Test]
    public void A_double_click_collects_like_items_from_partial_stacks_first()
    {
        var player = WindowDriver.At(
            WindowKind.Chest, (0, Dirt with { Count = 64 }), (5, Dirt), (30, Dirt), (31, Sand), (62, Dirt with { Count = 20 }));
        player.MoveTo(30);

        player.Tap();
        player.Tap();

        // 10 on the cursor, 10 and 20 from partial stacks, and 24 of the whole one.
        Assert.That(player.Session.Carried.Count, Is.EqualTo(64));
        Assert.That(Counts(player, 0, 5, 30, 31, 62), Is.EqualTo(new[] { 40, 0, 0, 5, 0 }));
    }

    [TestCase(5, 20)]
    [TestCase(6, 0)]
    public void Two_presses_more_than_five_ticks_apart_are_two_clicks(int ticks, int carried)
    {
        var player = WindowDriver.At(WindowKind.Player, (First, Dirt), (Second, Dirt));
        player.MoveTo(First);
        player.Step(Buttons.Attack);
        for (var tick = 1; tick < ticks; tick++)
        {
            player.Step();
        }

        player.Tap();

        Assert.That(player.Session.Carried.Count, Is.EqualTo(carried));
    }

    [Test]
    public void Clicks_on_two_slots_are_no_double_click()
    {
        var player = WindowDriver.At(WindowKind.Player, (First, Dirt), (Second, Dirt));
        player.MoveTo(First);
        player.Tap();

        player.MoveTo(12);
        player.Tap();

        Assert.That(Counts(player, First, Second, 12), Is.EqualTo(new[] { 0, 10, 10 }));
    }

    [Test]
    public void A_double_click_takes_smelted_items_too_and_they_count_as_obtained()
    {
        var player = WindowDriver.At(
            WindowKind.Furnace,
            (WindowLayout.FurnaceInput, new ItemStack(ItemId.Sand, 1)),
            (WindowLayout.FurnaceFuel, new ItemStack(ItemId.Coal, 1)),
            (3, new ItemStack(ItemId.Glass, 2)));
        for (var tick = 0; tick < 200; tick++)
        {
            player.Furnace.Tick();
        }

        player.MoveTo(3);
        player.Tap();
        player.Tap();

        Assert.That((player.Session.Carried.Count, player.Obtained.Single().Stack.Count), Is.EqualTo((3, 1)));
    }

    [Test]
    public void A_hotbar_key_over_a_slot_swaps_them()
    {
        var player = WindowDriver.At(WindowKind.Player, (First, Dirt), (38, Sand));
        player.MoveTo(First);

        player.Step(Buttons.Hotbar3);
        Assert.That((player.Slot(First), player.Hotbar(2)), Is.EqualTo((Sand, Dirt)));

        player.Step(Buttons.Hotbar9);
        Assert.That((player.Slot(First).IsEmpty, player.Hotbar(8)), Is.EqualTo((true, Sand)));

        player.Step();
        player.Step(Buttons.Hotbar9);
        Assert.That((player.Slot(First), player.Hotbar(8).IsEmpty), Is.EqualTo((Sand, true)));
    }

    [Test]
    public void Keys_do_nothing_with_a_stack_on_the_cursor_or_beside_the_slots()
    {
        var player = Carrying(Dirt, (Second, Sand));
        player.MoveTo(Second);
        player.Step(Buttons.Hotbar1 | Buttons.Drop);
        Assert.That((player.Slot(Second), player.Thrown.Count), Is.EqualTo((Sand, 0)));

        player.Click(Third);
        player.MoveTo(236, 180);
        player.Step(Buttons.Hotbar1 | Buttons.Drop);
        Assert.That((player.Slot(Third), player.Slot(Second), player.Thrown.Count), Is.EqualTo((Dirt, Sand, 0)));
    }

    [Test]
    public void Drop_over_a_slot_throws_one_a_press()
    {
        var player = WindowDriver.At(WindowKind.Player, (First, Dirt));
        player.MoveTo(First);

        player.Step(Buttons.Drop);
        player.Step(Buttons.Drop);
        player.Step();
        player.Step(Buttons.Drop | Buttons.Sprint);

        Assert.That(player.Thrown, Is.EqualTo(new[] { Dirt with { Count = 1 }, Dirt with { Count = 1 } }));
        Assert.That(player.Slot(First).Count, Is.EqualTo(8));
    }

    [TestCase(5, ItemId.IronHelmet)]
    [TestCase(6, ItemId.IronChestplate)]
    [TestCase(7, ItemId.IronLeggings)]
    [TestCase(8, ItemId.IronBoots)]
    public void A_slot_for_armour_takes_its_piece_alone(int slot, ItemId piece)
    {
        foreach (var item in new[] { ItemId.IronHelmet, ItemId.IronChestplate, ItemId.IronLeggings, ItemId.IronBoots, ItemId.Dirt })
        {
            var player = Carrying(new ItemStack(item, 1));
            player.Click(slot);
            Assert.That(player.Slot(slot).Item, Is.EqualTo(item == piece ? item : ItemId.None));

            player = WindowDriver.At(WindowKind.Player, (36, new ItemStack(item, 1)));
            player.MoveTo(slot);
            player.Step(Buttons.Hotbar1);
            Assert.That(player.Slot(slot).Item, Is.EqualTo(item == piece ? item : ItemId.None));
        }
    }

    [Test]
    public void The_off_hand_takes_anything()
    {
        var player = Carrying(Dirt);

        player.Click(WindowLayout.OffHand);

        Assert.That(player.Inventory.OffHand, Is.EqualTo(Dirt));
    }

    [TestCase(ItemId.Coal, 5, 0)]
    [TestCase(ItemId.Bucket, 1, 4)]
    [TestCase(ItemId.Dirt, 0, 5)]
    public void The_fuel_slot_takes_what_burns_and_one_bucket(ItemId item, int there, int left)
    {
        var player = WindowDriver.At(WindowKind.Furnace, (3, new ItemStack(item, 5)));
        player.Click(3);

        player.Click(WindowLayout.FurnaceFuel);

        Assert.That((player.Furnace.Fuel.Count, player.Session.Carried.Count), Is.EqualTo((there, left)));
    }

    [Test]
    public void A_hotbar_key_that_leaves_one_bucket_in_the_fuel_slot_hands_the_fuel_back()
    {
        var player = WindowDriver.At(
            WindowKind.Furnace, (WindowLayout.FurnaceFuel, new ItemStack(ItemId.Coal, 7)), (30, new ItemStack(ItemId.Bucket, 3)));
        player.MoveTo(WindowLayout.FurnaceFuel);

        player.Step(Buttons.Hotbar1);

        Assert.That((player.Furnace.Fuel, player.Hotbar(0).Count), Is.EqualTo((new ItemStack(ItemId.Bucket, 1), 2)));
        Assert.That(player.Hotbar(1), Is.EqualTo(new ItemStack(ItemId.Coal, 7)));
    }

    [Test]
    public void The_input_takes_anything_and_the_output_nothing()
    {
        var player = WindowDriver.At(WindowKind.Furnace, (3, Dirt));
        player.Click(3);

        player.Click(WindowLayout.FurnaceOutput);
        Assert.That(player.Session.Carried, Is.EqualTo(Dirt));

        player.Click(WindowLayout.FurnaceInput);
        Assert.That(player.Furnace.Input, Is.EqualTo(Dirt));
    }

    [Test]
    public void Closing_throws_the_cursor_s_stack_and_gives_back_what_lies_in_the_grid()
    {
        var player = WindowDriver.At(WindowKind.CraftingTable, (12, Dirt), (13, Sand), (37, Dirt with { Count = 60 }));
        player.Click(12);
        player.Click(1);
        player.Click(13);

        player.Close();

        Assert.That(player.Thrown, Is.EqualTo(new[] { Sand }));
        Assert.That((player.Hotbar(0).Count, player.Hotbar(1).Count), Is.EqualTo((64, 6)));
        Assert.That((player.Session.IsOpen, player.View.Kind, player.View.Carried.IsEmpty), Is.EqualTo((false, WindowKind.None, true)));
    }

    [Test]
    public void Closing_with_a_full_inventory_throws_what_lies_in_the_grid()
    {
        var player = WindowDriver.At(WindowKind.Player, (First, Dirt));
        player.Click(First);
        player.Click(WindowLayout.GridStart);
        for (var slot = 0; slot < 36; slot++)
        {
            player.Inventory[slot] = new ItemStack(ItemId.Sand, 64);
        }

        player.Close();

        Assert.That(player.Thrown, Is.EqualTo(new[] { Dirt }));
    }

    [Test]
    public void Furnace_and_chest_keep_what_lies_in_them()
    {
        var player = WindowDriver.At(WindowKind.Chest, (4, Dirt));
        player.Close();
        player.Open(WindowKind.Furnace);
        player.Put(WindowLayout.FurnaceInput, Sand);
        player.Close();

        Assert.That((player.Chest[4], player.Furnace.Input, player.Thrown.Count), Is.EqualTo((Dirt, Sand, 0)));
    }

    [Test]
    public void A_window_tells_where_its_block_stands()
    {
        var session = new WindowDriver().Session;
        session.OpenTable((1, 2, 3));
        Assert.That(session.At, Is.EqualTo((1, 2, 3)));

        session.Close();
        session.OpenPlayer();
        Assert.That(session.At, Is.Null);
    }

    [Test]
    public void A_window_is_not_opened_over_another_and_a_closed_one_is_not_worked()
    {
        var player = WindowDriver.At(WindowKind.Player);
        Assert.That(() => player.Open(WindowKind.Chest), Throws.InvalidOperationException.With.Message.Contains("over the Player window"));

        player.Close();
        Assert.That(() => player.Session.Tick(default), Throws.InvalidOperationException);
    }

    [Test]
    public void A_furnace_s_fire_and_progress_are_shown()
    {
        var player = WindowDriver.At(
            WindowKind.Furnace, (WindowLayout.FurnaceInput, Sand), (WindowLayout.FurnaceFuel, new ItemStack(ItemId.Coal, 1)));
        for (var tick = 0; tick < 30; tick++)
        {
            player.Furnace.Tick();
        }

        player.Step();
        Assert.That((player.View.BurnLeft, player.View.BurnTotal, player.View.CookProgress), Is.EqualTo((1571, 1600, 30)));

        player.Close();
        player.Session.FillView(player.View);
        Assert.That((player.View.BurnLeft, player.View.CookProgress), Is.EqualTo((0, 0)));
        Assert.That(player.View.Slots, Is.All.EqualTo(ItemStack.Empty));
    }

    [Test]
    public void A_reset_forgets_what_hangs_on_the_cursor_and_lies_in_the_grid()
    {
        var player = WindowDriver.At(WindowKind.Player, (First, Dirt), (Second, Sand));
        player.Click(First);
        player.Click(WindowLayout.GridStart);
        player.Click(Second);

        player.Session.Reset();
        player.Open(WindowKind.Player);

        Assert.That((player.Slot(1).IsEmpty, player.Session.Carried.IsEmpty, player.Session.Thrown.Length), Is.EqualTo((true, true, 0)));
    }

    [Test]
    public void The_hash_tells_windows_apart_and_is_left_alone_without_one()
    {
        var player = new WindowDriver();
        Assert.That(player.Session.HashInto(5), Is.EqualTo(5));

        List<ulong> hashes = [];
        player.Open(WindowKind.Player);
        player.Put(First, Dirt);
        hashes.Add(player.Session.HashInto(StateHasher.Seed));
        player.MoveTo(First);
        hashes.Add(player.Session.HashInto(StateHasher.Seed));
        player.Step(Buttons.Attack);
        hashes.Add(player.Session.HashInto(StateHasher.Seed));
        player.Step();
        hashes.Add(player.Session.HashInto(StateHasher.Seed));
        player.Drag(Buttons.Use, 1, 2, 3);
        hashes.Add(player.Session.HashInto(StateHasher.Seed));

        Assert.That(hashes, Is.Unique);
    }

    private static int[] Counts(WindowDriver player, params int[] slots) => [.. slots.Select(slot => player.Slot(slot).Count)];

    /// <summary>The player's window with a stack on the cursor, which came out of the first slot.</summary>
    private static WindowDriver Carrying(ItemStack stack, params (int Slot, ItemStack Stack)[] contents)
    {
        var player = WindowDriver.At(WindowKind.Player, [(First, stack), .. contents]);
        player.Click(First);
        return player;
    }
}
