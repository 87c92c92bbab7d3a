using Rl.Workers.Evaluation;

namespace Rl.Experiments.Reports.Runs;

/// <summary>How a stage of the road was judged.</summary>
/// <param name="Name">What it is called, such as <c>prior</c>.</param>
/// <param name="Result">Its episodes.</param>
public sealed record StageEvaluation(string Name, EvaluationResult Result);
