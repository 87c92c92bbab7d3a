namespace Rl.Experiments.Benchmarks;

/// <summary>
/// Figures of <see cref="CloningBenchmark"/>; rates are frames learned a second. Those of processor time count the reading thread's work too, and are
/// of use on a machine that others share.
/// </summary>
/// <param name="Streams">Streams in an update.</param>
/// <param name="SequenceLength">Frames of each.</param>
/// <param name="FromMemory">With all frames in memory.</param>
/// <param name="FromStore">From the store's files.</param>
/// <param name="FromMemoryPerCpuSecond">The same in a second of processor time.</param>
/// <param name="FromStorePerCpuSecond">The same in a second of processor time.</param>
/// <param name="LoaderShare">Share of the updates' time from the store that was spent waiting for data.</param>
/// <param name="Updates">Updates from the store that were measured.</param>
public sealed record CloningBenchmarkResult(
    int Streams,
    int SequenceLength,
    double FromMemory,
    double FromStore,
    double FromMemoryPerCpuSecond,
    double FromStorePerCpuSecond,
    double LoaderShare,
    long Updates);
