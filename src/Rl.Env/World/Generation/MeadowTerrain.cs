using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Rl.Env.Seeds;
using Rl.Env.World.Blocks;

namespace Rl.Env.World.Generation;

/// <summary>
/// Endless meadows, woods, hills and lakes: a pure function of the seed. Heights are noise on a lattice of 4 blocks, interpolated; a layer
/// of a chunk is then 8 vector comparisons of its 256 heights with the layer's y. Trees stand at most one to a lattice cell, so that the
/// crowns reaching into a chunk are found by looking one cell beyond its border.
/// </summary>
public sealed class MeadowTerrain : ITerrain
{
    private const int ChunkWidth = 16;
    private const int LayerCells = ChunkWidth * ChunkWidth;
    private const int CellShift = 2;
    private const int CellWidth = 1 << CellShift;

    /// <summary>Lattice points along a side: the chunk's 4 cells, one more on each side for crowns, and the closing line.</summary>
    private const int LatticeWidth = 7;

    private const int BedrockTop = 4;
    private const int MaximumGround = 110;
    private const int SoilDepth = 3;
    private const int CrownRadius = 2;

    private readonly TerrainConfig _config;
    private readonly float[] _lattice = new float[LatticeWidth * LatticeWidth];
    private readonly sbyte[] _ground = new sbyte[LayerCells];
    private readonly sbyte[] _soilBottom = new sbyte[LayerCells];
    private readonly byte[] _top = new byte[LayerCells];
    private readonly byte[] _soil = new byte[LayerCells];

    private ulong _broad;
    private ulong _middle;
    private ulong _fine;
    private ulong _hills;
    private ulong _woods;
    private ulong _trees;
    private ulong _columns;
    private ulong _ores;

    /// <summary>A world of seed 0; see <see cref="Reseed"/>.</summary>
    public MeadowTerrain(TerrainConfig? config = null)
    {
        _config = (config ?? new TerrainConfig()).Validated();
        Reseed(0);
    }

    /// <summary>Becomes the world of another seed, without allocating.</summary>
    public void Reseed(long seed)
    {
        _broad = SeedRule.Derive((ulong)seed, [1]);
        _middle = SeedRule.Derive((ulong)seed, [2]);
        _fine = SeedRule.Derive((ulong)seed, [3]);
        _hills = SeedRule.Derive((ulong)seed, [4]);
        _woods = SeedRule.Derive((ulong)seed, [5]);
        _trees = SeedRule.Derive((ulong)seed, [6]);
        _columns = SeedRule.Derive((ulong)seed, [7]);
        _ores = SeedRule.Derive((ulong)seed, [8]);
    }

    /// <inheritdoc />
    public int FillChunk(int chunkX, int chunkZ, Span<byte> blocks)
    {
        var originX = chunkX * ChunkWidth;
        var originZ = chunkZ * ChunkWidth;
        FillLattice(originX, originZ);
        var (lowest, highest) = FillColumns(originX, originZ);

        FillLayers(lowest, highest, blocks);
        PlaceOres(chunkX, chunkZ, lowest, blocks);
        PlaceBedrock(originX, originZ, blocks);
        return Math.Max(Math.Max(highest, _config.WaterTop), PlantTrees(originX, originZ, blocks));
    }

    /// <summary>y of the topmost ground block of a column; water may stand above it, and a tree.</summary>
    public int GroundAt(int x, int z)
    {
        var cellX = x & ~(CellWidth - 1);
        var cellZ = z & ~(CellWidth - 1);
        return Interpolate(
            Elevation(cellX, cellZ),
            Elevation(cellX + CellWidth, cellZ),
            Elevation(cellX, cellZ + CellWidth),
            Elevation(cellX + CellWidth, cellZ + CellWidth),
            x & (CellWidth - 1),
            z & (CellWidth - 1));
    }

    /// <inheritdoc />
    public Biome BiomeAt(int x, int z)
    {
        if (GroundAt(x, z) < _config.WaterTop)
        {
            return Biome.River;
        }

        return WoodlandAt(x, z) > 0.5f ? Biome.Forest : Biome.Plains;
    }

    /// <inheritdoc />
    SpawnPoint ITerrain.FindSpawn() => SpawnSearch.Find(this);

