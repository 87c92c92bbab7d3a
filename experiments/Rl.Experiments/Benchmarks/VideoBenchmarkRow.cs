namespace Rl.Experiments.Benchmarks;

/// <summary>What one setting of the encoder costs and gives on the same clip.</summary>
/// <param name="Setting">Codec, preset and quality.</param>
/// <param name="EncodedPerCpuSecond">Frames encoded in a second of one core, from RGB to the finished file.</param>
/// <param name="DecodedPerCpuSecond">Frames decoded to 128×128 in a second of one core.</param>
/// <param name="BytesPerFrame">Bytes of the file for a frame.</param>
/// <param name="MeanError">Mean absolute difference of 128×128 frames to those never encoded, in grey levels.</param>
/// <param name="P99Error">99 % of the values differ by no more.</param>
/// <param name="MaxError">The largest difference.</param>
public sealed record VideoBenchmarkRow(
    string Setting, double EncodedPerCpuSecond, double DecodedPerCpuSecond, double BytesPerFrame, double MeanError, int P99Error, int MaxError);
