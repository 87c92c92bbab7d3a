using Rl.Env.Actions;
using Rl.Env.World.Blocks;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Physics;

/// <summary>The player's body under the movement keys, one tick of 50 ms at a time.</summary>
internal sealed class Player(PhysicsConfig config)
{
    /// <summary>Share of the body's width that the head has. Mh</summary>
    private const double HeadShare = 0.8;

    /// <summary>Height of the part of the head that a block around it smothers. Mh</summary>
    private const double HeadHeight = 0.1;

    private Body _body;
    private double _eyeHeight;
    private int _jumpDelay;
    private int _doubleTapTicks;
    private bool _forwardBefore;
    private bool _inCobweb;

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

    /// <summary>True while the player crouches: by his key, or because there is no room to stand up.</summary>
    public bool IsSneaking { get; private set; }

    /// <summary>True while the player eats.</summary>
    public bool IsUsingItem { get; private set; }

    /// <summary>True while the feet are on a ladder.</summary>
    public bool IsClimbing { get; private set; }

    public bool InWater { get; private set; }

    public bool InLava { get; private set; }

    public bool EyeInWater { get; private set; }

    public bool EyeInLava { get; private set; }

    /// <summary>True if a block fills the place of the head.</summary>
    public bool IsSmothered { get; private set; }

    /// <summary>True if the body leans on a cactus or stands on one.</summary>
    public bool TouchesCactus { get; private set; }

    /// <summary>Blocks fallen since the player last stood, swam, climbed or rose.</summary>
    public double FallDistance { get; private set; }

    /// <summary>Blocks of the fall that ended this tick, 0 if none did.</summary>
    public double LandedFall { get; private set; }

    /// <summary>True if a jump off the ground began this tick.</summary>
    public bool Jumped { get; private set; }

    /// <summary>Horizontal way of this tick, in blocks.</summary>
    public double Travelled { get; private set; }

    /// <summary>Height of the eye; it takes some ticks to follow when the player begins or ends to sneak.</summary>
    public double EyeY => _body.Y + _eyeHeight;

    /// <summary>Height of the body's box.</summary>
    public double Height => IsSneaking ? config.SneakHeight : config.PlayerHeight;

    /// <summary>Puts the player down, at rest.</summary>
    public void Place(double x, double y, double z, float yaw)
    {
        _body = new Body { X = x, Y = y, Z = z, VelocityY = -config.Gravity * config.VerticalDrag, OnGround = true };
        _eyeHeight = config.EyeHeight;
        _jumpDelay = 0;
        _doubleTapTicks = 0;
        _forwardBefore = false;
        _inCobweb = false;
        Yaw = yaw;
        Pitch = 0;
        IsSprinting = false;
        IsSneaking = false;
        IsUsingItem = false;
        IsClimbing = false;
        InWater = false;
        InLava = false;
        EyeInWater = false;
        EyeInLava = false;
        IsSmothered = false;
        TouchesCactus = false;
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
            && _body.Y + Height > y && _body.Y < y + 1
            && _body.Z + half > z && _body.Z - half < z + 1;
    }

