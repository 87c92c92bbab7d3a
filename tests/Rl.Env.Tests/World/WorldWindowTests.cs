using Rl.Env.Actions;
using Rl.Env.Frames;
using Rl.Env.World;
using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;

namespace Rl.Env.Tests.World;

/// <summary>Windows over the running world: opening, closing, crafting and smelting by keys and mouse alone.</summary>
[TestFixture]
public sealed class WorldWindowTests
{
    private const double PixelsPerDegree = 2400.0 / 360.0;

    [Test]
    public void A_frame_without_the_cursor_is_the_one_with_it_once_the_cursor_is_laid_over()
    {
        var (world, bare) = (new VoxelWorld(FrameSize.Native, WorldConfig.Flat), new VoxelWorld(FrameSize.Native, WorldConfig.Flat) { DrawsCursor = false });
        var step = (With: world.Reset(3), Without: bare.Reset(3));
        var different = 0;
        for (var tick = 0; tick < 12; tick++)
        {
            var action = tick == 2 ? new MinecraftAction(Buttons.Inventory, 0, 0) : new MinecraftAction(Buttons.None, 3.2 - tick, 4.7);
            step = (world.Step(action), bare.Step(action));
            var frame = step.Without.Frame.ToArray();
            if (bare.Observe() is { IsGuiOpen: true, Cursor: var (x, y) })
            {
                different += step.With.Frame.Span.SequenceEqual(frame) ? 0 : 1;
                CursorImage.Default.LayOver(frame, FrameSize.Native, (int)x, (int)y);
            }

            Assert.That(step.With.Frame.Span.SequenceEqual(frame), Is.True, $"tick {tick}");
        }

        Assert.That(different, Is.EqualTo(10), "ticks with a window open");
        Assert.That(bare.StateHash(), Is.EqualTo(world.StateHash()), "the picture alone differs");
    }

    [Test]
    public void The_inventory_key_opens_the_window_in_its_own_step_and_closes_it_again()
    {
        var player = Flat();

        player.Step(Buttons.Inventory);
        Assert.That(player.World.Window.Kind, Is.EqualTo(WindowKind.Player));
        player.Hold(Buttons.Inventory, ticks: 3);
        Assert.That(player.World.Window.Kind, Is.EqualTo(WindowKind.Player), "held, it does not toggle");
        player.Step(Buttons.None);
        player.Step(Buttons.Inventory);

        Assert.That(player.World.Window.Kind, Is.EqualTo(WindowKind.None));
    }

    [Test]
    public void A_table_opens_one_step_after_use_and_only_without_something_to_place_while_sneaking()
    {
        var player = Flat();
        player.World.PlaceBlock(0, 65, 2, BlockId.CraftingTable);

        player.Step(Buttons.Use);
        Assert.That(player.World.Window.Kind, Is.EqualTo(WindowKind.None));
        player.Step(Buttons.None);

        Assert.That(player.World.Window.Kind, Is.EqualTo(WindowKind.CraftingTable));
    }

    [Test]
    public void The_mouse_moves_the_cursor_and_not_the_view_while_a_window_is_open()
    {
        var player = Flat();
        player.Step(Buttons.Inventory);
        var yaw = player.Body.Yaw;

        player.Step(Buttons.None, pitch: -8.55, yaw: 2.7);

        Assert.That(player.Body.Yaw, Is.EqualTo(yaw));
        Assert.That(player.World.Window.CursorX, Is.EqualTo(338).Within(1e-9));
        Assert.That(player.World.Window.CursorY, Is.EqualTo(123).Within(1e-9));
    }

