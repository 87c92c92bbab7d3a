using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Dynamics;
using Rl.Env.World.Generation;
using Rl.Env.World.Items;
using Rl.Env.World.Mining;
using Rl.Env.World.Volume;
using Rl.Env.World.Windows;

namespace Rl.Env.World;

/// <summary>
/// The blocks as the game changes them. Every change goes through <see cref="Set"/>, so that light, distances, fluids, loose and hanging
/// blocks and the world's hash take notice of it. Also keeps which blocks the player placed, and what his furnaces and chests hold.
/// </summary>
internal sealed class WorldBlocks(WorldConfig config, ItemSpawner items, SeededRandom random)
{
    private readonly HashSet<(int X, int Y, int Z)> _placed = new(1024);
    private readonly FallingBlocks _falling = new(config.Dynamics);
    private readonly LeafDecay _decay = new(config.Dynamics);
    private readonly Support _support = new();
    private readonly Fluids _fluids = new(config.Dynamics);
    private ulong _editHash;
    private long _tick;

    /// <summary>The cells around the player.</summary>
    public VoxelVolume Volume { get; } = new();

    /// <summary>Furnaces and chests.</summary>
    public BlockEntities Entities { get; } = new();

    /// <summary>Sand and gravel on their way down.</summary>
    public ReadOnlySpan<FallingBlock> Falling => _falling.All;

    /// <summary>Becomes fresh ground around a column.</summary>
    public void Reset(ITerrain terrain, int x, int z)
    {
        Volume.Reset(terrain, x, z);
        Entities.Clear();
        _placed.Clear();
        _falling.Clear();
        _decay.Clear();
        _support.Clear();
        _fluids.Clear();
        _editHash = StateHasher.Seed;
        _tick = 0;
    }

    /// <summary>Lets furnaces burn and blocks move by themselves for one tick.</summary>
    public void Tick(double playerX, double playerZ)
    {
        _tick++;
        if (Entities.Count > 0)
        {
            Entities.Tick(playerX, playerZ);
            foreach (var change in Entities.LitChanges)
            {
                var (x, y, z) = change.At;
                Set(x, y, z, WindowBlocks.WithFire(Volume[x, y, z], change.IsLit));
            }
        }

        if (config.Dynamics.BlocksMove)
        {
            var reach = new Reach(playerX, playerZ);
            CarryOut(_support.Tick(Volume, reach, _tick));
            CarryOut(_falling.Tick(Volume, _placed, reach, _tick));
            CarryOut(_fluids.Tick(Volume, reach, _tick));
            CarryOut(_decay.Tick(Volume, random, reach));
        }
    }

    /// <summary>Changes a block as an edit of the world.</summary>
    public void Set(int x, int y, int z, BlockId block)
    {
        var before = Volume[x, y, z];
        Volume.Set(x, y, z, block);
        _editHash = StateHasher.Mix(_editHash, ((ulong)(uint)x << 32) | (uint)z);
        _editHash = StateHasher.Mix(_editHash, ((ulong)(uint)y << 32) | (ulong)block);
        if (config.Dynamics.BlocksMove)
        {
            _falling.Notice(Volume, x, y, z, _tick);
            _support.Notice(Volume, x, y, z, _tick);
            _fluids.Notice(Volume, x, y, z, _tick);
            _decay.Notice(Volume, x, y, z, before);
        }
    }

    /// <summary>Puts down a block out of the player's hand.</summary>
    public void Place(int x, int y, int z, BlockId block)
    {
        Set(x, y, z, block);
        _placed.Add((x, y, z));
        if (BlockTable.IsFurnace(block))
        {
            Entities.AddFurnace((x, y, z));
        }
        else if (BlockTable.IsChest(block))
        {
            Entities.AddChest((x, y, z));
        }
    }

    /// <summary>True if a block can stand in a cell, by what surrounds it.</summary>
    public bool Holds(int x, int y, int z, BlockId block) => !config.Dynamics.BlocksMove || Support.Holds(Volume, x, y, z, block);

    /// <summary>True if a cell holds fluid that a bucket can take up.</summary>
    public bool IsSource(int x, int y, int z) => _fluids.IsSource(Volume, x, y, z);

    /// <summary>Pours a bucket out into a cell.</summary>
    public void Pour(int x, int y, int z, BlockId fluid)
    {
        _fluids.Pour(x, y, z);
        Set(x, y, z, fluid);
    }

    /// <summary>Breaks a block with what is in hand; what it holds and drops lies about afterwards.</summary>
    public void Break(VoxelHit hit, ItemProperties held)
    {
        var cell = (hit.X, hit.Y, hit.Z);
        Set(hit.X, hit.Y, hit.Z, _fluids.Refill(Volume, hit.X, hit.Y, hit.Z));
        var wasOwned = _placed.Remove(cell);
        Spill(cell);
        if (MiningSpeed.CanHarvest(BlockTable.Of(hit.Block), held))
        {
            Span<ItemStack> drops = stackalloc ItemStack[BlockDrops.MaximumStacks];
            foreach (var drop in drops[..BlockDrops.Roll(hit.Block, held.Tool, random, drops)])
            {
                items.Drop(cell, drop, wasOwned);
            }
        }
    }

    /// <summary>Adds all that decides the future to a hash.</summary>
    public ulong HashInto(ulong hash)
    {
        hash = Entities.HashInto(hash);
        hash = _falling.HashInto(hash);
        hash = _decay.HashInto(hash);
        hash = _support.HashInto(hash);
        hash = _fluids.HashInto(hash);
        return StateHasher.Mix(hash, _editHash);
    }

    /// <summary>Lets what a broken furnace or chest held pop out.</summary>
    private void Spill((int X, int Y, int Z) cell)
    {
        Span<StoredStack> contents = stackalloc StoredStack[BlockEntities.MaximumStacks];
        foreach (var stored in contents[..Entities.Remove(cell, contents)])
        {
            if (stored.WasOwned)
            {
                items.Pop(cell, stored.Stack, wasOwned: true);
            }
            else
            {
                items.Drop(cell, stored.Stack, wasOwned: false);
            }
        }
    }

    private void CarryOut(ReadOnlySpan<BlockChange> changes)
    {
        Span<ItemStack> drops = stackalloc ItemStack[BlockDrops.MaximumStacks];
        foreach (ref readonly var change in changes)
        {
            var cell = (change.X, change.Y, change.Z);
            var wasOwned = change.WasOwned;
            if (change.Block != Volume[change.X, change.Y, change.Z])
            {
                wasOwned |= _placed.Remove(cell);
                Set(change.X, change.Y, change.Z, change.Block);
                if (change.WasOwned)
                {
                    _placed.Add(cell);
                }
            }

            if (change.Dropped != BlockId.Air)
            {
                foreach (var drop in drops[..BlockDrops.RollUnaided(change.Dropped, random, drops)])
                {
                    items.Drop(cell, drop, wasOwned);
                }
            }
        }
    }
}
