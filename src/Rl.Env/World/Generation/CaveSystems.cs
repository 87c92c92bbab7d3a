using Rl.Env.Seeds;
using Rl.Env.World.Physics;

namespace Rl.Env.World.Generation;

/// <summary>
/// The caves that each chunk starts, as rows of ellipsoids. A system is bored once and kept as long as rings of fixed size have room for
/// it; boring it again gives the same. Balls that would open a lake or river from below are left out, for all chunks alike.
/// </summary>
internal sealed class CaveSystems
{
    private const int HeldWidth = 32;
    private const int BallCapacity = 1 << 16;
    private const int TunnelCapacity = 1 << 12;

    /// <summary>Most balls of a system; what would be bored after them is left out.</summary>
    private const int MaximumBalls = 1 << 13;

    /// <summary>Most tunnels of a system.</summary>
    private const int MaximumTunnels = 1 << 8;

    /// <summary>Blocks of a ravine's radius at its ends (Mh).</summary>
    private const float RavineEndRadius = 1.5f;

    /// <summary>Above this y lies no ground that balls could reach down to.</summary>
    private const int HighestBall = 118;
    private const int ChunkWidth = 16;

    // Degrees of the original's radians: a start's pitch is within 1/8, a step's drift up to 2 and 4.
    private const float StartPitchDegrees = 7.162f;
    private const float PitchDriftDegrees = 114.6f;
    private const float YawDriftDegrees = 229.2f;

    private readonly SurvivalTerrainConfig _config;
    private readonly LandForm _land;
    private readonly Slot[] _slots = new Slot[HeldWidth * HeldWidth];
    private readonly CaveBall[] _balls = new CaveBall[BallCapacity];
    private readonly CaveTunnel[] _tunnels = new CaveTunnel[TunnelCapacity];

    // Ever growing; an index is the position's remainder.
    private long _ballPosition;
    private long _tunnelPosition;

    // The system that is being bored.
    private int _chunkX;
    private int _chunkZ;
    private int _ballsLeft;
    private int _tunnelsLeft;
    private ulong _salt;
    private ulong _ravineSalt;

    /// <summary>Caves without a seed; see <see cref="Reseed"/>.</summary>
    public CaveSystems(SurvivalTerrainConfig config, LandForm land)
    {
        _config = config;
        _land = land;

        // A tunnel's end has a radius of 1.5; before it, the radius shrinks slower than the tunnel grows.
        var longest = Math.Max(config.Caves.Length, config.Ravines.Length);
        ReachChunks = (ChunkWidth + longest + CaveCarver.Margin + 2) / ChunkWidth;
    }

    /// <summary>No system reaches farther than this many chunks beyond its own and <see cref="CaveCarver.Margin"/> blocks.</summary>
    public int ReachChunks { get; }

    /// <summary>Becomes the caves of another seed.</summary>
    public void Reseed(ulong seed)
    {
        _salt = SeedRule.Derive(seed, [1]);
        _ravineSalt = SeedRule.Derive(seed, [2]);
        Array.Fill(_slots, new Slot(int.MinValue, int.MinValue, 0, 0, 0, 0));
    }

    /// <summary>The tunnels that a chunk starts. Valid until the next call.</summary>
    public ReadOnlySpan<CaveTunnel> StartingIn(int chunkX, int chunkZ)
    {
        ref var slot = ref _slots[((chunkZ & (HeldWidth - 1)) * HeldWidth) + (chunkX & (HeldWidth - 1))];
        if (slot.ChunkX != chunkX || slot.ChunkZ != chunkZ || !IsKept(slot))
        {
            Bore(chunkX, chunkZ, ref slot);
        }

        return _tunnels.AsSpan(slot.FirstTunnel, slot.TunnelCount);
    }

    /// <summary>The balls of a tunnel. Valid until the next call of <see cref="StartingIn"/>.</summary>
    public ReadOnlySpan<CaveBall> BallsOf(in CaveTunnel tunnel) => _balls.AsSpan(tunnel.First, tunnel.Count);

