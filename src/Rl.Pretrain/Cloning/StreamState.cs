namespace Rl.Pretrain.Cloning;

/// <summary>Where <see cref="SequenceStreams"/> stands.</summary>
internal sealed record StreamState
{
    /// <summary>Episodes taken so far, over all epochs.</summary>
    public required long Taken { get; init; }

    /// <summary>The open episode of every stream.</summary>
    public required IReadOnlyList<int> Episodes { get; init; }

    /// <summary>The next kept step of every stream in its episode.</summary>
    public required IReadOnlyList<int> Positions { get; init; }
}
