using Rl.Env.Actions;

namespace Rl.Env.Experts;

/// <summary>
/// What a player does at once when lava comes near: runs back the way he came, by whichever keys lead there without turning round first. Out of
/// what falls on his head he digs himself.
/// </summary>
internal sealed class Flight(Self self)
{
    private const int TrailLength = 24;
    private const int LeastCells = 2;
    private const int MostTicks = 30;
    private const int CalmTicks = 150;

    private readonly Cell[] _trail = new Cell[TrailLength];
    private int _count;
    private int _ticks;
    private long _calmUntil;

    /// <summary>Begins a life.</summary>
    public void Reset() => (_count, _ticks, _calmUntil) = (0, 0, 0);

    /// <summary>Flees for a tick if there is cause; false if there is none.</summary>
    public bool Act()
    {
        if (self.Body.IsSmothered)
        {
            // Sand or gravel came down on the head: what the eyes are in is what the crosshair is on.
            self.Controls.Strike();
            if (Refuge() is { } way)
            {
                self.Controls.Hold(KeysFor(Bearing.Wrap(Bearing.Yaw(way.X + 0.5 - self.Body.X, way.Z + 0.5 - self.Body.Z) - self.Body.Yaw)));
            }

            return true;
        }

        var isInDanger = self.Body.InLava || (self.Chart.IsExposed(self.Stand) && self.Tick >= _calmUntil);
        if (!isInDanger)
        {
            _ticks = 0;
            if (self.Body.OnGround && (_count == 0 || _trail[(_count - 1) % TrailLength] != self.Stand))
            {
                _trail[_count++ % TrailLength] = self.Stand;
            }

            return false;
        }

        if (Refuge() is not { } refuge)
        {
            return false;
        }

        if (++_ticks > MostTicks)
        {
            // No way back, it seems; whatever he does next may lead out.
            (_ticks, _calmUntil) = (0, self.Tick + CalmTicks);
        }

        var (x, _, z) = refuge.Center;
        var yaw = Bearing.Yaw(x - self.Body.X, z - self.Body.Z);
        self.Controls.Aim(yaw, self.Body.Pitch);
        self.Controls.Hold(KeysFor(Bearing.Wrap(yaw - self.Body.Yaw)));
        if (refuge.Y > self.Stand.Y || self.Body.InLava)
        {
            self.Controls.Hold(Buttons.Jump);
        }

        return true;
    }

    /// <summary>The last cell on the way here that is out of danger and next to where he is, or further back.</summary>
    private Cell? Refuge()
    {
        for (var back = 1; back <= Math.Min(_count, TrailLength); back++)
        {
            var cell = _trail[(_count - back) % TrailLength];
            if (!self.Chart.IsExposed(cell) && cell.GroundStepsTo(self.Stand) is >= 1 and <= 4 && back >= Math.Min(LeastCells, _count))
            {
                return cell;
            }
        }

        return null;
    }

    /// <summary>The keys that lead in a direction, given against the view's in degrees to the right.</summary>
    private static Buttons KeysFor(double turn) => Math.Abs(turn) switch
    {
        < 30 => Buttons.Forward,
        < 60 => Buttons.Forward | Side(turn),
        < 120 => Side(turn),
        < 150 => Buttons.Back | Side(turn),
        _ => Buttons.Back,
    };

    private static Buttons Side(double turn) => turn > 0 ? Buttons.Right : Buttons.Left;
}
