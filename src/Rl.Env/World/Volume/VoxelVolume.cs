using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Rl.Env.World.Blocks;

namespace Rl.Env.World.Volume;

/// <summary>
/// The blocks around the player: a window of 256 × 256 columns that wraps around and follows the player. A cell that is not plain air holds
/// <c>0x80 | block id</c>; an air cell holds how far a ray may leap from it (<see cref="DistanceField"/>). Edits outlive the window's moves.
/// One environment owns one volume and reuses it across resets.
/// </summary>
public sealed unsafe class VoxelVolume
{
    /// <summary>Columns along each horizontal axis.</summary>
    public const int Width = 256;

    /// <summary>Cells of a column; y runs from 0 to Height − 1. Above is air, below is bedrock.</summary>
    public const int Height = 128;

    /// <summary>Around the player, every column within this many blocks along both axes belongs to the window.</summary>
    public const int GuaranteedRadius = 112;

    internal const int CellCount = Width * Width * Height;

    private const int Chunks = Width / 16;
    private const int ChunkBytes = Height * 256;

    private static readonly BlockSet Notable = new(block => BlockTable.Of(block).IsSmall || BlockTable.Of(block).Light > 0);

    // A gather of 32 bits at the last cell reads three bytes beyond it.
    private readonly CellMemory _cells = new(CellCount);
    private readonly CellMemory _light = new(CellCount);
    private readonly byte[] _chunk = new byte[ChunkBytes];
    private readonly ChunkRole[] _roles = new ChunkRole[Chunks * Chunks];
    private readonly (int X, int Z)[] _held = new (int, int)[Chunks * Chunks];
    private readonly int[] _tops = new int[Chunks * Chunks];
    private readonly int[] _lowestAirs = new int[Chunks * Chunks];
    private readonly bool[] _haveSmallBlocks = new bool[Chunks * Chunks];
    private readonly DistanceField _distances = new();
    private readonly SkyLightField _skyLight = new();
    private readonly BlockLightField _blockLight = new();
    private readonly ChunkLinks _links = new();
    private readonly EditLog _edits = new();
    private IChunkSource? _source;
    private int _chunkX;
    private int _chunkZ;
    private bool _moving;

    /// <summary>Above this y every cell of the window is air.</summary>
    public int Top { get; private set; }

    /// <summary>The cells, wrapped; readable up to 63 bytes beyond <see cref="CellCount"/>.</summary>
    internal byte* Cells => _cells.Pointer;

    /// <summary>Sky light and block light of every cell, as <see cref="LightCell"/> says.</summary>
    internal byte* Light => _light.Pointer;

    /// <summary>False while certainly no block of the window gives light.</summary>
    internal bool HasBlockLight => _blockLight.HasLight;

    /// <summary>False while certainly every block of the window fills its cell.</summary>
    internal bool HasSmallBlocks => _haveSmallBlocks.AsSpan().Contains(true);

    /// <summary>The block at a position; the window must contain it.</summary>
    public BlockId this[int x, int y, int z]
    {
        get
        {
            if ((uint)y >= Height)
            {
                return y < 0 ? BlockId.Bedrock : BlockId.Air;
            }

            var cell = Cells[Index(x, y, z)];
            return cell < 0x80 ? BlockId.Air : (BlockId)(cell & 0x7F);
        }
    }

    /// <summary>Fills the window around a column with a fresh world; all earlier edits are forgotten.</summary>
    public void Reset(IChunkSource source, int centerX, int centerZ)
    {
        _source = source;
        _edits.Clear();
        Refill(centerX, centerZ);
    }

    /// <summary>
    /// Moves the window when (<paramref name="x"/>, <paramref name="z"/>) has left its middle; called once a tick. A move is spread over
    /// ticks, one run of four chunks each, behind the horizon of <see cref="GuaranteedRadius"/>.
    /// </summary>
    public void Follow(int x, int z)
    {
        if (_source is null)
        {
            throw new InvalidOperationException("The volume is empty; reset it first.");
        }

        var targetX = Recentered(_chunkX, x);
        var targetZ = Recentered(_chunkZ, z);
        if (Math.Abs(targetX - _chunkX) > 1 || Math.Abs(targetZ - _chunkZ) > 1)
        {
            Refill(x, z);
            return;
        }

        if (targetX != _chunkX || targetZ != _chunkZ)
        {
            FinishMove();
            (_chunkX, _chunkZ) = (targetX, targetZ);
            _links.Rebuild(_chunkX, _chunkZ, _held);
            _moving = true;
        }

        if (_moving)
        {
            _moving = LoadNextRun();
        }
    }

