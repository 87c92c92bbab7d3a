using Rl.Env.Actions;
using Rl.Env.World.Blocks;

namespace Rl.Env.Experts;

/// <summary>
/// Goes along a route: clears each leg's cells, looks before it steps where it has not seen, walks, jumps, places what is to be stood on. Over
/// plain ground it heads for the farthest leg that it can go straight to, and sprints.
/// </summary>
internal sealed class Stride(Self self, Miner miner)
{
    private const int PatienceTicks = 45;
    private const int LookPatienceTicks = 20;
    private const int LeanTicks = 3;
    private const int FarthestLegs = 9;
    private const double AlignedDegrees = 28;
    private const double StraightDegrees = 10;
    private const double Astray = 1.2;

    private int _leg;
    private bool _isShortcut;
    private int _ticks;
    private int _lookTicks;
    private double _nearest;

    /// <summary>The cell whose state stopped the last route; null if none did.</summary>
    public Cell? Bar { get; private set; }

    /// <summary>Begins a route.</summary>
    public void Begin()
    {
        Take(0, isShortcut: false);
        Bar = null;
    }

    /// <summary>Goes along a route for a tick.</summary>
    public Progress Go(Route route)
    {
        Advance(route);
        if (_leg >= route.Count)
        {
            return Progress.Done;
        }

        var (from, leg) = (route.From(_leg), route.Legs[_leg]);
        if (IsAstray(leg.To) || (_isShortcut && !IsStraight(leg.To)))
        {
            Bar = _isShortcut ? null : leg.To;
            return Progress.Failed;
        }

        if (Prepare(from, leg) is { } waiting)
        {
            return waiting;
        }

        if (leg.Move == Move.Pillar)
        {
            return Pillar(from);
        }

        Head(route, from, leg);
        return Progress.Underway;
    }

    private void Take(int leg, bool isShortcut) =>
        (_leg, _isShortcut, _ticks, _lookTicks, _nearest) = (leg, isShortcut, 0, 0, double.MaxValue);

    /// <summary>Counts the legs that are behind.</summary>
    private void Advance(Route route)
    {
        var isSupported = self.Body.OnGround || self.Body.InWater;
        for (var leg = Math.Min(route.Count, _leg + FarthestLegs) - 1; leg >= _leg && isSupported; leg--)
        {
            var to = route.Legs[leg].To;
            var isLoose = leg + 1 < route.Count && route.Legs[leg + 1].Move == Move.Walk;
            if (self.Stand == to && self.GroundDistanceTo(to.X + 0.5, to.Z + 0.5) < (isLoose ? 0.6 : 0.3))
            {
                Take(leg + 1, isShortcut: false);
                return;
            }
        }
    }

    /// <summary>True if the way to a leg's end has become longer instead of shorter, or takes too long.</summary>
    private bool IsAstray(Cell to)
    {
        var distance = self.GroundDistanceTo(to.X + 0.5, to.Z + 0.5);
        if (distance < _nearest - 0.05)
        {
            (_nearest, _ticks) = (distance, 0);
        }

        var height = self.Body.OnGround ? Math.Abs(self.Stand.Y - to.Y) : 0;
        return ++_ticks > PatienceTicks || distance > _nearest + Astray || height > Chart.LargestFall;
    }

    /// <summary>Makes a leg possible: null if it is, what to answer this tick if not yet.</summary>
    private Progress? Prepare(Cell from, Leg leg)
    {
        var to = leg.To;
        Span<Cell> cells = stackalloc Cell[3];
        var count = 0;
        switch (leg.Move)
        {
            case Move.Walk:
                cells[count++] = self.Persona.DigsHighFirst ? to.Above() : to;
                cells[count++] = self.Persona.DigsHighFirst ? to : to.Above();
                break;
            case Move.Climb:
                cells[count++] = from.Above(2);
                cells[count++] = to.Above();
                cells[count++] = to;
                break;
            case Move.Descend:
                cells[count++] = to.Above(2);
                cells[count++] = to.Above();
                cells[count++] = to;
                break;
            case Move.Sink:
                cells[count++] = to;
                break;
            case Move.Pillar:
                cells[count++] = from.Above(2);
                break;
        }

        foreach (var cell in cells[..count])
        {
            if (Clear(cell) is { } waiting)
            {
                return waiting;
            }
        }

        if (self.Chart.IsExposed(to) && !self.Chart.IsExposed(from))
        {
            Bar = to;
            return Progress.Failed;
        }

        return leg.Move is Move.Walk or Move.Climb or Move.Descend ? CheckFloor(to) : null;
    }

    private Progress? Clear(Cell cell)
    {
        if (self.Sight.At(cell) is not { } block)
        {
            return LookAt(cell);
        }

        if (block == BlockId.Lava)
        {
            Bar = cell;
            return Progress.Failed;
        }

        if (!BlockTable.IsSolid(block))
        {
            return null;
        }

        if (self.Chart.Body(cell) >= Chart.Never)
        {
            Bar = cell;
            return Progress.Failed;
        }

        _ticks = 0;
        var progress = miner.Mine(cell);
        if (progress == Progress.Failed)
        {
            Bar = cell;
        }

        return progress == Progress.Done ? null : progress;
    }

