using Rl.Env.World.Blocks;

namespace Rl.Env.World.Items;

/// <summary>
/// What the player has with him: 36 main slots, of which 0 to 8 are the hotbar, left to right, and 9 to 35 the rows above it; then what he
/// wears, 36 to 39 from head to feet; then the off hand, 40.
/// </summary>
internal sealed class Inventory
{
    /// <summary>Main slots.</summary>
    public const int SlotCount = 36;

    /// <summary>Slots of the hotbar.</summary>
    public const int HotbarCount = 9;

    /// <summary>The helmet's slot; chestplate, leggings and boots follow.</summary>
    public const int ArmorStart = SlotCount;

    /// <summary>Slots of what is worn.</summary>
    public const int ArmorCount = 4;

    /// <summary>The off hand's slot.</summary>
    public const int OffHandSlot = ArmorStart + ArmorCount;

    /// <summary>Main slots, armour and off hand together.</summary>
    public const int AllSlotCount = OffHandSlot + 1;

    private readonly ItemStack[] _slots = new ItemStack[AllSlotCount];

    /// <summary>The main slots in order.</summary>
    public ReadOnlySpan<ItemStack> Slots => _slots.AsSpan(0, SlotCount);

    /// <summary>What is worn, from head to feet.</summary>
    public ReadOnlySpan<ItemStack> Armor => _slots.AsSpan(ArmorStart, ArmorCount);

    /// <summary>The stack in the off hand.</summary>
    public ItemStack OffHand => _slots[OffHandSlot];

    /// <summary>The selected hotbar slot.</summary>
    public int SelectedSlot { get; private set; }

    /// <summary>The stack in hand.</summary>
    public ItemStack Held => _slots[SelectedSlot];

    /// <summary>What lies in one slot, armour and off hand among them.</summary>
    public ItemStack this[int slot]
    {
        get => _slots[slot];
        set => _slots[slot] = value;
    }

    /// <summary>The slot in which an item is worn, −1 if it is no armour.</summary>
    // Four materials of four pieces each stand in a row among the items, from head to feet.
    public static int ArmorSlotOf(ItemId item) =>
        item is >= ItemId.LeatherHelmet and <= ItemId.DiamondBoots ? ArmorStart + ((item - ItemId.LeatherHelmet) % ArmorCount) : -1;

    /// <summary>Selects a hotbar slot.</summary>
    public void Select(int slot) => SelectedSlot = slot;

    /// <summary>Empties every slot and selects the first.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        SelectedSlot = 0;
    }

    /// <summary>
    /// Takes in as much of a stack as there is room for: onto partial stacks, the selected one first, then the off hand's, then slot 0 to
    /// 35; then into the first empty main slot. Gives the units taken.
    /// </summary>
    public int Add(ItemStack stack)
    {
        var left = stack.Count;
        var size = ItemTable.Of(stack.Item).StackSize;
        if (size > 1)
        {
            TopUp(ref _slots[SelectedSlot], stack.Item, size, ref left);
            TopUp(ref _slots[OffHandSlot], stack.Item, size, ref left);
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

    /// <summary>Units of an item in the main slots, which is what an observation of the inventory counts (V).</summary>
    public int CountOf(ItemId item)
    {
        var count = 0;
        foreach (var slot in Slots)
        {
            count += slot.Item == item ? slot.Count : 0;
        }

        return count;
    }

    /// <summary>
    /// Adds every slot to a hash; armour and off hand only where something is, so that worlds without them keep their hash.
    /// </summary>
    public ulong HashInto(ulong hash)
    {
        foreach (var slot in Slots)
        {
            hash = StateHasher.Mix(hash, StateHasher.Word(slot));
        }

        hash = StateHasher.Mix(hash, (ulong)SelectedSlot);
        for (var slot = ArmorStart; slot < AllSlotCount; slot++)
        {
            if (!_slots[slot].IsEmpty)
            {
                hash = StateHasher.Mix(StateHasher.Mix(hash, (ulong)slot), StateHasher.Word(_slots[slot]));
            }
        }

        return hash;
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
