using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Rl.Env.World.Blocks;

namespace Rl.Env.World.Volume;

/// <summary>
/// Computes sky light: 15 straight down through air and what fills little of its cell, one less per step sideways or through water and
/// leaves, nothing through opaque blocks. Fresh chunks are lit by one downward pass whose layers spread sideways a limited number of steps,
/// so that light that would have to turn several corners, or climb, is missing until an edit near it floods the place exactly.
/// </summary>
internal sealed unsafe class SkyLightField
{
    private const int Pad = 32;
    private const int MaxStride = VoxelVolume.Width + (2 * Pad);
    private const int PlaneBytes = MaxStride * (VoxelVolume.Width + 2);

    private readonly byte[] _planes = GC.AllocateUninitializedArray<byte>(3 * PlaneBytes, pinned: true);
    private readonly LightFlood _flood = new(isSky: true);

    /// <summary>
    /// Lights fresh chunks and brightens settled ones where fresh light reaches them. In fresh chunks the whole light bytes are written,
    /// with no block light; in settled ones that is kept.
    /// </summary>
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
            new Span<byte>(lit + (row * stride) + Pad, region.CountX * 16).Fill(LightCell.Full);
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

    /// <summary>Brings the light up to date after a cell has changed.</summary>
    /// <param name="cells">The volume's cells, changed already.</param>
    /// <param name="light">Their light; the changed cell's byte says that it is dark, or that it is closed.</param>
    /// <param name="links">Which chunks are neighbours.</param>
    /// <param name="index">The cell.</param>
    /// <param name="before">Sky light that the cell held before.</param>
    public void Update(byte* cells, byte* light, ChunkLinks links, int index, int before) =>
        _flood.Update(cells, light, links, index, before);

    private static void FillFresh(byte* light, in ChunkRegion region, ReadOnlySpan<ChunkRole> roles)
    {
        for (var y = 0; y < VoxelVolume.Height; y++)
        {
            if (y >= region.LowestAir && y <= region.Top)
            {
                continue;
            }

            var value = Vector128.Create(y > region.Top ? LightCell.Full : LightCell.Opaque);
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
            var full = Vector128.Create(LightCell.Full);
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
                    var open = air | BlockSet.Clear.Contains(found);
                    var undimmed = Vector128.AndNot(open, LightCell.Dimming.Contains(found));
                    var above = Vector128.Load(lit + offset);
                    var fallen = Vector128.SubtractSaturate(above, Vector128.Create((byte)1));
                    fallen |= Vector128.Equals(above, full) & undimmed & full;
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
                    var role = roles[((row >> 4) * region.CountX) + chunk];
                    if (role == ChunkRole.Foreign)
                    {
                        continue;
                    }

                    var index = VoxelVolume.Index((region.ChunkX + chunk) << 4, y, (region.ChunkZ << 4) + row);
                    var (sky, closed) = (Vector128.Load(lit + offset), Vector128.Create(LightCell.Opaque));
                    if (role == ChunkRole.Settled)
                    {
                        closed = Vector128.Load(light + index);
                        sky |= closed & Vector128.Create((byte)0xF0);
                    }

                    Vector128.ConditionalSelect(Vector128.Load(clear + offset), sky, closed).Store(light + index);
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
