using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Rl.Env.Seeds;
using Rl.Env.World.Blocks;

namespace Rl.Env.World.Generation;

/// <summary>
/// The columns of the chunk that is being filled: ground, country and soil. A layer of blocks is eight vector comparisons of its 256 ground
/// heights with the layer's y.
/// </summary>
internal sealed class ChunkSurface(LandForm land, SoilRule soils)
{
    private const int ChunkWidth = 16;
    private const int LayerCells = ChunkWidth * ChunkWidth;
    private const int CellsPerSide = ChunkWidth / LandForm.CellWidth;
    private const int PointsPerSide = CellsPerSide + 1;
    private const int BedrockTop = 4;

    private readonly LandPoint[] _points = new LandPoint[PointsPerSide * PointsPerSide];
    private readonly sbyte[] _ground = new sbyte[LayerCells];
    private readonly sbyte[] _fillingBottom = new sbyte[LayerCells];
    private readonly sbyte[] _baseBottom = new sbyte[LayerCells];
    private readonly byte[] _top = new byte[LayerCells];
    private readonly byte[] _filling = new byte[LayerCells];
    private readonly byte[] _base = new byte[LayerCells];
    private readonly Biome[] _biomes = new Biome[LayerCells];
    private ulong _bedrock;

    /// <summary>Lowest ground of the chunk.</summary>
    public int LowestGround { get; private set; }

    /// <summary>Highest ground of the chunk.</summary>
    public int HighestGround { get; private set; }

    /// <summary>True if a part of the chunk is hills.</summary>
    public bool IsHilly { get; private set; }

    /// <summary>y of the ground, <c>[z, x] int8</c>, as it was before anything was carved.</summary>
    public ReadOnlySpan<sbyte> Ground => _ground;

    /// <summary>The country of each column, <c>[z, x] uint8</c>; never <see cref="Biome.River"/>.</summary>
    public ReadOnlySpan<Biome> Biomes => _biomes;

    /// <summary>Becomes the surface of another seed.</summary>
    public void Reseed(ulong seed) => _bedrock = SeedRule.Derive(seed, [1]);

    /// <summary>Writes water, soil, stone and bedrock of a chunk, all cells of it.</summary>
    public void Fill(int chunkX, int chunkZ, Span<byte> blocks)
    {
        var (originX, originZ) = (chunkX * ChunkWidth, chunkZ * ChunkWidth);
        var common = ReadPoints(originX, originZ);
        FillColumns(originX, originZ, common);
        FillLayers(blocks);
        PlaceBedrock(originX, originZ, blocks);
    }

    /// <summary>Reads the lattice; gives the country of its points if it is but one.</summary>
    private Biome? ReadPoints(int originX, int originZ)
    {
        Biome? common = null;
        var isMixed = false;
        for (var i = 0; i < _points.Length; i++)
        {
            var (column, row) = (i % PointsPerSide, i / PointsPerSide);
            _points[i] = land.Point((originX >> LandForm.CellShift) + column, (originZ >> LandForm.CellShift) + row);
            var biome = land.BiomeOf(_points[i]);
            isMixed |= common is { } seen && seen != biome;
            common = biome;
        }

        return isMixed ? null : common;
    }

    private void FillColumns(int originX, int originZ, Biome? common)
    {
        var (lowest, highest, isHilly) = (int.MaxValue, 0, false);
        for (var z = 0; z < ChunkWidth; z++)
        {
            for (var x = 0; x < ChunkWidth; x++)
            {
                var corner = ((z >> LandForm.CellShift) * PointsPerSide) + (x >> LandForm.CellShift);
                var point = LandPoint.Inside(
                    _points[corner],
                    _points[corner + 1],
                    _points[corner + PointsPerSide],
                    _points[corner + PointsPerSide + 1],
                    x & (LandForm.CellWidth - 1),
                    z & (LandForm.CellWidth - 1));
                var column = (z * ChunkWidth) + x;
                var ground = point.Ground;
                var biome = common ?? land.BiomeOf(point);
                var soil = soils.Of(biome, originX + x, originZ + z, ground);
                _ground[column] = (sbyte)ground;
                _biomes[column] = biome;
                _top[column] = (byte)soil.Top;
                _filling[column] = (byte)soil.Filling;
                _base[column] = (byte)soil.Base;
                _fillingBottom[column] = (sbyte)(ground - soil.Depth);
                _baseBottom[column] = (sbyte)(ground - soil.Depth - soil.BaseDepth);
                lowest = Math.Min(lowest, ground);
                highest = Math.Max(highest, ground);
                isHilly |= biome == Biome.Hills;
            }
        }

        (LowestGround, HighestGround, IsHilly) = (lowest, highest, isHilly);
    }

