using Rl.Env.Actions;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;

namespace Rl.Env.Experts;

/// <summary>
/// Walking: turns to a goal, sprints if it is far, jumps up steps, clears away what bars the way, and goes round what cannot be cleared.
/// </summary>
internal sealed class Gait(Player body, Sight sight, Controls controls)
{
    private const int StuckTicks = 40;
    private const int BarredTicks = 5;
    private const int ClearingPatienceTicks = 90;
    private const int DetourTicks = 25;
    private const double HalfWidth = 0.28;
    private const double AheadBlocks = 0.75;

    private (double X, double Z) _before;
    private (int X, int Y, int Z)? _obstacle;
    private int _obstacleTicks;
    private int _detourTicks;
    private double _detourYaw;
    private bool _walked;

    /// <summary>Blocks from a goal beyond which to sprint.</summary>
    public double SprintDistance { get; set; } = 5;

    /// <summary>Ticks of walking that led nowhere, less those that did.</summary>
    public int Stall { get; private set; }

    /// <summary>True if this way leads nowhere.</summary>
    public bool IsStuck => Stall >= StuckTicks;

    /// <summary>y of the cell that the feet are in.</summary>
    public int FeetY => (int)Math.Floor(body.Y + 0.01);

    /// <summary>Begins an episode.</summary>
    public void Reset()
    {
        _before = (body.X, body.Z);
        _obstacle = null;
        _detourTicks = 0;
        _walked = false;
        Stall = 0;
    }

    /// <summary>Begins a tick: feels whether the last one got anywhere.</summary>
    public void Feel()
    {
        const double standing = 0.03;
        var (dx, dz) = (body.X - _before.X, body.Z - _before.Z);
        if (_walked)
        {
            Stall = (dx * dx) + (dz * dz) < standing * standing ? Stall + 1 : Math.Max(0, Stall - 2);
        }

        _before = (body.X, body.Z);
        _walked = false;
    }

    /// <summary>Goes on with a detour or with clearing the way; false if neither is under way.</summary>
    public bool GoOn()
    {
        if (_detourTicks > 0)
        {
            _detourTicks--;
            WalkAlong(_detourYaw, pitch: 10);
            return true;
        }

        if (_obstacle is { } cell)
        {
            ClearAway(cell);
            return true;
        }

        return false;
    }

    /// <summary>Walks off in another direction for a while.</summary>
    public void Detour(double yaw)
    {
        Stall = 0;
        _detourTicks = DetourTicks;
        _detourYaw = yaw;
    }

    /// <summary>Horizontal distance to a point.</summary>
    public double DistanceTo(double x, double z)
    {
        var (dx, dz) = (x - body.X, z - body.Z);
        return Math.Sqrt((dx * dx) + (dz * dz));
    }

    /// <summary>Walks along a heading.</summary>
    public void WalkAlong(double yaw, double pitch) =>
        Walk(body.X - (SineTable.SinDegrees(yaw) * 10), body.Z + (SineTable.CosDegrees(yaw) * 10), pitch, stopAt: 0);

    /// <summary>Walks towards a point, looking under a pitch.</summary>
    public void Walk(double x, double z, double pitch, double stopAt)
    {
        const double aside = 35;
        const double aligned = 12;
        var (dx, dz) = (x - body.X, z - body.Z);
        var distance = DistanceTo(x, z);
        var yaw = distance > 0.2 ? Bearing.Yaw(dx, dz) : body.Yaw;
        var turn = Math.Abs(Bearing.Wrap(yaw - body.Yaw));
        controls.Aim(yaw, pitch);
        if (turn > aside || distance <= stopAt)
        {
            return;
        }

        controls.Hold(Buttons.Forward);
        _walked = true;
        if (turn < aligned && distance > SprintDistance)
        {
            controls.Hold(Buttons.Sprint);
        }

        LookAhead(dx / distance, dz / distance);
    }

    private static int Floor(double value) => (int)Math.Floor(value);

    private static bool IsDiggable(BlockId block) =>
        BlockTable.IsLeaves(block) || BlockTable.IsLog(block)
        || block is BlockId.Dirt or BlockId.GrassBlock or BlockId.Sand or BlockId.Gravel;

    private void LookAhead(double dx, double dz)
    {
        var feet = FeetY;
        var hasStep = false;
        (int X, int Y, int Z)? wall = null;
        for (var side = -1; side <= 1; side++)
        {
            var x = Floor(body.X + (dx * AheadBlocks) - (dz * side * HalfWidth));
            var z = Floor(body.Z + (dz * AheadBlocks) + (dx * side * HalfWidth));
            var isStep = sight.IsSolid(x, feet, z);
            hasStep |= isStep;
            if (sight.IsSolid(x, feet + 1, z) && (wall is null || side == 0))
            {
                wall = (x, feet + 1, z);
            }
            else if (isStep && sight.IsSolid(x, feet + 2, z) && wall is null)
            {
                wall = (x, feet + 2, z);
            }
        }

        // Now and then a jump is tried even where no step was seen.
        if (body.OnGround && ((hasStep && wall is null) || Stall is 6 or 18 or 30))
        {
            controls.Hold(Buttons.Jump);
        }

        if (Stall >= BarredTicks && wall is { } bar && sight.At(bar.X, bar.Y, bar.Z) is { } block && IsDiggable(block))
        {
            _obstacle = bar;
            _obstacleTicks = 0;
        }
    }

    private void ClearAway((int X, int Y, int Z) cell)
    {
        if (!sight.IsSolid(cell.X, cell.Y, cell.Z))
        {
            _obstacle = null;
            Stall = 0;
            return;
        }

        if (++_obstacleTicks > ClearingPatienceTicks)
        {
            _obstacle = null;
            Stall = StuckTicks;
            return;
        }

        var (dx, dy, dz) = (cell.X + 0.5 - body.X, cell.Y + 0.5 - body.EyeY, cell.Z + 0.5 - body.Z);
        controls.Aim(Bearing.Yaw(dx, dz), Bearing.Pitch(dy, Math.Sqrt((dx * dx) + (dz * dz))));
        if (controls.Crosshair(sight) is { } hit && IsDiggable(hit.Block) && DistanceTo(hit.X + 0.5, hit.Z + 0.5) < 2.5)
        {
            controls.Strike();
        }
    }
}
