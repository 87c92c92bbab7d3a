using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Dynamics;

/// <summary>
/// Water and lava. All that was generated or poured out stands still and is a source. Where an edit opens a way, a source flows straight
/// down, else one step aside; what has flowed goes on only downwards, dries up when nothing feeds it, and turns into a source between two
/// sources of water. The original flows up to seven steps aside in water and three in lava; we leave that out, since it has no levels to
/// draw. Where water meets lava there are obsidian, cobblestone and stone, as there.
/// </summary>
internal sealed class Fluids(DynamicsConfig config)
{
    /// <summary>Most cells of fluid that are no sources; when there are as many, nothing flows on.</summary>
    public const int Capacity = 4096;

    private const int ContactTicks = 1;

    private readonly HashSet<(int X, int Y, int Z)> _flows = new(Capacity);
    private readonly BlockSchedule _contacts = new(ContactTicks);
    private readonly BlockSchedule _waterSteps = new(config.WaterStepTicks);
    private readonly BlockSchedule _lavaSteps = new(config.LavaStepTicks);
    private readonly BlockChanges _changes = new();
    private ulong _flowHash;

    /// <summary>True if a cell holds fluid that a bucket can take up.</summary>
    public bool IsSource(VoxelVolume volume, int x, int y, int z) => IsFluid(volume[x, y, z]) && !_flows.Contains((x, y, z));

    /// <summary>
    /// What fills a cell at once when its block is broken: water between two sources at its sides or under one, else air. Everything slower
    /// follows from <see cref="Notice"/>.
    /// </summary>
    public BlockId Refill(VoxelVolume volume, int x, int y, int z) =>
        IsSource(volume, x, y + 1, z, BlockId.Water) || HasTwoSources(volume, x, y, z) ? BlockId.Water : BlockId.Air;

