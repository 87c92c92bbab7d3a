namespace Rl.Pretrain.Labelling;

/// <summary>What labelling came to.</summary>
/// <param name="Labelled">Tasks labelled by this run.</param>
/// <param name="Found">Tasks that were labelled by the same model already.</param>
/// <param name="Frames">Frames labelled by this run.</param>
/// <param name="Elapsed">Time it took.</param>
/// <param name="Skipped">Sources that could not be read, and why. They have no shard; another run tries them again.</param>
public sealed record LabelResult(int Labelled, int Found, long Frames, TimeSpan Elapsed, IReadOnlyList<string> Skipped);
