using Rl.Env.Seeds;
using Rl.Env.World.Blocks;

namespace Rl.Env.World.Generation;

/// <summary>Plants of one column, pumpkins and snow. They grow in the air above ground that is still as it was laid.</summary>
internal sealed class Undergrowth(SurvivalTerrainConfig config, LandForm land, Woods woods)
{
    private const int ChunkWidth = 16;
    private const int LayerCells = ChunkWidth * ChunkWidth;
    private const int PatchShift = 3;
    private const int SnowShift = 4;

    /// <summary>Blocks within which the line of snow wavers.</summary>
    private const int SnowSpread = 4;

    /// <summary>Patch noise above which flowers grow: a quarter of the country.</summary>
    private const float FlowerPatch = 0.18f;

    private ulong _plants;
    private ulong _flowers;
    private ulong _canes;
    private ulong _pumpkins;
    private ulong _snow;

    /// <summary>Becomes the plants of another seed.</summary>
    public void Reseed(ulong seed)
    {
        _plants = SeedRule.Derive(seed, [1]);
        _flowers = SeedRule.Derive(seed, [2]);
        _canes = SeedRule.Derive(seed, [3]);
        _pumpkins = SeedRule.Derive(seed, [4]);
        _snow = SeedRule.Derive(seed, [5]);
    }

    /// <summary>Lets plants grow in a chunk.</summary>
    public void Grow(int originX, int originZ, ChunkSurface surface, ref ChunkCanvas canvas, ReadOnlySpan<byte> blocks)
    {
        for (var column = 0; column < LayerCells; column++)
        {
            var ground = (int)surface.Ground[column];
            var cell = (ground * LayerCells) + column;
            if (blocks[cell + LayerCells] != (byte)BlockId.Air)
            {
                continue;
            }

            var (x, z) = (originX + (column & 15), originZ + (column >> 4));
            var soil = (BlockId)blocks[cell];
            var bearsCane = ground == land.Config.WaterTop && soil is BlockId.GrassBlock or BlockId.Sand or BlockId.Dirt;
            if (bearsCane && TryGrowCane(x, ground, z, ref canvas))
            {
                continue;
            }

            if (soil is BlockId.GrassBlock or BlockId.CoarseDirt or BlockId.Sand && !IsSnowy(x, z, ground))
            {
                var hasRoom = blocks[cell + (2 * LayerCells)] == (byte)BlockId.Air;
                GrowPlant(surface.Biomes[column], soil, (x, ground + 1, z), hasRoom, ref canvas);
            }
        }

        GrowPumpkins(originX, originZ, surface, ref canvas, blocks);
    }

    /// <summary>Lays snow on high ground and on what stands on it.</summary>
    public void Snow(int originX, int originZ, ChunkSurface surface, ref ChunkCanvas canvas, ReadOnlySpan<byte> blocks)
    {
        if (surface.HighestGround < land.Config.SnowLine - SnowSpread)
        {
            return;
        }

        for (var column = 0; column < LayerCells; column++)
        {
            var ground = (int)surface.Ground[column];
            var (x, z) = (originX + (column & 15), originZ + (column >> 4));
            if (!IsSnowy(x, z, ground))
            {
                continue;
            }

            var y = canvas.Highest;
            while (y > ground - SnowSpread && blocks[(y * LayerCells) + column] == (byte)BlockId.Air)
            {
                y--;
            }

            if (BlockTable.IsSolid((BlockId)blocks[(y * LayerCells) + column]))
            {
                canvas.Put(x, y + 1, z, BlockId.Snow);
            }
        }
    }

    private static float Share(ulong bits) => (bits & 0xFFFF) * (1f / 65536f);

    private bool IsSnowy(int x, int z, int ground) => ground >= land.Config.SnowLine - SnowSpread && ground >= SnowLineAt(x, z);

    private int SnowLineAt(int x, int z) => land.Config.SnowLine + (int)(SnowSpread * LatticeNoise.Sample(_snow, x, z, SnowShift));

