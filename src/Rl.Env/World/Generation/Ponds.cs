using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Generation;

/// <summary>
/// Small lakes. Each stays inside one chunk, so that whether it would run out is decided by that chunk's own blocks; where it is tried is
/// known without them, so that trees of every chunk keep clear of it.
/// </summary>
internal sealed class Ponds(SurvivalTerrainConfig config, LandForm land)
{
    private const int ChunkWidth = 16;
    private const int LayerCells = ChunkWidth * ChunkWidth;

    /// <summary>The ring of cells at a chunk's border that stays dry.</summary>
    private const uint Inside = 0x7FFE;

    private readonly ushort[] _hollow = new ushort[PondPlan.Levels * ChunkWidth];
    private ulong _salt;

    /// <summary>Becomes the ponds of another seed.</summary>
    public void Reseed(ulong seed) => _salt = SeedRule.Derive(seed, [1]);

    /// <summary>The pond that is tried in a chunk; false if there is none.</summary>
    public bool TryPlan(int chunkX, int chunkZ, out PondPlan plan)
    {
        plan = default;
        var draws = new Draws(LatticeNoise.Hash(_salt, chunkX, chunkZ));
        var chances = config.Ponds;
        var draw = draws.Unit();
        var surface = chances.SurfaceWaterChance + chances.SurfaceLavaChance;
        var buried = chances.BuriedWaterChance + chances.BuriedLavaChance;
        if (draw >= surface + buried)
        {
            return false;
        }

        var middle = land.At((chunkX * ChunkWidth) + 8, (chunkZ * ChunkWidth) + 8);
        plan.IsAtSurface = draw < surface;
        plan.IsLava = plan.IsAtSurface ? draw >= chances.SurfaceWaterChance : draw >= surface + chances.BuriedWaterChance;
        if (plan.IsAtSurface)
        {
            plan.BaseY = middle.Ground - PondPlan.FilledLevels;
            if (middle.Ground <= land.Config.WaterTop || (!plan.IsLava && land.BiomeOf(middle) == Biome.Desert))
            {
                return false;
            }
        }
        else
        {
            var room = middle.Ground - 20;
            plan.BaseY = 6 + draws.Below(plan.IsLava ? 1 + draws.Below(room) : room);
        }

        plan.LobeCount = 4 + draws.Below(4);
        for (var i = 0; i < plan.LobeCount; i++)
        {
            // Sizes of 3 to 9 along x and z and 2 to 6 along y; nothing touches the box's sides (Mh).
            var (sizeX, sizeY, sizeZ) = ((draws.Unit() * 6f) + 3f, (draws.Unit() * 4f) + 2f, (draws.Unit() * 6f) + 3f);
            plan.Lobes[i] = new PondPlan.Lobe(
                (draws.Unit() * (ChunkWidth - sizeX - 2f)) + 1f + (sizeX / 2f),
                (draws.Unit() * (PondPlan.Levels - sizeY - 4f)) + 2f + (sizeY / 2f),
                (draws.Unit() * (ChunkWidth - sizeZ - 2f)) + 1f + (sizeZ / 2f),
                sizeX / 2f,
                sizeY / 2f,
                sizeZ / 2f);
        }

        return true;
    }

    /// <summary>Digs and fills a chunk's pond if it holds; returns true if it does.</summary>
    public bool Fill(int chunkX, int chunkZ, Span<byte> blocks)
    {
        if (!TryPlan(chunkX, chunkZ, out var plan) || plan.BaseY + PondPlan.Levels >= VoxelVolume.Height)
        {
            return false;
        }

        Draw(plan);
        if (!Holds(plan, blocks))
        {
            return false;
        }

        Dig(plan, blocks);
        if (plan.IsLava)
        {
            Line(plan, new Draws(LatticeNoise.Hash(~_salt, chunkX, chunkZ)), blocks);
        }
        else
        {
            Regrow(plan, blocks);
        }

        return true;
    }

    private void Draw(in PondPlan plan)
    {
        Array.Clear(_hollow);
        for (var i = 0; i < plan.LobeCount; i++)
        {
            var lobe = plan.Lobes[i];
            var west = RowMask.DistancesFrom(lobe.X, 1f / lobe.RadiusX);
            for (var level = 1; level < PondPlan.Levels - 1; level++)
            {
                for (var z = 1; z < ChunkWidth - 1; z++)
                {
                    var (dy, dz) = ((level + 0.5f - lobe.Y) / lobe.RadiusY, (z + 0.5f - lobe.Z) / lobe.RadiusZ);
                    _hollow[(level * ChunkWidth) + z] |= (ushort)(west.Below(1f - (dy * dy) - (dz * dz)) & Inside);
                }
            }
        }
    }

