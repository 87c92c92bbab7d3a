using Rl.Env.Actions;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Physics;

/// <summary>The player's body under the movement keys, one tick of 50 ms at a time.</summary>
internal sealed class Player(PhysicsConfig config)
{
    private Body _body;
    private int _jumpDelay;
    private int _doubleTapTicks;
    private bool _forwardBefore;

    public double X => _body.X;

    public double Y => _body.Y;

    public double Z => _body.Z;

    public double VelocityX => _body.VelocityX;

    public double VelocityY => _body.VelocityY;

    public double VelocityZ => _body.VelocityZ;

    public bool OnGround => _body.OnGround;

    /// <summary>True while a wall stops the way sideways.</summary>
    public bool HitWall => _body.HitWall;

    /// <summary>Heading in degrees within ±180: 0 looks to +Z, 90 to −X.</summary>
    public float Yaw { get; private set; }

    /// <summary>Pitch in degrees, +90 looks straight down.</summary>
    public float Pitch { get; private set; }

    public bool IsSprinting { get; private set; }

    public bool InWater { get; private set; }

    public bool EyeInWater { get; private set; }

    /// <summary>Blocks fallen since the player last stood, swam or rose.</summary>
    public double FallDistance { get; private set; }

    /// <summary>Blocks of the fall that ended this tick, 0 if none did.</summary>
    public double LandedFall { get; private set; }

    /// <summary>True if a jump off the ground began this tick.</summary>
    public bool Jumped { get; private set; }

    /// <summary>Horizontal way of this tick, in blocks.</summary>
    public double Travelled { get; private set; }

    public double EyeY => _body.Y + config.EyeHeight;

    /// <summary>Puts the player down, at rest.</summary>
    public void Place(double x, double y, double z, float yaw)
    {
        _body = new Body { X = x, Y = y, Z = z, VelocityY = -config.Gravity * config.VerticalDrag, OnGround = true };
        _jumpDelay = 0;
        _doubleTapTicks = 0;
        _forwardBefore = false;
        Yaw = yaw;
        Pitch = 0;
        IsSprinting = false;
        InWater = false;
        EyeInWater = false;
        FallDistance = 0;
        LandedFall = 0;
        Jumped = false;
        Travelled = 0;
    }

    /// <summary>Turns the view; the heading wraps around, the pitch stops at straight up and down.</summary>
    public void Turn(double pitchDegrees, double yawDegrees)
    {
        var yaw = Yaw + yawDegrees;
        Yaw = (float)(yaw - (360.0 * Math.Floor((yaw + 180.0) / 360.0)));
        Pitch = (float)Math.Clamp(Pitch + pitchDegrees, -90.0, 90.0);
    }

    /// <summary>Where the player looks, as a vector of length 1.</summary>
    public (double X, double Y, double Z) Look()
    {
        double level = SineTable.CosDegrees(Pitch);
        return (-SineTable.SinDegrees(Yaw) * level, -SineTable.SinDegrees(Pitch), SineTable.CosDegrees(Yaw) * level);
    }

    /// <summary>True if the player's box reaches into a cell.</summary>
    public bool Occupies(int x, int y, int z)
    {
        var half = config.PlayerWidth / 2;
        return _body.X + half > x && _body.X - half < x + 1
            && _body.Y + config.PlayerHeight > y && _body.Y < y + 1
            && _body.Z + half > z && _body.Z - half < z + 1;
    }

    /// <summary>Moves one tick by the held keys.</summary>
    /// <param name="volume">The blocks.</param>
    /// <param name="buttons">Held keys.</param>
    /// <param name="maySprint">False if hunger forbids it.</param>
    public void Tick(VoxelVolume volume, Buttons buttons, bool maySprint)
    {
        LookForWater(volume);
        var (forward, left) = ReadKeys(buttons);
        UpdateSprint(forward > 0, buttons.Holds(Buttons.Sprint), maySprint);
        _forwardBefore = forward > 0;

        _body.VelocityX = CutOff(_body.VelocityX);
        _body.VelocityY = CutOff(_body.VelocityY);
        _body.VelocityZ = CutOff(_body.VelocityZ);

        UpdateJump(volume, buttons.Holds(Buttons.Jump));
        var (fromX, fromY, fromZ) = (_body.X, _body.Y, _body.Z);
        if (InWater)
        {
            TravelInWater(volume, forward, left);
        }
        else
        {
            TravelOnLand(volume, forward, left);
        }

        var (dx, dz) = (_body.X - fromX, _body.Z - fromZ);
        Travelled = Math.Sqrt((dx * dx) + (dz * dz));
        UpdateFall(_body.Y - fromY);
        EyeInWater = BlockCollision.IsUnderWater(volume, _body.X, EyeY, _body.Z, config.WaterSurface);
    }

    /// <summary>Adds all that decides the player's future to a hash.</summary>
    public ulong HashInto(ulong hash)
    {
        hash = StateHasher.Mix(hash, _body.X);
        hash = StateHasher.Mix(hash, _body.Y);
        hash = StateHasher.Mix(hash, _body.Z);
        hash = StateHasher.Mix(hash, _body.VelocityX);
        hash = StateHasher.Mix(hash, _body.VelocityY);
        hash = StateHasher.Mix(hash, _body.VelocityZ);
        hash = StateHasher.Mix(hash, Yaw);
        hash = StateHasher.Mix(hash, Pitch);
        hash = StateHasher.Mix(hash, FallDistance);
        var flags = (_body.OnGround ? 1 : 0) | (_body.HitWall ? 2 : 0) | (IsSprinting ? 4 : 0) | (InWater ? 8 : 0)
            | (EyeInWater ? 16 : 0) | (_forwardBefore ? 32 : 0);
        return StateHasher.Mix(hash, ((ulong)(uint)flags << 32) | ((uint)_jumpDelay << 16) | (uint)_doubleTapTicks);
    }

