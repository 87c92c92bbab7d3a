namespace Rl.Env.Actions;

/// <summary>An action as the policy's two heads choose it.</summary>
/// <param name="Buttons">One of <see cref="JointActionCodec.ButtonCount"/> combinations.</param>
/// <param name="Camera">One of <see cref="JointActionCodec.CameraCount"/> pairs of bins: pitch × 11 + yaw.</param>
public readonly record struct JointAction(ushort Buttons, byte Camera)
{
    /// <summary>No button, no motion.</summary>
    public static JointAction Idle => new(0, JointActionCodec.NullCamera);
}
