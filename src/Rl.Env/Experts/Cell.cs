using Rl.Env.World.Volume;

namespace Rl.Env.Experts;

/// <summary>A cell of the world. Directions on the ground are quarters: 0 south (+Z), 1 west (−X), 2 north (−Z), 3 east (+X).</summary>
internal readonly record struct Cell(int X, int Y, int Z)
{
    /// <summary>How many quarters there are.</summary>
    public const int Quarters = 4;

    /// <summary>Its middle.</summary>
    public (double X, double Y, double Z) Center => (X + 0.5, Y + 0.5, Z + 0.5);

    /// <summary>The cell that a point lies in.</summary>
    public static Cell Containing(double x, double y, double z) => new((int)Math.Floor(x), (int)Math.Floor(y), (int)Math.Floor(z));

    /// <summary>Heading of a quarter, in degrees.</summary>
    public static double Yaw(int quarter) => Bearing.Wrap(quarter * 90.0);

    /// <summary>The quarter nearest to a heading in degrees.</summary>
    public static int QuarterOf(double yaw) => (int)Math.Floor((Bearing.Wrap(yaw) + 405) / 90) % Quarters;

    /// <summary>A cell higher up.</summary>
    public Cell Above(int cells = 1) => this with { Y = Y + cells };

    /// <summary>A cell lower down.</summary>
    public Cell Below(int cells = 1) => this with { Y = Y - cells };

    /// <summary>A cell at the same height towards a quarter.</summary>
    public Cell Toward(int quarter, int cells = 1) => (quarter & 3) switch
    {
        0 => this with { Z = Z + cells },
        1 => this with { X = X - cells },
        2 => this with { Z = Z - cells },
        _ => this with { X = X + cells },
    };

    /// <summary>The neighbour across a face.</summary>
    public Cell Across(BlockFace face) => face switch
    {
        BlockFace.Down => Below(),
        BlockFace.Up => Above(),
        BlockFace.North => Toward(2),
        BlockFace.South => Toward(0),
        BlockFace.West => Toward(1),
        _ => Toward(3),
    };

    /// <summary>Steps along the axes of the ground to another cell.</summary>
    public int GroundStepsTo(Cell other) => Math.Abs(other.X - X) + Math.Abs(other.Z - Z);

    /// <summary>Distance from its middle to a point.</summary>
    public double DistanceTo((double X, double Y, double Z) point)
    {
        var (x, y, z) = Center;
        return Math.Sqrt(((x - point.X) * (x - point.X)) + ((y - point.Y) * (y - point.Y)) + ((z - point.Z) * (z - point.Z)));
    }
}
