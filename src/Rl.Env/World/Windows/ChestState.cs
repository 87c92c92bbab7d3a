using Rl.Env.World.Blocks;

namespace Rl.Env.World.Windows;

/// <summary>What lies in one chest; all of it was put there by the player.</summary>
internal sealed class ChestState
{
    /// <summary>Slots of a chest (V).</summary>
    public const int SlotCount = 27;

    private readonly ItemStack[] _slots = new ItemStack[SlotCount];

    /// <summary>All slots, row by row.</summary>
    public ReadOnlySpan<ItemStack> Slots => _slots;

    /// <summary>What lies in one slot.</summary>
    public ItemStack this[int slot]
    {
        get => _slots[slot];
        set => _slots[slot] = value;
    }

    /// <summary>Adds every slot to a hash.</summary>
    public ulong HashInto(ulong hash)
    {
        foreach (var slot in _slots)
        {
            hash = StateHasher.Mix(hash, StateHasher.Word(slot));
        }

        return hash;
    }
}