    /// <summary>The tree of the lattice cell whose north-west corner is (<paramref name="cellX"/>, <paramref name="cellZ"/>) × 4.</summary>
    internal bool TryGetTree(int cellX, int cellZ, out Tree tree)
    {
        if (!TryPlan(cellX, cellZ, out var x, out var z, out var bits))
        {
            tree = default;
            return false;
        }

        return TryPlant(x, z, GroundAt(x, z), bits, out tree);
    }

    /// <summary>True if the ground at this height carries grass rather than sand.</summary>
    internal bool IsGrass(int ground) => ground > _config.WaterTop + 1;

    private static int Interpolate(float northWest, float northEast, float southWest, float southEast, int x, int z)
    {
        const float step = 1f / CellWidth;
        var north = northWest + ((northEast - northWest) * (x * step));
        var south = southWest + ((southEast - southWest) * (x * step));
        return Math.Clamp((int)(north + ((south - north) * (z * step))), BedrockTop + 1, MaximumGround);
    }

    private float Elevation(int x, int z)
    {
        var height = _config.BaseHeight
            + (_config.BroadAmplitude * LatticeNoise.Sample(_broad, x, z, 7))
            + (_config.MiddleAmplitude * LatticeNoise.Sample(_middle, x, z, 5))
            + (_config.FineAmplitude * LatticeNoise.Sample(_fine, x, z, 3));
        var hill = LatticeNoise.Sample(_hills, x, z, 7) - 0.15f;
        return hill > 0f ? height + (hill * _config.HillHeight) : height;
    }

    private void FillLattice(int originX, int originZ)
    {
        for (var row = 0; row < LatticeWidth; row++)
        {
            for (var column = 0; column < LatticeWidth; column++)
            {
                _lattice[(row * LatticeWidth) + column] =
                    Elevation(originX + ((column - 1) * CellWidth), originZ + ((row - 1) * CellWidth));
            }
        }
    }

    /// <summary>Ground height from the chunk's lattice; the same bits as <see cref="GroundAt"/>, from −4 to 19 along both axes.</summary>
    private int LatticeGround(int localX, int localZ)
    {
        var corner = ((((localZ >> CellShift) + 1) * LatticeWidth) + (localX >> CellShift)) + 1;
        return Interpolate(
            _lattice[corner],
            _lattice[corner + 1],
            _lattice[corner + LatticeWidth],
            _lattice[corner + LatticeWidth + 1],
            localX & (CellWidth - 1),
            localZ & (CellWidth - 1));
    }

    private (int Lowest, int Highest) FillColumns(int originX, int originZ)
    {
        int lowest = MaximumGround, highest = 0;
        for (var z = 0; z < ChunkWidth; z++)
        {
            for (var x = 0; x < ChunkWidth; x++)
            {
                var column = (z * ChunkWidth) + x;
                var ground = LatticeGround(x, z);
                var depth = SoilDepth + (int)(LatticeNoise.Hash(_columns, originX + x, originZ + z) >> 63);
                _ground[column] = (sbyte)ground;
                _soilBottom[column] = (sbyte)(ground - depth);
                (_top[column], _soil[column]) = Soil(ground);
                lowest = Math.Min(lowest, ground);
                highest = Math.Max(highest, ground);
            }
        }

        return (lowest, highest);
    }

    private (byte Top, byte Soil) Soil(int ground)
    {
        if (IsGrass(ground))
        {
            return ((byte)BlockId.GrassBlock, (byte)BlockId.Dirt);
        }

        return ground > _config.WaterTop - 5
            ? ((byte)BlockId.Sand, (byte)BlockId.Sand)
            : ((byte)BlockId.Gravel, (byte)BlockId.Sandstone);
    }

