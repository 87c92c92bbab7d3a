using Rl.Env;
using Rl.Pretrain.Video;

namespace Rl.Pretrain.Recordings;

/// <summary>Settings of <see cref="StoreBuilder"/>.</summary>
public sealed record StoreBuilderConfig
{
    /// <summary>Side of the square frames that are stored, in pixels: 128 for the published policies, 64 for nano.</summary>
    public int FramePixels { get; init; } = 128;

    /// <summary>Name of the world that was played, written into the store.</summary>
    public string Environment { get; init; } = "minecraft";

    /// <summary>Who played, written into the store.</summary>
    public string Player { get; init; } = "human";

    /// <summary>How frames lie on the disk.</summary>
    public FrameEncoding Encoding { get; init; } = FrameEncoding.Packed;

    /// <summary>Videos that are decoded at the same time. The store does not depend on it.</summary>
    public int Threads { get; init; } = 2;

    /// <summary>How videos are read; size and edits are the builder's.</summary>
    public VideoReaderConfig Video { get; init; } = new();

    /// <summary>Size of the stored frames.</summary>
    internal FrameSize FrameSize => FrameSize.Square(FramePixels);

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public StoreBuilderConfig Validated()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Environment);
        ArgumentException.ThrowIfNullOrWhiteSpace(Player);
        ArgumentOutOfRangeException.ThrowIfLessThan(FramePixels, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        return this with { Video = Video.Validated() };
    }
}
