using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Rl.Env.Seeds;
using static System.Runtime.Intrinsics.Vector256;

namespace Rl.Env.World.Rendering;

/// <summary>
/// The sky by direction: pale at the horizon, blue above, flat clouds of 12-block squares at height 128 and a square sun in the east.
/// Fog takes its colour from here, so that the land fades into what stands behind it. Under water it is the water's own blue.
/// </summary>
internal sealed unsafe class SkyDome
{
    private const int CloudCells = 64;
    private const double CloudSize = 12;
    private const float CloudHeight = 128.3f;
    private const float CloudReach = 420;

    // Unit vectors towards the sun (east, 40 degrees up) and across its disc.
    private const float SunEast = 0.766f;
    private const float SunUp = 0.643f;
    private const float SunHalfSize = 0.1f;

    private readonly int[] _clouds = DrawClouds();
    private bool _underWater;
    private float _cloudAboveEye;
    private float _cloudX;
    private float _cloudZ;

    /// <summary>Takes over the eye's place.</summary>
    public void Prepare(Scene scene)
    {
        _underWater = scene.EyeInWater;
        _cloudAboveEye = CloudHeight - (float)scene.EyeY;
        _cloudX = (float)(scene.EyeX - (Math.Floor(scene.EyeX / (CloudSize * CloudCells)) * CloudSize * CloudCells));
        _cloudZ = (float)(scene.EyeZ - (Math.Floor(scene.EyeZ / (CloudSize * CloudCells)) * CloudSize * CloudCells));
    }

    /// <summary>Colours 0 to 255 that lie behind everything in the rays' directions.</summary>
    public (Vector256<float> Red, Vector256<float> Green, Vector256<float> Blue) Color(in RayPacket rays)
    {
        if (_underWater)
        {
            return (Create(22f), Create(58f), Create(140f));
        }

        var one = Create(1f);
        var height = rays.Y / rays.Length;
        var up = Min(Max(height * Create(2.4f), Vector256<float>.Zero), one);
        up *= Create(2f) - up;
        var red = Fma.MultiplyAdd(up, Create(-78f), Create(196f));
        var green = Fma.MultiplyAdd(up, Create(-52f), Create(219f));
        var blue = Fma.MultiplyAdd(up, Create(-1f), Create(255f));
        if (GreaterThan(height, Create(0.02f)).ExtractMostSignificantBits() == 0)
        {
            return (red, green, blue);
        }

        // The disc in its own coordinates: south is one axis, "up along the sky" the other.
        var across = rays.Z / rays.Length;
        var along = ((rays.Y * Create(SunEast)) - (rays.X * Create(SunUp))) / rays.Length;
        var towards = (rays.X * Create(SunEast)) + (rays.Y * Create(SunUp));
        var sun = LessThan(Max(Abs(across), Abs(along)), Create(SunHalfSize)) & GreaterThan(towards, Vector256<float>.Zero);
        red = ConditionalSelect(sun, Create(255f), red);
        green = ConditionalSelect(sun, Create(248f), green);
        blue = ConditionalSelect(sun, Create(208f), blue);

        var t = Create(_cloudAboveEye) / rays.Y;
        var scale = Create((float)(1 / CloudSize));
        var x = Avx.ConvertToVector256Int32(Floor(Fma.MultiplyAdd(t, rays.X, Create(_cloudX)) * scale));
        var z = Avx.ConvertToVector256Int32(Floor(Fma.MultiplyAdd(t, rays.Z, Create(_cloudZ)) * scale));
        var at = ((z & Create(CloudCells - 1)) * Create(CloudCells)) + (x & Create(CloudCells - 1));
        var clouds = Avx2.GatherVector256((int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_clouds)), at, 4).AsSingle();
        var fade = Max(one - (t * rays.Length * Create(1 / CloudReach)), Vector256<float>.Zero) * Create(0.85f);
        var share = clouds & fade & GreaterThan(t, Vector256<float>.Zero) & GreaterThan(height, Create(0.02f));
        var white = Create(253f);
        return (
            Fma.MultiplyAdd(white - red, share, red),
            Fma.MultiplyAdd(white - green, share, green),
            Fma.MultiplyAdd(white - blue, share, blue));
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
}