    private (double Forward, double Left) ReadKeys(Buttons buttons)
    {
        var forward = config.KeyInput * ((buttons.Holds(Buttons.Forward) ? 1 : 0) - (buttons.Holds(Buttons.Back) ? 1 : 0));
        var left = config.KeyInput * ((buttons.Holds(Buttons.Left) ? 1 : 0) - (buttons.Holds(Buttons.Right) ? 1 : 0));
        return (forward, left);
    }

    private void UpdateSprint(bool forward, bool sprintHeld, bool maySprint)
    {
        var secondTap = forward && !_forwardBefore && _doubleTapTicks > 0 && _body.OnGround;
        if (_doubleTapTicks > 0)
        {
            _doubleTapTicks--;
        }

        if (IsSprinting)
        {
            IsSprinting = forward && maySprint && !_body.HitWall && !InWater;
        }
        else if (forward && maySprint && !InWater && (sprintHeld || secondTap))
        {
            IsSprinting = true;
        }
        else if (forward && !_forwardBefore && _body.OnGround)
        {
            _doubleTapTicks = config.DoubleTapTicks;
        }
    }

    private double CutOff(double velocity) => Math.Abs(velocity) < config.VelocityCutOff ? 0 : velocity;

    private void UpdateJump(VoxelVolume volume, bool held)
    {
        Jumped = false;
        if (_jumpDelay > 0)
        {
            _jumpDelay--;
        }

        if (!held)
        {
            _jumpDelay = 0;
            return;
        }

        var depth = InWater
            ? BlockCollision.WaterDepth(volume, in _body, config.PlayerWidth, config.PlayerHeight, config.WaterSurface)
            : 0;
        if (depth > 0 && (!_body.OnGround || depth > config.SwimDepth))
        {
            _body.VelocityY += config.SwimLift;
        }
        else if (_body.OnGround && _jumpDelay == 0)
        {
            _body.VelocityY = config.JumpVelocity;
            _jumpDelay = config.JumpRepeatTicks;
            Jumped = true;
            if (IsSprinting)
            {
                _body.VelocityX -= SineTable.SinDegrees(Yaw) * config.SprintJumpBoost;
                _body.VelocityZ += SineTable.CosDegrees(Yaw) * config.SprintJumpBoost;
            }
        }
    }

    private void TravelOnLand(VoxelVolume volume, double forward, double left)
    {
        var onGround = _body.OnGround;
        var acceleration = (onGround ? config.WalkAcceleration : config.AirAcceleration) * (IsSprinting ? config.SprintFactor : 1);
        var drag = onGround ? config.Slipperiness * config.HorizontalDrag : config.HorizontalDrag;

        Accelerate(forward, left, acceleration);
        BlockCollision.Move(volume, ref _body, config.PlayerWidth, config.PlayerHeight);
        _body.VelocityY = (_body.VelocityY - config.Gravity) * config.VerticalDrag;
        _body.VelocityX *= drag;
        _body.VelocityZ *= drag;
    }

    private void TravelInWater(VoxelVolume volume, double forward, double left)
    {
        Accelerate(forward, left, config.WaterAcceleration);
        BlockCollision.Move(volume, ref _body, config.PlayerWidth, config.PlayerHeight);
        _body.VelocityX *= config.WaterDrag;
        _body.VelocityY = (_body.VelocityY * config.WaterDrag) - config.WaterSink;
        _body.VelocityZ *= config.WaterDrag;
        if (_body.HitWall && MayClimbOut(volume))
        {
            _body.VelocityY = config.ClimbOutVelocity;
        }
    }

    /// <summary>True if the space one step higher, where the swimmer is heading, is free and dry.</summary>
    private bool MayClimbOut(VoxelVolume volume)
    {
        var (x, y, z) = (_body.X + _body.VelocityX, _body.Y + _body.VelocityY + config.ClimbOutHeight, _body.Z + _body.VelocityZ);
        return BlockCollision.IsFree(volume, x, y, z, config.PlayerWidth, config.PlayerHeight)
            && !BlockCollision.TouchesWater(volume, x, y, z, config.PlayerWidth, config.PlayerHeight);
    }

    private void Accelerate(double forward, double left, double acceleration)
    {
        var lengthSquared = (forward * forward) + (left * left);
        if (lengthSquared == 0)
        {
            return;
        }

        if (lengthSquared > 1)
        {
            acceleration /= Math.Sqrt(lengthSquared);
        }

        double sine = SineTable.SinDegrees(Yaw);
        double cosine = SineTable.CosDegrees(Yaw);
        _body.VelocityX += ((left * cosine) - (forward * sine)) * acceleration;
        _body.VelocityZ += ((forward * cosine) + (left * sine)) * acceleration;
    }

    private void LookForWater(VoxelVolume volume)
    {
        InWater = BlockCollision.WaterDepth(volume, in _body, config.PlayerWidth, config.PlayerHeight, config.WaterSurface) > 0;
        if (InWater)
        {
            FallDistance = 0;
        }
    }

    private void UpdateFall(double climbed)
    {
        LandedFall = 0;
        if (_body.OnGround)
        {
            LandedFall = FallDistance;
            FallDistance = 0;
        }
        else if (climbed < 0 && !InWater)
        {
            FallDistance -= climbed;
        }
    }
}
