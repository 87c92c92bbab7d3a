namespace Rl.Pretrain.Labelling;

/// <summary>How far labelling is.</summary>
/// <param name="Tasks">Finished tasks, those found finished counted.</param>
/// <param name="TotalTasks">Tasks of this part.</param>
/// <param name="Frames">Frames labelled by this run.</param>
/// <param name="FramesPerSecond">Frames labelled a second since the start, decoding included.</param>
/// <param name="Remaining">Time left at this rate; null before anything is known.</param>
public sealed record LabelProgress(int Tasks, int TotalTasks, long Frames, double FramesPerSecond, TimeSpan? Remaining);
