using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rl.Env.World.Volume;

/// <summary>
/// Computes how far a ray may leap from each air cell. From 1 to <see cref="Cap"/> a cell's value is its Chebyshev distance to the nearest
/// block: all cells less far are air. Beside a block that would be a leap of one cell, and rays that graze the ground would make no way; there
/// the value is <see cref="SlabBase"/> plus the distance within the cell's own layer, and all cells of that layer less far are air.
/// </summary>
/// <remarks>
/// A Chebyshev distance is exact after sweeps along x, then z with min over 3 cells, then y with min over 3 × 3 cells: every offset splits into
/// straight steps followed by diagonal ones. Whole layers are swept 32 cells at a time.
/// </remarks>
internal sealed unsafe class DistanceField
{
    /// <summary>Distances are cut off here: it bounds how far an edit or a new chunk reaches. A chunk's width, so one ring of neighbours does.</summary>
    public const int Cap = 16;

    /// <summary>Values from here + 2 to here + <see cref="Cap"/> are slabs.</summary>
    public const int SlabBase = 15;

    private const int Pad = 32;
    private const int MaxStride = VoxelVolume.Width + (2 * Pad);
    private const int PlaneBytes = MaxStride * (VoxelVolume.Width + 2);

    private readonly byte[] _planes = GC.AllocateUninitializedArray<byte>(4 * PlaneBytes, pinned: true);

    /// <summary>Cells that a leap from an air cell may cross along y, its own included.</summary>
    public static int Vertical(byte cell) => cell > Cap ? 1 : cell;

    /// <summary>Cells that a leap from an air cell may cross along x and z, its own included.</summary>
    public static int Horizontal(byte cell) => cell > Cap ? cell - SlabBase : cell;

