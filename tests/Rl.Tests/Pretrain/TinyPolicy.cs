using Rl.Models;

namespace Rl.Tests.Pretrain;

/// <summary>A policy that learns within seconds, on frames of 16×16.</summary>
internal static class TinyPolicy
{
    public const int FramePixels = 16;

    public static PolicyConfig Config => PolicyConfig.Nano with
    {
        FrameHeight = FramePixels,
        FrameWidth = FramePixels,
        HiddenSize = 32,
        Heads = 2,
        Layers = 1,
        Timesteps = 8,
        MemorySize = 16,
    };
}
