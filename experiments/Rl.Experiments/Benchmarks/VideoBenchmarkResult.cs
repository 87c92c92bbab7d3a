namespace Rl.Experiments.Benchmarks;

/// <summary>Figures of <see cref="VideoBenchmark"/>; rates are frames a second of one core.</summary>
/// <param name="RenderedPerCpuSecond">Expert, world and rendering at 640×360.</param>
/// <param name="RecordedPerCpuSecond">The same, encoded and with a line of jsonl for every frame.</param>
/// <param name="DecodedPerCpuSecond">Decoding and resizing to 128×128, the start of the processes included.</param>
/// <param name="NativePerCpuSecond">Decoding without resizing.</param>
/// <param name="StartCpuSeconds">Processor time until the first frame of a video is there.</param>
/// <param name="Stores">Ways to keep 128×128 frames compared.</param>
/// <param name="Settings">The encoder's settings compared.</param>
public sealed record VideoBenchmarkResult(
    double RenderedPerCpuSecond, double RecordedPerCpuSecond, double DecodedPerCpuSecond, double NativePerCpuSecond, double StartCpuSeconds,
    IReadOnlyList<StoreBenchmarkRow> Stores, IReadOnlyList<VideoBenchmarkRow> Settings);
