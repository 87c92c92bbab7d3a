using System.Runtime.CompilerServices;

namespace Rl.Env.World.Generation;

/// <summary>
/// Gradient noise (Perlin 2002) over integer block positions. Only hashing, additions and multiplications of float32, so that its bits are
/// the same on every machine.
/// </summary>
internal static class LatticeNoise
{
    private const float Diagonal = 0.70710678f;

    private static readonly float[] GradientX = [1f, Diagonal, 0f, -Diagonal, -1f, -Diagonal, 0f, Diagonal];
    private static readonly float[] GradientZ = [0f, Diagonal, 1f, Diagonal, 0f, -Diagonal, -1f, -Diagonal];

    /// <summary>A well-mixed 64-bit word of a position and a salt.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ulong salt, int x, int z)
    {
        var h = salt ^ ((ulong)(uint)x * 0x9E3779B97F4A7C15) ^ ((ulong)(uint)z * 0xC2B2AE3D27D4EB4F);
        h = (h ^ (h >> 29)) * 0xBF58476D1CE4E5B9;
        h = (h ^ (h >> 32)) * 0x94D049BB133111EB;
        return h ^ (h >> 30);
    }

    /// <summary>Smooth noise of mean 0, mostly within ±0.7.</summary>
    /// <param name="salt">Which of the world's noises.</param>
    /// <param name="x">Block position east.</param>
    /// <param name="z">Block position south.</param>
    /// <param name="periodShift">Base-2 logarithm of the lattice spacing in blocks.</param>
    public static float Sample(ulong salt, int x, int z, int periodShift)
    {
        var cellX = x >> periodShift;
        var cellZ = z >> periodShift;
        var scale = 1f / (1 << periodShift);
        var dx = (x - (cellX << periodShift)) * scale;
        var dz = (z - (cellZ << periodShift)) * scale;

        var a = Corner(salt, cellX, cellZ, dx, dz);
        var b = Corner(salt, cellX + 1, cellZ, dx - 1f, dz);
        var c = Corner(salt, cellX, cellZ + 1, dx, dz - 1f);
        var d = Corner(salt, cellX + 1, cellZ + 1, dx - 1f, dz - 1f);

        var fadeX = Fade(dx);
        var north = a + ((b - a) * fadeX);
        var south = c + ((d - c) * fadeX);
        return north + ((south - north) * Fade(dz));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Corner(ulong salt, int cellX, int cellZ, float dx, float dz)
    {
        var direction = (int)(Hash(salt, cellX, cellZ) & 7);
        return (GradientX[direction] * dx) + (GradientZ[direction] * dz);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Fade(float t) => t * t * t * ((t * ((t * 6f) - 15f)) + 10f);
}
