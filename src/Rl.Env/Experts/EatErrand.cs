using Rl.Env.Actions;
using Rl.Env.World.Blocks;

namespace Rl.Env.Experts;

/// <summary>Eating what is in a hotbar slot: holds use until there is one less of it.</summary>
internal sealed class EatErrand(Self self) : IErrand
{
    private const int MostTicks = 50;

    private ItemId _item;
    private int _count;
    private int _ticks;

    /// <summary>True for what fills the stomach without harm.</summary>
    public static bool IsFood(ItemId item) => item is ItemId.Apple or ItemId.Bread or ItemId.Porkchop or ItemId.CookedPorkchop or ItemId.Beef
        or ItemId.CookedBeef or ItemId.Mutton or ItemId.CookedMutton or ItemId.CookedChicken or ItemId.MelonSlice;

    /// <summary>Begins.</summary>
    public void Begin(ItemId item) => (_item, _count, _ticks) = (item, self.Pack.CountOf(item), 0);

    /// <inheritdoc />
    public Progress Act()
    {
        var slot = self.Pack.HotbarSlotOf(_item);
        if (slot < 0 || self.Pack.CountOf(_item) < _count)
        {
            return slot < 0 && self.Pack.CountOf(_item) == _count ? Progress.Failed : Progress.Done;
        }

        // With the eyes up: what is pointed at might be opened instead.
        if (self.Controls.Target(self.Sight) is { } hit && (hit.Block == BlockId.CraftingTable || BlockTable.IsFurnace(hit.Block)))
        {
            self.Controls.Aim(self.Body.Yaw + 40, -20);
        }
        else if (self.Select(slot))
        {
            self.Controls.Hold(Buttons.Use);
        }

        return ++_ticks > MostTicks ? Progress.Failed : Progress.Underway;
    }

    /// <inheritdoc />
    public void Leave()
    {
    }
}
