namespace Rl.Pretrain.InverseDynamics;

/// <summary>
/// How far clips are changed before an inverse dynamics model learns from them; one draw for all frames of a clip. The defaults are the paper's as
/// remembered (medium confidence; no public code has them).
/// </summary>
public sealed record ClipAugmentation
{
    /// <summary>Nothing is changed.</summary>
    public static ClipAugmentation None { get; } = new()
    {
        Hue = 0,
        Saturation = 0,
        Brightness = 0,
        Contrast = 0,
        RotationDegrees = 0,
        Scale = 0,
        ShearDegrees = 0,
        Translation = 0,
        Mirror = 0,
    };

    /// <summary>Largest turn of the hue, as a share of the colour circle.</summary>
    public double Hue { get; init; } = 0.2;

    /// <summary>Saturation is multiplied by 1 minus this to 1 plus this.</summary>
    public double Saturation { get; init; } = 0.5;

    /// <summary>Brightness is multiplied by 1 minus this to 1 plus this.</summary>
    public double Brightness { get; init; } = 0.5;

    /// <summary>Contrast is multiplied by 1 minus this to 1 plus this.</summary>
    public double Contrast { get; init; } = 0.5;

    /// <summary>Largest rotation either way, in degrees.</summary>
    public double RotationDegrees { get; init; } = 2;

    /// <summary>Size is multiplied by 1 minus this to 1 plus this.</summary>
    public double Scale { get; init; } = 0.02;

    /// <summary>Largest shear either way, in degrees.</summary>
    public double ShearDegrees { get; init; } = 2;

    /// <summary>Largest shift along each axis, as a share of the frame: 2 of 128 pixels.</summary>
    public double Translation { get; init; } = 2 / 128.0;

    /// <summary>
    /// Chance that a clip is seen in a mirror, and its actions with it: left for right, the hotbar from its other end. Not the paper's, and without
    /// an equal for what is written on a screen; but from little play it tells left from right with half the labels.
    /// </summary>
    public double Mirror { get; init; } = 0.5;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public ClipAugmentation Validated()
    {
        Require(Hue, 0.5, nameof(Hue));
        Require(Saturation, 1, nameof(Saturation));
        Require(Brightness, 1, nameof(Brightness));
        Require(Contrast, 1, nameof(Contrast));
        Require(RotationDegrees, 45, nameof(RotationDegrees));
        Require(Scale, 0.5, nameof(Scale));
        Require(ShearDegrees, 45, nameof(ShearDegrees));
        Require(Translation, 0.5, nameof(Translation));
        Require(Mirror, 1, nameof(Mirror));
        return this;
    }

    private static void Require(double value, double most, string name)
    {
        if (!(value >= 0 && value <= most))
        {
            throw new ArgumentException($"The augmentation's {name} is {value}; expected 0 to {most}.");
        }
    }
}
