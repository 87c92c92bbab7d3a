using Rl.Env.Actions;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;

namespace Rl.Env.Experts;

/// <summary>The hands on mouse and keyboard: what one tick's action will be. Turns are those of the policy's camera bins.</summary>
internal sealed class Controls(Player body)
{
    /// <summary>How near a block must be to be worked on, in blocks from the eye.</summary>
    public const double Reach = 4.3;

    /// <summary>Turns up to this many degrees may be left out while the crosshair is where it should be.</summary>
    private const double RestDegrees = 2;

    private static readonly CameraQuantizer Camera = CameraQuantizer.Default;

    private Buttons _buttons;
    private double _pitchTurn;
    private double _yawTurn;

    /// <summary>Largest camera motion, in bins from the resting one.</summary>
    public int FastestBin { get; set; } = 5;

    /// <summary>The action decided on.</summary>
    public MinecraftAction Action => new(_buttons, _pitchTurn, _yawTurn);

    /// <summary>Lets go of everything.</summary>
    public void Release() => (_buttons, _pitchTurn, _yawTurn) = (Buttons.None, 0, 0);

    /// <summary>Holds buttons in this tick.</summary>
    public void Hold(Buttons buttons) => _buttons |= buttons;

    /// <summary>Holds attack, and does not sprint meanwhile.</summary>
    public void Strike() => _buttons = (_buttons | Buttons.Attack) & ~Buttons.Sprint;

    /// <summary>Turns towards a direction, in degrees, as far as one tick allows.</summary>
    public void Aim(double yaw, double pitch)
    {
        _yawTurn = Nearest(Bearing.Wrap(yaw - body.Yaw));
        _pitchTurn = Nearest(pitch - body.Pitch);
    }

    /// <summary>Turns on the spot at an even pace; gives the degrees turned.</summary>
    public double Spin(bool right, double pitch)
    {
        _yawTurn = Camera.ToDegrees(Camera.NullBin + (right ? FastestBin : -FastestBin));
        _pitchTurn = Nearest(pitch - body.Pitch);
        return Math.Abs(_yawTurn);
    }

    /// <summary>What the crosshair will point at after this tick's turn, as far as it was seen.</summary>
    public (int X, int Y, int Z, BlockId Block)? Crosshair(Sight sight)
    {
        var (yaw, pitch) = (body.Yaw + _yawTurn, Math.Clamp(body.Pitch + _pitchTurn, -90, 90));
        double level = SineTable.CosDegrees(pitch);
        return sight.Meets(
            (body.X, body.EyeY, body.Z),
            (-SineTable.SinDegrees(yaw) * level, -SineTable.SinDegrees(pitch), SineTable.CosDegrees(yaw) * level),
            Reach);
    }

    /// <summary>Keeps the view still if the crosshair is on a trunk already.</summary>
    public void RestOn((int X, int Z) trunk, Sight sight)
    {
        var (pitchTurn, yawTurn) = (_pitchTurn, _yawTurn);
        if (Math.Abs(pitchTurn) > RestDegrees || Math.Abs(yawTurn) > RestDegrees)
        {
            return;
        }

        (_pitchTurn, _yawTurn) = (0, 0);
        if (Crosshair(sight) is not { } hit || (hit.X, hit.Z) != trunk)
        {
            (_pitchTurn, _yawTurn) = (pitchTurn, yawTurn);
        }
    }

    /// <summary>The camera bin nearest to a wanted turn, within the pace.</summary>
    private double Nearest(double degrees) =>
        Camera.ToDegrees(Math.Clamp(Camera.ToBin(degrees), Camera.NullBin - FastestBin, Camera.NullBin + FastestBin));
}
