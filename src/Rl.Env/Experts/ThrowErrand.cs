using Rl.Env.World.Blocks;
using Rl.Env.World.Windows;

namespace Rl.Env.Experts;

/// <summary>Making room: turns round, opens the inventory and throws out what is good for nothing.</summary>
internal sealed class ThrowErrand(Self self, CursorHand hand, InventoryKey key) : IErrand
{
    private const int RubbleToKeep = 128;
    private const int MostTicks = 500;

    private double _yaw;
    private int _ticks;
    private bool _isTurned;
    private bool _hasOpened;
    private bool _isDone;

    /// <summary>Begins.</summary>
    public void Begin()
    {
        (_yaw, _ticks, _isTurned, _hasOpened, _isDone) = (self.Body.Yaw + 180, 0, false, false, false);
        hand.Stop();
    }

    /// <inheritdoc />
    public bool UsesWindows => true;

    /// <inheritdoc />
    public Progress Act()
    {
        if (++_ticks > MostTicks)
        {
            _isDone = true;
        }

        if (!_isTurned)
        {
            self.Controls.Aim(_yaw, 0);
            _isTurned = Math.Abs(Bearing.Wrap(_yaw - self.Body.Yaw)) < 15;
            return Progress.Underway;
        }

        if (!hand.IsIdle && self.Window.Kind == WindowKind.Player)
        {
            hand.Act();
            return Progress.Underway;
        }

        if (_isDone)
        {
            return key.Close() ? Progress.Done : Progress.Underway;
        }

        if (self.Window.Kind != WindowKind.Player)
        {
            if (_hasOpened)
            {
                return Progress.Failed;
            }

            _ = key.Open();
            return Progress.Underway;
        }

        _hasOpened = true;
        if (!self.Window.Carried.IsEmpty)
        {
            hand.ClickOutside();
        }
        else if (NextSlot() is { } slot)
        {
            hand.Click(slot);
        }
        else
        {
            _isDone = true;
        }

        return Progress.Underway;
    }

    /// <inheritdoc />
    public void Leave() => hand.Stop();

    /// <summary>True for what there is no use for on this road.</summary>
    private static bool IsJunk(ItemId item) => item is ItemId.Gravel or ItemId.Sand or ItemId.Flint or ItemId.OakSapling or ItemId.BirchSapling
        or ItemId.SpruceSapling or ItemId.WheatSeeds or ItemId.Dandelion or ItemId.Poppy or ItemId.LapisLazuli or ItemId.Redstone
        or ItemId.ClayBall or ItemId.String or ItemId.Bone or ItemId.Gunpowder or ItemId.Arrow or ItemId.Feather or ItemId.SugarCane
        or ItemId.BrownMushroom or ItemId.RedMushroom or ItemId.Snowball or ItemId.Egg or ItemId.Cactus or ItemId.GoldOre or ItemId.Leather;

    private int? NextSlot()
    {
        var kept = 0;
        for (var slot = 0; slot < 36; slot++)
        {
            var window = WindowLayout.WindowSlot(WindowKind.Player, slot);
            var stack = self.Window.Slots[window];
            if (IsJunk(stack.Item))
            {
                return window;
            }

            if (Pack.IsRubble(stack.Item))
            {
                // Cobblestone is kept before other rubble: it makes tools.
                if (kept >= RubbleToKeep || stack.Item != ItemId.Cobblestone)
                {
                    return window;
                }

                kept += stack.Count;
            }
        }

        return null;
    }
}
