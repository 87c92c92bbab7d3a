using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace Rl.Models;

/// <summary>
/// Work on independent parts, side by side. A small network's operations take tens of microseconds each, too little to share one between threads; a
/// sequence of hundreds of them is enough (docs/decisions/0026-side-by-side.md).
/// </summary>
public static class TorchParallel
{
    /// <summary>With more, torch's own threads are as quick, and gradients of every part's own would take gigabytes.</summary>
    private const long MostWeights = 16_000_000;

    /// <summary>How many parts are to go through a policy at once: as many as there are threads if it is a small one on the CPU, else one.</summary>
    public static int WidthFor(VptPolicy policy, int threads)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var isSmall = policy.Device.type == TorchSharp.DeviceType.CPU && policy.NamedTensors.Sum(named => named.Tensor.numel()) <= MostWeights;

        return isSmall ? threads : 1;
    }

    /// <summary>
    /// Calls <paramref name="run"/> once for every part, at most <paramref name="width"/> at a time, and returns when all are done. Each has the caller's
    /// gradient mode, an equal share of torch's threads, and a dispose scope of its own: what is to outlive it has to be detached.
    /// </summary>
    /// <param name="count">Number of parts.</param>
    /// <param name="width">Usually <see cref="WidthFor"/>; parts are given the same threads whatever <paramref name="count"/> is, so that what they
    /// compute does not depend on it.</param>
    /// <param name="run">Given the part's number. Where one throws, parts not yet begun are left out and the caller gets its exception.</param>
    public static void For(int count, int width, Action<int> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        var all = TorchRuntime.Threads;
        var wantsGradient = is_grad_enabled();

        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = width }, Run);
        }
        catch (AggregateException failed)
        {
            ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
        }

        void Run(int part)
        {
            // Both are a thread's own in torch. Where it goes on with something else afterwards, that has all threads again.
            TorchRuntime.SetThreads(Math.Max(1, all / width));
            using var gradient = set_grad_enabled(wantsGradient);
            using var scope = NewDisposeScope();
            try
            {
                run(part);
            }
            finally
            {
                TorchRuntime.SetThreads(all);
            }
        }
    }
}
