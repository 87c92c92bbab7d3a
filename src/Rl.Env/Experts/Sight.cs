using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;
using Rl.Env.World.Volume;

namespace Rl.Env.Experts;

/// <summary>
/// What a player has seen so far: rays through the present picture, spread over it by a low-discrepancy sequence, end at the first block
/// that hides what is behind it; plants, torches and glass do not. What lies behind, beside or behind the back stays unknown until it is
/// looked at; what is seen again is brought up to date. This map is all that an expert knows of the blocks.
/// </summary>
internal sealed class Sight(int raysPerTick = 112)
{
    /// <summary>How far it sees, in blocks: about where a trunk is one pixel wide in a picture of 64 × 64.</summary>
    public const double Range = 36;

    private const int Width = 128;
    private const int Mask = Width - 1;
    private const int MaximumLogs = 256;
    private const int MaximumFinds = 512;
    private const byte Unknown = 0;
    private const double TanVertical = 0.7002075382097097;
    private const double TanHorizontal = TanVertical * 16 / 9;
    private const double UnderWater = 0.82;

    private static readonly bool[] Clear = BlocksWhere(block => BlockTable.Of(block).Shape is not (BlockShape.Cube or BlockShape.Fluid)
        || block == BlockId.Glass);

    private static readonly bool[] Notable = BlocksWhere(block => BlockTable.IsFurnace(block) || block is BlockId.CraftingTable or BlockId.CoalOre
        or BlockId.IronOre or BlockId.GoldOre or BlockId.RedstoneOre or BlockId.LapisOre or BlockId.EmeraldOre or BlockId.DiamondOre);

    private readonly byte[] _cells = new byte[Width * Width * VoxelVolume.Height];
    private readonly (int X, int Z)[] _owners = new (int, int)[Width * Width];
    private readonly SeenLog[] _logs = new SeenLog[MaximumLogs];
    private readonly SeenBlock[] _finds = new SeenBlock[MaximumFinds];
    private (double X, double Y, double Z) _eye;
    private (double X, double Y, double Z) _forward;
    private (double X, double Y, double Z) _right;
    private (double X, double Y, double Z) _up;
    private uint _ray;
    private int _logCount;
    private int _findCount;
    private long _tick;
    private double _zoom = 1;

    /// <summary>Trunk blocks seen and not yet seen to be gone, oldest find first.</summary>
    public ReadOnlySpan<SeenLog> Logs => _logs.AsSpan(0, _logCount);

    /// <summary>Ores, crafting tables and furnaces seen and not yet seen to be gone, oldest find first.</summary>
    public ReadOnlySpan<SeenBlock> Finds => _finds.AsSpan(0, _findCount);

    /// <summary>Trunk blocks seen to be gone since the reset.</summary>
    public int LogsGone { get; private set; }

    /// <summary>The nearest foliage seen this tick, for a player who sees no trunk; null for none.</summary>
    public (int X, int Y, int Z)? Foliage { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Array.Clear(_cells);
        Array.Fill(_owners, (int.MinValue, int.MinValue));
        _logCount = 0;
        _findCount = 0;
        _ray = 0;
        LogsGone = 0;
        Foliage = null;
    }

