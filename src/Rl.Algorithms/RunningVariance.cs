namespace Rl.Algorithms;

/// <summary>Mean and population variance of numbers seen one by one (Welford 1962).</summary>
internal struct RunningVariance
{
    private double _squares;

    public long Count { get; private set; }

    public double Mean { get; private set; }

    public readonly double Variance => Count == 0 ? 0 : _squares / Count;

    public void Add(double number)
    {
        Count++;
        var before = number - Mean;
        Mean += before / Count;
        _squares += before * (number - Mean);
    }
}