    [Test]
    public void Planks_and_a_table_are_crafted_by_the_cursor_alone_and_are_gains_once()
    {
        var player = Flat();
        player.Give(ItemId.OakLog);
        player.Step(Buttons.Inventory);
        Take(player, WindowLayout.WindowSlot(WindowKind.Player, 0));
        Put(player, WindowLayout.GridStart);
        Take(player, WindowLayout.Result);
        Assert.That(player.Gained, Is.EqualTo(new Dictionary<string, int> { ["oak_planks"] = 4 }));

        PutOne(player, WindowLayout.GridStart);
        PutOne(player, WindowLayout.GridStart + 1);
        PutOne(player, WindowLayout.GridStart + 2);
        PutOne(player, WindowLayout.GridStart + 3);
        Take(player, WindowLayout.Result);
        Put(player, WindowLayout.WindowSlot(WindowKind.Player, 0));
        player.Step(Buttons.Inventory);

        Assert.Multiple(() =>
        {
            Assert.That(player.World.Inventory.CountOf(ItemId.CraftingTable), Is.EqualTo(1));
            Assert.That(player.World.Inventory.CountOf(ItemId.OakPlanks), Is.Zero);
            Assert.That(player.Gained, Is.EqualTo(new Dictionary<string, int> { ["oak_planks"] = 4, ["crafting_table"] = 1 }));
            Assert.That(player.World.Statistics.Crafted[(int)ItemId.OakPlanks], Is.EqualTo(4));
            Assert.That(player.World.Statistics.Crafted[(int)ItemId.CraftingTable], Is.EqualTo(1));
        });
    }

    [Test]
    public void A_crafted_table_that_is_placed_and_mined_again_is_no_second_gain()
    {
        var player = Flat();
        player.Give(ItemId.CraftingTable);
        player.World.SetBlock(0, 65, 3, BlockId.Stone);
        player.Step(Buttons.Use);
        Assert.That(player.World.Volume[0, 65, 2], Is.EqualTo(BlockId.CraftingTable));
        player.HoldUntil(Buttons.Attack, () => player.IsAir(0, 65, 2));

        player.HoldUntil(Buttons.Forward, () => player.World.Inventory.CountOf(ItemId.CraftingTable) == 1, limit: 200);

        Assert.That(player.Gained, Is.Empty);
    }

    [Test]
    public void What_hangs_on_the_cursor_is_thrown_at_closing_and_picking_it_up_is_no_gain()
    {
        var player = Flat();
        player.Give(ItemId.Diamond, 3);
        player.Step(Buttons.Inventory);
        Take(player, WindowLayout.WindowSlot(WindowKind.Player, 0));
        player.Step(Buttons.Inventory);

        Assert.That(player.World.Inventory.CountOf(ItemId.Diamond), Is.Zero);
        Assert.That(player.World.Entities.All[0].Stack, Is.EqualTo(new ItemStack(ItemId.Diamond, 3)));
        player.Hold(Buttons.None, ticks: 45);
        player.HoldUntil(Buttons.Forward, () => player.World.Inventory.CountOf(ItemId.Diamond) == 3, limit: 100);
        Assert.That(player.Gained, Is.Empty);
        Assert.That(player.World.Statistics.Dropped[(int)ItemId.Diamond], Is.EqualTo(3));
    }

    [Test]
    public void A_key_that_is_down_when_a_window_closes_does_nothing_until_it_is_pressed_again()
    {
        var player = Flat();
        player.Step(Buttons.Inventory);
        player.Step(Buttons.Forward);
        player.Step(Buttons.Forward | Buttons.Inventory);
        var (x, z) = (player.Body.X, player.Body.Z);

        player.Hold(Buttons.Forward, ticks: 5);
        Assert.That((player.Body.X, player.Body.Z), Is.EqualTo((x, z)));
        player.Step(Buttons.None);
        player.Hold(Buttons.Forward, ticks: 5);

        Assert.That(player.Body.Z, Is.GreaterThan(z + 0.3));
    }

