namespace Rl.Pretrain.Auditing;

/// <summary>What an audit found.</summary>
/// <param name="Kind">What was audited: <c>recordings</c> or <c>store</c>.</param>
/// <param name="Checked">Segments or episodes looked at, faulty ones among them.</param>
/// <param name="Frames">Frames that could be decoded.</param>
/// <param name="Faults">All that is wrong, by place.</param>
public sealed record AuditReport(string Kind, int Checked, long Frames, IReadOnlyList<DataFault> Faults);