    private Progress? CheckFloor(Cell to)
    {
        if (self.Chart.IsWater(to))
        {
            return null;
        }

        var floor = to.Below();
        if (self.Sight.At(floor) is not { } block)
        {
            return LookAt(floor);
        }

        if (BlockTable.IsSolid(block))
        {
            return null;
        }

        Bar = floor;
        return Progress.Failed;
    }

    /// <summary>Looks at a cell that was never seen; gives up on a route if it cannot be seen.</summary>
    private Progress LookAt(Cell cell)
    {
        self.Controls.AimAt(cell.Center);
        if (self.Controls.TurnTo(cell.Center) > 2)
        {
            return Progress.Underway;
        }

        if (++_lookTicks > LookPatienceTicks)
        {
            Bar = cell;
            return Progress.Failed;
        }

        if (_lookTicks > LeanTicks)
        {
            // An edge may be in the way: leans over it, held back by sneaking.
            self.Controls.Hold(Buttons.Forward | Buttons.Sneak);
        }

        return Progress.Underway;
    }

    /// <summary>Turns and walks to a leg's end, or straight on past it.</summary>
    private void Head(Route route, Cell from, Leg leg)
    {
        var ahead = leg.Move is Move.Walk ? Farthest(route) : _leg;
        if (ahead > _leg)
        {
            Take(ahead, isShortcut: true);
        }

        var to = route.Legs[ahead].To;
        var (x, z) = (to.X + 0.5, to.Z + 0.5);
        var distance = self.GroundDistanceTo(x, z);
        var yaw = distance > 0.15 ? Bearing.Yaw(x - self.Body.X, z - self.Body.Z) : self.Body.Yaw;
        var turn = Math.Abs(Bearing.Wrap(yaw - self.Body.Yaw));
        self.Controls.Aim(yaw, Gaze(leg));
        if (turn > AlignedDegrees && !(self.Body.InWater && turn < 80))
        {
            miner.GoOnStriking();
            return;
        }

        if (distance > 0.15)
        {
            self.Controls.Hold(Buttons.Forward);
        }

        if (leg.Move == Move.Climb && self.Body.OnGround && distance < 1.35 && self.Stand.Y < leg.To.Y)
        {
            self.Controls.Hold(Buttons.Jump);
        }

        if (leg.Move == Move.Swim)
        {
            self.Controls.Hold(leg.To.Y > from.Y ? Buttons.Jump : Buttons.Sneak);
        }

        if (turn < StraightDegrees && distance > self.Persona.SprintDistance)
        {
            self.Controls.Hold(Buttons.Sprint);
        }
        else
        {
            miner.GoOnStriking();
        }
    }

    /// <summary>The pitch to walk under: a walker's own over open ground, else whatever it is, within bounds: ahead, or down the stairs.</summary>
    private double Gaze(Leg leg) => _isShortcut ? self.Persona.WalkingPitch : Math.Clamp(self.Body.Pitch, -10, leg.Move == Move.Walk ? 15 : 40);

    /// <summary>The farthest leg ahead that a straight line leads to over level ground.</summary>
    private int Farthest(Route route)
    {
        var farthest = _leg;
        var level = route.Legs[_leg].To.Y;
        for (var leg = _leg + 1; leg < Math.Min(route.Count, _leg + FarthestLegs); leg++)
        {
            var (move, to) = route.Legs[leg];
            if (move != Move.Walk || to.Y != level || !IsStraight(to))
            {
                break;
            }

            farthest = leg;
        }

        return farthest;
    }

    /// <summary>True if a body walks from here to a cell's middle without touching or missing anything.</summary>
    private bool IsStraight(Cell to)
    {
        const double stride = 0.4;
        const double half = 0.4;
        var (dx, dz) = (to.X + 0.5 - self.Body.X, to.Z + 0.5 - self.Body.Z);
        var distance = Math.Sqrt((dx * dx) + (dz * dz));
        for (var way = 0.0; way <= distance; way += stride)
        {
            var (x, z) = (self.Body.X + (dx * way / distance), self.Body.Z + (dz * way / distance));
            for (var corner = 0; corner < 4; corner++)
            {
                var cell = Cell.Containing(x + ((corner & 1) == 0 ? -half : half), to.Y, z + ((corner & 2) == 0 ? -half : half));
                if (!IsPlain(cell))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool IsPlain(Cell cell) =>
        self.Chart.IsClear(cell) && self.Chart.IsClear(cell.Above()) && !self.Chart.IsWater(cell)
        && self.Chart.IsFloor(cell.Below()) && !self.Chart.TouchesLava(cell) && !self.Chart.TouchesLava(cell.Below());

    /// <summary>Jumps and places a block under the feet.</summary>
    private Progress Pillar(Cell from)
    {
        var slot = self.Pack.RubbleSlot();
        if (slot < 0)
        {
            Bar = from.Above();
            return Progress.Failed;
        }

        // In mid-air the body must not bump against what roofs the cells around.
        if (self.Body.OnGround && self.Stand == from && !self.Center(0.17))
        {
            return Progress.Underway;
        }

        self.Controls.Aim(self.Body.Yaw, 90);
        if (!self.Select(slot) || self.Body.Pitch < 80)
        {
            return Progress.Underway;
        }

        if (self.Body.OnGround && self.Stand == from)
        {
            self.Controls.Hold(Buttons.Jump);
        }

        if (self.Body.Y > from.Y + 1.02)
        {
            self.Controls.Hold(Buttons.Use);
        }

        return Progress.Underway;
    }
}