    /// <summary>Looks at the newest picture.</summary>
    /// <param name="volume">The world, read only along rays of sight.</param>
    /// <param name="eye">Where the picture was taken.</param>
    /// <param name="pose">Where it looks, in degrees.</param>
    /// <param name="underWater">True if the eye is under water, which narrows the view.</param>
    /// <param name="tick">Now.</param>
    public void Look(
        VoxelVolume volume, (double X, double Y, double Z) eye, (double Yaw, double Pitch) pose, bool underWater, long tick)
    {
        double sineYaw = SineTable.SinDegrees(pose.Yaw), cosineYaw = SineTable.CosDegrees(pose.Yaw);
        double sinePitch = SineTable.SinDegrees(pose.Pitch), cosinePitch = SineTable.CosDegrees(pose.Pitch);
        _eye = eye;
        _forward = (-sineYaw * cosinePitch, -sinePitch, cosineYaw * cosinePitch);
        _right = (-cosineYaw, 0, -sineYaw);
        _up = (-sineYaw * sinePitch, cosinePitch, cosineYaw * sinePitch);
        _tick = tick;
        _zoom = underWater ? UnderWater : 1;
        Foliage = null;
        Follow(volume, _forward);
        for (var i = 0; i < raysPerTick; i++)
        {
            // The R2 sequence (Roberts 2018), in 32-bit fixed point.
            _ray++;
            var u = ((_ray * 3242174889u) * (2.0 / 4294967296.0)) - 1;
            var v = ((_ray * 2447445414u) * (2.0 / 4294967296.0)) - 1;
            var (across, along) = (u * TanHorizontal * _zoom, v * TanVertical * _zoom);
            Follow(volume, (
                _forward.X + (_right.X * across) + (_up.X * along),
                _forward.Y + (_right.Y * across) + (_up.Y * along),
                _forward.Z + (_right.Z * across) + (_up.Z * along)));
        }
    }

    /// <summary>The block seen last in a cell; null if it was never seen.</summary>
    public BlockId? At(Cell cell) => At(cell.X, cell.Y, cell.Z);

    /// <summary>The block seen last at a position; null if it was never seen.</summary>
    public BlockId? At(int x, int y, int z)
    {
        if ((uint)y >= VoxelVolume.Height || _owners[Column(x, z)] != (x, z))
        {
            return null;
        }

        var cell = _cells[(Column(x, z) * VoxelVolume.Height) + y];
        return cell == Unknown ? null : (BlockId)(cell - 1);
    }

    /// <summary>True if a solid block was seen there.</summary>
    public bool IsSolid(Cell cell) => IsSolid(cell.X, cell.Y, cell.Z);

    /// <summary>True if a solid block was seen there.</summary>
    public bool IsSolid(int x, int y, int z) => At(x, y, z) is { } block && BlockTable.IsSolid(block);

    /// <summary>The first block that a ray meets among those seen; what was never seen is taken for air.</summary>
    public (int X, int Y, int Z, BlockId Block)? Meets(
        (double X, double Y, double Z) origin, (double X, double Y, double Z) direction, double reach)
    {
        var walk = new CellWalk(origin, direction);
        while (walk.Distance <= reach)
        {
            if (At(walk.X, walk.Y, walk.Z) is { } block && BlockTable.IsSolid(block))
            {
                return (walk.X, walk.Y, walk.Z, block);
            }

            walk.Advance();
        }

        return null;
    }

    /// <summary>As <see cref="Meets"/>, but stops as the crosshair does, at plants and torches too, and tells the face met.</summary>
    public VoxelHit? Trace((double X, double Y, double Z) origin, (double X, double Y, double Z) direction, double reach)
    {
        var walk = new CellWalk(origin, direction);
        while (walk.Distance <= reach)
        {
            if (At(walk.X, walk.Y, walk.Z) is { } block && BlockTable.IsTargetable(block) && IsInBox(block, walk, origin, direction))
            {
                return new VoxelHit(walk.X, walk.Y, walk.Z, block, walk.Face, walk.Distance);
            }

            walk.Advance();
        }

        return null;
    }

    /// <summary>True if a point is in the present picture and nothing stands before it.</summary>
    public bool Sees(VoxelVolume volume, double x, double y, double z, double range)
    {
        var (dx, dy, dz) = (x - _eye.X, y - _eye.Y, z - _eye.Z);
        var depth = (dx * _forward.X) + (dy * _forward.Y) + (dz * _forward.Z);
        var across = (dx * _right.X) + (dy * _right.Y) + (dz * _right.Z);
        var along = (dx * _up.X) + (dy * _up.Y) + (dz * _up.Z);
        var distance = Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
        return depth > 0.05
            && distance < range
            && Math.Abs(across) < depth * TanHorizontal * _zoom
            && Math.Abs(along) < depth * TanVertical * _zoom
            && !volume.RayCast(_eye, (dx, dy, dz), distance, throughFluids: true, out _);
    }

