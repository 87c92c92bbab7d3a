using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Dynamics;

/// <summary>
/// Sand and gravel without ground: two ticks after they lost it they leave their cell, fall, and become a block again where they land, or
/// items where something like a torch is in the way. None is lost and none doubled: when as many fall as there is room for, the next one
/// hangs in the air until another has landed.
/// </summary>
internal sealed class FallingBlocks(DynamicsConfig config)
{
    /// <summary>Most blocks that fall at one time.</summary>
    public const int Capacity = 256;

    private readonly FallingBlock[] _blocks = new FallingBlock[Capacity];
    private readonly BlockSchedule _checks = new(config.FallDelayTicks);
    private readonly BlockChanges _changes = new();
    private int _count;

    /// <summary>The blocks on their way down, in the order in which they began to fall.</summary>
    public ReadOnlySpan<FallingBlock> All => _blocks.AsSpan(0, _count);

    /// <summary>True for blocks that need ground under them.</summary>
    public static bool Falls(BlockId block) => block is BlockId.Sand or BlockId.Gravel;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _count = 0;
        _checks.Clear();
    }

    /// <summary>
    /// Takes notice of a changed cell: what stands in it, on it or beside it begins to fall if it has no ground, even if it never had any,
    /// as in the roofs of caves.
    /// </summary>
    public void Notice(VoxelVolume volume, int x, int y, int z, long tick)
    {
        ScheduleIfLoose(volume, x, y, z, tick);
        foreach (var step in Neighbours.All)
        {
            ScheduleIfLoose(volume, x + step.X, y + step.Y, z + step.Z, tick);
        }
    }

    /// <summary>Lets blocks go, fall and land for one tick.</summary>
    /// <param name="volume">The blocks.</param>
    /// <param name="placed">The cells whose block the player placed; read only.</param>
    /// <param name="reach">Where blocks move.</param>
    /// <param name="tick">The world's tick.</param>
    /// <returns>What changes, for the world to carry out; valid until the next tick.</returns>
    public ReadOnlySpan<BlockChange> Tick(VoxelVolume volume, HashSet<(int X, int Y, int Z)> placed, Reach reach, long tick)
    {
        _changes.Clear();
        while (!_changes.IsFull && _checks.TryTake(tick, out var cell))
        {
            var (x, y, z) = cell;
            if (!reach.Holds(x, z) || _count == Capacity)
            {
                _checks.Add(x, y, z, tick);
            }
            else if (IsLoose(volume, x, y, z) && !_changes.Has(x, y, z))
            {
                var body = new Body { X = x + 0.5, Y = y, Z = z + 0.5 };
                _blocks[_count++] = new FallingBlock { Body = body, Block = volume[x, y, z], WasOwned = placed.Contains(cell) };
                _changes.Add(new BlockChange(x, y, z, BlockId.Air));
            }
        }

        for (var i = 0; i < _count && !_changes.IsFull; i++)
        {
            ref var block = ref _blocks[i];
            if (reach.Holds(block.Body.X, block.Body.Z) && Fall(volume, ref block))
            {
                RemoveAt(i--);
            }
        }

        return _changes.All;
    }

    /// <summary>Adds all that decides the future to a hash; nothing while nothing falls.</summary>
    public ulong HashInto(ulong hash)
    {
        foreach (ref readonly var block in All)
        {
            hash = StateHasher.Mix(hash, block.Body.X);
            hash = StateHasher.Mix(hash, block.Body.Y);
            hash = StateHasher.Mix(hash, block.Body.Z);
            hash = StateHasher.Mix(hash, block.Body.VelocityY);
            hash = StateHasher.Mix(hash, ((ulong)block.Block << 1) | (block.WasOwned ? 1UL : 0UL));
        }

        return _checks.HashInto(hash);
    }

    private static bool IsLoose(VoxelVolume volume, int x, int y, int z) =>
        Falls(volume[x, y, z]) && BlockTable.Of(volume[x, y - 1, z]).IsReplaceable;

    private void ScheduleIfLoose(VoxelVolume volume, int x, int y, int z, long tick)
    {
        if (IsLoose(volume, x, y, z))
        {
            _checks.Add(x, y, z, tick);
        }
    }

    /// <summary>Falls for one tick; true if the block has landed.</summary>
    private bool Fall(VoxelVolume volume, ref FallingBlock block)
    {
        ref var body = ref block.Body;
        body.VelocityY -= config.FallGravity;
        BlockCollision.Move(volume, ref body, config.FallSize, config.FallSize);
        body.VelocityY *= config.FallDrag;
        return body.OnGround && Land(volume, in block);
    }

    /// <summary>Becomes a block or items; false if another block has come to the same cell first, and this one has to wait.</summary>
    private bool Land(VoxelVolume volume, in FallingBlock block)
    {
        // A landed body stands on a cell's floor, give or take the last bit.
        var (x, y, z) = (BlockCollision.Cell(block.Body.X), BlockCollision.Cell(block.Body.Y + 0.01), BlockCollision.Cell(block.Body.Z));
        if (_changes.Has(x, y, z))
        {
            return false;
        }

        var there = volume[x, y, z];
        var fits = BlockTable.Of(there).IsReplaceable && !BlockTable.Of(volume[x, y - 1, z]).IsReplaceable;
        _changes.Add(new BlockChange(x, y, z, fits ? block.Block : there, fits ? BlockId.Air : block.Block, block.WasOwned));
        return true;
    }

    private void RemoveAt(int index)
    {
        _blocks.AsSpan(index + 1, _count - index - 1).CopyTo(_blocks.AsSpan(index));
        _count--;
    }
}