    /// <summary>Changes a block, and with it distances and light. The edit outlives the window's moves.</summary>
    public void Set(int x, int y, int z, BlockId block)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        if (this[x, y, z] == block)
        {
            return;
        }

        _edits.Record(x, y, z, (byte)block);
        var slot = Slot(x >> 4, z >> 4);
        var index = Index(x, y, z);
        var before = Cells[index];
        if (block == BlockId.Air)
        {
            DistanceField.RaiseAround(Cells, x, y, z);
        }
        else
        {
            Cells[index] = (byte)(0x80 | (byte)block);
            if (before < 0x80)
            {
                DistanceField.LowerAround(Cells, x, y, z);
            }

            _haveSmallBlocks[slot] |= BlockTable.Of(block).IsSmall;
            _tops[slot] = Math.Max(_tops[slot], y);
            Top = Math.Max(Top, y);
        }

        if (LightCell.ClosedByte(Cells[index]) == 0)
        {
            _lowestAirs[slot] = Math.Min(_lowestAirs[slot], y);
        }

        Relight(index, before);
    }

    /// <summary>Sky light 0 to 15 of a cell, as it is by day; 0 inside opaque blocks and lava.</summary>
    public int SkyLight(int x, int y, int z) => y >= Height ? LightCell.Full : y < 0 ? 0 : LightCell.Sky(Light[Index(x, y, z)]);

    /// <summary>Light 0 to 15 that torches, lava and other blocks give a cell; 0 inside opaque blocks, whatever they give.</summary>
    public int BlockLight(int x, int y, int z) => (uint)y >= Height ? 0 : LightCell.Block(Light[Index(x, y, z)]);

    /// <summary>
    /// Follows a ray through the cells, exactly, to the first block that is not air. Blocks that fill little of their cell stop it only at
    /// their <see cref="SelectionBox"/>. The ray must stay inside the window.
    /// </summary>
    /// <param name="origin">Where it starts.</param>
    /// <param name="direction">Its direction, of any length but zero.</param>
    /// <param name="maxDistance">Blocks after which it ends without a hit.</param>
    /// <param name="throughFluids">True if water and lava do not stop it.</param>
    /// <param name="hit">The block it met.</param>
    public bool RayCast(
        (double X, double Y, double Z) origin, (double X, double Y, double Z) direction, double maxDistance, bool throughFluids, out VoxelHit hit)
    {
        var length = Math.Sqrt((direction.X * direction.X) + (direction.Y * direction.Y) + (direction.Z * direction.Z));
        var unit = (X: direction.X / length, Y: direction.Y / length, Z: direction.Z / length);
        var (x, y, z) = ((int)Math.Floor(origin.X), (int)Math.Floor(origin.Y), (int)Math.Floor(origin.Z));
        var alongX = new RayAxis(origin.X, unit.X, x);
        var alongY = new RayAxis(origin.Y, unit.Y, y);
        var alongZ = new RayAxis(origin.Z, unit.Z, z);
        var face = MostFaced(direction);
        var distance = 0.0;
        while (true)
        {
            var block = this[x, y, z];
            if (throughFluids ? BlockTable.IsTargetable(block) : block != BlockId.Air)
            {
                var box = SelectionBox.Of(block);
                if (box.IsWhole)
                {
                    hit = new VoxelHit(x, y, z, block, face, distance);
                    return true;
                }

                if (box.Meets((origin.X - x, origin.Y - y, origin.Z - z), unit, out var toBox, out var boxFace) && toBox <= maxDistance)
                {
                    hit = new VoxelHit(x, y, z, block, boxFace ?? MostFaced(direction), toBox);
                    return true;
                }
            }

            if (alongX.Next < alongY.Next && alongX.Next < alongZ.Next)
            {
                distance = alongX.Step(ref x);
                face = alongX.Forward ? BlockFace.West : BlockFace.East;
            }
            else if (alongY.Next < alongZ.Next)
            {
                distance = alongY.Step(ref y);
                face = alongY.Forward ? BlockFace.Down : BlockFace.Up;
            }
            else
            {
                distance = alongZ.Step(ref z);
                face = alongZ.Forward ? BlockFace.North : BlockFace.South;
            }

            if (!(distance <= maxDistance) || (y >= Height && alongY.Forward))
            {
                hit = default;
                return false;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Index(int x, int y, int z) => (y << 16) | ((z & 255) << 8) | (x & 255);

    private static int Slot(int chunkX, int chunkZ) => ((chunkZ & (Chunks - 1)) * Chunks) + (chunkX & (Chunks - 1));

    private static BlockFace MostFaced((double X, double Y, double Z) direction)
    {
        var (x, y, z) = (Math.Abs(direction.X), Math.Abs(direction.Y), Math.Abs(direction.Z));
        if (y >= x && y >= z)
        {
            return direction.Y < 0 ? BlockFace.Up : BlockFace.Down;
        }

        return x >= z ? (direction.X < 0 ? BlockFace.East : BlockFace.West) : (direction.Z < 0 ? BlockFace.South : BlockFace.North);
    }

    // A window's first chunk for a player in the middle: 120 to 135 columns lie west of him.
    private static int Centered(int position) => ((position + 8) >> 4) - (Chunks / 2);

    // The window moves when the player is 16 columns off its middle, before the guaranteed radius is touched.
    private static int Recentered(int chunk, int position)
    {
        var offset = position - (chunk << 4);
        return offset is >= 116 and < 140 ? chunk : Centered(position);
    }

    private void Refill(int centerX, int centerZ)
    {
        (_chunkX, _chunkZ) = (Centered(centerX), Centered(centerZ));
        _moving = false;
        for (var z = 0; z < Chunks; z++)
        {
            for (var x = 0; x < Chunks; x++)
            {
                LoadChunk(_chunkX + x, _chunkZ + z);
            }
        }

        _links.Rebuild(_chunkX, _chunkZ, _held);
        Array.Fill(_roles, ChunkRole.Fresh);
        Settle(_chunkX, _chunkZ, Chunks, Chunks);
    }

    private void FinishMove()
    {
        while (_moving)
        {
            _moving = LoadNextRun();
        }
    }

    /// <summary>Loads up to four missing chunks in a row; false if none was missing.</summary>
    private bool LoadNextRun()
    {
        for (var z = _chunkZ; z < _chunkZ + Chunks; z++)
        {
            for (var x = _chunkX; x < _chunkX + Chunks; x++)
            {
                if (!IsHeld(x, z))
                {
                    LoadRun(x, z);
                    return true;
                }
            }
        }

        return false;
    }

    private void LoadRun(int x, int z)
    {
        var (countX, countZ) = (1, 1);
        while (countX < 4 && x + countX < _chunkX + Chunks && !IsHeld(x + countX, z))
        {
            countX++;
        }

        while (countX == 1 && countZ < 4 && z + countZ < _chunkZ + Chunks && !IsHeld(x, z + countZ))
        {
            countZ++;
        }

        for (var i = 0; i < countX * countZ; i++)
        {
            LoadChunk(x + (i % countX), z + (i / countX));
        }

        _links.Rebuild(_chunkX, _chunkZ, _held);
        var roles = 0;
        for (var cz = z - 1; cz <= z + countZ; cz++)
        {
            for (var cx = x - 1; cx <= x + countX; cx++)
            {
                var fresh = cx >= x && cx < x + countX && cz >= z && cz < z + countZ;
                var inWindow = cx >= _chunkX && cx < _chunkX + Chunks && cz >= _chunkZ && cz < _chunkZ + Chunks;
                _roles[roles++] = fresh ? ChunkRole.Fresh : inWindow && IsHeld(cx, cz) ? ChunkRole.Settled : ChunkRole.Foreign;
            }
        }

        Settle(x - 1, z - 1, countX + 2, countZ + 2);
    }

    private bool IsHeld(int chunkX, int chunkZ) => _held[Slot(chunkX, chunkZ)] == (chunkX, chunkZ);

    private void LoadChunk(int chunkX, int chunkZ)
    {
        var slot = Slot(chunkX, chunkZ);
        var top = Math.Max(_source!.FillChunk(chunkX, chunkZ, _chunk), _edits.Apply(chunkX, chunkZ, _chunk));
        _held[slot] = (chunkX, chunkZ);
        _haveSmallBlocks[slot] = false;
        _tops[slot] = top;
        _lowestAirs[slot] = CopyChunk(chunkX, chunkZ, top);
    }

    /// <summary>Copies the chunk read last into its place; returns the lowest y with a cell that light may enter.</summary>
    private int CopyChunk(int chunkX, int chunkZ, int top)
    {
        var lowest = top + 1;
        var air = Vector128.Create((byte)DistanceField.Cap);
        fixed (byte* blocks = _chunk)
        {
            for (var y = top; y >= 0; y--)
            {
                var open = Vector128<byte>.Zero;
                var source = blocks + (y << 8);
                var target = Cells + Index(chunkX << 4, y, chunkZ << 4);
                for (var row = 0; row < 16; row++)
                {
                    var found = Vector128.Load(source + (row << 4));
                    var isAir = Vector128.Equals(found, Vector128<byte>.Zero);
                    var marked = found | Vector128.Create((byte)0x80);
                    Vector128.ConditionalSelect(isAir, air, marked).Store(target + (row << 8));
                    open |= isAir | BlockSet.Clear.Contains(marked);
                    var notable = Notable.Contains(marked);
                    if (notable != Vector128<byte>.Zero)
                    {
                        Note(notable, Index(chunkX << 4, y, (chunkZ << 4) + row));
                    }
                }

                lowest = open == Vector128<byte>.Zero ? lowest : y;
            }

            for (var y = top + 1; y < Height; y++)
            {
                var target = Cells + Index(chunkX << 4, y, chunkZ << 4);
                for (var row = 0; row < 16; row++)
                {
                    air.Store(target + (row << 8));
                }
            }
        }

        return lowest;
    }

    /// <summary>Notes which cells of a fresh chunk give light, and that it has small blocks.</summary>
    private void Note(Vector128<byte> notable, int start)
    {
        for (var lanes = notable.ExtractMostSignificantBits(); lanes != 0; lanes &= lanes - 1)
        {
            var index = start + BitOperations.TrailingZeroCount(lanes);
            if (LightCell.Emission(Cells[index]) > 0)
            {
                _blockLight.AddEmitter(index);
            }

            _haveSmallBlocks[ChunkLinks.SlotOf(index)] |= BlockTable.Of((BlockId)(Cells[index] & 0x7F)).IsSmall;
        }
    }

    /// <summary>Brings both kinds of light up to date after a cell has changed.</summary>
    private void Relight(int index, byte before)
    {
        var (sky, block) = (LightCell.Sky(Light[index]), LightCell.IsClosed(Light[index]) ? LightCell.Emission(before) : Light[index] >> 4);
        Light[index] = LightCell.ClosedByte(Cells[index]);
        _skyLight.Update(Cells, Light, _links, index, sky);
        _blockLight.Update(Cells, Light, _links, index, block);
    }

    private void Settle(int chunkX, int chunkZ, int countX, int countZ)
    {
        var (lowest, top) = (Height - 1, 0);
        for (var i = 0; i < countX * countZ; i++)
        {
            if (_roles[i] != ChunkRole.Foreign)
            {
                var slot = Slot(chunkX + (i % countX), chunkZ + (i / countX));
                lowest = Math.Min(lowest, _lowestAirs[slot]);
                top = Math.Max(top, _tops[slot]);
            }
        }

        var region = new ChunkRegion(chunkX, chunkZ, countX, countZ, lowest, top);
        _distances.Compute(Cells, region, _roles);
        _skyLight.Compute(Cells, Light, region, _roles);
        _blockLight.Compute(Cells, Light, _links, region, _roles.AsSpan(0, countX * countZ));
        Top = 0;
        foreach (var slotTop in _tops)
        {
            Top = Math.Max(Top, slotTop);
        }
    }

    /// <summary>Where a ray crosses the planes of one axis; each crossing is computed from the origin, so no error adds up.</summary>
    private struct RayAxis(double origin, double direction, int cell)
    {
        private int _plane = direction > 0 ? cell + 1 : cell;

        public readonly bool Forward => direction > 0;

        /// <summary>Distance along the ray to the next plane.</summary>
        public double Next { get; private set; } = direction == 0 ? double.PositiveInfinity : ((direction > 0 ? cell + 1 : cell) - origin) / direction;

        public double Step(ref int position)
        {
            var crossed = Next;
            var step = direction > 0 ? 1 : -1;
            position += step;
            _plane += step;
            Next = (_plane - origin) / direction;
            return crossed;
        }
    }
}
