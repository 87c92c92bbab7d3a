namespace Rl.Pretrain.Recordings;

/// <summary>How far a recording is, told after every episode.</summary>
/// <param name="Episodes">Finished episodes.</param>
/// <param name="TotalEpisodes">Episodes asked for.</param>
/// <param name="Steps">Recorded steps.</param>
/// <param name="NullSteps">Steps among them in which the player did nothing.</param>
/// <param name="MeanReturn">Mean return of the finished episodes.</param>
/// <param name="StepsPerSecond">Steps a second since the start, world and disk together.</param>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="Remaining">Time left at this rate.</param>
/// <param name="Skipped">Episodes that were passed over because something was wrong with them.</param>
public readonly record struct RecordingProgress(
    int Episodes, int TotalEpisodes, long Steps, long NullSteps, double MeanReturn, double StepsPerSecond, TimeSpan Elapsed, TimeSpan Remaining, int Skipped);
