using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rl.Env.World.Volume;

/// <summary>
/// Computes sky light: 15 straight down through air, one less per step sideways or through water and leaves, nothing through solid blocks.
/// Fresh chunks are lit by one downward pass whose layers spread sideways a limited number of steps, so that light that would have to turn
/// several corners, or climb, is missing until an edit near it floods the place exactly. Opaque cells hold <see cref="Opaque"/>.
/// </summary>
internal sealed unsafe class SkyLightField
{
    /// <summary>The value of a cell that light does not enter.</summary>
    public const byte Opaque = 0x80;

    /// <summary>Full sky light.</summary>
    public const byte Full = 15;

    private const int Pad = 32;
    private const int MaxStride = VoxelVolume.Width + (2 * Pad);
    private const int PlaneBytes = MaxStride * (VoxelVolume.Width + 2);
    private const int QueueMask = (1 << 18) - 1;

    private readonly byte[] _planes = GC.AllocateUninitializedArray<byte>(3 * PlaneBytes, pinned: true);
    private readonly int[] _rising = new int[QueueMask + 1];
    private readonly int[] _falling = new int[QueueMask + 1];
    private int _risingHead;
    private int _risingTail;
    private int _fallingHead;
    private int _fallingTail;

    /// <summary>Lights fresh chunks and brightens settled ones where fresh light reaches them.</summary>
    public void Compute(byte* cells, byte* light, in ChunkRegion region, ReadOnlySpan<ChunkRole> roles)
    {
        FillFresh(light, region, roles);

        var planes = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_planes));
        var stride = (((region.CountX * 16) + 31) & ~31) + (2 * Pad);
        var rows = region.CountZ * 16;
        var size = stride * (rows + 2);
        var lit = planes;
        var scratch = planes + PlaneBytes;
        var clear = planes + (2 * PlaneBytes);
        new Span<byte>(lit, size).Clear();
        new Span<byte>(scratch, size).Clear();
        new Span<byte>(clear, size).Clear();
        for (var row = 1; row <= rows; row++)
        {
            new Span<byte>(lit + (row * stride) + Pad, region.CountX * 16).Fill(Full);
        }

        for (var y = region.Top; y >= region.LowestAir; y--)
        {
            var layer = new Layer(lit, scratch, clear, stride, rows);
            if (layer.Load(cells, light, y, region, roles))
            {
                layer.SpreadX();
                layer.SpreadZ();
                layer.SpreadX();
                layer.SpreadZ();
            }

            layer.Store(light, y, region, roles);
        }
    }

    /// <summary>Brings the light up to date after the cell has changed.</summary>
    public void Update(byte* cells, byte* light, int x, int y, int z)
    {
        _risingHead = _risingTail = _fallingHead = _fallingTail = 0;
        var index = VoxelVolume.Index(x, y, z);
        var before = light[index];
        var opaque = VoxelVolume.IsOpaque(cells[index]);
        light[index] = opaque ? Opaque : (byte)0;
        if (before is > 0 and <= Full)
        {
            _falling[_fallingTail++ & QueueMask] = index | (before << 24);
            Darken(light);
        }

        if (!opaque)
        {
            var above = y == VoxelVolume.Height - 1 ? Full : light[index + (1 << 16)];
            var level = above == Full && cells[index] < 0x80 ? Full : Dimmed(above);
            level = y > 0 ? Math.Max(level, Dimmed(light[index - (1 << 16)])) : level;
            level = Math.Max(level, Math.Max(Dimmed(light[VoxelVolume.Index(x - 1, y, z)]), Dimmed(light[VoxelVolume.Index(x + 1, y, z)])));
            level = Math.Max(level, Math.Max(Dimmed(light[VoxelVolume.Index(x, y, z - 1)]), Dimmed(light[VoxelVolume.Index(x, y, z + 1)])));
            if (level > light[index])
            {
                light[index] = level;
                _rising[_risingTail++ & QueueMask] = index;
            }
        }

        Brighten(cells, light);
    }

    private static byte Dimmed(byte level) => level is > 0 and <= Full ? (byte)(level - 1) : (byte)0;

    private static int Neighbour(int index, int direction) => direction switch
    {
        0 => index - (1 << 16),
        1 => index + (1 << 16),
        2 => (index & ~255) | ((index - 1) & 255),
        3 => (index & ~255) | ((index + 1) & 255),
        4 => (index & ~0xFF00) | ((index - 256) & 0xFF00),
        _ => (index & ~0xFF00) | ((index + 256) & 0xFF00),
    };

    private static bool Inside(int index) => (uint)index < VoxelVolume.CellCount;

    private void Darken(byte* light)
    {
        while (_fallingHead != _fallingTail)
        {
            var entry = _falling[_fallingHead++ & QueueMask];
            var (index, level) = (entry & 0xFFFFFF, entry >> 24);
            for (var direction = 0; direction < 6; direction++)
            {
                var next = Neighbour(index, direction);
                if (!Inside(next) || light[next] is 0 or > Full)
                {
                    continue;
                }

                if (light[next] < level || (direction == 0 && level == Full && light[next] == Full))
                {
                    _falling[_fallingTail++ & QueueMask] = next | (light[next] << 24);
                    light[next] = 0;
                }
                else
                {
                    _rising[_risingTail++ & QueueMask] = next;
                }
            }
        }
    }

    private void Brighten(byte* cells, byte* light)
    {
        while (_risingHead != _risingTail)
        {
            var index = _rising[_risingHead++ & QueueMask];
            var level = light[index];
            for (var direction = 0; direction < 6; direction++)
            {
                var next = Neighbour(index, direction);
                if (!Inside(next) || light[next] > Full)
                {
                    continue;
                }

                var reached = direction == 0 && level == Full && cells[next] < 0x80 ? Full : Dimmed(level);
                if (reached > light[next])
                {
                    light[next] = reached;
                    _rising[_risingTail++ & QueueMask] = next;
                }
            }
        }
    }

    private static void FillFresh(byte* light, in ChunkRegion region, ReadOnlySpan<ChunkRole> roles)
    {
        for (var y = 0; y < VoxelVolume.Height; y++)
        {
            if (y >= region.LowestAir && y <= region.Top)
            {
                continue;
            }

            var value = Vector128.Create(y > region.Top ? Full : Opaque);
            for (var row = 0; row < region.CountZ * 16; row++)
            {
                for (var chunk = 0; chunk < region.CountX; chunk++)
                {
                    if (roles[((row >> 4) * region.CountX) + chunk] == ChunkRole.Fresh)
                    {
                        value.Store(light + VoxelVolume.Index((region.ChunkX + chunk) << 4, y, (region.ChunkZ << 4) + row));
                    }
                }
            }
        }
    }

    /// <summary>The planes of one layer: light (on entry that of the layer above), scratch, and 255 where light may enter.</summary>
    private readonly struct Layer(byte* lit, byte* scratch, byte* clear, int stride, int rows)
    {
        // Even, so that the result ends in the light plane.
        private const int StepsAlongX = 4;

        /// <summary>Lets the light of the layer above fall in; false if no open cell of this layer is short of light.</summary>
        public bool Load(byte* cells, byte* light, int y, in ChunkRegion region, ReadOnlySpan<ChunkRole> roles)
        {
            var full = Vector128.Create(Full);
            var dark = Vector128<byte>.Zero;
            for (var row = 0; row < rows; row++)
            {
                var offset = ((row + 1) * stride) + Pad;
                for (var chunk = 0; chunk < region.CountX; chunk++, offset += 16)
                {
                    var role = roles[((row >> 4) * region.CountX) + chunk];
                    if (role == ChunkRole.Foreign)
                    {
                        Vector128<byte>.Zero.Store(lit + offset);
                        Vector128<byte>.Zero.Store(clear + offset);
                        continue;
                    }

                    var index = VoxelVolume.Index((region.ChunkX + chunk) << 4, y, (region.ChunkZ << 4) + row);
                    var found = Vector128.Load(cells + index);
                    var air = Vector128.LessThan(found, Vector128.Create((byte)0x80));
                    var open = air | VoxelVolume.LetsLightThrough(found);
                    var above = Vector128.Load(lit + offset);
                    var fallen = Vector128.SubtractSaturate(above, Vector128.Create((byte)1)) | (Vector128.Equals(above, full) & air & full);
                    if (role == ChunkRole.Settled)
                    {
                        fallen = Vector128.Max(fallen, Vector128.Load(light + index) & full);
                    }

                    fallen &= open;
                    fallen.Store(lit + offset);
                    open.Store(clear + offset);
                    dark |= open & Vector128.LessThan(fallen, full);
                }
            }

            return dark != Vector128<byte>.Zero;
        }

        public void Store(byte* light, int y, in ChunkRegion region, ReadOnlySpan<ChunkRole> roles)
        {
            for (var row = 0; row < rows; row++)
            {
                var offset = ((row + 1) * stride) + Pad;
                for (var chunk = 0; chunk < region.CountX; chunk++, offset += 16)
                {
                    if (roles[((row >> 4) * region.CountX) + chunk] != ChunkRole.Foreign)
                    {
                        var index = VoxelVolume.Index((region.ChunkX + chunk) << 4, y, (region.ChunkZ << 4) + row);
                        var open = Vector128.Load(clear + offset);
                        Vector128.ConditionalSelect(open, Vector128.Load(lit + offset), Vector128.Create(Opaque)).Store(light + index);
                    }
                }
            }
        }

        public void SpreadX()
        {
            for (var step = 0; step < StepsAlongX; step++)
            {
                var from = (step & 1) == 0 ? lit : scratch;
                var to = (step & 1) == 0 ? scratch : lit;
                for (var row = 0; row < rows; row++)
                {
                    var offset = ((row + 1) * stride) + Pad;
                    for (var end = offset + stride - (2 * Pad); offset < end; offset += 32)
                    {
                        var sides = Vector256.Max(Vector256.Load(from + offset - 1), Vector256.Load(from + offset + 1));
                        Brightened(from + offset, sides, offset).Store(to + offset);
                    }
                }
            }
        }

        public void SpreadZ()
        {
            for (var row = 1; row < rows; row++)
            {
                SpreadRow(row, -stride);
            }

            for (var row = rows - 2; row >= 0; row--)
            {
                SpreadRow(row, stride);
            }
        }

        private void SpreadRow(int row, int from)
        {
            var offset = ((row + 1) * stride) + Pad;
            for (var end = offset + stride - (2 * Pad); offset < end; offset += 32)
            {
                Brightened(lit + offset, Vector256.Load(lit + offset + from), offset).Store(lit + offset);
            }
        }

        private Vector256<byte> Brightened(byte* at, Vector256<byte> neighbours, int offset) =>
            Vector256.Max(Vector256.Load(at), Vector256.SubtractSaturate(neighbours, Vector256.Create((byte)1))) & Vector256.Load(clear + offset);
    }
}