    private void FillLayers(int lowest, int highest, Span<byte> blocks)
    {
        var firstMixed = lowest - SoilDepth - 1;
        var firstEmpty = Math.Max(highest, _config.WaterTop) + 1;
        blocks[..(firstMixed * LayerCells)].Fill((byte)BlockId.Stone);
        blocks[(firstEmpty * LayerCells)..].Clear();

        ref var ground = ref MemoryMarshal.GetArrayDataReference(_ground);
        ref var soilBottom = ref MemoryMarshal.GetArrayDataReference(_soilBottom);
        ref var top = ref MemoryMarshal.GetArrayDataReference(_top);
        ref var soil = ref MemoryMarshal.GetArrayDataReference(_soil);
        ref var target = ref MemoryMarshal.GetReference(blocks);
        var stone = Vector256.Create((byte)BlockId.Stone);
        for (var y = firstMixed; y < firstEmpty; y++)
        {
            var level = Vector256.Create((sbyte)y);
            var open = Vector256.Create((byte)(y <= _config.WaterTop ? BlockId.Water : BlockId.Air));
            for (var i = 0; i < LayerCells; i += Vector256<byte>.Count)
            {
                var height = Vector256.LoadUnsafe(ref ground, (nuint)i);
                var below = Vector256.ConditionalSelect(
                    Vector256.GreaterThan(level, Vector256.LoadUnsafe(ref soilBottom, (nuint)i)).AsByte(),
                    Vector256.LoadUnsafe(ref soil, (nuint)i),
                    stone);
                var solid = Vector256.ConditionalSelect(
                    Vector256.Equals(level, height).AsByte(), Vector256.LoadUnsafe(ref top, (nuint)i), below);
                var cells = Vector256.ConditionalSelect(Vector256.GreaterThan(level, height).AsByte(), open, solid);
                cells.StoreUnsafe(ref target, (nuint)((y * LayerCells) + i));
            }
        }
    }

    /// <summary>y = 0 is full; y = k up to 4 is bedrock with chance (5 − k) / 5.</summary>
    private void PlaceBedrock(int originX, int originZ, Span<byte> blocks)
    {
        blocks[..LayerCells].Fill((byte)BlockId.Bedrock);
        for (var column = 0; column < LayerCells; column++)
        {
            var bits = LatticeNoise.Hash(_columns, originX + (column & 15), originZ + (column >> 4));
            for (var y = 1; y <= BedrockTop; y++)
            {
                if ((bits & 0xFF) < (ulong)((5 - y) * 51))
                {
                    blocks[(y * LayerCells) + column] = (byte)BlockId.Bedrock;
                }

                bits >>= 8;
            }
        }
    }

    private void PlaceOres(int chunkX, int chunkZ, int lowestGround, Span<byte> blocks)
    {
        var state = LatticeNoise.Hash(_ores, chunkX, chunkZ);
        var rock = lowestGround - SoilDepth - 1;
        PlaceVeins(ref state, BlockId.CoalOre, veins: 12, length: 12, Math.Min(rock, 127), blocks);
        PlaceVeins(ref state, BlockId.IronOre, veins: 12, length: 6, Math.Min(rock, 63), blocks);
        PlaceVeins(ref state, BlockId.DiamondOre, veins: 1, length: 5, Math.Min(rock, 15), blocks);
    }

    /// <summary>A vein is a short random walk through the rock; it stays within its chunk.</summary>
    private static void PlaceVeins(ref ulong state, BlockId ore, int veins, int length, int top, Span<byte> blocks)
    {
        for (var vein = 0; vein < veins; vein++)
        {
            var bits = SeedRule.SplitMix(ref state);
            var y = 1 + (int)((bits >> 32) * (ulong)(top - 1) >> 32);
            var cell = (int)(bits & 0xFF);
            var steps = SeedRule.SplitMix(ref state);
            for (var i = 0; i < length; i++)
            {
                ref var block = ref blocks[(y * LayerCells) + cell];
                if (block == (byte)BlockId.Stone)
                {
                    block = (byte)ore;
                }

                switch (steps & 7)
                {
                    case 0 or 1 when y < top:
                        y++;
                        break;
                    case 2 when y > 1:
                        y--;
                        break;
                    case 3:
                        cell = (cell & 0xF0) | ((cell + 1) & 0x0F);
                        break;
                    case 4:
                        cell = (cell & 0xF0) | ((cell - 1) & 0x0F);
                        break;
                    case 5:
                        cell = (cell + 16) & 0xFF;
                        break;
                    default:
                        cell = (cell - 16) & 0xFF;
                        break;
                }

                steps >>= 3;
            }
        }
    }

