using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace Rl.Models;

/* TorchParallel must
 * - run on a few threads that stay: the C heap gives every thread that allocates an arena of its own, which grows to what a whole update takes
 *   (docs/decisions/0022-heap.md); the runtime's pool has new ones come and go
 */

/// <summary>
/// Work on independent parts, side by side. A small network's operations take tens of microseconds each, too little to share one between threads; a
/// sequence of hundreds of them is enough (docs/decisions/0026-side-by-side.md).
/// </summary>
public static class TorchParallel
{
    /// <summary>With more, torch's own threads are as quick, and gradients of every part's own would take gigabytes.</summary>
    private const long MostWeights = 16_000_000;

    // The last one given back is taken first, so that the same ones do all the work.
    private static readonly ConcurrentStack<Lane> Idle = new();

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
        var next = -1;
        Exception? failure = null;

        Lane[] lanes = [.. Enumerable.Range(0, Math.Min(count, width)).Select(_ => Idle.TryPop(out var idle) ? idle : new Lane())];
        Array.ForEach(lanes, lane => lane.Begin(Work));
        Array.ForEach(lanes, lane => lane.Wait());
        Array.Reverse(lanes);
        Array.ForEach(lanes, Idle.Push);

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        void Work()
        {
            // Both are a thread's own in torch.
            TorchRuntime.SetThreads(Math.Max(1, all / width));
            using var gradient = set_grad_enabled(wantsGradient);

            for (var part = Interlocked.Increment(ref next); part < count && Volatile.Read(ref failure) is null; part = Interlocked.Increment(ref next))
            {
                using var scope = NewDisposeScope();
                try
                {
                    run(part);
                }
                catch (Exception exception)
                {
                    // The caller throws the first.
                    Interlocked.CompareExchange(ref failure, exception, null);
                }
            }

            TorchRuntime.SetThreads(all);
        }
    }

    /// <summary>A thread that waits for work.</summary>
    private sealed class Lane
    {
        private readonly object _gate = new();
        private Action? _work;

        public Lane()
        {
            new Thread(Run) { IsBackground = true, Name = nameof(TorchParallel) }.Start();
        }

        public void Begin(Action work)
        {
            lock (_gate)
            {
                _work = work;
                Monitor.PulseAll(_gate);
            }
        }

        public void Wait()
        {
            lock (_gate)
            {
                while (_work is not null)
                {
                    Monitor.Wait(_gate);
                }
            }
        }

        private void Run()
        {
            while (true)
            {
                Action? work;

                lock (_gate)
                {
                    while ((work = _work) is null)
                    {
                        Monitor.Wait(_gate);
                    }
                }

                work();

                lock (_gate)
                {
                    _work = null;
                    Monitor.PulseAll(_gate);
                }
            }
        }
    }
}
