using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Generation;

/// <summary>
/// Carves the caves around into a chunk. All balls that reach it are first drawn into a mask of the chunk's cells, as sets of 16 cells, and
/// the mask is then cut out once.
/// </summary>
internal sealed class CaveCarver(SurvivalTerrainConfig config, LandForm land, CaveSystems systems)
{
    /// <summary>Columns around the chunk in which <see cref="OpensAt"/> knows the caves.</summary>
    public const int Margin = 8;

    private const int ChunkWidth = 16;
    private const int LayerCells = ChunkWidth * ChunkWidth;
    private const int UnitsPerChunk = ChunkWidth * CaveBall.Scale;
    private const int MarginUnits = Margin * CaveBall.Scale;
    private const float BlocksPerUnit = 1f / CaveBall.Scale;

    /// <summary>A tunnel's balls are carved only above this height, so that one walks on a flat floor (Mh).</summary>
    private const float TunnelFloor = -0.7f;

    private readonly ushort[] _carved = new ushort[VoxelVolume.Height * ChunkWidth];
    private Opening[] _openings = new Opening[1024];
    private int _openingCount;
    private int _lowest;
    private int _highest;

    /// <summary>Carves a chunk whose ground has just been filled.</summary>
    public void Carve(int chunkX, int chunkZ, ReadOnlySpan<sbyte> ground, Span<byte> blocks)
    {
        Array.Clear(_carved);
        (_lowest, _highest, _openingCount) = (VoxelVolume.Height, 0, 0);
        var (originX, originZ) = (chunkX * ChunkWidth, chunkZ * ChunkWidth);
        var lowestGround = land.LowestHeight(
            originX - Margin, originX + ChunkWidth + Margin - 1, originZ - Margin, originZ + ChunkWidth + Margin - 1);
        var openTop = (int)(lowestGround - 1f) * CaveBall.Scale;

        var reach = systems.ReachChunks;
        for (var dz = -reach; dz <= reach; dz++)
        {
            for (var dx = -reach; dx <= reach; dx++)
            {
                foreach (ref readonly var tunnel in systems.StartingIn(chunkX + dx, chunkZ + dz))
                {
                    Draw(tunnel, dx * UnitsPerChunk, dz * UnitsPerChunk, openTop);
                }
            }
        }

        CutOut(blocks);
        Regrow(ground, blocks);
    }

    /// <summary>
    /// True if a cave of the chunk carved last, or of the columns up to <see cref="Margin"/> around it, takes the block of the ground at a
    /// position given from the chunk's north-west corner.
    /// </summary>
    public bool OpensAt(int x, int y, int z)
    {
        foreach (ref readonly var opening in _openings.AsSpan(0, _openingCount))
        {
            if (opening.Contains(x, y, z))
            {
                return true;
            }
        }

        return false;
    }

    private void Draw(in CaveTunnel tunnel, int offsetX, int offsetZ, int openTop)
    {
        if (tunnel.East + offsetX < -MarginUnits || tunnel.West + offsetX > UnitsPerChunk + MarginUnits
            || tunnel.South + offsetZ < -MarginUnits || tunnel.North + offsetZ > UnitsPerChunk + MarginUnits)
        {
            return;
        }

        foreach (ref readonly var ball in systems.BallsOf(tunnel))
        {
            var (x, z, radius) = (ball.X + offsetX, ball.Z + offsetZ, ball.Radius);
            var beyond = Math.Max(Math.Max(-x, x - UnitsPerChunk), Math.Max(-z, z - UnitsPerChunk)) - radius;
            if (beyond > MarginUnits)
            {
                continue;
            }

            if (beyond <= 0)
            {
                Draw(new Opening(x, ball.Y, z, radius, ball.Height, tunnel.Ledges));
            }

            if (ball.Y + ball.Height >= openTop)
            {
                AddOpening(new Opening(x, ball.Y, z, radius, ball.Height, tunnel.Ledges));
            }
        }
    }

    private void AddOpening(in Opening opening)
    {
        if (_openingCount == _openings.Length)
        {
            Array.Resize(ref _openings, 2 * _openings.Length);
        }

        _openings[_openingCount++] = opening;
    }

