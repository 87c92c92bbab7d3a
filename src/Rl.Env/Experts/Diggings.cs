using Rl.Env.World.Blocks;

namespace Rl.Env.Experts;

/// <summary>
/// Getting under ground and about there: back to where he left off, out of the wet, through caves where there are any, else by the pick; with
/// torches and looks around by the way.
/// </summary>
internal sealed class Diggings(Self self, Errands errands)
{
    /// <summary>Feet at this height see most of the diamonds and none of the lava.</summary>
    public const int DiamondLevel = 11;

    private const int SurveyTicks = 80;
    private const int DryingTicks = 150;
    private const int ExplorationTicks = 60;
    private const double MostExplorationTicks = 120;
    private const int Shore = 1;
    private const int DeepBlocks = 5;
    private const int ReturnLevels = 4;

    private readonly Waymarks _glances = new(near: 9);
    private readonly Waymarks _lights = new(near: 10);
    private readonly Waymarks _explored = new(near: 4);
    private int _surface;
    private long _nextSurvey;
    private long _nextExploration;
    private long _nextDrying;
    private Cell? _bottom;
    private (Cell Cell, int Steps) _milestone;

    /// <summary>Height of the ground where he gathered wood last.</summary>
    public int Surface => _surface;

    /// <summary>Begins a life.</summary>
    public void Reset()
    {
        _surface = self.Stand.Y;
        _bottom = null;
        _nextSurvey = 0;
        _nextExploration = 0;
        _nextDrying = 0;
        _milestone = (self.Stand, 0);
        _glances.Clear();
        _explored.Clear();
        _lights.Clear();
    }

    /// <summary>Notes that this is the surface.</summary>
    public void NoteSurface() => _surface = self.Stand.Y;

    /// <summary>Hears how a way or a step of digging ended.</summary>
    public void Report(IErrand errand, Progress end)
    {
        if (errand == errands.Travel && end == Progress.Failed)
        {
            _bottom = null;
        }

        if (errand == errands.Shaft && end == Progress.Failed)
        {
            errands.Shaft.Turn(1);
        }

        if (IsDeep() && (_bottom is null || self.Stand.Y < _bottom.Value.Y))
        {
            _bottom = self.Stand;
        }
    }

    /// <summary>True under ground.</summary>
    public bool IsDeep() => self.Stand.Y < _surface - DeepBlocks && !IsOutdoors();