    private int PlantTrees(int originX, int originZ, Span<byte> blocks)
    {
        var highest = 0;
        Span<Tree> trees = stackalloc Tree[(LatticeWidth - 1) * (LatticeWidth - 1)];
        var count = 0;
        for (var row = -1; row < LatticeWidth - 2; row++)
        {
            for (var column = -1; column < LatticeWidth - 2; column++)
            {
                if (TryPlan((originX >> CellShift) + column, (originZ >> CellShift) + row, out var x, out var z, out var bits)
                    && TryPlant(x, z, LatticeGround(x - originX, z - originZ), bits, out var tree))
                {
                    trees[count++] = tree;
                }
            }
        }

        // Two passes in the world's own order: whichever chunk is filled, the first crown keeps a shared cell and trunks beat crowns.
        foreach (var tree in trees[..count])
        {
            highest = Math.Max(highest, PlaceCrown(tree, originX, originZ, blocks));
        }

        foreach (var tree in trees[..count])
        {
            PlaceTrunk(tree, originX, originZ, blocks);
        }

        return highest;
    }

    /// <summary>0 in a clearing, 1 in the middle of a wood.</summary>
    private float WoodlandAt(int x, int z) => Math.Clamp((LatticeNoise.Sample(_woods, x, z, 5) * 2.5f) + 0.5f, 0f, 1f);

    private bool TryPlan(int cellX, int cellZ, out int x, out int z, out ulong bits)
    {
        bits = LatticeNoise.Hash(_trees, cellX, cellZ);

        // Offsets 0 to 2 of the cell's 4 columns keep neighbouring trunks a block apart.
        x = (cellX << CellShift) + (int)((bits & 0xFFFF) * 3 >> 16);
        z = (cellZ << CellShift) + (int)((bits >> 16 & 0xFFFF) * 3 >> 16);
        var chance = (bits >> 32 & 0xFFFF) * (1f / 65536f);
        if (chance >= Math.Max(_config.WoodlandDensity, _config.ClearingDensity))
        {
            return false;
        }

        var wood = WoodlandAt(cellX << CellShift, cellZ << CellShift);
        return chance < _config.ClearingDensity + ((_config.WoodlandDensity - _config.ClearingDensity) * wood);
    }

    private bool TryPlant(int x, int z, int ground, ulong bits, out Tree tree)
    {
        var shape = (uint)(bits >> 48);
        var isBirch = (shape & 0xFF) * (1f / 256f) < _config.BirchShare;
        var trunk = (isBirch ? 5 : 4) + (int)((shape >> 8) * 3 >> 8);
        tree = new Tree(x, z, ground, trunk, isBirch, LatticeNoise.Hash(bits, x, z));
        return IsGrass(ground);
    }

    private static int PlaceCrown(Tree tree, int originX, int originZ, Span<byte> blocks)
    {
        var leaves = (byte)(tree.IsBirch ? BlockId.BirchLeaves : BlockId.OakLeaves);
        var top = tree.GroundY + tree.TrunkHeight + 1;
        var corners = tree.Bits;
        var placed = 0;
        for (var below = 0; below <= 3; below++)
        {
            var y = top - below;
            var radius = below >= 2 ? CrownRadius : 1;
            for (var dz = -radius; dz <= radius; dz++)
            {
                for (var dx = -radius; dx <= radius; dx++)
                {
                    if (Math.Abs(dx) == radius && Math.Abs(dz) == radius)
                    {
                        corners >>= 1;
                        if (below == 0 || (corners & 1) == 0)
                        {
                            continue;
                        }
                    }

                    var x = tree.X + dx - originX;
                    var z = tree.Z + dz - originZ;
                    if ((uint)x < ChunkWidth && (uint)z < ChunkWidth)
                    {
                        ref var block = ref blocks[(y * LayerCells) + (z * ChunkWidth) + x];
                        if (block == (byte)BlockId.Air)
                        {
                            block = leaves;
                            placed = Math.Max(placed, y);
                        }
                    }
                }
            }
        }

        return placed;
    }

    private static void PlaceTrunk(Tree tree, int originX, int originZ, Span<byte> blocks)
    {
        var x = tree.X - originX;
        var z = tree.Z - originZ;
        if ((uint)x >= ChunkWidth || (uint)z >= ChunkWidth)
        {
            return;
        }

        var cell = (z * ChunkWidth) + x;
        blocks[(tree.GroundY * LayerCells) + cell] = (byte)BlockId.Dirt;
        var log = (byte)(tree.IsBirch ? BlockId.BirchLog : BlockId.OakLog);
        for (var y = tree.GroundY + 1; y <= tree.GroundY + tree.TrunkHeight; y++)
        {
            blocks[(y * LayerCells) + cell] = log;
        }
    }
}
