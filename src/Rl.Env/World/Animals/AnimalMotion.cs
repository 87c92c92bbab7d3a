using Rl.Env.Seeds;
using Rl.Env.World.Blocks;
using Rl.Env.World.Physics;
using Rl.Env.World.Volume;

namespace Rl.Env.World.Animals;

/// <summary>
/// Moves an animal one tick: the original's accelerations and drags on land, in the air, in water and lava, a jump up one block, and the
/// rule that keeps it from walking into fluids or off a cliff.
/// </summary>
internal sealed class AnimalMotion(AnimalConfig config, PhysicsConfig physics)
{
    // A body at rest on a block may hang below its top by a rounding error.
    private const double Tolerance = 1e-6;

    /// <summary>A walk that covers less than this in a tick is stuck.</summary>
    private const double SlowestProgress = 0.01;

    /// <summary>How far ahead of a wall the animal looks whether it could stand on top.</summary>
    private const double ClimbReach = 0.3;

    /// <summary>Moves the body and remembers how it fell and what it is in.</summary>
    /// <param name="volume">The blocks.</param>
    /// <param name="animal">The animal.</param>
    /// <param name="random">Its stream.</param>
    /// <param name="speed">Speed attribute with which it walks along its heading, 0 to stand.</param>
    /// <param name="isPushed">True if something else decides where it goes this tick.</param>
    public void Move(VoxelVolume volume, ref Animal animal, SeededRandom random, double speed, bool isPushed)
    {
        var properties = AnimalTable.Of(animal.Kind);
        ref var body = ref animal.Body;
        var waterDepth = LookForFluids(volume, in body, properties, out animal.InLava);
        animal.InWater = waterDepth > 0;
        body.VelocityX = CutOff(body.VelocityX);
        body.VelocityY = CutOff(body.VelocityY);
        body.VelocityZ = CutOff(body.VelocityZ);
        Rise(volume, ref animal, properties, random, (speed, waterDepth));

        var inFluid = animal.InWater || animal.InLava;
        var acceleration = physics.KeyInput * speed
            * (inFluid ? physics.WaterAcceleration : body.OnGround ? speed : physics.AirAcceleration);
        body.VelocityX += animal.Heading.X * acceleration;
        body.VelocityZ += animal.Heading.Z * acceleration;
        var isThrown = animal.HurtTicks > 0 && !body.OnGround;
        if (!isPushed && !isThrown && !MayGo(volume, in animal, properties))
        {
            body.VelocityX = 0;
            body.VelocityZ = 0;
            animal.Goal = AnimalGoal.Stand;
        }

        var (fromX, fromY, fromZ, wasOnGround) = (body.X, body.Y, body.Z, body.OnGround);
        BlockCollision.Move(volume, ref body, properties.Width, properties.Height);
        if (inFluid)
        {
            SlowInFluid(volume, ref animal, properties);
        }
        else
        {
            body.VelocityY = (body.VelocityY - physics.Gravity) * physics.VerticalDrag;
            body.VelocityY *= properties.Flutters && !body.OnGround && body.VelocityY < 0 ? config.FlutterDrag : 1;
            var drag = wasOnGround ? physics.Slipperiness * physics.HorizontalDrag : physics.HorizontalDrag;
            body.VelocityX *= drag;
            body.VelocityZ *= drag;
        }

        if (inFluid)
        {
            animal.FallDistance = 0;
        }
        else if (body.Y < fromY)
        {
            animal.FallDistance += fromY - body.Y;
        }

        var (dx, dz) = (body.X - fromX, body.Z - fromZ);
        var way = Math.Sqrt((dx * dx) + (dz * dz));
        animal.StuckTicks = speed > 0 && way < SlowestProgress ? animal.StuckTicks + 1 : 0;
        Animate(ref animal, properties, way);
    }

    private double CutOff(double velocity) => Math.Abs(velocity) < physics.VelocityCutOff ? 0 : velocity;

    /// <summary>Paddles up in deep water and lava, jumps where a block bars a walk.</summary>
    private void Rise(
        VoxelVolume volume, ref Animal animal, AnimalProperties properties, SeededRandom random, (double Speed, double WaterDepth) state)
    {
        ref var body = ref animal.Body;
        if (animal.InLava || state.WaterDepth > physics.SwimDepth)
        {
            body.VelocityY += !animal.IsDead && random.NextDouble() < config.PaddleShare ? physics.SwimLift : 0;
        }
        else if (state.Speed > 0 && body.OnGround && body.HitWall && MayClimb(volume, in animal, properties))
        {
            body.VelocityY = physics.JumpVelocity;
        }
    }

    private static bool MayClimb(VoxelVolume volume, in Animal animal, AnimalProperties properties)
    {
        var (x, y, z) = (animal.Body.X, animal.Body.Y + 1, animal.Body.Z);
        return BlockCollision.IsFree(volume, x, y, z, properties.Width, properties.Height)
            && BlockCollision.IsFree(
                volume, x + (animal.Heading.X * ClimbReach), y, z + (animal.Heading.Z * ClimbReach), properties.Width, properties.Height);
    }

