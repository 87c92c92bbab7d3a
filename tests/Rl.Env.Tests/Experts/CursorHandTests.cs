using Rl.Env.Experts;
using Rl.Env.Tests.World;
using Rl.Env.World;
using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;

namespace Rl.Env.Tests.Experts;

[TestFixture]
public sealed class CursorHandTests
{
    [Test]
    public void Every_slot_of_every_window_is_reached(
        [Values(WindowKind.Player, WindowKind.CraftingTable, WindowKind.Furnace)] WindowKind kind, [Values(1u, 2u, 3u, 4u)] ulong seed)
    {
        var (player, self) = With(kind, seed);
        var hand = new CursorHand(self);
        for (var slot = 0; slot < WindowLayout.SlotCount(kind); slot++)
        {
            hand.Hover(slot);
            Finish(player, self, hand);

            Assert.That(WindowLayout.SlotAt(kind, self.Window.CursorX, self.Window.CursorY), Is.EqualTo(slot));
        }
    }

    [Test]
    public void A_click_takes_up_a_stack_and_another_puts_it_down([Values(1u, 2u, 3u, 4u)] ulong seed)
    {
        var (player, self) = With(WindowKind.Player, seed);
        player.Give(ItemId.OakLog, 7);
        var hand = new CursorHand(self);

        hand.Click(WindowLayout.WindowSlot(WindowKind.Player, 0));
        Finish(player, self, hand);
        Assert.That(self.Window.Carried, Is.EqualTo(new ItemStack(ItemId.OakLog, 7)));

        hand.Click(WindowLayout.WindowSlot(WindowKind.Player, 20));
        Finish(player, self, hand);
        Assert.That(self.Window.Carried.IsEmpty, Is.True);
        Assert.That(self.Pack.Slots[20], Is.EqualTo(new ItemStack(ItemId.OakLog, 7)));
    }

    [Test]
    public void A_right_click_puts_one_down()
    {
        var (player, self) = With(WindowKind.Player, 1);
        player.Give(ItemId.OakLog, 7);
        var hand = new CursorHand(self);

        hand.Click(WindowLayout.WindowSlot(WindowKind.Player, 0));
        Finish(player, self, hand);
        hand.Click(WindowLayout.GridStart, right: true);
        Finish(player, self, hand);

        Assert.That(self.Window.Carried.Count, Is.EqualTo(6));
        Assert.That(self.Window.Slots[WindowLayout.GridStart], Is.EqualTo(new ItemStack(ItemId.OakLog, 1)));
    }

    [Test]
    public void A_click_beside_the_window_throws()
    {
        var (player, self) = With(WindowKind.Player, 1);
        player.Give(ItemId.Gravel, 7);
        var hand = new CursorHand(self);

        hand.Click(WindowLayout.WindowSlot(WindowKind.Player, 0));
        Finish(player, self, hand);
        hand.ClickOutside();
        Finish(player, self, hand);

        Assert.That(self.Window.Carried.IsEmpty, Is.True);
        Assert.That(player.World.Entities.Count, Is.EqualTo(1));
    }

    /// <summary>A player on a plain with a window open.</summary>
    private static (WorldDriver Player, Self Self) With(WindowKind kind, ulong seed)
    {
        var player = new WorldDriver(WorldConfig.Flat);
        player.Reset(seed: 1);
        player.World.PlaceBlock(1, 64, 2, kind == WindowKind.Furnace ? BlockId.Furnace : BlockId.CraftingTable);
        var self = new Self(player.World);
        self.Begin(seed);
        var (key, mason) = (new InventoryKey(self), new Mason(self));
        for (var tick = 0; tick < 60 && self.Window.Kind != kind; tick++)
        {
            self.Sense();
            if (kind == WindowKind.Player)
            {
                key.Open();
            }
            else if (self.Sight.At(1, 64, 2) is null)
            {
                self.Controls.AimAt((1.5, 64.5, 2.5));
            }
            else
            {
                mason.Open(new Cell(1, 64, 2));
            }

            Step(player, self);
        }

        Assert.That(self.Window.Kind, Is.EqualTo(kind));
        return (player, self);
    }

    private static void Finish(WorldDriver player, Self self, CursorHand hand)
    {
        for (var tick = 0; tick < 100 && !hand.IsIdle; tick++)
        {
            self.Sense();
            hand.Act();
            Step(player, self);
        }

        Assert.That(hand.IsIdle, Is.True);
    }

    private static void Step(WorldDriver player, Self self)
    {
        var action = self.Controls.Action;
        player.Step(action.Buttons, action.PitchDegrees, action.YawDegrees);
    }
}
