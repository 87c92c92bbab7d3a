namespace Rl.Env.Actions;

/// <summary>
/// An action in VPT's factored space, which an inverse dynamics model foretells: every button by itself, and a bin for each direction of the camera
/// (arXiv 2206.11795, appendix D).
/// </summary>
/// <param name="Buttons">Buttons held.</param>
/// <param name="PitchBin">Bin of the motion downwards, 0 to 10; 5 is none.</param>
/// <param name="YawBin">Bin of the motion to the right, 0 to 10; 5 is none.</param>
public readonly record struct FactoredAction(Buttons Buttons, byte PitchBin, byte YawBin)
{
    /// <summary>Buttons in the space; bit b of <see cref="Buttons"/> is button b.</summary>
    public const int ButtonCount = 20;

    /// <summary>Bins of the camera in each direction.</summary>
    public const int CameraBins = 11;

    /// <summary>The bin of no motion.</summary>
    public const byte NullBin = CameraBins / 2;

    /// <summary>True if no button is held and the camera rests.</summary>
    public bool IsNull => Buttons == Buttons.None && PitchBin == NullBin && YawBin == NullBin;

    /// <summary>What a player who sees the world in a mirror would do to see the same happen.</summary>
    public FactoredAction Mirrored() => new(Buttons.Mirrored(), PitchBin, (byte)(CameraBins - 1 - YawBin));

    /// <summary>What a joint action does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside its head.</exception>
    public static FactoredAction From(JointAction action)
    {
        var (pitch, yaw) = JointActionCodec.CameraBinsOf(action);
        return new FactoredAction(JointActionCodec.ButtonsOf(action), (byte)pitch, (byte)yaw);
    }

    /// <summary>The joint action nearest to it: rivals are decided as <see cref="JointActionCodec.Encode(Buttons, int, int)"/> does.</summary>
    public JointAction ToJoint() => JointActionCodec.Encode(Buttons, PitchBin, YawBin);
}
