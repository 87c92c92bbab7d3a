using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Rl.Env.World.Generation;

/// <summary>Height and climate at a place. Its four figures are interpolated together.</summary>
internal readonly struct LandPoint
{
    private readonly Vector128<float> _lanes;

    /// <summary>The figures of a lattice point.</summary>
    public LandPoint(float height, float temperature, float humidity, float relief) =>
        _lanes = Vector128.Create(height, temperature, humidity, relief);

    private LandPoint(Vector128<float> lanes) => _lanes = lanes;

    /// <summary>Height of the ground; its whole part is the y of the topmost block.</summary>
    public float Height => _lanes.ToScalar();

    /// <summary>y of the topmost block of the ground.</summary>
    public int Ground => (int)_lanes.ToScalar();

    /// <summary>Noise, warm above 0.</summary>
    public float Temperature => _lanes.GetElement(1);

    /// <summary>Noise, wet above 0.</summary>
    public float Humidity => _lanes.GetElement(2);

    /// <summary>Noise, hilly well above 0.</summary>
    public float Relief => _lanes.GetElement(3);

    /// <summary>The point inside a lattice cell, its place given in quarters of the cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LandPoint Inside(LandPoint northWest, LandPoint northEast, LandPoint southWest, LandPoint southEast, int x, int z)
    {
        const float step = 1f / LandForm.CellWidth;
        var east = Vector128.Create(x * step);
        var north = northWest._lanes + ((northEast._lanes - northWest._lanes) * east);
        var south = southWest._lanes + ((southEast._lanes - southWest._lanes) * east);
        return new LandPoint(north + ((south - north) * Vector128.Create(z * step)));
    }
}