    /// <summary>Makes a cell a source; called before a bucket's fluid is set there.</summary>
    public void Pour(int x, int y, int z) => Unmark(x, y, z);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _flows.Clear();
        _flowHash = 0;
        _contacts.Clear();
        _waterSteps.Clear();
        _lavaSteps.Clear();
    }

    /// <summary>Takes notice of a changed cell: fluids in it and beside it may meet, flow or dry up.</summary>
    public void Notice(VoxelVolume volume, int x, int y, int z, long tick)
    {
        if (!IsFluid(volume[x, y, z]))
        {
            Unmark(x, y, z);
        }

        var hasFluid = ScheduleStep(volume, x, y, z, tick);
        foreach (var step in Neighbours.All)
        {
            hasFluid |= ScheduleStep(volume, x + step.X, y + step.Y, z + step.Z, tick);
        }

        if (hasFluid)
        {
            _contacts.Add(x, y, z, tick);
        }
    }

    /// <summary>Lets fluids meet and flow for one tick.</summary>
    /// <param name="volume">The blocks.</param>
    /// <param name="reach">Where blocks move.</param>
    /// <param name="tick">The world's tick.</param>
    /// <returns>What changes, for the world to carry out; valid until the next tick.</returns>
    public ReadOnlySpan<BlockChange> Tick(VoxelVolume volume, Reach reach, long tick)
    {
        _changes.Clear();
        while (TryTake(_contacts, reach, tick, out var cell))
        {
            Meet(volume, cell.X, cell.Y, cell.Z);
            foreach (var step in Neighbours.All)
            {
                Meet(volume, cell.X + step.X, cell.Y + step.Y, cell.Z + step.Z);
            }
        }

        while (TryTake(_waterSteps, reach, tick, out var cell))
        {
            Step(volume, cell.X, cell.Y, cell.Z, BlockId.Water);
        }

        while (TryTake(_lavaSteps, reach, tick, out var cell))
        {
            Step(volume, cell.X, cell.Y, cell.Z, BlockId.Lava);
        }

        return _changes.All;
    }

    /// <summary>Adds all that decides the future to a hash; nothing while everything stands still and is a source.</summary>
    public ulong HashInto(ulong hash)
    {
        hash = _flows.Count > 0 ? StateHasher.Mix(hash, _flowHash) : hash;
        return _lavaSteps.HashInto(_waterSteps.HashInto(_contacts.HashInto(hash)));
    }

    private static bool IsFluid(BlockId block) => block is BlockId.Water or BlockId.Lava;

    /// <summary>True if fluid may take a block's cell: air, and what it washes away.</summary>
    private static bool IsOpen(BlockId block) =>
        block != BlockId.SugarCane
        && BlockTable.Of(block).Shape is BlockShape.None or BlockShape.Cross or BlockShape.Torch or BlockShape.Layer;

    /// <summary>One word of a cell; the words of all cells are joined in a way that their order does not matter in.</summary>
    private static ulong Word(int x, int y, int z) =>
        StateHasher.Mix(StateHasher.Mix(StateHasher.Seed, ((ulong)(uint)x << 32) | (uint)z), (ulong)y);

    private bool IsSource(VoxelVolume volume, int x, int y, int z, BlockId fluid) =>
        volume[x, y, z] == fluid && !_flows.Contains((x, y, z));

    private bool HasTwoSources(VoxelVolume volume, int x, int y, int z)
    {
        var sources = 0;
        foreach (var step in Neighbours.Sides)
        {
            sources += IsSource(volume, x + step.X, y, z + step.Z, BlockId.Water) ? 1 : 0;
        }

        return sources >= 2;
    }

    /// <summary>Schedules a step of the fluid in a cell; false if there is none.</summary>
    private bool ScheduleStep(VoxelVolume volume, int x, int y, int z, long tick)
    {
        var block = volume[x, y, z];
        if (!IsFluid(block))
        {
            return false;
        }

        (block == BlockId.Water ? _waterSteps : _lavaSteps).Add(x, y, z, tick);
        return true;
    }

    /// <summary>Takes the next cell whose time has come; those out of reach wait on.</summary>
    private bool TryTake(BlockSchedule schedule, Reach reach, long tick, out (int X, int Y, int Z) cell)
    {
        cell = default;
        while (!_changes.IsFull && schedule.TryTake(tick, out cell))
        {
            if (reach.Holds(cell.X, cell.Z))
            {
                return true;
            }

            schedule.Add(cell.X, cell.Y, cell.Z, tick);
        }

        return false;
    }

    /// <summary>Hardens lava that water touches from above or beside.</summary>
    private void Meet(VoxelVolume volume, int x, int y, int z)
    {
        if (volume[x, y, z] != BlockId.Lava || _changes.Has(x, y, z))
        {
            return;
        }

        var meetsWater = volume[x, y + 1, z] == BlockId.Water;
        foreach (var step in Neighbours.Sides)
        {
            meetsWater |= volume[x + step.X, y, z + step.Z] == BlockId.Water;
        }

        if (meetsWater)
        {
            var isSource = IsSource(volume, x, y, z, BlockId.Lava);
            _changes.Add(new BlockChange(x, y, z, isSource ? BlockId.Obsidian : BlockId.Cobblestone));
        }
    }

    private void Step(VoxelVolume volume, int x, int y, int z, BlockId fluid)
    {
        if (volume[x, y, z] != fluid || _changes.Has(x, y, z))
        {
            return;
        }

        var isSource = IsSource(volume, x, y, z, fluid);
        if (!isSource && fluid == BlockId.Water && HasTwoSources(volume, x, y, z))
        {
            Unmark(x, y, z);
            isSource = true;
        }

        if (!isSource && !IsFed(volume, x, y, z, fluid))
        {
            _changes.Add(new BlockChange(x, y, z, BlockId.Air));
            return;
        }

        var below = volume[x, y - 1, z];
        if (IsOpen(below))
        {
            Flow(volume, x, y - 1, z, fluid);
        }
        else if (below == BlockId.Water && fluid == BlockId.Lava)
        {
            Harden(x, y - 1, z);
        }
        else if (isSource)
        {
            foreach (var step in Neighbours.Sides)
            {
                Flow(volume, x + step.X, y, z + step.Z, fluid);
            }
        }
    }

    private bool IsFed(VoxelVolume volume, int x, int y, int z, BlockId fluid)
    {
        var isFed = volume[x, y + 1, z] == fluid;
        foreach (var step in Neighbours.Sides)
        {
            isFed |= IsSource(volume, x + step.X, y, z + step.Z, fluid);
        }

        return isFed;
    }

    private void Flow(VoxelVolume volume, int x, int y, int z, BlockId fluid)
    {
        var there = volume[x, y, z];
        if (!IsOpen(there) || _changes.Has(x, y, z) || _flows.Count == Capacity)
        {
            return;
        }

        // Water washes away what lava burns.
        _changes.Add(new BlockChange(x, y, z, fluid, fluid == BlockId.Water ? there : BlockId.Air));
        if (_flows.Add((x, y, z)))
        {
            _flowHash ^= Word(x, y, z);
        }
    }

    private void Harden(int x, int y, int z)
    {
        if (!_changes.Has(x, y, z))
        {
            _changes.Add(new BlockChange(x, y, z, BlockId.Stone));
        }
    }

    private void Unmark(int x, int y, int z)
    {
        if (_flows.Remove((x, y, z)))
        {
            _flowHash ^= Word(x, y, z);
        }
    }
}