    private void Follow(VoxelVolume volume, (double X, double Y, double Z) direction)
    {
        var walk = new CellWalk(_eye, direction);
        while (walk.Distance <= Range && walk.Y < VoxelVolume.Height && walk.Y >= 0)
        {
            var block = volume[walk.X, walk.Y, walk.Z];
            Remember(walk.X, walk.Y, walk.Z, block);
            if (!Clear[(int)block] && !(block == BlockId.Water && _zoom < 1))
            {
                return;
            }

            walk.Advance();
        }
    }

    private void Remember(int x, int y, int z, BlockId block)
    {
        var column = Column(x, z);
        if (_owners[column] != (x, z))
        {
            _owners[column] = (x, z);
            _cells.AsSpan(column * VoxelVolume.Height, VoxelVolume.Height).Clear();
        }

        ref var cell = ref _cells[(column * VoxelVolume.Height) + y];
        var before = cell;
        cell = (byte)((byte)block + 1);
        if (cell != before)
        {
            NoteFind(new Cell(x, y, z), block, before == Unknown ? BlockId.Air : (BlockId)(before - 1));
        }

        if (BlockTable.IsLog(block))
        {
            Note(x, y, z);
        }
        else if (before != Unknown && BlockTable.IsLog((BlockId)(before - 1)))
        {
            LogsGone++;
            Forget(x, y, z);
        }
        else if (Foliage is null && BlockTable.IsLeaves(block))
        {
            Foliage = (x, y, z);
        }
    }

    private void NoteFind(Cell cell, BlockId block, BlockId before)
    {
        if (!Notable[(int)block] && !Notable[(int)before])
        {
            return;
        }

        var index = _findCount - 1;
        while (index >= 0 && _finds[index].Cell != cell)
        {
            index--;
        }

        if (index >= 0)
        {
            _finds.AsSpan(index + 1, _findCount - index - 1).CopyTo(_finds.AsSpan(index));
            _findCount--;
        }

        if (Notable[(int)block])
        {
            if (_findCount == MaximumFinds)
            {
                _finds.AsSpan(1).CopyTo(_finds);
                _findCount--;
            }

            _finds[_findCount++] = new SeenBlock(cell, block);
        }
    }

    private void Note(int x, int y, int z)
    {
        var index = IndexOf(x, y, z);
        if (index >= 0)
        {
            _logs[index].SeenTick = _tick;
            return;
        }

        if (_logCount == MaximumLogs)
        {
            _logs.AsSpan(1).CopyTo(_logs);
            _logCount--;
        }

        _logs[_logCount++] = new SeenLog(x, y, z, _tick);
    }

    private void Forget(int x, int y, int z)
    {
        var index = IndexOf(x, y, z);
        if (index >= 0)
        {
            _logs.AsSpan(index + 1, _logCount - index - 1).CopyTo(_logs.AsSpan(index));
            _logCount--;
        }
    }

    private int IndexOf(int x, int y, int z)
    {
        for (var i = _logCount - 1; i >= 0; i--)
        {
            ref readonly var log = ref _logs[i];
            if (log.X == x && log.Y == y && log.Z == z)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool[] BlocksWhere(Func<BlockId, bool> belongs) =>
        [.. Enumerable.Range(0, BlockTable.Count).Select(block => belongs((BlockId)block))];

    /// <summary>True if a ray that enters a cell meets what stands in it: plants and torches fill but part of their cells.</summary>
    private static bool IsInBox(
        BlockId block, in CellWalk cell, (double X, double Y, double Z) origin, (double X, double Y, double Z) direction)
    {
        var box = SelectionBox.Of(block);
        return box.IsWhole || box.Meets((origin.X - cell.X, origin.Y - cell.Y, origin.Z - cell.Z), direction, out _, out _);
    }

    private static int Column(int x, int z) => ((z & Mask) * Width) + (x & Mask);
}