    /// <summary>How much narrower a ravine is at y: runs of levels, on average three, share a factor from 1 to 4.</summary>
    public static float LedgeAt(ulong salt, int y)
    {
        while (y > 0 && LatticeNoise.Hash(salt, y, 0) % 3 != 0)
        {
            y--;
        }

        var bits = LatticeNoise.Hash(salt, y, 1);
        var jut = 1f + ((bits & 0xFFFF) * (1f / 65536f) * ((bits >> 16 & 0xFFFF) * (1f / 65536f)));
        return jut * jut;
    }

    /// <summary>Moves a ring's position so that the next <paramref name="room"/> entries lie in one piece.</summary>
    private static long InOnePiece(long position, int room, int capacity)
    {
        var index = position & (capacity - 1);
        return index + room <= capacity ? position : position + capacity - index;
    }

    private bool IsKept(in Slot slot) => slot.TunnelCount == 0
        || (_ballPosition - slot.BallPosition <= BallCapacity && _tunnelPosition - slot.TunnelPosition <= TunnelCapacity);

    private void Bore(int chunkX, int chunkZ, ref Slot slot)
    {
        var draws = new Draws(LatticeNoise.Hash(_salt, chunkX, chunkZ));
        var ravineDraws = new Draws(LatticeNoise.Hash(_ravineSalt, chunkX, chunkZ));
        var hasCaves = draws.Unit() < _config.Caves.Chance;
        var hasRavine = ravineDraws.Unit() < _config.Ravines.Chance;
        if (!hasCaves && !hasRavine)
        {
            slot = new Slot(chunkX, chunkZ, 0, 0, 0, 0);
            return;
        }

        _ballPosition = InOnePiece(_ballPosition, MaximumBalls, BallCapacity);
        _tunnelPosition = InOnePiece(_tunnelPosition, MaximumTunnels, TunnelCapacity);
        (_chunkX, _chunkZ, _ballsLeft, _tunnelsLeft) = (chunkX, chunkZ, MaximumBalls, MaximumTunnels);
        var (firstBall, firstTunnel) = (_ballPosition, _tunnelPosition);
        if (hasCaves)
        {
            BoreCaves(ref draws);
        }

        if (hasRavine)
        {
            BoreRavine(ref ravineDraws);
        }

        slot = new Slot(
            chunkX,
            chunkZ,
            (int)(firstTunnel & (TunnelCapacity - 1)),
            (int)(_tunnelPosition - firstTunnel),
            firstBall,
            firstTunnel);
    }

    private void BoreCaves(ref Draws draws)
    {
        var caves = _config.Caves;
        var starts = draws.Below(draws.Below(draws.Below(caves.Starts) + 1) + 1);
        for (var start = 0; start < starts; start++)
        {
            var x = draws.Below(ChunkWidth) + 0.5f;
            var y = caves.Floor + draws.Below(draws.Below(caves.Spread) + caves.HeadRoom) + 0.5f;
            var z = draws.Below(ChunkWidth) + 0.5f;
            var tunnels = 1;
            if (draws.Unit() < caves.ChamberChance)
            {
                var width = caves.ChamberMinimum + (draws.Unit() * (caves.ChamberMaximum - caves.ChamberMinimum));
                BoreChamber(x, y, z, caves.EndRadius + width);
                tunnels += draws.Below(4);
            }

            for (var tunnel = 0; tunnel < tunnels; tunnel++)
            {
                var yaw = draws.Unit() * 360f;
                var pitch = ((draws.Unit() * 2f) - 1f) * StartPitchDegrees;
                var girth = ((draws.Unit() * 2f) + draws.Unit()) * caves.Girth;
                if (draws.Unit() < caves.WideChance)
                {
                    girth *= (draws.Unit() * draws.Unit() * 3f) + 1f;
                }

                var length = caves.Length - draws.Below(caves.Length / 4);
                var worm = new Worm(x, y, z, yaw, pitch, girth, draws.Next());
                BoreTunnel(worm, firstStep: 0, length, mayFork: true);
            }
        }
    }

