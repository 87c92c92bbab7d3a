namespace Rl.Pretrain.Recordings;

/// <summary>A video and what was done in it, before either has been opened.</summary>
/// <param name="Source">A name that stays the same on every machine, as a path relative to the data's folder; written into the store.</param>
/// <param name="VideoPath">The video.</param>
/// <param name="LoadActionsAsync">
/// Reads the actions. A <see cref="DamagedDataException"/>, a <see cref="FileNotFoundException"/> or a <see cref="DirectoryNotFoundException"/> says
/// that they cannot be had: the episode is skipped, and the message kept.
/// </param>
public sealed record StoreEpisode(string Source, string VideoPath, Func<CancellationToken, Task<EpisodeActions>> LoadActionsAsync);
