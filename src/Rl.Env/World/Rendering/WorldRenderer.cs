using Rl.Env.World.Volume;

namespace Rl.Env.World.Rendering;

/// <summary>Draws what the player sees, HUD included. One environment owns one renderer.</summary>
public sealed class WorldRenderer
{
    /// <summary>Prepares buffers for frames of one size.</summary>
    public WorldRenderer(FrameSize size) => throw new NotImplementedException();

    /// <summary>Draws a frame.</summary>
    /// <param name="volume">The blocks.</param>
    /// <param name="scene">Camera, entities, hand, HUD.</param>
    /// <param name="frame"><c>[height, width, channel] uint8</c>, RGB, all written.</param>
    public void Render(VoxelVolume volume, Scene scene, Span<byte> frame) => throw new NotImplementedException();
}