    /// <summary>Digs on: back down first if he came up, then down to the diamonds' height, then along it.</summary>
    public Assignment Dig(string subgoal)
    {
        if (_bottom is { } bottom && self.Stand.Y - bottom.Y >= ReturnLevels && self.Stand.GroundStepsTo(bottom) < 40)
        {
            errands.Travel.Begin(RouteGoal.ToStand(bottom), Ways.ThroughRock);
            return new Assignment(errands.Travel, subgoal);
        }

        if (errands.Shaft.IsLost || IsGettingNowhere())
        {
            return GoElsewhere();
        }

        if ((self.Body.InWater || (!IsDeep() && !RouteGoal.IsDry(self.Stand, Shore, self.Sight))) && self.Tick >= _nextDrying)
        {
            // Holes dug by the water fill with it.
            _nextDrying = self.Tick + DryingTicks;
            _bottom = null;
            errands.Travel.Begin(RouteGoal.ToDryLand(Shore), IsDeep() ? Ways.ThroughRock : Ways.OverLand);
            return new Assignment(errands.Travel, subgoal);
        }

        if (IsDeep() && self.Body.OnGround && self.Pack.HotbarSlotOf(ItemId.Torch) >= 0 && _lights.IsNew(self.Stand))
        {
            _lights.Add(self.Stand);
            if (errands.Torch.Spot(errands.Shaft.Quarter) is { } spot)
            {
                errands.Torch.Begin(spot);
                return new Assignment(errands.Torch, subgoal);
            }
        }

        if (IsDeep() && _glances.IsNew(self.Stand) && IsSpacious())
        {
            _glances.Add(self.Stand);
            errands.Glance.Begin(GlanceErrand.Ahead);
            return new Assignment(errands.Glance, subgoal);
        }

        if (IsDeep() && self.Tick >= _nextExploration && self.Stand.Y <= DiamondLevel + 3 && self.Pack.PickaxeTier >= ToolTier.Stone)
        {
            _nextExploration = self.Tick + ExplorationTicks;
            if (errands.Journey.SurveyFrontier(MostExplorationTicks) is { } frontier && _explored.IsNew(frontier)
                && frontier.Y < DiamondLevel + ReturnLevels)
            {
                _explored.Add(frontier);
                _nextExploration = self.Tick;
                errands.Travel.Begin(RouteGoal.ToStand(frontier), Ways.OnFoot);
                return new Assignment(errands.Travel, subgoal);
            }
        }

        if (self.Tick >= _nextSurvey && self.Stand.Y > DiamondLevel + 3)
        {
            _nextSurvey = self.Tick + SurveyTicks;
            if (errands.Journey.SurveyDown(DiamondLevel) is { } cave)
            {
                errands.Travel.Begin(RouteGoal.ToStand(cave), Ways.ThroughRock);
                return new Assignment(errands.Travel, subgoal);
            }
        }

        if (self.Stand.Y > DiamondLevel)
        {
            errands.Shaft.BeginDown(DiamondLevel);
        }
        else
        {
            errands.Shaft.BeginAlong(DiamondLevel);
        }

        return new Assignment(errands.Shaft, subgoal);
    }

    /// <summary>When one thing after the other has failed: somewhere else, anywhere.</summary>
    public Assignment GoElsewhere()
    {
        errands.Shaft.Reset();
        _bottom = null;
        var isDeep = IsDeep();
        var far = isDeep ? 4 : 14;
        var place = self.Stand.Toward(self.Random.Next(Cell.Quarters), far + self.UpTo(far)).Toward(self.Random.Next(Cell.Quarters), self.UpTo(far));
        errands.Travel.Begin(isDeep ? RouteGoal.ToStand(place) : RouteGoal.ToPlace(place), isDeep ? Ways.ThroughRock : Ways.OverLand);
        return new Assignment(errands.Travel, "go elsewhere");
    }

    /// <summary>True if there is nothing but air above most of the ground around, as far as was seen.</summary>
    private bool IsOutdoors()
    {
        const int height = 12;
        const int most = 2;
        var roofed = 0;
        for (var column = 0; column < 9; column++)
        {
            var foot = new Cell(self.Stand.X + (2 * ((column % 3) - 1)), self.Stand.Y + 2, self.Stand.Z + (2 * ((column / 3) - 1)));
            var up = 0;
            while (up < height && !(self.Sight.At(foot.Above(up)) is { } block && BlockTable.IsSolid(block) && !BlockTable.IsLeaves(block)))
            {
                up++;
            }

            roofed += up < height ? 1 : 0;
        }

        return roofed <= most;
    }

    /// <summary>True if many steps of digging led to no other place.</summary>
    private bool IsGettingNowhere()
    {
        const int interval = 45;
        const double least = 6;
        if (++_milestone.Steps < interval)
        {
            return false;
        }

        var moved = _milestone.Cell.DistanceTo(self.Stand.Center);
        _milestone = (self.Stand, 0);
        return moved < least;
    }

    /// <summary>True in a cave: from the eyes one sees far, to more sides than a tunnel has.</summary>
    private bool IsSpacious()
    {
        const int far = 6;
        var open = 0;
        for (var quarter = 0; quarter < Cell.Quarters; quarter++)
        {
            var distance = 1;
            while (distance < far && self.Chart.IsClear(self.Stand.Above().Toward(quarter, distance)))
            {
                distance++;
            }

            open += distance == far ? 1 : 0;
        }

        return open >= 3;
    }
}
