using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Rl.Env.Seeds;
using static System.Runtime.Intrinsics.Vector256;

namespace Rl.Env.World.Rendering;

/// <summary>
/// The sky by direction and time of day: pale at the horizon and blue above by day, red where the sun rises and sets, dark with stars by
/// night, a square sun and opposite it a square moon, flat clouds of 12-block squares at height 128. Fog takes its colour from here, so that
/// the land fades into what stands behind it. Under water and in lava it is the fluid's own colour.
/// </summary>
[SkipLocalsInit]
internal sealed unsafe class SkyDome
{
    private const int CloudCells = 64;
    private const double CloudSize = 12;
    private const float CloudHeight = 128.3f;
    private const float CloudReach = 420;
    private const float SunHalfSize = 0.1f;
    private const float MoonHalfSize = 0.066f;

    // Stars lie one in sixteen on a grid of this many cells along the edges of a cube around the eye: about 1500.
    private const int StarCells = 64;
    private const float StarHalfSize = 0.11f;

    // Below this slope neither sun nor clouds are drawn: it is the land's.
    private const float LowestDrawn = 0.02f;

    private static readonly Rgb DayHorizon = new(196, 219, 255);
    private static readonly Rgb DayRise = new(-78, -52, -1);
    private static readonly Rgb NightHorizon = new(13, 16, 30);
    private static readonly Rgb NightRise = new(-9, -10, -16);
    private static readonly Rgb DayCloud = new(253, 253, 253);
    private static readonly Rgb NightCloud = new(27, 30, 42);
    private static readonly Rgb DaySun = new(255, 248, 208);
    private static readonly Rgb LowSun = new(255, 205, 122);
    private static readonly Rgb Moon = new(222, 227, 238);
    private static readonly Rgb MoonSpot = new(186, 193, 210);
    private static readonly Rgb EarlyGlow = new(214, 84, 46);
    private static readonly Rgb LateGlow = new(255, 158, 72);
    private static readonly Rgb Water = new(22, 58, 140);
    private static readonly Rgb NightWater = new(7, 14, 36);
    private static readonly Rgb Lava = new(214, 88, 18);

    private readonly int[] _clouds = DrawClouds();
    private bool _inFluid;
    private Rgb _fluid;
    private float _sunEast;
    private float _sunUp;
    private float _glow;
    private float _stars;
    private bool _moonShines;
    private Rgb _horizon;
    private Rgb _rise;
    private Rgb _cloud;
    private Rgb _sun;
    private Rgb _glowColor;
    private float _cloudAboveEye;
    private float _cloudX;
    private float _cloudZ;

    /// <summary>Takes over the eye's place and the time of day.</summary>
    public void Prepare(Scene scene)
    {
        var (east, up) = Daylight.SunDirection(scene.DayTick);

        // Moving on by thousandths, less than a pixel, the sun stands still for some ticks.
        (_sunEast, _sunUp) = ((float)(Math.Round(east * 1000) / 1000), (float)(Math.Round(up * 1000) / 1000));
        var height = (float)up;
        var day = Math.Clamp((2 * height) + 0.5f, 0, 1);
        var nearHorizon = Math.Max(0, 1 - (height * height / 0.16f));
        _glow = nearHorizon * nearHorizon;
        _glowColor = Rgb.Between(EarlyGlow, LateGlow, Math.Clamp((height + 0.25f) * 2, 0, 1));
        _horizon = Rgb.Between(NightHorizon, DayHorizon, day);
        _rise = Rgb.Between(NightRise, DayRise, day);
        _cloud = Rgb.Between(Rgb.Between(NightCloud, DayCloud, day), _glowColor, 0.3f * _glow);
        _sun = Rgb.Between(DaySun, LowSun, _glow);
        _stars = (1 - day) * (1 - day);
        _moonShines = height < 0.25f;
        _inFluid = scene.EyeInLava || scene.EyeInWater;
        _fluid = scene.EyeInLava ? Lava : Rgb.Between(NightWater, Water, day);
        _cloudAboveEye = CloudHeight - (float)scene.EyeY;
        _cloudX = (float)(scene.EyeX - (Math.Floor(scene.EyeX / (CloudSize * CloudCells)) * CloudSize * CloudCells));
        _cloudZ = (float)(scene.EyeZ - (Math.Floor(scene.EyeZ / (CloudSize * CloudCells)) * CloudSize * CloudCells));
    }

