namespace Rl.Env.Experts;

/// <summary>A way found: legs from a cell to another, as many as there is room for.</summary>
internal sealed class Route
{
    private const int Capacity = 400;

    private readonly Leg[] _legs = new Leg[Capacity];

    /// <summary>Where it begins.</summary>
    public Cell Start { get; private set; }

    /// <summary>Its legs in order.</summary>
    public ReadOnlySpan<Leg> Legs => _legs.AsSpan(0, Count);

    /// <summary>How many legs it has.</summary>
    public int Count { get; private set; }

    /// <summary>True if it leads to the goal, false if only towards it.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Ticks that it takes, as estimated.</summary>
    public double Cost { get; private set; }

    /// <summary>Where a leg begins.</summary>
    public Cell From(int leg) => leg == 0 ? Start : _legs[leg - 1].To;

    /// <summary>Forgets the way.</summary>
    public void Clear() => Count = 0;

    /// <summary>Begins a way; its legs are written by <see cref="Put"/>. Legs beyond the capacity are left out at the end.</summary>
    public void Begin(Cell start, int legs, bool isComplete, double cost)
    {
        Start = start;
        Count = Math.Min(legs, Capacity);
        IsComplete = isComplete && legs <= Capacity;
        Cost = cost;
    }

    /// <summary>Writes a leg.</summary>
    public void Put(int index, Leg leg)
    {
        if (index < Count)
        {
            _legs[index] = leg;
        }
    }

    /// <summary>Makes it a way of one leg.</summary>
    public void Only(Cell start, Leg leg)
    {
        Begin(start, 1, isComplete: true, cost: 0);
        Put(0, leg);
    }
}
