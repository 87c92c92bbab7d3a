using Rl.Models;

namespace Rl.Pretrain.Labelling;

/// <summary>Settings of <see cref="Labeller"/>.</summary>
public sealed record LabellerConfig
{
    /// <summary>Frames from one window's start to the next one's; half a window, as the paper has it, so that every label is seen from both sides.</summary>
    public int Stride { get; init; } = 64;

    /// <summary>Windows that go through the model at once.</summary>
    public int Batch { get; init; } = 8;

    /// <summary>
    /// Draw every key and both motions of the mouse by their chances, which gives whoever is cloned from the labels the right frequencies; off is the
    /// paper's way, the likeliest on every frame.
    /// </summary>
    public bool Draws { get; init; }

    /// <summary>Where the model lives: <c>cpu</c>, <c>cuda</c>, or <c>cuda:N</c> (docs/gpu.md).</summary>
    public string Device { get; init; } = ModelDevice.Cpu;

    /// <summary>What convolutions and linear layers compute in.</summary>
    public ComputePrecision Compute { get; init; }

    /// <summary>Checks the settings against the model's window.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public LabellerConfig Validated(int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Batch, 1);
        return Stride >= 1 && Stride <= window && (window - Stride) % 2 == 0
            ? this
            : throw new ArgumentException($"Stride is {Stride}; expected 1 to {window}, the model's window, with an even rest.");
    }
}
