using Rl.Env.World.Blocks;

namespace Rl.Env.World.Items;

/// <summary>The 36 main slots: 0 to 8 are the hotbar, left to right; 9 to 35 the rows above it.</summary>
internal sealed class Inventory
{
    /// <summary>All slots.</summary>
    public const int SlotCount = 36;

    /// <summary>Slots of the hotbar.</summary>
    public const int HotbarCount = 9;

    private readonly ItemStack[] _slots = new ItemStack[SlotCount];

    /// <summary>All slots in order.</summary>
    public ReadOnlySpan<ItemStack> Slots => _slots;

    /// <summary>The selected hotbar slot.</summary>
    public int SelectedSlot { get; private set; }

    /// <summary>The stack in hand.</summary>
    public ItemStack Held => _slots[SelectedSlot];

    /// <summary>Selects a hotbar slot.</summary>
    public void Select(int slot) => SelectedSlot = slot;

    /// <summary>Empties every slot and selects the first.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        SelectedSlot = 0;
    }

    /// <summary>
    /// Takes in as much of a stack as there is room for: onto partial stacks, the selected one first, then slot 0 to 35; then into the
    /// first empty slot. Gives the units taken.
    /// </summary>
    public int Add(ItemStack stack)
    {
        var left = stack.Count;
        var size = ItemTable.Of(stack.Item).StackSize;
        if (size > 1)
        {
            TopUp(ref _slots[SelectedSlot], stack.Item, size, ref left);
            for (var i = 0; i < SlotCount && left > 0; i++)
            {
                TopUp(ref _slots[i], stack.Item, size, ref left);
            }
        }

        for (var i = 0; i < SlotCount && left > 0; i++)
        {
            if (_slots[i].IsEmpty)
            {
                var count = Math.Min(size, left);
                _slots[i] = new ItemStack(stack.Item, count, stack.Damage);
                left -= count;
            }
        }

        return stack.Count - left;
    }

    /// <summary>Takes one unit out of the hand; empty if there is none.</summary>
    public ItemStack TakeOneHeld()
    {
        var held = Held;
        if (held.IsEmpty)
        {
            return ItemStack.Empty;
        }

        _slots[SelectedSlot] = held.Count == 1 ? ItemStack.Empty : held with { Count = held.Count - 1 };
        return held with { Count = 1 };
    }

    /// <summary>Takes everything out of one slot.</summary>
    public ItemStack TakeAll(int slot)
    {
        var stack = _slots[slot];
        _slots[slot] = ItemStack.Empty;
        return stack;
    }

    /// <summary>Wears the held tool by one use; a tool that has none left is gone.</summary>
    public void WearHeld()
    {
        var held = Held;
        var uses = ItemTable.Of(held.Item).Uses;
        if (uses > 0)
        {
            _slots[SelectedSlot] = held.Damage + 1 >= uses ? ItemStack.Empty : held with { Damage = held.Damage + 1 };
        }
    }

    /// <summary>Units of an item in all slots.</summary>
    public int CountOf(ItemId item)
    {
        var count = 0;
        foreach (var slot in _slots)
        {
            count += slot.Item == item ? slot.Count : 0;
        }

        return count;
    }

    /// <summary>Adds every slot to a hash.</summary>
    public ulong HashInto(ulong hash)
    {
        foreach (var slot in _slots)
        {
            hash = StateHasher.Mix(hash, StateHasher.Word(slot));
        }

        return StateHasher.Mix(hash, (ulong)SelectedSlot);
    }

    private static void TopUp(ref ItemStack slot, ItemId item, int size, ref int left)
    {
        if (slot.Item == item && slot.Count < size)
        {
            var count = Math.Min(size - slot.Count, left);
            slot = slot with { Count = slot.Count + count };
            left -= count;
        }
    }
}