    /// <summary>
    /// Moves one tick. The order is the original's: what surrounds the body, keys, sprint, jump, motion; the pose comes last, so that a
    /// player who begins to sneak is held at edges at once but slowed down from the next tick on.
    /// </summary>
    /// <param name="volume">The blocks.</param>
    /// <param name="input">Keys and what hinders.</param>
    public void Tick(VoxelVolume volume, PlayerInput input)
    {
        var sneaks = config.Sneaks && input.Keys.Holds(Buttons.Sneak);
        LookAround(volume);
        IsUsingItem = input.UsesItem;
        var (forward, left) = ReadKeys(input.Keys);
        UpdateSprint(forward, input, sneaks);

        _body.VelocityX = CutOff(_body.VelocityX);
        _body.VelocityY = CutOff(_body.VelocityY);
        _body.VelocityZ = CutOff(_body.VelocityZ);

        var jumps = input.Keys.Holds(Buttons.Jump);
        UpdateJump(volume, jumps);
        if (InWater && sneaks)
        {
            _body.VelocityY -= config.SneakSink;
        }

        var (fromX, fromY, fromZ) = (_body.X, _body.Y, _body.Z);
        Travel(volume, (forward, left), jumps, sneaks);

        var (dx, dz) = (_body.X - fromX, _body.Z - fromZ);
        Travelled = Math.Sqrt((dx * dx) + (dz * dz));
        UpdateFall(_body.Y - fromY);
        UpdatePose(volume, sneaks);
        Feel(volume);
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
        if (_eyeHeight != config.EyeHeight)
        {
            hash = StateHasher.Mix(hash, _eyeHeight);
        }

        var flags = (_body.OnGround ? 1 : 0) | (_body.HitWall ? 2 : 0) | (IsSprinting ? 4 : 0) | (InWater ? 8 : 0)
            | (EyeInWater ? 16 : 0) | (_forwardBefore ? 32 : 0) | (IsSneaking ? 64 : 0) | (InLava ? 128 : 0)
            | (IsSmothered ? 256 : 0) | (TouchesCactus ? 512 : 0);
        return StateHasher.Mix(hash, ((ulong)(uint)flags << 32) | ((uint)_jumpDelay << 16) | (uint)_doubleTapTicks);
    }

    private (double Forward, double Left) ReadKeys(Buttons keys)
    {
        var scale = config.KeyInput * (IsSneaking ? config.SneakFactor : 1) * (IsUsingItem ? config.UseFactor : 1);
        var forward = scale * ((keys.Holds(Buttons.Forward) ? 1 : 0) - (keys.Holds(Buttons.Back) ? 1 : 0));
        var left = scale * ((keys.Holds(Buttons.Left) ? 1 : 0) - (keys.Holds(Buttons.Right) ? 1 : 0));
        return (forward, left);
    }

