using MessagePack;

namespace Rl.Workers.Protocol;

/// <summary>Head of each message of the policy stream; the body is the piece of the safetensors file that starts at <see cref="Offset"/>.</summary>
[MessagePackObject]
public sealed record PolicyManifest
{
    /// <summary>Completed iterations of the learner.</summary>
    [Key(0)]
    public long Version { get; init; }

    /// <summary>Bytes of the whole file.</summary>
    [Key(1)]
    public long TotalBytes { get; init; }

    /// <summary>Where this piece goes.</summary>
    [Key(2)]
    public long Offset { get; init; }

    /// <summary>SHA-256 of the whole file.</summary>
    [Key(3)]
    public byte[] Sha256 { get; init; } = [];
}
