using Rl.Models;

namespace Rl.Tests.Pretrain.InverseDynamics;

/// <summary>An inverse dynamics model that learns within seconds, on frames of 16×16 and windows of 16.</summary>
internal static class TinyInverseDynamics
{
    public static InverseDynamicsConfig Config => InverseDynamicsConfig.Nano with
    {
        FrameHeight = TinyPolicy.FramePixels,
        FrameWidth = TinyPolicy.FramePixels,
        TemporalChannels = 4,
        HiddenSize = 32,
        Heads = 2,
        Layers = 1,
        Window = 16,
    };
}
