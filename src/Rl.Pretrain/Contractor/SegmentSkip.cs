namespace Rl.Pretrain.Contractor;

/// <summary>A segment that is left out.</summary>
/// <param name="Id">The segment.</param>
/// <param name="Fault">Why.</param>
/// <param name="Detail">What exactly was found, with file and place.</param>
public sealed record SegmentSkip(string Id, SegmentFault Fault, string Detail);