    private void FillLayers(Span<byte> blocks)
    {
        var waterTop = land.Config.WaterTop;
        var firstMixed = LowestGround - Soil.MaximumDepth;
        var firstEmpty = Math.Max(HighestGround, waterTop) + 1;
        blocks[..(firstMixed * LayerCells)].Fill((byte)BlockId.Stone);
        blocks[(firstEmpty * LayerCells)..].Clear();

        ref var ground = ref MemoryMarshal.GetArrayDataReference(_ground);
        ref var fillingBottom = ref MemoryMarshal.GetArrayDataReference(_fillingBottom);
        ref var baseBottom = ref MemoryMarshal.GetArrayDataReference(_baseBottom);
        ref var top = ref MemoryMarshal.GetArrayDataReference(_top);
        ref var filling = ref MemoryMarshal.GetArrayDataReference(_filling);
        ref var floor = ref MemoryMarshal.GetArrayDataReference(_base);
        ref var target = ref MemoryMarshal.GetReference(blocks);
        var stone = Vector256.Create((byte)BlockId.Stone);
        for (var y = firstMixed; y < firstEmpty; y++)
        {
            var level = Vector256.Create((sbyte)y);
            var open = Vector256.Create((byte)(y <= waterTop ? BlockId.Water : BlockId.Air));
            for (var i = 0; i < LayerCells; i += Vector256<byte>.Count)
            {
                var height = Vector256.LoadUnsafe(ref ground, (nuint)i);
                var rock = Vector256.ConditionalSelect(
                    Vector256.GreaterThan(level, Vector256.LoadUnsafe(ref baseBottom, (nuint)i)).AsByte(),
                    Vector256.LoadUnsafe(ref floor, (nuint)i),
                    stone);
                var below = Vector256.ConditionalSelect(
                    Vector256.GreaterThan(level, Vector256.LoadUnsafe(ref fillingBottom, (nuint)i)).AsByte(),
                    Vector256.LoadUnsafe(ref filling, (nuint)i),
                    rock);
                var solid = Vector256.ConditionalSelect(
                    Vector256.Equals(level, height).AsByte(), Vector256.LoadUnsafe(ref top, (nuint)i), below);
                var cells = Vector256.ConditionalSelect(Vector256.GreaterThan(level, height).AsByte(), open, solid);
                cells.StoreUnsafe(ref target, (nuint)((y * LayerCells) + i));
            }
        }
    }

    /// <summary>y = 0 is full; y = k up to 4 is bedrock with chance (5 − k) / 5 (Mh).</summary>
    private void PlaceBedrock(int originX, int originZ, Span<byte> blocks)
    {
        const uint fifth = 65536 / 5;
        blocks[..LayerCells].Fill((byte)BlockId.Bedrock);
        for (var column = 0; column < LayerCells; column++)
        {
            var bits = LatticeNoise.Hash(_bedrock, originX + (column & 15), originZ + (column >> 4));
            for (var y = 1; y <= BedrockTop; y++)
            {
                if ((bits & 0xFFFF) < (ulong)((5 - y) * fifth))
                {
                    blocks[(y * LayerCells) + column] = (byte)BlockId.Bedrock;
                }

                bits >>= 16;
            }
        }
    }
}
