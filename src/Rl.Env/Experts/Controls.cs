using Rl.Env.Actions;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;
using Rl.Env.World.Volume;

namespace Rl.Env.Experts;

/// <summary>The hands on mouse and keyboard: what one tick's action will be. Turns are those of the policy's camera bins.</summary>
internal sealed class Controls(Player body)
{
    /// <summary>How near a block must be to be worked on, in blocks from the eye.</summary>
    public const double Reach = 4.3;

    /// <summary>How far the hand reaches in fact: what is aimed at nearer than <see cref="Reach"/> is hit even if the aim is a little off.</summary>
    private const double FullReach = 4.45;

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

    /// <summary>Turns towards a point, as far as one tick allows.</summary>
    public void AimAt((double X, double Y, double Z) point)
    {
        var (dx, dy, dz) = (point.X - body.X, point.Y - body.EyeY, point.Z - body.Z);
        var level = Math.Sqrt((dx * dx) + (dz * dz));
        Aim(level < 0.01 ? body.Yaw : Bearing.Yaw(dx, dz), Bearing.Pitch(dy, level));
    }

    /// <summary>Degrees that the view would have to turn to point at something, the larger of the two axes.</summary>
    public double TurnTo((double X, double Y, double Z) point)
    {
        var (dx, dy, dz) = (point.X - body.X, point.Y - body.EyeY, point.Z - body.Z);
        var level = Math.Sqrt((dx * dx) + (dz * dz));
        var yaw = level < 0.01 ? 0 : Bearing.Wrap(Bearing.Yaw(dx, dz) - body.Yaw);
        return Math.Max(Math.Abs(yaw), Math.Abs(Bearing.Pitch(dy, level) - body.Pitch));
    }

    /// <summary>Leaves the view where it is.</summary>
    public void Rest() => (_pitchTurn, _yawTurn) = (0, 0);

    /// <summary>Moves the mouse by about so many degrees, however fast the hand may be with the view.</summary>
    public void Slide(double pitchDegrees, double yawDegrees, int fastestBin)
    {
        var fastest = FastestBin;
        FastestBin = fastestBin;
        (_pitchTurn, _yawTurn) = (Nearest(pitchDegrees), Nearest(yawDegrees));
        FastestBin = fastest;
    }

    /// <summary>Holds jump to stay afloat, unless the inventory key is pressed, which goes alone.</summary>
    public void Float() => _buttons |= _buttons == Buttons.Inventory ? Buttons.None : Buttons.Jump;

    /// <summary>Presses the key that opens and closes the inventory, and nothing else: the policy has no other way to press it.</summary>
    public void PressInventory()
    {
        Release();
        _buttons = Buttons.Inventory;
    }

    /// <summary>Turns on the spot at an even pace; gives the degrees turned.</summary>
    public double Spin(bool right, double pitch)
    {
        _yawTurn = Camera.ToDegrees(Camera.NullBin + (right ? FastestBin : -FastestBin));
        _pitchTurn = Nearest(pitch - body.Pitch);
        return Math.Abs(_yawTurn);
    }

    /// <summary>What the crosshair will point at after this tick's turn, as far as it was seen.</summary>
    public (int X, int Y, int Z, BlockId Block)? Crosshair(Sight sight) => sight.Meets((body.X, body.EyeY, body.Z), Direction(), Reach);

    /// <summary>As <see cref="Crosshair"/>, plants and torches not overlooked, with the face pointed at.</summary>
    public VoxelHit? Target(Sight sight) => sight.Trace((body.X, body.EyeY, body.Z), Direction(), FullReach);

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

    /// <summary>Where the view points after this tick's turn.</summary>
    private (double X, double Y, double Z) Direction()
    {
        var (yaw, pitch) = (body.Yaw + _yawTurn, Math.Clamp(body.Pitch + _pitchTurn, -90, 90));
        double level = SineTable.CosDegrees(pitch);
        return (-SineTable.SinDegrees(yaw) * level, -SineTable.SinDegrees(pitch), SineTable.CosDegrees(yaw) * level);
    }

    /// <summary>The camera bin nearest to a wanted turn, within the pace.</summary>
    private double Nearest(double degrees) =>
        Camera.ToDegrees(Math.Clamp(Camera.ToBin(degrees), Camera.NullBin - FastestBin, Camera.NullBin + FastestBin));
}