    private void SlowInFluid(VoxelVolume volume, ref Animal animal, AnimalProperties properties)
    {
        ref var body = ref animal.Body;
        var drag = animal.InWater ? physics.WaterDrag : config.LavaDrag;
        body.VelocityX *= drag;
        body.VelocityY = (body.VelocityY * drag) - (animal.InWater ? physics.WaterSink : config.LavaSink);
        body.VelocityZ *= drag;
        if (body.HitWall)
        {
            // The wall took the speed towards it, so the bank is looked for where the animal wants to go.
            var x = body.X + (animal.Heading.X * ClimbReach);
            var z = body.Z + (animal.Heading.Z * ClimbReach);
            var y = body.Y + body.VelocityY + physics.ClimbOutHeight;
            if (BlockCollision.IsFree(volume, x, y, z, properties.Width, properties.Height))
            {
                body.VelocityY = physics.ClimbOutVelocity;
            }
        }
    }

    /// <summary>
    /// True if the next place is one that an animal goes to by its own will: neither there nor after the fall from there does its box touch
    /// a fluid that it is not in already, and below its middle there is ground within the safe drop. As the middle never leaves safe
    /// ground, the box cannot fall off it. One that was thrown out over an edge may shuffle wherever something still carries it.
    /// </summary>
    private bool MayGo(VoxelVolume volume, in Animal animal, AnimalProperties properties)
    {
        ref readonly var body = ref animal.Body;
        if (animal.InLava || (body.VelocityX == 0 && body.VelocityZ == 0))
        {
            return true;
        }

        var (x, z) = (body.X + body.VelocityX, body.Z + body.VelocityZ);
        if (TouchesFluid(volume, (x, body.Y, z), properties, isWaterMet: !animal.InWater))
        {
            return false;
        }

        return animal.InWater
            || IsSafe(volume, in animal, properties, x, z)
            || (!IsSafe(volume, in animal, properties, body.X, body.Z) && IsCarried(volume, (x, body.Y, z), properties));
    }

    private bool IsSafe(VoxelVolume volume, in Animal animal, AnimalProperties properties, double x, double z)
    {
        var (cellX, cellZ) = (BlockCollision.Cell(x), BlockCollision.Cell(z));
        var feet = BlockCollision.Cell(animal.Body.Y + Tolerance);
        if (BlockTable.IsSolid(volume[cellX, feet, cellZ]))
        {
            return true;
        }

        var deepest = Math.Max(0, config.SafeDrop - (int)Math.Ceiling(animal.FallDistance));
        for (var drop = 0; drop <= deepest; drop++)
        {
            if (BlockTable.IsSolid(volume[cellX, feet - drop - 1, cellZ]))
            {
                return drop == 0 || !TouchesFluid(volume, (x, feet - drop, z), properties, isWaterMet: true);
            }
        }

        return false;
    }

    private static bool IsCarried(VoxelVolume volume, (double X, double Y, double Z) place, AnimalProperties properties) =>
        !BlockCollision.IsFree(volume, place.X, place.Y - 0.01, place.Z, properties.Width, 0.01);

    private static bool TouchesFluid(VoxelVolume volume, (double X, double Y, double Z) place, AnimalProperties properties, bool isWaterMet)
    {
        var half = properties.Width / 2;
        for (var y = BlockCollision.Cell(place.Y + Tolerance); y <= BlockCollision.Cell(place.Y + properties.Height - Tolerance); y++)
        {
            for (var z = BlockCollision.Cell(place.Z - half); z <= BlockCollision.Cell(place.Z + half); z++)
            {
                for (var x = BlockCollision.Cell(place.X - half); x <= BlockCollision.Cell(place.X + half); x++)
                {
                    var block = volume[x, y, z];
                    if (block == BlockId.Lava || (isWaterMet && block == BlockId.Water))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>How high water stands above the feet, and whether the box touches lava.</summary>
    private double LookForFluids(VoxelVolume volume, in Body body, AnimalProperties properties, out bool inLava)
    {
        const double deflation = 0.001;
        var half = (properties.Width / 2) - deflation;
        var (bottom, top) = (body.Y + deflation, body.Y + properties.Height - deflation);
        var depth = 0.0;
        inLava = false;
        for (var y = BlockCollision.Cell(bottom); y <= BlockCollision.Cell(top); y++)
        {
            for (var z = BlockCollision.Cell(body.Z - half); z <= BlockCollision.Cell(body.Z + half); z++)
            {
                for (var x = BlockCollision.Cell(body.X - half); x <= BlockCollision.Cell(body.X + half); x++)
                {
                    var block = volume[x, y, z];
                    if (block == BlockId.Water)
                    {
                        var surface = y + (volume[x, y + 1, z] == BlockId.Water ? 1.0 : physics.WaterSurface);
                        depth = Math.Max(depth, surface - bottom);
                    }

                    inLava |= block == BlockId.Lava;
                }
            }
        }

        return depth;
    }

    /// <summary>Swings the legs by the way gone, and the wings in the air. Nothing of it decides the future.</summary>
    private static void Animate(ref Animal animal, AnimalProperties properties, double way)
    {
        animal.WalkAmount += (Math.Min(1f, (float)way * 4) - animal.WalkAmount) * 0.4f;
        animal.WalkPhase += animal.WalkAmount;
        if (properties.Flutters)
        {
            var isFlying = !animal.Body.OnGround;
            animal.WingSpread = Math.Clamp(animal.WingSpread + (isFlying ? 0.4f : -0.3f), 0f, 1f);
            animal.FlutterTicks = isFlying ? animal.FlutterTicks + 1 : 0;
        }
    }
}
