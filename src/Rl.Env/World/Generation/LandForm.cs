using System.Runtime.CompilerServices;
using Rl.Env.Seeds;

namespace Rl.Env.World.Generation;

/// <summary>
/// Heights and climate of an endless land, as noise on a lattice of 4 blocks, interpolated. Lattice points are kept per chunk, so that a
/// window of chunks asks the noise for each once; what is kept never changes an answer.
/// </summary>
internal sealed class LandForm
{
    /// <summary>Base-2 logarithm of the lattice spacing in blocks.</summary>
    public const int CellShift = 2;

    /// <summary>Lattice spacing in blocks.</summary>
    public const int CellWidth = 1 << CellShift;

    private const int ChunkShift = 4;
    private const int PointShift = ChunkShift - CellShift;
    private const int PointsPerSide = 1 << PointShift;
    private const int PointsPerChunk = PointsPerSide * PointsPerSide;

    /// <summary>Chunks kept along a side: a window of 16 and 8 on each side, from where tunnels reach in.</summary>
    private const int HeldWidth = 32;

    private const float HillBiomeRise = 0.2f;

    /// <summary>How far climate is bent, in lattice spacings.</summary>
    private const float WarpShare = 0.3f;

    private readonly LandFormConfig _config;
    private readonly LandPoint[] _points = new LandPoint[HeldWidth * HeldWidth * PointsPerChunk];
    private readonly float[] _lowest = new float[HeldWidth * HeldWidth];
    private readonly (int X, int Z)[] _held = new (int, int)[HeldWidth * HeldWidth];

    private ulong _basin;
    private ulong _swell;
    private ulong _ripple;
    private ulong _relief;
    private ulong _reliefDetail;
    private ulong _crag;
    private ulong _river;
    private ulong _riverBend;
    private ulong _warpX;
    private ulong _warpZ;
    private ulong _temperature;
    private ulong _temperatureDetail;
    private ulong _humidity;
    private ulong _humidityDetail;

    /// <summary>A land without a seed; see <see cref="Reseed"/>.</summary>
    public LandForm(LandFormConfig config) => _config = config;

    /// <summary>Settings of the land.</summary>
    public LandFormConfig Config => _config;

    /// <summary>Becomes the land of another seed.</summary>
    public void Reseed(ulong seed)
    {
        _basin = SeedRule.Derive(seed, [1]);
        _swell = SeedRule.Derive(seed, [2]);
        _ripple = SeedRule.Derive(seed, [3]);
        _relief = SeedRule.Derive(seed, [4]);
        _reliefDetail = SeedRule.Derive(seed, [5]);
        _crag = SeedRule.Derive(seed, [6]);
        _river = SeedRule.Derive(seed, [7]);
        _riverBend = SeedRule.Derive(seed, [8]);
        _temperature = SeedRule.Derive(seed, [9]);
        _temperatureDetail = SeedRule.Derive(seed, [10]);
        _humidity = SeedRule.Derive(seed, [11]);
        _humidityDetail = SeedRule.Derive(seed, [12]);
        _warpX = SeedRule.Derive(seed, [13]);
        _warpZ = SeedRule.Derive(seed, [14]);
        Array.Fill(_held, (int.MinValue, int.MinValue));
    }

    /// <summary>Height and climate of a column.</summary>
    public LandPoint At(int x, int z)
    {
        var column = x >> CellShift;
        var row = z >> CellShift;
        return LandPoint.Inside(
            Point(column, row),
            Point(column + 1, row),
            Point(column, row + 1),
            Point(column + 1, row + 1),
            x & (CellWidth - 1),
            z & (CellWidth - 1));
    }

    /// <summary>The lattice point at (<paramref name="column"/>, <paramref name="row"/>) × 4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LandPoint Point(int column, int row)
    {
        var slot = SlotOf(column >> PointShift, row >> PointShift);
        return _points[(slot * PointsPerChunk) + ((row & (PointsPerSide - 1)) * PointsPerSide) + (column & (PointsPerSide - 1))];
    }

