using Rl.Env.Actions;
using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;

namespace Rl.Env.Tests.World;

[TestFixture]
public sealed class WindowCraftingTests
{
    private const int FirstHotbar = 36;

    [Test]
    public void Planks_from_a_log_and_a_table_from_planks_are_made_by_the_cursor_alone()
    {
        var player = WindowDriver.At(WindowKind.Player, (FirstHotbar, new ItemStack(ItemId.OakLog, 1)));

        player.Click(FirstHotbar);
        player.Click(WindowLayout.GridStart);
        player.Click(WindowLayout.Result);
        Assert.That(player.Session.Carried, Is.EqualTo(new ItemStack(ItemId.OakPlanks, 4)));

        for (var cell = 0; cell < 4; cell++)
        {
            player.Click(WindowLayout.GridStart + cell, Buttons.Use);
        }

        player.Click(WindowLayout.Result);
        player.Click(FirstHotbar);
        player.Close();

        Assert.That(player.Hotbar(0), Is.EqualTo(new ItemStack(ItemId.CraftingTable, 1)));
        ObtainedStack[] made =
        [
            new(new ItemStack(ItemId.OakPlanks, 4), IsCrafted: true, WasOwned: false),
            new(new ItemStack(ItemId.CraftingTable, 1), IsCrafted: true, WasOwned: false),
        ];
        Assert.That(player.Obtained, Is.EqualTo(made));
        Assert.That(player.Thrown, Is.Empty);
    }

    [Test]
    public void A_result_is_there_one_step_after_the_grid_changed()
    {
        var player = CarryingOver(WindowLayout.GridStart, new ItemStack(ItemId.OakLog, 3));
        player.Step(Buttons.Attack);
        player.Step();
        Assert.That((player.View.Slots[1].Count, player.View.Slots[0].IsEmpty), Is.EqualTo((3, true)));

        player.Step();
        Assert.That(player.View.Slots[0], Is.EqualTo(new ItemStack(ItemId.OakPlanks, 4)));
    }

    [Test]
    public void A_result_that_the_grid_no_longer_makes_is_shown_for_a_step_but_cannot_be_had()
    {
        var player = WithLogInGrid(count: 1);
        player.MoveTo(WindowLayout.GridStart);
        player.Step(Buttons.Attack);
        Assert.That((player.View.Slots[0].Count, player.Slot(0).IsEmpty), Is.EqualTo((4, true)));

        player.Step();
        Assert.That(player.View.Slots[0].IsEmpty, Is.True);
    }

    [Test]
    public void A_key_that_empties_the_grid_leaves_nothing_to_a_click_on_the_result_in_the_same_step()
    {
        var player = WithLogInGrid(count: 1);
        player.MoveTo(WindowLayout.GridStart);
        var (x, y) = WindowLayout.IconAt(WindowKind.Player, WindowLayout.Result);

        player.MoveTo(x + 8, y + 8, Buttons.Hotbar3 | Buttons.Attack);

        Assert.That((player.Session.Carried.IsEmpty, player.Hotbar(2)), Is.EqualTo((true, new ItemStack(ItemId.OakLog, 1))));
    }

    [Test]
    public void Taking_a_result_costs_one_of_each_cell_and_the_next_one_shows_a_step_later()
    {
        var player = WithLogInGrid(count: 2);

        player.MoveTo(WindowLayout.Result);
        player.Step(Buttons.Attack);
        Assert.That((player.Session.Carried.Count, player.View.Slots[1].Count, player.View.Slots[0].IsEmpty), Is.EqualTo((4, 1, true)));

        player.Step();
        Assert.That(player.View.Slots[0].Count, Is.EqualTo(4));
    }

    [TestCase(Buttons.Attack)]
    [TestCase(Buttons.Use)]
    public void A_click_with_the_product_in_hand_takes_one_more_craft(Buttons button)
    {
        var player = WithLogInGrid(count: 3);
        player.Click(WindowLayout.Result, button);
        player.Click(WindowLayout.Result, button);

        Assert.That((player.Session.Carried.Count, player.Slot(1).Count), Is.EqualTo((8, 1)));
    }

    [Test]
    public void A_result_that_does_not_fit_on_the_cursor_stays()
    {
        var player = WithLogInGrid(count: 20);
        for (var craft = 0; craft < 18; craft++)
        {
            player.Click(WindowLayout.Result);
        }

        Assert.That((player.Session.Carried.Count, player.Slot(1).Count), Is.EqualTo((64, 4)));
    }

    [Test]
    public void Another_item_on_the_cursor_leaves_the_result_alone()
    {
        var player = WithLogInGrid(count: 1);
        player.Put(FirstHotbar, new ItemStack(ItemId.Dirt, 1));
        player.Click(FirstHotbar);

        player.Click(WindowLayout.Result);

        Assert.That((player.Session.Carried.Item, player.Slot(0).Count, player.Slot(1).Count), Is.EqualTo((ItemId.Dirt, 4, 1)));
    }

    [Test]
    public void Nothing_can_be_put_into_a_result_slot()
    {
        var player = CarryingOver(WindowLayout.Result, new ItemStack(ItemId.Dirt, 5));

        player.Tap();
        player.Tap(Buttons.Use);

        Assert.That((player.Session.Carried.Count, player.Slot(0).IsEmpty), Is.EqualTo((5, true)));
    }

