namespace Rl.Env.Experts;

/// <summary>
/// Digging down or along, a step at a time, each chosen by what is known then: stairs down in the persona's manner, or a tunnel at a height.
/// Never straight down, and never into what was not looked at.
/// </summary>
internal sealed class ShaftErrand(Self self, Miner miner) : IErrand
{
    private const int Memory = 24;
    private const int MostRevisits = 14;
    private const double BackTicks = 120;
    private const double SidewaysTicks = 90;
    private const double TurnTicks = 40;
    private const double OffLevelTicks = 26;
    private const double WetTicks = 400;
    private const double TooMuch = 900;
    private const int AvoidTicks = 600;
    private const int MostTicks = 900;

    private readonly Route _route = new();
    private readonly Stride _stride = new(self, miner);
    private readonly Cell[] _visited = new Cell[Memory];
    private int _visits;
    private int _revisits;
    private int _quarter;
    private int _lastQuarter;
    private int _level;
    private int _ticks;
    private bool _isTunnel;

    /// <summary>The quarter dug in.</summary>
    public int Quarter => _quarter;

    /// <summary>True if he goes round in circles here.</summary>
    public bool IsLost => _revisits >= MostRevisits;

    /// <summary>Begins an episode, or afresh somewhere else.</summary>
    public void Reset()
    {
        _revisits = 0;
        _quarter = self.Persona.Quarter;
        _lastQuarter = _quarter;
        _visits = 0;
        _route.Clear();
    }

    /// <summary>Turns the digging another way.</summary>
    public void Turn(int quarters) => _quarter = (_quarter + quarters) & 3;

    /// <summary>Begins a step down towards a height.</summary>
    public void BeginDown(int level) => Begin(level, isTunnel: false);

    /// <summary>Begins a step along at a height.</summary>
    public void BeginAlong(int level) => Begin(level, isTunnel: true);

    /// <inheritdoc />
    public Progress Act()
    {
        if (_route.Count == 0)
        {
            if (!self.Body.OnGround && !self.Body.InWater)
            {
                return ++_ticks > MostTicks ? Progress.Failed : Progress.Underway;
            }

            if (Choose() is not { } leg)
            {
                return Progress.Failed;
            }

            _route.Only(self.Stand, leg);
            _stride.Begin();
        }

        if (++_ticks > MostTicks)
        {
            return Progress.Failed;
        }

        self.Chart.Ways = Ways.ThroughRock;
        var progress = _stride.Go(_route);
        if (progress == Progress.Failed && _stride.Bar is { } bar)
        {
            self.Chart.Avoid(bar, AvoidTicks);
        }

        if (progress == Progress.Done)
        {
            var isRevisit = _visited.AsSpan(0, Math.Min(_visits, Memory)).Contains(self.Stand);
            _revisits = isRevisit ? _revisits + 1 : Math.Max(0, _revisits - 1);
            _visited[_visits++ % Memory] = self.Stand;
        }

        return progress;
    }

    /// <inheritdoc />
    public void Leave()
    {
        _route.Clear();
        miner.Stop();
    }

    private void Begin(int level, bool isTunnel)
    {
        (_level, _isTunnel, _ticks) = (level, isTunnel, 0);
        _route.Clear();
    }

    /// <summary>The cheapest leg from here, what it leads away from the plan counted in; null if there is none.</summary>
    private Leg? Choose()
    {
        self.Chart.Ways = Ways.ThroughRock;
        var here = self.Stand;
        Leg? best = null;
        var least = TooMuch;
        var bestQuarter = _quarter;
        for (var quarter = 0; quarter < Cell.Quarters; quarter++)
        {
            for (var down = -1; down <= 3; down++)
            {
                var move = down switch { -1 => Move.Climb, 0 => Move.Walk, 1 => Move.Descend, _ => Move.Drop };
                var leg = new Leg(move, here.Toward(quarter).Below(down));
                var cost = self.Chart.Cost(here, leg);
                cost += cost < Chart.Never ? Manner(quarter, leg) : 0;
                if (cost < least)
                {
                    (best, least, bestQuarter) = (leg, cost, quarter);
                }
            }
        }

        _lastQuarter = bestQuarter;
        return best;
    }

    /// <summary>What a leg costs for leading away from the plan.</summary>
    private double Manner(int quarter, Leg leg)
    {
        var cost = self.Chart.IsWater(leg.To) || self.Chart.IsWater(leg.To.Above()) ? WetTicks : 0;
        for (var i = 0; i < Math.Min(_visits, Memory); i++)
        {
            cost += _visited[i] == leg.To ? BackTicks : 0;
        }

        var turn = (quarter - _quarter) & 3;
        if (_isTunnel)
        {
            return cost + (turn switch { 0 => 0, 2 => 2 * BackTicks, _ => TurnTicks }) + (OffLevelTicks * Math.Abs(leg.To.Y - _level));
        }

        cost += leg.Move switch { Move.Climb => 2 * SidewaysTicks, Move.Walk => SidewaysTicks, _ => 0 };
        cost += leg.To.Y < _level ? BackTicks : 0;
        return cost + self.Persona.Shaft switch
        {
            ShaftStyle.Zigzag => quarter == ((_lastQuarter + 2) & 3) ? 0 : 8,
            ShaftStyle.Spiral => quarter == ((_lastQuarter + 1) & 3) ? 0 : 12,
            _ => turn switch { 0 => 0, 2 => TurnTicks, _ => TurnTicks / 2 },
        };
    }
}