    private void BoreChamber(float x, float y, float z, float radius)
    {
        var box = new Box(_ballPosition);
        AddBall(x, y, z, radius, radius * 0.5f, ref box);
        Close(box, ledges: 0);
    }

    /// <summary>
    /// A worm that goes on a block a step, turns by drifts that fade, and swells towards the middle of its way. Thick ones fork into two
    /// thin ones in their second or third quarter (Mh).
    /// </summary>
    private void BoreTunnel(Worm worm, int firstStep, int length, bool mayFork)
    {
        var fork = worm.Draws.Below(length / 2) + (length / 4);
        var levelling = worm.Draws.Below(6) == 0 ? 0.92f : 0.7f;
        var box = new Box(_ballPosition);
        for (var step = firstStep; step < length; step++)
        {
            var radius = _config.Caves.EndRadius + (SineTable.SinDegrees(180.0 * step / length) * worm.Girth);
            worm.Advance();
            worm.Pitch = (worm.Pitch * levelling) + (worm.PitchDrift * 0.1f);
            worm.Yaw += worm.YawDrift * 0.1f;
            worm.PitchDrift = (worm.PitchDrift * 0.9f) + (worm.Draws.Wobble() * PitchDriftDegrees);
            worm.YawDrift = (worm.YawDrift * 0.75f) + (worm.Draws.Wobble() * YawDriftDegrees);
            if (mayFork && step == fork && worm.Girth > 1f)
            {
                Close(box, ledges: 0);
                for (var side = -90; side <= 90; side += 180)
                {
                    var girth = ((worm.Draws.Unit() * 0.5f) + 0.5f) * _config.Caves.Girth;
                    var branch = new Worm(
                        worm.X, worm.Y, worm.Z, worm.Yaw + side, worm.Pitch / 3f, girth, worm.Draws.Next());
                    BoreTunnel(branch, step, length, mayFork: false);
                }

                return;
            }

            if (worm.Draws.Below(4) != 0)
            {
                AddBall(worm.X, worm.Y, worm.Z, radius, radius, ref box);
            }
        }

        Close(box, ledges: 0);
    }

    private void BoreRavine(ref Draws draws)
    {
        var ravines = _config.Ravines;
        var x = draws.Below(ChunkWidth) + 0.5f;
        var y = ravines.Floor + draws.Below(draws.Below(ravines.Spread) + 8) + 0.5f;
        var z = draws.Below(ChunkWidth) + 0.5f;
        var yaw = draws.Unit() * 360f;
        var pitch = ((draws.Unit() * 2f) - 1f) * StartPitchDegrees * 2f;
        var girth = ((draws.Unit() * 2f) + draws.Unit()) * 2f * ravines.Girth;
        var length = ravines.Length - draws.Below(ravines.Length / 4);
        var worm = new Worm(x, y, z, yaw, pitch, girth, draws.Next());
        var box = new Box(_ballPosition);
        for (var step = 0; step < length; step++)
        {
            var radius = RavineEndRadius + (SineTable.SinDegrees(180.0 * step / length) * worm.Girth);
            var width = radius * ((worm.Draws.Unit() * 0.25f) + 0.75f);
            var height = radius * ravines.Steepness * ((worm.Draws.Unit() * 0.25f) + 0.75f);
            worm.Advance();
            worm.Pitch = (worm.Pitch * 0.7f) + (worm.PitchDrift * 0.05f);
            worm.Yaw += worm.YawDrift * 0.05f;
            worm.PitchDrift = (worm.PitchDrift * 0.8f) + (worm.Draws.Wobble() * PitchDriftDegrees);
            worm.YawDrift = (worm.YawDrift * 0.5f) + (worm.Draws.Wobble() * YawDriftDegrees);
            if (worm.Draws.Below(4) != 0)
            {
                AddBall(worm.X, worm.Y, worm.Z, width, height, ref box);
            }
        }

        Close(box, worm.Draws.Next() | 1);
    }

