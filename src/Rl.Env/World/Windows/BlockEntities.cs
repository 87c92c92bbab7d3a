using System.Runtime.InteropServices;
using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Windows;

/// <summary>The furnaces and chests that stand in a world, in the order in which they were placed.</summary>
internal sealed class BlockEntities
{
    /// <summary>Most stacks that one of them holds.</summary>
    public const int MaximumStacks = ChestState.SlotCount;

    /// <summary>
    /// How far from the player along each horizontal axis a furnace still works, in blocks: as far as items move, so that its block is
    /// always one that the volume holds.
    /// </summary>
    private const double Reach = (VoxelVolume.Width / 2) - 24;

    private readonly List<((int X, int Y, int Z) At, FurnaceState Furnace)> _furnaces = [];
    private readonly List<((int X, int Y, int Z) At, ChestState Chest)> _chests = [];
    private readonly List<LitChange> _litChanges = [];

    /// <summary>How many furnaces and chests there are.</summary>
    public int Count => _furnaces.Count + _chests.Count;

    /// <summary>The furnaces whose fire came up or went out in the newest tick. Valid until the next one.</summary>
    public ReadOnlySpan<LitChange> LitChanges => CollectionsMarshal.AsSpan(_litChanges);

    /// <summary>Removes all of them with what they hold.</summary>
    public void Clear()
    {
        _furnaces.Clear();
        _chests.Clear();
        _litChanges.Clear();
    }

    /// <summary>Puts up an empty furnace.</summary>
    public FurnaceState AddFurnace((int X, int Y, int Z) at)
    {
        ThrowIfTaken(at);
        var furnace = new FurnaceState();
        _furnaces.Add((at, furnace));
        _litChanges.EnsureCapacity(_furnaces.Count);
        return furnace;
    }

    /// <summary>Puts up an empty chest.</summary>
    public ChestState AddChest((int X, int Y, int Z) at)
    {
        ThrowIfTaken(at);
        var chest = new ChestState();
        _chests.Add((at, chest));
        return chest;
    }

    /// <summary>The furnace at a place, null for none.</summary>
    public FurnaceState? FurnaceAt((int X, int Y, int Z) at)
    {
        foreach (var (place, furnace) in _furnaces)
        {
            if (place == at)
            {
                return furnace;
            }
        }

        return null;
    }

    /// <summary>The chest at a place, null for none.</summary>
    public ChestState? ChestAt((int X, int Y, int Z) at)
    {
        foreach (var (place, chest) in _chests)
        {
            if (place == at)
            {
                return chest;
            }
        }

        return null;
    }

    /// <summary>Adds up what the player put into furnaces and chests; what furnaces have made is nobody's until it is taken.</summary>
    /// <param name="units">Units by <see cref="ItemId"/>, added to.</param>
    public void TallyInto(Span<int> units)
    {
        foreach (var (_, furnace) in _furnaces)
        {
            units[(int)furnace.Input.Item] += furnace.Input.Count;
            units[(int)furnace.Fuel.Item] += furnace.Fuel.Count;
        }

        foreach (var (_, chest) in _chests)
        {
            foreach (var stack in chest.Slots)
            {
                units[(int)stack.Item] += stack.Count;
            }
        }
    }

    /// <summary>Takes away what stands at a place, and hands out what it holds.</summary>
    /// <param name="at">The broken block; nothing happens if neither a furnace nor a chest stands there.</param>
    /// <param name="contents"><see cref="MaximumStacks"/> entries; the returned count is written.</param>
    public int Remove((int X, int Y, int Z) at, Span<StoredStack> contents)
    {
        var count = 0;
        if (FurnaceAt(at) is { } furnace)
        {
            HandOut(furnace.Input, wasOwned: true, contents, ref count);
            HandOut(furnace.Fuel, wasOwned: true, contents, ref count);
            HandOut(furnace.Output, wasOwned: false, contents, ref count);
            _furnaces.Remove((at, furnace));
        }
        else if (ChestAt(at) is { } chest)
        {
            foreach (var slot in chest.Slots)
            {
                HandOut(slot, wasOwned: true, contents, ref count);
            }

            _chests.Remove((at, chest));
        }

        return count;
    }

    /// <summary>Lets every furnace near the player work for one tick.</summary>
    public void Tick(double playerX, double playerZ)
    {
        _litChanges.Clear();
        foreach (var (at, furnace) in _furnaces)
        {
            if (Math.Abs(at.X - playerX) > Reach || Math.Abs(at.Z - playerZ) > Reach)
            {
                continue;
            }

            var wasLit = furnace.IsLit;
            furnace.Tick();
            if (furnace.IsLit != wasLit)
            {
                _litChanges.Add(new LitChange(at, furnace.IsLit));
            }
        }
    }

    /// <summary>Adds all of them to a hash; a world without any has the hash it would have had.</summary>
    public ulong HashInto(ulong hash)
    {
        foreach (var (at, furnace) in _furnaces)
        {
            hash = furnace.HashInto(HashPlace(hash, at));
        }

        foreach (var (at, chest) in _chests)
        {
            hash = chest.HashInto(HashPlace(hash, at));
        }

        return hash;
    }

    private static ulong HashPlace(ulong hash, (int X, int Y, int Z) at) =>
        StateHasher.Mix(StateHasher.Mix(hash, ((ulong)(uint)at.X << 32) | (uint)at.Z), (ulong)(uint)at.Y);

    private static void HandOut(ItemStack stack, bool wasOwned, Span<StoredStack> contents, ref int count)
    {
        if (!stack.IsEmpty)
        {
            contents[count++] = new StoredStack(stack, wasOwned);
        }
    }

    private void ThrowIfTaken((int X, int Y, int Z) at)
    {
        if (FurnaceAt(at) is not null || ChestAt(at) is not null)
        {
            throw new InvalidOperationException($"A furnace or chest stands at {at} already. Was it broken without being removed?");
        }
    }
}
