namespace Rl.Pretrain.Auditing;

/// <summary>How far an audit is.</summary>
/// <param name="Checked">Segments or episodes looked at.</param>
/// <param name="Total">All of them.</param>
/// <param name="Frames">Frames decoded.</param>
/// <param name="Faults">Faults found.</param>
public readonly record struct AuditProgress(int Checked, int Total, long Frames, int Faults);