    /// <summary>True if the fluid would stay: firm ground or the same fluid around the lower half, none around the upper.</summary>
    private bool Holds(in PondPlan plan, ReadOnlySpan<byte> blocks)
    {
        var fluid = plan.IsLava ? BlockId.Lava : BlockId.Water;
        for (var row = 0; row < _hollow.Length; row++)
        {
            var level = row / ChunkWidth;
            for (var cells = Rim(row) | _hollow[row]; cells != 0; cells &= cells - 1)
            {
                var x = BitOperations.TrailingZeroCount(cells);
                var block = (BlockId)blocks[Cell(plan, row) + x];
                var isFluid = block is BlockId.Water or BlockId.Lava;
                var isHollow = (_hollow[row] >> x & 1) != 0;
                var isSound = level < PondPlan.FilledLevels && !isHollow ? BlockTable.IsSolid(block) || block == fluid : !isFluid;
                if (!isSound)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The cells beside a row's hollow that are not hollow themselves.</summary>
    private uint Rim(int row)
    {
        var (level, z) = (row / ChunkWidth, row % ChunkWidth);
        uint cells = _hollow[row];
        var around = (cells << 1) | (cells >> 1);
        around |= z > 0 ? _hollow[row - 1] : 0u;
        around |= z < ChunkWidth - 1 ? _hollow[row + 1] : 0u;
        around |= level > 0 ? _hollow[row - ChunkWidth] : 0u;
        around |= level < PondPlan.Levels - 1 ? _hollow[row + ChunkWidth] : 0u;
        return around & ~cells & 0xFFFF;
    }

    private static int Cell(in PondPlan plan, int row) =>
        ((plan.BaseY + (row / ChunkWidth)) * LayerCells) + (row % ChunkWidth * ChunkWidth);

    private void Dig(in PondPlan plan, Span<byte> blocks)
    {
        ref var target = ref MemoryMarshal.GetReference(blocks);
        for (var row = 0; row < _hollow.Length; row++)
        {
            var block = row / ChunkWidth >= PondPlan.FilledLevels ? BlockId.Air : plan.IsLava ? BlockId.Lava : BlockId.Water;
            var place = (nuint)Cell(plan, row);
            var found = Vector128.LoadUnsafe(ref target, place);
            Vector128.ConditionalSelect(RowMask.Expand(_hollow[row]), Vector128.Create((byte)block), found).StoreUnsafe(ref target, place);
        }
    }

    /// <summary>Lava lies in stone: all of the rim below its face, half of that above.</summary>
    private void Line(in PondPlan plan, Draws draws, Span<byte> blocks)
    {
        for (var row = 0; row < _hollow.Length; row++)
        {
            var bits = draws.Next();
            for (var cells = Rim(row); cells != 0; cells &= cells - 1)
            {
                var x = BitOperations.TrailingZeroCount(cells);
                ref var block = ref blocks[Cell(plan, row) + x];
                var isFirm = BlockTable.IsSolid((BlockId)block) && block != (byte)BlockId.Bedrock;
                if (isFirm && (row / ChunkWidth < PondPlan.FilledLevels || (bits >> x & 1) != 0))
                {
                    block = (byte)BlockId.Stone;
                }
            }
        }
    }

    /// <summary>Grass grows on the dirt that the upper half bares.</summary>
    private void Regrow(in PondPlan plan, Span<byte> blocks)
    {
        if (!plan.IsAtSurface)
        {
            return;
        }

        for (var row = PondPlan.FilledLevels * ChunkWidth; row < _hollow.Length; row++)
        {
            for (var cells = (uint)(_hollow[row] & ~_hollow[row - ChunkWidth]); cells != 0; cells &= cells - 1)
            {
                ref var below = ref blocks[Cell(plan, row) - LayerCells + BitOperations.TrailingZeroCount(cells)];
                below = below == (byte)BlockId.Dirt ? (byte)BlockId.GrassBlock : below;
            }
        }
    }
}
