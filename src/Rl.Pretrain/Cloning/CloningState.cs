namespace Rl.Pretrain.Cloning;

/// <summary>What a saved cloning needs besides tensors to go on.</summary>
internal sealed record CloningState
{
    /// <summary>Updates made.</summary>
    public required long Updates { get; init; }

    /// <summary>Running mean of the loss.</summary>
    public required double RecentLoss { get; init; }

    /// <summary>The settings; going on with others would be something else.</summary>
    public required CloningConfig Config { get; init; }

    /// <summary>SHA-256 over the recording's shards; going on with another recording would be something else.</summary>
    public required string Recording { get; init; }

    /// <summary>SHA-256 over the weights it went on from; null if it began at random. Going on from others would be something else.</summary>
    public string? Start { get; init; }

    /// <summary>Smallest loss on the held-out episodes; null before the first validation.</summary>
    public BestFigure? BestValidation { get; init; }

    /// <summary>Largest mean return of a trial, whose policy is saved beside the last one; null before the first trial.</summary>
    public BestFigure? BestRollout { get; init; }

    /// <summary>Where the streams stand.</summary>
    public required StreamState Streams { get; init; }
}
