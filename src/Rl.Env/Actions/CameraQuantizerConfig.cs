namespace Rl.Env.Actions;

/// <summary>Settings of <see cref="CameraQuantizer"/>; the defaults are the published VPT values.</summary>
public sealed record CameraQuantizerConfig
{
    /// <summary>Largest motion per tick and axis, in degrees; larger ones are clipped.</summary>
    public double MaxDegrees { get; init; } = 10;

    /// <summary>Width of a bin in the folded space, in degrees.</summary>
    public double BinSize { get; init; } = 2;

    /// <summary>Curvature of the μ-law fold; larger means finer bins near zero.</summary>
    public double Mu { get; init; } = 10;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is not positive, or the bins do not fill the range evenly.</exception>
    public CameraQuantizerConfig Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxDegrees);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BinSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Mu);
        var bins = 2 * MaxDegrees / BinSize;
        return bins == Math.Floor(bins)
            ? this
            : throw new ArgumentException($"BinSize {BinSize} does not divide the range of {2 * MaxDegrees} degrees.");
    }
}
