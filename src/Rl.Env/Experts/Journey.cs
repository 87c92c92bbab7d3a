namespace Rl.Env.Experts;

/// <summary>
/// Getting somewhere: finds a route, goes along it, finds another where the first turns out wrong. What stopped a route is avoided by the next.
/// </summary>
internal sealed class Journey(Self self, Miner miner)
{
    private const int AvoidTicks = 300;
    private const int MostSetbacks = 8;

    private readonly RouteFinder _finder = new(self.Chart, self.Sight);
    private readonly Stride _stride = new(self, miner);
    private readonly Route _route = new();
    private RouteGoal? _goal;
    private int _setbacks;
    private double _nearest;

    /// <summary>Estimated ticks of the whole route under way, infinite if it does not lead to the goal.</summary>
    public double Cost => _route.Count > 0 && _route.IsComplete ? _route.Cost : Chart.Never;

    /// <summary>Forgets the route under way.</summary>
    public void Stop()
    {
        _goal = null;
        _route.Clear();
    }

    /// <summary>Goes towards a goal for a tick.</summary>
    /// <param name="goal">Where to.</param>
    /// <param name="ways">What the way may lead through.</param>
    public Progress Go(RouteGoal goal, Ways ways)
    {
        if (_goal != goal)
        {
            Stop();
            _goal = goal;
            _setbacks = 0;
            _nearest = double.MaxValue;
        }

        var isSupported = self.Body.OnGround || self.Body.InWater;
        if (isSupported && _route.Count == 0 && goal.IsReached(self.Stand, self.Sight))
        {
            Stop();
            return Progress.Done;
        }

        self.Chart.Ways = ways;
        if (_route.Count == 0)
        {
            if (!isSupported)
            {
                return Progress.Underway;
            }

            if (!MakesHeadway(goal) || !_finder.Find(self.Stand, goal, _route))
            {
                Stop();
                return Progress.Failed;
            }

            _stride.Begin();
        }

        switch (_stride.Go(_route))
        {
            case Progress.Done:
                _route.Clear();
                return goal.IsReached(self.Stand, self.Sight) ? Progress.Done : Progress.Underway;
            case Progress.Failed:
                _route.Clear();
                miner.Stop();
                if (_stride.Bar is { } bar)
                {
                    self.Chart.Avoid(bar, AvoidTicks);
                }

                _setbacks++;
                return Progress.Underway;
            default:
                return Progress.Underway;
        }
    }

    /// <summary>Estimated ticks to a goal; infinite if no way there is known.</summary>
    public double Survey(RouteGoal goal, Ways ways)
    {
        self.Chart.Ways = ways;
        if (goal.IsReached(self.Stand, self.Sight))
        {
            return 0;
        }

        Stop();
        return _finder.Find(self.Stand, goal, _route) && _route.IsComplete ? _route.Cost : Chart.Never;
    }

    /// <summary>
    /// The cell nearest to a height that an easy way leads down to, as a cave's floor is; null if digging is as good.
    /// </summary>
    public Cell? SurveyDown(int level)
    {
        const int least = 3;
        const double ticksPerLevel = 26;
        self.Chart.Ways = Ways.ThroughRock;
        Stop();
        if (!_finder.Find(self.Stand, RouteGoal.ToLevel(level), _route) || _route.Count == 0)
        {
            return null;
        }

        var end = _route.Legs[^1].To;
        var levels = self.Stand.Y - end.Y;
        var cost = _route.Cost;
        foreach (var leg in _route.Legs)
        {
            cost = self.Chart.IsWater(leg.To) ? Chart.Never : cost;
        }

        Stop();
        return levels >= least && cost <= levels * ticksPerLevel ? end : null;
    }

    /// <summary>The nearest cell to be reached on foot from which there is something new to see; null if there is none within so many ticks.</summary>
    public Cell? SurveyFrontier(double mostTicks)
    {
        self.Chart.Ways = Ways.OnFoot;
        Stop();
        var isFound = _finder.Find(self.Stand, RouteGoal.ToFrontier(), _route) && _route.IsComplete && _route.Cost <= mostTicks;
        Cell? end = isFound ? _route.Legs[^1].To : null;
        Stop();
        return end;
    }

    /// <summary>False if one setback follows the other without getting nearer.</summary>
    private bool MakesHeadway(RouteGoal goal)
    {
        var estimate = goal.Estimate(self.Stand, 1);
        if (estimate < _nearest)
        {
            _nearest = estimate;
            _setbacks = 0;
            return true;
        }

        return ++_setbacks <= MostSetbacks;
    }
}
