namespace Rl.Workers.Evaluation;

/// <summary>How far an evaluation is, told now and then.</summary>
/// <param name="FinishedEpisodes">Episodes played to their end.</param>
/// <param name="TotalEpisodes">Episodes asked for.</param>
/// <param name="Steps">Steps played.</param>
/// <param name="StepsPerSecond">Steps a second since the start, worlds and policy together.</param>
/// <param name="MeanReturn">Mean return of the finished episodes; 0 before the first.</param>
/// <param name="Elapsed">Time since the start.</param>
public readonly record struct EvaluationProgress(
    int FinishedEpisodes, int TotalEpisodes, long Steps, double StepsPerSecond, double MeanReturn, TimeSpan Elapsed);
