namespace Rl.Pretrain.Labelling;

/// <summary>How well one key was told.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Pressed">Frames on which the player held it.</param>
/// <param name="Told">Frames on which the labels say so.</param>
/// <param name="Right">Frames on which both do.</param>
/// <param name="F1">Harmonic mean of precision and recall; null if it was neither held nor told.</param>
public sealed record KeyMetrics(string Key, long Pressed, long Told, long Right, double? F1);
