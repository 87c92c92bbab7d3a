namespace Rl.Experiments.Benchmarks;

/// <summary>What an iteration's time goes into, in seconds: with every part alone on one thread, and in the loop.</summary>
/// <param name="Stage">One of <see cref="Rl.Workers.Runs.StageNames"/>, without its prefix.</param>
/// <param name="Alone">On one thread, nothing beside it; 0 for what there is only in the loop.</param>
/// <param name="Together">In the loop: the learner's by its clock, a worker's as the mean over them.</param>
/// <param name="Share">Of the iteration in the loop.</param>
public sealed record LoopStage(string Stage, double Alone, double Together, double Share);

/// <summary>Figures of <see cref="LoopBenchmark"/>.</summary>
/// <param name="Stages">Where the time goes.</param>
/// <param name="Cores">Processors that this process may use.</param>
/// <param name="FramesPerIteration">Frames that an iteration learns from.</param>
/// <param name="FramesPerSecond">Of the loop.</param>
/// <param name="Bound">Frames a second if every core did parts at the speed they have alone, and none ever waited.</param>
public sealed record LoopBenchmarkResult(IReadOnlyList<LoopStage> Stages, int Cores, int FramesPerIteration, double FramesPerSecond, double Bound);
