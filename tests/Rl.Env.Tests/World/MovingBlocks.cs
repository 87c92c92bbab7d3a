using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Dynamics;
using Rl.Env.World.Mining;
using Rl.Env.World.Volume;

namespace Rl.Env.Tests.World;

/// <summary>A plain, grass at y 63, whose blocks move by themselves; what they ask for is carried out as the world does it.</summary>
internal sealed class MovingBlocks
{
    private readonly FallingBlocks _falling;
    private readonly Support _support = new();
    private readonly LeafDecay _leaves;
    private readonly Fluids _fluids;

    public MovingBlocks(DynamicsConfig? config = null)
    {
        config ??= new DynamicsConfig();
        _falling = new FallingBlocks(config);
        _leaves = new LeafDecay(config);
        _fluids = new Fluids(config);
        Volume.Reset(new FlatSource(), 0, 0);
    }

    public VoxelVolume Volume { get; } = new();

    public SeededRandom Random { get; } = new(9);

    public HashSet<(int X, int Y, int Z)> Placed { get; } = new(64);

    public int[] Dropped { get; } = new int[ItemTable.Count];

    public int[] DroppedOwned { get; } = new int[ItemTable.Count];

    public Reach Reach { get; set; } = new(0, 0);

    public FallingBlocks Falling => _falling;

    public Fluids Fluids => _fluids;

    public LeafDecay Leaves => _leaves;

    public long Tick { get; private set; }

    public BlockId this[int x, int y, int z] => Volume[x, y, z];

    public void Set(int x, int y, int z, BlockId block)
    {
        var before = Volume[x, y, z];
        Volume.Set(x, y, z, block);
        _support.Notice(Volume, x, y, z, Tick);
        _falling.Notice(Volume, x, y, z, Tick);
        _fluids.Notice(Volume, x, y, z, Tick);
        _leaves.Notice(Volume, x, y, z, before);
    }

    /// <summary>Fills all cells from one corner to another, both included, without anything taking notice.</summary>
    public void Build((int X, int Y, int Z) from, (int X, int Y, int Z) to, BlockId block)
    {
        for (var y = from.Y; y <= to.Y; y++)
        {
            for (var z = from.Z; z <= to.Z; z++)
            {
                for (var x = from.X; x <= to.X; x++)
                {
                    Volume.Set(x, y, z, block);
                }
            }
        }
    }

    public void Step()
    {
        Tick++;
        Apply(_support.Tick(Volume, Reach, Tick));
        Apply(_falling.Tick(Volume, Placed, Reach, Tick));
        Apply(_fluids.Tick(Volume, Reach, Tick));
        Apply(_leaves.Tick(Volume, Random, Reach));
    }

    public void Hold(int ticks)
    {
        for (var i = 0; i < ticks; i++)
        {
            Step();
        }
    }

    /// <summary>Blocks of a kind, around the middle of the plain.</summary>
    public int Count(BlockId block, int range = 20, int fromY = 48, int toY = 100)
    {
        var count = 0;
        for (var y = fromY; y <= toY; y++)
        {
            for (var z = -range; z <= range; z++)
            {
                for (var x = -range; x <= range; x++)
                {
                    count += Volume[x, y, z] == block ? 1 : 0;
                }
            }
        }

        return count;
    }

    public ulong HashInto(ulong hash) => _leaves.HashInto(_fluids.HashInto(_falling.HashInto(_support.HashInto(hash))));

    private void Apply(ReadOnlySpan<BlockChange> changes)
    {
        Span<ItemStack> drops = stackalloc ItemStack[BlockDrops.MaximumStacks];
        foreach (ref readonly var change in changes)
        {
            var (x, y, z) = (change.X, change.Y, change.Z);
            var wasOwned = change.WasOwned;
            if (Volume[x, y, z] != change.Block)
            {
                wasOwned |= Placed.Remove((x, y, z));
                Set(x, y, z, change.Block);
                if (change.WasOwned && change.Dropped == BlockId.Air)
                {
                    Placed.Add((x, y, z));
                }
            }

            if (change.Dropped == BlockId.Air)
            {
                continue;
            }

            foreach (var drop in drops[..BlockDrops.RollUnaided(change.Dropped, Random, drops)])
            {
                (wasOwned ? DroppedOwned : Dropped)[(int)drop.Item] += drop.Count;
            }
        }
    }
}