    private void AddBall(float x, float y, float z, float radius, float height, ref Box box)
    {
        if (_ballsLeft == 0 || y + height < 1f || y - height > HighestBall || WouldDrain(x, y, z, radius, height))
        {
            return;
        }

        var ball = new CaveBall(Fixed(x), Fixed(y), Fixed(z), Fixed(radius), Fixed(height));
        _balls[_ballPosition & (BallCapacity - 1)] = ball;
        _ballPosition++;
        _ballsLeft--;
        box.Include(ball);
    }

    private static short Fixed(float blocks) => (short)(int)MathF.Floor((blocks * CaveBall.Scale) + 0.5f);

    /// <summary>True if water stands in or beside a ball's box; it looks at whole lattice cells, and so is on the safe side.</summary>
    private bool WouldDrain(float x, float y, float z, float radius, float height)
    {
        var top = y + height + 1f;
        var land = _land.Config;
        if (top < land.MinimumGround - 1)
        {
            return false;
        }

        var (originX, originZ) = (_chunkX * ChunkWidth, _chunkZ * ChunkWidth);
        var reach = radius + 1f;
        var (west, east) = (originX + (int)MathF.Floor(x - reach), originX + (int)MathF.Floor(x + reach));
        var (north, south) = (originZ + (int)MathF.Floor(z - reach), originZ + (int)MathF.Floor(z + reach));
        if (_land.IsAbove(land.WaterTop, west, east, north, south))
        {
            return false;
        }

        var lowest = _land.LowestHeight(west, east, north, south);
        return lowest < land.WaterTop && top >= lowest - 1f;
    }

    private void Close(in Box box, ulong ledges)
    {
        var count = (int)(_ballPosition - box.FirstBall);
        if (count == 0)
        {
            return;
        }

        if (_tunnelsLeft == 0)
        {
            _ballPosition = box.FirstBall;
            return;
        }

        _tunnels[_tunnelPosition & (TunnelCapacity - 1)] = new CaveTunnel(
            (int)(box.FirstBall & (BallCapacity - 1)), count, box.West, box.East, box.North, box.South, ledges);
        _tunnelPosition++;
        _tunnelsLeft--;
    }

    /// <summary>What is kept of a chunk's system.</summary>
    private readonly record struct Slot(int ChunkX, int ChunkZ, int FirstTunnel, int TunnelCount, long BallPosition, long TunnelPosition);

    /// <summary>The head of a tunnel that is being bored; angles in degrees.</summary>
    private struct Worm(float x, float y, float z, float yaw, float pitch, float girth, ulong seed)
    {
        public float X = x;
        public float Y = y;
        public float Z = z;
        public float Yaw = yaw;
        public float Pitch = pitch;
        public float PitchDrift;
        public float YawDrift;
        public Draws Draws = new(seed);

        public float Girth { get; } = girth;

        public void Advance()
        {
            var level = SineTable.CosDegrees(Pitch);
            X += SineTable.CosDegrees(Yaw) * level;
            Y += SineTable.SinDegrees(Pitch);
            Z += SineTable.SinDegrees(Yaw) * level;
        }
    }

    /// <summary>Grows around the balls of a tunnel.</summary>
    private struct Box(long firstBall)
    {
        public long FirstBall { get; } = firstBall;

        public short West { get; private set; } = short.MaxValue;

        public short East { get; private set; } = short.MinValue;

        public short North { get; private set; } = short.MaxValue;

        public short South { get; private set; } = short.MinValue;

        public void Include(CaveBall ball)
        {
            West = (short)Math.Min(West, ball.X - ball.Radius);
            East = (short)Math.Max(East, ball.X + ball.Radius);
            North = (short)Math.Min(North, ball.Z - ball.Radius);
            South = (short)Math.Max(South, ball.Z + ball.Radius);
        }
    }
}