    /// <summary>True if no column of a rectangle lies below a height; looks at whole chunks, and may miss that it is so.</summary>
    public bool IsAbove(float height, int west, int east, int north, int south)
    {
        for (var chunkZ = north >> ChunkShift; chunkZ <= (south + CellWidth) >> ChunkShift; chunkZ++)
        {
            for (var chunkX = west >> ChunkShift; chunkX <= (east + CellWidth) >> ChunkShift; chunkX++)
            {
                if (_lowest[SlotOf(chunkX, chunkZ)] < height)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>A height that no column of a rectangle lies below.</summary>
    public float LowestHeight(int west, int east, int north, int south)
    {
        var lowest = float.MaxValue;
        for (var row = north >> CellShift; row <= (south >> CellShift) + 1; row++)
        {
            for (var column = west >> CellShift; column <= (east >> CellShift) + 1; column++)
            {
                lowest = Math.Min(lowest, Point(column, row).Height);
            }
        }

        return lowest;
    }

    /// <summary>The country at a point. Each kind is a box of climate, so that all between four points of one kind is too.</summary>
    public Biome BiomeOf(LandPoint land)
    {
        if (land.Relief > _config.HillStart + (_config.HillRise * HillBiomeRise))
        {
            return Biome.Hills;
        }

        if (land.Temperature > _config.HotStart)
        {
            return Biome.Desert;
        }

        if (land.Temperature < _config.ColdStart)
        {
            return Biome.Taiga;
        }

        return land.Humidity > _config.BirchStart ? Biome.BirchForest : land.Humidity > _config.WetStart ? Biome.Forest : Biome.Plains;
    }

    // The lattice of a noise is shifted by the seed: gradient noise is 0 on its lattice points, and rivers would meet at the origin.
    private static float Noise(ulong salt, int x, int z, int shift) =>
        LatticeNoise.Sample(salt, x + (int)(salt & 0xFFF), z + (int)(salt >> 12 & 0xFFF), shift);

    private static float Smooth(float t)
    {
        t = Math.Clamp(t, 0f, 1f);
        return t * t * (3f - (2f * t));
    }

    /// <summary>Where a chunk's lattice points are kept, once they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(int chunkX, int chunkZ)
    {
        var slot = ((chunkZ & (HeldWidth - 1)) * HeldWidth) + (chunkX & (HeldWidth - 1));
        if (_held[slot] != (chunkX, chunkZ))
        {
            Survey(slot, chunkX, chunkZ);
        }

        return slot;
    }

    private void Survey(int slot, int chunkX, int chunkZ)
    {
        var lowest = float.MaxValue;
        for (var i = 0; i < PointsPerChunk; i++)
        {
            var point = Shape(
                (chunkX << ChunkShift) + ((i & (PointsPerSide - 1)) << CellShift),
                (chunkZ << ChunkShift) + ((i >> PointShift) << CellShift));
            _points[(slot * PointsPerChunk) + i] = point;
            lowest = Math.Min(lowest, point.Height);
        }

        _lowest[slot] = lowest;
        _held[slot] = (chunkX, chunkZ);
    }

    private LandPoint Shape(int x, int z)
    {
        // Climate and relief are looked up at bent positions: the borders of plain gradient noise run too straight.
        var climate = _config.ClimateShift;
        var bend = WarpShare * (1 << climate);
        var (bentX, bentZ) = (x + (int)(bend * Noise(_warpX, x, z, climate - 2)), z + (int)(bend * Noise(_warpZ, x, z, climate - 2)));
        var temperature = Noise(_temperature, bentX, bentZ, climate) + (0.15f * Noise(_temperatureDetail, x, z, climate - 4));
        var humidity = Noise(_humidity, bentX, bentZ, climate) + (0.15f * Noise(_humidityDetail, x, z, climate - 4));
        var relief = Noise(_relief, bentX, bentZ, _config.ReliefShift) + (0.25f * Noise(_reliefDetail, x, z, _config.ReliefShift - 2));
        var hill = Smooth((relief - _config.HillStart) / _config.HillRise);
        var swell = _config.DrySwell + ((_config.WetSwell - _config.DrySwell) * Smooth((humidity - _config.WetStart) * 4f + 0.5f));

        var low = (_config.BasinAmplitude * Noise(_basin, x, z, _config.BasinShift))
            + (swell * Noise(_swell, x, z, _config.BasinShift - 2));
        var high = _config.HillHeight + (_config.CragAmplitude * Noise(_crag, x, z, 4));
        var height = _config.BaseHeight + (low * (1f - hill)) + (high * hill) + (_config.RippleAmplitude * Noise(_ripple, x, z, 4));

        // Rivers follow the line where a noise is 0; hills are dry.
        var river = Noise(_river, x, z, _config.RiverShift) + (0.12f * Noise(_riverBend, x, z, _config.RiverShift - 3));
        var valley = Smooth(1f - (Math.Abs(river) / _config.RiverWidth)) * (1f - hill);
        height += (Math.Min(height, _config.WaterTop - _config.RiverDepth) - height) * valley;
        return new LandPoint(Math.Clamp(height, _config.MinimumGround, _config.MaximumGround), temperature, humidity, relief);
    }
}
