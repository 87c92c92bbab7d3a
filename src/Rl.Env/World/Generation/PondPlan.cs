using System.Runtime.CompilerServices;

namespace Rl.Env.World.Generation;

/// <summary>A pond as it is tried: a hollow of 16 × 8 × 16 cells, the union of a few ellipsoids, its lower half filled.</summary>
internal struct PondPlan
{
    /// <summary>Levels of the hollow.</summary>
    public const int Levels = 8;

    /// <summary>Levels that the fluid fills.</summary>
    public const int FilledLevels = 4;

    /// <summary>Most ellipsoids.</summary>
    public const int MaximumLobes = 7;

    /// <summary>y of the lowest level.</summary>
    public int BaseY { get; set; }

    /// <summary>Lava, else water.</summary>
    public bool IsLava { get; set; }

    /// <summary>True if it lies open at the surface.</summary>
    public bool IsAtSurface { get; set; }

    /// <summary>How many ellipsoids there are.</summary>
    public int LobeCount { get; set; }

    /// <summary>The ellipsoids.</summary>
    public LobeArray Lobes;

    /// <summary>True if a column, given from the chunk's corner, lies in the hollow or beside it.</summary>
    public readonly bool Covers(int x, int z)
    {
        for (var i = 0; i < LobeCount; i++)
        {
            var lobe = Lobes[i];
            var (dx, dz) = ((x + 0.5f - lobe.X) / (lobe.RadiusX + 1f), (z + 0.5f - lobe.Z) / (lobe.RadiusZ + 1f));
            if ((dx * dx) + (dz * dz) < 1f)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One ellipsoid, in blocks from the hollow's lowest north-western corner.</summary>
    public readonly record struct Lobe(float X, float Y, float Z, float RadiusX, float RadiusY, float RadiusZ);

    /// <summary>Room for all ellipsoids.</summary>
    [InlineArray(MaximumLobes)]
    public struct LobeArray
    {
        private Lobe _first;
    }
}
