using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Dynamics;

/// <summary>
/// Blocks that hang on others: torches, ladders, plants, cactuses, snow. A tick after what held them has gone they come off. A stem of
/// sugar cane or cactus does so from below, one piece a tick.
/// </summary>
internal sealed class Support
{
    private const int DelayTicks = 1;

    private readonly BlockSchedule _checks = new(DelayTicks);
    private readonly BlockChanges _changes = new();

    /// <summary>True if a block can stand in a cell, by what surrounds it. Always so for blocks that hang on nothing.</summary>
    public static bool Holds(VoxelVolume volume, int x, int y, int z, BlockId block)
    {
        var below = volume[x, y - 1, z];
        return block switch
        {
            BlockId.Torch => IsSturdy(below),
            BlockId.WallTorchNorth or BlockId.LadderNorth => IsSturdy(volume[x, y, z + 1]),
            BlockId.WallTorchSouth or BlockId.LadderSouth => IsSturdy(volume[x, y, z - 1]),
            BlockId.WallTorchWest or BlockId.LadderWest => IsSturdy(volume[x + 1, y, z]),
            BlockId.WallTorchEast or BlockId.LadderEast => IsSturdy(volume[x - 1, y, z]),
            BlockId.TallGrass => IsSoil(below) && volume[x, y + 1, z] == BlockId.TallGrassUpper,
            BlockId.TallGrassUpper => below == BlockId.TallGrass,
            BlockId.Grass or BlockId.Fern or BlockId.Dandelion or BlockId.Poppy => IsSoil(below),
            BlockId.OakSapling or BlockId.BirchSapling or BlockId.SpruceSapling => IsSoil(below),
            BlockId.BrownMushroom or BlockId.RedMushroom => BlockTable.IsSolid(below) && BlockTable.Of(below).IsOpaque,
            BlockId.DeadBush => below is BlockId.Sand or BlockId.Dirt or BlockId.CoarseDirt,
            BlockId.SugarCane => below == BlockId.SugarCane
                || ((IsSoil(below) || below == BlockId.Sand) && HasBeside(volume, x, y - 1, z, side => side == BlockId.Water)),
            BlockId.Cactus => below is BlockId.Cactus or BlockId.Sand
                && !HasBeside(volume, x, y, z, side => BlockTable.IsSolid(side) || side == BlockId.Lava),
            BlockId.Snow => BlockTable.IsSolid(below) && below != BlockId.Ice,
            _ => true,
        };
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _checks.Clear();

    /// <summary>Takes notice of a changed cell: what stands in it or beside it may have lost its hold.</summary>
    public void Notice(VoxelVolume volume, int x, int y, int z, long tick)
    {
        ScheduleIfHanging(volume, x, y, z, tick);
        foreach (var step in Neighbours.All)
        {
            ScheduleIfHanging(volume, x + step.X, y + step.Y, z + step.Z, tick);
        }
    }

    /// <summary>Lets go what has lost its hold.</summary>
    /// <param name="volume">The blocks.</param>
    /// <param name="reach">Where blocks move.</param>
    /// <param name="tick">The world's tick.</param>
    /// <returns>What changes, for the world to carry out; valid until the next tick.</returns>
    public ReadOnlySpan<BlockChange> Tick(VoxelVolume volume, Reach reach, long tick)
    {
        _changes.Clear();
        while (!_changes.IsFull && _checks.TryTake(tick, out var cell))
        {
            var (x, y, z) = cell;
            if (!reach.Holds(x, z))
            {
                _checks.Add(x, y, z, tick);
                continue;
            }

            var block = volume[x, y, z];
            if (!Holds(volume, x, y, z, block) && !_changes.Has(x, y, z))
            {
                _changes.Add(new BlockChange(x, y, z, BlockId.Air, DropsOf(volume, x, y, z, block)));
            }
        }

        return _changes.All;
    }

    /// <summary>Adds all that decides the future to a hash; nothing while nothing is about to come off.</summary>
    public ulong HashInto(ulong hash) => _checks.HashInto(hash);

    /// <summary>Tall grass has two halves and drops once: if a half went, the other follows without a trace.</summary>
    private static BlockId DropsOf(VoxelVolume volume, int x, int y, int z, BlockId block) => block switch
    {
        BlockId.TallGrassUpper => BlockId.Air,
        BlockId.TallGrass when volume[x, y + 1, z] != BlockId.TallGrassUpper => BlockId.Air,
        _ => block,
    };

    private static bool IsSoil(BlockId block) => block is BlockId.GrassBlock or BlockId.Dirt or BlockId.CoarseDirt;

    /// <summary>True for blocks whose faces are whole and hard enough to fix something to.</summary>
    private static bool IsSturdy(BlockId block) =>
        BlockTable.IsSolid(block)
        && !BlockTable.IsLeaves(block)
        && !BlockTable.IsChest(block)
        && block is not (BlockId.Cactus or BlockId.WhiteBed);

    private static bool HasBeside(VoxelVolume volume, int x, int y, int z, Func<BlockId, bool> isSought)
    {
        foreach (var step in Neighbours.Sides)
        {
            if (isSought(volume[x + step.X, y, z + step.Z]))
            {
                return true;
            }
        }

        return false;
    }

    private void ScheduleIfHanging(VoxelVolume volume, int x, int y, int z, long tick)
    {
        if (!Holds(volume, x, y, z, volume[x, y, z]))
        {
            _checks.Add(x, y, z, tick);
        }
    }
}
