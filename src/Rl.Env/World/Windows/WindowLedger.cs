using Rl.Env.World.Blocks;

namespace Rl.Env.World.Windows;

/// <summary>What came out of a window in one tick: stacks thrown before the player's feet, and what he made and took.</summary>
internal sealed class WindowLedger
{
    // A tick throws at most one stack for each of nine hotbar keys, drop, two presses and two releases, and ten on closing.
    private const int MostThrown = 24;

    // A result, once taken, comes back a tick later, and a furnace has one output: two kinds a tick.
    private const int MostObtained = 4;

    private readonly ItemStack[] _thrown = new ItemStack[MostThrown];
    private readonly ObtainedStack[] _obtained = new ObtainedStack[MostObtained];
    private int _thrownCount;
    private int _obtainedCount;

    /// <summary>Stacks thrown, in order.</summary>
    public ReadOnlySpan<ItemStack> Thrown => _thrown.AsSpan(0, _thrownCount);

    /// <summary>What was made and taken, one entry a kind.</summary>
    public ReadOnlySpan<ObtainedStack> Obtained => _obtained.AsSpan(0, _obtainedCount);

    /// <summary>Forgets it all.</summary>
    public void Clear()
    {
        _thrownCount = 0;
        _obtainedCount = 0;
    }

    /// <summary>Throws a stack out; nothing if it is empty.</summary>
    public void Throw(ItemStack stack)
    {
        if (stack.IsEmpty)
        {
            return;
        }

        if (_thrownCount == MostThrown)
        {
            throw new InvalidOperationException($"More than {MostThrown} stacks were thrown in one tick. Was BeginTick left out?");
        }

        _thrown[_thrownCount++] = stack;
    }

    /// <summary>Notes what was made and taken; nothing if it is empty.</summary>
    public void Obtain(ItemStack stack, bool isCrafted, bool wasOwned)
    {
        if (stack.IsEmpty)
        {
            return;
        }

        foreach (ref var entry in _obtained.AsSpan(0, _obtainedCount))
        {
            if (entry.Stack.Item == stack.Item && entry.IsCrafted == isCrafted && entry.WasOwned == wasOwned)
            {
                entry = entry with { Stack = stack with { Count = entry.Stack.Count + stack.Count } };
                return;
            }
        }

        if (_obtainedCount == MostObtained)
        {
            throw new InvalidOperationException($"More than {MostObtained} kinds of item were made in one tick. Was BeginTick left out?");
        }

        _obtained[_obtainedCount++] = new ObtainedStack(stack, isCrafted, wasOwned);
    }
}
