using Rl.Models;
using Rl.Pretrain.Cloning;
using Rl.Pretrain.Recordings;

namespace Rl.Experiments.Benchmarks;

/// <summary>
/// What reading the store costs a cloning: the same updates with all frames in memory and from the store's files, in turns, warm-up left out. Frames
/// come from the page cache, as they do in every epoch but the first of a recording that fits into memory.
/// </summary>
/// <param name="config">Streams, sequences, threads.</param>
/// <param name="policy">The size that learns.</param>
/// <param name="recording">What is learned.</param>
/// <param name="clock">Tells the time.</param>
public sealed class CloningBenchmark(CloningConfig config, PolicyConfig policy, RecordingStore recording, TimeProvider clock)
{
    private const int WarmUpUpdates = 5;

    // Nothing but updates, and more of them than anybody waits for.
    private readonly CloningConfig _config = config with { Epochs = 0, MaxUpdates = int.MaxValue, TimeLimit = TimeSpan.MaxValue };

    /// <summary>Measures both ways.</summary>
    /// <param name="time">Time for each way, in all rounds together.</param>
    /// <param name="rounds">Turns that each way gets; the middle one counts.</param>
    /// <param name="cancellation">Ends the measurement.</param>
    public CloningBenchmarkResult Run(TimeSpan time, int rounds, CancellationToken cancellation)
    {
        using var fromMemory = new Cloner(_config, policy, recording.InMemory(cancellation), clock);
        using var fromStore = new Cloner(_config, policy, recording, clock);
        var (memory, store) = (new List<(double Clock, double Cpu)>(), new List<(double Clock, double Cpu)>());
        for (var i = 0; i < WarmUpUpdates; i++)
        {
            fromMemory.Update();
            fromStore.Update();
        }

        var (loadedBefore, learnedBefore) = (fromStore.LoadingTime, fromStore.LearningTime);
        for (var round = 0; round < rounds; round++)
        {
            memory.Add(Rate(fromMemory, time / rounds, cancellation));
            store.Add(Rate(fromStore, time / rounds, cancellation));
        }

        var (loading, learning) = (fromStore.LoadingTime - loadedBefore, fromStore.LearningTime - learnedBefore);
        return new CloningBenchmarkResult(
            _config.Streams,
            _config.SequenceLength,
            Middle(memory, rates => rates.Clock),
            Middle(store, rates => rates.Clock),
            Middle(memory, rates => rates.Cpu),
            Middle(store, rates => rates.Cpu),
            loading / (loading + learning),
            fromStore.Updates - WarmUpUpdates);
    }

    private (double Clock, double Cpu) Rate(Cloner cloner, TimeSpan time, CancellationToken cancellation)
    {
        var (started, cpu, before) = (clock.GetTimestamp(), CpuClock.Now, cloner.Updates);
        do
        {
            cancellation.ThrowIfCancellationRequested();
            cloner.Update();
        }
        while (clock.GetElapsedTime(started) < time);
        var frames = (double)(cloner.Updates - before) * cloner.FramesPerUpdate;
        return (frames / clock.GetElapsedTime(started).TotalSeconds, frames / (CpuClock.Now - cpu).TotalSeconds);
    }

    private static double Middle(List<(double Clock, double Cpu)> rounds, Func<(double Clock, double Cpu), double> rate) =>
        rounds.Select(rate).Order().ElementAt(rounds.Count / 2);
}
