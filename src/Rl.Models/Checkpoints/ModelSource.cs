namespace Rl.Models;

/// <summary>Where a model lies: the folder of a checkpoint, or a published pair of files. Every verb that starts from a model takes these.</summary>
public sealed record ModelSource
{
    private readonly string? _folder;
    private readonly string _model = string.Empty;
    private readonly string _weights = string.Empty;

    private ModelSource(string folder) => _folder = folder;

    private ModelSource(string model, string weights)
    {
        _model = model;
        _weights = weights;
    }

    /// <summary>Whether unknown and missing tensors of published files are passed over; a folder has none.</summary>
    public bool AllowMismatch { get; init; }

    /// <summary>Hears what was passed over: unknown names, missing names.</summary>
    public Action<IReadOnlyList<string>, IReadOnlyList<string>>? Mismatch { get; init; }

    /// <summary>
    /// The source that a text names: a folder; <c>NAME.weights</c> or <c>NAME.model</c>, the other being beside it under the same name; or both,
    /// as <c>M.model,W.weights</c>, for fine-tuned weights, which share the model file of their foundation.
    /// </summary>
    /// <exception cref="FileNotFoundException">One of two files is not there.</exception>
    public static ModelSource Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);

        if (Directory.Exists(text))
        {
            return OfFolder(text);
        }

        var files = text.Split(',', StringSplitOptions.TrimEntries);

        return (files.Length, Path.GetExtension(files[^1])) switch
        {
            (2, _) => OfFiles(files[0], files[1]),
            (1, ".weights" or ".model") => OfFiles(Path.ChangeExtension(text, ".model"), Path.ChangeExtension(text, ".weights")),
            _ => OfFolder(text),
        };
    }

    /// <summary>The folder of a checkpoint.</summary>
    public static ModelSource OfFolder(string folder) => new(folder);

    /// <summary>A published pair.</summary>
    /// <exception cref="FileNotFoundException">One of the two is not there.</exception>
    public static ModelSource OfFiles(string model, string weights)
    {
        foreach (var file in new[] { model, weights })
        {
            if (!File.Exists(file))
            {
                throw new FileNotFoundException(
                    $"There is no file '{file}'. A published model is two files; where their names differ, give both: M.model,W.weights.", file);
            }
        }

        return new ModelSource(model, weights);
    }

    /// <summary>What lies there; the weights are not read.</summary>
    /// <exception cref="DamagedCheckpointException">The manifest or the <c>.model</c> file is unreadable.</exception>
    public ModelKind ReadKind() => _folder is { } folder ? CheckpointFolder.KindOf(folder) : OpenAiModel.KindOf(_model);

    /// <summary>Loads a policy, which the caller owns.</summary>
    /// <exception cref="DamagedCheckpointException">A file is damaged, or does not fit the others.</exception>
    /// <exception cref="WrongModelKindException">An inverse dynamics model lies there.</exception>
    public VptPolicy LoadPolicy()
    {
        return _folder is { } folder ? PolicyCheckpoint.Load(folder) : OpenAiWeights.Load(_model, _weights, AllowMismatch, Mismatch);
    }

    /// <summary>Loads an inverse dynamics model, which the caller owns.</summary>
    /// <exception cref="DamagedCheckpointException">A file is damaged, or does not fit the others.</exception>
    /// <exception cref="WrongModelKindException">A policy lies there.</exception>
    public InverseDynamicsModel LoadInverseDynamics()
    {
        return _folder is { } folder
            ? InverseDynamicsCheckpoint.Load(folder)
            : OpenAiWeights.LoadInverseDynamics(_model, _weights, AllowMismatch, Mismatch);
    }
}
