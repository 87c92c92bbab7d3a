using Rl.Experiments.Reports.Charts;

namespace Rl.Experiments.Reports;

/// <summary>A chart. Those that follow one another stand side by side where there is room.</summary>
/// <param name="Chart">Draws itself.</param>
public sealed record ChartFigure(Chart Chart) : ReportBlock;
