namespace Rl.Env.Experts;

/// <summary>
/// Finds ways through what was seen (best first, after Hart, Nilsson and Raphael 1968), digging where that is cheaper than going round. Where
/// the goal lies too far, it leads to the cell nearest to it. Works in tables of its own and allocates nothing.
/// </summary>
internal sealed class RouteFinder(Chart chart, Sight sight)
{
    private const int Capacity = 12000;
    private const int TableSize = 1 << 15;
    private const double TurnTicks = 1.5;

    private readonly Node[] _nodes = new Node[Capacity];
    private readonly int[] _table = new int[TableSize];
    private readonly PriorityQueue<int, double> _open = new(Capacity);
    private int _count;

    /// <summary>Most cells looked at in one search.</summary>
    public int Budget { get; set; } = 2500;

    /// <summary>Writes the way into a route; false if not even a step nearer is to be had.</summary>
    public bool Find(Cell start, RouteGoal goal, Route route)
    {
        // Through rock a block takes several times what it takes over open ground, and the estimate has to keep up or all rock is searched.
        var ticksPerBlock = chart.Ways == Ways.ThroughRock ? 4 * Chart.WalkTicks : Chart.WalkTicks;
        Array.Clear(_table);
        _open.Clear();
        _count = 0;
        var first = Add(start);
        _nodes[first] = new Node { Cell = start, Parent = -1, Estimate = goal.Estimate(start, ticksPerBlock) };
        _open.Enqueue(first, 0);
        var best = first;
        for (var looked = 0; looked < Budget && _open.TryDequeue(out var index, out _);)
        {
            if (_nodes[index].IsClosed)
            {
                continue;
            }

            looked++;
            _nodes[index].IsClosed = true;
            if (goal.IsReached(_nodes[index].Cell, sight) && index != first)
            {
                Trace(index, isComplete: true, route);
                return true;
            }

            if (_nodes[index].Estimate < _nodes[best].Estimate)
            {
                best = index;
            }

            Expand(index, goal, ticksPerBlock);
        }

        if (best == first)
        {
            // Nothing leads nearer, or there is no telling what is nearer.
            return false;
        }

        Trace(best, isComplete: false, route);
        return true;
    }

    private void Expand(int index, RouteGoal goal, double ticksPerBlock)
    {
        var cell = _nodes[index].Cell;
        for (var quarter = 0; quarter < Cell.Quarters; quarter++)
        {
            var beside = cell.Toward(quarter);
            Try(index, new Leg(Move.Walk, beside), goal, ticksPerBlock);
            Try(index, new Leg(Move.Climb, beside.Above()), goal, ticksPerBlock);
            Try(index, new Leg(Move.Descend, beside.Below()), goal, ticksPerBlock);
            for (var depth = 2; depth <= Chart.LargestFall; depth++)
            {
                Try(index, new Leg(Move.Drop, beside.Below(depth)), goal, ticksPerBlock);
            }
        }

        Try(index, new Leg(Move.Sink, cell.Below()), goal, ticksPerBlock);

        if (chart.IsWater(cell))
        {
            Try(index, new Leg(Move.Swim, cell.Above()), goal, ticksPerBlock);
            Try(index, new Leg(Move.Swim, cell.Below()), goal, ticksPerBlock);
        }
        else
        {
            Try(index, new Leg(Move.Pillar, cell.Above()), goal, ticksPerBlock);
        }
    }

    private void Try(int from, Leg leg, RouteGoal goal, double ticksPerBlock)
    {
        ref readonly var node = ref _nodes[from];
        var cost = chart.Cost(node.Cell, leg);
        if (cost >= Chart.Never)
        {
            return;
        }

        cost += node.Cost + (node.Parent >= 0 && IsTurn(_nodes[node.Parent].Cell, node.Cell, leg.To) ? TurnTicks : 0);
        var index = IndexOf(leg.To);
        if (index < 0)
        {
            if (_count == Capacity)
            {
                return;
            }

            index = Add(leg.To);
            _nodes[index] = new Node { Cell = leg.To, Cost = double.MaxValue, Estimate = goal.Estimate(leg.To, ticksPerBlock) };
        }

        ref var next = ref _nodes[index];
        if (!next.IsClosed && cost < next.Cost)
        {
            (next.Cost, next.Parent, next.Move) = (cost, from, leg.Move);
            _open.Enqueue(index, cost + next.Estimate);
        }
    }

    private static bool IsTurn(Cell before, Cell here, Cell next) => (here.X - before.X, here.Z - before.Z) != (next.X - here.X, next.Z - here.Z);

    private void Trace(int last, bool isComplete, Route route)
    {
        var legs = 0;
        for (var index = last; _nodes[index].Parent >= 0; index = _nodes[index].Parent)
        {
            legs++;
        }

        route.Begin(_nodes[0].Cell, legs, isComplete, _nodes[last].Cost);
        for (var index = last; _nodes[index].Parent >= 0; index = _nodes[index].Parent)
        {
            route.Put(--legs, new Leg(_nodes[index].Move, _nodes[index].Cell));
        }
    }

    private int Add(Cell cell)
    {
        var slot = Slot(cell);
        _table[slot] = ++_count;
        return _count - 1;
    }

    private int IndexOf(Cell cell) => _table[Slot(cell)] - 1;

    /// <summary>The table's entry for a cell: the one that holds it, or the free one that would.</summary>
    private int Slot(Cell cell)
    {
        var hash = ((uint)cell.X * 0x9E3779B1u) ^ ((uint)cell.Y * 0x85EBCA77u) ^ ((uint)cell.Z * 0xC2B2AE3Du);
        var slot = (int)((hash ^ (hash >> 15)) & (TableSize - 1));
        while (_table[slot] != 0 && _nodes[_table[slot] - 1].Cell != cell)
        {
            slot = (slot + 1) & (TableSize - 1);
        }

        return slot;
    }

    private struct Node
    {
        public Cell Cell;
        public double Cost;
        public double Estimate;
        public int Parent;
        public Move Move;
        public bool IsClosed;
    }
}
