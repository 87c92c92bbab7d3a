namespace Rl.Models;

/// <summary>How a model's tensor starts; <see cref="LayoutTensor.Scale"/> is the number each one needs.</summary>
public enum InitialValue
{
    /// <summary>Every element is the scale.</summary>
    Constant,

    /// <summary>Uniform in plus and minus the scale.</summary>
    Uniform,

    /// <summary>Normal with the scale as standard deviation.</summary>
    Normal,

    /// <summary>Uniform, then every row (output) rescaled to the scale as its L2 norm.</summary>
    UnitRows,

    /// <summary>
    /// For a convolution over five frames: rows that show one frame, and rows that show how it differs from a neighbour, the latter with the scale as
    /// length in either frame; in grey and in random colours.
    /// </summary>
    Motion,
}
