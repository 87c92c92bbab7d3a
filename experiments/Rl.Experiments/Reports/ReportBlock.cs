namespace Rl.Experiments.Reports;

/// <summary>A part of a report's section; the writers know every kind.</summary>
public abstract record ReportBlock;
