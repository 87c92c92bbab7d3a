namespace Rl.Algorithms;

/// <summary>What a phase reports: means over the valid slots of the updates that were made, and the figures of the very first mini-batch.</summary>
internal sealed class PhaseResult
{
    private double[] _sums = [];
    private double _weight;

    /// <summary>The first mini-batch's figures, taken before any step; empty until there was one.</summary>
    public double[] Initial { get; private set; } = [];

    /// <summary>NaN where no update was made.</summary>
    public double Mean(int figure) => _weight > 0 ? _sums[figure] / _weight : double.NaN;

    public void Note(double[] figures, double validSlots, bool made)
    {
        if (Initial.Length == 0)
        {
            Initial = figures;
        }

        if (!made)
        {
            return;
        }

        Array.Resize(ref _sums, figures.Length);
        _weight += validSlots;
        for (var i = 0; i < figures.Length; i++)
        {
            _sums[i] += figures[i] * validSlots;
        }
    }
}
