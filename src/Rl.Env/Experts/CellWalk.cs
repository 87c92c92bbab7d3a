using Rl.Env.World.Volume;

namespace Rl.Env.Experts;

/// <summary>Walks the cells along a ray (Amanatides and Woo 1987).</summary>
internal struct CellWalk
{
    private readonly double _deltaX;
    private readonly double _deltaY;
    private readonly double _deltaZ;
    private readonly int _stepX;
    private readonly int _stepY;
    private readonly int _stepZ;
    private double _nextX;
    private double _nextY;
    private double _nextZ;

    public CellWalk((double X, double Y, double Z) origin, (double X, double Y, double Z) direction)
    {
        var length = Math.Sqrt((direction.X * direction.X) + (direction.Y * direction.Y) + (direction.Z * direction.Z));
        (X, Y, Z) = ((int)Math.Floor(origin.X), (int)Math.Floor(origin.Y), (int)Math.Floor(origin.Z));
        (_stepX, _nextX, _deltaX) = Axis(origin.X, direction.X / length, X);
        (_stepY, _nextY, _deltaY) = Axis(origin.Y, direction.Y / length, Y);
        (_stepZ, _nextZ, _deltaZ) = Axis(origin.Z, direction.Z / length, Z);
    }

    public int X { get; private set; }

    public int Y { get; private set; }

    public int Z { get; private set; }

    /// <summary>Blocks from the ray's origin to where it enters the cell.</summary>
    public double Distance { get; private set; }

    /// <summary>The face through which the ray enters the cell; of no meaning in the first.</summary>
    public BlockFace Face { get; private set; }

    public void Advance()
    {
        if (_nextX <= _nextY && _nextX <= _nextZ)
        {
            (Distance, X, _nextX) = (_nextX, X + _stepX, _nextX + _deltaX);
            Face = _stepX > 0 ? BlockFace.West : BlockFace.East;
        }
        else if (_nextY <= _nextZ)
        {
            (Distance, Y, _nextY) = (_nextY, Y + _stepY, _nextY + _deltaY);
            Face = _stepY > 0 ? BlockFace.Down : BlockFace.Up;
        }
        else
        {
            (Distance, Z, _nextZ) = (_nextZ, Z + _stepZ, _nextZ + _deltaZ);
            Face = _stepZ > 0 ? BlockFace.North : BlockFace.South;
        }
    }

    private static (int Step, double Next, double Delta) Axis(double origin, double direction, int cell)
    {
        if (direction == 0)
        {
            return (0, double.PositiveInfinity, double.PositiveInfinity);
        }

        var delta = Math.Abs(1 / direction);
        return direction > 0 ? (1, (cell + 1 - origin) * delta, delta) : (-1, (origin - cell) * delta, delta);
    }
}
