namespace Rl.Pretrain.Recordings;

/// <summary>One episode in a recording's table of contents.</summary>
public sealed record RecordingManifestEntry
{
    /// <summary>Name of the shard file, beside the manifest.</summary>
    public required string File { get; init; }

    /// <summary>Length of the shard file.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of the shard file, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The seed of the world that was played.</summary>
    public required long WorldSeed { get; init; }

    /// <summary>Recorded steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps in which the player did nothing.</summary>
    public required int NullSteps { get; init; }

    /// <summary>Steps in which something else than the player's action was carried out.</summary>
    public required int PerturbedSteps { get; init; }

    /// <summary>Sum of the episode's rewards.</summary>
    public required double Return { get; init; }
}
