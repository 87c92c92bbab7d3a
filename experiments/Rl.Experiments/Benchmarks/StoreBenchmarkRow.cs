namespace Rl.Experiments.Benchmarks;

/// <summary>What one way of keeping 128×128 frames for training costs and gives.</summary>
/// <param name="Encoding">How frames lie on the disk.</param>
/// <param name="BytesPerFrame">Bytes of a frame on the disk.</param>
/// <param name="SequentialPerCpuSecond">Frames read in a second of one core, in sequences of 64, from a warm page cache.</param>
/// <param name="SinglePerCpuSecond">Frames read in a second of one core, one here and one there.</param>
public sealed record StoreBenchmarkRow(string Encoding, double BytesPerFrame, double SequentialPerCpuSecond, double SinglePerCpuSecond);