    /// <summary>Colours 0 to 255 that lie behind everything in the rays' directions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (Vector256<float> Red, Vector256<float> Green, Vector256<float> Blue) Color(in RayPacket rays)
    {
        if (_inFluid)
        {
            return (Create(_fluid.Red), Create(_fluid.Green), Create(_fluid.Blue));
        }

        var one = Create(1f);
        var height = rays.Y / rays.Length;
        var up = Min(Max(height * Create(2.4f), Vector256<float>.Zero), one);
        up *= Create(2f) - up;
        var red = Fma.MultiplyAdd(up, Create(_rise.Red), Create(_horizon.Red));
        var green = Fma.MultiplyAdd(up, Create(_rise.Green), Create(_horizon.Green));
        var blue = Fma.MultiplyAdd(up, Create(_rise.Blue), Create(_horizon.Blue));
        if (_glow > 0)
        {
            // Redness hangs over the horizon on the sun's side, a little of it all around.
            var low = Max(one - Abs(height * Create(1.7f)), Vector256<float>.Zero);
            var side = Fma.MultiplyAdd(rays.X / rays.Length, Create(_sunEast < 0 ? -0.5f : 0.5f), Create(0.5f));
            var share = low * low * Fma.MultiplyAdd(side * side, Create(0.9f * _glow), Create(0.08f * _glow));
            Blend(ref red, ref green, ref blue, _glowColor, share);
        }

        if (GreaterThan(height, Create(LowestDrawn)).ExtractMostSignificantBits() == 0)
        {
            return (red, green, blue);
        }

        // The heavens in their own coordinates: south is one axis, "up along the sky" at the sun and towards the sun the others.
        var across = rays.Z / rays.Length;
        var along = ((rays.Y * Create(_sunEast)) - (rays.X * Create(_sunUp))) / rays.Length;
        var towards = (rays.X * Create(_sunEast)) + (rays.Y * Create(_sunUp));
        if (_stars > 0)
        {
            var drawn = GreaterThan(height, Create(LowestDrawn));
            Blend(ref red, ref green, ref blue, Moon, Stars(across, along, towards / rays.Length) & drawn);
        }

        var sun = LessThan(Max(Abs(across), Abs(along)), Create(SunHalfSize)) & GreaterThan(towards, Vector256<float>.Zero);
        red = ConditionalSelect(sun, Create(_sun.Red), red);
        green = ConditionalSelect(sun, Create(_sun.Green), green);
        blue = ConditionalSelect(sun, Create(_sun.Blue), blue);
        if (_moonShines)
        {
            var moon = LessThan(Max(Abs(across), Abs(along)), Create(MoonHalfSize)) & LessThan(towards, Vector256<float>.Zero);
            Blend(ref red, ref green, ref blue, Moon, one & moon);
            Blend(ref red, ref green, ref blue, MoonSpot, one & moon & MoonSpots(across, along));
        }

        var t = Create(_cloudAboveEye) / rays.Y;
        var scale = Create((float)(1 / CloudSize));
        var x = Avx.ConvertToVector256Int32(Floor(Fma.MultiplyAdd(t, rays.X, Create(_cloudX)) * scale));
        var z = Avx.ConvertToVector256Int32(Floor(Fma.MultiplyAdd(t, rays.Z, Create(_cloudZ)) * scale));
        var at = ((z & Create(CloudCells - 1)) * Create(CloudCells)) + (x & Create(CloudCells - 1));
        var clouds = Avx2.GatherVector256((int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_clouds)), at, 4).AsSingle();
        var fade = Max(one - (t * rays.Length * Create(1 / CloudReach)), Vector256<float>.Zero) * Create(0.85f);
        var cloudShare = clouds & fade & GreaterThan(t, Vector256<float>.Zero) & GreaterThan(height, Create(LowestDrawn));
        Blend(ref red, ref green, ref blue, _cloud, cloudShare);
        return (red, green, blue);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Blend(
        ref Vector256<float> red, ref Vector256<float> green, ref Vector256<float> blue, in Rgb color, Vector256<float> share)
    {
        red = Fma.MultiplyAdd(Create(color.Red) - red, share, red);
        green = Fma.MultiplyAdd(Create(color.Green) - green, share, green);
        blue = Fma.MultiplyAdd(Create(color.Blue) - blue, share, blue);
    }