    [Test]
    public void A_furnace_smelts_behind_its_closed_window_and_shines_meanwhile()
    {
        var player = Flat();
        player.World.PlaceBlock(0, 65, 2, BlockId.Furnace);
        var furnace = player.World.BlockEntities.FurnaceAt((0, 65, 2))!;
        furnace.Input = new ItemStack(ItemId.IronOre, 1);
        furnace.Fuel = new ItemStack(ItemId.Coal, 1);

        player.Hold(Buttons.None, ticks: 20);
        Assert.That(player.World.Volume[0, 65, 2], Is.EqualTo(BlockId.LitFurnace));
        Assert.That(player.World.Volume.BlockLight(0, 65, 1), Is.EqualTo(12));
        player.Hold(Buttons.None, ticks: 182);
        player.Step(Buttons.Use);
        player.Step(Buttons.None);
        Assert.That(player.World.Window.Slots[WindowLayout.FurnaceOutput], Is.EqualTo(new ItemStack(ItemId.IronIngot, 1)));
        Take(player, WindowLayout.FurnaceOutput);

        Assert.That(player.Gained, Is.EqualTo(new Dictionary<string, int> { ["iron_ingot"] = 1 }));
    }

    [Test]
    public void A_broken_furnace_gives_back_what_it_held_and_only_what_was_never_taken_is_a_gain()
    {
        var player = Flat();
        player.World.PlaceBlock(0, 65, 2, BlockId.Furnace);
        var furnace = player.World.BlockEntities.FurnaceAt((0, 65, 2))!;
        furnace.Input = new ItemStack(ItemId.IronOre, 2);
        furnace.Fuel = new ItemStack(ItemId.Coal, 1);
        player.Hold(Buttons.None, ticks: 202);
        player.Give(ItemId.IronPickaxe);
        player.HoldUntil(Buttons.Attack, () => player.IsAir(0, 65, 2));

        player.HoldUntil(Buttons.Forward, () => player.World.Inventory.CountOf(ItemId.IronIngot) == 1, limit: 200);
        player.Hold(Buttons.Forward, ticks: 20);

        Assert.That(player.World.Inventory.CountOf(ItemId.IronOre), Is.EqualTo(1));
        Assert.That(player.Gained, Is.EqualTo(new Dictionary<string, int> { ["iron_ingot"] = 1 }));
    }

    [Test]
    public void A_window_closes_when_its_block_goes()
    {
        var player = Flat();
        player.World.PlaceBlock(0, 65, 2, BlockId.CraftingTable);
        player.Step(Buttons.Use);
        player.Step(Buttons.None);

        player.World.SetBlock(0, 65, 2, BlockId.Air);
        player.Step(Buttons.None);

        Assert.That(player.World.Window.Kind, Is.EqualTo(WindowKind.None));
    }

    [Test]
    public void The_meadow_has_no_windows()
    {
        var player = WorldDriver.FacingSouth();

        player.Step(Buttons.Inventory);

        Assert.That(player.World.IsWindowOpen, Is.False);
    }

    /// <summary>The whole game on flat ground, the player at rest and looking level to the south.</summary>
    private static WorldDriver Flat()
    {
        var driver = new WorldDriver(WorldConfig.Flat);
        driver.Reset(seed: 1);
        driver.Step(Buttons.None, 0, -driver.Body.Yaw);
        return driver;
    }

    private static void MoveTo(WorldDriver player, int slot)
    {
        var window = player.World.Window;
        var (x, y) = WindowLayout.IconAt(window.Kind, slot);
        player.Step(Buttons.None, (y + 8 - window.CursorY) / PixelsPerDegree, (x + 8 - window.CursorX) / PixelsPerDegree);
    }

    private static void Take(WorldDriver player, int slot) => Click(player, slot, Buttons.Attack);

    private static void Put(WorldDriver player, int slot) => Click(player, slot, Buttons.Attack);

    private static void PutOne(WorldDriver player, int slot) => Click(player, slot, Buttons.Use);

    private static void Click(WorldDriver player, int slot, Buttons button)
    {
        MoveTo(player, slot);
        player.Step(button);
        player.Step(Buttons.None);
        player.Hold(Buttons.None, ticks: WindowSession.DoubleClickTicks);
    }
}