    private void UpdateSprint(double forward, PlayerInput input, bool sneaks)
    {
        var isPressed = forward >= config.SprintInput * config.KeyInput;
        var mayTap = _body.OnGround && !sneaks && !input.UsesItem;
        var firstTap = isPressed && !_forwardBefore && mayTap;
        var secondTap = firstTap && _doubleTapTicks > 0;
        _doubleTapTicks = sneaks || input.UsesItem ? 0 : Math.Max(0, _doubleTapTicks - 1);
        _forwardBefore = isPressed;

        if (IsSprinting)
        {
            IsSprinting = forward > 0 && input.MaySprint && !_body.HitWall && !InWater;
        }
        else if (isPressed && input.MaySprint && !input.UsesItem && !InWater && (input.Keys.Holds(Buttons.Sprint) || secondTap))
        {
            IsSprinting = true;
        }
        else if (firstTap)
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

        var depth = FluidDepth(volume);
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

    private double FluidDepth(VoxelVolume volume)
    {
        if (InWater)
        {
            return BlockCollision.WaterDepth(volume, in _body, config.PlayerWidth, Height, config.WaterSurface);
        }

        return InLava ? BlockCollision.LavaDepth(volume, in _body, config.PlayerWidth, Height, config.WaterSurface) : 0;
    }

    private void Travel(VoxelVolume volume, (double Forward, double Left) keys, bool jumps, bool sneaks)
    {
        if (InWater)
        {
            TravelInFluid(volume, keys, (config.WaterAcceleration, config.WaterDrag, config.WaterSink), sneaks);
        }
        else if (InLava)
        {
            TravelInFluid(volume, keys, (config.LavaAcceleration, config.LavaDrag, config.LavaSink), sneaks);
        }
        else
        {
            TravelOnLand(volume, keys, jumps, sneaks);
        }
    }

    private void TravelOnLand(VoxelVolume volume, (double Forward, double Left) keys, bool jumps, bool sneaks)
    {
        var onGround = _body.OnGround;
        var slipperiness = IsOnIce(volume) ? config.IceSlipperiness : config.Slipperiness;
        var grip = config.Slipperiness / slipperiness;
        var acceleration = (onGround ? config.WalkAcceleration * (grip * grip * grip) : config.AirAcceleration)
            * (IsSprinting ? config.SprintFactor : 1);
        var drag = onGround ? slipperiness * config.HorizontalDrag : config.HorizontalDrag;

        Accelerate(keys, acceleration);
        if (IsClimbing)
        {
            HoldOntoLadder(sneaks);
        }

        Move(volume, sneaks);
        if (IsClimbing && (_body.HitWall || jumps))
        {
            _body.VelocityY = config.ClimbVelocity;
        }

        _body.VelocityY = (_body.VelocityY - config.Gravity) * config.VerticalDrag;
        _body.VelocityX *= drag;
        _body.VelocityZ *= drag;
    }

    private void TravelInFluid(
        VoxelVolume volume, (double Forward, double Left) keys, (double Acceleration, double Drag, double Sink) fluid, bool sneaks)
    {
        Accelerate(keys, fluid.Acceleration);
        Move(volume, sneaks);
        _body.VelocityX *= fluid.Drag;
        _body.VelocityY = (_body.VelocityY * fluid.Drag) - fluid.Sink;
        _body.VelocityZ *= fluid.Drag;
        if (_body.HitWall && MayClimbOut(volume))
        {
            _body.VelocityY = config.ClimbOutVelocity;
        }
    }

    /// <summary>True if the space one step higher, where the swimmer is heading, is free and dry.</summary>
    private bool MayClimbOut(VoxelVolume volume)
    {
        var (x, y, z) = (_body.X + _body.VelocityX, _body.Y + _body.VelocityY + config.ClimbOutHeight, _body.Z + _body.VelocityZ);
        return BlockCollision.IsFree(volume, x, y, z, config.PlayerWidth, Height)
            && !BlockCollision.TouchesWater(volume, x, y, z, config.PlayerWidth, Height)
            && !BlockCollision.TouchesLava(volume, x, y, z, config.PlayerWidth, Height);
    }

    private bool IsOnIce(VoxelVolume volume) =>
        volume[BlockCollision.Cell(_body.X), BlockCollision.Cell(_body.Y - 0.5), BlockCollision.Cell(_body.Z)] == BlockId.Ice;

    private void HoldOntoLadder(bool sneaks)
    {
        _body.VelocityX = Math.Clamp(_body.VelocityX, -config.LadderSpeed, config.LadderSpeed);
        _body.VelocityZ = Math.Clamp(_body.VelocityZ, -config.LadderSpeed, config.LadderSpeed);
        _body.VelocityY = Math.Max(_body.VelocityY, sneaks ? 0 : -config.LadderSpeed);
    }

    private void Accelerate((double Forward, double Left) keys, double acceleration)
    {
        var (forward, left) = keys;
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

    private void Move(VoxelVolume volume, bool sneaks)
    {
        if (_inCobweb)
        {
            _body.VelocityX *= config.WebFactor;
            _body.VelocityY *= config.WebVerticalFactor;
            _body.VelocityZ *= config.WebFactor;
            BlockCollision.Move(volume, ref _body, config.PlayerWidth, Height);
            (_body.VelocityX, _body.VelocityY, _body.VelocityZ) = (0, 0, 0);
            return;
        }

        if (!sneaks || !IsOnEdgeGuard(volume))
        {
            BlockCollision.Move(volume, ref _body, config.PlayerWidth, Height);
            return;
        }

        // An edge shortens the way but not the speed, which only a wall takes away.
        var (speedX, speedZ) = (_body.VelocityX, _body.VelocityZ);
        var (wayX, wayZ) = ShortenAtEdge(volume, speedX, speedZ);
        (_body.VelocityX, _body.VelocityZ) = (wayX, wayZ);
        BlockCollision.Move(volume, ref _body, config.PlayerWidth, Height);
        _body.VelocityX = _body.VelocityX == wayX ? speedX : 0;
        _body.VelocityZ = _body.VelocityZ == wayZ ? speedZ : 0;
    }

    /// <summary>True if the player stands, or has only just begun to fall.</summary>
    private bool IsOnEdgeGuard(VoxelVolume volume) =>
        _body.OnGround || (FallDistance < config.EdgeDrop && !IsFreeBelow(volume, 0, 0, config.EdgeDrop - FallDistance));

    private (double X, double Z) ShortenAtEdge(VoxelVolume volume, double x, double z)
    {
        while (x != 0 && IsFreeBelow(volume, x, 0, config.EdgeDrop))
        {
            x = Shorten(x);
        }

        while (z != 0 && IsFreeBelow(volume, 0, z, config.EdgeDrop))
        {
            z = Shorten(z);
        }

        while (x != 0 && z != 0 && IsFreeBelow(volume, x, z, config.EdgeDrop))
        {
            (x, z) = (Shorten(x), Shorten(z));
        }

        return (x, z);
    }

    private double Shorten(double way)
    {
        if (Math.Abs(way) < config.EdgeStep)
        {
            return 0;
        }

        return way > 0 ? way - config.EdgeStep : way + config.EdgeStep;
    }

    private bool IsFreeBelow(VoxelVolume volume, double x, double z, double drop) =>
        BlockCollision.IsFree(volume, _body.X + x, _body.Y - drop, _body.Z + z, config.PlayerWidth, Height);

    /// <summary>What surrounds the body before it moves.</summary>
    private void LookAround(VoxelVolume volume)
    {
        InWater = BlockCollision.WaterDepth(volume, in _body, config.PlayerWidth, Height, config.WaterSurface) > 0;
        InLava = BlockCollision.LavaDepth(volume, in _body, config.PlayerWidth, Height, config.WaterSurface) > 0;
        _inCobweb = BlockCollision.TouchesCobweb(volume, _body.X, _body.Y, _body.Z, config.PlayerWidth, Height);
        IsClimbing = IsLadder(volume[BlockCollision.Cell(_body.X), BlockCollision.Cell(_body.Y), BlockCollision.Cell(_body.Z)]);
        if (InWater || IsClimbing || _inCobweb)
        {
            FallDistance = 0;
        }
        else if (InLava)
        {
            FallDistance *= config.LavaFallShare;
        }
    }

    /// <summary>What the moved body feels, for the vitals.</summary>
    private void Feel(VoxelVolume volume)
    {
        EyeInWater = BlockCollision.IsUnderWater(volume, _body.X, EyeY, _body.Z, config.WaterSurface);
        EyeInLava = BlockCollision.IsUnderLava(volume, _body.X, EyeY, _body.Z, config.WaterSurface);
        IsSmothered = BlockCollision.IsSmothered(
            volume, _body.X, EyeY - (HeadHeight / 2), _body.Z, config.PlayerWidth * HeadShare, HeadHeight);
        TouchesCactus = BlockCollision.TouchesCactus(volume, _body.X, _body.Y, _body.Z, config.PlayerWidth, Height);
    }

    private void UpdateFall(double climbed)
    {
        LandedFall = 0;
        if (_body.OnGround)
        {
            // The way of the tick that lands does not count, as in the original.
            LandedFall = FallDistance;
            FallDistance = 0;
        }
        else if (climbed < 0 && !InWater)
        {
            FallDistance -= climbed;
        }
    }

    private void UpdatePose(VoxelVolume volume, bool sneaks)
    {
        IsSneaking = sneaks
            || (IsSneaking && !BlockCollision.IsFree(volume, _body.X, _body.Y, _body.Z, config.PlayerWidth, config.PlayerHeight));
        _eyeHeight += ((IsSneaking ? config.SneakEyeHeight : config.EyeHeight) - _eyeHeight) * config.EyeEase;
    }

    private static bool IsLadder(BlockId block) => block is >= BlockId.LadderNorth and <= BlockId.LadderEast;
}