    [Test]
    public void A_shifted_click_on_a_result_makes_as_many_as_the_grid_yields_in_one_step()
    {
        var player = WithLogInGrid(count: 40);
        player.MoveTo(WindowLayout.Result, Buttons.Sneak);
        player.Step(Buttons.Sneak | Buttons.Attack);

        // From the hotbar's right end to its left.
        Assert.That((player.Hotbar(8).Count, player.Hotbar(7).Count, player.Hotbar(6).Count), Is.EqualTo((64, 64, 32)));
        Assert.That(player.Slot(1).IsEmpty, Is.True);
        Assert.That(
            player.Obtained,
            Is.EqualTo(new ObtainedStack[] { new(new ItemStack(ItemId.OakPlanks, 160), IsCrafted: true, WasOwned: false) }));
    }

    [Test]
    public void A_shifted_click_on_a_result_ends_where_there_is_no_room_and_throws_what_did_not_fit_of_the_last_craft()
    {
        var player = WithLogInGrid(count: 5);
        for (var slot = 9; slot < 45; slot++)
        {
            player.Put(slot, new ItemStack(ItemId.Dirt, 64));
        }

        player.Put(20, new ItemStack(ItemId.OakPlanks, 58));
        player.Click(WindowLayout.Result, with: Buttons.Sneak);

        Assert.That((player.Slot(20).Count, player.Slot(1).Count), Is.EqualTo((64, 3)));
        Assert.That(player.Thrown, Is.EqualTo(new[] { new ItemStack(ItemId.OakPlanks, 2) }));
        Assert.That(player.Obtained.Single().Stack.Count, Is.EqualTo(8));
    }

    [Test]
    public void A_shifted_click_makes_no_other_item_than_the_one_that_was_shown()
    {
        // Three planks over one make sticks once; the two left in one cell would make buttons.
        var player = WindowDriver.At(
            WindowKind.CraftingTable, (37, new ItemStack(ItemId.OakPlanks, 3)), (38, new ItemStack(ItemId.OakPlanks, 1)));
        player.Click(37);
        player.Click(1);
        player.Click(38);
        player.Click(4);
        player.Step();

        player.MoveTo(WindowLayout.Result, Buttons.Sneak);
        player.Step(Buttons.Sneak | Buttons.Attack);
        Assert.That(player.View.Slots[0].IsEmpty, Is.True);

        player.Step(Buttons.Sneak);
        Assert.That((player.Hotbar(8), player.Slot(1).Count), Is.EqualTo((new ItemStack(ItemId.Stick, 4), 2)));
        Assert.That(player.View.Slots[0], Is.EqualTo(new ItemStack(ItemId.OakButton, 1)));
    }

    [Test]
    public void A_hotbar_key_over_a_result_takes_it_only_into_an_empty_slot()
    {
        var player = WithLogInGrid(count: 2);
        player.Put(FirstHotbar, new ItemStack(ItemId.OakPlanks, 1));
        player.MoveTo(WindowLayout.Result);

        player.Step(Buttons.Hotbar1);
        Assert.That((player.Hotbar(0).Count, player.Slot(1).Count), Is.EqualTo((1, 2)));

        player.Step(Buttons.Hotbar2);
        Assert.That((player.Hotbar(1).Count, player.Slot(1).Count), Is.EqualTo((4, 1)));
    }

    [Test]
    public void Drop_over_a_result_throws_a_whole_craft_that_counts_as_made()
    {
        var player = WithLogInGrid(count: 2);
        player.MoveTo(WindowLayout.Result);

        player.Step(Buttons.Drop);

        Assert.That(player.Thrown, Is.EqualTo(new[] { new ItemStack(ItemId.OakPlanks, 4) }));
        Assert.That((player.Obtained.Single().Stack.Count, player.Slot(1).Count), Is.EqualTo((4, 1)));
    }

    [Test]
    public void Ingots_out_of_a_block_are_crafted_but_were_the_player_s()
    {
        var player = CarryingOver(WindowLayout.GridStart, new ItemStack(ItemId.IronBlock, 1));
        player.Tap();
        player.Click(WindowLayout.Result);

        Assert.That(
            player.Obtained,
            Is.EqualTo(new ObtainedStack[] { new(new ItemStack(ItemId.IronIngot, 9), IsCrafted: true, WasOwned: true) }));
    }

    [Test]
    public void A_table_has_room_for_a_pickaxe_and_the_player_s_own_grid_has_not()
    {
        var player = WindowDriver.At(
            WindowKind.CraftingTable, (37, new ItemStack(ItemId.Cobblestone, 3)), (38, new ItemStack(ItemId.Stick, 2)));
        player.Click(37);
        player.Drag(Buttons.Attack, 10, 1, 2, 3);
        player.Click(38);
        player.Drag(Buttons.Attack, 20, 5, 8);
        player.Step();

        Assert.That(player.Slot(WindowLayout.Result), Is.EqualTo(new ItemStack(ItemId.StonePickaxe, 1)));
        Assert.That(WindowLayout.GridWidth(WindowKind.Player), Is.EqualTo(2));
    }

    /// <summary>The player's window with a stack on the cursor, which is over a slot.</summary>
    private static WindowDriver CarryingOver(int slot, ItemStack stack)
    {
        var player = WindowDriver.At(WindowKind.Player, (FirstHotbar, stack));
        player.Click(FirstHotbar);
        player.MoveTo(slot);
        return player;
    }

    private static WindowDriver WithLogInGrid(int count)
    {
        var player = CarryingOver(WindowLayout.GridStart, new ItemStack(ItemId.OakLog, count));
        player.Tap();
        player.Step();
        return player;
    }
}