    /// <summary>Computes fresh chunks and lowers settled ones where a fresh block is nearer.</summary>
    public void Compute(byte* cells, in ChunkRegion region, ReadOnlySpan<ChunkRole> roles)
    {
        var planes = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_planes));
        var plane = new Plane(planes, region);
        var beside = new Plane(planes + PlaneBytes, region);
        var scratch = new Plane(planes + (2 * PlaneBytes), region);
        var flat = new Plane(planes + (3 * PlaneBytes), region);
        var last = Math.Min(VoxelVolume.Height - 1, region.Top + Cap);

        plane.Fill(Cap);
        scratch.Fill(Cap);
        flat.Fill(Cap);

        // Below the lowest air everything is solid, and so is what lies below the world.
        beside.Fill(0);
        for (var y = region.LowestAir; y <= last; y++)
        {
            var firstSweep = y <= region.Top;
            plane.Load(cells, y, roles, asComputed: false);
            if (firstSweep)
            {
                plane.SweepX(scratch);
                plane.SweepZ();
            }

            beside.ErodeX(scratch);
            plane.LowerTo(scratch);
            plane.Store(cells, y, roles);
            (plane, beside) = (beside, plane);
            if (y == region.LowestAir)
            {
                plane.Fill(Cap);
            }
        }

        beside.Fill(Cap);
        plane.Fill(Cap);
        for (var y = last; y >= region.LowestAir; y--)
        {
            plane.Load(cells, y, roles, asComputed: true);
            beside.ErodeX(scratch);
            plane.LowerTo(scratch);
            if (y <= region.Top + 1)
            {
                flat.LoadSolids(plane);
                flat.SweepX(scratch);
                flat.SweepZ();
                plane.StoreSlabs(flat, cells, y, roles);
            }
            else
            {
                plane.Store(cells, y, roles);
            }

            (plane, beside) = (beside, plane);
        }
    }

    /// <summary>Lowers the distances around a cell that has just been filled.</summary>
    public static void LowerAround(byte* cells, int x, int y, int z)
    {
        for (var dy = Math.Max(1 - Cap, -y); dy < Cap && y + dy < VoxelVolume.Height; dy++)
        {
            for (var dz = 1 - Cap; dz < Cap; dz++)
            {
                var row = VoxelVolume.Index(0, y + dy, z + dz);
                var outer = Math.Max(Math.Abs(dy), Math.Abs(dz));
                for (var dx = 1 - Cap; dx < Cap; dx++)
                {
                    ref var cell = ref cells[row | ((x + dx) & 255)];
                    var distance = Math.Max(outer, Math.Abs(dx));
                    if (cell < 0x80 && Horizontal(cell) > distance && (cell <= Cap || dy == 0))
                    {
                        cell = (byte)(cell <= Cap || distance == 1 ? distance : SlabBase + distance);
                    }
                }
            }
        }
    }

    /// <summary>
    /// Raises distances around a cell that has just been emptied, as far as its near surroundings allow: a cell is one farther from a block
    /// than the nearest of its neighbours. What lies beyond keeps its value, which still is a lower bound.
    /// </summary>
    public static void RaiseAround(byte* cells, int x, int y, int z)
    {
        const int reach = 3;
        cells[VoxelVolume.Index(x, y, z)] = 1;
        for (var round = 0; round < reach; round++)
        {
            for (var cy = Math.Max(1, y - reach); cy <= Math.Min(VoxelVolume.Height - 2, y + reach); cy++)
            {
                for (var cz = z - reach; cz <= z + reach; cz++)
                {
                    for (var cx = x - reach; cx <= x + reach; cx++)
                    {
                        ref var cell = ref cells[VoxelVolume.Index(cx, cy, cz)];
                        if (cell < Cap)
                        {
                            cell = (byte)Math.Max(cell, 1 + NearestOfNeighbours(cells, cx, cy, cz));
                        }
                    }
                }
            }
        }
    }

    private static int NearestOfNeighbours(byte* cells, int x, int y, int z)
    {
        var least = Cap - 1;
        for (var dy = -1; dy <= 1; dy++)
        {
            for (var dz = -1; dz <= 1; dz++)
            {
                for (var dx = -1; dx <= 1; dx++)
                {
                    var value = cells[VoxelVolume.Index(x + dx, y + dy, z + dz)];
                    if (value >= 0x80)
                    {
                        return 0;
                    }

                    // The cell itself must not hold itself down.
                    if ((dx | dy | dz) != 0)
                    {
                        least = Math.Min(least, Vertical(value));
                    }
                }
            }
        }

        return least;
    }

    /// <summary>One layer of a region without wrap-around, padded on all sides so that sweeps need no border cases.</summary>
    private readonly struct Plane(byte* memory, ChunkRegion region)
    {
        private readonly int _stride = (((region.CountX * 16) + 31) & ~31) + (2 * Pad);
        private readonly int _rows = region.CountZ * 16;
        private readonly ChunkRegion _region = region;
        private readonly byte* _memory = memory;

        public void Fill(byte value) => new Span<byte>(_memory, _stride * (_rows + 2)).Fill(value);

        public void Load(byte* cells, int y, ReadOnlySpan<ChunkRole> roles, bool asComputed)
        {
            var cap = Vector128.Create((byte)Cap);
            for (var row = 0; row < _rows; row++)
            {
                var target = Row(row);
                for (var chunk = 0; chunk < _region.CountX; chunk++)
                {
                    var role = roles[((row >> 4) * _region.CountX) + chunk];
                    var values = cap;
                    if (role != ChunkRole.Foreign)
                    {
                        var found = Vector128.Load(cells + CellIndex(chunk, y, row));
                        var air = Vector128.GreaterThanOrEqual(found.AsSByte(), Vector128<sbyte>.Zero).AsByte();
                        var distance = Vector128.ConditionalSelect(IsSlab(found), Vector128.Create((byte)1), found);
                        values = (role == ChunkRole.Fresh && !asComputed ? cap : distance) & air;
                    }

                    values.Store(target + (chunk << 4));
                }
            }
        }

        public void Store(byte* cells, int y, ReadOnlySpan<ChunkRole> roles)
        {
            for (var row = 0; row < _rows; row++)
            {
                var source = Row(row);
                for (var chunk = 0; chunk < _region.CountX; chunk++)
                {
                    if (roles[((row >> 4) * _region.CountX) + chunk] != ChunkRole.Foreign)
                    {
                        var cell = cells + CellIndex(chunk, y, row);
                        var found = Vector128.Load(cell);
                        // Solid cells keep their block; slabs are as low as can be, and how wide they were is needed still.
                        var kept = Vector128.GreaterThan(found, Vector128.Create((byte)Cap));
                        Vector128.ConditionalSelect(kept, found, Vector128.Load(source + (chunk << 4))).Store(cell);
                    }
                }
            }
        }

        /// <summary>Takes over which cells of a computed layer are solid: 0 there, the cap elsewhere.</summary>
        public void LoadSolids(Plane layer)
        {
            var cap = Vector256.Create((byte)Cap);
            for (var row = 0; row < _rows; row++)
            {
                var source = layer.Row(row);
                var target = Row(row);
                for (var i = 0; i < _stride - (2 * Pad); i += 32)
                {
                    Vector256.AndNot(cap, Vector256.Equals(Vector256.Load(source + i), Vector256<byte>.Zero)).Store(target + i);
                }
            }
        }

        /// <summary>Stores a layer whose distances are final; cells beside a block become slabs as wide as <paramref name="flat"/> says.</summary>
        public void StoreSlabs(Plane flat, byte* cells, int y, ReadOnlySpan<ChunkRole> roles)
        {
            var one = Vector128.Create((byte)1);
            var slabBase = Vector128.Create((byte)SlabBase);
            for (var row = 0; row < _rows; row++)
            {
                for (var chunk = 0; chunk < _region.CountX; chunk++)
                {
                    var role = roles[((row >> 4) * _region.CountX) + chunk];
                    if (role == ChunkRole.Foreign)
                    {
                        continue;
                    }

                    var cell = cells + CellIndex(chunk, y, row);
                    var found = Vector128.Load(cell);
                    var distance = Vector128.Load(Row(row) + (chunk << 4));
                    var width = Vector128.Load(flat.Row(row) + (chunk << 4));
                    if (role == ChunkRole.Settled)
                    {
                        // What lies beyond the region is known to a settled cell alone.
                        width = Vector128.Min(width, found - (IsSlab(found) & slabBase));
                    }

                    var isSlab = Vector128.Equals(distance, one) & Vector128.GreaterThan(width, one);
                    var value = Vector128.ConditionalSelect(isSlab, width + slabBase, distance);
                    var solid = Vector128.LessThan(found.AsSByte(), Vector128<sbyte>.Zero).AsByte();
                    Vector128.ConditionalSelect(solid, found, value).Store(cell);
                }
            }
        }

        /// <summary>Spreads along x by 1, 2, 4, 8 cells, which together reach every offset below 16.</summary>
        public void SweepX(Plane scratch)
        {
            SpreadX(_memory, scratch._memory, 1);
            SpreadX(scratch._memory, _memory, 2);
            SpreadX(_memory, scratch._memory, 4);
            SpreadX(scratch._memory, _memory, 8);
        }

        public void SweepZ()
        {
            for (var row = 1; row < _rows; row++)
            {
                LowerRow(Row(row), Row(row - 1));
            }

            for (var row = _rows - 2; row >= 0; row--)
            {
                LowerRow(Row(row), Row(row + 1));
            }
        }

        /// <summary>Writes the least of three cells along x.</summary>
        public void ErodeX(Plane target)
        {
            for (var row = -1; row <= _rows; row++)
            {
                var source = Row(row);
                var eroded = target.Row(row);
                for (var i = 0; i < _stride - (2 * Pad); i += 32)
                {
                    LeastOfThree(source + i).Store(eroded + i);
                }
            }
        }

        /// <summary>Lowers every cell to one more than the least of three rows of <paramref name="eroded"/>.</summary>
        public void LowerTo(Plane eroded)
        {
            var one = Vector256.Create((byte)1);
            for (var row = 0; row < _rows; row++)
            {
                var target = Row(row);
                var source = eroded.Row(row);
                for (var i = 0; i < _stride - (2 * Pad); i += 32)
                {
                    var least = Vector256.Min(
                        Vector256.Load(source + i),
                        Vector256.Min(Vector256.Load(source + i - _stride), Vector256.Load(source + i + _stride)));
                    Vector256.Min(Vector256.Load(target + i), least + one).Store(target + i);
                }
            }
        }

        private static Vector128<byte> IsSlab(Vector128<byte> cells) =>
            Vector128.GreaterThan(cells.AsSByte(), Vector128.Create((sbyte)Cap)).AsByte();

        private byte* Row(int row) => _memory + ((row + 1) * _stride) + Pad;

        private int CellIndex(int chunk, int y, int row) =>
            VoxelVolume.Index((_region.ChunkX + chunk) << 4, y, (_region.ChunkZ << 4) + row);

        private void SpreadX(byte* source, byte* target, int reach)
        {
            var step = Vector256.Create((byte)reach);
            for (var row = 0; row < _rows; row++)
            {
                var from = source + ((row + 1) * _stride) + Pad;
                var to = target + ((row + 1) * _stride) + Pad;
                for (var i = 0; i < _stride - (2 * Pad); i += 32)
                {
                    var sides = Vector256.Min(Vector256.Load(from + i - reach), Vector256.Load(from + i + reach));
                    Vector256.Min(Vector256.Load(from + i), sides + step).Store(to + i);
                }
            }
        }

        private void LowerRow(byte* target, byte* source)
        {
            var one = Vector256.Create((byte)1);
            for (var i = 0; i < _stride - (2 * Pad); i += 32)
            {
                Vector256.Min(Vector256.Load(target + i), LeastOfThree(source + i) + one).Store(target + i);
            }
        }

        private static Vector256<byte> LeastOfThree(byte* at) =>
            Vector256.Min(Vector256.Load(at), Vector256.Min(Vector256.Load(at - 1), Vector256.Load(at + 1)));
    }
}
