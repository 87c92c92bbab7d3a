using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Generation;

/// <summary>
/// The ground of a survival world: countries with their trees and plants, rivers, lakes, caves, lava and ores, after Minecraft 1.16.5.
/// A pure function of seed and position; what is kept between calls only saves time. Filling a chunk allocates nothing once its lists have
/// grown to the world's needs.
/// </summary>
internal sealed class SurvivalTerrain : ITerrain
{
    private const int ChunkWidth = 16;
    private const int LayerCells = ChunkWidth * ChunkWidth;

    private readonly SurvivalTerrainConfig _config;
    private readonly LandForm _land;
    private readonly SoilRule _soils;
    private readonly ChunkSurface _surface;
    private readonly CaveSystems _systems;
    private readonly CaveCarver _caves;
    private readonly OreVeins _veins;
    private readonly Ponds _ponds;
    private readonly Woods _woods;
    private readonly Undergrowth _undergrowth;

    // The chunk that was looked into last.
    private readonly byte[] _seen = new byte[VoxelVolume.Height * LayerCells];
    private (int X, int Z)? _seenChunk;
    private int _seenTop;

    /// <summary>A world of seed 0; see <see cref="Reseed"/>.</summary>
    public SurvivalTerrain(SurvivalTerrainConfig? config = null)
    {
        _config = (config ?? SurvivalTerrainConfig.Faithful).Validated();
        _land = new LandForm(_config.Land);
        _soils = new SoilRule(_config.Land);
        _surface = new ChunkSurface(_land, _soils);
        _systems = new CaveSystems(_config, _land);
        _caves = new CaveCarver(_config, _land, _systems);
        _veins = new OreVeins(_config);
        _ponds = new Ponds(_config, _land);
        _woods = new Woods(_config, _land, _soils, _ponds);
        _undergrowth = new Undergrowth(_config, _land, _woods);
        Reseed(0);
    }

    /// <summary>Settings of the world.</summary>
    public SurvivalTerrainConfig Config => _config;

    /// <inheritdoc />
    public void Reseed(long seed)
    {
        _land.Reseed(SeedRule.Derive((ulong)seed, [1]));
        _soils.Reseed(SeedRule.Derive((ulong)seed, [2]));
        _surface.Reseed(SeedRule.Derive((ulong)seed, [3]));
        _systems.Reseed(SeedRule.Derive((ulong)seed, [4]));
        _veins.Reseed(SeedRule.Derive((ulong)seed, [5]));
        _ponds.Reseed(SeedRule.Derive((ulong)seed, [6]));
        _woods.Reseed(SeedRule.Derive((ulong)seed, [7]));
        _undergrowth.Reseed(SeedRule.Derive((ulong)seed, [8]));
        _seenChunk = null;
    }

    /// <inheritdoc />
    public int FillChunk(int chunkX, int chunkZ, Span<byte> blocks)
    {
        var (originX, originZ) = (chunkX * ChunkWidth, chunkZ * ChunkWidth);
        _surface.Fill(chunkX, chunkZ, blocks);
        _caves.Carve(chunkX, chunkZ, _surface.Ground, blocks);
        _veins.Place(chunkX, chunkZ, _surface.HighestGround, blocks);
        if (_surface.IsHilly)
        {
            _veins.PlaceEmeralds(chunkX, chunkZ, _surface.Biomes, blocks);
        }

        _ponds.Fill(chunkX, chunkZ, blocks);
        var canvas = new ChunkCanvas(originX, originZ, blocks, Math.Max(_surface.HighestGround, _config.Land.WaterTop));
        PlantTrees(originX, originZ, ref canvas);
        _undergrowth.Grow(originX, originZ, _surface, ref canvas, blocks);
        _undergrowth.Snow(originX, originZ, _surface, ref canvas, blocks);
        return blocks[..((canvas.Highest + 1) * LayerCells)].LastIndexOfAnyExcept((byte)BlockId.Air) / LayerCells;
    }

    /// <inheritdoc />
    public SpawnPoint FindSpawn() => WildSpawn.Find(this);

    /// <summary>
    /// y of the topmost block of the ground itself at a column, caves and ponds taken into account. Fills the column's chunk, unless it was
    /// asked for last.
    /// </summary>
    public int GroundAt(int x, int z)
    {
        var blocks = Look(x >> 4, z >> 4);
        var y = _seenTop;
        while (y > 0 && !IsGround((BlockId)blocks[(y * LayerCells) + ((z & 15) * ChunkWidth) + (x & 15)]))
        {
            y--;
        }

        return y;
    }

    /// <inheritdoc />
    public Biome BiomeAt(int x, int z)
    {
        var point = _land.At(x, z);
        return point.Ground < _config.Land.WaterTop ? Biome.River : _land.BiomeOf(point);
    }

    /// <summary>y of the ground as it was before caves and ponds; cheap.</summary>
    internal int SurfaceAt(int x, int z) => _land.At(x, z).Ground;

    /// <summary>The block that the ground is topped with before caves and ponds; cheap.</summary>
    internal BlockId SoilAt(int x, int z)
    {
        var point = _land.At(x, z);
        return _soils.Of(_land.BiomeOf(point), x, z, point.Ground).Top;
    }

    /// <summary>The tree of the cell at (<paramref name="cellX"/>, <paramref name="cellZ"/>) × 4, unless a cave opens under it.</summary>
    internal bool TryGetTree(int cellX, int cellZ, out WildTree tree) => _woods.TryPlan(cellX, cellZ, out tree);

    /// <summary>The blocks of a chunk, <c>[y, z, x] uint8</c>. Valid until the next look.</summary>
    internal ReadOnlySpan<byte> Look(int chunkX, int chunkZ)
    {
        if (_seenChunk != (chunkX, chunkZ))
        {
            _seenTop = FillChunk(chunkX, chunkZ, _seen);
            _seenChunk = (chunkX, chunkZ);
        }

        return _seen;
    }

    private static bool IsGround(BlockId block) => BlockTable.IsSolid(block) && !BlockTable.IsLog(block) && !BlockTable.IsLeaves(block)
        && block is not (BlockId.Cactus or BlockId.Pumpkin);

    private void PlantTrees(int originX, int originZ, ref ChunkCanvas canvas)
    {
        const int margin = (Woods.CrownReach + 3) >> Woods.CellShift;
        const int cells = (ChunkWidth >> Woods.CellShift) + (2 * margin);
        Span<WildTree> trees = stackalloc WildTree[cells * cells];
        var count = 0;
        for (var row = -margin; row < cells - margin; row++)
        {
            for (var column = -margin; column < cells - margin; column++)
            {
                if (_woods.TryPlan((originX >> Woods.CellShift) + column, (originZ >> Woods.CellShift) + row, out var tree)
                    && !_caves.OpensAt(tree.X - originX, tree.GroundY, tree.Z - originZ))
                {
                    trees[count++] = tree;
                }
            }
        }

        // In the world's own order: whichever chunk is filled, the first crown keeps a shared cell and trunks beat crowns.
        foreach (ref readonly var tree in trees[..count])
        {
            TreePainter.PaintCrown(tree, ref canvas);
        }

        foreach (ref readonly var tree in trees[..count])
        {
            TreePainter.PaintTrunk(tree, ref canvas);
        }
    }
}
