namespace Rl.Models;

/// <summary>What enters the convolutions, and how wide their three stacks are.</summary>
/// <param name="Inputs">Channels of an image.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Channels">Of the stacks.</param>
/// <param name="NormsInput">Whether the first convolution has a norm before it; else it has a bias, and images are bytes.</param>
internal sealed record TrunkShape(int Inputs, int Height, int Width, IReadOnlyList<int> Channels, bool NormsInput)
{
    /// <summary>How many images torch convolves at a time: about 16 MB of the widest layer, for a last-level cache of 32 MB.</summary>
    public long SliceLength => Math.Max(1, (16L << 20) / (4L * Math.Max(Channels[0], NormsInput ? Inputs : 0) * Height * Width));
}
