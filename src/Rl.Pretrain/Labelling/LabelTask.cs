namespace Rl.Pretrain.Labelling;

/// <summary>Something to be labelled.</summary>
/// <param name="Name">Its name in the folder of labels, without ending; slashes make subfolders.</param>
/// <param name="Source">Its file, relative to its folder.</param>
/// <param name="Bytes">Length of that file.</param>
/// <param name="Sha256">Hash of that file; null if nobody knows it.</param>
/// <param name="OpenAsync">Opens its frames; the caller disposes them.</param>
public sealed record LabelTask(string Name, string Source, long Bytes, string? Sha256, Func<CancellationToken, Task<IFrameSource>> OpenAsync);
