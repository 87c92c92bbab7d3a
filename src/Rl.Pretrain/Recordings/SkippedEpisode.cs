namespace Rl.Pretrain.Recordings;

/// <summary>An episode that is not in the store.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Reason">What was wrong with it.</param>
public sealed record SkippedEpisode(string Source, string Reason);