    private void Draw(in Opening ball)
    {
        var west = RowMask.DistancesFrom(ball.X, ball.InverseRadius);
        var radius = 1f / ball.InverseRadius;
        var firstZ = Math.Max(0, (int)MathF.Floor(ball.Z - radius));
        var lastZ = Math.Min(ChunkWidth - 1, (int)MathF.Floor(ball.Z + radius));
        var firstY = Math.Max(1, (int)MathF.Floor(ball.Y - ball.Height));
        var lastY = Math.Min(VoxelVolume.Height - 2, (int)MathF.Floor(ball.Y + ball.Height));
        for (var y = firstY; y <= lastY; y++)
        {
            var level = ball.LimitAt(y);
            if (level <= 0f)
            {
                continue;
            }

            for (var z = firstZ; z <= lastZ; z++)
            {
                var limit = level - ball.SquareAlongZ(z);
                if (limit > 0f)
                {
                    _carved[(y * ChunkWidth) + z] |= (ushort)west.Below(limit);
                }
            }
        }

        _lowest = Math.Min(_lowest, firstY);
        _highest = Math.Max(_highest, lastY);
    }

    private void CutOut(Span<byte> blocks)
    {
        ref var target = ref MemoryMarshal.GetReference(blocks);
        var (bedrock, water) = (Vector128.Create((byte)BlockId.Bedrock), Vector128.Create((byte)BlockId.Water));
        for (var row = _lowest * ChunkWidth; row < (_highest + 1) * ChunkWidth; row++)
        {
            if (_carved[row] == 0)
            {
                continue;
            }

            var place = (nuint)(row * ChunkWidth);
            var found = Vector128.LoadUnsafe(ref target, place);
            var isFirm = Vector128.Equals(found, bedrock) | Vector128.Equals(found, water) | Vector128.Equals(found, Vector128<byte>.Zero);
            var hollow = Vector128.Create((byte)(row / ChunkWidth <= config.Caves.LavaTop ? BlockId.Lava : BlockId.Air));
            var cells = Vector128.AndNot(RowMask.Expand(_carved[row]), isFirm);
            Vector128.ConditionalSelect(cells, hollow, found).StoreUnsafe(ref target, place);
        }
    }

    /// <summary>Grass grows on the dirt that a cave's mouth bares.</summary>
    private void Regrow(ReadOnlySpan<sbyte> ground, Span<byte> blocks)
    {
        for (var column = 0; column < LayerCells; column++)
        {
            var y = (int)ground[column];
            if (y > _highest || !IsCarved(column, y))
            {
                continue;
            }

            while (y > _lowest && IsCarved(column, y))
            {
                y--;
            }

            ref var block = ref blocks[(y * LayerCells) + column];
            block = block == (byte)BlockId.Dirt ? (byte)BlockId.GrassBlock : block;
        }
    }

    private bool IsCarved(int column, int y) => (_carved[(y * ChunkWidth) + (column >> 4)] >> (column & 15) & 1) != 0;

    /// <summary>A ball as a chunk sees it, in blocks from its north-west corner. Exact, since its figures are 64ths of a block.</summary>
    private readonly struct Opening(int x, int y, int z, int radius, int height, ulong ledges)
    {
        private readonly float _inverseHeight = CaveBall.Scale / (float)height;

        public float X { get; } = x * BlocksPerUnit;

        public float Y { get; } = y * BlocksPerUnit;

        public float Z { get; } = z * BlocksPerUnit;

        public float Height { get; } = height * BlocksPerUnit;

        public float InverseRadius { get; } = CaveBall.Scale / (float)radius;

        /// <summary>Squared distance from the axis, in radii, below which cells at y are inside; none are at 0 and less.</summary>
        public float LimitAt(int y)
        {
            var up = (y + 0.5f - Y) * _inverseHeight;
            if (ledges != 0)
            {
                // A ravine is cut off above and below, and its walls have ledges.
                return up * up >= 1f ? 0f : (1f - (up * up * (1f / 6f))) / CaveSystems.LedgeAt(ledges, y);
            }

            return up <= TunnelFloor ? 0f : 1f - (up * up);
        }

        public float SquareAlongZ(int z)
        {
            var along = (z + 0.5f - Z) * InverseRadius;
            return along * along;
        }

        public bool Contains(int x, int y, int z)
        {
            var along = (x + 0.5f - X) * InverseRadius;
            var square = (along * along) + SquareAlongZ(z);
            return square < 1f && along * along < LimitAt(y) - SquareAlongZ(z);
        }
    }
}
