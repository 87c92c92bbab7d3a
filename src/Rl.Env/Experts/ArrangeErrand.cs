using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;

namespace Rl.Env.Experts;

/// <summary>Bringing something from the upper rows of the inventory into the hotbar.</summary>
internal sealed class ArrangeErrand(Self self, CursorHand hand, InventoryKey key) : IErrand
{
    private const int MostTicks = 300;

    private ItemId _item;
    private int _ticks;
    private bool _hasOpened;

    /// <summary>Begins.</summary>
    public void Begin(ItemId item)
    {
        (_item, _ticks, _hasOpened) = (item, 0, false);
        hand.Stop();
    }

    /// <inheritdoc />
    public bool UsesWindows => true;

    /// <inheritdoc />
    public Progress Act()
    {
        if (self.Window.Kind != WindowKind.Player)
        {
            if (_hasOpened)
            {
                return self.Pack.HotbarSlotOf(_item) >= 0 ? Progress.Done : Progress.Failed;
            }

            _ = key.Open();
            return ++_ticks > MostTicks ? Progress.Failed : Progress.Underway;
        }

        _hasOpened = true;
        if (!hand.IsIdle)
        {
            hand.Act();
            return Progress.Underway;
        }

        var carried = self.Window.Carried;
        if (!carried.IsEmpty)
        {
            PutDown(carried);
        }
        else if (++_ticks > MostTicks || self.Pack.HotbarSlotOf(_item) >= 0 || SlotOf(_item) is not { } slot)
        {
            _ = key.Close();
        }
        else
        {
            hand.Click(slot);
        }

        return Progress.Underway;
    }

    /// <inheritdoc />
    public void Leave() => hand.Stop();

    private void PutDown(ItemStack carried)
    {
        if (carried.Item == _item)
        {
            hand.Click(WindowLayout.WindowSlot(WindowKind.Player, Place()));
        }
        else if (Bench.Stash(self, carried) is { } slot)
        {
            hand.Click(slot);
        }
        else
        {
            hand.ClickOutside();
        }
    }

    /// <summary>The hotbar slot to give it: a free one, else that of some rubble, else the last that holds no tool.</summary>
    private int Place()
    {
        var (rubble, other) = (-1, 8);
        for (var slot = 0; slot < 9; slot++)
        {
            var stack = self.Pack.Slots[slot];
            if (stack.IsEmpty)
            {
                return slot;
            }

            rubble = Pack.IsRubble(stack.Item) ? slot : rubble;
            other = ItemTable.Of(stack.Item).Tool == ToolKind.None ? slot : other;
        }

        return rubble >= 0 ? rubble : other;
    }

    private int? SlotOf(ItemId item)
    {
        for (var slot = 9; slot < 36; slot++)
        {
            if (self.Pack.Slots[slot].Item == item)
            {
                return WindowLayout.WindowSlot(WindowKind.Player, slot);
            }
        }

        return null;
    }
}