    /// <summary>All bits set in the darker of the moon's 8 × 8 texels.</summary>
    private static Vector256<float> MoonSpots(Vector256<float> across, Vector256<float> along)
    {
        var texel = Avx.ConvertToVector256Int32(Floor((across + Create(MoonHalfSize)) * Create(4 / MoonHalfSize)))
            + (Avx.ConvertToVector256Int32(Floor((along + Create(MoonHalfSize)) * Create(4 / MoonHalfSize))) << 3);
        return Vector256.Equals(Scramble(texel) & Create(3), Vector256<int>.Zero).AsSingle();
    }

    /// <summary>How much of a star each ray shows: small squares at random places of random cells of a cube that turns with the sun.</summary>
    private Vector256<float> Stars(Vector256<float> across, Vector256<float> along, Vector256<float> towards)
    {
        var (sizeX, sizeY, sizeZ) = (Abs(across), Abs(along), Abs(towards));
        var onX = GreaterThanOrEqual(sizeX, Max(sizeY, sizeZ));
        var onY = Avx.AndNot(onX, GreaterThanOrEqual(sizeY, sizeZ));
        var major = ConditionalSelect(onX, across, ConditionalSelect(onY, along, towards));
        var toCells = Create(StarCells / 2f) / Abs(major);
        var u = Fma.MultiplyAdd(ConditionalSelect(onX, along, across), toCells, Create(StarCells / 2f));
        var v = Fma.MultiplyAdd(ConditionalSelect(onX | onY, towards, along), toCells, Create(StarCells / 2f));
        var (column, row) = (Floor(u), Floor(v));
        var face = (Create(1) & onX.AsInt32()) | (Create(2) & onY.AsInt32()) | (Create(4) & (major.AsInt32() >> 31));
        var cell = Avx.ConvertToVector256Int32(column) + (Avx.ConvertToVector256Int32(row) << 8) + (face << 16);
        var hash = Scramble(cell);
        var isStar = Vector256.Equals(hash & Create(15), Vector256<int>.Zero).AsSingle();

        // A star keeps clear of its cell's edges, so that it is whole.
        var place = Create((1 - (2 * StarHalfSize)) / 255f);
        var left = Fma.MultiplyAdd(Avx.ConvertToVector256Single((hash >>> 4) & Create(255)), place, Create(StarHalfSize));
        var top = Fma.MultiplyAdd(Avx.ConvertToVector256Single((hash >>> 12) & Create(255)), place, Create(StarHalfSize));
        var near = LessThan(Max(Abs(u - column - left), Abs(v - row - top)), Create(StarHalfSize));
        var brightness = Fma.MultiplyAdd(Avx.ConvertToVector256Single((hash >>> 20) & Create(255)), Create(0.6f / 255), Create(0.4f));
        return isStar & near & (brightness * Create(_stars));
    }

    private static Vector256<int> Scramble(Vector256<int> value)
    {
        var hash = value * Create(-1640531535);
        hash = (hash ^ (hash >>> 15)) * Create(-2048144777);
        return hash ^ (hash >>> 13);
    }

    /// <summary>All bits set where a cloud is; the pattern tiles.</summary>
    private static int[] DrawClouds()
    {
        var random = new SeededRandom(77);
        var noise = new double[CloudCells * CloudCells];
        for (var i = 0; i < noise.Length; i++)
        {
            noise[i] = random.NextDouble();
        }

        for (var pass = 0; pass < 2; pass++)
        {
            var smooth = new double[noise.Length];
            for (var i = 0; i < noise.Length; i++)
            {
                for (var k = 0; k < 9; k++)
                {
                    var x = ((i % CloudCells) + (k % 3) + CloudCells - 1) % CloudCells;
                    var z = ((i / CloudCells) + (k / 3) + CloudCells - 1) % CloudCells;
                    smooth[i] += noise[(z * CloudCells) + x] / 9;
                }
            }

            noise = smooth;
        }

        var clouds = GC.AllocateArray<int>(noise.Length, pinned: true);
        for (var i = 0; i < noise.Length; i++)
        {
            clouds[i] = noise[i] > 0.545 ? -1 : 0;
        }

        return clouds;
    }

    /// <summary>A colour, or a difference of colours, 0 to 255 a channel.</summary>
    private readonly record struct Rgb(float Red, float Green, float Blue)
    {
        /// <summary>The first colour at share 0, exactly the second at 1.</summary>
        public static Rgb Between(Rgb one, Rgb other, float share) => new(
            one.Red + ((other.Red - one.Red) * share),
            one.Green + ((other.Green - one.Green) * share),
            one.Blue + ((other.Blue - one.Blue) * share));
    }
}
