using Rl.Env.Seeds;
using Rl.Env.World.Physics;

namespace Rl.Env.World.Generation;

/// <summary>
/// The shapes that veins of one size take: a few hundred drawn once and shared by all worlds, since a vein is laid at whole blocks and its
/// shape depends on nothing else. A shape is rows of up to 16 cells along x.
/// </summary>
internal sealed class VeinShapes
{
    /// <summary>Largest size that can be asked for.</summary>
    public const int MaximumSize = 33;

    /// <summary>Shapes of a size.</summary>
    public const int Count = 512;

    /// <summary>Cells of a row west of the vein's middle.</summary>
    public const int RowCenter = 8;

    private const int Extent = 8;
    private const int BoxWidth = 2 * Extent;

    private static readonly Lazy<VeinShapes>[] BySize =
        [.. Enumerable.Range(0, MaximumSize + 1).Select(size => new Lazy<VeinShapes>(() => new VeinShapes(size)))];

    private readonly int[] _starts = new int[Count + 1];
    private readonly uint[] _rows;

    private VeinShapes(int size)
    {
        var random = new SeededRandom(SeedRule.Derive((ulong)size, [0x7665696E73]));
        var box = new ushort[BoxWidth * BoxWidth];
        var rows = new List<uint>();
        for (var shape = 0; shape < Count; shape++)
        {
            Array.Clear(box);
            Draw(size, random, box);
            for (var i = 0; i < box.Length; i++)
            {
                if (box[i] != 0)
                {
                    rows.Add(((uint)i << 16) | box[i]);
                    Note(i / BoxWidth, i % BoxWidth, box[i]);
                }
            }

            _starts[shape + 1] = rows.Count;
        }

        _rows = [.. rows];
    }

    /// <summary>No cell is farther than this from the middle along x or z.</summary>
    public int Reach { get; private set; }

    /// <summary>No cell is farther than this above the middle.</summary>
    public int Rise { get; private set; }

    /// <summary>No cell is farther than this below the middle.</summary>
    public int Fall { get; private set; }

    /// <summary>The shapes of veins of a size.</summary>
    public static VeinShapes OfSize(int size) => BySize[size].Value;

    /// <summary>A shape's rows; see <see cref="Up"/>, <see cref="South"/> and <see cref="Cells"/>.</summary>
    public ReadOnlySpan<uint> Rows(int shape) => _rows.AsSpan(_starts[shape].._starts[shape + 1]);

    /// <summary>y of a row from the vein's middle.</summary>
    public static int Up(uint row) => (int)(row >> 20) - Extent;

    /// <summary>z of a row from the vein's middle.</summary>
    public static int South(uint row) => (int)(row >> 16 & 15) - Extent;

    /// <summary>The row's cells, bit 8 for the vein's middle along x.</summary>
    public static uint Cells(uint row) => row & 0xFFFF;

    /// <summary>
    /// A segment of a quarter of the size lies in a random direction, its ends up to two blocks lower. Spheres along it swell towards the
    /// middle, each by a draw of its own; a cell belongs to the vein if its middle is inside one of them (Mh).
    /// </summary>
    private static void Draw(int size, SeededRandom random, ushort[] box)
    {
        var heading = random.NextDouble() * 180;
        var (alongX, alongZ) = (SineTable.SinDegrees(heading) * size / 8f, SineTable.CosDegrees(heading) * size / 8f);
        var (startY, endY) = (random.Next(3) - 2, random.Next(3) - 2);
        for (var i = 0; i < size; i++)
        {
            var share = (float)i / size;
            var radius = (((SineTable.SinDegrees(180.0 * share) + 1f) * random.NextSingle() * size / 16f) + 1f) / 2f;
            var x = alongX * (1f - (2f * share));
            var y = startY + ((endY - startY) * share);
            var z = alongZ * (1f - (2f * share));
            AddSphere(x, y, z, radius, box);
        }
    }

    private static void AddSphere(float x, float y, float z, float radius, ushort[] box)
    {
        for (var up = (int)MathF.Floor(y - radius); up <= (int)MathF.Floor(y + radius); up++)
        {
            for (var south = (int)MathF.Floor(z - radius); south <= (int)MathF.Floor(z + radius); south++)
            {
                var (dy, dz) = (up + 0.5f - y, south + 0.5f - z);
                var left = (radius * radius) - (dy * dy) - (dz * dz);
                for (var east = -Extent; left > 0f && east < Extent; east++)
                {
                    var dx = east + 0.5f - x;
                    if (dx * dx < left)
                    {
                        box[((up + Extent) * BoxWidth) + south + Extent] |= (ushort)(1 << (east + RowCenter));
                    }
                }
            }
        }
    }

    private void Note(int y, int z, uint cells)
    {
        Rise = Math.Max(Rise, y - Extent);
        Fall = Math.Max(Fall, Extent - y);
        Reach = Math.Max(Reach, Math.Abs(z - Extent));
        for (var x = 0; x < BoxWidth; x++)
        {
            if ((cells >> x & 1) != 0)
            {
                Reach = Math.Max(Reach, Math.Abs(x - RowCenter));
            }
        }
    }
}
