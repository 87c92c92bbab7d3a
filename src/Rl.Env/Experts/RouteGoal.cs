using Rl.Env.World.Blocks;

namespace Rl.Env.Experts;

/// <summary>Where a route is to lead.</summary>
internal readonly record struct RouteGoal
{
    private const double ArmLength = 3.6;
    private const double EyeHeight = 1.62;

    private readonly Kinds _kind;
    private readonly Cell _cell;

    private RouteGoal(Kinds kind, Cell cell) => (_kind, _cell) = (kind, cell);

    private enum Kinds
    {
        Stand,
        Take,
        Touch,
        Level,
        Toward,
        Dry,
        Frontier,
    }

    /// <summary>The cell aimed at.</summary>
    public Cell Cell => _cell;

    /// <summary>To stand in a cell.</summary>
    public static RouteGoal ToStand(Cell cell) => new(Kinds.Stand, cell);

    /// <summary>To come so near that a thing lying in a cell is picked up.</summary>
    public static RouteGoal ToTake(Cell cell) => new(Kinds.Take, cell);

    /// <summary>To come so near that a block can be worked on, with nothing before it that was seen.</summary>
    public static RouteGoal ToTouch(Cell cell) => new(Kinds.Touch, cell);

    /// <summary>To come to a height, wherever.</summary>
    public static RouteGoal ToLevel(int y) => new(Kinds.Level, new Cell(0, y, 0));

    /// <summary>To come within a few blocks of a place on the map, at any height.</summary>
    public static RouteGoal ToPlace(Cell cell) => new(Kinds.Toward, cell);

    /// <summary>To come to where there is no water within so many blocks, wherever.</summary>
    public static RouteGoal ToDryLand(int reach) => new(Kinds.Dry, new Cell(reach, 0, 0));

    /// <summary>To come to where there is something beside that was never seen.</summary>
    public static RouteGoal ToFrontier() => new(Kinds.Frontier, default);

    /// <summary>True if a player who stands in a cell is there.</summary>
    public bool IsReached(Cell stand, Sight sight) => _kind switch
    {
        Kinds.Stand => stand == _cell,
        Kinds.Take => Math.Abs(stand.X - _cell.X) + Math.Abs(stand.Z - _cell.Z) <= 1 && stand.Y - _cell.Y is >= -2 and <= 0,
        Kinds.Touch => IsTouched(stand, sight),
        Kinds.Level => stand.Y == _cell.Y,
        Kinds.Dry => IsDry(stand, _cell.X, sight),
        Kinds.Frontier => IsFrontier(stand, sight),
        _ => stand.GroundStepsTo(_cell) <= 2,
    };

    /// <summary>How far a cell is from being there, in ticks, at so many ticks a block.</summary>
    public double Estimate(Cell stand, double ticksPerBlock)
    {
        var (ground, height) = (stand.GroundStepsTo(_cell), Math.Abs(stand.Y - _cell.Y));
        return ticksPerBlock * _kind switch
        {
            Kinds.Level => height,
            Kinds.Dry or Kinds.Frontier => 0,
            Kinds.Toward => ground,
            Kinds.Touch => Math.Max(Math.Max(0, ground - 2), Math.Max(0, height - 3)),
            _ => Math.Max(ground, height),
        };
    }

    /// <summary>True if no water was seen within some blocks of a cell, at its height or a little below.</summary>
    public static bool IsDry(Cell stand, int reach, Sight sight)
    {
        for (var dz = -reach; dz <= reach; dz++)
        {
            for (var dx = -reach; dx <= reach; dx++)
            {
                for (var dy = -2; dy <= 1; dy++)
                {
                    if (sight.At(stand.X + dx, stand.Y + dy, stand.Z + dz) == BlockId.Water)
                    {
                        return false;
                    }
                }
            }
        }

        return sight.IsSolid(stand.Below());
    }

    private static bool IsFrontier(Cell stand, Sight sight)
    {
        for (var quarter = 0; quarter < Cell.Quarters; quarter++)
        {
            if (sight.At(stand.Above().Toward(quarter)) is null || sight.At(stand.Toward(quarter)) is null)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsTouched(Cell stand, Sight sight)
    {
        var (x, y, z) = stand.Center;
        var eye = (X: x, Y: stand.Y + EyeHeight, Z: z);
        if (_cell.DistanceTo(eye) > ArmLength || stand == _cell || stand.Above() == _cell || stand.Below() == _cell)
        {
            return false;
        }

        ReadOnlySpan<double> heights = [0, -0.35, 0.35];
        foreach (var face in FacePoint.Faces)
        {
            if (!FacePoint.IsToward(_cell, face, eye))
            {
                continue;
            }

            foreach (var height in heights)
            {
                var point = FacePoint.On(_cell, face, 0, height);
                if (IsMet(stand, eye, point, sight))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>True if the block is the first that the eye meets on the way to a point. The cells that the player would stand in are free by then.</summary>
    private bool IsMet(Cell stand, (double X, double Y, double Z) eye, (double X, double Y, double Z) point, Sight sight)
    {
        var walk = new CellWalk(eye, (point.X - eye.X, point.Y - eye.Y, point.Z - eye.Z));
        while (walk.Distance <= ArmLength + 1)
        {
            var cell = new Cell(walk.X, walk.Y, walk.Z);
            if (cell == _cell)
            {
                return true;
            }

            if (cell != stand && cell != stand.Above() && sight.IsSolid(cell))
            {
                return false;
            }

            walk.Advance();
        }

        return false;
    }
}
