namespace Rl.Env.Tests;

/// <summary>
/// Counts what this thread allocates from here on. No collection runs meanwhile: one that another thread brings about would take the unused rest
/// of this thread's allocation buffer, up to 8 KiB, for allocated.
/// </summary>
internal sealed class AllocationMeter : IDisposable
{
    private const long Budget = 16 << 20;

    private readonly long _before;

    public AllocationMeter()
    {
        Assert.That(GC.TryStartNoGCRegion(Budget), Is.True);
        _before = GC.GetAllocatedBytesForCurrentThread();
    }

    /// <summary>Managed bytes allocated so far.</summary>
    public long Bytes => GC.GetAllocatedBytesForCurrentThread() - _before;

    public void Dispose()
    {
        if (System.Runtime.GCSettings.LatencyMode == System.Runtime.GCLatencyMode.NoGCRegion)
        {
            GC.EndNoGCRegion();
        }
    }
}
