namespace Rl.Env.World.Blocks;

/// <summary>What lies in one slot.</summary>
/// <param name="Item">The item, <see cref="ItemId.None"/> in an empty slot.</param>
/// <param name="Count">Units, 0 in an empty slot.</param>
/// <param name="Damage">Uses already spent of a tool.</param>
public readonly record struct ItemStack(ItemId Item, int Count, int Damage = 0)
{
    /// <summary>An empty slot.</summary>
    public static ItemStack Empty => default;

    /// <summary>True if nothing lies here.</summary>
    public bool IsEmpty => Count == 0;
}
