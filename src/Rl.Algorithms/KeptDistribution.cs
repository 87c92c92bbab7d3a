namespace Rl.Algorithms;

/// <summary>A distribution on loan or to keep.</summary>
/// <param name="Distribution">At every slot of a fragment.</param>
/// <param name="IsReceivers">The receiver disposes it.</param>
internal readonly record struct KeptDistribution(ActionDistribution Distribution, bool IsReceivers) : IDisposable
{
    public void Dispose()
    {
        if (IsReceivers)
        {
            Distribution.Dispose();
        }
    }
}
