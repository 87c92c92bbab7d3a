using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Generation;

/// <summary>
/// Lays veins of ore and pockets of earth into natural stone. A vein may reach into the chunks beside its own; every chunk lays the veins
/// of its 3 × 3 neighbourhood in one order of the whole world, so that a border shows the same vein from both sides.
/// </summary>
internal sealed class OreVeins
{
    private const int ChunkWidth = 16;
    private const int LayerCells = ChunkWidth * ChunkWidth;

    private readonly SurvivalTerrainConfig _config;
    private readonly VeinConfig[] _veins;
    private readonly VeinShapes[] _shapes;
    private readonly ulong[] _salts;
    private ulong _emeralds;

    /// <summary>Veins without a seed; see <see cref="Reseed"/>.</summary>
    public OreVeins(SurvivalTerrainConfig config)
    {
        _config = config;
        _veins = [.. config.Veins];
        _shapes = [.. _veins.Select(vein => VeinShapes.OfSize(vein.Size))];
        _salts = new ulong[_veins.Length];
    }

    /// <summary>Becomes the veins of another seed.</summary>
    public void Reseed(ulong seed)
    {
        for (var kind = 0; kind < _salts.Length; kind++)
        {
            _salts[kind] = SeedRule.Derive(seed, [(ulong)_veins[kind].Block, (ulong)kind]);
        }

        _emeralds = SeedRule.Derive(seed, [(ulong)BlockId.EmeraldOre]);
    }

    /// <summary>Lays all veins that reach into a chunk.</summary>
    /// <param name="chunkX">Chunk coordinate east.</param>
    /// <param name="chunkZ">Chunk coordinate south.</param>
    /// <param name="highestGround">Above this y there is no stone.</param>
    /// <param name="blocks"><c>[y, z, x] uint8</c> of the chunk.</param>
    public void Place(int chunkX, int chunkZ, int highestGround, Span<byte> blocks)
    {
        for (var kind = 0; kind < _veins.Length; kind++)
        {
            for (var dz = -1; dz <= 1; dz++)
            {
                for (var dx = -1; dx <= 1; dx++)
                {
                    var draws = new Draws(LatticeNoise.Hash(_salts[kind], chunkX + dx, chunkZ + dz));
                    PlaceStarting(kind, draws, dx, dz, highestGround, blocks);
                }
            }
        }
    }

    /// <summary>Lays the emeralds of a chunk: single blocks, under hills alone.</summary>
    /// <param name="chunkX">Chunk coordinate east.</param>
    /// <param name="chunkZ">Chunk coordinate south.</param>
    /// <param name="biomes">The country of each column, <c>[z, x] uint8</c>.</param>
    /// <param name="blocks"><c>[y, z, x] uint8</c> of the chunk.</param>
    public void PlaceEmeralds(int chunkX, int chunkZ, ReadOnlySpan<Biome> biomes, Span<byte> blocks)
    {
        var draws = new Draws(LatticeNoise.Hash(_emeralds, chunkX, chunkZ));
        var tries = _config.MinimumEmeralds + draws.Below(_config.MaximumEmeralds - _config.MinimumEmeralds + 1);
        for (var i = 0; i < tries; i++)
        {
            var bits = draws.Next();
            var y = _config.LowestEmerald + Draws.Below(bits, _config.HighestEmerald - _config.LowestEmerald + 1);
            var column = (int)(bits & 0xFF);
            ref var block = ref blocks[(y * LayerCells) + column];
            var isHost = block is (byte)BlockId.Stone or (>= (byte)BlockId.Granite and <= (byte)BlockId.Andesite);
            block = isHost && biomes[column] == Biome.Hills ? (byte)BlockId.EmeraldOre : block;
        }
    }

    /// <summary>Lays the veins of one kind that start in the neighbour at (<paramref name="dx"/>, <paramref name="dz"/>).</summary>
    private void PlaceStarting(int kind, Draws draws, int dx, int dz, int highestGround, Span<byte> blocks)
    {
        var vein = _veins[kind];
        var shapes = _shapes[kind];
        var reach = shapes.Reach;
        var (offsetX, offsetZ) = (dx * ChunkWidth, dz * ChunkWidth);
        var (low, span, isTriangular) = (vein.Low, vein.High - vein.Low, vein.IsTriangular);
        for (var i = vein.PerChunk; i > 0; i--)
        {
            var bits = draws.Next();
            var x = (int)(bits & 15) + offsetX;
            var z = (int)(bits >> 4 & 15) + offsetZ;
            var y = low + (isTriangular
                ? (int)((bits >> 48) * (ulong)(span / 2) >> 16) + (int)((bits >> 32 & 0xFFFF) * (ulong)(span / 2) >> 16)
                : Draws.Below(bits, span));
            if (x + reach >= 0 && x - reach < ChunkWidth && z + reach >= 0 && z - reach < ChunkWidth && y - shapes.Fall <= highestGround)
            {
                Lay(shapes.Rows((int)(bits >> 8 & (VeinShapes.Count - 1))), (byte)vein.Block, x, y, z, blocks);
            }
        }
    }

    private static void Lay(ReadOnlySpan<uint> rows, byte ore, int x, int y, int z, Span<byte> blocks)
    {
        ref var target = ref MemoryMarshal.GetReference(blocks);
        var filling = Vector128.Create(ore);

        // Granite, diorite and andesite follow one another.
        var stone = Vector128.Create((byte)BlockId.Stone);
        var firstKin = Vector128.Create((byte)BlockId.Granite);
        var kin = Vector128.Create((byte)(BlockId.Andesite - BlockId.Granite));
        var shift = x - VeinShapes.RowCenter;
        foreach (var row in rows)
        {
            var rowY = y + VeinShapes.Up(row);
            var rowZ = z + VeinShapes.South(row);
            var cells = (shift >= 0 ? VeinShapes.Cells(row) << shift : VeinShapes.Cells(row) >> -shift) & 0xFFFF;
            if (cells == 0 || (uint)rowZ >= ChunkWidth || (uint)(rowY - 1) >= VoxelVolume.Height - 1)
            {
                continue;
            }

            var place = (nuint)((rowY * LayerCells) + (rowZ * ChunkWidth));
            var found = Vector128.LoadUnsafe(ref target, place);
            var isHost = Vector128.Equals(found, stone) | Vector128.LessThanOrEqual(found - firstKin, kin);
            Vector128.ConditionalSelect(RowMask.Expand(cells) & isHost, filling, found).StoreUnsafe(ref target, place);
        }
    }
}
