namespace Rl.Pretrain.InverseDynamics;

/// <summary>What a saved training needs besides tensors to go on.</summary>
internal sealed record InverseDynamicsState
{
    /// <summary>Updates made.</summary>
    public required long Updates { get; init; }

    /// <summary>Running mean of the loss.</summary>
    public required double RecentLoss { get; init; }

    /// <summary>The settings; going on with others would be something else.</summary>
    public required InverseDynamicsTrainingConfig Config { get; init; }

    /// <summary>SHA-256 over the recording's shards; going on with another recording would be something else.</summary>
    public required string Recording { get; init; }

    /// <summary>The epoch in which clips are taken.</summary>
    public required long Epoch { get; init; }

    /// <summary>Clips taken in it.</summary>
    public required int Position { get; init; }
}
