using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rl.Env.World.Generation;

/// <summary>Sets of the 16 cells of a chunk's row, bit x for the cell at x.</summary>
internal static class RowMask
{
    /// <summary>255 in the lanes of the set's cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Expand(uint bits)
    {
        var bitOfLane = Vector128.Create((byte)1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128);
        var byteOfLane = Vector128.Create((byte)0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
        var spread = Vector128.Shuffle(Vector128.CreateScalar(bits).AsByte(), byteOfLane);
        return Vector128.Equals(spread & bitOfLane, bitOfLane);
    }

    /// <summary>How far the middles of a row's cells are from a line across it; cells are then chosen by their distance.</summary>
    /// <param name="center">Where the line is, in blocks from the row's west end.</param>
    /// <param name="inverseRadius">1 over the length that counts as distance 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowDistances DistancesFrom(float center, float inverseRadius)
    {
        var (line, scale) = (Vector256.Create(center), Vector256.Create(inverseRadius));
        var west = (Vector256.Create(0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f, 7.5f) - line) * scale;
        var east = (Vector256.Create(8.5f, 9.5f, 10.5f, 11.5f, 12.5f, 13.5f, 14.5f, 15.5f) - line) * scale;
        return new RowDistances(west * west, east * east);
    }
}

/// <summary>Squared distances of a row's 16 cells.</summary>
internal readonly struct RowDistances(Vector256<float> west, Vector256<float> east)
{
    private readonly Vector256<float> _west = west;
    private readonly Vector256<float> _east = east;

    /// <summary>The cells whose squared distance is below a limit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Below(float limit)
    {
        var bound = Vector256.Create(limit);
        return Vector256.LessThan(_west, bound).ExtractMostSignificantBits()
            | (Vector256.LessThan(_east, bound).ExtractMostSignificantBits() << 8);
    }
}