    private void GrowPlant(Biome biome, BlockId soil, (int X, int Y, int Z) place, bool hasRoom, ref ChunkCanvas canvas)
    {
        var growth = woods.GrowthOf(biome);
        var (x, y, z) = place;
        var bits = LatticeNoise.Hash(_plants, x, z);
        var draw = Share(bits);
        if (draw < growth.DeadBushes)
        {
            if (soil != BlockId.GrassBlock)
            {
                canvas.Put(x, y, z, BlockId.DeadBush);
            }

            return;
        }

        draw -= growth.DeadBushes;
        if (soil != BlockId.GrassBlock)
        {
            return;
        }

        if (draw < growth.Grass + growth.Fern)
        {
            canvas.Put(x, y, z, draw < growth.Grass ? BlockId.Grass : BlockId.Fern);
            return;
        }

        draw -= growth.Grass + growth.Fern;
        if (draw < growth.TallGrass)
        {
            if (hasRoom)
            {
                canvas.Put(x, y, z, BlockId.TallGrass);
                canvas.Put(x, y + 1, z, BlockId.TallGrassUpper);
            }

            return;
        }

        draw -= growth.TallGrass;
        if (draw < growth.Mushrooms)
        {
            canvas.Put(x, y, z, (bits >> 16 & 3) == 0 ? BlockId.RedMushroom : BlockId.BrownMushroom);
        }
        else if (draw - growth.Mushrooms < growth.Flowers && LatticeNoise.Sample(_flowers, x, z, PatchShift) > FlowerPatch)
        {
            canvas.Put(x, y, z, (bits >> 16 & 3) == 0 ? BlockId.Poppy : BlockId.Dandelion);
        }
    }

    /// <summary>Sugar cane stands on a bank level with the water beside it.</summary>
    private bool TryGrowCane(int x, int ground, int z, ref ChunkCanvas canvas)
    {
        var bits = LatticeNoise.Hash(_canes, x, z);
        if (Share(bits) >= config.Vegetation.SugarCaneShare
            || !(IsWater(x - 1, z) || IsWater(x + 1, z) || IsWater(x, z - 1) || IsWater(x, z + 1)))
        {
            return false;
        }

        // Two to four blocks, most often two (Mh).
        var height = 2 + (int)((bits >> 16 & 0xFFFF) * (1 + ((bits >> 32 & 0xFFFF) * 3 >> 16)) >> 16);
        for (var y = ground + 1; y <= ground + height; y++)
        {
            canvas.PutIntoAir(x, y, z, BlockId.SugarCane);
        }

        return true;
    }

    private bool IsWater(int x, int z) => land.At(x, z).Ground < land.Config.WaterTop;

    /// <summary>Up to six pumpkins lie around a place of the chunk, on grass.</summary>
    private void GrowPumpkins(int originX, int originZ, ChunkSurface surface, ref ChunkCanvas canvas, ReadOnlySpan<byte> blocks)
    {
        var draws = new Draws(LatticeNoise.Hash(_pumpkins, originX, originZ));
        if (draws.Unit() >= config.Vegetation.PumpkinChance)
        {
            return;
        }

        var middle = draws.Next();
        for (var i = 0; i < 6; i++)
        {
            var bits = draws.Next();
            var x = 3 + (int)((middle & 0xFF) * 8 >> 8) + (int)(bits & 3) - (int)(bits >> 2 & 3);
            var z = 3 + (int)((middle >> 8 & 0xFF) * 8 >> 8) + (int)(bits >> 4 & 3) - (int)(bits >> 6 & 3);
            var column = (z * ChunkWidth) + x;
            var ground = (int)surface.Ground[column];
            if (blocks[(ground * LayerCells) + column] == (byte)BlockId.GrassBlock && ground < land.Config.SnowLine - SnowSpread)
            {
                canvas.PutIntoAir(originX + x, ground + 1, originZ + z, BlockId.Pumpkin);
            }
        }
    }
}
